//! Which members have a default.

use super::format::{Member, Shape};
use serde_json::{Value, json};

/// The zero value that a member has when it is absent, if it has one.
///
/// botocore's format has no defaults, but it keeps what they are made of: the services' first models knew
/// primitive numbers and booleans, which are never absent, and boxed ones, which may be. A structure's
/// member is therefore zero by default when its type is a number or a boolean, unless
///
/// - the member or its shape says `box`, or the shape's name ends in `Optional`, which is how the models
///   that were written without `box` say the same;
/// - the structure is an operation's input, where absent and zero must stay two different requests.
///
/// A required member has its default all the same: it says what a sender that leaves the member out means.
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
