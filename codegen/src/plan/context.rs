//! What planning needs besides the shape that is planned.

use super::scope::Scope;
use crate::{Diagnostics, model::Model};

/// Everything that planning a shape needs besides the shape.
pub struct Context<'a> {
    /// The model.
    pub model: &'a Model,
    /// Its types.
    pub scope: &'a Scope,
    /// What is wrong so far.
    pub problems: &'a mut Diagnostics,
}
