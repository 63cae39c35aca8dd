//! `status`: the sums of a project, read beside an open window.

use crate::args::ProjectArgs;
use crate::exit_code::Exit;
use crate::output::{document, lines};
use crate::watch::watched;
use serde_json::json;
use touchstone_engine::{EngineError, Snapshot, migration, status};

/// Shows them.
pub(crate) fn run(args: &ProjectArgs) -> Result<Exit, EngineError> {
    let snapshot = Snapshot::open(&args.project)?;
    let sums = status::of(&snapshot)?;
    let stale = watched(|work| migration::find(&snapshot, work))?;
    if args.json {
        let mut told = serde_json::to_value(&sums).unwrap_or_default();
        if let Some(fields) = told.as_object_mut() {
            fields.insert("stale".to_owned(), json!(stale));
        }
        document(&told);
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
        ("old labels", if stale.reviews == 0 { "none".to_owned() } else { format!("in {} reviews", stale.reviews) }),
    ];
    lines(table.map(|(what, value)| format!("{what:<14}{value}")));
    Ok(Exit::Done)
}
