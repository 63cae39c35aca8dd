//! Why reviewers differed, and the count of it that shows which label definition needs work.

use super::{Act, Adjudication, Heard};
use crate::label::LabelId;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// Why reviewers differed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Cause {
    /// The text can be read in more than one way.
    AmbiguousText,
    /// The guidelines or a label's definition do not say.
    GuidelineGap,
    /// A reviewer overlooked or mistook something.
    ReviewerError,
    /// Both are right: where a span ends, how bad it is.
    Taste,
}

impl Cause {
    /// All, in the order of their keys.
    pub const ALL: [Self; 4] = [Self::AmbiguousText, Self::GuidelineGap, Self::ReviewerError, Self::Taste];
}

/// The cause of a difference, with what the adjudicator says of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reason {
    /// Which of the four.
    pub cause: Cause,
    /// In free words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub words: Option<String>,
}

impl Reason {
    /// Words without a character are none.
    #[must_use]
    pub fn trimmed(self) -> Self {
        let words = self.words.map(|words| words.trim().to_owned()).filter(|words| !words.is_empty());
        Self { words, ..self }
    }
}

/// How often each cause was given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Causes([u64; 4]);

impl Causes {
    /// Counts one.
    pub fn count(&mut self, cause: Cause) {
        self.0[cause as usize] += 1;
    }

    /// How often.
    pub const fn of(self, cause: Cause) -> u64 {
        self.0[cause as usize]
    }

    /// All together.
    pub fn total(self) -> u64 {
        self.0.iter().sum()
    }

    /// Those that a better definition would have spared: ambiguous text and gaps in the guidelines.
    pub const fn of_definition(self) -> u64 {
        self.of(Cause::AmbiguousText) + self.of(Cause::GuidelineGap)
    }
}

/// Why reviewers differed, over many items.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CauseReport {
    /// Items with a ruling or a decided verdict.
    pub items: u64,
    /// Over all rulings.
    pub spans: Causes,
    /// Over all decided verdicts.
    pub verdicts: Causes,
    /// Over all rulings on omissions.
    pub omissions: Causes,
    /// For each label that any of the annotations heard had.
    pub labels: BTreeMap<LabelId, Causes>,
    /// For each pair of labels heard in one ruling, the first in order first.
    pub pairs: BTreeMap<(LabelId, LabelId), Causes>,
    /// How often each act stands.
    pub acts: BTreeMap<Act, u64>,
    /// What adjudicators said, the newest item last, with its label where there is one.
    pub words: Vec<(Option<LabelId>, Reason)>,
}

/// Free words kept; more of them are not read.
const WORDS: usize = 200;

impl CauseReport {
    /// Counts one item in. A difference that was ruled twice counts by what was said last.
    pub fn add(&mut self, adjudication: &Adjudication) {
        let (spans, omissions) = (&adjudication.rulings, &adjudication.omission_rulings);
        if spans.is_empty() && omissions.is_empty() && adjudication.verdict.is_none() {
            return;
        }
        self.items += 1;
        for (at, ruling) in omissions.iter().enumerate() {
            *self.acts.entry(ruling.act).or_default() += 1;
            if !is_ruled_again(&ruling.heard, omissions[at + 1..].iter().map(|later| &later.heard)) {
                self.omissions.count(ruling.reason.cause);
                self.say(None, &ruling.reason);
            }
        }
        for (at, ruling) in spans.iter().enumerate() {
            *self.acts.entry(ruling.act).or_default() += 1;
            if is_ruled_again(&ruling.heard, spans[at + 1..].iter().map(|later| &later.heard)) {
                continue;
            }
            let cause = ruling.reason.cause;
            self.spans.count(cause);
            let labels: BTreeSet<&LabelId> = ruling.heard.iter().filter_map(|heard| heard.label.as_ref()).collect();
            for (number, label) in labels.iter().enumerate() {
                self.labels.entry((*label).clone()).or_default().count(cause);
                for other in labels.iter().skip(number + 1) {
                    self.pairs.entry(((*label).clone(), (*other).clone())).or_default().count(cause);
                }
            }
            self.say(labels.first().copied(), &ruling.reason);
        }
        if let Some((_, reason)) = &adjudication.verdict {
            self.verdicts.count(reason.cause);
            self.say(None, reason);
        }
    }

    fn say(&mut self, label: Option<&LabelId>, reason: &Reason) {
        if reason.words.is_some() && self.words.len() < WORDS {
            self.words.push((label.cloned(), reason.clone()));
        }
    }

    /// Labels by how much their definition needs work: most causes that a better one would have
    /// spared first, then most causes of any kind, then by name.
    pub fn needing_work(&self) -> Vec<(&LabelId, Causes)> {
        let mut labels: Vec<_> = self.labels.iter().map(|(label, causes)| (label, *causes)).collect();
        labels.sort_by_key(|(label, causes)| {
            (std::cmp::Reverse((causes.of_definition(), causes.total())), (*label).clone())
        });
        labels
    }
}

/// Whether a later ruling heard something of what this one did.
fn is_ruled_again<'a>(heard: &[Heard], mut later: impl Iterator<Item = &'a Vec<Heard>>) -> bool {
    !heard.is_empty() && later.any(|other| other.iter().any(|one| heard.contains(one)))
}
