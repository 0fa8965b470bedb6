//! Rejects operations that the generator does not support, and removes operations.

use super::ImportReport;
use super::format::{Operation, Service, Shape};
use crate::smithy::did_you_mean;
use std::collections::BTreeSet;

/// Adds an error for each operation with an event stream or with required endpoint discovery.
pub fn refuse(service: &Service, report: &mut ImportReport<'_>) {
    for (name, operation) in &service.operations {
        let reached = super::reached(service, referenced(operation));
        let stream = reached.iter().find(|shape| service.shapes.get(**shape).is_some_and(|shape| shape.eventstream));
        let remedy = format!("Leave the operation out with `--without {name}`.");
        if let Some(stream) = stream {
            let problem = format!("the operation streams events (`{stream}`), which is not supported");
            report.refuse(name, problem, remedy.as_str());
        }
        if operation.endpointdiscovery.as_ref().is_some_and(|discovery| discovery.required) {
            let problem = "the operation requires endpoint discovery, which is not supported";
            report.refuse(name, problem, remedy);
        }
    }
}

/// The shapes that an operation refers to.
pub fn referenced(operation: &Operation) -> impl Iterator<Item = &str> {
    let targets = operation.input.iter().chain(&operation.output).chain(&operation.errors);
    targets.map(|target| target.shape.as_str())
}

/// Removes operations, and the shapes that no other operation refers to.
pub fn leave_out(service: &mut Service, without: &[String], report: &mut ImportReport<'_>) {
    if without.is_empty() {
        return;
    }
    for name in without {
        if service.operations.remove(name).is_some() {
            report.ignore(name, "operation", "it was left out on request");
        } else {
            let otherwise = "Name an operation as the model does, such as `DescribeEvents`.";
            let remedy = did_you_mean(name, service.operations.keys().map(String::as_str), otherwise);
            report.refuse(name, "there is no such operation to leave out", remedy);
        }
    }
    let roots = service.operations.values().flat_map(referenced);
    let reached: BTreeSet<String> = super::reached(service, roots).into_iter().map(str::to_owned).collect();
    service.shapes.retain(|name: &String, _: &mut Shape| {
        if !reached.contains(name) {
            report.ignore(name, "shape", "no remaining operation refers to it");
        }
        reached.contains(name)
    });
}
