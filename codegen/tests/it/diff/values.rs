//! Constraints on values, if a change of the model is not at the member itself.

use super::{Rules, compare, complete, side};
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// Compares the rules and their subjects for models with one operation, `Op`, whose input and output are these.
#[track_caller]
fn assert_found(before: [Value; 2], after: [Value; 2], expected: &[(&str, &str)]) {
    let open = |[ends, shapes]: [Value; 2]| {
        let mut model = json!({ "smithy": "2.0", "shapes": shapes });
        let operation = json!({ "type": "operation", "input": ends["input"], "output": ends["output"] });
        model["shapes"]["fixture#Op"] = operation;
        side(complete(model))
    };
    let found = compare(&open(before), &open(after), &Rules::default());
    let found: Vec<_> = found.changes.iter().map(|change| (change.rule.id(), change.subject.as_str())).collect();
    let found: BTreeSet<_> = found.into_iter().filter(|(rule, _)| !rule.ends_with("Shape.NoType")).collect();
    assert_eq!(found, expected.iter().copied().collect());
}

fn ends(input: &str, output: &str) -> Value {
    json!({ "input": { "target": input }, "output": { "target": output } })
}

/// One member with this target, in the input or in the output, and other shapes.
#[track_caller]
fn assert_retargeted(end: &str, from: &str, to: &str, shapes: Value, expected: &[(&str, &str)]) {
    let side = |target: &str| {
        let mut shapes = shapes.clone();
        shapes["fixture#End"] = json!({ "type": "structure", "members": { "a": { "target": target } } });
        let unit = "smithy.api#Unit";
        [if end == "input" { ends("fixture#End", unit) } else { ends(unit, "fixture#End") }, shapes]
    };
    assert_found(side(from), side(to), expected);
}

fn lengths() -> Value {
    let list = |target: &str| json!({ "type": "list", "member": { "target": target } });
    let ages =
        |key: &str| json!({ "type": "map", "key": { "target": key }, "value": { "target": "smithy.api#Integer" } });
    let kind = |number: i32| json!({ "target": "smithy.api#Unit", "traits": { "smithy.api#enumValue": number } });
    json!({
        "fixture#Short": { "type": "string", "traits": { "smithy.api#length": { "max": 5 } } },
        "fixture#Long": { "type": "string", "traits": { "smithy.api#length": { "max": 50 } } },
        "fixture#Shorts": list("fixture#Short"),
        "fixture#Longs": list("fixture#Long"),
        "fixture#Ages": ages("fixture#Short"),
        "fixture#AgesOfLongs": ages("fixture#Long"),
        "fixture#Kind": { "type": "intEnum", "members": { "A": kind(1) } },
        "fixture#MoreKinds": { "type": "intEnum", "members": { "A": kind(1), "B": kind(2) } },
    })
}

const RETARGETED: &str = "ChangedMemberTarget.SameType";

#[test]
fn another_target_that_takes_less_breaks_what_is_sent() {
    let shapes = lengths();
    let tighter = [("ChangedLengthTrait.Tighter", "End$a"), (RETARGETED, "End$a")];
    assert_retargeted("input", "fixture#Long", "fixture#Short", shapes.clone(), &tighter);
    assert_retargeted("input", "smithy.api#String", "fixture#Short", shapes.clone(), &tighter);
    let wider = [("ChangedLengthTrait.Wider", "End$a"), (RETARGETED, "End$a")];
    assert_retargeted("input", "fixture#Short", "fixture#Long", shapes.clone(), &wider);
    assert_retargeted("output", "fixture#Long", "fixture#Short", shapes, &wider);
}

#[test]
fn a_constraint_may_move_between_a_member_and_its_target() {
    let side = |target: &str, traits: Value| {
        let mut shapes = lengths();
        let member = json!({ "target": target, "traits": traits });
        shapes["fixture#End"] = json!({ "type": "structure", "members": { "a": member } });
        [ends("fixture#End", "smithy.api#Unit"), shapes]
    };
    let on_member = side("smithy.api#String", json!({ "smithy.api#length": { "max": 5 } }));
    let on_target = side("fixture#Short", json!({}));
    assert_found(on_member.clone(), on_target.clone(), &[(RETARGETED, "End$a")]);
    assert_found(on_target, on_member.clone(), &[(RETARGETED, "End$a")]);
    let overridden = side("fixture#Long", json!({ "smithy.api#length": { "max": 5 } }));
    assert_found(on_member, overridden, &[(RETARGETED, "End$a")]);
}

#[test]
fn what_the_new_target_holds_counts_too() {
    let found = [("ChangedLengthTrait.Tighter", "Shorts$member"), (RETARGETED, "Shorts$member"), (RETARGETED, "End$a")];
    assert_retargeted("input", "fixture#Longs", "fixture#Shorts", lengths(), &found);
    let found = [("ChangedLengthTrait.Tighter", "Ages$key"), (RETARGETED, "Ages$key"), (RETARGETED, "End$a")];
    assert_retargeted("input", "fixture#AgesOfLongs", "fixture#Ages", lengths(), &found);
    let found = [("RemovedIntEnumValue", "End$a$B"), (RETARGETED, "End$a")];
    assert_retargeted("input", "fixture#MoreKinds", "fixture#Kind", lengths(), &found);
}

#[test]
fn shapes_that_hold_themselves_come_to_an_end() {
    let node = |own: &str| {
        json!({ "type": "structure", "members": {
            "next": { "target": own }, "name": { "target": "fixture#Short", "traits": { "smithy.api#required": {} } },
        } })
    };
    let mut shapes = lengths();
    shapes["fixture#One"] = node("fixture#One");
    shapes["fixture#Two"] = node("fixture#Two");
    shapes["fixture#Two"]["members"]["name"]["traits"]["smithy.api#pattern"] = json!("^a");
    let sides = |target: &str| {
        let mut shapes = shapes.clone();
        let both = json!({
            "one": { "target": "fixture#One" }, "two": { "target": "fixture#Two" }, "a": { "target": target },
        });
        shapes["fixture#End"] = json!({ "type": "structure", "members": both });
        [ends("fixture#End", "smithy.api#Unit"), shapes]
    };
    let found = [
        ("ChangedMemberTarget.SameWire", "End$a"),
        ("ChangedMemberTarget.SameWire", "Two$next"),
        ("ChangedPatternTrait", "Two$name"),
    ];
    assert_found(sides("fixture#One"), sides("fixture#Two"), &found);
}

#[test]
fn bounds_are_compared_to_the_last_digit() {
    let side = |max: i64| {
        let count = json!({ "type": "long", "traits": { "smithy.api#range": { "max": max } } });
        let end = json!({ "type": "structure", "members": { "a": { "target": "fixture#Count" } } });
        [ends("fixture#End", "smithy.api#Unit"), json!({ "fixture#Count": count, "fixture#End": end })]
    };
    assert_found(side(i64::MAX), side(i64::MAX - 1), &[("ChangedRangeTrait.Tighter", "Count")]);
    assert_found(side(i64::MAX - 1), side(i64::MAX), &[("ChangedRangeTrait.Wider", "Count")]);
}

#[test]
fn values_of_enumerations_have_traits_of_their_own() {
    let kinds = |deprecated: bool, value: Value| {
        let traits = if deprecated {
            json!({ "smithy.api#enumValue": value, "smithy.api#deprecated": {} })
        } else {
            json!({ "smithy.api#enumValue": value })
        };
        json!({ "OLD": { "target": "smithy.api#Unit", "traits": traits } })
    };
    let side = |deprecated: bool| {
        let entry = json!([{ "value": "old", "name": "OLD", "deprecated": deprecated }]);
        let shapes = json!({
            "fixture#Text": { "type": "enum", "members": kinds(deprecated, json!("old")) },
            "fixture#Number": { "type": "intEnum", "members": kinds(deprecated, json!(1)) },
            "fixture#Legacy": { "type": "string", "traits": { "smithy.api#enum": entry } },
            "fixture#End": { "type": "structure", "members": {
                "a": { "target": "fixture#Text" },
                "b": { "target": "fixture#Number" },
                "c": { "target": "fixture#Legacy" },
            } },
        });
        [ends("fixture#End", "smithy.api#Unit"), shapes]
    };
    let found =
        [("AddedDeprecatedTrait", "Legacy$OLD"), ("AddedDeprecatedTrait", "Text$OLD"), ("AddedTrait", "Number$OLD")];
    assert_found(side(false), side(true), &found);
    let found = [
        ("RemovedDeprecatedTrait", "Legacy$OLD"),
        ("RemovedTrait", "Number$OLD"),
        ("RemovedDeprecatedTrait", "Text$OLD"),
    ];
    assert_found(side(true), side(false), &found);
}

#[test]
fn defaults_of_shapes_count_where_no_member_takes_them_over() {
    let side = |traits: Value| {
        let shapes = json!({
            "fixture#Count": { "type": "integer", "traits": traits },
            "fixture#Counts": { "type": "list", "member": { "target": "fixture#Count" } },
            "fixture#End": { "type": "structure", "members": { "a": { "target": "fixture#Counts" } } },
        });
        [ends("fixture#End", "smithy.api#Unit"), shapes]
    };
    let default = |value: i32| json!({ "smithy.api#default": value });
    assert_found(side(default(1)), side(default(2)), &[("ChangedDefault", "Count")]);
    assert_found(side(default(1)), side(json!({})), &[("RemovedDefault", "Count")]);
}

#[test]
fn an_end_under_another_name_keeps_its_traits() {
    let side = |name: &str, traits: Value| {
        let id = format!("fixture#{name}");
        let end = json!({ "type": "structure", "members": {}, "traits": traits });
        [ends(&id, "smithy.api#Unit"), json!({ id: end })]
    };
    let (was, is) = (side("Was", json!({})), side("Is", json!({ "smithy.api#sensitive": {} })));
    assert_found(was, is, &[("ChangedOperationInput", "Op"), ("ChangedSensitiveTrait", "Is")]);
}
