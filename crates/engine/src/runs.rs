//! Stored consensus runs side by side: which items changed from one to another, and why.

use crate::error::EngineError;
use crate::work::Work;
use std::collections::BTreeMap;
use touchstone_analysis::consensus::change::between;
use touchstone_domain::gold::{Method, ReviewInput, SpanThreshold};
use touchstone_domain::id::{ItemId, ReviewerId, RunId};
use touchstone_store::{Reader, StoredItem};

pub use touchstone_analysis::consensus::change::{ChangedSpan, ItemChange, SpanChange};
pub use touchstone_store::StoredRun;

/// Two runs, and what the second says otherwise than the first.
#[derive(Debug, Clone, PartialEq)]
pub struct RunComparison {
    /// The run compared with.
    pub first: StoredRun,
    /// The run compared.
    pub second: StoredRun,
    /// Items of either.
    pub items: u64,
    /// Those of which they differ, in file order.
    pub changed: Vec<ChangedItem>,
}

/// An item of which two runs differ.
#[derive(Debug, Clone, PartialEq)]
pub struct ChangedItem {
    /// Which.
    pub item: ItemId,
    /// What is other; nothing where only one run has the item.
    pub change: ItemChange,
    /// Everything that can have made the difference.
    pub causes: Vec<Cause>,
}

/// Why two runs differ in an item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cause {
    /// Another method.
    Method(Method, Method),
    /// Another threshold for words.
    Threshold(SpanThreshold, SpanThreshold),
    /// Another seed of a method that draws.
    Seed(u64, u64),
    /// Reviews that only went into the second.
    Added(Vec<ReviewerId>),
    /// Reviews that only went into the first.
    Withdrawn(Vec<ReviewerId>),
    /// Reviews that say something else.
    Changed(Vec<ReviewerId>),
    /// The reviews of this item differ; a run of an older program does not say which.
    Reviews,
    /// Reviews of other items taught the method something else of the reviewers.
    OtherItems,
    /// The item came after the first run, or is not in the second.
    OneRunOnly,
    /// Neither settings nor reviews differ: the program computes otherwise than it did.
    Program,
}

/// Every stored run, the one asked for last first.
pub fn list(reader: &Reader) -> Result<Vec<StoredRun>, EngineError> {
    Ok(reader.runs()?)
}

/// The stored run whose id begins with `given`.
pub fn named(reader: &Reader, given: &str) -> Result<StoredRun, EngineError> {
    let wanted = given.trim().to_lowercase();
    let unknown = |why: &str| EngineError::UnknownRun { given: given.to_owned(), why: why.to_owned() };
    let mut found = reader.runs()?.into_iter().filter(|stored| stored.run.id.to_string().starts_with(&wanted));
    match (found.next(), found.next()) {
        _ if wanted.is_empty() => Err(unknown("no run is named")),
        (Some(run), None) => Ok(run),
        (Some(_), Some(_)) => Err(unknown("several runs begin so")),
        (None, _) => Err(unknown("no stored run has this id")),
    }
}

/// Compares two stored runs, item by item.
pub fn compare(
    reader: &Reader,
    first: RunId,
    second: RunId,
    work: &mut Work<'_>,
) -> Result<RunComparison, EngineError> {
    let (first, second) = (named(reader, &first.to_string())?, named(reader, &second.to_string())?);
    work.step("runs", 0, Some(2))?;
    let mut before: BTreeMap<ItemId, StoredItem> =
        reader.stored_items(first.run.id)?.into_iter().map(|item| (item.consensus.item, item)).collect();
    work.step("runs", 1, Some(2))?;
    let mut changed = Vec::new();
    let mut items = 0;
    for after in reader.stored_items(second.run.id)? {
        items += 1;
        let item = after.consensus.item;
        let Some(before) = before.remove(&item) else {
            changed.push(ChangedItem { item, change: ItemChange::default(), causes: vec![Cause::OneRunOnly] });
            continue;
        };
        let change = between(&before.consensus, &after.consensus);
        if !change.is_none() {
            let causes = causes(&first, &second, &before, &after, &change);
            changed.push(ChangedItem { item, change, causes });
        }
    }
    for item in before.into_keys() {
        items += 1;
        changed.push(ChangedItem { item, change: ItemChange::default(), causes: vec![Cause::OneRunOnly] });
    }
    Ok(RunComparison { first, second, items, changed })
}

/// Whether a method looks at all items to decide one.
const fn learns(method: Method) -> bool {
    match method {
        Method::Majority => false,
        Method::Weighted | Method::DawidSkene | Method::OneCoin | Method::Mace => true,
    }
}

fn causes(
    first: &StoredRun,
    second: &StoredRun,
    before: &StoredItem,
    after: &StoredItem,
    change: &ItemChange,
) -> Vec<Cause> {
    let (one, two) = (&first.run.settings, &second.run.settings);
    let (verdict, spans) = (change.verdict.is_some(), !(change.spans.is_empty() && change.omissions.is_empty()));
    let mut causes = Vec::new();
    let weighs = one.method == Method::Weighted || two.method == Method::Weighted;
    if one.method != two.method && (verdict || weighs) {
        causes.push(Cause::Method(one.method, two.method));
    }
    if one.threshold != two.threshold && spans {
        causes.push(Cause::Threshold(one.threshold, two.threshold));
    }
    if one.seed != two.seed && verdict && one.method == Method::Mace && two.method == Method::Mace {
        causes.push(Cause::Seed(one.seed, two.seed));
    }
    let reviews = match (&before.inputs, &after.inputs) {
        (Some(before), Some(after)) => of_reviews(before, after),
        _ if first.run.input_digest != second.run.input_digest => vec![Cause::Reviews],
        _ => Vec::new(),
    };
    let same_reviews = reviews.is_empty();
    causes.extend(reviews);
    let learns = learns(two.method) && (verdict || two.method == Method::Weighted);
    if same_reviews && learns && first.run.input_digest != second.run.input_digest {
        causes.push(Cause::OtherItems);
    }
    if causes.is_empty() {
        causes.push(Cause::Program);
    }
    causes
}

fn of_reviews(before: &[ReviewInput], after: &[ReviewInput]) -> Vec<Cause> {
    let said = |reviews: &[ReviewInput]| -> BTreeMap<ReviewerId, String> {
        reviews.iter().map(|review| (review.reviewer, review.said.clone())).collect()
    };
    let (before, after) = (said(before), said(after));
    let only = |these: &BTreeMap<ReviewerId, String>, those: &BTreeMap<ReviewerId, String>| -> Vec<ReviewerId> {
        these.keys().filter(|reviewer| !those.contains_key(reviewer)).copied().collect()
    };
    let other = before.iter().filter(|(reviewer, said)| after.get(reviewer).is_some_and(|now| now != *said));
    let other: Vec<ReviewerId> = other.map(|(reviewer, _)| *reviewer).collect();
    let mut causes = Vec::new();
    for (reviewers, cause) in [
        (only(&after, &before), Cause::Added as fn(Vec<ReviewerId>) -> Cause),
        (only(&before, &after), Cause::Withdrawn),
        (other, Cause::Changed),
    ] {
        if !reviewers.is_empty() {
            causes.push(cause(reviewers));
        }
    }
    causes
}

impl Cause {
    /// As in JSON.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Method(..) => "method",
            Self::Threshold(..) => "threshold",
            Self::Seed(..) => "seed",
            Self::Added(_) => "reviews-added",
            Self::Withdrawn(_) => "reviews-withdrawn",
            Self::Changed(_) => "reviews-changed",
            Self::Reviews => "reviews",
            Self::OtherItems => "other-items",
            Self::OneRunOnly => "one-run-only",
            Self::Program => "program",
        }
    }

    /// For people; `name` calls reviewers.
    pub fn sentence(&self, name: &impl Fn(ReviewerId) -> String) -> String {
        let names = |reviewers: &[ReviewerId]| reviewers.iter().map(|id| name(*id)).collect::<Vec<_>>().join(", ");
        match self {
            Self::Method(one, two) => format!("Another method: {} instead of {}.", word(two), word(one)),
            Self::Threshold(one, two) => format!("Another threshold: {} instead of {}.", word(two), word(one)),
            Self::Seed(one, two) => format!("Another seed: {two} instead of {one}."),
            Self::Added(reviewers) => format!("More reviews: {}.", names(reviewers)),
            Self::Withdrawn(reviewers) => format!("Reviews that do not count any more: {}.", names(reviewers)),
            Self::Changed(reviewers) => format!("Reviews that were changed: {}.", names(reviewers)),
            Self::Reviews => "The reviews of the project changed; one of the runs does not say which.".to_owned(),
            Self::OtherItems => "Reviews of other items changed what the method makes of the reviewers.".to_owned(),
            Self::OneRunOnly => "Only one of the runs has the item.".to_owned(),
            Self::Program => "The program computes otherwise than when the first run was made.".to_owned(),
        }
    }
}

/// A setting by its name in JSON.
pub fn word(setting: impl serde::Serialize) -> String {
    serde_json::to_value(setting).ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
}
