//! The name and version of the crate. The generator writes this module for each crate; this one is a placeholder.

use aws_runtime::user_agent::ApiMetadata;

/// The version of this crate.
pub static PKG_VERSION: &str = env!("CARGO_PKG_VERSION");

pub(crate) static API_METADATA: ApiMetadata = ApiMetadata::new("databasemigrationservice", PKG_VERSION);
