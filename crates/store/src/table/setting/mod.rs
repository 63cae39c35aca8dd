//! Small things to remember with the project, such as where each reviewer stopped.

use crate::column::Queries as _;
use crate::error::StoreError;
use crate::reader::Reader;
use crate::transaction::Transaction;

impl Reader {
    /// The value kept under `key`.
    pub fn setting(&self, key: &str) -> Result<Option<String>, StoreError> {
        self.value("SELECT value FROM setting WHERE key = ?1", [key])
    }
}

impl Transaction<'_> {
    /// Keeps `value` under `key`, in place of what was there.
    pub fn put_setting(&mut self, key: &str, value: &str) -> Result<(), StoreError> {
        self.run("INSERT OR REPLACE INTO setting (key, value) VALUES (?1, ?2)", [key, value]).map(|_| ())
    }

    /// Forgets what is kept under `key`.
    pub fn remove_setting(&mut self, key: &str) -> Result<(), StoreError> {
        self.run("DELETE FROM setting WHERE key = ?1", [key]).map(|_| ())
    }
}
