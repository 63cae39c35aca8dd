//! Filters kept under a name. The lead's and each reviewer's are apart: a queue of the lead may be
//! chosen by what a blind reviewer must not know, and then its very members would tell.

use crate::error::EngineError;
use crate::filter;
use crate::project::Project;
use serde::{Deserialize, Serialize};
use touchstone_domain::id::{ItemId, ReviewerId};
use touchstone_domain::reviewer::name_key;
use touchstone_store::{OwnFilter, Reader};

use crate::queue;

/// Queues of one owner at most.
const MOST: usize = 100;

/// Items of a queue that are walked at most.
const WALKED: u64 = 10_000;

/// Whose queues.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Owner {
    /// The lead's.
    Lead,
    /// A reviewer's own.
    Reviewer(ReviewerId),
}

/// A filter under a name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SavedQueue {
    /// Unique among the owner's, whatever its case.
    pub name: String,
    /// In the words of a filter.
    pub filter: String,
}

impl Owner {
    fn key(self) -> String {
        match self {
            Self::Lead => "queues/lead".to_owned(),
            Self::Reviewer(reviewer) => format!("queues/{reviewer}"),
        }
    }

    /// Whether the filter can be read in this role.
    fn check(self, reader: &Reader, text: &str) -> Result<(), EngineError> {
        match self {
            Self::Lead => filter::parse(reader, text).map(|_| ()),
            Self::Reviewer(_) => filter::parse_own(reader, text).map(|_| ()),
        }
    }
}

/// The queues of an owner, by name.
pub fn list(reader: &Reader, owner: Owner) -> Result<Vec<SavedQueue>, EngineError> {
    let kept = reader.setting(&owner.key())?;
    Ok(kept.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default())
}

/// Keeps a filter under a name, in place of what that name meant before.
pub fn save(project: &mut Project, owner: Owner, name: &str, text: &str) -> Result<(), EngineError> {
    let name = known_name(name)?;
    owner.check(project.read(), text)?;
    let mut queues = list(project.read(), owner)?;
    queues.retain(|queue| name_key(&queue.name) != name_key(&name));
    if queues.len() >= MOST {
        return Err(EngineError::TooManyQueues { most: MOST });
    }
    queues.push(SavedQueue { name, filter: text.trim().to_owned() });
    keep(project, owner, queues)
}

/// Gives a queue another name. A name that another queue has is refused.
pub fn rename(project: &mut Project, owner: Owner, from: &str, to: &str) -> Result<(), EngineError> {
    let to = known_name(to)?;
    let mut queues = list(project.read(), owner)?;
    let is_taken = |queue: &SavedQueue| name_key(&queue.name) == name_key(&to) && queue.name != from;
    if queues.iter().any(is_taken) {
        return Err(EngineError::QueueNameTaken { name: to });
    }
    let queue = queues.iter_mut().find(|queue| queue.name == from);
    queue.ok_or_else(|| EngineError::UnknownQueue { name: from.to_owned() })?.name = to;
    keep(project, owner, queues)
}

/// Forgets a queue; its items stay as they are.
pub fn remove(project: &mut Project, owner: Owner, name: &str) -> Result<(), EngineError> {
    let mut queues = list(project.read(), owner)?;
    queues.retain(|queue| queue.name != name);
    keep(project, owner, queues)
}

/// The items of a reviewer's own queue as they are now, in the reviewer's order, at most 10,000.
pub fn walk(project: &Project, reviewer: ReviewerId, text: &str) -> Result<Vec<ItemId>, EngineError> {
    let filter: OwnFilter = filter::parse_own(project.read(), text)?;
    queue::own_item_ids(project, reviewer, &filter, 0, WALKED)
}

fn known_name(name: &str) -> Result<String, EngineError> {
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    if name.is_empty() { Err(EngineError::EmptyName) } else { Ok(name) }
}

fn keep(project: &mut Project, owner: Owner, mut queues: Vec<SavedQueue>) -> Result<(), EngineError> {
    queues.sort_by_cached_key(|queue| name_key(&queue.name));
    project.put_setting(&owner.key(), &serde_json::to_string(&queues).unwrap_or_default())
}
