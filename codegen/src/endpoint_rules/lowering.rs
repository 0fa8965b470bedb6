//! The state of lowering a rule set: variables, scopes and type checks.

use super::{
    ParamKind, RuleExpr, RuleExprKind, RuleType,
    params::{self, Params},
    report::{RuleReport, Version},
};
use crate::plan::names::{self, Ident};

/// The state of lowering a rule set.
pub struct Lowering<'a, 'r> {
    pub report: &'a mut RuleReport<'r>,
    pub version: Version,
    params: &'a Params,
    /// All variables; their ids are indexes.
    variables: Vec<Variable>,
    /// The ids of the variables in scope.
    scope: Vec<usize>,
    /// Whether a rule calls `aws.partition`.
    pub uses_partitions: bool,
}

struct Variable {
    label: String,
    name: Ident,
    ty: RuleType,
    owned: bool,
    used: bool,
}

impl<'a, 'r> Lowering<'a, 'r> {
    pub fn new(params: &'a Params, version: Version, report: &'a mut RuleReport<'r>) -> Self {
        Lowering { report, version, params, variables: Vec::new(), scope: Vec::new(), uses_partitions: false }
    }

    /// Opens a scope. The result is the argument of [`leave`](Self::leave).
    pub fn enter(&self) -> usize {
        self.scope.len()
    }

    pub fn leave(&mut self, scope: usize) {
        self.scope.truncate(scope);
    }

    pub fn is_used(&self, id: usize) -> bool {
        self.variables[id].used
    }

    pub fn name(&self, id: usize) -> Ident {
        self.variables[id].name.clone()
    }

    /// Adds a variable to the scope.
    pub fn bind(&mut self, label: &str, value: &RuleExpr, at: &str) -> Option<(usize, RuleExpr)> {
        if !params::is_identifier(label) {
            self.report.rule(at, format!("`{label}` is not a valid name of a variable"), "use letters and digits");
            return None;
        }
        let is_param = self.params.iter().any(|(other, _)| other == label);
        if is_param || self.scope.iter().any(|other| self.variables[*other].label == label) {
            let problem = format!("`{label}` is already a parameter or a variable");
            self.report.rule(at, problem, "rename the variable");
            return None;
        }
        let id = self.shadow(label, value);
        Some((id, self.local(id)))
    }

    /// Adds a variable to the scope that may shadow a parameter of the same name.
    pub fn shadow(&mut self, label: &str, value: &RuleExpr) -> usize {
        let id = self.variables.len();
        self.variables.push(Variable {
            label: label.to_owned(),
            name: self.local_name(label),
            ty: value.ty,
            owned: value.is_owned(),
            used: false,
        });
        self.scope.push(id);
        id
    }

    /// A name that shadows neither another variable in scope nor an argument of the emitted function.
    fn local_name(&self, label: &str) -> Ident {
        let mut name = names::value_name(label);
        let is_taken = |name: &Ident| {
            let hides = |id: &usize| self.variables[*id].name == *name && self.variables[*id].label != label;
            name.as_str() == "params" || self.scope.iter().any(hides)
        };
        while is_taken(&name) {
            name = name.affixed("", "_value");
        }
        name
    }

    /// Counts a use of a variable and returns it.
    pub fn mention(&mut self, id: usize, local: RuleExpr) -> RuleExpr {
        self.variables[id].used = true;
        local
    }

    fn local(&self, id: usize) -> RuleExpr {
        let variable = &self.variables[id];
        let kind = RuleExprKind::Local { name: variable.name.clone(), owned: variable.owned };
        RuleExpr { kind, ty: variable.ty, nullable: false }
    }

    /// The parameter with this label, if there is one and it may be unset here.
    pub fn nullable_param(&self, label: &str) -> Option<RuleExpr> {
        if self.scope.iter().any(|id| self.variables[*id].label == label) {
            return None;
        }
        self.param(label).filter(|param| param.nullable)
    }

    fn param(&self, label: &str) -> Option<RuleExpr> {
        let (_, param) = self.params.iter().find(|(name, _)| name == label)?;
        let ty = match param.kind {
            ParamKind::String => RuleType::String,
            ParamKind::Boolean => RuleType::Boolean,
            ParamKind::StringArray => RuleType::StringArray,
        };
        Some(RuleExpr { kind: RuleExprKind::Param(param.name.clone()), ty, nullable: !param.required })
    }

    pub fn reference(&mut self, label: &str, at: &str) -> Option<RuleExpr> {
        let id = self.scope.iter().rev().copied().find(|id| self.variables[*id].label == label);
        if let Some(id) = id {
            let local = self.local(id);
            return Some(self.mention(id, local));
        }
        let param = self.param(label);
        if param.is_none() {
            let problem = format!("`{label}` is neither a parameter nor a variable in scope");
            self.report.rule(at, problem, "declare the parameter, or assign the variable in an earlier condition");
        }
        param
    }

    /// Checks that a value is set and has this type.
    pub fn expect(&mut self, value: RuleExpr, ty: RuleType, at: &str) -> Option<RuleExpr> {
        if value.ty != ty {
            let problem = format!("expected {}, found {}", ty.noun(), value.ty.noun());
            self.report.rule(at, problem, "change the value, or call a function with this result type");
            return None;
        }
        self.expect_set(value, at)
    }

    pub fn expect_set(&mut self, value: RuleExpr, at: &str) -> Option<RuleExpr> {
        if value.nullable {
            let problem = format!("{} may be unset here", value.noun());
            let remedy = "check it with `isSet` in an earlier condition, or assign it there";
            self.report.rule(at, problem, remedy);
            return None;
        }
        Some(value)
    }
}
