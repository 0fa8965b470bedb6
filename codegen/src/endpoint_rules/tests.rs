//! Rule sets are compiled to Rust, or rejected with the path of the error.
//!
//! The results are committed in the runtime crate, where they are compiled and tested; here they are only compared with
//! the current output of the generator.

mod partitions;

use super::{default_rule_set, emit, params::CONFIGURATION, plan_rule_set, report::RuleReport};
use crate::{
    Diagnostics, Location,
    smithy::{ShapeId, Source},
};
use serde_json::{Value, json};
use std::{env, fs, path::Path, sync::LazyLock};

static PARTITIONS: LazyLock<Source> = LazyLock::new(|| Source {
    name: "aws-partitions.json".to_owned(),
    text: include_str!("../../../models/aws-partitions.json").to_owned(),
});

fn service() -> ShapeId {
    "test.rules#Service".parse().unwrap()
}

fn location() -> Location {
    Location { source: "model.json".to_owned(), position: Some((3, 1)) }
}

fn rust(rule_set: &Value) -> Result<String, Diagnostics> {
    let rules = plan_rule_set(rule_set, None, Some(&PARTITIONS), RuleReport::new(&location(), &service()))?;
    let file = syn::parse2(emit::emit(&rules)).expect("the emitted code is Rust");
    Ok(prettyplease::unparse(&file))
}

/// Compares code apart from its layout, because the committed files are formatted with the crate they are in.
fn assert_committed(rule_set: &Value, path: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("client/src").join(path);
    let emitted = rust(rule_set).unwrap_or_else(|problems| panic!("{problems}"));
    if env::var_os("UPDATE_ENDPOINT_RULES").is_some() {
        return fs::write(&path, emitted).unwrap();
    }
    let committed = fs::read_to_string(&path).unwrap_or_default();
    let committed = prettyplease::unparse(&syn::parse_file(&committed).unwrap());
    assert!(
        committed == emitted,
        "{} is out of date; run `UPDATE_ENDPOINT_RULES=1 cargo test -p dms-codegen --lib`, \
         then `cargo fmt`",
        path.display(),
    );
}

fn assert_fixture(fixture: &str, name: &str) {
    assert_committed(&serde_json::from_str(fixture).unwrap(), &format!("tests/endpoint/{name}.rs"));
}

#[test]
fn the_stand_in_of_the_runtime_crate_is_what_the_dms_rules_become() {
    let model: Value = serde_json::from_str(include_str!("../../../models/dms.json")).unwrap();
    let shapes = model["shapes"].as_object().unwrap();
    let rule_set = shapes.values().find_map(|shape| shape["traits"].get("smithy.rules#endpointRuleSet"));
    assert_committed(rule_set.unwrap(), "endpoint_params.rs");
}

#[test]
fn functions() {
    assert_fixture(include_str!("tests/fixtures/functions.json"), "functions");
}

#[test]
fn alternatives_of_version_1_1() {
    assert_fixture(include_str!("tests/fixtures/alternatives.json"), "alternatives");
}

#[test]
fn parameters() {
    assert_fixture(include_str!("tests/fixtures/parameters.json"), "parameters");
}

#[test]
fn rules_without_parameters() {
    assert_fixture(include_str!("tests/fixtures/constant.json"), "constant");
}

#[test]
fn a_service_without_rules_gets_regional_endpoints() {
    assert_committed(&default_rule_set("things"), "tests/endpoint/default_rules.rs");
}

/// A rule set with a few parameters and these rules.
fn with_rules(rules: Value) -> Value {
    json!({
        "version": "1.0",
        "parameters": {
            "Region": { "type": "string", "required": true },
            "Name": { "type": "string" },
            "Flag": { "type": "boolean", "required": true, "default": false },
            "List": { "type": "stringArray", "required": true },
        },
        "rules": rules,
    })
}

fn with_conditions(conditions: Value) -> Value {
    with_rules(json!([{ "type": "error", "conditions": conditions, "error": "no" }]))
}

fn with_endpoint(endpoint: Value) -> Value {
    with_rules(json!([{ "type": "endpoint", "conditions": [], "endpoint": endpoint }]))
}

fn with_parameters(parameters: Value) -> Value {
    json!({ "version": "1.0", "parameters": parameters, "rules": [{ "type": "error", "error": "no" }] })
}

/// Checks that a rule set has exactly one error, at the service's shape.
fn assert_refused(rule_set: &Value, expected: &str) {
    let Diagnostics(problems) = rust(rule_set).expect_err(expected);
    let [problem] = problems.as_slice() else { panic!("expected one error, found {problems:?}") };
    assert_eq!(problem.problem, format!("endpoint rule set, {expected}"));
    assert_eq!(problem.shape.as_deref(), Some("test.rules#Service"));
    assert_eq!(problem.location.as_ref().and_then(|location| location.position), Some((3, 1)));
    assert_ne!(problem.remedy, "");
}

#[test]
fn a_condition_that_is_not_understood_is_refused() {
    let at = "`rules[0].conditions[0]`";
    let cases = [
        (json!({ "fn": "fly", "argv": [] }), format!("{at}: the function `fly` does not exist")),
        (json!({ "fn": "isSet" }), format!("{at}: `isSet` is called without arguments")),
        (json!({ "ref": "Flag" }), format!("{at}: a condition must call a function")),
        (json!({ "fn": "not", "argv": [true, true] }), format!("{at}: `not` takes 1 arguments, found 2")),
        (
            json!({ "fn": "parseURL", "argv": [{ "ref": "Region" }, "x"] }),
            format!("{at}: `parseURL` takes 1 arguments, found 2"),
        ),
        (json!({ "fn": "not", "argv": [{ "ref": "Region" }] }), format!("{at}: expected a boolean, found a string")),
        (
            json!({ "fn": "stringEquals", "argv": [{ "ref": "Name" }, "x"] }),
            format!("{at}: the parameter `name` may be unset here"),
        ),
        (
            json!({ "fn": "stringEquals", "argv": [{ "fn": "getAttr", "argv": [{ "ref": "List" }, "[0]"] }, "x"] }),
            format!("{at}: the element [0] may be unset here"),
        ),
        (json!({ "fn": "split", "argv": ["a", "-", 0] }), format!("{at}: `split` is not part of version 1.0")),
        (
            json!({ "fn": "substring", "argv": [{ "ref": "Region" }, -1, 2, false] }),
            "`rules[0].conditions[0].argv[1]`: expected zero or more".to_owned(),
        ),
        (
            json!({ "fn": "isSet", "argv": [{ "ref": "Elsewhere" }] }),
            "`rules[0].conditions[0].argv[0]`: `Elsewhere` is neither a parameter nor a variable in scope".to_owned(),
        ),
        (
            json!({ "fn": "isSet", "argv": [null] }),
            "`rules[0].conditions[0].argv[0]`: null is not a value of the rules".to_owned(),
        ),
        (
            json!({ "fn": "uriEncode", "argv": [{ "ref": "Region" }], "assign": "Name" }),
            format!("{at}: `Name` is already a parameter or a variable"),
        ),
        (
            json!({ "fn": "uriEncode", "argv": [{ "ref": "Region" }], "assign": "1st" }),
            format!("{at}: `1st` is not a valid name of a variable"),
        ),
    ];
    for (condition, expected) in cases {
        assert_refused(&with_conditions(json!([condition])), &expected);
    }
}

#[test]
fn an_attribute_that_does_not_exist_is_refused() {
    let attribute = |value: Value, path: &str| json!([{ "fn": "getAttr", "argv": [value, path], "assign": "x" }]);
    let at = "`rules[0].conditions[0]`";
    let cases = [
        (json!({ "ref": "Region" }), "length", format!("{at}: a string has no attribute `length`")),
        (json!({ "ref": "Region" }), "[0]", format!("{at}: expected a list of strings, found a string")),
        (json!({ "ref": "List" }), "[one]", format!("{at}: `[one]` has no index between its brackets")),
        (json!({ "ref": "List" }), "[0", format!("{at}: `[0` has no index between its brackets")),
    ];
    for (value, path, expected) in cases {
        assert_refused(&with_conditions(attribute(value, path)), &expected);
    }
}

#[test]
fn a_variable_ends_with_the_rule_that_assigned_it() {
    let assigned = json!({ "fn": "substring", "argv": [{ "ref": "Region" }, 0, 2, false], "assign": "area" });
    let rule_set = with_rules(json!([
        { "type": "error", "conditions": [assigned], "error": "{area}" },
        { "type": "error", "error": "{area}" },
    ]));
    assert_refused(&rule_set, "`rules[1].error`: `area` is neither a parameter nor a variable in scope");
}

#[test]
fn a_parameter_that_one_rule_checked_is_unchecked_in_the_next() {
    let rule_set = with_rules(json!([
        { "type": "error", "conditions": [{ "fn": "isSet", "argv": [{ "ref": "Name" }] }], "error": "{Name}" },
        { "type": "error", "error": "{Name}" },
    ]));
    assert_refused(&rule_set, "`rules[1].error`: the parameter `name` may be unset here");
}

#[test]
fn a_template_that_is_not_understood_is_refused() {
    let cases = [
        ("https://{Region", "`https://{Region` has an opening brace without a closing one"),
        ("https://Region}", "`https://Region}` has a closing brace without an opening one"),
        ("https://{}", "`{}` does not name a parameter or variable"),
        ("https://{Reg ion}", "`{Reg ion}` does not name a parameter or variable"),
        ("https://{Flag}", "expected a string, found a boolean"),
        ("https://{Region#name}", "a string has no attribute `name`"),
        ("", "the URL is empty"),
    ];
    for (url, expected) in cases {
        assert_refused(&with_endpoint(json!({ "url": url })), &format!("`rules[0].endpoint.url`: {expected}"));
    }
}

#[test]
fn an_endpoint_that_is_not_understood_is_refused() {
    let with = |key: &str, value: Value| with_endpoint(json!({ "url": "https://a", key: value }));
    let cases = [
        (with_endpoint(json!("https://a")), "`rules[0].endpoint`: expected an object"),
        (with_endpoint(json!({})), "`rules[0].endpoint.url`: the URL is missing"),
        (with("headers", json!([])), "`rules[0].endpoint.headers`: expected an object"),
        (with("headers", json!({ "x": "y" })), "`rules[0].endpoint.headers.x`: expected a list"),
        (
            with("headers", json!({ "x": [true] })),
            "`rules[0].endpoint.headers.x[0]`: expected a string, found a boolean",
        ),
        (with("properties", json!({ "x": [null] })), "`rules[0].endpoint.properties.x[0]`: null cannot be a property"),
        (
            with("properties", json!({ "authSchemes": {} })),
            "`rules[0].endpoint.properties.authSchemes`: expected a list",
        ),
        (
            with("properties", json!({ "authSchemes": [{ "signingName": "x" }] })),
            "`rules[0].endpoint.properties.authSchemes[0]`: the scheme has no name",
        ),
    ];
    for (rule_set, expected) in cases {
        assert_refused(&rule_set, expected);
    }
}

#[test]
fn a_rule_that_is_not_understood_is_refused() {
    let cases = [
        (with_rules(json!([])), "`rules`: expected a list of rules"),
        (with_rules(json!([{ "conditions": [] }])), "`rules[0]`: the rule has no type"),
        (with_rules(json!([{ "type": "loop" }])), "`rules[0]`: the rule type `loop` does not exist"),
        (with_rules(json!([{ "type": "tree", "rules": [] }])), "`rules[0].rules`: expected a list of rules"),
        (
            with_rules(json!([{ "type": "error", "conditions": {}, "error": "x" }])),
            "`rules[0]`: `conditions` is not a list",
        ),
        (
            with_rules(json!([{ "type": "error", "error": "a" }, { "type": "error", "error": "{b}" }])),
            "`rules[1].error`: `b` is neither a parameter nor a variable in scope",
        ),
        (
            json!({ "version": "2.0", "parameters": {}, "rules": [{ "type": "error", "error": "x" }] }),
            "`version`: version `2.0` is not supported",
        ),
        (json!({ "version": "1.0", "rules": [{ "type": "error", "error": "x" }] }), "`parameters`: expected an object"),
    ];
    for (rule_set, expected) in cases {
        assert_refused(&rule_set, expected);
    }
}

#[test]
fn a_parameter_that_is_not_understood_is_refused() {
    let one = |value: Value| with_parameters(json!({ "One": value }));
    let at = "`parameters.One`";
    let cases = [
        (one(json!({ "type": "number" })), format!("{at}: the type `number` does not exist")),
        (
            one(json!({ "type": "string", "required": true, "default": 1 })),
            format!("{at}: the default 1 does not have the parameter's type"),
        ),
        (
            one(json!({ "type": "string", "default": "x" })),
            format!("{at}: a parameter with a default must be required"),
        ),
        (
            one(json!({ "type": "boolean", "builtIn": "AWS::Region" })),
            format!("{at}: the built-in `AWS::Region` has another type"),
        ),
        (
            with_parameters(json!({ "No-name": { "type": "string" } })),
            "`parameters.No-name`: the name is not a letter followed by letters and digits".to_owned(),
        ),
        (
            with_parameters(json!({ "UseFIPS": { "type": "boolean" }, "UseFips": { "type": "boolean" } })),
            "`parameters.UseFips`: `UseFIPS` and `UseFips` need the same names in Rust: `use_fips`".to_owned(),
        ),
        (
            with_parameters(json!({ "Name": { "type": "string" }, "SetName": { "type": "string" } })),
            "`parameters.SetName`: `Name` and `SetName` need the same names in Rust: `set_name`".to_owned(),
        ),
    ];
    for (rule_set, expected) in cases {
        assert_refused(&rule_set, &expected);
    }
}

#[test]
fn an_unknown_built_in_is_refused_with_those_that_are_known() {
    let rule_set = with_parameters(json!({ "One": { "type": "string", "builtIn": "AWS::Moon" } }));
    let problems = rust(&rule_set).unwrap_err().to_string();
    assert!(problems.contains("the built-in `AWS::Moon` is not supported; supported are AWS::Region, "), "{problems}");
}

#[test]
fn every_error_is_reported() {
    let rule_set = with_rules(json!([
        { "type": "error", "conditions": [{ "fn": "fly", "argv": [] }], "error": "{Nowhere}" },
        { "type": "loop" },
    ]));
    assert_eq!(rust(&rule_set).unwrap_err().0.len(), 3);
}

/// The names of the public methods of `Builder` in a file of the runtime.
fn builder_methods(path: &str) -> Vec<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("client/src/config").join(path);
    let file = syn::parse_file(&fs::read_to_string(path).unwrap()).unwrap();
    let is_builder = |ty: &syn::Type| matches!(ty, syn::Type::Path(path) if path.path.is_ident("Builder"));
    let blocks = file.items.into_iter().filter_map(|item| match item {
        syn::Item::Impl(block) if block.trait_.is_none() && is_builder(&block.self_ty) => Some(block.items),
        _ => None,
    });
    let methods = blocks.flatten().filter_map(|item| match item {
        syn::ImplItem::Fn(method) if matches!(method.vis, syn::Visibility::Public(_)) => {
            Some(method.sig.ident.to_string())
        }
        _ => None,
    });
    methods.collect()
}

#[test]
fn no_setting_can_have_the_name_of_a_method_of_every_configuration() {
    let files =
        ["builder.rs", "builder/behavior.rs", "builder/extensions.rs", "builder/test_defaults.rs", "../compression.rs"];
    let methods = files.into_iter().flat_map(builder_methods);
    let mut methods: Vec<_> = methods.map(|name| name.trim_start_matches("set_").to_owned()).collect();
    methods.push("account_id_endpoint_mode".to_owned());
    methods.sort_unstable();
    methods.dedup();
    assert_eq!(CONFIGURATION, methods);
}
