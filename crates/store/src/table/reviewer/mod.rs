//! Reviewers: the only place where names stand.

use crate::column::Queries as _;
use crate::error::StoreError;
use crate::reader::Reader;
use crate::transaction::Transaction;
use rusqlite::{Row, params};
use touchstone_domain::id::{AnnotationId, ReviewerId};
use touchstone_domain::reviewer::{Reviewer, name_key};

fn reviewer(row: &Row<'_>) -> rusqlite::Result<Reviewer> {
    Ok(Reviewer {
        id: ReviewerId::from_bytes(row.get(0)?),
        name: row.get(1)?,
        external_id: row.get(2)?,
        active: row.get(3)?,
    })
}

impl Reader {
    /// All reviewers, by name; those without one last.
    pub fn reviewers(&self) -> Result<Vec<Reviewer>, StoreError> {
        self.all(include_str!("all.sql"), [], reviewer)
    }

    /// The reviewer with this identity.
    pub fn reviewer(&self, id: ReviewerId) -> Result<Option<Reviewer>, StoreError> {
        self.one(include_str!("by_id.sql"), [id.as_bytes()], reviewer)
    }

    /// The reviewer whose name, folded by [`name_key`], is `key`.
    pub fn reviewer_by_name_key(&self, key: &str) -> Result<Option<Reviewer>, StoreError> {
        self.one(include_str!("by_name_key.sql"), [key], reviewer)
    }

    /// The reviewer whom reviews of `id` belong to: `id` itself, or who it was merged into.
    pub fn merged_reviewer(&self, id: ReviewerId) -> Result<ReviewerId, StoreError> {
        let into = self.value("SELECT into_id FROM reviewer_merge WHERE from_id = ?1", [id.as_bytes()])?;
        Ok(into.map_or(id, ReviewerId::from_bytes))
    }

    /// Everyone whose reviews belong to `id`, `id` first.
    pub(crate) fn merged_from(&self, id: ReviewerId) -> Result<Vec<ReviewerId>, StoreError> {
        let query = "SELECT from_id FROM reviewer_merge WHERE into_id = ?1 ORDER BY from_id";
        let mut all = vec![id];
        all.extend(self.all(query, [id.as_bytes()], |row| Ok(ReviewerId::from_bytes(row.get(0)?)))?);
        Ok(all)
    }

    /// The file's own id of an imported annotation.
    pub fn annotation_external_id(&self, id: AnnotationId) -> Result<Option<String>, StoreError> {
        let query = "SELECT external_id FROM annotation_external_id WHERE annotation_id = ?1";
        self.value(query, [id.as_bytes()])
    }
}

impl Transaction<'_> {
    /// Adds a reviewer; the name must be new after folding ([`StoreError::DuplicateReviewer`]).
    pub fn insert_reviewer(&mut self, reviewer: &Reviewer) -> Result<(), StoreError> {
        let key = reviewer.name.as_deref().map(name_key);
        self.refuse_taken(reviewer.id, reviewer.name.as_deref(), key.as_deref())?;
        let row = params![reviewer.id.as_bytes(), reviewer.name, key, reviewer.external_id, reviewer.active];
        self.run(include_str!("insert.sql"), row).map(|_| ())
    }

    /// Changes a reviewer's name; the new one must not be taken.
    pub fn rename_reviewer(&mut self, id: ReviewerId, name: &str) -> Result<(), StoreError> {
        let key = name_key(name);
        self.refuse_taken(id, Some(name), Some(&key))?;
        self.change_reviewer(include_str!("rename.sql"), id, params![id.as_bytes(), name, key])
    }

    /// Erases a reviewer's name and the file's own id of them; events keep the identity only.
    pub fn erase_reviewer_name(&mut self, id: ReviewerId) -> Result<(), StoreError> {
        self.change_reviewer(include_str!("erase_name.sql"), id, [id.as_bytes()])
    }

    /// Says whether a reviewer does new work here.
    pub fn set_reviewer_active(&mut self, id: ReviewerId, active: bool) -> Result<(), StoreError> {
        let query = "UPDATE reviewer SET active = ?2 WHERE reviewer_id = ?1";
        self.change_reviewer(query, id, params![id.as_bytes(), active])
    }

    /// Keeps the file's own id of an imported annotation, for exporting it again.
    pub fn put_annotation_external_id(&mut self, id: AnnotationId, external_id: &str) -> Result<(), StoreError> {
        self.run(include_str!("put_annotation_id.sql"), params![id.as_bytes(), external_id]).map(|_| ())
    }

    fn refuse_taken(&self, id: ReviewerId, name: Option<&str>, key: Option<&str>) -> Result<(), StoreError> {
        let (Some(name), Some(key)) = (name, key) else { return Ok(()) };
        match self.reviewer_by_name_key(key)? {
            Some(other) if other.id != id => Err(StoreError::DuplicateReviewer { name: name.to_owned() }),
            Some(_) | None => Ok(()),
        }
    }

    fn change_reviewer(&self, sql: &str, id: ReviewerId, values: impl rusqlite::Params) -> Result<(), StoreError> {
        match self.run(sql, values)? {
            0 => Err(StoreError::Unknown { what: "reviewer", id: id.to_string() }),
            _ => Ok(()),
        }
    }
}
