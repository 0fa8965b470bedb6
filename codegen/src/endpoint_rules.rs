//! Endpoint rule sets (`smithy.rules#endpointRuleSet`, versions 1.0 and 1.1), checked and lowered to a small program of
//! blocks, tests and bindings.
//!
//! Other clients interpret a rule set; here it is compiled. The type checks of the rules' language happen while
//! planning: every reference is resolved and known to be set where it is used. Conditions that are always true and
//! rules that cannot be reached are removed.

mod construct;
mod default_rules;
pub mod emit;
mod endpoint;
mod expression;
mod function;
mod lowering;
mod params;
mod partitions;
mod report;
mod rules;
mod template;

pub use default_rules::rule_set as default_rule_set;
pub use partitions::Partition;

use crate::{Diagnostics, model::Model, plan::names::Ident, smithy::Source};
use report::RuleReport;
use serde_json::Value;

/// The endpoint rules of a service.
#[derive(Debug, Clone, PartialEq)]
pub struct EndpointRules {
    /// The parameters, in the rule set's order.
    pub params: Vec<Param>,
    /// The compiled rules.
    pub rules: Block,
    /// The partitions for `aws.partition`; empty if no rule calls it.
    pub partitions: Vec<Partition>,
}

/// A parameter of the rule set.
#[derive(Debug, Clone, PartialEq)]
pub struct Param {
    /// Its name in the rules.
    pub label: String,
    /// The Rust name of its field and setters.
    pub name: Ident,
    /// Its type.
    pub kind: ParamKind,
    /// Whether it always has a value.
    pub required: bool,
    /// The value if the caller sets none.
    pub default: Option<ParamValue>,
    /// The client's source of its value; `None` if only the builder, an operation or the configuration sets it.
    pub built_in: Option<BuiltIn>,
    /// Whether the client's configuration has a setting for it.
    pub is_setting: bool,
    /// Its documentation.
    pub docs: String,
    /// The reason if it is deprecated.
    pub deprecated: Option<String>,
}

/// The type of a parameter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ParamKind {
    /// `String`
    String,
    /// `bool`
    Boolean,
    /// `Vec<String>`
    StringArray,
}

/// The default of a parameter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ParamValue {
    /// A string.
    String(String),
    /// True or false.
    Boolean(bool),
    /// A list of strings.
    StringArray(Vec<String>),
}

/// A source of a parameter's value outside the rule set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BuiltIn {
    /// `AWS::Region`
    Region,
    /// `AWS::UseFIPS`
    UseFips,
    /// `AWS::UseDualStack`
    UseDualStack,
    /// `SDK::Endpoint`
    Endpoint,
    /// `AWS::Auth::AccountId`: available after the credentials are resolved.
    AccountId,
    /// `AWS::Auth::AccountIdEndpointMode`
    AccountIdEndpointMode,
}

/// Steps, and what is evaluated if none of them leaves the block.
#[derive(Debug, Clone, PartialEq)]
pub struct Block {
    /// Evaluated in order.
    pub steps: Vec<Step>,
    /// Evaluated after the steps.
    pub end: End,
}

/// One step of a block.
#[derive(Debug, Clone, PartialEq)]
pub enum Step {
    /// Binds a value.
    Let {
        /// The variable.
        name: Ident,
        /// Its value, never unset.
        value: RuleExpr,
    },
    /// Enters a block if all tests are true.
    If {
        /// At least one; later tests can use the variables of earlier ones.
        tests: Vec<Test>,
        /// The block.
        then: Block,
    },
}

/// A part of a condition.
#[derive(Debug, Clone, PartialEq)]
pub enum Test {
    /// True if the boolean is true.
    Is(RuleExpr),
    /// True if the value is set; binds it.
    Some {
        /// The variable.
        name: Ident,
        /// The value, which may be unset.
        value: RuleExpr,
    },
}

/// What is evaluated after the steps of a block.
#[derive(Debug, Clone, PartialEq)]
pub enum End {
    /// An endpoint.
    Endpoint(Endpoint),
    /// The combination of parameters is not supported; the string is the error message.
    Error(RuleExpr),
    /// No rule applies, which also ends the evaluation.
    Exhausted,
    /// The step after the enclosing one.
    Next,
}

/// An endpoint.
#[derive(Debug, Clone, PartialEq)]
pub struct Endpoint {
    /// The URL of requests.
    pub url: RuleExpr,
    /// Headers of every request, and their values.
    pub headers: Vec<(String, Vec<RuleExpr>)>,
    /// How requests are signed, in order of preference.
    pub auth_schemes: Vec<AuthScheme>,
    /// Properties other than `authSchemes`.
    pub properties: Vec<(String, Property)>,
}

/// One of an endpoint's `authSchemes`.
#[derive(Debug, Clone, PartialEq)]
pub struct AuthScheme {
    /// Such as `sigv4`.
    pub name: String,
    /// Such as `signingName`.
    pub properties: Vec<(String, Property)>,
}

/// The value of an endpoint's property.
#[derive(Debug, Clone, PartialEq)]
pub enum Property {
    /// A string.
    String(RuleExpr),
    /// True or false.
    Boolean(bool),
    /// An integer.
    Integer(i64),
    /// A list.
    Array(Vec<Property>),
    /// A map from names to values.
    Object(Vec<(String, Property)>),
}

/// The type of a value in the rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RuleType {
    /// A string.
    String,
    /// True or false.
    Boolean,
    /// A count or an index.
    Integer,
    /// A list of strings.
    StringArray,
    /// The result of `aws.partition`.
    Partition,
    /// The result of `parseURL`.
    Url,
    /// The result of `aws.parseArn`.
    Arn,
}

/// A typed value.
#[derive(Debug, Clone, PartialEq)]
pub struct RuleExpr {
    /// The expression.
    pub kind: RuleExprKind,
    /// Its type if it is set.
    pub ty: RuleType,
    /// Whether it may be unset.
    pub nullable: bool,
}

/// An expression of the rules.
#[derive(Debug, Clone, PartialEq)]
pub enum RuleExprKind {
    /// A string without templates.
    String(String),
    /// True or false.
    Boolean(bool),
    /// A count or an index.
    Integer(i64),
    /// A parameter.
    Param(Ident),
    /// A variable.
    Local {
        /// Its name.
        name: Ident,
        /// Whether it owns its string or list instead of borrowing it.
        owned: bool,
    },
    /// The concatenation of at least two strings, not all of them literals.
    Concat(Vec<RuleExpr>),
    /// A field, by its Rust name.
    Field(Box<RuleExpr>, &'static str),
    /// An element of a list; negative numbers count from the end.
    Index(Box<RuleExpr>, i64),
    /// Whether a value is set.
    IsSet(Box<RuleExpr>),
    /// The opposite.
    Not(Box<RuleExpr>),
    /// Whether two values are the same.
    Equals(Box<RuleExpr>, Box<RuleExpr>),
    /// The first value that is set; all but the last may be unset.
    Coalesce(Vec<RuleExpr>),
    /// The second value if the first is true, otherwise the third.
    IfThenElse(Box<[RuleExpr; 3]>),
    /// A function of the runtime.
    Call(Function, Vec<RuleExpr>),
}

/// A function of the runtime.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Function {
    /// `aws.isVirtualHostableS3Bucket`
    IsVirtualHostableS3Bucket,
    /// `aws.parseArn`
    ParseArn,
    /// `aws.partition`
    Partition,
    /// `isValidHostLabel`
    IsValidHostLabel,
    /// `parseURL`
    ParseUrl,
    /// `split`
    Split,
    /// `substring`
    Substring,
    /// `uriEncode`
    UriEncode,
}

impl RuleExpr {
    /// Whether evaluating the string or list creates a new one instead of borrowing it.
    pub fn is_owned(&self) -> bool {
        match (&self.kind, self.ty) {
            (RuleExprKind::Local { owned, .. }, _) => *owned,
            (RuleExprKind::Concat(_) | RuleExprKind::Call(Function::UriEncode | Function::Split, _), _) => true,
            (RuleExprKind::Coalesce(of), RuleType::String) => of.iter().any(RuleExpr::is_owned),
            (RuleExprKind::IfThenElse(of), RuleType::String) => of[1..].iter().any(RuleExpr::is_owned),
            _ => false,
        }
    }
}

/// Plans the service's rule set, or one with regional endpoints if it has none.
///
/// `partitions` is the table for `aws.partition`: `{"partitions": [{"id", "regionRegex", "regions", "outputs"}]}`.
///
/// # Errors
/// All parts of the rule set and the table that are not supported.
pub fn plan(model: &Model, partitions: Option<&Source>) -> Result<EndpointRules, Diagnostics> {
    let service = &model.service;
    let default_rules;
    let rule_set = match &service.endpoint_rule_set {
        Some(rule_set) => rule_set,
        None => {
            default_rules = default_rule_set(&service.endpoint_prefix);
            &default_rules
        }
    };
    let settings = service.client_context_params.as_ref();
    plan_rule_set(rule_set, settings, partitions, RuleReport::new(&service.location, &service.id))
}

/// Plans a rule set. `settings` is the service's `smithy.rules#clientContextParams`.
fn plan_rule_set(
    rule_set: &Value,
    settings: Option<&Value>,
    partitions: Option<&Source>,
    mut report: RuleReport<'_>,
) -> Result<EndpointRules, Diagnostics> {
    let version = report.version(rule_set);
    let mut params = params::plan(rule_set, &mut report);
    params::mark_settings(&mut params, settings, &mut report);
    let (rules, uses_partitions) = rules::plan(rule_set, &params, version, &mut report);
    let partitions = if uses_partitions { partitions::plan(partitions, &mut report) } else { Vec::new() };
    let params = params.into_iter().map(|(_, param)| param).collect();
    report.into_result(EndpointRules { params, rules, partitions })
}

#[cfg(test)]
mod tests;
