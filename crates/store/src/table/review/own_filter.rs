//! By what a reviewer filters their own list: nothing in it tells of a generator, of another
//! reviewer, or of how far reviewers are apart. What is not named here cannot be asked.

use super::super::facet::FacetKind;
use super::super::item_search::Reach;
use super::super::item_state::Where;
use super::ReviewStage;
use crate::error::StoreError;
use crate::reader::Reader;
use crate::search::Query;
use rusqlite::types::Value;
use touchstone_domain::id::ReviewerId;
use touchstone_domain::label::{LabelId, SeverityId, VerdictId};
use touchstone_domain::sample::Kind;

/// Which items of the own list: all terms hold.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct OwnFilter {
    /// In any order.
    pub terms: Vec<OwnTerm>,
}

/// Something an item must be, or must not be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnTerm {
    /// Whether the items are wanted of which the test does not hold.
    pub not: bool,
    /// Of a single item.
    pub test: OwnTest,
}

/// A test of an item of the own list. Where there are several values, one of them is enough.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OwnTest {
    /// How far the reviewer is with it.
    Stage(Vec<ReviewStage>),
    /// Flagged by the reviewer.
    Flagged,
    /// The reviewer's verdict, handed in or not.
    Verdict(Vec<VerdictId>),
    /// An annotation of the reviewer's submitted review, as in the lead's filter.
    Annotation {
        /// Any of these; all where it is empty.
        labels: Vec<LabelId>,
        /// Any of these; all where it is empty.
        severities: Vec<SeverityId>,
    },
    /// How the sample is laid out.
    Kind(Vec<Kind>),
    /// BCP 47 tag of the sample.
    Language(Vec<String>),
    /// Words of the texts, their titles and the reviewer's own remarks.
    Words(Where, String),
}

impl OwnFilter {
    /// The same with another term.
    #[must_use]
    pub fn and(mut self, test: OwnTest) -> Self {
        self.terms.push(OwnTerm { not: false, test });
        self
    }

    /// The same with a term that must not hold.
    #[must_use]
    pub fn but_not(mut self, test: OwnTest) -> Self {
        self.terms.push(OwnTerm { not: true, test });
        self
    }
}

impl From<OwnTest> for OwnFilter {
    fn from(test: OwnTest) -> Self {
        Self::default().and(test)
    }
}

/// The terms as checks of a row of `item` beside the reviewer's row of `review AS r`, if there is one.
#[derive(Debug, Clone)]
pub(super) struct OwnChecks {
    pub(super) sql: String,
    pub(super) values: Vec<Value>,
    /// Whether only items can pass with which the reviewer did anything.
    pub(super) only_touched: bool,
    /// A search that finds what may pass.
    pub(super) search: Option<OwnSearch>,
}

/// A search, and the same as a check of a row.
#[derive(Debug, Clone)]
pub(super) struct OwnSearch {
    pub(super) query: Query,
    pub(super) place: Where,
    pub(super) sql: String,
    pub(super) values: Vec<Value>,
}

fn listed(column: &str, values: usize) -> String {
    format!("{column} IN ({})", vec!["?"; values].join(", "))
}

fn texts<'a>(values: impl Iterator<Item = &'a str>) -> Vec<Value> {
    values.map(|value| Value::Text(value.to_owned())).collect()
}

impl Reader {
    /// None when nothing can pass.
    pub(super) fn own_checks(&self, reviewer: ReviewerId, filter: &OwnFilter) -> Result<Option<OwnChecks>, StoreError> {
        let mut checks = OwnChecks { sql: String::new(), values: Vec::new(), only_touched: false, search: None };
        let mut parts = Vec::new();
        for term in &filter.terms {
            if let OwnTest::Words(place, typed) = &term.test {
                let Some(query) = Query::parse(typed) else { continue };
                if !term.not && *place != Where::Notes && checks.search.is_none() {
                    let words = self.own_check(reviewer, &term.test)?;
                    checks.search = words.map(|(sql, values, _)| OwnSearch { query, place: *place, sql, values });
                    continue;
                }
            }
            let Some((check, values, touched)) = self.own_check(reviewer, &term.test)? else {
                if term.not {
                    continue;
                }
                return Ok(None);
            };
            checks.only_touched |= touched && !term.not;
            checks.values.extend(values);
            parts.push(if term.not { format!("NOT coalesce(({check}), 0)") } else { format!("({check})") });
        }
        checks.sql = if parts.is_empty() { "1".to_owned() } else { parts.join(" AND ") };
        Ok(Some(checks))
    }

    /// The check of a test, its values, and whether only touched items pass.
    fn own_check(
        &self,
        reviewer: ReviewerId,
        test: &OwnTest,
    ) -> Result<Option<(String, Vec<Value>, bool)>, StoreError> {
        Ok(Some(match test {
            OwnTest::Stage(stages) => {
                let values = stages.iter().map(|stage| Value::Integer(stage.number())).collect();
                let touched = !stages.contains(&ReviewStage::NotStarted);
                (listed("coalesce(r.state, 0)", stages.len()), values, touched)
            }
            OwnTest::Flagged => ("r.flag IS NOT NULL".to_owned(), Vec::new(), true),
            OwnTest::Verdict(verdicts) => {
                let values = texts(verdicts.iter().map(|verdict| verdict.0.as_str()));
                (listed("r.verdict", verdicts.len()), values, true)
            }
            OwnTest::Annotation { labels, severities } => {
                let mut values = Vec::new();
                let mut wanted = vec!["a.review = r.number".to_owned()];
                if !labels.is_empty() {
                    let mut numbers = std::collections::BTreeSet::new();
                    for label in labels {
                        numbers.extend(self.label_facets(label.as_str())?.into_iter().map(|(number, _)| number));
                    }
                    if numbers.is_empty() {
                        return Ok(None);
                    }
                    let one_of = listed("l.label", numbers.len());
                    wanted.push(format!(
                        "EXISTS (SELECT 1 FROM annotation_label AS l WHERE {one_of} AND l.item = r.item \
                         AND l.review = r.number AND l.position = a.position)"
                    ));
                    values.extend(numbers.into_iter().map(Value::Integer));
                }
                if !severities.is_empty() {
                    let one_of = listed("json_extract(a.content, '$.severity')", severities.len());
                    wanted.push(one_of);
                    values.extend(texts(severities.iter().map(|severity| severity.0.as_str())));
                }
                let index = if severities.is_empty() { "" } else { " INDEXED BY annotation_by_severity" };
                let sql = format!("EXISTS (SELECT 1 FROM annotation AS a{index} WHERE {})", wanted.join(" AND "));
                (sql, values, true)
            }
            OwnTest::Kind(kinds) => {
                let values = texts(kinds.iter().map(|kind| Kind::as_str(*kind)));
                (listed("item.kind", kinds.len()), values, false)
            }
            OwnTest::Language(tags) => {
                let known = |tag: &String| Ok::<_, StoreError>(self.facet(FacetKind::Language, tag)?.is_some());
                if !tags.iter().map(known).collect::<Result<Vec<_>, _>>()?.contains(&true) {
                    return Ok(None);
                }
                (listed("item.language", tags.len()), texts(tags.iter().map(String::as_str)), false)
            }
            OwnTest::Words(place, typed) => {
                let Some(query) = Query::parse(typed) else { return Ok(None) };
                // Where the reviewer has no row, `r.number` is null, which the index takes for any number.
                // The notes that match are found once. Where the reviewer has no row, `r.number` is null: no notes.
                let noted = "(r.number IS NOT NULL AND r.number IN \
                             (SELECT rowid FROM note_search WHERE note_search MATCH ?))";
                let remarks = Value::Text(query.expression(None));
                if *place == Where::Notes {
                    return Ok(Some((noted.to_owned(), vec![remarks], true)));
                }
                let query = self.settled(&query)?;
                let columns = Reach::Reviewer(*place, reviewer).columns();
                let told =
                    "EXISTS (SELECT 1 FROM item_search AS w WHERE w.item_search MATCH ? AND w.rowid = item.ordinal)";
                let words = Value::Text(query.expression(columns));
                if *place == Where::Everywhere {
                    (format!("{told} OR {noted}"), vec![words, remarks], false)
                } else {
                    (told.to_owned(), vec![words], false)
                }
            }
        }))
    }
}
