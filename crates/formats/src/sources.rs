//! A file of sources, joined to items by name: JSON lines or a table with a name and a text in each row.

use crate::json_words;
use crate::lines::{Line, Lines, ends_with_crlf, invalid_utf8, issue, line_of, too_long};
use crate::options::ReadError;
use crate::review::id_text;
use crate::table_end;
use csv::{ByteRecord, ReaderBuilder};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::io::BufRead;
use touchstone_domain::exchange::{Issue, IssueCode};
use touchstone_domain::sample::Kind;
use touchstone_domain::source::Source;
use touchstone_domain::text::Text;

/// Fields or columns that hold the name, the text, the title and the licence of a source.
const NAMES: [&str; 3] = ["bbcid", "id", "source_id"];
const TEXTS: [&str; 5] = ["document", "text", "source", "article", "body"];

/// Sources by the name that items know them by.
pub type Sources = BTreeMap<String, Source>;

/// Takes from a file the sources that are wanted; what is wrong with rows goes to `issues`.
pub fn read<R: BufRead>(
    mut reader: R,
    file_name: &str,
    wanted: &BTreeSet<String>,
    issues: &mut Vec<Issue>,
) -> Result<Sources, ReadError> {
    let head = reader.fill_buf()?;
    let head = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head);
    if head.trim_ascii_start().starts_with(b"{") {
        lines(reader, file_name, wanted, issues)
    } else {
        table(reader, file_name, wanted, issues)
    }
}

/// Takes one source, if it is wanted and the first of its name.
fn take(sources: &mut Sources, wanted: &BTreeSet<String>, name: &str, text: String, more: [Option<String>; 2]) {
    if !wanted.contains(name) || sources.contains_key(name) {
        return;
    }
    // A text of more than 4 GB cannot come out of a row.
    let Ok(text) = Text::new(text) else { return };
    let [title, licence] = more;
    let source = Source {
        text,
        external_id: Some(name.to_owned()),
        title,
        licence,
        origin: None,
        language: None,
        kind: Kind::Prose,
        structure: Vec::new(),
    };
    sources.insert(name.to_owned(), source);
}

fn lines<R: BufRead>(
    reader: R,
    file: &str,
    wanted: &BTreeSet<String>,
    issues: &mut Vec<Issue>,
) -> Result<Sources, ReadError> {
    let (mut lines, mut sources) = (Lines::new(reader), Sources::new());
    while let Some(line) = lines.next()? {
        if line == Line::TooLong {
            issues.push(too_long(file, lines.number));
            continue;
        }
        if lines.buffer.trim_ascii().is_empty() {
            continue;
        }
        let text = match std::str::from_utf8(&lines.buffer) {
            Ok(text) => text,
            Err(error) => {
                issues.push(invalid_utf8(file, lines.number, error.valid_up_to()));
                continue;
            }
        };
        let row: Value = match serde_json::from_str(text) {
            Ok(row) => row,
            Err(error) => {
                let message = format!("This row {}; it was left out.", json_words::told(&error));
                issues.push(issue(file, lines.number, None, IssueCode::Syntax, message));
                continue;
            }
        };
        let field = |name: &str| row.get(name).and_then(Value::as_str).map(str::to_owned);
        let name = NAMES.iter().find_map(|name| row.get(*name).and_then(id_text));
        let text = TEXTS.iter().find_map(|name| field(name));
        match (name, text) {
            (Some(name), Some(text)) => take(&mut sources, wanted, &name, text, [field("title"), field("licence")]),
            _ => issues.push(missing(file, lines.number)),
        }
    }
    Ok(sources)
}

fn missing(file: &str, line: u64) -> Issue {
    let message =
        format!("The row has no name ({}) or no text ({}); it was left out.", NAMES.join(", "), TEXTS.join(", "));
    issue(file, line, None, IssueCode::MissingField, message)
}

fn table<R: BufRead>(
    mut reader: R,
    file: &str,
    wanted: &BTreeSet<String>,
    issues: &mut Vec<Issue>,
) -> Result<Sources, ReadError> {
    let wrong = |detail: String| ReadError::WrongForm { format: "sources", detail };
    let is_crlf = ends_with_crlf(reader.fill_buf()?);
    let first = reader.fill_buf()?.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let count = |separator: u8| first.iter().fold(0_usize, |count, byte| count + usize::from(*byte == separator));
    let separator = if count(b'\t') > count(b',') { b'\t' } else { b',' };
    let mut table = ReaderBuilder::new().delimiter(separator).flexible(true).from_reader(table_end::marked(reader));
    let header = table.byte_headers().map_err(|error| wrong(error.to_string()))?;
    let names: Vec<String> = header
        .iter()
        .map(|name| String::from_utf8_lossy(name).trim().trim_start_matches('\u{feff}').to_lowercase())
        .collect();
    let at = |known: &[&str]| known.iter().find_map(|known| names.iter().position(|name| name == known));
    let (Some(name_at), Some(text_at)) = (at(&NAMES), at(&TEXTS)) else {
        return Err(wrong(format!(
            "a file of sources has a name ({}) and a text ({}) in each row; its columns are {}",
            NAMES.join(", "),
            TEXTS.join(", "),
            names.join(", ")
        )));
    };
    let more = [at(&["title"]), at(&["licence", "license"])];
    let (mut record, mut sources) = (ByteRecord::new(), Sources::new());
    while table.read_byte_record(&mut record).map_err(|error| wrong(error.to_string()))? {
        let line = line_of(&record, is_crlf);
        if table_end::ends(&record, file, line, issues) {
            break;
        }
        let cell = |at: usize| std::str::from_utf8(record.get(at).unwrap_or_default());
        match (cell(name_at), cell(text_at)) {
            (Ok(name), Ok(text)) if !name.is_empty() && !text.is_empty() => {
                let more = more.map(|at| at.and_then(|at| cell(at).ok()).filter(|text| !text.is_empty()));
                take(&mut sources, wanted, name, text.to_owned(), more.map(|text| text.map(str::to_owned)));
            }
            (Err(error), _) | (_, Err(error)) => issues.push(invalid_utf8(file, line, error.valid_up_to())),
            _ => issues.push(missing(file, line)),
        }
    }
    Ok(sources)
}
