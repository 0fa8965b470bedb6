//! Endpoint rules: the stand-in's, those of the fixtures, and the functions they call.
//!
//! The modules are what the generator makes of its own fixtures of the same names; a test of the generator
//! keeps them up to date.

mod alternatives;
mod constant;
mod default_rules;
mod functions;
mod language;
mod parameters;
mod resolution;
mod rules;
