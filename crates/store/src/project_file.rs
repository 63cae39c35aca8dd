//! The project file as its single writer sees it.

use crate::connection::{self, FileKind};
use crate::copy::write_copy;
use crate::error::StoreError;
use crate::lock::WriterLock;
use crate::migration;
use crate::reader::Reader;
use crate::snapshot::Snapshot;
use crate::transaction::{Begin, Transaction};
use std::fs::OpenOptions;
use std::path::{Path, PathBuf};
use touchstone_domain::assignment::Order;
use touchstone_domain::id::ProjectId;
use touchstone_domain::label::LabelSchema;
use touchstone_domain::timestamp::Timestamp;

/// What a new project starts with.
#[derive(Debug, Clone)]
pub struct NewProject {
    /// Random.
    pub id: ProjectId,
    /// For people.
    pub name: String,
    /// Whether reviewers see neither generators nor each other's answers.
    pub blind: bool,
    /// In which order items are handed out.
    pub order: Order,
    /// Random; where each reviewer starts follows from it.
    pub order_seed: String,
    /// The first version of the label schema.
    pub schema: LabelSchema,
    /// Markdown.
    pub guidelines: String,
    /// For display.
    pub created_at: Timestamp,
    /// Name and version of the program that creates it.
    pub program: String,
}

/// An open project file, held by the writer lock until it is dropped or closed.
#[derive(Debug)]
pub struct ProjectFile {
    // Dropped in this order: the connection must be closed before another writer may come.
    reader: Reader,
    path: PathBuf,
    kind: FileKind,
    _lock: WriterLock,
}

impl ProjectFile {
    /// Creates a project file; refuses to overwrite anything ([`StoreError::AlreadyExists`]).
    pub fn create(path: &Path, project: &NewProject) -> Result<Self, StoreError> {
        Self::create_kind(path, project, FileKind::Project)
    }

    /// The same for a file of either kind.
    pub fn create_kind(path: &Path, project: &NewProject, kind: FileKind) -> Result<Self, StoreError> {
        OpenOptions::new()
            .write(true)
            .create_new(true)
            .open(path)
            .map_err(|error| StoreError::creating(path, error))?;
        let created = Self::fill(path, project, kind);
        if created.is_err() {
            // Only the empty file made above; if it cannot be deleted, the error still says why.
            let _ = std::fs::remove_file(path);
        }
        created
    }

    fn fill(path: &Path, project: &NewProject, kind: FileKind) -> Result<Self, StoreError> {
        let lock = WriterLock::take(path)?;
        let connection = connection::create(path, kind)?;
        connection::for_writing(&connection)?;
        migration::bring_up_to_date(&connection, path)?;
        let mut file = Self { reader: Reader::new(connection), path: path.to_owned(), kind, _lock: lock };
        file.transaction(|transaction| transaction.insert_project(project))?;
        Ok(file)
    }

    /// Opens a project file for writing, or says who has it open ([`StoreError::Locked`]), that it is
    /// something else, or that a newer program wrote it.
    pub fn open(path: &Path) -> Result<Self, StoreError> {
        Self::open_kind(path, FileKind::Project)
    }

    /// The same for a file of either kind.
    pub fn open_kind(path: &Path, kind: FileKind) -> Result<Self, StoreError> {
        let connection = connection::open(path, kind)?;
        let lock = WriterLock::take(path)?;
        let set_up = || {
            connection::for_writing(&connection)?;
            migration::bring_up_to_date(&connection, path)
        };
        set_up().map_err(|error| error.at(path))?;
        Ok(Self { reader: Reader::new(connection), path: path.to_owned(), kind, _lock: lock })
    }

    /// What it is.
    pub const fn kind(&self) -> FileKind {
        self.kind
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// A view of the file as it is now, on a connection of its own.
    pub fn snapshot(&self) -> Result<Snapshot, StoreError> {
        Snapshot::open_kind(&self.path, self.kind)
    }

    /// The queries, on the writer's own connection.
    pub const fn read(&self) -> &Reader {
        &self.reader
    }

    /// Does `work` as one whole: when it returns an error, nothing of it was done. When it returns
    /// well, everything is on the disk.
    pub fn transaction<T, E: From<StoreError>>(
        &mut self,
        work: impl FnOnce(&mut Transaction<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        Transaction::within(&self.reader, Begin::Writing, work)
    }

    /// As [`ProjectFile::transaction`], without waiting for the disk: the end of the program loses nothing
    /// of it, but a power cut may undo it. For what can be made again, or is worth little; never for events.
    pub fn fleeting<T, E: From<StoreError>>(
        &mut self,
        work: impl FnOnce(&mut Transaction<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        let unhurried = Unhurried::begin(&self.reader)?;
        let done = Transaction::within(&self.reader, Begin::Writing, work);
        drop(unhurried);
        done
    }

    /// Writes a copy to `to`, which must not exist ([`StoreError::AlreadyExists`]). `progress` gets
    /// the pages done and their number, and says whether to go on ([`StoreError::Interrupted`]).
    pub fn save_copy(&self, to: &Path, mut progress: impl FnMut(u64, u64) -> bool) -> Result<(), StoreError> {
        write_copy(self.reader.connection(), to, &mut progress)
    }

    /// Closes the file and leaves nothing beside it. (Dropping does the same and keeps silent about
    /// errors.)
    pub fn close(self) -> Result<(), StoreError> {
        let Self { reader, path, _lock: lock, .. } = self;
        let connection = reader.into_connection();
        // Readers that are still there keep the log; the last of them takes it along.
        let busy: i64 = connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0))?;
        debug_assert!(busy <= 1);
        connection.close().map_err(|(_, error)| StoreError::from(error).at(&path))?;
        drop(lock);
        Ok(())
    }
}

/// While it lives, a commit does not wait for the disk.
struct Unhurried<'a>(&'a Reader);

impl<'a> Unhurried<'a> {
    fn begin(reader: &'a Reader) -> Result<Self, StoreError> {
        reader.connection().pragma_update(None, "synchronous", "NORMAL")?;
        Ok(Self(reader))
    }
}

impl Drop for Unhurried<'_> {
    fn drop(&mut self) {
        // Setting this pragma writes nothing: it cannot fail outside of a transaction.
        let _ = self.0.connection().pragma_update(None, "synchronous", "FULL");
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use touchstone_domain::preset;

    #[test]
    fn after_a_commit_that_did_not_wait_the_next_one_does_even_when_it_panicked() {
        let folder = tempfile::tempdir().unwrap();
        let new = NewProject {
            id: ProjectId::from_bytes([1; 16]),
            name: "trial".into(),
            blind: true,
            order: Order::default(),
            order_seed: "seed".into(),
            schema: preset::find("faithfulness").unwrap(),
            guidelines: String::new(),
            created_at: Timestamp(0),
            program: "test".into(),
        };
        let mut file = ProjectFile::create(&folder.path().join("trial.touchstone"), &new).unwrap();
        let level = |file: &ProjectFile| -> i64 {
            file.reader.connection().query_row("PRAGMA synchronous", [], |row| row.get(0)).unwrap()
        };
        let full = level(&file);
        let within = file.fleeting(|transaction| {
            transaction.put_setting("k", "v")?;
            Ok::<_, StoreError>(
                transaction.reader().connection().query_row("PRAGMA synchronous", [], |row| row.get(0))?,
            )
        });
        assert_eq!((full, within.unwrap(), level(&file)), (2, 1_i64, 2));
        let panicked = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
            file.fleeting(|_| -> Result<(), StoreError> { panic!("in the middle") })
        }));
        assert!(panicked.is_err());
        assert_eq!(level(&file), 2);
    }
}
