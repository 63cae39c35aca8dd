//! Searching: what can be typed into a filter, where its words stand, and queues kept under a name.

use crate::convert;
use crate::desk::State;
use crate::error::WireError;
use crate::lead::counted;
use crate::session::{Answer, Session, item_id};
use crate::wire::*;
use touchstone_domain::id::{ItemId, ReviewerId};
use touchstone_engine::found::{Sought, found};
use touchstone_engine::saved_queue::{self, Owner};
use touchstone_engine::{EngineError, Reader, filter};

/// Items of a queue that are counted; the list says when there are more.
const COUNTED: u64 = 1_000;

/// Items whose texts are looked through in one call: the desk is not held longer.
const LOOKED_THROUGH: usize = 25;

/// A queue that the reviewer at the desk walks: its items as they were when the walk began, so that
/// what is done on the way moves nothing.
#[derive(Debug, Clone)]
pub(crate) struct Walk {
    reviewer: ReviewerId,
    name: String,
    items: Vec<ItemId>,
}

impl Walk {
    fn place(&self, item: ItemId) -> Option<usize> {
        self.items.iter().position(|other| *other == item)
    }

    /// The item after this one; the first when this one is not of the queue.
    pub(crate) fn after(&self, item: ItemId) -> Option<ItemId> {
        self.items.get(self.place(item).map_or(0, |place| place + 1)).copied()
    }

    fn before(&self, item: ItemId) -> Option<ItemId> {
        self.items.get(self.place(item)?.checked_sub(1)?).copied()
    }

    pub(crate) fn view(&self, item: ItemId) -> WalkedQueue {
        let at = self.place(item).map_or(0, |place| place as u64 + 1);
        WalkedQueue { name: self.name.clone(), at, of: self.items.len() as u64 }
    }
}

impl Session {
    /// The walk of whoever sits here now.
    pub(crate) fn walk(&self) -> Option<&Walk> {
        self.walk.as_ref().filter(|walk| self.reviewer().is_ok_and(|reviewer| reviewer == walk.reviewer))
    }

    fn queues(&self, owner: Owner) -> Answer<Vec<SavedQueue>> {
        let reader = self.project.read();
        let view = |queue: saved_queue::SavedQueue| {
            let counted = match count(reader, owner, &queue.filter) {
                Ok(counted) => Some(counted),
                // What it asked for is gone, such as a reviewer; the lead can still mend or remove it.
                Err(EngineError::BadFilter { .. }) => None,
                Err(error) => return Err(error.into()),
            };
            let (items, exact) = counted.map_or((None, true), |(items, exact)| (Some(items), exact));
            Ok(SavedQueue { name: queue.name, filter: queue.filter, items, exact })
        };
        saved_queue::list(reader, owner)?.into_iter().map(view).collect()
    }
}

fn count(reader: &Reader, owner: Owner, text: &str) -> Result<(u64, bool), EngineError> {
    Ok(counted(match owner {
        Owner::Lead => reader.items_count_filtered(&filter::parse(reader, text)?, COUNTED, &mut || true)?,
        Owner::Reviewer(reviewer) => reader.own_items_count(reviewer, &filter::parse_own(reader, text)?)?,
    }))
}

fn snippets(
    reader: &Reader,
    sought: &Sought,
    items: Vec<String>,
    own: Option<ReviewerId>,
    may: impl Fn(ItemId) -> bool,
) -> Answer<Vec<Snippet>> {
    let mut told = Vec::new();
    for item in items.into_iter().take(LOOKED_THROUGH) {
        let id = item_id(&item)?;
        if may(id)
            && let Some(found) = found(reader, sought, id, own)?
        {
            told.push(convert::snippet(item, found));
        }
    }
    Ok(told)
}

impl State {
    pub(crate) fn filter_fields(&mut self, (): ()) -> Answer<Vec<FilterField>> {
        let offered = filter::lead_words(self.session()?.project.read())?;
        Ok(offered.into_iter().map(convert::filter_field).collect())
    }

    pub(crate) fn my_filter_fields(&mut self, (): ()) -> Answer<Vec<FilterField>> {
        let offered = filter::own_words(self.session()?.project.read())?;
        Ok(offered.into_iter().map(convert::filter_field).collect())
    }

    pub(crate) fn snippets(&mut self, wish: WhereFound) -> Answer<Vec<Snippet>> {
        let reader = self.session()?.project.read();
        let sought = Sought::of(reader, &filter::parse(reader, &wish.filter)?)?;
        snippets(reader, &sought, wish.items, None, |_| true)
    }

    pub(crate) fn my_snippets(&mut self, wish: WhereFound) -> Answer<Vec<Snippet>> {
        let session = self.session()?;
        let (reader, reviewer) = (session.project.read(), session.reviewer()?);
        let sought = Sought::of_own(reader, &filter::parse_own(reader, &wish.filter)?)?;
        snippets(reader, &sought, wish.items, Some(reviewer), |item| session.must_be_given(item).is_ok())
    }

    pub(crate) fn queues(&mut self, (): ()) -> Answer<Vec<SavedQueue>> {
        self.session()?.queues(Owner::Lead)
    }

    pub(crate) fn save_queue(&mut self, wish: SaveQueue) -> Answer<Vec<SavedQueue>> {
        self.kept(Owner::Lead, |project, owner| saved_queue::save(project, owner, &wish.name, &wish.filter))
    }

    pub(crate) fn rename_queue(&mut self, wish: RenameQueue) -> Answer<Vec<SavedQueue>> {
        self.kept(Owner::Lead, |project, owner| saved_queue::rename(project, owner, &wish.from, &wish.to))
    }

    pub(crate) fn remove_queue(&mut self, which: OfQueue) -> Answer<Vec<SavedQueue>> {
        self.kept(Owner::Lead, |project, owner| saved_queue::remove(project, owner, &which.name))
    }

    pub(crate) fn my_queues(&mut self, (): ()) -> Answer<Vec<SavedQueue>> {
        let session = self.session()?;
        session.queues(Owner::Reviewer(session.reviewer()?))
    }

    pub(crate) fn save_my_queue(&mut self, wish: SaveQueue) -> Answer<Vec<SavedQueue>> {
        let owner = Owner::Reviewer(self.session()?.reviewer()?);
        self.kept(owner, |project, owner| saved_queue::save(project, owner, &wish.name, &wish.filter))
    }

    pub(crate) fn rename_my_queue(&mut self, wish: RenameQueue) -> Answer<Vec<SavedQueue>> {
        let owner = Owner::Reviewer(self.session()?.reviewer()?);
        self.kept(owner, |project, owner| saved_queue::rename(project, owner, &wish.from, &wish.to))
    }

    pub(crate) fn remove_my_queue(&mut self, which: OfQueue) -> Answer<Vec<SavedQueue>> {
        let owner = Owner::Reviewer(self.session()?.reviewer()?);
        self.kept(owner, |project, owner| saved_queue::remove(project, owner, &which.name))
    }

    fn kept(
        &mut self,
        owner: Owner,
        change: impl FnOnce(&mut touchstone_engine::Project, Owner) -> Result<(), EngineError>,
    ) -> Answer<Vec<SavedQueue>> {
        let session = self.session()?;
        change(&mut session.project, owner)?;
        session.queues(owner)
    }

    /// Begins to walk a queue and opens its first item; none when no item is in it.
    pub(crate) fn walk_queue(&mut self, which: OfQueue) -> Answer<Option<ReviewView>> {
        let session = self.session()?;
        let reviewer = session.reviewer()?;
        let queues = saved_queue::list(session.project.read(), Owner::Reviewer(reviewer))?;
        let unknown = || EngineError::UnknownQueue { name: which.name.clone() };
        let queue = queues.into_iter().find(|queue| queue.name == which.name).ok_or_else(unknown)?;
        let items = saved_queue::walk(&session.project, reviewer, &queue.filter)?;
        let first = items.first().copied();
        session.walk = first.map(|_| Walk { reviewer, name: queue.name, items });
        first.map(|item| session.view(item)).transpose()
    }

    /// Goes on in the queue without handing anything in; none at its end.
    pub(crate) fn step_queue(&mut self, wish: StepQueue) -> Answer<Option<ReviewView>> {
        let session = self.session()?;
        let item = item_id(&wish.item)?;
        let walk = session.walk().ok_or_else(WireError::no_queue)?;
        let next = match wish.step {
            QueueStep::Next => walk.after(item),
            QueueStep::Previous => walk.before(item),
        };
        next.map(|next| {
            session.must_be_given(next)?;
            session.view(next)
        })
        .transpose()
    }

    /// Back to the reviewer's own order.
    pub(crate) fn leave_queue(&mut self, (): ()) -> Answer<()> {
        self.session()?.walk = None;
        Ok(())
    }
}
