//! Valid models: the service, its operations, shapes, defaults and enums.

use super::{load_texts, service_with, shapes};
use dms_codegen::model::{Fault, Member, Model, Operation, Protocol, ShapeKind};
use serde_json::{Value, json};

pub fn loaded(texts: &[&str]) -> Model {
    load_texts(texts).unwrap_or_else(|error| panic!("{error}"))
}

pub fn kind<'m>(model: &'m Model, id: &str) -> &'m ShapeKind {
    &model.shapes.iter().find(|(shape, _)| shape.as_str() == id).unwrap_or_else(|| panic!("no {id}")).1.kind
}

pub fn members<'m>(model: &'m Model, id: &str) -> &'m [Member] {
    kind(model, id).members()
}

pub fn member<'m>(model: &'m Model, id: &str, name: &str) -> &'m Member {
    members(model, id).iter().find(|member| member.name() == name).unwrap_or_else(|| panic!("no {id}${name}"))
}

pub fn names(members: &[Member]) -> Vec<&str> {
    members.iter().map(Member::name).collect()
}

pub fn operation<'m>(model: &'m Model, name: &str) -> &'m Operation {
    model.operations.iter().find(|operation| operation.id.name() == name).unwrap_or_else(|| panic!("no {name}"))
}

pub fn operation_names(model: &Model) -> Vec<&str> {
    model.operations.iter().map(|operation| operation.id.name()).collect()
}

/// An enum's members: the name, whether the model has it, and the value.
pub fn values(kind: &ShapeKind) -> Vec<(&str, bool, &str)> {
    let ShapeKind::Enum(members) = kind else { panic!("not an enum: {kind:?}") };
    members.iter().map(|member| (member.name.as_str(), member.named, member.value.as_str())).collect()
}

const STRING: &str = "{'target': 'smithy.api#String'}";

#[test]
fn the_service_has_its_names() {
    let full = loaded(&[&shapes(
        "'t#Full': {'type': 'service', 'version': '2020-01-01', 'operations': [{'target': 't#Op'}], 'traits': {\
           'aws.protocols#awsJson1_0': {}, 'aws.protocols#awsJson1_1': {}, 'aws.protocols#restJson1': {},\
           'aws.api#service': {'sdkId': 'Full Service', 'arnNamespace': 'full', 'endpointPrefix': 'full-host',\
             'cloudFormationName': 'Full'},\
           'aws.auth#sigv4': {'name': 'full-signing'}, 'smithy.api#httpBearerAuth': {},\
           'smithy.api#auth': ['smithy.api#httpBearerAuth', 'aws.auth#sigv4'], 'smithy.api#title': 'A Full Service',\
           'aws.endpoints#standardRegionalEndpoints': {},\
           'smithy.rules#endpointRuleSet': {'version': '1.0', 'rules': []},\
           'smithy.rules#clientContextParams': {'Stage': {'type': 'string'}}}},\
         't#Op': {'type': 'operation', 'traits': {\
           'smithy.rules#staticContextParams': {'Beta': {'value': true}},\
           'smithy.rules#operationContextParams': {'Names': {'path': 'Items[*].Name'}}}}",
    )]);
    let service = &full.service;
    assert_eq!((service.id.as_str(), service.location.source.as_str()), ("t#Full", "0.json"));
    assert_eq!(service.protocol, Protocol::AwsJson1_1);
    assert_eq!(service.version, "2020-01-01");
    assert_eq!(service.sdk_id, "Full Service");
    assert_eq!(service.endpoint_prefix, "full-host");
    assert_eq!(service.signing_name, "full-signing");
    assert_eq!(service.traits.title.as_deref(), Some("A Full Service"));
    assert_eq!(service.endpoint_rule_set, Some(json!({"version": "1.0", "rules": []})));
    assert_eq!(service.client_context_params, Some(json!({"Stage": {"type": "string"}})));
    assert_eq!(full.operations[0].static_context_params, Some(json!({"Beta": {"value": true}})));
    assert_eq!(full.operations[0].operation_context_params, Some(json!({"Names": {"path": "Items[*].Name"}})));
}

#[test]
fn what_a_service_leaves_out_follows_from_its_namespace_or_its_name() {
    let model = |traits: &str| {
        loaded(&[&shapes(&format!(
            "'t#Bare': {{'type': 'service', 'operations': [{{'target': 't#Op'}}], \
             'traits': {{'aws.protocols#awsJson1_0': {{}}{traits}}}}}, 't#Op': {{'type': 'operation'}}"
        ))])
        .service
    };
    let bare = model("");
    assert_eq!(bare.protocol, Protocol::AwsJson1_0);
    assert_eq!([bare.sdk_id, bare.endpoint_prefix, bare.signing_name, bare.version], ["Bare", "bare", "bare", ""]);
    let named = model(", 'aws.api#service': {'sdkId': 'Bare Service', 'arnNamespace': 'barens'}");
    assert_eq!([named.sdk_id, named.endpoint_prefix, named.signing_name], ["Bare Service", "barens", "barens"]);
}

#[test]
fn operations_are_sorted_and_may_lack_input_and_output() {
    let model = loaded(&[&shapes(
        "'t#S': {'type': 'service', 'operations': [{'target': 't#Z'}, {'target': 't#A'}],\
           'traits': {'aws.protocols#awsJson1_1': {}}},\
         't#Z': {'type': 'operation', 'input': {'target': 'smithy.api#Unit'}, 'output': {'target': 't#Out'}},\
         't#A': {'type': 'operation'}, 't#Out': {'type': 'structure', 'members': {}}",
    )]);
    assert_eq!(operation_names(&model), ["A", "Z"]);
    assert_eq!(operation(&model, "A").output, None);
    assert_eq!(operation(&model, "Z").input, None);
    assert_eq!(operation(&model, "Z").output.as_ref().unwrap().as_str(), "t#Out");
    assert_eq!(model.shapes.len(), 1, "Unit is not reached");
}

#[test]
fn errors_of_the_service_follow_those_of_the_operation_without_duplicates() {
    let model = loaded(&[&shapes(
        "'t#S': {'type': 'service', 'operations': [{'target': 't#Op'}], 'errors': [{'target': 't#C'}, {'target': 't#A'}],\
           'traits': {'aws.protocols#awsJson1_1': {}}},\
         't#Op': {'type': 'operation', 'errors': [{'target': 't#B'}, {'target': 't#A'}, {'target': 't#B'}]},\
         't#A': {'type': 'structure', 'members': {}, 'traits': {'smithy.api#error': 'client'}},\
         't#B': {'type': 'structure', 'members': {}, 'traits': {'smithy.api#error': 'client',\
           'smithy.api#httpError': 404, 'smithy.api#retryable': {'throttling': true}}},\
         't#C': {'type': 'structure', 'members': {}, 'traits': {'smithy.api#error': 'server',\
           'smithy.api#retryable': {}}}",
    )]);
    let errors: Vec<_> = operation(&model, "Op").errors.iter().map(|id| id.name()).collect();
    assert_eq!(errors, ["B", "A", "C"]);
    let traits: Vec<_> = model.shapes.values().map(|shape| &shape.traits).collect();
    assert_eq!(
        traits.iter().map(|t| t.error.unwrap()).collect::<Vec<_>>(),
        [Fault::Client, Fault::Client, Fault::Server]
    );
    assert_eq!(traits[1].http_error, Some(404));
    assert_eq!(
        traits.iter().map(|t| t.retryable.map(|r| r.throttling)).collect::<Vec<_>>(),
        [None, Some(true), Some(false)]
    );
}

#[test]
fn operations_of_resources_belong_to_the_service() {
    let operations = ["Create", "Put", "Read", "Update", "Delete", "List", "Act", "Purge", "ReadInner"];
    let operations = operations.map(|name| format!("'t#{name}': {{'type': 'operation'}}")).join(", ");
    let model = loaded(&[&shapes(&format!(
        "'t#S': {{'type': 'service', 'resources': [{{'target': 't#Outer'}}], 'traits': {{'aws.protocols#awsJson1_1': {{}}}}}},\
         't#Outer': {{'type': 'resource', 'identifiers': {{'id': {STRING}}}, 'properties': {{'size': {{'target': 't#Size'}}}},\
           'create': {{'target': 't#Create'}}, 'put': {{'target': 't#Put'}}, 'read': {{'target': 't#Read'}},\
           'update': {{'target': 't#Update'}}, 'delete': {{'target': 't#Delete'}}, 'list': {{'target': 't#List'}},\
           'operations': [{{'target': 't#Act'}}], 'collectionOperations': [{{'target': 't#Purge'}}],\
           'resources': [{{'target': 't#Inner'}}]}},\
         't#Inner': {{'type': 'resource', 'read': {{'target': 't#ReadInner'}}, 'resources': [{{'target': 't#Outer'}}]}},\
         't#Size': {{'type': 'integer'}}, {operations}"
    ))]);
    assert_eq!(
        operation_names(&model),
        ["Act", "Create", "Delete", "List", "Purge", "Put", "Read", "ReadInner", "Update"]
    );
    assert!(model.shapes.is_empty(), "properties of resources are no data of their own");
}

#[test]
fn only_what_the_service_reaches_is_kept() {
    let model = loaded(&[&service_with(
        "'t#In': {'type': 'structure', 'members': {'m': {'target': 't#M'}, 'u': {'target': 't#U'}}},\
         't#M': {'type': 'map', 'key': {'target': 't#Key'}, 'value': {'target': 'smithy.api#Integer'}},\
         't#Key': {'type': 'string'}, 't#U': {'type': 'union', 'members': {'nothing': {'target': 'smithy.api#Unit'}}},\
         't#Stream': {'type': 'blob', 'traits': {'smithy.api#streaming': {}, 'com.other#unheardOf': 1}},\
         't#Other': {'type': 'operation', 'input': {'target': 't#OtherIn'}}, 't#OtherIn': {'type': 'structure'}",
    )]);
    let ids: Vec<_> = model.shapes.keys().map(|id| id.as_str()).collect();
    assert_eq!(ids, ["smithy.api#Integer", "smithy.api#Unit", "t#In", "t#Key", "t#M", "t#U"]);
    assert!(members(&model, "smithy.api#Unit").is_empty());
    assert_eq!(operation_names(&model), ["Op"]);
    let prelude = model.shapes.iter().filter(|(_, shape)| shape.location.is_none()).count();
    assert_eq!(prelude, 2);
}

#[test]
fn every_simple_shape_of_the_prelude_is_known() {
    let kinds = [
        "Blob",
        "Boolean",
        "String",
        "Byte",
        "Short",
        "Integer",
        "Long",
        "Float",
        "Double",
        "BigInteger",
        "BigDecimal",
        "Timestamp",
        "Document",
    ];
    let list = |kinds: &[&str]| {
        kinds.iter().map(|kind| format!("'{kind}': {{'target': 'smithy.api#{kind}'}}")).collect::<Vec<_>>().join(", ")
    };
    let model = loaded(&[&service_with(&format!("'t#In': {{'type': 'structure', 'members': {{{}}}}}", list(&kinds)))]);
    for name in kinds {
        assert_eq!(format!("{:?}", kind(&model, &format!("smithy.api#{name}"))), name);
        assert_eq!(member(&model, "t#In", name).traits.default, None);
    }
    let primitive =
        ["PrimitiveByte", "PrimitiveShort", "PrimitiveInteger", "PrimitiveLong", "PrimitiveFloat", "PrimitiveDouble"];
    let model = loaded(&[&service_with(&format!(
        "'t#In': {{'type': 'structure', 'members': {{{}, 'yes': {{'target': 'smithy.api#PrimitiveBoolean'}}}}}}",
        list(&primitive)
    ))]);
    for name in primitive {
        assert_eq!(member(&model, "t#In", name).traits.default, Some(json!(0)));
    }
    assert_eq!(member(&model, "t#In", "yes").traits.default, Some(json!(false)));
}

#[test]
fn defaults_come_from_the_member_or_from_its_target() {
    let model = loaded(&[&service_with(
        "'t#In': {'type': 'structure', 'members': {\
           'own': {'target': 'smithy.api#Integer', 'traits': {'smithy.api#default': 7, 'smithy.api#addedDefault': {}}},\
           'inherited': {'target': 't#Count'},\
           'takenBack': {'target': 't#Count', 'traits': {'smithy.api#default': null}},\
           'required': {'target': 't#Count', 'traits': {'smithy.api#required': {}}},\
           'none': {'target': 'smithy.api#Integer'},\
           'list': {'target': 't#Counts', 'traits': {'smithy.api#default': []}},\
           'level': {'target': 't#Level', 'traits': {'smithy.api#default': 'high', 'smithy.api#clientOptional': {}}}}},\
         't#Count': {'type': 'integer', 'traits': {'smithy.api#default': 3}},\
         't#Counts': {'type': 'list', 'member': {'target': 't#Count'}},\
         't#Level': {'type': 'enum', 'members': {'HIGH': {'target': 'smithy.api#Unit', 'traits': {'smithy.api#enumValue': 'high'}}}}",
    )]);
    let defaults: Vec<_> = members(&model, "t#In").iter().map(|member| member.traits.default.clone()).collect();
    let expected =
        [Some(json!(7)), Some(json!(3)), Some(Value::Null), None, None, Some(json!([])), Some(json!("high"))];
    assert_eq!(defaults, expected);
    assert!(member(&model, "t#In", "own").traits.added_default);
    assert!(member(&model, "t#In", "level").traits.client_optional);
    let ShapeKind::List(element) = kind(&model, "t#Counts") else { panic!("not a list") };
    assert_eq!(element.traits.default, None, "elements have no defaults");
}

#[test]
fn enums_of_both_smithy_versions_have_names_and_values() {
    let model = loaded(&[&service_with(
        "'t#In': {'type': 'structure', 'members': {'a': {'target': 't#New'}, 'b': {'target': 't#Old'}, 'c': {'target': 't#Int'},\
           'd': {'target': 't#Set'}}},\
         't#New': {'type': 'enum', 'members': {'FULL_LOAD': {'target': 'smithy.api#Unit', 'traits': {\
             'smithy.api#enumValue': 'full-load', 'smithy.api#documentation': 'all'}}, 'CDC': {'target': 'smithy.api#Unit'}}},\
         't#Old': {'type': 'string', 'traits': {'smithy.api#enum': [{'value': 'a', 'name': 'FIRST', 'deprecated': true},\
           {'value': 'parquet-1-0', 'documentation': 'd', 'tags': ['x']}, {'value': '2nd'}, {'value': '*'}]}},\
         't#Int': {'type': 'intEnum', 'members': {'LOW': {'target': 'smithy.api#Unit', 'traits': {'smithy.api#enumValue': -1}},\
           'TOP': {'target': 'smithy.api#Unit', 'traits': {'smithy.api#enumValue': 2147483647}}}},\
         't#Set': {'type': 'set', 'member': {'target': 't#Old'}}",
    )]);
    assert_eq!(values(kind(&model, "t#New")), [("FULL_LOAD", true, "full-load"), ("CDC", true, "CDC")]);
    let old = kind(&model, "t#Old");
    assert_eq!(
        values(old),
        [("FIRST", true, "a"), ("parquet_1_0", false, "parquet-1-0"), ("_2nd", false, "2nd"), ("value", false, "*")]
    );
    let ShapeKind::Enum(entries) = old else { unreachable!() };
    assert!(entries[0].traits.deprecated.is_some());
    assert_eq!(entries[1].traits.documentation_text(), Some("d"));
    let ShapeKind::IntEnum(numbers) = kind(&model, "t#Int") else { panic!("not an intEnum") };
    let numbers: Vec<_> = numbers.iter().map(|member| (member.name.as_str(), member.value)).collect();
    assert_eq!(numbers, [("LOW", -1), ("TOP", i32::MAX)]);
    assert!(matches!(kind(&model, "t#Set"), ShapeKind::List(_)));
    assert!(model.shapes.values().any(|shape| shape.id.name() == "Set" && shape.traits.unique_items));
}

#[test]
fn every_minor_version_of_smithy_2_is_read() {
    let model = service_with("'t#In': {'type': 'structure', 'members': {}}");
    for version in ["2", "2.0", "2.1", "2.17"] {
        let model = load_texts(&[&model.replace("\"2.0\"", &format!("\"{version}\""))]).expect(version);
        assert_eq!(model.operations.len(), 1);
    }
    for version in ["", "1.0", "3", "2.", "2.x", "2.0.1", "20"] {
        let refused = load_texts(&[&model.replace("\"2.0\"", &format!("\"{version}\""))]).expect_err(version);
        assert!(refused.0[0].problem.contains("version"), "{version}: {refused}");
    }
}
