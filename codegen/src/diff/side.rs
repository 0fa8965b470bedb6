//! One of the two models that are compared.

use crate::{
    Diagnostics, Settings, Source,
    model::{self, EnumMember, Member, Model},
    plan::{
        self, Plan,
        context::Context,
        field::Field,
        items::{self, Item},
        role::Role,
        structure, types,
    },
    smithy::{AppliedTraits, Assembled, Definition, Definitions, Report, ShapeId},
};
use serde_json::{Map, Value, json};
use std::{
    borrow::Cow,
    collections::{BTreeMap, BTreeSet},
};

/// Traits with their values.
pub(super) type Written<'a> = BTreeMap<&'a str, Cow<'a, Value>>;

fn written(traits: &AppliedTraits) -> Written<'_> {
    traits.iter().map(|(id, applied)| (id.as_str(), Cow::Borrowed(&applied.value))).collect()
}

/// A model with its plan and its traits as they are in the model.
pub struct Side {
    pub(super) model: Model,
    pub(super) plan: Plan,
    pub(super) items: Vec<Item>,
    pub(super) metadata: Map<String, Value>,
    definitions: Definitions,
    sent: BTreeSet<ShapeId>,
}

impl Side {
    /// Loads and plans a model.
    ///
    /// # Errors
    /// All errors in it: only models that a crate can be generated from can be compared.
    pub fn open(sources: &[Source], partitions: Option<&Source>) -> Result<Self, Diagnostics> {
        let (model, Assembled { definitions, metadata }) = model::load_assembled(sources, &mut Report::new(sources))?;
        let settings = Settings {
            package: "compared".to_owned(),
            version: "0.0.0".to_owned(),
            command: String::new(),
            manifest: String::new(),
            document_modules: BTreeMap::new(),
            model_source: None,
        };
        let plan = plan::plan(&model, partitions, &settings)?;
        let inputs = model.operations.iter().filter_map(|operation| operation.input.as_ref());
        let sent = inputs.chain(&model.document_roots).flat_map(|root| model.reached_from(root)).cloned().collect();
        Ok(Self { metadata, items: items::list(&plan), plan, definitions, sent, model })
    }

    /// The name of a shape in both models, with the namespace only if it is not the service's.
    pub(super) fn key(&self, id: &ShapeId) -> String {
        let member = id.member().map(|member| format!("${member}")).unwrap_or_default();
        match id.namespace() == self.model.service.id.namespace() {
            true => format!("{}{member}", id.name()),
            false => id.to_string(),
        }
    }

    /// Whether requests can contain the shape.
    pub(super) fn is_sent(&self, id: &ShapeId) -> bool {
        self.sent.contains(id)
    }

    /// Whether the shape is a separate type.
    pub(super) fn scope_has(&self, id: &ShapeId) -> bool {
        self.plan.scope.has(id)
    }

    /// The traits of a shape or member as they are in the model.
    pub(super) fn traits(&self, id: &ShapeId) -> Written<'_> {
        let Some(definition) = self.definition(&id.without_member()) else { return Written::new() };
        match id.member() {
            Some(member) => definition.members.get(member).map_or_else(Written::new, |member| written(&member.traits)),
            None => written(&definition.traits),
        }
    }

    /// The traits that apply to the values of a member: its own, and those of its target that it does not override.
    pub(super) fn traits_of_values(&self, member: &Member) -> Written<'_> {
        let mut all = self.traits(&member.target);
        // The documentation of the target is not that of its members.
        all.remove("smithy.api#documentation");
        all.remove(crate::smithy::DOCUMENTATION);
        all.extend(self.traits(&member.id));
        all
    }

    /// The traits of an enumeration's value, which are on its member or in the trait `enum` of a string.
    pub(super) fn value_traits(&self, id: &ShapeId, member: &EnumMember) -> Written<'_> {
        let entries = self.definition(id).and_then(|shape| shape.traits.get("smithy.api#enum")?.value.as_array());
        let Some(entries) = entries else { return self.traits(&id.with_member(&member.name)) };
        let entry = entries.iter().find(|entry| entry["value"] == member.value.as_str()).and_then(Value::as_object);
        let parts = entry.into_iter().flatten().filter_map(|(name, value)| match (name.as_str(), value) {
            ("documentation", _) => Some(("smithy.api#documentation", Cow::Borrowed(value))),
            ("tags", _) => Some(("smithy.api#tags", Cow::Borrowed(value))),
            ("deprecated", Value::Bool(true)) => Some(("smithy.api#deprecated", Cow::Owned(json!({})))),
            _ => None,
        });
        parts.collect()
    }

    fn definition(&self, id: &ShapeId) -> Option<&Definition> {
        self.definitions.get(self.model.renamed.get(id).unwrap_or(id))
    }

    /// A member of a structure as a field in Rust.
    pub(super) fn field(&self, member: &Member, role: Role) -> Field {
        let mut problems = Diagnostics::default();
        let cx = Context { model: &self.model, scope: &self.plan.scope, problems: &mut problems };
        structure::field(&cx, member, role)
    }

    /// The type of a shape in Rust.
    pub(super) fn ty(&self, id: &ShapeId) -> String {
        types::of(&self.model, &self.plan.scope, id).to_string()
    }
}

/// The text of a value, shortened if it is long.
pub(super) fn excerpt(value: &Value) -> String {
    const MAX_LENGTH: usize = 80;
    let text = value.to_string();
    match text.char_indices().nth(MAX_LENGTH) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
    }
}
