//! Adjudication over the demo: queue, decisions, bulk steps, gold and the corrected sample.

use std::path::PathBuf;
use tempfile::TempDir;
use touchstone_domain::adjudication::cause::{Cause, Reason};
use touchstone_domain::adjudication::deciding::{Refusal, Wish};
use touchstone_domain::annotation::Annotation;
use touchstone_domain::event::Assistance;
use touchstone_domain::gold::{ConsensusSettings, Method, SpanWeighing};
use touchstone_domain::id::{ItemId, ReviewerId};
use touchstone_domain::intent::Intent;
use touchstone_engine::adjudicate::{self, BulkRule, CaseState, OpenCase, Outcome};
use touchstone_engine::export::{self, ExportOptions, Names, What};
use touchstone_engine::work::silently;
use touchstone_engine::{Project, consensus, demo, review, status, verify};
use touchstone_formats::Format;

struct Desk {
    project: Project,
    adjudicator: ReviewerId,
    folder: TempDir,
}

fn because() -> Reason {
    Reason { cause: Cause::GuidelineGap, words: None }
}

impl Desk {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut project = demo::create(&folder.path().join("demo.touchstone")).unwrap();
        let adjudicator = project.add_reviewer("Lea").unwrap().id;
        Self { project, adjudicator, folder }
    }

    fn open(&self, item: ItemId) -> OpenCase {
        adjudicate::open(self.project.read(), item).unwrap()
    }

    fn act(&mut self, item: ItemId, wish: Wish) -> Result<OpenCase, Refusal> {
        match adjudicate::record(&mut self.project, self.adjudicator, item, wish).unwrap() {
            Outcome::Recorded(case) => Ok(*case),
            Outcome::Refused(refusal) => Err(refusal),
        }
    }

    fn counts(&self) -> [u64; 4] {
        CaseState::ALL.map(|state| self.project.read().case_count(state).unwrap())
    }

    /// Accepts the first candidate of every difference of an item, and the most given verdict.
    fn decide_all(&mut self, item: ItemId) {
        while let Some(difference) = self.open(item).case().open().next().cloned() {
            self.act(item, Wish::Accept(difference.candidates[0].annotation.id, because())).unwrap();
        }
        while let Some(difference) = self.open(item).case().open_omissions().next().cloned() {
            self.act(item, Wish::Accept(difference.candidates[0].omission.id, because())).unwrap();
        }
        let open = self.open(item);
        if open.case().verdict().is_none() {
            self.act(item, Wish::DecideVerdict(open.differences.verdicts[0].0.clone(), because())).unwrap();
        }
    }

    fn export(&self, name: &str, what: What) -> (PathBuf, Vec<serde_json::Value>) {
        let out = self.folder.path().join(name);
        let options = ExportOptions {
            format: Format::Jsonl,
            out: out.clone(),
            what,
            filter: None,
            names: Names::Pseudonyms,
            notes: true,
            force: false,
        };
        silently(|work| export::run(self.project.read(), &options, work)).unwrap();
        let text = std::fs::read_to_string(&out).unwrap();
        (out, text.lines().map(|line| serde_json::from_str(line).unwrap()).collect())
    }

    fn is_sound(&self) {
        let found = verify::run(self.project.read()).unwrap();
        assert!(found.ok, "{:?}", found.findings);
    }
}

#[test]
fn the_queue_leads_from_the_most_informative_item_to_the_end() {
    let mut desk = Desk::new();
    let [open, ready, settled, changed] = desk.counts();
    assert!(open > 5 && ready > 0, "{open} {ready}");
    assert_eq!((settled, changed), (0, 0));
    let rows = desk.project.read().cases(CaseState::Open, 0, 100).unwrap();
    assert!(rows.is_sorted_by(|a, b| a.standing.information >= b.standing.information));
    for row in &rows {
        let case = desk.open(row.item);
        assert_eq!(row.standing.open, case.case().open_count() as u64 + u64::from(case.case().verdict().is_none()));
        assert!((row.standing.information - case.case().information()).abs() < 1e-12);
    }
    let mut walked = Vec::new();
    let mut at = None;
    while let Some(item) = desk.project.read().next_case(at).unwrap() {
        walked.push(item);
        at = Some(item);
    }
    assert_eq!(walked, rows.iter().map(|row| row.item).collect::<Vec<_>>());
    desk.decide_all(rows[0].item);
    desk.act(rows[0].item, Wish::Settle { confirmed: true }).unwrap();
    assert_eq!(desk.counts(), [open - 1, ready, 1, 0]);
    assert_eq!(desk.project.read().next_case(Some(rows[0].item)).unwrap(), Some(rows[1].item));
    let sums = status::of(desk.project.read()).unwrap().adjudication;
    assert_eq!((sums.open, sums.settled), (open - 1, 1));
    desk.is_sound();
}

#[test]
fn gold_is_adjudicated_where_settled_and_says_so() {
    let mut desk = Desk::new();
    let item = desk.project.read().next_case(None).unwrap().unwrap();
    desk.decide_all(item);
    let gold: Vec<Annotation> = desk.open(item).case().gold().into_iter().cloned().collect();
    // Candidates of one place may overlap; what should be read there is said once.
    let mut case = desk.open(item);
    while let Err(Refusal::Corrections(_)) = desk.act(item, Wish::Settle { confirmed: true }) {
        let (first, _) = touchstone_domain::adjudication::corrected::overlapping(
            &case.case().gold().into_iter().cloned().collect::<Vec<_>>(),
        )
        .map(|(first, second)| (first.clone(), second.clone()))
        .unwrap();
        case = desk.act(item, Wish::Change(Annotation { correction: None, ..first }, because())).unwrap();
    }
    assert!(!gold.is_empty());
    let settled = desk.open(item).adjudication.settled.unwrap();
    let (_, records) = desk.export("gold.jsonl", What::Gold);
    let external = desk.open(item).item.external_id;
    let mut origins = (0, 0);
    for record in &records {
        match record["gold"]["origin"].as_str().unwrap() {
            "adjudicated" => origins.0 += 1,
            "consensus" => origins.1 += 1,
            other => panic!("{other}"),
        }
    }
    assert!(origins.0 == 1 && origins.1 > 0, "{origins:?}");
    let record = records.iter().find(|record| record["id"] == external.as_str()).unwrap();
    let spans = record["gold"]["spans"].as_array().unwrap();
    let segments: usize = settled.gold.iter().map(|annotation| annotation.segments.len()).sum();
    assert_eq!(spans.len(), segments);
    assert_eq!(record["gold"]["unresolved"], false);
    let decisions = record["gold"]["decisions"].as_array().unwrap();
    let adjudication = desk.open(item).adjudication;
    let rulings = adjudication.rulings.len() + adjudication.omission_rulings.len();
    assert_eq!(decisions.iter().filter(|decision| decision["act"] != "verdict").count(), rulings);
    assert!(decisions.iter().all(|decision| decision["cause"] == "guideline-gap"));
    assert!(decisions.iter().any(|decision| decision["heard"].as_array().is_some_and(|heard| !heard.is_empty())));
    assert!(records.iter().all(|other| other["id"] == record["id"] || other["gold"]["decisions"].is_null()));
    assert!(!record.to_string().contains("Lea"), "nobody is named unless asked for");
    if settled.gold.iter().any(|annotation| annotation.correction.is_some()) {
        let corrected = record["gold"]["corrected"].as_str().unwrap();
        assert_ne!(corrected, record["sample"]["text"].as_str().unwrap());
        for correction in settled.gold.iter().filter_map(|annotation| annotation.correction.as_deref()) {
            assert!(corrected.contains(correction), "{correction}");
        }
    }
    desk.is_sound();
}

#[test]
fn a_review_that_changes_afterwards_leaves_gold_alone_and_is_told() {
    let mut desk = Desk::new();
    let item = desk.project.read().cases(CaseState::Ready, 0, 1).unwrap()[0].item;
    desk.act(item, Wish::Settle { confirmed: true }).unwrap();
    let before = desk.open(item).adjudication.settled.unwrap();
    let dana = desk.project.find_reviewer("Dana").unwrap().unwrap().id;
    let text = desk.open(item).item.sample.text;
    let id = review::new_annotation_id(&mut desk.project).unwrap();
    let annotation = Annotation {
        id,
        segments: vec![text.segment(text.span(0, 4).unwrap())],
        labels: touchstone_domain::annotation::Labels::one("other".into()),
        severity: None,
        evidence: touchstone_domain::annotation::Evidence::NoneExists,
        correction: None,
        note: Some("odd".to_owned()),
    };
    for intent in [
        Intent::Annotate(annotation),
        Intent::GiveVerdict(Some("hallucinated".into())),
        Intent::Submit { elapsed_ms: None, confirmed: true },
    ] {
        review::record(&mut desk.project, dana, item, intent, Assistance::None).unwrap();
    }
    assert_eq!(desk.project.read().case_standing(item).unwrap().unwrap().state, CaseState::Changed);
    assert_eq!(desk.open(item).adjudication.settled.unwrap(), before);
    desk.is_sound();
}

#[test]
fn a_bulk_step_does_what_its_preview_said_and_can_be_taken_back() {
    let mut desk = Desk::new();
    let before = desk.counts();
    let rule = BulkRule { reviewers: 2, within_words: 8, settle: true };
    let preview = silently(|work| adjudicate::preview(desk.project.read(), rule, work)).unwrap();
    assert!(preview.differences > 0 && preview.settled > 0 && !preview.examples.is_empty(), "{preview:?}");
    assert!(preview.examples.iter().all(|example| !example.marked.is_empty() && !example.becomes.is_empty()));
    let narrow = BulkRule { within_words: 0, settle: false, ..rule };
    let less = silently(|work| adjudicate::preview(desk.project.read(), narrow, work)).unwrap();
    assert!(less.differences <= preview.differences && less.settled == 0);

    let lea = desk.adjudicator;
    let report = silently(|work| adjudicate::accept(&mut desk.project, lea, rule, &because(), work)).unwrap();
    assert_eq!(
        (report.items, report.differences, report.settled),
        (preview.items, preview.differences, preview.settled)
    );
    assert_eq!(desk.counts()[2], report.settled);
    desk.is_sound();
    let again = silently(|work| adjudicate::accept(&mut desk.project, lea, rule, &because(), work)).unwrap();
    assert_eq!((again.step, again.differences, again.settled), (None, 0, 0));

    // An item worked on since keeps what was decided.
    let settled = desk.project.read().cases(CaseState::Settled, 0, 1).unwrap()[0].item;
    desk.act(settled, Wish::Reopen).unwrap();
    let undone = silently(|work| adjudicate::take_back(&mut desk.project, lea, report.step.unwrap(), work)).unwrap();
    assert_eq!(undone.kept, 1);
    assert_eq!(desk.counts()[2], 0);
    desk.act(settled, Wish::Undo).unwrap();
    desk.act(settled, Wish::Undo).unwrap();
    assert_eq!(desk.counts(), before);
    desk.is_sound();
}

#[test]
fn causes_are_counted_for_each_label() {
    let mut desk = Desk::new();
    let items: Vec<ItemId> =
        desk.project.read().cases(CaseState::Open, 0, 3).unwrap().into_iter().map(|row| row.item).collect();
    for item in items {
        desk.decide_all(item);
    }
    let report = adjudicate::causes(desk.project.read()).unwrap();
    assert_eq!(report.items, 3);
    assert_eq!(report.spans.total(), report.spans.of(Cause::GuidelineGap));
    let labels = report.needing_work();
    assert!(labels.windows(2).all(|pair| pair[0].1.of_definition() >= pair[1].1.of_definition()));
    assert!(labels[0].1.total() > 0);
}

#[test]
fn a_project_from_before_the_queue_is_filled_when_it_is_asked_for() {
    let mut desk = Desk::new();
    let before = desk.counts();
    desk.project.put_setting("adjudication/cases", "missing").unwrap();
    silently(|work| adjudicate::prepare(&mut desk.project, work)).unwrap();
    assert_eq!(desk.project.setting("adjudication/cases").unwrap().as_deref(), Some("kept"));
    assert_eq!(desk.counts(), before);
}

#[test]
fn candidates_have_the_share_of_the_weights_where_the_newest_run_weighs_reviewers() {
    let mut desk = Desk::new();
    let rows = desk.project.read().cases(CaseState::Open, 0, 100).unwrap();
    let several = |row: &adjudicate::CaseRow| {
        let open = desk.open(row.item);
        open.reviews.len() == 3 && !open.differences.differences.is_empty()
    };
    let items: Vec<ItemId> = rows.iter().filter(|row| several(row)).map(|row| row.item).collect();
    assert!(items.len() > 2, "{}", items.len());
    let plain = desk.open(items[0]);
    assert_eq!(plain.weighted_share(&plain.differences.differences[0].candidates[0]), None);

    let settings = ConsensusSettings { method: Method::Weighted, ..ConsensusSettings::default() };
    let mut computed = silently(|work| consensus::compute(desk.project.read(), &settings, work)).unwrap();
    let reviewers = plain.reviews.iter().map(|(reviewer, _)| *reviewer);
    let weights: Vec<(ReviewerId, f64)> = reviewers.zip([0.25, 1.25, 1.5]).collect();
    assert_eq!(weights.len(), 3);
    computed.run.weighing = Some(SpanWeighing { weights: weights.clone(), equal: None });
    consensus::keep(&mut desk.project, &computed).unwrap();

    let (mut told, mut apart, mut of_consensus) = (0, 0, 0);
    for item in items {
        let open = desk.open(item);
        for candidate in open.differences.differences.iter().flat_map(|difference| &difference.candidates) {
            let share = open.weighted_share(candidate).unwrap();
            let weight = |reviewer| weights.iter().find(|(known, _)| known == reviewer).unwrap().1;
            if candidate.from_reviewers {
                let own: f64 = candidate.voters.iter().map(weight).sum();
                assert!((share - own / 3.0).abs() < 1e-12, "{share} {own}");
            } else {
                // No more than all who support it, and no less than the lightest of them.
                let most: f64 = candidate.voters.iter().map(weight).sum();
                assert!((0.25 / 3.0..=most / 3.0 + 1e-12).contains(&share), "{share} {most}");
                of_consensus += 1;
            }
            told += 1;
            apart += u32::from((share - candidate.share).abs() > 0.01);
        }
    }
    assert!(told > 10 && apart > 5, "{told} {apart} {of_consensus}");

    // Where the run says why everyone counts the same, there is no other share than that of the votes.
    computed.run.weighing = Some(SpanWeighing { weights, equal: Some("Too few.".into()) });
    computed.run.settings.seed = 9;
    computed.run.id = touchstone_domain::id::RunId::from_parts(&["another"]);
    consensus::keep(&mut desk.project, &computed).unwrap();
    let open = desk.open(plain.item.id);
    assert_eq!(open.weighted_share(&open.differences.differences[0].candidates[0]), None);
}
