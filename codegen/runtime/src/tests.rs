//! Tests of private items.

mod data;
mod language;
