//! What the tests of both packages of the command line share.

#![allow(dead_code, reason = "each package needs a part of it")]

pub mod stand_in;

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

use super::BINARY;
pub use stand_in::repository;

/// What a run of the binary said, and its exit code.
#[derive(Debug)]
pub struct Said {
    /// The exit code, if it was not killed.
    pub code: Option<i32>,
    /// Standard output.
    pub out: String,
    /// Standard error.
    pub err: String,
}

/// Runs a command to its end.
pub fn run(command: &mut Command) -> Said {
    let output = command.output().expect("a program that starts");
    let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
    Said { code: output.status.code(), out: text(output.stdout), err: text(output.stderr) }
}

/// The binary, in this working directory.
pub fn xtask(directory: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(BINARY);
    command.current_dir(directory).args(arguments);
    // Colour is for terminals unless the environment asks for it.
    for name in ["CLICOLOR_FORCE", "NO_COLOR", "CARGO_TERM_COLOR", "COLUMNS"] {
        command.env_remove(name);
    }
    command
}

/// Makes a directory a checkout, as far as commands look for one.
pub fn checkout(directory: &Path) {
    fs::create_dir(directory.join("xtask")).expect("a directory");
    fs::write(directory.join("xtask/Cargo.toml"), "").expect("a file");
    for name in ["Cargo.toml", "models"] {
        symlink(repository().join(name), directory.join(name)).expect("a link");
    }
}

/// A directory of a checkout.
pub struct Place {
    directory: PathBuf,
    _checkout: TempDir,
}

impl Place {
    fn new() -> Self {
        let root = tempfile::tempdir().expect("a temporary directory");
        checkout(root.path());
        let directory = root.path().join("place");
        fs::create_dir(&directory).expect("a directory");
        Self { directory, _checkout: root }
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.directory
    }
}

/// A directory with a small model and, once generated, its crate in `out`.
pub struct Workplace(pub Place);

impl Workplace {
    /// One with the model alone.
    pub fn new() -> Self {
        let place = Self(Place::new());
        place.write("weather.json", include_str!("weather.json"));
        place
    }

    /// One with a crate that is up to date.
    pub fn generated() -> Self {
        let place = Self::new();
        let said = place.codegen(&[]);
        assert_eq!(said.code, Some(0), "{said:?}");
        place
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

    /// Makes a model whose crate differs in `src/`, and the command that also gives it another manifest.
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

    pub fn codegen(&self, more: &[&str]) -> Said {
        run(&mut self.command(more))
    }

    /// All files below `out`, working files of an interrupted run left aside and links followed.
    pub fn files(&self) -> BTreeMap<String, Vec<u8>> {
        let mut files = BTreeMap::new();
        add_files(&self.path("out"), "", &mut files);
        files
    }

    /// The names of all that is in `out`, whatever it is.
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
