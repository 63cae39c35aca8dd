//! What a person did here is not lost to a newer file, and a review that contradicts itself is found.

use serde_json::{Value, json};
use tempfile::TempDir;
use touchstone_domain::event::{Assistance, Context, Event, EventKind, PAYLOAD_VERSION, Payload};
use touchstone_domain::exchange::IssueCode;
use touchstone_domain::id::{DeviceId, EventId, ItemId, ReviewerId};
use touchstone_domain::intent::Intent;
use touchstone_domain::label::VerdictId;
use touchstone_domain::preset;
use touchstone_domain::review::{Review, ReviewState, fold};
use touchstone_engine::import::{self, ImportOptions, ImportReport};
use touchstone_engine::review::{self, Outcome};
use touchstone_engine::work::silently;
use touchstone_engine::{NewProject, Project, packet, verify};
use touchstone_store::{ProjectFile, StoreError};

struct Desk {
    project: Project,
    folder: TempDir,
}

fn marked() -> Value {
    json!({ "reviewer": "Ada", "annotations": [{ "start": 0, "end": 3, "label": "reasoning-error" }] })
}

fn clean() -> Value {
    json!({ "reviewer": "Ada", "annotations": [] })
}

impl Desk {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let new = NewProject { name: "P".into(), schema: preset::default_schema(), blind: true };
        Self { project: Project::create(&folder.path().join("p.touchstone"), &new).unwrap(), folder }
    }

    fn import(&mut self, reviews: &[Value]) -> ImportReport {
        self.import_with(&[], reviews)
    }

    fn import_with(&mut self, sources: &[Value], reviews: &[Value]) -> ImportReport {
        let sample = json!({ "text": "The bridge opened." });
        let line = json!({ "id": "a", "sample": sample, "sources": sources, "reviews": reviews });
        let file = self.folder.path().join("items.jsonl");
        std::fs::write(&file, line.to_string()).unwrap();
        silently(|work| import::run(&mut self.project, &[file], &ImportOptions::default(), work)).unwrap()
    }

    fn item(&self) -> ItemId {
        self.project.read().item_id_at(1).unwrap().unwrap()
    }

    fn ada(&self) -> ReviewerId {
        self.project.find_reviewer("Ada").unwrap().unwrap().id
    }

    fn review(&self) -> Review {
        fold(&self.project.read().events_for(self.item(), self.ada()).unwrap())
    }

    fn act(&mut self, intent: Intent) {
        let (item, ada) = (self.item(), self.ada());
        let done = review::record(&mut self.project, ada, item, intent, Assistance::None).unwrap();
        assert!(matches!(done, Outcome::Recorded { .. }), "{done:?}");
    }

    fn is_sound(&self) -> bool {
        verify::run(self.project.read()).unwrap().ok
    }
}

fn codes(report: &ImportReport) -> Vec<IssueCode> {
    report.issues.iter().map(|issue| issue.code).collect()
}

#[test]
fn what_was_done_here_since_is_kept_and_the_file_is_told() {
    let mut desk = Desk::new();
    desk.import(&[marked()]);
    desk.act(Intent::GiveVerdict(Some(VerdictId::from("unsure"))));
    desk.act(Intent::Submit { elapsed_ms: None, confirmed: true });
    let by_hand = desk.review();

    let newer = desk.import(&[clean()]);
    assert_eq!((newer.reviews_changed, codes(&newer)), (0, vec![IssueCode::ReviewHeldBack]));
    let told = &newer.issues[0].message;
    assert!(told.contains("“a” by Ada was made or changed in Touchstone") && told.contains("another name"), "{told}");
    assert_eq!(desk.review(), by_hand);

    // The file of before says nothing new, and what was done since stands.
    let same = desk.import(&[marked()]);
    assert_eq!((same.reviews_changed, codes(&same)), (0, vec![]));
    assert_eq!(desk.review(), by_hand);

    // The cure works: under another name the file's review stands beside it.
    let mut renamed = clean();
    renamed["reviewer"] = "Ada (file)".into();
    assert_eq!(desk.import(&[marked(), renamed]).reviews_added, 1);
    assert!(desk.is_sound());
}

#[test]
fn a_review_made_here_alone_is_not_mixed_with_a_files() {
    let mut desk = Desk::new();
    desk.import(&[]);
    desk.project.add_reviewer("Ada").unwrap();
    desk.act(Intent::GiveVerdict(Some(VerdictId::from("clean"))));
    let by_hand = desk.review();
    let report = desk.import(&[marked()]);
    assert_eq!((report.reviews_added, codes(&report)), (0, vec![IssueCode::ReviewHeldBack]));
    assert_eq!(desk.review(), by_hand);
    assert!(desk.is_sound());
}

#[test]
fn withdrawing_here_is_work_of_a_hand_too() {
    let mut desk = Desk::new();
    desk.import(&[marked()]);
    desk.act(Intent::WithdrawReview);
    assert_eq!(codes(&desk.import(&[marked()])), [], "the file says what it said before");
    assert_eq!(desk.review().state, ReviewState::Withdrawn);
    assert_eq!(codes(&desk.import(&[clean()])), [IssueCode::ReviewHeldBack]);
    assert_eq!(desk.review().state, ReviewState::Withdrawn);
}

fn source() -> Value {
    json!({ "id": "s", "text": "It opened in 1936." })
}

/// A review that points into the source.
fn with_evidence() -> Value {
    let evidence = json!([{ "source": "s", "start": 0, "end": 2, "quote": "It", "stance": "contradicts" }]);
    let annotation = json!({ "start": 0, "end": 3, "label": "contradiction", "evidence": evidence });
    json!({ "reviewer": "Bo", "annotations": [annotation] })
}

#[test]
fn an_item_that_nobody_reviewed_here_gets_the_source_that_it_came_without() {
    let mut desk = Desk::new();
    desk.import(&[marked()]);
    let report = desk.import_with(&[source()], &[marked(), with_evidence()]);
    assert_eq!((report.items_completed, report.sources_added, codes(&report)), (1, 1, vec![]));
    let item = desk.project.read().item(desk.item()).unwrap().unwrap();
    assert_eq!(item.sources[0].text.as_str(), "It opened in 1936.");
    assert_eq!(desk.project.read().item_count().unwrap(), 1);
    assert!(desk.is_sound());
    // A file without sources takes none away, and its reviews are still those of the item.
    let report = desk.import(&[marked()]);
    assert_eq!((report.items_unchanged, codes(&report)), (1, vec![IssueCode::ReviewMissing]));
    assert_eq!(desk.project.read().item(desk.item()).unwrap().unwrap().sources.len(), 1);
}

#[test]
fn an_item_that_was_reviewed_without_a_source_stays_as_it_was_seen() {
    let mut desk = Desk::new();
    desk.import(&[]);
    desk.project.add_reviewer("Ada").unwrap();
    desk.act(Intent::GiveVerdict(Some(VerdictId::from("clean"))));
    let report = desk.import_with(&[source()], &[with_evidence()]);
    assert_eq!((report.items_completed, report.sources_added, report.reviews_added), (0, 0, 1));
    assert_eq!(codes(&report), [IssueCode::SourcesHeldBack]);
    let told = &report.issues[0].message;
    assert!(told.contains("“a” came without a source") && told.contains("into a new project"), "{told}");
    assert!(!told.contains("prefix"), "that would have every item twice");
    assert_eq!(desk.project.read().item(desk.item()).unwrap().unwrap().sources, []);
    assert_eq!(desk.project.read().item_count().unwrap(), 1);
    assert!(desk.is_sound());
}

#[test]
fn an_item_that_is_out_in_a_packet_stays_as_it_went_out() {
    let mut desk = Desk::new();
    desk.import(&[]);
    let zoe = desk.project.add_reviewer("Zoe").unwrap().id;
    let out = desk.folder.path().join("zoe.touchstone-packet");
    silently(|work| packet::make(&mut desk.project, zoe, &out, work)).unwrap();
    let report = desk.import_with(&[source()], &[]);
    assert_eq!((report.items_completed, codes(&report)), (0, vec![IssueCode::SourcesHeldBack]));
}

/// Appends imported facts without the rules of an import, as a project of an earlier version may hold them.
fn force(desk: Desk, kinds: Vec<EventKind>) -> Desk {
    let (item, ada, facts) = (desk.item(), desk.ada(), desk.project.facts().id);
    let Desk { project, folder } = desk;
    project.close().unwrap();
    let path = folder.path().join("p.touchstone");
    let mut file = ProjectFile::open(&path).unwrap();
    file.transaction(|transaction| {
        let digest = transaction.sample_digest(item)?;
        let mut previous_digest = None;
        for (payload, sequence) in kinds.into_iter().map(Payload::Known).zip(1..) {
            let event_id = EventId::from_parts(&["forced", &sequence.to_string()]);
            let event = Event {
                event_id,
                step: event_id,
                project_id: facts,
                item_id: Some(item),
                text_digest: digest,
                reviewer_id: ada,
                device_id: DeviceId::from_parts(&["forced"]),
                sequence,
                previous_digest,
                lamport: transaction.max_lamport()? + 1,
                schema_version: 1,
                payload_version: PAYLOAD_VERSION,
                at: None,
                context: Context { blind: false, assistance: Assistance::Unknown, imported: true },
                payload,
            };
            assert!(transaction.append_event(&event)?);
            previous_digest = Some(event.digest());
        }
        let review = fold(&transaction.events_for(item, ada)?);
        transaction.project_review(item, ada, &review)?;
        Ok::<_, StoreError>(())
    })
    .unwrap();
    file.close().unwrap();
    Desk { project: Project::open(&path).unwrap(), folder }
}

#[test]
fn a_clean_review_with_annotations_is_found_and_the_file_sets_it_right() {
    let mut desk = Desk::new();
    desk.import(&[marked()]);
    assert!(desk.is_sound());
    let given = EventKind::VerdictGiven { from: None, to: Some(VerdictId::from("clean")) };
    let mut desk = force(desk, vec![given, EventKind::Submitted { elapsed_ms: None }]);
    let found = verify::run(desk.project.read()).unwrap().findings;
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!((found[0].code.as_str(), found[0].place.as_str()), ("contradictory_review", "item a, review by Ada"));
    assert!(found[0].message.contains("Import the newest file") && found[0].has_cure(), "{found:?}");

    assert_eq!(codes(&desk.import(&[clean()])), []);
    assert!(desk.is_sound());
    assert_eq!(desk.review().submitted.unwrap().annotations, []);
}
