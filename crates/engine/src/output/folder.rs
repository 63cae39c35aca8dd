//! A folder of files, put in its place whole.

use super::refusal::OutputRefusal;
use super::refusal::refuse_foreign;
use super::{Digesting, WrittenFile, folder_of, plain, readable, refuse_database, sync_folder, temporary};
use crate::error::EngineError;
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use tempfile::TempDir;
use touchstone_formats::FolderSink;

/// What an export of several files calls the list of them.
pub(crate) const MANIFEST: &str = "manifest.json";

/// A folder on its way.
pub(crate) struct PendingFolder {
    /// As asked for.
    out: PathBuf,
    /// The same place, with nothing in it that leads elsewhere.
    place: PathBuf,
    force: bool,
    folder: TempDir,
    /// Each file's name below the folder, and its path as it is told.
    written: Vec<(String, String)>,
}

impl PendingFolder {
    /// Begins a folder beside its place. What stands there may be replaced where an export wrote it.
    pub(crate) fn begin(out: &Path, force: bool) -> Result<Self, EngineError> {
        let refused = |error: io::Error| EngineError::files(out, plain(&error));
        refuse_database(out)?;
        refuse_foreign(out)?;
        // Names such as `a/../b` and `.` no longer lead anywhere once what they name is moved away.
        let place = if let Ok(place) = out.canonicalize() {
            place
        } else {
            let name = out.file_name().ok_or_else(|| refused(io::ErrorKind::InvalidFilename.into()))?;
            folder_of(out).canonicalize().map_err(refused)?.join(name)
        };
        let folder = temporary().tempdir_in(folder_of(&place)).map_err(refused)?;
        Ok(Self { out: out.to_owned(), place, force, folder, written: Vec::new() })
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

    /// Puts the folder in its place. What stood there is put back where that fails.
    pub(crate) fn put(self) -> Result<Vec<WrittenFile>, EngineError> {
        let refused = |error| EngineError::files(&self.out, error);
        for (name, _) in &self.written {
            let file = File::open(self.folder.path().join(name)).map_err(refused)?;
            file.sync_all().map_err(refused)?;
            readable(&file);
        }
        let files = self.files()?;
        open_folder(self.folder.path());
        if !self.place.exists() {
            fs::rename(self.folder.path(), &self.place).map_err(refused)?;
        } else if self.force {
            let old = temporary().tempdir_in(folder_of(&self.place)).map_err(refused)?;
            let aside = old.path().join("replaced");
            fs::rename(&self.place, &aside).map_err(refused)?;
            fs::rename(self.folder.path(), &self.place).map_err(|error| {
                let _ = fs::rename(&aside, &self.place);
                refused(error)
            })?;
        } else {
            return Err(OutputRefusal::exists(&self.out).into());
        }
        sync_folder(folder_of(&self.place));
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
