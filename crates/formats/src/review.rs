//! Reviews as Touchstone JSONL writes them, checked against the texts of their item.

use crate::lines::issue;
use crate::raw_review::{RawAnnotation, RawEvidence, RawOmission, RawReview, RawReviewer, RawSegment};
use serde_json::Value;
use std::collections::BTreeSet;
use touchstone_domain::annotation::Stance;
use touchstone_domain::event::Assistance;
use touchstone_domain::exchange::{
    ImportedAnnotation, ImportedEvidence, ImportedOmission, ImportedReview, ImportedReviewer, ImportedState, Issue,
    IssueCode,
};
use touchstone_domain::label::{LabelSchema, VerdictMeaning};
use touchstone_domain::source::Source;
use touchstone_domain::span::{Segment, SpanError, are_disjoint_and_ordered};
use touchstone_domain::text::Text;
use touchstone_domain::timestamp::Timestamp;

/// An id that may be written as a string or a number.
pub(crate) fn id_text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) if !text.is_empty() => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Null | Value::Bool(_) | Value::String(_) | Value::Array(_) | Value::Object(_) => None,
    }
}

/// A review of which everything marked had to be left out does not count: it must not look clean.
pub(crate) const fn state_of(all_was_lost: bool) -> ImportedState {
    if all_was_lost { ImportedState::InProgress } else { ImportedState::Submitted }
}

/// What the reviews of one item are checked against.
pub(crate) struct Surroundings<'a> {
    pub(crate) file: &'a str,
    pub(crate) line: u64,
    pub(crate) sample: &'a Text,
    pub(crate) sources: &'a [Source],
    pub(crate) schema: &'a LabelSchema,
    pub(crate) issues: &'a mut Vec<Issue>,
}

impl Surroundings<'_> {
    pub(crate) fn trouble(&mut self, field: &str, code: IssueCode, message: String) {
        let trouble = issue(self.file, self.line, Some(field), code, message);
        self.issues.push(trouble);
    }

    /// A segment of `text`, mended where its quote stands elsewhere exactly once; none when it cannot stand.
    pub(crate) fn segment(
        &mut self,
        text: &Text,
        field: &str,
        (start, end): (i64, i64),
        quote: Option<&str>,
    ) -> Option<Segment> {
        let span = match (u64::try_from(start), u64::try_from(end)) {
            (Ok(start), Ok(end)) => text.span(start, end),
            _ => Err(SpanError::Outside { start: 0, end: 0, length: text.length().0 }),
        };
        let span = match span {
            Ok(span) => span,
            Err(error) => {
                let code = match error {
                    SpanError::Empty { .. } => IssueCode::ZeroLengthSpan,
                    SpanError::Backwards { .. } => IssueCode::BadSpan,
                    SpanError::Outside { .. } => IssueCode::SpanOutsideText,
                };
                let message =
                    format!("{start}..{end}: {error}. It was left out; offsets count Unicode characters from 0.");
                self.trouble(field, code, message);
                return None;
            }
        };
        let found = text.segment(span);
        let Some(quote) = quote.filter(|quote| *quote != found.quote) else { return Some(found) };
        let short = |text: &str| text.chars().take(60).collect::<String>();
        if let Some(mended) = text.find_unique(quote) {
            let message = format!(
                "The quote “{}” stands at {mended}, not at {span}; it was taken from there, where it stands exactly once.",
                short(quote)
            );
            self.trouble(field, IssueCode::QuoteRepaired, message);
            return Some(text.segment(mended));
        }
        let message = format!(
            "At {span} the text reads “{}”, but the quote is “{}”. It was left out.",
            short(&found.quote),
            short(quote)
        );
        self.trouble(field, IssueCode::QuoteMismatch, message);
        None
    }

    fn source(&mut self, field: &str, told: Option<&Value>) -> Option<usize> {
        let found = match told {
            None => (self.sources.len() == 1).then_some(0),
            Some(Value::Number(number)) => number.as_u64().and_then(|number| usize::try_from(number).ok()),
            Some(told) => id_text(told)
                .and_then(|id| self.sources.iter().position(|source| source.external_id.as_deref() == Some(&id))),
        };
        let found = found.filter(|index| *index < self.sources.len());
        if found.is_none() {
            let told = told.map_or_else(|| "nothing".to_owned(), Value::to_string);
            let message = format!("The item has no source {told}; what pointed to it was left out.");
            self.trouble(field, IssueCode::UnknownSource, message);
        }
        found
    }

    /// The review, or none when it cannot stand. Its parts that cannot stand are left out.
    pub(crate) fn review(&mut self, raw: RawReview) -> Option<ImportedReview> {
        let reviewer = match raw.reviewer {
            Some(RawReviewer::Name(name)) if !name.trim().is_empty() => {
                ImportedReviewer { external_id: None, name: Some(name) }
            }
            Some(RawReviewer::Full { id, name }) if id.is_some() || name.is_some() => {
                ImportedReviewer { external_id: id, name }
            }
            _ => {
                let message = "A review does not say whose it is; it was left out. Add “reviewer”.".to_owned();
                self.trouble("reviews.reviewer", IssueCode::MissingField, message);
                return None;
            }
        };
        let issues_before = self.issues.len();
        let had_annotations = !raw.annotations.is_empty();
        let mut annotations: Vec<_> = raw.annotations.into_iter().filter_map(|raw| self.annotation(raw)).collect();
        self.keep_first_of_each_id(&mut annotations);
        let omissions: Vec<_> = raw.omissions.into_iter().filter_map(|raw| self.omission(raw)).collect();
        let says_verdict = raw.verdict.is_some();
        let verdict = raw.verdict.and_then(|told| self.review_verdict(&told, annotations.is_empty()));
        let clean = verdict.as_ref().is_some_and(|(_, meaning)| *meaning == VerdictMeaning::Clean);
        if clean && !annotations.is_empty() {
            let message = "The verdict is clean, but something is annotated; the review was left out.".to_owned();
            self.trouble("reviews.verdict", IssueCode::ContradictoryReview, message);
            return None;
        }
        let says_something = !annotations.is_empty()
            || !omissions.is_empty()
            || verdict.is_some()
            || raw.flag.is_some()
            || raw.remark.is_some();
        let state = match raw.state.as_deref() {
            None | Some("submitted") => {
                let nothing_left = annotations.is_empty() && verdict.is_none();
                state_of(nothing_left && (had_annotations || says_verdict))
            }
            // An export names whoever saw an item and did nothing with it.
            Some("not-started" | "not_started") if !says_something && !had_annotations => return None,
            Some("in-progress" | "in_progress" | "not-started" | "not_started") => ImportedState::InProgress,
            Some("skipped") => ImportedState::Skipped(raw.skip_reason.unwrap_or_else(|| "no reason given".to_owned())),
            Some("withdrawn") => ImportedState::Withdrawn,
            Some(other) => {
                let message = format!(
                    "“{other}” is no state of a review; it was left out. Use submitted, in-progress, skipped or withdrawn."
                );
                self.trouble("reviews.state", IssueCode::UnknownValue, message);
                return None;
            }
        };
        let incomplete = self.issues[issues_before..].iter().any(|issue| issue.code.is_loss());
        let at = raw.at.and_then(|at| {
            let parsed = at.parse::<jiff::Timestamp>().ok();
            if parsed.is_none() {
                let message = format!("“{at}” is no moment; it was left out. Write it like 2026-03-04T09:12:00Z.");
                self.trouble("reviews.at", IssueCode::BadValue, message);
            }
            parsed.map(|moment| Timestamp(moment.as_millisecond()))
        });
        Some(ImportedReview {
            reviewer,
            state,
            incomplete,
            verdict: verdict.map(|(name, _)| name),
            annotations,
            omissions,
            flag: raw.flag,
            remark: raw.remark,
            at,
            elapsed_ms: raw.elapsed_ms,
            blind: raw.blind.unwrap_or(false),
            assistance: raw.assistance.unwrap_or(Assistance::Unknown),
        })
    }

    /// An id names one annotation of a review: what comes later under the same id is left out.
    fn keep_first_of_each_id(&mut self, annotations: &mut Vec<ImportedAnnotation>) {
        let mut seen = BTreeSet::new();
        annotations.retain(|annotation| {
            let Some(id) = &annotation.external_id else { return true };
            let is_new = seen.insert(id.clone());
            if !is_new {
                let message = format!(
                    "The id “{id}” stands on two annotations of one review; the first was kept. Give each its own."
                );
                self.trouble("annotations.id", IssueCode::DuplicateId, message);
            }
            is_new
        });
    }

    /// The verdict of the label schema that is meant, with its meaning.
    pub(crate) fn verdict(&self, told: &str) -> Option<(String, VerdictMeaning)> {
        let same = |verdict: &&touchstone_domain::label::Verdict| {
            verdict.id.as_str().eq_ignore_ascii_case(told) || verdict.name.eq_ignore_ascii_case(told)
        };
        self.schema.verdicts.iter().find(same).map(|verdict| (verdict.id.0.clone(), verdict.meaning))
    }

    /// The names of the verdicts that there are.
    pub(crate) fn verdict_names(&self) -> String {
        let names: Vec<&str> = self.schema.verdicts.iter().map(|verdict| verdict.id.as_str()).collect();
        names.join(", ")
    }

    /// The verdict of a review. One that nobody knows must not become “clean”.
    fn review_verdict(&mut self, told: &str, nothing_annotated: bool) -> Option<(String, VerdictMeaning)> {
        let found = self.verdict(told);
        if found.is_none() {
            let names = self.verdict_names();
            let outcome = if nothing_annotated {
                "and nothing is annotated, so that the review is taken as begun and not as submitted"
            } else {
                "so that it follows from what is annotated"
            };
            let message = format!("The label schema has no verdict “{told}”, {outcome}. Its verdicts are {names}.");
            self.trouble("reviews.verdict", IssueCode::UnknownValue, message);
        }
        found
    }

    fn severity(&mut self, told: Option<String>) -> Option<String> {
        let told = told?;
        let same = |severity: &&touchstone_domain::label::Severity| {
            severity.id.as_str().eq_ignore_ascii_case(&told) || severity.name.eq_ignore_ascii_case(&told)
        };
        let found = self.schema.severities.iter().find(same).map(|severity| severity.id.0.clone());
        if found.is_none() {
            let message = format!("The label schema has no severity “{told}”; the annotation goes in without it.");
            self.trouble("severity", IssueCode::UnknownValue, message);
        }
        found
    }

    /// The schema's own spelling of a label where it has one, else the label as it is told.
    pub(crate) fn label(&self, told: &str) -> String {
        let same = |label: &&touchstone_domain::label::Label| {
            label.id.as_str().eq_ignore_ascii_case(told) || label.name.eq_ignore_ascii_case(told)
        };
        let found = self.schema.labels.iter().find(same).map(|label| label.id.0.clone());
        found.unwrap_or_else(|| told.split_whitespace().collect::<Vec<_>>().join("-"))
    }

    pub(crate) fn annotation(&mut self, raw: RawAnnotation) -> Option<ImportedAnnotation> {
        let sample = self.sample.clone();
        let raw_segments = match (raw.segments, raw.start, raw.end) {
            (Some(segments), _, _) => segments,
            (None, Some(start), Some(end)) => vec![RawSegment { start, end, quote: raw.quote }],
            (None, _, _) => {
                let message = "An annotation has no start and end; it was left out.".to_owned();
                self.trouble("annotations.start", IssueCode::MissingField, message);
                return None;
            }
        };
        let mut segments = Vec::with_capacity(raw_segments.len());
        for raw in raw_segments {
            segments.push(self.segment(&sample, "annotations", (raw.start, raw.end), raw.quote.as_deref())?);
        }
        if !are_disjoint_and_ordered(&segments) {
            let message = "The segments of an annotation overlap or stand out of order; it was left out.".to_owned();
            self.trouble("annotations.segments", IssueCode::BadSpan, message);
            return None;
        }
        let mut labels: Vec<String> = Vec::new();
        for told in raw.label.iter().chain(&raw.labels).filter(|told| !told.trim().is_empty()) {
            let label = self.label(told);
            if !labels.contains(&label) {
                labels.push(label);
            }
        }
        Some(ImportedAnnotation {
            external_id: raw.id.as_ref().and_then(id_text),
            segments,
            labels,
            severity: self.severity(raw.severity),
            evidence: self.evidence(raw.evidence),
            correction: raw.correction,
            note: raw.note,
        })
    }

    fn evidence(&mut self, raw: Option<RawEvidence>) -> ImportedEvidence {
        let passages = match raw {
            None => return ImportedEvidence::NotGiven,
            Some(RawEvidence::Said(said)) => {
                return if said == "none-exists" {
                    ImportedEvidence::NoneExists
                } else {
                    if said != "not-given" {
                        let message = format!("“{said}” says nothing about evidence; write “none-exists” or a list.");
                        self.trouble("annotations.evidence", IssueCode::BadValue, message);
                    }
                    ImportedEvidence::NotGiven
                };
            }
            Some(RawEvidence::Passages(passages)) => passages,
        };
        let mut found = Vec::new();
        for raw in passages {
            let Some(source) = self.source("annotations.evidence", raw.source.as_ref()) else { continue };
            let stance = match raw.stance.as_deref() {
                None | Some("nearest") => Stance::Nearest,
                Some("contradicts") => Stance::Contradicts,
                Some("supports") => Stance::Supports,
                Some(other) => {
                    let message =
                        format!("“{other}” is no stance; “nearest” was taken. Use contradicts, supports or nearest.");
                    self.trouble("annotations.evidence.stance", IssueCode::UnknownValue, message);
                    Stance::Nearest
                }
            };
            let text = self.sources[source].text.clone();
            if let Some(segment) =
                self.segment(&text, "annotations.evidence", (raw.start, raw.end), raw.quote.as_deref())
            {
                found.push((source, segment, stance));
            }
        }
        if found.is_empty() { ImportedEvidence::NotGiven } else { ImportedEvidence::Passages(found) }
    }

    fn omission(&mut self, raw: RawOmission) -> Option<ImportedOmission> {
        let source = self.source("omissions.source", raw.source.as_ref())?;
        let text = self.sources[source].text.clone();
        let segment = self.segment(&text, "omissions", (raw.start, raw.end), raw.quote.as_deref())?;
        Some(ImportedOmission {
            external_id: raw.id.as_ref().and_then(id_text),
            source,
            segment,
            severity: self.severity(raw.severity),
            note: raw.note,
        })
    }
}
