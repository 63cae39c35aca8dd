//! The plan of who reviews what, as the lead sees and sets it.

use crate::convert;
use crate::desk::{Shared, State};
use crate::error::WireError;
use crate::job::Job;
use crate::session::Answer;
use crate::wire::*;
use touchstone_domain::id::ReviewerId;
use touchstone_engine::Project;
use touchstone_engine::assignment::{self, PlanSettings, Preview};

impl State {
    pub(crate) fn assignment(&mut self, (): ()) -> Answer<PlanView> {
        let project = &self.session()?.project;
        let names = |reviewers: Vec<touchstone_domain::reviewer::Reviewer>| {
            reviewers.into_iter().map(|reviewer| convert::reviewer_name(reviewer.name)).collect()
        };
        Ok(match assignment::standing(project)? {
            Some(standing) => PlanView {
                in_force: true,
                wish: wish(&standing.settings),
                new_items: standing.new_items,
                without_part: names(standing.without_part),
                gone: names(standing.gone),
            },
            None => PlanView {
                in_force: false,
                wish: wish(&assignment::proposal(project)?),
                new_items: 0,
                without_part: Vec::new(),
                gone: Vec::new(),
            },
        })
    }

    pub(crate) fn preview_assignment(&mut self, told: PlanWish) -> Answer<PlanPreview> {
        let project = &self.session()?.project;
        told_of(project, assignment::preview(project, &settings(told)?)?)
    }

    pub(crate) fn remove_assignment(&mut self, (): ()) -> Answer<()> {
        Ok(assignment::remove(&mut self.session()?.project)?)
    }
}

impl Shared {
    pub(crate) fn set_assignment(&self, told: PlanWish, job: &Job) -> Answer<PlanPreview> {
        let mut state = self.state();
        let project = &mut state.session()?.project;
        let settings = settings(told)?;
        let preview = job.work(|work| assignment::set(project, &settings, work))?;
        told_of(project, preview)
    }
}

fn wish(settings: &PlanSettings) -> PlanWish {
    PlanWish {
        overlap: settings.overlap,
        calibration: settings.calibration,
        checks: settings.checks.clone(),
        reviewers: settings.reviewers.iter().map(ToString::to_string).collect(),
        quotas: settings
            .quotas
            .iter()
            .map(|(reviewer, items)| Quota { reviewer: reviewer.to_string(), items: *items })
            .collect(),
    }
}

fn settings(wish: PlanWish) -> Answer<PlanSettings> {
    let id = |text: &String| text.parse::<ReviewerId>().map_err(|_| WireError::no_reviewer());
    Ok(PlanSettings {
        overlap: wish.overlap,
        calibration: wish.calibration,
        checks: wish.checks.filter(|words| !words.trim().is_empty()),
        reviewers: wish.reviewers.iter().map(id).collect::<Answer<_>>()?,
        quotas: wish.quotas.iter().map(|quota| Ok((id(&quota.reviewer)?, quota.items))).collect::<Answer<_>>()?,
    })
}

fn told_of(project: &Project, preview: Preview) -> Answer<PlanPreview> {
    let mut shares = Vec::new();
    for member in &preview.members {
        let name = project.read().reviewer(member.reviewer)?.and_then(|reviewer| reviewer.name);
        shares.push(PlanShare {
            reviewer: member.reviewer.to_string(),
            name: convert::reviewer_name(name),
            items: member.items,
            kept: member.kept,
        });
    }
    let words = preview.in_words();
    let Preview { items, full, partly, unassigned, .. } = preview;
    Ok(PlanPreview { items, full, partly, unassigned, shares, words })
}
