//! The items of structures, unions and enumerations.

use super::{ItemKind, ItemSource, Items};
use crate::{
    plan::{enumeration::Enumeration, field::Field, names::Ident, role::Role, structure::Structure, union::Union},
    smithy::ShapeId,
};

impl Items {
    /// A structure of `crate::types` or `crate::types::error`.
    pub(super) fn type_structure(&mut self, structure: &Structure) {
        // Only inputs and outputs can have no shape.
        if let Some(shape) = &structure.shape {
            self.structure(structure, &|member| ItemSource::Shape(member.unwrap_or(shape).clone()));
        }
    }

    /// A structure, its fields, its methods and its builder. `source` returns the source of a member, or of the
    /// structure if it is called with `None`.
    pub(super) fn structure(&mut self, structure: &Structure, source: &dyn Fn(Option<&ShapeId>) -> ItemSource) {
        let (path, builder) = (structure.path.to_string(), structure.builder.to_string());
        self.begin(structure.path.file(), source(None));
        self.add(ItemKind::Struct, &path, "");
        self.function(&path, "builder", format!("() -> {builder}"));
        self.add(ItemKind::TypeAlias, &builder, structure.builder_type());
        let built = if structure.is_fallible() {
            format!("(self) -> Result<{path}, crate::error::BuildError>")
        } else {
            format!("(self) -> {path}")
        };
        self.function(&builder, "build", built);
        if matches!(structure.role, Role::Error(_)) {
            self.function(&builder, "meta", "(self, meta: crate::error::ErrorMetadata) -> Self");
            let set = "(&mut self, meta: Option<crate::error::ErrorMetadata>) -> &mut Self";
            self.function(&builder, "set_meta", set);
        }
        if matches!(structure.role, Role::Document { .. }) {
            self.function(&path, "unknown_members", "(&self) -> impl Iterator<Item = (&str, &str)>");
        }
        for field in &structure.fields {
            let member = structure.shape.as_ref().map(|shape| shape.with_member(&field.model_name));
            self.source = Some(source(member.as_ref()));
            self.field(&path, &builder, field);
        }
    }

    fn field(&mut self, path: &str, builder: &str, field: &Field) {
        let ident = &field.ident;
        self.add(ItemKind::Field, format!("{path}::{ident}"), field.declared_type().to_string());
        self.function(path, ident, format!("(&self) -> {}", field.accessor_type()));
        let parameters: Vec<_> = field.setter_parameters().iter().map(|(name, ty)| format!("{name}: {ty}")).collect();
        self.function(builder, ident, format!("(self, {}) -> Self", parameters.join(", ")));
        let name = |prefix: &str| format!("{prefix}{}", ident.as_str());
        self.function(builder, name("set_"), format!("(self, input: {}) -> Self", field.optional_type()));
        self.function(builder, name("get_"), format!("(&self) -> {}", field.stored_type()));
    }

    /// The variant of the crate's error for all operations.
    pub(super) fn error_of_all(&mut self, error: &Structure) {
        let Some(shape) = &error.shape else { return };
        self.begin("src/error_meta.rs".to_owned(), ItemSource::Shape(shape.clone()));
        self.add(ItemKind::Variant, format!("crate::Error::{}", error.path.name), format!("({})", error.path));
    }

    pub(super) fn union(&mut self, union: &Union) {
        let path = union.path.to_string();
        self.begin(union.path.file(), ItemSource::Shape(union.shape.clone()));
        self.add(ItemKind::Enum, &path, "");
        let unknown = if union.document.is_some() { "(crate::document::UnknownObject)" } else { "" };
        self.add(ItemKind::Variant, format!("{path}::Unknown"), unknown);
        self.function(&path, "is_unknown", "(&self) -> bool");
        for variant in &union.variants {
            self.source = Some(ItemSource::Shape(union.shape.with_member(&variant.model_name)));
            let name = |prefix: &str| variant.suffix.affixed(prefix, "");
            let value = if variant.has_value() { format!("({})", variant.declared_type()) } else { String::new() };
            self.add(ItemKind::Variant, format!("{path}::{}", variant.ident), value);
            self.function(&path, name("as_"), format!("(&self) -> {}", variant.accessor_type()));
            self.function(&path, name("is_"), "(&self) -> bool");
        }
    }

    pub(super) fn enumeration(&mut self, enumeration: &Enumeration) {
        let path = enumeration.path.to_string();
        self.begin(enumeration.path.file(), ItemSource::Shape(enumeration.shape.clone()));
        self.add(ItemKind::Enum, &path, "");
        self.add(ItemKind::Variant, format!("{path}::Unknown"), "(crate::primitives::UnknownVariantValue)");
        self.function(&path, "as_str", "(&self) -> &str");
        self.function(&path, "values", "() -> &'static [&'static str]");
        let parsed = "(value: &str) -> Result<Self, crate::error::UnknownVariantError>";
        self.function(&path, "try_parse", parsed);
        for variant in &enumeration.variants {
            self.source = Some(ItemSource::Shape(enumeration.shape.with_member(&variant.name)));
            self.add(ItemKind::Variant, format!("{path}::{}", variant.ident), "");
        }
    }

    /// The methods that check which error it is.
    pub(super) fn predicate(&mut self, error: &str, predicate: &Ident) {
        self.function(error, predicate, "(&self) -> bool");
    }
}
