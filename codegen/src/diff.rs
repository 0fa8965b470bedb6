//! Compares two models: what changed, and what it means on the wire and for programs that use the crate.
//!
//! The models are compared shape by shape, and each change belongs to a rule with two verdicts ([`Rule`]). Then the
//! public items of both crates, which are part of the plan, are compared (`surface`). A difference that no rule
//! explains becomes a change itself, so that the verdict for Rust does not depend on the completeness of the rules.

mod enums;
mod members;
mod operations;
mod page;
mod rules;
mod service;
mod shapes;
mod side;
mod smithy;
mod surface;
mod traits;
mod verdict;
mod wire;

pub use page::page;
pub use rules::{Rule, Rules};
pub use side::Side;
pub use smithy::{EVENTS, Event, Severity};
pub use verdict::{Semver, Verdicts, Wire, next_version};

use crate::smithy::ShapeId;
use serde::{Serialize, Serializer};
use std::collections::BTreeSet;

/// One change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Change {
    /// The rule it belongs to.
    #[serde(serialize_with = "rule_id")]
    pub rule: Rule,
    /// The shape, member, operation or item of the crate, without the namespace of the service.
    pub subject: String,
    /// What it was before and what it is now.
    pub detail: String,
    /// The verdict on the wire.
    pub wire: Wire,
    /// The verdict in Rust.
    pub rust: Semver,
}

fn rule_id<S: Serializer>(rule: &Rule, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(rule.id())
}

/// All changes, and the verdicts on all of them together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Comparison {
    /// The changes: sorted by the verdict in Rust, the worst first, then by the verdict on the wire, then by name.
    pub changes: Vec<Change>,
    /// The verdicts on all changes.
    pub verdicts: Verdicts,
}

/// The changes so far.
#[derive(Default)]
struct Findings {
    found: BTreeSet<(String, Rule, String)>,
    /// Corresponding shapes of the two models that were compared or are being compared.
    compared: BTreeSet<(ShapeId, ShapeId)>,
    /// Targets that were not compared yet.
    targets: Vec<Targets>,
}

/// Different targets of a member with the same serialized form.
struct Targets {
    was: ShapeId,
    is: ShapeId,
    /// The member of the new model.
    member: String,
}

impl Findings {
    fn push(&mut self, rule: Rule, subject: impl Into<String>, detail: impl Into<String>) {
        self.found.insert((subject.into(), rule, detail.into()));
    }

    /// Whether these two shapes were not compared yet; shapes can contain themselves.
    fn mark_compared(&mut self, was: &ShapeId, is: &ShapeId) -> bool {
        self.compared.insert((was.clone(), is.clone()))
    }

    /// Adds a change with the detail `before → after`.
    fn pair(&mut self, rule: Rule, subject: impl Into<String>, before: &str, after: &str) {
        self.push(rule, subject, format!("{before} → {after}"));
    }
}

/// Compares two models.
pub fn compare(old: &Side, new: &Side, rules: &Rules) -> Comparison {
    let mut findings = Findings::default();
    service::compare(old, new, &mut findings);
    operations::compare(old, new, &mut findings);
    shapes::compare(old, new, &mut findings);
    surface::explain_rest(old, new, &mut findings);
    let mut changes: Vec<Change> = Vec::with_capacity(findings.found.len());
    for (subject, rule, detail) in findings.found {
        let Verdicts { wire, rust } = rules.verdicts(rule);
        changes.push(Change { rule, subject, detail, wire, rust });
    }
    changes.sort_by_key(|change| std::cmp::Reverse((change.rust, change.wire)));
    let each = changes.iter().map(|change| Verdicts { wire: change.wire, rust: change.rust });
    let verdicts = each.fold(Verdicts::default(), Verdicts::and);
    Comparison { changes, verdicts }
}

/// The verdict for Rust from the items of both crates, without any rule.
pub fn api_verdict(old: &Side, new: &Side) -> Semver {
    surface::verdict(old, new)
}
