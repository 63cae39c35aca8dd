//! `verify`: whether the project still says what was written into it.

use crate::args::ProjectArgs;
use crate::exit_code::Exit;
use crate::output::{document, lines};
use touchstone_engine::{EngineError, Snapshot, verify};

/// Checks the file, beside an open window too.
pub(crate) fn run(args: &ProjectArgs) -> Result<Exit, EngineError> {
    let found = verify::run(&*Snapshot::open(&args.project)?)?;
    if args.json {
        document(&found);
    } else {
        let checked = &found.checked;
        let mut told = vec![format!(
            "Checked {} items, {} texts, {} events and {} quotes.",
            checked.items, checked.texts, checked.events, checked.quotes
        )];
        told.extend(
            found.findings.iter().map(|finding| format!("{}: {} ({})", finding.place, finding.message, finding.code)),
        );
        told.push(match found.findings.len() {
            0 => "All is as it was written.".to_owned(),
            count => format!("Found: {count}. Keep this file as it is, and restore from your last copy."),
        });
        lines(told);
    }
    Ok(if found.ok { Exit::Done } else { Exit::Findings })
}
