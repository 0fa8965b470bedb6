//! Tests which signatures are accepted.

use dms_sdk::types::ReplicationEndpointTypeValue;

use crate::server::Moto;

#[tokio::test]
async fn a_signature_is_accepted_with_the_right_secret_only() {
    // The user, the policy and the key are created without credentials; all later requests need them.
    let moto = Moto::start(Some(3)).await;
    let (id, secret) = moto.user().await;

    let client = moto.client(&id, &secret, None);
    let call = client.create_endpoint().endpoint_identifier("orders").engine_name("mysql").server_name("bücher.local");
    call.endpoint_type(ReplicationEndpointTypeValue::Target).send().await.expect("an accepted signature");
    assert_eq!(client.describe_endpoints().send().await.expect("an accepted signature").endpoints().len(), 1);

    for (id, secret) in [(id.as_str(), "wrong"), ("AKIAUNKNOWN", secret.as_str())] {
        let refused = moto.client(id, secret, None).describe_endpoints().send().await.expect_err("a refusal");
        assert_eq!(refused.raw_response().map(|response| response.status().as_u16()), Some(403), "{refused:?}");
        assert!(refused.as_service_error().is_some(), "{refused:?}");
    }
}

#[tokio::test]
async fn a_session_is_accepted_with_its_token_only() {
    let moto = Moto::start(None).await;
    let (id, secret, token) = moto.session().await;
    moto.verify_signatures().await;

    let client = moto.client(&id, &secret, Some(&token));
    let create = client.create_endpoint().endpoint_identifier("orders").engine_name("mysql");
    create.endpoint_type(ReplicationEndpointTypeValue::Source).send().await.expect("an accepted signature");
    let found = client.describe_endpoints().send().await.expect("an accepted signature");
    assert_eq!(found.endpoints()[0].endpoint_identifier(), Some("orders"));

    for (secret, token) in [(secret.as_str(), None), (secret.as_str(), Some("another")), ("wrong", Some(&*token))] {
        let refused = moto.client(&id, secret, token).describe_endpoints().send().await.expect_err("a refusal");
        assert_eq!(refused.raw_response().map(|response| response.status().as_u16()), Some(403), "{refused:?}");
    }
}
