//! How connections to a project file are opened and set up.

use crate::error::StoreError;
use crate::migration;
use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};
use std::path::Path;
use std::time::Duration;

/// What a file is: it stands in its header.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileKind {
    /// A project.
    Project,
    /// A packet: the items of one reviewer, to be worked in and sent back.
    Packet,
}

impl FileKind {
    /// `TCHS` or `TCHP`.
    const fn application_id(self) -> i32 {
        match self {
            Self::Project => 0x5443_4853,
            Self::Packet => 0x5443_4850,
        }
    }

    /// The error that a file is not of this kind.
    fn expected(self, path: &Path) -> StoreError {
        match self {
            Self::Project => StoreError::NotAProject { path: path.to_owned() },
            Self::Packet => StoreError::NotAPacket { path: path.to_owned() },
        }
    }
}

/// Chosen by measurement for texts of some kilobytes (docs/performance.md).
const PAGE_SIZE: u32 = 8192;

/// How long a connection waits for another one's moment of writing.
const PATIENCE: Duration = Duration::from_secs(5);

/// Whether a file that nobody has open ends before its header says: SQLite itself reads what is
/// missing of the last page as zeros.
pub fn is_cut_short(path: &Path) -> std::io::Result<bool> {
    use std::io::Read as _;
    let mut header = [0; 32];
    let mut file = std::fs::File::open(path)?;
    let length = file.metadata()?.len();
    if file.read_exact(&mut header).is_err() {
        return Ok(length > 0);
    }
    let page = match u16::from_be_bytes([header[16], header[17]]) {
        1 => 65_536,
        size => u64::from(size),
    };
    let pages = u64::from(u32::from_be_bytes([header[28], header[29], header[30], header[31]]));
    Ok(length < page * pages)
}

/// A connection to a file of this kind, or an error that says what it is instead.
pub(crate) fn open(path: &Path, kind: FileKind) -> Result<Connection, StoreError> {
    if !path.is_file() {
        let missing = StoreError::NotFound { path: path.to_owned() };
        return Err(if path.exists() { kind.expected(path) } else { missing });
    }
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags)?;
    set_up_any(&connection)?;
    match connection.query_row("PRAGMA application_id", [], |row| row.get::<_, i32>(0)) {
        Ok(id) if id == kind.application_id() => {}
        Ok(id) if kind == FileKind::Project && id == FileKind::Packet.application_id() => {
            return Err(StoreError::IsAPacket { path: path.to_owned() });
        }
        Err(error) if error.sqlite_error_code() != Some(rusqlite::ErrorCode::NotADatabase) => {
            return Err(StoreError::from(error).at(path));
        }
        Ok(_) | Err(_) => return Err(kind.expected(path)),
    }
    migration::refuse_newer(&connection)?;
    Ok(connection)
}

/// A connection to a new, empty file.
pub(crate) fn create(path: &Path, kind: FileKind) -> Result<Connection, StoreError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags)?;
    set_up_any(&connection)?;
    connection.pragma_update(None, "page_size", PAGE_SIZE)?;
    connection.pragma_update(None, "application_id", kind.application_id())?;
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
