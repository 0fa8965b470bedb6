//! Prints an explanation as text.

use std::fmt::Write as _;

use dms_codegen::Visible;
use dms_codegen::explain::{Acceptance, Call, Explanation, NameFact, RustFact, TraitFact, Use, Waiting};

use crate::console::{FAINT, NAME, STRONG, align_columns, wrap};

/// The maximum length of a value; longer ones are cut here and complete in the JSON.
const LONGEST: usize = 160;

/// The facts about the crate that every page needs.
pub struct Page<'a> {
    /// The crate's directory, with `/` at the end.
    pub folder: &'a str,
}

impl Page<'_> {
    /// Returns the text of an explanation.
    pub fn write(&self, of: &Explanation) -> String {
        let mut out = String::new();
        let name = of.id.rsplit_once('#').map_or(of.id.as_str(), |(_, name)| name);
        let location =
            of.location.as_deref().map(|location| format!("\n{FAINT}{location}{FAINT:#}")).unwrap_or_default();
        let title = wrap(&format!("{STRONG}{name}{STRONG:#}  {}", of.kind));
        let _ = writeln!(out, "{title}\n{FAINT}{}{FAINT:#}{location}", of.id);
        section(&mut out, "In the model", of.traits.iter().map(trait_line));
        section(&mut out, "In Rust", self.items(&of.rust));
        section(&mut out, "Why it is called so", of.names.iter().map(name_line));
        section(&mut out, "Constraints on its values", of.constraints.iter().cloned());
        let heading = if of.call.is_some() { "Errors" } else { "Members" };
        section(&mut out, heading, members(of));
        if let Some(call) = &of.call {
            self.call(&mut out, call);
        }
        if let Some(wait) = &of.wait {
            waiting(&mut out, wait);
        }
        section(&mut out, "Used by", uses(&of.used_by));
        out
    }

    fn items(&self, facts: &[RustFact]) -> Vec<String> {
        let row = |fact: &RustFact| {
            let file = fact.file.as_ref().map(|file| format!("{}{file}", self.folder)).unwrap_or_default();
            vec![fact.what.to_owned(), fact.item.clone(), file]
        };
        align_columns(&facts.iter().map(row).collect::<Vec<_>>())
    }

    fn call(&self, out: &mut String, call: &Call) {
        let required = (!call.required.is_empty()).then(|| format!("required: {}", call.required.join(", ")));
        section(out, "On the wire", [Some(format!("x-amz-target: {}", call.target)), required].into_iter().flatten());
        let pages = call.pages.iter().map(|pages| {
            let items = pages.items.as_ref().map(|items| format!(", items in {items}")).unwrap_or_default();
            let size = pages.page_size.as_ref().map(|size| format!(", page size {size}")).unwrap_or_default();
            let tokens = format!("{} from {}", pages.input_token, pages.output_token);
            format!("{}: {tokens}{items}{size}", pages.item)
        });
        section(out, "Paginator", pages);
        let waiters = call
            .waiters
            .iter()
            .map(|wait| vec![wait.name.clone(), format!("{}()", wait.method), format!("{}{}", self.folder, wait.file)]);
        section(out, "Waiters", align_columns(&waiters.collect::<Vec<_>>()));
        let completion = call.completion.as_ref().map(|wait| format!("send_and_wait() with the waiter {}", wait.name));
        section(out, "Waiting for the end of the work that it starts", completion);
        let example = call.examples.first().map(|example| {
            let input = format!("{:#}", example.input);
            let lines: Vec<_> = input.lines().map(|line| Visible(line).to_string()).collect();
            format!("{}: {}", Visible(&example.title), lines.join("\n  "))
        });
        let more = call.examples.len().saturating_sub(1);
        let more = (more > 0).then(|| format!("{FAINT}{more} more with --format json{FAINT:#}"));
        section(out, "Example", example.into_iter().chain(more));
    }
}

fn members(of: &Explanation) -> Vec<String> {
    let row = |member: &dms_codegen::explain::MemberFact| {
        let required = if member.required { "required" } else { "" };
        let ty = member.ty.clone().unwrap_or_default();
        vec![Visible(&member.serialized_name).to_string(), member.rust.clone(), ty, required.to_owned()]
    };
    align_columns(&of.members.iter().map(row).collect::<Vec<_>>())
}

fn waiting(out: &mut String, wait: &Waiting) {
    let Waiting { polls, operation, min_delay, max_delay, .. } = wait;
    let pauses = format!("polls {polls}() ({operation}) after pauses of {min_delay} to {max_delay} seconds");
    let reason =
        wait.failure_reason.as_ref().map(|path| format!("reads the reason of a failure from `{path}` of the output"));
    section(out, "How it waits", [Some(pauses), reason].into_iter().flatten());
    let row = |acceptor: &Acceptance| vec![acceptor.state.to_owned(), format!("when {}", Visible(&acceptor.when))];
    section(
        out,
        "When it ends; the first match decides",
        align_columns(&wait.acceptors.iter().map(row).collect::<Vec<_>>()),
    );
    let started = wait.started_by.iter().map(|operation| format!("send_and_wait() of {operation}"));
    section(out, "Used by", started);
}

fn section(out: &mut String, heading: &str, lines: impl IntoIterator<Item = String>) {
    let lines: Vec<String> = lines.into_iter().map(|line| wrap(&format!("  {line}"))).collect();
    if !lines.is_empty() {
        let _ = writeln!(out, "\n{STRONG}{heading}{STRONG:#}\n{}", lines.join("\n"));
    }
}

fn trait_line(fact: &TraitFact) -> String {
    let value = fact.value.to_string();
    let value = match value.as_str() {
        "{}" => String::new(),
        value => format!(" {}", Visible(&shortened(value))),
    };
    let location =
        fact.location.as_ref().map(|location| format!("  {FAINT}from {location}{FAINT:#}")).unwrap_or_default();
    let ignored = fact.ignored.map(|reason| format!("  {FAINT}ignored: {reason}{FAINT:#}")).unwrap_or_default();
    format!("{}{value}{location}{ignored}", Visible(&fact.id))
}

fn shortened(text: &str) -> String {
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

fn name_line(fact: &NameFact) -> String {
    let reasons = if fact.reasons.is_empty() { "as in the model".to_owned() } else { fact.reasons.join("; ") };
    format!("{} → {NAME}{}{NAME:#}: {reasons}", fact.model, fact.rust)
}

fn uses(uses: &[Use]) -> Vec<String> {
    let row = |one: &Use| vec![one.method.clone(), one.direction.to_owned(), one.path.clone()];
    align_columns(&uses.iter().map(row).collect::<Vec<_>>())
}
