//! Plans: who gets which items, and in which order.

use expect_test::expect;
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use touchstone_domain::assignment::{Deal, Member, PlanSettings, Table, deal};
use touchstone_domain::id::ReviewerId;

fn person(number: u8) -> ReviewerId {
    ReviewerId::from_bytes([number; 16])
}

fn table(items: u32, members: u8) -> Table {
    let members = (1..=members).map(|number| Member { reviewer: person(number), kept: Vec::new() }).collect();
    Table { items, members, ..Table::default() }
}

fn settings(overlap: u32, members: u8) -> PlanSettings {
    PlanSettings {
        overlap,
        calibration: 0,
        checks: None,
        reviewers: (1..=members).map(person).collect(),
        quotas: BTreeMap::new(),
    }
}

fn words(deal: &Deal) -> String {
    deal.preview.in_words()
}

#[test]
fn loads_and_pairs_are_even() {
    let dealt = deal(&settings(2, 4), "seed", &table(150, 4));
    expect!["Each of 4 reviewers gets 75 items; every pair shares 25."].assert_eq(&words(&dealt));
    let dealt = deal(&settings(3, 5), "seed", &table(100, 5));
    expect!["Each of 5 reviewers gets 60 items; each pair shares 29 to 31."].assert_eq(&words(&dealt));
    let dealt = deal(&settings(2, 7), "seed", &table(1000, 7));
    expect!["Each of 7 reviewers gets 285 to 286 items; each pair shares 47 to 48."].assert_eq(&words(&dealt));
}

#[test]
fn one_reviewer_or_more_overlap_than_people_is_no_error() {
    expect!["One reviewer gets 20 items."].assert_eq(&words(&deal(&settings(1, 1), "seed", &table(20, 1))));
    let dealt = deal(&settings(3, 2), "seed", &table(20, 2));
    expect!["Each of 2 reviewers gets 20 items; every pair shares 20. 20 items have fewer reviewers than asked for."]
        .assert_eq(&words(&dealt));
    expect!["Nobody takes part yet. 5 items have no reviewer."].assert_eq(&words(&deal(
        &settings(1, 0),
        "seed",
        &table(5, 0),
    )));
}

#[test]
fn quotas_are_kept_and_what_is_left_over_is_told() {
    let mut wish = settings(2, 3);
    wish.quotas.insert(person(1), 20);
    let dealt = deal(&wish, "seed", &table(100, 3));
    assert_eq!(dealt.lists.iter().map(Vec::len).collect::<Vec<_>>(), [20, 90, 90]);
    assert_eq!((dealt.preview.full, dealt.preview.partly, dealt.preview.unassigned), (100, 0, 0));
    wish.quotas.insert(person(2), 30);
    wish.quotas.insert(person(3), 30);
    let dealt = deal(&wish, "seed", &table(100, 3));
    assert_eq!(dealt.lists.iter().map(Vec::len).collect::<Vec<_>>(), [20, 30, 30]);
    expect!["Each of 3 reviewers gets 20 to 30 items; each pair shares 10 to 20. 60 items have no reviewer."]
        .assert_eq(&words(&dealt));
}

#[test]
fn calibration_comes_first_in_another_order_for_each() {
    let mut wish = settings(1, 3);
    wish.calibration = 12;
    let dealt = deal(&wish, "seed", &table(60, 3));
    expect!["Each of 3 reviewers gets 28 items; every pair shares 12. Everyone begins with the same 12 items."]
        .assert_eq(&words(&dealt));
    let shared: BTreeSet<u32> = dealt.calibration.iter().copied().collect();
    let firsts: BTreeSet<Vec<u32>> = dealt.lists.iter().map(|list| list[..12].to_vec()).collect();
    assert_eq!(firsts.len(), 3, "the same order betrays what is shared");
    assert!(firsts.iter().all(|first| first.iter().copied().collect::<BTreeSet<_>>() == shared));
    // Later, with more items, the same ones stay.
    let later = Table { calibration: dealt.calibration.clone(), ..table(90, 4) };
    assert_eq!(deal(&wish, "seed", &later).calibration, dealt.calibration);
}

#[test]
fn attention_checks_are_spread_and_lie_elsewhere_for_each() {
    let wish = settings(1, 2);
    let checks = vec![5, 50, 95, 120];
    let dealt = deal(&wish, "seed", &Table { checks: checks.clone(), ..table(204, 2) });
    let places = |list: &[u32]| -> Vec<usize> {
        list.iter().enumerate().filter(|(_, item)| checks.contains(item)).map(|(place, _)| place).collect()
    };
    for list in &dealt.lists {
        let places = places(list);
        assert_eq!(list.len(), 104);
        assert_eq!(places.len(), 4);
        for (number, place) in places.iter().enumerate() {
            assert!((number * 26..=(number + 1) * 26).contains(place), "{places:?}");
        }
    }
    assert_ne!(places(&dealt.lists[0]), places(&dealt.lists[1]));
}

#[test]
fn whoever_leaves_is_replaced_and_whoever_joins_takes_over_what_nobody_began() {
    let wish = settings(2, 3);
    let first = deal(&wish, "seed", &table(90, 3));
    // Everyone began 10; the third leaves having finished them.
    let kept = |number: usize| first.lists[number][..10].to_vec();
    let mut after = table(90, 3);
    after.members[2].reviewer = person(9);
    after.members[0].kept = kept(0);
    after.members[1].kept = kept(1);
    for item in kept(2) {
        after.counted.insert(item, 1);
    }
    let mut wish = settings(2, 2);
    wish.reviewers.push(person(9));
    let second = deal(&wish, "seed", &after);
    assert_eq!(second.lists[0][..10], first.lists[0][..10]);
    assert_eq!((second.preview.full, second.preview.partly, second.preview.unassigned), (90, 0, 0));
    let lens: Vec<usize> = second.lists.iter().map(Vec::len).collect();
    assert_eq!(lens.iter().sum::<usize>(), 170, "ten finished reviews count");
    assert!(lens.iter().max().unwrap() - lens.iter().min().unwrap() <= 1, "{lens:?}");
}

#[test]
fn neither_file_order_nor_anothers_order_shows_in_a_list() {
    let dealt = deal(&settings(2, 2), "seed", &table(400, 2));
    let follows = |list: &[u32]| list.windows(2).map(|two| (two[0], two[1])).collect::<BTreeSet<_>>();
    let in_file = follows(&(1..=400).collect::<Vec<_>>());
    let [one, other] = &dealt.lists[..] else { panic!() };
    assert!(follows(one).intersection(&in_file).count() < 8);
    assert!(follows(one).intersection(&follows(other)).count() < 8);
    // A project keeps its lists over versions of the program.
    expect!["[207, 122, 205, 4, 365, 137]"].assert_eq(&format!("{:?}", &one[..6]));
    assert_ne!(deal(&settings(2, 2), "other", &table(400, 2)).lists[0], *one);
}

proptest! {
    #[test]
    fn nobody_gets_an_item_twice_nor_more_than_allowed(
        items in 0..80_u32,
        members in 1..6_u8,
        overlap in 1..5_u32,
        calibration in 0..10_u32,
        quotas in prop::collection::vec(0..60_u32, 0..5),
        kept in prop::collection::vec((0..5_usize, 1..80_u32), 0..40),
        checks in prop::collection::btree_set(1..80_u32, 0..5),
    ) {
        let mut wish = settings(overlap, members);
        wish.calibration = calibration;
        for (number, quota) in quotas.iter().enumerate() {
            wish.quotas.insert(person(u8::try_from(number).unwrap() + 1), *quota);
        }
        let mut at = table(items, members);
        at.checks = checks.into_iter().filter(|item| *item <= items).collect();
        for (member, item) in kept {
            if let Some(member) = at.members.get_mut(member) && item <= items && !member.kept.contains(&item) {
                member.kept.push(item);
            }
        }
        let dealt = deal(&wish, "seed", &at);
        prop_assert_eq!(&deal(&wish, "seed", &at), &dealt);
        let shared: BTreeSet<u32> = dealt.calibration.iter().chain(&at.checks).copied().collect();
        for (member, list) in at.members.iter().zip(&dealt.lists) {
            let set: BTreeSet<u32> = list.iter().copied().collect();
            prop_assert_eq!(set.len(), list.len());
            prop_assert!(list.starts_with(&member.kept));
            prop_assert!(shared.is_subset(&set));
            let unavoidable = shared.union(&member.kept.iter().copied().collect()).count();
            let quota = wish.quotas.get(&member.reviewer).map_or(usize::MAX, |quota| *quota as usize);
            prop_assert!(list.len() <= quota.max(unavoidable));
        }
        let holders = |item: u32| dealt.lists.iter().filter(|list| list.contains(&item)).count();
        let kept = |item: u32| at.members.iter().filter(|member| member.kept.contains(&item)).count();
        for item in 1..=items {
            if !shared.contains(&item) {
                prop_assert!(holders(item) <= kept(item).max(overlap as usize));
            }
        }
        let preview = &dealt.preview;
        prop_assert_eq!(preview.full + preview.partly + preview.unassigned, items);
        // Without limits and with nothing begun, every item gets what was asked for.
        if quotas.is_empty() && u32::from(members) >= overlap {
            prop_assert_eq!(preview.full, items);
        }
    }
}
