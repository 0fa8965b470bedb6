//! The model's examples as Rust programs that call the operation.

use super::{names, structure};
use crate::{
    model::{Example, Member, Model, Operation, Shape, ShapeKind},
    smithy::ShapeId,
};
use serde_json::Value;
use std::fmt::Write;

/// The examples of an operation as documentation; each is compiled as a test.
pub fn plan(model: &Model, operation: &Operation, package: &str) -> String {
    let library = package.replace('-', "_");
    let programs: Vec<_> =
        operation.traits.examples.iter().map(|example| program(model, operation, example, &library)).collect();
    match programs.len() {
        0 => String::new(),
        1 => format!("# Example\n\n{}", programs[0]),
        _ => format!("# Examples\n\n{}", programs.join("\n\n")),
    }
}

fn program(model: &Model, operation: &Operation, example: &Example, library: &str) -> String {
    let method = names::operation_name(operation.id.name());
    let mut lines = vec![
        "```no_run".to_owned(),
        format!("# async fn example(client: &{library}::Client) -> Result<(), {library}::Error> {{"),
        "let output = client".to_owned(),
        format!("    .{method}()"),
    ];
    if let Some(id) = &operation.input {
        let writer = Writer { model, library };
        let setters = writer.setters(model.shape(id), &example.input);
        lines.extend(setters.into_iter().map(|setter| format!("    {setter}")));
    }
    lines.extend(
        ["    .send()", "    .await?;", "println!(\"{output:?}\");", "# Ok(())", "# }", "```"].map(str::to_owned),
    );
    lines.join("\n")
}

/// Writes values as Rust expressions.
struct Writer<'a> {
    model: &'a Model,
    library: &'a str,
}

impl Writer<'_> {
    /// The setter calls that give a structure these members; what the model does not know is left out.
    fn setters(&self, shape: &Shape, value: &Value) -> Vec<String> {
        let (ShapeKind::Structure(members), Some(given)) = (&shape.kind, value.as_object()) else { return Vec::new() };
        let known = members.iter().filter_map(|member| Some((member, given.get(member.name())?)));
        known.flat_map(|(member, value)| self.member(member, value)).collect()
    }

    /// A list's or map's setter is called once an entry.
    fn member(&self, member: &Member, value: &Value) -> Vec<String> {
        let setter = names::field_name(member.name());
        let call = |arguments: Option<String>| Some(format!(".{setter}({})", arguments?));
        match (&self.model.shape(&member.target).kind, value) {
            (ShapeKind::List(item), Value::Array(items)) => {
                items.iter().filter_map(|value| call(self.value(&item.target, value))).collect()
            }
            (ShapeKind::Map { value: of, .. }, Value::Object(entries)) => entries
                .iter()
                .filter_map(|(key, value)| call(Some(format!("{key:?}, {}", self.value(&of.target, value)?))))
                .collect(),
            _ => call(self.value(&member.target, value)).into_iter().collect(),
        }
    }

    /// A value as an expression; `None` where the example does not fit the model.
    fn value(&self, id: &ShapeId, value: &Value) -> Option<String> {
        let shape = self.model.shape(id);
        let name = names::type_name(id.name());
        let library = self.library;
        match (&shape.kind, value) {
            (ShapeKind::String, Value::String(text)) => Some(format!("{text:?}")),
            (ShapeKind::Enum(_), Value::String(text)) => Some(format!("{library}::types::{name}::from({text:?})")),
            (ShapeKind::Boolean, Value::Bool(value)) => Some(value.to_string()),
            (ShapeKind::Float | ShapeKind::Double, Value::Number(number)) => {
                number.as_f64().map(|number| format!("{number:?}"))
            }
            (kind, Value::Number(number)) if is_integer(kind) => Some(number.to_string()),
            (ShapeKind::Timestamp, value) => Some(self.timestamp(value)),
            (ShapeKind::Blob, Value::String(text)) => Some(format!("{library}::primitives::Blob::new({text:?})")),
            (ShapeKind::Structure(members), _) => {
                let setters = self.setters(shape, value).concat();
                let fails = members.iter().any(|member| structure::is_demanded(self.model, member));
                let end = if fails { ".build()?" } else { ".build()" };
                Some(format!("{library}::types::{name}::builder(){setters}{end}"))
            }
            (ShapeKind::Union(members), Value::Object(given)) => {
                let (member, value) = members.iter().find_map(|m| Some((m, given.get(m.name())?)))?;
                let variant = names::variant_name(member.name());
                Some(format!("{library}::types::{name}::{variant}({})", self.value(&member.target, value)?))
            }
            (ShapeKind::List(item), Value::Array(items)) => {
                let items: Option<Vec<_>> = items.iter().map(|value| self.value(&item.target, value)).collect();
                Some(format!("vec![{}]", items?.join(", ")))
            }
            _ => None,
        }
    }

    fn timestamp(&self, value: &Value) -> String {
        let path = format!("{}::primitives", self.library);
        let mut out = String::new();
        // Writing to a `String` cannot fail.
        let _ = match value.as_i64() {
            Some(seconds) => write!(out, "{path}::DateTime::from_secs({seconds})"),
            None => write!(
                out,
                "{path}::DateTime::from_str({value}, {path}::DateTimeFormat::DateTimeWithOffset).expect(\"a valid time\")"
            ),
        };
        out
    }
}

fn is_integer(kind: &ShapeKind) -> bool {
    use ShapeKind::{Byte, IntEnum, Integer, Long, Short};
    matches!(kind, Byte | Short | Integer | IntEnum(_) | Long)
}
