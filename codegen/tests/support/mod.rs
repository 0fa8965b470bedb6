//! What the test targets of this package share.

#![allow(dead_code, reason = "each target needs a part of it")]

pub mod cases;
pub mod rules;

/// A service without rules of its own gets rules that look partitions up.
pub const PARTITIONS: Option<&str> = Some(include_str!("../../../models/aws-partitions.json"));
