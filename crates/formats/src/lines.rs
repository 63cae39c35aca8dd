//! Lines of a file, with a limit on their length and without trusting their bytes.

use std::io::{self, BufRead};
use touchstone_domain::exchange::{Issue, IssueCode};

/// A row longer than this is passed over without being held in memory.
pub(crate) const LONGEST_ROW: usize = 32 << 20;

/// One line.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Line {
    /// As it came, without its end.
    Whole,
    /// Passed over.
    TooLong,
}

/// Reads lines into one buffer.
pub(crate) struct Lines<R> {
    reader: R,
    pub(crate) buffer: Vec<u8>,
    pub(crate) number: u64,
    pub(crate) bytes: u64,
}

impl<R: BufRead> Lines<R> {
    pub(crate) const fn new(reader: R) -> Self {
        Self { reader, buffer: Vec::new(), number: 0, bytes: 0 }
    }

    /// The next line, or none at the end.
    pub(crate) fn next(&mut self) -> io::Result<Option<Line>> {
        self.buffer.clear();
        let (mut line, mut any) = (Line::Whole, false);
        loop {
            let available = match self.reader.fill_buf() {
                Ok(available) => available,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(error),
            };
            if available.is_empty() {
                break;
            }
            any = true;
            let end = available.iter().position(|byte| *byte == b'\n');
            let taken = end.map_or(available.len(), |end| end + 1);
            if self.buffer.len() + taken > LONGEST_ROW {
                line = Line::TooLong;
                self.buffer.clear();
            }
            if line == Line::Whole {
                self.buffer.extend_from_slice(&available[..end.unwrap_or(available.len())]);
            }
            self.reader.consume(taken);
            self.bytes += taken as u64;
            if end.is_some() {
                break;
            }
        }
        if !any {
            return Ok(None);
        }
        self.number += 1;
        if self.number == 1 && self.buffer.starts_with(b"\xef\xbb\xbf") {
            self.buffer.drain(..3);
        }
        if self.buffer.last() == Some(&b'\r') {
            self.buffer.pop();
        }
        Ok(Some(line))
    }
}

/// Whether the first line of a table ends with CR LF.
pub(crate) fn ends_with_crlf(head: &[u8]) -> bool {
    let end = head.iter().position(|byte| *byte == b'\n');
    end.is_some_and(|end| head[..end].ends_with(b"\r"))
}

/// The line that a row of a table begins in. The reader of tables takes a row to begin at its own line
/// feed when the row before ended with a carriage return, which is one line too early.
pub(crate) fn line_of(row: &csv::ByteRecord, is_crlf: bool) -> u64 {
    row.position().map_or(0, csv::Position::line) + u64::from(is_crlf)
}

/// An issue of a row.
pub(crate) fn issue(file: &str, line: u64, field: Option<&str>, code: IssueCode, message: String) -> Issue {
    Issue { file: file.to_owned(), line, field: field.map(str::to_owned), code, message }
}

/// The issue of a row beyond [`LONGEST_ROW`].
pub(crate) fn too_long(file: &str, line: u64) -> Issue {
    let message = format!(
        "This row is longer than {} MB and was left out. Split it, or cut what is not text.",
        LONGEST_ROW >> 20
    );
    issue(file, line, None, IssueCode::TooLong, message)
}

/// The issue of bytes that are not UTF-8.
pub(crate) fn invalid_utf8(file: &str, line: u64, at: usize) -> Issue {
    let message = format!("Byte {} of this row is not UTF-8; the row was left out. Save the file as UTF-8.", at + 1);
    issue(file, line, None, IssueCode::InvalidUtf8, message)
}
