//! The records of an export: items with their reviews and gold, names already chosen.

use crate::adjudicate::{self, SettledGold};
use crate::compare;
use crate::consensus;
use crate::error::EngineError;
use crate::work::Work;
use std::collections::BTreeMap;
use touchstone_domain::exchange::{Copied, ExportedDecisions, ExportedItem, ExportedReview, ImportedReviewer};
use touchstone_domain::gold::{ConsensusRun, ConsensusSettings, ItemConsensus, Origin};
use touchstone_domain::id::ItemId;
use touchstone_domain::item::Item;
use touchstone_domain::review::fold;
use touchstone_domain::reviewer::Reviewer;
use touchstone_store::Reader;

/// How reviewers appear.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Names {
    /// R1, R2 …, the same in every export of the same reviewers.
    #[default]
    Pseudonyms,
    /// By their names.
    Names,
    /// Not at all.
    None,
}

/// What records are made of, read from one snapshot.
pub(crate) struct Dataset<'r> {
    pub(crate) reader: &'r Reader,
    reviewers: Vec<(Reviewer, String)>,
    names: Names,
    consensus: BTreeMap<ItemId, ItemConsensus>,
    /// The run that gold comes from.
    pub(crate) run: Option<ConsensusRun>,
}

impl<'r> Dataset<'r> {
    /// Reads reviewers and, where gold is wanted, the newest consensus (computed with defaults where
    /// there is none).
    pub(crate) fn read(
        reader: &'r Reader,
        names: Names,
        with_gold: bool,
        work: &mut Work<'_>,
    ) -> Result<Self, EngineError> {
        let mut reviewers = reader.reviewers()?;
        reviewers.sort_by_key(|reviewer| reviewer.id);
        let with_name = |(number, reviewer): (usize, Reviewer)| {
            let pseudonym = format!("R{}", number + 1);
            let name = if names == Names::Names { reviewer.name.clone().unwrap_or(pseudonym) } else { pseudonym };
            (reviewer, name)
        };
        let reviewers = reviewers.into_iter().enumerate().map(with_name).collect();
        let mut dataset = Self { reader, reviewers, names, consensus: BTreeMap::new(), run: None };
        if with_gold {
            let (run, items) = newest_or_computed(reader, work)?;
            dataset.consensus = items.into_iter().map(|item| (item.item, item)).collect();
            dataset.run = Some(run);
        }
        Ok(dataset)
    }

    /// The record of one item.
    pub(crate) fn record(&self, item: Item) -> Result<ExportedItem, EngineError> {
        let mut reviews = Vec::new();
        for (reviewer, name) in &self.reviewers {
            let events = self.reader.events_for(item.id, reviewer.id)?;
            if events.is_empty() {
                continue;
            }
            let mut review = fold(&events);
            // How fast a person works leaves the project only where people are named on purpose.
            review.elapsed_ms = review.elapsed_ms.filter(|_| self.names == Names::Names);
            let mut annotation_ids = Vec::new();
            for annotation in &review.content.annotations {
                if let Some(external) = self.reader.annotation_external_id(annotation.id)? {
                    annotation_ids.push((annotation.id, external));
                }
            }
            let external = ImportedReviewer { external_id: reviewer.external_id.clone(), name: reviewer.name.clone() };
            reviews.push(ExportedReview {
                reviewer: (self.names != Names::None).then(|| name.clone()),
                reviewer_id: reviewer.id,
                external: (self.names == Names::Names).then_some(external),
                review,
                annotation_ids,
            });
        }
        let (gold, corrected, decided) = self.gold(&item)?;
        let exposure = compare::exposure(self.reader, &item)?;
        let copied =
            Copied { longest_tokens: exposure.longest, coverage: exposure.coverage, density: exposure.density };
        let supporters = self.reviewers.iter().filter(|_| self.names != Names::None);
        Ok(ExportedItem {
            given: self.reader.given_gold(item.id)?,
            gold,
            item,
            reviews,
            supporter_names: supporters.map(|(reviewer, name)| (reviewer.id, name.clone())).collect(),
            corrected,
            copied,
            decided,
        })
    }
}

type Gold = (Option<(Origin, ItemConsensus)>, Option<String>, Option<ExportedDecisions>);

impl Dataset<'_> {
    /// Adjudicated where the item is settled, else the consensus; with the corrected sample.
    fn gold(&self, item: &Item) -> Result<Gold, EngineError> {
        let Some(computed) = self.consensus.get(&item.id) else { return Ok((None, None, None)) };
        Ok(match adjudicate::settled_gold(self.reader, item, computed)? {
            Some(SettledGold { gold, corrected, decided }) => {
                (Some((Origin::Adjudicated, gold)), corrected, Some(decided))
            }
            None => (Some((Origin::Consensus, computed.clone())), None, None),
        })
    }
}

fn newest_or_computed(reader: &Reader, work: &mut Work<'_>) -> Result<(ConsensusRun, Vec<ItemConsensus>), EngineError> {
    let Some(run) = reader.newest_run()? else {
        let computed = consensus::compute(reader, &ConsensusSettings::default(), work)?;
        return Ok((computed.run, computed.items));
    };
    let mut items = Vec::new();
    reader.run_items(run.id, |item| {
        items.push(item);
        Ok::<_, EngineError>(())
    })?;
    Ok((run, items))
}
