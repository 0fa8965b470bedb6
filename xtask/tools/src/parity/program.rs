//! The part of the program that follows from the model: every operation, waiter and shape by its name, with the setters
//! of its builder. The names are the generator's own; where the official crate has others, the program does not compile
//! on it, and the comparison of the public API says which.

use std::fmt::Write as _;

use dms_codegen::plan::Plan;
use dms_codegen::plan::operation::Operation;
use dms_codegen::plan::structure::{Field, Structure};
use dms_codegen::plan::types::TypePath;

/// The text of `calls.rs`, which stands beside the program's other files.
pub fn calls(plan: &Plan) -> String {
    let mut text = String::from("// Written by `cargo xtask parity`.\n\n");
    let mut shapes = vec![];
    let ends = plan.operations.iter().flat_map(|operation| [&operation.input, &operation.output]);
    for one in plan.structures.iter().chain(&plan.errors).chain(ends) {
        text += &structure(one);
        shapes.push(("structure", path(&one.path)));
    }
    for one in &plan.unions {
        let variants = one.variants.iter().map(|variant| format!("{}: {:?}, ", variant.ident, variant.serialized_name));
        text += &format!("union!({}, {{ {} }});\n", path(&one.path), variants.collect::<String>());
        shapes.push(("value", path(&one.path)));
    }
    for one in &plan.enumerations {
        text += &format!("enumeration!({});\n", path(&one.path));
        shapes.push(("value", path(&one.path)));
    }
    let calls = calls_of(plan, &mut text);
    let mut arms = String::new();
    for (name, function) in calls {
        _ = writeln!(arms, "        {name:?} => Box::pin({function}(call)).await,");
    }
    text += &function("pub async fn call(name: &str, call: &Call<'_>)", &arms);
    let mut arms = String::new();
    for (kind, path) in shapes {
        _ = writeln!(arms, "        {path:?} => {kind}::<{path}>(input, record),");
    }
    text += &function("pub fn shape(name: &str, input: &Value, record: &Record)", &arms);
    text
}

/// Writes a function for every way to call, and gives their names: those that cases have, and those in Rust.
fn calls_of(plan: &Plan, text: &mut String) -> Vec<(String, String)> {
    let mut calls = vec![];
    for one in &plan.operations {
        let (module, setters) = (&one.module, setters(&one.input.fields));
        *text += &format!("operation!({module}, {setters});\n");
        calls.push((one.serialized_name.clone(), module.to_string()));
        if one.paginator.is_some() {
            let function = format!("{}_in_pages", module.as_str());
            *text += &format!("pages!({function}, {module}, {setters});\n");
            calls.push((format!("{} in pages", one.serialized_name), function));
        }
    }
    for one in &plan.waiters {
        let input = plan.operations.iter().find(|operation| operation.module == one.operation.method);
        let setters = setters(input.map_or(&[], |operation: &Operation| &operation.input.fields));
        let function = format!("until_{}", one.module.as_str());
        *text += &format!("waiter!({function}, {}, {setters});\n", one.method);
        calls.push((format!("until {}", one.model_name), function));
    }
    calls
}

fn function(head: &str, arms: &str) -> String {
    format!("{head} {{\n    match name {{\n{arms}        _ => panic!(\"there is no `{{name}}`\"),\n    }}\n}}\n")
}

fn structure(one: &Structure) -> String {
    let fallible = if one.is_fallible() { ", expect" } else { "" };
    format!("structure!({}, {}{fallible}, {});\n", path(&one.path), path(&one.builder), setters(&one.fields))
}

fn setters(fields: &[Field]) -> String {
    let setter = |field: &Field| format!("{}: {:?}, ", field.ident.affixed("set_", ""), field.serialized_name);
    format!("{{ {} }}", fields.iter().map(setter).collect::<String>())
}

/// As the program writes it, and as cases name it: from the crate's root, without the crate.
pub fn path(path: &TypePath) -> String {
    let parts: Vec<_> = path.modules.iter().chain([&path.name]).map(ToString::to_string).collect();
    parts.join("::")
}
