//! A connection with the queries that only read; each table adds its own in `table/`.

use crate::column::Queries;
use crate::error::StoreError;
use rusqlite::{CachedStatement, Connection, InterruptHandle};

/// Everything that can be asked of a project file.
#[derive(Debug)]
pub struct Reader {
    connection: Connection,
}

impl Reader {
    pub(crate) const fn new(connection: Connection) -> Self {
        Self { connection }
    }

    pub(crate) const fn connection(&self) -> &Connection {
        &self.connection
    }

    pub(crate) fn into_connection(self) -> Connection {
        self.connection
    }

    /// Lets another thread stop a query that runs too long; it then ends with
    /// [`StoreError::Interrupted`].
    pub fn stopper(&self) -> Stopper {
        Stopper { handle: self.connection.get_interrupt_handle() }
    }
}

impl Queries for Reader {
    fn cached(&self, sql: &str) -> Result<CachedStatement<'_>, StoreError> {
        self.connection.cached(sql)
    }
}

/// Stops the running query of one connection.
pub struct Stopper {
    handle: InterruptHandle,
}

impl Stopper {
    /// Stops it. Without a running query, nothing happens.
    pub fn stop(&self) {
        self.handle.interrupt();
    }
}

impl std::fmt::Debug for Stopper {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Stopper")
    }
}
