//! Whose reviews a file had so far, and what is told of items and reviews that it had twice, otherwise or
//! not at all.

use super::difference::HeldBack;
use std::collections::BTreeMap;
use touchstone_domain::exchange::{Issue, IssueCode};
use touchstone_domain::id::ReviewerId;
use touchstone_domain::item::Item;

/// Pairs of reviewer and item, by the item's place in file order: one bit for each, so that a large file
/// costs little memory.
#[derive(Debug, Default)]
pub(super) struct Told(BTreeMap<ReviewerId, Vec<u64>>);

impl Told {
    /// Whether the pair is new.
    pub(super) fn insert(&mut self, reviewer: ReviewerId, ordinal: u64) -> bool {
        let (word, bit) = place(ordinal);
        let words = self.0.entry(reviewer).or_default();
        if words.len() <= word {
            words.resize(word + 1, 0);
        }
        let is_new = words[word] & bit == 0;
        words[word] |= bit;
        is_new
    }

    pub(super) fn contains(&self, reviewer: ReviewerId, ordinal: u64) -> bool {
        let (word, bit) = place(ordinal);
        self.0.get(&reviewer).and_then(|words| words.get(word)).is_some_and(|word| word & bit != 0)
    }
}

fn place(ordinal: u64) -> (usize, u64) {
    (usize::try_from(ordinal / 64).unwrap_or(usize::MAX), 1 << (ordinal % 64))
}

/// Where in a file.
#[derive(Debug, Clone, Copy)]
pub(super) struct Row<'a> {
    pub(super) file: &'a str,
    pub(super) line: u64,
}

impl Row<'_> {
    fn issue(&self, code: IssueCode, message: String) -> Issue {
        Issue { file: self.file.to_owned(), line: self.line, field: Some("reviews".to_owned()), code, message }
    }

    /// Of a row whose id is taken.
    pub(super) fn duplicate(&self, id: &str) -> Issue {
        let message = format!(
            "An item named “{id}” is in the project already, with other texts. The first one was kept. \
             To take this one too, import its file with a prefix before every id."
        );
        Issue { field: Some("id".to_owned()), ..self.issue(IssueCode::DuplicateId, message) }
    }

    /// Of a source for an item that has none: someone reviewed it so, or the reviews alone were to go in.
    pub(super) fn sources_held_back(&self, id: &str, only_reviews: bool) -> Issue {
        let message = if only_reviews {
            format!(
                "“{id}” has no source here, so what its reviews say of one was left out. Import the items of this file \
                 first, then its reviews."
            )
        } else {
            format!(
                "“{id}” came without a source and was reviewed here, or sent out in a packet, as it was. Its source was \
                 not added: what reviewers said holds for what they saw. To review it with its source, import the file \
                 together with its sources into a new project."
            )
        };
        Issue { field: Some("sources".to_owned()), ..self.issue(IssueCode::SourcesHeldBack, message) }
    }

    pub(super) fn second_review(&self, item: &Item, name: &str) -> Issue {
        let message = format!(
            "“{}” has a second review by {name} in this file; the first was kept, and this one was left out. Names \
             that differ in case or white space alone are one person. Give each person a name or an id of their own, \
             or put both into one review.",
            item.external_id
        );
        self.issue(IssueCode::DuplicateReview, message)
    }

    pub(super) fn review_missing(&self, external_id: &str, name: &str) -> Issue {
        let message = format!(
            "The review of “{external_id}” by {name} came with an earlier file and is not in this one. It was kept: an \
             import takes no review back. To be without it, import this file into a new project."
        );
        self.issue(IssueCode::ReviewMissing, message)
    }

    pub(super) fn held_back(&self, why: HeldBack, item: &Item, name: &str) -> Issue {
        let item = &item.external_id;
        let message = match why {
            HeldBack::MadeHere => format!(
                "The review of “{item}” by {name} was made or changed in Touchstone, and this file has another one. What \
                 was done here was kept, and nothing of the file's review went in. To have both, give the reviewer \
                 another name in the file; to have the file's alone, import it into a new project."
            ),
            HeldBack::Incomplete => format!(
                "The review of “{item}” by {name} differs from the one that an earlier file brought, and a part of it \
                 could not be read (the issues of this row say which). The earlier one was kept whole. Mend the row \
                 and import the file again."
            ),
        };
        self.issue(IssueCode::ReviewHeldBack, message)
    }
}
