//! The binary behind `cargo xtask`: reads the arguments and turns outcomes into exit codes.

use std::ffi::OsString;
use std::process::ExitCode;

use clap::{CommandFactory as _, FromArgMatches as _, Parser, Subcommand};
use xtask::{Verdict, accept, checkout, codegen, console, exit_code, explain, list, test, tools};

/// Generating makes many small allocations; with the system's allocator it takes a quarter more time.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Generates, imports, tests and measures the crates of this repository
#[derive(Parser)]
#[command(bin_name = "cargo xtask", disable_help_subcommand = true)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    #[command(after_help = accept::EXAMPLES)]
    Accept(accept::Args),
    #[command(after_help = codegen::EXAMPLES)]
    Codegen(codegen::Args),
    #[command(after_help = explain::EXAMPLES)]
    Explain(explain::Args),
    #[command(after_help = list::EXAMPLES)]
    List(list::Args),
    #[command(after_help = test::EXAMPLES)]
    Test(test::Args),
}

fn main() -> ExitCode {
    let arguments: Vec<OsString> = std::env::args_os().skip(1).collect();
    if arguments.first().is_some_and(tools::has) {
        return checkout::root().and_then(|root| tools::run(&root, &arguments)).unwrap_or_else(|error| {
            console::error(&error);
            ExitCode::FAILURE
        });
    }
    exit_code(run())
}

fn run() -> anyhow::Result<Verdict> {
    let matches = cli().get_matches();
    let cli = Cli::from_arg_matches(&matches).unwrap_or_else(|error| error.exit());
    let root = checkout::root()?;
    match cli.command {
        Command::Accept(args) => accept::run(&args, &root),
        Command::Codegen(args) => codegen::run(&args, &root),
        Command::Explain(args) => explain::run(&args, &root),
        Command::List(args) => list::run(&args, &root),
        Command::Test(args) => test::run(&args, &root),
    }
}

/// Returns the command-line parser; the commands of the other package are in it for the help text only.
fn cli() -> clap::Command {
    let others = tools::COMMANDS.iter().map(|(name, about)| clap::Command::new(*name).about(*about));
    let cli = Cli::command().subcommands(others);
    let mut names: Vec<String> = cli.get_subcommands().map(|command| command.get_name().to_owned()).collect();
    names.sort();
    let cli = names
        .iter()
        .enumerate()
        .fold(cli, |cli, (order, name)| cli.mut_subcommand(name, |command| command.display_order(order)));
    console::wrap_help(cli)
}
