//! The parameters of a rule set.

use super::{BuiltIn, Param, ParamKind, ParamValue, report::RuleReport};
use crate::plan::{
    docs,
    names::{self, Ident},
};
use serde_json::Value;

/// The parameters with their names in the rules.
pub type Params = Vec<(String, Param)>;

const BUILT_INS: &[(&str, BuiltIn, ParamKind)] = &[
    ("AWS::Region", BuiltIn::Region, ParamKind::String),
    ("AWS::UseFIPS", BuiltIn::UseFips, ParamKind::Boolean),
    ("AWS::UseDualStack", BuiltIn::UseDualStack, ParamKind::Boolean),
    ("SDK::Endpoint", BuiltIn::Endpoint, ParamKind::String),
    ("AWS::Auth::AccountId", BuiltIn::AccountId, ParamKind::String),
    ("AWS::Auth::AccountIdEndpointMode", BuiltIn::AccountIdEndpointMode, ParamKind::String),
];

pub fn plan(rule_set: &Value, report: &mut RuleReport<'_>) -> Params {
    let Some(members) = rule_set.get("parameters").and_then(Value::as_object) else {
        report.rule("parameters", "expected an object", "declare the parameters, or use `{}`");
        return Params::new();
    };
    let mut params = Params::with_capacity(members.len());
    for (label, value) in members {
        let at = format!("parameters.{label}");
        if !is_identifier(label) {
            report.rule(&at, "the name is not a letter followed by letters and digits", "rename the parameter");
            continue;
        }
        let Some(param) = plan_param(label, value, &at, report) else { continue };
        if let Some((first, _)) = params.iter().find(|(_, other)| clash(&other.name, &param.name)) {
            let problem = format!("`{first}` and `{label}` need the same names in Rust: `{}`", param.name);
            report.rule(&at, problem, "rename one of the parameters");
            continue;
        }
        params.push((label.clone(), param));
    }
    params
}

/// The methods of the configuration's builder other than settings of the service.
pub const CONFIGURATION: &[&str] = &[
    "account_id_endpoint_mode",
    "allow_no_auth",
    "app_name",
    "apply_test_defaults",
    "apply_test_defaults_v2",
    "auth_scheme_preference",
    "auth_scheme_resolver",
    "behavior_version",
    "behavior_version_latest",
    "build",
    "capture_input_attributes",
    "credentials_provider",
    "disable_clock_skew_correction",
    "disable_request_compression",
    "emit_input_attributes",
    "endpoint_resolver",
    "endpoint_url",
    "framework_metadata",
    "http_client",
    "identity_cache",
    "interceptor",
    "interceptors",
    "invocation_id_generator",
    "new",
    "push_auth_scheme",
    "push_framework_metadata",
    "push_interceptor",
    "push_retry_classifier",
    "region",
    "request_min_compression_size_bytes",
    "retry_classifier",
    "retry_classifiers",
    "retry_config",
    "retry_partition",
    "sleep_impl",
    "stalled_stream_protection",
    "time_source",
    "timeout_config",
    "use_dual_stack",
    "use_fips",
    "with_test_defaults",
    "with_test_defaults_v2",
];

/// Marks the parameters that have a setting in the configuration. Built-ins need none.
pub fn mark_settings(params: &mut Params, settings: Option<&Value>, report: &mut RuleReport<'_>) {
    let Some(settings) = settings else { return };
    let Some(settings) = settings.as_object() else {
        report.rule("clientContextParams", "expected an object", "use an object with an entry for each parameter");
        return;
    };
    for (label, setting) in settings {
        let at = format!("clientContextParams.{label}");
        let Some((_, param)) = params.iter_mut().find(|(known, _)| known == label) else {
            report.rule(&at, "the rule set does not declare this parameter", "declare it, or remove the setting");
            continue;
        };
        if plan_kind(setting, &at, report).is_some_and(|kind| kind != param.kind) {
            report.rule(&at, "the parameter has another type in the rule set", "use the same type in both");
        } else if param.built_in.is_none() {
            if CONFIGURATION.contains(&param.name.as_str()) {
                let problem = format!("the configuration already has a setting `{}`", param.name);
                report.rule(&at, problem, "rename the parameter");
            }
            param.is_setting = true;
        }
    }
}

/// Whether the setters of two parameters clash: each has a setter with its name and one with the prefix `set_`.
fn clash(one: &Ident, other: &Ident) -> bool {
    one == other || one.affixed("set_", "") == *other || other.affixed("set_", "") == *one
}

/// `build` and `builder` are methods of the builder.
fn param_name(label: &str) -> Ident {
    let name = names::value_name(label);
    if matches!(name.as_str(), "build" | "builder") { name.affixed("", "_value") } else { name }
}

/// An identifier in the rules' grammar: a letter, then letters and digits. Underscores are allowed too, since published
/// rule sets use them although the grammar does not have them.
pub fn is_identifier(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_alphabetic()) && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
}

fn plan_param(label: &str, value: &Value, at: &str, report: &mut RuleReport<'_>) -> Option<Param> {
    let kind = plan_kind(value, at, report)?;
    let default = plan_default(value, kind, at, report);
    let required = value.get("required").and_then(Value::as_bool).unwrap_or(false);
    if default.is_some() && !required {
        report.rule(at, "a parameter with a default must be required", "add `\"required\": true`");
    }
    let built_in = plan_built_in(value, kind, at, report);
    Some(Param {
        label: label.to_owned(),
        is_setting: false,
        name: param_name(label),
        kind,
        required,
        default,
        built_in,
        docs: plan_docs(label, value, built_in),
        deprecated: plan_deprecated(value),
    })
}

fn plan_kind(value: &Value, at: &str, report: &mut RuleReport<'_>) -> Option<ParamKind> {
    let kind = value.get("type").and_then(Value::as_str).unwrap_or_default();
    // Early rule sets have types with capital letters.
    match kind.to_ascii_lowercase().as_str() {
        "string" => Some(ParamKind::String),
        "boolean" => Some(ParamKind::Boolean),
        "stringarray" => Some(ParamKind::StringArray),
        _ => {
            let remedy = "use one of `string`, `boolean` and `stringArray`";
            report.rule(at, format!("the type `{kind}` does not exist"), remedy);
            None
        }
    }
}

fn plan_default(value: &Value, kind: ParamKind, at: &str, report: &mut RuleReport<'_>) -> Option<ParamValue> {
    let default = value.get("default")?;
    let literal = match (kind, default) {
        (ParamKind::String, Value::String(text)) => Some(ParamValue::String(text.clone())),
        (ParamKind::Boolean, Value::Bool(value)) => Some(ParamValue::Boolean(*value)),
        (ParamKind::StringArray, Value::Array(items)) => {
            let items: Option<Vec<String>> = items.iter().map(|item| item.as_str().map(str::to_owned)).collect();
            items.map(ParamValue::StringArray)
        }
        _ => None,
    };
    if literal.is_none() {
        report.rule(at, format!("the default {default} does not have the parameter's type"), "change the default");
    }
    literal
}

fn plan_built_in(value: &Value, kind: ParamKind, at: &str, report: &mut RuleReport<'_>) -> Option<BuiltIn> {
    let name = value.get("builtIn")?.as_str().unwrap_or_default();
    let Some((_, built_in, expected)) = BUILT_INS.iter().find(|(known, ..)| *known == name) else {
        let known: Vec<&str> = BUILT_INS.iter().map(|(known, ..)| *known).collect();
        let problem = format!("the built-in `{name}` is not supported; supported are {}", known.join(", "));
        report.rule(at, problem, "remove `builtIn`, so that only the builder of the parameters sets it");
        return None;
    };
    if kind != *expected {
        report.rule(at, format!("the built-in `{name}` has another type"), "change the parameter's type");
    }
    Some(*built_in)
}

fn plan_docs(label: &str, value: &Value, built_in: Option<BuiltIn>) -> String {
    let own = match built_in {
        Some(BuiltIn::Region) => "The region of the endpoint.",
        Some(BuiltIn::UseFips) => "Whether to use an endpoint that complies with FIPS 140.",
        Some(BuiltIn::UseDualStack) => "Whether to use an endpoint with both IPv6 and IPv4.",
        Some(BuiltIn::Endpoint) => "A URL to use instead of the service's endpoints.",
        Some(BuiltIn::AccountId) => "The account of the caller's credentials.",
        Some(BuiltIn::AccountIdEndpointMode) => {
            "Whether endpoints of the caller's account are `preferred`, `disabled` or `required`."
        }
        None => "",
    };
    if !own.is_empty() {
        return own.to_owned();
    }
    match value.get("documentation").and_then(Value::as_str) {
        Some(text) => docs::sanitize(text),
        None => format!("The parameter {} of the endpoint rules.", docs::code(label)),
    }
}

fn plan_deprecated(value: &Value) -> Option<String> {
    let deprecated = value.get("deprecated")?;
    let text = |key| deprecated.get(key).and_then(Value::as_str);
    let since = text("since").map(|since| format!("since {since}"));
    let parts: Vec<String> = text("message").map(str::to_owned).into_iter().chain(since).collect();
    Some(parts.join(", "))
}
