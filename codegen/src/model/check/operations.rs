//! Waiters, examples and host prefixes must match their operation.

use super::MemberChecker;
use crate::model::{AcceptorState, Comparator, Matcher, Operation, Waiter};
use crate::smithy::trait_ids::{ENDPOINT, EXAMPLES, WAITABLE};
use std::collections::HashSet;

pub(super) fn check(checker: &mut MemberChecker<'_, '_>, operation: &Operation) {
    for (name, waiter) in &operation.traits.waitable {
        for (problem, remedy) in waiter_problems(name, waiter) {
            let problem = format!("the waiter `{name}` {problem}");
            checker.report_trait(&operation.id, WAITABLE, problem, remedy);
        }
    }
    check_examples(checker, operation);
    check_host_prefix(checker, operation);
}

fn waiter_problems(name: &str, waiter: &Waiter) -> Vec<(String, &'static str)> {
    let mut problems = Vec::new();
    let mut add = |problem: &str, remedy| problems.push((problem.to_owned(), remedy));
    if !name.starts_with(|c: char| c.is_ascii_uppercase()) || !name.chars().all(|c| c.is_ascii_alphanumeric()) {
        add(
            "has a name that is not in upper camel case",
            "Use only ASCII letters and digits, starting with a capital letter.",
        );
    }
    if waiter.acceptors.is_empty() {
        add("has no acceptors, so it would never end", "Add an acceptor with the state `success`.");
    } else if !waiter.acceptors.iter().any(|acceptor| acceptor.state == AcceptorState::Success) {
        add("has no acceptor with the state `success`, so it could only fail", "Add such an acceptor.");
    }
    if waiter.min_delay == 0 || waiter.min_delay > waiter.max_delay {
        let problem = format!("has a delay of {} to {} seconds", waiter.min_delay, waiter.max_delay);
        add(&problem, "Set `minDelay` to at least 1 and `maxDelay` to at least `minDelay`.");
    }
    for acceptor in &waiter.acceptors {
        let (Matcher::Output { path, expected, comparator } | Matcher::InputOutput { path, expected, comparator }) =
            &acceptor.matcher
        else {
            continue;
        };
        if path.trim().is_empty() {
            add("has an acceptor with an empty `path`", "Write a JMESPath expression.");
        }
        if *comparator == Comparator::BooleanEquals && !matches!(expected.as_str(), "true" | "false") {
            let problem = format!("compares a boolean with `{expected}`");
            add(&problem, "Set `expected` to \"true\" or \"false\", or compare strings.");
        }
    }
    problems
}

fn check_examples(checker: &mut MemberChecker<'_, '_>, operation: &Operation) {
    for example in &operation.traits.examples {
        let title = &example.title;
        if !example.input.is_object() || example.output.as_ref().is_some_and(|output| !output.is_object()) {
            let problem = format!("the example `{title}` has an input or an output that is not an object");
            checker.report_trait(&operation.id, EXAMPLES, problem, "Write the members as an object.");
        }
        let Some(error) = &example.error else { continue };
        if example.output.is_some() {
            let problem = format!("the example `{title}` has both an output and an error");
            checker.report_trait(&operation.id, EXAMPLES, problem, "Keep one of the two.");
        }
        if !operation.errors.contains(&error.shape) {
            let problem =
                format!("the example `{title}` ends in `{}`, which is not an error of the operation", error.shape);
            checker.report_trait(&operation.id, EXAMPLES, problem, "Name one of the operation's errors.");
        }
    }
}

/// Each label of a host prefix, such as `{Account}.`, must be a required input member.
fn check_host_prefix(checker: &mut MemberChecker<'_, '_>, operation: &Operation) {
    let Some(prefix) = &operation.traits.host_prefix else { return };
    let mut problems = Vec::new();
    let mut labels = HashSet::new();
    let mut rest = prefix.as_str();
    while let Some((_, after)) = rest.split_once('{') {
        let Some((label, after)) = after.split_once('}') else {
            problems.push(format!("the host prefix `{prefix}` has a label without a closing brace"));
            break;
        };
        rest = after;
        labels.insert(label);
        let member = checker.input_members(operation).iter().find(|member| member.name() == label);
        if !member.is_some_and(|member| member.traits.host_label && member.traits.required) {
            problems.push(format!("the host prefix `{prefix}` has the label `{label}`, but the input has no required member of that name with `smithy.api#hostLabel`"));
        }
    }
    for member in checker.input_members(operation) {
        if member.traits.host_label && !labels.contains(member.name()) {
            problems.push(format!(
                "the input's member `{}` is a host label, but the host prefix `{prefix}` has no such label",
                member.name()
            ));
        }
    }
    for problem in problems {
        checker.report_trait(
            &operation.id,
            ENDPOINT,
            problem,
            "Each label needs a required member of the same name with `smithy.api#hostLabel`.",
        );
    }
}
