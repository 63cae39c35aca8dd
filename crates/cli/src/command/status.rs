//! `status`: the sums of a project, read beside an open window.

use crate::args::ProjectArgs;
use crate::exit_code::Exit;
use crate::output::{document, lines};
use touchstone_engine::{EngineError, Snapshot, status};

/// Shows them.
pub(crate) fn run(args: &ProjectArgs) -> Result<Exit, EngineError> {
    let sums = status::of(&*Snapshot::open(&args.project)?)?;
    if args.json {
        document(&sums);
        return Ok(Exit::Done);
    }
    let disagreement = sums.disagreement.map_or_else(|| "not yet known".to_owned(), |value| format!("{value:.3}"));
    let table = [
        ("project", sums.name),
        ("label schema", sums.schema),
        ("items", sums.items.to_string()),
        ("samples", sums.samples.to_string()),
        ("sources", sums.sources.to_string()),
        ("reviewers", sums.reviewers.to_string()),
        ("submitted", sums.reviews.submitted.to_string()),
        ("in progress", sums.reviews.in_progress.to_string()),
        ("skipped", sums.reviews.skipped.to_string()),
        ("annotations", sums.annotations.to_string()),
        ("omissions", sums.omissions.to_string()),
        ("disagreement", disagreement),
        ("to decide", sums.adjudication.open.to_string()),
        ("settled", (sums.adjudication.settled + sums.adjudication.changed).to_string()),
    ];
    lines(table.map(|(what, value)| format!("{what:<14}{value}")));
    Ok(Exit::Done)
}
