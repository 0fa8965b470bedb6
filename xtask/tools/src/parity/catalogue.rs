//! The items of the crates that the comparison of calls needs, from the list of public items.

use dms_codegen::explain::{Explainer, Item, ItemKind, ItemSource};
use dms_codegen::model::{Model, Operation, ShapeKind};
use dms_codegen::smithy::ShapeId;

/// A structure with its builder.
pub struct Structure {
    /// Its path from the crate's root, without the crate.
    pub path: String,
    /// The path of its builder.
    pub builder: String,
    /// Whether `build` returns a `Result`.
    pub is_fallible: bool,
    /// The setters that take `Option`s, with their members.
    pub setters: Vec<(String, String)>,
    /// Its shape in the model.
    pub shape: Option<ShapeId>,
}

/// A union or an enumeration.
pub struct Enumeration {
    /// Its path from the crate's root, without the crate.
    pub path: String,
    /// Its shape in the model.
    pub shape: ShapeId,
    /// Its variants, with their members in the model.
    pub variants: Vec<(String, String)>,
}

/// The items of a crate and its model.
pub struct Catalogue<'b> {
    /// The model.
    pub model: &'b Model,
    items: &'b [Item],
}

impl<'b> Catalogue<'b> {
    /// Creates the catalogue of a crate.
    pub fn new(explainer: &'b Explainer<'_>, model: &'b Model) -> Self {
        Self { model, items: explainer.items() }
    }

    /// Returns all structures of types, errors and operations.
    pub fn structures(&self) -> Vec<Structure> {
        let structures = self.items.iter().filter(|item| item.kind == ItemKind::Struct);
        structures.filter_map(|item| self.structure(item)).collect()
    }

    fn structure(&self, item: &Item) -> Option<Structure> {
        let shape = match &item.source {
            ItemSource::Shape(id) | ItemSource::Operation(_, Some(id)) => Some(id.clone()),
            ItemSource::Operation(_, None) => None,
            _ => return None,
        };
        let signature = |path: &str| self.function(path).map(|item| item.signature.as_str());
        let builder = signature(&format!("{}::builder", item.path))?.strip_prefix("() -> ")?;
        let methods = self.items.iter().filter_map(|item| {
            let method = item.path.strip_prefix(builder)?.strip_prefix("::set_")?;
            // The plain setter of a member whose own name starts like this has no `get_…`.
            self.function(&format!("{builder}::get_{method}"))?;
            Some((format!("set_{method}"), member(item)?))
        });
        Some(Structure {
            path: relative(&item.path),
            is_fallible: signature(&format!("{builder}::build"))?.contains("Result<"),
            builder: relative(builder),
            setters: methods.collect(),
            shape,
        })
    }

    fn function(&self, path: &str) -> Option<&'b Item> {
        self.items.iter().find(|item| item.kind == ItemKind::Function && item.path == path)
    }

    /// Returns all unions.
    pub fn unions(&self) -> Vec<Enumeration> {
        self.enums(|kind| matches!(kind, ShapeKind::Union(_)))
    }

    /// Returns all enumerations.
    pub fn enumerations(&self) -> Vec<Enumeration> {
        self.enums(|kind| matches!(kind, ShapeKind::Enum(_)))
    }

    fn enums(&self, is_one: impl Fn(&ShapeKind) -> bool) -> Vec<Enumeration> {
        let enums =
            self.items.iter().filter(|item| item.kind == ItemKind::Enum).filter_map(|item| match &item.source {
                ItemSource::Shape(id) if is_one(&self.model.shape(id).kind) => Some((item, id)),
                _ => None,
            });
        let one = |(item, id): (&Item, &ShapeId)| {
            let variants =
                self.items.iter().filter(|variant| variant.kind == ItemKind::Variant).filter_map(|variant| {
                    let name = variant.path.strip_prefix(&item.path)?.strip_prefix("::")?;
                    Some((name.to_owned(), member(variant)?))
                });
            Enumeration { path: relative(&item.path), shape: id.clone(), variants: variants.collect() }
        };
        enums.map(one).collect()
    }

    /// Returns the operations with the client's methods for them.
    pub fn operations(&self) -> Vec<(&'b Operation, String)> {
        let methods = self.items.iter().filter_map(|item| {
            let method = item.path.strip_prefix("crate::Client::")?;
            let ItemSource::Operation(id, _) = &item.source else { return None };
            let operation = self.model.operations.iter().find(|operation| operation.id == *id)?;
            Some((operation, method.to_owned()))
        });
        methods.collect()
    }

    /// Returns the waiters: their name in the model, the client's method, and the operation that is polled.
    pub fn waiters(&self) -> Vec<(&'b str, String, &'b Operation)> {
        let methods = self.items.iter().filter_map(|item| {
            let method = item.path.strip_prefix("crate::waiters::Waiters::")?;
            let ItemSource::Waiter(name) = &item.source else { return None };
            let polled = self.model.operations.iter().find(|operation| operation.traits.waitable.contains_key(name))?;
            Some((name.as_str(), method.to_owned(), polled))
        });
        methods.collect()
    }

    /// Returns the setters of an operation's input.
    pub fn input_setters(&self, method: &str) -> Vec<(String, String)> {
        let module = format!("crate::operation::{method}::");
        let is_input = |item: &&Item| item.path.starts_with(&module) && item.path.ends_with("Input");
        let mut structures = self.items.iter().filter(|item| item.kind == ItemKind::Struct);
        structures.find(is_input).and_then(|input| self.structure(input)).map(|input| input.setters).unwrap_or_default()
    }
}

/// Returns the name of the member of an item.
fn member(item: &Item) -> Option<String> {
    match &item.source {
        ItemSource::Shape(id) | ItemSource::Operation(_, Some(id)) => id.member().map(str::to_owned),
        _ => None,
    }
}

fn relative(path: &str) -> String {
    path.strip_prefix("crate::").unwrap_or(path).to_owned()
}
