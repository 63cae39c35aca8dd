//! The next open item and the order in which a reviewer meets items.

use crate::story::{Story, item, item_id, person};
use touchstone_domain::assignment::{Order, starting_point};
use touchstone_domain::event::EventKind;
use touchstone_domain::id::ItemId;
use touchstone_domain::label::VerdictId;
use touchstone_domain::sample::Kind;
use touchstone_store::{Counted, OwnFilter, OwnTest, ReviewStage, Where};

fn many(count: usize) -> (Story, Vec<String>) {
    let mut story = Story::new();
    let names: Vec<String> = (0..count).map(|number| format!("i{number}")).collect();
    let items: Vec<_> = names.iter().map(|name| item(name, &format!("text {name}"), &[])).collect();
    story.insert(&items);
    story.reviewer("Ada");
    (story, names)
}

#[test]
fn walking_the_queue_meets_every_item_once_in_both_orders() {
    for order in [Order::Shuffled, Order::AsImported] {
        let (mut story, names) = many(30);
        let start = starting_point("seed", person("Ada"));
        let mut after = (order == Order::Shuffled).then_some(start);
        let mut met = Vec::new();
        while let Some(next) = story.file.read().next_open_item(person("Ada"), order, after).unwrap() {
            let name = names.iter().find(|name| item_id(name) == next).unwrap().clone();
            if met.len() % 3 == 0 {
                story.act(&name, "Ada", EventKind::Skipped { reason: String::new(), elapsed_ms: None });
            } else {
                story.submit(&name, "Ada");
            }
            met.push(next);
            after = Some(next);
        }
        let mut expected: Vec<ItemId> = names.iter().map(|name| item_id(name)).collect();
        if order == Order::Shuffled {
            expected.sort_by_key(|item| (*item <= start, *item));
        }
        assert_eq!(met, expected);
        assert!(story.file.read().next_open_item(person("Bo"), order, None).unwrap().is_some());
    }
}

#[test]
fn an_item_left_behind_is_found_again_and_a_reopened_one_too() {
    for order in [Order::Shuffled, Order::AsImported] {
        let (mut story, names) = many(300);
        let done: Vec<&String> = names.iter().filter(|name| *name != "i150").collect();
        for name in &done {
            story.submit(name, "Ada");
        }
        for after in [item_id("i0"), item_id("i150"), item_id("i299")] {
            let next = story.file.read().next_open_item(person("Ada"), order, Some(after)).unwrap();
            assert_eq!(next, Some(item_id("i150")));
        }
        story.submit("i150", "Ada");
        assert_eq!(story.file.read().next_open_item(person("Ada"), order, None).unwrap(), None);
        story.act("i7", "Ada", EventKind::Reopened);
        assert_eq!(story.file.read().next_open_item(person("Ada"), order, None).unwrap(), Some(item_id("i7")));
        assert_eq!(story.file.read().compare_projections().unwrap(), []);
    }
}

#[test]
fn a_position_and_its_item_belong_together() {
    let (story, names) = many(40);
    let read = story.file.read();
    for (order, start) in [
        (Order::Shuffled, Some(starting_point("seed", person("Ada")))),
        (Order::Shuffled, None),
        (Order::Shuffled, Some(item_id("i5"))),
        (Order::AsImported, None),
    ] {
        for position in 1..=40 {
            let item = read.item_in_order(order, start, position).unwrap().unwrap();
            assert_eq!(read.position_in_order(order, start, item).unwrap(), Some(position));
        }
        assert_eq!(read.item_in_order(order, start, 0).unwrap(), None);
        assert_eq!(read.item_in_order(order, start, 41).unwrap(), None);
        let first = read.next_open_item(person("Ada"), order, start).unwrap();
        assert_eq!(read.item_in_order(order, start, 1).unwrap(), first);
    }
    assert_eq!(names.len(), 40);
}

#[test]
fn the_own_list_is_the_same_items_in_the_reviewers_order() {
    let (mut story, names) = many(25);
    let start = starting_point("seed", person("Ada"));
    story.submit("i3", "Ada");
    story.submit("i4", "Ada");
    story.act("i5", "Ada", EventKind::Skipped { reason: "x".to_owned(), elapsed_ms: None });
    story.act("i6", "Ada", EventKind::FlagChanged { from: None, to: Some(String::new()) });
    story.submit("i9", "Bo");
    let check = |filter: OwnFilter, expected: &dyn Fn(&str) -> bool| {
        let mut wanted: Vec<ItemId> = names.iter().filter(|name| expected(name)).map(|name| item_id(name)).collect();
        for order in [Order::Shuffled, Order::AsImported] {
            if order == Order::Shuffled {
                wanted.sort_by_key(|item| (*item <= start, *item));
            } else {
                wanted.sort_by_key(|item| names.iter().position(|name| item_id(name) == *item));
            }
            let read = story.file.read();
            let mut listed = Vec::new();
            for offset in (0..30).step_by(7) {
                let page = read.own_items_page(person("Ada"), &filter, order, Some(start), offset, 7).unwrap();
                listed.extend(page.into_iter().map(|row| row.item));
            }
            assert_eq!(listed, wanted, "{filter:?} {order:?}");
            assert_eq!(
                read.own_items_count(person("Ada"), &filter).unwrap(),
                Counted::Exactly(wanted.len() as u64),
                "{filter:?}"
            );
        }
    };
    let stage = |stage| OwnFilter::from(OwnTest::Stage(vec![stage]));
    check(OwnFilter::default(), &|_| true);
    check(stage(ReviewStage::Submitted), &|name| name == "i3" || name == "i4");
    check(stage(ReviewStage::Skipped), &|name| name == "i5");
    check(stage(ReviewStage::NotStarted), &|name| !["i3", "i4", "i5", "i6"].contains(&name));
    check(OwnTest::Flagged.into(), &|name| name == "i6");
    let word = |words: &str| OwnTest::Words(Where::Everywhere, words.to_owned());
    let words = |words: &str| OwnFilter::from(word(words));
    check(words("text"), &|_| true);
    check(words("i1"), &|name| name == "i1");
    check(words("tex"), &|_| true);
    check(stage(ReviewStage::Submitted).and(word("text")), &|name| name == "i3" || name == "i4");
    check(words("text").but_not(OwnTest::Stage(vec![ReviewStage::Submitted])), &|name| name != "i3" && name != "i4");
    check(OwnFilter::default().but_not(word("i1")), &|name| name != "i1");
    check(OwnFilter::default().but_not(word("text")), &|_| false);
    check(OwnFilter::default().but_not(OwnTest::Flagged), &|name| name != "i6");
    check(OwnTest::Kind(vec![Kind::Prose]).into(), &|_| true);
    check(OwnTest::Kind(vec![Kind::Json]).into(), &|_| false);
    check(OwnTest::Language(vec!["xx".to_owned()]).into(), &|_| false);
    check(OwnTest::Words(Where::Notes, "text".to_owned()).into(), &|_| false);
    check(OwnTest::Verdict(vec![VerdictId::from("clean")]).into(), &|_| false);
}

#[test]
fn the_own_list_finds_nothing_that_only_the_lead_may_know() {
    let mut story = Story::new();
    story.insert(&[item("secret-model-7", "Plain words", &["Plain source"])]);
    story.reviewer("Ada");
    story.reviewer("Bo");
    story.annotate("secret-model-7", "Bo", "contradiction", "Plain");
    let find = |words: &str| {
        let filter = |place| OwnTest::Words(place, words.to_owned()).into();
        let count = |place| story.file.read().own_items_count(person("Ada"), &filter(place)).unwrap();
        let Counted::Exactly(found) = count(Where::Everywhere) else { panic!("few items") };
        assert_eq!(count(Where::Notes), Counted::Exactly(0), "Ada wrote nothing");
        found
    };
    assert_eq!(find("plain"), 1);
    assert_eq!(find("title"), 1);
    assert_eq!(find("secret"), 0, "an external id may betray the generator");
    assert_eq!(find("gpt"), 0);
    assert_eq!(find("remark"), 0, "what another reviewer wrote");
    let labelled = OwnFilter::from(OwnTest::Annotation { labels: vec!["contradiction".into()], severities: vec![] });
    assert_eq!(story.file.read().own_items_count(person("Ada"), &labelled).unwrap(), Counted::Exactly(0));
}
