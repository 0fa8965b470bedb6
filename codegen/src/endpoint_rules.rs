//! Endpoint rule sets (`smithy.rules#endpointRuleSet`, versions 1.0 and 1.1), checked and lowered to a small
//! program of blocks, tests and bindings.
//!
//! A rule set is data that every client interprets; here it becomes code. What the rules' own type system
//! leaves to run time is settled while planning: every reference is resolved and known to be set where it
//! is used, conditions that always hold are gone, and so are rules that can never be reached.

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
use report::Report;
use serde_json::Value;

/// How a service finds its endpoint.
#[derive(Debug, Clone, PartialEq)]
pub struct EndpointRules {
    /// The parameters, in the rule set's order.
    pub params: Vec<Param>,
    /// What is evaluated.
    pub rules: Block,
    /// The partitions that `aws.partition` chooses from; empty where no rule calls it.
    pub partitions: Vec<Partition>,
}

/// A parameter of the rule set.
#[derive(Debug, Clone, PartialEq)]
pub struct Param {
    /// How the rules call it.
    pub label: String,
    /// The Rust name of its field and setters.
    pub name: Ident,
    /// Its type.
    pub kind: ParamKind,
    /// Whether it always has a value.
    pub required: bool,
    /// The value where the caller sets none.
    pub default: Option<Literal>,
    /// Where a client takes its value from; `None` where only the builder, an operation or the configuration sets it.
    pub built_in: Option<BuiltIn>,
    /// Whether the client's configuration has a setting for it.
    pub is_setting: bool,
    /// What it means.
    pub docs: String,
    /// Set where it is deprecated: the reason.
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
pub enum Literal {
    /// Text.
    String(String),
    /// True or false.
    Boolean(bool),
    /// A list of texts.
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
    /// `AWS::Auth::AccountId`: known once the credentials are.
    AccountId,
    /// `AWS::Auth::AccountIdEndpointMode`
    AccountIdEndpointMode,
}

/// Steps, and what follows when none of them left the block.
#[derive(Debug, Clone, PartialEq)]
pub struct Block {
    /// Evaluated in order.
    pub steps: Vec<Step>,
    /// What follows.
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
        value: Expr,
    },
    /// Enters a block if all tests hold.
    If {
        /// At least one; later tests see the variables of earlier ones.
        tests: Vec<Test>,
        /// The block.
        then: Block,
    },
}

/// A part of a condition.
#[derive(Debug, Clone, PartialEq)]
pub enum Test {
    /// Holds where the boolean is true.
    Is(Expr),
    /// Holds where the value is set, and binds it.
    Some {
        /// The variable.
        name: Ident,
        /// The value, which may be unset.
        value: Expr,
    },
}

/// What follows the steps of a block.
#[derive(Debug, Clone, PartialEq)]
pub enum End {
    /// An endpoint was found.
    Endpoint(Endpoint),
    /// The combination of parameters is not supported; the string says why.
    Error(Expr),
    /// No rule applies, which ends the evaluation as well.
    Exhausted,
    /// The step after the enclosing one.
    Next,
}

/// An endpoint.
#[derive(Debug, Clone, PartialEq)]
pub struct Endpoint {
    /// Where requests go.
    pub url: Expr,
    /// Headers that every request carries, and their values.
    pub headers: Vec<(String, Vec<Expr>)>,
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
    /// Text.
    String(Expr),
    /// True or false.
    Boolean(bool),
    /// An integer.
    Integer(i64),
    /// A list.
    Array(Vec<Property>),
    /// Names to values.
    Object(Vec<(String, Property)>),
}

/// The type of a value in the rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Type {
    /// Text.
    String,
    /// True or false.
    Boolean,
    /// A count or an index.
    Integer,
    /// A list of texts.
    StringArray,
    /// What `aws.partition` gives.
    Partition,
    /// What `parseURL` gives.
    Url,
    /// What `aws.parseArn` gives.
    Arn,
}

/// A typed value.
#[derive(Debug, Clone, PartialEq)]
pub struct Expr {
    /// How it comes about.
    pub kind: ExprKind,
    /// Its type where it is set.
    pub ty: Type,
    /// Whether it may be unset.
    pub nullable: bool,
}

/// How a value comes about.
#[derive(Debug, Clone, PartialEq)]
pub enum ExprKind {
    /// Text without templates.
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
        /// Whether it holds its text or list instead of borrowing it.
        owned: bool,
    },
    /// Texts, one after the other: at least two, not all of them literal.
    Concat(Vec<Expr>),
    /// A field, by its Rust name.
    Field(Box<Expr>, &'static str),
    /// An element of a list; negative numbers count from the end.
    Index(Box<Expr>, i64),
    /// Whether a value is set.
    IsSet(Box<Expr>),
    /// The opposite.
    Not(Box<Expr>),
    /// Whether two values are the same.
    Equals(Box<Expr>, Box<Expr>),
    /// The first that is set; all but the last may be unset.
    Coalesce(Vec<Expr>),
    /// The second where the first is true, otherwise the third.
    IfThenElse(Box<[Expr; 3]>),
    /// A function of the runtime.
    Call(Function, Vec<Expr>),
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

impl Expr {
    /// Whether evaluating the text or list makes a new one instead of borrowing it.
    pub fn is_owned(&self) -> bool {
        match (&self.kind, self.ty) {
            (ExprKind::Local { owned, .. }, _) => *owned,
            (ExprKind::Concat(_) | ExprKind::Call(Function::UriEncode | Function::Split, _), _) => true,
            (ExprKind::Coalesce(of), Type::String) => of.iter().any(Expr::is_owned),
            (ExprKind::IfThenElse(of), Type::String) => of[1..].iter().any(Expr::is_owned),
            _ => false,
        }
    }
}

/// Plans the service's rule set, or one with the usual regional endpoints where it has none.
///
/// `partitions` is the table for `aws.partition`: `{"partitions": [{"id", "regionRegex", "regions", "outputs"}]}`.
///
/// # Errors
/// Everything in the rule set and the table that is not understood.
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
    plan_rule_set(rule_set, settings, partitions, Report::new(&service.location, &service.id))
}

/// Plans a rule set. `settings` is the service's `smithy.rules#clientContextParams`.
fn plan_rule_set(
    rule_set: &Value,
    settings: Option<&Value>,
    partitions: Option<&Source>,
    mut report: Report<'_>,
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
