//! How a consensus compares with the right answers that files gave. They are only compared: nothing of a
//! consensus is made of them.
//!
//! Verdicts: the share of items with the same one, of those on which a reviewer gave one; an unresolved item is
//! not the same. Places and labels: the two are compared as two reviews are, on items that a reviewer submitted
//! and whose answer says where: it marks something, or its verdict is clean.

use crate::agreement::figures::{Figures, Named};
use crate::consensus;
use crate::error::EngineError;
use crate::work::Work;
use serde::Serialize;
use serde_json::{Map, Value};
use std::collections::BTreeMap;
use touchstone_analysis::agreement::spans::{self, Mark, ReviewedSpans, SpanItem, SpanTable};
use touchstone_analysis::figure::{Figure, Undefined};
use touchstone_analysis::interval::{Interval, of_share};
use touchstone_analysis::reliability::Sampling;
use touchstone_analysis::reliability::gold::{self, Check};
use touchstone_analysis::tokenize::tokenize;
use touchstone_domain::gold::{ConsensusSettings, GivenGold, ItemConsensus, Method};
use touchstone_domain::id::ItemId;
use touchstone_domain::label::{LabelId, LabelSchema, VerdictMeaning};
use touchstone_domain::text::Text;
use touchstone_store::Reader;

/// A consensus against the right answers that files gave. Lists of items are in file order.
#[derive(Debug, Clone, PartialEq)]
pub struct AgainstGiven {
    /// Items whose verdict is the one that was given.
    pub same: Vec<ItemId>,
    /// Items with another verdict.
    pub other: Vec<ItemId>,
    /// Items without a verdict of all, as reviewers are divided. They count as not the same.
    pub unresolved: Vec<ItemId>,
    /// Items with a right answer of which no reviewer has given a verdict; they are not counted.
    pub not_reviewed: Vec<ItemId>,
    /// Places and labels; none where no right answer marks anything.
    pub spans: Option<SpansGiven>,
}

/// Places and labels of a consensus against those of the right answers.
#[derive(Debug, Clone, PartialEq)]
pub struct SpansGiven {
    /// Items that are compared.
    pub items: Vec<ItemId>,
    /// Of these, items in which the two do not mark the very same characters.
    pub apart: Vec<ItemId>,
    /// The figures, with their intervals.
    pub figures: Figures,
}

impl AgainstGiven {
    /// Items that count for the verdict.
    pub const fn n(&self) -> u64 {
        (self.same.len() + self.other.len() + self.unresolved.len()) as u64
    }

    /// The share of the same verdicts, with Wilson's interval. Its name is that of its key in JSON.
    pub fn accuracy(&self) -> Named {
        let (same, n) = (self.same.len() as u64, self.n());
        #[expect(clippy::cast_precision_loss, reason = "counts of items are far below 2^53")]
        let share = if n > 0 { Ok(same as f64 / n as f64) } else { Err(Undefined::NoAnswerReviewed) };
        Named { name: "value".into(), figure: share, interval: Some(of_share(same, n).map_err(here)) }
    }
}

/// As `touchstone consensus --json` tells it.
impl Serialize for AgainstGiven {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut told = Figures(vec![self.accuracy()]).to_map();
        for (name, count) in [
            ("n", self.n()),
            ("same", self.same.len() as u64),
            ("unresolved", self.unresolved.len() as u64),
            ("not_reviewed", self.not_reviewed.len() as u64),
        ] {
            told.insert(name.to_owned(), Value::from(count));
        }
        if let Some(spans) = &self.spans {
            let mut of_spans = Map::new();
            of_spans.insert("n_items".to_owned(), Value::from(spans.items.len()));
            of_spans.extend(spans.figures.to_map());
            told.insert("spans".to_owned(), Value::Object(of_spans));
        }
        told.serialize(serializer)
    }
}

/// Compares the consensus of items; none where no file gave a right answer.
pub fn measure(
    reader: &Reader,
    items: &[ItemConsensus],
    sampling: Sampling,
) -> Result<Option<AgainstGiven>, EngineError> {
    if reader.given_gold_count()? == 0 {
        return Ok(None);
    }
    let schema = reader.schema()?;
    let mut found = AgainstGiven {
        same: Vec::new(),
        other: Vec::new(),
        unresolved: Vec::new(),
        not_reviewed: Vec::new(),
        spans: None,
    };
    let (mut pairs, mut any_marked) = (Vec::new(), false);
    for item in items {
        let Some(given) = reader.given_gold(item.item)? else { continue };
        let list = match &item.verdict {
            _ if item.verdict_votes.is_empty() => &mut found.not_reviewed,
            None => &mut found.unresolved,
            Some(verdict) if *verdict == given.verdict => &mut found.same,
            Some(_) => &mut found.other,
        };
        list.push(item.item);
        any_marked = any_marked || !given.spans.is_empty();
        if item.k > 0
            && says_where(&given, &schema)
            && let Some(whole) = reader.item(item.item)?
        {
            pairs.push(Pair::new(item, &given, &whole.sample.text));
        }
    }
    found.spans = any_marked.then(|| of_spans(&pairs, sampling));
    Ok(Some(found))
}

/// The same of the reviews as they are now, by the settings of the newest stored run, else by the defaults.
pub fn now(
    reader: &Reader,
    sampling: Sampling,
    work: &mut Work<'_>,
) -> Result<Option<(ConsensusSettings, AgainstGiven)>, EngineError> {
    let given = reader.given_gold_older_than(u32::MAX)?;
    if given.is_empty() {
        return Ok(None);
    }
    let settings = reader.newest_run()?.map(|run| run.settings).unwrap_or_default();
    let items = if settings.method == Method::Majority {
        let (schema, total) = (reader.schema()?, given.len() as u64);
        let mut items = Vec::new();
        for id in given {
            work.step("items", items.len() as u64, Some(total))?;
            let Some(item) = reader.item(id)? else { continue };
            let reviews = consensus::submitted(reader, id)?;
            items.push(consensus::of_item(id, &item.sample.text, &reviews, &schema, &settings, None));
        }
        items
    } else {
        consensus::compute(reader, &settings, work)?.items
    };
    Ok(measure(reader, &items, sampling)?.map(|found| (settings, found)))
}

/// A verdict alone does not say what is to be marked, unless it is clean.
fn says_where(given: &GivenGold, schema: &LabelSchema) -> bool {
    !given.spans.is_empty() || schema.meaning(&given.verdict) == Some(VerdictMeaning::Clean)
}

/// What the consensus and the right answer of an item mark, each with its label.
struct Pair {
    item: ItemId,
    length: u32,
    tokens: Vec<(u32, u32)>,
    marks: [Vec<(u32, u32, Option<LabelId>)>; 2],
}

impl Pair {
    fn new(consensus: &ItemConsensus, given: &GivenGold, sample: &Text) -> Self {
        let mark = |span: touchstone_domain::span::Span, label: &Option<LabelId>| {
            (span.start().0, span.end().0, label.clone())
        };
        Self {
            item: consensus.item,
            length: sample.length().0,
            tokens: tokenize(sample).iter().map(|token| (token.start().0, token.end().0)).collect(),
            marks: [
                consensus.spans.iter().map(|span| mark(span.segment.span, &span.label)).collect(),
                given.spans.iter().map(|span| mark(span.segment.span, &span.label)).collect(),
            ],
        }
    }

    fn labels(&self) -> impl Iterator<Item = &Option<LabelId>> {
        self.marks.iter().flatten().map(|(_, _, label)| label)
    }

    /// Whether every mark of the right answer has its label.
    fn names_labels(&self) -> bool {
        self.marks[1].iter().all(|(_, _, label)| label.is_some())
    }

    fn row(&self, numbers: &BTreeMap<&Option<LabelId>, u32>) -> SpanItem {
        let reviews = self.marks.iter().zip(0..).map(|(marks, reviewer)| {
            let mark = |(start, end, label): &(u32, u32, Option<LabelId>)| Mark {
                start: *start,
                end: *end,
                label: numbers.get(label).copied().unwrap_or_default(),
            };
            ReviewedSpans { reviewer, marks: marks.iter().map(mark).collect() }
        });
        SpanItem { length: self.length, tokens: self.tokens.clone(), reviews: reviews.collect() }
    }

    fn check(&self) -> Check {
        let places = |marks: &[(u32, u32, Option<LabelId>)]| marks.iter().map(|(from, to, _)| (*from, *to)).collect();
        Check { verdict: None, gold_verdict: 0, spans: places(&self.marks[0]), gold: places(&self.marks[1]) }
    }
}

fn of_spans(pairs: &[Pair], sampling: Sampling) -> SpansGiven {
    let Sampling { draws, seed } = sampling;
    let mut numbers: BTreeMap<&Option<LabelId>, u32> =
        pairs.iter().flat_map(Pair::labels).map(|one| (one, 0)).collect();
    (0..).zip(numbers.values_mut()).for_each(|(next, number)| *number = next);
    let (mut table, mut labelled) = (SpanTable::new(numbers.len()), SpanTable::new(numbers.len()));
    for pair in pairs {
        let row = pair.row(&numbers);
        table.add(&row);
        if pair.names_labels() {
            labelled.add(&row);
        }
    }
    let places = (spans::of(&table), spans::intervals(&table, draws, seed));
    let mut kinds = (spans::of(&labelled).exact_label_f1, spans::intervals(&labelled, draws, seed).exact_label_f1);
    let is_named = |pair: &Pair| !pair.marks[1].is_empty() && pair.names_labels();
    if !pairs.is_empty() && !pairs.iter().any(is_named) {
        kinds = (Err(Undefined::NoLabelTold), Err(Undefined::NoLabelTold));
    }
    let checked = gold::measure(&pairs.iter().map(Pair::check).collect::<Vec<_>>(), sampling);
    let mut figures = Figures::default();
    let mut add = |name: &'static str, figure: Figure, interval: Interval| {
        let interval = if figure.is_ok() { interval } else { figure.clone().map(|all| (all, all)) };
        figures.add(name, figure.map_err(here), Some(interval.map_err(here)));
    };
    add("char_f1_micro", places.0.char_f1_micro, places.1.char_f1_micro);
    add("exact_f1", places.0.exact_f1, places.1.exact_f1);
    add("gold_found", checked.found.value, checked.found.interval);
    add("beside_gold", checked.beside.value, checked.beside.interval);
    add("exact_label_f1", kinds.0, kinds.1);
    add("char_f1_macro", places.0.char_f1_macro, places.1.char_f1_macro);
    add("iou50_f1", places.0.iou50_f1, places.1.iou50_f1);
    let by_item = spans::character_f1_by_item(&table);
    // The F1 of one item is exactly 1 where the two mark the same characters: both counts are whole numbers.
    let apart = pairs.iter().zip(by_item).filter(|(_, same)| *same < 1.0).map(|(pair, _)| pair.item).collect();
    SpansGiven { items: pairs.iter().map(|pair| pair.item).collect(), apart, figures }
}

/// Reasons that speak of reviewers, in words that fit here.
fn here(reason: Undefined) -> Undefined {
    #[expect(clippy::wildcard_enum_match_arm, reason = "all others fit as they are")]
    match reason {
        Undefined::NothingShared | Undefined::NoGold => Undefined::NoAnswerReviewed,
        Undefined::NothingMarked => Undefined::NeitherMarks,
        Undefined::OwnNothing => Undefined::ConsensusMarksNothing,
        Undefined::NoGoldSpan => Undefined::NoSpanTold,
        other => other,
    }
}
