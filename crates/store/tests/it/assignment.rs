//! A plan says who reviews what: lists, the next item and counts follow it.

use crate::story::{Story, item, item_id, person};
use std::collections::BTreeMap;
use touchstone_domain::assignment::{Order, PlanSettings};
use touchstone_domain::event::EventKind;
use touchstone_domain::id::ItemId;
use touchstone_store::{Counted, OwnFilter, OwnRow, OwnTest, ReviewStage, StoreError, StoredPlan, Where};

/// `count` items, and a plan that gives Ada the odd ordinals downwards, Bo the even ones upwards.
fn planned(count: u32) -> Story {
    let mut story = Story::new();
    let items: Vec<_> = (1..=count).map(|number| item(&name(number), &format!("text {number}"), &[])).collect();
    story.insert(&items);
    for who in ["Ada", "Bo", "Cy"] {
        story.reviewer(who);
    }
    put(&mut story, count, (1..=count).rev().filter(|number| number % 2 == 1).collect());
    story
}

fn put(story: &mut Story, count: u32, adas: Vec<u32>) {
    let bos = (1..=count).filter(|number| number % 2 == 0).collect();
    let settings = PlanSettings {
        overlap: 1,
        calibration: 1,
        checks: None,
        reviewers: vec![person("Ada"), person("Bo")],
        quotas: BTreeMap::new(),
    };
    let plan =
        StoredPlan { settings, seed: "s".to_owned(), items: u64::from(count), calibration: vec![3], checks: vec![2] };
    story
        .file
        .transaction(|transaction| {
            transaction.put_plan(&plan, &[(person("Ada"), adas), (person("Bo"), bos)], |_| Ok::<_, StoreError>(()))
        })
        .unwrap();
    assert_eq!(story.file.read().assignment_plan().unwrap(), Some(plan));
}

fn name(number: u32) -> String {
    format!("i{number}")
}

fn next(story: &Story, who: &str, after: Option<ItemId>) -> Option<ItemId> {
    let next = story.file.read().next_open_item(person(who), Order::Shuffled, after).unwrap();
    assert_eq!(story.file.read().next_open_item(person(who), Order::AsImported, after).unwrap(), next);
    next
}

fn rows(story: &Story, who: &str, filter: &OwnFilter) -> Vec<ItemId> {
    let read = story.file.read();
    let page = |offset| read.own_items_page(person(who), filter, Order::Shuffled, None, offset, 7).unwrap();
    let rows: Vec<OwnRow> = (0..900).step_by(7).flat_map(page).collect();
    assert_eq!(read.own_items_count(person(who), filter).unwrap(), Counted::Exactly(rows.len() as u64), "{filter:?}");
    rows.into_iter().map(|row| row.item).collect()
}

#[test]
fn walking_a_list_meets_its_items_once_in_its_order() {
    let mut story = planned(700);
    let mut met = Vec::new();
    let mut after = None;
    while let Some(next) = next(&story, "Ada", after) {
        let number = (1..=700).find(|number| item_id(&name(*number)) == next).unwrap();
        story.submit(&name(number), "Ada");
        assert_eq!(story.file.read().position_in_list(person("Ada"), next).unwrap(), Some(met.len() as u64 + 1));
        met.push(number);
        after = Some(next);
    }
    assert_eq!(met, (1..=700).rev().filter(|number| number % 2 == 1).collect::<Vec<_>>());
    story.act("i333", "Ada", EventKind::Reopened);
    for after in [None, Some(item_id("i699")), Some(item_id("i1")), Some(item_id("i333"))] {
        assert_eq!(next(&story, "Ada", after), Some(item_id("i333")));
    }
    assert_eq!(next(&story, "Bo", None), Some(item_id("i2")));
    assert_eq!(story.file.read().compare_projections().unwrap(), []);
}

#[test]
fn the_own_list_and_its_counts_are_those_of_the_plan() {
    let mut story = planned(60);
    story.submit("i59", "Ada");
    story.act("i57", "Ada", EventKind::FlagChanged { from: None, to: Some(String::new()) });
    story.submit("i2", "Bo");
    let ids = |numbers: &[u32]| numbers.iter().map(|number| item_id(&name(*number))).collect::<Vec<_>>();
    let odd: Vec<u32> = (1..=60).rev().filter(|number| number % 2 == 1).collect();
    assert_eq!(rows(&story, "Ada", &OwnFilter::default()), ids(&odd));
    let stage = |stage| OwnFilter::from(OwnTest::Stage(vec![stage]));
    assert_eq!(rows(&story, "Ada", &stage(ReviewStage::Submitted)), ids(&[59]));
    assert_eq!(rows(&story, "Ada", &stage(ReviewStage::NotStarted)), ids(&odd[2..]));
    assert_eq!(rows(&story, "Ada", &OwnTest::Flagged.into()), ids(&[57]));
    let words = |words: &str| OwnFilter::from(OwnTest::Words(Where::Everywhere, words.to_owned()));
    assert_eq!(rows(&story, "Ada", &words("text")), ids(&odd));
    assert_eq!(rows(&story, "Ada", &words("text 31")), ids(&[31]));
    assert_eq!(rows(&story, "Ada", &words("text 32")), []);
    let flagged_text = OwnFilter::from(OwnTest::Flagged).and(OwnTest::Words(Where::Sample, "text".to_owned()));
    assert_eq!(rows(&story, "Ada", &flagged_text), ids(&[57]), "what is touched leads");
    assert_eq!(rows(&story, "Ada", &words("text").but_not(OwnTest::Flagged)).len(), 29);
    let read = story.file.read();
    assert_eq!(read.given_count(person("Ada")).unwrap(), 30);
    assert!(read.is_given(person("Ada"), item_id("i1")).unwrap());
    assert!(!read.is_given(person("Ada"), item_id("i2")).unwrap());
}

#[test]
fn whoever_does_not_take_part_has_nothing_and_without_a_plan_everyone_has_everything() {
    let mut story = planned(20);
    assert_eq!(next(&story, "Cy", None), None);
    assert_eq!(rows(&story, "Cy", &OwnFilter::default()), []);
    assert_eq!(story.file.read().given_count(person("Cy")).unwrap(), 0);
    assert!(!story.file.read().is_given(person("Cy"), item_id("i1")).unwrap());
    story.submit("i1", "Ada");
    story.file.transaction(|transaction| transaction.remove_plan()).unwrap();
    assert_eq!(story.file.read().given_count(person("Cy")).unwrap(), 20);
    assert_eq!(story.file.read().own_items_count(person("Ada"), &OwnFilter::default()).unwrap(), Counted::Exactly(20));
    assert!(story.file.read().is_given(person("Cy"), item_id("i1")).unwrap());
    assert_eq!(story.file.read().compare_projections().unwrap(), []);
}

#[test]
fn what_a_member_reviews_is_in_their_list_wherever_it_came_from() {
    let mut story = planned(20);
    story.submit("i4", "Ada");
    assert_eq!(story.file.read().position_in_list(person("Ada"), item_id("i4")).unwrap(), Some(11));
    let submitted = OwnFilter::from(OwnTest::Stage(vec![ReviewStage::Submitted]));
    assert_eq!(rows(&story, "Ada", &submitted), [item_id("i4")]);
    story.submit("i5", "Cy");
    assert_eq!(rows(&story, "Cy", &submitted), []);
    assert_eq!(story.file.read().compare_projections().unwrap(), []);
    story.file.rebuild_projections().unwrap();
    assert_eq!(rows(&story, "Ada", &OwnFilter::default()).len(), 11);
}

#[test]
fn a_new_plan_counts_what_was_done_before_it() {
    let mut story = planned(600);
    for number in (301..=599).rev().filter(|number| number % 2 == 1) {
        story.submit(&name(number), "Ada");
    }
    assert_eq!(next(&story, "Ada", None), Some(item_id("i299")));
    assert_eq!(story.file.read().kept_items(person("Ada")).unwrap()[..2], [599, 597]);
    assert_eq!(story.file.read().finished_items(person("Ada")).unwrap().len(), 150);
    // What was begun first, and then everything else that is odd, upwards.
    let mut list = story.file.read().kept_items(person("Ada")).unwrap();
    list.extend((1..=299).filter(|number| number % 2 == 1));
    put(&mut story, 600, list);
    assert_eq!(next(&story, "Ada", None), Some(item_id("i1")));
    assert_eq!(next(&story, "Ada", Some(item_id("i299"))), Some(item_id("i1")));
    assert_eq!(story.file.read().compare_projections().unwrap(), []);
}
