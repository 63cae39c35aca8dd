//! What the tests tell: a project, items made from words, reviews made from acts.

use rusqlite::Connection;
use std::path::PathBuf;
use tempfile::TempDir;
use touchstone_domain::annotation::{Annotation, Evidence, Labels};
use touchstone_domain::assignment::Order;
use touchstone_domain::event::{Assistance, Context, Event, EventKind, PAYLOAD_VERSION, Payload};
use touchstone_domain::id::{AnnotationId, DeviceId, EventId, ItemId, ProjectId, ReviewerId};
use touchstone_domain::item::Item;
use touchstone_domain::label::{LabelId, LabelSchema, VerdictId};
use touchstone_domain::review::fold;
use touchstone_domain::reviewer::Reviewer;
use touchstone_domain::sample::{Generator, Kind, Sample};
use touchstone_domain::source::Source;
use touchstone_domain::text::Text;
use touchstone_domain::timestamp::Timestamp;
use touchstone_store::{NewProject, ProjectFile, StoreError};

pub(crate) struct Story {
    pub(crate) folder: TempDir,
    pub(crate) path: PathBuf,
    pub(crate) file: ProjectFile,
    events: u64,
}

pub(crate) fn new_project() -> NewProject {
    NewProject {
        id: ProjectId::from_parts(&["project"]),
        name: "Trial".to_owned(),
        blind: true,
        order: Order::Shuffled,
        order_seed: "seed".to_owned(),
        schema: LabelSchema {
            version: 1,
            name: "trial".to_owned(),
            labels: Vec::new(),
            severities: Vec::new(),
            verdicts: Vec::new(),
        },
        guidelines: "Read *both* sides.".to_owned(),
        created_at: Timestamp(1_700_000_000_000),
        program: "Touchstone 0.1.0".to_owned(),
    }
}

pub(crate) fn item_id(name: &str) -> ItemId {
    ItemId::from_parts(&["item", name])
}

pub(crate) fn person(name: &str) -> ReviewerId {
    ReviewerId::from_parts(&["reviewer", name])
}

pub(crate) fn text(string: &str) -> Text {
    Text::new(string).unwrap()
}

pub(crate) fn source(string: &str) -> Source {
    Source {
        text: text(string),
        external_id: None,
        title: Some("A title".to_owned()),
        licence: None,
        origin: None,
        language: None,
        kind: Kind::Prose,
        structure: Vec::new(),
    }
}

pub(crate) fn item(name: &str, sample: &str, sources: &[&str]) -> Item {
    Item {
        id: item_id(name),
        external_id: name.to_owned(),
        sample: Sample {
            text: text(sample),
            kind: Kind::Prose,
            language: Some("en".to_owned()),
            structure: Vec::new(),
            generator: Generator { model: Some("gpt".to_owned()), ..Generator::default() },
        },
        sources: sources.iter().map(|string| source(string)).collect(),
        metadata: serde_json::Map::new(),
    }
}

pub(crate) fn annotation(name: &str, label: &str, quote: &str, sample: &Text) -> Annotation {
    Annotation {
        id: AnnotationId::from_parts(&[name]),
        segments: vec![sample.segment(sample.find_unique(quote).unwrap())],
        labels: Labels::one(LabelId::from(label)),
        severity: None,
        evidence: Evidence::NoneExists,
        correction: None,
        note: Some(format!("remark on {name}")),
    }
}

impl Story {
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("trial.touchstone");
        let file = ProjectFile::create(&path, &new_project()).unwrap();
        Self { folder, path, file, events: 0 }
    }

    pub(crate) fn with_items(names: &[&str]) -> Self {
        let mut story = Self::new();
        let items: Vec<Item> = names
            .iter()
            .map(|name| item(name, &format!("The sample of {name} has retired"), &["One source for all"]))
            .collect();
        story.insert(&items);
        story
    }

    pub(crate) fn insert(&mut self, items: &[Item]) {
        self.file
            .transaction(|transaction| {
                items.iter().try_for_each(|item| transaction.insert_item(item, None).map(|_| ()))
            })
            .unwrap();
    }

    pub(crate) fn reviewer(&mut self, name: &str) {
        let reviewer = Reviewer { id: person(name), name: Some(name.to_owned()), external_id: None, active: true };
        self.file.transaction(|transaction| transaction.insert_reviewer(&reviewer)).unwrap();
    }

    pub(crate) fn event(&mut self, item: Option<ItemId>, reviewer: &str, kind: EventKind) -> Event {
        self.events += 1;
        let device = DeviceId::from_parts(&["device"]);
        let last = self.file.read().last_in_chain(person(reviewer), device).unwrap();
        let id = EventId::from_parts(&["event", &self.events.to_string()]);
        Event {
            event_id: id,
            step: id,
            project_id: new_project().id,
            item_id: item,
            text_digest: item.map(|item| self.file.read().sample_digest(item).unwrap().unwrap()),
            reviewer_id: person(reviewer),
            device_id: device,
            sequence: last.map_or(1, |(sequence, _)| sequence + 1),
            previous_digest: last.map(|(_, digest)| digest),
            lamport: self.file.read().max_lamport().unwrap() + 1,
            schema_version: 1,
            payload_version: PAYLOAD_VERSION,
            at: Some(Timestamp(1_700_000_000_000 + i64::try_from(self.events).unwrap())),
            context: Context { blind: true, assistance: Assistance::None, imported: false },
            payload: Payload::Known(kind),
        }
    }

    /// Appends and projects, as the engine does.
    pub(crate) fn act(&mut self, name: &str, reviewer: &str, kind: EventKind) -> Event {
        let item = item_id(name);
        let event = self.event(Some(item), reviewer, kind);
        let done = self.file.transaction(|transaction| {
            let new = transaction.append_event(&event)?;
            let events = transaction.events_for(item, person(reviewer))?;
            transaction.project_review(item, person(reviewer), &fold(&events))?;
            Ok::<_, StoreError>(new)
        });
        assert!(done.unwrap());
        event
    }

    pub(crate) fn annotate(&mut self, name: &str, reviewer: &str, label: &str, quote: &str) {
        let sample = self.file.read().item(item_id(name)).unwrap().unwrap().sample.text;
        let annotation = annotation(&format!("{name}/{reviewer}/{label}/{quote}"), label, quote, &sample);
        self.act(name, reviewer, EventKind::AnnotationAdded { annotation });
    }

    pub(crate) fn verdict(&mut self, name: &str, reviewer: &str, verdict: &str) {
        let to = Some(VerdictId::from(verdict));
        self.act(name, reviewer, EventKind::VerdictGiven { from: None, to });
    }

    pub(crate) fn submit(&mut self, name: &str, reviewer: &str) {
        self.act(name, reviewer, EventKind::Submitted { elapsed_ms: Some(1000) });
    }

    /// Reviews with everything in them: submitted, reopened, skipped, withdrawn, flagged, merged.
    pub(crate) fn reviewed() -> Self {
        let mut story = Self::with_items(&["a", "b", "c", "d", "e"]);
        for name in ["Ada", "Bo", "Cy"] {
            story.reviewer(name);
        }
        story.annotate("a", "Ada", "contradiction", "retired");
        story.annotate("a", "Ada", "unsupported.claim", "sample");
        story.verdict("a", "Ada", "hallucinated");
        story.submit("a", "Ada");
        story.verdict("a", "Bo", "clean");
        story.submit("a", "Bo");
        story.annotate("b", "Ada", "contradiction", "has retired");
        story.act("b", "Ada", EventKind::FlagChanged { from: None, to: Some("ask the lead".to_owned()) });
        story.act("c", "Ada", EventKind::Skipped { reason: "not my field".to_owned(), elapsed_ms: None });
        story.annotate("d", "Bo", "contradiction", "retired");
        story.submit("d", "Bo");
        story.act("d", "Bo", EventKind::Reopened);
        story.annotate("d", "Bo", "unsupported", "sample");
        story.verdict("e", "Cy", "clean");
        story.submit("e", "Cy");
        story.act("e", "Cy", EventKind::ReviewWithdrawn);
        story.file.transaction(|transaction| transaction.set_disagreement(item_id("a"), Some(0.75))).unwrap();
        story
    }

    /// The file as another program sees it.
    pub(crate) fn raw(&self) -> Connection {
        Connection::open(&self.path).unwrap()
    }

    pub(crate) fn names_beside(&self) -> Vec<String> {
        let mut names: Vec<String> = std::fs::read_dir(self.folder.path())
            .unwrap()
            .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
            .collect();
        names.sort();
        names
    }
}
