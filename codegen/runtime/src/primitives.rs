//! The types of members that are neither text, number nor of this service.

pub use aws_smithy_types::{Blob, DateTime, date_time::Format as DateTimeFormat};

/// What event streams are made of. The service has none, so there is nothing here.
pub mod event_stream {}
