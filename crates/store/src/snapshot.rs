//! The project as it was at one moment, read beside an open writer.

use crate::connection::{self, FileKind};
use crate::copy::write_copy;
use crate::error::StoreError;
use crate::migration;
use crate::project_file::ProjectFile;
use crate::reader::Reader;
use std::ops::Deref;
use std::path::Path;

/// A view of the project that does not change while it is open and keeps nobody from writing.
#[derive(Debug)]
pub struct Snapshot {
    reader: Reader,
}

impl Snapshot {
    /// Opens the file for reading. Takes no lock: a writer may be at work, and may come and go.
    pub fn open(path: &Path) -> Result<Self, StoreError> {
        Self::open_kind(path, FileKind::Project)
    }

    /// The same of a file of either kind.
    pub fn open_kind(path: &Path, kind: FileKind) -> Result<Self, StoreError> {
        // Open for writing underneath, so that whoever closes last can clear the log away.
        let mut connection = connection::open(path, kind)?;
        if migration::is_behind(&connection).map_err(|error| error.at(path))? {
            // Nobody of today has it open: it is brought to today's form first.
            drop(connection);
            ProjectFile::open_kind(path, kind)?.close()?;
            connection = connection::open(path, kind)?;
        }
        let set_up = || {
            migration::verify(&connection)?;
            connection::for_reading(&connection)?;
            // The moment of a read transaction is that of its first read.
            connection.execute_batch("BEGIN; SELECT count(*) FROM project;")?;
            Ok(())
        };
        set_up().map_err(|error: StoreError| error.at(path))?;
        Ok(Self { reader: Reader::new(connection) })
    }

    /// As [`crate::ProjectFile::save_copy`].
    pub fn save_copy(&self, to: &Path, mut progress: impl FnMut(u64, u64) -> bool) -> Result<(), StoreError> {
        write_copy(self.reader.connection(), to, &mut progress)
    }
}

impl Deref for Snapshot {
    type Target = Reader;
    fn deref(&self) -> &Reader {
        &self.reader
    }
}
