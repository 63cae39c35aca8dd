//! Tables: CSV and TSV with a header, one item a row, columns mapped to fields.

use crate::format::Format;
use crate::jsonl::readable;
use crate::lines::{LONGEST_ROW, ends_with_crlf, invalid_utf8, issue, line_of, too_long};
use crate::options::{FIELDS, Progress, ReadError, ReadOptions, ReadSummary};
use crate::table_end;
use csv::{ByteRecord, ReaderBuilder};
use serde_json::{Map, Value};
use std::cell::Cell;
use std::collections::BTreeMap;
use std::io::{BufRead, Read};
use std::ops::ControlFlow;
use std::rc::Rc;
use touchstone_domain::amount::counted;
use touchstone_domain::exchange::{Imported, ImportedItem, Issue, IssueCode};
use touchstone_domain::sample::{Generator, Kind, Sample};
use touchstone_domain::source::Source;
use touchstone_domain::text::Text;

/// Column names that say what they hold without a mapping, for each field.
const SYNONYMS: [(&str, &[&str]); 11] = [
    ("id", &["id", "external_id", "item", "sample_id"]),
    ("sample", &["sample", "summary", "response", "output", "answer", "generation", "synthetic"]),
    ("source", &["source", "article", "document", "context", "reference", "text"]),
    ("title", &["title", "source_title"]),
    ("licence", &["licence", "license"]),
    ("model", &["model", "generator", "system", "summarizer"]),
    ("prompt", &["prompt"]),
    ("temperature", &["temperature"]),
    ("batch", &["batch"]),
    ("language", &["language", "lang"]),
    ("kind", &["kind"]),
];

/// Positions of columns by field; several for `source`.
type Columns = BTreeMap<&'static str, Vec<usize>>;

/// What parts the cells. Programs of countries that write 0,5 part the cells of a CSV by semicolons:
/// the header says which.
fn separator(format: Format, head: &[u8]) -> u8 {
    let header = head.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let count = |wanted: u8| {
        let mut quoted = false;
        let outside = header.iter().filter(|byte| {
            quoted ^= **byte == b'"';
            !quoted && **byte == wanted
        });
        outside.count()
    };
    if format == Format::Tsv {
        b'\t'
    } else if count(b';') > count(b',') {
        b';'
    } else {
        b','
    }
}

/// The header of a table; empty for other formats.
pub(crate) fn columns(head: &[u8], options: &ReadOptions) -> Vec<String> {
    if !matches!(options.format, Format::Csv | Format::Tsv) {
        return Vec::new();
    }
    let head = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head);
    let mut reader = ReaderBuilder::new().delimiter(separator(options.format, head)).flexible(true).from_reader(head);
    let names = reader.byte_headers().map(|names| names.iter().map(name).collect());
    names.unwrap_or_default()
}

fn name(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).trim().trim_start_matches('\u{feff}').to_owned()
}

/// `source`, `source_1`, `source 2` …
fn is_numbered(name: &str, field: &str) -> bool {
    let rest = name.strip_prefix(field).unwrap_or("x");
    let digits = rest.trim_start_matches(['_', ' ', '-']);
    !digits.is_empty() && digits.len() < rest.len() + 1 && digits.chars().all(|c| c.is_ascii_digit())
}

fn find(names: &[String], options: &ReadOptions) -> Result<Columns, ReadError> {
    let wrong = |detail: String| ReadError::WrongForm { format: options.format.name(), detail };
    let lower: Vec<String> = names.iter().map(|name| name.to_lowercase()).collect();
    let mut columns = Columns::new();
    for (field, synonyms) in SYNONYMS {
        let mapped = options.mapping.0.get(field);
        let found: Vec<usize> = if let Some(column) = mapped {
            let at = names.iter().position(|name| name == column);
            vec![
                at.ok_or_else(|| {
                    wrong(format!("there is no column “{column}”; the columns are {}", names.join(", ")))
                })?,
            ]
        } else {
            let exact = synonyms.iter().find_map(|synonym| lower.iter().position(|name| name == synonym));
            let numbered = lower.iter().enumerate().filter(|(_, name)| field == "source" && is_numbered(name, field));
            exact.into_iter().chain(numbered.map(|(at, _)| at)).collect()
        };
        if !found.is_empty() {
            columns.insert(field, found);
        }
    }
    let mut used = columns.values().flatten().map(|at| &names[*at]);
    if let Some(twice) = used.find(|name| names.iter().filter(|other| other == name).count() > 1) {
        return Err(wrong(format!("two columns are called “{twice}”; give one of them another name")));
    }
    if !columns.contains_key("sample") {
        return Err(ReadError::NoSampleColumn { columns: names.to_vec() });
    }
    debug_assert!(columns.keys().all(|field| FIELDS.contains(field)));
    Ok(columns)
}

/// Which column each field is read from; of several sources, the first. Empty when no column holds
/// the sample.
pub(crate) fn mapping(names: &[String], options: &ReadOptions) -> BTreeMap<String, String> {
    let found = find(names, options).unwrap_or_default().into_iter();
    found.filter_map(|(field, columns)| Some((field.to_owned(), names.get(*columns.first()?)?.clone()))).collect()
}

/// A row with more bytes ends the reading: a quotation mark was opened and never closed, and the
/// rest of the file must not be held in memory for it.
const ENDLESS_ROW: u64 = 256 << 20;

/// What is known of the bytes taken from a file.
#[derive(Debug, Default)]
struct Taken {
    bytes: Cell<u64>,
    row_began: Cell<u64>,
}

struct Counting<R> {
    inner: R,
    taken: Rc<Taken>,
}

impl<R: Read> Read for Counting<R> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let taken = &self.taken;
        if taken.bytes.get() - taken.row_began.get() > ENDLESS_ROW {
            return Err(std::io::Error::other("a row has more than 256 MB; a quotation mark may be open"));
        }
        let read = self.inner.read(buffer)?;
        taken.bytes.set(taken.bytes.get() + read as u64);
        Ok(read)
    }
}

/// Reads row by row.
pub(crate) fn read<R: BufRead>(
    mut reader: R,
    options: &ReadOptions,
    sink: &mut dyn FnMut(Imported, Progress) -> ControlFlow<()>,
) -> Result<ReadSummary, ReadError> {
    let separator = separator(options.format, reader.fill_buf()?);
    let is_crlf = ends_with_crlf(reader.fill_buf()?);
    let taken = Rc::new(Taken::default());
    let counting = Counting { inner: reader, taken: taken.clone() };
    let mut builder = ReaderBuilder::new();
    let mut reader = builder.delimiter(separator).flexible(true).from_reader(table_end::marked(counting));
    let io = |error: csv::Error| ReadError::WrongForm { format: options.format.name(), detail: error.to_string() };
    let names: Vec<String> = reader.byte_headers().map_err(io)?.iter().map(name).collect();
    let columns = find(&names, options)?;
    let mut record = ByteRecord::new();
    let (mut summary, mut first_trouble) = (ReadSummary::default(), None);
    loop {
        taken.row_began.set(reader.position().byte());
        match reader.read_byte_record(&mut record) {
            Ok(true) => {}
            Ok(false) => break,
            Err(error) => return Err(io(error)),
        }
        let line = line_of(&record, is_crlf);
        let end = table_end::told(&record);
        if end == table_end::Row::End {
            break;
        }
        let read = if end == table_end::Row::Unclosed {
            Err(table_end::unclosed(&options.file_name, line))
        } else if record.as_slice().len() > LONGEST_ROW {
            Err(too_long(&options.file_name, line))
        } else if record.len() != names.len() {
            Err(uneven(&options.file_name, line, record.len(), names.len()))
        } else {
            row(&record, line, &names, &columns, options)
        };
        let imported = match read {
            Ok(item) => {
                summary.items += 1;
                Imported::Item(Box::new(item))
            }
            Err(issue) => {
                first_trouble.get_or_insert_with(|| issue.message.clone());
                Imported::Issue(issue)
            }
        };
        if sink(imported, Progress { bytes_read: taken.bytes.get() }).is_break() {
            return Ok(summary);
        }
    }
    readable(summary, first_trouble)
}

/// The issue of a row whose cells would stand under the wrong names.
fn uneven(file: &str, line: u64, cells: usize, columns: usize) -> Issue {
    let message = format!(
        "The row has {}, and the header has {columns}; it was left out. Give it as many cells as the header, and put a \
         cell that holds a separator in quotation marks.",
        counted(cells as u64, "cell")
    );
    issue(file, line, None, IssueCode::Syntax, message)
}

fn row(
    record: &ByteRecord,
    line: u64,
    names: &[String],
    columns: &Columns,
    options: &ReadOptions,
) -> Result<ImportedItem, Issue> {
    let file = &options.file_name;
    let cell = |at: usize| -> Result<Option<&str>, Issue> {
        let Some(bytes) = record.get(at) else { return Ok(None) };
        let text = std::str::from_utf8(bytes).map_err(|error| invalid_utf8(file, line, error.valid_up_to()))?;
        Ok((!text.is_empty()).then_some(text))
    };
    let field = |field: &str| -> Result<Option<&str>, Issue> {
        columns.get(field).and_then(|at| at.first()).map_or(Ok(None), |at| cell(*at))
    };
    let text = |text: &str| {
        Text::new(text)
            .map_err(|error| issue(file, line, None, IssueCode::TooLong, format!("{error}; the row was left out.")))
    };
    let missing = |field: &str| {
        let message = format!("The row has no {field} and was left out.");
        issue(file, line, Some(field), IssueCode::MissingField, message)
    };
    let sample = text(field("sample")?.ok_or_else(|| missing("sample"))?)?;
    let id = match (field("id")?, columns.contains_key("id")) {
        (Some(id), _) => id.to_owned(),
        (None, true) => return Err(missing("id")),
        // A table without ids: the row's place names it, the same at every import of the file.
        (None, false) => format!("{}/{line}", options.stem()),
    };
    let kind = |field: Option<&str>| -> Result<Kind, Issue> {
        field.map_or(Ok(Kind::default()), |name| {
            let message = format!(
                "“{name}” is no kind of text; the row was left out. Use prose, problem-set, conversation or json."
            );
            Kind::parse(name).ok_or_else(|| issue(file, line, Some("kind"), IssueCode::UnknownValue, message))
        })
    };
    let temperature = field("temperature")?.map(|value| {
        let message = format!("“{value}” is no temperature; the row was left out. Write a number such as 0.7.");
        value.trim().parse::<f64>().map_err(|_| issue(file, line, Some("temperature"), IssueCode::BadValue, message))
    });
    let owned = |value: Option<&str>| value.map(str::to_owned);
    let generator = Generator {
        model: owned(field("model")?),
        prompt: owned(field("prompt")?),
        temperature: temperature.transpose()?,
        batch: owned(field("batch")?),
        scores: BTreeMap::new(),
    };
    let language = owned(field("language")?);
    let mut sources = Vec::new();
    for at in columns.get("source").into_iter().flatten() {
        let Some(source) = cell(*at)? else { continue };
        sources.push(Source {
            text: text(source)?,
            external_id: None,
            title: owned(field("title")?),
            licence: owned(field("licence")?),
            origin: None,
            language: language.clone(),
            kind: Kind::Prose,
            structure: Vec::new(),
        });
    }
    let used: Vec<usize> = columns.values().flatten().copied().collect();
    let mut metadata = Map::new();
    for (at, name) in names.iter().enumerate().filter(|(at, _)| !used.contains(at)) {
        if let Some(value) = cell(at)? {
            metadata.insert(name.clone(), Value::String(value.to_owned()));
        }
    }
    let sample = Sample { text: sample, kind: kind(field("kind")?)?, language, structure: Vec::new(), generator };
    Ok(ImportedItem {
        line,
        external_id: options.prefixed(&id),
        sample,
        sources,
        metadata,
        reviews: Vec::new(),
        gold: None,
    })
}
