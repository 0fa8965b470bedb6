//! Values in responses: times, numbers, blobs, lists, maps that are absent, and how programs pass them on.

use std::time::{Duration, SystemTime};

use aws_sdk_databasemigration::{
    primitives::{Blob, DateTime, DateTimeFormat},
    types::{ReplicationInstance, TableStatistics},
};
use serde_json::json;

use crate::support::{ok, requests, scripted};

#[tokio::test]
async fn times_are_read_and_compared() {
    let body = json!({ "Certificates": [
        { "CertificateIdentifier": "old", "ValidToDate": 1_600_000_000.5, "CertificateWallet": "AAEC" },
        { "CertificateIdentifier": "new", "ValidToDate": 4_000_000_000_i64 },
    ] });
    let (client, _) = scripted([ok(body.to_string())]);
    let output = client.describe_certificates().send().await.expect("a response");
    let now = DateTime::from(SystemTime::UNIX_EPOCH + Duration::from_secs(1_700_000_000));
    let expired: Vec<_> = output
        .certificates()
        .iter()
        .filter(|it| it.valid_to_date().is_some_and(|until| *until < now))
        .filter_map(|it| it.certificate_identifier())
        .collect();
    assert_eq!(expired, ["old"]);
    let old = &output.certificates()[0];
    let until = old.valid_to_date().expect("a date");
    assert_eq!((until.secs(), until.subsec_nanos()), (1_600_000_000, 500_000_000));
    assert_eq!(until.to_string(), "2020-09-13T12:26:40.5Z");
    assert_eq!(
        SystemTime::try_from(*until).expect("in range"),
        SystemTime::UNIX_EPOCH + Duration::from_millis(1_600_000_000_500)
    );
    assert_eq!(old.certificate_wallet().map(AsRef::as_ref), Some(&[0_u8, 1, 2][..]));
    assert_eq!(output.certificates()[1].certificate_wallet(), None);
}

#[tokio::test]
async fn times_and_blobs_are_written() {
    let (client, http) = scripted([ok("{}"), ok("{}")]);
    let start = DateTime::from_str("2024-03-01T12:00:00.25Z", DateTimeFormat::DateTime).expect("a time");
    client
        .describe_events()
        .start_time(start)
        .end_time(DateTime::from_secs(2_000_000_000))
        .send()
        .await
        .expect("a response");
    client.import_certificate().certificate_wallet(Blob::new(vec![1, 2, 255])).send().await.expect("a response");
    let sent = requests(&http);
    assert_eq!(sent[0].1, json!({ "StartTime": 1_709_294_400.25, "EndTime": 2_000_000_000 }));
    assert_eq!(sent[1].1, json!({ "CertificateWallet": "AQL/" }));
}

#[tokio::test]
async fn lists_that_are_absent_are_empty() {
    let (client, _) = scripted([ok("{}"), ok(r#"{"Endpoints":null,"Marker":null}"#), ok(r#"{"Endpoints":[]}"#)]);
    for expected in [None, None, Some(vec![])] {
        let output = client.describe_endpoints().send().await.expect("a response");
        assert!(output.endpoints().is_empty());
        assert_eq!((output.endpoints, output.marker), (expected, None));
    }
}

#[tokio::test]
async fn numbers_and_flags_have_defaults_as_in_the_model() {
    let body = json!({ "ReplicationInstances": [{ "AllocatedStorage": 50, "MultiAZ": true }, {}] });
    let (client, _) = scripted([ok(body.to_string())]);
    let output = client.describe_replication_instances().send().await.expect("a response");
    let total: i32 = output.replication_instances().iter().map(ReplicationInstance::allocated_storage).sum();
    assert_eq!(total, 50);
    assert_eq!(output.replication_instances().iter().filter(|it| it.multi_az()).count(), 1);
}

#[tokio::test]
async fn statistics_are_summed() {
    let table = |name: &str, rows: i64| json!({ "TableName": name, "FullLoadRows": rows, "Inserts": 1, "TableState": "Table completed" });
    let body = json!({ "ReplicationTaskArn": "arn:t", "TableStatistics": [table("a", 5_000_000_000), table("b", 7)] });
    let (client, _) = scripted([ok(body.to_string())]);
    let output = client.describe_table_statistics().replication_task_arn("arn:t").send().await.expect("a response");
    let rows: i64 = output.table_statistics().iter().map(TableStatistics::full_load_rows).sum();
    assert_eq!(rows, 5_000_000_007);
    let inserts: i64 = output.table_statistics.unwrap_or_default().into_iter().map(|it| it.inserts).sum();
    assert_eq!(inserts, 2);
}

#[tokio::test]
async fn unknown_members_are_skipped() {
    let body =
        r#"{"Invented":{"a":[1,{"b":null}]},"Endpoints":[{"Invented":1.5e3,"Port":1}],"More":"\u00fc\ud83d\ude00"}"#;
    let (client, _) = scripted([ok(body)]);
    let output = client.describe_endpoints().send().await.expect("a response");
    assert_eq!(output.endpoints()[0].port(), Some(1));
}

#[tokio::test]
async fn texts_of_all_kinds_are_sent_and_received() {
    let text = "quote \" backslash \\ newline \n tab \t null \u{0} ü 😀 \u{2028} </script>";
    let (client, http) = scripted([ok(json!({ "Marker": text }).to_string())]);
    let output = client.describe_events().source_identifier(text).send().await.expect("a response");
    assert_eq!(output.marker(), Some(text));
    assert_eq!(requests(&http)[0].1["SourceIdentifier"], text);
}

/// Recorded requests are compared as text, so every byte matters.
#[tokio::test]
async fn texts_are_escaped_byte_for_byte() {
    let (client, http) = scripted([ok("{}")]);
    let text = "\u{1}\u{8}\u{c}\n\r\t\"\\/\u{7f}\u{80}\u{2028}<>&'\u{10ffff}";
    client.describe_events().duration(5).source_identifier(text).send().await.expect("a response");
    let body = http.actual_requests().next().and_then(|it| it.body().bytes()).expect("in memory");
    let escaped = "\\u0001\\b\\f\\n\\r\\t\\\"\\\\/\u{7f}\u{80}\u{2028}<>&'\u{10ffff}";
    let expected = format!("{{\"SourceIdentifier\":\"{escaped}\",\"Duration\":5}}");
    assert_eq!(String::from_utf8_lossy(body), expected);
}

#[test]
fn blobs_and_times_are_plain_values() {
    let blob = Blob::new("abc");
    assert_eq!(blob.as_ref(), b"abc");
    assert_eq!(blob.clone().into_inner(), b"abc".to_vec());
    let time = DateTime::from_millis(1_500);
    assert_eq!((time.to_millis().ok(), time.as_secs_f64()), (Some(1_500), 1.5));
    assert_eq!(time.fmt(DateTimeFormat::HttpDate).expect("in range"), "Thu, 01 Jan 1970 00:00:01 GMT");
    assert!(DateTime::from_secs(1) < time);
}
