//! Collects diagnostics and knows where in the sources things are.

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

/// What is wrong so far.
///
/// The starts of lines and of members are found once for each source and each shape, when the first location there is
/// asked for.
pub(crate) struct Report<'a> {
    sources: Vec<&'a Source>,
    line_starts: BTreeMap<usize, Vec<usize>>,
    member_offsets: BTreeMap<Origin, HashMap<String, usize>>,
    overlays: BTreeSet<usize>,
    found: Diagnostics,
    warnings: Vec<Diagnostic>,
}

impl<'a> Report<'a> {
    /// A report on these sources with nothing in it.
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

    /// Adds a mistake of the shape or `apply` statement written at `origin`.
    pub fn shape(&mut self, origin: Origin, id: &str, problem: impl Into<String>, remedy: impl Into<String>) {
        let location = self.location(origin);
        self.push(Some(location), Some(id.to_owned()), problem.into(), remedy.into());
    }

    /// Adds what is odd about the shape written at `origin`, but keeps nobody from generating.
    pub fn warn(&mut self, origin: Origin, id: &str, problem: impl Into<String>, remedy: impl Into<String>) {
        let location = Some(self.location(origin));
        let (shape, problem, remedy) = (Some(id.to_owned()), problem.into(), remedy.into());
        self.warnings.push(Diagnostic { location, shape, problem, remedy });
    }

    /// Says which sources are overlays: they only add to what others define.
    pub fn set_overlays(&mut self, overlays: BTreeSet<usize>) {
        self.overlays = overlays;
    }

    /// Whether what is written at `origin` is part of an overlay.
    pub fn is_overlay(&self, origin: Origin) -> bool {
        self.overlays.contains(&origin.source)
    }

    /// Adds that something is said of what the model does not have. It is a mistake, but of an overlay only a warning:
    /// an overlay outlives versions of the model, and what it says of what is gone has no effect.
    pub fn misfit(&mut self, origin: Origin, id: &str, problem: impl Into<String>, remedy: impl Into<String>) {
        match self.is_overlay(origin) {
            true => self.warn(origin, id, problem, remedy),
            false => self.shape(origin, id, problem, remedy),
        }
    }

    /// Everything that is odd so far.
    pub fn take_warnings(&mut self) -> Vec<Diagnostic> {
        std::mem::take(&mut self.warnings)
    }

    /// Adds a mistake of the member `name` of the shape written at `origin`.
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

    /// Adds an error about `id`, which a source lacks. Its location is the start of the source.
    pub fn within(&mut self, source: usize, id: &str, problem: impl Into<String>, remedy: impl Into<String>) {
        self.shape(Origin { source, offset: 0 }, id, problem, remedy);
    }

    /// Adds a mistake of a whole source.
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

    /// Adds a mistake at a line and column that are counted from 1 and from `origin`.
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

    /// Where `origin` lies, as `file:line:column`.
    pub fn place(&mut self, origin: Origin) -> String {
        let Location { source, position } = self.location(origin);
        position.map_or_else(|| source.clone(), |(line, column)| format!("{source}:{line}:{column}"))
    }

    /// Where the member `name` of the shape written at `origin` stands, as `file:line:column`.
    pub fn member_place(&mut self, origin: Origin, name: &str) -> String {
        let offset = self.member_offset(origin, name);
        self.place(Origin { offset, ..origin })
    }

    /// Ends a stage: what was found is handed over if later stages could not trust what this one made.
    ///
    /// # Errors
    /// When at least one mistake was found so far.
    pub fn check(&mut self) -> Result<(), Diagnostics> {
        std::mem::take(&mut self.found).into_result(())
    }

    /// Everything that was found, for a stage that cannot go on.
    pub fn take_diagnostics(&mut self) -> Diagnostics {
        std::mem::take(&mut self.found).into_result(()).err().unwrap_or_default()
    }

    fn push(&mut self, location: Option<Location>, shape: Option<String>, problem: String, remedy: String) {
        self.found.push(Diagnostic { location, shape, problem, remedy });
    }

    /// Where the member `name` of the shape written at `origin` is.
    pub fn member_location(&mut self, origin: Origin, name: &str) -> Location {
        let offset = self.member_offset(origin, name);
        self.location(Origin { offset, ..origin })
    }

    /// Where `origin` is.
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

    /// Where the value of a member starts, or the shape itself where it has no such member of its own.
    fn member_offset(&mut self, origin: Origin, name: &str) -> usize {
        let text = &self.sources[origin.source].text;
        let offsets = self.member_offsets.entry(origin).or_insert_with(|| member_offsets(text, origin.offset));
        offsets.get(name).copied().unwrap_or(origin.offset)
    }
}

/// Where the members of the shape at `start` are written.
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

/// Where `part`, which was read out of `text` without a copy, starts in it.
pub(crate) fn offset_in(text: &str, part: &RawValue) -> usize {
    (part.get().as_ptr() as usize).saturating_sub(text.as_ptr() as usize).min(text.len())
}
