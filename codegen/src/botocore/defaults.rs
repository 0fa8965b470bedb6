//! Default values of members.

use super::format::{Member, Shape};
use serde_json::{Value, json};

/// Returns the zero value of a member that has it as its default.
///
/// botocore's format has no defaults. It still has the `box` markers of the services' first models, in which numbers
/// and booleans were either primitive, and never absent, or boxed. A member of a structure therefore has zero as its
/// default if its type is a number or a boolean, unless
///
/// - the member or its shape has `box`, or the shape's name ends in `Optional`, which has the same meaning in models
///   that were written without `box`;
/// - the structure is an operation's input, where an absent member and a zero must stay two different requests.
///
/// A required member has a default too: it is the value that a sender means who leaves the member out.
pub fn default_of(member: &Member, target: &Shape, in_input: bool) -> Option<Value> {
    let boxed = member.boxed || target.boxed || member.shape.ends_with("Optional");
    if boxed || in_input {
        return None;
    }
    match target.kind.as_str() {
        "boolean" => Some(json!(false)),
        "byte" | "short" | "integer" | "long" | "float" | "double" => Some(json!(0)),
        _ => None,
    }
}
