//! The demo project: own texts, three reviewers' finished reviews, open work for a fourth.

use crate::entropy::Entropy;
use crate::error::EngineError;
use crate::import::{self, ImportOptions};
use crate::project::{NewProject, Project};
use crate::work::silently;
use std::path::Path;
use touchstone_domain::preset;
use touchstone_formats::Format;

/// Texts, samples and reviews, in Touchstone JSONL.
const TEXTS: &str = include_str!("demo.jsonl");

/// What a reviewer of the demo reads beside the texts.
const GUIDELINES: &str = include_str!("guidelines.md");

/// Creates the demo project. It is the same each time. Refuses to overwrite.
pub fn create(path: &Path) -> Result<Project, EngineError> {
    let new = NewProject { name: "Touchstone demo".to_owned(), schema: preset::default_schema(), blind: true };
    let mut project = Project::create_with(path, &new, Entropy::Seeded("demo", 0))?;
    let folder = tempfile::tempdir().map_err(|error| EngineError::files(path, error))?;
    let file = folder.path().join("demo.jsonl");
    std::fs::write(&file, TEXTS).map_err(|error| EngineError::files(&file, error))?;
    let options = ImportOptions { format: Some(Format::Jsonl), ..ImportOptions::default() };
    silently(|work| import::run(&mut project, &[file], &options, work))?;
    for reviewer in project.reviewers()? {
        project.set_reviewer_active(reviewer.id, true)?;
    }
    project.add_reviewer("Dana")?;
    project.save_guidelines(GUIDELINES)?;
    Ok(project)
}
