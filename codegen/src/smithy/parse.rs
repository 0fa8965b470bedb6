//! Parses one source into shapes and `apply` statements.

use super::{
    ast::{Shape, ShapeType},
    json::{Object, Strict},
    nearest::did_you_mean,
    read::{Remedies, read, read_objects},
    report::{Origin, Report, offset_in},
    shape_id::ShapeId,
};
use serde_json::value::RawValue;

/// The content of one source, in the order of the text.
#[derive(Default)]
pub(super) struct Parsed {
    pub shapes: Vec<(ShapeId, Origin, Shape)>,
    pub applies: Vec<(ShapeId, Origin, Object<Strict>)>,
    pub metadata: Object<Strict>,
}

pub(super) const REMEDIES: Remedies = Remedies {
    syntax: "Fix the JSON at this location.",
    form: "Use the format of Smithy 2.0's JSON AST.",
    variant: Some(unknown_type),
};

/// The problem and remedy for an unknown shape type.
fn unknown_type(name: &str) -> (String, String) {
    let remedy =
        did_you_mean(name, ShapeType::ALL.map(ShapeType::name).into_iter(), "Use one of the types of Smithy 2.0.");
    (format!("there is no shape type `{name}`"), remedy)
}

const IMPORT: &str =
    "Convert botocore's files to one Smithy model with `cargo xtask import`, and generate from that model.";

/// Whether a version, in its JSON form, is 2 or 2 with a minor version. A minor version only adds traits and shape
/// types, and unknown ones are reported where they are used.
pub(super) fn is_version_2(written: &str) -> bool {
    let version = written.trim_matches('"').strip_prefix('2').filter(|_| written.starts_with('"'));
    let minor = version.map(|rest| rest.strip_prefix('.').unwrap_or(if rest.is_empty() { "0" } else { "" }));
    minor.is_some_and(|minor| !minor.is_empty() && minor.bytes().all(|byte| byte.is_ascii_digit()))
}

/// Reads the source with this index.
pub(super) fn parse(source: usize, text: &str, report: &mut Report<'_>) -> Parsed {
    let mut parsed = Parsed::default();
    let Some(Object(file)) = read_objects(Origin { source, offset: 0 }, text, None, REMEDIES, report) else {
        return parsed;
    };
    let Some(version) = file.get("smithy") else {
        if ["operations", "pagination", "waiters", "rules", "examples"].iter().any(|key| file.contains_key(*key)) {
            report.source(source, "this is one of botocore's files, not a Smithy model", IMPORT);
        } else {
            let problem = "the model has no version: the top-level key `smithy` is missing";
            report.source(source, problem, "Write `\"smithy\": \"2.0\"` at the top of the file.");
        }
        return parsed;
    };
    if !is_version_2(version.get()) {
        let origin = Origin { source, offset: offset_in(text, version) };
        let problem = format!("the model's version is {}, expected \"2.0\"", excerpt(version.get()));
        let remedy = "Convert the model to Smithy 2.0; `smithy ast` of the Smithy CLI writes it.";
        report.relative(origin, (1, 1), None, problem, remedy);
        return parsed;
    }
    for (key, value) in &file {
        let origin = Origin { source, offset: offset_in(text, value) };
        match key.as_str() {
            "smithy" => {}
            "metadata" => {
                parsed.metadata = read(origin, value.get(), None, REMEDIES, report).unwrap_or_default();
            }
            "shapes" => parse_shapes(source, text, value, &mut parsed, report),
            _ => {
                let problem = format!("the top-level key `{key}` is none of `smithy`, `metadata` and `shapes`");
                report.relative(origin, (1, 1), None, problem, "Remove the key, or fix its spelling.");
            }
        }
    }
    parsed
}

fn parse_shapes(source: usize, text: &str, shapes: &RawValue, parsed: &mut Parsed, report: &mut Report<'_>) {
    let origin = Origin { source, offset: offset_in(text, shapes) };
    let Some(Object(shapes)) = read_objects(origin, shapes.get(), None, REMEDIES, report) else { return };
    for (name, raw) in shapes {
        let origin = Origin { source, offset: offset_in(text, raw) };
        let id = name.parse::<ShapeId>().map_err(|problem| {
            let remedy = "Name the shape with ASCII letters, digits and underscores, after its namespace and `#`.";
            report.shape(origin, &name, problem, remedy);
        });
        if !raw.get().starts_with('{') {
            let problem = format!("a shape must be an object, found `{}`", excerpt(raw.get()));
            report.shape(origin, &name, problem, "Use the format of Smithy 2.0's JSON AST.");
            continue;
        }
        let shape = read::<Shape>(origin, raw.get(), Some(&name), REMEDIES, report);
        if let (Ok(id), Some(shape)) = (id, shape) {
            add_shape(id, origin, shape, parsed, report);
        }
    }
}

/// Adds a shape or an `apply` statement, unless it has properties that its kind does not have.
fn add_shape(id: ShapeId, origin: Origin, shape: Shape, parsed: &mut Parsed, report: &mut Report<'_>) {
    for property in shape.misplaced() {
        let problem = format!("{} does not have the property `{property}`", shape.kind.phrase());
        report.shape(origin, id.as_str(), problem, "Remove the property, or fix the shape's `type`.");
    }
    if shape.kind == ShapeType::Apply {
        parsed.applies.push((id, origin, shape.traits));
    } else if id.member().is_some() {
        let problem = format!("{} has the id of a member", shape.kind.phrase());
        let remedy = "Move the member to the `members` of its shape; only `apply` may have the id of a member here.";
        report.shape(origin, id.as_str(), problem, remedy);
    } else if id.namespace() == "smithy.api" {
        let problem = "the namespace `smithy.api` belongs to Smithy, and its shapes are already known";
        report.shape(origin, id.as_str(), problem, "Remove the shape, or define it in a namespace of your own.");
    } else {
        parsed.shapes.push((id, origin, shape));
    }
}

/// The start of a JSON text, so that a message stays readable.
pub(super) fn excerpt(text: &str) -> String {
    let mut start: String = text.chars().take(40).collect();
    if start.len() < text.len() {
        start.push('…');
    }
    start
}
