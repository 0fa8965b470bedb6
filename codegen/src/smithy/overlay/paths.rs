//! Checks that the members of a JMESPath expression exist. Everything else is checked when the crate is planned.

use crate::smithy::{
    ast::ShapeType,
    definition::{Definition, Definitions},
    shape_id::ShapeId,
};
use jmespath::ast::Ast;

/// The result of a part of an expression, by shape id.
#[derive(Clone)]
enum Found {
    One(String),
    /// The items of a projection.
    Many(String),
    /// An object with the members `input` and `output`.
    Both,
    /// A value without known members.
    Other,
}

/// The operation and the shapes in which an expression is looked up.
pub(super) struct Paths<'a> {
    pub definitions: &'a Definitions,
    pub operation: &'a Definition,
}

impl Paths<'_> {
    /// A member that an expression over the output names, but that does not exist.
    pub fn missing_in_output(&self, path: &str) -> Option<String> {
        self.missing(path, self.output())
    }

    /// A member that an expression over input and output names, but that does not exist.
    pub fn missing_in_both(&self, path: &str) -> Option<String> {
        self.missing(path, Found::Both)
    }

    /// Whether the input has a member of this name.
    pub fn input_has(&self, name: &str) -> bool {
        let input = self.operation.bindings.input.as_deref().and_then(|id| self.definition(id));
        input.is_some_and(|input| input.members.contains_key(name))
    }

    fn missing(&self, path: &str, root: Found) -> Option<String> {
        let ast = jmespath::parse(path).ok()?;
        self.walk(&ast, root).err().map(|missing| format!("the path `{path}` names {missing}"))
    }

    fn output(&self) -> Found {
        self.operation.bindings.output.clone().map_or(Found::Other, Found::One)
    }

    fn definition(&self, id: &str) -> Option<&Definition> {
        self.definitions.get(&id.parse::<ShapeId>().ok()?)
    }

    fn walk(&self, ast: &Ast, at: Found) -> Result<Found, String> {
        match ast {
            Ast::Identity { .. } => Ok(at),
            Ast::Field { name, .. } => self.member(name, at),
            Ast::Subexpr { lhs, rhs, .. } => self.walk(rhs, self.walk(lhs, at)?),
            Ast::Index { .. } => Ok(self.item(at).map_or(Found::Other, Found::One)),
            Ast::Flatten { node, .. } | Ast::ObjectValues { node, .. } => {
                let node = self.walk(node, at)?;
                Ok(self.item(node.clone()).map_or(node, Found::Many))
            }
            Ast::Projection { lhs, rhs, .. } => {
                let item = match self.walk(lhs, at)? {
                    Found::Many(item) => Some(item),
                    found => self.item(found),
                };
                Ok(match self.walk(rhs, item.map_or(Found::Other, Found::One))? {
                    Found::One(id) => Found::Many(id),
                    _ => Found::Other,
                })
            }
            Ast::Condition { predicate, then, .. } => {
                self.walk(predicate, at.clone())?;
                self.walk(then, at)
            }
            Ast::Comparison { lhs, rhs, .. } | Ast::And { lhs, rhs, .. } | Ast::Or { lhs, rhs, .. } => {
                self.walk(lhs, at.clone())?;
                self.walk(rhs, at).map(|_| Found::Other)
            }
            Ast::Not { node, .. } => self.walk(node, at).map(|_| Found::Other),
            Ast::Function { args, .. } => {
                args.iter().try_for_each(|argument| self.walk(argument, at.clone()).map(|_| ()))?;
                Ok(Found::Other)
            }
            _ => Ok(Found::Other),
        }
    }

    fn member(&self, name: &str, at: Found) -> Result<Found, String> {
        let target = |id: &Option<String>| Ok(id.clone().map_or(Found::Other, Found::One));
        match (at, name) {
            (Found::Both, "input") => target(&self.operation.bindings.input),
            (Found::Both, "output") => target(&self.operation.bindings.output),
            (Found::One(id), _) => match self.definition(&id).filter(|of| of.kind == ShapeType::Structure) {
                None => Ok(Found::Other),
                Some(shape) => match shape.members.get(name) {
                    Some(member) => Ok(Found::One(member.target.clone())),
                    None => Err(format!("the member `{name}` of `{id}`, which does not exist")),
                },
            },
            _ => Ok(Found::Other),
        }
    }

    /// The target of the items of a list or the values of a map.
    fn item(&self, at: Found) -> Option<String> {
        let (Found::One(id) | Found::Many(id)) = at else { return None };
        let members = &self.definition(&id)?.members;
        members.get("member").or_else(|| members.get("value")).map(|member| member.target.clone())
    }
}
