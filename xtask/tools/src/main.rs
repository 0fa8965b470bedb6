//! The binary behind the commands of `cargo xtask` that need more than the generator.

use std::process::ExitCode;

use clap::{CommandFactory as _, FromArgMatches as _, Parser, Subcommand};
use xtask::{checkout, console::wrap_help, exit_code};
use xtask_tools::{bench, conformance, diff, fuzz, import, new_service, parity, services, update};

/// Compares, measures, fuzzes and imports the crates and models of this repository
#[derive(Parser)]
#[command(bin_name = "cargo xtask", disable_help_subcommand = true)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    #[command(after_help = bench::EXAMPLES)]
    Bench(bench::Args),
    #[command(after_help = conformance::EXAMPLES)]
    Conformance(conformance::Args),
    #[command(after_help = diff::EXAMPLES)]
    Diff(diff::Args),
    #[command(after_help = fuzz::EXAMPLES)]
    Fuzz(fuzz::Args),
    #[command(after_help = import::EXAMPLES)]
    Import(import::ImportArgs),
    #[command(after_help = new_service::EXAMPLES)]
    NewService(new_service::Args),
    #[command(after_help = parity::EXAMPLES)]
    Parity(parity::Args),
    #[command(after_help = services::EXAMPLES)]
    Services(services::Args),
    #[command(after_help = update::EXAMPLES)]
    Update(update::Args),
}

fn main() -> ExitCode {
    let matches = wrap_help(Cli::command()).get_matches();
    let command = Cli::from_arg_matches(&matches).unwrap_or_else(|error| error.exit()).command;
    exit_code(checkout::root().and_then(|root| match command {
        Command::Bench(args) => bench::run(&args, &root),
        Command::Conformance(args) => conformance::run(&args, &root),
        Command::Diff(args) => diff::run(&args, &root),
        Command::Fuzz(args) => fuzz::run(&args, &root),
        Command::Import(args) => import::run(args, &root),
        Command::NewService(args) => new_service::run(&args, &root),
        Command::Parity(args) => parity::run(&args, &root),
        Command::Services(args) => services::run(&args, &root),
        Command::Update(args) => update::run(&args, &root),
    }))
}

#[cfg(test)]
mod tests {
    use super::Cli;
    use clap::CommandFactory as _;
    use std::collections::BTreeMap;

    #[test]
    fn the_help_text_of_xtask_lists_all_commands() {
        let cli = Cli::command();
        let about = |command: &clap::Command| command.get_about().map(ToString::to_string).unwrap_or_default();
        let found: BTreeMap<_, _> = cli.get_subcommands().map(|command| (command.get_name(), about(command))).collect();
        assert!(
            cli.get_subcommands()
                .all(|command| command.get_after_help().is_some_and(|text| text.to_string().contains("cargo xtask")))
        );
        let listed = xtask::tools::COMMANDS.iter().map(|(name, about)| (*name, (*about).to_owned())).collect();
        assert_eq!(found, listed);
    }
}
