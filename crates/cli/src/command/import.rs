//! `import`: files become items and reviews.

use crate::args::{ImportArgs, OnlyArg, ReviewedArg};
use crate::exit_code::{self, Exit};
use crate::output::{described, document, lines, message, place, told};
use crate::watch::{unbroken, watched};
use serde::Serialize;
use serde_json::Value;
use touchstone_domain::exchange::{Issue, IssueCode};
use touchstone_engine::import::{
    self, ColumnMapping, ImportOptions, ImportReport, Only, Reviewed, check_issues_place, save_issues,
};
use touchstone_engine::{EngineError, Project};

/// Issues shown in words; all of them are in `--issues FILE` and in JSON.
const SHOWN: usize = 20;

/// Imports and reports. Where an import failed because of the rows, they are reported all the same.
pub(crate) fn run(args: &ImportArgs) -> Result<Exit, EngineError> {
    let options = ImportOptions {
        format: args.format,
        reviewed: match args.reviewed {
            ReviewedArg::Fifth => Reviewed::Fifth,
            ReviewedArg::Marked => Reviewed::Marked,
            ReviewedArg::File => Reviewed::File,
        },
        id_prefix: args.id_prefix.clone(),
        mapping: ColumnMapping::parse(&args.map)
            .map_err(|error| EngineError::BadMapping { reason: error.to_string() })?,
        sources: args.sources.clone(),
        only: match args.only {
            None => Only::Everything,
            Some(OnlyArg::Items) => Only::Items,
            Some(OnlyArg::Reviews) => Only::Reviews,
        },
        strict: args.strict,
    };
    if let Some(path) = &args.issues {
        check_issues_place(path, &args.files)?;
    }
    let done = unbroken(|| {
        let mut project = Project::open(&args.project)?;
        let report = watched(|work| import::run(&mut project, &args.files, &options, work));
        project.close()?;
        report
    });
    let (mut report, error) = match done {
        Ok(report) => (report, None),
        Err(error) if error.issues().is_empty() => return Err(error),
        Err(error) => (ImportReport { issues: error.issues().to_vec(), ..ImportReport::default() }, Some(error)),
    };
    report.issues.iter_mut().for_each(name_the_flag);
    if let Some(path) = &args.issues {
        save_issues(path, &report.issues)?;
    }
    if args.json {
        document(&Answer { report: &report, error: error.as_ref().map(described) });
    } else {
        tell(&report);
        if let Some(error) = &error {
            told(&error.to_string(), &place(error), &error.cure());
        }
    }
    Ok(error.as_ref().map_or(Exit::Done, exit_code::of))
}

/// The report, with the error that stopped the import where there is one.
#[derive(Serialize)]
struct Answer<'a> {
    #[serde(flatten)]
    report: &'a ImportReport,
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<Value>,
}

fn tell(report: &ImportReport) {
    let issues = report.issues.len() as u64 + report.issues_not_listed;
    let mut sums = vec![
        format!("items added      {}", report.items_added),
        format!("items unchanged  {}", report.items_unchanged),
        format!("sources added    {}", report.sources_added),
        format!("reviews added    {}", report.reviews_added),
        format!("reviews changed  {}", report.reviews_changed),
        format!("annotations      {}", report.annotations_added),
        format!("issues           {issues}"),
    ];
    if report.gold_added > 0 {
        sums.push(format!("gold added       {}", report.gold_added));
    }
    sums.extend(report.remarks.iter().cloned());
    lines(sums);
    for issue in report.issues.iter().take(SHOWN) {
        message(&in_words(issue));
    }
    if issues > SHOWN as u64 {
        message(&format!("… and {} more; save them with --issues FILE.", issues - SHOWN as u64));
    }
}

/// Says by which flag an item with a taken id goes in.
fn name_the_flag(issue: &mut Issue) {
    if issue.code == IssueCode::DuplicateId && issue.field.as_deref() == Some("id") {
        issue.message.push_str(" That is --id-prefix TEXT.");
    }
}

fn in_words(issue: &Issue) -> String {
    match issue.line {
        0 => format!("{}: {}", issue.file, issue.message),
        line => format!("{}, line {line}: {}", issue.file, issue.message),
    }
}
