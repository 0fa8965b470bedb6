//! Converts definitions to [`Operation`]s.

use super::{
    prelude::UNIT,
    selector::AppliedTo,
    service::raw,
    shape::Operation,
    signing::signing,
    trait_reader::{Subject, parse_object, read_traits},
    traits::Paginated,
};
use crate::smithy::trait_ids::PAGINATED;
use crate::smithy::{AppliedTrait, Definition, Definitions, Report, ShapeId, ShapeType};
use serde::Deserialize;
use std::collections::HashSet;

/// `paginated` in a model; the service's trait has the defaults for what an operation leaves out.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase", expecting = "an object")]
struct PartialPaginated {
    input_token: Option<String>,
    output_token: Option<String>,
    items: Option<String>,
    page_size: Option<String>,
}

/// Reads an operation of the service.
pub(super) fn operation(
    id: &ShapeId,
    definition: &Definition,
    service: &Definition,
    definitions: &Definitions,
    report: &mut Report<'_>,
) -> Operation {
    let subject = Subject { shape: id.as_str(), member: None, applied_to: AppliedTo::Shape(ShapeType::Operation) };
    let mut traits = read_traits(subject, &definition.traits, definitions, report);
    traits.paginated = paginated(subject, definition, service, report);
    let structure = |target: &Option<String>| target.as_ref().filter(|target| *target != UNIT)?.parse().ok();
    let bindings = &definition.bindings;
    let mut seen = HashSet::new();
    let errors = bindings.errors.iter().chain(&service.bindings.errors).filter(|target| seen.insert(target.as_str()));
    Operation {
        id: id.clone(),
        location: report.location(definition.origin),
        input: structure(&bindings.input),
        output: structure(&bindings.output),
        errors: errors.filter_map(|target| target.parse().ok()).collect(),
        signing: signing(subject, service, definition, report),
        static_context_params: raw(definition, "smithy.rules#staticContextParams"),
        operation_context_params: raw(definition, "smithy.rules#operationContextParams"),
        traits,
    }
}

/// Checks the service's defaults for its paginated operations, even if no operation uses them.
pub(super) fn check_service_pagination(id: &ShapeId, definition: &Definition, report: &mut Report<'_>) {
    if let Some(applied) = definition.traits.get(PAGINATED) {
        let subject = Subject { shape: id.as_str(), member: None, applied_to: AppliedTo::Shape(ShapeType::Service) };
        let _ = partial(subject, applied, report);
    }
}

fn paginated(
    subject: Subject<'_>,
    definition: &Definition,
    service: &Definition,
    report: &mut Report<'_>,
) -> Option<Paginated> {
    let applied = definition.traits.get(PAGINATED)?;
    let own = partial(subject, applied, report)?;
    let defaults = service.traits.get(PAGINATED).and_then(|applied| parse_object(&applied.value).ok());
    let defaults: PartialPaginated = defaults.unwrap_or_default();
    let mut need = |name: &str, own: Option<String>, default: Option<String>| {
        let value = own.or(default);
        if value.is_none() {
            let problem =
                format!("neither the trait `{PAGINATED}` of the operation nor that of the service has `{name}`");
            subject.report(report, applied, problem, format!("Add `{name}` to one of the two traits."));
        }
        value
    };
    let input_token = need("inputToken", own.input_token, defaults.input_token);
    let output_token = need("outputToken", own.output_token, defaults.output_token);
    Some(Paginated {
        input_token: input_token?,
        output_token: output_token?,
        items: own.items.or(defaults.items),
        page_size: own.page_size.or(defaults.page_size),
    })
}

fn partial(subject: Subject<'_>, applied: &AppliedTrait, report: &mut Report<'_>) -> Option<PartialPaginated> {
    let partial = parse_object(&applied.value).map_err(|error| {
        let problem = format!("the value of the trait `{PAGINATED}` is wrong: {error}");
        subject.report(report, applied, problem, "Use the format in the trait's definition.");
    });
    partial.ok()
}
