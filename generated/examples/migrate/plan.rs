//! What is to be migrated: the configuration file, and the table mappings.

use std::path::Path;

use dms_sdk::operation::create_endpoint::CreateEndpointInput;
use serde_json::{Map, Value, json};

use crate::{Failure, usage};

/// What the configuration file says.
pub struct Plan {
    pub source: Value,
    pub target: Value,
    pub settings: Option<String>,
}

impl Plan {
    pub fn read(path: &Path) -> Result<Self, Failure> {
        let file = path.display();
        let text = std::fs::read_to_string(path).map_err(|err| usage(format!("cannot read {file}: {err}")))?;
        let mut members: Map<String, Value> =
            serde_json::from_str(&text).map_err(|err| usage(format!("{file} is not a JSON object: {err}")))?;
        let mut endpoint = |member: &str| {
            let value = members.remove(member).ok_or_else(|| format!("`{member}` is missing"));
            let value = value.and_then(|value| endpoint(value, &member.to_lowercase()));
            value.map_err(|err| usage(format!("{file}: {member}: {err}")))
        };
        let (source, target) = (endpoint("Source")?, endpoint("Target")?);
        let settings = members.remove("Settings").map(|settings| settings.to_string());
        match members.keys().next() {
            Some(unknown) => Err(usage(format!("{file}: there is no member `{unknown}`"))),
            None => Ok(Self { source, target, settings }),
        }
    }
}

/// An input of `CreateEndpoint`, checked as far as that is possible before the first request.
fn endpoint(mut value: Value, kind: &str) -> Result<Value, String> {
    let members = value.as_object_mut().ok_or("not a JSON object")?;
    members.insert("EndpointType".into(), kind.into());
    let input: CreateEndpointInput = serde_json::from_value(value.clone()).map_err(|err| err.to_string())?;
    for (member, given) in [("EndpointIdentifier", &input.endpoint_identifier), ("EngineName", &input.engine_name)] {
        given.as_ref().ok_or_else(|| format!("`{member}` is missing"))?;
    }
    // Reading skips what an input does not have.
    let known = serde_json::to_value(&input).map_err(|err| err.to_string())?;
    let unknown = value.as_object().into_iter().flat_map(Map::keys).find(|&member| known.get(member).is_none());
    unknown.map_or(Ok(value.clone()), |member| Err(format!("CreateEndpoint has no member `{member}`")))
}

/// One selection rule for each pattern of tables.
pub fn table_mappings(schema: &str, tables: &[String]) -> String {
    let rule = |(n, table): (usize, &String)| {
        json!({
            "rule-type": "selection",
            "rule-id": (n + 1).to_string(),
            "rule-name": format!("include-{}", n + 1),
            "object-locator": { "schema-name": schema, "table-name": table },
            "rule-action": "include",
        })
    };
    json!({ "rules": tables.iter().enumerate().map(rule).collect::<Vec<_>>() }).to_string()
}
