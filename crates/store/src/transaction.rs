//! Changes that are made together or not at all.

use crate::error::StoreError;
use crate::reader::Reader;
use crate::table::pending::Pending;
use std::ops::Deref;

/// An open transaction: all that [`Reader`] can be asked, and everything that changes the file
/// (each table adds its own in `table/`). Sums ([`Reader::counts`], facets, progress) are written
/// when it ends, and read within it as they were at its beginning.
#[derive(Debug)]
pub struct Transaction<'a> {
    reader: &'a Reader,
    pub(crate) pending: Pending,
}

impl Deref for Transaction<'_> {
    type Target = Reader;
    fn deref(&self) -> &Reader {
        self.reader
    }
}

/// When a transaction takes the databases of its connection for writing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Begin {
    /// All of them, now.
    Writing,
    /// Each when it is first written: an attached project that is only read stays free for its writer.
    WhenNeeded,
}

/// Takes back what was not committed, also when the work panics.
struct Undo<'a>(&'a Reader);

impl Drop for Undo<'_> {
    fn drop(&mut self) {
        if !self.0.connection().is_autocommit() {
            // SQLite has rolled back already where this fails.
            let _ = self.0.connection().execute_batch("ROLLBACK");
        }
    }
}

impl<'a> Transaction<'a> {
    /// The queries, for reading while something is written.
    pub(crate) const fn reader(&self) -> &'a Reader {
        self.reader
    }

    pub(crate) fn within<T, E: From<StoreError>>(
        reader: &'a Reader,
        begin: Begin,
        work: impl FnOnce(&mut Transaction<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        let begin = match begin {
            Begin::Writing => "BEGIN IMMEDIATE",
            Begin::WhenNeeded => "BEGIN",
        };
        reader.connection().execute_batch(begin).map_err(StoreError::from)?;
        let undo = Undo(reader);
        let mut transaction = Transaction { reader, pending: Pending::default() };
        let done = work(&mut transaction)?;
        transaction.flush()?;
        reader.connection().execute_batch("COMMIT").map_err(StoreError::from)?;
        drop(undo);
        Ok(done)
    }
}
