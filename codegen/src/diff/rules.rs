//! The rules: every kind of change, its verdicts on the wire and for programs, and why.

use super::verdict::{Semver, Verdicts, Wire};
use crate::smithy::did_you_mean;
use std::collections::BTreeMap;

macro_rules! rules {
    ($($rule:ident = $id:literal, $wire:ident, $rust:ident, $reason:literal;)*) => {
        /// A kind of change.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Rule {
            $(#[doc = $reason] $rule,)*
        }

        impl Rule {
            /// Every rule, in the order of the documentation.
            pub const ALL: &[Rule] = &[$(Rule::$rule,)*];

            /// The name of the rule: the event of smithy-diff, if there is one. If the event has several meanings for a
            /// Rust program, a dot and a suffix follow.
            pub const fn id(self) -> &'static str {
                match self { $(Rule::$rule => $id,)* }
            }

            /// The verdicts, unless they are overridden.
            pub const fn verdicts(self) -> Verdicts {
                match self { $(Rule::$rule => Verdicts { wire: Wire::$wire, rust: Semver::$rust },)* }
            }

            /// The reason for the verdicts.
            pub const fn reason(self) -> &'static str {
                match self { $(Rule::$rule => $reason,)* }
            }
        }
    };
}

rules! {
    AddedOperation = "AddedOperation", Compatible, Minor, "The client gets a method and the crate a module.";
    RemovedOperation = "RemovedOperation", Breaking, Major,
        "The client's method and the module are gone, and the service no longer has the operation.";
    AddedOperationError = "AddedOperationError", Compatible, Minor,
        "The operation's error is `non_exhaustive` and gets a variant; old clients return the error as `Unhandled`.";
    RemovedOperationError = "RemovedOperationError", Compatible, Major,
        "The variant and its predicate are gone from the operation's error; on the wire, a missing error breaks nothing.";
    ChangedOperationErrorOrder = "ChangedOperationErrorOrder", Compatible, Patch,
        "Errors are identified by their codes.";
    ChangedOperationFeature = "ChangedOperationFeature", Compatible, Major,
        "A program with the feature of one group no longer has the operation, which is in another group.";
    ChangedOperationInput = "ChangedOperationInput", Compatible, Patch,
        "The input is named after the operation; only its members matter, and they are compared.";
    ChangedOperationOutput = "ChangedOperationOutput", Compatible, Patch,
        "The output is named after the operation; only its members matter, and they are compared.";
    AddedShape = "AddedShape", Compatible, Minor, "The crate gets a type.";
    AddedShapeNoType = "AddedShape.NoType", Compatible, Patch,
        "The shape is not a separate type in Rust: a list, a map, a simple shape, or an operation's input or output.";
    RemovedShape = "RemovedShape", Compatible, Major, "The type is gone; on the wire only members matter.";
    RemovedShapeNoType = "RemovedShape.NoType", Compatible, Patch, "The shape was not a separate type in Rust.";
    ChangedShapeType = "ChangedShapeType", Breaking, Major, "Another kind of value, another type in Rust.";
    ChangedShapeTypeIntEnum = "ChangedShapeType.IntEnum", Compatible, Patch,
        "An `intEnum` is an integer on the wire and an `i32` in Rust.";
    AddedEnumTrait = "AddedEnumTrait", Compatible, Major,
        "A `String` becomes an enumeration; on the wire both are strings.";
    RemovedEnumTrait = "RemovedEnumTrait", Compatible, Major,
        "An enumeration becomes a `String`; on the wire both are strings.";
    AddedEnumValue = "AddedEnumValue", Compatible, Minor,
        "The enumeration is `non_exhaustive` and gets a variant; old clients return the value as `Unknown`.";
    AddedEnumValueMiddle = "AddedEnumValue.Middle", Compatible, Minor,
        "The same as at the end: variants are sorted by name and have no numbers, so the model's order does not matter.";
    RemovedEnumValue = "RemovedEnumValue", Breaking, Major,
        "The variant is gone, and the service may reject the value.";
    RenamedEnumValue = "ChangedEnumName", Compatible, Major, "The same value under another name is another variant.";
    RenamedEnumValueSame = "ChangedEnumName.SameVariant", Compatible, Patch, "Both names become the same variant.";
    ChangedEnumValue = "ChangedEnumValue", Breaking, Patch, "The variant stays, with another string on the wire.";
    ChangedEnumOrder = "ChangedEnumOrder", Compatible, Patch, "Variants are sorted by name.";
    AddedIntEnumValue = "AddedIntEnumValue", Compatible, Patch, "It is an `i32` in Rust.";
    RemovedIntEnumValue = "RemovedIntEnumValue", Breaking, Patch,
        "It is an `i32` in Rust; the service may reject the number.";
    ChangedIntEnumValue = "ChangedIntEnumValue", Breaking, Patch,
        "It is an `i32` in Rust; the name has another number.";
    AddedMember = "AddedMember", Compatible, Minor, "Structures are `non_exhaustive`, and the builder gets setters.";
    AddedMemberErrorMessage = "AddedMember.ErrorMessage", Compatible, Patch,
        "Every error has a `message` in Rust, whether its shape has one or not.";
    AddedRequiredMember = "AddedRequiredMember", Breaking, Minor,
        "Programs compile, but send requests without the member; a builder that can fail returns an error.";
    AddedRequiredMemberOutput = "AddedRequiredMember.Output", Compatible, Minor,
        "Only the service sends it; the structure is `non_exhaustive`.";
    RemovedMember = "RemovedMember", Breaking, Major, "The field, its accessor and its setters are gone.";
    RemovedMemberErrorMessage = "RemovedMember.ErrorMessage", Compatible, Patch,
        "Every error has a `message` in Rust, whether its shape has one or not.";
    AddedUnionMember = "AddedUnionMember", Compatible, Minor,
        "The union is `non_exhaustive` and gets a variant; old clients return `Unknown`.";
    RemovedUnionMember = "RemovedUnionMember", Breaking, Major, "The variant is gone.";
    ChangedMemberOrder = "ChangedMemberOrder", Compatible, Patch,
        "awsJson sends members by name, and the order of fields does not matter.";
    ChangedMemberTarget = "ChangedMemberTarget", Breaking, Major,
        "The values on the wire and the type in Rust are different.";
    ChangedMemberTargetSameWire = "ChangedMemberTarget.SameWire", Compatible, Major,
        "The values on the wire are the same, but the type in Rust is different.";
    ChangedMemberTargetSameType = "ChangedMemberTarget.SameType", Compatible, Patch,
        "The shape is different, but the type in Rust and the values on the wire are the same.";
    ChangedMemberTargetWireOnly = "ChangedMemberTarget.WireOnly", Breaking, Patch,
        "The type in Rust is the same, but values are serialized differently.";
    AddedRequiredTrait = "AddedRequiredTrait", Breaking, Patch,
        "Requests without the member are rejected. The effect on the type is `ChangedNullability`.";
    AddedRequiredTraitOutput = "AddedRequiredTrait.Output", Compatible, Patch,
        "Only the service sends it. The effect on the type is `ChangedNullability`.";
    RemovedRequiredTrait = "RemovedRequiredTrait", Compatible, Patch,
        "Requests may omit the member; a response without it has an empty value. The effect on the type is \
         `ChangedNullability`.";
    ChangedNullability = "ChangedNullability", Compatible, Major,
        "The field and its accessor become an `Option`, or are no longer one.";
    ChangedBuilder = "ChangedNullability.Builder", Compatible, Major,
        "`build()` of the type's builder now returns a `Result`, or no longer does.";
    ChangedClientOptional = "ChangedClientOptionalTrait", Compatible, Patch,
        "The effect on the type is `ChangedNullability`.";
    AddedDefault = "AddedDefault", Compatible, Patch,
        "Without the member, the service does the same as before. The effect on the type is `ChangedNullability`.";
    RemovedDefault = "RemovedDefault", Breaking, Patch,
        "A request without the member may have another meaning, or be rejected. The effect on the type is \
         `ChangedNullability`.";
    ChangedDefault = "ChangedDefault", Breaking, Patch, "The same request has another meaning now.";
    AddedPaginatedTrait = "AddedPaginatedTrait", Compatible, Minor, "The operation gets `into_paginator`.";
    RemovedPaginatedTrait = "RemovedPaginatedTrait", Compatible, Major,
        "`into_paginator` and the module `paginator` are gone.";
    ChangedPaginatedTrait = "ChangedPaginatedTrait", Compatible, Major,
        "`items()`, `page_size()` or their types change.";
    ChangedPaginatedTraitSameApi = "ChangedPaginatedTrait.SameApi", Compatible, Patch,
        "Items or page size are other members of the same types; changes of the members have rules of their own.";
    ChangedPaginatedTraitTokens = "ChangedPaginatedTrait.Tokens", Breaking, Patch,
        "Old clients request the next page with members that no longer do that; the paginator's methods are unchanged.";
    AddedWaiter = "AddedWaiter", Compatible, Minor,
        "The trait `Waiters`, which only the client can implement, gets a method, and the crate a module.";
    RemovedWaiter = "RemovedWaiter", Compatible, Major,
        "The method of the trait `Waiters` and the waiter's module are gone.";
    ChangedWaiter = "ChangedWaiter", Compatible, Patch, "It polls differently or ends in other states.";
    ChangedWaiterError = "ChangedWaiter.Error", Compatible, Major,
        "The error of the wait has another type, because a path to the reason of a failure was added or removed.";
    AddedCompletion = "AddedCompletion", Compatible, Minor, "The operation's builder gets the method `send_and_wait`.";
    RemovedCompletion = "RemovedCompletion", Compatible, Major,
        "The method `send_and_wait` of the operation's builder is gone.";
    ChangedCompletion = "ChangedCompletion", Compatible, Patch,
        "`send_and_wait` polls differently or ends in other states.";
    ChangedLengthTighter = "ChangedLengthTrait.Tighter", Breaking, Patch,
        "The service rejects values that it accepted before; the client checks no lengths.";
    ChangedLengthWider = "ChangedLengthTrait.Wider", Compatible, Patch,
        "The service accepts more values, or only the service sends the value; the client checks no lengths.";
    ChangedRangeTighter = "ChangedRangeTrait.Tighter", Breaking, Patch,
        "The service rejects values that it accepted before; the client checks no ranges.";
    ChangedRangeWider = "ChangedRangeTrait.Wider", Compatible, Patch,
        "The service accepts more values, or only the service sends the value; the client checks no ranges.";
    ChangedPattern = "ChangedPatternTrait", Breaking, Patch,
        "The service may reject values that it accepted before; patterns cannot be compared.";
    RemovedPattern = "RemovedPatternTrait", Compatible, Patch,
        "The service accepts more values, or only the service sends the value; the client checks no patterns.";
    ChangedSparse = "ChangedSparseTrait", Breaking, Major,
        "The items can be null now, or no longer can, so that they become `Option`s or are no longer.";
    AddedUniqueItems = "AddedUniqueItemsTrait", Breaking, Patch,
        "The service rejects repeated items; in Rust it is a `Vec` either way.";
    RemovedUniqueItems = "RemovedUniqueItemsTrait", Compatible, Patch, "In Rust it is a `Vec` either way.";
    ChangedTimestampFormat = "ChangedTimestampFormatTrait", Breaking, Patch,
        "Timestamps are serialized differently; in Rust it is a `DateTime` either way.";
    AddedDeprecated = "AddedDeprecatedTrait", Compatible, Minor, "Programs that use it get a warning.";
    RemovedDeprecated = "RemovedDeprecatedTrait", Compatible, Patch, "Programs that use it no longer get a warning.";
    ChangedDeprecated = "ChangedDeprecatedTrait", Compatible, Patch, "The text of the warning is different.";
    ChangedSensitive = "ChangedSensitiveTrait", Compatible, Patch, "`Debug` now hides the value, or no longer does.";
    ChangedErrorTrait = "ChangedErrorTrait", Compatible, Patch,
        "Whether client or server is responsible determines how the error is retried.";
    ChangedHttpError = "ChangedHttpErrorTrait", Compatible, Patch, "Errors are identified by their codes.";
    ChangedErrorCode = "ChangedAwsQueryErrorTrait", Breaking, Patch,
        "Responses have another code for the error; the name of its shape is recognized too.";
    ChangedAuth = "ChangedAuthTrait", Breaking, Patch, "Old clients still sign calls, or still do not.";
    AddedRequestCompression = "AddedRequestCompressionTrait", Compatible, Patch,
        "The service also accepts uncompressed requests.";
    RemovedRequestCompression = "RemovedRequestCompressionTrait", Breaking, Patch,
        "Old clients still compress, and the model does not specify whether the service accepts that.";
    ChangedRetryable = "ChangedRetryableTrait", Compatible, Patch, "It determines whether the client retries.";
    ChangedIdempotencyToken = "ChangedIdempotencyTokenTrait", Compatible, Patch,
        "The client fills in a token; the setters stay.";
    RemovedIdempotencyToken = "RemovedIdempotencyTokenTrait", Breaking, Patch,
        "New clients send no token unless programs set it, so that a call may be rejected or executed twice.";
    ChangedEndpointTrait = "ChangedEndpointTrait", Breaking, Patch,
        "Old clients call the operation at another host, or build the host from another member.";
    ChangedEndpointBinding = "ChangedEndpointBinding", Breaking, Patch,
        "Old clients still use the old endpoint, and the model does not specify whether it still works.";
    ChangedDocumentation = "ChangedDocumentation", Compatible, Patch, "It changes documentation, examples or tags.";
    AddedTrait = "AddedTrait", Compatible, Patch, "The generator does not use the trait.";
    RemovedTrait = "RemovedTrait", Compatible, Patch, "The generator does not use the trait.";
    ChangedTrait = "ChangedTrait", Compatible, Patch, "The generator does not use the trait.";
    ChangedServiceId = "ServiceRename", Breaking, Patch,
        "The name is in the header that names the operation.";
    ChangedShapeRename = "ServiceRename.Shape", Compatible, Patch,
        "The service's `rename` changes the name of a shape. The effects on types have rules of their own.";
    ChangedServiceVersion = "ChangedServiceVersion", Compatible, Patch,
        "awsJson does not send the version; it is in the documentation.";
    ChangedSdkId = "ChangedSdkId", Compatible, Patch, "It is in the user agent.";
    ChangedTitle = "ChangedTitle", Compatible, Patch, "It is in the documentation.";
    ChangedProtocol = "ChangedProtocol", Breaking, Patch, "Requests have a different content type.";
    ChangedSigningName = "ChangedSigningName", Breaking, Patch, "Signatures contain a different name.";
    ChangedEndpointRules = "ChangedEndpointRules", Compatible, Patch,
        "Calls may go to other hosts. The model does not specify whether the old ones still work.";
    AddedEndpointParameter = "AddedEndpointParameter", Compatible, Minor,
        "The parameters of resolvers get a setter, and the configuration may get a setting.";
    RemovedEndpointParameter = "RemovedEndpointParameter", Compatible, Major, "The setter and the setting are gone.";
    ChangedEndpointParameter = "ChangedEndpointParameter", Compatible, Patch,
        "The default changed, or whether it is required.";
    ChangedEndpointParameterType = "ChangedEndpointParameter.Type", Compatible, Major, "The setter takes another type.";
    ChangedMetadata = "ChangedMetadata", Compatible, Patch, "It is for Smithy's tools.";
    ChangedRustApi = "ChangedRustApi", Compatible, Major,
        "An item of the crate is gone or has another type as a consequence of something else, such as a `Box` in a \
         type that now contains itself.";
    AddedRustApi = "AddedRustApi", Compatible, Minor,
        "The crate has an additional item as a consequence of something else.";
}

impl Rule {
    /// Returns the rule with this id.
    ///
    /// # Errors
    /// A remedy, if there is no such rule.
    pub fn find(id: &str) -> Result<Rule, String> {
        let found = Rule::ALL.iter().copied().find(|rule| rule.id() == id);
        found.ok_or_else(|| {
            did_you_mean(id, Rule::ALL.iter().map(|rule| rule.id()), "docs/diff-rules.md lists all rules.")
        })
    }
}

/// The rules, with overridden verdicts.
#[derive(Debug, Clone, Default)]
pub struct Rules {
    overrides: BTreeMap<Rule, (Option<Wire>, Option<Semver>)>,
}

impl Rules {
    /// Overrides the verdicts of a rule.
    pub fn set(&mut self, rule: Rule, wire: Option<Wire>, rust: Option<Semver>) {
        self.overrides.insert(rule, (wire, rust));
    }

    /// Returns the verdicts of a rule.
    pub fn verdicts(&self, rule: Rule) -> Verdicts {
        let usual = rule.verdicts();
        let (wire, rust) = self.overrides.get(&rule).copied().unwrap_or_default();
        Verdicts { wire: wire.unwrap_or(usual.wire), rust: rust.unwrap_or(usual.rust) }
    }
}
