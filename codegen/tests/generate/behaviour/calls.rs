//! Errors, idempotency tokens, and operations of any name. A part of `behaviour.rs`.

use super::*;

#[tokio::test]
async fn errors_are_told_apart() {
    let answer = json!({ "__type": "fixture#Detailed", "message": "m", "source": "s", "meta": "x", "count": 3 });
    let error = Service::new(500, &answer).client().fail().send().await.unwrap_err().into_service_error();
    assert!(error.is_detailed() && !error.is_silent());
    assert_eq!((error.code(), error.message()), (Some("Detailed"), Some("m")));
    let fixture_sdk::operation::fail::FailError::Detailed(detailed) = &error else { panic!("{error:?}") };
    assert_eq!((detailed.source(), detailed.meta_value(), detailed.count()), (Some("s"), Some("x"), 3));
    let fixture_sdk::Error::Detailed(_) = error.into() else { panic!("another variant") };
    let silent = Service::new(400, &json!({ "__type": "Silent", "Message": "m" })).client();
    let error = silent.fail_differently().send().await.unwrap_err().into_service_error();
    assert_eq!((error.is_silent(), error.message()), (true, Some("m")));
    let named = Service::new(400, &json!({ "__type": "Unhandled" })).client();
    let error = named.fail_with_prelude().send().await.unwrap_err().into_service_error();
    assert!(error.is_unhandled());
    let fixture_sdk::Error::UnhandledError(_) = error.into() else { panic!("another variant") };
}

#[tokio::test]
async fn a_renamed_error_keeps_its_code() {
    for (code, is_gone) in [("fixture.other#Gone", true), ("Gone", true), ("OtherGone", false)] {
        let service = Service::new(400, &json!({ "__type": code, "cause": { "foreign": "f" } }));
        let cause = types::OtherCause::builder().foreign("f").build();
        let error = service.client().fail_renamed().other(cause.clone()).send().await.unwrap_err();
        assert_eq!(service.asked(), json!({ "other": { "foreign": "f" } }));
        let fixture_sdk::Error::OtherGone(gone) = fixture_sdk::Error::from(error) else {
            assert!(!is_gone, "{code}");
            continue;
        };
        assert_eq!((is_gone, gone.cause()), (true, Some(&cause)), "{code}");
    }
}

#[tokio::test]
async fn tokens_are_made_up_only_where_none_was_given() {
    let service = Service::new(200, &json!({}));
    service.client().start_once().token("own").send().await.unwrap();
    let asked = service.asked();
    assert_eq!(asked["token"], "own");
    assert_eq!(asked["requiredToken"].as_str().unwrap().len(), 36);
}

#[tokio::test]
async fn operations_without_input_or_output_and_with_hostile_names_are_called() {
    let service = Service::new(200, &json!({}));
    service.client().ping().send().await.unwrap();
    assert_eq!(service.asked(), json!({}));
    let client = Service::new(200, &json!({ "text": "t" })).client();
    client.r#type().send().await.unwrap();
    client.self_value().send().await.unwrap();
    client.config_operation().send().await.unwrap();
    assert_eq!(client.option().text("x").send().await.unwrap().text(), "t");
    assert_eq!(client.result().list(1).send().await.unwrap().list(), [] as [i32; 0]);
}
