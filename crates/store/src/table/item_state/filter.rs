//! By what the lead's table is filtered and sorted: terms that all hold, each of which can be turned
//! round. (How they become a query is told in `plan`.)

use super::super::review::ReviewStage;
use super::ItemStatus;
use touchstone_domain::id::ReviewerId;
use touchstone_domain::label::{LabelId, SeverityId, VerdictId};
use touchstone_domain::sample::Kind;

/// Which items: all terms hold.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ItemFilter {
    /// In any order.
    pub terms: Vec<ItemTerm>,
}

/// Something an item must be, or must not be.
#[derive(Debug, Clone, PartialEq)]
pub struct ItemTerm {
    /// Whether the items are wanted of which the test does not hold.
    pub not: bool,
    /// Of a single item.
    pub test: ItemTest,
}

/// A test of an item. Where there are several values, one of them is enough.
#[derive(Debug, Clone, PartialEq)]
pub enum ItemTest {
    /// How far the item's reviews are.
    Status(Vec<ItemStatus>),
    /// The generator's model.
    Model(Vec<String>),
    /// The batch.
    Batch(Vec<String>),
    /// BCP 47 tag of the sample.
    Language(Vec<String>),
    /// How the sample is laid out.
    Kind(Vec<Kind>),
    /// Someone who did anything with the item, and how far they are.
    Reviewer(Vec<ReviewerId>, Option<ReviewStage>),
    /// One annotation that counts, with one of these labels (or one that refines it) and one of these
    /// severities. An empty list asks for none in particular.
    Annotation {
        /// Any of these.
        labels: Vec<LabelId>,
        /// Any of these.
        severities: Vec<SeverityId>,
    },
    /// The verdict of a review that counts.
    Verdict(Vec<VerdictId>),
    /// A flag of any reviewer.
    Flagged,
    /// Its file gave the right answer.
    Given,
    /// A figure of the item; where there is none, the test does not hold.
    Figure(Figure, Compared, f64),
    /// Words, as a person types them.
    Words(Where, String),
}

/// Figures of an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Figure {
    /// How far reviewers are apart, 0 to 1.
    Disagreement,
    /// Part of the sample that stands word for word in a source, 0 to 1.
    Coverage,
    /// Words of the longest such fragment.
    Longest,
    /// Mean length of the fragment that a word stands in.
    Density,
}

/// How a figure is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Compared {
    /// `>`
    Over,
    /// `>=`
    AtLeast,
    /// `<`
    Under,
    /// `<=`
    AtMost,
    /// `=`
    Equal,
}

/// Where words are looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Where {
    /// Sample, sources, their titles, external id, remarks.
    Everywhere,
    /// The sample alone.
    Sample,
    /// The sources and their titles.
    Sources,
    /// What reviewers remarked.
    Notes,
}

/// By what items are sorted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum SortKey {
    /// As the files gave them.
    #[default]
    FileOrder,
    /// Those on whom reviewers are furthest apart first; items without a figure last.
    Disagreement,
    /// Shortest sample first.
    Length,
    /// Not started, in progress, submitted, skipped.
    Status,
    /// The largest copied part first; items without a figure last, as in the two below.
    Coverage,
    /// The longest copied fragment first.
    Longest,
    /// The densest first.
    Density,
}

/// A sorting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ItemSort {
    /// By what; items that are equal in it stand in file order.
    pub key: SortKey,
    /// Everything the other way round.
    pub reversed: bool,
}

/// A number of items, as far as it was worth counting.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Counted {
    /// So many.
    Exactly(u64),
    /// More than so many.
    MoreThan(u64),
}

impl ItemFilter {
    /// The same with another term.
    #[must_use]
    pub fn and(mut self, test: ItemTest) -> Self {
        self.terms.push(test.into());
        self
    }

    /// The same with a term that must not hold.
    #[must_use]
    pub fn but_not(mut self, test: ItemTest) -> Self {
        self.terms.push(ItemTerm { not: true, test });
        self
    }
}

impl From<ItemTest> for ItemTerm {
    fn from(test: ItemTest) -> Self {
        Self { not: false, test }
    }
}

impl From<ItemTest> for ItemFilter {
    fn from(test: ItemTest) -> Self {
        Self { terms: vec![test.into()] }
    }
}

impl Figure {
    pub(super) const fn column(self) -> &'static str {
        match self {
            Self::Disagreement => "disagreement",
            Self::Coverage => "coverage",
            Self::Longest => "longest",
            Self::Density => "density",
        }
    }
}

impl Compared {
    /// The sign, for people and for SQL.
    pub const fn sign(self) -> &'static str {
        match self {
            Self::Over => ">",
            Self::AtLeast => ">=",
            Self::Under => "<",
            Self::AtMost => "<=",
            Self::Equal => "=",
        }
    }

    /// Whether `value` is so, compared with `bound`.
    pub fn holds(self, value: f64, bound: f64) -> bool {
        use std::cmp::Ordering::{Equal, Greater, Less};
        let order = value.partial_cmp(&bound);
        match self {
            Self::Over => order == Some(Greater),
            Self::AtLeast => matches!(order, Some(Greater | Equal)),
            Self::Under => order == Some(Less),
            Self::AtMost => matches!(order, Some(Less | Equal)),
            Self::Equal => order == Some(Equal),
        }
    }
}
