//! Support for the tests of both packages of the command line.

#![allow(dead_code, reason = "each package uses a part of it")]

pub mod fake_program;

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

use super::BINARY;
pub use fake_program::repository;

/// The output and the exit code of a run of the binary.
#[derive(Debug)]
pub struct CommandOutput {
    /// The exit code, if it was not killed.
    pub code: Option<i32>,
    /// Standard output.
    pub out: String,
    /// Standard error.
    pub err: String,
}

/// Runs a command and waits until it ends.
pub fn run(command: &mut Command) -> CommandOutput {
    let output = command.output().expect("a program that starts");
    let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
    CommandOutput { code: output.status.code(), out: text(output.stdout), err: text(output.stderr) }
}

/// Returns a command for the binary in this working directory.
pub fn xtask(directory: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(BINARY);
    command.current_dir(directory).args(arguments);
    // Colour is for terminals unless the environment asks for it.
    for name in ["CLICOLOR_FORCE", "NO_COLOR", "CARGO_TERM_COLOR", "COLUMNS"] {
        command.env_remove(name);
    }
    command
}

/// Creates the files by which commands recognize a checkout.
pub fn checkout(directory: &Path) {
    fs::create_dir(directory.join("xtask")).expect("a directory");
    fs::write(directory.join("xtask/Cargo.toml"), "").expect("a file");
    for name in ["Cargo.toml", "models"] {
        symlink(repository().join(name), directory.join(name)).expect("a link");
    }
}

/// A directory in a checkout.
pub struct CheckoutDir {
    directory: PathBuf,
    _checkout: TempDir,
}

impl CheckoutDir {
    fn new() -> Self {
        let root = tempfile::tempdir().expect("a temporary directory");
        checkout(root.path());
        let directory = root.path().join("project");
        fs::create_dir(&directory).expect("a directory");
        Self { directory, _checkout: root }
    }

    /// Returns its path.
    pub fn path(&self) -> &Path {
        &self.directory
    }
}

/// A directory with a small model and, after generation, its crate in `out`.
pub struct Project(pub CheckoutDir);

impl Project {
    /// Creates one with only the model.
    pub fn new() -> Self {
        let project = Self(CheckoutDir::new());
        project.write("weather.json", include_str!("weather.json"));
        project
    }

    /// Creates one with a crate that is up to date.
    pub fn generated() -> Self {
        let project = Self::new();
        let output = project.codegen(&[]);
        assert_eq!(output.code, Some(0), "{output:?}");
        project
    }

    pub fn path(&self, path: &str) -> PathBuf {
        self.0.path().join(path)
    }

    pub fn write(&self, path: &str, text: &str) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().expect("a parent")).expect("a directory");
        fs::write(path, text).expect("a file");
    }

    pub fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).expect("a file")
    }

    /// Renames a member of the model, which changes the generated code but not its manifest.
    pub fn change_model(&self) {
        self.write("weather.json", &include_str!("weather.json").replace("\"Sky\"", "\"Clouds\""));
    }

    /// Changes the model, which changes `src/`; the returned command also changes the manifest.
    pub fn change_all(&self) -> Command {
        self.change_model();
        xtask(self.0.path(), &["codegen", "--model", "weather.json", "--out", "out", "--package", "other-sdk"])
    }

    pub fn change_back(&self) -> Command {
        self.write("weather.json", include_str!("weather.json"));
        self.command(&[])
    }

    pub fn command(&self, more: &[&str]) -> Command {
        let arguments = ["codegen", "--model", "weather.json", "--out", "out", "--package", "weather-sdk"];
        xtask(self.0.path(), &[&arguments[..], more].concat())
    }

    pub fn codegen(&self, more: &[&str]) -> CommandOutput {
        run(&mut self.command(more))
    }

    /// Returns all files below `out`; links are followed, and working files of an interrupted run are ignored.
    pub fn files(&self) -> BTreeMap<String, Vec<u8>> {
        let mut files = BTreeMap::new();
        add_files(&self.path("out"), "", &mut files);
        files
    }

    /// Returns the names of all entries in `out`.
    pub fn names(&self) -> Vec<String> {
        let mut names: Vec<_> = list(&self.path("out")).into_iter().map(|(name, _)| name).collect();
        names.sort();
        names
    }
}

pub fn list(directory: &Path) -> Vec<(String, PathBuf)> {
    let Ok(entries) = fs::read_dir(directory) else { return vec![] };
    let entries = entries.map(|entry| entry.expect("a readable directory"));
    entries.map(|entry| (entry.file_name().into_string().expect("UTF-8"), entry.path())).collect()
}

pub fn add_files(directory: &Path, prefix: &str, files: &mut BTreeMap<String, Vec<u8>>) {
    for (name, path) in list(directory).into_iter().filter(|(name, _)| !name.starts_with(".codegen-")) {
        if path.is_dir() {
            add_files(&path, &format!("{prefix}{name}/"), files);
        } else if let Ok(contents) = fs::read(&path) {
            files.insert(format!("{prefix}{name}"), contents);
        }
    }
}
