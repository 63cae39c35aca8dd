//! Projects opened before.

use crate::data_file;
use crate::wire::RecentProject;
use std::path::Path;

/// Remembered at most.
const KEPT: usize = 12;

const FILE: &str = "recent.json";

/// The newest first; files that are gone are left out.
pub(crate) fn list(data_dir: &Path) -> Vec<RecentProject> {
    let known: Vec<RecentProject> = data_file::read(data_dir, FILE).unwrap_or_default();
    known.into_iter().filter(|project| Path::new(&project.path).is_file()).collect()
}

/// Puts a project in front. That it could not be remembered is no reason to refuse to open it.
pub(crate) fn remember(data_dir: &Path, project: RecentProject) {
    let mut known = list(data_dir);
    known.retain(|other| other.path != project.path);
    known.insert(0, project);
    known.truncate(KEPT);
    let _ = data_file::write(data_dir, FILE, &known);
}
