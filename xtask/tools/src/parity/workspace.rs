//! The workspace below `target/parity`: two packages with the same sources, one on each crate.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, ensure};
use toml_edit::{DocumentMut, InlineTable, Item, Table, value};

use xtask::inputs::PACKAGE;

/// The names of the packages on the official crate and on the generated one.
pub const CRATES: [&str; 2] = ["official", "ours"];

/// The package name of the official crate.
pub const OFFICIAL: &str = "aws-sdk-databasemigration";

/// The name of the crate in programs.
const NAME: &str = "aws_sdk_databasemigration";

/// Accepts a version in the format of the registry.
///
/// # Errors
/// For anything but three numbers with dots between them.
pub fn version(text: &str) -> Result<String, String> {
    let is_number = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let is_version = text.split('.').count() == 3 && text.split('.').all(is_number);
    if is_version { Ok(text.to_owned()) } else { Err("a version is three numbers, such as 1.133.0".to_owned()) }
}

/// The workspace, for a version of the official crate.
pub struct Workspace {
    root: PathBuf,
    folder: PathBuf,
    official: String,
}

impl Workspace {
    /// Writes the workspace of the repository at `root`.
    ///
    /// # Errors
    /// When the manifests of the repository cannot be read, or those of the workspace cannot be written.
    pub fn new(root: &Path, official: &str) -> anyhow::Result<Self> {
        let folder = root.join("target/parity");
        let workspace = Self { root: root.to_owned(), folder, official: official.to_owned() };
        let programs = manifest(&root.join("generated/programs/Cargo.toml"))?;
        for package in CRATES {
            workspace.write(&format!("{package}/Cargo.toml"), &workspace.package(package, &programs)?)?;
        }
        let main = manifest(&root.join("Cargo.toml"))?;
        let package = main["workspace"]["package"].clone();
        workspace.write("Cargo.toml", &workspace_manifest(package))?;
        workspace.lock()?;
        Ok(workspace)
    }

    /// Returns the root of the repository.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Returns the folder of the workspace.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Returns Cargo's target folder.
    pub fn target(&self) -> PathBuf {
        self.folder.join("build")
    }

    /// Returns the path of a package's program.
    pub fn binary(&self, package: &str) -> PathBuf {
        self.target().join("debug").join(format!("{package}{}", std::env::consts::EXE_SUFFIX))
    }

    /// Writes a file of the workspace if it has changed, because Cargo compares modification times.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn write(&self, name: &str, text: &str) -> anyhow::Result<()> {
        let path = self.folder.join(name);
        if fs::read_to_string(&path).is_ok_and(|before| before == text) {
            return Ok(());
        }
        let folder = path.parent().unwrap_or(&self.folder);
        fs::create_dir_all(folder).with_context(|| format!("cannot create {}", folder.display()))?;
        fs::write(&path, text).with_context(|| format!("cannot write {}", path.display()))
    }

    /// Returns a Cargo command in the workspace.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        command.args(arguments).current_dir(&self.folder).stdin(Stdio::null());
        command.env("CARGO_TARGET_DIR", self.target()).env("PARITY_CALLS", self.folder.join("calls.rs"));
        // Flags of the caller would rebuild everything.
        command.env_remove("RUSTFLAGS").env_remove("CARGO_ENCODED_RUSTFLAGS");
        command
    }

    /// Runs a command of [`Self::command`] to its end.
    ///
    /// # Errors
    /// When it fails; it has printed the error.
    pub fn run(&self, command: &mut Command) -> anyhow::Result<()> {
        let status = command.status().context("cannot start cargo")?;
        let words: Vec<_> = command.get_args().map(|word| word.to_string_lossy()).collect();
        ensure!(status.success(), "`cargo {}` failed in {} ({status})", words.join(" "), self.folder.display());
        Ok(())
    }

    /// Returns the manifest of a package like the drop-in programs, with the program that makes the calls.
    fn package(&self, package: &str, programs: &DocumentMut) -> anyhow::Result<String> {
        let mut manifest = programs.clone();
        manifest.remove("lints");
        manifest["package"]["name"] = value(package);
        let mut dependencies = manifest.remove("dev-dependencies").context("the programs have no dependencies")?;
        let sdk = dependencies[NAME].as_inline_table_mut().context("the programs do not depend on the crate")?;
        self.depend(package, sdk);
        dependencies["tracing"] = value("0.1");
        manifest.insert("dependencies", dependencies);
        let program = |name: &str, path: String| {
            let mut table = Table::new();
            table["name"] = value(name);
            table["path"] = value(path);
            table
        };
        let mut bins = [program(package, "../../../xtask/tools/parity/program/main.rs".to_owned())];
        bins[0]["test"] = value(false);
        let tests = ["programs", "stateful"]
            .map(|name| program(name, format!("../../../generated/programs/tests/{name}/main.rs")));
        manifest["bin"] = Item::ArrayOfTables(bins.into_iter().collect());
        manifest["test"] = Item::ArrayOfTables(tests.into_iter().collect());
        Ok(manifest.to_string())
    }

    /// Replaces the dependency of the programs by a package's crate.
    fn depend(&self, package: &str, sdk: &mut InlineTable) {
        sdk.remove("path");
        if package == CRATES[0] {
            sdk.insert("package", OFFICIAL.into());
            sdk.insert("version", format!("={}", self.official).into());
        } else {
            sdk.insert("package", PACKAGE.into());
            sdk.insert("path", "../../../generated".into());
        }
    }

    /// Starts with the repository's lock file, so that both crates have the dependencies that are tested here. Cargo
    /// adds the other dependencies of the official crate.
    fn lock(&self) -> anyhow::Result<()> {
        let path = self.root.join("Cargo.lock");
        let lock = fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
        let origin = format!("# {} {}\n{lock}", OFFICIAL, self.official);
        let is_same = fs::read_to_string(self.folder.join("origin.lock")).is_ok_and(|before| before == origin);
        if is_same && self.folder.join("Cargo.lock").exists() {
            return Ok(());
        }
        self.write("Cargo.lock", &lock)?;
        self.write("origin.lock", &origin)
    }
}

fn manifest(path: &Path) -> anyhow::Result<DocumentMut> {
    let text = fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    text.parse().with_context(|| format!("{} is not TOML", path.display()))
}

/// Returns the workspace's manifest, without debug information, which is not needed and slow to write.
fn workspace_manifest(package: Item) -> String {
    let mut manifest = DocumentMut::new();
    manifest["workspace"]["resolver"] = value("3");
    manifest["workspace"]["members"] = value(CRATES.into_iter().collect::<toml_edit::Array>());
    manifest["workspace"]["package"] = package;
    manifest["profile"]["dev"]["debug"] = value(false);
    manifest["profile"]["dev"]["incremental"] = value(false);
    manifest.to_string()
}
