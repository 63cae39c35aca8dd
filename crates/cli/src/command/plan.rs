//! `plan`: who reviews what; shown, and with `--set` put in force.

use crate::args::PlanArgs;
use crate::exit_code::Exit;
use crate::output::{document, lines};
use crate::watch::{unbroken, watched};
use serde_json::{Value, json};
use touchstone_domain::amount::counted;
use touchstone_domain::id::ReviewerId;
use touchstone_engine::assignment::{self, PlanSettings, Preview};
use touchstone_engine::{EngineError, Project};

/// Shows what would come of the plan, or what came of it.
pub(crate) fn run(args: &PlanArgs) -> Result<Exit, EngineError> {
    let (told, words) = unbroken(|| {
        let mut project = Project::open(&args.project)?;
        let answer = carry_out(args, &mut project);
        project.close()?;
        answer
    })?;
    if args.json {
        document(&told);
    } else {
        lines(words);
    }
    Ok(Exit::Done)
}

fn carry_out(args: &PlanArgs, project: &mut Project) -> Result<(Value, Vec<String>), EngineError> {
    if args.remove {
        assignment::remove(project)?;
        let words = "There is no plan any more: everyone may review everything.".to_owned();
        return Ok((json!({ "in_force": false }), vec![words]));
    }
    let before = assignment::standing(project)?.map(|standing| standing.settings);
    let base = before.map_or_else(|| assignment::proposal(project), Ok)?;
    let settings = settings(args, project, base)?;
    let preview = if args.set {
        watched(|work| assignment::set(project, &settings, work))?
    } else {
        assignment::preview(project, &settings)?
    };
    let mut shares = Vec::new();
    let mut words = vec![preview.in_words()];
    for member in &preview.members {
        let name = project.read().reviewer(member.reviewer)?.and_then(|reviewer| reviewer.name);
        let name = name.unwrap_or_else(|| member.reviewer.to_string());
        words.push(format!("{name}: {}, {} of them begun or sent out", counted(member.items, "item"), member.kept));
        shares.push(json!({ "reviewer": name, "items": member.items, "kept": member.kept }));
    }
    if !args.set {
        words.push("Nothing was changed. Add --set to put the plan in force.".to_owned());
    }
    Ok((described(args.set, &preview, &shares), words))
}

fn described(in_force: bool, preview: &Preview, shares: &[Value]) -> Value {
    let pairs = preview.pairs.map(|pairs| json!({ "least": pairs.least, "most": pairs.most }));
    json!({
        "in_force": in_force,
        "words": preview.in_words(),
        "items": preview.items,
        "full": preview.full,
        "partly": preview.partly,
        "unassigned": preview.unassigned,
        "calibration": preview.calibration,
        "checks": preview.checks,
        "pairs": pairs,
        "reviewers": shares,
    })
}

/// The plan in force (or the one proposed), changed as the flags say.
fn settings(args: &PlanArgs, project: &Project, mut settings: PlanSettings) -> Result<PlanSettings, EngineError> {
    if !args.reviewer.is_empty() {
        settings.reviewers = args.reviewer.iter().map(|name| known(project, name)).collect::<Result<_, _>>()?;
    }
    settings.overlap = args.overlap.unwrap_or(settings.overlap);
    settings.calibration = args.calibration.unwrap_or(settings.calibration);
    if let Some(checks) = &args.checks {
        settings.checks = (!checks.trim().is_empty()).then(|| checks.clone());
    }
    for told in &args.quota {
        let wrong = || EngineError::BadPlan { reason: format!("“{told}” is no quota; write REVIEWER=ITEMS") };
        let (name, items) = told.rsplit_once('=').ok_or_else(wrong)?;
        settings.quotas.insert(known(project, name)?, items.trim().parse().map_err(|_| wrong())?);
    }
    Ok(settings)
}

/// The reviewer of this id or name.
pub(crate) fn known(project: &Project, name: &str) -> Result<ReviewerId, EngineError> {
    let found = project.find_reviewer(name)?.map(|reviewer| reviewer.id);
    found.ok_or_else(|| EngineError::UnknownReviewer { name: name.to_owned() })
}
