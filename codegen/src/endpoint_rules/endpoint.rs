//! The endpoint of a rule: URL, headers and properties.

use super::{AuthScheme, Endpoint, Property, RuleExpr, RuleExprKind, RuleType, lowering::Lowering};
use serde_json::{Map, Value};

pub fn plan(cx: &mut Lowering<'_, '_>, value: Option<&Value>, at: &str) -> Option<Endpoint> {
    let Some(value) = value.filter(|value| value.is_object()) else {
        cx.report.rule(at, "expected an object", "use an object with a `url`");
        return None;
    };
    let headers = object(cx, value, "headers", at);
    let headers = self::headers(cx, headers, &format!("{at}.headers"));
    let properties_at = format!("{at}.properties");
    let mut auth_schemes = Vec::new();
    let mut properties = Vec::new();
    for (name, value) in object(cx, value, "properties", at).into_iter().flatten() {
        let at = format!("{properties_at}.{name}");
        if name == "authSchemes" {
            auth_schemes = self::auth_schemes(cx, value, &at);
        } else if let Some(value) = property(cx, value, &at) {
            properties.push((name.clone(), value));
        }
    }
    let at = format!("{at}.url");
    let Some(url) = value.get("url") else {
        cx.report.rule(&at, "the URL is missing", "add it");
        return None;
    };
    let url = cx.expression(url, &at)?;
    let url = cx.expect(url, RuleType::String, &at)?;
    if url.kind == RuleExprKind::String(String::new()) {
        cx.report.rule(&at, "the URL is empty", "use a URL with a scheme and a host");
        return None;
    }
    Some(Endpoint { url, headers, auth_schemes, properties })
}

fn object<'v>(cx: &mut Lowering<'_, '_>, of: &'v Value, key: &str, at: &str) -> Option<&'v Map<String, Value>> {
    let value = of.get(key)?;
    if !value.is_object() {
        cx.report.rule(&format!("{at}.{key}"), "expected an object", "use an object, or remove it");
    }
    value.as_object()
}

fn headers(cx: &mut Lowering<'_, '_>, headers: Option<&Map<String, Value>>, at: &str) -> Vec<(String, Vec<RuleExpr>)> {
    let mut planned = Vec::new();
    for (name, values) in headers.into_iter().flatten() {
        let at = format!("{at}.{name}");
        let Some(values) = values.as_array() else {
            cx.report.rule(&at, "expected a list", "use a list of the header's values");
            continue;
        };
        let mut texts = Vec::with_capacity(values.len());
        for (i, value) in values.iter().enumerate() {
            let at = format!("{at}[{i}]");
            texts.extend(cx.expression(value, &at).and_then(|value| cx.expect(value, RuleType::String, &at)));
        }
        planned.push((name.clone(), texts));
    }
    planned
}

fn auth_schemes(cx: &mut Lowering<'_, '_>, value: &Value, at: &str) -> Vec<AuthScheme> {
    let Some(schemes) = value.as_array() else {
        cx.report.rule(at, "expected a list", "use a list of authentication schemes");
        return Vec::new();
    };
    let mut planned = Vec::with_capacity(schemes.len());
    for (i, scheme) in schemes.iter().enumerate() {
        let at = format!("{at}[{i}]");
        let Some((name, members)) = named(scheme) else {
            cx.report.rule(&at, "the scheme has no name", "add `name`, such as `sigv4`");
            continue;
        };
        let mut properties = Vec::with_capacity(members.len());
        for (key, value) in members.iter().filter(|(key, _)| *key != "name") {
            properties.extend(property(cx, value, &format!("{at}.{key}")).map(|value| (key.clone(), value)));
        }
        planned.push(AuthScheme { name: name.to_owned(), properties });
    }
    planned
}

fn named(scheme: &Value) -> Option<(&str, &Map<String, Value>)> {
    let members = scheme.as_object()?;
    Some((members.get("name")?.as_str()?, members))
}

/// Properties contain no references and no calls; strings may be templates.
fn property(cx: &mut Lowering<'_, '_>, value: &Value, at: &str) -> Option<Property> {
    match value {
        Value::String(_) => {
            let text = cx.expression(value, at)?;
            cx.expect(text, RuleType::String, at).map(Property::String)
        }
        Value::Bool(value) => Some(Property::Boolean(*value)),
        Value::Number(number) if number.is_i64() => number.as_i64().map(Property::Integer),
        Value::Array(items) => {
            let items = items.iter().enumerate().map(|(i, item)| property(cx, item, &format!("{at}[{i}]")));
            items.collect::<Option<_>>().map(Property::Array)
        }
        Value::Object(members) => {
            let members = members
                .iter()
                .map(|(key, value)| property(cx, value, &format!("{at}.{key}")).map(|value| (key.clone(), value)));
            members.collect::<Option<_>>().map(Property::Object)
        }
        _ => {
            let remedy = "use a string, a boolean, an integer, a list or an object";
            cx.report.rule(at, format!("{value} cannot be a property"), remedy);
            None
        }
    }
}
