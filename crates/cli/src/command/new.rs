//! `new`: an empty project.

use crate::args::NewArgs;
use crate::exit_code::Exit;
use crate::output::{document, lines};
use crate::watch::unbroken;
use serde_json::json;
use std::path::Path;
use touchstone_domain::amount::counted;
use touchstone_engine::project::schema_named;
use touchstone_engine::{EngineError, NewProject, Project, status};

/// Creates it, named after its file where no name is given.
pub(crate) fn run(args: &NewArgs) -> Result<Exit, EngineError> {
    let name = args.name.clone().unwrap_or_else(|| stem(&args.project));
    let new = NewProject { name, schema: schema_named(&args.schema)?, blind: true };
    created(args.json, || Project::create(&args.project, &new))
}

fn stem(path: &Path) -> String {
    path.file_stem().map_or_else(|| "Project".to_owned(), |stem| stem.to_string_lossy().into_owned())
}

/// Tells of a project that `create` makes.
pub(crate) fn created(json: bool, create: impl FnOnce() -> Result<Project, EngineError>) -> Result<Exit, EngineError> {
    let (path, sums) = unbroken(|| {
        let project = create()?;
        let told = (project.path().display().to_string(), status::of(project.read())?);
        project.close()?;
        Ok(told)
    })?;
    if json {
        document(&json!({ "project": path, "status": sums }));
    } else {
        lines([format!(
            "Created “{}” in {path}: {}, label schema {}.",
            sums.name,
            counted(sums.items, "item"),
            sums.schema
        )]);
    }
    Ok(Exit::Done)
}
