//! The functions of the language of endpoint rules.

mod arn;
mod host;
mod partition;
mod result;
mod text;
mod url;

pub use arn::parse_arn;
pub use host::{is_valid_host_label, is_virtual_hostable_s3_bucket};
pub use partition::{Partition, partition};
pub(crate) use result::InvalidUrl;
pub use result::{InvalidParam, builder, check_region, error, exhausted, found, with_valid_url};
pub use text::{element, split, substring, uri_encode};
pub use url::parse_url;
