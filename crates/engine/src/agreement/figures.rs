//! Figures as they are shown: a number with its interval, or the reason why there is none.

use serde::Serialize;
use serde_json::{Map, Value, json};
use std::borrow::Cow;
use touchstone_analysis::agreement::class_labels::{ClassAgreement, ClassIntervals};
use touchstone_analysis::agreement::pairs::Pairs;
use touchstone_analysis::figure::Figure;
use touchstone_analysis::interval::Interval;

/// Named figures, in their order.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Figures(pub Vec<Named>);

/// One figure with its name.
#[derive(Debug, Clone, PartialEq)]
pub struct Named {
    /// As in JSON; a dot parts a group from its member.
    pub name: Cow<'static, str>,
    /// The figure, or why there is none.
    pub figure: Figure,
    /// Its interval, where one was asked for.
    pub interval: Option<Interval>,
}

impl Figures {
    /// Adds a figure.
    pub fn add(&mut self, name: impl Into<Cow<'static, str>>, figure: Figure, interval: Option<Interval>) {
        self.0.push(Named { name: name.into(), figure, interval });
    }

    /// The figure of this name.
    pub fn get(&self, name: &str) -> Option<&Named> {
        self.0.iter().find(|named| named.name == name)
    }

    /// The figures over class labels, as every layer of classes shows them. `scales` are the names
    /// of the scales of alpha.
    pub fn of_classes(
        found: &ClassAgreement,
        intervals: Option<&ClassIntervals>,
        pairs: &Pairs,
        mean: Option<&Interval>,
        scales: &[&'static str],
    ) -> Self {
        let mut figures = Self::default();
        let of = |pick: &dyn Fn(&ClassIntervals) -> Interval| intervals.map(pick);
        figures.add("raw", found.raw.clone(), of(&|all| all.raw.clone()));
        for (at, scale) in scales.iter().enumerate() {
            figures.add(*scale, found.alpha[at].clone(), of(&move |all| all.alpha[at].clone()));
        }
        figures.add("fleiss_kappa", found.fleiss.clone(), of(&|all| all.fleiss.clone()));
        figures.add("fleiss_generalised", found.fleiss_generalised.clone(), of(&|all| all.fleiss_generalised.clone()));
        figures.add("gwet_ac1", found.ac1.clone(), of(&|all| all.ac1.clone()));
        figures.add("cohen_kappa_mean", pairs.mean.clone(), mean.cloned());
        figures
    }

    /// As a JSON object: an undefined figure is null beside `<name>_reason`, an interval stands in
    /// `<name>_interval`.
    pub fn to_map(&self) -> Map<String, Value> {
        let mut map = Map::new();
        for named in &self.0 {
            let (map, name) = match named.name.split_once('.') {
                None => (&mut map, named.name.as_ref()),
                Some((group, name)) => {
                    let group = map.entry(group).or_insert_with(|| Value::Object(Map::new()));
                    let Value::Object(group) = group else { continue };
                    (group, name)
                }
            };
            map.insert(name.to_owned(), named.figure.as_ref().ok().copied().map_or(Value::Null, Value::from));
            if let Err(reason) = &named.figure {
                map.insert(format!("{name}_reason"), Value::from(reason.to_string()));
            }
            match &named.interval {
                Some(Ok((low, high))) => {
                    map.insert(format!("{name}_interval"), json!([low, high]));
                }
                Some(Err(reason)) => {
                    map.insert(format!("{name}_interval"), Value::Null);
                    map.insert(format!("{name}_interval_reason"), Value::from(reason.to_string()));
                }
                None => {}
            }
        }
        map
    }

    /// As lines of a table for people.
    pub fn lines(&self) -> Vec<String> {
        self.0.iter().map(|named| format!("{:<30}{}", words(&named.name), said(named))).collect()
    }
}

impl Serialize for Figures {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.to_map().serialize(serializer)
    }
}

fn words(name: &str) -> String {
    name.replace(['_', '.'], " ")
}

fn said(named: &Named) -> String {
    let figure = match &named.figure {
        Ok(figure) => format!("{figure:>7.3}"),
        Err(reason) => return format!("undefined: {reason}"),
    };
    match &named.interval {
        None => figure,
        Some(Ok((low, high))) => format!("{figure}  (95 %: {low:.3} to {high:.3})"),
        Some(Err(reason)) => format!("{figure}  (no interval: {reason})"),
    }
}
