//! Review events: immutable facts in the past tense, from which reviews are folded.

use crate::annotation::{Annotation, Evidence, Labels, Omission};
use crate::id::{AnnotationId, DeviceId, Digest, EventId, ItemId, ProjectId, ReviewerId, TextDigest};
use crate::label::{SeverityId, VerdictId};
use crate::span::Segment;
use crate::timestamp::Timestamp;
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::value::RawValue;

/// The newest payload version that this program writes and folds.
pub const PAYLOAD_VERSION: u32 = 1;

/// What machine assistance the reviewer had.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Assistance {
    /// None.
    #[default]
    None,
    /// Hints were visible.
    Hints,
    /// Unknown: the review came from another program.
    Unknown,
}

/// What a hint had to do with a reviewer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum HintNotice {
    /// The hints of the item were on the screen.
    Shown,
    /// The reviewer stepped to this one, or read what it says.
    Seen,
    /// The reviewer made an annotation of this one.
    Taken,
}

/// Under which conditions an event was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Context {
    /// Whether the reviewer saw neither generators nor others' answers.
    pub blind: bool,
    /// What assistance was there.
    pub assistance: Assistance,
    /// Whether the event was made from a file of another program, not by work here.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub imported: bool,
}

/// An event with its envelope. Serialised, as JSON only, in project files, packets and exports.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(from = "ReceivedEvent")]
pub struct Event {
    /// Random; for imports a hash of format and external keys.
    pub event_id: EventId,
    /// All events of one act share the first one's id: they are undone together.
    pub step: EventId,
    /// Of which project.
    pub project_id: ProjectId,
    /// Of which item; none for a fact about the whole project.
    pub item_id: Option<ItemId>,
    /// The sample's text that the offsets count in; none for a fact about the whole project.
    pub text_digest: Option<TextDigest>,
    /// Whose.
    pub reviewer_id: ReviewerId,
    /// Written where: a desk, one opening of one file.
    pub device_id: DeviceId,
    /// Counts from 1 for each (reviewer, device).
    pub sequence: u64,
    /// Digest of the event before in that chain.
    pub previous_digest: Option<Digest>,
    /// Larger than that of every event its writer had seen.
    pub lamport: u64,
    /// Version of the label schema it was made under.
    pub schema_version: u32,
    /// Version of the payload.
    pub payload_version: u32,
    /// For display only; may be missing.
    pub at: Option<Timestamp>,
    /// Under which conditions.
    pub context: Context,
    /// What happened.
    pub payload: Payload,
}

/// What happened, or the bytes of a newer program's fact: kept and passed on, never folded.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(untagged)]
#[expect(clippy::large_enum_variant, reason = "nearly every payload is known; a box for each costs more than it saves")]
pub enum Payload {
    /// Understood.
    Known(EventKind),
    /// From a newer program.
    Unknown(UnknownPayload),
}

impl<'de> Deserialize<'de> for Payload {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = UnknownPayload::deserialize(deserializer)?;
        Ok(serde_json::from_str(text.as_json()).map_or(Self::Unknown(text), Self::Known))
    }
}

/// The JSON of a fact that this program does not understand, to the last byte: the digests of its
/// writer's chain are made of these bytes.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(transparent)]
pub struct UnknownPayload(Box<RawValue>);

impl UnknownPayload {
    /// As it came.
    pub fn as_json(&self) -> &str {
        self.0.get()
    }
}

impl PartialEq for UnknownPayload {
    fn eq(&self, other: &Self) -> bool {
        self.as_json() == other.as_json()
    }
}

/// An [`Event`] as it is read: what a newer payload says is not known before its version is.
#[derive(Deserialize)]
struct ReceivedEvent {
    event_id: EventId,
    step: EventId,
    project_id: ProjectId,
    item_id: Option<ItemId>,
    text_digest: Option<TextDigest>,
    reviewer_id: ReviewerId,
    device_id: DeviceId,
    sequence: u64,
    previous_digest: Option<Digest>,
    lamport: u64,
    schema_version: u32,
    payload_version: u32,
    at: Option<Timestamp>,
    context: Context,
    payload: UnknownPayload,
}

impl From<ReceivedEvent> for Event {
    fn from(received: ReceivedEvent) -> Self {
        let payload = match serde_json::from_str(received.payload.as_json()) {
            Ok(kind) if received.payload_version <= PAYLOAD_VERSION => Payload::Known(kind),
            Ok(_) | Err(_) => Payload::Unknown(received.payload),
        };
        Self {
            event_id: received.event_id,
            step: received.step,
            project_id: received.project_id,
            item_id: received.item_id,
            text_digest: received.text_digest,
            reviewer_id: received.reviewer_id,
            device_id: received.device_id,
            sequence: received.sequence,
            previous_digest: received.previous_digest,
            lamport: received.lamport,
            schema_version: received.schema_version,
            payload_version: received.payload_version,
            at: received.at,
            context: received.context,
            payload,
        }
    }
}

/// What happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum EventKind {
    /// A span of the sample was annotated.
    AnnotationAdded {
        /// All of it.
        annotation: Annotation,
    },
    /// An annotation was taken back.
    AnnotationWithdrawn {
        /// Which.
        annotation: AnnotationId,
    },
    /// Its bounds were changed.
    SegmentsChanged {
        /// Which.
        annotation: AnnotationId,
        /// Before.
        from: Vec<Segment>,
        /// After.
        to: Vec<Segment>,
    },
    /// Its labels were changed.
    LabelsChanged {
        /// Which.
        annotation: AnnotationId,
        /// Before.
        from: Labels,
        /// After.
        to: Labels,
    },
    /// Its severity was changed.
    SeverityChanged {
        /// Which.
        annotation: AnnotationId,
        /// Before.
        from: Option<SeverityId>,
        /// After.
        to: Option<SeverityId>,
    },
    /// Its evidence was changed.
    EvidenceChanged {
        /// Which.
        annotation: AnnotationId,
        /// Before.
        from: Evidence,
        /// After.
        to: Evidence,
    },
    /// Its correction was changed.
    CorrectionChanged {
        /// Which.
        annotation: AnnotationId,
        /// Before.
        from: Option<String>,
        /// After.
        to: Option<String>,
    },
    /// Its note was changed.
    NoteChanged {
        /// Which.
        annotation: AnnotationId,
        /// Before.
        from: Option<String>,
        /// After.
        to: Option<String>,
    },
    /// A passage of a source was marked as left out.
    OmissionMarked {
        /// All of it.
        omission: Omission,
    },
    /// An omission was changed.
    OmissionChanged {
        /// Before.
        from: Omission,
        /// After; the same id.
        to: Omission,
    },
    /// An omission was taken back.
    OmissionWithdrawn {
        /// Which.
        omission: AnnotationId,
    },
    /// A verdict was given, changed or taken back.
    VerdictGiven {
        /// Before.
        from: Option<VerdictId>,
        /// After.
        to: Option<VerdictId>,
    },
    /// The item was flagged for the lead, or the flag was taken down.
    FlagChanged {
        /// Before; the remark, may be empty.
        from: Option<String>,
        /// After.
        to: Option<String>,
    },
    /// The reviewer's remark on the whole item was changed.
    RemarkChanged {
        /// Before.
        from: Option<String>,
        /// After.
        to: Option<String>,
    },
    /// The review was handed in.
    Submitted {
        /// Time of work since the last state, in milliseconds; none when unknown.
        elapsed_ms: Option<u64>,
    },
    /// A finished review was taken up again.
    Reopened,
    /// The reviewer passed the item over.
    Skipped {
        /// Why.
        reason: String,
        /// Time of work since the last state, in milliseconds; none when unknown.
        elapsed_ms: Option<u64>,
    },
    /// The review was withdrawn: it counts nowhere.
    ReviewWithdrawn,
    /// An earlier act was undone.
    StepUndone {
        /// Which.
        step: EventId,
    },
    /// An undone act was done again.
    StepRedone {
        /// Which.
        step: EventId,
    },
    /// Someone chose to see generators and answers: their reviews are not blind from here on.
    Unblinded {
        /// Who.
        by: ReviewerId,
    },
    /// Two reviewers turned out to be one person.
    ReviewersMerged {
        /// Who goes.
        from: ReviewerId,
        /// Who stays.
        into: ReviewerId,
    },
    /// A lead decided what names of earlier versions of the label schema are read as, in all reviews.
    SchemaMigrated {
        /// Name by name.
        migration: crate::migration::Migration,
    },
    /// Such a decision was taken back: the names read as they were given.
    MigrationTakenBack {
        /// Its event.
        migration: EventId,
    },
    /// A hint had to do with the reviewer. It changes nothing of their review.
    HintNoticed {
        /// How.
        notice: HintNotice,
        /// Which words of the sample carry the hint; none for the hints of the item as a whole.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        hint: Option<Segment>,
    },
    /// Something was decided where reviewers differ. It is no part of anyone's review.
    Adjudicated {
        /// What.
        fact: crate::adjudication::Fact,
    },
}

impl EventKind {
    /// Whether it changes the state of the review, not its content. Such an event is never undone, but for
    /// a withdrawal.
    pub const fn is_state(&self) -> bool {
        matches!(self, Self::Submitted { .. } | Self::Reopened | Self::Skipped { .. } | Self::ReviewWithdrawn)
    }
}

impl Event {
    /// The kind, where this program understands it.
    pub fn kind(&self) -> Option<&EventKind> {
        match &self.payload {
            Payload::Known(kind) if self.payload_version <= PAYLOAD_VERSION => Some(kind),
            Payload::Known(_) | Payload::Unknown(_) => None,
        }
    }

    /// The one serialised form that digests are made of.
    ///
    /// # Panics
    /// Never: every field has a JSON form.
    #[expect(clippy::expect_used, reason = "every field has a JSON form")]
    pub fn canonical(&self) -> String {
        serde_json::to_string(self).expect("an event has a JSON form")
    }

    /// Digest of [`Event::canonical`], the next event's `previous_digest`.
    pub fn digest(&self) -> Digest {
        Digest::of(self.canonical().as_bytes())
    }

    /// The key of the order in which events are folded, whatever their clocks said.
    pub const fn folding_key(&self) -> (u64, EventId) {
        (self.lamport, self.event_id)
    }
}
