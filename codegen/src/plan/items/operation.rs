//! The items of operations: the client's methods, errors, builders and paginators.

use super::{ItemKind, ItemSource, Items};
use crate::plan::{
    operation::{ErrorVariant, Operation},
    paginator::Paginator,
    types::Type,
};

impl Items {
    pub(super) fn operation(&mut self, operation: &Operation) {
        let (module, file) = (operation.module_path(), operation.input.path.file());
        let own = || ItemSource::Operation(operation.shape.clone(), None);
        self.begin(file.clone(), own());
        self.add(ItemKind::Module, &module, "");
        let fluent = operation.fluent_builder().to_string();
        self.function("crate::Client", &operation.module, format!("(&self) -> {fluent}"));
        if !operation.name.is_in_prelude() {
            let target = format!("crate::client::Named<{}>", operation.input.path);
            self.add(ItemKind::TypeAlias, format!("{module}::{}", operation.name), target);
        }
        self.add(ItemKind::Module, format!("{module}::builders"), "");
        self.add(ItemKind::TypeAlias, &fluent, operation.fluent_builder_type());
        let input = operation.input.builder.to_string();
        self.function(&input, "as_input", format!("(&self) -> &{input}"));
        let customizable = "crate::client::customize::CustomizableOperation";
        let customized = format!("{customizable}<{}, {}, Self>", operation.output.path, operation.error_path());
        self.function(&fluent, "customize", format!("(self) -> {customized}"));
        self.operation_error(operation, &file);
        for structure in [&operation.input, &operation.output] {
            self.structure(structure, &|member| {
                ItemSource::Operation(operation.shape.clone(), member.or(structure.shape.as_ref()).cloned())
            });
        }
        self.begin(file, own());
        if let Some(paginator) = &operation.paginator {
            self.paginator(operation, paginator, &fluent);
        }
    }

    fn operation_error(&mut self, operation: &Operation, file: &str) {
        let path = operation.error_path().to_string();
        self.add(ItemKind::Enum, &path, "");
        self.add(ItemKind::Variant, format!("{path}::Unhandled"), "(crate::error::sealed_unhandled::Unhandled)");
        let unhandled = "(err: impl Into<Box<dyn Error + Send + Sync + 'static>>) -> Self";
        self.function(&path, "unhandled", unhandled);
        self.function(&path, "generic", "(err: crate::error::ErrorMetadata) -> Self");
        self.function(&path, "meta", "(&self) -> &crate::error::ErrorMetadata");
        for ErrorVariant { shape, ident, predicate, path: target, .. } in &operation.errors {
            self.begin(file.to_owned(), ItemSource::Operation(operation.shape.clone(), Some(shape.clone())));
            self.add(ItemKind::Variant, format!("{path}::{ident}"), format!("({target})"));
            self.predicate(&path, predicate);
        }
        self.begin(file.to_owned(), ItemSource::Operation(operation.shape.clone(), None));
    }

    fn paginator(&mut self, operation: &Operation, paginator: &Paginator, fluent: &str) {
        let module = format!("{}::paginator", operation.module_path());
        let (input, error) = (&operation.input.path, operation.error_path());
        let stream = |item: &str| {
            let error = format!(
                "aws_smithy_runtime_api::client::result::SdkError<{error}, aws_smithy_runtime_api::client::orchestrator::HttpResponse>"
            );
            let stream = "aws_smithy_async::future::pagination_stream::PaginationStream";
            format!("(self) -> {stream}<Result<{item}, {error}>>")
        };
        let name = format!("{module}::{}", paginator.name);
        self.add(ItemKind::Module, &module, "");
        self.add(ItemKind::TypeAlias, &name, format!("crate::paginator::Paginator<{input}>"));
        self.function(fluent, "into_paginator", format!("(self) -> {name}"));
        self.function(&name, "send", stream(&operation.output.path.to_string()));
        if let Some(field) = &paginator.page_size {
            self.function(&name, "page_size", format!("(self, limit: {}) -> Self", field.ty));
        }
        let Some(end) = paginator.items.as_ref().and_then(|path| path.last()) else { return };
        let items = format!("{module}::{}", paginator.items_name);
        self.add(ItemKind::TypeAlias, &items, format!("crate::paginator::PaginatorItems<{input}>"));
        self.function(&name, "items", format!("(self) -> {items}"));
        match &end.ty {
            Type::List(item) => self.function(&items, "send", stream(&item.to_string())),
            Type::Map(key, value) => self.function(&items, "send", stream(&format!("({key}, {value})"))),
            _ => {}
        }
    }
}
