//! Tests that the comparison finds differences: each changes one part of an answer.

use serde_json::{Value as Json, json};

use super::{allowed, compare};
use crate::conformance::cases::{self, Case, REQUEST_ID};
use crate::conformance::model;
use dms_codegen::model::Model;

fn this_model() -> Model {
    model(&std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")).expect("the model")
}

/// Returns the systematic case of this operation that has all members.
fn full<'m>(model: &'m Model, name: &str) -> Case<'m> {
    let operation = model.operations.iter().find(|operation| operation.id.name() == name).expect("the operation");
    cases::of(model, operation, 0, 0).nth(2).expect("a case with all members")
}

/// Returns a correct request of the case from each client; the reference client formats it differently.
fn requests(case: &Case<'_>, input: &Json) -> [Json; 2] {
    let of = |body: String, names: [&str; 5], more: &str| {
        let authorization = "AWS4-HMAC-SHA256 Credential=KEY/20260101/eu-west-1/dms/aws4_request, SignedHeaders=a";
        let [kind, target, length, authorized, agent] = names;
        json!({
            "method": "POST",
            "url": format!("https://dms.eu-west-1.amazonaws.com{more}"),
            "headers": {
                kind: "application/x-amz-json-1.1",
                target: format!("AmazonDMSv20160101.{}", case.operation.id.name()),
                length: body.len().to_string(),
                authorized: format!("{authorization}, Signature={}", body.len()),
                agent: agent,
            },
            "body": body,
        })
    };
    let names = ["Content-Type", "X-Amz-Target", "Content-Length", "Authorization", "User-Agent"];
    let small = ["content-type", "x-amz-target", "content-length", "authorization", "amz-sdk-invocation-id"];
    [of(input.to_string(), small, "/"), of(format!("{input:#}"), names, "")]
}

/// Compares the answers after a change of the generated client's answer.
fn changed(name: &str, output: [Json; 2], change: impl FnOnce(&mut Json)) -> Vec<String> {
    let model = this_model();
    let case = full(&model, name);
    let [ours, reference] = requests(&case, &case.input.to_plain_json());
    let [our_output, output] = output;
    let mut ours = json!({ "request": ours, "output": our_output });
    change(&mut ours);
    compare(&model, &case, &ours, &json!({ "request": reference, "output": output }))
}

/// Changes the body of a request, and sets its length.
fn change_body(answer: &mut Json, change: impl FnOnce(&mut Json)) {
    let mut body = serde_json::from_str(answer["request"]["body"].as_str().expect("a body")).expect("JSON");
    change(&mut body);
    let body = body.to_string();
    answer["request"]["headers"]["content-length"] = body.len().to_string().into();
    answer["request"]["body"] = body.into();
}

#[test]
fn allowed_differences_are_ignored() {
    let none = changed("CreateEndpoint", [json!({}), json!({})], |_| {});
    assert_eq!(none, [""; 0]);
}

#[test]
fn every_fault_of_a_request_is_found() {
    type Fault = fn(&mut Json);
    let faults: [(&str, Fault); 16] = [
        ("method", |answer| answer["request"]["method"] = "GET".into()),
        ("url", |answer| answer["request"]["url"] = "https://dms.eu-west-1.amazonaws.com/x".into()),
        ("url", |answer| answer["request"]["url"] = "https://dms.eu-west-2.amazonaws.com/".into()),
        ("headers", |answer| answer["request"]["headers"]["content-type"] = "application/json".into()),
        ("headers", |answer| answer["request"]["headers"]["x-amz-target"] = "DeleteEndpoint".into()),
        ("headers", |answer| answer["request"]["headers"]["x-new"] = "1".into()),
        ("content-length", |answer| answer["request"]["headers"]["content-length"] = "7".into()),
        ("not signed", |answer| answer["request"]["headers"]["authorization"] = "Bearer x".into()),
        ("not JSON", |answer| answer["request"]["body"] = "{".into()),
        ("whether a request was made", |answer| answer["request"] = Json::Null),
        ("body.EndpointType", |answer| change_body(answer, |body| body["EndpointType"] = "SOURCE".into())),
        ("body.Port", |answer| change_body(answer, |body| body["Port"] = "7".into())),
        ("body.Tags", |answer| change_body(answer, |body| body["Tags"] = json!([]))),
        ("body.MySQLSettings.MaxFileSize", |answer| {
            change_body(answer, |body| body["MySQLSettings"]["MaxFileSize"] = json!(7));
        }),
        ("body.EngineName: only the reference", |answer| {
            change_body(answer, |body| _ = body.as_object_mut().and_then(|body| body.remove("EngineName")));
        }),
        ("an unexpected member `Extra`", |answer| change_body(answer, |body| body["Extra"] = Json::Null)),
    ];
    for (expected, fault) in faults {
        let differences = changed("CreateEndpoint", [json!({}), json!({})], fault);
        assert!(differences.iter().any(|difference| difference.contains(expected)), "{expected}: {differences:?}");
    }
}

#[test]
fn a_different_time_or_blob_is_found() {
    for wrong in [json!(1_700_000_001), json!(1_700_000_000.000_01), json!("2023-11-14T22:13:20Z2"), json!(null)] {
        let output = [json!({}), json!({})];
        let differences = changed("DescribeEvents", output, |answer| {
            change_body(answer, |body| body["StartTime"] = wrong);
        });
        assert!(differences[0].starts_with("body.StartTime"), "{differences:?}");
    }
    let differences = changed("ImportCertificate", [json!({}), json!({})], |answer| {
        change_body(answer, |body| body["CertificateWallet"] = "AP8K/n8".into());
    });
    assert!(differences[0].starts_with("body.CertificateWallet"), "{differences:?}");
}

#[test]
fn outputs_may_differ_in_the_allowed_ways_only() {
    let read = |ours: Json, reference: Json| {
        let wrapped = [ours, reference].map(|instance| json!({ "ReplicationInstances": instance }));
        changed("DescribeReplicationInstances", wrapped, |_| {})
    };
    let defaults = json!({ "AllocatedStorage": 0, "MultiAZ": false, "AutoMinorVersionUpgrade": false });
    let time = json!([{ "FreeUntil": "2023-11-14T22:13:20.250Z" }]);
    for (ours, reference) in [
        (json!([defaults]), json!([null, {}])),
        (time.clone(), json!([{ "FreeUntil": { "$time": 1_700_000_000_250_000_i64 } }])),
        (json!([{ "AllocatedStorage": 7 }]), json!([{ "AllocatedStorage": 7.0 }])),
    ] {
        assert_eq!(read(ours, reference), [""; 0]);
    }
    for (ours, reference) in [
        (json!([{ "AllocatedStorage": 1 }]), json!([{}])),
        (json!([{ "MultiAZ": true }]), json!([{}])),
        (json!([{ "EngineVersion": "" }]), json!([{}])),
        (json!([{}]), json!([{ "EngineVersion": "1" }])),
        (json!([{}]), json!([{}, {}])),
        (json!([]), json!([{}])),
        (time, json!([{ "FreeUntil": { "$time": 1_700_000_000_250_002_i64 } }])),
        (json!([{ "AllocatedStorage": 7 }]), json!([{ "AllocatedStorage": 7.5 }])),
        (json!([{ "AllocatedStorage": 7 }]), json!([{ "AllocatedStorage": "7" }])),
    ] {
        assert_eq!(read(ours.clone(), reference.clone()).len(), 1, "{ours} and {reference}");
    }
}

#[test]
fn only_the_zeros_before_a_year_may_be_missing() {
    let time = |text: &str| allowed::with_whole_year(&text.into());
    for (text, whole) in
        [("788-08-12T20:28:49Z", "0788-08-12T20:28:49Z"), ("1-01-01T00:00:00Z", "0001-01-01T00:00:00Z")]
    {
        assert_eq!(time(text), whole);
        assert_eq!(time(whole), whole);
    }
    assert_eq!(time("-1"), "-1");
}

#[test]
fn a_failure_of_one_side_and_a_refused_input_are_found() {
    let differences = |fault: Json| {
        changed("CreateEndpoint", [json!({}), json!({})], |answer| {
            answer["error"] = fault;
            answer.as_object_mut().and_then(|answer| answer.remove("output"));
        })
    };
    assert!(differences(json!({ "text": "no" }))[0].starts_with("only the generated client fails"));
    assert!(differences(json!({ "refused": "no" }))[0].starts_with("the generated client refuses"));
}

#[test]
fn typed_builders_that_behave_differently_are_found() {
    for part in ["body", "url"] {
        let differences = changed("CreateEndpoint", [json!({}), json!({})], |answer| {
            answer["typed"] = answer.clone();
            answer["typed"]["request"][part] = "other".into();
        });
        assert_eq!(differences.len(), 1, "{differences:?}");
        assert!(differences[0].starts_with(part), "{differences:?}");
    }
}

#[test]
fn every_part_of_an_error_counts() {
    let model = this_model();
    let mut case = full(&model, "CreateEndpoint");
    case.response.code = Some("KMSKeyNotAccessibleFault".to_owned());
    let [ours, reference] = requests(&case, &case.input.to_plain_json());
    let error = |variant: &str, message: Json| json!({ "variant": variant, "code": "KMSKeyNotAccessibleFault", "message": message, "request_id": REQUEST_ID });
    let reference = json!({ "request": reference, "error": error("KMSKeyNotAccessibleFault", "".into()) });
    let compared = |name: &str, value: &str| {
        let mut error = error("KmsKeyNotAccessibleFault", Json::Null);
        if !name.is_empty() {
            error[name] = value.into();
        }
        compare(&model, &case, &json!({ "request": ours, "error": error }), &reference)
    };
    assert_eq!(compared("", ""), [""; 0]);
    for (name, value) in [("variant", "Unhandled"), ("code", "Other"), ("message", "x"), ("request_id", "x")] {
        assert!(!compared(name, value).is_empty(), "{name}");
    }
}
