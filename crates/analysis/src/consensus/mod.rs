//! What the reviewers of an item hold together: verdict, spans, and how far they are apart.

pub mod change;
pub mod class_labels;
pub mod item;
pub mod majority_vote;
pub mod omission;
pub mod soft_track;
mod span_consensus;
pub(crate) mod span_description;
pub(crate) mod token_vote;
pub mod token_weights;
