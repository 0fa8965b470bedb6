//! Prints types and signatures in a form in which two crates can be compared.

use std::collections::HashMap;

use serde_json::{Map, Value};

/// A crate in rustdoc's JSON.
pub struct Crate {
    index: Map<String, Value>,
    /// The root module's id.
    pub root: Value,
    /// Generic types of the crate with their arguments, and their aliases.
    aliases: HashMap<String, String>,
}

/// The types for the generic parameters of an implementation.
pub type Bindings = HashMap<String, Value>;

impl Crate {
    /// Returns the crate, if the JSON describes one.
    pub fn new(mut json: Value) -> Option<Self> {
        let Value::Object(index) = json.get_mut("index")?.take() else { return None };
        let mut this = Self { index, root: json["root"].take(), aliases: HashMap::new() };
        let aliases = this.index.values().filter_map(|item| {
            let target = &item["inner"]["type_alias"]["type"];
            let is_simple = item["inner"]["type_alias"]["generics"]["params"].as_array()?.is_empty();
            let name = item["name"].as_str().filter(|_| is_simple && this.is_own(target))?;
            Some((this.plain_path(&target["resolved_path"]), name.to_owned()))
        });
        this.aliases = aliases.collect();
        Some(this)
    }

    /// Returns an item by its id.
    pub fn item(&self, id: &Value) -> Option<&Value> {
        self.index.get(&id.to_string())
    }

    /// Whether a type is a structure or enumeration of this crate.
    fn is_own(&self, ty: &Value) -> bool {
        let item = self.item(&ty["resolved_path"]["id"]);
        item.is_some_and(|item| !item["inner"]["struct"].is_null() || !item["inner"]["enum"].is_null())
    }

    /// Prints a type.
    pub fn ty(&self, ty: &Value) -> String {
        let Some((kind, value)) = ty.as_object().and_then(|object| object.iter().next()) else {
            return ty.as_str().unwrap_or("()").to_owned();
        };
        let inner = |name: &str| self.ty(&value[name]);
        match kind.as_str() {
            "resolved_path" => self.path(value),
            "primitive" | "generic" => value.as_str().unwrap_or_default().to_owned(),
            "borrowed_ref" if value["is_mutable"] == true => format!("&mut {}", inner("type")),
            "borrowed_ref" => format!("&{}", inner("type")),
            "slice" => format!("[{}]", self.ty(value)),
            "array" => format!("[{}; {}]", inner("type"), value["len"].as_str().unwrap_or_default()),
            "tuple" => format!("({})", self.list(value.as_array().into_iter().flatten())),
            "impl_trait" => format!("impl {}", self.bounds(value)),
            "dyn_trait" => {
                let traits = value["traits"].as_array().into_iter().flatten();
                let mut traits: Vec<_> = traits.map(|one| self.path(&one["trait"])).collect();
                traits.sort_unstable();
                format!("dyn {}", traits.join(" + "))
            }
            "qualified_path" => self.associated(value),
            "function_pointer" => format!("fn{}", self.signature(value)),
            other => other.to_owned(),
        }
    }

    /// Prints the last name of a path and its arguments. Aliases are resolved, except for those of the crate's own
    /// generic types, for which the official crate has separate types.
    pub fn path(&self, path: &Value) -> String {
        let target = self.item(&path["id"]).map_or(&Value::Null, |item| &item["inner"]["type_alias"]);
        if !target.is_null() && !self.is_own(&target["type"]) {
            let names = target["generics"]["params"].as_array().into_iter().flatten();
            let names = names.filter_map(|param| param["name"].as_str().filter(|name| !name.starts_with('\'')));
            let bindings = names.map(str::to_owned).zip(arguments(path).cloned()).collect();
            return self.ty(&bind(&target["type"], &bindings));
        }
        let plain = self.plain_path(path);
        self.aliases.get(&plain).cloned().unwrap_or(plain)
    }

    fn plain_path(&self, path: &Value) -> String {
        let name = path["path"].as_str().or(path["name"].as_str()).unwrap_or_default();
        let name = name.rsplit("::").next().unwrap_or_default();
        let bound = path["args"]["angle_bracketed"]["constraints"].as_array().into_iter().flatten();
        let bound = bound.map(|one| {
            format!("{} = {}", one["name"].as_str().unwrap_or_default(), self.ty(&one["binding"]["equality"]["type"]))
        });
        let inside: Vec<_> = arguments(path).map(|argument| self.ty(argument)).chain(bound).collect();
        let called = &path["args"]["parenthesized"];
        if !called.is_null() {
            let inputs = self.list(called["inputs"].as_array().into_iter().flatten());
            return format!("{name}({inputs}) -> {}", self.ty(&called["output"]));
        }
        if inside.is_empty() { name.to_owned() } else { format!("{name}<{}>", inside.join(", ")) }
    }

    fn list<'v>(&self, types: impl Iterator<Item = &'v Value>) -> String {
        types.map(|ty| self.ty(ty)).collect::<Vec<_>>().join(", ")
    }

    fn bounds(&self, bounds: &Value) -> String {
        let bounds = bounds.as_array().into_iter().flatten().map(|bound| &bound["trait_bound"]["trait"]);
        let mut bounds: Vec<_> = bounds.filter(|bound| !bound.is_null()).map(|bound| self.path(bound)).collect();
        bounds.sort_unstable();
        bounds.join(" + ")
    }

    /// Prints `<T as Trait>::Name`, which is resolved if `T` is a type of the crate.
    fn associated(&self, path: &Value) -> String {
        let name = path["name"].as_str().unwrap_or_default();
        let own = &path["self_type"];
        let item = self.item(&own["resolved_path"]["id"]).map_or(&Value::Null, |item| &item["inner"]);
        let impls = [&item["struct"], &item["enum"]].into_iter().filter_map(|one| one["impls"].as_array()).flatten();
        let impls = impls.filter_map(|id| self.item(id)).map(|item| &item["inner"]["impl"]);
        let of_trait = impls.filter(|one| one["blanket_impl"].is_null() && one["trait"]["id"] == path["trait"]["id"]);
        let items = of_trait.filter_map(|one| one["items"].as_array()).flatten();
        let mut named = items.filter_map(|id| self.item(id)).filter(|item| item["name"] == name);
        match named.find_map(|item| item["inner"]["assoc_type"].get("type").filter(|ty| !ty.is_null())) {
            Some(ty) => self.ty(ty),
            None => format!("<{}>::{name}", self.ty(own)),
        }
    }

    /// Prints the signature of a function or a function pointer.
    pub fn signature(&self, function: &Value) -> String {
        let input = |input: &Value| match (input[0].as_str(), &input[1]["borrowed_ref"]) {
            (Some("self"), Value::Null) => "self".to_owned(),
            (Some("self"), by) if by["is_mutable"] == true => "&mut self".to_owned(),
            (Some("self"), _) => "&self".to_owned(),
            _ => self.ty(&input[1]),
        };
        let inputs: Vec<_> = function["sig"]["inputs"].as_array().into_iter().flatten().map(input).collect();
        let is_async = if function["header"]["is_async"] == true { "async " } else { "" };
        format!("{is_async}({}) -> {}", inputs.join(", "), self.ty(&function["sig"]["output"]))
    }

    /// Finds bindings of the parameters with which `ty` becomes `wanted`; `None` if there are none.
    pub fn unify(&self, ty: &Value, wanted: &Value, parameters: &[&str], bindings: &mut Bindings) -> Option<()> {
        if let Some(name) = ty["generic"].as_str().filter(|name| parameters.contains(name)) {
            let bound = bindings.entry(name.to_owned()).or_insert_with(|| wanted.clone());
            return (bound == wanted).then_some(());
        }
        let (path, other) = (&ty["resolved_path"], &wanted["resolved_path"]);
        if path.is_null() || other.is_null() {
            return (self.ty(ty) == self.ty(wanted)).then_some(());
        }
        if path["id"] != other["id"] {
            let alias = self.item(&other["id"])?["inner"]["type_alias"].get("type")?;
            return self.unify(ty, alias, parameters, bindings);
        }
        arguments(path).zip(arguments(other)).try_for_each(|(one, other)| self.unify(one, other, parameters, bindings))
    }
}

/// Returns the types among the arguments of a path.
fn arguments(path: &Value) -> impl Iterator<Item = &Value> {
    let arguments = path["args"]["angle_bracketed"]["args"].as_array();
    arguments.into_iter().flatten().filter_map(|argument| argument.get("type"))
}

/// Replaces generic parameters in a part of the JSON by types.
pub fn bind(part: &Value, bindings: &Bindings) -> Value {
    match part {
        Value::Object(object) => match object.get("generic").and_then(|name| bindings.get(name.as_str()?)) {
            Some(bound) if object.len() == 1 => bound.clone(),
            _ => object.iter().map(|(name, part)| (name.clone(), bind(part, bindings))).collect(),
        },
        Value::Array(parts) => parts.iter().map(|part| bind(part, bindings)).collect(),
        other => other.clone(),
    }
}
