//! Versions of the label schema: all are kept, the largest is in force.

use crate::column::{Queries as _, json, to_json};
use crate::error::StoreError;
use crate::reader::Reader;
use crate::transaction::Transaction;
use rusqlite::params;
use touchstone_domain::label::LabelSchema;

impl Reader {
    /// The schema in force.
    pub fn schema(&self) -> Result<LabelSchema, StoreError> {
        let newest = "SELECT definition FROM label_schema ORDER BY version DESC LIMIT 1";
        self.one(newest, [], |row| json(row, 0))?
            .ok_or_else(|| StoreError::Unknown { what: "schema version", id: "1".to_owned() })
    }

    /// An earlier version of it, if there is one of that number.
    pub fn schema_version(&self, version: u32) -> Result<Option<LabelSchema>, StoreError> {
        self.one("SELECT definition FROM label_schema WHERE version = ?1", [version], |row| json(row, 0))
    }
}

impl Transaction<'_> {
    /// Puts a new version in force; its number must be new. Earlier ones stay as they are.
    pub fn set_schema(&mut self, schema: &LabelSchema) -> Result<(), StoreError> {
        let row = params![schema.version, to_json(schema)];
        self.run("INSERT INTO label_schema (version, definition) VALUES (?1, ?2)", row).map(|_| ())
    }
}
