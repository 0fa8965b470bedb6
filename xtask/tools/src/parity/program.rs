//! Writes the generated part of the program: every operation, waiter and shape by its name, with the setters
//! of its builder. The names are from the generator; if the official crate has others, the program does not compile
//! on it, and the comparison of the public API lists them.

use std::fmt::Write as _;

use super::catalogue::{Catalogue, Structure};

/// Returns the text of `calls.rs`, which is next to the program's other files.
pub fn calls(catalogue: &Catalogue<'_>) -> String {
    let mut text = String::from("// Written by `cargo xtask parity`.\n\n");
    let mut shapes = vec![];
    for one in catalogue.structures() {
        text += &structure(&one);
        shapes.push(("structure", one.path));
    }
    for one in catalogue.unions() {
        let variants = one.variants.iter().map(|(variant, member)| format!("{variant}: {member:?}, "));
        text += &format!("union!({}, {{ {} }});\n", one.path, variants.collect::<String>());
        shapes.push(("value", one.path));
    }
    for one in catalogue.enumerations() {
        text += &format!("enumeration!({});\n", one.path);
        shapes.push(("value", one.path));
    }
    let calls = calls_of(catalogue, &mut text);
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

/// Writes a function for every kind of call, and returns their names: in cases, and in Rust.
fn calls_of(catalogue: &Catalogue<'_>, text: &mut String) -> Vec<(String, String)> {
    let mut calls = vec![];
    let plain = |method: &str| method.trim_start_matches("r#").to_owned();
    for (operation, method) in catalogue.operations() {
        let (name, setters) = (operation.id.name(), setters(&catalogue.input_setters(&method)));
        *text += &format!("operation!({method}, {setters});\n");
        if operation.traits.paginated.is_some() {
            let function = format!("{}_in_pages", plain(&method));
            *text += &format!("pages!({function}, {method}, {setters});\n");
            calls.push((format!("{name} in pages"), function));
        }
        calls.push((name.to_owned(), method));
    }
    let methods = catalogue.operations();
    for (name, method, polled) in catalogue.waiters() {
        let input = methods.iter().find(|(operation, _)| operation.id == polled.id);
        let setters = setters(&input.map(|(_, method)| catalogue.input_setters(method)).unwrap_or_default());
        let function = plain(&method);
        *text += &format!("waiter!({function}, {method}, {setters});\n");
        calls.push((format!("until {name}"), function));
    }
    calls
}

fn function(head: &str, arms: &str) -> String {
    format!("{head} {{\n    match name {{\n{arms}        _ => panic!(\"there is no `{{name}}`\"),\n    }}\n}}\n")
}

fn structure(one: &Structure) -> String {
    let fallible = if one.is_fallible { ", expect" } else { "" };
    format!("structure!({}, {}{fallible}, {});\n", one.path, one.builder, setters(&one.setters))
}

fn setters(setters: &[(String, String)]) -> String {
    let setter = |(setter, member): &(String, String)| format!("{setter}: {member:?}, ");
    format!("{{ {} }}", setters.iter().map(setter).collect::<String>())
}
