//! A reviewer's own sentences of an item: the machine's, joined and parted as they say.

use crate::compare::{Aligned, Comparison, source_index};
use crate::error::EngineError;
use crate::project::Project;
use std::collections::HashMap;
use touchstone_analysis::alignment::PASSAGES;
use touchstone_analysis::recut::{Cuts, recut};
use touchstone_analysis::sentence::sentences;
use touchstone_domain::id::{ItemId, ReviewerId};
use touchstone_domain::item::Item;
use touchstone_domain::span::{ScalarOffset, Span};

/// What is done with a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Recut {
    /// It is parted here.
    Part,
    /// It is joined with the next one.
    Join,
}

fn key(reviewer: ReviewerId, item: ItemId) -> String {
    format!("sentences/{reviewer}/{item}")
}

fn cuts_of(project: &Project, reviewer: ReviewerId, item: ItemId) -> Result<Cuts, EngineError> {
    let kept = project.setting(&key(reviewer, item))?;
    Ok(kept.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default())
}

/// Parts or joins a sentence for this reviewer; false where there is nothing to do.
pub fn cut(
    project: &mut Project,
    reviewer: ReviewerId,
    item: &Item,
    how: Recut,
    at: ScalarOffset,
) -> Result<bool, EngineError> {
    let mut cuts = cuts_of(project, reviewer, item.id)?;
    let (text, rules) = (&item.sample.text, sentences(&item.sample.text));
    let changed = match how {
        Recut::Part => cuts.part(text, &rules, at),
        Recut::Join => cuts.join(text, &rules, at),
    };
    if changed {
        let text = serde_json::to_string(&cuts).unwrap_or_default();
        project.note_setting(&key(reviewer, item.id), &text)?;
    }
    Ok(changed)
}

/// What was read, with this reviewer's sentences; the nearest passages of those that are new are found now.
pub fn as_cut_by(
    project: &Project,
    reviewer: ReviewerId,
    item: &Item,
    mut read: Comparison,
) -> Result<Comparison, EngineError> {
    let cuts = cuts_of(project, reviewer, item.id)?;
    if cuts.is_empty() {
        return Ok(read);
    }
    let sample = &item.sample.text;
    let index = source_index(item);
    let rules: Vec<Span> = read.sentences.iter().map(|aligned| aligned.span).collect();
    let mut known: HashMap<Span, Aligned> = read.sentences.drain(..).map(|aligned| (aligned.span, aligned)).collect();
    let align = |span: Span| {
        let new = || Aligned { span, passages: index.nearest(sample.slice(span), PASSAGES) };
        known.remove(&span).unwrap_or_else(new)
    };
    read.sentences = recut(sample, &rules, &cuts).into_iter().map(align).collect();
    Ok(read)
}
