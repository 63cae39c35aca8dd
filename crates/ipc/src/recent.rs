//! Projects opened before, in a small file of the program's own.

use crate::wire::RecentProject;
use std::path::{Path, PathBuf};

/// Remembered at most.
const KEPT: usize = 12;

fn file(data_dir: &Path) -> PathBuf {
    data_dir.join("recent.json")
}

/// The newest first; files that are gone are left out.
pub(crate) fn list(data_dir: &Path) -> Vec<RecentProject> {
    let text = std::fs::read_to_string(file(data_dir)).unwrap_or_default();
    let known: Vec<RecentProject> = serde_json::from_str(&text).unwrap_or_default();
    known.into_iter().filter(|project| Path::new(&project.path).is_file()).collect()
}

/// Puts a project in front. That it could not be remembered is no reason to refuse to open it.
pub(crate) fn remember(data_dir: &Path, project: RecentProject) {
    let mut known = list(data_dir);
    known.retain(|other| other.path != project.path);
    known.insert(0, project);
    known.truncate(KEPT);
    let write = || -> std::io::Result<()> {
        std::fs::create_dir_all(data_dir)?;
        let beside = data_dir.join("recent.json.new");
        std::fs::write(&beside, serde_json::to_vec_pretty(&known)?)?;
        std::fs::rename(&beside, file(data_dir))
    };
    let _ = write();
}
