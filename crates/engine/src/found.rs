//! Where the words of a search stand in an item: a snippet for a list, with what was found in it.

use crate::error::EngineError;
use std::ops::ControlFlow;
use touchstone_domain::id::{ItemId, ReviewerId};
use touchstone_domain::snippet::{Piece, snippet};
use touchstone_store::search::Query;
use touchstone_store::{ItemFilter, ItemTest, OwnFilter, OwnTest, Reader, Where};

pub use touchstone_store::FoundIn;

/// Letters of a text in which words are looked for; what stands behind them is found and not shown.
const LOOKED_AT: usize = 300_000;

/// Hits in one text that are gathered.
const HITS: usize = 64;

/// The words a filter looks for, each with where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sought(Vec<(Where, Query)>);

impl Sought {
    /// Those of a lead's filter.
    pub fn of(reader: &Reader, filter: &ItemFilter) -> Result<Self, EngineError> {
        let words = filter.terms.iter().filter(|term| !term.not).filter_map(|term| match &term.test {
            ItemTest::Words(place, typed) => Some((*place, typed.as_str())),
            ItemTest::Status(_)
            | ItemTest::Model(_)
            | ItemTest::Batch(_)
            | ItemTest::Language(_)
            | ItemTest::Kind(_)
            | ItemTest::Reviewer(..)
            | ItemTest::Annotation { .. }
            | ItemTest::Verdict(_)
            | ItemTest::Flagged
            | ItemTest::Given
            | ItemTest::Figure(..) => None,
        });
        Self::read(reader, words)
    }

    /// Those of a reviewer's filter.
    pub fn of_own(reader: &Reader, filter: &OwnFilter) -> Result<Self, EngineError> {
        let words = filter.terms.iter().filter(|term| !term.not).filter_map(|term| match &term.test {
            OwnTest::Words(place, typed) => Some((*place, typed.as_str())),
            OwnTest::Stage(_)
            | OwnTest::Flagged
            | OwnTest::Verdict(_)
            | OwnTest::Annotation { .. }
            | OwnTest::Kind(_)
            | OwnTest::Language(_) => None,
        });
        Self::read(reader, words)
    }

    fn read<'a>(reader: &Reader, words: impl Iterator<Item = (Where, &'a str)>) -> Result<Self, EngineError> {
        let mut sought = Vec::new();
        for (place, typed) in words {
            sought.extend(reader.search_for(typed)?.map(|query| (place, query)));
        }
        Ok(Self(sought))
    }

    /// Whether any words are looked for.
    pub const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    fn phrases(&self) -> usize {
        self.0.iter().map(|(_, query)| query.phrase_count()).sum()
    }
}

/// Something found, in its surroundings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// In which text.
    pub place: FoundIn,
    /// The surroundings of the first hit, in pieces.
    pub pieces: Vec<Piece>,
}

/// The text of an item in which most of the words stand, the first of equal ones. `own` leaves out
/// what is not for that reviewer: the notes of others, and what the file calls the item.
pub fn found(
    reader: &Reader,
    sought: &Sought,
    item: ItemId,
    own: Option<ReviewerId>,
) -> Result<Option<Found>, EngineError> {
    let all = sought.phrases();
    let mut best: Option<(usize, Found)> = None;
    if sought.is_empty() {
        return Ok(None);
    }
    reader.searched_texts(item, own, LOOKED_AT, &mut |place, text| {
        let (mut hits, mut phrases) = (Vec::new(), 0);
        for (wanted, query) in &sought.0 {
            if is_looked_at(*wanted, place) {
                let (stood, count) = query.look(text, HITS);
                hits.extend(stood);
                phrases += count;
            }
        }
        if phrases > best.as_ref().map_or(0, |(most, _)| *most) {
            hits.sort_unstable_by_key(|hit| (hit.start(), hit.end()));
            hits.dedup_by(|next, before| next.start() < before.end());
            best = Some((phrases, Found { place, pieces: snippet(text, &hits) }));
        }
        if phrases == all { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    })?;
    Ok(best.map(|(_, found)| found))
}

const fn is_looked_at(wanted: Where, place: FoundIn) -> bool {
    match wanted {
        Where::Everywhere => true,
        Where::Sample => matches!(place, FoundIn::Sample),
        Where::Sources => matches!(place, FoundIn::Source(_) | FoundIn::Title(_)),
        Where::Notes => matches!(place, FoundIn::Note),
    }
}
