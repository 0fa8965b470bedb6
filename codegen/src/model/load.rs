//! The pass `load`: sources to a valid [`Model`].

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
    smithy::{Definitions, Report, Source, assemble},
};
use std::collections::BTreeMap;

/// Loads a model: reads and merges the sources, works in `apply` statements and mixins, follows the service to
/// everything it reaches, reads traits and checks what the later passes rely on.
///
/// A later source overrides the traits of an earlier one, so that an overlay comes last. Shapes that the service
/// does not reach are checked for what they refer to, and left out.
///
/// # Errors
/// Everything that is wrong with the model, as far as it can be told: mistakes that keep a source from being
/// read hide those of its content, and mistakes of single shapes and traits hide those of their interplay.
pub fn load(sources: &[Source]) -> Result<Model, Diagnostics> {
    load_with_definitions(sources, &mut Report::new(sources)).map(|(model, _)| model)
}

/// Loads a model, and returns its definitions as they are written too.
pub(crate) fn load_with_definitions(
    sources: &[Source],
    report: &mut Report<'_>,
) -> Result<(Model, Definitions), Diagnostics> {
    let definitions = assemble(sources, report)?;
    let model = resolve(&definitions, report)?;
    Ok((model, definitions))
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
