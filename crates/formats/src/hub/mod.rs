//! A Hugging Face folder: three Parquet tables, written in one pass, and a dataset card.
//!
//! Nothing of it depends on a clock or a machine. Rows are held until they make a row group, so
//! memory does not grow with the project.

mod card;
mod columns;
mod shred;

use crate::loss::losses;
use crate::options::{FolderSink, Rows, WriteError, WriteOptions, Written};
use crate::{Format, What};
use card::Card;
use columns::{ANNOTATIONS, CONSENSUS, ITEMS, SPAN, Table};
use parquet::basic::{Compression, ZstdLevel};
use parquet::errors::ParquetError;
use parquet::file::metadata::RowGroupMetaData;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::parser::parse_message_type;
use parquet::schema::types::Type;
use serde_json::Value;
use std::io::{self, Write};
use std::sync::Arc;
use touchstone_domain::exchange::ExportedItem;

/// A row group is written when about so many bytes are held, or so many rows.
const GROUP_BYTES: usize = 16 << 20;
const GROUP_ROWS: usize = 100_000;

/// A table on its way.
struct Output {
    table: &'static Table,
    schema: Type,
    file: SerializedFileWriter<Box<dyn Write + Send>>,
    held: shred::Rows,
    rows: u64,
}

impl From<ParquetError> for WriteError {
    fn from(error: ParquetError) -> Self {
        // What the disk says is told as the disk's trouble, whatever it came through.
        if let ParquetError::External(inner) = error {
            return match inner.downcast::<io::Error>() {
                Ok(error) => Self::Io(*error),
                Err(other) => Self::Encoding(other.to_string()),
            };
        }
        Self::Encoding(error.to_string())
    }
}

impl Output {
    fn begin(
        table: &'static Table,
        sink: &mut dyn FolderSink,
        options: &WriteOptions,
        compression: Compression,
    ) -> Result<Self, WriteError> {
        let schema = parse_message_type(&table.schema.replace("SPAN", SPAN))?;
        let properties =
            WriterProperties::builder().set_created_by(options.program.clone()).set_compression(compression).build();
        let sink = sink.file(&format!("data/{}.parquet", table.name))?;
        let file = SerializedFileWriter::new(sink, Arc::new(schema.clone()), Arc::new(properties))?;
        Ok(Self { table, held: shred::Rows::new(&schema)?, schema, file, rows: 0 })
    }

    fn push(&mut self, row: &Value) -> Result<(), WriteError> {
        self.held.push(row)?;
        self.rows += 1;
        if self.held.bytes >= GROUP_BYTES || self.held.count >= GROUP_ROWS {
            self.held.flush(&mut self.file)?;
        }
        Ok(())
    }

    /// Ends the file, and tells the size of its values before compression.
    fn end(mut self) -> Result<(&'static Table, Type, u64, i64), WriteError> {
        self.held.flush(&mut self.file)?;
        let metadata = self.file.finish()?;
        self.file.inner_mut().flush()?;
        let bytes = metadata.row_groups().iter().map(RowGroupMetaData::total_byte_size).sum();
        Ok((self.table, self.schema, self.rows, bytes))
    }
}

/// Writes `data/items.parquet`, `data/annotations.parquet`, `data/consensus.parquet` and `README.md`.
pub(crate) fn write<E: From<WriteError>>(
    sink: &mut dyn FolderSink,
    rows: Rows<'_, E>,
    options: &WriteOptions,
) -> Result<Written, E> {
    let mut written = Written { records: 0, lost: losses(Format::Parquet, What::Gold, options.given_gold) };
    let compression = Compression::ZSTD(ZstdLevel::try_new(3).map_err(WriteError::from)?);
    let mut begin = |table| Output::begin(table, sink, options, compression);
    let (mut items, mut annotations, mut consensus) = (begin(&ITEMS)?, begin(&ANNOTATIONS)?, begin(&CONSENSUS)?);
    let mut card = Card::default();
    for row in rows {
        let item: ExportedItem = row?;
        card.take(&item);
        items.push(&columns::item_row(&item))?;
        for row in columns::annotation_rows(&item, options) {
            annotations.push(&row)?;
        }
        if let Some(row) = columns::consensus_row(&item, options) {
            consensus.push(&row)?;
        }
        written.records += 1;
    }
    for output in [consensus, annotations, items] {
        let (table, schema, rows, bytes) = output.end()?;
        card.table(table, &schema, rows, bytes);
    }
    let text = card.text(options, &written.lost);
    let mut readme = sink.file("README.md").map_err(WriteError::from)?;
    readme.write_all(text.as_bytes()).and_then(|()| readme.flush()).map_err(WriteError::from)?;
    Ok(written)
}
