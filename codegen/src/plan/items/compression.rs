//! The settings of compression, in crates with an operation that compresses its requests.

use super::{ItemSource, Items};
use crate::plan::operation::Operation;

impl Items {
    /// The settings, with this operation as their source.
    pub(super) fn compression(&mut self, operation: &Operation) {
        self.begin("src/compression.rs".to_owned(), ItemSource::Operation(operation.shape.clone(), None));
        let settings =
            [("disable_request_compression", "disable", "bool"), ("request_min_compression_size_bytes", "size", "u32")];
        for (setting, input, ty) in settings {
            self.function("crate::config::Config", setting, format!("(&self) -> Option<{ty}>"));
            let builder = "crate::config::Builder";
            self.function(builder, setting, format!("(self, {input}: impl Into<Option<{ty}>>) -> Self"));
            let set = format!("(&mut self, {input}: Option<{ty}>) -> &mut Self");
            self.function(builder, format!("set_{setting}"), set);
        }
    }
}
