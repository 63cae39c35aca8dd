//! Bytes to domain and back, one module a format, reading and writing together.
//!
//! Readers hand on items and issues one after another and never hold a whole file (a `FaithBench`
//! batch excepted, which is small by nature). Nothing here knows a path, SQL or a clock.

pub mod detect;
pub mod faithbench;
pub mod faithbench_write;
pub mod format;
mod hub;
pub mod jsonl;
pub mod jsonl_write;
pub mod label_table;
mod lines;
mod loss;
mod mushroom;
mod mushroom_write;
pub mod options;
mod review;
pub mod sources;
pub mod table;
pub mod table_write;
pub mod text_pairs;
pub mod xsum;
mod xsum_write;

pub use detect::{Detection, detect};
pub use format::{Format, FormatNameError, What};
pub use loss::losses;
pub use mushroom::has_unsigned_labels;
pub use options::{
    ColumnMapping, FolderSink, Preview, Progress, ReadError, ReadOptions, ReadSummary, Reviewed, Rows, WriteError,
    WriteOptions, Written,
};

use std::io::{BufRead, Write};
use std::ops::ControlFlow;
use touchstone_domain::exchange::Imported;

/// Hands on what a file holds, row by row, until the sink breaks off.
pub fn read<R: BufRead>(
    reader: R,
    options: &ReadOptions,
    sink: &mut dyn FnMut(Imported, Progress) -> ControlFlow<()>,
) -> Result<ReadSummary, ReadError> {
    match options.format {
        Format::Jsonl => jsonl::read(reader, options, sink),
        Format::Csv | Format::Tsv => table::read(reader, options, sink),
        Format::Faithbench => faithbench::read(reader, options, sink),
        Format::Xsum => xsum::read(reader, options, sink),
        Format::Mushroom => mushroom::read(reader, options, sink),
        Format::Parquet | Format::TextPairs => Err(ReadError::NotReadable { format: options.format.name() }),
    }
}

/// What the first rows of a file would become.
pub fn preview(head: &[u8], options: &ReadOptions, rows: usize) -> Preview {
    let columns = table::columns(head, options);
    let mapping = table::mapping(&columns, options);
    let mut preview = Preview { columns, mapping, ..Preview::default() };
    // The head may end within a row: its last, broken row is not shown as trouble.
    let whole = head.iter().rposition(|byte| *byte == b'\n').map_or(head, |end| &head[..=end]);
    let head = if options.format == Format::Faithbench { head } else { whole };
    let outcome = read(head, options, &mut |imported, _| {
        match imported {
            Imported::Item(item) => preview.items.push(*item),
            Imported::Issue(issue) => preview.issues.push(issue),
        }
        if preview.items.len() >= rows { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    });
    preview.trouble = outcome.err().map(|error| error.to_string());
    preview
}

/// Writes Touchstone JSONL.
pub fn write_jsonl<E: From<WriteError>>(
    out: &mut dyn Write,
    rows: Rows<'_, E>,
    options: &WriteOptions,
) -> Result<Written, E> {
    jsonl_write::write(out, rows, options)
}

/// Writes one long table.
pub fn write_table<E: From<WriteError>>(
    out: &mut dyn Write,
    format: Format,
    rows: Rows<'_, E>,
    options: &WriteOptions,
) -> Result<Written, E> {
    table_write::write(out, format, rows, options)
}

/// Writes one `FaithBench` file for each batch.
pub fn write_faithbench<E: From<WriteError>>(
    sink: &mut dyn FolderSink,
    rows: Rows<'_, E>,
    options: &WriteOptions,
) -> Result<Written, E> {
    faithbench_write::write(sink, rows, options)
}

/// Writes a Hugging Face folder: Parquet tables and a dataset card.
pub fn write_hub<E: From<WriteError>>(
    sink: &mut dyn FolderSink,
    rows: Rows<'_, E>,
    options: &WriteOptions,
) -> Result<Written, E> {
    hub::write(sink, rows, options)
}

/// Writes the `XSum` hallucination table.
pub fn write_xsum<E: From<WriteError>>(
    out: &mut dyn Write,
    rows: Rows<'_, E>,
    options: &WriteOptions,
) -> Result<Written, E> {
    xsum_write::write(out, rows, options)
}

/// Writes Mu-SHROOM.
pub fn write_mushroom<E: From<WriteError>>(
    out: &mut dyn Write,
    rows: Rows<'_, E>,
    options: &WriteOptions,
) -> Result<Written, E> {
    mushroom_write::write(out, rows, options)
}
