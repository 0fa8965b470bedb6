//! How commands speak: results to standard output, errors to standard error, colour only on a terminal.

mod layout;

pub use layout::{columns, help, help_width, table, width, wrapped, wrapped_at};

use std::fmt;
use std::io::{self, ErrorKind, Write as _};

use anstyle::{AnsiColor, Style};
use clap::Command;

/// What is wrong.
pub const BAD: Style = AnsiColor::Red.on_default().bold();
/// What is right.
pub const GOOD: Style = AnsiColor::Green.on_default().bold();
/// What is between the two.
pub const FAINT: Style = Style::new().dimmed();

/// A heading, or the name of what is spoken of.
pub const STRONG: Style = Style::new().bold();
/// What is to be found by the eye: names in Rust.
pub const NAME: Style = AnsiColor::Cyan.on_default();

/// Prints to standard output; see [`write_out`].
#[macro_export]
macro_rules! out {
    ($($text:tt)*) => { $crate::say::write_out(format_args!($($text)*)) };
}

/// Prints a line to standard output; see [`write_out`].
#[macro_export]
macro_rules! outln {
    () => { $crate::out!("\n") };
    ($($text:tt)*) => { $crate::out!("{}\n", format_args!($($text)*)) };
}

/// Prints a line to standard error. What cannot be written there is lost, for there is nowhere to report it.
#[macro_export]
macro_rules! errln {
    ($($text:tt)*) => { $crate::say::write_err(format_args!($($text)*)) };
}

/// Writes to standard output, without colour where that is no terminal.
///
/// Ends the process where that is not possible: with success if the reader has closed the pipe, as `head` does when it
/// has seen enough, and otherwise with an error.
pub fn write_out(text: fmt::Arguments<'_>) {
    let mut stdout = anstream::stdout();
    end_if_failed(stdout.write_fmt(text).and_then(|()| stdout.flush()));
}

/// Writes what another program has printed to standard output, as it is; ends the process as [`write_out`] does.
pub fn copy_out(bytes: &[u8]) {
    let mut stdout = io::stdout();
    end_if_failed(stdout.write_all(bytes).and_then(|()| stdout.flush()));
}

fn end_if_failed(written: io::Result<()>) {
    if let Err(error) = written {
        std::process::exit(output_failed(&error));
    }
}

/// The exit code where standard output cannot be written; prints the reason unless the reader has gone.
fn output_failed(error: &io::Error) -> i32 {
    if error.kind() == ErrorKind::BrokenPipe {
        return 0;
    }
    errln!("{BAD}error:{BAD:#} cannot write to standard output: {error}");
    1
}

/// Writes a line to standard error, without colour where that is no terminal, and wrapped where lines have a width.
pub fn write_err(text: fmt::Arguments<'_>) {
    _ = writeln!(anstream::stderr(), "{}", layout::wrapped_to(&text.to_string(), layout::width_of(io::stderr())));
}

/// Prints why a command could not do its work.
pub fn error(error: &anyhow::Error) {
    errln!("{BAD}error:{BAD:#} {error:#}");
}

/// The command line with help texts that fit where they are printed.
pub fn with_help(cli: Command) -> Command {
    let cli = cli.term_width(help_width());
    cli.mut_subcommands(|command| match command.get_after_help().map(ToString::to_string) {
        Some(text) => command.after_help(help(&text)),
        None => command,
    })
}

/// A word of a command line, as a shell reads it.
pub fn quoted(word: &str) -> String {
    // Only a NUL byte cannot be quoted, and no argument of a process holds one.
    shlex::try_quote(word).unwrap_or(word.into()).into_owned()
}

/// `1 file`, `2 files`.
pub fn count(n: usize, noun: &str) -> String {
    format!("{n} {noun}{}", if n == 1 { "" } else { "s" })
}
