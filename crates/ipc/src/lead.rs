//! What the lead sees.

use crate::convert;
use crate::desk::State;
use crate::error::WireError;
use crate::session::{Answer, PAGE, item_id};
use crate::settings::reviewers;
use crate::wire::*;
use std::path::Path;
use touchstone_engine::import::{ColumnMapping, inspect, save_issues};
use touchstone_engine::listing::{Counted, FacetKind};
use touchstone_engine::{filter, project::schema_named, review, status};

/// Items of a file that are shown before it is imported.
const PREVIEWED: usize = 3;

impl State {
    pub(crate) fn inspect_files(&mut self, wish: InspectFiles) -> Answer<Vec<Inspection>> {
        let schema = match &wish.schema {
            Some(preset) => schema_named(preset)?,
            None => self.session()?.project.schema().clone(),
        };
        let mapping = ColumnMapping(wish.mapping);
        let format = wish.format.map(convert::format);
        // A file that cannot be read says so in its own place: the others are looked into all the same.
        let look = |path: &String| match inspect(Path::new(path), format, &mapping, &schema, PREVIEWED) {
            Ok(found) => convert::inspection(found),
            Err(error) => convert::not_looked_into(path, error.into()),
        };
        Ok(wish.paths.iter().map(look).collect())
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
        let filter = filter::parse(reader, &page.filter)?;
        let sort = convert::item_sort(page.sort.unwrap_or_default());
        let rows = reader.items_page(&filter, sort, page.offset, page.limit.min(PAGE))?;
        // Counting may take long, and is asked for apart: the page is there at once.
        let seen = page.offset + rows.len() as u64;
        let is_last = (rows.len() as u64) < page.limit.min(PAGE) && !(rows.is_empty() && page.offset > 0);
        let known = if is_last { Some(seen) } else { reader.items_count_known(&filter)? };
        let rows = rows.into_iter().map(convert::item_row).collect();
        Ok(Page { total: known.unwrap_or(seen), exact: known.is_some(), rows })
    }

    pub(crate) fn item_in_full(&mut self, which: ByItem) -> Answer<ItemInFull> {
        let project = &self.session()?.project;
        let id = item_id(&which.item)?;
        let item = project.read().item(id)?.ok_or_else(|| WireError::bad_request("no such item"))?;
        let ordinal = project.ordinal(id)?.unwrap_or_default();
        let disagreement = project.read().disagreement(id)?;
        let given = project.read().given_gold(id)?;
        Ok(convert::item_in_full(item, ordinal, disagreement, given, review::of_item(project, id)?))
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

    pub(crate) fn save_issues(&mut self, at: AtPath) -> Answer<()> {
        Ok(save_issues(Path::new(&at.path), &self.issues)?)
    }
}

pub(crate) const fn counted(counted: Counted) -> (u64, bool) {
    match counted {
        Counted::Exactly(items) => (items, true),
        Counted::MoreThan(items) => (items, false),
    }
}
