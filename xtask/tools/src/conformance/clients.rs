//! The two programs that make the calls.

use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use anyhow::{Context, bail};
use serde_json::Value as Json;

use super::cases::Case;
use xtask::shell::Shell;

/// Both clients.
pub struct Clients {
    ours: Client,
    reference: Client,
}

/// A program that answers lines of JSON.
struct Client {
    name: &'static str,
    process: Child,
    /// Until the program is told that there is no more.
    input: Option<ChildStdin>,
    output: BufReader<ChildStdout>,
}

/// The reference client, with nothing of whoever calls it: no settings, no credentials, no zone of time.
pub fn reference(shell: &Shell, python: &Path) -> Command {
    let mut command = shell.command(python);
    for (name, _) in std::env::vars_os().filter(|(name, _)| name.to_string_lossy().starts_with("AWS_")) {
        command.env_remove(name);
    }
    let nowhere = shell.directory().join("target/no-such-configuration");
    command.env("AWS_CONFIG_FILE", &nowhere).env("AWS_SHARED_CREDENTIALS_FILE", &nowhere);
    command.env("TZ", "UTC").env("PYTHONUTF8", "1").env("PYTHONDONTWRITEBYTECODE", "1");
    command.arg(shell.directory().join("xtask/python/reference.py"));
    command
}

impl Clients {
    /// Starts them.
    ///
    /// # Errors
    /// When one does not start.
    pub fn start(ours: Command, reference: Command) -> anyhow::Result<Self> {
        let ours = Client::start("the generated client", ours)?;
        Ok(Self { ours, reference: Client::start("the reference client", reference)? })
    }

    /// Has both make the call of a case.
    ///
    /// # Errors
    /// When one ends, or says what is not JSON.
    pub fn ask(&mut self, case: &Case<'_>) -> anyhow::Result<(Json, Json)> {
        self.ours.tell(&case.line(&case.input.plain()))?;
        self.reference.tell(&case.line(&case.input.tagged()))?;
        Ok((self.ours.answer()?, self.reference.answer()?))
    }
}

impl Client {
    fn start(name: &'static str, mut command: Command) -> anyhow::Result<Self> {
        command.stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut process = command.spawn().with_context(|| format!("cannot start {name}"))?;
        let input = process.stdin.take();
        let output = process.stdout.take().with_context(|| format!("{name} has no output"))?;
        Ok(Self { name, process, input, output: BufReader::new(output) })
    }

    /// What a program that has ended does not take is told by [`Client::answer`], which knows more.
    fn tell(&mut self, line: &Json) -> anyhow::Result<()> {
        let input = self.input.as_mut().with_context(|| format!("{} has no input", self.name))?;
        match writeln!(input, "{line}").and_then(|()| input.flush()) {
            Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => {
                Err(error).with_context(|| format!("cannot write to {}", self.name))
            }
            _ => Ok(()),
        }
    }

    fn answer(&mut self) -> anyhow::Result<Json> {
        let mut line = String::new();
        self.output.read_line(&mut line).with_context(|| format!("cannot read from {}", self.name))?;
        if line.is_empty() {
            self.input = None;
            let status = self.process.wait().with_context(|| format!("cannot wait for {}", self.name))?;
            bail!("{} has ended ({status}); what it said is above", self.name);
        }
        serde_json::from_str(&line).with_context(|| format!("{} does not say JSON: {line}", self.name))
    }
}

impl Drop for Client {
    fn drop(&mut self) {
        // Without input it ends; what hangs is ended.
        self.input = None;
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
