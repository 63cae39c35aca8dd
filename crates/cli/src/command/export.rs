//! `export`: a labelled data set with its manifest, from a snapshot beside an open window.

use crate::args::{ExportArgs, NamesArg, WhatArg};
use crate::exit_code::Exit;
use crate::output::{document, lines};
use crate::watch::{unbroken, watched};
use touchstone_domain::amount::counted;
use touchstone_engine::export::{self, ExportOptions, ExportReport, Names, What};
use touchstone_engine::{EngineError, Snapshot};

/// Writes it and tells what is in it.
pub(crate) fn run(args: &ExportArgs) -> Result<Exit, EngineError> {
    let options = ExportOptions {
        format: args.format,
        out: args.out.clone(),
        what: match args.what {
            WhatArg::Gold => What::Gold,
            WhatArg::Consensus => What::Consensus,
            WhatArg::Annotations => What::Annotations,
            WhatArg::Items => What::Items,
        },
        filter: args.filter.clone(),
        names: match args.reviewers {
            NamesArg::Names => Names::Names,
            NamesArg::Pseudonyms => Names::Pseudonyms,
            NamesArg::None => Names::None,
        },
        notes: !args.no_notes,
        force: args.force,
    };
    let report = unbroken(|| {
        let snapshot = Snapshot::open(&args.project)?;
        watched(|work| export::run(&snapshot, &options, work))
    })?;
    if args.json {
        document(&report);
    } else {
        tell(&report);
    }
    Ok(Exit::Done)
}

fn tell(report: &ExportReport) {
    let mut told = vec![format!("Exported {}{}.", counted(report.records, "item"), left_out(report))];
    told.extend(report.files.iter().map(|file| format!("{}  {} bytes  sha256 {}", file.path, file.bytes, file.sha256)));
    told.extend(report.lost.iter().map(|lost| format!("lost: {lost}")));
    told.extend(report.migrations.iter().map(|told| format!("read as decided: {told}")));
    lines(told);
}

/// How many items stay out, and why.
fn left_out(report: &ExportReport) -> String {
    let unknown = report.excluded - report.excluded_by_filter;
    let filtered = (report.excluded_by_filter > 0).then(|| format!("{} by the filter", report.excluded_by_filter));
    let unknown = (unknown > 0).then(|| format!("{unknown} without anything to tell"));
    let why: Vec<String> = filtered.into_iter().chain(unknown).collect();
    if why.is_empty() { String::new() } else { format!("; left out: {}", why.join(", ")) }
}
