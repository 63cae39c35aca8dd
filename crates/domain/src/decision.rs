//! What a reviewer may do now: an intent becomes facts, or is refused with the reason.

use crate::annotation::{Annotation, Evidence, Labels, Omission, Stance};
use crate::event::EventKind;
use crate::id::{AnnotationId, TextDigest};
use crate::intent::{Intent, Refusal};
use crate::label::{EvidenceDemand, LabelSchema, SeverityId, VerdictId, VerdictMeaning};
use crate::review::{Review, ReviewState};
use crate::span::{Segment, are_disjoint_and_ordered};
use crate::text::Text;

/// What the rules look at beside the review.
#[derive(Debug, Clone, Copy)]
pub struct Surroundings<'a> {
    /// The label schema in force.
    pub schema: &'a LabelSchema,
    /// The sample's text.
    pub sample: &'a Text,
    /// The sources' texts.
    pub sources: &'a [&'a Text],
}

/// The facts that `intent` makes. An intent that changes nothing makes none. A content change of a
/// finished review reopens it first.
#[expect(clippy::too_many_lines, reason = "one arm for each intent, read as a list of rules")]
pub fn decide(review: &Review, around: Surroundings<'_>, intent: Intent) -> Result<Vec<EventKind>, Refusal> {
    let mut events = match intent {
        Intent::Submit { elapsed_ms, confirmed } => return submit(review, around, elapsed_ms, confirmed),
        Intent::Skip { reason, elapsed_ms } => {
            let reason = reason.trim().to_owned();
            if reason.is_empty() {
                return Err(Refusal::ReasonMissing);
            }
            return Ok(vec![EventKind::Skipped { reason, elapsed_ms }]);
        }
        Intent::Reopen => {
            return match review.state {
                ReviewState::Submitted | ReviewState::Skipped(_) | ReviewState::Withdrawn => {
                    Ok(vec![EventKind::Reopened])
                }
                ReviewState::NotStarted | ReviewState::InProgress => {
                    Err(Refusal::WrongState { state: "not finished yet", needed: "submitted or skipped" })
                }
            };
        }
        Intent::WithdrawReview => {
            return match review.state {
                ReviewState::InProgress | ReviewState::Submitted | ReviewState::Skipped(_) => {
                    Ok(vec![EventKind::ReviewWithdrawn])
                }
                ReviewState::NotStarted => Err(Refusal::WrongState { state: "not begun yet", needed: "begun" }),
                ReviewState::Withdrawn => {
                    Err(Refusal::WrongState { state: "withdrawn already", needed: "not withdrawn" })
                }
            };
        }
        Intent::Undo => {
            let step = EventKind::StepUndone { step: *review.undo.last().ok_or(Refusal::NothingToUndo)? };
            if review.state == ReviewState::Withdrawn {
                // The last step is the withdrawal: what stood before stands again, handed in or not.
                return Ok(vec![step]);
            }
            vec![step]
        }
        Intent::Redo => vec![EventKind::StepRedone { step: *review.redo.last().ok_or(Refusal::NothingToRedo)? }],
        Intent::GiveVerdict(to) => verdict(review, around, to)?,
        Intent::Flag(to) => {
            let from = review.content.flag.clone();
            changed(&from, &to).then_some(EventKind::FlagChanged { from, to }).into_iter().collect()
        }
        Intent::Remark(to) => {
            let (from, to) = (review.content.remark.clone(), written(to));
            changed(&from, &to).then_some(EventKind::RemarkChanged { from, to }).into_iter().collect()
        }
        Intent::MarkOmission(omission) => {
            check_omission(around, &omission)?;
            vec![EventKind::OmissionMarked { omission }]
        }
        Intent::ChangeOmission(to) => {
            check_omission(around, &to)?;
            let from = review.omission(to.id).ok_or(Refusal::UnknownAnnotation { annotation: to.id })?.clone();
            changed(&from, &to).then_some(EventKind::OmissionChanged { from, to }).into_iter().collect()
        }
        Intent::WithdrawOmission(id) => {
            review.omission(id).ok_or(Refusal::UnknownAnnotation { annotation: id })?;
            vec![EventKind::OmissionWithdrawn { omission: id }]
        }
        Intent::Annotate(annotation) => annotate(review, around, vec![annotation])?,
        Intent::AnnotateAlike { like, places, whole } => {
            let pattern = find(review, like)?;
            annotate(review, around, places.into_iter().map(|place| alike(pattern, place, whole)).collect())?
        }
        Intent::Withdraw(id) => {
            find(review, id)?;
            vec![EventKind::AnnotationWithdrawn { annotation: id }]
        }
        Intent::Rebound(id, to) => {
            let from = find(review, id)?.segments.clone();
            check_segments(around.sample, &to)?;
            changed(&from, &to).then_some(EventKind::SegmentsChanged { annotation: id, from, to }).into_iter().collect()
        }
        Intent::Relabel(id, to) => {
            let from = find(review, id)?.labels.clone();
            check_labels(around.schema, &to)?;
            changed(&from, &to).then_some(EventKind::LabelsChanged { annotation: id, from, to }).into_iter().collect()
        }
        Intent::Grade(id, to) => {
            let from = find(review, id)?.severity.clone();
            check_severity(around.schema, to.as_ref())?;
            changed(&from, &to).then_some(EventKind::SeverityChanged { annotation: id, from, to }).into_iter().collect()
        }
        Intent::Correct(id, to) => {
            // A correction may be empty: 'leave it out' is a correction.
            let from = find(review, id)?.correction.clone();
            changed(&from, &to)
                .then_some(EventKind::CorrectionChanged { annotation: id, from, to })
                .into_iter()
                .collect()
        }
        Intent::Note(id, to) => {
            let (from, to) = (find(review, id)?.note.clone(), written(to));
            changed(&from, &to).then_some(EventKind::NoteChanged { annotation: id, from, to }).into_iter().collect()
        }
        Intent::AddEvidence(id, passage) => {
            check_source(around, passage.source, &passage.segment)?;
            evidence(review, id, |from| {
                let mut passages = from.passages().to_vec();
                match passages
                    .iter_mut()
                    .find(|other| other.source == passage.source && other.segment == passage.segment)
                {
                    Some(same) => same.stance = passage.stance,
                    None => passages.push(passage),
                }
                Evidence::Passages(passages)
            })?
        }
        Intent::RemoveEvidence(id, index) => evidence(review, id, |from| {
            let mut passages = from.passages().to_vec();
            if index < passages.len() {
                passages.remove(index);
            }
            if passages.is_empty() { Evidence::NotGiven } else { Evidence::Passages(passages) }
        })?,
        Intent::StateNoneExists(id, stated) => evidence(review, id, |from| match (stated, from) {
            (true, _) => Evidence::NoneExists,
            (false, Evidence::NoneExists) => Evidence::NotGiven,
            (false, other) => other.clone(),
        })?,
    };
    let finished = matches!(review.state, ReviewState::Submitted | ReviewState::Skipped(_) | ReviewState::Withdrawn);
    if finished && !events.is_empty() {
        events.insert(0, EventKind::Reopened);
    }
    Ok(events)
}

fn changed<T: PartialEq>(from: &T, to: &T) -> bool {
    from != to
}

/// A note or remark without a character is none.
fn written(text: Option<String>) -> Option<String> {
    text.filter(|text| !text.trim().is_empty())
}

fn find(review: &Review, id: AnnotationId) -> Result<&Annotation, Refusal> {
    review.annotation(id).ok_or(Refusal::UnknownAnnotation { annotation: id })
}

fn evidence(
    review: &Review,
    id: AnnotationId,
    change: impl FnOnce(&Evidence) -> Evidence,
) -> Result<Vec<EventKind>, Refusal> {
    let from = find(review, id)?.evidence.clone();
    let to = change(&from);
    Ok(changed(&from, &to).then_some(EventKind::EvidenceChanged { annotation: id, from, to }).into_iter().collect())
}

/// What every annotation must be, whoever makes it: of this text, with what the schema has.
pub(crate) fn check_annotation(around: Surroundings<'_>, annotation: &Annotation) -> Result<(), Refusal> {
    check_segments(around.sample, &annotation.segments)?;
    check_labels(around.schema, &annotation.labels)?;
    check_severity(around.schema, annotation.severity.as_ref())?;
    annotation.evidence.passages().iter().try_for_each(|passage| check_source(around, passage.source, &passage.segment))
}

/// The same judgement of another place.
fn alike(pattern: &Annotation, (id, segments): (AnnotationId, Vec<Segment>), whole: bool) -> Annotation {
    let mut made = Annotation { id, segments, ..pattern.clone() };
    if !whole {
        (made.evidence, made.correction, made.note) = (Evidence::NotGiven, None, None);
    }
    made
}

fn annotate(review: &Review, around: Surroundings<'_>, made: Vec<Annotation>) -> Result<Vec<EventKind>, Refusal> {
    made.iter().try_for_each(|annotation| check_annotation(around, annotation))?;
    let mut events: Vec<_> = made.into_iter().map(|annotation| EventKind::AnnotationAdded { annotation }).collect();
    // An annotation takes a 'clean' verdict back: both cannot be true.
    if !events.is_empty()
        && let Some(verdict) = &review.content.verdict
        && around.schema.meaning(verdict) == Some(VerdictMeaning::Clean)
    {
        events.push(EventKind::VerdictGiven { from: Some(verdict.clone()), to: None });
    }
    Ok(events)
}

fn verdict(review: &Review, around: Surroundings<'_>, to: Option<VerdictId>) -> Result<Vec<EventKind>, Refusal> {
    if let Some(verdict) = &to {
        let meaning =
            around.schema.meaning(verdict).ok_or_else(|| Refusal::UnknownVerdict { verdict: verdict.clone() })?;
        let count = review.content.annotations.len();
        if meaning == VerdictMeaning::Clean && count > 0 {
            return Err(Refusal::CleanWithAnnotations { count });
        }
    }
    let from = review.content.verdict.clone();
    Ok(changed(&from, &to).then_some(EventKind::VerdictGiven { from, to }).into_iter().collect())
}

fn submit(
    review: &Review,
    around: Surroundings<'_>,
    elapsed_ms: Option<u64>,
    confirmed: bool,
) -> Result<Vec<EventKind>, Refusal> {
    if review.state == ReviewState::Submitted {
        return Err(Refusal::WrongState { state: "submitted already", needed: "not finished" });
    }
    let content = &review.content;
    let verdict = content.verdict.as_ref().ok_or(Refusal::VerdictMissing)?;
    let meaning = around.schema.meaning(verdict).ok_or_else(|| Refusal::UnknownVerdict { verdict: verdict.clone() })?;
    let count = content.annotations.len();
    match meaning {
        VerdictMeaning::Clean if count > 0 => return Err(Refusal::CleanWithAnnotations { count }),
        VerdictMeaning::Hallucinated if count == 0 && !confirmed => {
            return Err(Refusal::HallucinatedWithoutAnnotations);
        }
        VerdictMeaning::Clean | VerdictMeaning::Hallucinated | VerdictMeaning::Unsure => {}
    }
    for annotation in &content.annotations {
        check_demands(around, annotation)?;
    }
    let mut events = Vec::new();
    if matches!(review.state, ReviewState::Skipped(_) | ReviewState::Withdrawn) {
        events.push(EventKind::Reopened);
    }
    events.push(EventKind::Submitted { elapsed_ms });
    Ok(events)
}

/// What the labels of an annotation demand before it can be submitted.
fn check_demands(around: Surroundings<'_>, annotation: &Annotation) -> Result<(), Refusal> {
    let passages = annotation.evidence.passages();
    let none_exists = annotation.evidence == Evidence::NoneExists;
    let without_sources = around.sources.is_empty();
    for label in annotation.labels.iter().filter_map(|id| around.schema.label(id)) {
        let quote = || annotation.quote().chars().take(40).collect::<String>();
        let (given, demand) = match label.evidence {
            EvidenceDemand::None => (true, ""),
            EvidenceDemand::Contradicting => (
                without_sources || passages.iter().any(|passage| passage.stance == Stance::Contradicts),
                "a passage of the source that contradicts it",
            ),
            EvidenceDemand::NoneExistsOrNearest => (
                none_exists || passages.iter().any(|passage| passage.stance == Stance::Nearest),
                "the statement that no evidence exists, or the nearest passage",
            ),
            EvidenceDemand::Any => (none_exists || !passages.is_empty(), "evidence, or the statement that none exists"),
        };
        if !given {
            return Err(Refusal::EvidenceMissing {
                annotation: annotation.id,
                label: label.name.clone(),
                demand,
                quote: quote(),
            });
        }
        if label.note && annotation.note.is_none() {
            return Err(Refusal::NoteMissing { annotation: annotation.id, label: label.name.clone(), quote: quote() });
        }
    }
    Ok(())
}

fn check_segments(text: &Text, segments: &[Segment]) -> Result<(), Refusal> {
    if !are_disjoint_and_ordered(segments) {
        return Err(Refusal::SegmentsOverlap);
    }
    segments.iter().try_for_each(|segment| Ok(text.check(segment)?))
}

fn check_labels(schema: &LabelSchema, labels: &Labels) -> Result<(), Refusal> {
    match labels.iter().find(|label| schema.label(label).is_none()) {
        Some(label) => Err(Refusal::UnknownLabel { label: label.clone() }),
        None => Ok(()),
    }
}

fn check_severity(schema: &LabelSchema, severity: Option<&SeverityId>) -> Result<(), Refusal> {
    match severity.filter(|severity| schema.severity_rank(severity).is_none()) {
        Some(severity) => Err(Refusal::UnknownSeverity { severity: severity.clone() }),
        None => Ok(()),
    }
}

fn check_source(around: Surroundings<'_>, source: TextDigest, segment: &Segment) -> Result<(), Refusal> {
    if around.sources.is_empty() {
        return Err(Refusal::NoSources);
    }
    let text =
        around.sources.iter().find(|text| text.digest() == source).ok_or(Refusal::UnknownSource { digest: source })?;
    Ok(text.check(segment)?)
}

pub(crate) fn check_omission(around: Surroundings<'_>, omission: &Omission) -> Result<(), Refusal> {
    check_source(around, omission.source, &omission.segment)?;
    check_severity(around.schema, omission.severity.as_ref())
}
