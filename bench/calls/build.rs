//! Writes the structures of the DescribeEndpoints response, with all members, as a programmer would write them for
//! serde's derive: `derived.rs` in `OUT_DIR`.

use heck::{ToSnakeCase as _, ToUpperCamelCase as _};
use serde_json::Value;
use std::{collections::BTreeSet, env, fmt::Write as _, fs, path::Path};

const MODEL: &str = "../../models/dms.json";
const ROOT: &str = "com.amazonaws.databasemigrationservice#DescribeEndpointsResponse";

fn main() {
    println!("cargo::rerun-if-changed={MODEL}");
    let model: Value = serde_json::from_str(&fs::read_to_string(MODEL).expect("the model")).expect("JSON");
    let mut types = Types { shapes: &model["shapes"], done: BTreeSet::new(), text: String::new() };
    types.rust(ROOT);
    let directory = env::var("OUT_DIR").expect("Cargo sets it");
    fs::write(Path::new(&directory).join("derived.rs"), types.text).expect("a writable directory");
}

/// The types that are written so far.
struct Types<'a> {
    shapes: &'a Value,
    done: BTreeSet<&'a str>,
    text: String,
}

impl<'a> Types<'a> {
    /// Returns the Rust type of a shape, and writes it if necessary.
    fn rust(&mut self, id: &'a str) -> String {
        let shape = &self.shapes[id];
        let name = id.rsplit('#').next().unwrap_or(id);
        let type_name = name.to_upper_camel_case();
        match shape["type"].as_str().unwrap_or(name) {
            "structure" | "enum" if !self.done.insert(id) => type_name,
            "structure" => {
                self.structure(&type_name, shape);
                type_name
            }
            "enum" => {
                self.enumeration(&type_name, shape);
                type_name
            }
            "list" => format!("Vec<{}>", self.rust(shape["member"]["target"].as_str().expect("a target"))),
            "boolean" | "Boolean" | "PrimitiveBoolean" => "bool".to_owned(),
            "integer" | "Integer" | "PrimitiveInteger" => "i32".to_owned(),
            "timestamp" | "Timestamp" => "f64".to_owned(),
            "string" | "String" => "String".to_owned(),
            other => panic!("the response contains a {other}: add its Rust type here"),
        }
    }

    fn structure(&mut self, name: &str, shape: &'a Value) {
        let mut fields = String::new();
        for (wire, member) in shape["members"].as_object().into_iter().flatten() {
            let target = self.rust(member["target"].as_str().expect("a target"));
            writeln!(fields, "#[serde(rename = {wire:?})] r#{}: Option<{target}>,", wire.to_snake_case())
                .expect("text");
        }
        writeln!(self.text, "#[derive(Deserialize)] pub struct {name} {{ {fields} }}").expect("text");
    }

    fn enumeration(&mut self, name: &str, shape: &Value) {
        let mut variants = String::new();
        for (variant, member) in shape["members"].as_object().into_iter().flatten() {
            let value = &member["traits"]["smithy.api#enumValue"];
            writeln!(variants, "#[serde(rename = {value})] {},", variant.to_upper_camel_case()).expect("text");
        }
        writeln!(self.text, "#[derive(Deserialize)] pub enum {name} {{ {variants} #[serde(other)] Unknown }}")
            .expect("text");
    }
}
