//! Omissions are adjudicated beside annotations, and what reviewers said of the whole item is heard.

use serde_json::{Value, json};
use std::path::Path;
use tempfile::TempDir;
use touchstone_domain::adjudication::Act;
use touchstone_domain::adjudication::cause::{Cause, Reason};
use touchstone_domain::adjudication::deciding::{Refusal, Wish};
use touchstone_domain::adjudication::difference::Aspect;
use touchstone_domain::annotation::Omission;
use touchstone_domain::event::Assistance;
use touchstone_domain::gold::{ConsensusSettings, Method, OmissionConsensus, SpanThreshold};
use touchstone_domain::id::{AnnotationId, ItemId, ReviewerId};
use touchstone_domain::intent::Intent;
use touchstone_domain::preset;
use touchstone_engine::adjudicate::{self, CaseState, OpenCase, Outcome};
use touchstone_engine::export::{self, ExportOptions, Names, What};
use touchstone_engine::import::{self, ImportOptions};
use touchstone_engine::runs::{self, SpanChange};
use touchstone_engine::work::silently;
use touchstone_engine::{NewProject, Project, consensus, review, status, verify};
use touchstone_formats::Format;

const SOURCE: &str = "The bridge opened in 1936. It cost $4 million. Two engineers died.";

fn omission(quote: &str, severity: &str) -> Value {
    let start = SOURCE.find(quote).unwrap();
    json!({ "source": "s1", "start": start, "end": start + quote.len(), "quote": quote, "severity": severity })
}

fn review(reviewer: &str, omissions: Vec<Value>, more: Value) -> Value {
    let mut review = json!({ "reviewer": reviewer, "state": "submitted", "verdict": "clean", "omissions": omissions });
    review.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    review
}

fn project(folder: &Path, lines: &[Value]) -> Project {
    let new = NewProject { name: "P".into(), schema: preset::default_schema(), blind: true };
    let mut project = Project::create(&folder.join("p.touchstone"), &new).unwrap();
    let file = folder.join("items.jsonl");
    std::fs::write(&file, lines.iter().map(|line| format!("{line}\n")).collect::<String>()).unwrap();
    let report = silently(|work| import::run(&mut project, &[file], &ImportOptions::default(), work)).unwrap();
    assert_eq!(report.issues, []);
    project
}

struct Desk {
    project: Project,
    lea: ReviewerId,
    item: ItemId,
    folder: TempDir,
}

impl Desk {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let both = |cost, severity| vec![omission("Two engineers died", "minor"), omission(cost, severity)];
        let reviews = json!([
            review("Ann", both("It cost $4 million.", "major"), json!({ "remark": "a thin sample" })),
            review("Bea", both("It cost $4 million", "major"), json!({ "flag": "" })),
            review("Cem", vec![omission("Two engineers died.", "minor"), omission("opened in 1936", "minor")], json!({})),
            { "reviewer": "Dag", "state": "skipped", "skip_reason": "cannot judge bridges" },
        ]);
        let line = json!({ "id": "x", "sample": { "text": "A bridge stands." }, "sources": [{ "id": "s1", "text": SOURCE }], "reviews": reviews });
        let mut project = project(folder.path(), &[line]);
        let lea = project.add_reviewer("Lea").unwrap().id;
        let item = project.read().next_case(None).unwrap().unwrap();
        Self { project, lea, item, folder }
    }

    fn open(&self) -> OpenCase {
        adjudicate::open(self.project.read(), self.item).unwrap()
    }

    fn act(&mut self, wish: Wish) -> Result<OpenCase, Refusal> {
        match adjudicate::record(&mut self.project, self.lea, self.item, wish).unwrap() {
            Outcome::Recorded(case) => Ok(*case),
            Outcome::Refused(refusal) => Err(refusal),
        }
    }

    fn gold(&self) -> Vec<String> {
        self.open().case().gold_omissions().into_iter().map(|omission| omission.segment.quote.clone()).collect()
    }

    fn candidate(&self, quote: &str) -> Omission {
        let open = self.open();
        let mut all = open.differences.omissions.iter().flat_map(|difference| &difference.candidates);
        all.find(|candidate| candidate.omission.segment.quote == quote).unwrap().omission.clone()
    }
}

fn because() -> Reason {
    Reason { cause: Cause::GuidelineGap, words: Some(" what must be covered ".into()) }
}

#[test]
fn what_all_leave_out_is_filled_in_and_the_rest_waits() {
    let desk = Desk::new();
    let open = desk.open();
    assert_eq!(desk.gold(), ["Two engineers died"], "a full stop more makes no difference");
    let told: Vec<_> = open.differences.omissions.iter().map(|one| (one.aspects.clone(), one.silent.len())).collect();
    assert_eq!(told, [(vec![Aspect::Found], 2), (vec![Aspect::Found], 1)]);
    let standing = desk.project.read().case_standing(desk.item).unwrap().unwrap();
    assert_eq!((standing.state, standing.open), (CaseState::Open, 2));
    assert!((standing.information - open.case().information()).abs() < 1e-12 && standing.information > 1.0);
    assert_eq!((open.consensus.spans.len(), open.consensus.soft.len(), open.consensus.k), (0, 0, 3));
    assert_eq!(open.case().verdict().unwrap().as_str(), "clean");
}

#[test]
fn omissions_are_decided_undone_settled_beside_clean_and_exported() {
    let mut desk = Desk::new();
    assert_eq!(desk.act(Wish::Settle { confirmed: false }).unwrap_err(), Refusal::StillOpen { count: 2 });
    let cost = desk.candidate("It cost $4 million");
    desk.act(Wish::Accept(cost.id, because())).unwrap();
    let year = desk.open().differences.omissions[0].id;
    desk.act(Wish::Reject(year, because())).unwrap();
    assert_eq!(desk.gold(), ["It cost $4 million", "Two engineers died"]);
    desk.act(Wish::Undo).unwrap();
    assert_eq!(desk.open().case().open_count(), 1);
    desk.act(Wish::Redo).unwrap();
    // Its place and its severity.
    let made = desk.open().adjudication.omissions[0].omission.clone();
    let text = desk.open().item.source_text(made.source).unwrap().clone();
    let shorter =
        Omission { segment: text.segment(text.span(35, 45).unwrap()), severity: Some("minor".into()), ..made.clone() };
    desk.act(Wish::ChangeOmission(shorter.clone(), because())).unwrap();
    assert_eq!(desk.gold(), ["$4 million", "Two engineers died"]);
    let gone = desk.act(Wish::ChangeOmission(made, because()));
    assert!(matches!(gone, Err(Refusal::Unknown { .. })), "{gone:?}");
    let wrong = Omission {
        segment: touchstone_domain::span::Segment { quote: "other".into(), ..shorter.segment.clone() },
        ..shorter.clone()
    };
    assert!(matches!(desk.act(Wish::AddOmission(wrong, because())), Err(Refusal::Annotation(_))));
    let added =
        Omission { id: AnnotationId::from_bytes([0; 16]), segment: text.segment(text.span(0, 10).unwrap()), ..shorter };
    desk.act(Wish::AddOmission(added, because())).unwrap();
    desk.act(Wish::Settle { confirmed: false }).unwrap();
    let settled = desk.open().adjudication.settled.unwrap();
    let quotes: Vec<&str> = settled.omissions.iter().map(|omission| omission.segment.quote.as_str()).collect();
    assert_eq!((settled.gold.len(), quotes), (0, vec!["The bridge", "$4 million", "Two engineers died"]));
    assert_eq!(
        desk.act(Wish::Settle { confirmed: false }).unwrap_err(),
        Refusal::WrongState { state: "settled already" }
    );
    assert!(verify::run(desk.project.read()).unwrap().ok);
    assert_eq!(status::of(desk.project.read()).unwrap().annotations, 0);
    let report = adjudicate::causes(desk.project.read()).unwrap();
    assert_eq!(
        (report.items, report.omissions.total(), report.spans.total()),
        (1, 3, 0),
        "what was ruled twice counts once"
    );
    assert_eq!(report.acts.get(&Act::Edited), Some(&1));
    assert_eq!(report.words[0].1.words.as_deref(), Some("what must be covered"));

    let out = desk.folder.path().join("gold.jsonl");
    let options = ExportOptions {
        format: Format::Jsonl,
        out: out.clone(),
        what: What::Gold,
        filter: None,
        names: Names::Pseudonyms,
        notes: false,
        force: false,
    };
    silently(|work| export::run(desk.project.read(), &options, work)).unwrap();
    let record: Value = serde_json::from_str(std::fs::read_to_string(&out).unwrap().trim()).unwrap();
    let gold = &record["gold"];
    assert_eq!(
        (&gold["origin"], &gold["verdict"], &gold["spans"]),
        (&json!("adjudicated"), &json!("clean"), &json!([]))
    );
    let quotes: Vec<&Value> = gold["omissions"].as_array().unwrap().iter().map(|one| &one["quote"]).collect();
    assert_eq!(quotes, ["The bridge", "$4 million", "Two engineers died"]);
    assert_eq!(gold["omissions"][1]["source"], "s1");
    let acts: Vec<&Value> = gold["decisions"].as_array().unwrap().iter().map(|one| &one["act"]).collect();
    assert_eq!(acts, ["accepted", "rejected", "edited", "added"]);
    assert!(!record.to_string().contains("covered"), "words go along only with notes");
    let schema = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/formats/touchstone-jsonl.schema.json");
    let schema: Value = serde_json::from_slice(&std::fs::read(schema).unwrap()).unwrap();
    assert!(schema["$defs"]["gold"]["properties"]["omissions"].is_object());
}

#[test]
fn what_reviewers_said_of_the_whole_item_is_heard_also_from_those_who_skipped_it() {
    let remarks = Desk::new().open().remarks;
    let told = |words: &Option<String>| words.clone().unwrap_or_else(|| "-".into());
    let mut told: Vec<[String; 3]> =
        remarks.iter().map(|one| [told(&one.remark), told(&one.flag), told(&one.skip)]).collect();
    told.sort();
    assert_eq!(told, [["-", "", "-"], ["-", "-", "cannot judge bridges"], ["a thin sample", "-", "-"]]);
}

#[test]
fn the_track_is_weighted_where_the_newest_run_is() {
    let folder = tempfile::tempdir().unwrap();
    let line = |number: usize| {
        let mark = |start: usize, end: usize| json!([{ "start": start, "end": end, "label": "contradiction" }]);
        let said = |who: &str, own: Value| json!({ "reviewer": who, "verdict": "hallucinated", "annotations": own });
        let reviews: Vec<Value> = ["A", "B", "C", "D"].iter().map(|who| said(who, mark(0, 3))).collect();
        let reviews: Vec<Value> = reviews
            .into_iter()
            .chain([said("E", if number.is_multiple_of(2) { mark(4, 7) } else { mark(0, 7) })])
            .collect();
        json!({ "id": number.to_string(), "sample": { "text": "One two three." }, "sources": [{ "text": "Two." }], "reviews": reviews })
    };
    let lines: Vec<Value> = (0..12).map(line).collect();
    let mut project = project(folder.path(), &lines);
    let item = project.read().item_at(2).unwrap().unwrap().id;
    let plain = adjudicate::open(project.read(), item).unwrap();
    assert_eq!((plain.weighing.clone(), &plain.track), (None, &plain.consensus.soft));
    let settings = ConsensusSettings { method: Method::Weighted, ..ConsensusSettings::default() };
    silently(|work| consensus::run(&mut project, &settings, work)).unwrap();
    let weighted = adjudicate::open(project.read(), item).unwrap();
    let weighing = weighted.weighing.unwrap();
    assert_eq!(weighing.equal, None);
    let all: f64 = weighing.weights.iter().map(|(_, weight)| weight).sum();
    let least = weighing.weights.iter().map(|(_, weight)| *weight).fold(f64::INFINITY, f64::min);
    let shares: Vec<(u32, u32, u32)> = weighted.track.iter().map(|run| (run.start, run.end, run.votes)).collect();
    assert_eq!(shares, [(0, 3, 5), (4, 7, 1)]);
    assert!((weighted.track[0].share - 1.0).abs() < 1e-12);
    assert!((weighted.track[1].share - least / all).abs() < 1e-12 && weighted.track[1].share < 0.2 - 1e-6);
}

#[test]
fn what_is_left_out_has_a_consensus_that_is_stored_compared_and_exported() {
    let mut desk = Desk::new();
    let settings = ConsensusSettings::default();
    let first = silently(|work| consensus::run(&mut desk.project, &settings, work)).unwrap();
    let held = |left_out: &OmissionConsensus| -> Vec<(String, String, usize, bool)> {
        let told = left_out.omissions.iter().map(|one| {
            let severity = one.severity.as_ref().unwrap().to_string();
            (one.segment.quote.clone(), severity, one.supporters.len(), one.tie)
        });
        told.collect()
    };
    let expected = [
        ("It cost $4 million".to_owned(), "major".to_owned(), 2, false),
        ("Two engineers died".to_owned(), "minor".to_owned(), 3, false),
    ];
    assert_eq!(held(&first.items[0].left_out), expected);
    assert_eq!((first.items[0].spans.len(), first.items[0].soft.len(), first.items[0].disagreement), (0, 0, 0.0));
    let mut stored = Vec::new();
    desk.project
        .read()
        .run_items(first.run.id, |item| {
            stored.push(item);
            Ok::<_, touchstone_engine::EngineError>(())
        })
        .unwrap();
    assert_eq!(stored, first.items);

    let export = |desk: &Desk, name: &str, format: Format| {
        let out = desk.folder.path().join(name);
        let (what, names) = (What::Gold, Names::Names);
        let options = ExportOptions { format, out: out.clone(), what, filter: None, names, notes: true, force: false };
        let lost = silently(|work| export::run(desk.project.read(), &options, work)).unwrap().lost;
        (std::fs::read_to_string(&out).unwrap_or_default(), lost)
    };
    let record: Value = serde_json::from_str(export(&desk, "one.jsonl", Format::Jsonl).0.trim()).unwrap();
    let (gold, omissions) = (&record["gold"], record["gold"]["omissions"].as_array().unwrap());
    assert_eq!((&gold["origin"], omissions.len(), gold.get("contested_omissions")), (&json!("consensus"), 2, None));
    assert_eq!((&omissions[1]["source"], &omissions[1]["share_min"]), (&json!("s1"), &json!(1.0)));
    assert_eq!(omissions[1]["supporters"].as_array().unwrap().len(), 3);
    let soft = gold["soft_omissions"].as_array().unwrap();
    assert!(soft.iter().all(|run| run["source"] == "s1") && soft[0]["votes"] == 1, "{soft:?}");
    for (name, format) in [("g.csv", Format::Csv), ("g", Format::Parquet), ("m.jsonl", Format::Mushroom)] {
        let lost = export(&desk, name, format).1;
        assert!(lost.iter().any(|told| told.contains("omissions")), "{format:?}: {lost:?}");
    }

    // One more who marks a passage is another input, and another run.
    let cem = desk.project.find_reviewer("Cem").unwrap().unwrap().id;
    let text = desk.open().item.sources[0].text.clone();
    let omission = Omission {
        id: AnnotationId::from_parts(&["more"]),
        source: text.digest(),
        segment: text.segment(text.span(0, 10).unwrap()),
        severity: Some("minor".into()),
        note: None,
    };
    for intent in [Intent::Reopen, Intent::MarkOmission(omission), Intent::Submit { elapsed_ms: None, confirmed: true }]
    {
        let done = review::record(&mut desk.project, cem, desk.item, intent, Assistance::None).unwrap();
        assert!(matches!(done, review::Outcome::Recorded { .. }), "{done:?}");
    }
    let any = ConsensusSettings { threshold: SpanThreshold::Any, ..settings.clone() };
    let same = silently(|work| consensus::run(&mut desk.project, &settings, work)).unwrap();
    assert_ne!(same.run.input_digest, first.run.input_digest);
    assert_eq!(held(&same.items[0].left_out), expected, "one of three does not decide");
    let second = silently(|work| consensus::run(&mut desk.project, &any, work)).unwrap();
    let found = silently(|work| runs::compare(desk.project.read(), first.run.id, second.run.id, work)).unwrap();
    let changes: Vec<_> = found.changed[0].change.omissions.iter().map(|one| one.change).collect();
    assert!(found.changed.len() == 1 && found.changed[0].change.spans.is_empty());
    assert!(changes.contains(&SpanChange::Gained) && changes.contains(&SpanChange::Rebounded), "{changes:?}");
    let names: Vec<&str> = found.changed[0].causes.iter().map(runs::Cause::name).collect();
    assert_eq!(names, ["threshold", "reviews-changed"]);
}
