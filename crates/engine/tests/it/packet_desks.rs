//! One person at several desks: in the project, where they also decide what is gold, and in packets,
//! copied, fetched again and restored as files are. Nobody altered anything, so nothing is refused.

use crate::team::{Team, Worker};
use touchstone_domain::adjudication::cause::{Cause, Reason};
use touchstone_domain::adjudication::deciding::Wish;
use touchstone_domain::id::ItemId;
use touchstone_domain::intent::Intent;
use touchstone_domain::label::VerdictId;
use touchstone_engine::{Project, adjudicate, review, verify};

impl Team {
    /// Works in the lead's project as one of the team.
    fn at_home<T>(&mut self, name: &str, work: impl FnOnce(&mut Worker) -> T) -> T {
        let path = self.path("lead.touchstone");
        let who = self.person(name);
        self.set_aside();
        let mut worker = Worker { project: Project::open(&path).unwrap(), who };
        let done = work(&mut worker);
        self.project = worker.project;
        done
    }

    /// Lets go of the project's file: something else of the same kind is held instead.
    fn set_aside(&mut self) {
        let other = Team::new(1).project;
        std::mem::replace(&mut self.project, other).close().unwrap();
    }

    /// The file is put in the project's place, as by a person who restores a copy.
    fn restore(&mut self, copy: &str) {
        self.set_aside();
        std::fs::copy(self.path(copy), self.path("lead.touchstone")).unwrap();
        self.project = Project::open(&self.path("lead.touchstone")).unwrap();
    }

    fn decide(&mut self, name: &str, item: ItemId) {
        let who = self.person(name);
        let wish =
            Wish::DecideVerdict(Some(VerdictId::from("unsure")), Reason { cause: Cause::GuidelineGap, words: None });
        let done = adjudicate::record(&mut self.project, who, item, wish).unwrap();
        assert!(matches!(done, adjudicate::Outcome::Recorded(_)), "{done:?}");
    }

    fn is_sound(&self) {
        let found = verify::run(self.project.read()).unwrap();
        assert!(found.ok, "{:?}", found.findings);
    }
}

fn remark(worker: &mut Worker, item: ItemId, words: &str) {
    worker.act(item, Intent::Remark(Some(words.into())));
}

#[test]
fn who_adjudicates_at_home_meanwhile_brings_their_own_packets_home_in_any_order() {
    let mut team = Team::new(12);
    team.plan();
    let items = team.at_home("Ada", |worker| {
        let done = worker.finish_next(2, "clean");
        let begun = worker.next().unwrap();
        remark(worker, begun, "begun at home");
        [done, vec![begun]].concat()
    });
    team.decide("Ada", items[0]);
    team.make("Ada", "a");
    team.decide("Ada", items[1]);
    let first = team.work_in("a", |worker| worker.finish_next(3, "clean"));
    assert_eq!(first[0], items[2], "what was begun goes on");
    team.send("a", "early");
    // Back and forth between the two desks, each with events of the other in between.
    team.at_home("Ada", |worker| worker.act(items[0], Intent::Reopen));
    team.work_in("a", |worker| worker.finish_next(2, "hallucinated"));
    assert_eq!(team.take("a").events_added, 10);
    for item in &first {
        team.decide("Ada", *item);
    }
    assert_eq!(team.take("early").events_added, 0);
    team.at_home("Ada", |worker| worker.finish(items[0], "unsure"));
    // A second packet carries parts of both chains.
    team.work_in("a", |worker| {
        let item = worker.next().unwrap();
        remark(worker, item, "not done in the first packet");
    });
    assert_eq!(team.take("a").events_added, 1);
    team.make("Ada", "b");
    team.decide("Ada", items[2]);
    let second = team.work_in("b", |worker| worker.finish_next(2, "clean"));
    // The first goes on as well, and comes home after the second.
    team.work_in("a", |worker| {
        let last = *worker.project.read().item_ids().unwrap().last().unwrap();
        worker.finish(last, "clean");
    });
    for (file, events) in [("b", 4), ("a", 2), ("early", 0), ("b", 0), ("a", 0)] {
        let report = team.take(file);
        assert_eq!((file, report.events_added, report.conflicts.len()), (file, events, 0));
    }
    assert_eq!(second.len(), 2);
    team.told();
    team.is_sound();
}

#[test]
fn a_packet_fetched_again_over_the_one_worked_in_is_another_desk() {
    let mut team = Team::new(6);
    team.make("Ada", "mail");
    for (round, verdict) in ["clean", "unsure", "hallucinated"].into_iter().enumerate() {
        // The same attachment is saved to the same place, over what was there.
        team.send("mail", "desk");
        team.work_in("desk", |worker| {
            let items = worker.project.read().item_ids().unwrap();
            worker.finish(items[round], verdict);
        });
        team.send("desk", &format!("sent{round}"));
    }
    for round in [2, 0, 1, 2] {
        let report = team.take(&format!("sent{round}"));
        assert_eq!(report.conflicts, []);
    }
    team.is_sound();
    // A packet of what is left carries nothing that makes the next one look altered.
    team.make("Ada", "next");
    team.work_in("next", |worker| worker.finish_next(3, "clean"));
    assert_eq!(team.take("next").events_added, 6);
    team.is_sound();
}

#[test]
fn what_a_restored_project_lost_comes_back_with_the_packet() {
    let mut team = Team::new(6);
    let copy = team.path("copy");
    team.project.save_copy(&copy).unwrap();
    let begun = team.at_home("Ada", |worker| {
        let (done, item) = (worker.finish_next(1, "clean"), worker.next().unwrap());
        remark(worker, item, "begun at home");
        worker.act(done[0], Intent::Reopen);
        remark(worker, done[0], "again");
        remark(worker, item, "and more");
        item
    });
    team.make("Ada", "a");
    team.work_in("a", |worker| worker.finish(begun, "unsure"));
    team.restore("copy");
    // Work goes on in the restored project, at the very place of the lost one.
    team.at_home("Ada", |worker| worker.finish_next(1, "clean"));
    let report = team.take("a");
    assert_eq!(report.events_added, 8, "six from before the packet, two from the packet");
    assert_eq!(report.events_restored, 6);
    let review = review::open(&team.project, team.person("Ada"), begun).unwrap().review;
    assert_eq!(review.content.remark.as_deref(), Some("and more"));
    assert_eq!(review.content.verdict.unwrap().as_str(), "unsure");
    team.told();
    // What did not go out with the packet stays lost, and the project can be verified all the same.
    let codes: Vec<_> =
        verify::run(team.project.read()).unwrap().findings.into_iter().map(|found| found.code).collect();
    assert!(codes.iter().all(|code| code == "chain_gap"), "{codes:?}");
    assert_eq!((team.take("a").events_added, team.take("a").events_restored), (0, 0));
}
