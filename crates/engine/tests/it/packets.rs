//! Packets go out, are worked in and come home.

use crate::team::{Team, Worker};
use touchstone_domain::event::Assistance;
use touchstone_domain::hinting::HintPolicy;
use touchstone_domain::id::ItemId;
use touchstone_domain::intent::Intent;
use touchstone_domain::label::{Label, LabelId};
use touchstone_domain::review::ReviewState;
use touchstone_engine::work::silently;
use touchstone_engine::{Project, assignment, compare, hinting, queue, review, status};

#[test]
fn the_work_of_three_reviewers_comes_home() {
    let mut team = Team::new(12);
    team.plan();
    let mut made = 0;
    for who in ["Ada", "Bo", "Cy"] {
        let file = format!("{who}.touchstone-packet");
        made += team.make(who, &file).items;
        team.work_in(&file, |worker| {
            assert_eq!(queue::standing(&worker.project, worker.who).unwrap().of, 12);
            worker.finish_next(12, "clean");
            assert_eq!(worker.next(), None);
        });
    }
    assert_eq!(made, 36);
    for who in ["Cy", "Ada", "Bo"] {
        let report = team.take(&format!("{who}.touchstone-packet"));
        assert_eq!((report.events_added, report.events_known, report.reviews_changed), (24, 0, 12));
        assert_eq!((report.items, report.open, report.conflicts.len()), (12, 0, 0));
        assert_eq!((report.reviewer.as_str(), report.schema), (who, None));
    }
    let sums = status::of(team.project.read()).unwrap();
    assert_eq!(sums.reviews.submitted, 37, "36 and the one that was imported");
    assert!(sums.disagreement.is_some());
    team.told();
    let packets = team.project.read().packets().unwrap();
    assert!(packets.iter().all(|packet| packet.taken_at.is_some() && packet.events == 24));
}

#[test]
fn a_packet_is_in_the_order_of_the_list_and_holds_what_is_open_only() {
    let mut team = Team::new(30);
    team.plan();
    let ada = team.person("Ada");
    let list = team.project.read().open_list(ada).unwrap().unwrap();
    let mut lead = Worker { who: ada, project: team.project };
    let done = lead.finish_next(3, "clean");
    assert_eq!(done, list[..3]);
    let begun = list[3];
    lead.act(begun, Intent::Remark(Some("half way".into())));
    team.project = lead.project;
    assert_eq!(team.make("Ada", "a.touchstone-packet").items, 27);
    team.work_in("a.touchstone-packet", |worker| {
        assert_eq!(worker.project.read().item_ids().unwrap(), list[3..]);
        let review = touchstone_engine::review::open(&worker.project, ada, begun).unwrap().review;
        assert_eq!(review.content.remark.as_deref(), Some("half way"));
        worker.finish(begun, "unsure");
    });
    let report = team.take("a.touchstone-packet");
    assert_eq!((report.events_added, report.events_known, report.reviews_changed, report.open), (2, 1, 1, 26));
    assert_eq!(report.conflicts, []);
}

#[test]
fn hints_follow_the_policy_of_the_project_in_a_packet_and_what_was_seen_comes_home() {
    let mut team = Team::new(24);
    team.plan();
    hinting::set_policy(&mut team.project, HintPolicy::Randomised { probability: 0.5 }).unwrap();
    let ada = team.person("Ada");
    let shown = |project: &Project| -> Vec<(ItemId, bool)> {
        let items = project.read().item_ids().unwrap().into_iter();
        let mut shown: Vec<_> = items
            .map(|item| (item, compare::shows_hints(project, ada, item, &ReviewState::NotStarted).unwrap()))
            .collect();
        shown.sort_unstable();
        shown
    };
    let at_home = shown(&team.project);
    assert!(at_home.iter().any(|(_, shown)| *shown) && at_home.iter().any(|(_, shown)| !*shown));
    team.make("Ada", "a.touchstone-packet");
    let in_packet = team.work_in("a.touchstone-packet", |worker| {
        assert_eq!(hinting::policy(&worker.project).unwrap(), HintPolicy::Randomised { probability: 0.5 });
        let shown = shown(&worker.project);
        for (item, shown) in &shown {
            let assistance = if *shown { Assistance::Hints } else { Assistance::None };
            for intent in
                [Intent::GiveVerdict(Some("clean".into())), Intent::Submit { elapsed_ms: Some(1000), confirmed: false }]
            {
                review::record(&mut worker.project, ada, *item, intent, assistance).unwrap();
            }
        }
        shown
    });
    assert_eq!(in_packet, at_home);
    team.take("a.touchstone-packet");
    for (item, shown) in at_home {
        let row = team.project.read().review_rows_of_item(item).unwrap().into_iter().find(|row| row.reviewer == ada);
        assert_eq!(row.unwrap().assistance == Assistance::Hints, shown);
    }
    // The next packet knows another policy.
    hinting::set_policy(&mut team.project, HintPolicy::AfterSubmit).unwrap();
    team.make("Bo", "b.touchstone-packet");
    team.work_in("b.touchstone-packet", |worker| {
        assert_eq!(hinting::policy(&worker.project).unwrap(), HintPolicy::AfterSubmit);
    });
}

#[test]
fn without_a_plan_everyone_gets_everything_in_an_order_of_their_own() {
    let mut team = Team::new(40);
    let mut orders = Vec::new();
    for file in ["a", "b", "c"] {
        team.make("Ada", file);
        orders.push(team.work_in(file, |worker| worker.project.read().item_ids().unwrap()));
    }
    assert!(orders[0] != orders[1] && orders[1] != orders[2] && orders[0] != orders[2]);
    let mut sorted = orders[0].clone();
    sorted.sort();
    assert_ne!(sorted, orders[0], "the order of ids is the ring that all share");
}

#[test]
fn what_was_sent_stays_with_whoever_has_it() {
    let mut team = Team::new(20);
    let mut wish = assignment::proposal(&team.project).unwrap();
    wish.overlap = 1;
    silently(|work| assignment::set(&mut team.project, &wish, work)).unwrap();
    let sent = team.project.read().open_list(team.person("Ada")).unwrap().unwrap();
    team.make("Ada", "a");
    let edda = team.project.add_reviewer("Edda").unwrap();
    wish.reviewers.push(edda.id);
    let preview = silently(|work| assignment::set(&mut team.project, &wish, work)).unwrap();
    assert_eq!(team.project.read().open_list(team.person("Ada")).unwrap().unwrap(), sent);
    assert_eq!(preview.members[0].kept, preview.members[0].items);
    assert_eq!((preview.full, preview.unassigned), (20, 0));
    // Whoever leaves gives everything back that was not finished, sent or not.
    let ada = team.person("Ada");
    wish.reviewers.retain(|reviewer| *reviewer != ada);
    let preview = silently(|work| assignment::set(&mut team.project, &wish, work)).unwrap();
    assert_eq!((preview.full, preview.members.len()), (20, 3));
    team.work_in("a", |worker| worker.finish_next(2, "clean"));
    assert_eq!(team.take("a").reviews_changed, 2, "their late work is welcome all the same");
    team.told();
}

#[test]
fn taking_twice_and_out_of_order_changes_nothing() {
    let mut team = Team::new(6);
    team.make("Ada", "a");
    team.work_in("a", |worker| worker.finish_next(2, "clean"));
    team.send("a", "early");
    team.work_in("a", |worker| {
        let first = worker.finish_next(2, "hallucinated")[0];
        worker.act(first, Intent::Reopen);
        worker.act(first, Intent::Remark(Some("again".into())));
    });
    team.send("a", "late");
    assert_eq!(team.take("late").events_added, 10);
    let told = team.told();
    for file in ["early", "late", "early", "a"] {
        let report = team.take(file);
        assert_eq!((report.events_added, report.reviews_changed, report.conflicts.len()), (0, 0, 0));
        assert!(report.events_known > 0);
        assert_eq!(team.told(), told);
    }
}

#[test]
fn two_devices_on_one_item_are_told_and_both_kept() {
    let mut team = Team::new(5);
    team.make("Ada", "a");
    team.send("a", "b");
    let item = team.work_in("a", |worker| worker.finish_next(1, "clean")[0]);
    team.work_in("b", |worker| {
        assert_eq!(worker.next(), Some(item));
        worker.act(item, Intent::Remark(Some("from the other desk".into())));
        worker.finish(item, "unsure");
    });
    assert_eq!(team.take("a").conflicts, []);
    let report = team.take("b");
    assert_eq!((report.conflicts.len(), report.events_added), (1, 3));
    assert!(report.conflicts[0].item.starts_with("extid-"));
    let review = touchstone_engine::review::open(&team.project, team.person("Ada"), item).unwrap().review;
    assert_eq!(review.content.verdict.unwrap().as_str(), "unsure", "the later act counts, whatever the clocks say");
    assert_eq!(team.take("b").conflicts, [], "it is told once");
    team.told();
}

#[test]
fn a_schema_that_changed_meanwhile_is_told() {
    let mut team = Team::new(4);
    team.make("Ada", "a");
    let mut schema = team.project.schema().clone();
    schema.labels.push(Label { id: LabelId::from("new"), name: "New".into(), key: None, ..schema.labels[0].clone() });
    schema.verdicts.retain(|verdict| verdict.id.as_str() != "unsure");
    team.project.save_schema(schema).unwrap();
    team.work_in("a", |worker| worker.finish_next(1, "unsure"));
    let difference = team.take("a").schema.unwrap();
    assert_eq!((difference.packet, difference.project), (1, 2));
    assert_eq!(difference.missing, ["unsure"]);
}

#[test]
fn a_packet_saved_for_return_is_one_whole_file() {
    let mut team = Team::new(3);
    team.make("Ada", "a");
    let mut worker = Worker::open(&team.path("a"));
    worker.finish_next(2, "clean");
    touchstone_engine::packet::save_for_return(&worker.project, &team.path("back")).unwrap();
    // The packet itself can be taken while the reviewer has it open.
    assert_eq!(team.take("a").events_added, 4);
    assert_eq!(team.take("back").events_added, 0);
    worker.project.close().unwrap();
    let again = touchstone_engine::packet::save_for_return(&team.project, &team.path("x")).unwrap_err();
    assert_eq!(again.code(), "not_a_packet");
}

#[test]
fn a_project_and_a_packet_are_not_each_other() {
    let mut team = Team::new(3);
    team.make("Ada", "a");
    assert_eq!(Project::open(&team.path("a")).unwrap_err().code(), "is_a_packet");
    assert_eq!(Project::open_packet(&team.path("lead.touchstone")).unwrap_err().code(), "not_a_packet");
    assert_eq!(team.try_make("Ada", "a").unwrap_err().code(), "output_exists");
    let mut worker = Worker::open(&team.path("a"));
    let who = worker.who;
    let out = team.path("b");
    let made =
        touchstone_engine::work::silently(|work| touchstone_engine::packet::make(&mut worker.project, who, &out, work));
    assert_eq!(made.unwrap_err().code(), "only_for_reviewing");
    worker.finish_next(3, "clean");
    worker.project.close().unwrap();
    team.take("a");
    let error = team.try_make("Ada", "c").unwrap_err();
    assert_eq!((error.code(), error.to_string().starts_with("Ada has no open item")), ("nothing_open", true));
}
