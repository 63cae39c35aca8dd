//! What the machine reads, for whoever sits at the desk: read beside the desk, so that nobody waits.

use crate::convert;
use crate::desk::{Shared, State};
use crate::error::WireError;
use crate::session::{Answer, item_id};
use crate::wire::*;
use touchstone_domain::blinding::BlindItem;
use touchstone_domain::id::ItemId;
use touchstone_domain::item::Item;
use touchstone_engine::{compare, hinting, queue, recut, review};

/// Items that are read before they are opened.
const AHEAD: usize = 3;

impl Shared {
    /// What is kept of an item, else read beside the desk and kept.
    fn read_item(&self, id: ItemId) -> Answer<(Item, compare::Comparison)> {
        let (item, kept) = {
            let mut state = self.state();
            let session = state.session()?;
            session.must_be_given(id)?;
            let project = &session.project;
            let item = project.read().item(id)?.ok_or_else(|| WireError::bad_request("no such item"))?;
            let kept = compare::kept(project.read(), id)?;
            (item, kept)
        };
        if let Some(kept) = kept {
            return Ok((item, kept));
        }
        let read = compare::read(&item);
        let mut state = self.state();
        // Another project may have been opened meanwhile: then there is nowhere to keep it.
        let project = &mut state.session()?.project;
        if project.read().item(id)?.is_some() {
            compare::keep(project, id, &read)?;
        }
        drop(state);
        Ok((item, read))
    }

    pub(crate) fn compare_item(&self, wish: OfItem) -> Answer<Comparison> {
        let id = item_id(&wish.item)?;
        let (item, read) = self.read_for_reviewer(id)?;
        let mut state = self.state();
        let session = state.session()?;
        let reviewer = session.reviewer()?;
        let review = review::open(&session.project, reviewer, id)?.review;
        let shows = compare::shows_hints(&session.project, reviewer, id, &review.state)?;
        if shows && matches!(read.hints, compare::Hints::Found { .. }) {
            session.hinted.insert((reviewer, id));
        }
        let limits = compare::copied_limits(session.project.read())?;
        drop(state);
        Ok(convert::comparison(wish.item, &BlindItem::from(&item), &read, limits, shows))
    }

    pub(crate) fn item_differences(&self, wish: OfItem) -> Answer<Vec<Option<Difference>>> {
        let (item, read) = self.read_for_reviewer(item_id(&wish.item)?)?;
        Ok(convert::differences(&BlindItem::from(&item), &compare::differences(&item, &read)))
    }

    /// What was read, with the sentences as the reviewer at the desk cuts them.
    fn read_for_reviewer(&self, id: ItemId) -> Answer<(Item, compare::Comparison)> {
        let (item, read) = self.read_item(id)?;
        let mut state = self.state();
        let session = state.session()?;
        let reviewer = session.reviewer()?;
        let read = recut::as_cut_by(&session.project, reviewer, &item, read)?;
        Ok((item, read))
    }

    /// What differs between two samples of one source, both of which are this reviewer's.
    pub(crate) fn sibling_difference(&self, wish: TwoSiblings) -> Answer<SiblingDifference> {
        let (one, other) = {
            let mut state = self.state();
            let session = state.session()?;
            let (reviewer, own, other) = (session.reviewer()?, item_id(&wish.item)?, item_id(&wish.other)?);
            session.must_be_given(own)?;
            session.must_be_given(other)?;
            if !compare::siblings(&session.project, reviewer, own)?.contains(&other) {
                return Err(WireError::bad_request("the two items have no source in common"));
            }
            (session.project.read().item(own)?, session.project.read().item(other)?)
        };
        let (Some(one), Some(other)) = (one, other) else { return Err(WireError::bad_request("no such item")) };
        let difference = compare::between(&one, &other);
        Ok(convert::sibling(&BlindItem::from(&one), &BlindItem::from(&other), &difference))
    }

    /// Parts or joins a sentence for the reviewer at the desk; nothing where there is nothing to do.
    pub(crate) fn recut_sentence(&self, wish: RecutSentence) -> Answer<Option<Comparison>> {
        let id = item_id(&wish.item)?;
        let changed = {
            let mut state = self.state();
            let session = state.session()?;
            session.must_be_given(id)?;
            let reviewer = session.reviewer()?;
            let item = session.project.read().item(id)?.ok_or_else(|| WireError::bad_request("no such item"))?;
            let (how, at) = convert::recut(&BlindItem::from(&item), &wish);
            recut::cut(&mut session.project, reviewer, &item, how, at)?
        };
        if !changed {
            return Ok(None);
        }
        self.compare_item(OfItem { item: wish.item }).map(Some)
    }

    pub(crate) fn nearest_to(&self, wish: NearestTo) -> Answer<Vec<NearPassage>> {
        let id = item_id(&wish.item)?;
        let item = {
            let mut state = self.state();
            let session = state.session()?;
            session.must_be_given(id)?;
            session.project.read().item(id)?
        };
        let item = item.ok_or_else(|| WireError::bad_request("no such item"))?;
        let blind = BlindItem::from(&item);
        let (side, span) = convert::selection(&blind, &wish)?;
        Ok(convert::nearest(&blind, side, &compare::nearest(&item, side, span)))
    }

    /// Reads the reviewer's next open items, so that opening them never waits.
    pub(crate) fn read_ahead(&self, wish: OfItem) -> Answer<()> {
        let mut after = item_id(&wish.item)?;
        for _ in 0..AHEAD {
            let next = {
                let mut state = self.state();
                let session = state.session()?;
                queue::next(&session.project, session.reviewer()?, Some(after))?
            };
            let Some(next) = next else { break };
            self.read_item(next)?;
            after = next;
        }
        Ok(())
    }
}

impl State {
    pub(crate) fn siblings(&mut self, wish: OfItem) -> Answer<Vec<Sibling>> {
        let session = self.session()?;
        let (reviewer, own) = (session.reviewer()?, item_id(&wish.item)?);
        session.must_be_given(own)?;
        let mut told = Vec::new();
        for id in compare::siblings(&session.project, reviewer, own)? {
            // Those of others are not told, not even that there are any.
            if session.must_be_given(id).is_err() {
                continue;
            }
            let review = review::open(&session.project, reviewer, id)?.review;
            let status = convert::status(&review.state);
            told.push(Sibling { item: id.to_string(), current: id == own, status });
        }
        Ok(told)
    }

    pub(crate) fn notice_hint(&mut self, told: NoticeHint) -> Answer<()> {
        let session = self.session()?;
        let (reviewer, id) = (session.reviewer()?, item_id(&told.item)?);
        session.must_be_given(id)?;
        let blind = review::blind_item(&session.project, id)?;
        let (notice, hint) = convert::noticed(&blind, told)?;
        Ok(compare::notice_hint(&mut session.project, reviewer, id, notice, hint)?)
    }

    pub(crate) fn measured(&mut self, (): ()) -> Answer<Measured> {
        let reader = self.session()?.project.read();
        Ok(Measured { measured: reader.comparison_count(compare::METHOD)?, items: reader.item_count()? })
    }

    pub(crate) fn copied_limits(&mut self, (): ()) -> Answer<CopiedLimits> {
        Ok(convert::copied_limits(compare::copied_limits(self.session()?.project.read())?))
    }

    pub(crate) fn save_copied_limits(&mut self, limits: CopiedLimits) -> Answer<CopiedLimits> {
        let project = &mut self.session()?.project;
        compare::set_copied_limits(project, convert::domain_copied_limits(limits))?;
        Ok(convert::copied_limits(compare::copied_limits(project.read())?))
    }

    pub(crate) fn hint_policy(&mut self, (): ()) -> Answer<HintPolicy> {
        Ok(convert::hint_policy(hinting::policy(&self.session()?.project)?))
    }

    pub(crate) fn save_hint_policy(&mut self, policy: HintPolicy) -> Answer<()> {
        Ok(hinting::set_policy(&mut self.session()?.project, convert::domain_hint_policy(policy))?)
    }
}
