//! The service itself: its names, protocol and endpoints.

use super::{Findings, Rule, Side, side::excerpt, traits};
use crate::endpoint_rules::Param;
use serde_json::Value;
use std::collections::BTreeSet;

/// Compares the services.
pub(super) fn compare(old: &Side, new: &Side, findings: &mut Findings) {
    let (was, is) = (&old.model.service, &new.model.service);
    let subject = is.id.name();
    let title = |service: &crate::model::Service| service.traits.title.clone().unwrap_or_default();
    let facts = [
        (Rule::ChangedServiceId, was.id.name().to_owned(), is.id.name().to_owned()),
        (Rule::ChangedServiceVersion, was.version.clone(), is.version.clone()),
        (Rule::ChangedSdkId, was.sdk_id.clone(), is.sdk_id.clone()),
        (Rule::ChangedTitle, title(was), title(is)),
        (Rule::ChangedProtocol, format!("{:?}", was.protocol), format!("{:?}", is.protocol)),
        (Rule::ChangedSigningName, was.signing_name.clone(), is.signing_name.clone()),
    ];
    for (rule, before, after) in facts {
        if before != after {
            findings.pair(rule, subject, &before, &after);
        }
    }
    traits::compare(old, new, &was.id, &is.id, findings);
    renames(old, new, findings);
    endpoints(old, new, findings);
    metadata(old, new, findings);
}

fn renames(old: &Side, new: &Side, findings: &mut Findings) {
    let pairs = |side: &Side| {
        let pairs = side.model.renamed.iter().map(|(to, from)| (side.key(from), side.key(to)));
        pairs.collect::<BTreeSet<_>>()
    };
    let (before, after) = (pairs(old), pairs(new));
    for (from, to) in before.symmetric_difference(&after) {
        let verb =
            if after.contains(&(from.clone(), to.clone())) { "is renamed to" } else { "is no longer renamed to" };
        findings.push(Rule::ChangedShapeRename, from, format!("{verb} {to}"));
    }
}

fn endpoints(old: &Side, new: &Side, findings: &mut Findings) {
    let (was, is) = (&old.plan.endpoint_rules, &new.plan.endpoint_rules);
    if was.rules != is.rules || was.partitions != is.partitions {
        let what = if was.rules == is.rules { "the partitions changed" } else { "the rules changed" };
        findings.push(Rule::ChangedEndpointRules, "endpoint rules", what);
    }
    let find = |params: &[Param], label: &str| params.iter().find(|param| param.label == label).cloned();
    let labels: BTreeSet<&String> = was.params.iter().chain(&is.params).map(|param| &param.label).collect();
    for label in labels {
        let subject = format!("endpoint parameter {label}");
        match (find(&was.params, label), find(&is.params, label)) {
            (None, Some(param)) => findings.push(Rule::AddedEndpointParameter, subject, format!("{:?}", param.kind)),
            (Some(param), None) => findings.push(Rule::RemovedEndpointParameter, subject, format!("{:?}", param.kind)),
            (Some(before), Some(after)) => parameter(&subject, &before, &after, findings),
            (None, None) => {}
        }
    }
}

fn parameter(subject: &str, before: &Param, after: &Param, findings: &mut Findings) {
    if before.kind != after.kind {
        let (before, after) = (format!("{:?}", before.kind), format!("{:?}", after.kind));
        return findings.pair(Rule::ChangedEndpointParameterType, subject, &before, &after);
    }
    let describe = |param: &Param| {
        let default = param.default.as_ref().map_or_else(String::new, |default| format!(", default {default:?}"));
        format!("{}{default}", if param.required { "required" } else { "optional" })
    };
    if describe(before) != describe(after) || before.built_in != after.built_in {
        findings.pair(Rule::ChangedEndpointParameter, subject, &describe(before), &describe(after));
    }
}

fn metadata(old: &Side, new: &Side, findings: &mut Findings) {
    let keys: BTreeSet<&String> = old.metadata.keys().chain(new.metadata.keys()).collect();
    for key in keys {
        let (before, after) = (old.metadata.get(key), new.metadata.get(key));
        if before != after {
            let text = |value: Option<&Value>| value.map_or_else(|| "nothing".to_owned(), excerpt);
            findings.pair(Rule::ChangedMetadata, format!("metadata {key}"), &text(before), &text(after));
        }
    }
}
