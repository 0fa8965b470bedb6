//! Runs programs and collects their output.

use std::ffi::OsStr;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::{console, outln};
use anyhow::{Context, bail};

/// Runs programs in one directory and collects what they print, in the order in which they print it.
pub struct Shell {
    directory: PathBuf,
    verbose: bool,
    output: String,
}

impl Shell {
    /// Creates a shell in `directory`; a verbose one also prints the output of programs immediately.
    pub fn new(directory: &Path, verbose: bool) -> Self {
        if verbose {
            outln!();
        }
        Self { directory: directory.to_path_buf(), verbose, output: String::new() }
    }

    /// Returns the directory in which programs run.
    pub fn directory(&self) -> &Path {
        &self.directory
    }

    /// Returns the output of all programs so far.
    pub fn output(&self) -> &str {
        &self.output
    }

    /// Returns a command that runs in this shell's directory.
    pub fn command(&self, program: impl AsRef<OsStr>) -> Command {
        let mut command = Command::new(program);
        command.current_dir(&self.directory).stdin(Stdio::null());
        command
    }

    /// Returns a command for the Cargo that started this process; snapshot tests compare and never update.
    pub fn cargo(&self, arguments: &[&str]) -> Command {
        let mut command = self.command(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        let is_coloured = anstream::AutoStream::choice(&io::stdout()) != anstream::ColorChoice::Never;
        command.args(arguments).env("CARGO_TERM_COLOR", if is_coloured { "always" } else { "never" });
        command.env("CI", "true").env("INSTA_UPDATE", "no").env_remove("INSTA_FORCE_PASS");
        command
    }

    /// Runs a command and waits until it ends.
    ///
    /// # Errors
    /// When it cannot be started, or exits with a failure.
    pub fn run(&mut self, mut command: Command) -> anyhow::Result<()> {
        let words: Vec<_> =
            [command.get_program()].into_iter().chain(command.get_args()).map(OsStr::to_string_lossy).collect();
        let line = words.join(" ");
        let (reader, writer) = io::pipe().context("cannot create a pipe")?;
        let child = command.stdout(writer.try_clone().context("cannot share a pipe")?).stderr(writer).spawn();
        // The command owns the writing ends of the pipe; reading ends only after they are dropped.
        drop(command);
        let mut child = child.with_context(|| format!("cannot start `{line}`"))?;
        self.collect(reader).context("cannot read from a pipe")?;
        let status = child.wait().with_context(|| format!("cannot wait for `{line}`"))?;
        if !status.success() {
            bail!("`{line}` failed ({status})");
        }
        Ok(())
    }

    /// Whether a command succeeds; its output is discarded.
    pub fn succeeds(&self, mut command: Command) -> bool {
        command.stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok_and(|status| status.success())
    }

    fn collect(&mut self, mut reader: io::PipeReader) -> io::Result<()> {
        let mut bytes = vec![];
        let mut chunk = [0; 16 * 1024];
        loop {
            let length = reader.read(&mut chunk)?;
            if length == 0 {
                break;
            }
            if self.verbose {
                console::copy_out(&chunk[..length]);
            }
            bytes.extend_from_slice(&chunk[..length]);
        }
        self.output.push_str(&String::from_utf8_lossy(&bytes));
        Ok(())
    }
}
