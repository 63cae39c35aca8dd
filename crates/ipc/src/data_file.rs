//! Small JSON files of the program's own, beside no project: written beside their place and renamed.

use serde::Serialize;
use serde::de::DeserializeOwned;
use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::Path;

/// What the file `name` holds; nothing when it is missing or of another form.
pub(crate) fn read<T: DeserializeOwned>(data_dir: &Path, name: &str) -> Option<T> {
    serde_json::from_slice(&fs::read(data_dir.join(name)).ok()?).ok()
}

/// Puts `value` in the place of the file `name`: all of it, or nothing.
pub(crate) fn write(data_dir: &Path, name: &str, value: &impl Serialize) -> io::Result<()> {
    fs::create_dir_all(data_dir)?;
    let beside = data_dir.join(format!("{name}.new"));
    let mut file = File::create(&beside)?;
    file.write_all(&serde_json::to_vec_pretty(value)?)?;
    file.sync_all()?;
    fs::rename(&beside, data_dir.join(name))
}
