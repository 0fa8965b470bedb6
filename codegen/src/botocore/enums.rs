//! Names of enum values: botocore's format lists only the values.

use super::{ImportReport, trait_ids};
use heck::ToShoutySnakeCase;
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;

/// The members of an enum, in the order of its values. Repeated values are ignored.
pub fn members(shape: &str, values: &[String], report: &mut ImportReport<'_>) -> Map<String, Value> {
    let mut taken = BTreeSet::new();
    let mut seen = BTreeSet::new();
    let mut members = Map::new();
    for value in values {
        if !seen.insert(value.as_str()) {
            report.ignore(shape, "value of an enum", "it is listed twice");
            continue;
        }
        let name = free_name(name_of(value), &mut taken);
        members.insert(name, json!({ "target": trait_ids::UNIT, "traits": { (trait_ids::ENUM_VALUE): value } }));
    }
    members
}

/// `FULL_LOAD` for `full-load`, `BACKUP_ONLY` for `BackupOnly`; `_2XX` for `2xx`; `U002A` for `*`, which has no
/// character that a name can contain.
fn name_of(value: &str) -> String {
    let ascii: String = value.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { ' ' }).collect();
    let name = ascii.to_shouty_snake_case();
    if name.is_empty() {
        return match value {
            "" => "EMPTY".to_owned(),
            _ => value.chars().map(|c| format!("U{:04X}", c as u32)).collect::<Vec<_>>().join("_"),
        };
    }
    if name.starts_with(|c: char| c.is_ascii_digit()) { format!("_{name}") } else { name }
}

/// Returns `name`, or the first of `NAME_2`, `NAME_3`… that is not taken. Existing values keep their names when the
/// service adds one at the end.
fn free_name(name: String, taken: &mut BTreeSet<String>) -> String {
    let mut candidate = name.clone();
    let mut number = 2;
    while !taken.insert(candidate.clone()) {
        candidate = format!("{name}_{number}");
        number += 1;
    }
    candidate
}
