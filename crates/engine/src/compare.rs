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
use touchstone_analysis::copying::{Copies, copies};
use touchstone_analysis::difference::difference;
use touchstone_analysis::hint::hints;
use touchstone_analysis::sentence::sentences;
use touchstone_analysis::words::is_english;
use touchstone_domain::event::{Assistance, Context, EventKind, HintNotice};
use touchstone_domain::id::{Digest, EventId, ItemId, ReviewerId};
use touchstone_domain::item::Item;
use touchstone_domain::review::ReviewState;
use touchstone_domain::span::{ScalarOffset, Segment, Span};
use touchstone_domain::text::Text;
use touchstone_store::{Exposure, Reader};

pub use touchstone_analysis::alignment::Nearest;
pub use touchstone_analysis::copying::{CopiedRun, Limits};
pub use touchstone_analysis::difference::{Change, ChangeKind, Difference, Place, Weight};
pub use touchstone_analysis::hint::{Hint, HintKind, Hints};

/// Version of the rules. What is kept under another version is read again.
pub const METHOD: u32 = 2;

/// Items of one source that a reviewer steps through at most.
const SIBLINGS: u32 = 50;

/// Where the limits of copied runs are kept.
const LIMITS: &str = "copied/limits";

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

pub(crate) fn source_index(item: &Item) -> Index {
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
        copies: copies(sample, &sources),
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
            transaction.put_comparison(*item, METHOD, &content, shown_exposure(&read.copies))?;
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

/// Makes everything that is kept again, and nothing that was not kept; gives how many were wrong.
pub fn again(project: &mut Project, work: &mut Work<'_>) -> Result<u64, EngineError> {
    let mut kept = Vec::new();
    project.read().for_each_comparison(METHOD, |item, content| {
        kept.push((item, Digest::of(content.as_bytes())));
        Ok::<_, EngineError>(())
    })?;
    let (total, mut mended) = (kept.len() as u64, 0);
    for (done, (id, digest)) in kept.into_iter().enumerate() {
        work.step("items", done as u64, Some(total))?;
        let read = read(&project.known_item(id)?);
        let is_wrong = Digest::of(serde_json::to_string(&read).unwrap_or_default().as_bytes()) != digest
            || project.read().exposure(id, METHOD)? != Some(shown_exposure(&read.copies));
        if is_wrong {
            keep(project, id, &read)?;
            mended += 1;
        }
    }
    Ok(mended)
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

/// What differs between two samples of one source; places in the other one are of source 0.
pub fn between(item: &Item, other: &Item) -> Difference {
    let whole = |text: &Text| Span::new(ScalarOffset(0), text.length()).ok();
    let (sample, text) = (&item.sample.text, &other.sample.text);
    match (whole(sample), whole(text)) {
        (Some(claim), Some(span)) => difference(sample, claim, &[text], &[Place { source: 0, span }]),
        _ => Difference::default(),
    }
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

/// How much of an item's sample was copied: as it is kept, else measured now.
pub fn exposure(reader: &Reader, item: &Item) -> Result<Exposure, EngineError> {
    if let Some(kept) = reader.exposure(item.id, METHOD)? {
        return Ok(kept);
    }
    Ok(shown_exposure(&copies(&item.sample.text, &texts(item))))
}

fn shown_exposure(copies: &Copies) -> Exposure {
    let Copies { exposure, .. } = copies;
    Exposure { longest: exposure.longest, coverage: exposure.coverage, density: exposure.density }
}

/// From when on copied runs are told in this project.
pub fn copied_limits(reader: &Reader) -> Result<Limits, EngineError> {
    Ok(reader.setting(LIMITS)?.and_then(|text| serde_json::from_str(&text).ok()).map_or_else(Limits::default, sound))
}

/// Chooses from when on copied runs are told. What cannot be is moved to what comes nearest.
pub fn set_copied_limits(project: &mut Project, limits: Limits) -> Result<(), EngineError> {
    project.put_setting(LIMITS, &serde_json::to_string(&sound(limits)).unwrap_or_default())
}

/// Limits that can be: the longest are no shorter than those shown.
fn sound(limits: Limits) -> Limits {
    let shown = limits.shown.clamp(Limits::SHORTEST, 1000);
    Limits {
        shown,
        long_words: limits.long_words.clamp(shown, 10_000),
        long_characters: limits.long_characters.clamp(1, 1_000_000),
    }
}

/// Whether this reviewer sees hints on this item now.
pub fn shows_hints(
    project: &Project,
    reviewer: ReviewerId,
    item: ItemId,
    state: &ReviewState,
) -> Result<bool, EngineError> {
    let policy = hinting::policy(project)?;
    Ok(policy.shows(&hinting::seed(project.read())?, item, reviewer, state))
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
