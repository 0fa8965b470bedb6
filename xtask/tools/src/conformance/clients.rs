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

/// A program that reads and writes lines of JSON.
struct Client {
    name: &'static str,
    process: Child,
    /// `None` after the last line.
    input: Option<ChildStdin>,
    output: BufReader<ChildStdout>,
}

/// Returns the command of the reference client, without the caller's settings, credentials and time zone.
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
    /// Starts both clients.
    ///
    /// # Errors
    /// When one of them does not start.
    pub fn start(ours: Command, reference: Command) -> anyhow::Result<Self> {
        let ours = Client::start("the generated client", ours)?;
        Ok(Self { ours, reference: Client::start("the reference client", reference)? })
    }

    /// Makes the call of a case with both clients.
    ///
    /// # Errors
    /// When one of them exits or prints a line that is not JSON.
    pub fn call(&mut self, case: &Case<'_>) -> anyhow::Result<(Json, Json)> {
        self.ours.send(&case.line(&case.input.to_plain_json()))?;
        self.reference.send(&case.line(&case.input.to_tagged_json()))?;
        Ok((self.ours.receive()?, self.reference.receive()?))
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

    /// An error because the program has exited is ignored: [`Client::receive`] reports it with the exit status.
    fn send(&mut self, line: &Json) -> anyhow::Result<()> {
        let input = self.input.as_mut().with_context(|| format!("{} has no input", self.name))?;
        match writeln!(input, "{line}").and_then(|()| input.flush()) {
            Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => {
                Err(error).with_context(|| format!("cannot write to {}", self.name))
            }
            _ => Ok(()),
        }
    }

    fn receive(&mut self) -> anyhow::Result<Json> {
        let mut line = String::new();
        self.output.read_line(&mut line).with_context(|| format!("cannot read from {}", self.name))?;
        if line.is_empty() {
            self.input = None;
            let status = self.process.wait().with_context(|| format!("cannot wait for {}", self.name))?;
            bail!("{} has exited ({status}); its output is above", self.name);
        }
        serde_json::from_str(&line).with_context(|| format!("{} printed a line that is not JSON: {line}", self.name))
    }
}

impl Drop for Client {
    fn drop(&mut self) {
        // It exits at the end of its input; it is killed if it hangs.
        self.input = None;
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
