//! The calls and their responses.

use serde_json::{Value, json};
use std::{fmt::Write as _, sync::LazyLock};

pub const ARN: &str = "arn:aws:dms:us-east-1:123456789012:endpoint:ABCDEFGHIJKLMNOPQRSTUVWXYZ";

/// A call and the response to it.
pub struct Case {
    pub id: &'static str,
    pub call: &'static str,
    pub response: Vec<u8>,
}

/// Creates a case.
pub fn case(id: &'static str, call: &'static str, response: Vec<u8>) -> Case {
    Case { id, call, response }
}

/// Returns all cases.
pub fn cases() -> Vec<Case> {
    let status = json!({ "RefreshSchemasStatus": {
        "EndpointArn": ARN, "ReplicationInstanceArn": ARN, "Status": "successful", "LastRefreshDate": 1_700_000_000.25,
    } });
    let task = json!({ "ReplicationTask": { "ReplicationTaskArn": ARN, "Status": "modifying" } });
    let created = json!({ "Endpoint": endpoint(0) });
    vec![
        case("describe_refresh_schemas_status", "status", bytes(&status)),
        case("describe_endpoints_100", "endpoints", endpoints(100)),
        case("describe_endpoints_2000", "endpoints", endpoints(2000)),
        case("modify_replication_task_48k", "modify_task", bytes(&task)),
        case("create_endpoint_20", "create_endpoint", bytes(&created)),
    ]
}

fn bytes(response: &Value) -> Vec<u8> {
    response.to_string().into_bytes()
}

/// Returns a response with this number of endpoints, of about 1.15 KB each.
pub fn endpoints(count: usize) -> Vec<u8> {
    bytes(&json!({ "Endpoints": (0..count).map(endpoint).collect::<Vec<_>>() }))
}

fn endpoint(index: usize) -> Value {
    json!({
        "EndpointIdentifier": format!("endpoint-{index}"),
        "EndpointType": if index.is_multiple_of(2) { "SOURCE" } else { "TARGET" },
        "EngineName": "mysql",
        "EngineDisplayName": "MySQL",
        "Username": "migration",
        "ServerName": format!("db-{index}.example.com"),
        "Port": 3306,
        "DatabaseName": "orders",
        "ExtraConnectionAttributes": "initstmt=SET FOREIGN_KEY_CHECKS=0;parallelLoadThreads=4",
        "Status": "active",
        "KmsKeyId": "arn:aws:kms:us-east-1:123456789012:key/11111111-2222-3333-4444-555555555555",
        "EndpointArn": format!("{ARN}{index}"),
        "CertificateArn": "arn:aws:dms:us-east-1:123456789012:cert:ABCDEFGHIJKLMNOPQRSTUVWXYZ",
        "SslMode": "verify-full",
        "ServiceAccessRoleArn": "arn:aws:iam::123456789012:role/migration",
        "IsReadOnly": false,
        "MySQLSettings": {
            "AfterConnectScript": "SET sql_mode = ''", "CleanSourceMetadataOnMismatch": true, "DatabaseName": "orders",
            "EventsPollInterval": 5, "MaxFileSize": 32768, "ParallelLoadThreads": 4, "Port": 3306,
            "ServerName": format!("db-{index}.example.com"), "ServerTimezone": "UTC", "Username": "migration",
            "SecretsManagerAccessRoleArn": "arn:aws:iam::123456789012:role/secrets",
            "SecretsManagerSecretId": "arn:aws:secretsmanager:us-east-1:123456789012:secret:orders",
        },
    })
}

/// Returns 48 KB of selection rules.
pub fn table_mappings() -> &'static str {
    static MAPPINGS: LazyLock<String> = LazyLock::new(|| {
        let mut text = String::from("{\"rules\":[");
        let mut rule = 0;
        while text.len() < 48 * 1024 {
            let separator = if rule == 0 { "" } else { "," };
            let _ = write!(
                text,
                "{separator}{{\"rule-type\":\"selection\",\"rule-id\":\"{rule}\",\"rule-name\":\"{rule}\",\"object-locator\":\
                 {{\"schema-name\":\"orders\",\"table-name\":\"t{rule}\"}},\"rule-action\":\"include\"}}"
            );
            rule += 1;
        }
        text + "]}"
    });
    &MAPPINGS
}
