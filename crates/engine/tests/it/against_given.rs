//! A consensus against the right answers that files gave: verdicts, places and labels, with the items behind.

use crate::team::{Team, line};
use touchstone_analysis::figure::Undefined;
use touchstone_domain::annotation::{Annotation, Evidence, Labels};
use touchstone_domain::event::Assistance;
use touchstone_domain::gold::{ConsensusSettings, Method, SpanThreshold};
use touchstone_domain::id::ItemId;
use touchstone_domain::intent::Intent;
use touchstone_engine::against_given::{self, AgainstGiven};
use touchstone_engine::import::{self, ImportOptions};
use touchstone_engine::reliability::Sampling;
use touchstone_engine::work::silently;
use touchstone_engine::{consensus, review};

/// Items with these right answers; none where it is empty.
fn team(gold: &[&str]) -> Team {
    let mut team = Team::without_gold(1);
    let lines: Vec<String> = gold.iter().zip(2..).map(|(gold, number)| with(number, gold)).collect();
    let file = team.path("more.jsonl");
    std::fs::write(&file, lines.join("\n")).unwrap();
    let report = silently(|work| import::run(&mut team.project, &[file], &ImportOptions::default(), work)).unwrap();
    assert_eq!(report.issues.len(), 0, "{:?}", report.issues);
    team
}

fn with(number: usize, gold: &str) -> String {
    let before = line(number);
    let start = before.find(", \"given_gold\"").unwrap();
    let end = start + before[start..].find("]}").unwrap() + 2;
    let gold = if gold.is_empty() { String::new() } else { format!(", \"gold\": {gold}") };
    format!("{}{gold}{}", &before[..start], &before[end..])
}

fn item(team: &Team, number: u64) -> ItemId {
    team.project.read().item_id_at(number).unwrap().unwrap()
}

/// Marks places with labels, and hands in.
fn hand_in(team: &mut Team, who: &str, number: u64, verdict: &str, marks: &[(u64, u64, &str)]) {
    let (who, item) = (team.person(who), item(team, number));
    let mut intents = Vec::new();
    for (start, end, label) in marks {
        let text = review::open(&team.project, who, item).unwrap().item.sample.text;
        let id = review::new_annotation_id(&mut team.project).unwrap();
        let segments = vec![text.segment(text.span(*start, *end).unwrap())];
        intents.push(Intent::Annotate(Annotation {
            id,
            segments,
            labels: Labels::one((*label).into()),
            severity: None,
            evidence: Evidence::NoneExists,
            correction: None,
            note: Some("so".into()),
        }));
    }
    intents.push(Intent::GiveVerdict(Some(verdict.into())));
    intents.push(Intent::Submit { elapsed_ms: None, confirmed: true });
    for intent in intents {
        let done = review::record(&mut team.project, who, item, intent, Assistance::None).unwrap();
        assert!(matches!(done, review::Outcome::Recorded { .. }), "{done:?}");
    }
}

fn now(team: &Team) -> (ConsensusSettings, AgainstGiven) {
    silently(|work| against_given::now(team.project.read(), Sampling { draws: 200, seed: 0 }, work)).unwrap().unwrap()
}

fn value(found: &AgainstGiven, name: &str) -> Option<f64> {
    found.spans.as_ref().unwrap().figures.get(name).unwrap().figure.clone().ok()
}

const MARKED: &str = r#"{"verdict": "hallucinated", "spans": [{"start": 4, "end": 10, "label": "unsupported"}]}"#;
const BARE: &str = r#"{"verdict": "hallucinated", "spans": [{"start": 4, "end": 10}]}"#;

#[test]
fn places_and_labels_are_compared_where_the_answer_says_where() {
    // Items 2 to 6: marked, clean, a verdict alone, marked without a label, and nothing known.
    let mut team = team(&[MARKED, r#""clean""#, r#""hallucinated""#, BARE, ""]);
    hand_in(&mut team, "Ada", 2, "hallucinated", &[(4, 17, "unsupported")]);
    hand_in(&mut team, "Ada", 3, "clean", &[]);
    hand_in(&mut team, "Ada", 4, "clean", &[]);
    let (settings, found) = now(&team);
    assert_eq!(settings, ConsensusSettings::default());
    let [two, three, four, five] = [2, 3, 4, 5].map(|number| item(&team, number));
    assert_eq!((&found.same, &found.other), (&vec![two, three], &vec![four]));
    assert_eq!((&found.unresolved, &found.not_reviewed), (&vec![], &vec![five]));
    let spans = found.spans.as_ref().unwrap();
    assert_eq!((&spans.items, &spans.apart), (&vec![two, three], &vec![two]), "a verdict alone does not say where");
    // 6 characters of 13 and 6 are in both.
    assert_eq!(value(&found, "char_f1_micro"), Some(12.0 / 19.0));
    assert_eq!(value(&found, "char_f1_macro"), Some((12.0 / 19.0 + 1.0) / 2.0));
    assert_eq!([value(&found, "exact_f1"), value(&found, "exact_label_f1")], [Some(0.0), Some(0.0)]);
    assert_eq!([value(&found, "gold_found"), value(&found, "beside_gold")], [Some(1.0), Some(0.0)]);
    // In a quarter of the draws of two items the marked one is missing, and a share of nothing is none.
    let interval = |name: &str| spans.figures.get(name).unwrap().interval.clone().unwrap();
    assert_eq!(interval("char_f1_micro"), Err(Undefined::RarelyDefined));
    assert_eq!(interval("char_f1_macro"), Ok((12.0 / 19.0, 1.0)));

    // The very same place, and no label to compare with: it is in the figures of places alone.
    hand_in(&mut team, "Ada", 5, "hallucinated", &[(4, 10, "other")]);
    let found = now(&team).1;
    assert_eq!(found.spans.as_ref().unwrap().items, [two, three, five]);
    assert_eq!(value(&found, "exact_f1"), Some(0.5));
    assert_eq!(value(&found, "exact_label_f1"), Some(0.0));
}

#[test]
fn what_cannot_be_known_has_its_reason() {
    let mut team = team(&[BARE, r#""clean""#]);
    let found = now(&team).1;
    let reason = found.accuracy().figure.unwrap_err().to_string();
    assert_eq!(reason, "No reviewer has submitted an item whose file gave the right answer.");
    let told = |found: &AgainstGiven, name: &str| {
        let named = found.spans.as_ref().unwrap().figures.get(name).unwrap().clone();
        (named.figure.unwrap_err().to_string(), named.interval.unwrap().unwrap_err().to_string())
    };
    assert_eq!(told(&found, "char_f1_micro"), (reason.clone(), reason.clone()));
    assert_eq!(told(&found, "exact_label_f1"), (reason.clone(), reason));
    hand_in(&mut team, "Ada", 2, "clean", &[]);
    let found = now(&team).1;
    let nothing = "The consensus marks nothing in these items.".to_owned();
    assert_eq!(told(&found, "beside_gold"), (nothing.clone(), nothing));
    assert!(told(&found, "exact_label_f1").0.contains("names a label"), "{:?}", told(&found, "exact_label_f1"));
    assert_eq!(value(&found, "char_f1_micro"), Some(0.0));
}

#[test]
fn it_goes_by_the_settings_of_the_newest_run_and_by_the_reviews_of_now() {
    let mut team = team(&[MARKED]);
    hand_in(&mut team, "Ada", 2, "hallucinated", &[(4, 10, "unsupported")]);
    hand_in(&mut team, "Bo", 2, "hallucinated", &[]);
    assert_eq!(value(&now(&team).1, "gold_found"), Some(0.0), "one of two is contested, so it is not in");
    for method in [Method::Majority, Method::DawidSkene] {
        let any = ConsensusSettings { method, threshold: SpanThreshold::Any, seed: 3 };
        let run = silently(|work| consensus::run(&mut team.project, &any, work)).unwrap();
        let (settings, found) = now(&team);
        assert_eq!((&settings, value(&found, "gold_found")), (&any, Some(1.0)));
        let of_run = against_given::measure(team.project.read(), &run.items, Sampling { draws: 200, seed: 0 }).unwrap();
        assert_eq!(of_run, Some(found));
    }
    hand_in(&mut team, "Cy", 2, "hallucinated", &[(4, 17, "unsupported")]);
    assert_eq!(value(&now(&team).1, "exact_f1"), Some(0.0), "what came since the run is in");
}
