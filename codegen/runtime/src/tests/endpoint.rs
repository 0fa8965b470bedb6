//! Endpoint rules: those of the placeholder, those of the fixtures, and the functions of the language.
//!
//! The modules are the generator's output for its fixtures of the same names; a test of the generator checks that they
//! are current.

mod alternatives;
mod constant;
mod default_rules;
mod functions;
mod language;
mod parameters;
mod resolution;
mod rules;
