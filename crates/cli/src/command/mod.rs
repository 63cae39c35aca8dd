//! One module for each verb.

mod agreement;
mod consensus;
mod demo;
mod export;
mod generate;
mod import;
mod labels;
mod new;
mod packet;
mod plan;
mod reviewers;
mod runs;
mod status;
mod verify;
mod votes;

use crate::args::Command;
use crate::exit_code::Exit;
use touchstone_engine::EngineError;

/// Carries a command out.
pub(crate) fn run(command: Command) -> Result<Exit, EngineError> {
    match command {
        Command::New(args) => new::run(&args),
        Command::Demo(args) => demo::run(&args),
        Command::Import(args) => import::run(&args),
        Command::Packet { command } => packet::run(&command),
        Command::Plan(args) => plan::run(&args),
        Command::Labels(args) => labels::run(&args),
        Command::Reviewers(args) => reviewers::run(&args),
        Command::Status(args) => status::run(&args),
        Command::Agreement(args) => agreement::run(&args),
        Command::Consensus(args) => consensus::run(&args),
        Command::Votes(args) => votes::run(&args),
        Command::Export(args) => export::run(&args),
        Command::Verify(args) => verify::run(&args),
        Command::Generate { what, out } => generate::run(what, &out),
    }
}
