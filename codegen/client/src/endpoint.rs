//! The resolver that calls the endpoint rules, and the functions of the rules' language.

mod resolver;

pub use resolver::{DefaultResolver, InvalidParams, ResolveEndpoint};

#[allow(unused_imports, reason = "the rules of the service do not call all functions")]
pub(crate) use ::runtime::endpoint::{
    Partition, builder, check_region, element, error, exhausted, found, is_valid_host_label,
    is_virtual_hostable_s3_bucket, parse_arn, parse_url, partition, split, substring, uri_encode,
};
