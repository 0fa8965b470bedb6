//! References, literals, templates and calls, lowered to typed values.

use super::{
    Function, RuleExpr, RuleExprKind, RuleType,
    construct::{boolean, string},
    function,
    lowering::Lowering,
    template::{self, TemplatePart},
};
use serde_json::Value;

impl Lowering<'_, '_> {
    /// The expression for a JSON value; `None` after reporting an error.
    pub fn expression(&mut self, value: &Value, at: &str) -> Option<RuleExpr> {
        match value {
            Value::String(text) => self.template(text, at),
            Value::Bool(value) => Some(boolean(*value)),
            Value::Number(number) if number.is_i64() => {
                Some(RuleExpr { kind: RuleExprKind::Integer(number.as_i64()?), ty: RuleType::Integer, nullable: false })
            }
            Value::Object(object) => match (object.get("ref"), object.get("fn")) {
                (Some(Value::String(label)), None) => self.reference(label, at),
                (None, Some(Value::String(name))) => {
                    let call = self.call(name, object.get("argv"), at)?;
                    self.uses_partitions |= matches!(call.kind, RuleExprKind::Call(Function::Partition, _));
                    Some(call)
                }
                _ => self.unexpected(value, at),
            },
            _ => self.unexpected(value, at),
        }
    }

    fn unexpected(&mut self, value: &Value, at: &str) -> Option<RuleExpr> {
        let remedy = "use a string, a boolean, an integer, `{\"ref\": …}` or `{\"fn\": …, \"argv\": […]}`";
        self.report.rule(at, format!("{value} is not a value of the rules"), remedy);
        None
    }

    /// A call; `None` after reporting an error.
    fn call(&mut self, name: &str, argv: Option<&Value>, at: &str) -> Option<RuleExpr> {
        let Some(argv) = argv.and_then(Value::as_array) else {
            self.report.rule(at, format!("`{name}` is called without arguments"), "add `argv`");
            return None;
        };
        if name == "getAttr" {
            let [value, Value::String(path)] = argv.as_slice() else {
                self.report.rule(at, "`getAttr` takes a value and a path", "use a literal path as the second argument");
                return None;
            };
            let value = self.expression(value, &format!("{at}.argv[0]"))?;
            return function::attribute(self, value, path, at);
        }
        let mut values = Vec::with_capacity(argv.len());
        for (i, argument) in argv.iter().enumerate() {
            values.push(self.expression(argument, &format!("{at}.argv[{i}]")));
        }
        function::call(self, name, values.into_iter().collect::<Option<_>>()?, at)
    }

    fn template(&mut self, text: &str, at: &str) -> Option<RuleExpr> {
        let parts = match template::parse(text) {
            Ok(parts) => parts,
            Err(problem) => {
                self.report.rule(at, problem, "use `{{` and `}}` for literal braces");
                return None;
            }
        };
        let mut values = Vec::with_capacity(parts.len());
        for part in parts {
            let value = match part {
                TemplatePart::Text(text) => string(text),
                TemplatePart::Reference { name, path } => {
                    let value = self.reference(name, at)?;
                    let value = match path {
                        Some(path) => function::attribute(self, value, path, at)?,
                        None => value,
                    };
                    self.expect(value, RuleType::String, at)?
                }
            };
            values.push(value);
        }
        match values.len() {
            1 => values.pop(),
            _ => Some(RuleExpr { kind: RuleExprKind::Concat(values), ty: RuleType::String, nullable: false }),
        }
    }
}
