//! The commands of `cargo xtask` that compare, measure, fuzz and import. Each command is one module, as in the package
//! `xtask`.

pub mod bench;
pub mod conformance;
pub mod diff;
pub mod fuzz;
pub mod import;
pub mod new_service;
pub mod parity;
pub mod release;
pub mod services;
pub mod update;
