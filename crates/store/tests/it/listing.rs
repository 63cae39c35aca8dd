//! Pages and counts of the lead's table against a plain reading of all rows.

use crate::story::{Story, item, person};
use proptest::prelude::*;
use touchstone_domain::event::EventKind;
use touchstone_domain::sample::Kind;
use touchstone_store::{Counted, ItemFilter, ItemRow, ItemSort, ItemStatus, ReviewStage, SortKey, StoreError};

fn project() -> Story {
    let mut story = Story::new();
    let items: Vec<_> = (0..40)
        .map(|number: usize| {
            let words = ["alpha", "beta", "gamma"][number % 3];
            let mut whole = item(&format!("i{number:02}"), &format!("{words} {}", "x ".repeat(number * 7 % 11)), &[]);
            whole.sample.generator.model = (!number.is_multiple_of(4)).then(|| format!("model {}", number % 4));
            whole.sample.generator.batch = Some(format!("batch {}", number / 16));
            whole.sample.language = ["en", "de"].get(number % 5).map(|language| (*language).to_owned());
            whole.sample.kind = if number.is_multiple_of(6) { Kind::Json } else { Kind::Prose };
            whole
        })
        .collect();
    story.insert(&items);
    for name in ["Ada", "Bo"] {
        story.reviewer(name);
    }
    for number in 0..40 {
        let name = format!("i{number:02}");
        match number % 7 {
            0 => story.submit(&name, "Ada"),
            1 => {
                story.annotate(
                    &name,
                    "Ada",
                    if number % 2 == 0 { "claim" } else { "claim.detail" },
                    ["alpha", "beta", "gamma"][number % 3],
                );
                story.submit(&name, "Ada");
                story.submit(&name, "Bo");
                let value = Some(f64::from(u32::try_from(number % 4).unwrap()) / 4.0);
                let id = crate::story::item_id(&name);
                story.file.transaction(|transaction| transaction.set_disagreement(id, value)).unwrap();
            }
            2 => {
                story.act(&name, "Bo", EventKind::Skipped { reason: String::new(), elapsed_ms: None });
            }
            3 => {
                story.act(&name, "Bo", EventKind::FlagChanged { from: None, to: Some("alpha".to_owned()) });
            }
            _ => {}
        }
    }
    story
}

/// What the filter says, read from whole rows.
fn matches(story: &Story, filter: &ItemFilter, row: &ItemRow) -> bool {
    let read = story.file.read();
    let same = |wanted: &Option<String>, found: &Option<String>| wanted.is_none() || wanted == found;
    let reviewed = |reviewer| {
        read.review_row(row.id, reviewer)
            .unwrap()
            .is_some_and(|review| filter.reviewer_stage.is_none_or(|stage| stage == ReviewStage::of(&review.state)))
    };
    let labelled = |label: &str| {
        [person("Ada"), person("Bo")].into_iter().any(|reviewer| {
            let annotations = read.submitted_annotations(row.id, reviewer).unwrap();
            annotations
                .iter()
                .flat_map(|annotation| annotation.labels.iter())
                .any(|found| found.as_str() == label || found.as_str().starts_with(&format!("{label}.")))
        })
    };
    let words = |word: &str| {
        let item = read.item(row.id).unwrap().unwrap();
        let flag = read.review_rows_of_item(row.id).unwrap().into_iter().filter_map(|review| review.flag);
        let notes: Vec<String> = flag.collect();
        // Annotations carry the note 'remark on i../.../claim/alpha'.
        let annotated = read.review_rows_of_item(row.id).unwrap().iter().any(|review| review.annotations > 0);
        item.sample.text.as_str().split(' ').any(|found| found == word)
            || notes.iter().any(|note| note == word)
            || (annotated && ["remark", "claim"].contains(&word))
    };
    filter.status.is_none_or(|status| status == row.status)
        && same(&filter.model, &row.model)
        && same(&filter.batch, &row.batch)
        && same(&filter.language, &row.language)
        && filter.kind.is_none_or(|kind| kind == row.kind)
        && filter.reviewer.is_none_or(reviewed)
        && filter.label.as_ref().is_none_or(|label| labelled(label.as_str()))
        && filter.disagreement_over.is_none_or(|least| row.disagreement.is_some_and(|value| value > least))
        && (!filter.flagged || row.flagged > 0)
        && filter.words.as_deref().is_none_or(words)
}

fn in_order(sort: ItemSort, mut rows: Vec<ItemRow>) -> Vec<u64> {
    rows.sort_by(|a, b| {
        let by_key = match sort.key {
            SortKey::FileOrder => std::cmp::Ordering::Equal,
            SortKey::Disagreement => b.disagreement.unwrap_or(-1.0).total_cmp(&a.disagreement.unwrap_or(-1.0)),
            SortKey::Length => a.length.cmp(&b.length),
            SortKey::Status => a.status.cmp(&b.status),
        };
        by_key.then(a.ordinal.cmp(&b.ordinal))
    });
    if sort.reversed {
        rows.reverse();
    }
    rows.into_iter().map(|row| row.ordinal).collect()
}

fn filters() -> impl Strategy<Value = ItemFilter> {
    let rarely = |strategy| proptest::option::weighted(0.25, strategy);
    (
        proptest::option::weighted(0.25, proptest::sample::select(ItemStatus::ALL.to_vec())),
        rarely(proptest::sample::select(vec!["model 1", "model 3", "nobody"])),
        rarely(proptest::sample::select(vec!["batch 0", "batch 2"])),
        rarely(proptest::sample::select(vec!["en", "de"])),
        proptest::option::weighted(0.2, proptest::sample::select(vec![Kind::Prose, Kind::Json, Kind::Conversation])),
        rarely(proptest::sample::select(vec!["Ada", "Bo"])),
        proptest::option::weighted(0.5, proptest::sample::select(vec![ReviewStage::Submitted, ReviewStage::Skipped])),
        rarely(proptest::sample::select(vec!["claim", "claim.detail", "other"])),
        proptest::option::weighted(0.2, 0.0..0.9),
        proptest::bool::weighted(0.15),
        rarely(proptest::sample::select(vec!["alpha", "beta", "remark", "nowhere"])),
    )
        .prop_map(
            |(status, model, batch, language, kind, reviewer, stage, label, disagreement, flagged, words)| ItemFilter {
                status,
                model: model.map(str::to_owned),
                batch: batch.map(str::to_owned),
                language: language.map(str::to_owned),
                kind,
                reviewer: reviewer.map(person),
                reviewer_stage: reviewer.and(stage),
                label: label.map(Into::into),
                disagreement_over: disagreement,
                flagged,
                words: words.map(str::to_owned),
            },
        )
}

fn sorts() -> impl Strategy<Value = ItemSort> {
    let keys = vec![SortKey::FileOrder, SortKey::Disagreement, SortKey::Length, SortKey::Status];
    (proptest::sample::select(keys), any::<bool>()).prop_map(|(key, reversed)| ItemSort { key, reversed })
}

#[test]
fn pages_are_what_a_plain_reading_finds() {
    let story = project();
    let read = story.file.read();
    let all = read.item_rows(&(1..=40).collect::<Vec<_>>()).unwrap();
    assert_eq!(all.len(), 40);
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    runner
        .run(&(filters(), sorts(), 0..12_u64, 1..9_u64), |(filter, sort, offset, limit)| {
            let rows = all.iter().filter(|row| matches(&story, &filter, row)).cloned().collect();
            let expected = in_order(sort, rows);
            let page = read.items_page(&filter, sort, offset, limit).unwrap();
            let page: Vec<u64> = page.into_iter().map(|row| row.ordinal).collect();
            let from = usize::try_from(offset).unwrap().min(expected.len());
            let to = usize::try_from(offset + limit).unwrap().min(expected.len());
            prop_assert_eq!(&page, &expected[from..to]);
            let counted = read.items_count_filtered(&filter, 1000, &mut || true).unwrap();
            prop_assert_eq!(counted, Counted::Exactly(expected.len() as u64));
            Ok(())
        })
        .unwrap();
}

#[test]
fn counting_goes_no_further_than_asked() {
    let story = project();
    let filter = ItemFilter { words: Some("x".to_owned()), ..ItemFilter::default() };
    let counted = story.file.read().items_count_filtered(&filter, 5, &mut || true).unwrap();
    assert_eq!(counted, Counted::MoreThan(5));
    story.file.read().stopper().stop();
    assert!(
        story.file.read().items_count_filtered(&filter, 500, &mut || true).is_ok(),
        "nothing ran when it was stopped"
    );
}

#[test]
fn a_long_count_stops_when_asked() {
    let mut story = Story::new();
    let items: Vec<_> = (0..1100).map(|number| item(&format!("i{number}"), &format!("same {number}"), &[])).collect();
    story.insert(&items);
    let filter = ItemFilter { words: Some("same".to_owned()), ..ItemFilter::default() };
    let stopped = story.file.read().items_count_filtered(&filter, u64::MAX, &mut || false);
    assert!(matches!(stopped, Err(StoreError::Interrupted)));
}

#[test]
fn a_row_shows_the_beginning_of_a_long_sample() {
    let mut story = Story::new();
    story.insert(&[item("long", &"é🙂".repeat(100_000), &[]), item("empty", "", &[])]);
    let rows = story.file.read().items_page(&ItemFilter::default(), ItemSort::default(), 0, 10).unwrap();
    assert_eq!(rows[0].excerpt, "é🙂".repeat(80));
    assert_eq!((rows[0].length, rows[0].ordinal), (200_000, 1));
    assert_eq!(rows[1].excerpt, "");
}
