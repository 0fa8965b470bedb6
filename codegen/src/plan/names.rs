//! Names: from Smithy's to Rust's.

use heck::{ToSnakeCase, ToUpperCamelCase};
use std::fmt;

/// A valid Rust identifier, raw where it has to be.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Ident(String);

impl Ident {
    /// The identifier without `r#`.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether it can only be written as `r#name`.
    pub fn is_raw(&self) -> bool {
        KEYWORDS.contains(&self.0.as_str())
    }

    /// Whether the prelude has something of this name that templates use.
    pub fn is_in_prelude(&self) -> bool {
        PRELUDE.contains(&self.0.as_str())
    }

    /// The name of a type as a link from its own file. It is none where the link would lead out of the crate: to
    /// the prelude's item or derive macro of the same name.
    pub fn link(&self) -> String {
        let is_derive = ["Debug", "Eq", "Hash", "Ord", "PartialOrd"].contains(&self.as_str());
        if self.is_in_prelude() || is_derive { format!("`{self}`") } else { format!("[`{self}`]") }
    }

    /// This identifier between a prefix and a suffix, never a keyword.
    pub fn affixed(&self, prefix: &str, suffix: &str) -> Ident {
        Ident(format!("{prefix}{}{suffix}", self.0))
    }
}

impl fmt::Display for Ident {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_raw() {
            f.write_str("r#")?;
        }
        f.write_str(&self.0)
    }
}

/// What templates take from the prelude by its bare name.
const PRELUDE: &[&str] = &[
    "AsRef",
    "Box",
    "Clone",
    "Default",
    "Err",
    "From",
    "Into",
    "None",
    "Ok",
    "Option",
    "PartialEq",
    "Result",
    "Send",
    "Some",
    "String",
    "Sync",
    "Vec",
];

/// Every keyword of edition 2024, strict, reserved and weak-but-unusable, that `r#` makes usable.
const KEYWORDS: &[&str] = &[
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "do", "dyn", "else", "enum",
    "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let", "loop", "macro", "match", "mod", "move",
    "mut", "override", "priv", "pub", "ref", "return", "static", "struct", "trait", "true", "try", "type", "typeof",
    "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
];

/// Names that not even `r#` makes usable.
const IMPOSSIBLE: &[&str] = &["self", "Self", "super", "crate", "_"];

/// The name of a type, a variant or an operation: `KMSFault` is `KmsFault`.
pub fn type_name(name: &str) -> Ident {
    usable(name.to_upper_camel_case(), "Value")
}

/// The name of a field, a function or a module: `EndpointArn` is `endpoint_arn`, `SubnetIDs` is `subnet_ids`.
pub fn value_name(name: &str) -> Ident {
    usable(join_plurals(name).to_snake_case(), "_value")
}

/// What the generator gives builders and structures besides setters and accessors.
const METHODS: &[&str] =
    &["as_input", "build", "builder", "customize", "default", "into_paginator", "meta", "send", "send_with", "wait"];

/// The name of a field, and of its setter and accessor, which stand beside the generator's own methods.
pub fn field_name(name: &str) -> Ident {
    let ident = value_name(name);
    if METHODS.contains(&ident.as_str()) { ident.affixed("", "_value") } else { ident }
}

/// The name of the client's method for a waiter.
pub fn waiter_method(name: &str) -> Ident {
    value_name(name).affixed("wait_until_", "")
}

/// The name of the client's method for an operation, and of its module.
pub fn operation_name(name: &str) -> Ident {
    let ident = value_name(name);
    let is_taken = matches!(
        ident.as_str(),
        "call_json" | "call_json_paginated" | "config" | "from_conf" | "new" | "operation_names"
    );
    if is_taken { ident.affixed("", "_operation") } else { ident }
}

/// The name of a variant of an enumeration or union; `Unknown` is the generator's own.
pub fn variant_name(name: &str) -> Ident {
    let ident = type_name(name);
    if ident.0 == "Unknown" { ident.affixed("", "Value") } else { ident }
}

/// The tail of `as_…` and `is_…` of a union's variant; `is_unknown` is the generator's own.
pub fn variant_suffix(name: &str) -> Ident {
    let ident = value_name(name);
    if ident.0 == "unknown" { ident.affixed("", "_value") } else { ident }
}

/// The name of an error and of its variants; the variant `Unhandled` is the generator's own.
pub fn error_name(name: &str) -> Ident {
    let ident = type_name(name);
    if ident.0 == "Unhandled" { ident.affixed("", "Error") } else { ident }
}

/// An identifier cannot begin with a digit, be empty, or be one of the names Rust keeps for itself.
fn usable(mut name: String, suffix: &str) -> Ident {
    if IMPOSSIBLE.contains(&name.as_str()) {
        name.push_str(suffix);
    }
    if !name.starts_with(|c: char| c.is_alphabetic()) {
        name.insert(0, if suffix == "Value" { 'N' } else { 'n' });
    }
    Ident(name)
}

/// Keeps the plural of an abbreviation in one word: the `s` of `AZs` does not begin another.
fn join_plurals(name: &str) -> String {
    let bytes = name.as_bytes();
    let mut joined = name.to_owned();
    for end in 2..bytes.len() {
        let plural = bytes[end] == b's' && bytes[end - 1].is_ascii_uppercase() && bytes[end - 2].is_ascii_uppercase();
        let ends_word = bytes.get(end + 1).is_none_or(|next| !next.is_ascii_lowercase());
        if plural && ends_word {
            joined.replace_range(end..=end, "S");
        }
    }
    joined
}
