//! The Smithy 2.0 JSON AST: parsing, shape ids, merging of several files, `apply`, mixins.

mod apply;
mod ast;
mod definition;
mod json;
mod merge;
mod mixins;
mod nearest;
mod normalise;
mod overlay;
mod parse;
mod prose;
mod read;
mod report;
mod shape_id;
mod stable;
pub(crate) mod trait_ids;
mod words;

pub(crate) use ast::ShapeType;
pub(crate) use definition::{AppliedTrait, AppliedTraits, Assembled, Definition, Definitions, MemberDefinition};
pub(crate) use json::{Object, Strict};
pub(crate) use mixins::MIXIN;
pub(crate) use nearest::{bare_name, did_you_mean};
pub use normalise::{Normalised, normalise};
pub(crate) use prose::{PROSE, parameters_without_prose, rule_set_without_prose};
pub(crate) use read::{Remedies, read, read_objects};
pub(crate) use report::{Origin, Report, offset_in};
pub use shape_id::ShapeId;
pub(crate) use shape_id::is_identifier;
pub(crate) use stable::{deep_sorted, model_text, pretty};
pub(crate) use words::{DOCUMENTATION, WAITER_DOCUMENTATION};

use crate::diagnostics::Diagnostics;

/// One file of a model: its name and its text. A file whose name ends with `.md` is documentation in Markdown (see
/// CONTRIBUTING.md), any other is JSON.
#[derive(Debug, Clone)]
pub struct Source {
    /// The name that messages use, usually the path.
    pub name: String,
    /// Its whole text.
    pub text: String,
}

/// Reads and merges the sources, and applies `apply` statements and mixins. Errors in the latter two are added to the
/// report; targets are not checked.
///
/// # Errors
/// When a source cannot be read, or two sources disagree, since any further error would be a consequence.
pub(crate) fn assemble(sources: &[Source], report: &mut Report<'_>) -> Result<Assembled, Diagnostics> {
    let (Assembled { mut definitions, metadata }, applies) = merge::merge(sources, report);
    report.check()?;
    let deferred = apply::apply_all(&mut definitions, applies, report);
    mixins::flatten(&mut definitions, deferred, report);
    overlay::remove_unresolved(&mut definitions, report);
    words::apply_all(sources, &mut definitions, report);
    Ok(Assembled { definitions, metadata })
}
