//! The cases: operations, kinds of calls, inputs and responses. Each depends only on the model and the seed.

use std::iter;

use dms_codegen::model::{Model, Operation, ShapeKind};
use dms_codegen::smithy::ShapeId;
use fastrand::Rng;
use serde_json::{Value as Json, json};
use sha2::{Digest as _, Sha256};

use super::catalogue::Catalogue;
use crate::conformance::input::{Maker, Style};
use crate::conformance::response::Writer;

/// The number of random responses for each operation, in addition to the systematic ones.
const RANDOM: u64 = 6;

/// Returns all cases, one line of JSON each.
pub fn all(catalogue: &Catalogue<'_>) -> Vec<Json> {
    let model = catalogue.model;
    let mut cases = vec![];
    for operation in &model.operations {
        cases.extend(calls(model, operation));
    }
    for operation in &model.operations {
        if let Some(paginated) = &operation.traits.paginated {
            let name = format!("{} in pages", operation.id.name());
            let token = paginated.output_token.split('.').rev();
            let first = token.fold(json!("next"), |inner, member| json!({ member: inner }));
            let input = input(model, operation, Style::Required);
            cases.push(case(&name, "pages", "two", &input, &[(200, &first.to_string()), (200, "{}")]));
        }
    }
    for (name, _, polled) in catalogue.waiters() {
        let input = input(model, polled, Style::Required);
        // A response that matches no acceptor, and then an error that no waiter waits for.
        let responses = [(200, "{}"), (400, r#"{"__type":"InvalidParameterValueException","message":"no"}"#)];
        cases.push(case(&format!("until {name}"), "waiter", "two", &input, &responses));
    }
    cases.extend(shapes(catalogue));
    cases
}

/// Returns calls of an operation in every mode, and with every kind of response.
fn calls(model: &Model, operation: &Operation) -> Vec<Json> {
    let name = operation.id.name();
    let full = input(model, operation, Style::All(0));
    let mut cases = vec![];
    for mode in ["send", "endpoint", "app", "override"] {
        let mut case = case(name, mode, "everything", &full, &[(200, &response(model, operation, Style::All(0)))]);
        case["everything"] = json!(true);
        cases.push(case);
    }
    let random = (0..RANDOM).map(|seed| (format!("seed {seed}"), Style::Random, seed));
    let styles = [("nothing", Style::Required), ("blank", Style::Empty), ("unknown values", Style::Unknown)];
    let systematic = styles.map(|(origin, style)| (origin.to_owned(), style, 0));
    let second = iter::once(("second values".to_owned(), Style::All(1), 0));
    for (origin, style, seed) in systematic.into_iter().chain(second).chain(random) {
        let body = seeded_response(model, operation, style, seed);
        let input = seeded_input(model, operation, style, seed);
        cases.push(case(name, "send", &origin, &input, &[(200, &body)]));
    }
    let codes = operation.errors.iter().map(ShapeId::name).chain(["FaultFromTheFuture"]);
    for code in codes {
        let body = json!({ "__type": code, "message": "what \"happened\"" }).to_string();
        cases.push(case(name, "send", &format!("error {code}"), &full, &[(400, &body)]));
    }
    let html = "<html>bad gateway</html>";
    cases.push(case(name, "send", "server error", &full, &[(500, html)]));
    cases.push(case(name, "send", "unreadable", &full, &[(200, "{\"")]));
    cases
}

/// Returns cases for every structure, union and value of an enumeration, with builders.
fn shapes(catalogue: &Catalogue<'_>) -> Vec<Json> {
    let model = catalogue.model;
    // Inputs are also tested by calls.
    let structures = catalogue
        .structures()
        .into_iter()
        .filter(|one| !one.path.starts_with("operation::") || !one.path.ends_with("Input"));
    let structures = structures.filter_map(|one| Some((one.path, one.shape?)));
    let unions = catalogue.unions().into_iter().map(|one| (one.path, one.shape));
    let styles = [Style::Required, Style::Empty, Style::All(0), Style::All(1), Style::All(2), Style::Unknown];
    let mut cases = vec![];
    for (path, shape) in structures.chain(unions) {
        for style in styles {
            let value = Maker::new(model, rng(&path, 0), style).value(&shape, None).to_plain_json();
            cases.push(case(&path, "shape", &format!("{style:?}"), &value, &[]));
        }
    }
    for one in catalogue.enumerations() {
        let ShapeKind::Enum(values) = &model.shape(&one.shape).kind else { continue };
        let values = values.iter().map(|value| value.value.as_str()).chain(["a-value-from-the-future", ""]);
        cases.extend(values.map(|value| case(&one.path, "shape", value, &json!(value), &[])));
    }
    cases
}

fn case(name: &str, mode: &str, origin: &str, input: &Json, responses: &[(u16, &str)]) -> Json {
    let responses: Vec<_> = responses.iter().map(|(status, body)| json!({ "status": status, "body": body })).collect();
    json!({ "id": format!("{name}, {mode}, {origin}"), "name": name, "mode": mode, "input": input, "responses": responses })
}

fn input(model: &Model, operation: &Operation, style: Style) -> Json {
    seeded_input(model, operation, style, 0)
}

fn response(model: &Model, operation: &Operation, style: Style) -> String {
    seeded_response(model, operation, style, 0)
}

fn seeded_input(model: &Model, operation: &Operation, style: Style, seed: u64) -> Json {
    let mut maker = Maker::new(model, rng(operation.id.name(), seed), style);
    operation.input.as_ref().map_or_else(|| json!({}), |input| maker.value(input, None).to_plain_json())
}

fn seeded_response(model: &Model, operation: &Operation, style: Style, seed: u64) -> String {
    Writer::plain(model, rng(operation.id.name(), seed), style).success(operation)
}

fn rng(name: &str, seed: u64) -> Rng {
    let digest = Sha256::digest(format!("{seed} {name}"));
    Rng::with_seed(digest.iter().take(8).fold(0, |bits, byte| (bits << 8) | u64::from(*byte)))
}
