//! How much there is to decide of an item, kept up to date so that the queue is there at once.

use super::{OpenCase, differ, open_item};
use crate::consensus;
use crate::error::EngineError;
use crate::project::Project;
use crate::verify::VerifyFinding;
use crate::work::Work;
use std::collections::BTreeSet;
use touchstone_domain::adjudication::deciding::Case;
use touchstone_domain::adjudication::{Adjudication, Heard};
use touchstone_domain::annotation::{Annotation, Omission};
use touchstone_domain::gold::ItemConsensus;
use touchstone_domain::id::{Digest, ReviewerId};
use touchstone_domain::item::Item;
use touchstone_domain::review::Content;
use touchstone_store::{CaseStanding, CaseState, Reader};

/// Says `missing` where the file is older than the queue.
const CASES: &str = "adjudication/cases";

/// The standing of an item with these reviews; none without any.
pub(crate) fn of_reviews(
    reader: &Reader,
    item: &Item,
    reviews: &[(ReviewerId, Content)],
    consensus: &ItemConsensus,
) -> Result<Option<CaseStanding>, EngineError> {
    if reviews.is_empty() {
        return Ok(None);
    }
    let differences = differ(item, reviews, consensus);
    Ok(Some(of(Case { adjudication: &reader.adjudication(item.id)?, differences: &differences })))
}

fn of(case: Case<'_>) -> CaseStanding {
    let open = case.open_count() + usize::from(case.verdict().is_none());
    let state = match (&case.adjudication.settled, open) {
        (None, 0) => CaseState::Ready,
        (None, _) => CaseState::Open,
        (Some(_), 0) if says_the_same(case) => CaseState::Settled,
        (Some(_), _) => CaseState::Changed,
    };
    CaseStanding { state, information: case.information(), open: open as u64 }
}

/// Whether settling again would settle the same, whatever its pieces are called.
fn says_the_same(case: Case<'_>) -> bool {
    fn gold<'a>(gold: impl IntoIterator<Item = &'a Annotation>) -> BTreeSet<Digest> {
        gold.into_iter().map(|annotation| Heard::of(annotation).digest).collect()
    }
    fn left_out<'a>(omissions: impl IntoIterator<Item = &'a Omission>) -> BTreeSet<Digest> {
        omissions.into_iter().map(|omission| Heard::of_omission(omission).digest).collect()
    }
    let Adjudication { settled: Some(settled), .. } = case.adjudication else { return false };
    case.verdict() == Some(&settled.verdict)
        && gold(&settled.gold) == gold(case.gold())
        && left_out(&settled.omissions) == left_out(case.gold_omissions())
}

/// Fills the queue of a project whose reviews are older than it. Asks nothing of any other.
pub fn prepare(project: &mut Project, work: &mut Work<'_>) -> Result<(), EngineError> {
    if project.setting(CASES)?.as_deref() != Some("missing") {
        return Ok(());
    }
    let (schema, total) = (project.schema().clone(), project.read().item_count()?);
    project.file.transaction(|transaction| {
        for ordinal in 1..=total {
            work.step("items", ordinal, Some(total))?;
            if let Some(item) = transaction.item_at(ordinal)? {
                consensus::refresh_disagreement(transaction, &item, &schema)?;
            }
        }
        Ok::<_, EngineError>(transaction.put_setting(CASES, "kept")?)
    })
}

/// Quotes of settled gold against their text, and what is kept of each item against what it is.
pub(crate) fn verify(
    reader: &Reader,
    item: &Item,
    quotes: &mut u64,
    findings: &mut Vec<VerifyFinding>,
) -> Result<(), EngineError> {
    if reader.setting(CASES)?.as_deref() == Some("missing") {
        return Ok(());
    }
    let open: OpenCase = open_item(reader, item.clone(), &reader.schema()?)?;
    let mut tell = |code: &str, message: String| {
        let place = format!("item {}", item.external_id);
        findings.push(VerifyFinding { code: code.to_owned(), place, message });
    };
    for annotation in open.adjudication.settled.iter().flat_map(|settled| &settled.gold) {
        for segment in &annotation.segments {
            *quotes += 1;
            if let Err(error) = item.sample.text.check(segment) {
                tell("quote_mismatch", format!("A quote of the settled gold no longer stands where it was: {error}."));
            }
        }
    }
    for omission in open.adjudication.settled.iter().flat_map(|settled| &settled.omissions) {
        *quotes += 1;
        let stands = item.source_text(omission.source).is_some_and(|text| text.check(&omission.segment).is_ok());
        if !stands {
            tell("quote_mismatch", "A passage that is settled as left out no longer stands in its source.".to_owned());
        }
    }
    let (kept, is) = (reader.case_standing(item.id)?, (!open.reviews.is_empty()).then(|| of(open.case())));
    if kept.map(|kept| (kept.state, kept.open)) != is.map(|is| (is.state, is.open)) {
        let message = "The queue of adjudication says something else of it than its reviews and decisions do.";
        tell("projection_differs", message.to_owned());
    }
    Ok(())
}
