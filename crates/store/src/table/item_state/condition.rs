//! The terms of a filter as conditions in SQL: a check of a single row, and for most of them a lead,
//! which finds the rows by an index.

use super::super::facet::FacetKind;
use super::super::item_search::Reach;
use super::super::pending::Scope;
use super::super::review::ReviewStage;
use super::ItemStatus;
use super::filter::{Compared, Figure, ItemTest, Where};
use crate::column::{Queries as _, count};
use crate::error::StoreError;
use crate::reader::Reader;
use crate::search::Query;
use rusqlite::params_from_iter;
use rusqlite::types::Value;
use touchstone_domain::id::ReviewerId;
use touchstone_domain::label::LabelId;
use touchstone_domain::sample::Kind;

/// Items are counted up to here to find the rarest condition. Lists at most this long are sorted in
/// memory; longer ones are walked in the order asked for.
pub(super) const SORTABLE: u64 = 50_000;

/// Where the rows of a condition come from.
#[derive(Debug, Clone)]
pub(super) struct Lead {
    /// Stands behind FROM.
    pub(super) from: String,
    /// Stands behind WHERE.
    pub(super) condition: String,
    /// Whether it gives items in file order.
    pub(super) in_file_order: bool,
}

/// One condition.
#[derive(Debug, Clone)]
pub(super) struct Condition {
    /// Checks a row of `item_state AS s`, written so that no index serves it.
    pub(super) check: String,
    /// None where every row must be looked at.
    pub(super) lead: Option<Lead>,
    pub(super) values: Vec<Value>,
    /// How many items it lets through, about; counted no further than [`SORTABLE`] where that takes time.
    pub(super) items: u64,
    /// Whether that is the very number.
    pub(super) is_exact: bool,
}

impl Condition {
    /// Holds where this one does not.
    pub(super) fn turned(self) -> Self {
        Self {
            check: format!("NOT coalesce(({}), 0)", self.check),
            lead: None,
            values: self.values,
            items: u64::MAX,
            is_exact: false,
        }
    }

    fn column(column: &str, values: Vec<i64>, items: u64) -> Self {
        let marks = marks(values.len());
        let lead = Lead {
            from: indexed(column),
            condition: format!("s.{column} IN ({marks})"),
            in_file_order: values.len() == 1,
        };
        Self {
            check: format!("+s.{column} IN ({marks})"),
            lead: Some(lead),
            values: values.into_iter().map(Value::Integer).collect(),
            items,
            is_exact: true,
        }
    }

    /// Items named by a query: `found` gives their places, `exists` is the same for `s.item` alone.
    fn listed(found: &str, exists: &str, values: Vec<Value>, items: u64) -> Self {
        let lead = Lead {
            from: "item_state AS s".to_owned(),
            condition: format!("s.item IN ({found})"),
            in_file_order: false,
        };
        Self { check: format!("EXISTS ({exists})"), lead: Some(lead), values, items, is_exact: false }
    }
}

fn marks(values: usize) -> String {
    vec!["?"; values].join(", ")
}

fn indexed(column: &str) -> String {
    format!("item_state AS s INDEXED BY item_state_by_{column}")
}

fn texts<'a>(values: impl IntoIterator<Item = &'a str>) -> Vec<Value> {
    values.into_iter().map(|value| Value::Text(value.to_owned())).collect()
}

const SEVERITY: &str = "json_extract(a.content, '$.severity')";

impl Reader {
    /// The condition of a test; none when it names only what never occurred.
    pub(super) fn condition(&self, test: &ItemTest) -> Result<Option<Condition>, StoreError> {
        match test {
            ItemTest::Status(wanted) => {
                let mut items = 0;
                for status in wanted {
                    items += self.tally(Scope::Project, status.tally())?;
                }
                let numbers = wanted.iter().map(|status| ItemStatus::number(*status)).collect();
                Ok(Some(Condition::column("status", numbers, items)))
            }
            ItemTest::Model(wanted) => self.facet_condition(FacetKind::Model, wanted.iter().map(String::as_str)),
            ItemTest::Batch(wanted) => self.facet_condition(FacetKind::Batch, wanted.iter().map(String::as_str)),
            ItemTest::Language(wanted) => self.facet_condition(FacetKind::Language, wanted.iter().map(String::as_str)),
            ItemTest::Kind(wanted) => {
                self.facet_condition(FacetKind::Kind, wanted.iter().map(|kind| Kind::as_str(*kind)))
            }
            ItemTest::Reviewer(reviewers, stage) => self.reviewer_condition(reviewers, *stage).map(Some),
            ItemTest::Annotation { labels, severities } => {
                let severities = texts(severities.iter().map(|severity| severity.0.as_str()));
                if labels.is_empty() {
                    self.severity_condition(severities).map(Some)
                } else {
                    self.label_condition(labels, severities)
                }
            }
            ItemTest::Verdict(wanted) => {
                let values = texts(wanted.iter().map(|verdict| verdict.0.as_str()));
                let wanted = format!("r.submitted_verdict IN ({})", marks(values.len()));
                let found = format!("SELECT r.item FROM review AS r INDEXED BY review_by_verdict WHERE {wanted}");
                let exists = format!("SELECT 1 FROM review AS r WHERE r.item = s.item AND +{wanted}");
                let items = self.count_to(&found, &values)?;
                Ok(Some(Condition::listed(&found, &exists, values, items)))
            }
            ItemTest::Flagged => Ok(Some(Condition {
                check: "+s.flagged > 0".to_owned(),
                lead: Some(Lead {
                    from: "item_state AS s INDEXED BY item_state_flagged".to_owned(),
                    condition: "s.flagged > 0".to_owned(),
                    in_file_order: true,
                }),
                values: Vec::new(),
                items: self.tally(Scope::Project, "flagged")?,
                is_exact: false,
            })),
            ItemTest::Given => {
                let found = "SELECT g.item FROM given_gold AS g";
                let exists = "SELECT 1 FROM given_gold AS g WHERE g.item = s.item";
                Ok(Some(Condition::listed(found, exists, Vec::new(), self.given_gold_count()?)))
            }
            ItemTest::Figure(figure, compared, bound) => self.figure_condition(*figure, *compared, *bound).map(Some),
            ItemTest::Words(place, typed) => match Query::parse(typed) {
                Some(query) => self.words_condition(*place, &query).map(Some),
                None => Ok(None),
            },
        }
    }

    /// How many rows a query gives, counted no further than is worth it.
    fn count_to(&self, query: &str, values: &[Value]) -> Result<u64, StoreError> {
        let counted = format!("SELECT count(*) FROM ({query} LIMIT {})", SORTABLE + 1);
        let found = self.one(&counted, params_from_iter(values.iter().cloned()), |row| count(row, 0))?;
        Ok(found.unwrap_or(0))
    }

    fn facet_condition<'a>(
        &self,
        kind: FacetKind,
        wanted: impl Iterator<Item = &'a str>,
    ) -> Result<Option<Condition>, StoreError> {
        let (mut numbers, mut items) = (Vec::new(), 0);
        for value in wanted {
            if let Some((number, uses)) = self.facet(kind, value)?
                && !numbers.contains(&number)
            {
                numbers.push(number);
                items += uses;
            }
        }
        Ok((!numbers.is_empty()).then(|| Condition::column(kind.as_str(), numbers, items)))
    }

    fn label_condition(&self, labels: &[LabelId], severities: Vec<Value>) -> Result<Option<Condition>, StoreError> {
        let mut numbers = std::collections::BTreeMap::new();
        for label in labels {
            numbers.extend(self.label_facets(label.as_str())?);
        }
        if numbers.is_empty() {
            return Ok(None);
        }
        let graded = if severities.is_empty() {
            String::new()
        } else {
            let wanted = marks(severities.len());
            format!(
                " AND EXISTS (SELECT 1 FROM annotation AS a INDEXED BY annotation_by_severity \
                 WHERE {SEVERITY} IN ({wanted}) AND a.review = l.review AND a.position = l.position)"
            )
        };
        let wanted = format!("l.label IN ({})", marks(numbers.len()));
        let found = format!("SELECT l.item FROM annotation_label AS l WHERE {wanted}{graded}");
        let exists = format!("SELECT 1 FROM annotation_label AS l WHERE {wanted} AND l.item = s.item{graded}");
        let items = numbers.values().sum();
        let values = numbers.keys().map(|number| Value::Integer(*number)).chain(severities).collect();
        Ok(Some(Condition::listed(&found, &exists, values, items)))
    }

    fn severity_condition(&self, severities: Vec<Value>) -> Result<Condition, StoreError> {
        let wanted = format!("{SEVERITY} IN ({})", marks(severities.len()));
        let graded = "annotation AS a INDEXED BY annotation_by_severity";
        let found = format!("SELECT r.item FROM {graded} CROSS JOIN review AS r ON r.number = a.review WHERE {wanted}");
        let exists = format!(
            "SELECT 1 FROM review AS r CROSS JOIN {graded} ON a.review = r.number WHERE r.item = s.item AND {wanted}"
        );
        let items = self.count_to(&format!("SELECT 1 FROM {graded} WHERE {wanted}"), &severities)?;
        Ok(Condition::listed(&found, &exists, severities, items))
    }

    fn reviewer_condition(&self, wanted: &[ReviewerId], stage: Option<ReviewStage>) -> Result<Condition, StoreError> {
        let (mut values, mut items) = (Vec::new(), 0);
        for reviewer in wanted {
            let reviewer = self.merged_reviewer(*reviewer)?;
            items += self.review_count(reviewer, stage)?;
            values.push(Value::Blob(reviewer.as_bytes().to_vec()));
        }
        let of = format!("r.reviewer_id IN ({})", marks(values.len()));
        let of_stage = if stage.is_some() { " AND r.state = ?" } else { "" };
        values.extend(stage.map(|stage| Value::Integer(stage.number())));
        let found = format!("SELECT r.item FROM review AS r WHERE {of}{of_stage}");
        let exists = format!("SELECT 1 FROM review AS r WHERE r.item = s.item AND {of}{of_stage}");
        Ok(Condition::listed(&found, &exists, values, items))
    }

    fn figure_condition(&self, figure: Figure, compared: Compared, bound: f64) -> Result<Condition, StoreError> {
        let (column, values) = (figure.column(), vec![Value::Real(bound)]);
        let (from, condition) = (indexed(column), format!("s.{column} {} ?", compared.sign()));
        let items = self.count_to(&format!("SELECT 1 FROM {from} WHERE {condition}"), &values)?;
        Ok(Condition {
            check: format!("+{condition}"),
            lead: Some(Lead { from, condition, in_file_order: false }),
            values,
            items,
            is_exact: items <= SORTABLE,
        })
    }

    fn words_condition(&self, place: Where, query: &Query) -> Result<Condition, StoreError> {
        let in_notes = "SELECT r.item FROM note_search AS n CROSS JOIN review AS r ON r.number = n.rowid \
                        WHERE n.note_search MATCH ?";
        // The review first: a search for each of the few reviews of an item.
        let noted = "SELECT 1 FROM review AS r WHERE r.item = s.item AND EXISTS \
                     (SELECT 1 FROM note_search AS n WHERE n.note_search MATCH ? AND n.rowid = r.number)";
        if place == Where::Notes {
            let values = vec![Value::Text(query.expression(None))];
            let items = self.count_to(in_notes, &values)?;
            return Ok(Condition::listed(in_notes, noted, values, items));
        }
        let query = self.settled(query)?;
        let told = "SELECT 1 FROM item_search AS w WHERE w.item_search MATCH ? AND w.rowid = s.item";
        let mut values = vec![Value::Text(query.expression(Reach::Lead(place).columns()))];
        let items = self.count_to("SELECT w.rowid FROM item_search AS w WHERE w.item_search MATCH ?", &values)?;
        let mut check = format!("EXISTS ({told})");
        if place == Where::Everywhere {
            values.push(Value::Text(query.expression(None)));
            check = format!("({check} OR EXISTS ({noted}))");
        }
        // The leading search is not written in SQL: its list and that of the remarks are merged.
        Ok(Condition { check, lead: None, values, items, is_exact: false })
    }
}
