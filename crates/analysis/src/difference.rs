//! Word-level difference of a claim against the passages of the sources that are nearest to it:
//! inserted, deleted, replaced and moved words, and how much weight a difference has.
//!
//! The work is bounded by the length of both sides, not by a clock, so that the same texts always
//! give the same difference; where the bound was reached it is called approximate.

use crate::words::{Fixed, Lexicon, words};
use serde::{Deserialize, Serialize};
use similar::{Algorithm, DiffOp, capture_diff_slices};
use std::collections::{BTreeSet, HashMap};
use std::ops::Range;
use touchstone_domain::span::Span;
use touchstone_domain::text::Text;

/// Words of each side that are compared; what stands behind them is left out.
const COMPARED: usize = 20_000;

/// Words that must stand together to be called moved.
const MOVED: usize = 2;

/// What became of some words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ChangeKind {
    /// Only in the claim.
    Inserted,
    /// Only in the passages.
    Deleted,
    /// Other words in the same place.
    Replaced,
    /// The same words in another place.
    Moved,
}

/// How much a difference weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Weight {
    /// Words.
    Plain,
    /// A name that the other side does not have.
    Name,
    /// A number that the other side does not have.
    Number,
}

/// A place in a source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Place {
    /// Which source, in the item's order.
    pub source: usize,
    /// Where in it.
    #[serde(flatten)]
    pub span: Span,
}

/// One difference; at least one of both sides is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// What happened.
    pub kind: ChangeKind,
    /// In the claim.
    pub sample: Option<Span>,
    /// In a passage.
    pub passage: Option<Place>,
    /// How much it weighs.
    pub weight: Weight,
}

/// The differences of one claim.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Difference {
    /// In the order of the claim.
    pub changes: Vec<Change>,
    /// Whether a side was too long to be compared to its end.
    pub approximate: bool,
}

/// A word on either side.
#[derive(Debug)]
struct Token {
    number: u32,
    span: Span,
    /// The passage it stands in; 0 for the claim.
    part: usize,
    weight: Weight,
    moved: Option<usize>,
}

/// The difference of `claim`, a part of `sample`, against `passages` (read in the order of the
/// sources).
pub fn difference(sample: &Text, claim: Span, sources: &[&Text], passages: &[Place]) -> Difference {
    let mut lexicon = Lexicon::new(false);
    let mut places: Vec<Place> = passages.iter().copied().filter(|place| place.source < sources.len()).collect();
    places.sort_unstable();
    places.dedup();
    let mut own = Vec::new();
    let mut approximate = tokens(sample, claim, 0, &mut lexicon, &mut own);
    let mut theirs = Vec::new();
    for (part, place) in places.iter().enumerate() {
        approximate |= tokens(sources[place.source], place.span, part, &mut lexicon, &mut theirs);
    }
    if theirs.is_empty() {
        return Difference { changes: Vec::new(), approximate };
    }
    weigh(&mut own, &mut theirs);
    let numbers = |tokens: &[Token]| tokens.iter().map(|token| token.number).collect::<Vec<_>>();
    let ops = capture_diff_slices(Algorithm::Myers, &numbers(&theirs), &numbers(&own));
    let steps = slid(joined(&ops, &own), &own, &theirs);
    mark_moved(&steps, &mut own, &mut theirs);
    let mut changes = Vec::new();
    for step in &steps {
        tell(step, &own, &theirs, &places, &mut changes);
    }
    Difference { changes, approximate }
}

/// Adds the words of a span; true when there are more than are compared.
fn tokens(text: &Text, span: Span, part: usize, lexicon: &mut Lexicon, into: &mut Vec<Token>) -> bool {
    let string = text.slice(span);
    let found = words(string, span.start());
    let room = COMPARED.saturating_sub(into.len());
    for (position, word) in found.iter().take(room).enumerate() {
        let written = &string[word.bytes.clone()];
        let weight = if written.contains(char::is_numeric) {
            Weight::Number
        } else if position > 0 && written.starts_with(char::is_uppercase) {
            Weight::Name
        } else {
            Weight::Plain
        };
        into.push(Token { number: lexicon.number(written), span: word.span, part, weight, moved: None });
    }
    found.len() > room
}

/// Numbers and names weigh only where the other side does not have them.
fn weigh(own: &mut [Token], theirs: &mut [Token]) {
    let known = |tokens: &[Token]| tokens.iter().map(|token| token.number).collect::<BTreeSet<_>>();
    let sides = [known(theirs), known(own)];
    for (tokens, other) in [own, theirs].into_iter().zip(sides) {
        for token in tokens.iter_mut().filter(|token| other.contains(&token.number)) {
            token.weight = Weight::Plain;
        }
    }
}

/// A stretch that differs: words of the passages and words of the claim.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Step {
    theirs: Range<usize>,
    own: Range<usize>,
}

/// The stretches that differ. One short word that both have by chance does not split a stretch.
fn joined(ops: &[DiffOp], own: &[Token]) -> Vec<Step> {
    let mut steps: Vec<Step> = Vec::new();
    let mut by_chance = false;
    for op in ops {
        let (_, theirs, here) = op.as_tag_tuple();
        if matches!(op, DiffOp::Equal { .. }) {
            by_chance = here.len() == 1 && own[here.start].span.len() <= 3;
            continue;
        }
        match steps.last_mut() {
            Some(last) if by_chance && is_replacement(last) && !theirs.is_empty() && !here.is_empty() => {
                (last.theirs.end, last.own.end) = (theirs.end, here.end);
            }
            Some(last) if last.theirs.end == theirs.start && last.own.end == here.start => {
                (last.theirs.end, last.own.end) = (theirs.end, here.end);
            }
            Some(_) | None => steps.push(Step { theirs, own: here }),
        }
        by_chance = false;
    }
    steps
}

/// A stretch that may as well stand some words earlier, next to the one before it, is one with it: "the
/// (spring of 1978 the) last" is "(the spring of 1978) the last".
fn slid(steps: Vec<Step>, own: &[Token], theirs: &[Token]) -> Vec<Step> {
    const FAR: usize = 3;
    let slides = |tokens: &[Token], range: &Range<usize>, by: usize| {
        (1..=by).all(|back| tokens[range.end - back].number == tokens[range.start - back].number)
    };
    let mut done: Vec<Step> = Vec::with_capacity(steps.len());
    for step in steps {
        let gap = done.last().map_or(0, |last| step.own.start - last.own.end);
        let can = match (step.own.is_empty(), step.theirs.is_empty()) {
            (false, true) => gap <= step.own.len() && slides(own, &step.own, gap),
            (true, false) => gap <= step.theirs.len() && slides(theirs, &step.theirs, gap),
            (true, true) | (false, false) => false,
        };
        match done.last_mut() {
            Some(last) if gap > 0 && gap <= FAR && can => {
                (last.own.end, last.theirs.end) = (step.own.end - gap, step.theirs.end - gap);
            }
            Some(_) | None => done.push(step),
        }
    }
    done
}

const fn is_replacement(step: &Step) -> bool {
    step.theirs.start < step.theirs.end && step.own.start < step.own.end
}

/// Words that differ here and stand, in the same order, among those that differ there.
fn mark_moved(steps: &[Step], own: &mut [Token], theirs: &mut [Token]) {
    let mut starts: HashMap<[u32; MOVED], Vec<usize>, Fixed> = HashMap::default();
    for step in steps {
        for at in step.theirs.clone().skip(1) {
            starts.entry([theirs[at - 1].number, theirs[at].number]).or_default().push(at - 1);
        }
    }
    let ends = steps.iter().flat_map(|step| step.theirs.clone().map(|at| (at, step.theirs.end)));
    let end_of: HashMap<usize, usize, Fixed> = ends.collect();
    let mut moves = 0;
    for step in steps {
        let mut at = step.own.start;
        while at + MOVED <= step.own.end {
            let mut best: Option<(usize, usize)> = None;
            for from in starts.get(&[own[at].number, own[at + 1].number]).into_iter().flatten().take(64) {
                let end = end_of.get(from).copied().unwrap_or(*from);
                let pairs = own[at..step.own.end].iter().zip(&theirs[*from..end]);
                let length = pairs.take_while(|(own, theirs)| own.number == theirs.number && theirs.moved.is_none());
                let length = length.count();
                if length >= MOVED && best.is_none_or(|(longest, _)| length > longest) {
                    best = Some((length, *from));
                }
            }
            let Some((length, from)) = best else {
                at += 1;
                continue;
            };
            own[at..at + length].iter_mut().for_each(|token| token.moved = Some(moves));
            theirs[from..from + length].iter_mut().for_each(|token| token.moved = Some(moves));
            moves += 1;
            at += length;
        }
    }
}

/// Whether two neighbours are told together: both moved or neither, in one passage, of one weight
/// where that counts.
fn alike(first: &Token, next: &Token, weighed: bool) -> bool {
    let weigh_alike = !weighed || first.moved.is_some() || first.weight == next.weight;
    first.moved == next.moved && first.part == next.part && weigh_alike
}

/// Stretches of a range that are told together.
fn stretches(tokens: &[Token], range: Range<usize>, weighed: bool) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    for at in range {
        match found.last_mut() {
            Some(last) if alike(&tokens[last.start], &tokens[at], weighed) => last.end = at + 1,
            Some(_) | None => found.push(at..at + 1),
        }
    }
    found
}

fn span_of(tokens: &[Token]) -> Option<Span> {
    Span::new(tokens.first()?.span.start(), tokens.last()?.span.end()).ok()
}

fn weight_of(tokens: &[Token]) -> Weight {
    tokens.iter().map(|token| token.weight).max().unwrap_or(Weight::Plain)
}

fn tell(step: &Step, own: &[Token], theirs: &[Token], places: &[Place], changes: &mut Vec<Change>) {
    let place = |tokens: &[Token]| {
        let source = places[tokens.first()?.part].source;
        Some(Place { source, span: span_of(tokens)? })
    };
    let (mut here, mut there) = (Vec::new(), Vec::new());
    for range in stretches(own, step.own.clone(), true) {
        let stretch = &own[range];
        let Some(moved) = stretch[0].moved else {
            here.push(stretch);
            continue;
        };
        // Its other half is told with it, wherever it stands.
        let from = theirs.iter().position(|token| token.moved == Some(moved));
        let other = from.map(|from| &theirs[from..from + stretch.len()]);
        let passage = other.and_then(place);
        changes.push(Change { kind: ChangeKind::Moved, sample: span_of(stretch), passage, weight: Weight::Plain });
    }
    for range in stretches(theirs, step.theirs.clone(), !step.own.is_empty()) {
        if theirs[range.start].moved.is_none() {
            there.push(&theirs[range]);
        }
    }
    let kind = match (here.is_empty(), there.is_empty()) {
        (false, false) => ChangeKind::Replaced,
        (false, true) => ChangeKind::Inserted,
        (true, _) => ChangeKind::Deleted,
    };
    // What the passages have and the claim leaves out weighs nothing: a claim need not say all.
    let weight = |tokens: &[Token]| if kind == ChangeKind::Deleted { Weight::Plain } else { weight_of(tokens) };
    let mut there = there.into_iter().peekable();
    for tokens in here {
        let passage = there.next_if(|other| weight(other) == weight(tokens)).and_then(place);
        changes.push(Change { kind, sample: span_of(tokens), passage, weight: weight(tokens) });
    }
    changes.extend(there.map(|tokens| Change { kind, sample: None, passage: place(tokens), weight: weight(tokens) }));
}
