//! `new`, `demo`, `status` and `verify`: the project as a whole.

use crate::exit_code::Exit;
use crate::output::{document, line};
use serde_json::json;
use std::path::Path;
use touchstone_engine::project::schema_named;
use touchstone_engine::{EngineError, NewProject, Project, Snapshot, demo, status as sums, verify as check};

/// Creates an empty project.
pub(crate) fn new(path: &Path, name: Option<String>, schema: &str, json: bool) -> Result<Exit, EngineError> {
    let stem = || path.file_stem().map_or_else(|| "Project".to_owned(), |stem| stem.to_string_lossy().into_owned());
    let new = NewProject { name: name.unwrap_or_else(stem), schema: schema_named(schema)?, blind: true };
    created(Project::create(path, &new)?, json)
}

/// Creates the demo project.
pub(crate) fn demo(path: &Path, json: bool) -> Result<Exit, EngineError> {
    created(demo::create(path)?, json)
}

fn created(project: Project, json: bool) -> Result<Exit, EngineError> {
    let path = project.path().to_owned();
    let sums = sums::of(project.read())?;
    project.close()?;
    if json {
        document(&json!({ "project": path, "status": sums }));
    } else {
        line(&format!("Created {} with {} items.", path.display(), sums.items));
    }
    Ok(Exit::Done)
}

/// Shows the sums.
pub(crate) fn status(path: &Path, json: bool) -> Result<Exit, EngineError> {
    let sums = sums::of(&*Snapshot::open(path)?)?;
    if json {
        document(&sums);
        return Ok(Exit::Done);
    }
    let disagreement = sums.disagreement.map_or_else(|| "not yet known".to_owned(), |value| format!("{value:.3}"));
    for (what, value) in [
        ("project", sums.name),
        ("label schema", sums.schema),
        ("items", sums.items.to_string()),
        ("samples", sums.samples.to_string()),
        ("sources", sums.sources.to_string()),
        ("reviewers", sums.reviewers.to_string()),
        ("submitted", sums.reviews.submitted.to_string()),
        ("in progress", sums.reviews.in_progress.to_string()),
        ("skipped", sums.reviews.skipped.to_string()),
        ("annotations", sums.annotations.to_string()),
        ("omissions", sums.omissions.to_string()),
        ("disagreement", disagreement),
    ] {
        line(&format!("{what:<14}{value}"));
    }
    Ok(Exit::Done)
}

/// Checks the file.
pub(crate) fn verify(path: &Path, json: bool) -> Result<Exit, EngineError> {
    let found = check::run(&*Snapshot::open(path)?)?;
    if json {
        document(&found);
    } else {
        let checked = &found.checked;
        line(&format!(
            "Checked {} items, {} texts, {} events and {} quotes.",
            checked.items, checked.texts, checked.events, checked.quotes
        ));
        for finding in &found.findings {
            line(&format!("{}: {} ({})", finding.place, finding.message, finding.code));
        }
        line(if found.ok { "All is as it was written." } else { "Keep this file, and restore from your last copy." });
    }
    Ok(if found.ok { Exit::Done } else { Exit::Findings })
}
