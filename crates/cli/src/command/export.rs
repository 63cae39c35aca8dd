//! `export`: a labelled data set with its manifest.

use super::import::format_named;
use crate::args::{ExportArgs, WhatArg};
use crate::exit_code::Exit;
use crate::output::{document, line};
use crate::watch::watched;
use touchstone_engine::export::{ExportOptions, What, run as write};
use touchstone_engine::{EngineError, Snapshot};

/// Writes the export from a snapshot, beside an open window.
pub(crate) fn run(args: &ExportArgs) -> Result<Exit, EngineError> {
    let options = ExportOptions {
        format: format_named(&args.format)?,
        out: args.out.clone(),
        what: match args.what {
            WhatArg::Gold => What::Gold,
            WhatArg::Consensus => What::Consensus,
            WhatArg::Annotations => What::Annotations,
            WhatArg::Items => What::Items,
        },
        filter: args.filter.clone(),
        names: args.reviewers.into(),
        notes: !args.no_notes,
        force: args.force,
    };
    let snapshot = Snapshot::open(&args.project)?;
    let report = watched(|work| write(&snapshot, &options, work))?;
    if args.json {
        document(&report);
        return Ok(Exit::Done);
    }
    line(&format!("Exported {} items; {} left out.", report.records, report.excluded));
    for file in &report.files {
        line(&format!("{}  {} bytes  sha256 {}", file.path, file.bytes, file.sha256));
    }
    for lost in &report.lost {
        line(&format!("lost: {lost}"));
    }
    Ok(Exit::Done)
}
