//! Right answers from files as they are kept: their names follow what is decided over names of earlier
//! versions of the label schema, and one that is damaged is told of, with its cure.

use crate::team::{Team, line, new_project};
use serde_json::Value;
use touchstone_domain::gold::GivenGold;
use touchstone_domain::migration::{Named, Use};
use touchstone_engine::export::{self, ExportOptions, Names};
use touchstone_engine::import::{self, Format, ImportOptions, ImportReport};
use touchstone_engine::migration::{self, Decision, StaleReviews};
use touchstone_engine::reliability::Sampling;
use touchstone_engine::work::silently;
use touchstone_engine::{Project, against_given, verify};
use touchstone_formats::What;

fn import(team: &mut Team, lines: &[String]) -> ImportReport {
    let file = team.path("more.jsonl");
    std::fs::write(&file, lines.join("\n")).unwrap();
    silently(|work| import::run(&mut team.project, &[file], &ImportOptions::default(), work)).unwrap()
}

/// Lines whose right answers use a label of the schema.
fn lines(label: &str) -> Vec<String> {
    (2..=3).map(|number| line(number).replace("gold-of-hydra", label)).collect()
}

fn answer(team: &Team, number: u64) -> GivenGold {
    let item = team.project.read().item_id_at(number).unwrap().unwrap();
    team.project.read().given_gold(item).unwrap().unwrap()
}

fn label_of(team: &Team, number: u64) -> String {
    answer(team, number).spans[0].label.clone().unwrap().0
}

fn stale(team: &Team) -> StaleReviews {
    silently(|work| migration::find(team.project.read(), work)).unwrap()
}

fn without(team: &mut Team, label: &str) {
    let mut schema = team.project.schema().clone();
    schema.labels.retain(|known| known.id.as_str() != label);
    team.project.save_schema(schema).unwrap();
}

fn decide(team: &mut Team, from: &str, to: &str) -> touchstone_domain::id::EventId {
    let ada = team.person("Ada");
    let decisions = [Decision { what: Named::Label, from: from.to_owned(), to: Some(to.to_owned()) }];
    silently(|work| migration::migrate(&mut team.project, ada, &decisions, "merged", work)).unwrap()
}

fn exported(team: &Team) -> Result<Vec<Value>, touchstone_engine::EngineError> {
    let out = team.path("out.jsonl");
    let options = ExportOptions {
        format: Format::Jsonl,
        out: out.clone(),
        what: What::Items,
        filter: None,
        names: Names::Pseudonyms,
        notes: true,
        force: true,
    };
    silently(|work| export::run(team.project.read(), &options, work))?;
    Ok(std::fs::read_to_string(out).unwrap().lines().map(|line| serde_json::from_str(line).unwrap()).collect())
}

#[test]
fn its_names_follow_what_is_decided_over_names_as_those_of_reviews_do() {
    let mut team = Team::without_gold(3);
    import(&mut team, &lines("other"));
    assert_eq!(stale(&team), StaleReviews::default());
    without(&mut team, "other");
    let found = stale(&team);
    let names: Vec<_> = found.names.iter().map(|name| (name.name.as_str(), name.reviews, name.gold)).collect();
    assert_eq!((names, found.reviews), (vec![("other", 0, 2)], 0), "no review uses it, and two right answers do");

    let id = decide(&mut team, "other", "unsupported");
    assert_eq!((label_of(&team, 2), stale(&team)), ("unsupported".to_owned(), StaleReviews::default()));
    let told = &exported(&team).unwrap()[1]["given_gold"]["spans"][0]["label"];
    assert_eq!(told, "unsupported");
    assert!(verify::run(team.project.read()).unwrap().ok);

    // Neither the file of then nor an export of now says anything new.
    let export: Vec<String> = exported(&team).unwrap().iter().map(Value::to_string).collect();
    for again in [lines("other"), export] {
        let report = import(&mut team, &again);
        assert_eq!((report.gold_added, report.issues.len()), (0, 0), "{:?}", report.issues);
    }
    assert_eq!(import(&mut team, &lines("contradiction")).issues.len(), 2, "another answer is told");

    let ada = team.person("Ada");
    silently(|work| migration::take_back(&mut team.project, ada, id, work)).unwrap();
    assert_eq!(label_of(&team, 2), "other");
}

#[test]
fn a_name_given_under_a_later_version_is_not_read_as_the_one_of_an_earlier() {
    let mut team = Team::without_gold(4);
    import(&mut team, &lines("other"));
    let mut schema = team.project.schema().clone();
    schema.labels.iter_mut().find(|label| label.id.as_str() == "other").unwrap().definition = "Now this.".into();
    team.project.save_schema(schema).unwrap();
    import(&mut team, &[line(4).replace("gold-of-hydra", "other")]);
    decide(&mut team, "other", "unsupported");
    assert_eq!([2, 3, 4].map(|number| label_of(&team, number)), ["unsupported", "unsupported", "other"]);
    let item = team.project.read().item_id_at(4).unwrap().unwrap();
    let told = team.project.read().told_gold(item).unwrap().unwrap();
    assert_eq!(told.schema_version, 2);
    let used = told.gold.uses(&touchstone_domain::migration::Migrations::default(), told.schema_version);
    assert!(used.contains(&Use { what: Named::Label, name: "other".into(), version: 2 }), "{used:?}");
}

#[test]
fn labels_that_one_import_brings_are_found_when_they_are_gone() {
    let mut team = Team::without_gold(1);
    // The line ends with its given gold, so the reviews go behind it.
    let put = |number: usize, label: &str| {
        let told = line(number);
        let body = told.strip_suffix('}').unwrap();
        format!(
            r#"{body}, "reviews": [{{"reviewer": "Quentin", "annotations": [{{"start": 0, "end": 3, "label": "{label}"}}]}}]}}"#
        )
    };
    let report = import(&mut team, &[put(2, "first-new"), put(3, "second-new"), put(4, "third-new")]);
    assert_eq!((report.labels_added.len(), report.reviews_added), (3, 3));
    assert_eq!(team.project.schema().version, 2, "one import makes one version");
    without(&mut team, "first-new");
    let found = stale(&team);
    assert_eq!(
        found.names.iter().map(|name| (name.name.as_str(), name.reviews)).collect::<Vec<_>>(),
        [("first-new", 1)]
    );
}

/// Overwrites a part of the kept answer that has this label, as a disk or a foreign program may.
fn damage(team: &mut Team, label: &str, part: &str, by: &str) {
    assert_eq!(part.len(), by.len(), "nothing else of the file may move");
    let path = team.path("lead.touchstone");
    let aside = Project::create(&team.path("aside.touchstone"), &new_project()).unwrap();
    std::mem::replace(&mut team.project, aside).close().unwrap();
    std::fs::remove_file(team.path("aside.touchstone")).unwrap();
    let mut bytes = std::fs::read(&path).unwrap();
    let find = |bytes: &[u8], what: &str| bytes.windows(what.len()).rposition(|window| window == what.as_bytes());
    let behind = find(&bytes, label).unwrap();
    let at = find(&bytes[..behind], part).unwrap();
    bytes[at..at + by.len()].copy_from_slice(by.as_bytes());
    std::fs::write(&path, bytes).unwrap();
    team.project = Project::open(&path).unwrap();
}

#[test]
fn a_damaged_answer_is_a_finding_and_importing_the_file_again_heals_it() {
    let mut team = Team::without_gold(1);
    let lines: Vec<String> =
        [2, 3].iter().zip(["lyre", "swan"]).map(|(at, label)| line(*at).replace("gold-of-hydra", label)).collect();
    import(&mut team, &lines);
    let whole = answer(&team, 2);
    for (part, by) in [(r#""spans":["#, r#""spans":!"#), (r#""verdict":"hallucinated""#, r#""verdict":7             "#)]
    {
        damage(&mut team, "lyre", part, by);
        let found = verify::run(team.project.read()).unwrap();
        let told: Vec<_> = found.findings.iter().map(|found| (found.code.as_str(), found.place.as_str())).collect();
        assert_eq!((found.ok, told), (false, vec![("given_gold_damaged", "item extid-2, given gold")]));
        assert!(found.findings[0].message.contains("Import the file that gave it once more"), "{:?}", found.findings);

        let refused = exported(&team).unwrap_err();
        assert_eq!(refused.code(), "given_gold_damaged");
        assert!(refused.to_string().contains("“extid-2”") && refused.cure().contains("Import the file"), "{refused}");
        let refused = silently(|work| against_given::now(team.project.read(), Sampling::default(), work)).unwrap_err();
        assert_eq!(refused.code(), "given_gold_damaged");

        let report = import(&mut team, &lines);
        assert_eq!((report.gold_added, report.issues.len()), (1, 0), "{:?}", report.issues);
        assert!(report.remarks.iter().any(|told| told.contains("“extid-2” was damaged")), "{:?}", report.remarks);
        assert_eq!(answer(&team, 2), whole);
        assert!(verify::run(team.project.read()).unwrap().ok);
    }
}
