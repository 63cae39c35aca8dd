//! The end of a table, and whether a quotation mark is still open there: then the rest of the file
//! would be one cell, and nobody would see that rows are missing.

use crate::lines::issue;
use csv::ByteRecord;
use std::io::Read;
use touchstone_domain::exchange::{Issue, IssueCode};

/// Read behind the last byte of a table. It is a row of its own unless a quotation mark is open.
const END: &[u8] = b"\n\0end\0\n";

/// The table with its end marked.
pub(crate) fn marked<R: Read>(table: R) -> impl Read {
    table.chain(END)
}

/// What a row of a marked table is.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Row {
    /// One of the table's own.
    Own,
    /// It holds all that follows a quotation mark that is never closed.
    Unclosed,
    /// Nothing: the table is over.
    End,
}

/// Tells the rows of a marked table apart.
pub(crate) fn told(record: &ByteRecord) -> Row {
    let mark = END.trim_ascii();
    match record.get(record.len().saturating_sub(1)) {
        Some(last) if last == mark && record.len() == 1 => Row::End,
        Some(last) if last.trim_ascii_end().ends_with(mark) => Row::Unclosed,
        _ => Row::Own,
    }
}

/// What is wrong with such a row.
pub(crate) const UNCLOSED: &str =
    "A quotation mark in this row is opened and never closed, so that the rest of the file would be one cell";

/// What to do about it.
pub(crate) const UNCLOSED_CURE: &str = "Close it, or double it where it is meant as a character.";

/// The issue of such a row.
pub(crate) fn unclosed(file: &str, line: u64) -> Issue {
    issue(file, line, None, IssueCode::Syntax, format!("{UNCLOSED}; it was left out. {UNCLOSED_CURE}"))
}

/// Whether the table is over with this row. Where that is because of a quotation mark, `issues` get it.
pub(crate) fn ends(record: &ByteRecord, file: &str, line: u64, issues: &mut Vec<Issue>) -> bool {
    let row = told(record);
    issues.extend((row == Row::Unclosed).then(|| unclosed(file, line)));
    row != Row::Own
}

#[cfg(test)]
mod tests {
    use super::{Row, marked, told};
    use csv::{ByteRecord, ReaderBuilder};

    #[test]
    fn the_end_is_seen_and_so_is_a_mark_that_is_never_closed() {
        let cases = [
            ("a,b\n", Row::End),
            ("a,b", Row::End),
            ("a,\"b\"\r\n", Row::End),
            ("a,say \"b\n", Row::End),
            ("a,\"b\"\"\"\n\n", Row::End),
            ("a,\"b\n", Row::Unclosed),
            ("\"", Row::Unclosed),
            ("a,\"b\"\"\nc,d", Row::Unclosed),
        ];
        for (table, end) in cases {
            let mut reader =
                ReaderBuilder::new().has_headers(false).flexible(true).from_reader(marked(table.as_bytes()));
            let (mut record, mut last) = (ByteRecord::new(), Row::Own);
            while last == Row::Own && reader.read_byte_record(&mut record).unwrap() {
                last = told(&record);
            }
            assert_eq!(last, end, "{table:?}");
        }
    }
}
