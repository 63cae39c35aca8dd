//! Facts about the project itself: one row.

use crate::column::{Queries as _, named};
use crate::error::StoreError;
use crate::project_file::NewProject;
use crate::reader::Reader;
use crate::transaction::Transaction;
use rusqlite::params;
use touchstone_domain::assignment::Order;
use touchstone_domain::id::ProjectId;
use touchstone_domain::timestamp::Timestamp;

/// What is known of a project.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProjectFacts {
    /// Of this file and all its copies.
    pub id: ProjectId,
    /// For people.
    pub name: String,
    /// Whether reviewers see neither generators nor each other's answers.
    pub blind: bool,
    /// In which order items are handed out.
    pub order: Order,
    /// Where each reviewer starts follows from it.
    pub order_seed: String,
    /// Markdown.
    pub guidelines: String,
    /// For display.
    pub created_at: Timestamp,
    /// Name and version of the program that created it.
    pub program: String,
}

const fn order_name(order: Order) -> &'static str {
    match order {
        Order::Shuffled => "shuffled",
        Order::AsImported => "as-imported",
    }
}

impl Reader {
    /// What is known of the project.
    pub fn project_facts(&self) -> Result<ProjectFacts, StoreError> {
        let facts = self.one(include_str!("select.sql"), [], |row| {
            Ok(ProjectFacts {
                id: ProjectId::from_bytes(row.get(0)?),
                name: row.get(1)?,
                blind: row.get(2)?,
                order: named(row, 3, |name| {
                    [Order::Shuffled, Order::AsImported].into_iter().find(|order| order_name(*order) == name)
                })?,
                order_seed: row.get(4)?,
                guidelines: row.get(5)?,
                created_at: Timestamp(row.get(6)?),
                program: row.get(7)?,
            })
        })?;
        let no_row = || StoreError::Damaged { path: "".into(), detail: "the project's own row is missing".to_owned() };
        facts.ok_or_else(no_row)
    }
}

impl Transaction<'_> {
    pub(crate) fn insert_project(&mut self, project: &NewProject) -> Result<(), StoreError> {
        let order = order_name(project.order);
        let row = params![
            project.id.as_bytes(),
            project.name,
            project.blind,
            order,
            project.order_seed,
            project.guidelines,
            project.created_at.0,
            project.program,
        ];
        self.run(include_str!("insert.sql"), row)?;
        self.set_schema(&project.schema)
    }

    /// Changes the name.
    pub fn set_project_name(&mut self, name: &str) -> Result<(), StoreError> {
        self.run("UPDATE project SET name = ?1", [name]).map(|_| ())
    }

    /// Changes whether the project is blind.
    pub fn set_blind(&mut self, blind: bool) -> Result<(), StoreError> {
        self.run("UPDATE project SET blind = ?1", [blind]).map(|_| ())
    }

    /// Changes the order in which items are handed out.
    pub fn set_order(&mut self, order: Order) -> Result<(), StoreError> {
        self.run("UPDATE project SET item_order = ?1", [order_name(order)]).map(|_| ())
    }

    /// Changes the guidelines (Markdown).
    pub fn set_guidelines(&mut self, guidelines: &str) -> Result<(), StoreError> {
        self.run("UPDATE project SET guidelines = ?1", [guidelines]).map(|_| ())
    }
}
