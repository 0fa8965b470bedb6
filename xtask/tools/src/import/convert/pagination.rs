//! Which operations are paginated: those that botocore says, and those that show it.

use super::super::botocore::{OneOrMany, Paginator, Paginators, Service, Shape};
use super::{Report, operations::Converted};
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

/// Token members that name themselves. An operation whose input and output both have one is paginated,
/// whether or not botocore's list, which is kept by hand, has it.
const TOKENS: [&str; 4] = ["Marker", "NextToken", "marker", "nextToken"];

/// Input members that limit a page.
const LIMITS: [&str; 6] = ["MaxRecords", "MaxResults", "MaxItems", "maxRecords", "maxResults", "maxItems"];

/// Adds `smithy.api#paginated`.
pub fn apply(
    service: &Service,
    paginators: &Paginators,
    operations: &mut BTreeMap<String, Converted>,
    report: &mut Report,
) {
    for name in paginators.pagination.keys().filter(|name| !operations.contains_key(*name)) {
        report.refuse(name, "a paginator is given for an operation that does not exist", MISMATCH);
    }
    for (name, operation) in operations {
        let paginated = match (paginators.pagination.get(name), Ends::of(service, name)) {
            (Some(paginator), Some(ends)) => ends.declared(name, paginator, report),
            (Some(_), None) => {
                report.refuse(name, "a paginator needs an input and an output", MISMATCH);
                None
            }
            (None, Some(ends)) => ends.inferred(),
            (None, None) => None,
        };
        if let Some(paginated) = paginated {
            operation.traits.insert("smithy.api#paginated".to_owned(), paginated);
        }
    }
}

const MISMATCH: &str = "take `service-2` and `paginators-1` from the same release of botocore";

/// The two ends of an operation.
struct Ends<'a> {
    service: &'a Service,
    input: &'a Shape,
    output: &'a Shape,
}

impl<'a> Ends<'a> {
    fn of(service: &'a Service, operation: &str) -> Option<Self> {
        let operation = service.operations.get(operation)?;
        let input = service.shapes.get(&operation.input.as_ref()?.shape)?;
        let output = service.shapes.get(&operation.output.as_ref()?.shape)?;
        Some(Self { service, input, output })
    }

    /// What botocore says, where Smithy can say it too: one token, paths of plain member names.
    fn declared(&self, name: &str, paginator: &Paginator, report: &mut Report) -> Option<Value> {
        report.look_through(name, &paginator.rest);
        let tokens = (paginator.input_token.single(), paginator.output_token.single());
        let (Some(input_token), Some(output_token)) = tokens else {
            report.note(format!("{name}: not paginated, its paginator has several tokens and Smithy's has one"));
            return None;
        };
        if !self.input.members.contains_key(input_token) || self.resolve(output_token).is_none() {
            report.note(format!(
                "{name}: not paginated, `{input_token}` and `{output_token}` are not paths of members of its input and output"
            ));
            return None;
        }
        let mut paginated = Map::new();
        paginated.insert("inputToken".to_owned(), json!(input_token));
        paginated.insert("outputToken".to_owned(), json!(output_token));
        let items = paginator.result_key.as_ref().and_then(OneOrMany::single);
        let items = items.filter(|path| self.resolve(path).is_some_and(|s| matches!(s.kind.as_str(), "list" | "map")));
        if let Some(items) = items {
            paginated.insert("items".to_owned(), json!(items));
        }
        if let Some(limit) = paginator.limit_key.as_ref().filter(|limit| self.input.members.contains_key(*limit)) {
            paginated.insert("pageSize".to_owned(), json!(limit));
        }
        Some(paginated.into())
    }

    /// What the members show. The items stay unsaid: which list is meant is not a fact of the model.
    fn inferred(&self) -> Option<Value> {
        let token = TOKENS.into_iter().find(|token| {
            let optional = !self.input.required.iter().any(|required| required == token);
            optional && self.is(self.input, token, "string") && self.is(self.output, token, "string")
        })?;
        let mut paginated =
            Map::from_iter([("inputToken".to_owned(), json!(token)), ("outputToken".to_owned(), json!(token))]);
        if let Some(limit) = LIMITS.into_iter().find(|limit| self.is(self.input, limit, "integer")) {
            paginated.insert("pageSize".to_owned(), json!(limit));
        }
        Some(paginated.into())
    }

    fn is(&self, shape: &Shape, member: &str, kind: &str) -> bool {
        let target = shape.members.get(member).and_then(|member| self.service.shapes.get(&member.shape));
        target.is_some_and(|target| target.kind == kind)
    }

    /// The shape at the end of a path of members, which starts at the output.
    fn resolve(&self, path: &str) -> Option<&Shape> {
        path.split('.').try_fold(self.output, |shape, name| {
            let member = shape.members.get(name)?;
            self.service.shapes.get(&member.shape)
        })
    }
}
