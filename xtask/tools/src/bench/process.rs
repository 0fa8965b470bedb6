//! Runs processes and measures their resource usage.

use std::process::{Command, Stdio};
use std::time::Instant;

use anyhow::{Context, ensure};
use wait4::Wait4 as _;

/// The resources that a process and its children used.
#[derive(Debug, Clone, Copy)]
pub struct Usage {
    /// Elapsed time in seconds.
    pub wall: f64,
    /// CPU time of all cores in seconds.
    pub cpu: f64,
    /// The peak memory of one of the processes, in bytes.
    pub memory: f64,
}

/// Runs a process to its end without printing its output.
///
/// # Errors
/// When it does not start or fails; the error has the command and the last lines of standard error.
pub fn run(command: &mut Command) -> anyhow::Result<Usage> {
    let line = command_line(command);
    let stderr = tempfile::tempfile().context("cannot create a temporary file")?;
    let output = stderr.try_clone().context("cannot share a temporary file")?;
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(output);
    let started = Instant::now();
    let mut child = command.spawn().with_context(|| format!("cannot start `{line}`"))?;
    let used = child.wait4().with_context(|| format!("cannot wait for `{line}`"))?;
    let wall = started.elapsed().as_secs_f64();
    ensure!(used.status.success(), "`{line}` failed ({}):\n{}", used.status, last_lines(stderr));
    let cpu = (used.rusage.utime + used.rusage.stime).as_secs_f64();
    Ok(Usage { wall, cpu, memory: used.rusage.maxrss as f64 })
}

/// Runs a process and returns its standard output.
///
/// # Errors
/// See [`run`].
pub fn output(command: &mut Command) -> anyhow::Result<String> {
    let line = command_line(command);
    let output = command.stdin(Stdio::null()).output().with_context(|| format!("cannot start `{line}`"))?;
    let stderr = String::from_utf8_lossy(&output.stderr);
    ensure!(output.status.success(), "`{line}` failed ({}):\n{stderr}", output.status);
    String::from_utf8(output.stdout).with_context(|| format!("`{line}` printed text that is not UTF-8"))
}

fn command_line(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    words.map(|word| word.to_string_lossy()).collect::<Vec<_>>().join(" ")
}

fn last_lines(mut file: std::fs::File) -> String {
    use std::io::{Read as _, Seek as _};
    let mut text = Vec::new();
    let read = file.rewind().and_then(|()| file.read_to_end(&mut text));
    if read.is_err() {
        return "its standard error cannot be read".to_owned();
    }
    let text = String::from_utf8_lossy(&text);
    let lines: Vec<_> = text.lines().collect();
    lines[lines.len().saturating_sub(40)..].join("\n")
}
