//! The program `touchstone`: the engine from the command line.
//!
//! Standard output holds the answer and nothing else; progress and messages go to standard error.

mod args;
mod command;
mod exit_code;
mod figure_args;
mod labels_args;
mod output;
mod subject;
mod watch;

use clap::Parser as _;
use std::process::ExitCode;

fn main() -> ExitCode {
    let args = match args::Args::try_parse() {
        Ok(args) => args,
        Err(error) => return output::usage(&error).into(),
    };
    let json = args.command.json();
    output::about(args.command.subject());
    watch::listen(json);
    match command::run(args.command) {
        Ok(exit) => exit.into(),
        Err(error) => output::failure(&error, json).into(),
    }
}
