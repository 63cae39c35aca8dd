//! Which files were imported, and what was reported of them.

use crate::column::Queries as _;
use crate::error::StoreError;
use crate::reader::Reader;
use crate::transaction::Transaction;
use rusqlite::params;
use touchstone_domain::id::Digest;

/// One import of one file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportRecord {
    /// The file's name.
    pub file: String,
    /// SHA-256 of its bytes.
    pub digest: Digest,
    /// The report, as JSON of the importer.
    pub report: String,
}

impl Reader {
    /// All imports, oldest first.
    pub fn import_records(&self) -> Result<Vec<ImportRecord>, StoreError> {
        self.all("SELECT file, digest, report FROM import_record ORDER BY number", [], |row| {
            Ok(ImportRecord { file: row.get(0)?, digest: Digest::from_bytes(row.get(1)?), report: row.get(2)? })
        })
    }
}

impl Transaction<'_> {
    /// Remembers an import.
    pub fn import_record(&mut self, file: &str, digest: Digest, report: &str) -> Result<(), StoreError> {
        let row = params![file, digest.as_bytes(), report];
        self.run("INSERT INTO import_record (file, digest, report) VALUES (?1, ?2, ?3)", row).map(|_| ())
    }
}
