//! `cargo xtask explain`: what a name of the model is in Rust, and why.

mod text;

use std::path::{Path, PathBuf};

use clap::ValueEnum;
use dms_codegen::Visible;
use dms_codegen::explain::{Explainer, Explanation};

use crate::Verdict;
use crate::console::{BAD, count};
use crate::inputs::{Inputs, package_name};
use crate::{errln, out, outln};

/// The end of the text that `cargo xtask explain --help` prints.
pub const EXAMPLES: &str = "\
Examples:
  cargo xtask explain Endpoint                          a shape: what it is in Rust, and who uses it
  cargo xtask explain DescribeRefreshSchemasStatus      an operation, its errors, paginator and waiters
  cargo xtask explain describe_refresh_schemas_status   the same by its name in Rust
  cargo xtask explain SchemasRefreshed                  a waiter: what it polls, and when it ends
  cargo xtask explain 'Endpoint$EndpointArn'            a member; Endpoint.EndpointArn is the same
  cargo xtask explain 'EndpointSetting::r#type'         a member by its name in Rust
  cargo xtask explain Endpoint --format json            for programs

Exact matches of a name are preferred; otherwise case is ignored.";

/// The format of results.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people
    Text,
    /// For programs
    Json,
}

/// Explains what a name of the model is in Rust, and why
#[derive(Debug, Clone, clap::Args)]
pub struct Args {
    /// A shape, operation, member or waiter, by its name in the model or in Rust
    #[arg(value_name = "NAME")]
    name: String,
    /// A file of the model; may be repeated, and the files are merged [default: models/dms.json, the overlay and the
    /// examples next to it, and models/words/*.md]
    #[arg(long = "model", value_name = "PATH")]
    models: Vec<PathBuf>,
    /// The name of the crate's package [default: dms-sdk]
    #[arg(long, value_name = "NAME", value_parser = package_name)]
    package: Option<String>,
    /// The format of the result
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

/// Runs the command in the repository at `root`.
///
/// # Errors
/// When a file cannot be read; an error in the model and an unknown name are a [`Verdict`].
pub fn run(args: &Args, root: &Path) -> anyhow::Result<Verdict> {
    let Inputs { sources, partitions, settings } = Inputs::read(&args.models, args.package.as_deref(), root)?;
    let explainer = match Explainer::open(&sources, Some(&partitions), &settings) {
        Ok(explainer) => explainer,
        Err(diagnostics) => {
            let errors = count(diagnostics.0.len(), "error");
            errln!("{diagnostics}\n\n{BAD}{errors}{BAD:#}; fix the model to explain its names");
            return Ok(Verdict::Bad);
        }
    };
    let crate_name = settings.package.replace('-', "_");
    let mut explanations = match explainer.explain(&args.name) {
        Ok(explanations) => explanations,
        Err(unknown) => {
            let name = Visible(&unknown.name);
            errln!("{BAD}error:{BAD:#} the model has nothing called `{name}`\n  remedy: {}", unknown.remedy);
            return Ok(Verdict::Bad);
        }
    };
    explanations.iter_mut().for_each(|explanation| name_crate(explanation, &crate_name));
    match args.format {
        Format::Json => outln!("{}", serde_json::to_string_pretty(&explanations)?),
        Format::Text => {
            // The directory of another model's crate is not known here.
            let folder = if args.models.is_empty() { "generated/" } else { "" };
            let page = text::Page { folder };
            let pages: Vec<String> = explanations.iter().map(|explanation| page.write(explanation)).collect();
            out!("{}", pages.join("\n"));
        }
    }
    Ok(Verdict::Good)
}

/// Replaces `crate::` in paths by the name of the crate.
fn name_crate(of: &mut Explanation, crate_name: &str) {
    let items = of.rust.iter_mut().map(|fact| &mut fact.item);
    let types = of.members.iter_mut().filter_map(|member| member.ty.as_mut());
    let pages = of.call.iter_mut().filter_map(|call| call.pages.as_mut()).map(|pages| &mut pages.item);
    items.chain(types).chain(pages).for_each(|path| *path = path.replace("crate::", &format!("{crate_name}::")));
}
