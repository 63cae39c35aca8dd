//! What the lead sees and sets.

use crate::convert;
use crate::data_file;
use crate::desk::State;
use crate::error::WireError;
use crate::session::{Answer, PAGE};
use crate::wire::*;
use std::path::Path;
use touchstone_domain::id::ReviewerId;
use touchstone_engine::import::{ColumnMapping, inspect, save_issues};
use touchstone_engine::listing::{Counted, FacetKind};
use touchstone_engine::{Project, project::schema_named, status};

/// Matches of a filter that a page counts; the table goes no further.
const COUNTED_FOR_A_PAGE: u64 = 100_000;

/// Items of a file that are shown before it is imported.
const PREVIEWED: usize = 3;

/// Where the look is kept.
const APPEARANCE: &str = "appearance.json";

impl State {
    #[expect(clippy::unnecessary_wraps, reason = "the form of every command")]
    pub(crate) fn appearance(&mut self, (): ()) -> Answer<Appearance> {
        Ok(data_file::read(&self.options.data_dir, APPEARANCE).unwrap_or_default())
    }

    pub(crate) fn save_appearance(&mut self, chosen: Appearance) -> Answer<()> {
        let data_dir = &self.options.data_dir;
        let refused = |error| touchstone_engine::EngineError::files(data_dir, error);
        Ok(data_file::write(data_dir, APPEARANCE, &chosen).map_err(refused)?)
    }

    pub(crate) fn inspect_files(&mut self, wish: InspectFiles) -> Answer<Vec<Inspection>> {
        let schema = match &self.session {
            Some(session) => session.project.schema().clone(),
            None => schema_named(&wish.schema)?,
        };
        let mapping = ColumnMapping(wish.mapping);
        let format = wish.format.map(convert::format);
        let look = |path: &String| {
            let found = inspect(Path::new(path), format, &mapping, &schema, PREVIEWED)?;
            Ok(convert::inspection(found))
        };
        wish.paths.iter().map(look).collect()
    }

    pub(crate) fn project_sums(&mut self, (): ()) -> Answer<ProjectSums> {
        let sums = status::of(self.session()?.project.read())?;
        Ok(ProjectSums {
            items: sums.items,
            samples: sums.samples,
            sources: sums.sources,
            reviewers: sums.reviewers,
            submitted: sums.reviews.submitted,
            in_progress: sums.reviews.in_progress,
            skipped: sums.reviews.skipped,
            annotations: sums.annotations,
            omissions: sums.omissions,
            disagreement: sums.disagreement,
        })
    }

    pub(crate) fn items_page(&mut self, page: ItemsPage) -> Answer<Page<ItemRow>> {
        let reader = self.session()?.project.read();
        let filter = convert::item_filter(page.filter)?;
        let sort = convert::item_sort(page.sort.unwrap_or_default());
        let rows = reader.items_page(&filter, sort, page.offset, page.limit.min(PAGE))?;
        let (total, exact) = counted(reader.items_count_filtered(&filter, COUNTED_FOR_A_PAGE, &mut || true)?);
        Ok(Page { total, exact, rows: rows.into_iter().map(convert::item_row).collect() })
    }

    pub(crate) fn items_count(&mut self, wish: CountItems) -> Answer<ItemsCount> {
        let filter = convert::item_filter(wish.filter)?;
        let reader = self.session()?.project.read();
        let (items, exact) = counted(reader.items_count_filtered(&filter, u64::MAX, &mut || true)?);
        Ok(ItemsCount { items, exact })
    }

    pub(crate) fn facets(&mut self, (): ()) -> Answer<Facets> {
        let project = &self.session()?.project;
        let reader = project.read();
        let values = |kind| -> Answer<Vec<Facet>> {
            let facets = reader.facets(kind)?.into_iter();
            Ok(facets.map(|facet| Facet { value: facet.value, items: facet.uses }).collect())
        };
        let label_facets = reader.facets(FacetKind::Label)?;
        let uses = |id: &str| label_facets.iter().find(|facet| facet.value == id).map_or(0, |facet| facet.uses);
        let labels = project.schema().labels.iter().map(|label| LabelFacet {
            id: label.id.to_string(),
            name: label.name.clone(),
            annotations: uses(label.id.as_str()),
        });
        Ok(Facets {
            models: values(FacetKind::Model)?,
            batches: values(FacetKind::Batch)?,
            languages: values(FacetKind::Language)?,
            labels: labels.collect(),
            reviewers: reviewers(project)?,
        })
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

    pub(crate) fn save_issues(&mut self, at: AtPath) -> Answer<()> {
        Ok(save_issues(Path::new(&at.path), &self.issues)?)
    }
}

const fn counted(counted: Counted) -> (u64, bool) {
    match counted {
        Counted::Exactly(items) => (items, true),
        Counted::MoreThan(items) => (items, false),
    }
}

/// Everyone, whether they do new work here or came with an import.
fn reviewers(project: &Project) -> Answer<Vec<ReviewerFacet>> {
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
