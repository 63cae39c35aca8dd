//! What hints did to reviewers: where they were shown by chance, reviews with against without.
//!
//! A review counts when it was begun under a policy of `randomised` (in a packet the one that it carried), on a
//! device that shows hints at all, and when its record says the same as the draw of its item and reviewer. What
//! was shown for another reason, or hidden for another, is left out and counted.

use crate::agreement::gathered::Gathered;
use crate::error::EngineError;
use crate::hinting;
use crate::reliability::Sampling;
use crate::reliability::figures::{self, ReviewerFigure, Unit};
use crate::work::Work;
use serde::Serialize;
use serde_json::{Map, Value};
use std::collections::{BTreeMap, BTreeSet};
use touchstone_analysis::hint::Hints;
use touchstone_analysis::reliability::Compared;
use touchstone_analysis::reliability::influence::{self, Contrast, Trial};
use touchstone_domain::event::Assistance;
use touchstone_domain::id::{DeviceId, ItemId, ReviewerId};
use touchstone_domain::review::ReviewState;
use touchstone_store::Reader;

/// With hints, without, and the difference.
#[derive(Debug, Clone, PartialEq)]
pub struct HintContrast {
    /// As in JSON.
    pub name: &'static str,
    /// With hints shown.
    pub shown: ReviewerFigure,
    /// With hints hidden.
    pub hidden: ReviewerFigure,
    /// The first less the second.
    pub difference: ReviewerFigure,
}

/// What was measured of hints.
#[derive(Debug, Clone, PartialEq)]
pub struct HintReport {
    /// Whether hints were ever shown by chance.
    pub randomised: bool,
    /// Reviews with hints shown by the draw, on items that have hints.
    pub shown: u64,
    /// Reviews with hints hidden by the draw.
    pub hidden: u64,
    /// Reviews on items with hints that do not count: not drawn, or not as drawn.
    pub left_out: u64,
    /// How often a reviewer stepped to a hint or read what it says.
    pub seen: u64,
    /// How often a reviewer made an annotation of a hint.
    pub taken: u64,
    /// The figures; none where nothing was randomised.
    pub contrasts: Vec<HintContrast>,
}

/// The sentence where nothing was randomised.
pub const NEVER: &str = "Hints were never randomised in this project, so their influence cannot be measured.";

/// How a review came about.
struct Origin {
    at: Option<i64>,
    device: DeviceId,
    /// Whether all of it was made here, by one person on one device.
    plain: bool,
    reviewer: ReviewerId,
}

pub(super) fn measure(
    reader: &Reader,
    gathered: &Gathered,
    compared: &[Vec<Compared>],
    sampling: Sampling,
    work: &mut Work<'_>,
) -> Result<HintReport, EngineError> {
    let mut report =
        HintReport { randomised: false, shown: 0, hidden: 0, left_out: 0, seen: 0, taken: 0, contrasts: Vec::new() };
    let policies = hinting::policies(reader)?;
    if !policies.ever_randomised() {
        return Ok(report);
    }
    report.randomised = true;
    let mut origins: BTreeMap<(ItemId, ReviewerId), Origin> = BTreeMap::new();
    reader.for_each_review_origin(|found| {
        work.step("reviews", origins.len() as u64, None)?;
        report.seen += found.hints_seen;
        report.taken += found.hints_taken;
        let plain = !found.imported && found.first_device == found.last_device;
        let origin = Origin { at: found.at, device: found.first_device, plain, reviewer: found.reviewer };
        let key = (found.item, reader.merged_reviewer(found.reviewer)?);
        // Two persons who turned out to be one were drawn for twice.
        origins.entry(key).and_modify(|origin| origin.plain = false).or_insert(origin);
        Ok::<_, EngineError>(())
    })?;
    let origin = |item: ItemId, reviewer: u32| origins.get(&(item, gathered.reviewers[reviewer as usize].0));
    let showing: BTreeSet<DeviceId> = gathered
        .items
        .iter()
        .flat_map(|item| item.reviews.iter().map(move |review| (item.id, review)))
        .filter(|(_, review)| review.assistance == Assistance::Hints)
        .filter_map(|(item, review)| Some(origin(item, review.reviewer)?.device))
        .collect();
    let seed = hinting::seed(reader)?;
    let drawn = |item: ItemId, review: &crate::agreement::gathered::CountedReview| -> Option<bool> {
        let origin = origin(item, review.reviewer).filter(|one| one.plain && showing.contains(&one.device))?;
        let policy = policies.of(origin.device, origin.at).filter(|policy| hinting::is_randomised(*policy))?;
        let shown = policy.shows(&seed, item, origin.reviewer, &ReviewState::NotStarted);
        let recorded = match review.assistance {
            Assistance::Hints => true,
            Assistance::None => false,
            Assistance::Unknown => return None,
        };
        (shown == recorded).then_some(shown)
    };
    let mut hinted: Vec<(usize, Vec<(u32, u32)>)> = Vec::new();
    for (place, item) in gathered.items.iter().enumerate() {
        work.step("items", place as u64, Some(gathered.items.len() as u64))?;
        if let Hints::Found { hints } = hinting::hints_of(reader, item.id)? {
            let places: Vec<(u32, u32)> = hints.iter().map(|hint| (hint.span.start().0, hint.span.end().0)).collect();
            if !places.is_empty() {
                hinted.push((place, places));
            }
        }
    }
    let (mut trials, mut items) = (Vec::new(), [Vec::new(), Vec::new()]);
    for (place, hints) in &hinted {
        let item = &gathered.items[*place];
        for (at, review) in item.reviews.iter().enumerate() {
            let Some(shown) = drawn(item.id, review) else {
                report.left_out += 1;
                continue;
            };
            let marks = &item.spans.reviews[at].marks;
            let reference = compared[*place].get(at).map_or(&[][..], |compared| &compared.reference);
            let spans = marks.iter().map(|mark| (mark.start, mark.end)).collect();
            trials.push(Trial { item: *place, shown, hints, spans, reference });
            let arm = &mut items[usize::from(!shown)];
            if arm.last() != Some(&item.id) {
                arm.push(item.id);
            }
        }
    }
    let found = influence::measure(&trials, sampling);
    (report.shown, report.hidden) = (found.shown, found.hidden);
    let contrast = |name, unit, of, contrast: Contrast| HintContrast {
        name,
        shown: ReviewerFigure::new("shown", unit, of, contrast.shown).in_items(items[0].iter().copied()),
        hidden: ReviewerFigure::new("hidden", unit, of, contrast.hidden).in_items(items[1].iter().copied()),
        difference: ReviewerFigure::new(
            "difference",
            if unit == Unit::Share { Unit::Points } else { unit },
            of,
            contrast.difference,
        ),
    };
    report.contrasts = vec![
        contrast("anchoring", Unit::Share, "hints", found.at_hints),
        contrast("tunnel_vision", Unit::Share, "spans", found.outside),
        contrast("annotations_away", Unit::PerReview, "reviews", found.away),
        contrast("recall_away", Unit::Share, "spans", found.recall_away),
    ];
    Ok(report)
}

impl Serialize for HintReport {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = Map::new();
        map.insert("randomised".to_owned(), Value::from(self.randomised));
        if !self.randomised {
            map.insert("reason".to_owned(), Value::from(NEVER));
            return map.serialize(serializer);
        }
        for (name, count) in [
            ("n_reviews_shown", self.shown),
            ("n_reviews_hidden", self.hidden),
            ("n_reviews_left_out", self.left_out),
            ("hints_seen", self.seen),
            ("hints_taken", self.taken),
        ] {
            map.insert(name.to_owned(), Value::from(count));
        }
        for contrast in &self.contrasts {
            let mut told = Map::new();
            for figure in [&contrast.shown, &contrast.hidden, &contrast.difference] {
                figures::put(&mut told, std::slice::from_ref(figure));
            }
            map.insert(contrast.name.to_owned(), Value::Object(told));
        }
        map.serialize(serializer)
    }
}
