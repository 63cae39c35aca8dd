//! The offsets of an item's texts, counted once for all that is said of them.

use crate::offset::Offsets;
use std::cell::OnceCell;
use touchstone_domain::blinding::BlindItem;
use touchstone_domain::id::TextDigest;
use touchstone_domain::text::Text;

/// Counts a text when it is first asked for: a long source that nothing points into costs nothing.
struct Counted<'a> {
    text: &'a Text,
    offsets: OnceCell<Offsets<'a>>,
}

impl<'a> Counted<'a> {
    const fn of(text: &'a Text) -> Self {
        Self { text, offsets: OnceCell::new() }
    }

    fn offsets(&self) -> &Offsets<'a> {
        self.offsets.get_or_init(|| Offsets::of(self.text))
    }
}

/// The offsets of an item's sample and sources.
pub(crate) struct Units<'a> {
    sample: Counted<'a>,
    sources: Vec<Counted<'a>>,
}

impl<'a> Units<'a> {
    pub(crate) fn of(item: &'a BlindItem) -> Self {
        let sources = item.sources.iter().map(|source| Counted::of(&source.text)).collect();
        Self { sample: Counted::of(&item.sample), sources }
    }

    pub(super) fn sample(&self) -> &Offsets<'a> {
        self.sample.offsets()
    }

    /// Of the source with this text; none where the item has no such source.
    pub(super) fn source(&self, digest: TextDigest) -> Option<&Offsets<'a>> {
        self.sources.iter().find(|source| source.text.digest() == digest).map(Counted::offsets)
    }

    /// Of the source at this place in the item's order, with what names its text.
    pub(super) fn source_at(&self, place: usize) -> Option<(TextDigest, &Offsets<'a>)> {
        self.sources.get(place).map(|source| (source.text.digest(), source.offsets()))
    }
}
