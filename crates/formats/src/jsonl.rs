//! Touchstone JSONL: one item a line. `docs/formats/jsonl.md` has the form.

use crate::given::is_made_here;
use crate::json_words;
use crate::lines::{Line, Lines, invalid_utf8, issue, too_long};
use crate::list::{Element, Elements, is_list};
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
#[serde(expecting = "an object with “role” and “text”")]
struct RawPart {
    role: String,
    text: String,
}

#[derive(Deserialize)]
#[serde(expecting = "an object with “text”")]
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

/// Hands rows on and keeps count of them.
struct Rows<'a> {
    sink: &'a mut dyn FnMut(Imported, Progress) -> ControlFlow<()>,
    summary: ReadSummary,
    first_trouble: Option<String>,
}

impl Rows<'_> {
    fn hand_on(&mut self, item: Option<ImportedItem>, issues: Vec<Issue>, bytes_read: u64) -> ControlFlow<()> {
        if self.first_trouble.is_none() {
            self.first_trouble = issues.iter().find(|issue| issue.code.is_loss()).map(|issue| issue.message.clone());
        }
        self.summary.items += u64::from(item.is_some());
        let issues = issues.into_iter().map(Imported::Issue);
        let mut all = issues.chain(item.map(|item| Imported::Item(Box::new(item))));
        all.try_for_each(|imported| (self.sink)(imported, Progress { bytes_read }))
    }
}

/// Reads lines, or the elements of one JSON list.
pub(crate) fn read<R: BufRead>(
    mut reader: R,
    options: &ReadOptions,
    sink: &mut dyn FnMut(Imported, Progress) -> ControlFlow<()>,
) -> Result<ReadSummary, ReadError> {
    let mut rows = Rows { sink, summary: ReadSummary::default(), first_trouble: None };
    let flow = if is_list(reader.fill_buf()?) {
        read_list(reader, options, &mut rows)?
    } else {
        read_lines(reader, options, &mut rows)?
    };
    if flow.is_break() { Ok(rows.summary) } else { readable(rows.summary, rows.first_trouble) }
}

fn read_lines<R: BufRead>(reader: R, options: &ReadOptions, rows: &mut Rows<'_>) -> Result<ControlFlow<()>, ReadError> {
    let mut lines = Lines::new(reader);
    // The issues of a first line that ends within its object: the next one shows whether every object does.
    let (mut is_first, mut unfinished) = (true, None);
    while let Some(line) = lines.next()? {
        let (item, issues) = match line {
            Line::TooLong => (None, vec![too_long(&options.file_name, lines.number)]),
            Line::Whole if lines.buffer.trim_ascii().is_empty() => continue,
            Line::Whole => row(&lines.buffer, Place { number: lines.number, line: None }, options),
        };
        if let Some(issues) = unfinished.take() {
            if !lines.buffer.trim_ascii_start().starts_with(b"{") {
                return Err(ReadError::SpreadOverLines);
            }
            if rows.hand_on(None, issues, lines.bytes).is_break() {
                return Ok(ControlFlow::Break(()));
            }
        }
        if std::mem::take(&mut is_first) && item.is_none() && is_unfinished(&lines.buffer) {
            unfinished = Some(issues);
            continue;
        }
        if rows.hand_on(item, issues, lines.bytes).is_break() {
            return Ok(ControlFlow::Break(()));
        }
    }
    Ok(unfinished.map_or(ControlFlow::Continue(()), |issues| rows.hand_on(None, issues, lines.bytes)))
}

/// Whether a line begins an object and ends within it.
fn is_unfinished(line: &[u8]) -> bool {
    let begins = line.trim_ascii_start().starts_with(b"{");
    begins && serde_json::from_slice::<serde::de::IgnoredAny>(line).is_err_and(|error| error.is_eof())
}

/// A file of which no row can be used is an error, not a list of issues.
pub(crate) fn readable(summary: ReadSummary, first_trouble: Option<String>) -> Result<ReadSummary, ReadError> {
    if summary.items > 0 {
        return Ok(summary);
    }
    let first = first_trouble.unwrap_or_else(|| "the file is empty.".to_owned());
    Err(ReadError::NothingReadable { first })
}

fn read_list<R: BufRead>(reader: R, options: &ReadOptions, rows: &mut Rows<'_>) -> Result<ControlFlow<()>, ReadError> {
    let mut elements = Elements::new(reader);
    while let Some(element) = elements.next()? {
        let place = Place { number: elements.cut.number, line: Some(elements.cut.line) };
        let syntax = |message: &str| {
            let trouble = issue(&options.file_name, place.number, None, IssueCode::Syntax, message.to_owned());
            (None, vec![trouble])
        };
        let (item, issues) = match element {
            Element::TooLong => (None, vec![too_long(&options.file_name, place.number)]),
            Element::Whole if elements.cut.buffer.is_empty() => syntax(
                "Between two commas, or between a comma and the end of the list, nothing stands. Take a comma out.",
            ),
            Element::Whole => row(&elements.cut.buffer, place, options),
            Element::Cut => syntax(CUT),
            Element::More => {
                syntax("More follows after the end of the list; it was left out. Put everything into one list.")
            }
        };
        let flow = rows.hand_on(item, issues, elements.bytes);
        if flow.is_break() || element == Element::More {
            return Ok(flow);
        }
    }
    Ok(ControlFlow::Continue(()))
}

/// What is told of a list that has no end.
pub(crate) const CUT: &str = "The file ends before its list does; the items before went in, and what was begun was left \
                              out. Save or fetch the file again, whole.";

/// Where a row stands: its line or its number in a list, and the line of the file that it begins in, where
/// that is something else.
#[derive(Clone, Copy)]
struct Place {
    number: u64,
    line: Option<u64>,
}

/// What is wrong with a row as a whole.
struct Bad(Option<String>, IssueCode, String);

fn bad(field: &str, code: IssueCode, message: String) -> Bad {
    Bad(Some(field.to_owned()), code, message)
}

fn row(bytes: &[u8], place: Place, options: &ReadOptions) -> (Option<ImportedItem>, Vec<Issue>) {
    let (file, line) = (&options.file_name, place.number);
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => return (None, vec![invalid_utf8(file, line, error.valid_up_to())]),
    };
    let mut issues = Vec::new();
    match item(text, place, options, &mut issues) {
        Ok(item) => {
            if let Some(found) = invisible(&item) {
                issues.push(issue(file, line, Some("sample"), IssueCode::InvisibleCharacters, found));
            }
            (Some(item), issues)
        }
        Err(Bad(field, code, message)) => (None, vec![issue(file, line, field.as_deref(), code, message)]),
    }
}

/// The trouble of a row that is no JSON object.
fn syntax(error: &serde_json::Error, text: &str, place: Place) -> Bad {
    let told = json_words::told(error);
    if error.is_data() {
        return Bad(None, IssueCode::Syntax, format!("This row {told}; it was left out. {FORM}"));
    }
    let (line, column) = json_words::place(error, text);
    let at = match place.line {
        None => format!("column {column}"),
        Some(first) if line > 1 => format!("line {} of the file, column {column}", first + line as u64 - 1),
        Some(first) => format!("character {column} of the element, which begins in line {first} of the file"),
    };
    let cure = if error.is_eof() { "An item stands in one line, whole." } else { WRITER };
    Bad(None, IssueCode::Syntax, format!("This row {told} (at {at}); it was left out. {cure}"))
}

/// How JSON is not broken in writing it.
const WRITER: &str = "Write the file with a JSON library.";

/// Where the form of a row is described.
const FORM: &str = "docs/formats/jsonl.md shows the form.";

/// What an export measured, and an import measures for itself.
fn is_measured(copied: &RawValue) -> bool {
    let told: serde_json::Result<std::collections::BTreeMap<String, f64>> = serde_json::from_str(copied.get());
    told.is_ok_and(|told| told.keys().map(String::as_str).eq(["coverage", "density", "longest_tokens"]))
}

fn missing(field: &'static str) -> Bad {
    bad(field, IssueCode::MissingField, format!("The row has no “{field}” and was left out. {FORM}"))
}

fn item(text: &str, place: Place, options: &ReadOptions, issues: &mut Vec<Issue>) -> Result<ImportedItem, Bad> {
    let line = place.number;
    let mut fields: Fields<'_> = serde_json::from_str(text).map_err(|error| syntax(&error, text, place))?;
    let raw_gold = given_gold(&mut fields);
    if fields.get("copied").is_some_and(|copied| is_measured(copied)) {
        fields.remove("copied");
    }
    let id: Value = parse("id", fields.remove("id").ok_or_else(|| missing("id"))?)?;
    let id = id_text(&id).ok_or_else(|| {
        let message = if id == "" {
            "The id is empty; the row was left out. Give every item an id of its own."
        } else {
            "The id is neither text nor a number; the row was left out."
        };
        bad("id", IssueCode::BadValue, message.to_owned())
    })?;
    let raw = fields.remove("sample").ok_or_else(|| missing("sample"))?;
    let raw: RawText<'_> = parse("sample", raw)?;
    let (kind, language, generator) = (raw.kind.clone(), raw.language.clone(), raw.generator.clone());
    let (text, structure, kind) = text_of(raw, kind.as_deref(), "sample")?;
    if text.as_str().is_empty() {
        let message = "The sample is empty, so that there is nothing to review; the row was left out. Give it a text.";
        return Err(bad("sample", IssueCode::MissingField, message.to_owned()));
    }
    let sample = Sample { text, kind, language, structure, generator: generator.unwrap_or_default() };
    let mut sources = Vec::new();
    if let Some(raw) = fields.remove("sources") {
        let raw: Vec<RawText<'_>> = parse("sources", raw)?;
        for raw in raw {
            sources.push(source(raw)?);
        }
    }
    let reviews =
        fields.remove("reviews").map(|raw| parse::<Vec<RawReview>>("reviews", raw)).transpose()?.unwrap_or_default();
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
        let value: Value = parse(&name, raw)?;
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

fn parse<'a, T: Deserialize<'a>>(field: &str, raw: &'a RawValue) -> Result<T, Bad> {
    json_words::read(field, raw.get()).map_err(|wrong| {
        let cure = if wrong.is_of_form { FORM } else { WRITER };
        Bad(Some(wrong.path), IssueCode::Syntax, format!("{}; the row was left out. {cure}", wrong.told))
    })
}

fn source(raw: RawText<'_>) -> Result<Source, Bad> {
    let external_id = raw.id.map(|raw| parse::<Value>("sources.id", raw)).transpose()?.as_ref().and_then(id_text);
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
            bad("kind", IssueCode::UnknownValue, message)
        })?),
    };
    let long = |error: touchstone_domain::text::TextTooLong| bad(field, IssueCode::TooLong, format!("{error}."));
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
        let text = Text::new(parse::<String>(&format!("{field}.text"), raw_text)?).map_err(long)?;
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
