//! What becomes of values on the wire, and of the wire in values. A part of `behaviour.rs`.

use super::*;

#[tokio::test]
async fn defaults_stand_in_what_is_received_and_are_not_sent_unasked() {
    let service = Service::new(200, &json!({ "nested": { "integer": 1 } }));
    let output = service.client().put_defaults().send().await.unwrap();
    assert_eq!(service.asked(), json!({}));
    assert_eq!(output.count(), 7);
    assert_eq!(output.nested(), Some(&Defaults::builder().integer(1).build()));
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
