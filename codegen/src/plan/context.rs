//! The context for planning a shape.

use super::scope::Scope;
use crate::{Diagnostics, model::Model};

/// The context for planning a shape.
pub struct Context<'a> {
    /// The model.
    pub model: &'a Model,
    /// Its types.
    pub scope: &'a Scope,
    /// The errors so far.
    pub problems: &'a mut Diagnostics,
}
