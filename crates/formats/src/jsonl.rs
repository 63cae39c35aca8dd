//! Touchstone JSONL: one item a line. `docs/formats/jsonl.md` has the form.

use crate::given::is_made_here;
use crate::lines::{Line, Lines, invalid_utf8, issue, too_long};
use crate::options::{Progress, ReadError, ReadOptions, ReadSummary};
use crate::raw_review::RawReview;
use crate::review::{Surroundings, id_text};
use serde::Deserialize;
use serde_json::value::RawValue;
use serde_json::{Map, Value};
use std::collections::BTreeMap;
use std::io::BufRead;
use std::ops::ControlFlow;
use touchstone_domain::exchange::{Imported, ImportedItem, Issue, IssueCode};
use touchstone_domain::sample::{Generator, Kind, Part, Sample};
use touchstone_domain::source::Source;
use touchstone_domain::span::Span;
use touchstone_domain::text::Text;

type Fields<'a> = BTreeMap<String, &'a RawValue>;

#[derive(Deserialize)]
struct RawPart {
    role: String,
    text: String,
}

#[derive(Deserialize)]
struct RawText<'a> {
    #[serde(borrow)]
    id: Option<&'a RawValue>,
    #[serde(borrow)]
    text: Option<&'a RawValue>,
    turns: Option<Vec<RawPart>>,
    kind: Option<String>,
    language: Option<String>,
    #[serde(default)]
    structure: Vec<Part>,
    generator: Option<Generator>,
    title: Option<String>,
    licence: Option<String>,
    origin: Option<String>,
}

/// Reads lines, or the elements of one JSON list.
pub(crate) fn read<R: BufRead>(
    reader: R,
    options: &ReadOptions,
    sink: &mut dyn FnMut(Imported, Progress) -> ControlFlow<()>,
) -> Result<ReadSummary, ReadError> {
    let mut lines = Lines::new(reader);
    let mut summary = ReadSummary::default();
    let mut first_trouble = None;
    while let Some(line) = lines.next()? {
        let progress = Progress { bytes_read: lines.bytes };
        if lines.number == 1 && lines.buffer.trim_ascii_start().starts_with(b"[") {
            return read_list(lines, options, sink);
        }
        let (item, issues) = match line {
            Line::TooLong => (None, vec![too_long(&options.file_name, lines.number)]),
            Line::Whole if lines.buffer.trim_ascii().is_empty() => continue,
            Line::Whole => row(&lines.buffer, lines.number, options),
        };
        if first_trouble.is_none() {
            first_trouble = issues.iter().find(|issue| issue.code.is_loss()).map(|issue| issue.message.clone());
        }
        summary.items += u64::from(item.is_some());
        let issues = issues.into_iter().map(Imported::Issue);
        for imported in issues.chain(item.map(|item| Imported::Item(Box::new(item)))) {
            if sink(imported, progress).is_break() {
                return Ok(summary);
            }
        }
    }
    readable(summary, first_trouble)
}

/// A file of which no row can be used is an error, not a list of issues.
pub(crate) fn readable(summary: ReadSummary, first_trouble: Option<String>) -> Result<ReadSummary, ReadError> {
    if summary.items > 0 {
        return Ok(summary);
    }
    let first = first_trouble.unwrap_or_else(|| "the file is empty.".to_owned());
    Err(ReadError::NothingReadable { first })
}

fn read_list<R: BufRead>(
    mut lines: Lines<R>,
    options: &ReadOptions,
    sink: &mut dyn FnMut(Imported, Progress) -> ControlFlow<()>,
) -> Result<ReadSummary, ReadError> {
    let mut all = std::mem::take(&mut lines.buffer);
    while lines.next()?.is_some() {
        all.push(b'\n');
        all.extend_from_slice(&lines.buffer);
    }
    let wrong = |detail: String| ReadError::WrongForm { format: "jsonl", detail };
    let text = std::str::from_utf8(&all).map_err(|error| wrong(error.to_string()))?;
    let rows: Vec<&RawValue> = serde_json::from_str(text).map_err(|error| wrong(error.to_string()))?;
    let (mut summary, mut first_trouble) = (ReadSummary::default(), None);
    for (index, raw) in rows.into_iter().enumerate() {
        let (item, issues) = row(raw.get().as_bytes(), index as u64 + 1, options);
        if first_trouble.is_none() {
            first_trouble = issues.iter().find(|issue| issue.code.is_loss()).map(|issue| issue.message.clone());
        }
        summary.items += u64::from(item.is_some());
        let issues = issues.into_iter().map(Imported::Issue);
        for imported in issues.chain(item.map(|item| Imported::Item(Box::new(item)))) {
            if sink(imported, Progress { bytes_read: lines.bytes }).is_break() {
                return Ok(summary);
            }
        }
    }
    readable(summary, first_trouble)
}

/// What is wrong with a row as a whole.
struct Bad(Option<&'static str>, IssueCode, String);

fn row(bytes: &[u8], line: u64, options: &ReadOptions) -> (Option<ImportedItem>, Vec<Issue>) {
    let file = &options.file_name;
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => return (None, vec![invalid_utf8(file, line, error.valid_up_to())]),
    };
    let mut issues = Vec::new();
    match item(text, line, options, &mut issues) {
        Ok(item) => {
            if let Some(found) = invisible(&item) {
                issues.push(issue(file, line, Some("sample"), IssueCode::InvisibleCharacters, found));
            }
            (Some(item), issues)
        }
        Err(Bad(field, code, message)) => (None, vec![issue(file, line, field, code, message)]),
    }
}

fn syntax(error: &serde_json::Error) -> Bad {
    let told = error.to_string();
    let message = if told.contains("surrogate") || told.contains("hex escape") {
        format!(
            "Half of a character (a lone surrogate such as \\ud800) stands in this row; it was left out ({told}). Write the file with a JSON library."
        )
    } else {
        format!("This row is not the JSON of an item: {told}. It was left out.")
    };
    Bad(None, IssueCode::Syntax, message)
}

/// What an export measured, and an import measures for itself.
fn is_measured(copied: &RawValue) -> bool {
    let told: serde_json::Result<std::collections::BTreeMap<String, f64>> = serde_json::from_str(copied.get());
    told.is_ok_and(|told| told.keys().map(String::as_str).eq(["coverage", "density", "longest_tokens"]))
}

fn missing(field: &'static str) -> Bad {
    let message = format!("The row has no “{field}” and was left out. docs/formats/jsonl.md shows the form.");
    Bad(Some(field), IssueCode::MissingField, message)
}

fn item(text: &str, line: u64, options: &ReadOptions, issues: &mut Vec<Issue>) -> Result<ImportedItem, Bad> {
    let mut fields: Fields<'_> = serde_json::from_str(text).map_err(|error| syntax(&error))?;
    let raw_gold = given_gold(&mut fields);
    if fields.get("copied").is_some_and(|copied| is_measured(copied)) {
        fields.remove("copied");
    }
    let id: Value = parse(fields.remove("id").ok_or_else(|| missing("id"))?)?;
    let id = id_text(&id).ok_or_else(|| {
        Bad(Some("id"), IssueCode::BadValue, "The id is neither text nor a number; the row was left out.".to_owned())
    })?;
    let raw = fields.remove("sample").ok_or_else(|| missing("sample"))?;
    let raw: RawText<'_> = parse(raw)?;
    let (kind, language, generator) = (raw.kind.clone(), raw.language.clone(), raw.generator.clone());
    let (text, structure, kind) = text_of(raw, kind.as_deref(), "sample")?;
    let sample = Sample { text, kind, language, structure, generator: generator.unwrap_or_default() };
    let mut sources = Vec::new();
    if let Some(raw) = fields.remove("sources") {
        let raw: Vec<RawText<'_>> = parse(raw)?;
        for raw in raw {
            sources.push(source(raw)?);
        }
    }
    let reviews = fields.remove("reviews").map(parse::<Vec<RawReview>>).transpose()?.unwrap_or_default();
    let mut around = Surroundings {
        file: &options.file_name,
        line,
        sample: &sample.text,
        sources: &sources,
        schema: &options.schema,
        issues,
    };
    let reviews = reviews.into_iter().filter_map(|raw| around.review(raw)).collect();
    let gold = raw_gold.and_then(|raw| around.given(raw.get()));
    let mut metadata = Map::new();
    for (name, raw) in fields {
        let value: Value = parse(raw)?;
        if let (Value::Object(more), "metadata") = (&value, name.as_str()) {
            metadata.extend(more.clone());
        } else {
            metadata.insert(name, value);
        }
    }
    Ok(ImportedItem { line, external_id: options.prefixed(&id), sample, sources, metadata, reviews, gold })
}

/// The right answer that the file gives. What an export told as gold was computed or decided in a
/// project, and is not taken for an answer that was known before.
fn given_gold<'a>(fields: &mut Fields<'a>) -> Option<&'a RawValue> {
    let exported = fields.remove("gold").filter(|gold| !is_made_here(gold.get()));
    fields.remove("given_gold").or(exported).filter(|gold| gold.get() != "null")
}

fn parse<'a, T: Deserialize<'a>>(raw: &'a RawValue) -> Result<T, Bad> {
    serde_json::from_str(raw.get()).map_err(|error| syntax(&error))
}

fn source(raw: RawText<'_>) -> Result<Source, Bad> {
    let external_id = raw.id.map(parse::<Value>).transpose()?.as_ref().and_then(id_text);
    let (title, licence, origin) = (raw.title.clone(), raw.licence.clone(), raw.origin.clone());
    let (language, kind) = (raw.language.clone(), raw.kind.clone());
    let (text, structure, kind) = text_of(raw, kind.as_deref(), "sources")?;
    Ok(Source { text, external_id, title, licence, origin, language, kind, structure })
}

/// The text, its parts and its kind: turns joined by an empty line, or a string, or any JSON value
/// as the exact characters it has in the file.
fn text_of(raw: RawText<'_>, kind: Option<&str>, field: &'static str) -> Result<(Text, Vec<Part>, Kind), Bad> {
    let told = match kind {
        None => None,
        Some(name) => Some(Kind::parse(name).ok_or_else(|| {
            let message = format!(
                "“{name}” is no kind of text; the row was left out. Use prose, problem-set, conversation or json."
            );
            Bad(Some("kind"), IssueCode::UnknownValue, message)
        })?),
    };
    let long = |error: touchstone_domain::text::TextTooLong| Bad(Some(field), IssueCode::TooLong, format!("{error}."));
    if let Some(turns) = raw.turns {
        let (mut joined, mut parts, mut at) = (String::new(), Vec::new(), 0_u32);
        for turn in turns {
            if !joined.is_empty() {
                joined.push_str("\n\n");
                at += 2;
            }
            let length = u32::try_from(turn.text.chars().count()).unwrap_or(u32::MAX);
            let (start, end) = (at, at.saturating_add(length));
            joined.push_str(&turn.text);
            at = end;
            let offset = touchstone_domain::span::ScalarOffset;
            if let Ok(span) = Span::new(offset(start), offset(end)) {
                parts.push(Part { span, role: turn.role });
            }
        }
        return Ok((Text::new(joined).map_err(long)?, parts, told.unwrap_or(Kind::Conversation)));
    }
    let raw_text = raw.text.ok_or_else(|| missing(field))?;
    if raw_text.get().starts_with('"') {
        let text = Text::new(parse::<String>(raw_text)?).map_err(long)?;
        let inside = |part: &Part| part.span.end() <= text.length();
        let structure = raw.structure.into_iter().filter(inside).collect();
        return Ok((text, structure, told.unwrap_or_default()));
    }
    if raw_text.get() == "null" {
        return Err(missing(field));
    }
    Ok((Text::new(raw_text.get()).map_err(long)?, Vec::new(), told.unwrap_or(Kind::Json)))
}

/// Characters that nobody sees and that change how a text reads, as a sentence.
fn invisible(item: &ImportedItem) -> Option<String> {
    let is_hidden = |c: char| matches!(c, '\u{200b}' | '\u{2060}' | '\u{feff}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{fe00}'..='\u{fe0e}' | '\u{e0100}'..='\u{e01ef}');
    let count = |text: &Text| text.as_str().chars().filter(|c| is_hidden(*c)).count();
    let found = count(&item.sample.text) + item.sources.iter().map(|source| count(&source.text)).sum::<usize>();
    (found > 0).then(|| {
        format!("{found} invisible characters (zero-width or direction marks) stand in the texts. They were kept, and are shown.")
    })
}
