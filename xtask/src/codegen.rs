//! `cargo xtask codegen`: reads a model, generates the crate, and writes it or compares it with the files on disk.

pub mod check;

use std::path::{Path, PathBuf};
use std::time::Instant;

use dms_codegen::{Diagnostics, Output, Summary, Warning};

use crate::Verdict;
use crate::console::{BAD, GOOD, count, quote};
use crate::inputs::{COMMAND, Inputs, package_name};
use crate::tree::{Replaced, Tree, Wanted};
use crate::{errln, outln};

/// The end of the text that `cargo xtask codegen --help` prints.
pub const EXAMPLES: &str = "\
Examples:
  cargo xtask codegen            regenerate the crate in generated/ from models/
  cargo xtask codegen --check    check whether it is up to date, and change nothing
  cargo xtask codegen --model weather.json --out weather --package weather-sdk
                                 generate a crate from another model

The generator owns src/ and Cargo.toml in the directory of the crate. It never changes other files there,
nor files under src/ without @generated in their first line. Additions to Cargo.toml for tests and examples
are in a file next to the (first) model, NAME.package.toml for NAME.json. Hand-written modules for the types
of documents are in NAME.documents/*.rs.";

/// Generates the client crate from its model
#[derive(Debug, Clone, clap::Args)]
pub struct Args {
    /// Write nothing; list the files that are out of date, and exit with 1 if there are any
    #[arg(long)]
    check: bool,
    /// A file of the model, a Smithy JSON AST or documentation in Markdown (*.md); may be repeated, and the files are
    /// merged [default: models/dms.json, the overlay and the examples next to it, and models/words/*.md]
    #[arg(long = "model", value_name = "PATH")]
    models: Vec<PathBuf>,
    /// The directory of the crate [default: generated]
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// The name of the crate's package [default: dms-sdk]
    #[arg(long, value_name = "NAME", value_parser = package_name)]
    package: Option<String>,
}

/// Runs the command in the repository at `root`.
///
/// # Errors
/// When a file cannot be read or the crate cannot be written; an error in the model is a [`Verdict`].
pub fn run(args: &Args, root: &Path) -> anyhow::Result<Verdict> {
    let started = Instant::now();
    let tree = Tree::new(args.out.clone().unwrap_or_else(|| relative_path(root.join("generated"))));
    let (files, summary) = match generate(args, root)? {
        Ok(Output { files, summary, warnings }) => {
            warnings.iter().for_each(|warning| errln!("{}\n", Warning(warning)));
            (Wanted::new(files)?, summary)
        }
        Err(diagnostics) => {
            let errors = count(diagnostics.0.len(), "error");
            errln!("{diagnostics}\n\n{BAD}{errors}{BAD:#}; nothing was written");
            return Ok(Verdict::Bad);
        }
    };
    if args.check {
        return check::check(&tree, &files, &args.command());
    }
    let replaced = tree.replace(&files)?;
    report(&tree, &summary, &replaced, started);
    Ok(Verdict::Good)
}

fn generate(args: &Args, root: &Path) -> anyhow::Result<Result<Output, Diagnostics>> {
    let Inputs { sources, partitions, settings } = Inputs::read(&args.models, args.package.as_deref(), root)?;
    Ok(dms_codegen::generate(&sources, Some(&partitions), &settings))
}

fn report(tree: &Tree, summary: &Summary, replaced: &Replaced, started: Instant) {
    let Replaced { written, unchanged, removed, kept } = replaced;
    let operations = count(summary.operations, "operation");
    let shapes = count(summary.shapes, "shape");
    let seconds = started.elapsed().as_secs_f64();
    let Summary { documented, items, .. } = summary;
    outln!("{operations}, {shapes}, {documented} of {items} items documented");
    outln!("{}: {} written, {unchanged} unchanged, {removed} removed", tree.root.display(), count(*written, "file"));
    if *kept > 0 {
        outln!("{} under src/ kept", count(*kept, "hand-written file"));
    }
    outln!("{GOOD}done{GOOD:#} in {seconds:.2} s");
}

impl Args {
    /// Returns the command line that writes the crate that these arguments check, quoted for a shell.
    fn command(&self) -> String {
        let mut words = vec![COMMAND.to_owned()];
        let mut add = |name: &str, value: &str| {
            words.push(format!("{name} {}", quote(value)));
        };
        self.models.iter().for_each(|model| add("--model", &model.to_string_lossy()));
        self.out.iter().for_each(|out| add("--out", &out.to_string_lossy()));
        self.package.iter().for_each(|package| add("--package", package));
        words.join(" ")
    }
}

/// Returns the path relative to the working directory if it is below it, and unchanged otherwise.
fn relative_path(path: PathBuf) -> PathBuf {
    let here = std::env::current_dir().ok();
    let below = here.and_then(|here| path.strip_prefix(here).ok().map(Path::to_path_buf));
    below.filter(|below| !below.as_os_str().is_empty()).unwrap_or(path)
}
