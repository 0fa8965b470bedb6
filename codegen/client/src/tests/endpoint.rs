//! Endpoint rules: those of the placeholder and those of the fixtures.
//!
//! The modules are the generator's output for its fixtures of the same names; a test of the generator checks that they
//! are current.

mod alternatives;
mod constant;
mod default_rules;
mod functions;
mod parameters;
mod resolution;
mod rules;
