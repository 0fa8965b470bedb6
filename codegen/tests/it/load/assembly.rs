//! Several sources, `apply` statements, mixins and renames.

use super::{crate_of, good::*, service_with, shapes};
use dms_codegen::model::{Model, Shape, ShapeKind, Traits};
use serde_json::Value;
use std::collections::BTreeSet;

#[test]
fn a_shape_may_be_in_two_sources_if_it_is_the_same() {
    let first = service_with("'t#In': {'type': 'structure', 'members': {'a': {'target': 'smithy.api#String'}}}");
    let again = shapes(
        "'t#In': { 'members' : { 'a': { 'target' : 'smithy.api#String' } },\n 'type' : 'structure' }, 't#More': {'type': 'string'}",
    );
    let model = loaded(&[&first, &again]);
    assert_eq!(names(members(&model, "t#In")), ["a"]);
    assert_eq!(model.shapes.keys().collect::<Vec<_>>(), loaded(&[&first]).shapes.keys().collect::<Vec<_>>());
    assert_eq!(crate_of(&[&first, &again]), crate_of(&[&first]));
}

#[test]
fn a_shape_may_refer_to_another_source_before_or_after_its_own() {
    let service = service_with("'t#In': {'type': 'structure', 'members': {'a': {'target': 'u#A'}}}");
    let other = shapes("'u#A': {'type': 'integer'}");
    for model in [loaded(&[&service, &other]), loaded(&[&other, &service])] {
        assert!(matches!(kind(&model, "u#A"), ShapeKind::Integer));
    }
    let model = loaded(&[&service, &other]);
    assert_eq!(
        model.shapes.iter().find(|(id, _)| id.as_str() == "u#A").unwrap().1.location.as_ref().unwrap().source,
        "1.json"
    );
}

/// All documentation of a model.
fn documented(model: &Model) -> BTreeSet<String> {
    let of_shape = |shape: &Shape| {
        let members: Vec<&Traits> = match &shape.kind {
            ShapeKind::Structure(members) | ShapeKind::Union(members) => {
                members.iter().map(|member| &member.traits).collect()
            }
            ShapeKind::List(member) => vec![&member.traits],
            ShapeKind::Map { key, value } => vec![&key.traits, &value.traits],
            ShapeKind::Enum(values) => values.iter().map(|value| &value.traits).collect(),
            _ => vec![],
        };
        [vec![&shape.traits], members]
            .concat()
            .into_iter()
            .filter_map(|traits| traits.documentation_text().map(str::to_owned))
            .collect::<Vec<_>>()
    };
    let operations =
        model.operations.iter().flat_map(|operation| operation.traits.documentation_text().map(str::to_owned));
    let service = model.service.traits.documentation_text().map(str::to_owned);
    model.shapes.values().flat_map(of_shape).chain(operations).chain(service).collect()
}

#[test]
fn apply_reaches_shapes_operations_and_members_of_all_kinds() {
    let target = service_with(
        "'t#In': {'type': 'structure', 'members': {'a': {'target': 't#L'}, 'm': {'target': 't#M'}, 'e': {'target': 't#E'}}},\
         't#L': {'type': 'list', 'member': {'target': 'smithy.api#String'}},\
         't#M': {'type': 'map', 'key': {'target': 'smithy.api#String'}, 'value': {'target': 'smithy.api#String'}},\
         't#E': {'type': 'enum', 'members': {'A': {'target': 'smithy.api#Unit'}}}",
    );
    let ids = ["t#S", "t#Op", "t#In", "t#In$a", "t#L", "t#L$member", "t#M$key", "t#M$value", "t#E$A"];
    let applies =
        ids.map(|id| format!("'{id}': {{'type': 'apply', 'traits': {{'smithy.api#documentation': '{id}!'}}}}"));
    // In either order: a statement may be in a source before that of its shape.
    for texts in [[&target, &shapes(&applies.join(", "))], [&shapes(&applies.join(", ")), &target]] {
        let model = loaded(&texts.map(String::as_str));
        assert_eq!(documented(&model), ids.map(|id| format!("{id}!")).into());
    }
}

#[test]
fn of_two_values_for_a_trait_that_of_the_later_source_stays() {
    let model_text =
        service_with("'t#In': {'type': 'structure', 'members': {}, 'traits': {'smithy.api#documentation': 'model'}}");
    let overlay = |text: &str| {
        shapes(&format!("'t#In': {{'type': 'apply', 'traits': {{'smithy.api#documentation': '{text}'}}}}"))
    };
    let documentation = |texts: &[&str]| {
        let model = loaded(texts);
        model.shapes.into_values().next().unwrap().traits.documentation_text().unwrap().to_owned()
    };
    let (first, second) = (overlay("first"), overlay("second"));
    assert_eq!(documentation(&[&model_text, &first]), "first");
    assert_eq!(documentation(&[&first, &model_text]), "model");
    assert_eq!(documentation(&[&model_text, &first, &second]), "second");
    assert_eq!(documentation(&[&model_text, &second, &first]), "first");
}

#[test]
fn members_of_mixins_come_first_and_their_own_shape_has_the_last_word() {
    let model = loaded(&[&service_with(
        "'t#In': {'type': 'structure', 'mixins': [{'target': 't#A'}, {'target': 't#B'}], 'members': {\
           'own': {'target': 'smithy.api#String'},\
           'a': {'target': 'smithy.api#String', 'traits': {'smithy.api#documentation': 'In', 'smithy.api#required': {}}}},\
           'traits': {'smithy.api#externalDocumentation': {'k': 'In'}}},\
         't#A': {'type': 'structure', 'mixins': [{'target': 't#Base'}], 'members': {'a': {'target': 'smithy.api#String',\
             'traits': {'smithy.api#documentation': 'A', 'smithy.api#pattern': 'A'}}},\
           'traits': {'smithy.api#mixin': {'localTraits': ['smithy.api#sensitive']}, 'smithy.api#sensitive': {},\
             'smithy.api#documentation': 'A', 'smithy.api#externalDocumentation': {'k': 'A'}}},\
         't#B': {'type': 'structure', 'members': {'b': {'target': 'smithy.api#String'}, 'base': {'target': 'smithy.api#Integer',\
             'traits': {'smithy.api#documentation': 'B'}}},\
           'traits': {'smithy.api#mixin': {}, 'smithy.api#documentation': 'B'}},\
         't#Base': {'type': 'structure', 'members': {'base': {'target': 'smithy.api#Integer'}}, 'traits': {'smithy.api#mixin': {}}}",
    )]);
    assert_eq!(names(members(&model, "t#In")), ["base", "a", "b", "own"]);
    let a = &member(&model, "t#In", "a").traits;
    assert_eq!((a.documentation_text(), a.pattern.as_deref(), a.required), (Some("In"), Some("A"), true));
    assert_eq!(member(&model, "t#In", "base").traits.documentation_text(), Some("B"));
    let traits = &model.shapes.iter().find(|(id, _)| id.name() == "In").unwrap().1.traits;
    assert_eq!(traits.documentation_text(), Some("B"), "the later mixin wins");
    assert_eq!(traits.external_documentation["k"], "In");
    assert!(!traits.sensitive, "local traits stay with the mixin");
    assert!(model.shapes.keys().all(|id| !["A", "B", "Base"].contains(&id.name())), "mixins are no data");
}

#[test]
fn mixins_serve_operations_enums_unions_and_lists_too() {
    let model = loaded(&[&shapes(
        "'t#S': {'type': 'service', 'operations': [{'target': 't#Op'}], 'mixins': [{'target': 't#Sm'}],\
           'traits': {'aws.protocols#awsJson1_1': {}}},\
         't#Sm': {'type': 'service', 'version': 'mixed', 'operations': [{'target': 't#Op2'}], 'traits': {'smithy.api#mixin': {}}},\
         't#Op': {'type': 'operation', 'input': {'target': 't#In'}, 'mixins': [{'target': 't#Om'}]}, 't#Op2': {'type': 'operation'},\
         't#Om': {'type': 'operation', 'errors': [{'target': 't#Err'}], 'traits': {'smithy.api#mixin': {}}},\
         't#Err': {'type': 'structure', 'members': {}, 'traits': {'smithy.api#error': 'client'}},\
         't#In': {'type': 'structure', 'members': {'e': {'target': 't#E'}, 'u': {'target': 't#U'}, 'l': {'target': 't#L'}}},\
         't#E': {'type': 'enum', 'members': {'OWN': {'target': 'smithy.api#Unit'}}, 'mixins': [{'target': 't#Em'}]},\
         't#Em': {'type': 'enum', 'members': {'MIXED': {'target': 'smithy.api#Unit', 'traits': {'smithy.api#enumValue': 'm'}}},\
           'traits': {'smithy.api#mixin': {}}},\
         't#U': {'type': 'union', 'members': {}, 'mixins': [{'target': 't#Um'}]},\
         't#Um': {'type': 'union', 'members': {'s': {'target': 'smithy.api#String'}}, 'traits': {'smithy.api#mixin': {}}},\
         't#L': {'type': 'list', 'mixins': [{'target': 't#Lm'}]},\
         't#Lm': {'type': 'list', 'member': {'target': 'smithy.api#Long'}, 'traits': {'smithy.api#mixin': {}, 'smithy.api#sparse': {}}}",
    )]);
    assert_eq!(model.service.version, "mixed");
    assert_eq!(operation_names(&model), ["Op", "Op2"]);
    assert_eq!(operation(&model, "Op").errors[0].name(), "Err");
    assert_eq!(values(kind(&model, "t#E")), [("MIXED", true, "m"), ("OWN", true, "OWN")]);
    assert_eq!(names(members(&model, "t#U")), ["s"]);
    let list = &model.shapes.iter().find(|(id, _)| id.name() == "L").unwrap().1;
    assert!(list.traits.sparse && matches!(&list.kind, ShapeKind::List(member) if member.target.name() == "Long"));
}

#[test]
fn apply_reaches_members_through_mixins() {
    let model = loaded(&[&service_with(
        "'t#In': {'type': 'structure', 'mixins': [{'target': 't#A'}], 'members': {}},\
         't#A': {'type': 'structure', 'mixins': [{'target': 't#Base'}], 'members': {}, 'traits': {'smithy.api#mixin': {}}},\
         't#Base': {'type': 'structure', 'members': {'x': {'target': 'smithy.api#String'}, 'y': {'target': 'smithy.api#String'},\
           'z': {'target': 'smithy.api#String'}}, 'traits': {'smithy.api#mixin': {}}},\
         't#In$x': {'type': 'apply', 'traits': {'smithy.api#required': {}}},\
         't#A$y': {'type': 'apply', 'traits': {'smithy.api#required': {}}},\
         't#Base$z': {'type': 'apply', 'traits': {'smithy.api#required': {}}}",
    )]);
    assert!(members(&model, "t#In").iter().all(|member| member.traits.required));
}

#[test]
fn renamed_shapes_go_by_their_new_name_everywhere() {
    let model = loaded(&[&shapes(
        "'t#S': {'type': 'service', 'operations': [{'target': 't#Op'}], 'rename': {'u#Event': 'OtherEvent', 'u#Fail': 'OtherFail'},\
           'traits': {'aws.protocols#awsJson1_1': {}}},\
         't#Op': {'type': 'operation', 'input': {'target': 'u#Event'}, 'output': {'target': 't#Event'}, 'errors': [{'target': 'u#Fail'}],\
           'traits': {'smithy.api#examples': [{'title': 'x', 'error': {'shapeId': 'u#Fail', 'content': {}}}]}},\
         't#Event': {'type': 'structure', 'members': {'list': {'target': 't#List'}, 'map': {'target': 't#Map'}}},\
         't#List': {'type': 'list', 'member': {'target': 'u#Event'}},\
         't#Map': {'type': 'map', 'key': {'target': 'smithy.api#String'}, 'value': {'target': 'u#Event'}},\
         'u#Event': {'type': 'structure', 'members': {'self': {'target': 'u#Event'}}},\
         'u#Fail': {'type': 'structure', 'members': {}, 'traits': {'smithy.api#error': 'client'}}",
    )]);
    let renamed: Vec<_> = model.renamed.iter().map(|(new, old)| (new.as_str(), old.as_str())).collect();
    assert_eq!(renamed, [("u#OtherEvent", "u#Event"), ("u#OtherFail", "u#Fail")]);
    let targets = ["list", "map"].map(|name| match kind(&model, member(&model, "t#Event", name).target.as_str()) {
        ShapeKind::List(element) => element.target.as_str(),
        ShapeKind::Map { value, .. } => value.target.as_str(),
        _ => panic!("`{name}` is neither a list nor a map"),
    });
    assert_eq!(targets, ["u#OtherEvent"; 2]);
    let op = operation(&model, "Op");
    assert_eq!(op.errors.iter().map(|error| error.as_str()).collect::<Vec<_>>(), ["u#OtherFail"]);
    assert_eq!(op.traits.examples[0].error.as_ref().unwrap().shape.as_str(), "u#OtherFail");
    assert!(model.shapes.keys().all(|id| !["u#Event", "u#Fail"].contains(&id.as_str())));
    let renamed = member(&model, "u#OtherEvent", "self");
    assert_eq!((renamed.id.as_str(), renamed.target.as_str()), ("u#OtherEvent$self", "u#OtherEvent"));
    assert_eq!(operation(&model, "Op").input.as_ref().unwrap().name(), "OtherEvent");
    assert!(model.shapes.iter().all(|(id, shape)| *id == shape.id));
}

#[test]
fn the_order_of_shapes_and_traits_does_not_matter() {
    let text = service_with(
        "'t#In': {'type': 'structure', 'mixins': [{'target': 't#M'}], 'members': {'b': {'target': 't#L'}, 'a': {'target': 't#E'}},\
           'traits': {'smithy.api#documentation': 'x', 'smithy.api#sensitive': {}}},\
         't#M': {'type': 'structure', 'members': {'m': {'target': 'smithy.api#Long'}}, 'traits': {'smithy.api#mixin': {}}},\
         't#L': {'type': 'list', 'member': {'target': 't#U'}}, 't#U': {'type': 'union', 'members': {'u': {'target': 'smithy.api#Unit'}}},\
         't#E': {'type': 'string', 'traits': {'smithy.api#enum': [{'value': 'b'}, {'value': 'a'}]}},\
         't#In$a': {'type': 'apply', 'traits': {'smithy.api#documentation': 'x'}},\
         't#Err': {'type': 'structure', 'members': {}, 'traits': {'smithy.api#error': 'client'}}",
    );
    let expected = crate_of(&[&text]);
    let file: Value = serde_json::from_str(&text).unwrap();
    let shapes = file["shapes"].as_object().unwrap();
    for rotation in 0..shapes.len() {
        let mut order: Vec<_> = shapes.iter().rev().map(|(id, shape)| format!("\"{id}\": {shape}")).collect();
        order.rotate_left(rotation);
        let text = format!("{{\"shapes\": {{{}}}, \"smithy\": \"2\"}}", order.join(", "));
        assert_eq!(crate_of(&[&text]), expected, "rotated by {rotation}");
    }
}

#[test]
fn references_of_an_overlay_that_do_not_resolve_are_warnings() {
    let model = service_with(
        "'t#In': {'type': 'structure', 'members': {'a': {'target': 'smithy.api#String'}}},\
         't#Fault': {'type': 'structure', 'members': {}, 'traits': {'smithy.api#error': 'client'}}",
    );
    let waiter = "{'acceptors': [{'state': 'success', 'matcher': {'success': true}}]}";
    let example = |error: &str| format!("{{'title': '{error}', 'error': {{'shapeId': 't#{error}'}}}}");
    let overlay = shapes(&format!(
        "'t#Gone': {{'type': 'apply', 'traits': {{'smithy.waiters#waitable': {{'Gone': {waiter}}}}}}},\
         't#In$gone': {{'type': 'apply', 'traits': {{'smithy.api#documentation': 'x'}}}},\
         't#In$a': {{'type': 'apply', 'traits': {{'smithy.api#documentation': 'a'}}}},\
         't#S': {{'type': 'apply', 'traits': {{'rust.client#operationGroups': [\
           {{'title': 'Some', 'operations': ['t#Op', 't#Gone']}}, {{'title': 'None', 'operations': ['t#Gone']}}]}}}},\
         't#Op': {{'type': 'apply', 'traits': {{\
           'smithy.api#examples': [{{'title': 'plain'}}, {}],\
           'rust.client#waiterFailureReason': {{'Gone': 'a'}},\
           'rust.client#completion': {{'waiter': 'Gone', 'running': {{'path': 'a', 'expected': 'x', 'comparator': 'stringEquals'}}}}}}}}",
        example("Lost")
    ));
    let loaded = loaded(&[&model, &overlay]);
    let problems: Vec<_> = loaded.warnings.iter().map(|warning| warning.problem.as_str()).collect();
    assert_eq!(problems.len(), 7, "{problems:#?}");
    for part in [
        "traits are applied to `t#Gone`, which does not exist",
        "traits are applied to the member `gone`",
        "the group `Some` names `t#Gone`",
        "the group `None` names `t#Gone`",
        "the example `Lost` ends in `t#Lost`",
        "`rust.client#waiterFailureReason` names `Gone`",
        "`rust.client#completion` names `Gone`",
    ] {
        assert!(problems.iter().any(|problem| problem.starts_with(part)), "`{part}` is missing in {problems:#?}");
    }
    assert!(loaded.warnings.iter().all(|warning| warning.location.as_ref().is_some_and(|at| at.source == "1.json")));
    let groups = &loaded.service.traits.operation_groups;
    assert_eq!(groups.iter().map(|group| group.title.as_str()).collect::<Vec<_>>(), ["Some"]);
    let traits = &operation(&loaded, "Op").traits;
    assert_eq!(traits.examples.iter().map(|example| example.title.as_str()).collect::<Vec<_>>(), ["plain"]);
    assert!(traits.completion.is_none() && traits.waiter_failure_reason.is_empty());
    assert_eq!(member(&loaded, "t#In", "a").traits.documentation_text(), Some("a"), "what fits stays");
    // The same in the model itself is an error.
    let whole = service_with(
        "'t#In': {'type': 'structure', 'members': {}},\
         't#Gone': {'type': 'apply', 'traits': {'smithy.api#documentation': 'x'}}",
    );
    let refused = dms_codegen::load(&[dms_codegen::Source { name: "0.json".to_owned(), text: whole }]).unwrap_err();
    assert_eq!(refused.0.len(), 1, "{refused}");
}

#[test]
fn paths_of_an_overlay_over_members_that_are_gone_are_warnings() {
    let model = shapes(
        "'t#S': {'type': 'service', 'operations': [{'target': 't#Op'}, {'target': 't#Start'}],\
           'traits': {'aws.protocols#awsJson1_1': {}, 'aws.api#service': {'sdkId': 'S'}, 'aws.auth#sigv4': {'name': 's'}}},\
         't#Op': {'type': 'operation', 'input': {'target': 't#In'}, 'output': {'target': 't#Out'}},\
         't#Start': {'type': 'operation'},\
         't#In': {'type': 'structure', 'members': {'id': {'target': 'smithy.api#String'}}},\
         't#Out': {'type': 'structure', 'members': {'state': {'target': 'smithy.api#String'}, 'all': {'target': 't#All'},\
           'by': {'target': 't#By'}}},\
         't#All': {'type': 'list', 'member': {'target': 't#One'}},\
         't#By': {'type': 'map', 'key': {'target': 'smithy.api#String'}, 'value': {'target': 't#One'}},\
         't#One': {'type': 'structure', 'members': {'state': {'target': 'smithy.api#String'}, 'more': {'target': 't#All'}}}",
    );
    let is = |path: &str| format!("{{'path': '{path}', 'expected': 'x', 'comparator': 'anyStringEquals'}}");
    let overlay = |waiters: &[(String, String)], rest: &str| {
        let success = "{'state': 'success', 'matcher': {'success': true}}";
        let waiters: Vec<_> = waiters
            .iter()
            .map(|(name, matcher)| {
                format!("'{name}': {{'acceptors': [{{'state': 'failure', 'matcher': {matcher}}}, {success}]}}")
            })
            .collect();
        let waiters = waiters.join(", ");
        shapes(&format!("'t#Op': {{'type': 'apply', 'traits': {{'smithy.waiters#waitable': {{{waiters}}}}}}}{rest}"))
    };
    let matchers = |paths: &[&str]| -> Vec<(String, String)> {
        let output =
            paths.iter().enumerate().map(|(at, path)| (format!("W{at}"), format!("{{'output': {}}}", is(path))));
        output.collect()
    };
    let good =
        ["all[].state", "all[].more[].state", "by.*.state", "all[?state == state].state", "all[0].state", "keys(by)"];
    let of_good = loaded(&[&model, &overlay(&matchers(&good), "")]);
    assert_eq!((of_good.warnings.len(), operation(&of_good, "Op").traits.waitable.len()), (0, good.len()));
    let bad = [
        "gone",
        "all[].gone",
        "all[].more[].gone",
        "by.*.gone",
        "all[?gone == state].state",
        "all[0].gone",
        "keys(gone)",
    ];
    let mut waiters = matchers(&bad);
    waiters.push(("Both".to_owned(), format!("{{'inputOutput': {}}}", is("input.gone"))));
    waiters.push(("Kept".to_owned(), format!("{{'output': {}}}", is("all[].state"))));
    let running = "'running': {'path': 'state', 'expected': 'x', 'comparator': 'stringEquals'}";
    let rest = format!(
        ", 't#Start': {{'type': 'apply', 'traits': {{'rust.client#completion':\
           {{'waiter': 'Kept', 'input': {{'gone': 'x'}}, {running}}}}}}}"
    );
    let of_bad = loaded(&[&model, &overlay(&waiters, &rest)]);
    let traits = &operation(&of_bad, "Op").traits;
    assert_eq!(traits.waitable.keys().collect::<Vec<_>>(), ["Kept"]);
    assert!(operation(&of_bad, "Start").traits.completion.is_none());
    assert_eq!(of_bad.warnings.len(), bad.len() + 2, "{:#?}", of_bad.warnings);
    let named = |part: &str| of_bad.warnings.iter().any(|warning| warning.problem.contains(part));
    assert!(named("the path `all[].gone` names the member `gone` of `t#One`"), "{:#?}", of_bad.warnings);
    assert!(named("the input of the polled operation has no member `gone`"), "{:#?}", of_bad.warnings);
}
