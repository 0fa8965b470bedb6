//! Output of commands: results go to standard output, errors to standard error, with colour only on a terminal.

mod layout;

pub use layout::{align_columns, help, help_width, table, width, wrap, wrap_at};

use std::fmt;
use std::io::{self, ErrorKind, Write as _};

use anstyle::{AnsiColor, Style};
use clap::Command;

/// The style of failures.
pub const BAD: Style = AnsiColor::Red.on_default().bold();
/// The style of successes.
pub const GOOD: Style = AnsiColor::Green.on_default().bold();
/// The style of less important text.
pub const FAINT: Style = Style::new().dimmed();

/// The style of headings and subjects.
pub const STRONG: Style = Style::new().bold();
/// The style of names in Rust.
pub const NAME: Style = AnsiColor::Cyan.on_default();

/// Prints to standard output; see [`write_out`].
#[macro_export]
macro_rules! out {
    ($($text:tt)*) => { $crate::console::write_out(format_args!($($text)*)) };
}

/// Prints a line to standard output; see [`write_out`].
#[macro_export]
macro_rules! outln {
    () => { $crate::out!("\n") };
    ($($text:tt)*) => { $crate::out!("{}\n", format_args!($($text)*)) };
}

/// Prints a line to standard error. A failure to write there is ignored, because it cannot be reported.
#[macro_export]
macro_rules! errln {
    ($($text:tt)*) => { $crate::console::write_err(format_args!($($text)*)) };
}

/// Writes to standard output, without colour unless it is a terminal.
///
/// Ends the process if that fails: with success if the reader has closed the pipe, as `head` does when it
/// has seen enough, and otherwise with an error.
pub fn write_out(text: fmt::Arguments<'_>) {
    let mut stdout = anstream::stdout();
    end_if_failed(stdout.write_fmt(text).and_then(|()| stdout.flush()));
}

/// Copies the output of another program to standard output; ends the process like [`write_out`] on failure.
pub fn copy_out(bytes: &[u8]) {
    let mut stdout = io::stdout();
    end_if_failed(stdout.write_all(bytes).and_then(|()| stdout.flush()));
}

fn end_if_failed(written: io::Result<()>) {
    if let Err(error) = written {
        std::process::exit(output_failed(&error));
    }
}

/// Returns the exit code after a failure to write to standard output; prints the reason unless the reader closed the
/// pipe.
fn output_failed(error: &io::Error) -> i32 {
    if error.kind() == ErrorKind::BrokenPipe {
        return 0;
    }
    errln!("{BAD}error:{BAD:#} cannot write to standard output: {error}");
    1
}

/// Writes a line to standard error, without colour unless it is a terminal, and wrapped to its width.
pub fn write_err(text: fmt::Arguments<'_>) {
    _ = writeln!(anstream::stderr(), "{}", layout::wrap_to(&text.to_string(), layout::width_of(io::stderr())));
}

/// Prints the error of a command.
pub fn error(error: &anyhow::Error) {
    errln!("{BAD}error:{BAD:#} {error:#}");
}

/// Wraps the help texts of a parser to the width of the output.
pub fn wrap_help(cli: Command) -> Command {
    let cli = cli.term_width(help_width());
    cli.mut_subcommands(|command| match command.get_after_help().map(ToString::to_string) {
        Some(text) => command.after_help(help(&text)),
        None => command,
    })
}

/// Quotes an argument for a shell.
pub fn quote(word: &str) -> String {
    // Only a NUL byte cannot be quote, and no argument of a process contains one.
    shlex::try_quote(word).unwrap_or(word.into()).into_owned()
}

/// Returns a number with a noun, such as `1 file` or `2 files`.
pub fn count(n: usize, noun: &str) -> String {
    format!("{n} {noun}{}", if n == 1 { "" } else { "s" })
}
