//! Hints in packets: reviews that come home are judged by the policy that their packet carried, whatever holds at
//! home by then, and by what each of them says was shown.

use crate::team::Team;
use std::collections::BTreeMap;
use touchstone_domain::event::Assistance;
use touchstone_domain::hinting::HintPolicy;
use touchstone_domain::id::ItemId;
use touchstone_domain::intent::Intent;
use touchstone_domain::review::ReviewState;
use touchstone_engine::agreement::gathered::gather;
use touchstone_engine::export::{self, ExportOptions, Names, What};
use touchstone_engine::import::{self, Format, ImportOptions};
use touchstone_engine::reliability::{self, HintReport, Sampling};
use touchstone_engine::work::silently;
use touchstone_engine::{compare, hinting, review};

const HALF: HintPolicy = HintPolicy::Randomised { probability: 0.5 };

/// Items whose sample names a year that the source does not have: each has one hint.
fn team(items: usize) -> Team {
    let mut team = Team::without_gold(1);
    let line = |number: usize| {
        let sample = format!("The old bridge of the town was opened in 1932, says report {number}.");
        let source = format!("The old bridge of the town was opened long ago, says report {number}.");
        serde_json::json!({"id": number, "sample": {"text": sample, "language": "en"}, "sources": [{"text": source, "language": "en"}]}).to_string() + "\n"
    };
    let file = team.path("hinted.jsonl");
    std::fs::write(&file, (0..items).map(line).collect::<String>()).unwrap();
    silently(|work| import::run(&mut team.project, &[file], &ImportOptions::default(), work)).unwrap();
    team
}

/// Works through a packet as its window does; gives on which items hints were shown.
fn work(team: &Team, file: &str) -> BTreeMap<ItemId, bool> {
    team.work_in(file, |worker| {
        let mut done = BTreeMap::new();
        while let Some(item) = worker.next() {
            let shown = compare::shows_hints(&worker.project, worker.who, item, &ReviewState::NotStarted).unwrap();
            let assistance = if shown { Assistance::Hints } else { Assistance::None };
            for intent in
                [Intent::GiveVerdict(Some("clean".into())), Intent::Submit { elapsed_ms: Some(1000), confirmed: true }]
            {
                let recorded = review::record(&mut worker.project, worker.who, item, intent, assistance).unwrap();
                assert!(matches!(recorded, review::Outcome::Recorded { .. }), "{recorded:?}");
            }
            done.insert(item, shown);
        }
        done
    })
}

fn measure(team: &Team) -> HintReport {
    silently(|work| {
        let gathered = gather(team.project.read(), work)?;
        reliability::measure(team.project.read(), &gathered, Sampling { draws: 10, seed: 0 }, work)
    })
    .unwrap()
    .hints
}

/// With hints, without, and left out.
fn counts(team: &Team) -> (u64, u64, u64) {
    let report = measure(team);
    (report.shown, report.hidden, report.left_out)
}

/// What an export says each of Ada's reviews had.
fn exported(team: &Team) -> Vec<String> {
    let out = team.path("out.jsonl");
    let options = ExportOptions {
        format: Format::Jsonl,
        out: out.clone(),
        what: What::Annotations,
        filter: None,
        names: Names::Names,
        notes: true,
        force: true,
    };
    silently(|work| export::run(team.project.read(), &options, work)).unwrap();
    let text = std::fs::read_to_string(out).unwrap();
    let records = text.lines().map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap());
    let reviews = records.flat_map(|record| record["reviews"].as_array().unwrap().clone());
    reviews.filter(|one| one["reviewer"] == "Ada").map(|one| one["assistance"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn a_packet_that_was_out_while_the_policy_changed_is_judged_by_what_it_carried() {
    let mut team = team(24);
    hinting::set_policy(&mut team.project, HALF).unwrap();
    team.make("Ada", "a");
    hinting::set_policy(&mut team.project, HintPolicy::Off).unwrap();
    std::thread::sleep(std::time::Duration::from_millis(2));
    let shown = work(&team, "a");
    let with = shown.values().filter(|shown| **shown).count() as u64;
    assert!(with > 5 && with < 20, "{with}");
    team.take("a");
    // The one item without a hint is not counted at all.
    let hintless = team.project.read().item_id_at(1).unwrap().unwrap();
    let with_hint = with - u64::from(shown[&hintless]);
    assert_eq!(counts(&team), (with_hint, 24 - with_hint, 0));
    let told = exported(&team);
    assert_eq!(told.iter().filter(|told| *told == "hints").count() as u64, with);
    assert_eq!(told.iter().filter(|told| *told == "none").count() as u64, 25 - with);
    // Taken once more, and the policy chosen once more: nothing changes.
    let before = measure(&team);
    team.take("a");
    hinting::set_policy(&mut team.project, HintPolicy::Always).unwrap();
    assert_eq!(measure(&team), before);
}

#[test]
fn reviews_of_a_packet_that_drew_nothing_are_no_part_of_the_trial() {
    let mut team = team(12);
    hinting::set_policy(&mut team.project, HintPolicy::Always).unwrap();
    team.make("Ada", "a");
    hinting::set_policy(&mut team.project, HALF).unwrap();
    std::thread::sleep(std::time::Duration::from_millis(2));
    assert!(work(&team, "a").values().all(|shown| *shown));
    team.take("a");
    // Half of them would be as the draw of now: they were shown all the same.
    assert_eq!(counts(&team), (0, 0, 12));
}

#[test]
fn each_packet_has_its_own_part() {
    let mut team = team(24);
    for (name, probability) in [("Ada", 0.25), ("Bo", 0.75)] {
        hinting::set_policy(&mut team.project, HintPolicy::Randomised { probability }).unwrap();
        team.make(name, name);
    }
    let with: usize = ["Ada", "Bo"].iter().map(|name| work(&team, name).values().filter(|one| **one).count()).sum();
    // Whoever comes home first does not matter.
    for name in ["Bo", "Ada"] {
        team.take(name);
    }
    let (shown, hidden, left_out) = counts(&team);
    assert_eq!((shown + hidden, left_out), (48, 0));
    assert!(with as u64 >= shown && with as u64 <= shown + 2, "{with} {shown}");
}

#[test]
fn a_project_that_lost_its_packets_believes_what_they_carry() {
    let mut team = team(12);
    hinting::set_policy(&mut team.project, HALF).unwrap();
    team.project.put_setting("hints/history", "[]").unwrap();
    team.make("Ada", "a");
    work(&team, "a");
    // As a copy from before: it knows neither the packet nor that hints were ever drawn.
    hinting::set_policy(&mut team.project, HintPolicy::Off).unwrap();
    team.project.put_setting("hints/history", r#"[{"at":0,"policy":"off"}]"#).unwrap();
    team.project.put_setting("hints/packets", "{}").unwrap();
    assert!(!measure(&team).randomised);
    team.take("a");
    let (shown, hidden, left_out) = counts(&team);
    assert_eq!((shown + hidden, left_out), (12, 0));
}
