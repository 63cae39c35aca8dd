//! Right answers that a file gives: kept, measured against, never told to reviewers, never made of what
//! a project computed or decided.

use crate::team::{Team, line};
use serde_json::Value;
use std::path::PathBuf;
use touchstone_domain::exchange::IssueCode;
use touchstone_domain::intent::Intent;
use touchstone_engine::agreement::gathered::gather;
use touchstone_engine::export::{self, ExportOptions, Names};
use touchstone_engine::import::{self, Format, ImportOptions, ImportReport};
use touchstone_engine::reliability::{self, CheckKind, CheckReport, Sampling};
use touchstone_engine::work::silently;
use touchstone_engine::{assignment, review};
use touchstone_formats::What;

fn import(team: &mut Team, lines: &[String]) -> ImportReport {
    let file = team.path("more.jsonl");
    std::fs::write(&file, lines.join("\n")).unwrap();
    silently(|work| import::run(&mut team.project, &[file], &ImportOptions::default(), work)).unwrap()
}

/// A line with this as its gold.
fn with(number: usize, gold: &str) -> String {
    let before = line(number);
    let start = before.find("\"given_gold\"").unwrap();
    let end = start + before[start..].find("]}").unwrap() + 2;
    format!("{}\"gold\": {gold}{}", &before[..start], &before[end..])
}

fn codes(report: &ImportReport) -> Vec<IssueCode> {
    report.issues.iter().map(|issue| issue.code).collect()
}

fn verdict_of(team: &Team, number: u64) -> Option<String> {
    let item = team.project.read().item_id_at(number).unwrap().unwrap();
    team.project.read().given_gold(item).unwrap().map(|gold| gold.verdict.0)
}

#[test]
fn importing_again_adds_nothing_and_a_changed_answer_is_told_and_not_taken() {
    let mut team = Team::new(2);
    assert_eq!(verdict_of(&team, 1).as_deref(), Some("hallucinated"));
    let again = import(&mut team, &[line(1), line(2)]);
    assert_eq!((again.gold_added, again.items_unchanged, again.issues.len()), (0, 2, 0));
    let changed = import(
        &mut team,
        &[
            with(1, r#""clean""#),
            with(2, r#"{"verdict": "hallucinated", "spans": [{"start": 4, "end": 10, "label": "gold-of-hydra"}]}"#),
        ],
    );
    assert_eq!((changed.gold_added, codes(&changed)), (0, vec![IssueCode::GoldChanged]));
    assert!(changed.issues[0].message.contains("extid-1") && changed.issues[0].code.is_loss());
    assert_eq!(verdict_of(&team, 1).as_deref(), Some("hallucinated"));
}

#[test]
fn an_item_that_had_none_gets_its_answer_from_a_later_file() {
    let mut team = Team::without_gold(3);
    let later = import(
        &mut team,
        &[
            with(1, r#""clean""#),
            with(2, r#"{"spans": [{"start": 4, "end": 10}]}"#),
            with(3, r#"{"origin": "given", "verdict": "Unsure"}"#),
        ],
    );
    assert_eq!((later.gold_added, later.items_added, later.issues.len()), (3, 0, 0), "{:?}", later.issues);
    let verdicts: Vec<_> = (1..=3).map(|number| verdict_of(&team, number).unwrap()).collect();
    assert_eq!(verdicts, ["clean", "hallucinated", "unsure"]);
}

#[test]
fn what_a_project_made_is_no_answer_that_was_given() {
    let mut team = Team::without_gold(2);
    let made = r#"{"origin": "adjudicated", "verdict": "clean", "spans": [], "k": 3}"#;
    let computed = r#"{"origin": "consensus", "verdict": null, "spans": [{"start": 0, "end": 3, "supporters": ["R1"], "share_min": 1.0, "evidence": [{"reviewer": "R1", "evidence": "none-exists"}]}]}"#;
    let report = import(&mut team, &[with(1, made), with(2, computed)]);
    assert_eq!((report.gold_added, report.issues.len()), (0, 0), "{:?}", report.issues);
    assert_eq!((verdict_of(&team, 1), verdict_of(&team, 2)), (None, None));
    assert_eq!(
        team.project.read().adjudication(team.project.read().item_id_at(1).unwrap().unwrap()).unwrap().settled,
        None
    );
}

#[test]
fn gold_of_another_kind_is_told_and_costs_nothing_else() {
    let mut team = Team::without_gold(1);
    let lines: Vec<String> = ["7", "[1, 2]", r#"{"verdict": 1}"#, r#"{"answer": 42}"#, "null", r#"{"spans": []}"#]
        .iter()
        .zip(2..)
        .map(|(gold, number)| with(number, gold))
        .collect();
    let report = import(&mut team, &lines);
    assert_eq!(report.items_added, 6);
    assert_eq!(codes(&report), [IssueCode::BadValue; 4], "null says nothing, and nothing to mark is clean");
    assert_eq!((report.gold_added, verdict_of(&team, 7).as_deref()), (1, Some("clean")));
}

#[test]
fn half_an_answer_is_left_out_and_the_item_goes_in() {
    let mut team = Team::without_gold(1);
    let bad = [
        with(2, r#"{"verdict": "hallucinated", "spans": [{"start": 4, "end": 10}, {"start": 4, "end": 900}]}"#),
        with(3, r#""perhaps""#),
        with(4, r#"{"verdict": "clean", "spans": [{"start": 4, "end": 10}]}"#),
    ];
    let report = import(&mut team, &bad);
    assert_eq!((report.items_added, report.gold_added), (3, 0));
    let expected =
        [IssueCode::SpanOutsideText, IssueCode::BadValue, IssueCode::BadValue, IssueCode::ContradictoryReview];
    assert_eq!(codes(&report), expected);
    assert!(report.issues[2].message.contains("clean, hallucinated, unsure"), "{}", report.issues[2].message);
}

fn attention(team: &Team, name: &str) -> CheckReport {
    let report = silently(|work| {
        let gathered = gather(team.project.read(), work)?;
        reliability::measure(team.project.read(), &gathered, Sampling { draws: 10, seed: 0 }, work)
    })
    .unwrap();
    let one = report.reviewers.into_iter().find(|one| one.name == name).unwrap();
    one.checks.into_iter().find(|checks| checks.kind == CheckKind::Attention).unwrap()
}

#[test]
fn reviewers_are_measured_against_it_on_the_checks_that_the_plan_fixed() {
    let mut team = Team::without_gold(4);
    import(&mut team, &[with(2, r#""clean""#)]);
    let mut wish = assignment::proposal(&team.project).unwrap();
    (wish.overlap, wish.checks) = (2, Some("gold:yes".to_owned()));
    silently(|work| assignment::set(&mut team.project, &wish, work)).unwrap();
    let ada = team.person("Ada");
    for item in team.project.read().item_ids().unwrap() {
        for intent in [Intent::GiveVerdict(Some("unsure".into())), Intent::Submit { elapsed_ms: None, confirmed: true }]
        {
            let assistance = touchstone_domain::event::Assistance::None;
            assert!(matches!(
                review::record(&mut team.project, ada, item, intent, assistance).unwrap(),
                review::Outcome::Recorded { .. }
            ));
        }
    }
    let checks = attention(&team, "Ada");
    assert_eq!((checks.seen, checks.with_gold), (1, 1));
    assert_eq!(checks.figures[0].name, "verdict_right");
    assert_eq!(checks.figures[0].measured.value, Ok(0.0));
    // An item that the filter finds later is no check that anyone was given.
    import(&mut team, &[with(3, r#""unsure""#)]);
    assert_eq!(attention(&team, "Ada").seen, 1);
    silently(|work| assignment::set(&mut team.project, &wish, work)).unwrap();
    assert_eq!(attention(&team, "Ada").seen, 2);
    assignment::remove(&mut team.project).unwrap();
    assert_eq!(team.project.read().assignment_plan().unwrap(), None);
}

fn exported(team: &Team, what: What) -> Vec<Value> {
    let out: PathBuf = team.path("out.jsonl");
    let options = ExportOptions {
        format: Format::Jsonl,
        out: out.clone(),
        what,
        filter: None,
        names: Names::Pseudonyms,
        notes: true,
        force: true,
    };
    silently(|work| export::run(team.project.read(), &options, work)).unwrap();
    std::fs::read_to_string(out).unwrap().lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn an_export_tells_it_as_given_and_another_project_takes_it_so() {
    let team = Team::new(1);
    for what in [What::Gold, What::Annotations, What::Items] {
        let record = &exported(&team, what)[0];
        let given = &record["given_gold"];
        assert_eq!((&given["origin"], &given["verdict"]), (&Value::from("given"), &Value::from("hallucinated")));
        assert_eq!(
            (&given["spans"][0]["quote"], &given["spans"][0]["label"]),
            (&"sample".into(), &"gold-of-hydra".into())
        );
        assert_ne!(record["gold"]["origin"], "given", "gold of a project is what it computed or decided");
    }
    let lines: Vec<String> = exported(&team, What::Items).iter().map(Value::to_string).collect();
    let mut other = Team::without_gold(1);
    let report = import(&mut other, &lines);
    assert_eq!((report.gold_added, report.items_added, report.issues.len()), (1, 0, 0), "{:?}", report.issues);
    let given = |team: &Team| {
        let item = team.project.read().item_id_at(1).unwrap().unwrap();
        team.project.read().given_gold(item).unwrap().unwrap()
    };
    assert_eq!(given(&other), given(&team));
}
