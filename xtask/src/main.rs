//! The binary behind `cargo xtask`: reads the arguments and turns outcomes into exit codes.

use std::process::ExitCode;

use clap::{Parser, Subcommand};
use xtask::{
    Verdict, bench, codegen, conformance, diff, explain, fuzz, import, list, new_service, parity, root, say, test,
    update,
};

/// Generating is mostly small allocations; with the system's allocator it takes a quarter more time.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Generates, imports, tests and measures what is in this repository
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
    #[command(after_help = codegen::EXAMPLES)]
    Codegen(codegen::Args),
    #[command(after_help = conformance::EXAMPLES)]
    Conformance(conformance::Args),
    #[command(after_help = diff::EXAMPLES)]
    Diff(diff::Args),
    #[command(after_help = explain::EXAMPLES)]
    Explain(explain::Args),
    #[command(after_help = fuzz::EXAMPLES)]
    Fuzz(fuzz::Args),
    Import(import::ImportArgs),
    #[command(after_help = list::EXAMPLES)]
    List(list::Args),
    #[command(after_help = new_service::EXAMPLES)]
    NewService(new_service::Args),
    #[command(after_help = parity::EXAMPLES)]
    Parity(parity::Args),
    #[command(after_help = test::EXAMPLES)]
    Test(test::Args),
    #[command(after_help = update::EXAMPLES)]
    Update(update::Args),
}

fn main() -> ExitCode {
    let root = root();
    let outcome = match Cli::parse().command {
        Command::Bench(args) => bench::run(&args, &root),
        Command::Codegen(args) => codegen::run(&args, &root),
        Command::Conformance(args) => conformance::run(&args, &root),
        Command::Diff(args) => diff::run(&args, &root),
        Command::Explain(args) => explain::run(&args, &root),
        Command::Fuzz(args) => fuzz::run(&args, &root),
        Command::Import(args) => import::run(args, &root).map(|()| Verdict::Good),
        Command::List(args) => list::run(&args, &root),
        Command::NewService(args) => new_service::run(&args, &root),
        Command::Parity(args) => parity::run(&args, &root),
        Command::Test(args) => test::run(&args, &root),
        Command::Update(args) => update::run(&args, &root),
    };
    match outcome {
        Ok(Verdict::Good) => ExitCode::SUCCESS,
        Ok(Verdict::Bad) => ExitCode::FAILURE,
        Err(error) => {
            say::error(&error);
            ExitCode::FAILURE
        }
    }
}
