//! Merges several sources into one table of shapes and one list of `apply` statements.

use super::{
    Source,
    ast::Shape,
    definition::{AppliedTraits, Assembled, applied, define},
    json::{Object, Strict},
    parse::{Parsed, parse},
    report::{Origin, Report},
    shape_id::ShapeId,
    words::is_words,
};
use serde_json::Map;
use std::collections::{BTreeMap, BTreeSet, btree_map::Entry};

/// An `apply` statement.
pub(super) struct Apply {
    pub target: ShapeId,
    pub origin: Origin,
    pub traits: AppliedTraits,
}

/// Reads all sources. Several sources may define the same shape if the definitions are equal; of equal keys in the
/// metadata, the last one counts.
pub(super) fn merge(sources: &[Source], report: &mut Report<'_>) -> (Assembled, Vec<Apply>) {
    let mut metadata = Map::new();
    let mut shapes: BTreeMap<ShapeId, (Origin, Shape)> = BTreeMap::new();
    let mut applies = Vec::new();
    let mut overlays = BTreeSet::new();
    for (index, source) in sources.iter().enumerate().filter(|(_, source)| !is_words(source)) {
        let Parsed { shapes: parsed, applies: statements, metadata: Object(entries) } =
            parse(index, &source.text, report);
        metadata.extend(entries.into_iter().map(|(key, Strict(value))| (key, value)));
        if parsed.is_empty() {
            overlays.insert(index);
        }
        for (id, origin, shape) in parsed {
            match shapes.entry(id) {
                Entry::Vacant(free) => {
                    free.insert((origin, shape));
                }
                Entry::Occupied(taken) if taken.get().1 == shape => {}
                Entry::Occupied(taken) => {
                    let other = report.location_text(taken.get().0);
                    let problem = format!("the shape is defined differently in {other}");
                    let remedy = "Keep one of the two definitions; to add traits, use an `apply` statement.";
                    report.shape(origin, taken.key().as_str(), problem, remedy);
                }
            }
        }
        let statements = statements.into_iter();
        applies.extend(statements.map(|(target, origin, traits)| Apply {
            target,
            origin,
            traits: applied(traits, origin),
        }));
    }
    report.set_overlays(overlays);
    let definitions = shapes
        .into_iter()
        .map(|(id, (origin, shape))| {
            let definition = define(&id, origin, shape, report);
            (id, definition)
        })
        .collect();
    (Assembled { definitions, metadata }, applies)
}
