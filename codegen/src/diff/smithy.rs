//! The rules beside the events of Smithy's own tool, smithy-diff, with the severities that it gives them.

use super::{Rule, Semver, Wire};
use std::fmt;

/// How bad Smithy's tool holds something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Good to know.
    Note,
    /// To be looked at.
    Warning,
    /// Breaks somebody, perhaps.
    Danger,
    /// Breaks somebody.
    Error,
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Severity::Note => "note",
            Severity::Warning => "warning",
            Severity::Danger => "danger",
            Severity::Error => "error",
        })
    }
}

/// An event of Smithy's tool.
#[derive(Debug)]
pub struct Event {
    /// The evaluator it comes from, and where that has more than one what it is about.
    pub id: &'static str,
    /// How bad that tool holds it.
    pub severity: Severity,
    /// The rules that find the same here.
    pub rules: &'static [Rule],
    /// Why none does, or why some rules are milder.
    pub why: &'static str,
}

impl Event {
    /// The rules that say neither `breaking` nor `major` of what Smithy's tool holds for dangerous or worse.
    pub fn milder(&self) -> Vec<Rule> {
        let is_mild = |rule: &&Rule| rule.verdicts().wire == Wire::Compatible && rule.verdicts().rust != Semver::Major;
        let milder = self.rules.iter().filter(is_mild).filter(|_| self.severity >= Severity::Danger);
        milder.copied().collect()
    }
}

macro_rules! events {
    ($($id:literal $severity:ident [$($rule:ident)*] $($why:literal)?;)*) => {
        /// All events of all evaluators.
        pub const EVENTS: &[Event] = &[$(Event {
            id: $id,
            severity: Severity::$severity,
            rules: &[$(Rule::$rule),*],
            why: concat!($($why)?),
        },)*];
    };
}

events! {
    "AddedEntityBinding" Note [AddedOperation];
    "AddedMetadata" Note [ChangedMetadata];
    "AddedOperationError" Warning [AddedOperationError];
    "AddedRequiredMember" Error [AddedRequiredMember AddedRequiredMemberOutput]
        "What only the service sends breaks no request, and structures are `non_exhaustive`.";
    "AddedServiceError" Warning [AddedOperationError];
    "AddedShape" Note [AddedShape AddedShapeNoType AddedMember AddedUnionMember AddedEnumValue AddedIntEnumValue];
    "AddedTraitDefinition" Note [] "A definition is no part of a service; where a trait is used is compared.";
    "ChangedDefault (added)" Error [AddedDefault ChangedNullability]
        "The service does the same without the member; where a type changes by it, `ChangedNullability` says so.";
    "ChangedDefault (removed)" Error [RemovedDefault ChangedNullability];
    "ChangedDefault (changed)" Error [ChangedDefault];
    "ChangedEnumTrait (appended)" Note [AddedEnumValue];
    "ChangedEnumTrait.NameChanged" Error [RenamedEnumValue RenamedEnumValueSame]
        "Two names can become one variant.";
    "ChangedEnumTrait.OrderChanged" Error [AddedEnumValueMiddle] "Variants have no numbers, and are sorted by name.";
    "ChangedEnumTrait.Removed" Error [RemovedEnumValue];
    "ChangedLengthTrait" Error [ChangedLengthTighter ChangedLengthWider]
        "What only the service sends may be as short as it likes.";
    "ChangedMemberOrder" Danger [ChangedMemberOrder] "It is about layout in memory; Rust's is not that of the model.";
    "ChangedMemberTarget (another type)" Error
        [ChangedMemberTarget ChangedMemberTargetSameWire ChangedMemberTargetWireOnly ChangedMemberTargetSameType]
        "An `intEnum` is an integer in Rust and on the wire.";
    "ChangedMemberTarget (the same type)" Warning [ChangedMemberTargetSameType];
    "ChangedMetadata" Warning [ChangedMetadata];
    "ChangedNullability" Error [ChangedNullability ChangedBuilder];
    "ChangedNullability.AddedClientOptionalTrait" Error [ChangedNullability];
    "ChangedNullability.AddedDefaultTrait" Error [ChangedNullability];
    "ChangedNullability.AddedInputTrait" Danger [ChangedNullability];
    "ChangedNullability.AddedRequiredTrait" Error [ChangedNullability AddedRequiredTrait];
    "ChangedNullability.RemovedInputTrait" Error [ChangedNullability];
    "ChangedNullability.RemovedRequiredTrait" Error [ChangedNullability];
    "ChangedNullability.RemovedRequiredTrait.StructureOrUnion" Warning [RemovedRequiredTrait];
    "ChangedOperationInput" Error [ChangedOperationInput]
        "The input is called after the operation; its members are compared.";
    "ChangedOperationOutput" Error [ChangedOperationOutput]
        "The output is called after the operation; its members are compared.";
    "ChangedRangeTrait" Error [ChangedRangeTighter ChangedRangeWider]
        "What only the service sends may be as great or small as it likes.";
    "ChangedResourceIdentifiers" Error [] "Resources are not generated; their operations and members are compared.";
    "ChangedShapeType" Error [ChangedShapeType AddedEnumTrait RemovedEnumTrait ChangedShapeTypeIntEnum]
        "An `intEnum` is an integer in Rust and on the wire.";
    "ModifiedTrait (added or changed)" Note
        [AddedTrait ChangedTrait ChangedDocumentation ChangedTitle AddedDeprecated ChangedDeprecated ChangedSensitive];
    "ModifiedTrait (removed)" Warning [RemovedTrait RemovedDeprecated RemovedPattern ChangedSensitive];
    "ModifiedTrait (enumValue)" Error [ChangedEnumValue ChangedIntEnumValue];
    "RemovedAuthenticationScheme" Note [ChangedSigningName];
    "RemovedEntityBinding" Error [RemovedOperation];
    "RemovedMetadata" Danger [ChangedMetadata] "They are notes to Smithy's tools.";
    "RemovedOperationError" Warning [RemovedOperationError];
    "RemovedServiceError" Warning [RemovedOperationError];
    "RemovedShape" Error
        [RemovedShape RemovedMember RemovedUnionMember RemovedEnumValue RemovedIntEnumValue RemovedMemberErrorMessage
            RemovedShapeNoType]
        "Lists, maps, inputs and outputs are no types of their own, and every error has a message.";
    "RemovedShape.ScalarShape" Warning [RemovedShapeNoType];
    "RemovedTraitDefinition" Error [] "A definition is no part of a service; where a trait is used is compared.";
    "ServiceRename" Error [ChangedShapeRename] "What it does to types is said with those.";
    "TraitBreakingChange (addedDefault removed)" Error [ChangedClientOptional] "It is a note beside the default.";
    "TraitBreakingChange (endpoint, hostLabel)" Error [ChangedEndpointTrait];
    "TraitBreakingChange (enum added or removed)" Error [AddedEnumTrait RemovedEnumTrait];
    "TraitBreakingChange (error)" Error [ChangedErrorTrait ChangedRustApi]
        "Whose fault it is is not sent; a type that becomes an error or ceases to be one is `ChangedRustApi`.";
    "TraitBreakingChange (http and XML bindings, jsonName, mediaType)" Error [AddedTrait RemovedTrait ChangedTrait]
        "awsJson knows none of them.";
    "TraitBreakingChange (httpError)" Error [ChangedHttpError] "awsJson knows errors by their codes.";
    "TraitBreakingChange (idempotencyToken removed)" Error [RemovedIdempotencyToken];
    "TraitBreakingChange (idempotent, readonly removed)" Error [RemovedTrait] "Nothing is done by them here.";
    "TraitBreakingChange (input, output)" Error [AddedTrait RemovedTrait]
        "Every operation has types of its own for its ends; `ChangedNullability` says where nullability changes by it.";
    "TraitBreakingChange (optionalAuth, other authentication removed)" Error [ChangedAuth];
    "TraitBreakingChange (paginated removed)" Error [RemovedPaginatedTrait];
    "TraitBreakingChange (paginated: tokens)" Error [ChangedPaginatedTraitTokens];
    "TraitBreakingChange (paginated: page size)" Error [ChangedPaginatedTrait ChangedPaginatedTraitSameApi]
        "Old clients get pages of another length and read them as before.";
    "TraitBreakingChange (paginated: items removed)" Error [ChangedPaginatedTrait];
    "TraitBreakingChange (paginated: items changed)" Note [ChangedPaginatedTrait ChangedPaginatedTraitSameApi];
    "TraitBreakingChange (pattern)" Warning [ChangedPattern];
    "TraitBreakingChange (required added)" Warning [AddedRequiredTrait AddedRequiredTraitOutput];
    "TraitBreakingChange (retryable removed)" Error [ChangedRetryable] "Programs compile, and get the error sooner.";
    "TraitBreakingChange (sparse)" Error [ChangedSparse];
    "TraitBreakingChange (streaming and events)" Error [] "Operations that stream are refused.";
    "TraitBreakingChange (timestampFormat)" Error [ChangedTimestampFormat];
    "TraitBreakingChange (uniqueItems)" Warning [AddedUniqueItems RemovedUniqueItems];
}

/// The events as a chapter of documentation.
pub(super) fn table() -> String {
    let mut table = String::from(
        "\n## Beside Smithy's own tool\n\n\
         Every evaluator of smithy-diff, what it finds, how bad it holds that, and the rules here. Those in brackets \
         say neither `breaking` nor `major` of what Smithy's tool holds for dangerous or worse. A test compares the \
         two.\n\n\
         | Smithy's evaluator | severity | rules here | why none or milder |\n|---|---|---|---|\n",
    );
    for event in EVENTS {
        let milder = event.milder();
        let text =
            |rule: &Rule| if milder.contains(rule) { format!("(`{}`)", rule.id()) } else { format!("`{}`", rule.id()) };
        let rules: Vec<String> = event.rules.iter().map(text).collect();
        table.push_str(&format!("| {} | {} | {} | {} |\n", event.id, event.severity, rules.join(", "), event.why));
    }
    table
}
