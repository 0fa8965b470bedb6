//! The structures of the DescribeEndpoints reply as serde derives them: what a parser written for one reply costs.

use serde::Deserialize;

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
#[allow(dead_code, reason = "they are read only")]
pub struct Endpoints {
    endpoints: Option<Vec<Endpoint>>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
#[allow(dead_code, reason = "they are read only")]
struct Endpoint {
    endpoint_identifier: Option<String>,
    endpoint_type: Option<String>,
    engine_name: Option<String>,
    engine_display_name: Option<String>,
    username: Option<String>,
    server_name: Option<String>,
    port: Option<i32>,
    database_name: Option<String>,
    extra_connection_attributes: Option<String>,
    status: Option<String>,
    kms_key_id: Option<String>,
    endpoint_arn: Option<String>,
    certificate_arn: Option<String>,
    ssl_mode: Option<String>,
    service_access_role_arn: Option<String>,
    is_read_only: Option<bool>,
    #[serde(rename = "MySQLSettings")]
    my_sql_settings: Option<MySqlSettings>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
#[allow(dead_code, reason = "they are read only")]
struct MySqlSettings {
    after_connect_script: Option<String>,
    clean_source_metadata_on_mismatch: Option<bool>,
    database_name: Option<String>,
    events_poll_interval: Option<i32>,
    max_file_size: Option<i32>,
    parallel_load_threads: Option<i32>,
    port: Option<i32>,
    server_name: Option<String>,
    server_timezone: Option<String>,
    username: Option<String>,
    secrets_manager_access_role_arn: Option<String>,
    secrets_manager_secret_id: Option<String>,
}
