//! Everything that is derived: made again from items and events, and compared with what is there.

use crate::column::Queries as _;
use crate::error::StoreError;
use crate::integrity::Finding;
use crate::project_file::ProjectFile;
use crate::reader::Reader;
use crate::table::pending::Scope;
use crate::transaction::{Begin, Transaction};
use rusqlite::Connection;

/// The tables that are derived, each with its rows in a form that does not depend on row numbers
/// (`{db}` is the database of the table). Values of 0 count as absent in sums.
const PROJECTIONS: &[(&str, &str)] = &[
    ("facet", "SELECT number, kind, value, uses FROM {db}.facet WHERE uses <> 0"),
    ("item_state", "SELECT * FROM {db}.item_state"),
    ("reviewer_merge", "SELECT * FROM {db}.reviewer_merge"),
    ("item_block", "SELECT * FROM {db}.item_block WHERE items <> 0"),
    ("review_block", "SELECT * FROM {db}.review_block WHERE closed <> 0"),
    ("review", include_str!("review.sql")),
    ("annotation", include_str!("annotation.sql")),
    ("annotation_label", include_str!("annotation_label.sql")),
    ("omission", include_str!("omission.sql")),
    ("adjudication", "SELECT * FROM {db}.adjudication"),
    ("tally", "SELECT * FROM {db}.tally WHERE value <> 0"),
];

/// The word indexes, compared by how often each word occurs.
const WORD_INDEXES: [&str; 2] = ["item_search", "note_search"];

/// Differences told for each table; more of them say no more.
const TOLD: usize = 5;

impl ProjectFile {
    /// Drops every projection and makes it again from items and events, as one whole.
    pub fn rebuild_projections(&mut self) -> Result<(), StoreError> {
        self.transaction(|transaction| {
            for (table, _) in PROJECTIONS.iter().filter(|(table, _)| *table != "facet") {
                transaction.run(&format!("DELETE FROM {table}"), [])?;
            }
            // The numbers of facets are kept: they are names, not sums.
            transaction.run("UPDATE facet SET uses = 0", [])?;
            for index in WORD_INDEXES {
                transaction.run(&format!("INSERT INTO {index} ({index}) VALUES ('delete-all')"), [])?;
            }
            transaction.project_all()
        })
    }
}

impl Reader {
    /// Makes every projection again, beside the file, and tells where the file differs. Works on
    /// the last committed state, beside an open writer.
    pub fn compare_projections(&self) -> Result<Vec<Finding>, StoreError> {
        // An empty name is a database of its own that SQLite deletes by itself.
        let scratch = Connection::open("")?;
        scratch.execute_batch("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -65536;")?;
        let path = self.connection().path().unwrap_or_default().to_owned();
        scratch.execute("ATTACH DATABASE ?1 AS project", [path])?;
        let scratch = Self::new(scratch);
        Transaction::within(&scratch, Begin::WhenNeeded, |transaction| {
            transaction.create_empty_projections()?;
            transaction.project_all()?;
            transaction.flush()?;
            let mut findings = Vec::new();
            for (table, rows) in PROJECTIONS {
                findings.extend(transaction.differences(table, rows)?);
            }
            for index in WORD_INDEXES {
                let words = transaction.word_counts(index)?;
                findings.extend(transaction.differences(index, &words)?);
            }
            Ok(findings)
        })
    }

    /// `{db}` in the queries stands for `main` (made again) and `project` (the file).
    fn differences(&self, table: &str, rows: &str) -> Result<Vec<Finding>, StoreError> {
        let mut findings = Vec::new();
        let sides = [("main", "project", "lacks"), ("project", "main", "has, and should not have,")];
        for (here, there, verb) in sides {
            let (here, there) = (rows.replace("{db}", here), rows.replace("{db}", there));
            let only_here = format!("{here} EXCEPT {there} LIMIT {TOLD}");
            let mut statement = self.connection().prepare(&only_here)?;
            let columns = statement.column_count();
            let mut found = statement.query([])?;
            while let Some(row) = found.next()? {
                let values = (0..columns).map(|column| Ok(shown(row.get_ref(column)?)));
                let values = values.collect::<rusqlite::Result<Vec<_>>>()?.join(", ");
                let message = format!(
                    "The table {table} {verb} the row ({values}). Make it again with `touchstone verify --rebuild`."
                );
                findings.push(Finding { code: "projection_differs", place: table.to_owned(), message });
            }
        }
        Ok(findings)
    }
}

/// A value as a person can read it in a finding.
fn shown(value: rusqlite::types::ValueRef<'_>) -> String {
    use rusqlite::types::ValueRef;
    match value {
        ValueRef::Null => "nothing".to_owned(),
        ValueRef::Integer(number) => number.to_string(),
        ValueRef::Real(number) => number.to_string(),
        ValueRef::Text(text) => String::from_utf8_lossy(text).chars().take(80).collect(),
        ValueRef::Blob(bytes) => format!("bytes {:02x?}", &bytes[..bytes.len().min(40)]),
    }
}

impl Transaction<'_> {
    /// Fills empty projections.
    fn project_all(&mut self) -> Result<(), StoreError> {
        let reader = self.reader();
        self.write_merges(&reader.merges_of_events()?)?;
        reader.for_each_item(|ordinal, item| {
            let batch = reader.item_batch(item.id)?;
            self.project_item(crate::column::stored(ordinal)?, &item, batch.as_deref())
        })?;
        self.run(include_str!("disagreement.sql"), [])?;
        self.run(include_str!("exposure.sql"), [])?;
        for (name, texts) in [
            ("samples", "SELECT count(DISTINCT sample) FROM item"),
            ("sources", "SELECT count(DISTINCT text) FROM source"),
        ] {
            let texts: Option<i64> = self.value(texts, [])?;
            self.add(Scope::Project, name, texts.unwrap_or(0));
        }
        reader.for_each_event_group(|group| {
            // Events may come before their item does; they are projected with it.
            if reader.ordinal(group.item)?.is_none() {
                return Ok(());
            }
            let reviewer = reader.merged_reviewer(group.reviewer)?;
            self.project_from_events(group.item, reviewer)
        })?;
        self.project_adjudications()
    }

    /// The tables of the attached project, without its rows, in the main database.
    fn create_empty_projections(&self) -> Result<(), StoreError> {
        let names: Vec<&str> = PROJECTIONS.iter().map(|(table, _)| *table).chain(WORD_INDEXES).collect();
        let query = include_str!("definitions.sql");
        let definitions = self.all(query, [crate::column::to_json(&names)], |row| row.get::<_, String>(0))?;
        for definition in definitions {
            self.connection().execute_batch(&definition)?;
        }
        self.run("INSERT INTO main.facet SELECT number, kind, value, 0 FROM project.facet", []).map(|_| ())
    }

    /// A query of how often each word occurs in an index, for either database.
    fn word_counts(&self, index: &str) -> Result<String, StoreError> {
        for db in ["main", "project"] {
            let table = format!("CREATE VIRTUAL TABLE temp.{db}_{index} USING fts5vocab({db}, {index}, row)");
            self.connection().execute_batch(&table)?;
        }
        Ok(format!("SELECT * FROM temp.{{db}}_{index}"))
    }
}
