//! Paginated operations: those that botocore declares, and those whose members follow the convention.

use super::format::{Paginator, Paginators, Service, Shape};
use super::{ImportReport, operations::Converted, trait_ids};
use crate::smithy::did_you_mean;
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

/// Usual names of token members. An operation whose input and output both have one is paginated, even if botocore's
/// list, which is written by hand, does not contain it.
const TOKENS: [&str; 4] = ["Marker", "NextToken", "marker", "nextToken"];

/// Usual names of input members that limit the size of a page.
const LIMITS: [&str; 6] = ["MaxRecords", "MaxResults", "MaxItems", "maxRecords", "maxResults", "maxItems"];

/// Adds `smithy.api#paginated`.
pub fn apply(
    service: &Service,
    paginators: &Paginators,
    operations: &mut BTreeMap<String, Converted>,
    report: &mut ImportReport<'_>,
) {
    for name in paginators.keys().filter(|name| !operations.contains_key(*name)) {
        let remedy = did_you_mean(name, operations.keys().map(String::as_str), MISMATCH);
        report.refuse(name, "the paginator is for an operation that does not exist", remedy);
    }
    for (name, operation) in operations {
        let paginated = match (paginators.get(name), Ends::of(service, name)) {
            (Some(paginator), Some(ends)) => ends.declared(name, paginator, report),
            (Some(_), None) => {
                report.refuse(name, "a paginator needs an input and an output", MISMATCH);
                None
            }
            (None, Some(ends)) => ends.inferred(),
            (None, None) => None,
        };
        if let Some(paginated) = paginated {
            operation.traits.insert(trait_ids::PAGINATED.to_owned(), paginated);
        }
    }
}

const MISMATCH: &str = "Take `service-2` and `paginators-1` from the same release of botocore.";

const BY_HAND: &str = "Write the loop over the pages in the program that calls the operation.";

/// The input and output of an operation.
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

    /// botocore's paginator, if Smithy can express it: one token, paths of member names only.
    fn declared(&self, name: &str, paginator: &Paginator, report: &mut ImportReport<'_>) -> Option<Value> {
        report.check_keys(name, &paginator.rest);
        let tokens = (paginator.input_token.single(), paginator.output_token.single());
        let (Some(input_token), Some(output_token)) = tokens else {
            let problem = "the operation is not paginated: its paginator has several tokens, and Smithy's has one";
            report.warn(name, problem, BY_HAND);
            return None;
        };
        if !self.input.members.contains_key(input_token) || self.resolve(output_token).is_none() {
            let problem = format!(
                "the operation is not paginated: `{input_token}` and `{output_token}` are not paths of members of its \
                 input and output"
            );
            report.warn(name, problem, BY_HAND);
            return None;
        }
        let mut paginated = Map::new();
        paginated.insert("inputToken".to_owned(), json!(input_token));
        paginated.insert("outputToken".to_owned(), json!(output_token));
        if let Some(items) = &paginator.result_key {
            match items.single().filter(|path| self.is_collection(path)) {
                Some(path) => drop(paginated.insert("items".to_owned(), json!(path))),
                None => report.ignore(name, "`result_key`", "it is not the path of a single list or map in the output"),
            }
        }
        if let Some(limit) = &paginator.limit_key {
            if self.input.members.contains_key(limit) {
                paginated.insert("pageSize".to_owned(), json!(limit));
            } else {
                report.ignore(name, "`limit_key`", "it is not a member of the input");
            }
        }
        Some(paginated.into())
    }

    /// The paginator that the members imply. It has no `items`, since the model does not specify which list that is.
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

    fn is_collection(&self, path: &str) -> bool {
        self.resolve(path).is_some_and(|shape| matches!(shape.kind.as_str(), "list" | "map"))
    }

    /// The shape at the end of a path of members that starts at the output.
    fn resolve(&self, path: &str) -> Option<&Shape> {
        path.split('.').try_fold(self.output, |shape, name| {
            let member = shape.members.get(name)?;
            self.service.shapes.get(&member.shape)
        })
    }
}
