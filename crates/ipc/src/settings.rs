//! What is set: the look of this machine, and by the lead the project, its people and its labels.

use crate::convert;
use crate::data_file;
use crate::desk::State;
use crate::error::WireError;
use crate::session::Answer;
use crate::wire::*;
use std::path::Path;
use touchstone_domain::assignment;
use touchstone_domain::id::ReviewerId;
use touchstone_domain::preset;
use touchstone_engine::listing::FacetKind;
use touchstone_engine::{Project, project::schema_named, schema_file};

/// Where the look is kept.
const APPEARANCE: &str = "appearance.json";

impl State {
    pub(crate) fn appearance(&mut self, (): ()) -> Answer<Appearance> {
        Ok(data_file::read(&self.options.data_dir, APPEARANCE).map(Appearance::within_bounds).unwrap_or_default())
    }

    pub(crate) fn save_appearance(&mut self, chosen: Appearance) -> Answer<()> {
        let data_dir = &self.options.data_dir;
        let refused = |error| touchstone_engine::EngineError::files(data_dir, error);
        Ok(data_file::write(data_dir, APPEARANCE, &chosen.within_bounds()).map_err(refused)?)
    }

    /// The label schemas that come with the program.
    pub(crate) fn preset_schemas(&mut self, (): ()) -> Answer<Vec<LabelSchema>> {
        Ok(preset::NAMES.iter().filter_map(|name| preset::find(name)).map(|found| convert::schema(&found)).collect())
    }

    pub(crate) fn project_settings(&mut self, (): ()) -> Answer<ProjectSettings> {
        let facts = self.session()?.project.facts();
        let order = match facts.order {
            assignment::Order::Shuffled => Order::Shuffled,
            assignment::Order::AsImported => Order::AsImported,
        };
        Ok(ProjectSettings { order, created_at: facts.created_at.0, program: facts.program.clone() })
    }

    pub(crate) fn rename_project(&mut self, wish: ByName) -> Answer<ProjectInfo> {
        let session = self.session()?;
        session.project.rename(&wish.name)?;
        session.info()
    }

    pub(crate) fn set_order(&mut self, wish: SetOrder) -> Answer<ProjectSettings> {
        let order = match wish.order {
            Order::Shuffled => assignment::Order::Shuffled,
            Order::AsImported => assignment::Order::AsImported,
        };
        self.session()?.project.set_order(order)?;
        self.project_settings(())
    }

    pub(crate) fn list_reviewers(&mut self, (): ()) -> Answer<Vec<ReviewerFacet>> {
        reviewers(&self.session()?.project)
    }

    pub(crate) fn erase_reviewer_name(&mut self, who: ByReviewer) -> Answer<ProjectInfo> {
        let session = self.session()?;
        session.project.erase_reviewer_name(reviewer_id(&who.reviewer)?)?;
        session.info()
    }

    pub(crate) fn label_uses(&mut self, (): ()) -> Answer<Vec<LabelUses>> {
        let found = self.session()?.project.read().facets(FacetKind::Label)?.into_iter();
        Ok(found.map(|label| LabelUses { id: label.value, annotations: label.uses }).collect())
    }

    pub(crate) fn read_schema(&mut self, at: AtPath) -> Answer<LabelSchema> {
        Ok(convert::schema(&schema_named(&at.path)?))
    }

    pub(crate) fn write_schema(&mut self, wish: WriteSchema) -> Answer<WrittenFile> {
        let schema = convert::domain_schema(wish.schema)?;
        let file = schema_file::write(Path::new(&wish.path), &schema, wish.force)?;
        Ok(WrittenFile { path: file.path, sha256: file.sha256, bytes: file.bytes })
    }

    pub(crate) fn rename_reviewer(&mut self, wish: RenameReviewer) -> Answer<ProjectInfo> {
        let session = self.session()?;
        session.project.rename_reviewer(reviewer_id(&wish.reviewer)?, &wish.name)?;
        session.info()
    }

    pub(crate) fn set_reviewer_active(&mut self, wish: SetActive) -> Answer<ProjectInfo> {
        let session = self.session()?;
        session.project.set_reviewer_active(reviewer_id(&wish.reviewer)?, wish.active)?;
        session.info()
    }

    pub(crate) fn save_schema(&mut self, wish: SaveSchema) -> Answer<LabelSchema> {
        let schema = convert::domain_schema(wish.schema)?;
        Ok(convert::schema(self.session()?.project.save_schema(schema)?))
    }

    pub(crate) fn save_guidelines(&mut self, wish: SaveGuidelines) -> Answer<()> {
        Ok(self.session()?.project.save_guidelines(&wish.text)?)
    }
}

/// Everyone, whether they do new work here or came with an import.
pub(crate) fn reviewers(project: &Project) -> Answer<Vec<ReviewerFacet>> {
    let mut told = Vec::new();
    for reviewer in project.reviewers()? {
        let progress = project.read().progress(reviewer.id)?;
        told.push(ReviewerFacet {
            id: reviewer.id.to_string(),
            name: convert::reviewer_name(reviewer.name),
            active: reviewer.active,
            submitted: progress.submitted,
            in_progress: progress.in_progress,
            skipped: progress.skipped,
            annotations: progress.annotations,
            elapsed_ms: progress.elapsed_ms,
        });
    }
    Ok(told)
}

fn reviewer_id(text: &str) -> Answer<ReviewerId> {
    text.parse().map_err(|_| WireError::no_reviewer())
}
