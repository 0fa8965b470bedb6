//! Converts the documentation in the model to Markdown for rustdoc, once, before the crate is planned.

use super::{links::Links, markdown};
use crate::{
    Diagnostic, Location,
    model::{Documentation, Model, ShapeKind, Traits},
    plan::scope::Scope,
};

/// Returns the model with all texts as they are in the crate. Links that do not resolve become warnings.
pub fn render(model: &Model, scope: &Scope, warnings: &mut Vec<Diagnostic>) -> Model {
    let mut rendered = model.clone();
    let mut texts = Texts { links: Links { model, scope }, warnings };
    texts.traits(model.service.id.as_str(), &mut rendered.service.traits);
    for group in &mut rendered.service.traits.operation_groups {
        let text = group.documentation.take().map(Documentation::Foreign);
        group.documentation = text.map(|text| texts.text(&group.title, Some(&model.service.location), text));
    }
    for operation in &mut rendered.operations {
        let id = operation.id.to_string();
        texts.traits(&id, &mut operation.traits);
        let own = std::mem::take(&mut operation.traits.waiter_documentation);
        for (name, waiter) in &mut operation.traits.waitable {
            let foreign = waiter.documentation.take().map(Documentation::Foreign);
            let text = own.get(name).cloned().map(Documentation::Own).or(foreign);
            waiter.documentation = text.map(|text| texts.text(name, Some(&operation.location), text));
        }
    }
    for (id, shape) in &mut rendered.shapes {
        let id = id.to_string();
        texts.traits(&id, &mut shape.traits);
        match &mut shape.kind {
            ShapeKind::Structure(members) | ShapeKind::Union(members) => {
                members.iter_mut().for_each(|member| texts.traits(&member.id.to_string(), &mut member.traits));
            }
            ShapeKind::Enum(members) => {
                members
                    .iter_mut()
                    .for_each(|member| texts.traits(&format!("{id}${}", member.name), &mut member.traits));
            }
            _ => {}
        }
    }
    rendered
}

struct Texts<'a> {
    links: Links<'a>,
    warnings: &'a mut Vec<Diagnostic>,
}

impl Texts<'_> {
    fn traits(&mut self, id: &str, traits: &mut Traits) {
        let location = traits.documentation_location.clone();
        let text = traits.documentation.take().map(|text| self.text(id, location.as_ref(), text));
        let text = text.filter(|text| !text.is_empty());
        traits.documentation = text.map(Documentation::Own);
    }

    fn text(&mut self, id: &str, location: Option<&Location>, text: Documentation) -> String {
        match text {
            Documentation::Foreign(text) => markdown::sanitize(&markdown::from_html(&text)),
            Documentation::Own(text) => {
                let (text, unknown) = self.links.resolve(&text);
                self.warnings.extend(unknown.into_iter().map(|(problem, remedy)| Diagnostic {
                    location: location.cloned(),
                    shape: Some(id.to_owned()),
                    problem,
                    remedy,
                }));
                text
            }
        }
    }
}
