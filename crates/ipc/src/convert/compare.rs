//! Comparisons between the engine and the wire.

use super::{Units, domain_segment};
use crate::error::WireError;
use crate::offset::Offsets;
use crate::wire;
use touchstone_domain::blinding::BlindItem;
use touchstone_domain::event::HintNotice;
use touchstone_domain::hinting::HintPolicy;
use touchstone_domain::span::{ScalarOffset, Segment, Span};
use touchstone_engine::compare::{self, ChangeKind, HintKind, Hints, Nearest, Place, Side, Weight};
use touchstone_engine::recut::Recut;

impl Units<'_> {
    fn in_sample(&self, span: Span) -> wire::Stretch {
        let (start, end) = (self.sample().to_utf16(span.start()), self.sample().to_utf16(span.end()));
        wire::Stretch { source: None, start, end }
    }

    fn in_source(&self, source: usize, span: Span) -> Option<wire::Stretch> {
        let (digest, offsets) = self.source_at(source)?;
        let (start, end) = (offsets.to_utf16(span.start()), offsets.to_utf16(span.end()));
        Some(wire::Stretch { source: Some(digest.to_string()), start, end })
    }

    fn near(&self, found: &Nearest) -> Option<wire::NearPassage> {
        Some(near(self.in_source(found.source, found.span)?, found.strength))
    }
}

fn near(stretch: wire::Stretch, strength: f64) -> wire::NearPassage {
    wire::NearPassage { source: stretch.source, start: stretch.start, end: stretch.end, strength }
}

/// All that was read; hints only where they are to be seen.
pub(crate) fn comparison(
    id: String,
    item: &BlindItem,
    read: &compare::Comparison,
    limits: compare::Limits,
    hinted: bool,
) -> wire::Comparison {
    let units = Units::of(item);
    let sentence = |aligned: &compare::Aligned| {
        let wire::Stretch { start, end, .. } = units.in_sample(aligned.span);
        let passages = aligned.passages.iter().filter_map(|found| units.near(found)).collect();
        wire::AlignedSentence { start, end, passages }
    };
    let run = |run: &compare::CopiedRun| {
        let wire::Stretch { start, end, .. } = units.in_sample(run.sample);
        let passage = near(units.in_source(run.source, run.passage)?, 1.0);
        let long = limits.is_long(run);
        Some(wire::CopiedRun { start, end, passage, words: run.words, long, quoted: run.quoted })
    };
    let exposure = read.copies.exposure;
    let exposure = wire::Exposure { coverage: exposure.coverage, density: exposure.density, longest: exposure.longest };
    wire::Comparison {
        item: id,
        sentences: read.sentences.iter().map(sentence).collect(),
        copies: read.copies.runs.iter().filter(|told| limits.shows(told)).filter_map(run).collect(),
        exposure,
        hints: if hinted { hints(&units, &read.hints) } else { wire::Hints::Hidden },
    }
}

fn hints(units: &Units<'_>, told: &Hints) -> wire::Hints {
    let hint = |hint: &compare::Hint| {
        let wire::Stretch { start, end, .. } = units.in_sample(hint.span);
        let kind = match hint.kind {
            HintKind::Number => wire::HintKind::Number,
            HintKind::Name => wire::HintKind::Name,
        };
        wire::Hint { start, end, kind }
    };
    let unavailable = |why: &str| wire::Hints::Unavailable { why: why.to_owned() };
    match told {
        Hints::Found { hints } => wire::Hints::Shown { hints: hints.iter().map(hint).collect() },
        Hints::OtherLanguage => unavailable(
            "No word check here: its rules were made for English, and this sample or one of its sources is in \
             another language.",
        ),
        Hints::NoSource => unavailable("No word check here: this item has no source to look words up in."),
    }
}

fn difference(
    told: &compare::Difference,
    sample: impl Fn(Span) -> wire::Stretch,
    passage: impl Fn(Place) -> Option<wire::Stretch>,
) -> wire::Difference {
    let change = |change: &compare::Change| wire::Change {
        kind: match change.kind {
            ChangeKind::Inserted => wire::ChangeKind::Inserted,
            ChangeKind::Deleted => wire::ChangeKind::Deleted,
            ChangeKind::Replaced => wire::ChangeKind::Replaced,
            ChangeKind::Moved => wire::ChangeKind::Moved,
        },
        weight: match change.weight {
            Weight::Plain => wire::ChangeWeight::Plain,
            Weight::Name => wire::ChangeWeight::Name,
            Weight::Number => wire::ChangeWeight::Number,
        },
        sample: change.sample.map(&sample),
        passage: change.passage.and_then(&passage),
    };
    wire::Difference { changes: told.changes.iter().map(change).collect(), approximate: told.approximate }
}

/// The differences of each sentence.
pub(crate) fn differences(item: &BlindItem, told: &[Option<compare::Difference>]) -> Vec<Option<wire::Difference>> {
    let units = Units::of(item);
    let of_sentence = |told: &compare::Difference| {
        difference(told, |span| units.in_sample(span), |Place { source, span }| units.in_source(source, span))
    };
    told.iter().map(|told| told.as_ref().map(of_sentence)).collect()
}

/// What differs between two samples, with the text of the other one.
pub(crate) fn sibling(item: &BlindItem, other: &BlindItem, told: &compare::Difference) -> wire::SiblingDifference {
    let (own, theirs) = (Units::of(item), Units::of(other));
    let difference = difference(told, |span| own.in_sample(span), |place| Some(theirs.in_sample(place.span)));
    wire::SiblingDifference { text: other.sample.as_str().to_owned(), difference }
}

/// Where in the sample, and what is to be done there.
pub(crate) fn recut(item: &BlindItem, told: &wire::RecutSentence) -> (Recut, ScalarOffset) {
    let how = match told.act {
        wire::Recut::Part => Recut::Part,
        wire::Recut::Join => Recut::Join,
    };
    (how, Offsets::of(&item.sample).to_scalar(told.at))
}

/// Where something is selected.
pub(crate) fn selection(item: &BlindItem, told: &wire::NearestTo) -> Result<(Side, Span), WireError> {
    let (side, text) = match &told.source {
        None => (Side::Sample, &item.sample),
        Some(digest) => {
            let found = item.sources.iter().position(|source| source.text.digest().to_string() == *digest);
            let found = found.ok_or_else(|| WireError::bad_request("the item has no such source"))?;
            (Side::Source(found), &item.sources[found].text)
        }
    };
    let offsets = Offsets::of(text);
    let span = Span::new(offsets.to_scalar(told.start), offsets.to_scalar(told.end));
    Ok((side, span.map_err(|error| WireError::bad_request(&error.to_string()))?))
}

/// What is nearest on the other side.
pub(crate) fn nearest(item: &BlindItem, side: Side, found: &[Nearest]) -> Vec<wire::NearPassage> {
    let units = Units::of(item);
    let told = |found: &Nearest| match side {
        Side::Sample => units.near(found),
        Side::Source(_) => Some(near(units.in_sample(found.span), found.strength)),
    };
    found.iter().filter_map(told).collect()
}

/// A hint that was noticed; its words must stand where they are said to.
pub(crate) fn noticed(item: &BlindItem, told: wire::NoticeHint) -> Result<(HintNotice, Option<Segment>), WireError> {
    let notice = match told.notice {
        wire::HintNotice::Shown => HintNotice::Shown,
        wire::HintNotice::Seen => HintNotice::Seen,
        wire::HintNotice::Taken => HintNotice::Taken,
    };
    let segment = |told: wire::Segment| domain_segment(&item.sample, (told.start, told.end), told.quote);
    let hint = told.hint.map(segment).transpose()?;
    if let Some(hint) = &hint {
        item.sample.check(hint).map_err(|error| WireError::bad_request(&error.to_string()))?;
    }
    Ok((notice, hint))
}

/// When hints are shown.
pub(crate) const fn hint_policy(policy: HintPolicy) -> wire::HintPolicy {
    match policy {
        HintPolicy::Off => wire::HintPolicy::Off,
        HintPolicy::AfterSubmit => wire::HintPolicy::AfterSubmit,
        HintPolicy::Always => wire::HintPolicy::Always,
        HintPolicy::Randomised { probability } => wire::HintPolicy::Randomised { probability },
    }
}

/// When hints are to be shown.
pub(crate) const fn domain_hint_policy(policy: wire::HintPolicy) -> HintPolicy {
    match policy {
        wire::HintPolicy::Off => HintPolicy::Off,
        wire::HintPolicy::AfterSubmit => HintPolicy::AfterSubmit,
        wire::HintPolicy::Always => HintPolicy::Always,
        wire::HintPolicy::Randomised { probability } => HintPolicy::Randomised { probability },
    }
}

/// From when on copied runs are told.
pub(crate) const fn copied_limits(limits: compare::Limits) -> wire::CopiedLimits {
    let compare::Limits { shown, long_words, long_characters } = limits;
    wire::CopiedLimits { shown, long_words, long_characters }
}

/// From when on copied runs are to be told.
pub(crate) const fn domain_copied_limits(limits: wire::CopiedLimits) -> compare::Limits {
    let wire::CopiedLimits { shown, long_words, long_characters } = limits;
    compare::Limits { shown, long_words, long_characters }
}
