//! A copy of the project by SQLite's backup: whole and consistent, whatever is going on meanwhile.

use crate::error::StoreError;
use rusqlite::Connection;
use rusqlite::backup::{Backup, StepResult};
use std::fs::{File, OpenOptions};
use std::path::Path;

/// Pages between two reports of progress.
const PAGES: i32 = 2000;

/// Writes a copy to `to`, which must not exist. `progress` gets the pages done and their number,
/// and says whether to go on; a copy that was stopped leaves nothing behind.
pub(crate) fn write_copy(
    from: &Connection,
    to: &Path,
    progress: &mut dyn FnMut(u64, u64) -> bool,
) -> Result<(), StoreError> {
    OpenOptions::new().write(true).create_new(true).open(to).map_err(|error| StoreError::creating(to, error))?;
    let mut beside = to.as_os_str().to_owned();
    beside.push("-part");
    let beside = Path::new(&beside);
    let written = write(from, beside, progress)
        .and_then(|()| std::fs::rename(beside, to).map_err(|error| StoreError::files(to, error)));
    if written.is_err() {
        for leftover in [beside, to] {
            // What cannot be deleted stays: the error that led here says more.
            let _ = std::fs::remove_file(leftover);
        }
    }
    written
}

fn write(from: &Connection, to: &Path, progress: &mut dyn FnMut(u64, u64) -> bool) -> Result<(), StoreError> {
    if let Err(error) = std::fs::remove_file(to)
        && error.kind() != std::io::ErrorKind::NotFound
    {
        return Err(StoreError::files(to, error));
    }
    let mut copy = Connection::open(to)?;
    let backup = Backup::new(from, &mut copy)?;
    loop {
        let step = backup.step(PAGES)?;
        let state = backup.progress();
        let pages = u64::try_from(state.pagecount).unwrap_or(0);
        let going_on = progress(pages.saturating_sub(u64::try_from(state.remaining).unwrap_or(0)), pages);
        match step {
            StepResult::Done => break,
            _ if !going_on => return Err(StoreError::Interrupted),
            StepResult::Busy | StepResult::Locked => std::thread::sleep(std::time::Duration::from_millis(20)),
            _ => {}
        }
    }
    drop(backup);
    copy.close().map_err(|(_, error)| error)?;
    File::open(to).and_then(|file| file.sync_all()).map_err(|error| StoreError::files(to, error))
}
