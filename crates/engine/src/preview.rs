//! The first record of an export, as text, to be looked at before anything is written.

use crate::error::EngineError;
use crate::export::{ExportOptions, first_record, part};
use crate::project::PROGRAM;
use crate::work::Work;
use std::io::{self, Write};
use std::sync::{Arc, Mutex, PoisonError};
use touchstone_formats::{FolderSink, Format, WriteOptions};
use touchstone_store::Reader;

/// Collects the first file of a folder that is only looked at.
#[derive(Default)]
struct FirstFile {
    text: Arc<Mutex<Vec<u8>>>,
}

struct Shared(Arc<Mutex<Vec<u8>>>);

impl Write for Shared {
    fn write(&mut self, buffer: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).extend_from_slice(buffer);
        Ok(buffer.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl FolderSink for FirstFile {
    fn file(&mut self, _: &str) -> io::Result<Box<dyn Write + Send>> {
        Ok(Box::new(Shared(self.text.clone())))
    }
}

/// The first record as the format writes it (for Parquet, which is no text, as one JSON line); none
/// when there is no record.
pub fn first_record_text(
    reader: &Reader,
    options: &ExportOptions,
    work: &mut Work<'_>,
) -> Result<Option<String>, EngineError> {
    let Some(mut record) = first_record(reader, options, work)? else { return Ok(None) };
    let write_options = WriteOptions {
        what: part(options),
        schema: reader.schema()?,
        notes: options.notes,
        project_name: reader.project_facts()?.name,
        program: PROGRAM.to_owned(),
        run: reader.newest_run()?,
        given_gold: record.given.is_some(),
    };
    if options.format == Format::Parquet {
        // Its line is written as JSON, which would hold what the tables do not.
        record.given = None;
    }
    let mut rows = std::iter::once(Ok::<_, EngineError>(record));
    let mut text = Vec::new();
    match options.format {
        Format::Faithbench => {
            let mut folder = FirstFile::default();
            touchstone_formats::write_folder(&mut folder, Format::Faithbench, &mut rows, &write_options)?;
            text = std::mem::take(&mut *folder.text.lock().unwrap_or_else(PoisonError::into_inner));
        }
        // Parquet is no text: its record is shown as one JSON line.
        Format::Parquet => drop(touchstone_formats::write(&mut text, Format::Jsonl, &mut rows, &write_options)?),
        format @ (Format::Jsonl | Format::Csv | Format::Tsv | Format::Xsum | Format::Mushroom | Format::TextPairs) => {
            touchstone_formats::write(&mut text, format, &mut rows, &write_options)?;
        }
    }
    Ok(Some(String::from_utf8_lossy(&text).into_owned()))
}
