//! Calls some operations with typed builders: every setter of the input, with values from serde.

use dms_sdk::{Client, Error};
use serde_json::Value;

/// The failure of a typed call: the error of the call, or an input or output that serde rejects.
pub type Failure = Result<Box<Error>, String>;

macro_rules! calls {
    ($($operation:ident: $module:ident::$input:ident { $($field:ident $set:ident)* })*) => {
        /// Calls the operation if it is in this list.
        pub async fn call(client: &Client, operation: &str, input: &Value) -> Option<Result<Value, Failure>> {
            let data = |error: serde_json::Error| Err(error.to_string());
            match operation {
                $(stringify!($operation) => {
                    type Input = dms_sdk::operation::$module::$input;
                    let input: Input = match serde_json::from_value(input.clone()) {
                        Ok(input) => input,
                        Err(error) => return Some(Err(data(error))),
                    };
                    let call = client.$module()$(.$set(input.$field))*;
                    let output = call.send().await.map_err(|error| Ok(Box::new(error.into())));
                    Some(output.and_then(|output| serde_json::to_value(output).map_err(data)))
                })*
                _ => None,
            }
        }
    };
}

calls! {
    CreateEndpoint: create_endpoint::CreateEndpointInput {
        endpoint_identifier set_endpoint_identifier
        endpoint_type set_endpoint_type
        engine_name set_engine_name
        username set_username
        password set_password
        server_name set_server_name
        port set_port
        database_name set_database_name
        extra_connection_attributes set_extra_connection_attributes
        kms_key_id set_kms_key_id
        tags set_tags
        certificate_arn set_certificate_arn
        ssl_mode set_ssl_mode
        service_access_role_arn set_service_access_role_arn
        external_table_definition set_external_table_definition
        dynamo_db_settings set_dynamo_db_settings
        s3_settings set_s3_settings
        dms_transfer_settings set_dms_transfer_settings
        mongo_db_settings set_mongo_db_settings
        kinesis_settings set_kinesis_settings
        kafka_settings set_kafka_settings
        elasticsearch_settings set_elasticsearch_settings
        neptune_settings set_neptune_settings
        redshift_settings set_redshift_settings
        postgre_sql_settings set_postgre_sql_settings
        my_sql_settings set_my_sql_settings
        oracle_settings set_oracle_settings
        sybase_settings set_sybase_settings
        microsoft_sql_server_settings set_microsoft_sql_server_settings
        ibm_db2_settings set_ibm_db2_settings
        resource_identifier set_resource_identifier
        doc_db_settings set_doc_db_settings
        redis_settings set_redis_settings
        gcp_my_sql_settings set_gcp_my_sql_settings
        timestream_settings set_timestream_settings
    }
    ModifyEndpoint: modify_endpoint::ModifyEndpointInput {
        endpoint_arn set_endpoint_arn
        endpoint_identifier set_endpoint_identifier
        endpoint_type set_endpoint_type
        engine_name set_engine_name
        username set_username
        password set_password
        server_name set_server_name
        port set_port
        database_name set_database_name
        extra_connection_attributes set_extra_connection_attributes
        certificate_arn set_certificate_arn
        ssl_mode set_ssl_mode
        service_access_role_arn set_service_access_role_arn
        external_table_definition set_external_table_definition
        dynamo_db_settings set_dynamo_db_settings
        s3_settings set_s3_settings
        dms_transfer_settings set_dms_transfer_settings
        mongo_db_settings set_mongo_db_settings
        kinesis_settings set_kinesis_settings
        kafka_settings set_kafka_settings
        elasticsearch_settings set_elasticsearch_settings
        neptune_settings set_neptune_settings
        redshift_settings set_redshift_settings
        postgre_sql_settings set_postgre_sql_settings
        my_sql_settings set_my_sql_settings
        oracle_settings set_oracle_settings
        sybase_settings set_sybase_settings
        microsoft_sql_server_settings set_microsoft_sql_server_settings
        ibm_db2_settings set_ibm_db2_settings
        doc_db_settings set_doc_db_settings
        redis_settings set_redis_settings
        exact_settings set_exact_settings
        gcp_my_sql_settings set_gcp_my_sql_settings
        timestream_settings set_timestream_settings
    }
    CreateDataProvider: create_data_provider::CreateDataProviderInput {
        data_provider_name set_data_provider_name
        description set_description
        engine set_engine
        r#virtual set_virtual
        settings set_settings
        tags set_tags
    }
    DescribeConnections: describe_connections::DescribeConnectionsInput {
        filters set_filters
        max_records set_max_records
        marker set_marker
    }
    DescribeEvents: describe_events::DescribeEventsInput {
        source_identifier set_source_identifier
        source_type set_source_type
        start_time set_start_time
        end_time set_end_time
        duration set_duration
        event_categories set_event_categories
        filters set_filters
        max_records set_max_records
        marker set_marker
    }
    DescribeRefreshSchemasStatus: describe_refresh_schemas_status::DescribeRefreshSchemasStatusInput {
        endpoint_arn set_endpoint_arn
    }
    DescribeReplicationInstances: describe_replication_instances::DescribeReplicationInstancesInput {
        filters set_filters
        max_records set_max_records
        marker set_marker
    }
    ImportCertificate: import_certificate::ImportCertificateInput {
        certificate_identifier set_certificate_identifier
        certificate_pem set_certificate_pem
        certificate_wallet set_certificate_wallet
        tags set_tags
        kms_key_id set_kms_key_id
    }
    RefreshSchemas: refresh_schemas::RefreshSchemasInput {
        endpoint_arn set_endpoint_arn
        replication_instance_arn set_replication_instance_arn
    }
    StartMetadataModelCreation: start_metadata_model_creation::StartMetadataModelCreationInput {
        migration_project_identifier set_migration_project_identifier
        selection_rules set_selection_rules
        metadata_model_name set_metadata_model_name
        properties set_properties
    }
    StartReplicationTask: start_replication_task::StartReplicationTaskInput {
        replication_task_arn set_replication_task_arn
        start_replication_task_type set_start_replication_task_type
        cdc_start_time set_cdc_start_time
        cdc_start_position set_cdc_start_position
        cdc_stop_position set_cdc_stop_position
    }
}
