//! The label schema changes midway: reviews that still use the old names are found, read by the new
//! ones as a lead decides, and stand as they were given once that is taken back.

use crate::team::{Team, Worker};
use touchstone_domain::annotation::{Annotation, Evidence, Labels};
use touchstone_domain::id::ItemId;
use touchstone_domain::intent::Intent;
use touchstone_domain::label::LabelId;
use touchstone_engine::export::{self, ExportOptions, Names, What};
use touchstone_engine::migration::{self, Decision, Named, Stale, StaleReviews};
use touchstone_engine::work::silently;
use touchstone_engine::{consensus, verify};
use touchstone_formats::Format;

impl Team {
    fn stale(&self) -> StaleReviews {
        silently(|work| migration::find(self.project.read(), work)).unwrap()
    }

    fn is_whole(&self) {
        let found = verify::run(self.project.read()).unwrap();
        assert!(found.ok, "{:?}", found.findings);
    }

    /// Which labels count, by the consensus that is computed of them.
    fn labels(&mut self, item: ItemId) -> Vec<String> {
        let settings = touchstone_domain::gold::ConsensusSettings::default();
        let items = silently(|work| consensus::run(&mut self.project, &settings, work)).unwrap().items;
        let found = items.into_iter().find(|each| each.item == item).unwrap();
        found.spans.into_iter().filter_map(|span| span.label).map(|label| label.to_string()).collect()
    }
}

/// Marks the first word as 'other' and hands in.
fn mark(worker: &mut Worker, item: ItemId, label: &str) {
    let open = touchstone_engine::review::open(&worker.project, worker.who, item).unwrap();
    let text = &open.item.sample.text;
    let id = touchstone_engine::review::new_annotation_id(&mut worker.project).unwrap();
    let segments = vec![text.segment(text.span(0, 3).unwrap())];
    let labels = Labels::one(LabelId::from(label));
    let annotation = Annotation {
        id,
        segments,
        labels,
        severity: Some("minor".into()),
        evidence: Evidence::NotGiven,
        correction: None,
        note: None,
    };
    worker.act(item, Intent::Annotate(annotation));
    worker.act(item, Intent::Note(id, Some("why".into())));
    worker.finish(item, "hallucinated");
}

/// Three people mark the same item as 'other'; then 'other' is gone and 'minor' is called otherwise. One
/// packet is still out.
fn team() -> (Team, ItemId) {
    let mut team = Team::new(5);
    team.plan();
    let item = team.project.read().item_ids().unwrap()[2];
    for who in ["Ada", "Bo", "Cy"] {
        team.make(who, who);
        team.work_in(who, |worker| mark(worker, item, "other"));
    }
    team.take("Ada");
    team.take("Bo");
    let mut schema = team.project.schema().clone();
    schema.labels.retain(|label| label.id.as_str() != "other");
    schema.severities[0].name = "Cosmetic".into();
    team.project.save_schema(schema).unwrap();
    (team, item)
}

fn decision(what: Named, from: &str, to: Option<&str>) -> Decision {
    Decision { what, from: from.to_owned(), to: to.map(str::to_owned) }
}

#[test]
fn stale_reviews_are_found_migrated_and_given_back() {
    let (mut team, item) = team();
    let before = team.told();
    let found = team.stale();
    assert_eq!(found.reviews, 2);
    let names: Vec<_> =
        found.names.iter().map(|name| (name.what, name.name.as_str(), name.why, name.reviews)).collect();
    assert_eq!(names, [(Named::Label, "other", Stale::Gone, 2), (Named::Severity, "minor", Stale::Redefined, 2)]);
    assert!(found.items.iter().all(|items| items.len() == 1 && items.contains(&item)));
    assert_eq!(team.labels(item), ["other"]);

    let (ada, mut events) = (team.person("Ada"), team.project.read().event_count().unwrap());
    let decisions = [decision(Named::Label, "other", Some("unsupported")), decision(Named::Severity, "minor", None)];
    let id = silently(|work| migration::migrate(&mut team.project, ada, &decisions, "merged", work)).unwrap();
    events += 1;
    assert_eq!(team.project.read().event_count().unwrap(), events, "one event, and none is changed");
    assert_eq!(team.stale(), StaleReviews::default());
    assert_eq!(team.labels(item), ["unsupported"]);
    team.is_whole();

    // The packet that was still out comes home under the old names, and is read by the new ones.
    let report = team.take("Cy");
    assert_eq!(report.schema.unwrap().missing, Vec::<String>::new());
    assert_eq!((team.stale().reviews, team.labels(item)), (0, vec!["unsupported".to_owned()]));
    let cy = team.person("Cy");
    let review = touchstone_engine::review::open(&team.project, cy, item).unwrap().review;
    assert!(review.counts());
    team.is_whole();

    let out = team.path("gold.jsonl");
    let options = ExportOptions {
        format: Format::Jsonl,
        out: out.clone(),
        what: What::Annotations,
        filter: None,
        names: Names::Pseudonyms,
        notes: true,
        force: false,
    };
    let told = silently(|work| export::run(team.project.read(), &options, work)).unwrap();
    assert_eq!(told.migrations.len(), 2);
    assert!(told.migrations[0].contains("“other” of version 1 is read as “unsupported”"), "{:?}", told.migrations);
    let text = std::fs::read_to_string(&out).unwrap();
    assert!(text.contains("\"unsupported\"") && !text.contains("\"other\""), "{text}");
    let manifest = std::fs::read_to_string(export::manifest_path(&out)).unwrap();
    assert!(manifest.contains("\"migrations\"") && manifest.contains("merged"), "{manifest}");

    silently(|work| migration::take_back(&mut team.project, ada, id, work)).unwrap();
    assert_eq!((team.stale().reviews, team.labels(item)), (3, vec!["other".to_owned()]));
    assert!(team.told().len() > before.len());
    assert_eq!(migration::recorded(team.project.read()).unwrap(), []);
    team.is_whole();
}

#[test]
fn a_decision_over_nothing_or_to_nowhere_is_refused_and_changes_nothing() {
    let (mut team, _) = team();
    let before = team.told();
    let ada = team.person("Ada");
    for (decisions, reason) in [
        (vec![decision(Named::Label, "other", Some("nowhere"))], "so"),
        (vec![decision(Named::Label, "unsupported", Some("contradiction"))], "so"),
        (vec![decision(Named::Label, "other", None)], ""),
        (Vec::new(), "so"),
    ] {
        let refused = silently(|work| migration::migrate(&mut team.project, ada, &decisions, reason, work));
        assert_eq!(refused.unwrap_err().code(), "migration_refused");
    }
    assert_eq!(team.told(), before);
}

#[test]
fn a_schema_that_only_grows_leaves_nothing_stale() {
    let mut team = Team::new(3);
    let item = team.project.read().item_ids().unwrap()[0];
    team.make("Ada", "a");
    team.work_in("a", |worker| mark(worker, item, "other"));
    team.take("a");
    let mut schema = team.project.schema().clone();
    schema.labels[0].colour += 1;
    schema.labels.push(touchstone_domain::label::Label {
        id: "new".into(),
        name: "New".into(),
        key: None,
        ..schema.labels[0].clone()
    });
    team.project.save_schema(schema).unwrap();
    assert_eq!(team.stale(), StaleReviews::default());
}
