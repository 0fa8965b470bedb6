//! Converts Smithy's names to Rust's.

use heck::{ToSnakeCase, ToUpperCamelCase};
use std::fmt;

/// A valid Rust identifier, raw if necessary.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Ident(String);

impl Ident {
    /// The identifier without `r#`.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The module of the type with this name: `_endpoint` for `Endpoint`. The underscore prevents clashes with keywords
    /// and with other modules.
    pub fn own_module(&self) -> Ident {
        Ident(format!("_{}", self.0.to_snake_case()))
    }

    /// Whether it can only be written as `r#name`.
    pub fn is_raw(&self) -> bool {
        KEYWORDS.contains(&self.0.as_str())
    }

    /// Whether the prelude has an item of this name that templates use.
    pub fn is_in_prelude(&self) -> bool {
        PRELUDE.contains(&self.0.as_str())
    }

    /// The name of a type as a link in its own file. It is not a link if that would resolve to the prelude's item or
    /// derive macro of the same name.
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

/// Items of the prelude that templates use by name.
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

/// Every keyword of edition 2024 that can be an identifier with `r#`.
const KEYWORDS: &[&str] = &[
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "do", "dyn", "else", "enum",
    "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let", "loop", "macro", "match", "mod", "move",
    "mut", "override", "priv", "pub", "ref", "return", "static", "struct", "trait", "true", "try", "type", "typeof",
    "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
];

/// Names that cannot be an identifier even with `r#`.
const IMPOSSIBLE: &[&str] = &["self", "Self", "super", "crate", "_"];

/// The use of a name, which determines its case and the names that are taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// A type or an operation.
    Type,
    /// A function or a module.
    Value,
    /// A field, and its setter and accessor.
    Field,
    /// The client's method for an operation, and its module.
    Operation,
    /// The client's method for a waiter.
    Waiter,
    /// A variant of an enumeration or union.
    Variant,
    /// The suffix of `as_…` and `is_…` of a union's variant.
    VariantSuffix,
    /// An error and its variants.
    Error,
}

/// Why a name in Rust differs from the name in the model.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// Rust uses this case for such names.
    Case(&'static str),
    /// The plural of an abbreviation is one word.
    Plural,
    /// Rust reserves the name, and `r#` does not help.
    Impossible(&'static str),
    /// A name must begin with a letter.
    NoLetter(char),
    /// The generated code has another item of this name; the text describes it.
    Taken(&'static str),
    /// A prefix; the text has the reason.
    Prefixed(&'static str),
    /// A keyword of Rust, usable as `r#…`.
    Keyword,
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Reason::Case(case) => write!(f, "Rust writes it in {case}"),
            Reason::Plural => f.write_str("the plural of an abbreviation stays one word"),
            Reason::Impossible(suffix) => write!(f, "Rust reserves the name, so `{suffix}` follows"),
            Reason::NoLetter(letter) => write!(f, "a name must begin with a letter, so `{letter}` precedes it"),
            Reason::Taken(by) => f.write_str(by),
            Reason::Prefixed(why) => f.write_str(why),
            Reason::Keyword => f.write_str("it is a keyword of Rust, which needs `r#`"),
        }
    }
}

/// A name in Rust and the reasons for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// The name.
    pub ident: Ident,
    /// Why it differs from the model's name, in the order of the changes.
    pub reasons: Vec<Reason>,
}

impl Decision {
    fn affix(mut self, prefix: &str, suffix: &str, reason: Reason) -> Self {
        self.ident = self.ident.affixed(prefix, suffix);
        self.reasons.push(reason);
        self
    }

    fn unless_taken(self, names: &[&str], suffix: &str, by: &'static str) -> Self {
        if names.contains(&self.ident.as_str()) { self.affix("", suffix, Reason::Taken(by)) } else { self }
    }
}

/// Methods of builders and structures other than setters and accessors.
const METHODS: &[&str] = &[
    "as_input",
    "build",
    "builder",
    "customize",
    "default",
    "into_paginator",
    "meta",
    "send",
    "send_and_wait",
    "send_with",
    "unknown_members",
    "wait",
];

/// Methods of every client other than the operations.
const CLIENT: &[&str] = &["call_json", "call_json_paginated", "config", "from_conf", "new", "operation_names"];

/// Determines a name. All names in the crate are determined here.
pub fn decide(purpose: Purpose, name: &str) -> Decision {
    let mut decision = match purpose {
        Purpose::Type => upper(name),
        Purpose::Value => lower(name),
        Purpose::Field => {
            lower(name).unless_taken(METHODS, "_value", "builders and structures already have a method of this name")
        }
        Purpose::Operation => {
            lower(name).unless_taken(CLIENT, "_operation", "the client already has a method of this name")
        }
        Purpose::Waiter => {
            lower(name).affix("wait_until_", "", Reason::Prefixed("methods of waiters begin with `wait_until_`"))
        }
        Purpose::Variant => upper(name).unless_taken(
            &["Unknown"],
            "Value",
            "`Unknown` is the variant for values that the model does not have",
        ),
        Purpose::VariantSuffix => lower(name).unless_taken(
            &["unknown"],
            "_value",
            "`is_unknown` is for variants that the model does not have",
        ),
        Purpose::Error => {
            upper(name).unless_taken(&["Unhandled"], "Error", "`Unhandled` is the variant for all other errors")
        }
    };
    if decision.ident.is_raw() {
        decision.reasons.push(Reason::Keyword);
    }
    decision
}

/// The name of a type, a variant or an operation: `KMSFault` is `KmsFault`.
pub fn type_name(name: &str) -> Ident {
    decide(Purpose::Type, name).ident
}

/// The name of a field, a function or a module: `EndpointArn` is `endpoint_arn`, `SubnetIDs` is `subnet_ids`.
pub fn value_name(name: &str) -> Ident {
    decide(Purpose::Value, name).ident
}

/// The name of a field, and of its setter and accessor, which must not clash with the generated methods.
pub fn field_name(name: &str) -> Ident {
    decide(Purpose::Field, name).ident
}

/// The name of the client's method for a waiter.
pub fn waiter_method(name: &str) -> Ident {
    decide(Purpose::Waiter, name).ident
}

/// The name of the client's method for an operation, and of its module.
pub fn operation_name(name: &str) -> Ident {
    decide(Purpose::Operation, name).ident
}

/// The name of a variant of an enumeration or union; `Unknown` is reserved.
pub fn variant_name(name: &str) -> Ident {
    decide(Purpose::Variant, name).ident
}

/// The suffix of `as_…` and `is_…` of a union's variant; `is_unknown` is reserved.
pub fn variant_suffix(name: &str) -> Ident {
    decide(Purpose::VariantSuffix, name).ident
}

/// The name of an error and of its variants; the variant `Unhandled` is reserved.
pub fn error_name(name: &str) -> Ident {
    decide(Purpose::Error, name).ident
}

fn upper(name: &str) -> Decision {
    usable(name, name.to_upper_camel_case(), "UpperCamelCase", "Value", 'N', Vec::new())
}

fn lower(name: &str) -> Decision {
    let joined = join_plurals(name);
    let plural = joined.to_snake_case() != name.to_snake_case();
    let reasons = if plural { vec![Reason::Plural] } else { Vec::new() };
    usable(name, joined.to_snake_case(), "snake_case", "_value", 'n', reasons)
}

/// An identifier cannot begin with a digit, be empty, or be one of Rust's reserved names.
fn usable(
    model: &str,
    mut name: String,
    case: &'static str,
    suffix: &'static str,
    letter: char,
    mut reasons: Vec<Reason>,
) -> Decision {
    if name != model {
        reasons.insert(0, Reason::Case(case));
    }
    if IMPOSSIBLE.contains(&name.as_str()) {
        name.push_str(suffix);
        reasons.push(Reason::Impossible(suffix));
    }
    if !name.starts_with(|c: char| c.is_alphabetic()) {
        name.insert(0, letter);
        reasons.push(Reason::NoLetter(letter));
    }
    Decision { ident: Ident(name), reasons }
}

/// Joins the plural of an abbreviation: the `s` of `AZs` does not begin another word.
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

#[cfg(test)]
mod tests;
