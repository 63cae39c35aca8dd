//! Bytes to domain and back, one module a format, reading and writing together.
//!
//! Readers hand on items and issues one after another and never hold a whole file (a `FaithBench`
//! batch excepted, which is small by nature). Nothing here knows a path, SQL or a clock.

pub mod detect;
pub mod faithbench;
pub mod faithbench_write;
pub mod format;
mod given;
mod hub;
mod json_words;
pub mod jsonl;
pub mod jsonl_write;
pub mod label_table;
mod lines;
mod list;
mod loss;
mod mushroom;
mod mushroom_write;
pub mod options;
mod raw_review;
mod review;
pub mod sources;
pub mod table;
mod table_end;
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
    mut reader: R,
    options: &ReadOptions,
    sink: &mut dyn FnMut(Imported, Progress) -> ControlFlow<()>,
) -> Result<ReadSummary, ReadError> {
    if let Some(Detection { why, cure: Some(cure), .. }) = detect::no_text(reader.fill_buf()?) {
        return Err(ReadError::NotText { why, cure });
    }
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
    let columns = if detect::no_text(head).is_some() { Vec::new() } else { table::columns(head, options) };
    let mapping = table::mapping(&columns, options);
    let mut preview = Preview { columns, mapping, ..Preview::default() };
    // The head may end within a row: its last, broken row is not shown as trouble.
    let whole = head.iter().rposition(|byte| *byte == b'\n').map_or(head, |end| &head[..=end]);
    let head = if options.format == Format::Faithbench { head } else { whole };
    let outcome = read(head, options, &mut |imported, _| {
        match imported {
            Imported::Item(item) => preview.items.push(*item),
            // The head ends where it is cut, not where the file is.
            Imported::Issue(issue) if issue.message == jsonl::CUT => {}
            Imported::Issue(issue) => preview.issues.push(issue),
        }
        if preview.items.len() >= rows { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    });
    preview.trouble = outcome.err().map(|error| error.to_string());
    preview
}

/// Writes a format of one file.
pub fn write<E: From<WriteError>>(
    out: &mut dyn Write,
    format: Format,
    rows: Rows<'_, E>,
    options: &WriteOptions,
) -> Result<Written, E> {
    match format {
        Format::Jsonl => jsonl_write::write(out, rows, options),
        Format::Csv | Format::Tsv => table_write::write(out, format, rows, options),
        Format::Xsum => xsum_write::write(out, rows, options),
        Format::Mushroom => mushroom_write::write(out, rows, options),
        Format::Parquet | Format::Faithbench | Format::TextPairs => Err(not_written(format, "one file")),
    }
}

/// Writes a format of several files: a Hugging Face folder, or one `FaithBench` file for each batch.
pub fn write_folder<E: From<WriteError>>(
    sink: &mut dyn FolderSink,
    format: Format,
    rows: Rows<'_, E>,
    options: &WriteOptions,
) -> Result<Written, E> {
    match format {
        Format::Parquet => hub::write(sink, rows, options),
        Format::Faithbench => faithbench_write::write(sink, rows, options),
        Format::Jsonl | Format::Csv | Format::Tsv | Format::Xsum | Format::Mushroom | Format::TextPairs => {
            Err(not_written(format, "a folder"))
        }
    }
}

fn not_written<E: From<WriteError>>(format: Format, form: &str) -> E {
    WriteError::Encoding(format!("the format “{}” is not written as {form}.", format.name())).into()
}
