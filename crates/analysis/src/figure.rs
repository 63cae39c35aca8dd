//! A figure, or the reason why there is none. Never a number that is none.

use std::fmt;

/// A figure that may be undefined.
pub type Figure = Result<f64, Undefined>;

/// Why a figure is undefined, as a sentence for people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Undefined {
    /// There is nothing that could be compared.
    NothingShared,
    /// Only one class was given, so chance alone would agree as well.
    OneClass {
        /// Which.
        class: Option<u32>,
    },
    /// Only one class is declared.
    OneDeclared,
    /// No pair of reviewers shares enough items.
    FewShared {
        /// How many are enough.
        at_least: u32,
    },
    /// Every pair that shares enough items gave one and the same class throughout.
    NoPairDefined {
        /// How many pairs share enough items.
        pairs: u32,
    },
    /// No reviewer marked anything.
    NothingMarked,
    /// Everything is marked by everyone.
    AllMarked,
    /// No two reviewers marked the same place.
    NoOverlap,
    /// The figure was too rarely defined when items were drawn anew.
    RarelyDefined,
    /// Computing it would take too long on so much data.
    TooLarge,
    /// Nobody else submitted the items of a reviewer.
    NobodyElse,
    /// The others hold no span together.
    NothingHeld,
    /// The reviewer marked nothing.
    OwnNothing,
    /// No span of the reviewer matches one of the others.
    NoMatch,
    /// No matched span has a severity on both sides.
    NoSeverity,
    /// No item has a verdict of the reviewer and one that most others give.
    NoSharedVerdict,
    /// How long the work took is not recorded.
    NoTime,
    /// No sitting is long enough.
    NoSitting {
        /// How many reviews one after the other are enough.
        at_least: u32,
    },
    /// No item of the kind is settled and reviewed.
    NoGold,
    /// No settled item has a span.
    NoGoldSpan,
    /// One of two groups of reviews has nothing to compare.
    OneArm,
    /// An item has too many marks to be sure of the best alignment of them.
    TooManyAlignments,
    /// A figure of one text that all reviewers share, over items of different ones.
    DifferentTeams,
    /// Marks at random places are in no disorder.
    NoChance,
    /// No item whose file gave the right answer is reviewed.
    NoAnswerReviewed,
    /// Neither the consensus nor the right answers that files gave mark anything.
    NeitherMarks,
    /// The consensus marks nothing.
    ConsensusMarksNothing,
    /// The right answers that files gave mark nothing.
    NoSpanTold,
    /// Right answers that files gave do not name a label for all they mark.
    NoLabelTold,
}

impl fmt::Display for Undefined {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NothingShared => f.write_str("No item was answered by two reviewers."),
            Self::OneClass { .. } => f.write_str(
                "Every answer is the same class, so agreement cannot be told from chance; see the raw agreement.",
            ),
            Self::OneDeclared => f.write_str("Only one class is declared, so there is nothing to agree on."),
            Self::FewShared { at_least } => write!(f, "No pair of reviewers shares {at_least} items."),
            Self::NoPairDefined { pairs } => write!(
                f,
                "Each of the {pairs} pairs with enough shared items gave one and the same class throughout, so chance alone would agree as well."
            ),
            Self::NothingMarked => f.write_str("No reviewer marked anything in the items they share."),
            Self::AllMarked => {
                f.write_str("Every reviewer marked everything, so agreement cannot be told from chance.")
            }
            Self::NoOverlap => f.write_str("No two reviewers marked the same place."),
            Self::RarelyDefined => {
                f.write_str("The figure was undefined in more than a tenth of the draws, so no interval can be given.")
            }
            Self::NobodyElse => f.write_str("Nobody else submitted the same items."),
            Self::NothingHeld => f.write_str("The others hold no span together on these items."),
            Self::OwnNothing => f.write_str("The reviewer marked nothing on these items."),
            Self::NoMatch => f.write_str("No span of the reviewer overlaps one of the others by half or more."),
            Self::NoSeverity => f.write_str("No matched span has a severity from both sides."),
            Self::NoSharedVerdict => {
                f.write_str("No item has a verdict of the reviewer and one that more than half of the others give.")
            }
            Self::NoTime => f.write_str("How long the work took is not recorded."),
            Self::NoSitting { at_least } => {
                write!(f, "No sitting has {at_least} reviews one after the other, so there is no course to see.")
            }
            Self::NoGold => f.write_str("None of these items is settled yet, so there is no gold to compare with."),
            Self::NoGoldSpan => f.write_str("The gold of these items holds no span."),
            Self::OneArm => f.write_str("Reviews with and without hints are both needed, and one kind is missing."),
            Self::TooManyAlignments => f.write_str(
                "One item has more marks, by more reviewers, than can be aligned exactly; see u and alpha instead.",
            ),
            Self::DifferentTeams => f.write_str(
                "The items have different reviewers, and this figure is known only where all have the same; see u.",
            ),
            Self::NoChance => {
                f.write_str("Marks at random places are in no disorder, so nothing can be said beyond chance.")
            }
            Self::NoAnswerReviewed => {
                f.write_str("No reviewer has submitted an item whose file gave the right answer.")
            }
            Self::NeitherMarks => {
                f.write_str("Neither the consensus nor the right answers mark anything in these items.")
            }
            Self::ConsensusMarksNothing => f.write_str("The consensus marks nothing in these items."),
            Self::NoSpanTold => f.write_str("The right answers mark nothing in these items."),
            Self::NoLabelTold => {
                f.write_str("No right answer of these items names a label for everything that it marks.")
            }
            Self::TooLarge => f.write_str("There are too many pairs of reviewers for an interval by drawing anew."),
        }
    }
}

impl std::error::Error for Undefined {}
