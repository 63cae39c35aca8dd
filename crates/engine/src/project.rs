//! An open project: the single writer, and what is set for the project as a whole.

use crate::entropy::{Entropy, now};
use crate::error::EngineError;
use crate::packet::PacketRefusal;
use std::path::{Path, PathBuf};
use touchstone_domain::assignment::Order;
use touchstone_domain::id::{DeviceId, ItemId, ProjectId, ReviewerId};
use touchstone_domain::label::LabelSchema;
use touchstone_domain::preset;
use touchstone_domain::reviewer::{Reviewer, name_key};
use touchstone_store::{FileKind, PacketRow, ProjectFacts, ProjectFile, Reader, Snapshot};

/// Name and version, as a project file remembers who made it.
pub const PROGRAM: &str = concat!("Touchstone ", env!("CARGO_PKG_VERSION"));

/// What a new project starts with.
#[derive(Debug, Clone)]
pub struct NewProject {
    /// For people.
    pub name: String,
    /// The label schema.
    pub schema: LabelSchema,
    /// Whether reviewers work blind.
    pub blind: bool,
}

/// A project open for writing.
#[derive(Debug)]
pub struct Project {
    pub(crate) file: ProjectFile,
    pub(crate) entropy: Entropy,
    pub(crate) device: DeviceId,
    facts: ProjectFacts,
    schema: LabelSchema,
    packet: Option<PacketRow>,
}

impl Project {
    /// Creates a project file. Refuses to overwrite.
    pub fn create(path: &Path, new: &NewProject) -> Result<Self, EngineError> {
        Self::create_with(path, new, Entropy::System)
    }

    pub(crate) fn create_with(path: &Path, new: &NewProject, mut entropy: Entropy) -> Result<Self, EngineError> {
        new.schema.check()?;
        let name = written_name(&new.name)?;
        let project = touchstone_store::NewProject {
            id: ProjectId::from_bytes(entropy.draw()?),
            name,
            blind: new.blind,
            order: Order::Shuffled,
            order_seed: ProjectId::from_bytes(entropy.draw()?).to_string(),
            schema: new.schema.clone(),
            guidelines: String::new(),
            created_at: now(),
            program: PROGRAM.to_owned(),
        };
        let file = ProjectFile::create(path, &project)?;
        Self::over(file, entropy)
    }

    /// Opens a project file as its single writer.
    pub fn open(path: &Path) -> Result<Self, EngineError> {
        Self::over(ProjectFile::open(path)?, Entropy::System)
    }

    /// Opens a packet to work in it.
    pub fn open_packet(path: &Path) -> Result<Self, EngineError> {
        Self::over(ProjectFile::open_kind(path, FileKind::Packet)?, Entropy::System)
    }

    fn over(file: ProjectFile, entropy: Entropy) -> Result<Self, EngineError> {
        let facts = file.read().project_facts()?;
        let schema = file.read().schema()?;
        let packet = match file.kind() {
            FileKind::Project => None,
            FileKind::Packet => file.read().packets()?.into_iter().next(),
        };
        // Files are copied, restored and fetched again over each other, and none of it can be seen from
        // within: only what is drawn anew at each opening never shares a chain of events.
        let device = DeviceId::from_bytes(Entropy::System.draw()?);
        Ok(Self { file, entropy, device, facts, schema, packet })
    }

    /// What the file is, where it is a packet.
    pub const fn packet(&self) -> Option<&PacketRow> {
        self.packet.as_ref()
    }

    pub(crate) fn must_be_a_project(&self) -> Result<(), EngineError> {
        if self.packet.is_some() { Err(PacketRefusal::OnlyForReviewing.into()) } else { Ok(()) }
    }

    /// Closes the file and leaves nothing beside it.
    pub fn close(self) -> Result<(), EngineError> {
        Ok(self.file.close()?)
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        self.file.path()
    }

    /// A view of its own for long reading.
    pub fn snapshot(&self) -> Result<Snapshot, EngineError> {
        Ok(self.file.snapshot()?)
    }

    /// Everything that can be asked.
    pub const fn read(&self) -> &Reader {
        self.file.read()
    }

    /// Name, blindness, order and guidelines.
    pub const fn facts(&self) -> &ProjectFacts {
        &self.facts
    }

    /// The label schema in force.
    pub const fn schema(&self) -> &LabelSchema {
        &self.schema
    }

    /// Reads facts and schema again, after a transaction that changed them.
    pub(crate) fn refresh(&mut self) -> Result<(), EngineError> {
        self.facts = self.file.read().project_facts()?;
        self.schema = self.file.read().schema()?;
        Ok(())
    }

    /// Everyone who reviews or was imported.
    pub fn reviewers(&self) -> Result<Vec<Reviewer>, EngineError> {
        Ok(self.read().reviewers()?)
    }

    /// The reviewer with this id or unique name.
    pub fn find_reviewer(&self, name_or_id: &str) -> Result<Option<Reviewer>, EngineError> {
        if let Ok(id) = name_or_id.parse::<ReviewerId>()
            && let Some(reviewer) = self.read().reviewer(id)?
        {
            return Ok(Some(reviewer));
        }
        Ok(self.read().reviewer_by_name_key(&name_key(name_or_id))?)
    }

    /// Adds a reviewer who works here.
    pub fn add_reviewer(&mut self, name: &str) -> Result<Reviewer, EngineError> {
        let name = written_name(name)?;
        let known = self.read().reviewer_by_name_key(&name_key(&name))?;
        if known.is_some_and(|known| !known.active) {
            return Err(EngineError::ReviewerNotActive { name });
        }
        let id = ReviewerId::from_bytes(self.entropy.draw()?);
        let reviewer = Reviewer { id, name: Some(name), external_id: None, active: true };
        self.file.transaction(|transaction| transaction.insert_reviewer(&reviewer))?;
        Ok(reviewer)
    }

    /// Gives a reviewer another name. Events hold the id only, so nothing else changes.
    pub fn rename_reviewer(&mut self, id: ReviewerId, name: &str) -> Result<(), EngineError> {
        let name = written_name(name)?;
        Ok(self.file.transaction(|transaction| transaction.rename_reviewer(id, &name))?)
    }

    /// Forgets a reviewer's name for good. Their reviews stay.
    pub fn erase_reviewer_name(&mut self, id: ReviewerId) -> Result<(), EngineError> {
        Ok(self.file.transaction(|transaction| transaction.erase_reviewer_name(id))?)
    }

    /// Says whether a reviewer does new work here.
    pub fn set_reviewer_active(&mut self, id: ReviewerId, active: bool) -> Result<(), EngineError> {
        Ok(self.file.transaction(|transaction| transaction.set_reviewer_active(id, active))?)
    }

    /// Puts a changed label schema in force, as the next version.
    pub fn save_schema(&mut self, mut schema: LabelSchema) -> Result<&LabelSchema, EngineError> {
        schema.check()?;
        schema.version = self.schema.version;
        if schema != self.schema {
            schema.version += 1;
            self.file.transaction(|transaction| transaction.set_schema(&schema))?;
            self.schema = schema;
        }
        Ok(&self.schema)
    }

    /// Replaces the guidelines.
    pub fn save_guidelines(&mut self, markdown: &str) -> Result<(), EngineError> {
        self.file.transaction(|transaction| transaction.set_guidelines(markdown))?;
        markdown.clone_into(&mut self.facts.guidelines);
        Ok(())
    }

    /// Renames the project.
    pub fn rename(&mut self, name: &str) -> Result<(), EngineError> {
        let name = written_name(name)?;
        self.file.transaction(|transaction| transaction.set_project_name(&name))?;
        self.facts.name = name;
        Ok(())
    }

    /// Says in which order items are handed out.
    pub fn set_order(&mut self, order: Order) -> Result<(), EngineError> {
        self.file.transaction(|transaction| transaction.set_order(order))?;
        self.facts.order = order;
        Ok(())
    }

    /// The item's place in the files, from 1.
    pub fn ordinal(&self, item: ItemId) -> Result<Option<u64>, EngineError> {
        Ok(self.read().ordinal(item)?)
    }

    /// What was put away under `key`.
    pub fn setting(&self, key: &str) -> Result<Option<String>, EngineError> {
        Ok(self.read().setting(key)?)
    }

    /// Puts `value` away under `key`.
    pub fn put_setting(&mut self, key: &str, value: &str) -> Result<(), EngineError> {
        Ok(self.file.transaction(|transaction| transaction.put_setting(key, value))?)
    }

    /// As [`Project::put_setting`] for what is written again every second: a power cut may lose the last.
    pub fn note_setting(&mut self, key: &str, value: &str) -> Result<(), EngineError> {
        Ok(self.file.fleeting(|transaction| transaction.put_setting(key, value))?)
    }

    /// The sample's digest and the item's own id exist: the item is in the project.
    pub(crate) fn known_item(&self, id: ItemId) -> Result<touchstone_domain::item::Item, EngineError> {
        let unknown = || touchstone_store::StoreError::Unknown { what: "item", id: id.to_string() };
        Ok(self.read().item(id)?.ok_or_else(unknown)?)
    }

    /// Writes a copy of the project to `to`, which must not exist.
    pub fn save_copy(&self, to: &Path) -> Result<(), EngineError> {
        Ok(self.file.save_copy(to, |_, _| true)?)
    }
}

/// The schema of a preset, or of a JSON file.
pub fn schema_named(name_or_path: &str) -> Result<LabelSchema, EngineError> {
    if let Some(schema) = preset::find(name_or_path) {
        return Ok(schema);
    }
    let path = PathBuf::from(name_or_path);
    if !path.is_file() {
        return Err(EngineError::UnknownSchema { name: name_or_path.to_owned() });
    }
    let bytes = std::fs::read(&path).map_err(|error| EngineError::reading(&path, error))?;
    let mut schema: LabelSchema =
        serde_json::from_slice(&bytes).map_err(|error| EngineError::BadSchemaFile { path, error })?;
    schema.version = 1;
    schema.check()?;
    Ok(schema)
}

fn written_name(name: &str) -> Result<String, EngineError> {
    let name = name.trim();
    if name.is_empty() { Err(EngineError::EmptyName) } else { Ok(name.to_owned()) }
}
