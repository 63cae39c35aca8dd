//! `reviewers`: who reviews, and who is added or does no new work any more.

use super::plan::known;
use crate::args::ReviewersArgs;
use crate::exit_code::Exit;
use crate::output::{document, lines};
use crate::watch::unbroken;
use serde_json::json;
use touchstone_engine::{EngineError, Project, queue};

/// Adds, takes off the desk, and lists.
pub(crate) fn run(args: &ReviewersArgs) -> Result<Exit, EngineError> {
    let (told, words) = unbroken(|| {
        let mut project = Project::open(&args.project)?;
        let done = change(args, &mut project).and_then(|()| list(&project));
        project.close()?;
        done
    })?;
    if args.json {
        document(&json!({ "reviewers": told }));
    } else {
        lines(words);
    }
    Ok(Exit::Done)
}

/// Whoever is known by the name reviews here from now on; nobody is made twice.
fn change(args: &ReviewersArgs, project: &mut Project) -> Result<(), EngineError> {
    for name in &args.add {
        match project.find_reviewer(name)? {
            Some(there) => project.set_reviewer_active(there.id, true)?,
            None => {
                project.add_reviewer(name)?;
            }
        }
    }
    for name in &args.leave {
        let id = known(project, name)?;
        project.set_reviewer_active(id, false)?;
    }
    Ok(())
}

fn list(project: &Project) -> Result<(Vec<serde_json::Value>, Vec<String>), EngineError> {
    let (mut told, mut words) = (Vec::new(), Vec::new());
    for reviewer in project.reviewers()? {
        let standing = queue::standing(project, reviewer.id)?;
        let name = reviewer.name.clone().unwrap_or_else(|| reviewer.id.to_string());
        let away = if reviewer.active { "" } else { ", does no new work here" };
        words.push(format!("{name}: {} of {} items done{away}", standing.done, standing.of));
        told.push(json!({
            "id": reviewer.id, "name": reviewer.name, "active": reviewer.active, "done": standing.done, "of": standing.of,
        }));
    }
    if words.is_empty() {
        words.push("Nobody reviews yet. Add someone with --add NAME.".to_owned());
    }
    Ok((told, words))
}
