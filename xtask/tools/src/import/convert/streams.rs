//! Operations that the generator does not know how to call, and leaving operations out.

use super::super::botocore::{Operation, Service, Shape};
use super::Report;
use std::collections::BTreeSet;

/// What operations of a kind do, and whether an operation is one of them.
type Kind<'a> = (&'static str, &'a dyn Fn(&Operation) -> bool);

/// Refuses the operations that read or write events, and those that ask the service for their endpoint first. Each kind is
/// one mistake, whose remedy leaves out all of its operations.
pub fn refuse(service: &Service, report: &mut Report) {
    let streams = |operation: &Operation| {
        let reached = super::reached(service, ends(operation));
        reached.iter().any(|shape| service.shapes.get(*shape).is_some_and(|shape| shape.eventstream))
    };
    let discovers = |operation: &Operation| operation.endpointdiscovery.as_ref().is_some_and(|it| it.required);
    let kinds: [Kind<'_>; 2] =
        [("streams events", &streams), ("asks the service for its endpoint before it is called", &discovers)];
    for (what, is_of_kind) in kinds {
        let of_kind = service.operations.iter().filter(|(_, operation)| is_of_kind(operation));
        let names: Vec<&str> = of_kind.map(|(name, _)| name.as_str()).collect();
        let Some((first, others)) = names.split_first() else { continue };
        let others = match others.len() {
            0 => String::new(),
            1 => format!("; so does `{}`", others[0]),
            more => format!("; so do {more} others"),
        };
        let arguments: Vec<_> = names.iter().map(|name| format!("--without {name}")).collect();
        let left = match service.operations.keys().filter(|name| !names.contains(&name.as_str())).count() {
            0 => "nothing is left of the service without them".to_owned(),
            left => format!(
                "`cargo xtask new-service` leaves them out with `{}`: {left} of {} operations are left",
                arguments.join(" "),
                service.operations.len()
            ),
        };
        report.refuse(first, format!("the operation {what}, which is not supported{others}"), left);
    }
}

/// The shapes that an operation refers to.
pub fn ends(operation: &Operation) -> impl Iterator<Item = &str> {
    let ends = operation.input.iter().chain(&operation.output).chain(&operation.errors);
    ends.map(|target| target.shape.as_str())
}

/// Takes operations out, and the shapes that nothing refers to then.
pub fn leave_out(service: &mut Service, without: &[String], report: &mut Report) {
    if without.is_empty() {
        return;
    }
    for name in without {
        if service.operations.remove(name).is_none() {
            let remedy = "name an operation as the model does, such as `DescribeEvents`";
            report.refuse(name, "there is no such operation to leave out", remedy);
        }
    }
    let roots = service.operations.values().flat_map(ends);
    let reached: BTreeSet<String> = super::reached(service, roots).into_iter().map(str::to_owned).collect();
    service.shapes.retain(|name: &String, _: &mut Shape| reached.contains(name));
}
