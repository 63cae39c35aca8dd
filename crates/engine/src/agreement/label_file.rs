//! Label tables from files: rows streamed, every bad one named by its line.

use crate::agreement::votes::VotesOptions;
use crate::error::EngineError;
use crate::work::Work;
use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::fs::File;
use std::path::Path;
use std::sync::atomic::Ordering::Relaxed;
use std::sync::atomic::{AtomicBool, AtomicU64};
use touchstone_analysis::threads::{at_once, both, threads};
use touchstone_analysis::votes::{LabelTable, LabelTableBuilder, TablePart};
use touchstone_formats::label_table::{LabelRow, LabelTableError, Needs, Part, parts, read};

fn open(path: &Path) -> Result<File, EngineError> {
    File::open(path).map_err(|error| EngineError::reading(path, error))
}

/// Rows between two looks at whether to stop.
const STRIDE: u64 = 1 << 16;

/// Reads `path` row by row, and stops when asked to.
fn each_row(
    path: &Path,
    needs: Needs,
    work: &mut Work<'_>,
    each: &mut impl FnMut(LabelRow<'_>) -> Result<(), LabelTableError>,
) -> Result<(), EngineError> {
    let mut stopped = None;
    let mut rows = 0;
    let read = read(open(path)?, needs, &mut |row| {
        rows += 1;
        if rows % STRIDE == 0
            && let Err(error) = work.step("rows", rows, None)
        {
            stopped = Some(error);
            return Err(LabelTableError::Empty);
        }
        each(row)
    });
    match (stopped, read) {
        (Some(stopped), _) => Err(stopped),
        (None, Ok(_)) => Ok(()),
        (None, Err(LabelTableError::Io(error))) => Err(EngineError::reading(path, error)),
        (None, Err(error)) => Err(EngineError::LabelTable { path: path.to_owned(), error }),
    }
}

/// The labels of a file; classes are those declared, else those that appear, numbers by size.
pub(super) fn labels(path: &Path, options: &VotesOptions, work: &mut Work<'_>) -> Result<LabelTable, EngineError> {
    let parts = match in_parts(path, options, work)? {
        Some(parts) => parts,
        None => vec![row_by_row(path, options, work)?],
    };
    let numbers = parts.iter().flat_map(TablePart::classes).all(|class| number(class).is_some());
    if options.ordinal && options.classes.is_none() && !numbers {
        let reason = "The classes are words, and their order is not known.".to_owned();
        return Err(EngineError::BadClasses { reason });
    }
    match LabelTable::of(parts, if numbers { by_number } else { str::cmp }) {
        Ok(table) => Ok(table),
        Err((task, worker)) => Err(repeated(path, &task, &worker, work)),
    }
}

/// Adds a row, or says that its class was not declared.
#[inline]
fn add(builder: &mut LabelTableBuilder, row: LabelRow<'_>) -> Result<(), LabelTableError> {
    if builder.add(row.task, row.worker, row.label) {
        return Ok(());
    }
    Err(LabelTableError::Row {
        line: row.line,
        column: Some("label"),
        what: format!("“{}” is not among the classes given with --classes.", row.label),
        cure: "Add the class to --classes, or mend the row.".to_owned(),
    })
}

fn row_by_row(path: &Path, options: &VotesOptions, work: &mut Work<'_>) -> Result<TablePart, EngineError> {
    let mut builder = LabelTableBuilder::new(options.classes.as_deref());
    each_row(path, Needs::Labels, work, &mut |row| add(&mut builder, row))?;
    Ok(builder.finish())
}

/// Reads a large file on all threads. None where it has to be read row by row: a cell stands in
/// quotes, or a row cannot be used, which then is named by its line.
fn in_parts(path: &Path, options: &VotesOptions, work: &mut Work<'_>) -> Result<Option<Vec<TablePart>>, EngineError> {
    let Some(mut others) = parts(path, Needs::Labels, threads()) else { return Ok(None) };
    let first = others.remove(0);
    let (rows, ended) = (AtomicU64::new(0), AtomicBool::new(false));
    let collect = |part: Part, look: &mut dyn FnMut(u64) -> Result<(), EngineError>| {
        let mut builder = LabelTableBuilder::new(options.classes.as_deref());
        let mut stopped = Ok(());
        let read = part.read(&mut |row| {
            if row.line % STRIDE == 0 {
                stopped = look(rows.fetch_add(STRIDE, Relaxed) + STRIDE);
                if stopped.is_err() || ended.load(Relaxed) {
                    return Err(LabelTableError::Empty);
                }
            }
            add(&mut builder, row)
        });
        let whole = read.is_ok_and(|plain| plain);
        if !whole {
            ended.store(true, Relaxed);
        }
        stopped.map(|()| whole.then(|| builder.finish()))
    };
    let (first, others) = both(
        || collect(first, &mut |rows| work.step("rows", rows, None)),
        || at_once(others, |part| collect(part, &mut |_| Ok(()))),
    );
    let parts: Option<Vec<TablePart>> = std::iter::once(first).chain(others).collect::<Result<_, _>>()?;
    Ok(parts.filter(|parts| parts.iter().any(|part| !part.is_empty())))
}

/// A class that is a number, for its place among others.
pub(super) fn number(class: &str) -> Option<f64> {
    class.trim().parse().ok().filter(|number: &f64| number.is_finite())
}

/// Numbers by size.
pub(super) fn by_number(a: &str, b: &str) -> Ordering {
    number(a).partial_cmp(&number(b)).unwrap_or(Ordering::Equal).then_with(|| a.cmp(b))
}

/// Finds the second of two rows of one worker for one task.
fn repeated(path: &Path, task: &str, worker: &str, work: &mut Work<'_>) -> EngineError {
    let mut first = None;
    let again = each_row(path, Needs::Labels, work, &mut |row| {
        if (row.task, row.worker) != (task, worker) {
            return Ok(());
        }
        let Some(before) = first.replace(row.line) else { return Ok(()) };
        Err(LabelTableError::Row {
            line: row.line,
            column: None,
            what: format!("“{worker}” labels “{task}” for the second time; the first is line {before}."),
            cure: "Keep one of the two rows.".to_owned(),
        })
    });
    let gone = || EngineError::LabelTable { path: path.to_owned(), error: LabelTableError::Empty };
    again.err().unwrap_or_else(gone)
}

/// The gold labels of a file.
pub(super) fn gold(path: &Path, work: &mut Work<'_>) -> Result<BTreeMap<String, String>, EngineError> {
    let mut gold = BTreeMap::new();
    each_row(path, Needs::Gold, work, &mut |row| {
        let before = gold.insert(row.task.to_owned(), row.label.to_owned());
        if before.is_some_and(|before| before != row.label) {
            return Err(LabelTableError::Row {
                line: row.line,
                column: Some("task"),
                what: format!("“{}” has two different gold labels.", row.task),
                cure: "Keep one of the two rows.".to_owned(),
            });
        }
        Ok(())
    })?;
    Ok(gold)
}
