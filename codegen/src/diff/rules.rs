//! The rules: every kind of change, what it means on the wire and for programs, and why.

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

            /// The name that people write: after Smithy's own tool where that has such an event, with a dot and what is
            /// particular about it where one event means different things for a Rust program.
            pub const fn id(self) -> &'static str {
                match self { $(Rule::$rule => $id,)* }
            }

            /// What the rule says unless people say otherwise.
            pub const fn verdicts(self) -> Verdicts {
                match self { $(Rule::$rule => Verdicts { wire: Wire::$wire, rust: Semver::$rust },)* }
            }

            /// Why it says so.
            pub const fn reason(self) -> &'static str {
                match self { $(Rule::$rule => $reason,)* }
            }
        }
    };
}

rules! {
    AddedOperation = "AddedOperation", Compatible, Minor, "The client gets a method and the crate a module.";
    RemovedOperation = "RemovedOperation", Breaking, Major,
        "The client's method and the module are gone, and so is what the service did.";
    AddedOperationError = "AddedOperationError", Compatible, Minor,
        "The operation's error is `non_exhaustive` and gets a variant; old clients have the error as `Unhandled`.";
    RemovedOperationError = "RemovedOperationError", Compatible, Major,
        "The variant and its predicate are gone from the operation's error; what is no longer sent harms no one.";
    ChangedOperationErrorOrder = "ChangedOperationErrorOrder", Compatible, Patch,
        "Errors are told apart by their codes.";
    ChangedOperationFeature = "ChangedOperationFeature", Compatible, Major,
        "A program that has the feature of one group no longer finds the operation, which is in another.";
    ChangedOperationInput = "ChangedOperationInput", Compatible, Patch,
        "The input is called after the operation; what matters are its members, which are compared.";
    ChangedOperationOutput = "ChangedOperationOutput", Compatible, Patch,
        "The output is called after the operation; what matters are its members, which are compared.";
    AddedShape = "AddedShape", Compatible, Minor, "The crate gets a type.";
    AddedShapeNoType = "AddedShape.NoType", Compatible, Patch,
        "The shape is no type of its own in Rust: a list, a map, a simple shape, or an operation's input or output.";
    RemovedShape = "RemovedShape", Compatible, Major, "The type is gone; on the wire only members count.";
    RemovedShapeNoType = "RemovedShape.NoType", Compatible, Patch, "The shape was no type of its own in Rust.";
    ChangedShapeType = "ChangedShapeType", Breaking, Major, "Another kind of value, another type in Rust.";
    ChangedShapeTypeIntEnum = "ChangedShapeType.IntEnum", Compatible, Patch,
        "An `intEnum` is an integer on the wire and an `i32` in Rust.";
    AddedEnumTrait = "AddedEnumTrait", Compatible, Major,
        "A `String` becomes an enumeration; on the wire both are text.";
    RemovedEnumTrait = "RemovedEnumTrait", Compatible, Major,
        "An enumeration becomes a `String`; on the wire both are text.";
    AddedEnumValue = "AddedEnumValue", Compatible, Minor,
        "The enumeration is `non_exhaustive` and gets a variant; old clients keep the value as `Unknown`.";
    AddedEnumValueMiddle = "AddedEnumValue.Middle", Compatible, Minor,
        "As at the end: variants are sorted by name and have no numbers, so places in the model mean nothing here.";
    RemovedEnumValue = "RemovedEnumValue", Breaking, Major,
        "The variant is gone, and the service may refuse the value.";
    RenamedEnumValue = "ChangedEnumName", Compatible, Major, "The same value under another name is another variant.";
    RenamedEnumValueSame = "ChangedEnumName.SameVariant", Compatible, Patch, "Both names become the same variant.";
    ChangedEnumValue = "ChangedEnumValue", Breaking, Patch, "The variant stays and stands for another text.";
    ChangedEnumOrder = "ChangedEnumOrder", Compatible, Patch, "Variants are sorted by name.";
    AddedIntEnumValue = "AddedIntEnumValue", Compatible, Patch, "It is an `i32` in Rust.";
    RemovedIntEnumValue = "RemovedIntEnumValue", Breaking, Patch,
        "It is an `i32` in Rust; the service may refuse the number.";
    ChangedIntEnumValue = "ChangedIntEnumValue", Breaking, Patch,
        "It is an `i32` in Rust; the name stands for another number.";
    AddedMember = "AddedMember", Compatible, Minor, "Structures are `non_exhaustive`, and the builder gets setters.";
    AddedMemberErrorMessage = "AddedMember.ErrorMessage", Compatible, Patch,
        "Every error has a `message` in Rust, whether its shape has one or not.";
    AddedRequiredMember = "AddedRequiredMember", Breaking, Minor,
        "Programs compile, but what they send lacks the member; a builder that can fail does.";
    AddedRequiredMemberOutput = "AddedRequiredMember.Output", Compatible, Minor,
        "Only the service sends it; the structure is `non_exhaustive`.";
    RemovedMember = "RemovedMember", Breaking, Major, "The field, its accessor and its setters are gone.";
    RemovedMemberErrorMessage = "RemovedMember.ErrorMessage", Compatible, Patch,
        "Every error has a `message` in Rust, whether its shape has one or not.";
    AddedUnionMember = "AddedUnionMember", Compatible, Minor,
        "The union is `non_exhaustive` and gets a variant; old clients read `Unknown`.";
    RemovedUnionMember = "RemovedUnionMember", Breaking, Major, "The variant is gone.";
    ChangedMemberOrder = "ChangedMemberOrder", Compatible, Patch,
        "awsJson sends members by name, and fields have no order.";
    ChangedMemberTarget = "ChangedMemberTarget", Breaking, Major, "Other values on the wire, another type in Rust.";
    ChangedMemberTargetSameWire = "ChangedMemberTarget.SameWire", Compatible, Major,
        "The same values on the wire, another type in Rust.";
    ChangedMemberTargetSameType = "ChangedMemberTarget.SameType", Compatible, Patch,
        "Another shape, the same type in Rust and the same values on the wire.";
    ChangedMemberTargetWireOnly = "ChangedMemberTarget.WireOnly", Breaking, Patch,
        "The same type in Rust, written in another way.";
    AddedRequiredTrait = "AddedRequiredTrait", Breaking, Patch,
        "Requests without the member are refused. What it does to the type is `ChangedNullability`.";
    AddedRequiredTraitOutput = "AddedRequiredTrait.Output", Compatible, Patch,
        "Only the service sends it. What it does to the type is `ChangedNullability`.";
    RemovedRequiredTrait = "RemovedRequiredTrait", Compatible, Patch,
        "Requests may lack the member; a reply without it reads as blank. What it does to the type is \
         `ChangedNullability`.";
    ChangedNullability = "ChangedNullability", Compatible, Major,
        "The field and its accessor become an `Option`, or stop being one.";
    ChangedBuilder = "ChangedNullability.Builder", Compatible, Major,
        "`build()` of the type's builder begins or ceases to return a `Result`.";
    ChangedClientOptional = "ChangedClientOptionalTrait", Compatible, Patch,
        "What it does to the type is `ChangedNullability`.";
    AddedDefault = "AddedDefault", Compatible, Patch,
        "The service does the same without the member as before. What it does to the type is `ChangedNullability`.";
    RemovedDefault = "RemovedDefault", Breaking, Patch,
        "A request without the member may mean something else, or be refused. What it does to the type is \
         `ChangedNullability`.";
    ChangedDefault = "ChangedDefault", Breaking, Patch, "The same request means something else now.";
    AddedPaginatedTrait = "AddedPaginatedTrait", Compatible, Minor, "The operation gets `into_paginator`.";
    RemovedPaginatedTrait = "RemovedPaginatedTrait", Compatible, Major,
        "`into_paginator` and the module `paginator` are gone.";
    ChangedPaginatedTrait = "ChangedPaginatedTrait", Compatible, Major,
        "`items()`, `page_size()` or their types change.";
    ChangedPaginatedTraitSameApi = "ChangedPaginatedTrait.SameApi", Compatible, Patch,
        "Items or page size are other members of the same types; what becomes of the members is said with those.";
    ChangedPaginatedTraitTokens = "ChangedPaginatedTrait.Tokens", Breaking, Patch,
        "Old clients ask for the next page by members that do so no more; the paginator's methods stay as they are.";
    AddedWaiter = "AddedWaiter", Compatible, Minor,
        "The trait `Waiters`, which only the client can have, gets a method, and the crate a module.";
    RemovedWaiter = "RemovedWaiter", Compatible, Major,
        "The method of the trait `Waiters` and the waiter's module are gone.";
    ChangedWaiter = "ChangedWaiter", Compatible, Patch, "It polls in another way or ends at something else.";
    ChangedWaiterError = "ChangedWaiter.Error", Compatible, Major,
        "The error of the wait becomes another type, because the model says or no longer says where reasons stand.";
    AddedCompletion = "AddedCompletion", Compatible, Minor, "The operation's builder gets the method `send_and_wait`.";
    RemovedCompletion = "RemovedCompletion", Compatible, Major,
        "The method `send_and_wait` of the operation's builder is gone.";
    ChangedCompletion = "ChangedCompletion", Compatible, Patch,
        "`send_and_wait` polls in another way or ends at something else.";
    ChangedLengthTighter = "ChangedLengthTrait.Tighter", Breaking, Patch,
        "The service refuses what it took; the client checks no lengths.";
    ChangedLengthWider = "ChangedLengthTrait.Wider", Compatible, Patch,
        "The service takes more, or only it sends the value; the client checks no lengths.";
    ChangedRangeTighter = "ChangedRangeTrait.Tighter", Breaking, Patch,
        "The service refuses what it took; the client checks no ranges.";
    ChangedRangeWider = "ChangedRangeTrait.Wider", Compatible, Patch,
        "The service takes more, or only it sends the value; the client checks no ranges.";
    ChangedPattern = "ChangedPatternTrait", Breaking, Patch,
        "The service may refuse what it took; whether it does, patterns do not tell.";
    RemovedPattern = "RemovedPatternTrait", Compatible, Patch,
        "The service takes more, or only it sends the value; the client checks no patterns.";
    ChangedSparse = "ChangedSparseTrait", Breaking, Major,
        "Nulls begin or cease to stand among the items, which become `Option`s or cease to be.";
    AddedUniqueItems = "AddedUniqueItemsTrait", Breaking, Patch,
        "The service refuses repeated items; in Rust it is a `Vec` either way.";
    RemovedUniqueItems = "RemovedUniqueItemsTrait", Compatible, Patch, "In Rust it is a `Vec` either way.";
    ChangedTimestampFormat = "ChangedTimestampFormatTrait", Breaking, Patch,
        "Times are written in another way; in Rust it is a `DateTime` either way.";
    AddedDeprecated = "AddedDeprecatedTrait", Compatible, Minor, "Programs that use it get a warning.";
    RemovedDeprecated = "RemovedDeprecatedTrait", Compatible, Patch, "Programs that use it get no warning any more.";
    ChangedDeprecated = "ChangedDeprecatedTrait", Compatible, Patch, "The warning says something else.";
    ChangedSensitive = "ChangedSensitiveTrait", Compatible, Patch, "`Debug` hides or shows the value.";
    ChangedErrorTrait = "ChangedErrorTrait", Compatible, Patch, "Whose fault it is decides how it is retried.";
    ChangedHttpError = "ChangedHttpErrorTrait", Compatible, Patch, "Errors are known by their codes.";
    ChangedErrorCode = "ChangedAwsQueryErrorTrait", Breaking, Patch,
        "Replies name the error by another code; the name of its shape is known beside it.";
    ChangedAuth = "ChangedAuthTrait", Breaking, Patch, "Old clients go on to sign calls, or not to.";
    AddedRequestCompression = "AddedRequestCompressionTrait", Compatible, Patch,
        "The service takes what is not compressed as well.";
    RemovedRequestCompression = "RemovedRequestCompressionTrait", Breaking, Patch,
        "Old clients go on to compress, and a model does not tell whether the service takes it.";
    ChangedRetryable = "ChangedRetryableTrait", Compatible, Patch, "Whether the client tries again.";
    ChangedIdempotencyToken = "ChangedIdempotencyTokenTrait", Compatible, Patch,
        "The client fills in a token; the setters stay.";
    RemovedIdempotencyToken = "RemovedIdempotencyTokenTrait", Breaking, Patch,
        "New clients send no token unless programs set it: a call is refused for that, or done twice.";
    ChangedEndpointTrait = "ChangedEndpointTrait", Breaking, Patch,
        "Old clients call the operation at another host, or make the host of another member.";
    ChangedEndpointBinding = "ChangedEndpointBinding", Breaking, Patch,
        "Old clients go on to send to the old place, and a model does not tell whether it answers.";
    ChangedDocumentation = "ChangedDocumentation", Compatible, Patch, "Words, examples and tags.";
    AddedTrait = "AddedTrait", Compatible, Patch, "The generator does not act on the trait.";
    RemovedTrait = "RemovedTrait", Compatible, Patch, "The generator does not act on the trait.";
    ChangedTrait = "ChangedTrait", Compatible, Patch, "The generator does not act on the trait.";
    ChangedServiceId = "ServiceRename", Breaking, Patch,
        "The name is in the header by which the service knows the operation.";
    ChangedShapeRename = "ServiceRename.Shape", Compatible, Patch,
        "The service's `rename` calls a shape otherwise. What it does to types is said with those.";
    ChangedServiceVersion = "ChangedServiceVersion", Compatible, Patch,
        "awsJson does not send the version; it is in the documentation.";
    ChangedSdkId = "ChangedSdkId", Compatible, Patch, "It is in the user agent.";
    ChangedTitle = "ChangedTitle", Compatible, Patch, "It is in the documentation.";
    ChangedProtocol = "ChangedProtocol", Breaking, Patch, "Requests have another content type.";
    ChangedSigningName = "ChangedSigningName", Breaking, Patch, "Signatures are made for another name.";
    ChangedEndpointRules = "ChangedEndpointRules", Compatible, Patch,
        "Calls may go to other hosts. Whether the old ones answer, a model does not tell.";
    AddedEndpointParameter = "AddedEndpointParameter", Compatible, Minor,
        "The parameters of resolvers get a setter, the configuration perhaps a setting.";
    RemovedEndpointParameter = "RemovedEndpointParameter", Compatible, Major, "The setter and the setting are gone.";
    ChangedEndpointParameter = "ChangedEndpointParameter", Compatible, Patch,
        "Another default, or required or not any more.";
    ChangedEndpointParameterType = "ChangedEndpointParameter.Type", Compatible, Major, "The setter takes another type.";
    ChangedMetadata = "ChangedMetadata", Compatible, Patch, "Notes to Smithy's tools.";
    ChangedRustApi = "ChangedRustApi", Compatible, Major,
        "An item of the crate is gone or has another type as a consequence of something else, such as a `Box` where a \
         type came to hold itself.";
    AddedRustApi = "AddedRustApi", Compatible, Minor, "The crate has an item more as a consequence of something else.";
}

impl Rule {
    /// The rule with this id.
    ///
    /// # Errors
    /// When there is none: what to do instead.
    pub fn find(id: &str) -> Result<Rule, String> {
        let found = Rule::ALL.iter().copied().find(|rule| rule.id() == id);
        found.ok_or_else(|| {
            did_you_mean(id, Rule::ALL.iter().map(|rule| rule.id()), "docs/diff-rules.md has the names of all rules.")
        })
    }
}

/// The rules with what people decided otherwise.
#[derive(Debug, Clone, Default)]
pub struct Rules {
    overrides: BTreeMap<Rule, (Option<Wire>, Option<Semver>)>,
}

impl Rules {
    /// Decides otherwise for one rule.
    pub fn set(&mut self, rule: Rule, wire: Option<Wire>, rust: Option<Semver>) {
        self.overrides.insert(rule, (wire, rust));
    }

    /// What a rule says.
    pub fn verdicts(&self, rule: Rule) -> Verdicts {
        let usual = rule.verdicts();
        let (wire, rust) = self.overrides.get(&rule).copied().unwrap_or_default();
        Verdicts { wire: wire.unwrap_or(usual.wire), rust: rust.unwrap_or(usual.rust) }
    }
}
