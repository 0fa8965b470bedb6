//! Reads the configuration file and creates the table mappings. Both are checked before the first request.

use std::path::Path;

use dms_sdk::operation::create_endpoint::CreateEndpointInput;
use dms_sdk::types::documents::{Problem, Rule, TableMappings, TaskSettings};
use serde_json::{Map, Value};

use crate::{Failure, usage};

/// The contents of the configuration file.
pub struct Plan {
    pub source: Value,
    pub target: Value,
    pub mappings: TableMappings,
    pub settings: Option<TaskSettings>,
}

impl Plan {
    /// Reads the configuration, and creates table mappings from name patterns.
    pub fn read(path: &Path, schema: &str, tables: &[String]) -> Result<Self, Failure> {
        let mappings = table_mappings(schema, tables)?;
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
        let settings = members.remove("Settings").map(|settings| self::settings(&settings)).transpose();
        let settings = settings.map_err(|err| usage(format!("{file}: Settings: {err}")))?;
        match members.keys().next() {
            Some(unknown) => Err(usage(format!("{file}: there is no member `{unknown}`"))),
            None => Ok(Self { source, target, mappings, settings }),
        }
    }
}

/// Checks an input of `CreateEndpoint` as far as possible before the first request.
fn endpoint(mut value: Value, kind: &str) -> Result<Value, String> {
    let members = value.as_object_mut().ok_or("not a JSON object")?;
    members.insert("EndpointType".into(), kind.into());
    let input: CreateEndpointInput = serde_json::from_value(value.clone()).map_err(|err| err.to_string())?;
    for (member, value) in [("EndpointIdentifier", &input.endpoint_identifier), ("EngineName", &input.engine_name)] {
        value.as_ref().ok_or_else(|| format!("`{member}` is missing"))?;
    }
    // Parsing skips unknown members of an input.
    let known = serde_json::to_value(&input).map_err(|err| err.to_string())?;
    let unknown = value.as_object().into_iter().flat_map(Map::keys).find(|&member| known.get(member).is_none());
    unknown.map_or(Ok(value.clone()), |member| Err(format!("CreateEndpoint has no member `{member}`")))
}

/// Parses task settings, which may be from a described task.
fn settings(value: &Value) -> Result<TaskSettings, String> {
    let settings: TaskSettings = value.to_string().parse().map_err(|err| format!("{err}"))?;
    let settings = settings.without_read_only();
    none_of(&settings.check())?;
    Ok(settings)
}

/// Creates one selection rule for each pattern of tables.
fn table_mappings(schema: &str, tables: &[String]) -> Result<TableMappings, Failure> {
    let mappings = TableMappings::of(tables.iter().map(|table| Rule::include(schema, table)));
    none_of(&mappings.check()).map_err(|err| usage(format!("--schema, --table: {err}")))?;
    Ok(mappings)
}

fn none_of(problems: &[Problem]) -> Result<(), String> {
    let problems: Vec<_> = problems.iter().map(Problem::to_string).collect();
    if problems.is_empty() { Ok(()) } else { Err(problems.join("; ")) }
}
