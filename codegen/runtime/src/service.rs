//! The facts of the service. The generator writes this module for each crate; this one stands in for it.

/// The service's id, as people write it.
pub(crate) const SDK_ID: &str = "Database Migration Service";

/// The name that requests are signed for.
pub(crate) const SIGNING_NAME: &str = "dms";

/// What the clients that share one budget of retries are called, without the region.
pub(crate) const RETRY_PARTITION: &str = "databasemigrationservice";

/// The name of the package, under which metrics are recorded.
pub(crate) const CRATE_NAME: &str = "dms-sdk";

/// What is before the operation's name in `x-amz-target`.
pub(crate) const TARGET_PREFIX: &str = "AmazonDMSv20160101";

/// The content type of requests.
pub(crate) const CONTENT_TYPE: &str = "application/x-amz-json-1.1";

/// Whether replies name errors by the codes of awsQuery, in a header.
pub(crate) const QUERY_COMPATIBLE: bool = false;

/// The operations whose calls are never signed.
pub(crate) const UNSIGNED: &[&str] = &[];

/// The operations whose calls are signed where there are credentials.
pub(crate) const OPTIONALLY_SIGNED: &[&str] = &[];

pub(crate) use crate::compression::set_shared;

/// The traits that give the client methods of the service.
pub(crate) mod client_traits {}
