//! `verify`: whether the project still says what was written into it.

use crate::args::VerifyArgs;
use crate::exit_code::Exit;
use crate::output::{document, lines};
use crate::watch::{unbroken, watched};
use touchstone_engine::verify::VerifyFinding;
use touchstone_engine::{EngineError, Project, Snapshot, verify};

/// Checks the file, beside an open window too; with `--rebuild` after everything derived was made again.
pub(crate) fn run(args: &VerifyArgs) -> Result<Exit, EngineError> {
    if args.rebuild {
        unbroken(|| {
            let mut project = Project::open(&args.project)?;
            watched(|work| verify::rebuild(&mut project, work))?;
            project.close()
        })?;
    }
    let found = verify::run(&*Snapshot::open(&args.project)?)?;
    if args.json {
        document(&found);
    } else {
        let checked = &found.checked;
        let mut told = Vec::new();
        if args.rebuild {
            told.push("Everything derived was made again from items and events.".to_owned());
        }
        let count = |number: u64, what: &str| format!("{number} {what}{}", if number == 1 { "" } else { "s" });
        told.push(format!(
            "Checked {}, {}, {} and {}.",
            count(checked.items, "item"),
            count(checked.texts, "text"),
            count(checked.events, "event"),
            count(checked.quotes, "quote")
        ));
        told.extend(
            found.findings.iter().map(|finding| format!("{}: {} ({})", finding.place, finding.message, finding.code)),
        );
        told.push(match found.findings.len() {
            0 => "All is as it was written.".to_owned(),
            count if found.findings.iter().all(VerifyFinding::has_cure) => {
                format!("Found: {count}. Nothing that people wrote is lost; each line says how to put it right.")
            }
            count => format!("Found: {count}. Keep this file as it is, and restore from your last copy."),
        });
        lines(told);
    }
    Ok(if found.ok { Exit::Done } else { Exit::Findings })
}
