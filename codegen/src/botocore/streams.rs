//! Operations that the generator does not know how to call, and leaving operations out.

use super::Report;
use super::format::{Operation, Service, Shape};
use crate::smithy::did_you_mean;
use std::collections::BTreeSet;

/// Refuses the operations that read or write events, and those that ask the service for their endpoint first.
pub fn refuse(service: &Service, report: &mut Report<'_>) {
    for (name, operation) in &service.operations {
        let reached = super::reached(service, ends(operation));
        let stream = reached.iter().find(|shape| service.shapes.get(**shape).is_some_and(|shape| shape.eventstream));
        let remedy = format!("Leave the operation out with `--without {name}`.");
        if let Some(stream) = stream {
            let problem = format!("the operation streams events (`{stream}`), which is not supported");
            report.refuse(name, problem, remedy.as_str());
        }
        if operation.endpointdiscovery.as_ref().is_some_and(|discovery| discovery.required) {
            let problem = "the operation asks the service for its endpoint before it is called, which is not supported";
            report.refuse(name, problem, remedy);
        }
    }
}

/// The shapes that an operation refers to.
pub fn ends(operation: &Operation) -> impl Iterator<Item = &str> {
    let ends = operation.input.iter().chain(&operation.output).chain(&operation.errors);
    ends.map(|target| target.shape.as_str())
}

/// Takes operations out, and the shapes that nothing refers to then.
pub fn leave_out(service: &mut Service, without: &[String], report: &mut Report<'_>) {
    if without.is_empty() {
        return;
    }
    for name in without {
        if service.operations.remove(name).is_some() {
            report.ignore(name, "operation", "it was asked to be left out");
        } else {
            let otherwise = "Name an operation as the model does, such as `DescribeEvents`.";
            let remedy = did_you_mean(name, service.operations.keys().map(String::as_str), otherwise);
            report.refuse(name, "there is no such operation to leave out", remedy);
        }
    }
    let roots = service.operations.values().flat_map(ends);
    let reached: BTreeSet<String> = super::reached(service, roots).into_iter().map(str::to_owned).collect();
    service.shapes.retain(|name: &String, _: &mut Shape| {
        if !reached.contains(name) {
            report.ignore(name, "shape", "no operation that is left refers to it");
        }
        reached.contains(name)
    });
}
