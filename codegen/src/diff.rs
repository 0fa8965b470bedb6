//! What changed between two models, and what it means on the wire and for programs that use the crate.
//!
//! The models are compared shape by shape, and each change falls under a rule with two verdicts ([`Rule`]). Then the
//! public items of both crates are compared, which the plan knows (`surface`): what no rule has explained becomes a
//! change of its own, so that the verdict for Rust does not depend on whether somebody thought of everything.

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
    /// The rule it falls under.
    #[serde(serialize_with = "rule_id")]
    pub rule: Rule,
    /// The shape, member, operation or item of the crate. The namespace of the service is left out.
    pub subject: String,
    /// What was and what is.
    pub detail: String,
    /// On the wire.
    pub wire: Wire,
    /// In Rust.
    pub rust: Semver,
}

fn rule_id<S: Serializer>(rule: &Rule, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(rule.id())
}

/// All changes, and the verdicts on all of them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Comparison {
    /// The changes: the worst for programs first, then those that break the wire, then by name.
    pub changes: Vec<Change>,
    /// The verdicts on all.
    pub verdicts: Verdicts,
}

/// What was found so far.
#[derive(Default)]
struct Findings {
    found: BTreeSet<(String, Rule, String)>,
    /// Shapes of the two models that are for one another without having one name.
    begun: BTreeSet<(ShapeId, ShapeId)>,
    /// Targets that are still to be compared.
    targets: Vec<Targets>,
}

/// The targets of a member that are different shapes with the same serialized form.
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

    /// Whether these two shapes are still to be compared; shapes can hold themselves.
    fn begin(&mut self, was: &ShapeId, is: &ShapeId) -> bool {
        self.begun.insert((was.clone(), is.clone()))
    }

    /// `before → after`.
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

/// The verdict for Rust that the items of both crates give, without any rule.
pub fn api_verdict(old: &Side, new: &Side) -> Semver {
    surface::verdict(old, new)
}
