//! Paginators: the members of an operation that have the token, the page size and the items.

use super::{
    context::Context,
    field::Field,
    names::Ident,
    role::Role,
    structure::{self, Structure},
    types::Type,
};
use crate::model::{Operation as Shape, ShapeKind};

/// A paginator to emit.
#[derive(Debug, Clone)]
pub struct Paginator {
    /// `…Paginator`
    pub name: Ident,
    /// `…PaginatorItems`
    pub items_name: Ident,
    /// The input field that takes the token.
    pub input_token: Field,
    /// The fields of the path in the output to the next token.
    pub output_token: Vec<Field>,
    /// The input field that limits a page.
    pub page_size: Option<Field>,
    /// The fields of the path in the output to the items.
    pub items: Option<Vec<Field>>,
    /// The lists of a page, as paths of fields: the items, or every list if the items are not known.
    pub lists: Vec<Vec<Field>>,
}

/// Plans the paginator of a paginated operation.
pub fn plan(cx: &Context<'_>, shape: &Shape, name: &Ident, input: &Structure, output: &Structure) -> Option<Paginator> {
    let paginated = shape.traits.paginated.as_ref()?;
    let input_field =
        |serialized_name: &str| input.fields.iter().find(|field| field.serialized_name == serialized_name).cloned();
    let items = match &paginated.items {
        Some(path) => follow(cx, shape, path),
        None => only_list(output),
    };
    Some(Paginator {
        name: name.affixed("", "Paginator"),
        items_name: name.affixed("", "PaginatorItems"),
        input_token: input_field(&paginated.input_token)?,
        output_token: follow(cx, shape, &paginated.output_token)?,
        page_size: paginated.page_size.as_deref().and_then(input_field),
        lists: items
            .clone()
            .map_or_else(|| lists(output).map(|list| vec![list.clone()]).collect(), |items| vec![items]),
        items,
    })
}

/// The fields of a path of member names; the path was checked before.
fn follow(cx: &Context<'_>, shape: &Shape, path: &str) -> Option<Vec<Field>> {
    let mut at = shape.output.as_ref()?;
    let mut role = Role::Output;
    let mut fields = Vec::new();
    for name in path.split('.') {
        let ShapeKind::Structure(members) = &cx.model.shape(at).kind else { return None };
        let member = members.iter().find(|member| member.name() == name)?;
        fields.push(structure::field(cx, member, role));
        (at, role) = (&member.target, Role::Type);
    }
    Some(fields)
}

/// If the model has no `items`, they are the only list of the output.
fn only_list(output: &Structure) -> Option<Vec<Field>> {
    let mut lists = lists(output);
    let list = lists.next()?;
    lists.next().is_none().then(|| vec![list.clone()])
}

fn lists(output: &Structure) -> impl Iterator<Item = &Field> {
    output.fields.iter().filter(|field| matches!(field.ty, Type::List(_)))
}
