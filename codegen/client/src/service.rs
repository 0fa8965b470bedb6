//! The constants of the service. The generator writes this module for each crate; this one is a placeholder.

use ::runtime::service::ServiceInfo;

/// The service of this crate.
#[derive(Debug)]
pub enum ThisService {}

/// The constants of the service.
pub(crate) static INFO: ServiceInfo = ServiceInfo {
    sdk_id: "Database Migration Service",
    signing_name: "dms",
    retry_partition: "databasemigrationservice",
    crate_name: "dms-sdk",
    target_prefix: "AmazonDMSv20160101",
    content_type: "application/x-amz-json-1.1",
    query_compatible: false,
    unsigned: &[],
    optionally_signed: &[],
    api_metadata: &crate::meta::API_METADATA,
};

/// The traits with the client's methods for the service.
pub(crate) mod client_traits {}
