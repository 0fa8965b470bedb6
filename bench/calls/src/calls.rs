// The measured calls, for the crate that is named `sdk` here.

use super::{done, floor::Floor, responses, transport};
use sdk::{
    Client,
    config::{BehaviorVersion, Credentials, Region},
    types::{MigrationTypeValue, MySqlSettings, ReplicationEndpointTypeValue},
};

/// Returns a client that always gets the case's response.
pub fn client(case: &responses::Case, floor: Option<Floor>) -> Client {
    let mut config = sdk::Config::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::new("us-east-1"))
        .credentials_provider(Credentials::new("AKIDEXAMPLE", "not-a-secret", None, None, "bench"))
        .http_client(transport::answering(case.response.clone()));
    if let Some(floor) = floor {
        config.push_interceptor(sdk::config::SharedInterceptor::new(floor));
    }
    Client::from_conf(config.build())
}

/// Makes one call.
pub async fn call(client: &Client, call: &str) {
    match call {
        "status" => done(client.describe_refresh_schemas_status().endpoint_arn(responses::ARN).send()).await,
        "endpoints" => done(client.describe_endpoints().send()).await,
        "modify_task" => {
            let modified = client.modify_replication_task().replication_task_arn(responses::ARN);
            let modified = modified.migration_type(MigrationTypeValue::FullLoadAndCdc);
            done(modified.table_mappings(responses::table_mappings()).send()).await;
        }
        _ => done(create_endpoint(client).send()).await,
    }
}

fn create_endpoint(client: &Client) -> sdk::operation::create_endpoint::builders::CreateEndpointFluentBuilder {
    let settings = MySqlSettings::builder()
        .after_connect_script("SET sql_mode = ''")
        .clean_source_metadata_on_mismatch(true)
        .database_name("orders")
        .events_poll_interval(5)
        .max_file_size(32_768)
        .parallel_load_threads(4)
        .password("not-a-secret")
        .port(3306)
        .server_name("orders.example.com")
        .server_timezone("UTC")
        .username("migration")
        .secrets_manager_access_role_arn(responses::ARN)
        .secrets_manager_secret_id("orders")
        .build();
    client
        .create_endpoint()
        .endpoint_identifier("orders")
        .endpoint_type(ReplicationEndpointTypeValue::Source)
        .engine_name("mysql")
        .kms_key_id("alias/orders")
        .extra_connection_attributes("initstmt=SET FOREIGN_KEY_CHECKS=0")
        .certificate_arn(responses::ARN)
        .service_access_role_arn(responses::ARN)
        .my_sql_settings(settings)
}
