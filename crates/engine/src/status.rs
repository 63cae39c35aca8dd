//! The sums of a project, as `touchstone status` and the project screen show them.

use crate::error::EngineError;
use serde::Serialize;
use touchstone_store::{CaseState, Reader};

/// Reviews by state.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ReviewSums {
    /// Handed in.
    pub submitted: u64,
    /// Begun, or taken up again.
    pub in_progress: u64,
    /// Passed over.
    pub skipped: u64,
}

/// Items by how far their adjudication is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AdjudicationSums {
    /// A difference or the verdict waits for a decision.
    pub open: u64,
    /// Nothing waits; not settled.
    pub ready: u64,
    /// Settled.
    pub settled: u64,
    /// Settled, and a review said something else since.
    pub changed: u64,
}

/// The sums of a project.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Status {
    /// Name of the project.
    pub name: String,
    /// Whether reviewers work blind.
    pub blind: bool,
    /// Name and version of the label schema.
    pub schema: String,
    /// Items.
    pub items: u64,
    /// Different texts that are a sample.
    pub samples: u64,
    /// Different texts that are a source.
    pub sources: u64,
    /// Reviewers, whether they did anything or not.
    pub reviewers: u64,
    /// Omissions of all reviews as they stand.
    pub omissions: u64,
    /// Mean disagreement of the items that two or more reviewers submitted; none without any.
    pub disagreement: Option<f64>,
    /// Reviews by state.
    pub reviews: ReviewSums,
    /// Items by how far their adjudication is.
    pub adjudication: AdjudicationSums,
    /// Annotations of all reviews as they stand, in progress included.
    pub annotations: u64,
}

/// Sums up. Annotations and omissions are counted in every review that is not withdrawn.
pub fn of(reader: &Reader) -> Result<Status, EngineError> {
    let (facts, counts) = (reader.project_facts()?, reader.counts()?);
    let schema = reader.schema()?;
    let (mut annotations, mut omissions) = (0, 0);
    reader.for_each_review_row(|row| {
        if row.state != touchstone_domain::review::ReviewState::Withdrawn {
            annotations += u64::from(row.annotations);
            omissions += u64::from(row.omissions);
        }
        Ok::<_, EngineError>(())
    })?;
    Ok(Status {
        name: facts.name,
        blind: facts.blind,
        schema: format!("{} v{}", schema.name, schema.version),
        items: counts.items,
        samples: counts.samples,
        sources: counts.sources,
        reviewers: counts.reviewers,
        omissions,
        disagreement: counts.disagreement,
        reviews: ReviewSums {
            submitted: counts.reviews_submitted,
            in_progress: counts.reviews_in_progress,
            skipped: counts.reviews_skipped,
        },
        adjudication: AdjudicationSums {
            open: reader.case_count(CaseState::Open)?,
            ready: reader.case_count(CaseState::Ready)?,
            settled: reader.case_count(CaseState::Settled)?,
            changed: reader.case_count(CaseState::Changed)?,
        },
        annotations,
    })
}
