//! Making a packet, and saving it for sending back.

use super::CARRIED;
use super::refusal::PacketRefusal;
use crate::entropy::now;
use crate::error::EngineError;
use crate::hinting;
use crate::output::OutputRefusal;
use crate::project::{PROGRAM, Project};
use crate::work::Work;
use std::collections::BTreeSet;
use std::path::Path;
use touchstone_domain::assignment::{Order, shuffled};
use touchstone_domain::blinding::BlindItem;
use touchstone_domain::id::{ItemId, PacketId, ReviewerId};
use touchstone_domain::packet::carries;
use touchstone_domain::review::fold;
use touchstone_domain::reviewer::Reviewer;
use touchstone_store::{FileKind, NewProject, PacketRow, ProjectFile};

/// A packet that was made.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Made {
    /// Random.
    pub packet: PacketId,
    /// Whose it is.
    pub reviewer: String,
    /// Items in it.
    pub items: u64,
    /// Where it is.
    pub path: String,
    /// Its size.
    pub bytes: u64,
}

/// Makes a packet of everything that is open for a reviewer, in the order of their own list. Nothing
/// is overwritten.
pub fn make(project: &mut Project, reviewer: ReviewerId, out: &Path, work: &mut Work<'_>) -> Result<Made, EngineError> {
    project.must_be_a_project()?;
    if out.exists() {
        return Err(OutputRefusal::Kept { path: out.to_owned() }.into());
    }
    let reviewer = project.read().merged_reviewer(reviewer)?;
    let unknown = || touchstone_store::StoreError::Unknown { what: "reviewer", id: reviewer.to_string() };
    let person = project.read().reviewer(reviewer)?.ok_or_else(unknown)?;
    let who = person.name.clone().unwrap_or_else(|| "The reviewer".to_owned());
    let items = open_items(project, reviewer)?;
    if items.is_empty() {
        return Err(PacketRefusal::NothingOpen { who }.into());
    }
    let packet = PacketRow {
        id: PacketId::from_bytes(project.entropy.draw()?),
        reviewer,
        items: items.len() as u64,
        made_at: now(),
        taken_at: None,
        events: 0,
    };
    let refused = |error| EngineError::files(out, error);
    let folder = out.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let beside = tempfile::Builder::new().prefix(".touchstone-").tempdir_in(folder).map_err(refused)?;
    let draft = beside.path().join("packet");
    fill(project, &draft, &packet, person, &items, work)?;
    let bytes = std::fs::metadata(&draft).map_err(refused)?.len();
    std::fs::rename(&draft, out).map_err(refused)?;
    let ordinals = items.iter().map(|item| Ok(u32::try_from(project.read().ordinal(*item)?.unwrap_or(0)).unwrap_or(0)));
    let ordinals = ordinals.collect::<Result<Vec<_>, EngineError>>()?;
    project.file.transaction(|transaction| {
        transaction.insert_packet(&packet, &ordinals)?;
        hinting::goes_out(transaction, packet.id)
    })?;
    Ok(Made { packet: packet.id, reviewer: who, items: packet.items, path: out.display().to_string(), bytes })
}

/// What a reviewer has open: of their list where there is a plan, else of all items, in an order of
/// chance that nobody else has.
fn open_items(project: &mut Project, reviewer: ReviewerId) -> Result<Vec<ItemId>, EngineError> {
    if let Some(list) = project.read().open_list(reviewer)? {
        return Ok(list);
    }
    let seed = PacketId::from_bytes(project.entropy.draw()?).to_string();
    let closed: BTreeSet<u32> = project.read().closed_items(reviewer)?.into_iter().collect();
    let ids = project.read().item_ids()?;
    let open = (1_u32..).zip(ids).filter(|(ordinal, _)| !closed.contains(ordinal)).map(|(_, item)| item);
    Ok(shuffled(&seed, open.collect()))
}

/// Writes everything that goes out.
fn fill(
    project: &Project,
    draft: &Path,
    packet: &PacketRow,
    person: Reviewer,
    items: &[ItemId],
    work: &mut Work<'_>,
) -> Result<(), EngineError> {
    let name = person.name.as_ref().map_or_else(|| "Review packet".to_owned(), |name| format!("Packet for {name}"));
    let new = NewProject {
        id: project.facts().id,
        name,
        blind: project.facts().blind,
        order: Order::AsImported,
        // The order is the packet's own: no seed of the project goes out.
        order_seed: String::new(),
        schema: project.schema().clone(),
        guidelines: project.facts().guidelines.clone(),
        created_at: packet.made_at,
        program: PROGRAM.to_owned(),
    };
    let read = project.read();
    let mut file = ProjectFile::create_kind(draft, &new, FileKind::Packet)?;
    file.transaction(|transaction| {
        transaction.expect_import()?;
        transaction.insert_reviewer(&Reviewer { external_id: None, active: true, ..person })?;
        transaction.insert_packet(packet, &[])?;
        let mut carried = 0_usize;
        for (place, id) in items.iter().enumerate() {
            work.step("items", place as u64, Some(items.len() as u64))?;
            let item = BlindItem::from(&project.known_item(*id)?).into_item((place + 1).to_string());
            transaction.insert_item(&item, None)?;
            let events: Vec<_> = read.events_for(*id, packet.reviewer)?;
            let events: Vec<_> = events.into_iter().filter(|event| carries(packet.reviewer, event)).collect();
            for event in &events {
                carried += usize::from(transaction.append_event(event)?);
            }
            if !events.is_empty() {
                transaction.project_review(*id, packet.reviewer, &fold(&events))?;
            }
        }
        for event in read.project_events()?.iter().filter(|event| carries(packet.reviewer, event)) {
            carried += usize::from(transaction.append_event(event)?);
        }
        transaction.put_setting(CARRIED, &carried.to_string())?;
        for (key, value) in hinting::for_a_packet(read)? {
            transaction.put_setting(key, &value)?;
        }
        Ok::<_, EngineError>(())
    })?;
    while file.tidy_search(500)? {}
    Ok(file.close()?)
}

/// Saves the packet at the desk as one whole file for sending back. Nothing is overwritten.
pub fn save_for_return(project: &Project, out: &Path) -> Result<(), EngineError> {
    if project.packet().is_none() {
        let is_a_project = touchstone_store::StoreError::NotAPacket { path: project.path().to_owned() };
        return Err(is_a_project.into());
    }
    if out.exists() {
        return Err(OutputRefusal::Kept { path: out.to_owned() }.into());
    }
    project.save_copy(out)
}
