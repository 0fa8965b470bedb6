//! The types of members from the runtime crates.

pub use aws_smithy_types::{Blob, DateTime, date_time::Format as DateTimeFormat};

/// The types of event streams. The service has none, so the module is empty.
pub mod event_stream {}
