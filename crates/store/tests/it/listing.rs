//! Pages and counts of the lead's table against a plain reading of all rows.

use crate::story::{Story, item, person};
use proptest::prelude::*;
use touchstone_domain::event::EventKind;
use touchstone_domain::id::AnnotationId;
use touchstone_domain::label::LabelId;
use touchstone_domain::sample::Kind;
use touchstone_store::{
    Compared, Counted, Exposure, Figure, ItemFilter, ItemRow, ItemSort, ItemStatus, ItemTerm, ItemTest, ReviewStage,
    SortKey, StoreError, Where,
};

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
            0 => {
                story.verdict(&name, "Ada", if number % 2 == 0 { "clean" } else { "unsure" });
                story.submit(&name, "Ada");
            }
            1 => {
                story.annotate(
                    &name,
                    "Ada",
                    if number % 2 == 0 { "claim" } else { "claim.detail" },
                    ["alpha", "beta", "gamma"][number % 3],
                );
                if number % 3 > 0 {
                    let quote = ["alpha", "beta", "gamma"][number % 3];
                    let label = if number % 2 == 0 { "claim" } else { "claim.detail" };
                    let to = Some(["minor", "major"][number % 2].into());
                    let annotation = AnnotationId::from_parts(&[&format!("{name}/Ada/{label}/{quote}")]);
                    story.act(&name, "Ada", EventKind::SeverityChanged { annotation, from: None, to });
                }
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
    for number in (0..40).step_by(3) {
        let id = crate::story::item_id(&format!("i{number:02}"));
        let share = f64::from(u32::try_from(number % 5).unwrap()) / 4.0;
        let exposure = Exposure { longest: u32::try_from(number % 4).unwrap(), coverage: share, density: share * 4.0 };
        story.file.transaction(|transaction| transaction.put_comparison(id, 1, "{}", exposure)).unwrap();
    }
    story
}

/// What a test says, read from whole rows.
fn holds(story: &Story, test: &ItemTest, row: &ItemRow) -> bool {
    let read = story.file.read();
    let one_of = |wanted: &[String], found: &Option<String>| found.as_ref().is_some_and(|found| wanted.contains(found));
    let everyone = [person("Ada"), person("Bo")];
    let annotations =
        || everyone.into_iter().flat_map(|reviewer| read.submitted_annotations(row.id, reviewer).unwrap());
    match test {
        ItemTest::Status(wanted) => wanted.contains(&row.status),
        ItemTest::Model(wanted) => one_of(wanted, &row.model),
        ItemTest::Batch(wanted) => one_of(wanted, &row.batch),
        ItemTest::Language(wanted) => one_of(wanted, &row.language),
        ItemTest::Kind(wanted) => wanted.contains(&row.kind),
        ItemTest::Reviewer(wanted, stage) => wanted.iter().any(|reviewer| {
            let review = read.review_row(row.id, *reviewer).unwrap();
            review.is_some_and(|review| stage.is_none_or(|stage| stage == ReviewStage::of(&review.state)))
        }),
        ItemTest::Annotation { labels, severities } => annotations().any(|annotation| {
            let named = |label: &LabelId| {
                let mut own = annotation.labels.iter().map(LabelId::as_str);
                own.any(|own| own == label.as_str() || own.starts_with(&format!("{label}.")))
            };
            (labels.is_empty() || labels.iter().any(named))
                && (severities.is_empty()
                    || annotation.severity.as_ref().is_some_and(|severity| severities.contains(severity)))
        }),
        ItemTest::Verdict(wanted) => everyone.into_iter().any(|reviewer| {
            let review = read.review_row(row.id, reviewer).unwrap();
            let submitted = review.and_then(|review| review.submitted);
            submitted.and_then(|submitted| submitted.verdict).is_some_and(|verdict| wanted.contains(&verdict))
        }),
        ItemTest::Flagged => row.flagged > 0,
        ItemTest::Given => read.given_gold(row.id).unwrap().is_some(),
        ItemTest::Figure(figure, compared, bound) => {
            let exposure = row.exposure;
            let value = match figure {
                Figure::Disagreement => row.disagreement,
                Figure::Coverage => exposure.map(|exposure| exposure.coverage),
                Figure::Longest => exposure.map(|exposure| f64::from(exposure.longest)),
                Figure::Density => exposure.map(|exposure| exposure.density),
            };
            value.is_some_and(|value| compared.holds(value, *bound))
        }
        ItemTest::Words(place, word) => {
            let item = read.item(row.id).unwrap().unwrap();
            let reviews = read.review_rows_of_item(row.id).unwrap();
            let mut words = item.sample.text.as_str().split(' ');
            // Annotations carry the note 'remark on i../.../claim/alpha', with the first word of the sample.
            let annotated = reviews.iter().any(|review| review.annotations > 0);
            let remarked = word == "remark" || words.clone().next() == Some(word.as_str());
            let mut flags = reviews.iter().filter_map(|review| review.flag.as_deref());
            let in_notes = flags.any(|flag| flag == word) || (annotated && remarked);
            let in_sample = words.any(|found| found == word);
            match place {
                Where::Everywhere => in_sample || in_notes,
                Where::Sample => in_sample,
                Where::Sources => false,
                Where::Notes => in_notes,
            }
        }
    }
}

fn matches(story: &Story, filter: &ItemFilter, row: &ItemRow) -> bool {
    filter.terms.iter().all(|term| holds(story, &term.test, row) != term.not)
}

fn exposed(row: &ItemRow, figure: impl Fn(Exposure) -> f64) -> f64 {
    row.exposure.map_or(-1.0, figure)
}

fn in_order(sort: ItemSort, mut rows: Vec<ItemRow>) -> Vec<u64> {
    rows.sort_by(|a, b| {
        let by_key = match sort.key {
            SortKey::FileOrder => std::cmp::Ordering::Equal,
            SortKey::Disagreement => b.disagreement.unwrap_or(-1.0).total_cmp(&a.disagreement.unwrap_or(-1.0)),
            SortKey::Length => a.length.cmp(&b.length),
            SortKey::Status => a.status.cmp(&b.status),
            SortKey::Coverage => exposed(b, |told| told.coverage).total_cmp(&exposed(a, |told| told.coverage)),
            SortKey::Longest => {
                exposed(b, |told| f64::from(told.longest)).total_cmp(&exposed(a, |told| f64::from(told.longest)))
            }
            SortKey::Density => exposed(b, |told| told.density).total_cmp(&exposed(a, |told| told.density)),
        };
        by_key.then(a.ordinal.cmp(&b.ordinal))
    });
    if sort.reversed {
        rows.reverse();
    }
    rows.into_iter().map(|row| row.ordinal).collect()
}

fn tests() -> impl Strategy<Value = ItemTest> {
    let some = |values: &[&str]| {
        let values: Vec<String> = values.iter().map(|value| (*value).to_owned()).collect();
        proptest::sample::subsequence(values, 1..=2)
    };
    let labels = proptest::sample::subsequence(vec!["claim", "claim.detail", "other"], 0..=2);
    let severities = proptest::sample::subsequence(vec!["minor", "major"], 0..=2);
    let annotation = (labels, severities).prop_map(|(labels, severities)| ItemTest::Annotation {
        labels: labels.into_iter().map(Into::into).collect(),
        severities: severities.into_iter().map(Into::into).collect(),
    });
    let annotation = annotation.prop_filter("asks for something", |test| {
        !matches!(test, ItemTest::Annotation { labels, severities } if labels.is_empty() && severities.is_empty())
    });
    let stages = proptest::option::of(proptest::sample::select(vec![ReviewStage::Submitted, ReviewStage::Skipped]));
    let people = proptest::sample::subsequence(vec!["Ada", "Bo"], 1..=2);
    let figures = vec![Figure::Disagreement, Figure::Coverage, Figure::Longest, Figure::Density];
    let compared = vec![Compared::Over, Compared::AtLeast, Compared::Under, Compared::AtMost, Compared::Equal];
    let bounds = proptest::sample::select(vec![0.0, 0.25, 0.5, 3.0]);
    let places = vec![Where::Everywhere, Where::Sample, Where::Sources, Where::Notes];
    let words = proptest::sample::select(vec!["alpha", "beta", "remark", "nowhere"]);
    prop_oneof![
        proptest::sample::subsequence(ItemStatus::ALL.to_vec(), 1..=3).prop_map(ItemTest::Status),
        some(&["model 1", "model 3", "nobody"]).prop_map(ItemTest::Model),
        some(&["batch 0", "batch 2"]).prop_map(ItemTest::Batch),
        some(&["en", "de"]).prop_map(ItemTest::Language),
        proptest::sample::subsequence(vec![Kind::Prose, Kind::Json, Kind::Conversation], 1..=2)
            .prop_map(ItemTest::Kind),
        (people, stages)
            .prop_map(|(people, stage)| ItemTest::Reviewer(people.into_iter().map(person).collect(), stage)),
        annotation,
        proptest::sample::subsequence(vec!["clean", "hallucinated"], 1..=2)
            .prop_map(|verdicts| ItemTest::Verdict(verdicts.into_iter().map(Into::into).collect())),
        Just(ItemTest::Flagged),
        (proptest::sample::select(figures), proptest::sample::select(compared), bounds)
            .prop_map(|(figure, compared, bound)| ItemTest::Figure(figure, compared, bound)),
        (proptest::sample::select(places), words).prop_map(|(place, word)| ItemTest::Words(place, word.to_owned())),
    ]
}

fn filters() -> impl Strategy<Value = ItemFilter> {
    let term = (proptest::bool::weighted(0.25), tests()).prop_map(|(not, test)| ItemTerm { not, test });
    proptest::collection::vec(term, 0..4).prop_map(|terms| ItemFilter { terms })
}

fn sorts() -> impl Strategy<Value = ItemSort> {
    let keys = vec![
        SortKey::FileOrder,
        SortKey::Disagreement,
        SortKey::Length,
        SortKey::Status,
        SortKey::Coverage,
        SortKey::Longest,
        SortKey::Density,
    ];
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
    let filter = ItemFilter::from(ItemTest::Words(Where::Everywhere, "x".to_owned()));
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
    let filter = ItemFilter::from(ItemTest::Words(Where::Everywhere, "same".to_owned()));
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
