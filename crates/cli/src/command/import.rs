//! `import`: files become items and reviews.

use crate::args::{ImportArgs, OnlyArg, ReviewedArg};
use crate::exit_code::Exit;
use crate::output::{document, line, message};
use crate::watch::watched;
use std::io::Write as _;
use std::path::Path;
use touchstone_engine::import::{ColumnMapping, Format, ImportOptions, ImportReport, Only, Reviewed, run as bring_in};
use touchstone_engine::{EngineError, Project};

/// Issues shown on a terminal; all of them are in `--issues FILE` and in JSON.
const SHOWN: usize = 20;

/// Imports and reports.
pub(crate) fn run(args: &ImportArgs) -> Result<Exit, EngineError> {
    let options = ImportOptions {
        format: args.format.as_deref().map(format_named).transpose()?,
        reviewed: match args.reviewed {
            ReviewedArg::Fifth => Reviewed::Fifth,
            ReviewedArg::Marked => Reviewed::Marked,
            ReviewedArg::File => Reviewed::File,
        },
        id_prefix: args.id_prefix.clone(),
        mapping: mapping(&args.map)?,
        only: match args.only {
            None => Only::Everything,
            Some(OnlyArg::Items) => Only::Items,
            Some(OnlyArg::Reviews) => Only::Reviews,
        },
        strict: args.strict,
    };
    let mut project = Project::open(&args.project)?;
    let report = watched(|work| bring_in(&mut project, &args.files, &options, work))?;
    project.close()?;
    if let Some(path) = &args.issues {
        save_issues(path, &report).map_err(|error| EngineError::files(path, error))?;
    }
    if args.json {
        document(&report);
    } else {
        tell(&report);
    }
    Ok(Exit::Done)
}

fn tell(report: &ImportReport) {
    line(&format!("items added      {}", report.items_added));
    line(&format!("items unchanged  {}", report.items_unchanged));
    line(&format!("sources added    {}", report.sources_added));
    line(&format!("reviews added    {}", report.reviews_added));
    line(&format!("annotations      {}", report.annotations_added));
    line(&format!("issues           {}", report.issues.len()));
    report.remarks.iter().for_each(|remark| line(remark));
    for issue in report.issues.iter().take(SHOWN) {
        message(&format!("{}:{}: {}", issue.file, issue.line, issue.message));
    }
    if report.issues.len() > SHOWN {
        message(&format!("… and {} more; save all of them with --issues FILE.", report.issues.len() - SHOWN));
    }
}

fn save_issues(path: &Path, report: &ImportReport) -> std::io::Result<()> {
    let mut file = std::io::BufWriter::new(std::fs::File::create(path)?);
    for issue in &report.issues {
        serde_json::to_writer(&mut file, issue)?;
        file.write_all(b"\n")?;
    }
    file.flush()
}

/// The format with this name.
pub(crate) fn format_named(name: &str) -> Result<Format, EngineError> {
    Format::parse(name).map_err(|error| EngineError::BadFormatName { reason: error.to_string() })
}

fn mapping(pairs: &[String]) -> Result<ColumnMapping, EngineError> {
    ColumnMapping::parse(pairs).map_err(|error| EngineError::BadMapping { reason: error.to_string() })
}
