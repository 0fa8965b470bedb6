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

/// The name of a variant of an enumeration; `Unknown` is the generator's own.
pub fn variant_name(name: &str) -> Ident {
    let ident = type_name(name);
    if ident.0 == "Unknown" { Ident("UnknownValue".to_owned()) } else { ident }
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
