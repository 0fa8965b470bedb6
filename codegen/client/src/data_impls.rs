//! The types and operations for the feature `serde`. The generator writes this module for each crate; this one is a
//! placeholder.

/// All operations, sorted by name.
pub(crate) static OPERATIONS: &[crate::call_json::operation::JsonOperation] = &[];
