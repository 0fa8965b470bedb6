//! Collects diagnostics and computes their locations in the sources.

use super::{Source, json::Object};
use crate::diagnostics::{Diagnostic, Diagnostics, Location};
use serde_json::value::RawValue;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Where a shape or an `apply` statement is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Origin {
    /// The index of the source.
    pub source: usize,
    /// The byte at which the JSON value of the shape starts.
    pub offset: usize,
}

/// The diagnostics so far.
///
/// The starts of lines and of members are computed once for each source and each shape, when the first location in it
/// is needed.
pub(crate) struct Report<'a> {
    sources: Vec<&'a Source>,
    line_starts: BTreeMap<usize, Vec<usize>>,
    member_offsets: BTreeMap<Origin, HashMap<String, usize>>,
    overlays: BTreeSet<usize>,
    found: Diagnostics,
    warnings: Vec<Diagnostic>,
}

impl<'a> Report<'a> {
    /// An empty report on these sources.
    pub fn new(sources: impl IntoIterator<Item = &'a Source>) -> Self {
        Report {
            sources: sources.into_iter().collect(),
            line_starts: BTreeMap::new(),
            member_offsets: BTreeMap::new(),
            overlays: BTreeSet::new(),
            found: Diagnostics::default(),
            warnings: Vec::new(),
        }
    }

    /// Adds an error about the shape or `apply` statement at `origin`.
    pub fn shape(&mut self, origin: Origin, id: &str, problem: impl Into<String>, remedy: impl Into<String>) {
        let location = self.location(origin);
        self.push(Some(location), Some(id.to_owned()), problem.into(), remedy.into());
    }

    /// Adds a warning about the shape at `origin`, which does not prevent generation.
    pub fn warn(&mut self, origin: Origin, id: &str, problem: impl Into<String>, remedy: impl Into<String>) {
        let location = Some(self.location(origin));
        let (shape, problem, remedy) = (Some(id.to_owned()), problem.into(), remedy.into());
        self.warnings.push(Diagnostic { location, shape, problem, remedy });
    }

    /// Sets which sources are overlays: they only add to what others define.
    pub fn set_overlays(&mut self, overlays: BTreeSet<usize>) {
        self.overlays = overlays;
    }

    /// Whether `origin` is in an overlay.
    pub fn is_overlay(&self, origin: Origin) -> bool {
        self.overlays.contains(&origin.source)
    }

    /// Adds a diagnostic about a reference to something that the model does not have. It is an error, but in an overlay
    /// only a warning: an overlay is used with several versions of the model, and a reference that does not resolve has
    /// no effect.
    pub fn unresolved(&mut self, origin: Origin, id: &str, problem: impl Into<String>, remedy: impl Into<String>) {
        match self.is_overlay(origin) {
            true => self.warn(origin, id, problem, remedy),
            false => self.shape(origin, id, problem, remedy),
        }
    }

    /// Removes and returns the warnings.
    pub fn take_warnings(&mut self) -> Vec<Diagnostic> {
        std::mem::take(&mut self.warnings)
    }

    /// Adds an error about the member `name` of the shape at `origin`.
    pub fn member(
        &mut self,
        origin: Origin,
        shape: &str,
        name: &str,
        problem: impl Into<String>,
        remedy: impl Into<String>,
    ) {
        let location = self.member_location(origin, name);
        self.push(Some(location), Some(format!("{shape}${name}")), problem.into(), remedy.into());
    }

    /// Adds an error about a whole source.
    pub fn source(&mut self, source: usize, problem: impl Into<String>, remedy: impl Into<String>) {
        self.at(Origin { source, offset: 0 }, problem, remedy);
    }

    /// Adds an error about the text at `origin`.
    pub fn at(&mut self, origin: Origin, problem: impl Into<String>, remedy: impl Into<String>) {
        let location = self.location(origin);
        self.push(Some(location), None, problem.into(), remedy.into());
    }

    /// Adds an error about all sources together. Its location is the start of the first one.
    pub fn everywhere(&mut self, problem: impl Into<String>, remedy: impl Into<String>) {
        match self.sources.is_empty() {
            true => self.push(None, None, problem.into(), remedy.into()),
            false => self.source(0, problem, remedy),
        }
    }

    /// Adds an error at a line and column, which count from 1 and from `origin`.
    pub fn relative(
        &mut self,
        origin: Origin,
        (line, column): (usize, usize),
        id: Option<&str>,
        problem: impl Into<String>,
        remedy: impl Into<String>,
    ) {
        let mut location = self.location(origin);
        location.position = location.position.map(|(base_line, base_column)| match line {
            0 => (base_line, base_column),
            1 => (base_line, base_column + column.saturating_sub(1)),
            _ => (base_line + line - 1, column.max(1)),
        });
        self.push(Some(location), id.map(str::to_owned), problem.into(), remedy.into());
    }

    /// The location of `origin`, as `file:line:column`.
    pub fn location_text(&mut self, origin: Origin) -> String {
        let Location { source, position } = self.location(origin);
        position.map_or_else(|| source.clone(), |(line, column)| format!("{source}:{line}:{column}"))
    }

    /// The location of the member `name` of the shape at `origin`, as `file:line:column`.
    pub fn member_location_text(&mut self, origin: Origin, name: &str) -> String {
        let offset = self.member_offset(origin, name);
        self.location_text(Origin { offset, ..origin })
    }

    /// Ends a stage with the errors so far, so that no later stage works with an invalid result.
    ///
    /// # Errors
    /// When there is at least one error.
    pub fn check(&mut self) -> Result<(), Diagnostics> {
        std::mem::take(&mut self.found).into_result(())
    }

    /// All errors, for a stage that cannot continue.
    pub fn take_diagnostics(&mut self) -> Diagnostics {
        std::mem::take(&mut self.found).into_result(()).err().unwrap_or_default()
    }

    fn push(&mut self, location: Option<Location>, shape: Option<String>, problem: String, remedy: String) {
        self.found.push(Diagnostic { location, shape, problem, remedy });
    }

    /// The location of the member `name` of the shape at `origin`.
    pub fn member_location(&mut self, origin: Origin, name: &str) -> Location {
        let offset = self.member_offset(origin, name);
        self.location(Origin { offset, ..origin })
    }

    /// The location of `origin`.
    pub fn location(&mut self, origin: Origin) -> Location {
        let Source { name, text } = self.sources[origin.source];
        let starts = self.line_starts.entry(origin.source).or_insert_with(|| {
            std::iter::once(0)
                .chain(text.bytes().enumerate().filter(|(_, b)| *b == b'\n').map(|(i, _)| i + 1))
                .collect()
        });
        let line = starts.partition_point(|start| *start <= origin.offset);
        let column = origin.offset - starts[line - 1] + 1;
        Location { source: name.clone(), position: Some((line, column)) }
    }

    /// The offset of a member's value, or of the shape if it has no such member itself.
    fn member_offset(&mut self, origin: Origin, name: &str) -> usize {
        let text = &self.sources[origin.source].text;
        let offsets = self.member_offsets.entry(origin).or_insert_with(|| member_offsets(text, origin.offset));
        offsets.get(name).copied().unwrap_or(origin.offset)
    }
}

/// The offsets of the members of the shape at `start`.
fn member_offsets(text: &str, start: usize) -> HashMap<String, usize> {
    let mut offsets = HashMap::new();
    let Some(Ok(Object(shape))) =
        serde_json::Deserializer::from_str(&text[start..]).into_iter::<Object<&RawValue>>().next()
    else {
        return offsets;
    };
    for (property, value) in shape {
        match property.as_str() {
            "members" => {
                let Ok(Object(members)) = serde_json::from_str::<Object<&RawValue>>(value.get()) else { continue };
                offsets.extend(members.into_iter().map(|(name, member)| (name, offset_in(text, member))));
            }
            "member" | "key" | "value" => {
                offsets.insert(property, offset_in(text, value));
            }
            _ => {}
        }
    }
    offsets
}

/// The offset in `text` of `part`, which is borrowed from it.
pub(crate) fn offset_in(text: &str, part: &RawValue) -> usize {
    (part.get().as_ptr() as usize).saturating_sub(text.as_ptr() as usize).min(text.len())
}
