//! The constants of the service. The generator writes this module for each crate; this one is a placeholder.

/// The service's SDK id.
pub(crate) const SDK_ID: &str = "Database Migration Service";

/// The name of the service in signatures.
pub(crate) const SIGNING_NAME: &str = "dms";

/// The name of the retry partition, without the region.
pub(crate) const RETRY_PARTITION: &str = "databasemigrationservice";

/// The name of the package, which is the scope of metrics.
pub(crate) const CRATE_NAME: &str = "dms-sdk";

/// The part of `x-amz-target` before the operation.
pub(crate) const TARGET_PREFIX: &str = "AmazonDMSv20160101";

/// The content type of requests.
pub(crate) const CONTENT_TYPE: &str = "application/x-amz-json-1.1";

/// Whether responses have the error codes of awsQuery in a header.
pub(crate) const QUERY_COMPATIBLE: bool = false;

/// The operations whose calls are never signed.
pub(crate) const UNSIGNED: &[&str] = &[];

/// The operations whose calls are signed if there are credentials.
pub(crate) const OPTIONALLY_SIGNED: &[&str] = &[];

pub(crate) use crate::compression::set_shared;

/// The traits with the client's methods for the service.
pub(crate) mod client_traits {}
