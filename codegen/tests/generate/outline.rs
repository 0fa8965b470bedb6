//! A plan in few words: names, types and what is decided of them, without the documentation.

use dms_codegen::plan::{
    Plan,
    enumeration::Enumeration,
    operation::Operation,
    structure::{Field, Presence, Structure},
    types::{Leaf, Type, TypePath},
    union::Union,
};
use std::fmt::Write;

/// Operations and types of a plan.
pub fn outline(plan: &Plan) -> String {
    let operations = plan.operations.iter().map(operation);
    let structures = plan.structures.iter().chain(&plan.errors).map(structure);
    let unions = plan.unions.iter().map(union);
    let enumerations = plan.enumerations.iter().map(enumeration);
    operations.chain(structures).chain(unions).chain(enumerations).collect::<Vec<_>>().join("\n")
}

fn operation(operation: &Operation) -> String {
    let mut out = format!("operation {} `{}` in {}", operation.name, operation.wire, operation.module);
    deprecated(&mut out, operation.deprecated.as_ref());
    out.push('\n');
    for error in &operation.errors {
        let _ = writeln!(out, "  fails with {} `{}` {}", path(&error.path), error.code, error.predicate);
    }
    out + &structure(&operation.input) + &structure(&operation.output)
}

fn structure(structure: &Structure) -> String {
    let mut out = format!("{:?} {} built by {}", structure.role, path(&structure.path), path(&structure.builder));
    if structure.is_fallible() {
        out.push_str(", which can fail");
    }
    deprecated(&mut out, structure.deprecated.as_ref());
    out.push('\n');
    for field in &structure.fields {
        member(&mut out, field);
    }
    out
}

fn member(out: &mut String, field: &Field) {
    let ty = boxed(&field.ty, field.boxed);
    let ty = if field.presence == Presence::Optional { format!("Option<{ty}>") } else { ty };
    let _ = write!(out, "  {} `{}`: {ty}", field.ident, field.wire);
    if let Presence::Default(default) = &field.presence {
        let _ = write!(out, " = {default:?}");
    }
    for (holds, word) in [(field.required, "required"), (field.idempotency_token, "idempotency token")] {
        if holds {
            let _ = write!(out, ", {word}");
        }
    }
    leaf(out, field.leaf);
    deprecated(out, field.deprecated.as_ref());
    out.push('\n');
}

fn union(union: &Union) -> String {
    let mut out = format!("union {}", path(&union.path));
    deprecated(&mut out, union.deprecated.as_ref());
    out.push('\n');
    for variant in &union.variants {
        let ty = boxed(&variant.ty, variant.boxed);
        let _ = write!(out, "  {} `{}` as_{}: {ty}", variant.ident, variant.wire, variant.suffix.as_str());
        leaf(&mut out, variant.leaf);
        deprecated(&mut out, variant.deprecated.as_ref());
        out.push('\n');
    }
    out
}

fn enumeration(enumeration: &Enumeration) -> String {
    let mut out = format!("enumeration {}", path(&enumeration.path));
    leaf(&mut out, Leaf { sensitive: enumeration.sensitive, timestamp: None });
    deprecated(&mut out, enumeration.deprecated.as_ref());
    out.push('\n');
    for variant in &enumeration.variants {
        let _ = write!(out, "  {} {:?}", variant.ident, variant.value);
        deprecated(&mut out, variant.deprecated.as_ref());
        out.push('\n');
    }
    out
}

fn leaf(out: &mut String, leaf: Leaf) {
    if leaf.sensitive {
        out.push_str(", sensitive");
    }
    if let Some(format) = leaf.timestamp {
        let _ = write!(out, ", as {format:?}");
    }
}

fn deprecated(out: &mut String, note: Option<&String>) {
    if let Some(note) = note {
        let _ = write!(out, ", deprecated {note:?}");
    }
}

fn boxed(of: &Type, boxed: bool) -> String {
    if boxed { format!("Box<{}>", ty(of)) } else { ty(of) }
}

fn ty(of: &Type) -> String {
    match of {
        Type::String => "String".to_owned(),
        Type::Copy(name) | Type::Smithy(name) => (*name).to_owned(),
        Type::Shape(of) | Type::Enumeration(of) => path(of),
        Type::List(item) => format!("Vec<{}>", ty(item)),
        Type::Map(key, value) => format!("HashMap<{}, {}>", ty(key), ty(value)),
        Type::Nullable(inner) => format!("Option<{}>", ty(inner)),
    }
}

fn path(path: &TypePath) -> String {
    let names = path.modules.iter().chain([&path.name]);
    names.map(ToString::to_string).collect::<Vec<_>>().join("::")
}
