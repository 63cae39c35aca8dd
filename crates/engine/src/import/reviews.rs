//! Reviews of a file become events. A review that is there already gets only the difference.

use super::ImportReport;
use crate::consensus;
use crate::error::EngineError;
use crate::record::{Act, Chain, project};
use std::collections::{BTreeMap, BTreeSet};
use touchstone_domain::annotation::{Annotation, Evidence, Labels, Omission, Passage};
use touchstone_domain::event::{Context, EventKind};
use touchstone_domain::exchange::{
    ImportedAnnotation, ImportedEvidence, ImportedOmission, ImportedReview, ImportedReviewer, ImportedState,
};
use touchstone_domain::id::{AnnotationId, DeviceId, EventId, ProjectId, ReviewerId};
use touchstone_domain::item::Item;
use touchstone_domain::label::{LabelId, LabelSchema, SeverityId, VerdictId, VerdictMeaning};
use touchstone_domain::preset;
use touchstone_domain::review::{Content, Review, ReviewState, fold};
use touchstone_domain::reviewer::{Reviewer, name_key};
use touchstone_formats::Format;
use touchstone_store::Transaction;

/// The chain that imports of a format write to.
fn import_device(format: &str) -> DeviceId {
    DeviceId::from_parts(&["import", format])
}

/// Writes reviews into an open transaction.
pub(super) struct ReviewWriter<'t, 'w> {
    pub(super) transaction: &'w mut Transaction<'t>,
    pub(super) report: &'w mut ImportReport,
    project: ProjectId,
    schema: LabelSchema,
    schema_changed: bool,
    format: &'static str,
    lamport: u64,
    reviewers: BTreeMap<ImportedReviewer, ReviewerId>,
    chains: BTreeMap<ReviewerId, Chain>,
}

impl<'t, 'w> ReviewWriter<'t, 'w> {
    pub(super) fn new(
        transaction: &'w mut Transaction<'t>,
        project: ProjectId,
        schema: LabelSchema,
        report: &'w mut ImportReport,
    ) -> Result<Self, EngineError> {
        let lamport = transaction.max_lamport()?;
        Ok(Self {
            transaction,
            report,
            project,
            schema,
            schema_changed: false,
            format: "",
            lamport,
            reviewers: BTreeMap::new(),
            chains: BTreeMap::new(),
        })
    }

    pub(super) const fn schema(&self) -> &LabelSchema {
        &self.schema
    }

    pub(super) fn begin(&mut self, format: Format) {
        self.format = format.name();
        self.reviewers.clear();
        self.chains.clear();
    }

    pub(super) fn finish(self) -> Result<(), EngineError> {
        if self.schema_changed {
            self.transaction.set_schema(&self.schema)?;
        }
        Ok(())
    }

    /// The reviews of one item. Gives back whose reviews came with an earlier file of this format and
    /// are missing from this one: they are kept.
    pub(super) fn take(
        &mut self,
        item: &Item,
        is_new: bool,
        reviews: Vec<ImportedReview>,
    ) -> Result<Vec<ReviewerId>, EngineError> {
        let mut told = BTreeSet::new();
        for review in reviews {
            let reviewer = self.reviewer(&review.reviewer)?;
            told.insert(reviewer);
            self.take_one(item, is_new, reviewer, &review)?;
        }
        consensus::refresh_disagreement(self.transaction, item, &self.schema)?;
        if is_new { Ok(Vec::new()) } else { self.missing(item, &told) }
    }

    fn missing(&self, item: &Item, told: &BTreeSet<ReviewerId>) -> Result<Vec<ReviewerId>, EngineError> {
        let device = import_device(self.format);
        let mut missing = Vec::new();
        for row in self.transaction.review_rows_of_item(item.id)? {
            if told.contains(&row.reviewer) {
                continue;
            }
            let events = self.transaction.events_for(item.id, row.reviewer)?;
            if events.iter().any(|event| event.device_id == device) {
                missing.push(row.reviewer);
            }
        }
        Ok(missing)
    }

    /// Who this is here: known by the file's own id, else by name, else new.
    fn reviewer(&mut self, told: &ImportedReviewer) -> Result<ReviewerId, EngineError> {
        if let Some(id) = self.reviewers.get(told) {
            return Ok(*id);
        }
        let key = told.external_id.as_deref().or(told.name.as_deref()).unwrap_or_default();
        let id = ReviewerId::from_parts(&[self.format, key]);
        let same_name = match &told.name {
            Some(name) => self.transaction.reviewer_by_name_key(&name_key(name))?,
            None => None,
        };
        let id = match (self.transaction.reviewer(id)?, same_name) {
            (Some(known), _) => known.id,
            // A name without an id means whoever has that name here.
            (None, Some(named)) if told.external_id.is_none() => named.id,
            (None, taken) => {
                let name = told
                    .name
                    .clone()
                    .map(|name| if taken.is_some() { format!("{name} ({})", short(key)) } else { name });
                let reviewer = Reviewer { id, name, external_id: told.external_id.clone(), active: false };
                self.transaction.insert_reviewer(&reviewer)?;
                self.report.reviewers_added += 1;
                id
            }
        };
        self.reviewers.insert(told.clone(), id);
        Ok(id)
    }

    fn take_one(
        &mut self,
        item: &Item,
        is_new: bool,
        reviewer: ReviewerId,
        told: &ImportedReview,
    ) -> Result<(), EngineError> {
        let before = if is_new { Review::default() } else { fold(&self.transaction.events_for(item.id, reviewer)?) };
        let wanted = self.content(item, reviewer, told)?;
        let facts = difference(&before, &wanted, &told.state, told.elapsed_ms);
        if facts.is_empty() {
            return Ok(());
        }
        let act = Act {
            item: Some((item.id, item.sample.text.digest())),
            schema_version: self.schema.version,
            at: told.at,
            context: Context { blind: told.blind, assistance: told.assistance, imported: true },
        };
        let key = item.id.to_string();
        let generation = before.undo.len() + usize::from(before.state != ReviewState::NotStarted);
        if !self.chains.contains_key(&reviewer) {
            let chain = Chain::open(self.transaction, self.project, reviewer, import_device(self.format))?;
            self.chains.insert(reviewer, chain);
        }
        let who = reviewer.to_string();
        for (number, kind) in facts.into_iter().enumerate() {
            let what = serde_json::to_string(&kind).unwrap_or_default();
            let parts =
                [self.format, &key, &who, &generation.to_string(), &number.to_string(), &what, &before_key(&before)];
            let id = EventId::from_parts(&parts);
            if matches!(kind, EventKind::AnnotationAdded { .. }) {
                self.report.annotations_added += 1;
            }
            if let Some(chain) = self.chains.get_mut(&reviewer) {
                chain.append(self.transaction, &mut self.lamport, act, (id, id), kind)?;
            }
        }
        project(self.transaction, item.id, reviewer)?;
        if before.state == ReviewState::NotStarted {
            self.report.reviews_added += 1;
        } else {
            self.report.reviews_changed += 1;
        }
        Ok(())
    }

    /// What the file says, in words of the domain.
    fn content(&mut self, item: &Item, reviewer: ReviewerId, told: &ImportedReview) -> Result<Content, EngineError> {
        let mut content = Content { flag: told.flag.clone(), remark: told.remark.clone(), ..Content::default() };
        for (ordinal, annotation) in told.annotations.iter().enumerate() {
            let id = self.identity("annotation", item, reviewer, annotation.external_id.as_deref(), ordinal)?;
            content.annotations.push(self.annotation(item, id, annotation));
        }
        for (ordinal, omission) in told.omissions.iter().enumerate() {
            let id = self.identity("omission", item, reviewer, omission.external_id.as_deref(), ordinal)?;
            content.omissions.extend(omission_of(item, id, omission));
        }
        let finished = told.state == ImportedState::Submitted;
        content.verdict = self.verdict(told.verdict.as_deref(), !content.annotations.is_empty(), finished);
        Ok(content)
    }

    /// The identity of an annotation: of the file's own id, else of its ordinal. Never of its content.
    fn identity(
        &mut self,
        what: &str,
        item: &Item,
        reviewer: ReviewerId,
        external: Option<&str>,
        ordinal: usize,
    ) -> Result<AnnotationId, EngineError> {
        let key = external.map_or_else(|| format!("#{ordinal}"), |id| format!("id {id}"));
        let id = AnnotationId::from_parts(&[self.format, what, &item.id.to_string(), &reviewer.to_string(), &key]);
        if let Some(external) = external {
            self.transaction.put_annotation_external_id(id, external)?;
        }
        Ok(id)
    }

    fn annotation(&mut self, item: &Item, id: AnnotationId, told: &ImportedAnnotation) -> Annotation {
        let names: Vec<LabelId> = if told.labels.is_empty() {
            vec![preset::UNLABELLED.into()]
        } else {
            told.labels.iter().map(|name| LabelId(name.clone())).collect()
        };
        let version = self.schema.version;
        let added = preset::extend(&mut self.schema, &names);
        if self.schema_changed {
            // One import makes one version, however many labels it brings: others would be kept nowhere.
            self.schema.version = version;
        }
        self.schema_changed |= !added.is_empty();
        self.report.labels_added.extend(added);
        let mut names = names.into_iter();
        let labels = Labels { primary: names.next(), others: names.collect() };
        let evidence = match &told.evidence {
            ImportedEvidence::NotGiven => Evidence::NotGiven,
            ImportedEvidence::NoneExists => Evidence::NoneExists,
            ImportedEvidence::Passages(passages) => Evidence::Passages(
                passages
                    .iter()
                    .filter_map(|(source, segment, stance)| {
                        let source = item.sources.get(*source)?.text.digest();
                        Some(Passage { source, segment: segment.clone(), stance: *stance })
                    })
                    .collect(),
            ),
        };
        Annotation {
            id,
            segments: told.segments.clone(),
            labels,
            severity: told.severity.clone().map(SeverityId),
            evidence,
            correction: told.correction.clone(),
            note: told.note.clone(),
        }
    }

    /// The verdict told, else the one that follows from whether anything was annotated.
    pub(super) fn verdict(&self, told: Option<&str>, found: bool, finished: bool) -> Option<VerdictId> {
        let told = told.map(|name| VerdictId(name.to_owned())).filter(|id| self.schema.meaning(id).is_some());
        let meaning = if found { VerdictMeaning::Hallucinated } else { VerdictMeaning::Clean };
        told.or_else(|| if finished { self.schema.verdict_meaning(meaning).cloned() } else { None })
    }
}

fn short(key: &str) -> String {
    key.chars().take(8).collect()
}

/// Tells one state of a review from another, so that going back to an earlier content is a new event.
fn before_key(before: &Review) -> String {
    before.content.annotations.iter().map(|annotation| annotation.id.to_string()).collect::<Vec<_>>().join(" ")
}

fn omission_of(item: &Item, id: AnnotationId, told: &ImportedOmission) -> Option<Omission> {
    let source = item.sources.get(told.source)?.text.digest();
    Some(Omission {
        id,
        source,
        segment: told.segment.clone(),
        severity: told.severity.clone().map(SeverityId),
        note: told.note.clone(),
    })
}

/// The facts that lead from what is there to what the file says. What the file no longer has stays.
fn difference(before: &Review, wanted: &Content, state: &ImportedState, elapsed_ms: Option<u64>) -> Vec<EventKind> {
    let mut facts = Vec::new();
    for to in &wanted.annotations {
        match before.annotation(to.id) {
            None => facts.push(EventKind::AnnotationAdded { annotation: to.clone() }),
            Some(from) => changes(from, to, &mut facts),
        }
    }
    for to in &wanted.omissions {
        match before.omission(to.id) {
            None => facts.push(EventKind::OmissionMarked { omission: to.clone() }),
            Some(from) if from != to => facts.push(EventKind::OmissionChanged { from: from.clone(), to: to.clone() }),
            Some(_) => {}
        }
    }
    let now = &before.content;
    if wanted.verdict.is_some() && now.verdict != wanted.verdict {
        facts.push(EventKind::VerdictGiven { from: now.verdict.clone(), to: wanted.verdict.clone() });
    }
    if wanted.flag.is_some() && now.flag != wanted.flag {
        facts.push(EventKind::FlagChanged { from: now.flag.clone(), to: wanted.flag.clone() });
    }
    if wanted.remark.is_some() && now.remark != wanted.remark {
        facts.push(EventKind::RemarkChanged { from: now.remark.clone(), to: wanted.remark.clone() });
    }
    match state {
        ImportedState::Submitted if before.state != ReviewState::Submitted || !facts.is_empty() => {
            facts.push(EventKind::Submitted { elapsed_ms });
        }
        ImportedState::Skipped(reason) if before.state != ReviewState::Skipped(reason.clone()) => {
            facts.push(EventKind::Skipped { reason: reason.clone(), elapsed_ms });
        }
        ImportedState::Submitted | ImportedState::Skipped(_) | ImportedState::InProgress => {}
    }
    facts
}

fn changes(from: &Annotation, to: &Annotation, facts: &mut Vec<EventKind>) {
    let annotation = to.id;
    if from.segments != to.segments {
        facts.push(EventKind::SegmentsChanged { annotation, from: from.segments.clone(), to: to.segments.clone() });
    }
    if from.labels != to.labels {
        facts.push(EventKind::LabelsChanged { annotation, from: from.labels.clone(), to: to.labels.clone() });
    }
    if from.severity != to.severity {
        facts.push(EventKind::SeverityChanged { annotation, from: from.severity.clone(), to: to.severity.clone() });
    }
    if from.evidence != to.evidence {
        facts.push(EventKind::EvidenceChanged { annotation, from: from.evidence.clone(), to: to.evidence.clone() });
    }
    if from.correction != to.correction {
        let (from, to) = (from.correction.clone(), to.correction.clone());
        facts.push(EventKind::CorrectionChanged { annotation, from, to });
    }
    if from.note != to.note {
        facts.push(EventKind::NoteChanged { annotation, from: from.note.clone(), to: to.note.clone() });
    }
}
