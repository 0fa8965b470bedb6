//! `cargo xtask list`: lists all items of one kind, one line each.

use std::path::{Path, PathBuf};

use clap::ValueEnum;
use dms_codegen::explain::{Catalogue, Explainer};

use crate::Verdict;
use crate::console::{BAD, STRONG, count, table};
use crate::explain::Format;
use crate::inputs::{Inputs, package_name};
use crate::{errln, outln};

/// The end of the text that `cargo xtask list --help` prints.
pub const EXAMPLES: &str = "\
Examples:
  cargo xtask list operations              every operation with its method and counts
  cargo xtask list shapes                  every data shape and what it is in Rust
  cargo xtask list words --missing         items without documentation
  cargo xtask list errors --format json    for programs
  cargo xtask list waiters --model weather.json";

/// The kind of the listed items.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Kind {
    /// Operations that a client can call
    Operations,
    /// Shapes of inputs and outputs
    Shapes,
    /// Waiters
    Waiters,
    /// Paginated operations
    Paginators,
    /// Error shapes
    Errors,
    /// All items, with the source of their documentation
    Words,
}

/// Lists operations, shapes and other items of a model, one line each
#[derive(Debug, Clone, clap::Args)]
pub struct Args {
    /// The kind of items to list
    #[arg(value_enum)]
    kind: Kind,
    /// With `words`: only items without documentation; exit with 1 if there are any
    #[arg(long)]
    missing: bool,
    /// A file of the model; may be repeated, and the files are merged [default: models/dms.json, the overlay and the
    /// examples next to it, and models/words/*.md]
    #[arg(long = "model", value_name = "PATH")]
    models: Vec<PathBuf>,
    /// The name of the crate's package [default: dms-sdk]
    #[arg(long, value_name = "NAME", value_parser = package_name)]
    package: Option<String>,
    /// The format of the list
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

/// Runs the command in the repository at `root`.
///
/// # Errors
/// When a file cannot be read; an error in the model is a [`Verdict`].
pub fn run(args: &Args, root: &Path) -> anyhow::Result<Verdict> {
    let Inputs { sources, partitions, settings } = Inputs::read(&args.models, args.package.as_deref(), root)?;
    let explainer = match Explainer::open(&sources, Some(&partitions), &settings) {
        Ok(explainer) => explainer,
        Err(diagnostics) => {
            let errors = count(diagnostics.0.len(), "error");
            errln!("{diagnostics}\n\n{BAD}{errors}{BAD:#}; fix the model to list its items");
            return Ok(Verdict::Bad);
        }
    };
    let mut catalogue = explainer.catalogue();
    name_crate(&mut catalogue, &settings.package.replace('-', "_"));
    if args.missing {
        anyhow::ensure!(args.kind == Kind::Words, "`--missing` is for `list words`");
        catalogue.words.retain(|item| !item.documented);
    }
    match args.format {
        Format::Json => outln!("{}", json(args.kind, &catalogue)?),
        Format::Text => {
            let (head, rows) = rows(args.kind, &catalogue);
            let mut lines = table(head, &rows).into_iter();
            outln!("{STRONG}{}{STRONG:#}", lines.next().unwrap_or_default());
            lines.for_each(|line| outln!("{line}"));
        }
    }
    Ok(if args.missing && !catalogue.words.is_empty() { Verdict::Bad } else { Verdict::Good })
}

/// Replaces `crate::` in paths by the name of the crate.
fn name_crate(of: &mut Catalogue, crate_name: &str) {
    let paths = of.shapes.iter_mut().map(|row| &mut row.rust).chain(of.errors.iter_mut().map(|row| &mut row.rust));
    paths.for_each(|path| *path = path.replace("crate::", &format!("{crate_name}::")));
}

fn json(kind: Kind, of: &Catalogue) -> serde_json::Result<String> {
    match kind {
        Kind::Operations => serde_json::to_string_pretty(&of.operations),
        Kind::Shapes => serde_json::to_string_pretty(&of.shapes),
        Kind::Waiters => serde_json::to_string_pretty(&of.waiters),
        Kind::Paginators => serde_json::to_string_pretty(&of.paginators),
        Kind::Errors => serde_json::to_string_pretty(&of.errors),
        Kind::Words => serde_json::to_string_pretty(&of.words),
    }
}

/// Returns the head of the table and its rows.
fn rows(kind: Kind, of: &Catalogue) -> (&'static [&'static str], Vec<Vec<String>>) {
    let yes = |yes: bool| if yes { "yes" } else { "-" }.to_owned();
    match kind {
        Kind::Operations => {
            let rows = of.operations.iter().map(|row| {
                let counts = [row.inputs, row.required, row.outputs, row.errors, row.waiters, row.examples];
                let counts = counts.map(|count| count.to_string());
                [vec![row.name.clone(), row.method.clone()], counts.to_vec(), vec![yes(row.pages)]].concat()
            });
            let head = &["OPERATION", "METHOD", "IN", "REQUIRED", "OUT", "ERRORS", "WAITERS", "EXAMPLES", "PAGES"];
            (head, rows.collect())
        }
        Kind::Shapes => {
            let row = |row: &dms_codegen::explain::ShapeRow| {
                vec![row.name.clone(), row.kind.to_owned(), row.members.to_string(), row.rust.clone()]
            };
            (&["SHAPE", "KIND", "MEMBERS", "RUST"], of.shapes.iter().map(row).collect())
        }
        Kind::Waiters => {
            let rows = of.waiters.iter().map(|row| {
                let delays = format!("{}-{} s", row.min_delay, row.max_delay);
                let names = [row.name.clone(), row.method.clone(), row.operation.clone()];
                let started_by = if row.started_by.is_empty() { "-".to_owned() } else { row.started_by.join(", ") };
                [names.to_vec(), vec![delays, row.acceptors.to_string(), started_by]].concat()
            });
            (&["WAITER", "METHOD", "POLLS", "PAUSES", "ACCEPTORS", "STARTED BY"], rows.collect())
        }
        Kind::Paginators => {
            let rows = of.paginators.iter().map(|row| {
                let items = row.items.clone().unwrap_or_else(|| "-".to_owned());
                let tokens = [row.input_token.clone(), row.output_token.clone()];
                [vec![row.operation.clone(), row.method.clone()], tokens.to_vec(), vec![items]].concat()
            });
            (&["OPERATION", "METHOD", "TAKES", "GIVES", "ITEMS"], rows.collect())
        }
        Kind::Errors => {
            let rows = of.errors.iter().map(|row| {
                let status = row.status.map_or_else(|| "-".to_owned(), |status| status.to_string());
                let fault = row.fault.to_owned();
                vec![row.name.clone(), fault, status, yes(row.retried), row.operations.to_string(), row.rust.clone()]
            });
            (&["ERROR", "FAULT", "STATUS", "RETRIED", "OPERATIONS", "RUST"], rows.collect())
        }
        Kind::Words => {
            let row = |item: &dms_codegen::explain::Documented| {
                vec![item.name.clone(), item.kind.to_owned(), yes(item.documented)]
            };
            (&["ITEM", "KIND", "WORDS"], of.words.iter().map(row).collect())
        }
    }
}
