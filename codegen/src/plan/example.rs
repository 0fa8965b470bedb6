//! Examples: Rust programs that call an operation.

mod placeholder;

use super::{docs::sanitize, names, structure};
use crate::{
    model::{Member, Model, Operation, Shape, ShapeKind},
    smithy::ShapeId,
};
use serde_json::Value;
use std::fmt::Write;

/// The examples of an operation as documentation; each is compiled as a test. If the model has none, there is one that
/// sets the required members.
pub fn plan(model: &Model, operation: &Operation, package: &str) -> String {
    let library = package.replace('-', "_");
    let programs: Vec<_> = operation
        .traits
        .examples
        .iter()
        .map(|example| {
            let title = sanitize(example.title.trim().trim_end_matches('.'));
            let program = program(model, operation, &example.input, false, &library);
            if title.is_empty() { program } else { format!("{title}:\n\n{program}") }
        })
        .collect();
    match programs.len() {
        0 => {
            let input = operation.input.as_ref().map(|id| placeholder::input(model, model.shape(id)));
            let in_pages = operation.traits.paginated.is_some();
            let program = program(model, operation, &input.unwrap_or_default(), in_pages, &library);
            format!("# Example\n\n{program}")
        }
        1 => format!("# Example\n\n{}", programs[0]),
        _ => format!("# Examples\n\n{}", programs.join("\n\n")),
    }
}

fn program(model: &Model, operation: &Operation, input: &Value, in_pages: bool, library: &str) -> String {
    let method = names::operation_name(operation.id.name());
    let result = if in_pages { "let mut pages" } else { "let output" };
    let mut lines = vec![
        "```no_run".to_owned(),
        format!("# async fn example(client: &{library}::Client) -> Result<(), {library}::Error> {{"),
        format!("{result} = client"),
        format!("    .{method}()"),
    ];
    if let Some(id) = &operation.input {
        let setters = Writer { model, library }.setters(model.shape(id), input);
        lines.extend(setters.iter().map(|setter| indented(setter)));
    }
    let call: &[&str] = if in_pages {
        &[
            "    .into_paginator()",
            "    .send();",
            "while let Some(page) = pages.next().await {",
            "    println!(\"{:?}\", page?);",
            "}",
        ]
    } else {
        &["    .send()", "    .await?;", "println!(\"{output:?}\");"]
    };
    lines.extend(call.iter().chain(&["# Ok(())", "# }", "```"]).map(|line| (*line).to_owned()));
    lines.join("\n")
}

/// Converts values to Rust expressions.
struct Writer<'a> {
    model: &'a Model,
    library: &'a str,
}

impl Writer<'_> {
    /// The setter calls for the members of a structure; unknown members are left out.
    fn setters(&self, shape: &Shape, value: &Value) -> Vec<String> {
        let (ShapeKind::Structure(members), Some(values)) = (&shape.kind, value.as_object()) else { return Vec::new() };
        let known = members.iter().filter_map(|member| Some((member, values.get(member.name())?)));
        known.flat_map(|(member, value)| self.member(member, value)).collect()
    }

    /// The setter of a list or map is called once for each entry.
    fn member(&self, member: &Member, value: &Value) -> Vec<String> {
        let setter = names::field_name(member.name());
        let call = |arguments: Option<String>| {
            let arguments = arguments?;
            Some(if arguments.contains('\n') {
                format!(".{setter}(\n{},\n)", indented(&arguments))
            } else {
                format!(".{setter}({arguments})")
            })
        };
        match (&self.model.shape(&member.target).kind, value) {
            (ShapeKind::List(item), Value::Array(items)) => {
                items.iter().filter_map(|value| call(self.value(&item.target, value))).collect()
            }
            (ShapeKind::Map { key: of_key, value: of }, Value::Object(entries)) => {
                let entry = |(key, value): (&String, &Value)| {
                    let key = self.value(&of_key.target, &Value::String(key.clone()))?;
                    call(Some(format!("{key}, {}", self.value(&of.target, value)?)))
                };
                entries.iter().filter_map(entry).collect()
            }
            _ => call(self.value(&member.target, value)).into_iter().collect(),
        }
    }

    /// A value as an expression; `None` if the example does not match the model.
    fn value(&self, id: &ShapeId, value: &Value) -> Option<String> {
        let shape = self.model.shape(id);
        let name = names::type_name(id.name());
        let library = self.library;
        match (&shape.kind, value) {
            (ShapeKind::String, Value::String(text)) => Some(string(text)),
            (ShapeKind::Enum(values), Value::String(text)) => {
                let variant = values.iter().find(|of| of.value == *text).map(|of| names::variant_name(&of.name));
                Some(match variant {
                    Some(variant) => format!("{library}::types::{name}::{variant}"),
                    None => format!("{library}::types::{name}::from({text:?})"),
                })
            }
            (ShapeKind::Boolean, Value::Bool(value)) => Some(value.to_string()),
            (ShapeKind::Float | ShapeKind::Double, Value::Number(number)) => {
                number.as_f64().map(|number| format!("{number:?}"))
            }
            (kind, Value::Number(number)) if is_integer(kind) => Some(number.to_string()),
            (ShapeKind::Timestamp, value) => Some(self.timestamp(value)),
            (ShapeKind::Blob, Value::String(text)) => Some(format!("{library}::primitives::Blob::new({text:?})")),
            (ShapeKind::Structure(members), _) => {
                let mut calls = self.setters(shape, value);
                let fails = members.iter().any(|member| structure::is_demanded(self.model, member));
                calls.push(if fails { ".build()?" } else { ".build()" }.to_owned());
                let line = format!("{library}::types::{name}::builder(){}", calls.concat());
                if line.len() <= LINE && !line.contains('\n') {
                    return Some(line);
                }
                let calls: Vec<_> = calls.iter().map(|call| indented(call)).collect();
                Some(format!("{library}::types::{name}::builder()\n{}", calls.join("\n")))
            }
            (ShapeKind::Union(members), Value::Object(values)) => {
                let (member, value) = members.iter().find_map(|m| Some((m, values.get(m.name())?)))?;
                let variant = format!("{library}::types::{name}::{}", names::variant_name(member.name()));
                if matches!(self.model.shape(&member.target).kind, ShapeKind::Unit) {
                    return Some(variant);
                }
                Some(format!("{variant}({})", self.owned(&member.target, value)?))
            }
            (ShapeKind::List(item), Value::Array(items)) => {
                let items: Option<Vec<_>> = items.iter().map(|value| self.owned(&item.target, value)).collect();
                Some(format!("vec![{}]", items?.join(", ")))
            }
            _ => None,
        }
    }

    /// A value as an expression, for a context without a setter that converts strings.
    fn owned(&self, id: &ShapeId, value: &Value) -> Option<String> {
        let is_text = matches!(self.model.shape(id).kind, ShapeKind::String);
        self.value(id, value).map(|value| if is_text { format!("{value}.to_owned()") } else { value })
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

/// The maximum length of a line of a nested builder.
const LINE: usize = 90;

fn indented(code: &str) -> String {
    code.lines().map(|line| format!("    {line}")).collect::<Vec<_>>().join("\n")
}

/// A string literal; a raw one if it contains quotation marks, such as JSON.
fn string(text: &str) -> String {
    let is_plain = text.chars().all(|c| !c.is_control());
    if is_plain && text.contains('"') && !text.contains("\"#") { format!("r#\"{text}\"#") } else { format!("{text:?}") }
}

fn is_integer(kind: &ShapeKind) -> bool {
    use ShapeKind::{Byte, IntEnum, Integer, Long, Short};
    matches!(kind, Byte | Short | Integer | IntEnum(_) | Long)
}
