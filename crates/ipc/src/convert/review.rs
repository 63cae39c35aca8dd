//! A review for the window: whole when it is opened, and what an act changed of it afterwards.

use super::{Units, annotation, omission, status};
use crate::wire;
use std::collections::{BTreeSet, HashMap};
use touchstone_domain::annotation::Annotation;
use touchstone_domain::blinding::BlindItem;
use touchstone_domain::review::Review;

/// A review as it stands.
pub(crate) fn review(item: &BlindItem, review: &Review) -> wire::ReviewState {
    let units = Units::of(item);
    let annotations = review.content.annotations.iter().map(|told| annotation(&units, told)).collect();
    wire::ReviewState { annotations, rest: rest(&units, review) }
}

/// Everything of a review but its annotations.
fn rest(units: &Units<'_>, review: &Review) -> wire::ReviewRest {
    let content = &review.content;
    wire::ReviewRest {
        omissions: content.omissions.iter().filter_map(|told| omission(units, told)).collect(),
        verdict: content.verdict.as_ref().map(ToString::to_string),
        flag: content.flag.clone(),
        status: status(&review.state),
        can_undo: !review.undo.is_empty(),
        can_redo: !review.redo.is_empty(),
    }
}

/// What an act changed: with a thousand annotations, the reply to a key is as short as with one.
pub(crate) fn change(item: &BlindItem, before: &Review, after: &Review) -> wire::ReviewChange {
    let units = Units::of(item);
    let (old, new) = (&before.content.annotations, &after.content.annotations);
    let put = changed(old, new);
    let there: BTreeSet<_> = new.iter().map(|told| told.id).collect();
    wire::ReviewChange {
        gone: old.iter().filter(|told| !there.contains(&told.id)).map(|told| told.id.to_string()).collect(),
        put: put.into_iter().map(|(at, told)| wire::Put { at, annotation: annotation(&units, told) }).collect(),
        of: u32::try_from(new.len()).unwrap_or(u32::MAX),
        rest: rest(&units, after),
    }
}

/// Those of `new` that are not in `old`, differ there, or stand in another order, each with its place:
/// what is left of `old` without them and without those gone is the rest of `new`, in its order.
fn changed<'a>(old: &[Annotation], new: &'a [Annotation]) -> Vec<(u32, &'a Annotation)> {
    let places: HashMap<_, _> = old.iter().enumerate().map(|(at, told)| (told.id, at)).collect();
    let mut next = 0;
    let mut put = Vec::new();
    for (at, told) in (0_u32..).zip(new) {
        match places.get(&told.id) {
            Some(&was) if was >= next && old[was] == *told => next = was + 1,
            _ => put.push((at, told)),
        }
    }
    put
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use touchstone_domain::annotation::{Evidence, Labels};
    use touchstone_domain::id::AnnotationId;

    fn made(id: u8, version: u8) -> Annotation {
        Annotation {
            id: AnnotationId::from_bytes([id; 16]),
            segments: Vec::new(),
            labels: Labels { primary: None, others: Vec::new() },
            severity: None,
            evidence: Evidence::NotGiven,
            correction: None,
            note: Some(version.to_string()),
        }
    }

    /// Distinct annotations in any order.
    fn list() -> impl Strategy<Value = Vec<Annotation>> {
        proptest::collection::btree_map(0_u8..12, 0_u8..2, 0..10)
            .prop_map(|entries| entries.into_iter().map(|(id, version)| made(id, version)).collect::<Vec<_>>())
            .prop_shuffle()
    }

    proptest! {
        #[test]
        fn what_changed_makes_the_new_list_of_the_old_one(old in list(), new in list()) {
            let put = changed(&old, &new);
            let away = |told: &&Annotation| {
                new.iter().any(|other| other.id == told.id) && !put.iter().any(|(_, other)| other.id == told.id)
            };
            let mut list: Vec<&Annotation> = old.iter().filter(away).collect();
            for (at, told) in put {
                list.insert(at as usize, told);
            }
            prop_assert_eq!(list, new.iter().collect::<Vec<_>>());
        }
    }

    #[test]
    fn one_more_annotation_is_one_entry_however_many_there_are() {
        let old: Vec<Annotation> = (0..100).map(|id| made(id, 0)).collect();
        let new: Vec<Annotation> = old.iter().cloned().chain([made(200, 0)]).collect();
        assert_eq!(changed(&old, &new), [(100, &new[100])]);
        assert_eq!(changed(&new, &old), []);
    }
}
