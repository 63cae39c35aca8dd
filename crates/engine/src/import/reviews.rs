//! Reviews of a file become events. A review that is there already gets only the difference.

use super::told::{Row, Told};
use super::{ImportReport, difference};
use crate::consensus;
use crate::error::EngineError;
use crate::record::{Act, Chain, project};
use std::collections::{BTreeMap, BTreeSet};
use touchstone_domain::annotation::{Annotation, Evidence, Labels, Omission, Passage};
use touchstone_domain::event::{Context, EventKind};
use touchstone_domain::exchange::{
    ImportedAnnotation, ImportedEvidence, ImportedOmission, ImportedReview, ImportedReviewer, ImportedState,
};
use touchstone_domain::id::{AnnotationId, DeviceId, EventId, ItemId, ProjectId, ReviewerId};
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
    /// Whose reviews of which items this file had so far.
    told: Told,
    /// Reviews of earlier files that it did not have where it had others of the item.
    absent: Vec<(u64, ReviewerId, u64)>,
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
            told: Told::default(),
            absent: Vec::new(),
        })
    }

    pub(super) const fn schema(&self) -> &LabelSchema {
        &self.schema
    }

    pub(super) fn begin(&mut self, format: Format) {
        self.format = format.name();
        self.reviewers.clear();
        self.chains.clear();
        self.told = Told::default();
    }

    pub(super) fn finish(self) -> Result<(), EngineError> {
        if self.schema_changed {
            self.transaction.set_schema(&self.schema)?;
        }
        Ok(())
    }

    /// The reviews of one item, at a place of the file order.
    pub(super) fn take(
        &mut self,
        (item, ordinal): (&Item, u64),
        is_new: bool,
        row: Row<'_>,
        reviews: Vec<ImportedReview>,
    ) -> Result<(), EngineError> {
        for review in reviews {
            let reviewer = self.reviewer(&review.reviewer)?;
            if self.told.insert(reviewer, ordinal) {
                self.take_one(item, is_new, reviewer, row, &review)?;
            } else {
                let name = self.name(reviewer)?;
                self.report.push(row.second_review(item, &name));
            }
        }
        consensus::refresh_disagreement(self.transaction, item, &self.schema)?;
        if !is_new {
            self.note_absent(item.id, ordinal, row.line)?;
        }
        Ok(())
    }

    /// Notes whose reviews came with an earlier file of this format and are not in this row. A later row
    /// may still have them.
    fn note_absent(&mut self, item: ItemId, ordinal: u64, line: u64) -> Result<(), EngineError> {
        let device = import_device(self.format);
        for row in self.transaction.review_rows_of_item(item)? {
            if self.told.contains(row.reviewer, ordinal) {
                continue;
            }
            let events = self.transaction.events_for(item, row.reviewer)?;
            if events.iter().any(|event| event.device_id == device) {
                self.absent.push((ordinal, row.reviewer, line));
            }
        }
        Ok(())
    }

    /// At the end of a file: tells of the reviews that it does not have. They are kept.
    pub(super) fn end(&mut self, file: &str) -> Result<(), EngineError> {
        let mut told = BTreeSet::new();
        for (ordinal, reviewer, line) in std::mem::take(&mut self.absent) {
            if self.told.contains(reviewer, ordinal) || !told.insert((ordinal, reviewer)) {
                continue;
            }
            let Some(item) = self.transaction.item_id_at(ordinal)? else { continue };
            let external_id = self.transaction.external_id(item)?.unwrap_or_default();
            let name = self.name(reviewer)?;
            self.report.push(Row { file, line }.review_missing(&external_id, &name));
        }
        Ok(())
    }

    fn name(&self, reviewer: ReviewerId) -> Result<String, EngineError> {
        let name = self.transaction.reviewer(reviewer)?.and_then(|reviewer| reviewer.name);
        Ok(name.unwrap_or_else(|| "a reviewer without a name".to_owned()))
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
        row: Row<'_>,
        told: &ImportedReview,
    ) -> Result<(), EngineError> {
        let events = if is_new { Vec::new() } else { self.transaction.events_for(item.id, reviewer)? };
        let before = fold(&events);
        let wanted = self.content(item, reviewer, &before, told)?;
        let facts = match difference::facts(&before, &events, &wanted, told) {
            Ok(facts) if facts.is_empty() => return Ok(()),
            Ok(facts) => facts,
            Err(why) => {
                let name = self.name(reviewer)?;
                self.report.push(row.held_back(why, item, &name));
                return Ok(());
            }
        };
        let act = Act {
            item: Some((item.id, item.sample.text.digest())),
            schema_version: self.schema.version,
            at: told.at,
            context: Context { blind: told.blind, assistance: told.assistance, imported: true },
        };
        let key = item.id.to_string();
        // A review may go to and fro between two files: each time is an event of its own.
        let generation = events.iter().filter(|event| event.item_id.is_some()).count();
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
    fn content(
        &mut self,
        item: &Item,
        reviewer: ReviewerId,
        before: &Review,
        told: &ImportedReview,
    ) -> Result<Content, EngineError> {
        let here = |external: Option<&str>| known_here(before, external?);
        let mut content = Content { flag: told.flag.clone(), remark: told.remark.clone(), ..Content::default() };
        for (ordinal, annotation) in told.annotations.iter().enumerate() {
            let external = annotation.external_id.as_deref();
            let id = match here(external) {
                Some(id) => id,
                None => self.identity("annotation", item, reviewer, external, ordinal)?,
            };
            content.annotations.push(self.annotation(item, id, annotation));
        }
        for (ordinal, omission) in told.omissions.iter().enumerate() {
            let external = omission.external_id.as_deref();
            let id = match here(external) {
                Some(id) => id,
                None => self.identity("omission", item, reviewer, external, ordinal)?,
            };
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

/// The annotation or omission of the review that an export of this project named by its own id.
fn known_here(before: &Review, external: &str) -> Option<AnnotationId> {
    let id = external.parse().ok()?;
    (before.annotation(id).is_some() || before.omission(id).is_some()).then_some(id)
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
