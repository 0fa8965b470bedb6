//! Processes, and what they take.

use std::process::{Command, Stdio};
use std::time::Instant;

use anyhow::{Context, ensure};
use wait4::Wait4 as _;

/// What a process and all that it started took.
#[derive(Debug, Clone, Copy)]
pub struct Usage {
    /// Seconds from its start to its end.
    pub wall: f64,
    /// Seconds of all cores.
    pub cpu: f64,
    /// The most memory that one of the processes had, in bytes.
    pub memory: f64,
}

/// Runs a process to its end, with what it says kept back.
///
/// # Errors
/// When it does not start or fails; the error has the command and the end of what it said.
pub fn run(command: &mut Command) -> anyhow::Result<Usage> {
    let shown = show(command);
    let said = tempfile::tempfile().context("cannot make a temporary file")?;
    let output = said.try_clone().context("cannot share a temporary file")?;
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(output);
    let started = Instant::now();
    let mut child = command.spawn().with_context(|| format!("cannot start `{shown}`"))?;
    let used = child.wait4().with_context(|| format!("cannot wait for `{shown}`"))?;
    let wall = started.elapsed().as_secs_f64();
    ensure!(used.status.success(), "`{shown}` failed ({}):\n{}", used.status, end_of(said));
    let cpu = (used.rusage.utime + used.rusage.stime).as_secs_f64();
    Ok(Usage { wall, cpu, memory: used.rusage.maxrss as f64 })
}

/// Runs a process and gives what it printed.
///
/// # Errors
/// Those of [`run`].
pub fn output(command: &mut Command) -> anyhow::Result<String> {
    let shown = show(command);
    let output = command.stdin(Stdio::null()).output().with_context(|| format!("cannot start `{shown}`"))?;
    let said = String::from_utf8_lossy(&output.stderr);
    ensure!(output.status.success(), "`{shown}` failed ({}):\n{said}", output.status);
    String::from_utf8(output.stdout).with_context(|| format!("`{shown}` printed what is not UTF-8"))
}

fn show(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    words.map(|word| word.to_string_lossy()).collect::<Vec<_>>().join(" ")
}

fn end_of(mut file: std::fs::File) -> String {
    use std::io::{Read as _, Seek as _};
    let mut text = Vec::new();
    let read = file.rewind().and_then(|()| file.read_to_end(&mut text));
    if read.is_err() {
        return "what it said is lost".to_owned();
    }
    let text = String::from_utf8_lossy(&text);
    let lines: Vec<_> = text.lines().collect();
    lines[lines.len().saturating_sub(40)..].join("\n")
}
