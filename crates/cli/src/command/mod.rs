//! One module for each verb.

mod consensus;
mod export;
mod generate;
mod import;
mod project;

use crate::args::Command;
use crate::exit_code::Exit;
use touchstone_engine::EngineError;

/// Carries a command out.
pub(crate) fn run(command: Command) -> Result<Exit, EngineError> {
    match command {
        Command::New { project, name, schema, json } => project::new(&project, name, &schema, json),
        Command::Demo { project, json } => project::demo(&project, json),
        Command::Import(args) => import::run(&args),
        Command::Status { project, json } => project::status(&project, json),
        Command::Consensus { project, method, span_threshold, seed, json } => {
            consensus::run(&project, (method, span_threshold, seed), json)
        }
        Command::Export(args) => export::run(&args),
        Command::Verify { project, json } => project::verify(&project, json),
        Command::Generate { what, out } => generate::run(what, &out),
    }
}
