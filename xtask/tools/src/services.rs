//! `cargo xtask services`: generates crates of other services from the locked release, compiles them with warnings
//! as errors, and calls them.

mod all;

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Context;
use xtask::Verdict;
use xtask::outln;
use xtask::package::dev_profile;
use xtask::shell::Shell;
use xtask::tree::Tree;

use crate::import::Lock;
use crate::new_service::{CrateInputs, GeneratedCrate, generate};

/// A service and the program that calls it.
struct TestedService {
    name: &'static str,
    program: &'static str,
}

macro_rules! services {
    ($($name:literal),*) => {
        &[$(TestedService { name: $name, program: include_str!(concat!("../services/", $name, ".rs")) }),*]
    };
}

/// The first is part of every sample: it is small, and has most features of the others.
const SERVICES: &[TestedService] = services![
    "stepfunctions",
    "secretsmanager",
    "kms",
    "dynamodb",
    "ecs",
    "ssm",
    "glue",
    "sqs",
    "cognito-identity",
    "cloudwatch",
    "verifiedpermissions"
];

const HARNESS: &str = include_str!("../services/harness.rs");

/// The end of the text that `cargo xtask services --help` prints.
pub const EXAMPLES: &str = "\
Examples:
  cargo xtask services                   every service that has a program in xtask/tools/services
  cargo xtask services stepfunctions     one of them
  cargo xtask services --sample          stepfunctions, and one of the others that depends on the date
  cargo xtask services --all             generate and compile every service of the release";

/// Generates the crates of other services, builds them with warnings as errors, and calls them
#[derive(Debug, Clone, clap::Args)]
pub struct Args {
    /// The services, by the names of their folders in botocore [default: all that have a program]
    #[arg(value_name = "SERVICE", value_parser = SERVICES.iter().map(|selected| selected.name).collect::<Vec<_>>())]
    services: Vec<String>,
    /// Build only two: the first, and one that depends on the date; generate all others without building them
    #[arg(long, conflicts_with = "services")]
    sample: bool,
    /// Generate and compile every service of the locked release, and print the result of each
    #[arg(long, conflicts_with_all = ["services", "sample"])]
    all: bool,
}

/// Runs the command in the repository at `root`.
///
/// # Errors
/// When a crate cannot be generated, does not compile or fails its program.
pub fn run(args: &Args, root: &Path) -> anyhow::Result<Verdict> {
    let mut shell = Shell::new(root, true);
    let lock = root.join("models/dms.lock.toml");
    let lock = Lock::read(&lock)?.with_context(|| format!("{} is missing", lock.display()))?;
    if args.all || args.sample {
        all::run(&mut shell, &lock, args.all)?;
    }
    if args.all {
        return Ok(Verdict::Good);
    }
    let selected = args.selected();
    for service in &selected {
        service.run(&mut shell, &lock)?;
    }
    let names: Vec<_> = selected.iter().map(|selected| selected.name).collect();
    outln!("{} of {} services tested: {}", selected.len(), SERVICES.len(), names.join(", "));
    Ok(Verdict::Good)
}

impl Args {
    fn selected(&self) -> Vec<&'static TestedService> {
        if self.sample {
            let days = time::OffsetDateTime::now_utc().to_julian_day().unsigned_abs() as usize;
            return vec![&SERVICES[0], &SERVICES[1 + days % (SERVICES.len() - 1)]];
        }
        let is_wanted = |selected: &&TestedService| {
            self.services.is_empty() || self.services.iter().any(|name| name == selected.name)
        };
        SERVICES.iter().filter(is_wanted).collect()
    }
}

impl TestedService {
    fn run(&self, shell: &mut Shell, lock: &Lock) -> anyhow::Result<()> {
        let root = shell.directory().to_path_buf();
        let folder = folder(&root, self.name);
        let package = format!("{}-sdk", self.name);
        let generated = generate(&inputs(lock, self.name, package, manifest(&root)?), &root)?;
        fs::create_dir_all(folder.join("tests/harness"))?;
        write(&folder.join("tests/calls.rs"), self.program)?;
        write(&folder.join("tests/harness/mod.rs"), HARNESS)?;
        build(shell, self.name, &generated, &["test", "--test", "calls"])
    }
}

/// Returns the folder of the crate of a service.
fn folder(root: &Path, service: &str) -> PathBuf {
    root.join("target/services").join(service)
}

/// Writes the crate of a service and runs Cargo in it.
fn build(shell: &mut Shell, service: &str, generated: &GeneratedCrate, arguments: &[&str]) -> anyhow::Result<()> {
    let root = shell.directory().to_path_buf();
    let folder = folder(&root, service);
    Tree::new(&folder).replace(&generated.wanted)?;
    fs::copy(root.join("Cargo.lock"), folder.join("Cargo.lock")).context("cannot copy Cargo.lock")?;
    let mut command = shell.cargo(arguments);
    // With the target folder of the workspace, dependencies are built once.
    command.arg("--target-dir").arg(root.join("target")).current_dir(&folder);
    shell.run(command).with_context(|| format!("the crate of {service}"))
}

/// Returns the inputs of the crate of a service in the locked release.
fn inputs<'a>(lock: &'a Lock, service: &'a str, package: String, manifest: String) -> CrateInputs<'a> {
    let command = format!("cargo xtask services {service}");
    CrateInputs {
        botocore: &lock.version,
        service,
        package,
        without: &[],
        manifest,
        command,
        python: Path::new("python3"),
    }
}

/// Returns the additional manifest of a standalone crate: the dev-dependencies and the profile of this repository, so
/// that dependencies are built once, and warnings as errors.
fn manifest(root: &Path) -> anyhow::Result<String> {
    let path = root.join("models/dms.package.toml");
    let development = fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
    // The version and the examples there belong to another crate.
    let development: toml::Table = toml::from_str(&development).context("models/dms.package.toml is not TOML")?;
    let mut manifest: toml::Table = toml::from_str(&dev_profile(root)?.to_string()).context("a profile is not TOML")?;
    manifest.extend(development.into_iter().filter(|(key, _)| key == "dev-dependencies"));
    manifest.insert("workspace".to_owned(), toml::toml! { resolver = "3" }.into());
    manifest.insert("lints".to_owned(), toml::toml! { rust = { warnings = "deny" } }.into());
    toml::to_string(&manifest).context("cannot write a manifest")
}

/// Writes a file if its text has changed, so that Cargo does not rebuild it without need.
fn write(path: &Path, text: &str) -> anyhow::Result<()> {
    if fs::read_to_string(path).ok().as_deref() != Some(text) {
        fs::write(path, text).with_context(|| format!("cannot write {}", path.display()))?;
    }
    Ok(())
}
