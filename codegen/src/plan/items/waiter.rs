//! The items of waiters.

use super::{ItemKind, ItemSource, Items};
use crate::plan::waiter::Waiter;

impl Items {
    pub(super) fn waiter(&mut self, waiter: &Waiter) {
        let source = || ItemSource::Waiter(waiter.model_name.clone());
        let (path, module) = (waiter.path(), waiter.module_path());
        let named = |name| format!("{module}::{name}");
        let [fluent, final_poll, error] = [waiter.fluent_builder(), waiter.final_poll(), waiter.error()].map(named);
        self.begin("src/waiters.rs".to_owned(), source());
        self.function("crate::waiters::Waiters", &waiter.method, format!("(&self) -> {fluent}"));
        self.begin(path.file(), source());
        self.add(ItemKind::Module, &module, "");
        self.add(ItemKind::Struct, path.to_string(), "");
        self.add(ItemKind::TypeAlias, &fluent, waiter.fluent_builder_type());
        self.add(ItemKind::TypeAlias, &final_poll, waiter.final_poll_type());
        self.add(ItemKind::TypeAlias, &error, waiter.error_type());
        let result = format!("Result<{final_poll}, {error}>");
        self.add(
            ItemKind::Function,
            format!("{fluent}::wait"),
            format!("(self, max_wait: core::time::Duration) -> {result}"),
        );
    }
}
