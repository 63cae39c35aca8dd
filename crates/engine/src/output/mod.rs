//! Files written beside their place, synced, and put there whole: never half a file, and never in the
//! place of a project.

mod folder;
mod refusal;

use crate::error::EngineError;
use serde::Serialize;
use sha2::{Digest as _, Sha256};
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use tempfile::NamedTempFile;
use touchstone_domain::id::Digest;

pub(crate) use folder::{MANIFEST, PendingFolder};
pub use refusal::OutputRefusal;
pub(crate) use refusal::{refuse_database, refuse_input};

/// A file that was written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct WrittenFile {
    /// Its path as asked for; within a folder, below it.
    pub path: String,
    /// SHA-256, as `sha256sum` prints it.
    pub sha256: String,
    /// Size.
    pub bytes: u64,
}

/// Counts and digests what goes through.
pub(crate) struct Digesting<W> {
    inner: W,
    hasher: Sha256,
    bytes: u64,
}

impl<W: Write> Digesting<W> {
    pub(crate) fn new(inner: W) -> Self {
        Self { inner, hasher: Sha256::new(), bytes: 0 }
    }

    fn finish(self, path: String) -> WrittenFile {
        let digest = Digest::from_bytes(self.hasher.finalize().into());
        WrittenFile { path, sha256: digest.to_string(), bytes: self.bytes }
    }
}

impl<W: Write> Write for Digesting<W> {
    fn write(&mut self, buffer: &[u8]) -> io::Result<usize> {
        let written = self.inner.write(buffer)?;
        self.hasher.update(&buffer[..written]);
        self.bytes += written as u64;
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.inner.flush()
    }
}

/// The folder a path stands in.
fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// What is being written beside its place.
fn temporary() -> tempfile::Builder<'static, 'static> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".touchstone-");
    builder
}

/// The error without the temporary name, which says nothing to a person.
fn plain(error: &io::Error) -> io::Error {
    io::Error::from(error.kind())
}

/// One file on its way.
pub(crate) struct PendingFile {
    out: PathBuf,
    written: WrittenFile,
    file: NamedTempFile,
}

/// Writes one file beside its place.
pub(crate) fn write_beside(
    out: &Path,
    write: impl FnOnce(&mut dyn Write) -> Result<(), EngineError>,
) -> Result<PendingFile, EngineError> {
    refuse_database(out)?;
    let refused = |error| EngineError::files(out, error);
    let mut file = temporary().tempfile_in(folder_of(out)).map_err(|error| refused(plain(&error)))?;
    let mut writer = Digesting::new(BufWriter::with_capacity(1 << 20, file.as_file_mut()));
    write(&mut writer)?;
    writer.flush().map_err(refused)?;
    let written = writer.finish(out.display().to_string());
    file.as_file().sync_all().map_err(refused)?;
    Ok(PendingFile { out: out.to_owned(), written, file })
}

impl PendingFile {
    /// Puts the file in its place.
    pub(crate) fn put(self, force: bool) -> Result<WrittenFile, EngineError> {
        let put = if force { self.file.persist(&self.out) } else { self.file.persist_noclobber(&self.out) };
        let file = put.map_err(|refused| {
            if refused.error.kind() == io::ErrorKind::AlreadyExists {
                return OutputRefusal::exists(&self.out).into();
            }
            EngineError::files(&self.out, refused.error)
        })?;
        readable(&file);
        sync_folder(folder_of(&self.out));
        Ok(self.written)
    }
}

/// Temporary files are private; an export is for whoever may read the folder.
fn readable(file: &File) {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        // Left private where the file system knows no permissions.
        let _ = file.set_permissions(fs::Permissions::from_mode(0o644));
    }
    #[cfg(not(unix))]
    let _ = file;
}

fn sync_folder(folder: &Path) {
    // Not every file system lets a folder be synced; the file itself was.
    if let Ok(folder) = File::open(folder) {
        let _ = folder.sync_all();
    }
}
