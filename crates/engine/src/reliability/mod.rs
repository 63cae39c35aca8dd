//! What the lead learns about reviewers: each against the others, against the gold of attention
//! checks, and what hints did to them. Never shown to a reviewer.

mod checks;
mod figures;
pub mod influence;
mod words;

pub use figures::{ReviewerFigure, Unit};
pub use influence::HintReport;

use crate::agreement::gathered::{CountedReview, Gathered, GatheredItem};
use crate::error::EngineError;
use crate::work::Work;
use checks::CheckItems;
use serde::Serialize;
use serde_json::{Map, Value};
use touchstone_analysis::reliability::{Basis, Compared, Entry, Reviewed, Said, compare};
use touchstone_domain::id::ItemId;
use touchstone_store::Reader;

pub use touchstone_analysis::reliability::{Basis as ComparedWith, Sampling};

/// Which items of the plan have gold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CheckKind {
    /// Attention checks, spread over each list.
    Attention,
    /// What everyone reviews first.
    Calibration,
}

impl CheckKind {
    /// The name in JSON.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Attention => "attention_checks",
            Self::Calibration => "calibration",
        }
    }
}

/// How a reviewer did on items that have gold.
#[derive(Debug, Clone, PartialEq)]
pub struct CheckReport {
    /// Of which kind they are.
    pub kind: CheckKind,
    /// Items of the kind that the reviewer submitted.
    pub seen: u64,
    /// Those of them that are settled, so that there is gold.
    pub with_gold: u64,
    /// The figures.
    pub figures: Vec<ReviewerFigure>,
}

/// Everything about one reviewer.
#[derive(Debug, Clone, PartialEq)]
pub struct ReviewerReport {
    /// The name.
    pub name: String,
    /// What it is compared with.
    pub basis: Basis,
    /// Reviews that count.
    pub reviews: u64,
    /// Items that are compared.
    pub compared: u64,
    /// Against the others.
    pub figures: Vec<ReviewerFigure>,
    /// What most often stands in place of what: own label, label of the others, how often.
    pub confused: Option<(String, String, u64)>,
    /// Sittings long enough to show a course.
    pub sittings: u64,
    /// Agreement and pace in the first, middle and last third of sittings, and what changes.
    pub course: Vec<ReviewerFigure>,
    /// Attention checks and calibration, where the plan has any.
    pub checks: Vec<CheckReport>,
}

/// What the lead learns about reviewers.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ReviewersReport {
    /// By name.
    pub reviewers: Vec<ReviewerReport>,
    /// What hints did.
    #[serde(rename = "hint_influence")]
    pub hints: HintReport,
}

/// Measures every reviewer of what was gathered.
pub fn measure(
    reader: &Reader,
    gathered: &Gathered,
    sampling: Sampling,
    work: &mut Work<'_>,
) -> Result<ReviewersReport, EngineError> {
    let checks = checks::planned(reader, gathered)?;
    let compared = compared(gathered, work)?;
    let mut reviewers = Vec::new();
    let everyone = gathered.reviewers.len() as u64;
    for (number, (_, name)) in (0..).zip(&gathered.reviewers) {
        work.step("reviewers", u64::from(number), Some(everyone))?;
        reviewers.push(reviewer(gathered, &compared, number, name, &checks, sampling));
    }
    // As a person looks for them; of two with one name the first by identity comes first.
    reviewers.sort_by(|one, other| one.name.cmp(&other.name));
    let hints = influence::measure(reader, gathered, &compared, sampling, work)?;
    Ok(ReviewersReport { reviewers, hints })
}

/// Every review against the others of its item: for each item one for each review, or none where
/// there is only one.
fn compared(gathered: &Gathered, work: &mut Work<'_>) -> Result<Vec<Vec<Compared>>, EngineError> {
    let total = gathered.items.len() as u64;
    let mut all = Vec::with_capacity(gathered.items.len());
    for item in &gathered.items {
        work.step("items", all.len() as u64, Some(total))?;
        all.push(compare(&Reviewed { tokens: &item.spans.tokens, reviews: said(item) }));
    }
    Ok(all)
}

fn said(item: &GatheredItem) -> Vec<Said<'_>> {
    let reviews = item.reviews.iter().zip(&item.spans.reviews);
    reviews
        .map(|(review, marked)| Said { verdict: review.verdict, marks: &marked.marks, severities: &review.severities })
        .collect()
}

/// A review of one reviewer, with its item and what it is against the others.
pub(crate) struct Own<'a> {
    pub(crate) item: ItemId,
    pub(crate) review: &'a CountedReview,
    pub(crate) compared: Option<&'a Compared>,
}

fn reviewer(
    gathered: &Gathered,
    compared: &[Vec<Compared>],
    number: u32,
    name: &str,
    checks: &[CheckItems],
    sampling: Sampling,
) -> ReviewerReport {
    let mut own = Vec::new();
    for (item, compared) in gathered.items.iter().zip(compared) {
        if let Ok(at) = item.reviews.binary_search_by_key(&number, |review| review.reviewer) {
            own.push(Own { item: item.id, review: &item.reviews[at], compared: compared.get(at) });
        }
    }
    let entries: Vec<Entry> = own
        .iter()
        .map(|one| Entry {
            at: one.review.at.map(|at| at.0),
            elapsed_ms: one.review.elapsed_ms,
            compared: one.compared.cloned(),
        })
        .collect();
    let found = touchstone_analysis::reliability::measure(&entries, sampling);
    let label = |number: u32| gathered.labels.get(number as usize).map_or_else(String::new, |label| label.0.clone());
    ReviewerReport {
        name: name.to_owned(),
        basis: found.basis,
        reviews: found.reviews,
        compared: found.compared,
        confused: found.confused.map(|(own, others, times)| (label(own), label(others), times)),
        sittings: found.sittings,
        course: figures::course(&found, &own),
        checks: checks.iter().map(|kind| checks::of_reviewer(kind, gathered, number, sampling)).collect(),
        figures: figures::against(found, &own),
    }
}

impl Serialize for ReviewerReport {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = Map::new();
        map.insert("reviewer".to_owned(), Value::from(self.name.clone()));
        map.insert("n_reviews".to_owned(), Value::from(self.reviews));
        map.insert("n_items_compared".to_owned(), Value::from(self.compared));
        let basis = match self.basis {
            Basis::Several => Value::from("vote-of-the-others"),
            Basis::One => Value::from("the-one-other"),
            Basis::None => Value::Null,
        };
        map.insert("compared_with".to_owned(), basis);
        figures::put(&mut map, &self.figures);
        let confused = self
            .confused
            .as_ref()
            .map(|(own, others, times)| serde_json::json!({ "own": own, "others": others, "times": times }));
        map.insert("label_confused_most".to_owned(), confused.unwrap_or_default());
        let mut course = Map::new();
        course.insert("n_sittings".to_owned(), Value::from(self.sittings));
        figures::put(&mut course, &self.course);
        map.insert("drift".to_owned(), Value::Object(course));
        for checks in &self.checks {
            let mut told = Map::new();
            told.insert("n_items_seen".to_owned(), Value::from(checks.seen));
            told.insert("n_items_with_gold".to_owned(), Value::from(checks.with_gold));
            figures::put(&mut told, &checks.figures);
            map.insert(checks.kind.name().to_owned(), Value::Object(told));
        }
        map.serialize(serializer)
    }
}
