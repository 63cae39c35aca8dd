//! Consensus over a project: computed from the reviews that count, stored as a run.

mod verdicts;

use crate::adjudicate;
use crate::entropy::now;
use crate::error::EngineError;
use crate::project::Project;
use crate::work::Work;
use std::collections::BTreeMap;
use touchstone_analysis::consensus::item::{SubmittedReview, estimate_weighted};
use touchstone_analysis::consensus::omission;
use touchstone_analysis::consensus::token_weights::TokenAgreement;
use touchstone_domain::gold::{
    ConsensusRun, ConsensusSettings, ItemConsensus, Method, OmissionConsensus, ReviewInput, SpanWeighing,
};
use touchstone_domain::id::{Digest, ItemId, ReviewerId, RunId, TextDigest};
use touchstone_domain::item::Item;
use touchstone_domain::label::LabelSchema;
use touchstone_domain::review::Content;
use touchstone_domain::text::Text;
use touchstone_store::{Reader, StoredItem, Transaction};
pub use verdicts::{OfItem, ReviewerOfVerdicts, Verdicts, advice};

/// Version of the computation; a change of it makes new runs of the same input.
const COMPUTATION: &str = "1";

/// The same of runs that weigh words (until version 2 they did not) and of those that estimate (until
/// version 2 items without a verdict took part).
const SECOND_COMPUTATION: &str = "2";

/// Computes a consensus of every item and stores it, unless the very same run is there already.
pub fn run(project: &mut Project, settings: &ConsensusSettings, work: &mut Work<'_>) -> Result<Computed, EngineError> {
    let computed = compute(project.read(), settings, work)?;
    keep(project, &computed)?;
    Ok(computed)
}

/// A run with what it says of every item, and what went into each.
#[derive(Debug, Clone)]
pub struct Computed {
    /// The run.
    pub run: ConsensusRun,
    /// Its items, in file order.
    pub items: Vec<ItemConsensus>,
    /// The reviews of each item, by reviewer.
    pub inputs: Vec<Vec<ReviewInput>>,
    /// What the method learnt of verdicts and reviewers.
    pub verdicts: Verdicts,
}

/// Stores a run that was computed from a snapshot beside open work, unless it is there already.
pub fn keep(project: &mut Project, computed: &Computed) -> Result<(), EngineError> {
    let at = now();
    project.file.transaction(|transaction| {
        let items = computed.items.iter().cloned().zip(computed.inputs.iter().cloned());
        let items = items.map(|(consensus, inputs)| StoredItem { consensus, inputs: Some(inputs) });
        transaction.put_consensus_run(&computed.run, at, items)?;
        Ok::<_, EngineError>(())
    })
}

/// The same without storing it, for exports from a snapshot.
pub fn compute(reader: &Reader, settings: &ConsensusSettings, work: &mut Work<'_>) -> Result<Computed, EngineError> {
    let (schema, total) = (reader.schema()?, reader.item_count()?);
    let weighing = if settings.method == Method::Weighted { Some(weighing(reader, work)?) } else { None };
    let weights = weighing.as_ref().filter(|weighing| weighing.equal.is_none());
    let weights: Option<BTreeMap<ReviewerId, f64>> = weights.map(|weighing| weighing.weights.iter().copied().collect());
    let mut inputs = Vec::new();
    let mut input = Vec::new();
    let mut items = Vec::new();
    let mut said = Vec::new();
    reader.for_each_item(|_, item| {
        work.step("items", items.len() as u64, Some(total))?;
        let reviews = submitted(reader, item.id)?;
        input.extend_from_slice(digest(item.id, item.sample.text.digest(), &reviews).as_bytes());
        said.extend(reviews.iter().filter_map(|(reviewer, content)| {
            Some((u32::try_from(items.len()).ok()?, *reviewer, content.verdict.clone()?))
        }));
        inputs.push(reviews.iter().map(|(reviewer, content)| input_of(*reviewer, content)).collect());
        let counted = counted(&reviews);
        let text = &item.sample.text;
        let consensus = estimate_weighted(item.id, text, &counted, &schema, settings, weights.as_ref());
        items.push(ItemConsensus { left_out: left_out(&item, &counted, &schema, settings), ..consensus });
        Ok::<_, EngineError>(())
    })?;
    let verdicts = Verdicts::estimate(&said, settings);
    if settings.method != Method::Majority {
        verdicts.decide(&mut items);
    }
    let input_digest = Digest::of(&input);
    let told = serde_json::to_string(settings).unwrap_or_default();
    let computation = if settings.method == Method::Majority { COMPUTATION } else { SECOND_COMPUTATION };
    let id = RunId::from_parts(&["consensus", computation, &input_digest.to_string(), &told]);
    let run = ConsensusRun { id, settings: settings.clone(), input_digest, items: items.len() as u64, weighing };
    Ok(Computed { run, items, inputs, verdicts })
}

/// How much the words of each reviewer count: from every item that two or more reviewed.
fn weighing(reader: &Reader, work: &mut Work<'_>) -> Result<SpanWeighing, EngineError> {
    let total = reader.item_count()?;
    let (mut agreement, mut done) = (TokenAgreement::default(), 0);
    reader.for_each_item(|_, item| {
        work.step("weights", done, Some(total))?;
        done += 1;
        let reviews = submitted(reader, item.id)?;
        agreement.add(&item.sample.text, &counted(&reviews));
        Ok::<_, EngineError>(())
    })?;
    Ok(agreement.weighing())
}

pub(crate) fn counted(reviews: &[(ReviewerId, Content)]) -> Vec<SubmittedReview<'_>> {
    reviews.iter().map(|(reviewer, content)| SubmittedReview { reviewer: *reviewer, content }).collect()
}

/// What the sample of an item leaves out.
pub(crate) fn left_out(
    item: &Item,
    reviews: &[SubmittedReview<'_>],
    schema: &LabelSchema,
    settings: &ConsensusSettings,
) -> OmissionConsensus {
    omission::estimate(item.sources.iter().map(|source| &source.text), reviews, schema, settings.threshold)
}

/// Hexadecimal digits that are kept of the digest of a review: enough to tell two of them apart.
const SAID: usize = 16;

fn input_of(reviewer: ReviewerId, content: &Content) -> ReviewInput {
    let (verdict, annotations, omissions) = (&content.verdict, &content.annotations, &content.omissions);
    let said = if omissions.is_empty() {
        serde_json::to_string(&(verdict, annotations))
    } else {
        serde_json::to_string(&(verdict, annotations, omissions))
    };
    let said = said.unwrap_or_default();
    let mut said = Digest::of(said.as_bytes()).to_string();
    said.truncate(SAID);
    ReviewInput { reviewer, said }
}

/// The reviews of an item that count, by reviewer.
pub(crate) fn submitted(reader: &Reader, item: ItemId) -> Result<Vec<(ReviewerId, Content)>, EngineError> {
    let mut reviews = Vec::new();
    for row in reader.review_rows_of_item(item)? {
        let Some(submitted) = row.submitted else { continue };
        let content = Content {
            annotations: reader.submitted_annotations(item, row.reviewer)?,
            omissions: reader.submitted_omissions(item, row.reviewer)?,
            verdict: submitted.verdict,
            flag: None,
            remark: None,
        };
        reviews.push((row.reviewer, content));
    }
    reviews.sort_by_key(|(reviewer, _)| *reviewer);
    Ok(reviews)
}

pub(crate) fn of_item(
    item: ItemId,
    sample: &Text,
    reviews: &[(ReviewerId, Content)],
    schema: &LabelSchema,
    settings: &ConsensusSettings,
    weights: Option<&BTreeMap<ReviewerId, f64>>,
) -> ItemConsensus {
    estimate_weighted(item, sample, &counted(reviews), schema, settings, weights)
}

/// Digest of everything that goes into the consensus of one item.
fn digest(item: ItemId, sample: TextDigest, reviews: &[(ReviewerId, Content)]) -> Digest {
    let said: Vec<_> =
        reviews.iter().map(|(reviewer, content)| (reviewer, &content.verdict, &content.annotations)).collect();
    let left_out: Vec<_> = reviews.iter().map(|(_, content)| &content.omissions).collect();
    // Without any, it is the digest that runs had before omissions were voted on.
    let told = if left_out.iter().all(|omissions| omissions.is_empty()) {
        serde_json::to_string(&(item, sample, said))
    } else {
        serde_json::to_string(&(item, sample, said, left_out))
    };
    Digest::of(told.unwrap_or_default().as_bytes())
}

/// Keeps the disagreement of an item and what there is to decide of it up to date, so that tables
/// and the queue can sort and filter by them.
pub(crate) fn refresh_disagreement(
    transaction: &mut Transaction<'_>,
    item: &Item,
    schema: &LabelSchema,
) -> Result<(), EngineError> {
    let reviews = submitted(transaction, item.id)?;
    let consensus = of_item(item.id, &item.sample.text, &reviews, schema, &ConsensusSettings::default(), None);
    let standing = adjudicate::of_reviews(transaction, item, &reviews, &consensus)?;
    transaction.set_disagreement(item.id, (reviews.len() >= 2).then_some(consensus.disagreement))?;
    Ok(transaction.set_case_standing(item.id, standing)?)
}
