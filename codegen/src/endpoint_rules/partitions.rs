//! The table of partitions: groups of regions that share their DNS suffixes.

use super::report::RuleReport;
use crate::{
    Diagnostics,
    smithy::{self, Object, Origin, Remedies, Source, Strict, offset_in, read_objects},
};
use serde_json::{Value, value::RawValue};

/// A partition, or regions of a partition whose outputs differ from those of the others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Partition {
    /// The fields in the rules.
    pub outputs: PartitionOutputs,
    /// Regions that belong to it whatever their names are.
    pub regions: Vec<String>,
    /// The prefixes before `-word-number` in the names of its regions.
    pub prefixes: Vec<String>,
}

/// The result of `aws.partition`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PartitionOutputs {
    /// Its name, such as `aws-cn`.
    pub name: String,
    /// The suffix of its hosts.
    pub dns_suffix: String,
    /// The suffix of its hosts with both IPv4 and IPv6.
    pub dual_stack_dns_suffix: String,
    /// Whether it has FIPS endpoints.
    pub supports_fips: bool,
    /// Whether it has dual-stack endpoints.
    pub supports_dual_stack: bool,
    /// The region in signatures for its global services.
    pub implicit_global_region: String,
}

/// Reads the table and removes what a lookup does not need: a region whose name has a prefix of the right partition.
pub fn plan(table: Option<&Source>, report: &mut RuleReport<'_>) -> Vec<Partition> {
    let Some(table) = table else {
        let problem = "a rule calls `aws.partition`, but there is no table of partitions";
        report.rule("rules", problem, "pass a table of partitions to the generator");
        return Vec::new();
    };
    let mut partitions = read(table).unwrap_or_else(|problems| {
        report.extend(problems);
        Vec::new()
    });
    remove_matching_regions(&mut partitions);
    partitions
}

const REMEDIES: Remedies = Remedies {
    syntax: "Correct the table of partitions, or import it again.",
    form: "Use the format of botocore: `{\"partitions\": [{\"id\", \"regionRegex\", \"regions\", \"outputs\"}]}`.",
    variant: None,
};

/// Reads the whole table of a source.
fn read(source: &Source) -> Result<Vec<Partition>, Diagnostics> {
    let mut report = smithy::Report::new([source]);
    let start = Origin { source: 0, offset: 0 };
    let Some(Object(table)) = read_objects(start, &source.text, None, REMEDIES, &mut report) else {
        return Err(report.take_diagnostics());
    };
    let listed = table.get("partitions").and_then(|listed| serde_json::from_str::<Vec<&RawValue>>(listed.get()).ok());
    let mut partitions: Vec<Partition> = Vec::new();
    for partition in listed.into_iter().flatten() {
        let origin = Origin { offset: offset_in(&source.text, partition), ..start };
        if let Some(Strict(partition)) = smithy::read(origin, partition.get(), None, REMEDIES, &mut report) {
            partitions.extend(plan_partition(&partition, origin, &mut report));
        }
    }
    report.check()?;
    if !partitions.iter().any(|partition| partition.outputs.name == "aws") {
        let problem = "the table of partitions has no partition `aws`, which unknown regions fall back to";
        report.at(start, problem, "Add the partition `aws`.");
    }
    report.check()?;
    Ok(partitions)
}

/// One entry, and one more for each region with different outputs.
fn plan_partition(value: &Value, origin: Origin, report: &mut smithy::Report<'_>) -> Vec<Partition> {
    let id = value.get("id").and_then(Value::as_str).unwrap_or_default();
    let Some(outputs) = value.get("outputs").and_then(|outputs| plan_outputs(id, outputs)) else {
        let problem = format!("the outputs of partition `{id}` are incomplete");
        let remedy =
            "Add `dnsSuffix`, `dualStackDnsSuffix`, `supportsFIPS`, `supportsDualStack` and `implicitGlobalRegion`.";
        report.at(origin, problem, remedy);
        return Vec::new();
    };
    let regex = value.get("regionRegex").and_then(Value::as_str).unwrap_or_default();
    let Some(prefixes) = prefixes(regex) else {
        let problem =
            format!("the pattern `{regex}` of partition `{id}` does not have the form `^(ab|cd)\\-\\w+\\-\\d+$`");
        report.at(origin, problem, "List the regions, and use a pattern of this form.");
        return Vec::new();
    };
    let mut regions = Vec::new();
    let mut rows = Vec::new();
    for (region, overrides) in value.get("regions").and_then(Value::as_object).into_iter().flatten() {
        let own = merge(&outputs, overrides);
        if own == outputs {
            regions.push(region.clone());
        } else {
            rows.push(Partition { outputs: own, regions: vec![region.clone()], prefixes: Vec::new() });
        }
    }
    rows.insert(0, Partition { outputs, regions, prefixes });
    rows
}

fn plan_outputs(id: &str, value: &Value) -> Option<PartitionOutputs> {
    let text = |key| value.get(key).and_then(Value::as_str).map(str::to_owned);
    let flag = |key| value.get(key).and_then(Value::as_bool);
    Some(PartitionOutputs {
        name: text("name").unwrap_or_else(|| id.to_owned()),
        dns_suffix: text("dnsSuffix")?,
        dual_stack_dns_suffix: text("dualStackDnsSuffix")?,
        supports_fips: flag("supportsFIPS")?,
        supports_dual_stack: flag("supportsDualStack")?,
        implicit_global_region: text("implicitGlobalRegion")?,
    })
}

/// The partition's outputs, with those that a region overrides.
fn merge(outputs: &PartitionOutputs, overrides: &Value) -> PartitionOutputs {
    let text =
        |key, otherwise: &String| overrides.get(key).and_then(Value::as_str).map_or(otherwise.clone(), str::to_owned);
    let flag = |key, otherwise| overrides.get(key).and_then(Value::as_bool).unwrap_or(otherwise);
    PartitionOutputs {
        name: text("name", &outputs.name),
        dns_suffix: text("dnsSuffix", &outputs.dns_suffix),
        dual_stack_dns_suffix: text("dualStackDnsSuffix", &outputs.dual_stack_dns_suffix),
        supports_fips: flag("supportsFIPS", outputs.supports_fips),
        supports_dual_stack: flag("supportsDualStack", outputs.supports_dual_stack),
        implicit_global_region: text("implicitGlobalRegion", &outputs.implicit_global_region),
    }
}

/// The prefixes that a pattern allows before `\-\w+\-\d+$`; `None` if it has another form. All partitions of AWS have
/// this form, so the generated crate needs no regular expressions.
fn prefixes(regex: &str) -> Option<Vec<String>> {
    let mut rest = regex.strip_prefix('^')?.strip_suffix(r"\-\w+\-\d+$")?;
    let mut prefixes = vec![String::new()];
    while !rest.is_empty() {
        let (alternatives, after) = match rest.strip_prefix('(') {
            Some(group) => {
                let (group, after) = group.split_once(')')?;
                (group.split('|').map(unescape).collect::<Option<Vec<String>>>()?, after)
            }
            None => {
                let (text, after) = rest.split_at(rest.find('(').unwrap_or(rest.len()));
                (vec![unescape(text)?], after)
            }
        };
        let append =
            |prefix: &String| alternatives.iter().map(move |more| format!("{prefix}{more}")).collect::<Vec<_>>();
        prefixes = prefixes.iter().flat_map(append).collect();
        rest = after;
    }
    prefixes.iter().all(|prefix| !prefix.is_empty()).then_some(prefixes)
}

/// A string of letters, digits and hyphens, escaped or not.
fn unescape(text: &str) -> Option<String> {
    let plain = text.replace(r"\-", "-");
    plain.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-').then_some(plain)
}

fn remove_matching_regions(partitions: &mut [Partition]) {
    let homes: Vec<Vec<String>> = partitions.iter().map(|partition| partition.prefixes.clone()).collect();
    for (row, partition) in partitions.iter_mut().enumerate() {
        let is_evident =
            |region: &str| homes.iter().position(|home| home.iter().any(|p| matches(region, p))) == Some(row);
        partition.regions.retain(|region| !is_evident(region));
    }
}

/// Whether a region is `prefix-word-number`.
fn matches(region: &str, prefix: &str) -> bool {
    let tail = region.strip_prefix(prefix).and_then(|tail| tail.strip_prefix('-'));
    tail.and_then(|tail| tail.split_once('-')).is_some_and(|(word, number)| {
        let is_word = |b: u8| b.is_ascii_alphanumeric() || b == b'_';
        !word.is_empty()
            && word.bytes().all(is_word)
            && !number.is_empty()
            && number.bytes().all(|b| b.is_ascii_digit())
    })
}
