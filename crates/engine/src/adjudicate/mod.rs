//! Adjudicating: opening an item with all that reviewers say of it, and recording what is decided
//! before it is shown.

mod bulk;
mod gold;
mod remarks;
mod standing;

pub use bulk::{BulkExample, BulkPreview, BulkReport, BulkRule, BulkUndone, accept, preview, take_back};
pub(crate) use gold::{SettledGold, settled_gold};
pub use remarks::Remarks;
pub use standing::prepare;
pub(crate) use standing::{of_reviews, verify};
pub use touchstone_store::{CaseRow, CaseStanding, CaseState};

use crate::consensus;
use crate::entropy::now;
use crate::error::EngineError;
use crate::project::Project;
use crate::record::{Act, Chain};
use crate::review::is_blind;
use std::collections::BTreeMap;
use touchstone_analysis::consensus::soft_track;
use touchstone_analysis::dissent;
use touchstone_domain::adjudication::cause::CauseReport;
use touchstone_domain::adjudication::deciding::{Case, Refusal, Wish, decide};
use touchstone_domain::adjudication::difference::{Candidate, Differences};
use touchstone_domain::adjudication::{Adjudication, Fact};
use touchstone_domain::decision::Surroundings;
use touchstone_domain::event::{Assistance, Context, EventKind};
use touchstone_domain::gold::{ConsensusSettings, ItemConsensus, SoftSpan, SpanWeighing};
use touchstone_domain::id::{AnnotationId, EventId, ItemId, ReviewerId};
use touchstone_domain::item::Item;
use touchstone_domain::label::LabelSchema;
use touchstone_domain::review::Content;
use touchstone_domain::text::Text;
use touchstone_store::{Reader, StoreError, Transaction};

/// An item with all that reviewers say of it and what was decided. For a lead: names are for the
/// caller to hide.
#[derive(Debug, Clone)]
pub struct OpenCase {
    /// All of it.
    pub item: Item,
    /// The reviews that count, by reviewer.
    pub reviews: Vec<(ReviewerId, Content)>,
    /// What they hold together, with the settings of the newest run.
    pub consensus: ItemConsensus,
    /// The soft track that is shown: weighted where the newest run weighs the words of reviewers.
    pub track: Vec<SoftSpan>,
    /// How the newest run weighs them; none where it does not.
    pub weighing: Option<SpanWeighing>,
    /// What reviewers said of the item as a whole, beside their verdicts. Only of an item at the desk.
    pub remarks: Vec<Remarks>,
    /// Where they differ.
    pub differences: Differences,
    /// What was decided.
    pub adjudication: Adjudication,
}

impl OpenCase {
    /// As the rules look at it.
    pub const fn case(&self) -> Case<'_> {
        Case { adjudication: &self.adjudication, differences: &self.differences }
    }

    /// The share of the weights that a candidate has; none where the newest run does not weigh reviewers, and
    /// with fewer than three reviews, which are compared and not weighed. As with votes, what a reviewer says
    /// has the share of those who say it, and what only the consensus says the smallest of its words.
    pub fn weighted_share(&self, candidate: &Candidate) -> Option<f64> {
        let weighing = self.weighing.as_ref().filter(|weighing| weighing.equal.is_none() && self.reviews.len() > 2)?;
        if !candidate.from_reviewers {
            let on = |run: &&SoftSpan| {
                let spans = candidate.annotation.segments.iter().map(|segment| segment.span);
                spans.into_iter().any(|span| run.start < span.end().0 && span.start().0 < run.end)
            };
            return self.track.iter().filter(on).map(|run| run.share).min_by(f64::total_cmp);
        }
        let weight = |reviewer: &ReviewerId| {
            weighing.weights.iter().find(|(known, _)| known == reviewer).map_or(1.0, |(_, weight)| *weight)
        };
        let all: f64 = self.reviews.iter().map(|(reviewer, _)| weight(reviewer)).sum();
        (all > 0.0).then(|| candidate.voters.iter().map(weight).sum::<f64>() / all)
    }

    fn decide(&self, schema: &LabelSchema, wish: Wish, new: [AnnotationId; 2]) -> Result<Vec<Fact>, Refusal> {
        let sources: Vec<&Text> = self.item.sources.iter().map(|source| &source.text).collect();
        let around = Surroundings { schema, sample: &self.item.sample.text, sources: &sources };
        decide(self.case(), around, wish, new)
    }
}

/// What became of a wish.
#[derive(Debug, Clone)]
pub enum Outcome {
    /// It is on the disk; this is how the item stands now.
    Recorded(Box<OpenCase>),
    /// Not allowed now.
    Refused(Refusal),
}

/// Opens an item for adjudication.
pub fn open(reader: &Reader, item: ItemId) -> Result<OpenCase, EngineError> {
    let unknown = || StoreError::Unknown { what: "item", id: item.to_string() };
    let open = open_item(reader, reader.item(item)?.ok_or_else(unknown)?, &reader.schema()?)?;
    Ok(OpenCase { remarks: remarks::of_item(reader, item)?, ..open })
}

fn open_item(reader: &Reader, item: Item, schema: &LabelSchema) -> Result<OpenCase, EngineError> {
    let reviews = consensus::submitted(reader, item.id)?;
    let run = reader.newest_run()?;
    let settings = run.as_ref().map_or_else(ConsensusSettings::default, |run| run.settings.clone());
    let weighing = run.and_then(|run| run.weighing);
    let weights = weighing.as_ref().filter(|weighing| weighing.equal.is_none());
    let weights: Option<BTreeMap<ReviewerId, f64>> = weights.map(|weighing| weighing.weights.iter().copied().collect());
    let text = &item.sample.text;
    let consensus = consensus::of_item(item.id, text, &reviews, schema, &settings, weights.as_ref());
    let left_out = consensus::left_out(&item, &consensus::counted(&reviews), schema, &settings);
    let consensus = ItemConsensus { left_out, ..consensus };
    let track = match &weights {
        Some(weights) => soft_track::weighted(text, &consensus::counted(&reviews), weights),
        None => consensus.soft.clone(),
    };
    let differences = differ(&item, &reviews, &consensus);
    let adjudication = reader.adjudication(item.id)?;
    Ok(OpenCase { item, reviews, consensus, track, weighing, remarks: Vec::new(), differences, adjudication })
}

fn differ(item: &Item, reviews: &[(ReviewerId, Content)], consensus: &ItemConsensus) -> Differences {
    dissent::of(&item.sample.text, &consensus::counted(reviews), consensus)
}

/// Records what an adjudicator wants to do. When this returns, it is on the disk, or was refused.
pub fn record(
    project: &mut Project,
    adjudicator: ReviewerId,
    item: ItemId,
    wish: Wish,
) -> Result<Outcome, EngineError> {
    let open = self::open(project.read(), item)?;
    let new = new_gold(project)?;
    let facts = match open.decide(project.schema(), wish, new) {
        Ok(facts) if facts.is_empty() => return Ok(Outcome::Recorded(Box::new(open))),
        Ok(facts) => facts,
        Err(refusal) => return Ok(Outcome::Refused(refusal)),
    };
    let mut pen = Pen::of(project, adjudicator)?;
    let schema = project.schema().clone();
    let Project { file, entropy, .. } = project;
    let adjudication = file.transaction(|transaction| {
        let mut ink = pen.dip(transaction)?;
        for fact in facts {
            let id = EventId::from_bytes(entropy.draw()?);
            pen.write(transaction, &mut ink, &open.item, id, fact)?;
        }
        project_item(transaction, &open.item, &schema)
    })?;
    Ok(Outcome::Recorded(Box::new(OpenCase { adjudication, ..open })))
}

fn new_gold(project: &mut Project) -> Result<[AnnotationId; 2], EngineError> {
    let mut draw = || project.entropy.draw().map(AnnotationId::from_bytes);
    Ok([draw()?, draw()?])
}

/// Folds an item's adjudication anew and writes it and what is left to decide into their tables.
fn project_item(
    transaction: &mut Transaction<'_>,
    item: &Item,
    schema: &LabelSchema,
) -> Result<Adjudication, EngineError> {
    let adjudication = transaction.adjudication(item.id)?;
    transaction.project_adjudication(item.id, &adjudication)?;
    consensus::refresh_disagreement(transaction, item, schema)?;
    Ok(adjudication)
}

/// What all events of one act of an adjudicator share; the first event names the step.
struct Pen {
    project: touchstone_domain::id::ProjectId,
    adjudicator: ReviewerId,
    device: touchstone_domain::id::DeviceId,
    act: Act,
    step: Option<EventId>,
}

/// Where the adjudicator's chain ends.
struct Ink {
    chain: Chain,
    lamport: u64,
}

impl Pen {
    fn of(project: &Project, adjudicator: ReviewerId) -> Result<Self, EngineError> {
        let context = Context { blind: is_blind(project, adjudicator)?, assistance: Assistance::None, imported: false };
        let act = Act { item: None, schema_version: project.schema().version, at: Some(now()), context };
        Ok(Self { project: project.facts().id, adjudicator, device: project.device, act, step: None })
    }

    fn dip(&self, transaction: &Transaction<'_>) -> Result<Ink, EngineError> {
        let chain = Chain::open(transaction, self.project, self.adjudicator, self.device)?;
        Ok(Ink { chain, lamport: transaction.max_lamport()? })
    }

    fn write(
        &mut self,
        transaction: &mut Transaction<'_>,
        ink: &mut Ink,
        item: &Item,
        id: EventId,
        fact: Fact,
    ) -> Result<(), EngineError> {
        let step = *self.step.get_or_insert(id);
        let act = Act { item: Some((item.id, item.sample.text.digest())), ..self.act };
        ink.chain.append(transaction, &mut ink.lamport, act, (id, step), EventKind::Adjudicated { fact })?;
        Ok(())
    }
}

/// Why reviewers differed, over all items.
pub fn causes(reader: &Reader) -> Result<CauseReport, EngineError> {
    let mut report = CauseReport::default();
    for item in reader.adjudicated_items()? {
        report.add(&reader.adjudication(item)?);
    }
    Ok(report)
}
