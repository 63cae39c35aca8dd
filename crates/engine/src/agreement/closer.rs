//! Behind the figures: how agreement is spread over items, what is taken for what, and how it went
//! as the work went on.

use crate::agreement::gathered::{CountedReview, Gathered};
use crate::agreement::layers::{Drawing, Layer, LayerFigures, Scope, measure};
use crate::error::EngineError;
use crate::work::Work;
use std::collections::BTreeMap;
use touchstone_analysis::agreement::spans::{SpanTable, character_f1_by_item, matched_labels};
use touchstone_domain::id::ItemId;
use touchstone_domain::timestamp::Timestamp;

/// What is behind the figures of a project.
#[derive(Debug, Clone, PartialEq)]
pub struct Closer {
    /// Items by how far their reviewers agree.
    pub spreads: Vec<Spread>,
    /// What is taken for what.
    pub confusions: Vec<Confusion>,
    /// Agreement as the work went on.
    pub times: Vec<Stretch>,
}

/// Items by how far their reviewers agree in one layer.
#[derive(Debug, Clone, PartialEq)]
pub struct Spread {
    /// The layer: of verdicts the share of pairs of reviews that say the same, of places the mean F1
    /// of characters.
    pub layer: Layer,
    /// [`BINS`] equal steps from 0 to 1; agreement in full is in the last.
    pub bins: Vec<Vec<ItemId>>,
}

/// How often two reviews of an item say these two things.
#[derive(Debug, Clone, PartialEq)]
pub struct Confusion {
    /// The layer: verdicts of the item, or labels of spans that both mark (matched at an overlap of a
    /// half or more).
    pub layer: Layer,
    /// The names.
    pub classes: Vec<String>,
    /// Pairs that occur, the class of the lower number first.
    pub cells: BTreeMap<(u32, u32), Cell>,
}

/// One pair of classes.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Cell {
    /// How often.
    pub count: u64,
    /// In which items, in file order.
    pub items: Vec<ItemId>,
}

/// Items that were finished one after the other.
#[derive(Debug, Clone, PartialEq)]
pub struct Stretch {
    /// When the first of them had its last review.
    pub from: Timestamp,
    /// When the last of them had.
    pub to: Timestamp,
    /// Verdicts and places.
    pub layers: Vec<LayerFigures>,
}

/// Steps of a spread.
pub const BINS: usize = 10;

/// Stretches of time at most ...
const STRETCHES: usize = 10;

/// ... and items of one at least: fewer say nothing.
const STRETCH: usize = 10;

/// Looks closer at what was gathered.
pub fn of(gathered: &Gathered, drawing: &Drawing, work: &mut Work<'_>) -> Result<Closer, EngineError> {
    let spreads = vec![verdict_spread(gathered), place_spread(gathered)];
    let confusions = vec![
        confusion(gathered, Layer::Verdict, gathered.verdicts.iter().map(|one| one.0.clone()).collect()),
        confusion(gathered, Layer::Kind, gathered.labels.iter().map(|one| one.0.clone()).collect()),
    ];
    Ok(Closer { spreads, confusions, times: times(gathered, drawing, work)? })
}

/// The pairs of reviews of an item, as places.
fn pairs(reviews: usize) -> impl Iterator<Item = (usize, usize)> {
    (0..reviews).flat_map(move |first| (first + 1..reviews).map(move |second| (first, second)))
}

fn verdicts(reviews: &[CountedReview]) -> Vec<(u32, u32)> {
    let given: Vec<u32> = reviews.iter().filter_map(|review| review.verdict).collect();
    pairs(given.len()).map(|(first, second)| (given[first], given[second])).collect()
}

#[expect(clippy::cast_precision_loss, reason = "pairs of reviews of one item are few")]
fn verdict_spread(gathered: &Gathered) -> Spread {
    let mut spread = Spread { layer: Layer::Verdict, bins: vec![Vec::new(); BINS] };
    for item in &gathered.items {
        let pairs = verdicts(&item.reviews);
        if !pairs.is_empty() {
            let same = pairs.iter().filter(|(first, second)| first == second).count();
            spread.put(same as f64 / pairs.len() as f64, item.id);
        }
    }
    spread
}

fn place_spread(gathered: &Gathered) -> Spread {
    let mut spread = Spread { layer: Layer::Where, bins: vec![Vec::new(); BINS] };
    let mut table = SpanTable::new(gathered.labels.len());
    let added: Vec<ItemId> = gathered.items.iter().filter(|item| table.add(&item.spans)).map(|item| item.id).collect();
    for (item, agreement) in added.into_iter().zip(character_f1_by_item(&table)) {
        spread.put(agreement, item);
    }
    spread
}

impl Spread {
    #[expect(
        clippy::cast_precision_loss,
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a share from 0 to 1 among ten steps"
    )]
    fn put(&mut self, agreement: f64, item: ItemId) {
        let bin = (agreement * BINS as f64) as usize;
        self.bins[bin.min(BINS - 1)].push(item);
    }
}

fn confusion(gathered: &Gathered, layer: Layer, classes: Vec<String>) -> Confusion {
    let mut cells: BTreeMap<(u32, u32), Cell> = BTreeMap::new();
    for item in &gathered.items {
        let said = if layer == Layer::Verdict {
            verdicts(&item.reviews)
        } else {
            let marked = &item.spans.reviews;
            pairs(marked.len()).flat_map(|(first, second)| matched_labels(&marked[first], &marked[second])).collect()
        };
        for (first, second) in said {
            let cell = cells.entry((first.min(second), first.max(second))).or_default();
            cell.count += 1;
            if cell.items.last() != Some(&item.id) {
                cell.items.push(item.id);
            }
        }
    }
    Confusion { layer, classes, cells }
}

/// Items in the order in which their last reviews were touched, in equal groups.
fn times(gathered: &Gathered, drawing: &Drawing, work: &mut Work<'_>) -> Result<Vec<Stretch>, EngineError> {
    let finished = |at: &usize| gathered.items[*at].reviews.iter().filter_map(|review| review.at).max();
    let mut order: Vec<(Timestamp, usize)> =
        gathered.shared().into_iter().filter_map(|at| Some((finished(&at)?, at))).collect();
    order.sort_unstable();
    let groups = (order.len() / STRETCH).min(STRETCHES);
    let drawing = Drawing { layers: vec![Layer::Verdict, Layer::Where], ..drawing.clone() };
    let mut times = Vec::new();
    for group in 0..groups {
        work.step("stretches of time", times.len() as u64, Some(groups as u64))?;
        let part = &order[order.len() * group / groups..order.len() * (group + 1) / groups];
        let items: Vec<usize> = part.iter().map(|(_, at)| *at).collect();
        let (from, to) = (part[0].0, part[part.len() - 1].0);
        // Work that was imported in one go has no course.
        if order[0].0 != order[order.len() - 1].0 {
            times.push(Stretch { from, to, layers: measure(gathered, &items, Scope::default(), &drawing) });
        }
    }
    Ok(times)
}
