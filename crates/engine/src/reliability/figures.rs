//! Figures of a reviewer with their names, and the items in which what they count happened.

use crate::reliability::Own;
use serde_json::{Map, Value, json};
use touchstone_analysis::reliability::{Basis, Compared, Measured, Reliability};
use touchstone_domain::id::ItemId;

/// What a figure is counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// A share, or a mean of shares, from 0 to 1.
    Share,
    /// One share less another.
    Points,
    /// Characters; below 0 is earlier.
    Characters,
    /// Steps of severity; below 0 is milder.
    Steps,
    /// Milliseconds.
    Time,
    /// How many for each review.
    PerReview,
}

/// One figure of a reviewer.
#[derive(Debug, Clone, PartialEq)]
pub struct ReviewerFigure {
    /// As in JSON.
    pub name: &'static str,
    /// What it is counted in.
    pub unit: Unit,
    /// What it rests on: items, spans or characters.
    pub of: &'static str,
    /// The figure with its interval.
    pub measured: Measured,
    /// The items in which it happened, in file order; where it happened in none, those it rests on.
    pub items: Vec<ItemId>,
    /// Whether it happened in none of them.
    pub nowhere: bool,
}

impl ReviewerFigure {
    pub(super) const fn new(name: &'static str, unit: Unit, of: &'static str, measured: Measured) -> Self {
        Self { name, unit, of, measured, items: Vec::new(), nowhere: false }
    }

    pub(super) fn in_items(self, items: impl IntoIterator<Item = ItemId>) -> Self {
        Self { items: items.into_iter().collect(), ..self }
    }

    /// Where it happened; where it happened in none, the items it rests on, so that they can be looked at.
    pub(super) fn in_items_or(self, items: Vec<ItemId>, rests_on: &[ItemId]) -> Self {
        if items.is_empty() && self.measured.value.is_ok() {
            return Self { items: rests_on.to_vec(), nowhere: true, ..self };
        }
        Self { items, ..self }
    }
}

/// The figures against the others, and the pace.
pub(super) fn against(found: Reliability, own: &[Own<'_>]) -> Vec<ReviewerFigure> {
    let counts = |compared: &Compared| found.basis != Basis::Several || compared.others > 1;
    let where_so = |says: &dyn Fn(&Compared) -> bool| -> Vec<ItemId> {
        let so = own.iter().filter(|one| one.compared.is_some_and(|compared| counts(compared) && says(compared)));
        so.map(|one| one.item).collect()
    };
    let all = where_so(&|_| true);
    let bounds = where_so(&Compared::bounds_differ);
    let beside = where_so(&Compared::marks_alone);
    let timed = own.iter().filter(|one| one.review.elapsed_ms.is_some()).map(|one| one.item);
    let figure = ReviewerFigure::new;
    vec![
        figure("agreement", Unit::Share, "items", found.agreement).in_items(all.clone()),
        figure("same_verdict", Unit::Share, "items", found.same_verdict)
            .in_items_or(where_so(&Compared::verdict_differs), &all),
        figure("misses", Unit::Share, "spans", found.misses).in_items_or(where_so(&Compared::misses), &all),
        figure("over_marking", Unit::Share, "spans", found.over_marking).in_items_or(beside.clone(), &all),
        figure("over_marking_characters", Unit::Share, "characters", found.over_marked_characters)
            .in_items_or(beside, &all),
        figure("starts", Unit::Characters, "spans", found.starts).in_items_or(bounds.clone(), &all),
        figure("ends", Unit::Characters, "spans", found.ends).in_items_or(bounds, &all),
        figure("severity", Unit::Steps, "spans", found.severity)
            .in_items_or(where_so(&Compared::severity_differs), &all),
        figure("same_label", Unit::Share, "spans", found.same_label)
            .in_items_or(where_so(&Compared::label_differs), &all),
        figure("time_ms", Unit::Time, "items", found.time).in_items(timed),
    ]
}

/// The figures of the thirds of sittings.
pub(super) fn course(found: &Reliability, own: &[Own<'_>]) -> Vec<ReviewerFigure> {
    const AGREEMENT: [&str; 3] = ["agreement_first", "agreement_middle", "agreement_last"];
    const TIME: [&str; 3] = ["time_first_ms", "time_middle_ms", "time_last_ms"];
    let in_third = |third: usize| {
        own.iter().zip(&found.third_of).filter(move |(_, of)| **of == Some(third)).map(|(one, _)| one.item)
    };
    let mut figures = Vec::new();
    for (names, unit, thirds, change, changes_in) in [
        (AGREEMENT, Unit::Share, &found.agreement_thirds, "agreement_change", Unit::Points),
        (TIME, Unit::Time, &found.time_thirds, "time_change_ms", Unit::Time),
    ] {
        for (third, (name, measured)) in names.into_iter().zip(&thirds.thirds).enumerate() {
            figures.push(ReviewerFigure::new(name, unit, "items", measured.clone()).in_items(in_third(third)));
        }
        let both = ReviewerFigure::new(change, changes_in, "items", thirds.change.clone());
        figures.push(both.in_items(in_third(0).chain(in_third(2))));
    }
    figures
}

/// Puts figures into a JSON object: an undefined one is null beside `<name>_reason`, an interval
/// stands in `<name>_interval`, what it rests on in `<name>_n`.
pub(super) fn put(map: &mut Map<String, Value>, figures: &[ReviewerFigure]) {
    for ReviewerFigure { name, measured, .. } in figures {
        map.insert((*name).to_owned(), measured.value.as_ref().ok().copied().map_or(Value::Null, Value::from));
        if let Err(reason) = &measured.value {
            map.insert(format!("{name}_reason"), Value::from(reason.to_string()));
            continue;
        }
        map.insert(format!("{name}_n"), Value::from(measured.n));
        match &measured.interval {
            Ok((low, high)) => map.insert(format!("{name}_interval"), json!([low, high])),
            Err(reason) => {
                map.insert(format!("{name}_interval_reason"), Value::from(reason.to_string()));
                map.insert(format!("{name}_interval"), Value::Null)
            }
        };
    }
}
