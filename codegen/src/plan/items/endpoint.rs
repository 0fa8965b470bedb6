//! The items of the parameters of the endpoint rules.

use super::{ItemKind, ItemSource, Items};
use crate::endpoint_rules::{BuiltIn, EndpointRules, Param, ParamKind};

impl Items {
    pub(super) fn endpoint_rules(&mut self, rules: &EndpointRules) {
        for param in &rules.params {
            let source = ItemSource::EndpointParameter(param.label.clone());
            self.begin("src/endpoint_params.rs".to_owned(), source);
            self.parameter(param);
        }
    }

    fn parameter(&mut self, param: &Param) {
        let name = &param.name;
        let set = format!("set_{}", name.as_str());
        let (owned, borrowed) = match param.kind {
            ParamKind::String => ("String", "&str"),
            ParamKind::Boolean => ("bool", "bool"),
            ParamKind::StringArray => ("Vec<String>", "&[String]"),
        };
        self.function("crate::config::endpoint::Params", name, format!("(&self) -> Option<{borrowed}>"));
        let setter = format!("(self, value: impl Into<{owned}>) -> Self");
        let builder = "crate::config::endpoint::ParamsBuilder";
        self.function(builder, name, setter.clone());
        self.function(builder, &set, format!("(self, value: Option<{owned}>) -> Self"));
        let config = "crate::config::Builder";
        if param.is_setting {
            self.function(config, name, setter);
            self.function(config, &set, format!("(&mut self, value: Option<{owned}>) -> &mut Self"));
        }
        if param.built_in == Some(BuiltIn::AccountIdEndpointMode) {
            let mode = "aws_types::endpoint_config::AccountIdEndpointMode";
            self.add(
                ItemKind::Function,
                format!("{config}::account_id_endpoint_mode"),
                format!("(self, mode: {mode}) -> Self"),
            );
            let set = format!("(&mut self, mode: Option<{mode}>) -> &mut Self");
            self.function(config, "set_account_id_endpoint_mode", set);
        }
    }
}
