//! The `XSum` hallucination table (Maynez et al. 2020): one row for each span of each worker, offsets from 1
//! on the text without its backslashes, `NULL` where a worker found nothing.
//!
//! Rows of an item may stand anywhere, so the table is held whole.

use crate::jsonl::readable;
use crate::lines::{ends_with_crlf, invalid_utf8, issue, line_of};
use crate::options::{Progress, ReadError, ReadOptions, ReadSummary};
use crate::review::{Surroundings, state_of};
use crate::table_end;
use csv::{ByteRecord, ReaderBuilder};
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::io::BufRead;
use std::ops::ControlFlow;
use touchstone_domain::amount::counted_with;
use touchstone_domain::exchange::{
    Imported, ImportedAnnotation, ImportedEvidence, ImportedItem, ImportedReview, ImportedReviewer, Issue, IssueCode,
};
use touchstone_domain::sample::{Generator, Kind, Sample};
use touchstone_domain::source::Source;
use touchstone_domain::span::Segment;
use touchstone_domain::text::Text;

/// The columns, in the order of the published file.
pub(crate) const COLUMNS: [&str; 8] = [
    "bbcid",
    "system",
    "summary",
    "hallucination_type",
    "hallucinated_span",
    "hallucinated_span_start",
    "hallucinated_span_end",
    "worker_id",
];

/// Where what the table says of an item is kept, to be written back.
pub(crate) const METADATA: &str = "xsum";

/// What the table writes for an apostrophe.
pub(crate) const APOSTROPHE: &str = "\\'";

/// A row as it stands.
struct Row {
    line: u64,
    kind: String,
    quote: String,
    start: i64,
    end: i64,
    worker: String,
}

/// An item's rows, in the order of the file.
struct Group {
    line: u64,
    bbcid: String,
    system: String,
    summary: String,
    rows: Vec<Row>,
}

/// Reads the table.
pub(crate) fn read<R: BufRead>(
    reader: R,
    options: &ReadOptions,
    sink: &mut dyn FnMut(Imported, Progress) -> ControlFlow<()>,
) -> Result<ReadSummary, ReadError> {
    let mut issues = Vec::new();
    let (groups, bytes_read) = groups(reader, options, &mut issues)?;
    let mut told = Told::default();
    let mut summary = ReadSummary::default();
    let mut first_trouble = issues.iter().find(|issue| issue.code.is_loss()).map(|issue| issue.message.clone());
    for group in groups {
        let item = item(group, options, &mut issues, &mut told);
        if first_trouble.is_none() {
            first_trouble = issues.iter().find(|issue| issue.code.is_loss()).map(|issue| issue.message.clone());
        }
        summary.items += u64::from(item.is_some());
        let issues = issues.drain(..).map(Imported::Issue);
        for imported in issues.chain(item.map(|item| Imported::Item(Box::new(item)))) {
            if sink(imported, Progress { bytes_read }).is_break() {
                return Ok(summary);
            }
        }
    }
    for trouble in issues {
        if sink(Imported::Issue(trouble), Progress { bytes_read }).is_break() {
            return Ok(summary);
        }
    }
    summary.remarks = told.remarks(options);
    readable(summary, first_trouble)
}

/// The names of the sources that the table asks for: its `bbcid`s.
pub fn wanted_sources(reader: impl BufRead) -> Result<BTreeSet<String>, ReadError> {
    let mut table = ReaderBuilder::new().flexible(true).from_reader(reader);
    let wrong = |error: csv::Error| ReadError::WrongForm { format: "xsum", detail: error.to_string() };
    let at = table.byte_headers().map_err(wrong)?.iter().position(|name| column_name(name) == COLUMNS[0]);
    let (mut names, mut record) = (BTreeSet::new(), ByteRecord::new());
    while table.read_byte_record(&mut record).map_err(wrong)? {
        let name = at.and_then(|at| record.get(at)).and_then(|bytes| std::str::from_utf8(bytes).ok());
        names.extend(name.map(str::to_owned));
    }
    Ok(names)
}

fn column_name(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).trim().trim_start_matches('\u{feff}').to_lowercase()
}

fn groups<R: BufRead>(
    mut reader: R,
    options: &ReadOptions,
    issues: &mut Vec<Issue>,
) -> Result<(Vec<Group>, u64), ReadError> {
    let wrong = |detail: String| ReadError::WrongForm { format: "xsum", detail };
    let is_crlf = ends_with_crlf(reader.fill_buf()?);
    let mut table = ReaderBuilder::new().flexible(true).from_reader(table_end::marked(reader));
    let names: Vec<String> =
        table.byte_headers().map_err(|error| wrong(error.to_string()))?.iter().map(column_name).collect();
    let mut at = [0; COLUMNS.len()];
    for (place, column) in at.iter_mut().zip(COLUMNS) {
        let found = names.iter().position(|name| name == column);
        *place = found.ok_or_else(|| wrong(format!("it has no column “{column}”")))?;
    }
    let mut groups: Vec<Group> = Vec::new();
    let mut known: BTreeMap<(String, String), usize> = BTreeMap::new();
    let mut record = ByteRecord::new();
    while table.read_byte_record(&mut record).map_err(|error| wrong(error.to_string()))? {
        let line = line_of(&record, is_crlf);
        if table_end::ends(&record, &options.file_name, line, issues) {
            break;
        }
        let cells = match cells(&record, at, line, &options.file_name) {
            Ok(cells) => cells,
            Err(trouble) => {
                issues.push(trouble);
                continue;
            }
        };
        let [bbcid, system, summary, kind, quote, start, end, worker] = cells;
        let (Ok(start), Ok(end)) = (start.trim().parse(), end.trim().parse()) else {
            let message = format!("“{start}” and “{end}” are not two whole numbers; the row was left out.");
            issues.push(issue(&options.file_name, line, Some(COLUMNS[5]), IssueCode::BadValue, message));
            continue;
        };
        let number = *known.entry((bbcid.clone(), system.clone())).or_insert(groups.len());
        if number == groups.len() {
            groups.push(Group { line, bbcid, system, summary, rows: Vec::new() });
        } else if groups[number].summary != summary {
            let message = format!(
                "The summary of {}|{} differs from the one in line {}; the row was left out.",
                groups[number].bbcid, groups[number].system, groups[number].line
            );
            issues.push(issue(&options.file_name, line, Some("summary"), IssueCode::DuplicateId, message));
            continue;
        }
        groups[number].rows.push(Row { line, kind, quote, start, end, worker });
    }
    Ok((groups, table.position().byte()))
}

/// The cells of a row in the order of [`COLUMNS`].
fn cells(record: &ByteRecord, at: [usize; 8], line: u64, file: &str) -> Result<[String; 8], Issue> {
    let mut cells: [String; 8] = Default::default();
    for (cell, (at, column)) in cells.iter_mut().zip(at.into_iter().zip(COLUMNS)) {
        let bytes = record.get(at).unwrap_or_default();
        let text = std::str::from_utf8(bytes).map_err(|error| invalid_utf8(file, line, error.valid_up_to()))?;
        if text.is_empty() && column != "hallucinated_span" {
            let message = format!("The row has no {column} and was left out.");
            return Err(issue(file, line, Some(column), IssueCode::MissingField, message));
        }
        text.clone_into(cell);
    }
    Ok(cells)
}

/// What is said of the table as a whole.
#[derive(Default)]
struct Told {
    items: u64,
    without_source: u64,
    found_after_all: u64,
}

impl Told {
    fn remarks(&self, options: &ReadOptions) -> Vec<String> {
        let mut remarks = Vec::new();
        if options.sources.is_some() && self.without_source > 0 {
            remarks.push(format!(
                "{} of {} no source: the file of sources does not have their bbcid.",
                self.without_source,
                counted_with(self.items, "item", ("has", "have"))
            ));
        } else if self.without_source > 0 {
            remarks.push(format!(
                "{} without a source: XSum publishes its articles elsewhere. A file of them, given when importing, is \
                 joined by bbcid, now or later.",
                counted_with(self.without_source, "item", ("comes", "come"))
            ));
        }
        if self.found_after_all > 0 {
            remarks.push(format!(
                "{} both spans and a row that says NULL; the spans were taken.",
                counted_with(self.found_after_all, "review", ("has", "have"))
            ));
        }
        remarks
    }
}

fn item(group: Group, options: &ReadOptions, issues: &mut Vec<Issue>, told: &mut Told) -> Option<ImportedItem> {
    let Group { line, bbcid, system, summary, rows } = group;
    let text = summary.replace(APOSTROPHE, "'");
    // To be written back as it was: some texts have apostrophes without a backslash.
    let is_plain = text.replace('\'', APOSTROPHE) != summary;
    let Ok(text) = Text::new(text) else {
        let message = "The summary is longer than 4 GB; the item was left out.".to_owned();
        issues.push(issue(&options.file_name, line, Some("summary"), IssueCode::TooLong, message));
        return None;
    };
    let source = options.sources.as_ref().and_then(|sources| sources.get(&bbcid));
    let sources: Vec<Source> = source.cloned().into_iter().collect();
    told.items += 1;
    told.without_source += u64::from(sources.is_empty());
    let mut around = Surroundings {
        file: &options.file_name,
        line,
        sample: &text,
        sources: &sources,
        schema: &options.schema,
        issues,
    };
    let reviews = reviews(rows, &mut around, told);
    let mut kept = Map::new();
    kept.insert("bbcid".to_owned(), json!(bbcid));
    if is_plain {
        kept.insert("summary".to_owned(), json!(summary));
    }
    let mut metadata = Map::new();
    metadata.insert(METADATA.to_owned(), Value::Object(kept));
    let external_id = options.prefixed(&format!("{bbcid}|{system}"));
    let generator = Generator { model: Some(system), ..Generator::default() };
    let language = Some("en".to_owned());
    let sample = Sample { text, kind: Kind::Prose, language, structure: Vec::new(), generator };
    Some(ImportedItem { line, external_id, sample, sources, metadata, reviews, gold: None })
}

/// One review for each worker, in the order in which they first come.
fn reviews(rows: Vec<Row>, around: &mut Surroundings<'_>, told: &mut Told) -> Vec<ImportedReview> {
    let mut of_workers: BTreeMap<String, Vec<Row>> = BTreeMap::new();
    for row in rows {
        of_workers.entry(row.worker.clone()).or_default().push(row);
    }
    let mut reviews = Vec::new();
    for (worker, rows) in of_workers {
        let mut lost = false;
        let (nothing, spans): (Vec<Row>, Vec<Row>) = rows.into_iter().partition(|row| row.kind == "NULL");
        told.found_after_all += u64::from(!nothing.is_empty() && !spans.is_empty());
        let mut seen = BTreeSet::new();
        let mut annotations = Vec::new();
        for row in spans {
            around.line = row.line;
            if !seen.insert((row.start, row.end, row.kind.clone())) {
                let message =
                    format!("{worker} marked {}..{} as {} twice; it counts once.", row.start, row.end, row.kind);
                around.trouble("hallucinated_span", IssueCode::DuplicateAnnotation, message);
                continue;
            }
            let found = segment(&row, around);
            lost |= found.is_none();
            annotations.extend(found.map(|segment| annotation(segment, &row.kind, around)));
        }
        // An order of their own, so that the order of rows does not matter.
        annotations.sort_by(|a, b| (&a.segments, &a.labels).cmp(&(&b.segments, &b.labels)));
        let reviewer = ImportedReviewer { external_id: Some(worker.clone()), name: Some(worker) };
        let state = state_of(lost && annotations.is_empty());
        let review = ImportedReview::of_annotations(reviewer, state, annotations);
        reviews.push(ImportedReview { incomplete: lost, ..review });
    }
    reviews
}

fn annotation(segment: Segment, kind: &str, around: &Surroundings<'_>) -> ImportedAnnotation {
    ImportedAnnotation {
        external_id: None,
        segments: vec![segment],
        labels: vec![around.label(kind)],
        severity: None,
        evidence: ImportedEvidence::NotGiven,
        correction: None,
        note: None,
    }
}

/// The place of a span: from its offsets, or, where they begin with 0, from its quote.
fn segment(row: &Row, around: &mut Surroundings<'_>) -> Option<Segment> {
    let sample = around.sample.clone();
    if row.start != 0 {
        let quote = row.quote.replace(APOSTROPHE, "'");
        return around.segment(&sample, "hallucinated_span", (row.start - 1, row.end - 1), Some(&quote));
    }
    let cut = row.quote.strip_prefix("\\n").unwrap_or(&row.quote);
    let cut = cut.strip_suffix("\\n").unwrap_or(cut).replace(APOSTROPHE, "'");
    let found = sample.find_unique(cut.trim());
    let (code, message) = match found {
        Some(span) => (
            IssueCode::QuoteRepaired,
            format!("The span begins at 0, where offsets count from 1; its quote stands once, at {span}, and was taken from there."),
        ),
        None => (
            IssueCode::QuoteMismatch,
            "The span begins at 0, where offsets count from 1, and its quote does not stand exactly once; it was left out."
                .to_owned(),
        ),
    };
    around.trouble("hallucinated_span_start", code, message);
    found.map(|span| sample.segment(span))
}
