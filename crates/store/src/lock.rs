//! The single writer: an operating-system lock on a file beside the project.
//!
//! The database file itself cannot carry the lock: closing any descriptor of it would drop
//! SQLite's own locks in this process (POSIX), and a lock of the whole file would keep readers out
//! (Windows). So a file `NAME-lock` stands beside it while a writer has it open. It names the
//! holder, and is deleted on closing. After a crash it may stay behind, but locks nothing: the
//! operating system let go of the lock when the process ended, and the next writer takes it over.

use crate::error::StoreError;
use std::fmt;
use std::fs::{File, OpenOptions};
use std::io::{Read as _, Seek as _, Write as _};
use std::path::{Path, PathBuf};

/// Who has a project open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holder {
    /// `window`, `command line`, or the name of the program.
    pub program: String,
    /// The process, where it is known.
    pub process: Option<u32>,
    /// The computer, where it is another one.
    pub host: Option<String>,
}

impl fmt::Display for Holder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Touchstone ({}", self.program)?;
        if let Some(process) = self.process {
            write!(f, ", process {process}")?;
        }
        if let Some(host) = &self.host {
            write!(f, ", on the computer {host}")?;
        }
        f.write_str(")")
    }
}

impl Holder {
    fn this() -> Self {
        let program = std::env::current_exe().ok();
        let program = program.as_deref().and_then(Path::file_stem).map(|name| name.to_string_lossy().into_owned());
        let program = match program.as_deref() {
            Some("touchstone-desktop") => "window".to_owned(),
            Some("touchstone") => "command line".to_owned(),
            Some(other) => other.replace('\n', " "),
            None => "another program".to_owned(),
        };
        Self { program, process: Some(std::process::id()), host: host() }
    }

    fn write(&self, file: &mut File) -> std::io::Result<()> {
        let process = self.process.unwrap_or(0);
        file.set_len(0)?;
        file.rewind()?;
        file.write_all(format!("{}\n{process}\n{}\n", self.program, self.host.as_deref().unwrap_or("")).as_bytes())
    }

    /// What the holder wrote; between its locking and its writing nothing is known yet.
    fn read(path: &Path) -> Self {
        let mut text = String::new();
        let read = File::open(path).and_then(|file| file.take(4096).read_to_string(&mut text));
        let mut lines = if read.is_ok() { text.lines() } else { "".lines() };
        let program = lines.next().filter(|line| !line.is_empty()).unwrap_or("another program").to_owned();
        let process = lines.next().and_then(|line| line.parse().ok()).filter(|process| *process != 0);
        let elsewhere = lines.next().filter(|line| !line.is_empty()).map(str::to_owned);
        Self { program, process, host: elsewhere.filter(|name| Some(name) != host().as_ref()) }
    }
}

fn host() -> Option<String> {
    let name = std::fs::read_to_string("/proc/sys/kernel/hostname").ok();
    let name = name.or_else(|| std::env::var("COMPUTERNAME").ok()).or_else(|| std::env::var("HOSTNAME").ok());
    name.map(|name| name.trim().to_owned()).filter(|name| !name.is_empty())
}

/// Held as long as the project is open for writing.
#[derive(Debug)]
pub(crate) struct WriterLock {
    /// None once it was let go.
    file: Option<File>,
    path: PathBuf,
}

impl WriterLock {
    /// Takes the lock of the project at `project`, or tells who has it.
    pub(crate) fn take(project: &Path) -> Result<Self, StoreError> {
        let mut name = project.as_os_str().to_owned();
        name.push("-lock");
        let path = PathBuf::from(name);
        for _ in 0..100 {
            match platform::take(&path) {
                Ok(Some(mut file)) => {
                    Holder::this().write(&mut file).map_err(|error| StoreError::files(&path, error))?;
                    return Ok(Self { file: Some(file), path });
                }
                Ok(None) => return Err(StoreError::Locked { holder: Holder::read(&path) }),
                // The holder deleted the file between our opening and locking it: again.
                Err(error) if error.kind() == std::io::ErrorKind::NotFound && project.exists() => {}
                Err(error) => return Err(StoreError::files(&path, error)),
            }
        }
        Err(StoreError::Busy)
    }
}

impl Drop for WriterLock {
    fn drop(&mut self) {
        if let Some(file) = self.file.take() {
            platform::release(&self.path, file);
        }
    }
}

#[cfg(not(windows))]
mod platform {
    use super::{File, OpenOptions, Path};
    use std::fs::TryLockError;
    use std::os::unix::fs::MetadataExt as _;

    /// The locked file, or none when another process holds the lock.
    pub(super) fn take(path: &Path) -> std::io::Result<Option<File>> {
        let file = OpenOptions::new().read(true).write(true).create(true).truncate(false).open(path)?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Ok(None),
            Err(TryLockError::Error(error)) => return Err(error),
        }
        let (locked, standing) = (file.metadata()?, std::fs::metadata(path)?);
        if (locked.dev(), locked.ino()) == (standing.dev(), standing.ino()) {
            Ok(Some(file))
        } else {
            Err(std::io::ErrorKind::NotFound.into())
        }
    }

    /// Deletes the file while it is still locked, so that nobody locks a file about to vanish.
    pub(super) fn release(path: &Path, file: File) {
        // A file that cannot be deleted stays behind unlocked: harmless.
        let _ = std::fs::remove_file(path);
        drop(file);
    }
}

#[cfg(windows)]
mod platform {
    use super::{File, OpenOptions, Path};
    use std::os::windows::fs::OpenOptionsExt as _;

    const SHARE_READ: u32 = 1;
    const SHARING_VIOLATION: i32 = 32;

    /// Opening for writing and letting others only read is the lock.
    pub(super) fn take(path: &Path) -> std::io::Result<Option<File>> {
        let mut options = OpenOptions::new();
        options.read(true).write(true).create(true).truncate(false).share_mode(SHARE_READ);
        match options.open(path) {
            Ok(file) => Ok(Some(file)),
            Err(error) if error.raw_os_error() == Some(SHARING_VIOLATION) => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Closes first: an open file cannot be deleted, ours or the next holder's.
    pub(super) fn release(path: &Path, file: File) {
        drop(file);
        let _ = std::fs::remove_file(path);
    }
}
