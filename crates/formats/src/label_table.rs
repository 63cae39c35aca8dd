//! Plain label tables (`task,worker,label`) and tables of probabilities.
//!
//! A table of ten million rows is read in about a second, so rows are cut at separators found by
//! `memchr` as long as no cell is quoted. From the first quote on, the `csv` crate reads the rest.

mod parts;
mod places;

use crate::detect::no_text;
use crate::table_end;
use csv::{ByteRecord, ReaderBuilder};
use memchr::{memchr, memchr_iter};
pub use parts::{Part, parts};
use places::Places;
use std::io::{Cursor, Read, Write};

/// Read at a time, so little that it stays in the processor's cache while it is gone through. A row
/// may be longer: the buffer grows.
const BLOCK: usize = 1 << 17;

/// Why a label table cannot be read. Nothing of it is used.
#[derive(Debug, thiserror::Error)]
pub enum LabelTableError {
    /// The file system, or a pipe.
    #[error("The file could not be read: {0}")]
    Io(#[from] std::io::Error),
    /// A column is missing.
    #[error("There is no column “{missing}”; the columns are {}.", listed(columns))]
    NoColumn {
        /// What is missing.
        missing: &'static str,
        /// What is there.
        columns: Vec<String>,
    },
    /// A row cannot be used.
    #[error("{what}")]
    Row {
        /// Counted from 1, the header included.
        line: u64,
        /// Which column, where it is one.
        column: Option<&'static str>,
        /// What is wrong, as a sentence.
        what: String,
        /// What to do about it.
        cure: String,
    },
    /// There is nothing in it.
    #[error("The file is empty.")]
    EmptyFile,
    /// Not a table.
    #[error("This file is not a text: it holds bytes that only programs read.")]
    NotText,
    /// There is a header and nothing else.
    #[error("The table has no rows.")]
    Empty,
}

fn listed(columns: &[String]) -> String {
    if columns.is_empty() { "none".to_owned() } else { columns.join(", ") }
}

impl LabelTableError {
    /// What to do about it.
    pub fn cure(&self) -> String {
        match self {
            Self::Io(_) => "Check that the file is there and that you may read it.".to_owned(),
            Self::EmptyFile => "Check that it was saved, and that this is the right file.".to_owned(),
            Self::NotText => "Save the table as CSV in UTF-8.".to_owned(),
            Self::NoColumn { missing: "worker", .. } => {
                "Write a header task,worker,label and below it one row for each label.".to_owned()
            }
            Self::NoColumn { .. } | Self::Empty => {
                "Write a header task,worker,label (task,label for gold) and below it one row for each label.".to_owned()
            }
            Self::Row { cure, .. } => cure.clone(),
        }
    }

    /// Line and column, where they are known.
    pub fn place(&self) -> Option<String> {
        match self {
            Self::Row { line, column: Some(column), .. } => Some(format!("line {line}, column {column}")),
            Self::Row { line, column: None, .. } => Some(format!("line {line}")),
            Self::NoColumn { .. } => Some("line 1".to_owned()),
            Self::Io(_) | Self::Empty | Self::EmptyFile | Self::NotText => None,
        }
    }
}

/// One row. `worker` is empty in a table of gold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LabelRow<'a> {
    /// Counted from 1, the header included.
    pub line: u64,
    /// Which item.
    pub task: &'a str,
    /// Whose label.
    pub worker: &'a str,
    /// The class.
    pub label: &'a str,
}

/// Which columns a table needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Needs {
    /// task, worker, label.
    Labels,
    /// task, label.
    Gold,
}

/// Reads a table row by row; `each` may refuse a row. Columns may stand in any order, others beside
/// them; cells are parted by commas, semicolons or tabs, as the header shows.
///
/// # Errors
/// The first row that cannot be used, with its line, or what `each` says.
pub fn read(
    mut input: impl Read,
    needs: Needs,
    each: &mut impl FnMut(LabelRow<'_>) -> Result<(), LabelTableError>,
) -> Result<u64, LabelTableError> {
    let Begun { columns, mut rest, .. } = begin(&mut input, needs)?;
    let mut table = Table { columns, line: 1, rows: 0, places: Places::default(), each };
    if !table.whole_lines(&mut input, &mut rest)? {
        table.quoted(Cursor::new(rest).chain(input))?;
    }
    if table.rows == 0 { Err(LabelTableError::Empty) } else { Ok(table.rows) }
}

/// A table whose header is read.
struct Begun {
    columns: Columns,
    /// Bytes up to the first row.
    header: u64,
    /// What was read beyond the header.
    rest: Vec<u8>,
}

/// Reads the header, as any row of the csv crate, so that its names may be quoted.
fn begin(input: &mut impl Read, needs: Needs) -> Result<Begun, LabelTableError> {
    let mut rest = Vec::with_capacity(2 * BLOCK);
    let mut ended = fill(input, &mut rest)?;
    let mark = if rest.starts_with(b"\xef\xbb\xbf") { 3 } else { 0 };
    rest.drain(..mark);
    let header = loop {
        if let Some(end) = memchr(b'\n', &rest) {
            break rest.drain(..=end).collect::<Vec<u8>>();
        }
        if ended {
            break std::mem::take(&mut rest);
        }
        ended = fill(input, &mut rest)?;
    };
    if header.is_empty() {
        return Err(LabelTableError::EmptyFile);
    }
    if no_text(&header).is_some() {
        return Err(LabelTableError::NotText);
    }
    Ok(Begun { columns: Columns::of(&header, needs)?, header: (mark + header.len()) as u64, rest })
}

/// Reads another block; true at the end.
fn fill(input: &mut impl Read, buffer: &mut Vec<u8>) -> std::io::Result<bool> {
    let read = input.take(BLOCK as u64).read_to_end(buffer)?;
    Ok(read < BLOCK)
}

/// Without quotes, and without a carriage return that does not end a line.
fn is_plain(block: &[u8]) -> bool {
    memchr(b'"', block).is_none()
        && memchr_iter(b'\r', block).all(|at| block.get(at + 1).is_none_or(|next| *next == b'\n'))
}

/// Where the cells stand.
#[derive(Debug, Clone)]
struct Columns {
    separator: u8,
    count: usize,
    task: usize,
    worker: Option<usize>,
    label: usize,
}

impl Columns {
    fn of(header: &[u8], needs: Needs) -> Result<Self, LabelTableError> {
        let count = |wanted: u8| memchr_iter(wanted, header).count();
        let commas = count(b',');
        let separator = [b';', b'\t'].into_iter().find(|other| count(*other) > commas).unwrap_or(b',');
        let mut reader = ReaderBuilder::new().has_headers(false).delimiter(separator).from_reader(header);
        let mut record = ByteRecord::new();
        reader.read_byte_record(&mut record).map_err(|error| std::io::Error::other(error.to_string()))?;
        let names: Vec<String> = record.iter().map(|name| String::from_utf8_lossy(name).trim().to_owned()).collect();
        let find = |wanted: &'static str| {
            let found = names.iter().position(|name| name.eq_ignore_ascii_case(wanted));
            found.ok_or_else(|| LabelTableError::NoColumn { missing: wanted, columns: names.clone() })
        };
        let worker = if needs == Needs::Labels { Some(find("worker")?) } else { None };
        Ok(Self { separator, count: names.len(), task: find("task")?, worker, label: find("label")? })
    }
}

struct Table<'a, F> {
    columns: Columns,
    line: u64,
    rows: u64,
    /// Kept for the next block.
    places: Places,
    each: &'a mut F,
}

impl<F: FnMut(LabelRow<'_>) -> Result<(), LabelTableError>> Table<'_, F> {
    /// Reads `input`, of which `buffer` holds the beginning, up to its end; false at the first block
    /// that takes the csv crate, with `buffer` what is not read yet.
    fn whole_lines(&mut self, input: &mut impl Read, buffer: &mut Vec<u8>) -> Result<bool, LabelTableError> {
        let mut ended = false;
        loop {
            let whole = if ended { buffer.len() } else { memchr::memrchr(b'\n', buffer).map_or(0, |end| end + 1) };
            if !is_plain(&buffer[..whole]) {
                return Ok(false);
            }
            self.plain(&buffer[..whole])?;
            buffer.drain(..whole);
            if ended {
                return Ok(true);
            }
            ended = fill(input, buffer)?;
        }
    }

    /// Whole lines without quotes.
    fn plain(&mut self, block: &[u8]) -> Result<(), LabelTableError> {
        let text = std::str::from_utf8(block).map_err(|error| {
            let lines = memchr_iter(b'\n', &block[..error.valid_up_to()]).count();
            not_utf8(self.line + 1 + lines as u64)
        })?;
        let mut places = std::mem::take(&mut self.places);
        let cut = self.rows_of(block, text, places.find(block, self.columns.separator, b'\n'));
        self.places = places;
        cut
    }

    /// The rows of a block, cut at `places`.
    fn rows_of(&mut self, block: &[u8], text: &str, mut places: &[u32]) -> Result<(), LabelTableError> {
        let ends_row = |place: &u32| block[*place as usize] == b'\n';
        let mut start = 0;
        while start < block.len() {
            self.line += 1;
            // Rows mostly have as many cells as the header; those that do not are counted.
            let count = self.columns.count;
            let count = match places.get(..count) {
                Some(row) if row.iter().position(ends_row) == Some(count - 1) => count,
                _ => places.iter().position(ends_row).unwrap_or(places.len()) + 1,
            };
            let (row, later) = places.split_at(count.min(places.len()));
            // The last line of a file may lack its end.
            let end = row.get(count - 1).map_or(block.len(), |place| *place as usize);
            let end_of_text = if end > start && block[end - 1] == b'\r' { end - 1 } else { end };
            let cell = |cell: usize| {
                let from = cell.checked_sub(1).map_or(start, |before| row[before] as usize + 1);
                &text[from..if cell + 1 == count { end_of_text } else { row[cell] as usize }]
            };
            if count > 1 || start < end_of_text {
                self.row(count, self.line, cell)?;
            }
            places = later;
            start = end + 1;
        }
        Ok(())
    }

    /// Anything a CSV may hold.
    fn quoted(&mut self, rest: impl Read) -> Result<(), LabelTableError> {
        let mut builder = ReaderBuilder::new();
        let mut reader = builder
            .has_headers(false)
            .flexible(true)
            .delimiter(self.columns.separator)
            .from_reader(table_end::marked(rest));
        let mut record = ByteRecord::new();
        let before = self.line;
        while reader.read_byte_record(&mut record).map_err(|error| std::io::Error::other(error.to_string()))? {
            let line = before + record.position().map_or(0, csv::Position::line);
            match table_end::told(&record) {
                table_end::Row::Own => {}
                table_end::Row::End => break,
                table_end::Row::Unclosed => {
                    let what = format!("{}.", table_end::UNCLOSED);
                    let cure = table_end::UNCLOSED_CURE.to_owned();
                    return Err(LabelTableError::Row { line, column: None, what, cure });
                }
            }
            let mut texts = [""; 3];
            let needed = [Some(self.columns.task), self.columns.worker, Some(self.columns.label)];
            for (text, column) in texts.iter_mut().zip(needed) {
                let bytes = column.and_then(|column| record.get(column)).unwrap_or_default();
                *text = std::str::from_utf8(bytes).map_err(|_| not_utf8(line))?;
            }
            let (task, label) = (self.columns.task, self.columns.label);
            self.row(record.len(), line, |cell| {
                if cell == task {
                    texts[0]
                } else if cell == label {
                    texts[2]
                } else {
                    texts[1]
                }
            })?;
        }
        self.line = before + reader.position().line().saturating_sub(1);
        Ok(())
    }

    #[inline]
    fn row<'t>(&mut self, count: usize, line: u64, cell: impl Fn(usize) -> &'t str) -> Result<(), LabelTableError> {
        if count != self.columns.count {
            return Err(LabelTableError::Row {
                line,
                column: None,
                what: format!("The row has {count} cells, and the header has {}.", self.columns.count),
                cure: "Give the row as many cells as the header, and put a cell that holds a separator in quotes."
                    .to_owned(),
            });
        }
        let task = cell(self.columns.task);
        let worker = self.columns.worker.map_or("", &cell);
        let label = cell(self.columns.label);
        for (name, text, needed) in
            [("task", task, true), ("worker", worker, self.columns.worker.is_some()), ("label", label, true)]
        {
            if needed && text.is_empty() {
                return Err(LabelTableError::Row {
                    line,
                    column: Some(name),
                    what: format!("The row has no {name}."),
                    cure: format!("Fill the {name} in, or delete the row."),
                });
            }
        }
        self.rows += 1;
        (self.each)(LabelRow { line, task, worker, label })
    }
}

fn not_utf8(line: u64) -> LabelTableError {
    LabelTableError::Row {
        line,
        column: None,
        what: "The row is not UTF-8 text.".to_owned(),
        cure: "Save the table as UTF-8.".to_owned(),
    }
}

/// The cells of one row of a CSV, as a list of names is given in one word.
pub fn cells(row: &str) -> Vec<String> {
    let mut reader = ReaderBuilder::new().has_headers(false).from_reader(row.as_bytes());
    let record = reader.records().next().and_then(Result::ok);
    record.map_or_else(|| vec![row.to_owned()], |record| record.iter().map(str::to_owned).collect())
}

/// Writes a table: a header, then rows as long as it.
///
/// # Errors
/// What the file system says.
pub fn write_rows(out: impl Write, header: &[&str], rows: impl Iterator<Item = Vec<String>>) -> std::io::Result<()> {
    let mut writer = csv::WriterBuilder::new().from_writer(out);
    writer.write_record(header)?;
    for row in rows {
        writer.write_record(&row)?;
    }
    writer.flush()
}

/// Writes probabilities: `task`, then one column for each class.
///
/// # Errors
/// What the file system says.
pub fn write_probabilities<'a>(
    out: impl Write,
    classes: &[&str],
    rows: impl Iterator<Item = (&'a str, Vec<f64>)>,
) -> std::io::Result<()> {
    let mut writer = csv::WriterBuilder::new().from_writer(out);
    writer.write_field("task")?;
    writer.write_record(classes)?;
    for (task, probabilities) in rows {
        writer.write_field(task)?;
        writer.write_record(probabilities.iter().map(ToString::to_string))?;
    }
    writer.flush()
}
