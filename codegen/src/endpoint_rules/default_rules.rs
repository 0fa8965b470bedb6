//! The rules for a service that has none: the endpoints of regional AWS services.

use serde_json::{Value, json};

/// Regional endpoints `https://{prefix}.{region}.{dnsSuffix}` with their FIPS and dual-stack variants; a
/// custom endpoint overrides them and excludes the variants.
pub fn rule_set(prefix: &str) -> Value {
    let url = |fips: &str, suffix: &str| format!("https://{prefix}{fips}.{{Region}}.{{partition#{suffix}}}");
    let (fips, dual_stack) = (is("UseFIPS"), is("UseDualStack"));
    let (has_fips, has_dual_stack) = (supports("supportsFIPS"), supports("supportsDualStack"));
    let custom = tree(
        &[json!({ "fn": "isSet", "argv": [{ "ref": "Endpoint" }] })],
        &[
            error(&[&fips], "a custom endpoint cannot be combined with FIPS"),
            error(&[&dual_stack], "a custom endpoint cannot be combined with dual stack"),
            endpoint(json!({ "ref": "Endpoint" })),
        ],
    );
    let regional = tree(
        &[
            json!({ "fn": "isSet", "argv": [{ "ref": "Region" }] }),
            json!({ "fn": "aws.partition", "argv": [{ "ref": "Region" }], "assign": "partition" }),
        ],
        &[
            tree(
                &[fips.clone(), dual_stack.clone()],
                &[
                    tree(&[has_fips.clone(), has_dual_stack.clone()], &[endpoint(url("-fips", "dualStackDnsSuffix"))]),
                    error(&[], "the partition of region {Region} has no endpoints with both FIPS and dual stack"),
                ],
            ),
            tree(
                &[fips],
                &[
                    tree(&[has_fips], &[endpoint(url("-fips", "dnsSuffix"))]),
                    error(&[], "the partition of region {Region} has no endpoints with FIPS"),
                ],
            ),
            tree(
                &[dual_stack],
                &[
                    tree(&[has_dual_stack], &[endpoint(url("", "dualStackDnsSuffix"))]),
                    error(&[], "the partition of region {Region} has no endpoints with dual stack"),
                ],
            ),
            endpoint(url("", "dnsSuffix")),
        ],
    );
    json!({
        "version": "1.0",
        "parameters": parameters(),
        "rules": [custom, regional, error(&[], "a region is needed to find the endpoint, and none is set")],
    })
}

fn parameters() -> Value {
    json!({
        "Region": { "builtIn": "AWS::Region", "type": "string" },
        "UseDualStack": { "builtIn": "AWS::UseDualStack", "type": "boolean", "required": true, "default": false },
        "UseFIPS": { "builtIn": "AWS::UseFIPS", "type": "boolean", "required": true, "default": false },
        "Endpoint": { "builtIn": "SDK::Endpoint", "type": "string" },
    })
}

fn is(param: &str) -> Value {
    json!({ "fn": "booleanEquals", "argv": [{ "ref": param }, true] })
}

fn supports(what: &str) -> Value {
    json!({ "fn": "booleanEquals", "argv": [{ "fn": "getAttr", "argv": [{ "ref": "partition" }, what] }, true] })
}

fn tree(conditions: &[Value], rules: &[Value]) -> Value {
    json!({ "type": "tree", "conditions": conditions, "rules": rules })
}

fn error(conditions: &[&Value], message: &str) -> Value {
    json!({ "type": "error", "conditions": conditions, "error": message })
}

fn endpoint(url: impl Into<Value>) -> Value {
    json!({ "type": "endpoint", "conditions": [], "endpoint": { "url": url.into() } })
}
