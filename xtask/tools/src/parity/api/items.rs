//! Lists the public items of a crate by their paths.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::types::{Bindings, Crate, bind};

/// A public item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// Its kind.
    pub kind: &'static str,
    /// Its signature or type, if it is public.
    pub signature: String,
}

/// Lists all public items, including fields and trait implementations.
pub fn list(listed: &Crate) -> BTreeMap<String, Item> {
    let mut items = Items { listed, items: BTreeMap::new(), seen: BTreeSet::new() };
    if let Some(root) = listed.item(&listed.root) {
        items.module(root, "crate");
    }
    items.items
}

struct Items<'c> {
    listed: &'c Crate,
    items: BTreeMap<String, Item>,
    /// The items that are listed under a path already: modules can contain themselves by `use`.
    seen: BTreeSet<(String, String)>,
}

impl<'c> Items<'c> {
    fn add(&mut self, path: String, kind: &'static str, signature: String) {
        self.items.insert(path, Item { kind, signature });
    }

    fn all(&self, ids: &'c Value) -> Vec<&'c Value> {
        ids.as_array().into_iter().flatten().filter_map(|id| self.listed.item(id)).collect()
    }

    fn module(&mut self, module: &'c Value, path: &str) {
        for item in self.all(&module["inner"]["module"]["items"]) {
            if item["visibility"] == "public" || item["visibility"] == "default" {
                self.item(item, path, item["name"].as_str());
            }
        }
    }

    fn item(&mut self, item: &'c Value, within: &str, name: Option<&str>) {
        let Some((kind, inner)) = item["inner"].as_object().and_then(|inner| inner.iter().next()) else { return };
        if kind == "use" {
            return self.import(inner, within);
        }
        let path = format!("{within}::{}", name.unwrap_or_default());
        if !self.seen.insert((path.clone(), item["id"].to_string())) {
            return;
        }
        match kind.as_str() {
            "module" => {
                self.module(item, &path);
                self.add(path, "module", String::new());
            }
            "struct" | "enum" => {
                self.members(inner, &path);
                self.impls(&inner["impls"], &path, &item["id"], None);
                self.add(path, "type", String::new());
            }
            "type_alias" => {
                let target = self.listed.item(&inner["type"]["resolved_path"]["id"]).map(|item| &item["inner"]);
                let target = target.and_then(|target| target.get("struct").or(target.get("enum")));
                if let Some(target) = target {
                    self.impls(&target["impls"], &path, &inner["type"]["resolved_path"]["id"], Some(&inner["type"]));
                }
                self.add(path, "type", String::new());
            }
            "trait" => {
                for method in self.all(&inner["items"]) {
                    self.function(method, &path, None);
                }
                self.add(path, "trait", String::new());
            }
            "function" => self.function(item, within, None),
            "constant" | "static" => self.add(path, "constant", self.listed.ty(&inner["type"])),
            "macro" => self.add(path, "macro", String::new()),
            _ => {}
        }
    }

    /// Adds items that a `use` exports. Items of other crates are the same for both.
    fn import(&mut self, import: &'c Value, within: &str) {
        let target = self.listed.item(&import["id"]);
        match target {
            Some(target) if import["is_glob"] == true => self.module(target, within),
            Some(target) => self.item(target, within, import["name"].as_str()),
            None => {
                let name = import["name"].as_str().unwrap_or_default();
                self.add(format!("{within}::{name}"), "reexport", String::new());
            }
        }
    }

    /// Adds public fields, and variants with their contents.
    fn members(&mut self, inner: &'c Value, path: &str) {
        for field in self.all(&inner["kind"]["plain"]["fields"]) {
            if field["visibility"] == "public" {
                let name = field["name"].as_str().unwrap_or_default();
                self.add(format!("{path}.{name}"), "field", self.listed.ty(&field["inner"]["struct_field"]));
            }
        }
        for variant in self.all(&inner["variants"]) {
            let fields = self.all(&variant["inner"]["variant"]["kind"]["tuple"]).into_iter();
            let fields: Vec<_> = fields.map(|field| self.listed.ty(&field["inner"]["struct_field"])).collect();
            let name = variant["name"].as_str().unwrap_or_default();
            self.add(format!("{path}::{name}"), "variant", fields.join(", "));
        }
    }

    /// Adds the methods and traits of a type, or of an alias of a type with these arguments.
    fn impls(&mut self, ids: &'c Value, path: &str, id: &Value, alias: Option<&Value>) {
        for item in self.all(ids) {
            let one = &item["inner"]["impl"];
            let parameters = one["generics"]["params"].as_array().into_iter().flatten();
            let parameters: Vec<_> = parameters.filter_map(|parameter| parameter["name"].as_str()).collect();
            let mut bindings = Bindings::new();
            let fits = |alias| self.listed.unify(&one["for"], alias, &parameters, &mut bindings).is_some();
            // Rustdoc also lists implementations for other types that mention this one.
            let is_own = one["for"]["resolved_path"]["id"] == *id && one["blanket_impl"].is_null();
            if !is_own || one["is_synthetic"] == true || !alias.is_none_or(fits) {
                continue;
            }
            if one["trait"].is_null() {
                for method in self.all(&one["items"]).into_iter().filter(|item| item["visibility"] == "public") {
                    self.function(method, path, Some(&bindings));
                }
            } else {
                let name = self.listed.path(&bind(&one["trait"], &bindings));
                // The compiler derives this together with another trait.
                if name != "StructuralPartialEq" {
                    self.add(format!("{path} : {name}"), "impl", String::new());
                }
            }
        }
    }

    fn function(&mut self, item: &Value, within: &str, bindings: Option<&Bindings>) {
        let function = &item["inner"]["function"];
        if !function.is_null() {
            let bound = bindings.filter(|bindings| !bindings.is_empty()).map(|bindings| bind(function, bindings));
            let signature = self.listed.signature(bound.as_ref().unwrap_or(function));
            self.add(format!("{within}::{}", item["name"].as_str().unwrap_or_default()), "function", signature);
        }
    }
}
