//! What the crate of all fixtures does. This file is copied into that crate and run there.

use aws_smithy_runtime_api::client::http::{
    HttpClient, HttpConnector, HttpConnectorFuture, HttpConnectorSettings, SharedHttpConnector,
};
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse};
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_runtime_api::client::waiters::error::WaiterError;
use aws_smithy_types::{BigDecimal, BigInteger, Blob, DateTime, Document, Number, body::SdkBody};
use fixture_sdk::{
    Client, Config,
    client::Waiters,
    config::{BehaviorVersion, Region},
    error::ProvideErrorMetadata,
    types::{
        self, Blanks, Choice, DefaultColor, Defaults, Demanding, DemandingChoice, DemandingColor, DemandingInner,
        HostileEnum, Item, SecretChoice, SecretGrade, SecretWhole, TimeChoice,
    },
};
use serde_json::{Value, json};
use std::{
    collections::HashMap,
    str::FromStr,
    sync::{Arc, Mutex},
    time::Duration,
};

#[path = "behaviour/places.rs"]
mod places;

/// A service that gives one answer and keeps what it was asked.
#[derive(Debug, Clone)]
struct Service {
    status: u16,
    answer: String,
    asked: Arc<Mutex<Vec<String>>>,
    hosts: Arc<Mutex<Vec<String>>>,
}

impl HttpConnector for Service {
    fn call(&self, request: HttpRequest) -> HttpConnectorFuture {
        let body = String::from_utf8(request.body().bytes().unwrap().to_vec()).unwrap();
        self.asked.lock().unwrap().push(body);
        self.hosts.lock().unwrap().push(request.uri().to_owned());
        let status = self.status.try_into().unwrap();
        HttpConnectorFuture::ready(Ok(HttpResponse::new(status, SdkBody::from(self.answer.as_str()))))
    }
}

impl HttpClient for Service {
    fn http_connector(&self, _: &HttpConnectorSettings, _: &RuntimeComponents) -> SharedHttpConnector {
        SharedHttpConnector::new(self.clone())
    }
}

impl Service {
    fn new(status: u16, answer: &Value) -> Self {
        Self { status, answer: answer.to_string(), asked: Arc::default(), hosts: Arc::default() }
    }

    fn client(&self) -> Client {
        let config = Config::builder()
            .behavior_version(BehaviorVersion::latest())
            .region(Region::new("eu-central-1"))
            .endpoint_url("http://localhost:1")
            .allow_no_auth()
            .retry_config(fixture_sdk::config::retry::RetryConfig::disabled())
            .http_client(self.clone());
        Client::from_conf(config.build())
    }

    /// The one request, as JSON.
    fn asked(&self) -> Value {
        let asked = self.asked.lock().unwrap();
        assert_eq!(asked.len(), 1);
        serde_json::from_str(&asked[0]).unwrap()
    }
}

#[test]
fn defaults_stand_in_what_is_built() {
    let built = Defaults::builder().build();
    assert_eq!((built.text(), built.yes(), built.byte(), built.short()), ("a \"text\"", true, -128, -32768));
    assert_eq!((built.integer(), built.long()), (i32::MIN, i64::MAX));
    assert_eq!((built.float(), built.whole_float(), built.double()), (1.5, 3.0, -2.5e300));
    assert_eq!(built.big_integer(), &BigInteger::from_str("18446744073709551615").unwrap());
    assert_eq!(built.big_decimal().as_ref(), BigDecimal::from_str("0.25").unwrap().as_ref());
    assert_eq!(built.time(), &DateTime::from_millis(1500));
    assert_eq!(built.iso_time(), &DateTime::from_millis(482_196_050_520));
    assert_eq!(built.blob(), &Blob::new("hi"));
    assert_eq!(built.document(), &Document::Bool(true));
    assert_eq!(built.text_document(), &Document::String("text".into()));
    assert_eq!(built.number_document(), &Document::Number(Number::NegInt(-3)));
    assert_eq!(built.empty_document(), &Document::Object(HashMap::new()));
    assert_eq!((built.color(), built.level(), built.inherited()), (&DefaultColor::Blue, 2, 11));
    assert_eq!((built.list(), built.map()), (&[][..], &HashMap::new()));
    assert_eq!((built.taken_back(), built.required(), built.client_optional()), (None, "kept", None));
    assert_eq!(Defaults::builder().integer(5).build().integer(), 5);
    let blanks = Blanks::builder().build();
    assert_eq!(
        (blanks.text(), blanks.no(), blanks.number(), blanks.double(), blanks.primitive()),
        ("", false, 0, 0.0, 0)
    );
    assert_eq!(blanks.zero_document(), &Document::Number(Number::PosInt(0)));
    assert_eq!(blanks.no_document(), &Document::Bool(false));
}

#[tokio::test]
async fn defaults_stand_in_what_is_received_and_are_not_sent_unasked() {
    let service = Service::new(200, &json!({ "nested": { "integer": 1 } }));
    let output = service.client().put_defaults().send().await.unwrap();
    assert_eq!(service.asked(), json!({}));
    assert_eq!(output.count(), 7);
    assert_eq!(output.nested(), Some(&Defaults::builder().integer(1).build()));
}

#[test]
fn what_is_required_must_be_set() {
    let error = DemandingInner::builder().build().unwrap_err();
    assert!(error.to_string().contains("number was not set"), "{error}");
    let inner = || DemandingInner::builder().number(1).build().unwrap();
    let started = Demanding::builder().text("t").number(2).choice(DemandingChoice::Text("c".into()));
    let started = started.color(DemandingColor::Red).inner(inner()).time(DateTime::from_secs(3));
    assert!(started.clone().build().unwrap_err().to_string().contains("list was not set"));
    let built = started.list(inner()).list(inner()).map("k", 4).build().unwrap();
    assert_eq!((built.list().len(), built.map()["k"], built.relaxed()), (2, 4, None));
}

#[tokio::test]
async fn what_is_required_is_blank_where_a_reply_leaves_it_out() {
    let service = Service::new(200, &json!({ "nested": {} }));
    let output = service.client().put_required().name("n").send().await.unwrap();
    assert_eq!(service.asked(), json!({ "name": "n" }));
    let nested = output.nested().unwrap();
    assert_eq!((output.name(), nested.text(), nested.number(), nested.list()), ("", "", 0, &[][..]));
    assert_eq!(nested.color().as_str(), "");
}

#[tokio::test]
async fn structures_and_unions_are_optional_even_where_they_are_required() {
    let service = Service::new(200, &json!({}));
    let output = service.client().put_required().send().await.unwrap();
    assert_eq!(output.nested(), None);
    let time = DateTime::from_secs(3);
    let built = Demanding::builder().text("t").number(2).set_list(Some(vec![])).set_map(Some(HashMap::new()));
    let built = built.color(DemandingColor::Red).time(time).build().unwrap();
    assert_eq!((built.choice(), built.inner()), (None, None));
}

#[test]
fn equality_looks_into_everything() {
    let build = |name: &str| Item::builder().name(name).labels("k", "v").build();
    assert_eq!(build("a"), build("a"));
    assert_ne!(build("a"), build("b"));
    assert_ne!(build("a"), Item::builder().name("a").build());
    assert_ne!(build("a"), Item::builder().name("a").labels("k", "w").build());
    assert_eq!(Item::builder().name("a"), Item::builder().name("a"));
    assert_ne!(Item::builder().name("a"), Item::builder());
}

#[test]
fn no_debug_shows_a_secret() {
    let input = fixture_sdk::operation::put_secrets::PutSecretsInput::builder()
        .password("hunter2")
        .passwords("hunter2")
        .by_name("name", vec!["hunter2".into()])
        .keys("hunter2", "value")
        .grade(SecretGrade::from("hunter2"))
        .grades(SecretGrade::from("hunter2"))
        .whole(SecretWhole::builder().name("hunter2").build())
        .choice(SecretChoice::Password("hunter2".into()))
        .token("hunter2")
        .shown("seen");
    let shown = format!("{input:?} {input:#?} {:?}", input.clone().build().unwrap());
    assert!(!shown.contains("hunter2"), "{shown}");
    assert!(shown.contains("seen"));
    let grade = SecretGrade::from("hunter2");
    assert_eq!(format!("{grade} {grade:?}").matches("hunter2").count(), 0);
    assert_eq!(grade.as_str(), "hunter2");
    let fault = types::error::SecretFault::builder().message("seen").secret("hunter2");
    let shown = format!("{fault:?} {:?} {}", fault.clone().build(), fault.clone().build());
    assert!(shown.contains("seen") && !shown.contains("hunter2"), "{shown}");
}

#[test]
fn enumerations_know_their_values_and_keep_others() {
    for value in HostileEnum::values() {
        let parsed = HostileEnum::try_parse(value).unwrap();
        assert_eq!((parsed.as_str(), parsed.to_string().as_str(), parsed.as_ref()), (*value, *value, *value));
        assert_eq!(HostileEnum::from_str(value).unwrap(), parsed);
    }
    assert_eq!(HostileEnum::values().len(), 20);
    assert_eq!(HostileEnum::from("Unknown"), HostileEnum::UnknownValue);
    let unknown = HostileEnum::from("new 🦀");
    assert_eq!(unknown.as_str(), "new 🦀");
    assert!(HostileEnum::try_parse("new 🦀").is_err());
    assert_ne!(unknown, HostileEnum::from("other"));
}

#[tokio::test]
async fn unknown_values_are_kept_on_the_way_in_and_out() {
    let service = Service::new(200, &json!({ "hostile": "new", "byValue": { "new": 1, "1st": 2 } }));
    let call = service.client().put_enum().hostile("out".into()).many(HostileEnum::Newline).many("x".into());
    let output = call.send().await.unwrap();
    assert_eq!(service.asked(), json!({ "hostile": "out", "many": ["a\nb", "x"] }));
    assert_eq!(output.hostile().as_str(), "new");
    let expected = HashMap::from([(HostileEnum::from("new"), 1), (HostileEnum::N1st, 2)]);
    assert_eq!(output.by_value(), Some(&expected));
}

#[test]
fn unions_give_what_they_hold() {
    let choice = Choice::Number(5);
    assert_eq!((choice.as_number(), choice.is_number(), choice.is_text()), (Ok(&5), true, false));
    assert_eq!(choice.as_text(), Err(&choice));
    assert_ne!(choice, Choice::Number(6));
    let own = Choice::UnknownValue("u".into());
    assert!(own.is_unknown_value() && !own.is_unknown());
    assert_eq!(format!("{own:?} {choice:?}"), "UnknownValue(\"u\") Number(5)");
}

#[tokio::test]
async fn unions_go_through_the_wire() {
    let answer = json!({ "choice": { "later": [1] }, "choices": [{ "number": 1 }, { "none": true }], "required": { "Unknown": "u" } });
    let service = Service::new(200, &answer);
    let list = Choice::List(vec!["a".into()]);
    let output = service.client().put_union().choice(list).send().await.unwrap();
    assert_eq!(service.asked(), json!({ "choice": { "list": ["a"] } }));
    assert!(output.choice().unwrap().is_unknown());
    assert_eq!(output.choices(), [Choice::Number(1), Choice::None(true)]);
    assert_eq!(output.required(), Some(&Choice::UnknownValue("u".into())));
}

#[tokio::test]
async fn every_simple_type_goes_through_the_wire_and_back() {
    let json = json!({ "nested": {
        "aBlob": "aGk=", "aBoolean": true, "aString": "s", "aByte": -1, "aShort": -2, "aInteger": -3, "aLong": -4,
        "aFloat": 1.5, "aDouble": 2.5, "aBigInteger": 5, "aBigDecimal": 0.5, "aTimestamp": 6, "aDocument": { "k": [null, 1] },
    }});
    let service = Service::new(200, &json);
    let output = service.client().put_simple().send().await.unwrap();
    let again = Service::new(200, &json!({}));
    again.client().put_simple().set_nested(output.nested().cloned()).send().await.unwrap();
    assert_eq!(again.asked(), json);
}

#[tokio::test]
async fn times_are_written_as_the_model_says_and_read_in_any_form() {
    let time = || DateTime::from_secs(482_196_050);
    let iso = "1985-04-12T23:20:50Z";
    let http = "Fri, 12 Apr 1985 23:20:50 GMT";
    let service =
        Service::new(200, &json!({ "plain": iso, "httpDate": 482_196_050, "dateTime": http, "required": iso }));
    let call = service.client().put_times().plain(time()).epoch(time()).date_time(time()).http_date(time());
    let call =
        call.by_target(time()).member_wins(time()).list(time()).map("k", time()).choice(TimeChoice::Http(time()));
    let output = call.list_of_maps(HashMap::from([("k".into(), time())])).send().await.unwrap();
    let expected = json!({
        "plain": 482_196_050, "epoch": 482_196_050, "dateTime": iso, "httpDate": http, "byTarget": http, "memberWins": iso,
        "list": [http], "map": { "k": iso }, "listOfMaps": [{ "k": iso }], "choice": { "http": http },
    });
    assert_eq!(service.asked(), expected);
    assert_eq!([output.plain(), output.http_date(), output.date_time()], [Some(&time()); 3]);
    assert_eq!(output.required(), &time());
}

#[tokio::test]
async fn sparse_lists_and_maps_keep_nulls_and_dense_ones_drop_them() {
    let answer = json!({ "texts": ["a", null], "byText": { "k": null, "l": [null] }, "nested": [null, {}], "items": [null, {}] });
    let service = Service::new(200, &answer);
    let call = service.client().put_sparse().texts(Some("a".into())).texts(None).by_text("k", None);
    let output = call.send().await.unwrap();
    assert_eq!(service.asked(), json!({ "texts": ["a", null], "byText": { "k": null } }));
    assert_eq!(output.texts(), [Some("a".to_owned()), None]);
    assert_eq!(output.by_text(), Some(&HashMap::from([("k".into(), None), ("l".into(), Some(vec![None]))])));
    assert_eq!(output.nested(), [HashMap::new()]);
    assert_eq!(output.items().iter().map(Option::is_some).collect::<Vec<_>>(), [false, true]);
}

#[tokio::test]
async fn recursive_shapes_nest() {
    let tree = json!({ "required": "top", "left": { "required": "leaf" } });
    let chain = json!({ "link": { "next": { "link": { "end": "e" } } } });
    let json = json!({ "tree": tree, "chain": chain, "ring": { "two": { "three": { "one": {} } } } });
    let service = Service::new(200, &json);
    let output = service.client().put_recursion().send().await.unwrap();
    assert_eq!(output.tree().unwrap().left().unwrap().required(), "leaf");
    let again = Service::new(200, &json!({}));
    let call = again.client().put_recursion().set_tree(output.tree().cloned()).set_chain(output.chain().cloned());
    call.set_ring(output.ring().cloned()).send().await.unwrap();
    assert_eq!(again.asked(), json);
}

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

#[tokio::test]
async fn shapes_with_names_of_the_prelude_go_through_the_wire() {
    let answer = json!({ "aOption": { "name": "n" }, "aResult": { "text": "t" }, "aString": "one", "aVec": { "inner": { "text": "x" } } });
    let service = Service::new(200, &answer);
    let output = service.client().use_prelude().text("plain").send().await.unwrap();
    assert_eq!(output.a_option().map(|option| option.name()), Some("n"));
    assert_eq!(output.a_result(), Some(&types::Result::Text("t".into())));
    assert_eq!(output.a_string(), Some(&types::String::One));
    assert_eq!(output.a_vec().and_then(|vec| vec.inner()).and_then(|inner| inner.text()), Some("x"));
    assert_eq!(service.asked(), json!({ "text": "plain" }));
}

fn job(members: Value) -> Value {
    let mut job = json!({ "Name": "n" });
    job.as_object_mut().unwrap().extend(members.as_object().unwrap().clone());
    job
}

/// How a wait for `JobsQuiet` ends at once with this answer: in success, in failure, or not.
async fn jobs_quiet(answer: Value) -> Option<bool> {
    let wait = Service::new(200, &answer).client().wait_until_jobs_quiet().wait(Duration::ZERO).await;
    match wait {
        Ok(_) => Some(true),
        Err(error) => match error.waiter_error() {
            WaiterError::FailureState(_) => Some(false),
            WaiterError::ExceededMaxWait(_) => None,
            other => panic!("{other:?}"),
        },
    }
}

#[tokio::test]
async fn the_first_acceptor_that_matches_decides() {
    let noisy = job(json!({ "Running": true }));
    let with = |member: &str, value: Value| {
        let mut answer = json!({ "Jobs": [noisy.clone()] });
        answer[member] = value;
        answer
    };
    assert_eq!(jobs_quiet(json!({ "Jobs": [] })).await, Some(true), "length of a filtered list");
    let even = job(json!({ "Done": 2, "Wanted": 2, "Ratio": 0.5 }));
    assert_eq!(jobs_quiet(json!({ "Jobs": [even] })).await, Some(true), "comparisons of numbers");
    let behind = job(json!({ "Done": 1, "Wanted": 2, "Ratio": 0.5 }));
    assert_eq!(jobs_quiet(json!({ "Jobs": [behind] })).await, None);
    let small = job(json!({ "Done": 2, "Wanted": 2, "Ratio": 0.25 }));
    assert_eq!(jobs_quiet(json!({ "Jobs": [small] })).await, None);
    assert_eq!(jobs_quiet(json!({})).await, None, "null has no length");
    for state in ["FAILED", "LOST"] {
        let answer = json!({ "Jobs": [noisy.clone(), job(json!({ "Running": true, "State": state }))] });
        assert_eq!(jobs_quiet(answer).await, Some(false), "one of several texts, {state} unknown or not");
    }
    let tagged = |tags: Value| json!({ "Jobs": [job(json!({ "Running": true, "Tags": tags }))] });
    assert_eq!(jobs_quiet(tagged(json!(["quiet", "quiet"]))).await, Some(true), "all of several lists");
    assert_eq!(jobs_quiet(tagged(json!(["quiet", "loud"]))).await, Some(false), "a text in a list");
    assert_eq!(jobs_quiet(tagged(json!([]))).await, None, "all of none");
    assert_eq!(jobs_quiet(with("ByName", json!({ "a": job(json!({ "State": "DONE" })) }))).await, Some(true), "values");
    let done = job(json!({ "Running": true, "State": "DONE" }));
    assert_eq!(jobs_quiet(json!({ "Jobs": [noisy, done] })).await, Some(true), "the last of a list");
    assert_eq!(jobs_quiet(json!({ "Jobs": [done, noisy], "Job": done })).await, Some(true), "several in one list");
    assert_eq!(jobs_quiet(json!({ "Jobs": [done, noisy] })).await, None);
    assert_eq!(jobs_quiet(with("Names", json!(["quiet"]))).await, Some(true), "a list of the model");
    for note in ["ok, go", "it is ok", "all ok now"] {
        assert_eq!(jobs_quiet(with("Job", job(json!({ "Note": note })))).await, Some(true), "{note}");
    }
    assert_eq!(jobs_quiet(with("Job", job(json!({ "Ended": "x", "Big": 10 })))).await, Some(true), "not null");
    assert_eq!(jobs_quiet(with("Job", job(json!({ "Ended": "x", "Big": 9 })))).await, None);
}

#[tokio::test]
async fn a_wait_ends_with_an_error_it_knows_or_with_any() {
    let wait = |status, answer| async move {
        Service::new(status, &answer).client().wait_until_job_done().wait(Duration::ZERO).await
    };
    assert!(wait(200, json!({ "Job": job(json!({ "State": "DONE" })) })).await.is_ok());
    let failed = wait(200, json!({ "Job": job(json!({ "Note": "broken" })) })).await.unwrap_err();
    assert_eq!(failed.reason(), Some("broken"));
    assert_eq!(failed.to_string(), "waiting failed for JobDone: broken");
    for code in ["JobLost", "Anything"] {
        let lost = wait(400, json!({ "__type": code })).await.unwrap_err();
        assert!(matches!(lost.waiter_error(), WaiterError::FailureState(_)), "{lost}");
        assert_eq!(lost.reason(), None);
    }
    let busy = wait(400, json!({ "__type": "Busy" })).await.unwrap_err();
    assert!(matches!(busy.into_waiter_error(), WaiterError::ExceededMaxWait(_)));
}

#[tokio::test]
#[allow(deprecated, reason = "the model deprecates the waiter")]
async fn an_acceptor_can_compare_the_answer_with_what_was_asked() {
    let service = Service::new(200, &json!({ "Job": job(json!({})) }));
    let named = service.client().wait_until_job_named().name("n");
    assert_eq!(named.as_input().get_name().as_deref(), Some("n"));
    assert!(named.clone().wait(Duration::ZERO).await.is_ok());
}

#[tokio::test]
async fn pages_are_followed_by_tokens_of_any_kind_at_any_depth() {
    let next = json!({ "From": { "shelf": "2" }, "Prices": { "pear": 3 } });
    let service = Service::new(200, &json!({ "Next": next }));
    let items = service.client().scan_shelf().into_paginator().page_size(5).items().send();
    let items: Vec<(String, i32)> = items.collect::<Result<_, _>>().await.unwrap();
    assert_eq!(items, [("pear".to_owned(), 3), ("pear".to_owned(), 3)], "the second page repeats the token");
    let asked: Vec<Value> =
        service.asked.lock().unwrap().iter().map(|body| serde_json::from_str(body).unwrap()).collect();
    assert_eq!(asked, [json!({ "Limit": 5 }), json!({ "Limit": 5, "From": { "shelf": "2" } })]);

    let service = Service::new(200, &json!({ "More": "again", "Volumes": ["a"] }));
    let mut pages = service.client().list_volumes().into_paginator().stop_on_duplicate_token(false).items().send();
    for _ in 0..5 {
        assert_eq!(pages.next().await.unwrap().unwrap(), "a");
    }
    let service = Service::new(200, &json!({ "Next": { "From": {} } }));
    let pages = service.client().scan_shelf().into_paginator().send().collect::<Vec<_>>().await;
    assert_eq!(pages.len(), 1, "an empty token is none");
}
