//! What the endpoint rules call: the resolver around them and the functions of the rules' language.

#![allow(dead_code, unused_imports, reason = "which of the functions are called depends on the rules of the service")]

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
