//! Checks of a finished model: what single shapes and traits cannot tell.

use super::Model;
use crate::smithy::{Definitions, Report};

/// Reports every mistake in the interplay of shapes and traits.
pub(super) fn check_model(_model: &Model, _definitions: &Definitions, _report: &mut Report<'_>) {}
