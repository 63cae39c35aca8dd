//! What the lead learns about reviewers: against the others, against gold, and by hints.

use crate::team::Team;
use tempfile::TempDir;
use touchstone_domain::adjudication::cause::{Cause, Reason};
use touchstone_domain::adjudication::deciding::Wish;
use touchstone_domain::annotation::{Annotation, Evidence, Labels};
use touchstone_domain::event::{Assistance, HintNotice};
use touchstone_domain::hinting::HintPolicy;
use touchstone_domain::id::{ItemId, ReviewerId};
use touchstone_domain::intent::Intent;
use touchstone_domain::label::VerdictId;
use touchstone_domain::preset;
use touchstone_domain::review::ReviewState;
use touchstone_domain::span::{ScalarOffset, Span};
use touchstone_engine::agreement::gathered::gather;
use touchstone_engine::hinting;
use touchstone_engine::import::{self, ImportOptions};
use touchstone_engine::reliability::{self, CheckKind, ReviewerFigure, ReviewersReport, Sampling};
use touchstone_engine::work::silently;
use touchstone_engine::{NewProject, Project, adjudicate, assignment, compare, review};

fn measure(project: &Project) -> ReviewersReport {
    let sampling = Sampling { draws: 100, seed: 0 };
    silently(|work| {
        let gathered = gather(project.read(), work)?;
        reliability::measure(project.read(), &gathered, sampling, work)
    })
    .unwrap()
}

fn act(project: &mut Project, who: ReviewerId, item: ItemId, intent: Intent, assistance: Assistance) {
    let done = review::record(project, who, item, intent, assistance).unwrap();
    assert!(matches!(done, review::Outcome::Recorded { .. }), "{done:?}");
}

/// Marks these characters, and hands the item in.
fn finish(project: &mut Project, who: ReviewerId, item: ItemId, marks: &[(u32, u32)], assistance: Assistance) {
    let text = project.read().item(item).unwrap().unwrap().sample.text;
    for (start, end) in marks {
        let annotation = Annotation {
            id: review::new_annotation_id(project).unwrap(),
            segments: vec![text.segment(Span::new(ScalarOffset(*start), ScalarOffset(*end)).unwrap())],
            labels: Labels::one("unsupported".into()),
            severity: Some("minor".into()),
            evidence: Evidence::NoneExists,
            correction: None,
            note: None,
        };
        act(project, who, item, Intent::Annotate(annotation), assistance);
    }
    let verdict = if marks.is_empty() { "clean" } else { "hallucinated" };
    act(project, who, item, Intent::GiveVerdict(Some(VerdictId::from(verdict))), assistance);
    act(project, who, item, Intent::Submit { elapsed_ms: Some(2_000), confirmed: true }, assistance);
}

fn figure<'a>(figures: &'a [ReviewerFigure], name: &str) -> &'a ReviewerFigure {
    figures.iter().find(|figure| figure.name == name).unwrap()
}

fn value(figure: &ReviewerFigure) -> f64 {
    figure.measured.value.clone().unwrap()
}

#[test]
fn attention_checks_are_told_against_what_was_settled() {
    let mut team = Team::without_gold(5);
    let mut wish = assignment::proposal(&team.project).unwrap();
    (wish.overlap, wish.calibration, wish.checks) = (3, 1, Some("\"3\"".to_owned()));
    wish.reviewers = ["Ada", "Bo", "Cy"].map(|name| team.person(name)).to_vec();
    touchstone_engine::work::silently(|work| assignment::set(&mut team.project, &wish, work)).unwrap();
    let check = team.project.read().item_id_at(3).unwrap().unwrap();
    let people = ["Ada", "Bo", "Cy"].map(|name| team.person(name));
    for item in team.project.read().item_ids().unwrap() {
        for who in people {
            // Cy overlooks what the others see in the attention check.
            let marks: &[(u32, u32)] = if item == check && who != people[2] { &[(4, 10)] } else { &[] };
            finish(&mut team.project, who, item, marks, Assistance::None);
        }
    }
    let before = measure(&team.project);
    let cy = before.reviewers.iter().find(|one| one.name == "Cy").unwrap();
    let checks = cy.checks.iter().find(|checks| checks.kind == CheckKind::Attention).unwrap();
    assert_eq!((checks.seen, checks.with_gold), (1, 0));
    assert!(figure(&checks.figures, "verdict_right").measured.value.is_err());

    let because = || Reason { cause: Cause::ReviewerError, words: None };
    let lead = team.project.add_reviewer("Lea").unwrap().id;
    let open = adjudicate::open(team.project.read(), check).unwrap();
    let candidate = open.case().open().next().unwrap().candidates[0].annotation.id;
    for wish in [
        Wish::Accept(candidate, because()),
        Wish::DecideVerdict(Some("hallucinated".into()), because()),
        Wish::Settle { confirmed: true },
    ] {
        let done = adjudicate::record(&mut team.project, lead, check, wish).unwrap();
        assert!(matches!(done, adjudicate::Outcome::Recorded(_)));
    }
    let report = measure(&team.project);
    let of = |name: &str| report.reviewers.iter().find(|one| one.name == name).unwrap();
    for (name, right) in [("Ada", 1.0), ("Bo", 1.0), ("Cy", 0.0)] {
        let kinds: Vec<&str> = of(name).checks.iter().map(|checks| checks.kind.name()).collect();
        assert_eq!(kinds, ["attention_checks", "calibration"]);
        let checks = &of(name).checks[0];
        assert_eq!((checks.seen, checks.with_gold), (1, 1), "{name}");
        assert_eq!(value(figure(&checks.figures, "verdict_right")), right, "{name}");
        assert_eq!(value(figure(&checks.figures, "gold_found")), right, "{name}");
    }
    assert_eq!(figure(&of("Cy").checks[0].figures, "gold_found").items, [check]);
    assert_eq!(figure(&of("Cy").figures, "misses").items, [check]);
    assert_eq!(value(figure(&of("Cy").figures, "misses")), 1.0);
    let missed = figure(&of("Cy").figures, "misses");
    assert_eq!((missed.items.clone(), missed.nowhere), (vec![check], false));
    // What never happened still opens the items it rests on.
    assert!(report.reviewers.iter().flat_map(|one| &one.figures).any(|figure| figure.nowhere));
    for figure in report.reviewers.iter().flat_map(|one| &one.figures) {
        assert!(figure.measured.value.is_err() || !figure.items.is_empty(), "{}", figure.name);
    }
    assert_eq!(value(figure(&of("Cy").figures, "time_ms")), 2_000.0);
    let lines = report.lines().join("\n");
    assert!(lines.contains("attention checks") && lines.contains("1 seen, 1 of them with a known answer"), "{lines}");
    assert!(lines.contains("Hints were never randomised in this project"), "{lines}");
}

struct Trial {
    _folder: TempDir,
    project: Project,
    people: [ReviewerId; 3],
    items: Vec<ItemId>,
}

/// Each sample names a year that its source does not have.
fn trial(items: usize) -> Trial {
    let folder = tempfile::tempdir().unwrap();
    let new = NewProject { name: "hints".into(), schema: preset::default_schema(), blind: true };
    let mut project = Project::create(&folder.path().join("p.touchstone"), &new).unwrap();
    let file = folder.path().join("items.jsonl");
    let line = |number: usize| {
        let sample = format!("The old bridge of the town was opened in 1932, says report {number}.");
        let source = format!("The old bridge of the town was opened long ago, says report {number}.");
        serde_json::json!({"id": number, "sample": {"text": sample, "language": "en"}, "sources": [{"text": source, "language": "en"}]}).to_string() + "\n"
    };
    std::fs::write(&file, (0..items).map(line).collect::<String>()).unwrap();
    silently(|work| import::run(&mut project, &[file], &ImportOptions::default(), work)).unwrap();
    let people = ["Ada", "Bo", "Cy"].map(|name| project.add_reviewer(name).unwrap().id);
    let items = project.read().item_ids().unwrap();
    Trial { _folder: folder, project, people, items }
}

impl Trial {
    /// Whoever sees hints marks the year alone; whoever does not marks the bridge.
    fn work(&mut self, from: usize, to: usize) {
        for item in self.items[from..to].iter().copied() {
            for who in self.people {
                let shown = compare::shows_hints(&self.project, who, item, &ReviewState::NotStarted).unwrap();
                let assistance = if shown { Assistance::Hints } else { Assistance::None };
                if shown {
                    compare::notice_hint(&mut self.project, who, item, HintNotice::Seen, None).unwrap();
                }
                let marks: &[(u32, u32)] = if shown { &[(41, 45)] } else { &[(8, 14)] };
                finish(&mut self.project, who, item, marks, assistance);
            }
        }
    }
}

#[test]
fn hints_that_were_drawn_by_chance_are_measured_and_no_others() {
    let mut trial = trial(24);
    // Under `off`: these reviews say nothing of hints.
    trial.work(0, 6);
    let never = measure(&trial.project).hints;
    assert!(!never.randomised && never.contrasts.is_empty());
    hinting::set_policy(&mut trial.project, HintPolicy::Randomised { probability: 0.5 }).unwrap();
    std::thread::sleep(std::time::Duration::from_millis(2));
    trial.work(6, 24);
    let report = measure(&trial.project).hints;
    assert!(report.randomised);
    assert_eq!(report.shown + report.hidden, 54);
    assert_eq!(report.left_out, 18);
    assert_eq!((report.seen, report.taken), (report.shown, 0));
    assert!(report.shown > 10 && report.hidden > 10, "{report:?}");
    let of = |name: &str| {
        let contrast = report.contrasts.iter().find(|contrast| contrast.name == name).unwrap();
        [&contrast.shown, &contrast.hidden, &contrast.difference].map(value)
    };
    assert_eq!(of("anchoring"), [1.0, 0.0, 1.0]);
    assert_eq!(of("tunnel_vision"), [0.0, 1.0, -1.0]);
    assert_eq!(of("annotations_away"), [0.0, 1.0, -1.0]);
    let text = serde_json::to_value(&report).unwrap();
    assert_eq!(text["anchoring"]["difference"], 1.0);
    assert_eq!(text["anchoring"]["shown_n"], report.shown);
    // Chosen again later, the policy of then is not forgotten.
    hinting::set_policy(&mut trial.project, HintPolicy::Off).unwrap();
    assert_eq!(measure(&trial.project).hints, report);
}

#[test]
fn a_review_that_is_not_as_it_was_drawn_is_left_out() {
    let mut trial = trial(6);
    hinting::set_policy(&mut trial.project, HintPolicy::Randomised { probability: 0.5 }).unwrap();
    std::thread::sleep(std::time::Duration::from_millis(2));
    trial.work(0, 5);
    let last = trial.items[5];
    for who in trial.people {
        let shown = compare::shows_hints(&trial.project, who, last, &ReviewState::NotStarted).unwrap();
        let other = if shown { Assistance::None } else { Assistance::Hints };
        finish(&mut trial.project, who, last, &[], other);
    }
    let report = measure(&trial.project).hints;
    assert_eq!((report.shown + report.hidden, report.left_out), (15, 3));
}
