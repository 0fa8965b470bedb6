use std::collections::BTreeSet;
use std::process::Command;

use super::cases::{self, Origin};
use super::clients::Clients;
use super::{Args, compare, model};
use dms_codegen::model::{Model, ShapeKind};
use dms_codegen::smithy::ShapeId;
use serde_json::Value as Json;

fn this_model() -> Model {
    model(&std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")).expect("the model")
}

#[test]
fn a_seed_always_makes_the_same_case_and_another_one_another() {
    let model = this_model();
    let operation = &model.operations[0];
    let random = |seed, count| {
        let cases = cases::of(&model, operation, seed, count).filter(|case| matches!(case.origin, Origin::Seed(_)));
        cases.map(|case| case.line(&case.input.to_tagged_json()).to_string()).collect::<Vec<_>>()
    };
    let many = random(7, 20);
    assert_eq!(many, random(7, 20));
    assert_eq!(many[3..4], random(10, 1));
    assert_eq!(many.iter().collect::<BTreeSet<_>>().len(), 20);
}

/// Collects all choices of a shape, as `Shape=value` and `Union.member`.
fn choices(model: &Model, id: &ShapeId, found: &mut BTreeSet<String>, seen: &mut BTreeSet<ShapeId>) {
    if !seen.insert(id.clone()) {
        return;
    }
    let kind = &model.shape(id).kind;
    match kind {
        ShapeKind::Enum(values) => found.extend(values.iter().map(|value| format!("{}={}", id.name(), value.value))),
        ShapeKind::List(member) => choices(model, &member.target, found, seen),
        _ => {}
    }
    for member in kind.members() {
        found.insert(format!("{}.{}", id.name(), member.name()));
        choices(model, &member.target, found, seen);
    }
}

/// Collects the choices that a value has made.
fn made(model: &Model, id: &ShapeId, value: &Json, found: &mut BTreeSet<String>) {
    match (&model.shape(id).kind, value) {
        (ShapeKind::Enum(_), Json::String(text)) => _ = found.insert(format!("{}={text}", id.name())),
        (ShapeKind::List(member), Json::Array(items)) => {
            items.iter().for_each(|item| made(model, &member.target, item, found));
        }
        (kind, Json::Object(_)) => {
            for member in kind.members().iter().filter(|member| value.get(member.name()).is_some()) {
                found.insert(format!("{}.{}", id.name(), member.name()));
                made(model, &member.target, &value[member.name()], found);
            }
        }
        _ => {}
    }
}

#[test]
fn systematic_cases_make_every_choice_of_every_operation() {
    let model = this_model();
    for operation in &model.operations {
        let (mut wanted, mut found) = (BTreeSet::new(), BTreeSet::new());
        let (mut wanted_back, mut found_back) = (BTreeSet::new(), BTreeSet::new());
        for case in cases::of(&model, operation, 0, 0) {
            if let Some(input) = &operation.input {
                choices(&model, input, &mut wanted, &mut BTreeSet::new());
                made(&model, input, &case.input.to_plain_json(), &mut found);
            }
            if let Some(output) = &operation.output {
                choices(&model, output, &mut wanted_back, &mut BTreeSet::new());
                let response = serde_json::from_str(&case.response.body).expect("JSON");
                made(&model, output, &response, &mut found_back);
            }
        }
        assert_eq!(wanted.difference(&found).next(), None, "{}", operation.id);
        assert_eq!(wanted_back.difference(&found_back).next(), None, "{}", operation.id);
    }
}

#[test]
fn random_cases_have_hard_values() {
    let model = this_model();
    let all = model.operations.iter().flat_map(|operation| cases::of(&model, operation, 1, 40));
    let cases: Vec<_> = all.filter(|case| matches!(case.origin, Origin::Seed(_))).collect();
    let inputs: String = cases.iter().map(|case| case.input.to_plain_json().to_string()).collect();
    let responses: String = cases.iter().map(|case| case.response.body.as_str()).collect();
    for hard in ["\\u0000", "\u{2028}", "😀", "\"\"", "[]", "2147483647", "-2147483648", "a-value-from-the-future"] {
        assert!(inputs.contains(hard), "no input has {hard:?}");
    }
    for hard in ["null", "\\ud83d", "NaN", "Infinity", "1e400", "MemberFromTheFuture", "__type", "T", "GMT\"", "\r"] {
        assert!(responses.to_lowercase().contains(&hard.to_lowercase()), "no response has {hard:?}");
    }
    assert!(cases.iter().any(|case| case.response.status >= 500) && cases.iter().any(|case| case.fips));
    let bad = cases.iter().find(|case| serde_json::from_str::<serde::de::IgnoredAny>(&case.response.body).is_err());
    assert!(bad.is_none(), "{:?}", bad.map(|case| &case.response.body));
}

#[test]
fn an_unknown_operation_is_an_error_that_names_it() {
    let args = Args { cases: 1, seed: 1, operation: Some("DescribeEndpoint".to_owned()) };
    let error = args.operations(&this_model()).expect_err("no such operation");
    assert!(error.to_string().contains("no operation `DescribeEndpoint`"), "{error}");
}

#[cfg(unix)]
mod programs {
    use super::{Args, Clients, Command, compare, this_model};

    /// Returns a client that answers every line in the same way.
    fn client(script: &str) -> Command {
        let mut command = Command::new("sh");
        command.args(["-c", script]);
        command
    }

    fn compared(ours: &str, reference: &str) -> anyhow::Result<super::super::ComparisonReport> {
        let model = this_model();
        let args = Args { cases: 7, seed: 3, operation: Some("DescribeApplicableIndividualAssessments".to_owned()) };
        let mut clients = Clients::start(client(ours), client(reference))?;
        compare(&model, &args.operations(&model)?, &args, &mut clients)
    }

    const SILENT: &str = r#"while read -r line; do echo '{"request":null,"output":{}}'; done"#;

    #[test]
    fn a_difference_is_counted_and_printed_with_both_sides_and_the_command_that_repeats_it() {
        let other = r#"while read -r line; do echo '{"request":null,"output":{"Marker":"x"}}'; done"#;
        let report = compared(other, SILENT).expect("two clients that answer");
        assert_eq!(report.different, report.systematic + report.random);
        assert_eq!((report.random, report.details.len()), (7, super::super::MAX_DETAILS));
        let text = &report.details[0];
        for expected in
            ["systematic case 0", "output.Marker", "client: {", "reference: {", "response: 200 {}", "--cases 0"]
        {
            assert!(text.contains(expected), "{expected} is missing: {text}");
        }
        assert!(report.to_string().ends_with("differ") && !report.to_string().contains(" 0 differ"), "{report}");
    }

    #[test]
    fn a_client_that_exits_or_prints_no_json_is_an_error_that_names_the_case() {
        for (script, expected) in
            [("exit 3", "has exited"), ("echo hello; cat > /dev/null", "printed a line that is not JSON: hello")]
        {
            let error = format!("{:#}", compared(script, SILENT).expect_err("no answer"));
            assert!(error.contains("DescribeApplicable") && error.contains("systematic case 0"), "{error}");
            assert!(error.contains("the generated client") && error.contains(expected), "{error}");
        }
    }
}
