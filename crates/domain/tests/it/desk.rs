//! A reviewer at work on one item: intents in, events kept, the review folded from them.

use touchstone_domain::annotation::{Annotation, Evidence, Labels, Omission, Passage, Stance};
use touchstone_domain::decision::{Surroundings, decide};
use touchstone_domain::event::{Assistance, Context, Event, EventKind, PAYLOAD_VERSION, Payload};
use touchstone_domain::id::{AnnotationId, DeviceId, EventId, ItemId, ProjectId, ReviewerId};
use touchstone_domain::intent::{Intent, Refusal};
use touchstone_domain::label::{LabelSchema, VerdictId};
use touchstone_domain::preset;
use touchstone_domain::review::{Review, fold};
use touchstone_domain::span::Segment;
use touchstone_domain::text::Text;
use touchstone_domain::timestamp::Timestamp;

pub(crate) const SAMPLE: &str = "The bridge opened in 1932, cost $4 million and was built by Dutch engineers.";
pub(crate) const SOURCE: &str = "The bridge opened in 1936. It cost $4 million.";

pub(crate) struct Desk {
    pub(crate) schema: LabelSchema,
    pub(crate) sample: Text,
    pub(crate) sources: Vec<Text>,
    pub(crate) events: Vec<Event>,
    pub(crate) blind: bool,
}

impl Desk {
    /// A fresh review under the default schema, with one source.
    pub(crate) fn new() -> Self {
        Self {
            schema: preset::default_schema(),
            sample: Text::new(SAMPLE).unwrap(),
            sources: vec![Text::new(SOURCE).unwrap()],
            events: Vec::new(),
            blind: true,
        }
    }

    pub(crate) fn review(&self) -> Review {
        fold(&self.events)
    }

    /// What the intent would do, without doing it.
    pub(crate) fn decide(&self, intent: Intent) -> Result<Vec<EventKind>, Refusal> {
        let sources: Vec<&Text> = self.sources.iter().collect();
        let around = Surroundings { schema: &self.schema, sample: &self.sample, sources: &sources };
        decide(&self.review(), around, intent)
    }

    /// Does it: its events are one step.
    pub(crate) fn act(&mut self, intent: Intent) -> Result<(), Refusal> {
        let kinds = self.decide(intent)?;
        self.keep(kinds);
        Ok(())
    }

    /// Keeps facts, whatever the rules say.
    pub(crate) fn keep(&mut self, kinds: Vec<EventKind>) {
        let step = event_id(self.events.len());
        for kind in kinds {
            let number = self.events.len();
            self.events.push(Event { step, context: self.context(), ..event(number, kind) });
        }
    }

    fn context(&self) -> Context {
        Context { blind: self.blind, assistance: Assistance::None, imported: false }
    }

    /// A segment of the sample.
    pub(crate) fn segment(&self, start: u32, end: u32) -> Segment {
        self.sample.segment(self.sample.span(u64::from(start), u64::from(end)).unwrap())
    }

    /// A passage of the first source.
    pub(crate) fn passage(&self, start: u32, end: u32, stance: Stance) -> Passage {
        let source = &self.sources[0];
        let segment = source.segment(source.span(u64::from(start), u64::from(end)).unwrap());
        Passage { source: source.digest(), segment, stance }
    }

    /// An annotation that can be submitted as it is.
    pub(crate) fn annotation(&self, number: u8, start: u32, end: u32) -> Annotation {
        Annotation {
            id: annotation_id(number),
            segments: vec![self.segment(start, end)],
            labels: Labels::one("reasoning-error".into()),
            severity: None,
            evidence: Evidence::NotGiven,
            correction: None,
            note: None,
        }
    }

    pub(crate) fn omission(&self, number: u8, start: u32, end: u32) -> Omission {
        let passage = self.passage(start, end, Stance::Nearest);
        Omission {
            id: annotation_id(number),
            source: passage.source,
            segment: passage.segment,
            severity: None,
            note: None,
        }
    }
}

pub(crate) fn annotation_id(number: u8) -> AnnotationId {
    AnnotationId::from_bytes([number; 16])
}

/// Ids in an order of their own, as random ones are.
pub(crate) fn event_id(number: usize) -> EventId {
    EventId::from_parts(&["event", &number.to_string()])
}

/// The n-th event of a reviewer on a device.
pub(crate) fn event(number: usize, kind: EventKind) -> Event {
    let count = u64::try_from(number).unwrap() + 1;
    Event {
        event_id: event_id(number),
        step: event_id(number),
        project_id: ProjectId::from_bytes([1; 16]),
        item_id: Some(ItemId::from_bytes([2; 16])),
        text_digest: None,
        reviewer_id: ReviewerId::from_bytes([3; 16]),
        device_id: DeviceId::from_bytes([4; 16]),
        sequence: count,
        previous_digest: None,
        lamport: count,
        schema_version: 1,
        payload_version: PAYLOAD_VERSION,
        at: Some(Timestamp(1_700_000_000_000)),
        context: Context { blind: true, assistance: Assistance::None, imported: false },
        payload: Payload::Known(kind),
    }
}

pub(crate) fn verdict(name: &str) -> Intent {
    Intent::GiveVerdict(Some(VerdictId::from(name)))
}

pub(crate) fn submit() -> Intent {
    Intent::Submit { elapsed_ms: Some(1000), confirmed: false }
}

pub(crate) fn skip(reason: &str) -> Intent {
    Intent::Skip { reason: reason.to_owned(), elapsed_ms: None }
}
