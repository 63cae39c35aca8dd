//! What the machine reads in an item beside its sources: sentences with their nearest passages,
//! copied runs, hints. Read once, kept in the project, made again where the rules have changed.

use crate::entropy::now;
use crate::error::EngineError;
use crate::hinting;
use crate::project::Project;
use crate::record::{Act, Chain, project};
use crate::review::is_blind;
use crate::work::Work;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use touchstone_analysis::alignment::{Index, PASSAGES};
use touchstone_analysis::copying::{Copies, Limits, copies};
use touchstone_analysis::difference::difference;
use touchstone_analysis::hint::hints;
use touchstone_analysis::sentence::sentences;
use touchstone_analysis::words::is_english;
use touchstone_domain::event::{Assistance, Context, EventKind, HintNotice};
use touchstone_domain::id::{Digest, EventId, ItemId, ReviewerId};
use touchstone_domain::item::Item;
use touchstone_domain::review::ReviewState;
use touchstone_domain::span::{Segment, Span};
use touchstone_domain::text::Text;
use touchstone_store::{Exposure, Reader};

pub use touchstone_analysis::alignment::Nearest;
pub use touchstone_analysis::copying::CopiedRun;
pub use touchstone_analysis::difference::{Change, ChangeKind, Difference, Place, Weight};
pub use touchstone_analysis::hint::{Hint, HintKind, Hints};

/// Version of the rules. What is kept under another version is read again.
pub const METHOD: u32 = 1;

/// Items of one source that a reviewer steps through at most.
const SIBLINGS: u32 = 50;

/// A sentence of the sample with the passages that share most words with it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Aligned {
    /// The sentence.
    #[serde(flatten)]
    pub span: Span,
    /// Best first.
    pub passages: Vec<Nearest>,
}

/// All that was read.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Comparison {
    /// The sentences of the sample, in order.
    pub sentences: Vec<Aligned>,
    /// What stands word for word in a source.
    pub copies: Copies,
    /// Numbers and names without support.
    pub hints: Hints,
}

fn texts(item: &Item) -> Vec<&Text> {
    item.sources.iter().map(|source| &source.text).collect()
}

fn source_index(item: &Item) -> Index {
    let language = item.sources.iter().find_map(|source| source.language.as_deref());
    let first = item.sources.first().map_or("", |source| source.text.as_str());
    Index::new(&texts(item), is_english(language, first))
}

/// Reads an item: a pure function of its texts and languages.
pub fn read(item: &Item) -> Comparison {
    let sources = texts(item);
    let index = source_index(item);
    let sample = &item.sample.text;
    let align = |span: Span| Aligned { span, passages: index.nearest(sample.slice(span), PASSAGES) };
    Comparison {
        sentences: sentences(sample).into_iter().map(align).collect(),
        copies: copies(sample, &sources, Limits::default()),
        hints: hints_in(item),
    }
}

/// The hints of an item alone.
pub fn hints_in(item: &Item) -> Hints {
    let languages = item.sources.iter().map(|source| (&source.text, source.language.as_deref()));
    hints(&item.sample.text, item.sample.language.as_deref(), &languages.collect::<Vec<_>>())
}

/// What is kept of an item, if it was read by these rules.
pub fn kept(reader: &Reader, item: ItemId) -> Result<Option<Comparison>, EngineError> {
    Ok(reader.comparison(item, METHOD)?.and_then(|text| serde_json::from_str(&text).ok()))
}

/// Keeps what was read.
pub fn keep(project: &mut Project, item: ItemId, read: &Comparison) -> Result<(), EngineError> {
    keep_all(project, &[(item, read.clone())])
}

fn keep_all(project: &mut Project, all: &[(ItemId, Comparison)]) -> Result<(), EngineError> {
    project.file.fleeting(|transaction| {
        for (item, read) in all {
            let content = serde_json::to_string(read).unwrap_or_default();
            let exposure = read.copies.exposure;
            let exposure =
                Exposure { longest: exposure.longest, coverage: exposure.coverage, density: exposure.density };
            transaction.put_comparison(*item, METHOD, &content, exposure)?;
        }
        Ok(())
    })
}

/// What is kept of an item, else read now and kept.
pub fn of_item(project: &mut Project, item: ItemId) -> Result<Comparison, EngineError> {
    if let Some(kept) = kept(project.read(), item)? {
        return Ok(kept);
    }
    let read = read(&project.known_item(item)?);
    keep(project, item, &read)?;
    Ok(read)
}

/// Reads every item that was not read yet; gives how many. What is done is kept when it is stopped.
pub fn all(project: &mut Project, work: &mut Work<'_>) -> Result<u64, EngineError> {
    const TOGETHER: u32 = 64;
    let total = project.read().item_count()?;
    let before = project.read().comparison_count(METHOD)?;
    let mut done = before;
    loop {
        let missing = project.read().items_without_comparison(METHOD, 0, TOGETHER)?;
        if missing.is_empty() {
            return Ok(done - before);
        }
        let mut read_now = Vec::with_capacity(missing.len());
        for item in missing {
            work.step("items", done, Some(total))?;
            read_now.push((item, read(&project.known_item(item)?)));
            done += 1;
        }
        keep_all(project, &read_now)?;
    }
}

/// The difference of each sentence against the passages nearest to it; none where no passage is near
/// enough to be compared with.
pub fn differences(item: &Item, read: &Comparison) -> Vec<Option<Difference>> {
    let sources = texts(item);
    let differ = |aligned: &Aligned| {
        let best = aligned.passages.first().map_or(0.0, |nearest| nearest.strength);
        // A second passage counts where the sentence may have been put together from both.
        let near = aligned.passages.iter().filter(|nearest| nearest.strength >= (0.6 * best).max(0.2));
        let places: Vec<Place> = near.map(|nearest| Place { source: nearest.source, span: nearest.span }).collect();
        (!places.is_empty()).then(|| difference(&item.sample.text, aligned.span, &sources, &places))
    };
    read.sentences.iter().map(differ).collect()
}

/// Where something was selected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// In the sample: passages of the sources are wanted.
    Sample,
    /// In this source, from 0: sentences of the sample are wanted.
    Source(usize),
}

/// The passages on the other side that are nearest to a selection. For a selection in a source, the
/// places are in the sample (source 0 stands for it).
pub fn nearest(item: &Item, side: Side, span: Span) -> Vec<Nearest> {
    let sample = &item.sample.text;
    match side {
        Side::Sample => source_index(item).nearest(sample.slice(span), PASSAGES),
        Side::Source(source) => item.sources.get(source).map_or_else(Vec::new, |source| {
            let english = is_english(item.sample.language.as_deref(), sample.as_str());
            Index::new(&[sample], english).nearest(source.text.slice(span), PASSAGES)
        }),
    }
}

/// The items that have a source in common with this one, itself among them, in an order that says
/// nothing: a digest of seed, reviewer and item.
pub fn siblings(project: &Project, reviewer: ReviewerId, item: ItemId) -> Result<Vec<ItemId>, EngineError> {
    let mut found: BTreeSet<ItemId> = project.read().siblings(item, SIBLINGS)?.into_iter().collect();
    found.insert(item);
    let seed = &project.facts().order_seed;
    let shuffled = |id: &ItemId| *Digest::of(format!("siblings\0{seed}\0{reviewer}\0{id}").as_bytes()).as_bytes();
    let mut found: Vec<ItemId> = found.into_iter().collect();
    found.sort_by_cached_key(shuffled);
    Ok(found)
}

/// Whether this reviewer sees hints on this item now.
pub fn shows_hints(
    project: &Project,
    reviewer: ReviewerId,
    item: ItemId,
    state: &ReviewState,
) -> Result<bool, EngineError> {
    let policy = hinting::policy(project)?;
    Ok(policy.shows(&project.facts().order_seed, item, reviewer, state))
}

/// Writes down that hints had to do with a reviewer: the words that carry one, or the item's as a whole.
pub fn notice_hint(
    open: &mut Project,
    reviewer: ReviewerId,
    item: ItemId,
    notice: HintNotice,
    hint: Option<Segment>,
) -> Result<(), EngineError> {
    let item = open.known_item(item)?;
    let id = EventId::from_bytes(open.entropy.draw()?);
    let act = Act {
        item: Some((item.id, item.sample.text.digest())),
        schema_version: open.schema().version,
        at: Some(now()),
        context: Context { blind: is_blind(open, reviewer)?, assistance: Assistance::Hints, imported: false },
    };
    let (project_id, device) = (open.facts().id, open.device);
    open.file.transaction(|transaction| {
        let mut chain = Chain::open(transaction, project_id, reviewer, device)?;
        let mut lamport = transaction.max_lamport()?;
        chain.append(transaction, &mut lamport, act, (id, id), EventKind::HintNoticed { notice, hint })?;
        project(transaction, item.id, reviewer)?;
        Ok(())
    })
}
