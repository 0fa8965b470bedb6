//! The resolver that calls the endpoint rules, and the functions of the rules' language.

#![allow(dead_code, unused_imports, reason = "the rules of the service do not call all functions")]

mod arn;
mod host;
mod partition;
mod resolver;
mod text;
mod url;

pub use resolver::{DefaultResolver, InvalidParams, ResolveEndpoint};

pub(crate) use arn::parse_arn;
pub(crate) use host::{is_valid_host_label, is_virtual_hostable_s3_bucket};
pub(crate) use partition::{Partition, partition};
pub(crate) use resolver::{InvalidUrl, builder, check_region, error, exhausted, found};
pub(crate) use text::{element, split, substring, uri_encode};
pub(crate) use url::parse_url;
