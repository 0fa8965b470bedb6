//! `cargo xtask import`, from the outside: botocore's files go in, a model and its lock come out.

mod command;
mod convert;
mod enums;
mod errors;
mod files;
mod models;
mod new_service;
mod operations;
mod pagination;
mod prose;
mod smithy;
#[path = "../stand_in/mod.rs"]
mod stand_in;
mod support;
mod update;
mod versions;
mod waiters;
mod wheel;
