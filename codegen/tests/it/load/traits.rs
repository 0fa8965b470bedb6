//! Traits as typed values, and traits that are ignored.

use super::{crate_of, good::*, service_with, shapes};
use dms_codegen::model::{AcceptorState, Comparator, Matcher, TimestampFormat};
use serde_json::json;

#[test]
fn traits_of_members_and_shapes_are_read() {
    let model = loaded(&[&service_with(
        "'t#In': {'type': 'structure', 'members': {\
           's': {'target': 'smithy.api#String', 'traits': {'smithy.api#deprecated': {'message': 'use t', 'since': '2.0'},\
             'smithy.api#length': {'min': 1, 'max': 255}, 'smithy.api#pattern': '^a$', 'smithy.api#idempotencyToken': {},\
             'smithy.rules#contextParam': {'name': 'Stage'}}},\
           'd': {'target': 'smithy.api#Double', 'traits': {'smithy.api#range': {'max': 0.5}, 'smithy.api#deprecated': {}}},\
           't': {'target': 'smithy.api#Timestamp', 'traits': {'smithy.api#timestampFormat': 'http-date'}},\
           'u': {'target': 't#Time'}, 'm': {'target': 't#Secrets'}}},\
         't#Time': {'type': 'timestamp', 'traits': {'smithy.api#timestampFormat': 'date-time'}},\
         't#Secrets': {'type': 'map', 'key': {'target': 'smithy.api#String'}, 'value': {'target': 'smithy.api#String'},\
           'traits': {'smithy.api#sparse': {}, 'smithy.api#sensitive': {}, 'smithy.api#externalDocumentation': {'Guide': 'https://example.com'}}}",
    )]);
    let s = &member(&model, "t#In", "s").traits;
    let deprecated = s.deprecated.as_ref().unwrap();
    assert_eq!((deprecated.message.as_deref(), deprecated.since.as_deref()), (Some("use t"), Some("2.0")));
    let length = s.length.as_ref().unwrap();
    assert_eq!((length.min.clone().unwrap().as_u64(), length.max.clone().unwrap().as_u64()), (Some(1), Some(255)));
    assert_eq!(
        (s.pattern.as_deref(), s.context_param.as_deref(), s.idempotency_token),
        (Some("^a$"), Some("Stage"), true)
    );
    let d = &member(&model, "t#In", "d").traits;
    assert_eq!(d.range.as_ref().unwrap().max.clone().unwrap().as_f64(), Some(0.5));
    assert!(d.range.as_ref().unwrap().min.is_none() && d.deprecated.as_ref().unwrap().message.is_none());
    assert_eq!(member(&model, "t#In", "t").traits.timestamp_format, Some(TimestampFormat::HttpDate));
    let shape = |name: &str| &model.shapes.iter().find(|(id, _)| id.name() == name).unwrap().1.traits;
    assert_eq!(shape("Time").timestamp_format, Some(TimestampFormat::DateTime));
    assert!(shape("Secrets").sparse && shape("Secrets").sensitive);
    assert_eq!(shape("Secrets").external_documentation["Guide"], "https://example.com");
}

#[test]
fn traits_without_meaning_for_a_client_are_ignored() {
    let plain = service_with("'t#In': {'type': 'structure', 'members': {'a': {'target': 'smithy.api#String'}}}");
    let noisy = shapes(
        "'t#S': {'type': 'apply', 'traits': {'smithy.api#cors': {}, 'smithy.api#xmlNamespace': {'uri': 'http://x'},\
           'aws.iam#defineConditionKeys': {}, 'aws.apigateway#authorizers': {}}},\
         't#Op': {'type': 'apply', 'traits': {'smithy.api#http': {'method': 'POST', 'uri': '/'}, 'smithy.api#readonly': {},\
           'smithy.test#httpRequestTests': [], 'aws.api#controlPlane': {}, 'com.example#owner': 'me'}},\
         't#In': {'type': 'apply', 'traits': {'smithy.api#input': {}, 'smithy.api#tags': ['a'], 'smithy.openapi#specificationExtension': {}}},\
         't#In$a': {'type': 'apply', 'traits': {'smithy.api#jsonName': 'b', 'smithy.api#xmlName': 'c', 'smithy.api#httpHeader': 'd'}},\
         'com.example#owner': {'type': 'string', 'traits': {'smithy.api#trait': {}}}",
    );
    assert_eq!(crate_of(&[&plain, &noisy]), crate_of(&[&plain]));
}

#[test]
fn paginated_inherits_the_defaults_of_the_service() {
    let model = loaded(&[&shapes(
        "'t#S': {'type': 'service', 'operations': [{'target': 't#All'}, {'target': 't#Own'}, {'target': 't#Not'}], 'traits': {\
           'aws.protocols#awsJson1_1': {}, 'smithy.api#paginated': {'inputToken': 'token', 'outputToken': 'page.next', 'pageSize': 'size'}}},\
         't#All': {'type': 'operation', 'input': {'target': 't#In'}, 'output': {'target': 't#Out'}, 'traits': {'smithy.api#paginated': {}}},\
         't#Own': {'type': 'operation', 'input': {'target': 't#In'}, 'output': {'target': 't#Out'}, 'traits': {\
           'smithy.api#paginated': {'inputToken': 'key', 'outputToken': 'page.key', 'items': 'page.items'}}},\
         't#Not': {'type': 'operation'},\
         't#In': {'type': 'structure', 'members': {'token': {'target': 'smithy.api#String'}, 'key': {'target': 't#Key'},\
           'size': {'target': 'smithy.api#Integer'}}},\
         't#Out': {'type': 'structure', 'members': {'page': {'target': 't#Page'}}},\
         't#Page': {'type': 'structure', 'members': {'next': {'target': 'smithy.api#String'}, 'key': {'target': 't#Key'},\
           'items': {'target': 't#Key'}}},\
         't#Key': {'type': 'map', 'key': {'target': 'smithy.api#String'}, 'value': {'target': 'smithy.api#String'}}",
    )]);
    let paginated = |name: &str| {
        let paginated = operation(&model, name).traits.paginated.clone()?;
        Some([Some(paginated.input_token), Some(paginated.output_token), paginated.items, paginated.page_size])
    };
    let texts = |texts: [Option<&str>; 4]| Some(texts.map(|text| text.map(str::to_owned)));
    assert_eq!(paginated("All"), texts([Some("token"), Some("page.next"), None, Some("size")]));
    assert_eq!(paginated("Own"), texts([Some("key"), Some("page.key"), Some("page.items"), Some("size")]));
    assert_eq!(paginated("Not"), None);
    assert_eq!(model.service.traits.paginated, None);
}

#[test]
fn waiters_are_read_with_their_default_delays() {
    let service = service_with("'t#In': {'type': 'structure', 'members': {}}");
    let model = loaded(&[
        &service,
        &shapes(
            "'t#Op': {'type': 'apply', 'traits': {'smithy.waiters#waitable': {\
           'Ready': {'documentation': 'd', 'minDelay': 15, 'maxDelay': 60, 'deprecated': true, 'tags': ['x'], 'acceptors': [\
             {'state': 'success', 'matcher': {'output': {'path': 'a[].b', 'expected': 'ok', 'comparator': 'allStringEquals'}}},\
             {'state': 'failure', 'matcher': {'errorType': 'Gone'}},\
             {'state': 'retry', 'matcher': {'inputOutput': {'path': 'output.a', 'expected': 'true', 'comparator': 'booleanEquals'}}}]},\
           'There': {'acceptors': [{'state': 'success', 'matcher': {'success': true}}]}}}}",
        ),
    ]);
    let waiters = &operation(&model, "Op").traits.waitable;
    assert_eq!(waiters.keys().collect::<Vec<_>>(), ["Ready", "There"]);
    assert_eq!((waiters["There"].min_delay, waiters["There"].max_delay), (2, 120));
    let ready = &waiters["Ready"];
    assert_eq!((ready.min_delay, ready.max_delay, ready.deprecated), (15, 60, true));
    assert_eq!(ready.documentation.as_deref(), Some("d"));
    let states: Vec<_> = ready.acceptors.iter().map(|acceptor| acceptor.state).collect();
    assert_eq!(states, [AcceptorState::Success, AcceptorState::Failure, AcceptorState::Retry]);
    let Matcher::Output { path, expected, comparator } = &ready.acceptors[0].matcher else { panic!("not an output") };
    assert_eq!((path.as_str(), expected.as_str(), *comparator), ("a[].b", "ok", Comparator::AllStringEquals));
    assert!(matches!(&ready.acceptors[1].matcher, Matcher::ErrorType(name) if name == "Gone"));
    assert!(matches!(&ready.acceptors[2].matcher, Matcher::InputOutput { comparator: Comparator::BooleanEquals, .. }));
    assert!(matches!(waiters["There"].acceptors[0].matcher, Matcher::Success(true)));
}

#[test]
fn examples_and_host_prefixes_are_read() {
    let model = loaded(&[&shapes(
        "'t#S': {'type': 'service', 'operations': [{'target': 't#Op'}], 'traits': {'aws.protocols#awsJson1_1': {}}},\
         't#Op': {'type': 'operation', 'input': {'target': 't#In'}, 'errors': [{'target': 't#E'}], 'traits': {\
           'smithy.api#endpoint': {'hostPrefix': '{Account}.data.'},\
           'smithy.api#examples': [{'title': 'good', 'documentation': 'd', 'input': {'Account': '1'}, 'output': {}},\
             {'title': 'bad', 'error': {'shapeId': 't#E', 'content': {'message': 'no'}}, 'allowConstraintErrors': true}]}},\
         't#In': {'type': 'structure', 'members': {'Account': {'target': 'smithy.api#String', 'traits': {\
           'smithy.api#required': {}, 'smithy.api#hostLabel': {}}}}},\
         't#E': {'type': 'structure', 'members': {}, 'traits': {'smithy.api#error': 'client'}}",
    )]);
    let traits = &operation(&model, "Op").traits;
    assert_eq!(traits.host_prefix.as_deref(), Some("{Account}.data."));
    assert!(member(&model, "t#In", "Account").traits.host_label);
    let [good, bad] = traits.examples.as_slice() else { panic!("{:?}", traits.examples) };
    assert_eq!((good.title.as_str(), good.documentation.as_deref()), ("good", Some("d")));
    assert_eq!((&good.input, &good.output), (&json!({"Account": "1"}), &Some(json!({}))));
    let error = bad.error.as_ref().unwrap();
    assert_eq!((error.shape.as_str(), &error.content, &bad.input), ("t#E", &json!({"message": "no"}), &json!({})));
    assert!(bad.allow_constraint_errors && !good.allow_constraint_errors);
}
