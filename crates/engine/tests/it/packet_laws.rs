//! Taking packets is a union: in any order, any number of times, it gives the same project.

use crate::team::Team;
use proptest::prelude::*;
use touchstone_domain::intent::Intent;
use touchstone_engine::Project;

/// What a reviewer does with the next open item, or with one done before.
fn act(worker: &mut crate::team::Worker, what: u8) {
    let all = worker.project.read().item_ids().unwrap();
    let item = worker.next().unwrap_or(all[usize::from(what) % all.len()]);
    let state = touchstone_engine::review::open(&worker.project, worker.who, item).unwrap().review.state;
    if matches!(state.as_str(), "submitted" | "skipped") {
        return worker.act(item, Intent::Reopen);
    }
    match what % 5 {
        0 => worker.finish(item, "clean"),
        1 => worker.act(item, Intent::Remark(Some(format!("remark {what}")))),
        2 => worker.act(item, Intent::Skip { reason: "not mine".into(), elapsed_ms: None }),
        3 => worker.act(item, Intent::Flag(Some(format!("flag {what}")))),
        _ => {
            worker.finish(item, "unsure");
            worker.act(item, Intent::Reopen);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 6, max_shrink_iters: 20, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn packets_are_united_in_any_order(
        deeds in prop::collection::vec((0..3_usize, 0..60_u8), 4..14),
        order in prop::collection::vec(0..64_usize, 10),
    ) {
        let mut team = Team::new(4);
        // Two packets of Ada are two devices; Bo has one.
        for (who, file) in [("Ada", "a1"), ("Ada", "a2"), ("Bo", "b")] {
            team.make(who, file);
        }
        let files = ["a1", "a2", "b"];
        let mut states = Vec::new();
        for (number, (desk, what)) in deeds.iter().enumerate() {
            team.work_in(files[*desk], |worker| act(worker, *what));
            let state = format!("state{number}");
            team.send(files[*desk], &state);
            states.push(state);
        }
        let path = team.path("lead.touchstone");
        let empty = team.path("empty");
        team.project.save_copy(&empty).unwrap();
        // Each last state once, in order.
        for file in files {
            team.take(file);
        }
        let straight = team.told();
        // Every state, in an order of chance, some of them twice, on another copy of the project.
        let other = team.path("other.touchstone");
        std::fs::copy(&empty, &other).unwrap();
        team.project = Project::open(&other).unwrap();
        prop_assert!(path.exists());
        let mut shuffled = states.clone();
        shuffled.extend(states.iter().take(3).cloned());
        shuffled.extend(files.map(str::to_owned));
        let count = shuffled.len();
        for (place, to) in order.iter().enumerate() {
            shuffled.swap(place % count, to % count);
        }
        for state in &shuffled {
            team.take(state);
        }
        prop_assert_eq!(team.told(), straight);
    }
}
