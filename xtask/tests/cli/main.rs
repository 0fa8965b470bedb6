//! The command line through its binary: what it says, its exit code, and what is on disk afterwards.

#![cfg(unix)]

mod check;
mod codegen;
mod diff;
mod explain;
mod interrupted;
mod lock;
#[path = "../stand_in/mod.rs"]
mod stand_in;
mod steps;
mod usage;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

/// What a run of the binary said, and its exit code.
#[derive(Debug)]
struct Said {
    code: Option<i32>,
    out: String,
    err: String,
}

/// Runs a command to its end.
fn run(command: &mut Command) -> Said {
    let output = command.output().expect("a program that starts");
    let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
    Said { code: output.status.code(), out: text(output.stdout), err: text(output.stderr) }
}

/// The binary, in a directory of its own choice.
fn xtask(directory: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_xtask"));
    command.current_dir(directory).args(arguments);
    // Colour is for terminals unless the environment asks for it.
    command.env_remove("CLICOLOR_FORCE").env_remove("CARGO_TERM_COLOR");
    command
}

/// A directory with a small model and, once generated, its crate in `out`.
struct Workplace(TempDir);

impl Workplace {
    fn new() -> Self {
        let place = Self(tempfile::tempdir().expect("a temporary directory"));
        place.write("weather.json", include_str!("weather.json"));
        place
    }

    /// One with a crate that is up to date.
    fn generated() -> Self {
        let place = Self::new();
        let said = place.codegen(&[]);
        assert_eq!(said.code, Some(0), "{said:?}");
        place
    }

    fn path(&self, path: &str) -> PathBuf {
        self.0.path().join(path)
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().expect("a parent")).expect("a directory");
        fs::write(path, text).expect("a file");
    }

    fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).expect("a file")
    }

    /// Renames a member of the model, which changes the generated code but not its manifest.
    fn change_model(&self) {
        self.write("weather.json", &include_str!("weather.json").replace("\"Sky\"", "\"Clouds\""));
    }

    /// Makes a model whose crate differs in `src/`, and the command that also gives it another manifest.
    fn change_all(&self) -> Command {
        self.change_model();
        xtask(self.0.path(), &["codegen", "--model", "weather.json", "--out", "out", "--package", "other-sdk"])
    }

    fn change_back(&self) -> Command {
        self.write("weather.json", include_str!("weather.json"));
        self.command(&[])
    }

    fn command(&self, more: &[&str]) -> Command {
        let arguments = ["codegen", "--model", "weather.json", "--out", "out", "--package", "weather-sdk"];
        xtask(self.0.path(), &[&arguments[..], more].concat())
    }

    fn codegen(&self, more: &[&str]) -> Said {
        run(&mut self.command(more))
    }

    /// All files below `out`, working files of an interrupted run left aside and links followed.
    fn files(&self) -> BTreeMap<String, Vec<u8>> {
        let mut files = BTreeMap::new();
        add_files(&self.path("out"), "", &mut files);
        files
    }

    /// The names of all that is in `out`, whatever it is.
    fn names(&self) -> Vec<String> {
        let mut names: Vec<_> = list(&self.path("out")).into_iter().map(|(name, _)| name).collect();
        names.sort();
        names
    }
}

fn list(directory: &Path) -> Vec<(String, PathBuf)> {
    let Ok(entries) = fs::read_dir(directory) else { return vec![] };
    let entries = entries.map(|entry| entry.expect("a readable directory"));
    entries.map(|entry| (entry.file_name().into_string().expect("UTF-8"), entry.path())).collect()
}

fn add_files(directory: &Path, prefix: &str, files: &mut BTreeMap<String, Vec<u8>>) {
    for (name, path) in list(directory).into_iter().filter(|(name, _)| !name.starts_with(".codegen-")) {
        if path.is_dir() {
            add_files(&path, &format!("{prefix}{name}/"), files);
        } else if let Ok(contents) = fs::read(&path) {
            files.insert(format!("{prefix}{name}"), contents);
        }
    }
}
