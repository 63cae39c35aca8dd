//! `votes`: agreement and consensus of a plain label table.

use crate::args::VotesArgs;
use crate::exit_code::Exit;
use crate::output::{document, lines, message};
use crate::watch::watched;
use touchstone_engine::EngineError;
use touchstone_engine::agreement::votes::{self, VotesOptions};

/// Reads, computes and shows.
pub(crate) fn run(args: &VotesArgs) -> Result<Exit, EngineError> {
    let options = VotesOptions {
        gold: args.gold.clone(),
        classes: args.classes.as_deref().map(votes::classes),
        ordinal: args.ordinal,
        method: args.method.method(),
        iterations: args.iterations,
        draws: args.bootstrap,
        seed: args.seed,
        out: args.out.clone(),
    };
    let report = watched(|work| votes::run(&args.labels, &options, work))?;
    if let Some(advice) = &report.advice {
        message(&format!("note: {advice}"));
    }
    if args.json {
        document(&report);
    } else {
        lines(report.lines());
    }
    Ok(Exit::Done)
}
