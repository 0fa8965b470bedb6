//! The effects of shared settings on the requests of a call.

use super::calls::{AtOnce, Server, credentials, header, plugins, request};
use crate::config::{BehaviorVersion, Builder, Region, SharedCredentialsProvider};
use aws_types::{
    SdkConfig,
    origin::Origin,
    sdk_config,
    service_config::{LoadServiceConfig, ServiceConfigKey},
};

fn shared(server: &Server) -> sdk_config::Builder {
    SdkConfig::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::new("eu-central-1"))
        .credentials_provider(SharedCredentialsProvider::new(credentials("SHARED")))
        .sleep_impl(AtOnce)
        .http_client(server.client())
}

/// The URI of a request with these settings.
async fn uri(server: &Server, shared: sdk_config::Builder) -> String {
    request(server, &plugins(Builder::from(&shared.build()))).await.uri().to_owned()
}

#[tokio::test]
async fn credentials_and_region_are_those_shared() {
    let server = Server::new(200);
    let request = request(&server, &plugins(Builder::from(&shared(&server).build()))).await;
    assert_eq!(request.uri(), "https://dms.eu-central-1.amazonaws.com/");
    assert!(header(&request, "authorization").contains("Credential=SHARED/"));
}

#[tokio::test]
async fn fips_is_asked_for_everywhere_or_nowhere() {
    let server = Server::new(200);
    let fips = uri(&server, shared(&server).region(Region::new("us-east-1")).use_fips(true)).await;
    assert_eq!(fips, "https://dms-fips.us-east-1.amazonaws.com/");
    let plain = uri(&server, shared(&server).region(Region::new("us-east-1")).use_fips(false)).await;
    assert_eq!(plain, "https://dms.us-east-1.amazonaws.com/");
}

/// Responds like an environment in which the endpoint of one service is set.
#[derive(Debug)]
struct Environment;

impl LoadServiceConfig for Environment {
    fn load_config(&self, key: ServiceConfigKey<'_>) -> Option<String> {
        let asked = (key.service_id(), key.env(), key.profile());
        (asked == ("Database Migration Service", "AWS_ENDPOINT_URL", "endpoint_url")).then(|| "http://own".to_owned())
    }
}

#[tokio::test]
async fn the_services_own_endpoint_wins_unless_the_program_set_one() {
    let server = Server::new(200);
    let both = |origin: Origin| {
        let mut shared = shared(&server).service_config(Environment).endpoint_url("http://all");
        shared.insert_origin("endpoint_url", origin);
        shared
    };
    assert_eq!(uri(&server, both(Origin::shared_environment_variable())).await, "http://own/");
    assert_eq!(uri(&server, both(Origin::shared_profile_file())).await, "http://own/");
    assert_eq!(uri(&server, both(Origin::shared_config())).await, "http://all/");
    assert_eq!(uri(&server, shared(&server).service_config(Environment)).await, "http://own/");
    assert_eq!(uri(&server, shared(&server).endpoint_url("http://all")).await, "http://all/");
}
