//! Where calls go, and what of zeros is sent there. A part of `behaviour.rs`.

use super::*;

impl Service {
    /// A client without an endpoint of its own, whose credentials belong to an account.
    fn placed(&self) -> fixture_sdk::config::Builder {
        let credentials = fixture_sdk::config::Credentials::builder().provider_name("test").account_id("123");
        Config::builder()
            .behavior_version(BehaviorVersion::latest())
            .region(Region::new("eu-central-1"))
            .credentials_provider(credentials.access_key_id("a").secret_access_key("s").build())
            .http_client(self.clone())
    }

    fn host(&self) -> String {
        self.hosts.lock().unwrap().pop().unwrap()
    }
}

#[tokio::test]
async fn operations_put_a_prefix_before_the_host() {
    let service = Service::new(200, &json!({}));
    service.client().call_data().send().await.unwrap();
    assert_eq!(service.host(), "http://data-localhost:1/");
    let call = service.client().call_account().account("123").zone(types::Zone::West);
    call.send().await.unwrap();
    assert_eq!(service.host(), "http://123.west-zone.localhost:1/");
    for (account, problem) in
        [(None, "MissingField"), (Some("evil.example/"), "cannot stand there"), (Some(""), "cannot stand there")]
    {
        let call = service.client().call_account().set_account(account.map(str::to_owned)).zone(types::Zone::West);
        let error = format!("{:?}", call.send().await.unwrap_err());
        assert!(error.contains("account") && error.contains(problem), "{error}");
    }
    assert!(service.hosts.lock().unwrap().is_empty(), "nothing was sent");
}

#[tokio::test]
async fn inputs_operations_and_the_configuration_decide_the_endpoint() {
    let service = Service::new(200, &json!({}));
    let client = Client::from_conf(service.placed().tier("gold").build());
    let call = client.place_by_input().key("k").kind(types::PlaceKind::Near).flag(true);
    call.send().await.unwrap();
    assert_eq!(service.host(), "https://k.near.gold.123.all/");
    let error = client.place_by_input().key("k").flag(true).send().await.unwrap_err();
    assert!(format!("{error:?}").contains("nothing was bound"), "{error:?}");
    let without = Client::from_conf(service.placed().build());
    let call = without.place_by_input().key("k").kind(types::PlaceKind::Near).flag(true);
    assert!(call.send().await.is_err(), "the setting is missing");

    let item = types::PlaceItem::builder().put(types::PlaceKey::builder().key("p").build()).build();
    client.place_by_path().items(item).send().await.unwrap();
    assert_eq!(service.host(), "https://paths.p.preferred.names/");
    let mode = fixture_sdk::config::endpoint::AccountIdEndpointMode::Disabled;
    let off = Client::from_conf(service.placed().account_id_endpoint_mode(mode).build());
    off.place_by_keys().tables("t", "v").send().await.unwrap();
    assert_eq!(service.host(), "https://keys.t.disabled.names/");
    assert!(off.place_by_keys().send().await.is_err(), "no names");
}

#[tokio::test]
async fn zeros_that_are_defaults_are_sent_only_where_they_are_required() {
    let sent = |zeros: types::Zeros| async move {
        let service = Service::new(200, &json!({}));
        service.client().put_zeros().zeros(zeros).send().await.unwrap();
        service.asked()["zeros"].clone()
    };
    assert_eq!(sent(types::Zeros::builder().build()).await, json!({ "port": 0 }));
    let zeros = types::Zeros::builder().flag(false).count(0).ratio(0.0).plain(0);
    assert_eq!(sent(zeros.build()).await, json!({ "port": 0, "plain": 0 }));
    let others = types::Zeros::builder().flag(true).count(1).ratio(-0.5).port(2);
    assert_eq!(sent(others.build()).await, json!({ "flag": true, "count": 1, "ratio": -0.5, "port": 2 }));
}
