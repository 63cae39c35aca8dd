//! Right answers that a file gives: kept, measured against, never told to reviewers, never made of what
//! a project computed or decided.

use crate::team::{Team, line, new_project};
use serde_json::Value;
use std::path::PathBuf;
use touchstone_domain::exchange::IssueCode;
use touchstone_domain::gold::{ConsensusSettings, GivenGold, GivenSpan, ItemConsensus};
use touchstone_domain::intent::Intent;
use touchstone_domain::span::{ScalarOffset, Segment, Span};
use touchstone_engine::agreement::gathered::gather;
use touchstone_engine::export::{self, ExportOptions, Names};
use touchstone_engine::import::{self, Format, ImportOptions, ImportReport};
use touchstone_engine::reliability::{self, CheckKind, CheckReport, Sampling};
use touchstone_engine::work::silently;
use touchstone_engine::{Project, against_given, assignment, consensus, review, verify};
use touchstone_formats::What;
use touchstone_store::{ProjectFile, ToldGold};

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

/// Puts an answer into the file that no import would let in.
fn plant(team: &mut Team, number: u64, spans: &[(u32, u32, &str)]) {
    let item = team.project.read().item_id_at(number).unwrap().unwrap();
    let spans = spans.iter().map(|(start, end, quote)| GivenSpan {
        segment: Segment {
            span: Span::new(ScalarOffset(*start), ScalarOffset(*end)).unwrap(),
            quote: (*quote).to_owned(),
        },
        label: None,
        severity: None,
    });
    let gold = GivenGold { verdict: "hallucinated".into(), spans: spans.collect() };
    let path = team.path("lead.touchstone");
    let aside = Project::create(&team.path("aside.touchstone"), &new_project()).unwrap();
    std::mem::replace(&mut team.project, aside).close().unwrap();
    let mut file = ProjectFile::open(&path).unwrap();
    file.transaction(|transaction| transaction.put_given_gold(item, &ToldGold { gold, schema_version: 1 })).unwrap();
    file.close().unwrap();
    team.project = Project::open(&path).unwrap();
}

#[test]
fn a_quote_of_it_that_does_not_stand_in_the_sample_is_found() {
    let mut team = Team::new(3);
    let before = verify::run(team.project.read()).unwrap();
    assert!(before.ok, "{:?}", before.findings);
    // One of each item stands, and one annotation of the first.
    assert_eq!(before.checked.quotes, 4);
    plant(&mut team, 2, &[(4, 10, "sample"), (4, 10, "simple"), (11, 900, "number")]);
    let found = verify::run(team.project.read()).unwrap();
    assert_eq!((found.ok, found.checked.quotes), (false, 6));
    let told: Vec<_> = found.findings.iter().map(|found| (found.code.as_str(), found.place.as_str())).collect();
    assert_eq!(
        told,
        [
            ("quote_mismatch", "item extid-2, given gold, span 2"),
            ("quote_mismatch", "item extid-2, given gold, span 3")
        ]
    );
    assert!(found.findings.iter().all(|found| found.message.contains("adjudication")), "{:?}", found.findings);
}

#[test]
fn a_consensus_is_compared_with_it_and_not_made_of_it() {
    let mut team = Team::without_gold(5);
    let settings = ConsensusSettings::default();
    let before = silently(|work| consensus::run(&mut team.project, &settings, work)).unwrap();
    let compared = |team: &Team, items: &[ItemConsensus]| {
        against_given::measure(team.project.read(), items, Sampling { draws: 10, seed: 0 }).unwrap()
    };
    assert_eq!(compared(&team, &before.items), None);
    // The first was marked by Quentin as hallucinated when it came; the others get their reviews here.
    import(&mut team, &[with(1, r#""clean""#), with(2, r#""clean""#), with(3, r#""unsure""#), with(4, r#""clean""#)]);
    let say = |team: &mut Team, name: &str, number: u64, verdict: &str| {
        let (who, item) = (team.person(name), team.project.read().item_id_at(number).unwrap().unwrap());
        for intent in [Intent::GiveVerdict(Some(verdict.into())), Intent::Submit { elapsed_ms: None, confirmed: true }]
        {
            let assistance = touchstone_domain::event::Assistance::None;
            let done = review::record(&mut team.project, who, item, intent, assistance).unwrap();
            assert!(matches!(done, review::Outcome::Recorded { .. }), "{done:?}");
        }
    };
    say(&mut team, "Ada", 2, "clean");
    say(&mut team, "Ada", 3, "unsure");
    say(&mut team, "Bo", 3, "clean");
    // No right answer is known of the fifth.
    say(&mut team, "Ada", 5, "clean");
    let after = silently(|work| consensus::run(&mut team.project, &settings, work)).unwrap();
    let found = compared(&team, &after.items).unwrap();
    let counts = [&found.same, &found.other, &found.unresolved, &found.not_reviewed].map(Vec::len);
    assert_eq!((found.n(), counts), (3, [1, 1, 1, 1]));
    assert_eq!(found.accuracy().figure, Ok(1.0 / 3.0));
    assert_eq!(found.spans, None, "no right answer marks anything");
    assert_eq!(after.items[0].verdict.as_ref().unwrap().0, "hallucinated");
}

#[test]
fn a_format_that_cannot_hold_it_says_so_where_there_is_any() {
    let mut team = Team::without_gold(2);
    import(&mut team, &[with(2, r#""clean""#)]);
    let lost = |format, what, filter: Option<&str>| {
        let options = ExportOptions {
            format,
            out: team.path("given-out"),
            what,
            filter: filter.map(str::to_owned),
            names: Names::Pseudonyms,
            notes: true,
            force: true,
        };
        let planned = export::plan(team.project.read(), &options).unwrap().lost;
        let report = silently(|work| export::run(team.project.read(), &options, work)).unwrap();
        assert_eq!(report.lost, planned, "{format:?}");
        let folder = matches!(format, Format::Parquet | Format::Faithbench);
        let manifest = if folder { options.out.join("manifest.json") } else { export::manifest_path(&options.out) };
        let manifest: Value = serde_json::from_str(&std::fs::read_to_string(manifest).unwrap()).unwrap();
        assert_eq!(manifest["lost"], serde_json::json!(report.lost), "{format:?}");
        if format == Format::Parquet {
            let card = std::fs::read_to_string(options.out.join("README.md")).unwrap();
            assert_eq!(card.contains("given gold"), report.lost.iter().any(|told| told.contains("given gold")));
        }
        if folder {
            std::fs::remove_dir_all(&options.out).unwrap();
        }
        report.lost.iter().any(|told| told.contains("given gold"))
    };
    for format in [Format::Csv, Format::Tsv, Format::Parquet, Format::Faithbench] {
        assert!(lost(format, What::Items, None), "{format:?}");
        assert!(!lost(format, What::Items, Some("gold:no")), "{format:?} of items without any");
    }
    assert!(!lost(Format::Jsonl, What::Items, None), "Touchstone JSONL holds it");
    // The one with an answer has no review, so it is not in these at all.
    for format in [Format::Csv, Format::Xsum, Format::Mushroom] {
        assert!(!lost(format, What::Annotations, None), "{format:?}");
    }
}
