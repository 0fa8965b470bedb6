//! The pass `load`: converts sources to a valid [`Model`].

use super::{
    Model,
    check::check_model,
    closure::{close, renames},
    documents::documents,
    operations::{check_service_pagination, operation},
    rename::rename,
    service::service,
    shapes::{prelude_shape, shape},
    targets::check_targets,
};
use crate::{
    diagnostics::Diagnostics,
    smithy::{Assembled, Definitions, Report, Source, assemble},
};
use std::collections::BTreeMap;

/// Loads a model: reads and merges the sources, applies `apply` statements and mixins, collects everything that the
/// service uses, reads traits, and checks what the later passes rely on.
///
/// A later source overrides the traits of an earlier one, so an overlay must come last. Of shapes that the service does
/// not use, only the references are checked; they are not part of the model.
///
/// # Errors
/// All errors in the model that one run can find: a source that cannot be parsed hides the errors in its content, and
/// errors in single shapes and traits hide those in their combinations.
pub fn load(sources: &[Source]) -> Result<Model, Diagnostics> {
    load_assembled(sources, &mut Report::new(sources)).map(|(model, _)| model)
}

/// Loads a model, and returns the merged sources too.
pub(crate) fn load_assembled(sources: &[Source], report: &mut Report<'_>) -> Result<(Model, Assembled), Diagnostics> {
    let assembled = assemble(sources, report)?;
    let model = resolve(&assembled.definitions, report)?;
    Ok((model, assembled))
}

fn resolve(definitions: &Definitions, report: &mut Report<'_>) -> Result<Model, Diagnostics> {
    check_targets(definitions, report);
    let Some(closure) = close(definitions, report) else {
        return Err(report.take_diagnostics());
    };
    let (id, definition) = closure.service;
    let service = service(id, definition, definitions, report);
    check_service_pagination(id, definition, report);
    let operations = closure
        .operations
        .iter()
        .map(|(id, operation_definition)| operation(id, operation_definition, definition, definitions, report))
        .collect();
    let mut shapes = BTreeMap::new();
    for (id, definition) in &closure.data {
        shapes.extend(shape(id, definition, definitions, report).map(|shape| (shape.id.clone(), shape)));
    }
    let documents = documents(&closure, definitions, report);
    shapes.extend(documents.shapes.into_iter().map(|shape| (shape.id.clone(), shape)));
    shapes.extend(closure.prelude.iter().filter_map(|id| prelude_shape(id)).map(|shape| (shape.id.clone(), shape)));
    let renamed = renames(&closure, report);
    report.check()?;
    let Some(service) = service else { return Err(report.take_diagnostics()) };
    let warnings = report.take_warnings();
    let model = Model {
        service,
        operations,
        shapes,
        renamed: BTreeMap::new(),
        documents: documents.ids,
        document_roots: documents.roots,
        warnings,
    };
    check_model(&model, definitions, report);
    report.check()?;
    Ok(rename(model, &renamed))
}
