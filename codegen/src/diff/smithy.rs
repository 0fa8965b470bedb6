//! The rules compared with the events of Smithy's own tool, smithy-diff, and their severities.

use super::{Rule, Semver, Wire};
use std::fmt;

/// The severity of an event in smithy-diff.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Information.
    Note,
    /// Needs a review.
    Warning,
    /// May break clients.
    Danger,
    /// Breaks clients.
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

/// An event of smithy-diff.
#[derive(Debug)]
pub struct Event {
    /// The evaluator that reports it, and a suffix if that evaluator has several events.
    pub id: &'static str,
    /// Its severity.
    pub severity: Severity,
    /// The corresponding rules.
    pub rules: &'static [Rule],
    /// Why there are no rules, or why some have milder verdicts.
    pub why: &'static str,
}

impl Event {
    /// The rules that are neither `breaking` nor `major` although smithy-diff's severity is danger or error.
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
        "A member that only the service sends breaks no request, and structures are `non_exhaustive`.";
    "AddedServiceError" Warning [AddedOperationError];
    "AddedShape" Note [AddedShape AddedShapeNoType AddedMember AddedUnionMember AddedEnumValue AddedIntEnumValue];
    "AddedTraitDefinition" Note [] "A definition is not part of a service; the uses of a trait are compared.";
    "ChangedDefault (added)" Error [AddedDefault ChangedNullability]
        "The service does the same without the member; a change of the type is `ChangedNullability`.";
    "ChangedDefault (removed)" Error [RemovedDefault ChangedNullability];
    "ChangedDefault (changed)" Error [ChangedDefault];
    "ChangedEnumTrait (appended)" Note [AddedEnumValue];
    "ChangedEnumTrait.NameChanged" Error [RenamedEnumValue RenamedEnumValueSame]
        "Two names can become one variant.";
    "ChangedEnumTrait.OrderChanged" Error [AddedEnumValueMiddle] "Variants have no numbers, and are sorted by name.";
    "ChangedEnumTrait.Removed" Error [RemovedEnumValue];
    "ChangedLengthTrait" Error [ChangedLengthTighter ChangedLengthWider]
        "A value that only the service sends may have any length.";
    "ChangedMemberOrder" Danger [ChangedMemberOrder]
        "It is about the layout in memory, which does not depend on the model in Rust.";
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
        "The input is named after the operation; its members are compared.";
    "ChangedOperationOutput" Error [ChangedOperationOutput]
        "The output is named after the operation; its members are compared.";
    "ChangedRangeTrait" Error [ChangedRangeTighter ChangedRangeWider]
        "A value that only the service sends may be in any range.";
    "ChangedResourceIdentifiers" Error [] "Resources are not generated; their operations and members are compared.";
    "ChangedShapeType" Error [ChangedShapeType AddedEnumTrait RemovedEnumTrait ChangedShapeTypeIntEnum]
        "An `intEnum` is an integer in Rust and on the wire.";
    "ModifiedTrait (added or changed)" Note
        [AddedTrait ChangedTrait ChangedDocumentation ChangedTitle AddedDeprecated ChangedDeprecated ChangedSensitive];
    "ModifiedTrait (removed)" Warning [RemovedTrait RemovedDeprecated RemovedPattern ChangedSensitive];
    "ModifiedTrait (enumValue)" Error [ChangedEnumValue ChangedIntEnumValue];
    "RemovedAuthenticationScheme" Note [ChangedSigningName];
    "RemovedEntityBinding" Error [RemovedOperation];
    "RemovedMetadata" Danger [ChangedMetadata] "It is for Smithy's tools.";
    "RemovedOperationError" Warning [RemovedOperationError];
    "RemovedServiceError" Warning [RemovedOperationError];
    "RemovedShape" Error
        [RemovedShape RemovedMember RemovedUnionMember RemovedEnumValue RemovedIntEnumValue RemovedMemberErrorMessage
            RemovedShapeNoType]
        "Lists, maps, inputs and outputs are not separate types, and every error has a message.";
    "RemovedShape.ScalarShape" Warning [RemovedShapeNoType];
    "RemovedTraitDefinition" Error [] "A definition is not part of a service; the uses of a trait are compared.";
    "ServiceRename" Error [ChangedShapeRename] "The effects on types have rules of their own.";
    "TraitBreakingChange (addedDefault removed)" Error [ChangedClientOptional] "It only annotates the default.";
    "TraitBreakingChange (endpoint, hostLabel)" Error [ChangedEndpointTrait];
    "TraitBreakingChange (enum added or removed)" Error [AddedEnumTrait RemovedEnumTrait];
    "TraitBreakingChange (error)" Error [ChangedErrorTrait ChangedRustApi]
        "The trait's value is not sent; a type that becomes an error, or no longer is one, is `ChangedRustApi`.";
    "TraitBreakingChange (http and XML bindings, jsonName, mediaType)" Error [AddedTrait RemovedTrait ChangedTrait]
        "awsJson uses none of them.";
    "TraitBreakingChange (httpError)" Error [ChangedHttpError] "awsJson identifies errors by their codes.";
    "TraitBreakingChange (idempotencyToken removed)" Error [RemovedIdempotencyToken];
    "TraitBreakingChange (idempotent, readonly removed)" Error [RemovedTrait] "The generator does not use them.";
    "TraitBreakingChange (input, output)" Error [AddedTrait RemovedTrait]
        "Every operation has its own input and output types; a change of nullability is `ChangedNullability`.";
    "TraitBreakingChange (optionalAuth, other authentication removed)" Error [ChangedAuth];
    "TraitBreakingChange (paginated removed)" Error [RemovedPaginatedTrait];
    "TraitBreakingChange (paginated: tokens)" Error [ChangedPaginatedTraitTokens];
    "TraitBreakingChange (paginated: page size)" Error [ChangedPaginatedTrait ChangedPaginatedTraitSameApi]
        "Old clients get pages of another length, which they can parse as before.";
    "TraitBreakingChange (paginated: items removed)" Error [ChangedPaginatedTrait];
    "TraitBreakingChange (paginated: items changed)" Note [ChangedPaginatedTrait ChangedPaginatedTraitSameApi];
    "TraitBreakingChange (pattern)" Warning [ChangedPattern];
    "TraitBreakingChange (required added)" Warning [AddedRequiredTrait AddedRequiredTraitOutput];
    "TraitBreakingChange (retryable removed)" Error [ChangedRetryable] "Programs compile, and get the error earlier.";
    "TraitBreakingChange (sparse)" Error [ChangedSparse];
    "TraitBreakingChange (streaming and events)" Error [] "Operations with streams are not supported.";
    "TraitBreakingChange (timestampFormat)" Error [ChangedTimestampFormat];
    "TraitBreakingChange (uniqueItems)" Warning [AddedUniqueItems RemovedUniqueItems];
}

/// The events as a chapter of documentation.
pub(super) fn table() -> String {
    let mut table = String::from(
        "\n## Comparison with smithy-diff\n\n\
         Every evaluator of smithy-diff, its events, their severities, and the rules here. Those in brackets \
         are neither `breaking` nor `major` although smithy-diff's severity is danger or error. A test checks that \
         this page is current.\n\n\
         | smithy-diff's evaluator | severity | rules here | why none or milder |\n|---|---|---|---|\n",
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
