//! Whether a project file still says what was written into it.

use crate::adjudicate;
use crate::compare;
use crate::error::EngineError;
use crate::project::Project;
use crate::store_error::{self, GIVEN_GOLD_CURE};
use crate::work::Work;
use serde::Serialize;
use touchstone_domain::exchange::IssueCode;
use touchstone_domain::id::ReviewerId;
use touchstone_domain::item::Item;
use touchstone_domain::label::{LabelSchema, VerdictMeaning};
use touchstone_domain::review::{Content, fold};
use touchstone_domain::span::Segment;
use touchstone_domain::text::Text;
use touchstone_store::{Finding, Reader, StoreError};

/// Something that is not as it should be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct VerifyFinding {
    /// For programs.
    pub code: String,
    /// Which table, text, event or item.
    #[serde(rename = "where")]
    pub place: String,
    /// For people.
    pub message: String,
}

impl VerifyFinding {
    /// Whether its message says how to put it right here, so that no copy is needed.
    pub fn has_cure(&self) -> bool {
        matches!(
            self.code.as_str(),
            "given_gold_damaged" | "comparison_differs" | "projection_differs" | "contradictory_review"
        )
    }
}

/// How much was looked at.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Checked {
    /// Texts whose digest was computed again.
    pub texts: u64,
    /// Events whose digest and chain were followed.
    pub events: u64,
    /// Quotes compared with their slice.
    pub quotes: u64,
    /// Items whose reviews were folded again.
    pub items: u64,
}

/// What a verification found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Verification {
    /// Whether nothing was found.
    pub ok: bool,
    /// How much was looked at.
    pub checked: Checked,
    /// What was found.
    pub findings: Vec<VerifyFinding>,
}

/// Checks pages, digests, chains, quotes, and compares every projection with one made anew.
pub fn run(reader: &Reader) -> Result<Verification, EngineError> {
    let told = |finding: Finding| VerifyFinding {
        code: finding.code.to_owned(),
        place: finding.place,
        message: finding.message,
    };
    let mut findings: Vec<VerifyFinding> = reader.integrity_check()?.into_iter().map(told).collect();
    let mut checked = Checked::default();
    if findings.is_empty() {
        let (texts, found) = reader.check_texts()?;
        findings.extend(found.into_iter().map(told));
        let (events, found) = reader.check_events()?;
        findings.extend(found.into_iter().map(told));
        (checked.texts, checked.events) = (texts, events);
        quotes(reader, &mut checked, &mut findings)?;
        findings.extend(reader.compare_projections()?.into_iter().map(told));
        comparisons(reader, &mut findings)?;
    }
    Ok(Verification { ok: findings.is_empty(), checked, findings })
}

/// Makes everything derived again, from items and events alone; what people wrote is not touched.
/// Gives how many kept comparisons were not those that the texts give.
pub fn rebuild(project: &mut Project, work: &mut Work<'_>) -> Result<u64, EngineError> {
    project.file.rebuild_projections()?;
    compare::again(project, work)
}

/// Every kept comparison against one made anew from the texts.
fn comparisons(reader: &Reader, findings: &mut Vec<VerifyFinding>) -> Result<(), EngineError> {
    reader.for_each_comparison(compare::METHOD, |id, kept| {
        let Some(item) = reader.item(id)? else { return Ok(()) };
        let anew = serde_json::to_string(&compare::read(&item)).unwrap_or_default();
        if anew != kept {
            findings.push(VerifyFinding {
                code: "comparison_differs".to_owned(),
                place: format!("item {}", item.external_id),
                message: "The kept passages, copied runs or hints are not those that the texts give. Nothing a \
                          reviewer did is touched. Make them again with `touchstone verify --rebuild`."
                    .to_owned(),
            });
        }
        Ok(())
    })
}

/// Every quote of every review and of every given answer, as it stands, against the slice of its text.
fn quotes(reader: &Reader, checked: &mut Checked, findings: &mut Vec<VerifyFinding>) -> Result<(), EngineError> {
    let schema = reader.schema()?;
    reader.for_each_item(|_, item| {
        checked.items += 1;
        adjudicate::verify(reader, &item, &mut checked.quotes, findings)?;
        given(reader, &item, checked, findings)?;
        for row in reader.review_rows_of_item(item.id)? {
            let review = fold(&reader.events_for(item.id, row.reviewer)?);
            if review.submitted.as_ref().is_some_and(|submitted| contradicts_itself(submitted, &schema)) {
                findings.push(contradiction(reader, &item, row.reviewer)?);
            }
            for annotation in &review.content.annotations {
                let on_sample = annotation.segments.iter().map(|segment| (&item.sample.text, segment));
                let passages = annotation.evidence.passages().iter();
                let on_sources =
                    passages.filter_map(|passage| Some((item.source_text(passage.source)?, &passage.segment)));
                for (text, segment) in on_sample.chain(on_sources) {
                    let place = || format!("item {}, annotation {}", item.external_id, annotation.id);
                    if let Some(error) = displaced(text, segment, checked) {
                        findings
                            .push(mismatch(place(), format!("A quote no longer stands where it was marked: {error}.")));
                    }
                }
            }
        }
        Ok(())
    })
}

/// Whether a review says clean and marks something all the same.
fn contradicts_itself(submitted: &Content, schema: &LabelSchema) -> bool {
    let meaning = submitted.verdict.as_ref().and_then(|verdict| schema.meaning(verdict));
    meaning == Some(VerdictMeaning::Clean) && !submitted.annotations.is_empty()
}

fn contradiction(reader: &Reader, item: &Item, reviewer: ReviewerId) -> Result<VerifyFinding, EngineError> {
    let name = reader.reviewer(reviewer)?.and_then(|reviewer| reviewer.name);
    let name = name.unwrap_or_else(|| reviewer.to_string());
    Ok(VerifyFinding {
        code: name_of(IssueCode::ContradictoryReview),
        place: format!("item {}, review by {name}", item.external_id),
        message: "The review says that the sample is clean and has annotations, so that figures count it as both and \
                  its export cannot be imported. Import the newest file that has this review once more, which sets \
                  it right, or let the reviewer open it, change it and submit it again."
            .to_owned(),
    })
}

/// The right answer that the item's file gave, if it gave one.
fn given(
    reader: &Reader,
    item: &Item,
    checked: &mut Checked,
    findings: &mut Vec<VerifyFinding>,
) -> Result<(), EngineError> {
    let told = match reader.told_gold(item.id) {
        Err(error @ StoreError::GivenGoldDamaged { .. }) => {
            findings.push(VerifyFinding {
                code: store_error::code(&error).to_owned(),
                place: format!("item {}, given gold", item.external_id),
                message: format!("{error} {GIVEN_GOLD_CURE}"),
            });
            return Ok(());
        }
        told => told?,
    };
    for (span, number) in told.iter().flat_map(|told| &told.gold.spans).zip(1..) {
        if let Some(error) = displaced(&item.sample.text, &span.segment, checked) {
            findings.push(mismatch(
                format!("item {}, given gold, span {number}", item.external_id),
                format!(
                    "A span of the right answer that the file gave does not stand in the sample: {error}. Settle the \
                     item in adjudication: what is settled counts before what a file gave."
                ),
            ));
        }
    }
    Ok(())
}

/// Why a segment does not stand in its text; none where it does.
fn displaced(text: &Text, segment: &Segment, checked: &mut Checked) -> Option<String> {
    checked.quotes += 1;
    text.check(segment).err().map(|error| error.to_string())
}

fn mismatch(place: String, message: String) -> VerifyFinding {
    VerifyFinding { code: name_of(IssueCode::QuoteMismatch), place, message }
}

fn name_of(code: IssueCode) -> String {
    serde_json::to_string(&code).unwrap_or_default().trim_matches('"').to_owned()
}
