//! Files written beside their place, synced, and put there whole: never half a file.

use crate::error::EngineError;
use serde::Serialize;
use sha2::{Digest as _, Sha256};
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use tempfile::{NamedTempFile, TempDir};
use touchstone_domain::id::Digest;
use touchstone_formats::FolderSink;

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
                return EngineError::OutputExists { path: self.out.clone() };
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

/// A folder on its way.
pub(crate) struct PendingFolder {
    out: PathBuf,
    folder: TempDir,
    /// Each file's name below the folder, and its path as it is told.
    written: Vec<(String, String)>,
}

impl PendingFolder {
    /// Begins a folder beside its place.
    pub(crate) fn begin(out: &Path) -> Result<Self, EngineError> {
        let made = temporary().tempdir_in(folder_of(out));
        let folder = made.map_err(|error| EngineError::files(out, plain(&error)))?;
        Ok(Self { out: out.to_owned(), folder, written: Vec::new() })
    }

    /// The files written so far, as a list of name and digest.
    pub(crate) fn files(&self) -> Result<Vec<WrittenFile>, EngineError> {
        let mut files = self.digested().map_err(|error| EngineError::files(&self.out, error))?;
        files.sort_by(|a, b| a.path.cmp(&b.path));
        Ok(files)
    }

    fn digested(&self) -> io::Result<Vec<WrittenFile>> {
        let read = |(name, shown): &(String, String)| {
            let mut digesting = Digesting::new(io::sink());
            io::copy(&mut File::open(self.folder.path().join(name))?, &mut digesting)?;
            Ok(digesting.finish(shown.clone()))
        };
        self.written.iter().map(read).collect()
    }

    /// Puts the folder in its place.
    pub(crate) fn put(self, force: bool) -> Result<Vec<WrittenFile>, EngineError> {
        let refused = |error| EngineError::files(&self.out, error);
        for (name, _) in &self.written {
            let file = File::open(self.folder.path().join(name)).map_err(refused)?;
            file.sync_all().map_err(refused)?;
            readable(&file);
        }
        let files = self.files()?;
        let folder = self.folder.keep();
        open_folder(&folder);
        let old = if self.out.exists() {
            if !force {
                let _ = fs::remove_dir_all(&folder);
                return Err(EngineError::OutputExists { path: self.out });
            }
            let old = folder.with_extension("old");
            fs::rename(&self.out, &old).map_err(refused)?;
            Some(old)
        } else {
            None
        };
        fs::rename(&folder, &self.out).map_err(refused)?;
        sync_folder(folder_of(&self.out));
        if let Some(old) = old {
            let removed = if old.is_dir() { fs::remove_dir_all(&old) } else { fs::remove_file(&old) };
            removed.map_err(refused)?;
        }
        Ok(files)
    }
}

fn open_folder(folder: &Path) {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        // Left private where the file system knows no permissions.
        let _ = fs::set_permissions(folder, fs::Permissions::from_mode(0o755));
    }
    #[cfg(not(unix))]
    let _ = folder;
}

impl FolderSink for PendingFolder {
    fn file(&mut self, relative: &str) -> io::Result<Box<dyn Write + Send>> {
        let path = self.folder.path().join(relative);
        fs::create_dir_all(folder_of(&path))?;
        let file = File::create(&path)?;
        let shown = self.out.join(relative).display().to_string();
        self.written.push((relative.to_owned(), shown));
        Ok(Box::new(BufWriter::with_capacity(1 << 20, file)))
    }
}
