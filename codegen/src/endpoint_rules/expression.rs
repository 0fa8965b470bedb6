//! References, literals, templates and calls, lowered to typed values.

use super::{
    Expr, ExprKind, Function, Type,
    construct::{boolean, string},
    function,
    lowering::Lowering,
    template::{self, Part},
};
use serde_json::Value;

impl Lowering<'_, '_> {
    /// The expression for a JSON value; `None` after reporting an error.
    pub fn expression(&mut self, value: &Value, at: &str) -> Option<Expr> {
        match value {
            Value::String(text) => self.template(text, at),
            Value::Bool(value) => Some(boolean(*value)),
            Value::Number(number) if number.is_i64() => {
                Some(Expr { kind: ExprKind::Integer(number.as_i64()?), ty: Type::Integer, nullable: false })
            }
            Value::Object(object) => match (object.get("ref"), object.get("fn")) {
                (Some(Value::String(label)), None) => self.reference(label, at),
                (None, Some(Value::String(name))) => {
                    let call = self.call(name, object.get("argv"), at)?;
                    self.uses_partitions |= matches!(call.kind, ExprKind::Call(Function::Partition, _));
                    Some(call)
                }
                _ => self.unexpected(value, at),
            },
            _ => self.unexpected(value, at),
        }
    }

    fn unexpected(&mut self, value: &Value, at: &str) -> Option<Expr> {
        let remedy = "use a string, a boolean, an integer, `{\"ref\": …}` or `{\"fn\": …, \"argv\": […]}`";
        self.report.rule(at, format!("{value} is not a value of the rules"), remedy);
        None
    }

    /// A call; `None` after reporting an error.
    fn call(&mut self, name: &str, argv: Option<&Value>, at: &str) -> Option<Expr> {
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

    fn template(&mut self, text: &str, at: &str) -> Option<Expr> {
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
                Part::Text(text) => string(text),
                Part::Reference { name, path } => {
                    let value = self.reference(name, at)?;
                    let value = match path {
                        Some(path) => function::attribute(self, value, path, at)?,
                        None => value,
                    };
                    self.expect(value, Type::String, at)?
                }
            };
            values.push(value);
        }
        match values.len() {
            1 => values.pop(),
            _ => Some(Expr { kind: ExprKind::Concat(values), ty: Type::String, nullable: false }),
        }
    }
}
