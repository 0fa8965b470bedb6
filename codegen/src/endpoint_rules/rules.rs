//! Rules and conditions, lowered to blocks.

use super::{
    Block, End, RuleExpr, RuleExprKind, RuleType, Step, Test, construct, endpoint,
    lowering::Lowering,
    params::Params,
    report::{RuleReport, Version},
};
use serde_json::Value;

/// The rules as a block, and whether they use partitions.
pub fn plan(rule_set: &Value, params: &Params, version: Version, report: &mut RuleReport<'_>) -> (Block, bool) {
    let mut cx = Lowering::new(params, version, report);
    let block = rule_list(&mut cx, rule_set.get("rules"), "rules");
    (block, cx.uses_partitions)
}

/// The result of a condition of a rule.
enum Condition {
    /// It is always true and binds nothing.
    Always,
    /// A boolean.
    Is(RuleExpr),
    /// A value that must be set, with the id of the variable for it.
    Some(usize, RuleExpr),
    /// A value that is always set.
    Let(usize, RuleExpr),
}

/// Rules are tried in order. If no rule of a list applies, the list is exhausted. Rules after one without conditions
/// are unreachable.
fn rule_list(cx: &mut Lowering<'_, '_>, rules: Option<&Value>, at: &str) -> Block {
    let mut block = Block { steps: Vec::new(), end: End::Next };
    match rules.and_then(Value::as_array) {
        Some(rules) if !rules.is_empty() => {
            for (i, value) in rules.iter().enumerate() {
                let lowered = rule(cx, value, &format!("{at}[{i}]"));
                if block.end == End::Next {
                    block.steps.extend(lowered.steps);
                    block.end = lowered.end;
                }
            }
        }
        _ => cx.report.rule(at, "expected a list of rules", "use a list with at least one rule"),
    }
    if block.end == End::Next {
        block.end = End::Exhausted;
    }
    block
}

fn rule(cx: &mut Lowering<'_, '_>, value: &Value, at: &str) -> Block {
    let scope = cx.enter();
    let mut conditions = Vec::new();
    match value.get("conditions") {
        None => {}
        Some(Value::Array(list)) => {
            for (i, value) in list.iter().enumerate() {
                conditions.extend(condition(cx, value, &format!("{at}.conditions[{i}]")));
            }
        }
        Some(_) => cx.report.rule(at, "`conditions` is not a list", "use a list of conditions, which may be empty"),
    }
    let mut block = outcome(cx, value, at);
    for condition in conditions.into_iter().rev() {
        block = guard(cx, condition, block);
    }
    cx.leave(scope);
    block
}

fn outcome(cx: &mut Lowering<'_, '_>, value: &Value, at: &str) -> Block {
    let end = match value.get("type").and_then(Value::as_str) {
        Some("tree") => return rule_list(cx, value.get("rules"), &format!("{at}.rules")),
        Some("endpoint") => endpoint::plan(cx, value.get("endpoint"), &format!("{at}.endpoint")).map(End::Endpoint),
        Some("error") => {
            let at = format!("{at}.error");
            let message = value.get("error").and_then(|message| cx.expression(message, &at));
            message.and_then(|message| cx.expect(message, RuleType::String, &at)).map(End::Error)
        }
        other => {
            let problem = match other {
                Some(other) => format!("the rule type `{other}` does not exist"),
                None => "the rule has no type".to_owned(),
            };
            cx.report.rule(at, problem, "use one of `endpoint`, `error` and `tree`");
            None
        }
    };
    Block { steps: Vec::new(), end: end.unwrap_or(End::Exhausted) }
}

/// Puts a condition before a block. A block that is only an `If` gets it as an additional test, and a variable that is
/// not used is not bound.
fn guard(cx: &Lowering<'_, '_>, condition: Condition, mut block: Block) -> Block {
    let test = match condition {
        Condition::Always => return block,
        Condition::Is(value) => Test::Is(value),
        Condition::Some(id, value) if cx.is_used(id) => Test::Some { name: cx.name(id), value },
        Condition::Some(_, value) => Test::Is(construct::is_set(value)),
        Condition::Let(id, value) => {
            if cx.is_used(id) {
                block.steps.insert(0, Step::Let { name: cx.name(id), value });
            }
            return block;
        }
    };
    if let ([Step::If { tests, .. }], End::Next) = (block.steps.as_mut_slice(), &block.end) {
        tests.insert(0, test);
        return block;
    }
    Block { steps: vec![Step::If { tests: vec![test], then: block }], end: End::Next }
}

fn condition(cx: &mut Lowering<'_, '_>, value: &Value, at: &str) -> Vec<Condition> {
    let assign = value.get("assign").and_then(Value::as_str);
    if value.get("fn").is_none() {
        cx.report.rule(at, "a condition must call a function", "add `fn` and `argv`");
        return Vec::new();
    }
    if assign.is_none()
        && let Some(narrowed) = narrow(cx, value)
    {
        return vec![narrowed];
    }
    let Some(value) = cx.expression(value, at) else { return Vec::new() };
    let is_boolean = value.ty == RuleType::Boolean;
    let Some(label) = assign else {
        return vec![match (value.nullable, is_boolean) {
            (false, false) => Condition::Always,
            (false, true) if value.kind == RuleExprKind::Boolean(true) => Condition::Always,
            (false, true) => Condition::Is(value),
            (true, false) => Condition::Is(construct::is_set(value)),
            (true, true) => Condition::Is(construct::is_some_true(value)),
        }];
    };
    let nullable = value.nullable;
    let Some((id, local)) = cx.bind(label, &value, at) else { return Vec::new() };
    let bound = if nullable { Condition::Some(id, value) } else { Condition::Let(id, value) };
    // A false result does not match, whether it is assigned to a variable or not.
    if is_boolean { vec![bound, Condition::Is(cx.mention(id, local))] } else { vec![bound] }
}

/// `isSet` of a parameter that may be unset: it is known to be set afterwards.
fn narrow(cx: &mut Lowering<'_, '_>, value: &Value) -> Option<Condition> {
    if value.get("fn")?.as_str()? != "isSet" {
        return None;
    }
    let [argument] = value.get("argv")?.as_array()?.as_slice() else { return None };
    let label = argument.get("ref")?.as_str()?;
    let value = cx.nullable_param(label)?;
    let id = cx.shadow(label, &value);
    Some(Condition::Some(id, value))
}
