//! What reviewers said of an item as a whole: remarks, flags and why they skipped it.

use crate::error::EngineError;
use touchstone_domain::id::{ItemId, ReviewerId};
use touchstone_domain::review::{ReviewState, fold};
use touchstone_store::Reader;

/// What one reviewer said of an item as a whole. At least one of the three is there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remarks {
    /// Who; for the caller to hide.
    pub reviewer: ReviewerId,
    /// On the whole item.
    pub remark: Option<String>,
    /// Flagged for the lead, with words that may be empty.
    pub flag: Option<String>,
    /// Why it was skipped.
    pub skip: Option<String>,
}

/// By reviewer; also of those whose review does not count.
pub(super) fn of_item(reader: &Reader, item: ItemId) -> Result<Vec<Remarks>, EngineError> {
    let mut all = Vec::new();
    for row in reader.review_rows_of_item(item)? {
        let review = fold(&reader.events_for(item, row.reviewer)?);
        let said = |words: Option<String>| words.filter(|words| !words.trim().is_empty());
        let skip = if let ReviewState::Skipped(reason) = review.state { Some(reason) } else { None };
        // What is said now, and not what was when it was last submitted: it concerns the item.
        let remarks = Remarks {
            reviewer: row.reviewer,
            remark: said(review.content.remark),
            flag: review.content.flag,
            skip: skip.filter(|reason| !reason.trim().is_empty()),
        };
        if remarks.remark.is_some() || remarks.flag.is_some() || remarks.skip.is_some() {
            all.push(remarks);
        }
    }
    all.sort_by_key(|remarks| remarks.reviewer);
    Ok(all)
}
