//! Import: files become items, reviewers and events; bad rows become issues.
//!
//! One transaction for each file: an interrupted import leaves nothing of that file behind. Repeating
//! an import adds nothing twice, because items are known by their external id and events by what
//! they come from.

mod difference;
mod given;
mod reviews;
mod rows;
mod told;

use crate::entropy::now;
use crate::error::EngineError;
use crate::project::Project;
use crate::work::Work;
use rows::Importer;
use serde::Serialize;
use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use touchstone_domain::exchange::{Issue, IssueCode};
use touchstone_domain::id::Digest;
use touchstone_domain::label::{LabelId, LabelSchema};
use touchstone_formats::sources::{self, Sources};
pub use touchstone_formats::{ColumnMapping, Format, Reviewed};
use touchstone_formats::{Preview, ReadOptions, detect, xsum};

/// Bytes that detection and preview look at.
const HEAD: usize = 256 * 1024;

/// Issues kept with their sentences; more are counted only.
const ISSUES_KEPT: usize = 100_000;

/// Which part of the files goes in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Only {
    /// All.
    #[default]
    Everything,
    /// Items without their reviews.
    Items,
    /// Reviews of items that are there already.
    Reviews,
}

/// How to import.
#[derive(Debug, Clone, Default)]
pub struct ImportOptions {
    /// The format of all files; recognised by content without one.
    pub format: Option<Format>,
    /// Which items an annotator of a file counts as having reviewed.
    pub reviewed: Reviewed,
    /// Put before every external id.
    pub id_prefix: Option<String>,
    /// Which columns of a table mean what.
    pub mapping: ColumnMapping,
    /// A file of sources, for formats that keep theirs elsewhere.
    pub sources: Option<PathBuf>,
    /// Which part goes in.
    pub only: Only,
    /// Any issue means that nothing is written.
    pub strict: bool,
}

/// What an import did. The names are those of `touchstone import --json`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct ImportReport {
    /// New items.
    pub items_added: u64,
    /// Items that were there with the same texts.
    pub items_unchanged: u64,
    /// Items that were there without a source and got theirs.
    pub items_completed: u64,
    /// New source texts.
    pub sources_added: u64,
    /// New reviews.
    pub reviews_added: u64,
    /// Known reviews that the file tells differently now: the difference went in as new events.
    pub reviews_changed: u64,
    /// New annotations, those of reviews in progress included.
    pub annotations_added: u64,
    /// Items whose right answer the file gave, and that had none.
    pub gold_added: u64,
    /// New reviewers.
    pub reviewers_added: u64,
    /// Labels that the schema did not have.
    pub labels_added: Vec<LabelId>,
    /// Remarks on how the files were read, for people.
    pub remarks: Vec<String>,
    /// Trouble, row by row.
    pub issues: Vec<Issue>,
    /// Issues beyond those listed.
    pub issues_not_listed: u64,
}

impl ImportReport {
    fn push(&mut self, issue: Issue) {
        if self.issues.len() < ISSUES_KEPT { self.issues.push(issue) } else { self.issues_not_listed += 1 }
    }

    /// All issues that cost a row or a part of one.
    pub fn losses(&self) -> usize {
        self.issues.iter().filter(|issue| issue.code.is_loss()).count()
    }
}

/// Refuses a place for the issues of an import that is one of the files it reads.
pub fn check_issues_place(path: &Path, files: &[PathBuf]) -> Result<(), EngineError> {
    let files: Vec<&Path> = files.iter().map(PathBuf::as_path).collect();
    crate::output::refuse_database(path)?;
    Ok(crate::output::refuse_input(path, &files)?)
}

/// Writes issues to a file, one JSON object a line.
pub fn save_issues(path: &Path, issues: &[Issue]) -> Result<(), EngineError> {
    let write = |out: &mut dyn std::io::Write| -> std::io::Result<()> {
        for issue in issues {
            serde_json::to_writer(&mut *out, issue)?;
            out.write_all(b"\n")?;
        }
        Ok(())
    };
    let file = crate::output::write_beside(path, |out| write(out).map_err(|error| EngineError::files(path, error)))?;
    file.put(true).map(drop)
}

/// What is known of a file before it is imported.
#[derive(Debug, Clone)]
pub struct Inspection {
    /// The file.
    pub path: PathBuf,
    /// Its size in bytes.
    pub bytes: u64,
    /// The format, where it was recognised.
    pub format: Option<Format>,
    /// What it was recognised by, or why not.
    pub why: String,
    /// What to do instead, where naming a format would not help.
    pub cure: Option<&'static str>,
    /// Columns, guessed mapping, the first items and their issues; none for an unknown format.
    pub preview: Option<Preview>,
}

/// Looks at the beginning of a file: which format, and what its first rows would become.
pub fn inspect(
    path: &Path,
    format: Option<Format>,
    mapping: &ColumnMapping,
    schema: &LabelSchema,
    rows: usize,
) -> Result<Inspection, EngineError> {
    if path.is_dir() {
        let (format, why) = (Some(Format::TextPairs), "a folder is read as pairs of text files".to_owned());
        return Ok(Inspection { path: path.to_owned(), bytes: 0, format, why, cure: None, preview: None });
    }
    let refused = |error| EngineError::reading(path, error);
    let file = File::open(path).map_err(refused)?;
    let bytes = file.metadata().map_err(refused)?.len();
    let mut head = Vec::new();
    file.take(HEAD as u64).read_to_end(&mut head).map_err(refused)?;
    let detection = detect(&name_of(path), &head);
    let format = format.or(detection.format);
    let preview = format.map(|format| {
        let options = ImportOptions { mapping: mapping.clone(), ..ImportOptions::default() };
        touchstone_formats::preview(&head, &read_options(path, format, &options, schema), rows)
    });
    Ok(Inspection { path: path.to_owned(), bytes, format, why: detection.why, cure: detection.cure, preview })
}

/// Imports files into an open project.
pub fn run(
    project: &mut Project,
    paths: &[PathBuf],
    options: &ImportOptions,
    work: &mut Work<'_>,
) -> Result<ImportReport, EngineError> {
    let files = paths.iter().map(|path| recognised(path, options, project.schema())).collect::<Result<Vec<_>, _>>()?;
    let mut report = ImportReport::default();
    if options.strict {
        together(project, &files, options, work, &mut report)?;
    } else {
        each_for_itself(project, &files, options, work, &mut report)?;
    }
    Ok(report)
}

/// Imports each file in a transaction of its own. A file of which nothing can be read is an issue
/// beside files that went in, and an error where none did.
fn each_for_itself(
    project: &mut Project,
    files: &[Recognised],
    options: &ImportOptions,
    work: &mut Work<'_>,
    report: &mut ImportReport,
) -> Result<(), EngineError> {
    let (mut unreadable, mut went_in) = (None, false);
    for file in files {
        match together(project, std::slice::from_ref(file), options, work, report) {
            Ok(()) => went_in = true,
            Err(error @ EngineError::Unreadable { .. }) => {
                error.issues().iter().for_each(|issue| report.push(issue.clone()));
                report.push(Issue {
                    file: name_of(&file.0),
                    line: 0,
                    field: None,
                    code: IssueCode::Syntax,
                    message: error.to_string(),
                });
                unreadable.get_or_insert(error);
            }
            Err(error) => return Err(error),
        }
    }
    unreadable.filter(|_| !went_in).map_or(Ok(()), Err)
}

/// A file and the format it will be read as.
type Recognised = (PathBuf, Format);

fn recognised(path: &Path, options: &ImportOptions, schema: &LabelSchema) -> Result<Recognised, EngineError> {
    if let Some(format) = options.format {
        // Before anything is written: a file that is not there stops the whole import.
        std::fs::metadata(path).map_err(|error| EngineError::reading(path, error))?;
        return Ok((path.to_owned(), format));
    }
    let inspection = inspect(path, None, &options.mapping, schema, 0)?;
    let Inspection { path, format, why, cure, .. } = inspection;
    match (format, cure) {
        (Some(format), _) => Ok((path, format)),
        (None, None) => Err(EngineError::UnknownFormat { path, why }),
        (None, Some(cure)) => {
            Err(EngineError::NotImportable { what: format!("“{}” {why}", name_of(&path)), path, cure })
        }
    }
}

/// Imports these files in one transaction.
fn together(
    project: &mut Project,
    files: &[Recognised],
    options: &ImportOptions,
    work: &mut Work<'_>,
    report: &mut ImportReport,
) -> Result<(), EngineError> {
    let (project_id, schema) = (project.facts().id, project.schema().clone());
    let entropy = &mut project.entropy;
    let mut of_these = ImportReport::default();
    let written = project.file.transaction(|transaction| {
        let mut importer = Importer::new(transaction, project_id, schema, entropy, options, &mut of_these)?;
        for (path, format) in files {
            read_file(path, *format, options, &mut importer, work)?;
            importer.end()?;
        }
        importer.finish()?;
        if options.strict && !of_these.issues.is_empty() {
            return Err(EngineError::StrictIssues { issues: std::mem::take(&mut of_these.issues) });
        }
        for (path, _) in files {
            let digest = Digest::of(path.to_string_lossy().as_bytes());
            let told = format!("{} items, {} reviews at {}", of_these.items_added, of_these.reviews_added, now().0);
            transaction.import_record(&name_of(path), digest, &told)?;
        }
        Ok(())
    });
    written.map_err(|error| {
        if let EngineError::Unreadable { path, error, .. } = error {
            return EngineError::Unreadable { path, error, issues: std::mem::take(&mut of_these.issues) };
        }
        error
    })?;
    project.refresh()?;
    merge(report, of_these);
    Ok(())
}

fn merge(all: &mut ImportReport, more: ImportReport) {
    all.items_added += more.items_added;
    all.items_unchanged += more.items_unchanged;
    all.items_completed += more.items_completed;
    all.sources_added += more.sources_added;
    all.reviews_added += more.reviews_added;
    all.reviews_changed += more.reviews_changed;
    all.annotations_added += more.annotations_added;
    all.gold_added += more.gold_added;
    all.reviewers_added += more.reviewers_added;
    all.labels_added.extend(more.labels_added);
    all.remarks.extend(more.remarks);
    all.issues_not_listed += more.issues_not_listed;
    more.issues.into_iter().for_each(|issue| all.push(issue));
}

/// The file's name for messages and ids.
fn name_of(path: &Path) -> String {
    path.file_name().map_or_else(|| path.display().to_string(), |name| name.to_string_lossy().into_owned())
}

fn read_options(path: &Path, format: Format, options: &ImportOptions, schema: &LabelSchema) -> ReadOptions {
    ReadOptions {
        format,
        file_name: name_of(path),
        mapping: options.mapping.clone(),
        reviewed: options.reviewed,
        id_prefix: options.id_prefix.clone(),
        sources: None,
        schema: schema.clone(),
    }
}

fn read_file(
    path: &Path,
    format: Format,
    options: &ImportOptions,
    importer: &mut Importer<'_, '_>,
    work: &mut Work<'_>,
) -> Result<(), EngineError> {
    let refused = |error| EngineError::reading(path, error);
    let mut read_options = read_options(path, format, options, importer.schema());
    importer.begin(format, &read_options.file_name);
    if format == Format::TextPairs {
        return importer.text_pairs(path, &read_options, work);
    }
    let file = File::open(path).map_err(refused)?;
    let total = file.metadata().map_err(refused)?.len();
    match (&options.sources, format) {
        (None, _) => {}
        (Some(sources), Format::Xsum) => read_options.sources = Some(joined(path, sources, importer)?),
        (Some(_), _) => importer.remark(format!(
            "{}: only files of the format “xsum” have their sources in a second file; the one given was not used.",
            read_options.file_name
        )),
    }
    importer.read(BufReader::with_capacity(1 << 20, file), total, &read_options, work).map_err(|error| match error {
        Stopped::Engine(error) => error,
        Stopped::Read(error) => EngineError::Unreadable { path: path.to_owned(), error, issues: Vec::new() },
    })
}

/// The sources that the file at `path` names, from the file at `sources`.
fn joined(path: &Path, sources: &Path, importer: &mut Importer<'_, '_>) -> Result<Arc<Sources>, EngineError> {
    let open = |path: &Path| {
        let file = File::open(path).map_err(|error| EngineError::reading(path, error))?;
        Ok::<_, EngineError>(BufReader::with_capacity(1 << 20, file))
    };
    let unreadable = |path: &Path, error| EngineError::Unreadable { path: path.to_owned(), error, issues: Vec::new() };
    let wanted = xsum::wanted_sources(open(path)?).map_err(|error| unreadable(path, error))?;
    let mut issues = Vec::new();
    let found = sources::read(open(sources)?, &name_of(sources), &wanted, &mut issues)
        .map_err(|error| unreadable(sources, error))?;
    for issue in issues {
        importer.push(issue);
    }
    Ok(Arc::new(found))
}

/// Why reading a file ended before its end.
enum Stopped {
    Engine(EngineError),
    Read(touchstone_formats::ReadError),
}

/// Anything that can be read line by line.
trait Lines: BufRead {}
impl<R: BufRead> Lines for R {}
