//! Everything that counts in a project, as tables of numbers: read once, from a snapshot.

use crate::error::EngineError;
use crate::work::Work;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use touchstone_analysis::agreement::spans::{Mark, ReviewedSpans, SpanItem};
use touchstone_analysis::tokenize::tokenize;
use touchstone_analysis::votes::{Row, VoteTable};
use touchstone_domain::event::Assistance;
use touchstone_domain::id::{ItemId, ReviewerId};
use touchstone_domain::label::{LabelId, VerdictId};
use touchstone_domain::text::Text;
use touchstone_domain::timestamp::Timestamp;
use touchstone_store::Reader;

/// A review that counts.
#[derive(Debug, Clone, PartialEq)]
pub struct CountedReview {
    /// Number of the reviewer.
    pub reviewer: u32,
    /// Number of the verdict; none where the review gives none.
    pub verdict: Option<u32>,
    /// Whether it marks anything.
    pub found: bool,
    /// Time of work in milliseconds.
    pub elapsed_ms: Option<u64>,
    /// When it was last touched.
    pub at: Option<Timestamp>,
    /// The strongest assistance that any of it had.
    pub assistance: Assistance,
    /// Severity of each mark of the spans, by rank from 0; as many as marks.
    pub severities: Vec<Option<u32>>,
}

/// An item with at least one review that counts.
#[derive(Debug, Clone, PartialEq)]
pub struct GatheredItem {
    /// Its own id.
    pub id: ItemId,
    /// What its file calls it: the lead's only.
    pub external_id: String,
    /// Who made the text, where that is known.
    pub generator: Option<String>,
    /// The batch it came with.
    pub batch: Option<String>,
    /// By reviewer.
    pub reviews: Vec<CountedReview>,
    /// The marks of the same reviews, in the same order.
    pub spans: SpanItem,
}

/// All that counts.
#[derive(Debug, Clone, Default)]
pub struct Gathered {
    /// Items in file order.
    pub items: Vec<GatheredItem>,
    /// Everyone who submitted anything, by id, with their names.
    pub reviewers: Vec<(ReviewerId, String)>,
    /// The verdicts of the schema, then others that appear.
    pub verdicts: Vec<VerdictId>,
    /// Labels that appear, by name.
    pub labels: Vec<LabelId>,
}

/// Name of marks without a label.
const UNLABELLED: &str = "unlabelled";

/// Reads everything that counts.
pub fn gather(reader: &Reader, work: &mut Work<'_>) -> Result<Gathered, EngineError> {
    let schema = reader.schema()?;
    let mut verdicts: Vec<VerdictId> = schema.verdicts.iter().map(|verdict| verdict.id.clone()).collect();
    let mut submitted: HashMap<ItemId, Vec<(ReviewerId, CountedReview)>> = HashMap::new();
    let mut everyone = BTreeSet::new();
    let mut unknown = BTreeSet::new();
    reader.for_each_review_row(|row| {
        let Some(said) = row.submitted else { return Ok(()) };
        everyone.insert(row.reviewer);
        let verdict = said.verdict.as_ref();
        let number = verdict.and_then(|verdict| verdicts.iter().position(|known| known == verdict));
        if let (Some(verdict), None) = (verdict, number) {
            unknown.insert((verdict.clone(), row.item, row.reviewer));
        }
        let review = CountedReview {
            reviewer: 0,
            verdict: number.map(short),
            found: said.found(),
            elapsed_ms: row.elapsed_ms,
            at: row.at,
            assistance: row.assistance,
            severities: Vec::new(),
        };
        submitted.entry(row.item).or_default().push((row.reviewer, review));
        Ok::<_, EngineError>(())
    })?;
    // Verdicts of an older schema are classes of their own.
    for (verdict, item, reviewer) in unknown {
        let number = verdicts.iter().position(|known| *known == verdict).unwrap_or_else(|| {
            verdicts.push(verdict);
            verdicts.len() - 1
        });
        let reviews = submitted.get_mut(&item).into_iter().flatten();
        for (_, review) in reviews.filter(|(other, _)| *other == reviewer) {
            review.verdict = Some(short(number));
        }
    }
    let numbers: BTreeMap<ReviewerId, u32> = everyone.iter().copied().zip(0..).collect();
    let names: BTreeMap<ReviewerId, String> =
        reader.reviewers()?.into_iter().filter_map(|one| Some((one.id, one.name?))).collect();
    let name = |id: &ReviewerId| names.get(id).cloned().unwrap_or_else(|| id.to_string());
    let mut gathered =
        Gathered { reviewers: everyone.iter().map(|id| (*id, name(id))).collect(), verdicts, ..Gathered::default() };
    let mut places = HashMap::new();
    let total = reader.item_count()?;
    let mut done = 0;
    reader.for_each_sample(|sample| {
        done += 1;
        work.step("items", done, Some(total))?;
        let Some(reviews) = submitted.remove(&sample.item) else { return Ok(()) };
        places.insert(sample.item, gathered.items.len());
        gathered.items.push(item(sample, reviews, &numbers));
        Ok::<_, EngineError>(())
    })?;
    marks(reader, &schema, &mut gathered, &places)?;
    Ok(gathered)
}

fn short(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

fn item(
    sample: touchstone_store::SampleRow,
    mut reviews: Vec<(ReviewerId, CountedReview)>,
    numbers: &BTreeMap<ReviewerId, u32>,
) -> GatheredItem {
    reviews.sort_by_key(|(reviewer, _)| *reviewer);
    let number = |reviewer: &ReviewerId| numbers.get(reviewer).copied().unwrap_or(u32::MAX);
    let spans = reviews.iter().map(|(id, _)| ReviewedSpans { reviewer: number(id), marks: Vec::new() }).collect();
    let mut of_text = SpanItem { reviews: spans, ..SpanItem::default() };
    // One review alone is compared with nothing.
    if reviews.len() > 1
        && let Ok(text) = Text::new(sample.text)
    {
        of_text.length = text.length().0;
        of_text.tokens = tokenize(&text).iter().map(|token| (token.start().0, token.end().0)).collect();
    }
    GatheredItem {
        id: sample.item,
        external_id: sample.external_id,
        generator: sample.generator.model,
        batch: sample.batch,
        reviews: reviews.into_iter().map(|(id, review)| CountedReview { reviewer: number(&id), ..review }).collect(),
        spans: of_text,
    }
}

/// Puts every mark to its review. Labels are numbered by name, so that figures depend on names only.
fn marks(
    reader: &Reader,
    schema: &touchstone_domain::label::LabelSchema,
    gathered: &mut Gathered,
    places: &HashMap<ItemId, usize>,
) -> Result<(), EngineError> {
    let numbers: HashMap<ReviewerId, u32> = gathered.reviewers.iter().map(|(id, _)| *id).zip(0..).collect();
    let mut seen: BTreeMap<LabelId, u32> = BTreeMap::new();
    reader.for_each_counted_annotation(|item, reviewer, annotation| {
        let (Some(place), Some(number)) = (places.get(&item), numbers.get(&reviewer)) else { return Ok(()) };
        let found = &mut gathered.items[*place];
        let Ok(at) = found.reviews.binary_search_by_key(number, |review| review.reviewer) else { return Ok(()) };
        let label = annotation.labels.primary.unwrap_or_else(|| LabelId(UNLABELLED.to_owned()));
        let next = short(seen.len());
        let label = *seen.entry(label).or_insert(next);
        let severity = annotation.severity.and_then(|severity| schema.severity_rank(&severity)).map(short);
        for segment in annotation.segments {
            let (start, end) = (segment.span.start().0, segment.span.end().0);
            found.spans.reviews[at].marks.push(Mark { start, end, label });
            found.reviews[at].severities.push(severity);
        }
        Ok::<_, EngineError>(())
    })?;
    let mut order = vec![0; seen.len()];
    for (place, number) in (0..).zip(seen.values()) {
        order[*number as usize] = place;
    }
    for mark in gathered.items.iter_mut().flat_map(|item| &mut item.spans.reviews).flat_map(|review| &mut review.marks)
    {
        mark.label = order[mark.label as usize];
    }
    gathered.labels = seen.into_keys().collect();
    Ok(())
}

impl Gathered {
    /// Which items have at least two reviews.
    pub fn shared(&self) -> Vec<usize> {
        (0..self.items.len()).filter(|at| self.items[*at].reviews.len() > 1).collect()
    }

    /// A table of classes, from what `class` says of each review of `items`.
    pub(super) fn votes(
        &self,
        items: &[usize],
        classes: usize,
        class: impl Fn(&CountedReview) -> Option<u32>,
    ) -> VoteTable {
        let mut rows: Vec<Row> = Vec::new();
        for (number, item) in (0..).zip(items) {
            let reviews = &self.items[*item].reviews;
            rows.extend(reviews.iter().filter_map(|review| Some((number, review.reviewer, class(review)?))));
        }
        // A review counts once for each reviewer and item.
        VoteTable::new(items.len(), self.reviewers.len(), classes, &rows).unwrap_or_default()
    }
}
