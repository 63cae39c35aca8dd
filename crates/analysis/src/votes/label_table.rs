//! Rows of names made into a table of numbers, in one go or part by part.

use crate::votes::{Names, Repeated, Vote, VoteTable};
use std::cmp::Ordering;

/// A table of labels with names. Items and reviewers stand in the order of their names, so nothing
/// depends on the order of the rows.
#[derive(Debug, Clone, Default)]
pub struct LabelTable {
    /// The labels.
    pub votes: VoteTable,
    /// Names of the items.
    pub items: Names,
    /// Names of the reviewers.
    pub reviewers: Names,
    /// Names of the classes, in the order declared, else sorted.
    pub classes: Vec<String>,
}

/// Collects rows of names.
#[derive(Debug, Clone, Default)]
pub struct LabelTableBuilder {
    items: Names,
    reviewers: Names,
    classes: Names,
    declared: bool,
    /// Rows as they came, without the item.
    votes: Vec<Vote>,
    /// Item and number of rows of each run of rows of one item.
    runs: Vec<(u32, u32)>,
}

/// Some of the rows of a table: items and reviewers in the order of their names.
#[derive(Debug, Clone, Default)]
pub struct TablePart(LabelTableBuilder);

impl LabelTableBuilder {
    /// With the classes that may appear, in their order; none where they are not declared.
    pub fn new(declared: Option<&[String]>) -> Self {
        let mut builder = Self { declared: declared.is_some(), ..Self::default() };
        for class in declared.unwrap_or_default() {
            builder.classes.number(class);
        }
        builder
    }

    /// Adds a label. False, and nothing is added, when the class is not among those declared.
    #[inline]
    pub fn add(&mut self, item: &str, reviewer: &str, class: &str) -> bool {
        if self.declared && self.classes.find(class).is_none() {
            return false;
        }
        let item = self.items.number(item);
        match self.runs.last_mut() {
            Some((last, rows)) if *last == item => *rows += 1,
            Some(_) | None => self.runs.push((item, 1)),
        }
        self.votes.push(Vote { reviewer: self.reviewers.number(reviewer), class: self.classes.number(class) });
        true
    }

    /// How many labels were added.
    pub const fn len(&self) -> usize {
        self.votes.len()
    }

    /// Whether none was added.
    pub const fn is_empty(&self) -> bool {
        self.votes.is_empty()
    }

    /// What can be ordered before the other parts are known.
    #[must_use]
    pub fn finish(mut self) -> TablePart {
        let items = self.items.sort();
        let reviewers = self.reviewers.sort();
        let mut rest = self.votes.as_mut_slice();
        for (item, count) in &mut self.runs {
            *item = items[*item as usize];
            let (run, later) = rest.split_at_mut(*count as usize);
            rest = later;
            for vote in &mut *run {
                vote.reviewer = reviewers[vote.reviewer as usize];
            }
            run.sort_unstable();
        }
        TablePart(self)
    }
}

impl TablePart {
    /// Whether it holds no label.
    pub const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The class names as far as they are known, declared or seen.
    pub fn classes(&self) -> impl Iterator<Item = &str> {
        self.0.classes.iter()
    }
}

impl LabelTable {
    /// The table of all rows of `parts`, which have the same classes declared, or the names of an item
    /// and a reviewer who gave it two labels. `order` sorts classes that were not declared.
    ///
    /// # Errors
    /// Item and reviewer of two labels.
    pub fn of(mut parts: Vec<TablePart>, order: impl Fn(&str, &str) -> Ordering) -> Result<Self, (String, String)> {
        let mut take = |names: fn(&mut LabelTableBuilder) -> &mut Names| {
            Names::merged(parts.iter_mut().map(|part| std::mem::take(names(&mut part.0))).collect())
        };
        let (items, item_numbers) = take(|part| &mut part.items);
        let (reviewers, reviewer_numbers) = take(|part| &mut part.reviewers);
        let (classes, class_numbers) = classes_of(&parts, order);
        for (part, numbers) in parts.iter_mut().zip(&item_numbers) {
            for (item, _) in &mut part.0.runs {
                *item = numbers[*item as usize];
            }
        }
        let runs: Vec<_> = parts.iter().map(|part| (part.0.runs.as_slice(), part.0.votes.as_slice())).collect();
        let counts = (items.len(), reviewers.len(), classes.len());
        let votes = VoteTable::of_runs(counts, &runs, |part, vote| Vote {
            reviewer: reviewer_numbers[part][vote.reviewer as usize],
            class: class_numbers[part][vote.class as usize],
        });
        let named =
            |repeated: Repeated| (items.get(repeated.item).to_owned(), reviewers.get(repeated.reviewer).to_owned());
        Ok(Self {
            votes: votes.map_err(named)?,
            classes: classes.iter().map(str::to_owned).collect(),
            items,
            reviewers,
        })
    }
}

/// The classes in their order, and the new number of each old one, part by part.
fn classes_of(parts: &[TablePart], order: impl Fn(&str, &str) -> Ordering) -> (Names, Vec<Vec<u32>>) {
    let mut classes = Names::default();
    let number_all = |names: &mut Names| -> Vec<Vec<u32>> {
        parts.iter().map(|part| part.classes().map(|name| names.number(name)).collect()).collect()
    };
    let numbers = number_all(&mut classes);
    if parts.iter().any(|part| part.0.declared) {
        return (classes, numbers);
    }
    let mut sorted = classes.sorted();
    sorted.sort_by(|a, b| order(classes.get(*a), classes.get(*b)));
    let places = classes.reorder(&sorted);
    let in_order = |part: Vec<u32>| part.into_iter().map(|number| places[number as usize]).collect();
    (classes, numbers.into_iter().map(in_order).collect())
}

#[cfg(test)]
mod tests {
    use super::{LabelTable, LabelTableBuilder, TablePart};

    const ROWS: [(&str, &str, &str); 9] = [
        ("b", "y", "no"),
        ("b", "x", "yes"),
        ("a", "z", "no"),
        ("c", "x", "yes"),
        ("b", "z", "maybe"),
        ("a", "x", "no"),
        ("d", "w", "no"),
        ("a", "y", "yes"),
        ("c", "y", "yes"),
    ];

    fn part(rows: &[(&str, &str, &str)], declared: Option<&[String]>) -> TablePart {
        let mut builder = LabelTableBuilder::new(declared);
        for (item, reviewer, class) in rows {
            assert!(builder.add(item, reviewer, class));
        }
        builder.finish()
    }

    #[test]
    fn parts_make_the_table_that_all_rows_make_wherever_they_are_cut() {
        let declared = ["yes".to_owned(), "no".to_owned(), "maybe".to_owned(), "never".to_owned()];
        for declared in [None, Some(declared.as_slice())] {
            let whole = LabelTable::of(vec![part(&ROWS, declared)], str::cmp).unwrap();
            assert_eq!(whole.items.iter().collect::<Vec<_>>(), ["a", "b", "c", "d"]);
            for first in 0..ROWS.len() {
                for second in first..ROWS.len() {
                    let cut = [&ROWS[second..], &ROWS[..first], &ROWS[first..second]];
                    let parts = cut.map(|rows| part(rows, declared)).into();
                    let table = LabelTable::of(parts, str::cmp).unwrap();
                    assert_eq!(table.votes, whole.votes);
                    assert_eq!(table.classes, whole.classes);
                    assert!(table.items.iter().eq(whole.items.iter()));
                    assert!(table.reviewers.iter().eq(whole.reviewers.iter()));
                }
            }
        }
    }

    #[test]
    fn two_labels_of_one_reviewer_are_found_in_different_parts() {
        let parts = vec![part(&ROWS, None), part(&[("e", "w", "no"), ("c", "y", "no")], None)];
        assert_eq!(LabelTable::of(parts, str::cmp).unwrap_err(), ("c".to_owned(), "y".to_owned()));
    }
}
