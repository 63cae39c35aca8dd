//! The words of items: samples, sources, their titles, and (for the lead) external ids.

use super::item_state::Where;
use crate::column::{Queries as _, count};
use crate::error::StoreError;
use crate::project_file::ProjectFile;
use crate::reader::Reader;
use crate::search::{Query, fold};
use crate::transaction::Transaction;
use rusqlite::params;
use std::borrow::Cow;
use std::ops::ControlFlow;
use touchstone_domain::id::{ItemId, ReviewerId};
use touchstone_domain::item::Item;

/// What a search looks through.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reach {
    /// What the lead may see; everything holds external ids and reviewers' remarks too.
    Lead(Where),
    /// What a reviewer may see: texts, titles and their own remarks.
    Reviewer(Where, ReviewerId),
}

impl Reach {
    /// The columns of the words of items; none for all of them.
    pub(crate) const fn columns(self) -> Option<&'static str> {
        match self {
            Self::Lead(Where::Everywhere | Where::Notes) => None,
            Self::Reviewer(Where::Everywhere | Where::Notes, _) => Some("sample sources titles"),
            Self::Lead(Where::Sample) | Self::Reviewer(Where::Sample, _) => Some("sample"),
            Self::Lead(Where::Sources) | Self::Reviewer(Where::Sources, _) => Some("sources titles"),
        }
    }
}

/// A word of more items than this is taken as it stands: as a beginning it would match even more,
/// and finding all of them takes time.
const FREQUENT: i64 = 5_000;

/// In a project of more items than this a beginning has at least [`LETTERS_IN_LARGE`] letters: those
/// of three match a hundredth of all words and more.
const LARGE: u64 = 200_000;

const LETTERS_IN_LARGE: usize = 4;

impl Reader {
    /// The query as it is asked: its last word is a beginning only when it is not frequent itself.
    pub(super) fn settled(&self, query: &Query) -> Result<Query, StoreError> {
        let Some((word, letters)) = query.whole_last_word() else { return Ok(query.clone()) };
        if letters < LETTERS_IN_LARGE && self.item_count()? > LARGE {
            return Ok(query.closed());
        }
        let items =
            self.one(include_str!("count_to.sql"), params![word.expression(None), FREQUENT], |row| count(row, 0))?;
        Ok(if items == Some(FREQUENT.unsigned_abs()) { query.closed() } else { query.clone() })
    }

    /// Whether more items have the words than are looked through one by one.
    pub(super) fn is_frequent(&self, query: &Query) -> Result<bool, StoreError> {
        let expression = self.settled(query)?.expression(None);
        let items = self.one(include_str!("count_to.sql"), params![expression, FREQUENT], |row| count(row, 0))?;
        Ok(items == Some(FREQUENT.unsigned_abs()))
    }

    /// What was typed as it is looked for in this project; none when there is no word in it.
    pub fn search_for(&self, typed: &str) -> Result<Option<Query>, StoreError> {
        Query::parse(typed).map(|query| self.settled(&query)).transpose()
    }

    /// The items with the words, in file order or backwards, until `each` breaks off. Streams: the
    /// first are there at once, however many there are.
    pub(super) fn find_items(
        &self,
        query: &Query,
        reach: Reach,
        backwards: bool,
        mut each: impl FnMut(i64) -> Result<ControlFlow<()>, StoreError>,
    ) -> Result<(), StoreError> {
        let query = &self.settled(query)?;
        let mut remarked = match reach {
            Reach::Lead(Where::Everywhere) => self.remarked_items(query)?,
            Reach::Reviewer(Where::Everywhere, reviewer) => self.own_remarked_items(query, reviewer)?,
            Reach::Lead(_) | Reach::Reviewer(..) => Vec::new(),
        };
        // Both lists come in the same order and are merged; the next remark is the last of these.
        if !backwards {
            remarked.reverse();
        }
        let comes_before = |a: i64, b: i64| if backwards { a > b } else { a < b };
        let sql = if backwards { include_str!("find_backwards.sql") } else { include_str!("find.sql") };
        let mut statement = self.cached(sql)?;
        let mut rows = statement.query([query.expression(reach.columns())])?;
        while let Some(row) = rows.next()? {
            let item = row.get(0)?;
            while remarked.last().is_some_and(|next| comes_before(*next, item)) {
                if let Some(next) = remarked.pop()
                    && each(next)?.is_break()
                {
                    return Ok(());
                }
            }
            remarked.pop_if(|next| *next == item);
            if each(item)?.is_break() {
                return Ok(());
            }
        }
        while let Some(next) = remarked.pop() {
            if each(next)?.is_break() {
                return Ok(());
            }
        }
        Ok(())
    }
}

/// Bytes of words that an import gathers before it writes a segment of the index.
const IMPORT_BUFFER: i64 = 8 << 20;

/// The same when single items come.
const USUAL_BUFFER: i64 = 1 << 20;

impl ProjectFile {
    /// Does a little of the work that an import puts off, so that searches stay fast: joins segments
    /// of the word index, writing about `pages` pages. Says whether there is more to do.
    pub fn tidy_search(&mut self, pages: u32) -> Result<bool, StoreError> {
        self.transaction(|transaction| {
            let before = transaction.connection().total_changes();
            // A negative number joins all segments, not only those of one size.
            let merge = "INSERT INTO item_search (item_search, rank) VALUES ('merge', ?1)";
            transaction.run(merge, [-i64::from(pages)])?;
            // The command itself is one change; so says the documentation of FTS5.
            Ok(transaction.connection().total_changes() - before >= 2)
        })
    }
}

/// A text of an item in which words may be found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FoundIn {
    /// The sample.
    Sample,
    /// The source of this number, from 0.
    Source(u32),
    /// The title of that source.
    Title(u32),
    /// A reviewer's remarks.
    Note,
    /// What its file calls the item: for the lead only.
    ExternalId,
}

impl Reader {
    /// The texts of an item in which words may be found, the first `letters` of each, until `each`
    /// breaks off. Remarks are those of `own`, or without it of everyone, as is the external id.
    pub fn searched_texts(
        &self,
        item: ItemId,
        own: Option<ReviewerId>,
        letters: usize,
        each: &mut dyn FnMut(FoundIn, &str) -> ControlFlow<()>,
    ) -> Result<(), StoreError> {
        let query = "SELECT ordinal, sample, external_id FROM item WHERE item_id = ?1";
        let found = self.one(query, [item.as_bytes()], |row| {
            Ok((row.get::<_, i64>(0)?, row.get::<_, i64>(1)?, row.get::<_, String>(2)?))
        })?;
        let Some((ordinal, sample, external_id)) = found else { return Ok(()) };
        if each(FoundIn::Sample, &self.beginning(sample, letters)?).is_break() {
            return Ok(());
        }
        let sources = self.all(include_str!("sources.sql"), [ordinal], |row| {
            Ok((row.get::<_, u32>(0)?, row.get::<_, i64>(1)?, row.get::<_, Option<String>>(2)?))
        })?;
        for (number, text, title) in sources {
            let told = each(FoundIn::Source(number), &self.beginning(text, letters)?);
            let title = title.map(|title| each(FoundIn::Title(number), &title));
            if told.is_break() || title.is_some_and(|told| told.is_break()) {
                return Ok(());
            }
        }
        let own = own.map(|reviewer| self.merged_reviewer(reviewer)).transpose()?;
        let own_bytes = own.as_ref().map(ReviewerId::as_bytes);
        let notes: Vec<String> = self.all(include_str!("notes.sql"), params![ordinal, own_bytes], |row| row.get(0))?;
        for note in notes {
            if each(FoundIn::Note, &note).is_break() {
                return Ok(());
            }
        }
        if own.is_none() {
            let _ = each(FoundIn::ExternalId, &external_id);
        }
        Ok(())
    }
}

impl Transaction<'_> {
    /// Makes room for many items in this transaction. They are found at once; what is put off is
    /// done by [`ProjectFile::tidy_search`].
    pub fn expect_import(&mut self) -> Result<(), StoreError> {
        self.pending.import = true;
        self.set_search_buffer(IMPORT_BUFFER)
    }

    pub(super) fn finish_import(&self) -> Result<(), StoreError> {
        self.set_search_buffer(USUAL_BUFFER)
    }

    fn set_search_buffer(&self, bytes: i64) -> Result<(), StoreError> {
        self.run("INSERT INTO item_search (item_search, rank) VALUES ('hashsize', ?1)", [bytes]).map(|_| ())
    }

    pub(super) fn index_item(&mut self, ordinal: i64, item: &Item) -> Result<(), StoreError> {
        let [sample, sources, titles, external_id] = words(item);
        self.run(include_str!("insert.sql"), params![ordinal, sample, sources, titles, external_id]).map(|_| ())
    }

    /// Takes the words of an item out again, which must be those that went in: nothing but the index is stored.
    pub(super) fn unindex_item(&mut self, ordinal: i64, item: &Item) -> Result<(), StoreError> {
        let [sample, sources, titles, external_id] = words(item);
        self.run(include_str!("delete.sql"), params![ordinal, sample, sources, titles, external_id]).map(|_| ())
    }
}

/// What of an item is searched, in the order of the index.
fn words(item: &Item) -> [String; 4] {
    let sources: Vec<&str> = item.sources.iter().map(|source| source.text.as_str()).collect();
    let sources = match sources.as_slice() {
        [one] => Cow::Borrowed(*one),
        all => Cow::Owned(all.join("\n")),
    };
    let titles: Vec<&str> = item.sources.iter().filter_map(|source| source.title.as_deref()).collect();
    let all = [item.sample.text.as_str(), &sources, &titles.join("\n"), &item.external_id];
    all.map(|text| fold(text).into())
}
