//! What goes between files and projects, whatever the format.

use crate::adjudication::Ruling;
use crate::adjudication::cause::Reason;
use crate::adjudication::omission::OmissionRuling;
use crate::annotation::{Omission, Stance};
use crate::event::Assistance;
use crate::gold::{GivenGold, ItemConsensus, Origin};
use crate::id::{AnnotationId, ReviewerId};
use crate::item::Item;
use crate::label::VerdictId;
use crate::review::Review;
use crate::sample::Sample;
use crate::source::Source;
use crate::span::Segment;
use crate::timestamp::Timestamp;
use serde_json::{Map, Value};

/// Something wrong with one place of a file. The rest of the file goes in.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Issue {
    /// Name of the file.
    pub file: String,
    /// Line of the file, from 1; the element's number in a JSON array; 0 for the file as a whole.
    pub line: u64,
    /// Column or field, where it is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
    /// What kind of trouble, for programs: `invalid_utf8`, `missing_field`, `span_outside_text` …
    pub code: IssueCode,
    /// What is wrong, what was done about it and how to cure it, for people.
    pub message: String,
}

/// The kinds of trouble. The names in files are the variants in snake case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum IssueCode {
    /// Bytes that are not UTF-8.
    InvalidUtf8,
    /// Not the syntax of the format.
    Syntax,
    /// A field that must be there.
    MissingField,
    /// A value that cannot be used.
    BadValue,
    /// A line longer than the limit.
    TooLong,
    /// An id seen before with another text.
    DuplicateId,
    /// A span beyond its text.
    SpanOutsideText,
    /// A span of no characters.
    ZeroLengthSpan,
    /// A span whose end is before its start, or parts that overlap.
    BadSpan,
    /// The quote does not stand at the span; the annotation was left out.
    QuoteMismatch,
    /// The quote stood elsewhere, exactly once; the span was mended.
    QuoteRepaired,
    /// Evidence that names a source the item does not have.
    UnknownSource,
    /// A verdict, severity or stance that the schema does not have.
    UnknownValue,
    /// A review that cannot stand: clean with annotations.
    ContradictoryReview,
    /// A file without its partner in a folder of pairs.
    MissingPartner,
    /// The same annotation twice, of which one was kept.
    DuplicateAnnotation,
    /// Characters nobody sees (zero-width, bidi controls): kept, and pointed out.
    InvisibleCharacters,
    /// A review that the newer file no longer has: kept.
    ReviewMissing,
    /// Given gold that differs from the one an earlier file gave: the first was kept.
    GoldChanged,
    /// A second review of one item by one person in one file: the first was kept.
    DuplicateReview,
    /// A changed review that was not taken: what stands here was made by hand, or the row is not whole.
    ReviewHeldBack,
    /// A source of an item that was reviewed without one: it was not added.
    SourcesHeldBack,
}

impl IssueCode {
    /// Whether the row, review or annotation was left out because of it.
    pub const fn is_loss(self) -> bool {
        !matches!(
            self,
            Self::QuoteRepaired | Self::InvisibleCharacters | Self::ReviewMissing | Self::DuplicateAnnotation
        )
    }
}

/// An item as a file gives it.
#[derive(Debug, Clone, PartialEq)]
pub struct ImportedItem {
    /// Line or element it stood in, from 1.
    pub line: u64,
    /// The file's own id.
    pub external_id: String,
    /// The synthetic text.
    pub sample: Sample,
    /// The human texts.
    pub sources: Vec<Source>,
    /// What Touchstone has no word for.
    pub metadata: Map<String, Value>,
    /// What reviewers said, where the file knows.
    pub reviews: Vec<ImportedReview>,
    /// The right answer, where the file gives one.
    pub gold: Option<ImportedGold>,
}

/// The right answer as a file gives it. Offsets and quotes were checked against the sample.
#[derive(Debug, Clone, PartialEq)]
pub struct ImportedGold {
    /// Name of the verdict; without one it follows from whether anything is marked.
    pub verdict: Option<String>,
    /// Of the sample.
    pub annotations: Vec<ImportedAnnotation>,
}

/// Who reviewed, as a file tells.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct ImportedReviewer {
    /// The file's own id of them.
    pub external_id: Option<String>,
    /// Their name.
    pub name: Option<String>,
}

/// How far an imported review was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ImportedState {
    /// Finished.
    Submitted,
    /// Begun.
    InProgress,
    /// Passed over, with the reason.
    Skipped(String),
    /// Withdrawn: it counts nowhere.
    Withdrawn,
}

/// A review as a file gives it. Offsets and quotes were checked against the item's texts.
#[derive(Debug, Clone, PartialEq)]
pub struct ImportedReview {
    /// Whose.
    pub reviewer: ImportedReviewer,
    /// How far.
    pub state: ImportedState,
    /// Whether a part of it could not stand and was left out: what is missing here is not gone.
    pub incomplete: bool,
    /// Name of the verdict; without one it follows from whether anything was annotated.
    pub verdict: Option<String>,
    /// Of the sample.
    pub annotations: Vec<ImportedAnnotation>,
    /// Of the sources.
    pub omissions: Vec<ImportedOmission>,
    /// Flagged, with a remark.
    pub flag: Option<String>,
    /// On the whole item.
    pub remark: Option<String>,
    /// When.
    pub at: Option<Timestamp>,
    /// Time of work in milliseconds.
    pub elapsed_ms: Option<u64>,
    /// Whether it was made blind; false where the file does not say.
    pub blind: bool,
    /// What assistance there was.
    pub assistance: Assistance,
}

impl ImportedReview {
    /// A review of which a file gives the annotations alone.
    pub fn of_annotations(
        reviewer: ImportedReviewer,
        state: ImportedState,
        annotations: Vec<ImportedAnnotation>,
    ) -> Self {
        Self {
            reviewer,
            state,
            incomplete: false,
            verdict: None,
            annotations,
            omissions: Vec::new(),
            flag: None,
            remark: None,
            at: None,
            elapsed_ms: None,
            blind: false,
            assistance: Assistance::Unknown,
        }
    }
}

/// An annotation as a file gives it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportedAnnotation {
    /// The file's own id of it; without one its ordinal among the reviewer's of this item counts.
    pub external_id: Option<String>,
    /// Of the sample.
    pub segments: Vec<Segment>,
    /// All labels as named in the schema's preset, the primary first; may be empty.
    pub labels: Vec<String>,
    /// Name of the severity.
    pub severity: Option<String>,
    /// What the sources say of it.
    pub evidence: ImportedEvidence,
    /// What it should read.
    pub correction: Option<String>,
    /// A remark.
    pub note: Option<String>,
}

/// Evidence as a file gives it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum ImportedEvidence {
    /// Nothing said.
    #[default]
    NotGiven,
    /// Searched, none exists.
    NoneExists,
    /// Source number (from 0, in the item's order), where in it, how it stands.
    Passages(Vec<(usize, Segment, Stance)>),
}

/// An omission as a file gives it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportedOmission {
    /// The file's own id of it.
    pub external_id: Option<String>,
    /// Source number, from 0, in the item's order.
    pub source: usize,
    /// Where in it.
    pub segment: Segment,
    /// Name of the severity.
    pub severity: Option<String>,
    /// A remark.
    pub note: Option<String>,
}

/// What a reader hands on, one after another.
#[derive(Debug, Clone, PartialEq)]
pub enum Imported {
    /// A good row.
    Item(Box<ImportedItem>),
    /// Trouble with a row or a part of it.
    Issue(Issue),
}

/// A review as it is exported. Names are already chosen (pseudonym, name or none).
#[derive(Debug, Clone, PartialEq)]
pub struct ExportedReview {
    /// Who, as chosen for this export; none when reviewers are left out.
    pub reviewer: Option<String>,
    /// Who, for formats that must tell people apart by an id of their own.
    pub reviewer_id: ReviewerId,
    /// The file's own id and name of them, only where names were chosen.
    pub external: Option<ImportedReviewer>,
    /// All of it; `review.submitted` is what counts.
    pub review: Review,
    /// The file's own ids of annotations, where they came with one.
    pub annotation_ids: Vec<(AnnotationId, String)>,
}

/// An item with what is known of it, as it is exported.
#[derive(Debug, Clone, PartialEq)]
pub struct ExportedItem {
    /// All of it; an export goes to a lead.
    pub item: Item,
    /// In the order of their pseudonyms.
    pub reviews: Vec<ExportedReview>,
    /// The right answer that its file gave.
    pub given: Option<GivenGold>,
    /// What is exported as true, and where it comes from.
    pub gold: Option<(Origin, ItemConsensus)>,
    /// The name of each reviewer in `gold`, as chosen for this export.
    pub supporter_names: Vec<(ReviewerId, String)>,
    /// The sample with its accepted corrections.
    pub corrected: Option<String>,
    /// How much of the sample stands word for word in a source.
    pub copied: Copied,
    /// How the gold of a settled item came about; none where it is not settled.
    pub decided: Option<ExportedDecisions>,
}

/// How much of a sample stands word for word in its sources (coverage and density of Grusky et al. 2018).
/// The field names are those of the files.
#[derive(Debug, Clone, Copy, PartialEq, Default, serde::Serialize, serde::Deserialize)]
pub struct Copied {
    /// Words of the longest copied run.
    pub longest_tokens: u32,
    /// Part of the words that stand in a copied run, 0 to 1.
    pub coverage: f64,
    /// Mean length of the run that a word stands in.
    pub density: f64,
}

/// How adjudicated gold came about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExportedDecisions {
    /// The rulings that stand, oldest first.
    pub rulings: Vec<Ruling>,
    /// The rulings on omissions that stand, oldest first.
    pub omission_rulings: Vec<OmissionRuling>,
    /// Passages of the sources that the sample should have covered.
    pub omissions: Vec<Omission>,
    /// Why reviewers differed in the verdict, where it was decided and not agreed on.
    pub verdict: Option<(VerdictId, Reason)>,
    /// Who settled the item.
    pub settled_by: ReviewerId,
}
