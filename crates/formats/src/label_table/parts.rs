//! A large table as parts that are read at the same time.

use super::places::Places;
use super::{BLOCK, Columns, LabelRow, LabelTableError, Needs, Table, begin};
use memchr::memchr;
use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::path::Path;

/// A part is worth a thread of its own from so many bytes on.
const LEAST: u64 = 1 << 20;

/// Whole lines of a table, as far as it can be told without reading them: a cell in quotes that
/// holds a line break may stand across the border of two parts.
#[derive(Debug)]
pub struct Part {
    file: File,
    bytes: u64,
    columns: Columns,
}

/// Cuts the table at `path` into at most `count` parts. None where reading it from the beginning is
/// the better way: it is small, no plain file, or its header cannot be used.
pub fn parts(path: &Path, needs: Needs, count: u32) -> Option<Vec<Part>> {
    let mut file = File::open(path).ok()?;
    let about = file.metadata().ok().filter(std::fs::Metadata::is_file)?;
    let count = u64::from(count).min(about.len() / LEAST);
    if count < 2 {
        return None;
    }
    let begun = begin(&mut file, needs).ok()?;
    let share = (about.len() - begun.header) / count;
    let mut borders = vec![begun.header];
    for part in 1..count {
        borders.push(line_from(&mut file, begun.header + part * share)?);
    }
    borders.push(about.len());
    let part = |border: &[u64]| {
        let mut file = File::open(path).ok()?;
        file.seek(SeekFrom::Start(border[0])).ok()?;
        Some(Part { file, bytes: border[1].checked_sub(border[0])?, columns: begun.columns.clone() })
    };
    borders.windows(2).map(part).collect()
}

/// Where the first line begins that begins behind `from`; none where none is near.
fn line_from(file: &mut File, from: u64) -> Option<u64> {
    file.seek(SeekFrom::Start(from)).ok()?;
    let mut block = Vec::with_capacity(BLOCK);
    file.take(BLOCK as u64).read_to_end(&mut block).ok()?;
    memchr(b'\n', &block).map(|end| from + end as u64 + 1)
}

impl Part {
    /// Reads the part row by row, lines counted within it. False where it holds a cell in quotes, so
    /// that the table is to be read from the beginning.
    ///
    /// # Errors
    /// The first row that cannot be used, or what `each` says.
    pub fn read(
        self,
        each: &mut impl FnMut(LabelRow<'_>) -> Result<(), LabelTableError>,
    ) -> Result<bool, LabelTableError> {
        let mut table = Table { columns: self.columns, line: 0, rows: 0, places: Places::default(), each };
        table.whole_lines(&mut self.file.take(self.bytes), &mut Vec::with_capacity(2 * BLOCK))
    }
}
