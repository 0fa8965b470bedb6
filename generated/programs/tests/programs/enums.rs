//! Enumerations: parsing, listing, sorting, and values that the service added later.

use std::{
    collections::{BTreeMap, BTreeSet, HashMap, HashSet},
    str::FromStr,
};

use aws_sdk_databasemigration::{
    error::UnknownVariantError,
    types::{
        AuthTypeValue, CompressionTypeValue, DataFormatValue, DmsSslModeValue, Endpoint, MigrationTypeValue,
        RefreshSchemasStatusTypeValue, ReplicationEndpointTypeValue, SourceType, StartReplicationTaskTypeValue,
    },
};

use crate::support::{ok, requests, scripted};

#[test]
fn texts_and_values() {
    assert_eq!(MigrationTypeValue::FullLoadAndCdc.as_str(), "full-load-and-cdc");
    assert_eq!(MigrationTypeValue::from("cdc"), MigrationTypeValue::Cdc);
    assert_eq!(MigrationTypeValue::from_str("full-load").expect("infallible"), MigrationTypeValue::FullLoad);
    let parsed: StartReplicationTaskTypeValue = "resume-processing".parse().expect("infallible");
    assert_eq!(parsed, StartReplicationTaskTypeValue::ResumeProcessing);
    let converted: DmsSslModeValue = "verify-full".into();
    assert_eq!(converted.to_string(), "verify-full");
    assert_eq!(AsRef::<str>::as_ref(&DataFormatValue::Parquet), "parquet");
    assert_eq!(format!("{:?} {0}", CompressionTypeValue::Gzip), "Gzip gzip");
}

#[test]
fn all_values_are_listed() {
    const TYPES: &[&str] = ReplicationEndpointTypeValue::values();
    assert_eq!(TYPES, ["source", "target"]);
    for text in RefreshSchemasStatusTypeValue::values() {
        let value = RefreshSchemasStatusTypeValue::try_parse(text).expect("a value of the model");
        assert_eq!(value.as_str(), *text);
    }
    assert!(MigrationTypeValue::values().contains(&"cdc"));
}

#[test]
fn unknown_values_are_preserved() {
    let value = MigrationTypeValue::from("by-carrier-pigeon");
    assert_eq!(value.as_str(), "by-carrier-pigeon");
    assert_eq!(value.to_string(), "by-carrier-pigeon");
    assert_eq!(value, "by-carrier-pigeon".into());
    assert_ne!(value, MigrationTypeValue::Cdc);
    let error: UnknownVariantError = MigrationTypeValue::try_parse("by-carrier-pigeon").expect_err("unknown");
    assert_eq!(error.to_string(), "unknown enum variant: 'by-carrier-pigeon'");
}

#[test]
fn matches_have_an_arm_for_the_rest() {
    fn rank(status: &RefreshSchemasStatusTypeValue) -> Result<u8, String> {
        match status {
            RefreshSchemasStatusTypeValue::Failed => Ok(0),
            RefreshSchemasStatusTypeValue::Refreshing => Ok(1),
            RefreshSchemasStatusTypeValue::Successful => Ok(2),
            other if other.as_str() == "cancelled" => Ok(3),
            other => Err(format!("what is {other}?")),
        }
    }
    assert_eq!(rank(&"successful".into()), Ok(2));
    assert_eq!(rank(&"cancelled".into()), Ok(3));
    assert_eq!(rank(&"lost".into()), Err("what is lost?".to_owned()));
}

#[test]
fn the_unknown_variant_can_be_named() {
    #[allow(deprecated)]
    fn is_unknown(value: &SourceType) -> bool {
        matches!(value, SourceType::Unknown(_))
    }
    assert!(is_unknown(&"replication-moon".into()));
    assert!(!is_unknown(&SourceType::ReplicationInstance));
}

#[test]
fn enumerations_are_keys() {
    let endpoints = [("a", "source"), ("b", "target"), ("c", "source"), ("d", "mirror")].map(|(id, kind)| {
        Endpoint::builder().endpoint_identifier(id).endpoint_type(ReplicationEndpointTypeValue::from(kind)).build()
    });
    let mut by_type: HashMap<ReplicationEndpointTypeValue, Vec<&str>> = HashMap::new();
    for endpoint in &endpoints {
        let (Some(kind), Some(id)) = (endpoint.endpoint_type(), endpoint.endpoint_identifier()) else { continue };
        by_type.entry(kind.clone()).or_default().push(id);
    }
    assert_eq!(by_type[&ReplicationEndpointTypeValue::Source], ["a", "c"]);
    assert_eq!(by_type[&"mirror".into()], ["d"]);

    let sorted: BTreeMap<_, _> = by_type.into_iter().collect();
    let keys: Vec<_> = sorted.keys().map(ReplicationEndpointTypeValue::as_str).collect();
    assert_eq!(keys, ["source", "target", "mirror"]);
    let set: BTreeSet<_> = [AuthTypeValue::Password, AuthTypeValue::No, AuthTypeValue::Password].into();
    assert_eq!(set.len(), 2);
    let set: HashSet<_> = [AuthTypeValue::Password, "password".into()].into();
    assert_eq!(set.len(), 1);
}

#[test]
fn enumerations_are_ordered() {
    let mut all = vec![MigrationTypeValue::FullLoadAndCdc, MigrationTypeValue::Cdc, MigrationTypeValue::FullLoad];
    all.sort();
    let mut again = all.clone();
    again.sort_by(|a, b| b.cmp(a));
    again.reverse();
    assert_eq!(all, again);
    assert_eq!(all.iter().max(), all.last());
}

#[tokio::test]
async fn unknown_values_are_received_and_sent() {
    let (client, http) = scripted([ok(r#"{"Endpoints":[{"EndpointType":"mirror","SslMode":"none"}]}"#), ok("{}")]);
    let output = client.describe_endpoints().send().await.expect("a response");
    let endpoint = &output.endpoints()[0];
    assert_eq!(endpoint.endpoint_type().map(|it| it.as_str()), Some("mirror"));
    assert_eq!(endpoint.ssl_mode(), Some(&DmsSslModeValue::None));
    let copy = client.create_endpoint().set_endpoint_type(endpoint.endpoint_type().cloned());
    copy.set_ssl_mode(endpoint.ssl_mode.clone()).send().await.expect("a response");
    let input = requests(&http).remove(1).1;
    assert_eq!((input["EndpointType"].as_str(), input["SslMode"].as_str()), (Some("mirror"), Some("none")));
}
