//! How connections to a project file are opened and set up.

use crate::error::StoreError;
use crate::migration;
use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};
use std::path::Path;
use std::time::Duration;

/// `TCHS`, in the header of every project file.
pub(crate) const APPLICATION_ID: i32 = 0x5443_4853;

/// Chosen by measurement for texts of some kilobytes (docs/performance.md).
const PAGE_SIZE: u32 = 8192;

/// How long a connection waits for another one's moment of writing.
const PATIENCE: Duration = Duration::from_secs(5);

/// A connection to a file that is there, or an error that says what it is instead.
pub(crate) fn open(path: &Path) -> Result<Connection, StoreError> {
    if !path.is_file() {
        let missing = StoreError::NotFound { path: path.to_owned() };
        return Err(if path.exists() { StoreError::NotAProject { path: path.to_owned() } } else { missing });
    }
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags)?;
    set_up_any(&connection)?;
    match connection.query_row("PRAGMA application_id", [], |row| row.get::<_, i32>(0)) {
        Ok(APPLICATION_ID) => {}
        Err(error) if error.sqlite_error_code() != Some(rusqlite::ErrorCode::NotADatabase) => {
            return Err(StoreError::from(error).at(path));
        }
        Ok(_) | Err(_) => return Err(StoreError::NotAProject { path: path.to_owned() }),
    }
    migration::refuse_newer(&connection)?;
    Ok(connection)
}

/// A connection to a new, empty file.
pub(crate) fn create(path: &Path) -> Result<Connection, StoreError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags)?;
    set_up_any(&connection)?;
    connection.pragma_update(None, "page_size", PAGE_SIZE)?;
    connection.pragma_update(None, "application_id", APPLICATION_ID)?;
    Ok(connection)
}

fn set_up_any(connection: &Connection) -> Result<(), StoreError> {
    connection.busy_timeout(PATIENCE)?;
    // Queries are planned once, not again for every value they are asked with.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    Ok(())
}

/// Sets a connection up for writing: the log ahead, and every commit on the disk before it returns.
pub(crate) fn for_writing(connection: &Connection) -> Result<(), StoreError> {
    connection.pragma_update(None, "journal_mode", "WAL")?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.pragma_update(None, "foreign_keys", true)?;
    connection.pragma_update(None, "recursive_triggers", true)?;
    // After a large import the log is cut back instead of staying as large as it was.
    connection.pragma_update(None, "journal_size_limit", 32 << 20)?;
    connection.pragma_update(None, "cache_size", -65_536)?;
    connection.set_prepared_statement_cache_capacity(256);
    Ok(())
}

/// Sets a connection up for reading beside the writer.
pub(crate) fn for_reading(connection: &Connection) -> Result<(), StoreError> {
    connection.pragma_update(None, "query_only", true)?;
    connection.pragma_update(None, "cache_size", -16_384)?;
    connection.set_prepared_statement_cache_capacity(128);
    Ok(())
}
