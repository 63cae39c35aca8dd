//! By what the lead's table is filtered and sorted, and how that becomes a query whose first page
//! is there at once: the rarest condition leads by its index, the others are checked row by row.

use super::super::facet::FacetKind;
use super::super::pending::Scope;
use super::super::review::ReviewStage;
use super::ItemStatus;
use crate::column::{Queries as _, count};
use crate::error::StoreError;
use crate::reader::Reader;
use rusqlite::types::Value;
use touchstone_domain::id::ReviewerId;
use touchstone_domain::label::LabelId;
use touchstone_domain::sample::Kind;

/// Which items: all conditions that are given hold.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ItemFilter {
    /// How far the item's reviews are.
    pub status: Option<ItemStatus>,
    /// The generator's model.
    pub model: Option<String>,
    /// The batch.
    pub batch: Option<String>,
    /// BCP 47 tag of the sample.
    pub language: Option<String>,
    /// How the sample is laid out.
    pub kind: Option<Kind>,
    /// Someone who did anything with the item ...
    pub reviewer: Option<ReviewerId>,
    /// ... and how far they are (only beside `reviewer`).
    pub reviewer_stage: Option<ReviewStage>,
    /// A label of an annotation that counts, or one that refines it.
    pub label: Option<LabelId>,
    /// Only items whose reviewers are further apart than this.
    pub disagreement_over: Option<f64>,
    /// Only items with a flag.
    pub flagged: bool,
    /// Words of the sample, sources, titles, external id or reviewers' remarks.
    pub words: Option<String>,
}

/// By what items are sorted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum SortKey {
    /// As the files gave them.
    #[default]
    FileOrder,
    /// Those on whom reviewers are furthest apart first; items without a figure last.
    Disagreement,
    /// Shortest sample first.
    Length,
    /// Not started, in progress, submitted, skipped.
    Status,
}

/// A sorting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ItemSort {
    /// By what; items that are equal in it stand in file order.
    pub key: SortKey,
    /// Everything the other way round.
    pub reversed: bool,
}

/// A number of items, as far as it was worth counting.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Counted {
    /// So many.
    Exactly(u64),
    /// More than so many.
    MoreThan(u64),
}

/// Lists at most this long are sorted in memory; longer ones are walked in the order asked for.
const SORTABLE: u64 = 50_000;

/// One condition.
struct Condition {
    /// Checks a row of `item_state AS s`, written so that no index serves it.
    check: String,
    /// Leads to the rows: what stands behind FROM, and behind WHERE.
    lead: (String, String),
    /// Whether the lead gives items in file order.
    in_file_order: bool,
    values: Vec<Value>,
    /// How many items it lets through, about.
    items: u64,
}

/// Which items, as a query still to be completed by columns, order and limit.
#[derive(Debug)]
pub(super) struct Plan {
    pub(super) from: String,
    pub(super) conditions: Vec<String>,
    pub(super) order: String,
    pub(super) values: Vec<Value>,
}

impl Plan {
    /// The whole query. The only parts that are not literals here are numbered conditions above.
    pub(super) fn sql(&self, columns: &str, ordered: bool, limit: &str) -> String {
        let mut sql = format!("SELECT {columns} FROM {}", self.from);
        if !self.conditions.is_empty() {
            sql += " WHERE ";
            sql += &self.conditions.join(" AND ");
        }
        if ordered {
            sql += " ORDER BY ";
            sql += &self.order;
        }
        sql + limit
    }
}

const fn order(sort: ItemSort) -> (&'static str, Option<&'static str>) {
    match (sort.key, sort.reversed) {
        (SortKey::FileOrder, false) => ("s.item", None),
        (SortKey::FileOrder, true) => ("s.item DESC", None),
        (SortKey::Disagreement, false) => ("s.disagreement DESC, s.item", Some("item_state_by_disagreement")),
        (SortKey::Disagreement, true) => ("s.disagreement, s.item DESC", Some("item_state_by_disagreement")),
        (SortKey::Length, false) => ("s.length, s.item", Some("item_state_by_length")),
        (SortKey::Length, true) => ("s.length DESC, s.item DESC", Some("item_state_by_length")),
        (SortKey::Status, false) => ("s.status, s.item", Some("item_state_by_status")),
        (SortKey::Status, true) => ("s.status DESC, s.item DESC", Some("item_state_by_status")),
    }
}

impl Reader {
    /// How to find the items of `filter` but for its words; none when there cannot be any.
    pub(super) fn plan(&self, filter: &ItemFilter, sort: ItemSort) -> Result<Option<Plan>, StoreError> {
        let Some(mut conditions) = self.conditions(filter)? else { return Ok(None) };
        conditions.sort_by_key(|condition| condition.items);
        let (order, sort_index) = order(sort);
        let leads = conditions
            .first()
            .is_some_and(|rarest| rarest.items <= SORTABLE || (sort.key == SortKey::FileOrder && rarest.in_file_order));
        let walk = sort_index
            .map_or_else(|| "item_state AS s".to_owned(), |index| format!("item_state AS s INDEXED BY {index}"));
        let mut plan = Plan { from: walk, conditions: Vec::new(), order: order.to_owned(), values: Vec::new() };
        for (index, condition) in conditions.into_iter().enumerate() {
            if index == 0 && leads {
                plan.from = condition.lead.0;
                plan.conditions.push(condition.lead.1);
            } else {
                plan.conditions.push(condition.check);
            }
            plan.values.extend(condition.values);
        }
        Ok(Some(plan))
    }

    /// The number of items, where the sums kept in the file tell it.
    pub(super) fn known_count(&self, filter: &ItemFilter) -> Result<Option<u64>, StoreError> {
        if filter.words.as_deref().is_some_and(|words| crate::search::Query::parse(words).is_some()) {
            return Ok(None);
        }
        let summed = ItemFilter {
            status: filter.status,
            model: filter.model.clone(),
            batch: filter.batch.clone(),
            language: filter.language.clone(),
            kind: filter.kind,
            words: filter.words.clone(),
            ..ItemFilter::default()
        };
        if summed != *filter {
            return Ok(None);
        }
        Ok(match self.conditions(filter)? {
            None => Some(0),
            Some(conditions) => match conditions.as_slice() {
                [] => Some(self.item_count()?),
                [one] => Some(one.items),
                _ => None,
            },
        })
    }

    /// The conditions but for words; none when one of them names what never occurred.
    fn conditions(&self, filter: &ItemFilter) -> Result<Option<Vec<Condition>>, StoreError> {
        let mut conditions = Vec::new();
        if let Some(status) = filter.status {
            let items = self.tally(Scope::Project, status.tally())?;
            conditions.push(Condition::column("status", status.number(), items));
        }
        let facets = [
            (FacetKind::Model, filter.model.as_deref()),
            (FacetKind::Batch, filter.batch.as_deref()),
            (FacetKind::Language, filter.language.as_deref()),
            (FacetKind::Kind, filter.kind.map(Kind::as_str)),
        ];
        for (kind, value) in facets {
            if let Some(value) = value {
                let Some((number, uses)) = self.facet(kind, value)? else { return Ok(None) };
                conditions.push(Condition::column(kind.as_str(), number, uses));
            }
        }
        if let Some(label) = &filter.label {
            let numbers = self.label_facets(label.as_str())?;
            if numbers.is_empty() {
                return Ok(None);
            }
            conditions.push(Condition::label(&numbers));
        }
        if let Some(reviewer) = filter.reviewer {
            let reviewer = self.merged_reviewer(reviewer)?;
            let reviews = self.review_count(reviewer, filter.reviewer_stage)?;
            conditions.push(Condition::reviewer(reviewer, filter.reviewer_stage, reviews));
        }
        if let Some(least) = filter.disagreement_over {
            let compared = self.one("SELECT count(*) FROM disagreement", [], |row| count(row, 0))?;
            conditions.push(Condition {
                check: "+s.disagreement > ?".to_owned(),
                lead: (indexed("disagreement"), "s.disagreement > ?".to_owned()),
                in_file_order: false,
                values: vec![Value::Real(least)],
                items: compared.unwrap_or(0),
            });
        }
        if filter.flagged {
            conditions.push(Condition {
                check: "+s.flagged > 0".to_owned(),
                lead: ("item_state AS s INDEXED BY item_state_flagged".to_owned(), "s.flagged > 0".to_owned()),
                in_file_order: true,
                values: Vec::new(),
                items: self.tally(Scope::Project, "flagged")?,
            });
        }
        Ok(Some(conditions))
    }
}

fn indexed(column: &str) -> String {
    format!("item_state AS s INDEXED BY item_state_by_{column}")
}

impl Condition {
    fn column(column: &str, value: i64, items: u64) -> Self {
        Self {
            check: format!("+s.{column} = ?"),
            lead: (indexed(column), format!("s.{column} = ?")),
            in_file_order: true,
            values: vec![Value::Integer(value)],
            items,
        }
    }

    fn label(facets: &[(i64, u64)]) -> Self {
        let marks = vec!["?"; facets.len()].join(", ");
        Self {
            check: format!(
                "EXISTS (SELECT 1 FROM annotation_label AS l WHERE l.label IN ({marks}) AND l.item = s.item)"
            ),
            lead: (
                "item_state AS s".to_owned(),
                format!("s.item IN (SELECT l.item FROM annotation_label AS l WHERE l.label IN ({marks}))"),
            ),
            in_file_order: false,
            values: facets.iter().map(|(number, _)| Value::Integer(*number)).collect(),
            items: facets.iter().map(|(_, uses)| uses).sum(),
        }
    }

    fn reviewer(reviewer: ReviewerId, stage: Option<ReviewStage>, reviews: u64) -> Self {
        let of_stage = if stage.is_some() { " AND r.state = ?" } else { "" };
        let mut values = vec![Value::Blob(reviewer.as_bytes().to_vec())];
        values.extend(stage.map(|stage| Value::Integer(stage.number())));
        Self {
            check: format!("EXISTS (SELECT 1 FROM review AS r WHERE r.item = s.item AND r.reviewer_id = ?{of_stage})"),
            lead: (
                "item_state AS s".to_owned(),
                format!("s.item IN (SELECT r.item FROM review AS r WHERE r.reviewer_id = ?{of_stage})"),
            ),
            in_file_order: false,
            values,
            items: reviews,
        }
    }
}
