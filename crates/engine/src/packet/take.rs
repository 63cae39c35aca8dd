//! Taking a packet home: the union of its events with those that are there.

use super::CARRIED;
use super::refusal::{PacketRefusal, Stopped, of_file};
use crate::consensus;
use crate::entropy::now;
use crate::error::EngineError;
use crate::hinting;
use crate::project::Project;
use crate::record;
use crate::work::Work;
use serde::Serialize;
use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use touchstone_domain::event::Event;
use touchstone_domain::id::{DeviceId, EventId, ItemId, ReviewerId};
use touchstone_domain::item::Item;
use touchstone_domain::label::LabelSchema;
use touchstone_domain::packet::{new_events, reviewed_twice};
use touchstone_domain::review::{Content, Review};
use touchstone_store::{FileKind, PacketRow, Reader, Snapshot, StoreError, is_cut_short};

/// An item that a reviewer reviewed on two devices, neither of which knew of the other.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Conflict {
    /// What its file calls the item; for the lead.
    pub item: String,
    /// What became of it.
    pub message: String,
}

/// Where the packet was worked in under another label schema than the project has now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SchemaDifference {
    /// Version of the packet.
    pub packet: u32,
    /// Version of the project.
    pub project: u32,
    /// Names that its reviews use and that the project no longer has.
    pub missing: Vec<String>,
}

/// What taking a packet brought.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TakeReport {
    /// Whose packet it is.
    pub reviewer: String,
    /// Their id.
    pub reviewer_id: ReviewerId,
    /// Items in the packet.
    pub items: u64,
    /// Of them, items that the reviewer is not done with.
    pub open: u64,
    /// Events that were new.
    pub events_added: u64,
    /// Of them, events that went out with the packet: this copy of the project had lost them.
    pub events_restored: u64,
    /// Events that were there already.
    pub events_known: u64,
    /// Reviews that are new or changed.
    pub reviews_changed: u64,
    /// Events of a newer program: kept and passed on, not understood here.
    pub events_not_understood: u64,
    /// Items that the reviewer reviewed on two devices.
    pub conflicts: Vec<Conflict>,
    /// Where the label schema has changed since.
    pub schema: Option<SchemaDifference>,
}

/// Takes a packet home. The packet itself is only read, from a copy, so that it may lie on a disk that
/// cannot be written to, or be open in another window.
pub fn take(project: &mut Project, path: &Path, work: &mut Work<'_>) -> Result<TakeReport, EngineError> {
    project.must_be_a_project()?;
    let folder = tempfile::tempdir().map_err(|error| EngineError::files(path, error))?;
    let copy = folder.path().join("packet");
    copy_of(path, &copy)?;
    let cut_short = is_cut_short(&copy).map_err(|error| EngineError::files(path, error))?;
    let packet = Snapshot::open_kind(&copy, FileKind::Packet).map_err(|error| of_file(path, error))?;
    if cut_short {
        let detail = "its end is missing".to_owned();
        return Err(PacketRefusal::Damaged { path: path.to_owned(), detail }.into());
    }
    let row = whole(&packet).map_err(|stopped| stopped.of(path))?;
    let Some(row) = row else {
        return Err(
            PacketRefusal::Damaged { path: path.to_owned(), detail: "it does not say whose it is".into() }.into()
        );
    };
    if packet.project_facts()?.id != project.facts().id {
        return Err(PacketRefusal::AnotherProject { path: path.to_owned() }.into());
    }
    let Some(person) = project.read().reviewer(row.reviewer)? else {
        return Err(PacketRefusal::UnknownReviewer { path: path.to_owned() }.into());
    };
    let mut report = TakeReport {
        reviewer: person.name.unwrap_or_else(|| person.id.to_string()),
        reviewer_id: row.reviewer,
        items: packet.item_count()?,
        open: packet.item_count()? - packet.closed_items(row.reviewer)?.len() as u64,
        events_added: 0,
        events_restored: 0,
        events_known: 0,
        reviews_changed: 0,
        events_not_understood: 0,
        conflicts: Vec::new(),
        schema: None,
    };
    let schema_of_packet = packet.schema()?;
    union(project, &packet, &row, &schema_of_packet, &mut report, work).map_err(|stopped| stopped.of(path))?;
    Ok(report)
}

/// The file, with what a program that has it open has not yet written into it.
fn copy_of(path: &Path, copy: &Path) -> Result<(), EngineError> {
    let refused = |error| EngineError::reading(path, error);
    // Opened first, so that only the packet is meant by what the file system says.
    std::fs::File::open(path).map_err(refused)?;
    std::fs::copy(path, copy).map_err(refused)?;
    let beside = |path: &Path| {
        let mut log = path.as_os_str().to_owned();
        log.push("-wal");
        std::path::PathBuf::from(log)
    };
    if beside(path).exists() {
        std::fs::copy(beside(path), beside(copy)).map_err(refused)?;
    }
    Ok(())
}

/// Whether the packet's bytes are those that were written; and the packet, where it says what it is.
fn whole(packet: &Reader) -> Result<Option<PacketRow>, Stopped> {
    let altered = |finding: &touchstone_store::Finding| Stopped::Altered(finding.message.trim_end_matches('.').into());
    if let Some(finding) = packet.integrity_check()?.first() {
        return Err(StoreError::Damaged { path: "".into(), detail: finding.message.clone() }.into());
    }
    if let Some(finding) = packet.check_texts()?.1.first() {
        return Err(altered(finding));
    }
    // A packet holds a part of the reviewer's earlier chains: their gaps are looked at with the events.
    let (_, findings) = packet.check_events()?;
    if let Some(finding) = findings.iter().find(|finding| !["chain_gap", "chain_forked"].contains(&finding.code)) {
        return Err(altered(finding));
    }
    Ok(packet.packets()?.into_iter().next())
}

fn union(
    project: &mut Project,
    packet: &Reader,
    row: &PacketRow,
    schema_of_packet: &LabelSchema,
    report: &mut TakeReport,
    work: &mut Work<'_>,
) -> Result<(), Stopped> {
    let mut events = Vec::new();
    packet.for_each_event(|event| {
        events.push(event);
        Ok::<_, StoreError>(())
    })?;
    let there: BTreeSet<EventId> = events.iter().map(|event| event.event_id).collect();
    let (id, schema) = (project.facts().id, project.schema().clone());
    let read = project.read();
    let carried = packet.setting(CARRIED)?.and_then(|count| count.parse().ok()).unwrap_or(0);
    let worked_on: BTreeSet<DeviceId> = events.iter().skip(carried).map(|event| event.device_id).collect();
    let news = new_events::<Stopped>(id, row.reviewer, events, carried, |event| Ok(read.event_digest(event)?))?;
    report.events_restored = news.restored as u64;
    let new = news.events;
    report.events_added = new.len() as u64;
    report.events_known = (there.len() - new.len()) as u64;
    report.events_not_understood = new.iter().filter(|event| event.kind().is_none()).count() as u64;
    let items = items_of(read, &new)?;
    let mut at_home = Vec::new();
    for item in items.keys() {
        at_home.extend(
            read.events_for(*item, row.reviewer)?.into_iter().filter(|event| event.reviewer_id == row.reviewer),
        );
    }
    for item in reviewed_twice(&new, &there, &at_home) {
        let item = items.get(&item).map(|item| item.external_id.clone()).unwrap_or_default();
        let message = "Reviewed on two devices; both are kept, and the later act counts.".to_owned();
        report.conflicts.push(Conflict { item, message });
    }
    let mut missing = BTreeSet::new();
    project.file.transaction(|transaction| {
        for event in &new {
            transaction.append_event(event)?;
        }
        for (done, item) in items.values().enumerate() {
            work.step("items", done as u64, Some(items.len() as u64))?;
            let review = record::project(transaction, item.id, row.reviewer)?;
            check_quotes(item, &review)?;
            note_missing(&schema, &review, &mut missing);
            consensus::refresh_disagreement(transaction, item, &schema)?;
        }
        transaction.packet_taken(row.id, now(), new.len() as u64)?;
        hinting::comes_home(transaction, packet, row.id, worked_on)?;
        Ok::<_, Stopped>(())
    })?;
    report.reviews_changed = items.len() as u64;
    if schema_of_packet.version != schema.version || !missing.is_empty() {
        let missing = missing.into_iter().collect();
        report.schema = Some(SchemaDifference { packet: schema_of_packet.version, project: schema.version, missing });
    }
    Ok(())
}

/// The items that new events are about. Each must be there, with the very text that was reviewed.
fn items_of(read: &Reader, new: &[Event]) -> Result<BTreeMap<ItemId, Item>, Stopped> {
    let mut items = BTreeMap::new();
    for event in new {
        let Some(id) = event.item_id else { continue };
        let item = match items.entry(id) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(place) => {
                let unknown = "it holds a review of an item that the project does not have";
                place.insert(read.item(id)?.ok_or_else(|| Stopped::Altered(unknown.to_owned()))?)
            }
        };
        if event.text_digest != Some(item.sample.text.digest()) {
            return Err(Stopped::Altered("it holds a review of another text than the project has".to_owned()));
        }
    }
    Ok(items)
}

/// Every quote must stand where it was marked: a mismatch is refused, never shifted.
fn check_quotes(item: &Item, review: &Review) -> Result<(), Stopped> {
    let altered = || Stopped::Altered("it holds a quote that does not stand where it was marked".to_owned());
    for annotation in &review.content.annotations {
        for segment in &annotation.segments {
            item.sample.text.check(segment).map_err(|_| altered())?;
        }
        for passage in annotation.evidence.passages() {
            let source = item.source_text(passage.source).ok_or_else(altered)?;
            source.check(&passage.segment).map_err(|_| altered())?;
        }
    }
    for omission in &review.content.omissions {
        let source = item.source_text(omission.source).ok_or_else(altered)?;
        source.check(&omission.segment).map_err(|_| altered())?;
    }
    Ok(())
}

/// Names that a review uses and the schema in force does not have.
fn note_missing(schema: &LabelSchema, review: &Review, missing: &mut BTreeSet<String>) {
    let Content { annotations, omissions, verdict, .. } = &review.content;
    let labels = annotations.iter().flat_map(|annotation| annotation.labels.iter());
    missing.extend(labels.filter(|label| schema.label(label).is_none()).map(ToString::to_string));
    let severities = annotations.iter().filter_map(|annotation| annotation.severity.as_ref());
    let severities = severities.chain(omissions.iter().filter_map(|omission| omission.severity.as_ref()));
    missing.extend(severities.filter(|id| schema.severity_rank(id).is_none()).map(ToString::to_string));
    missing.extend(verdict.iter().filter(|id| schema.meaning(id).is_none()).map(ToString::to_string));
}
