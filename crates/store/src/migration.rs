//! The forms of the project file, one after another, never backwards.
//!
//! `user_version` in the header is the number of the oldest form of program that can still open
//! the file. A migration that only adds leaves it as it is; one that changes the meaning of what
//! is there raises it. The digest of each migration is kept in the file and verified at opening.

use crate::error::StoreError;
use rusqlite::{Connection, OptionalExtension as _, params};
use std::path::{Path, PathBuf};
use touchstone_domain::id::Digest;

/// What this program is able to open: files whose `user_version` is at most this.
const READS_UP_TO: u32 = 1;

/// One step of the file's history.
#[derive(Debug, Clone, Copy)]
struct Migration {
    version: u32,
    sql: &'static str,
    /// The `user_version` from then on.
    oldest_reader: u32,
}

const MIGRATIONS: &[Migration] = &[
    Migration { version: 1, sql: include_str!("../migrations/0001_initial.sql"), oldest_reader: 1 },
    Migration { version: 2, sql: include_str!("../migrations/0002_assignment.sql"), oldest_reader: 1 },
    Migration { version: 3, sql: include_str!("../migrations/0003_adjudication.sql"), oldest_reader: 1 },
    Migration { version: 4, sql: include_str!("../migrations/0004_comparison.sql"), oldest_reader: 1 },
    Migration { version: 5, sql: include_str!("../migrations/0005_search.sql"), oldest_reader: 1 },
    Migration { version: 6, sql: include_str!("../migrations/0006_omissions_to_decide.sql"), oldest_reader: 1 },
    Migration { version: 7, sql: include_str!("../migrations/0007_given_gold.sql"), oldest_reader: 1 },
    Migration { version: 8, sql: include_str!("../migrations/0008_given_gold_version.sql"), oldest_reader: 1 },
];

const LEDGER: &str = "CREATE TABLE IF NOT EXISTS migration (
  version INTEGER PRIMARY KEY, digest BLOB NOT NULL, program TEXT NOT NULL) STRICT";

/// An error when the file asks for a newer program than this one.
pub(crate) fn refuse_newer(connection: &Connection) -> Result<(), StoreError> {
    let needed: u32 = connection.query_row("PRAGMA user_version", [], |row| row.get(0))?;
    if needed <= READS_UP_TO {
        return Ok(());
    }
    let newest = "SELECT program FROM migration ORDER BY version DESC LIMIT 1";
    let written_by: Option<String> = connection.query_row(newest, [], |row| row.get(0)).optional().ok().flatten();
    let written_by =
        written_by.map_or_else(|| "a later Touchstone".to_owned(), |version| format!("Touchstone {version}"));
    Err(StoreError::TooNew { form: needed, known: READS_UP_TO, written_by })
}

/// Brings a file to the newest form. Before the first step of an old file a copy is kept beside it.
pub(crate) fn bring_up_to_date(connection: &Connection, path: &Path) -> Result<(), StoreError> {
    migrate(connection, path, MIGRATIONS, env!("CARGO_PKG_VERSION"))
}

/// Whether the file lacks a step that this program knows.
pub(crate) fn is_behind(connection: &Connection) -> Result<bool, StoreError> {
    let reached = verify_history(connection, MIGRATIONS)?;
    Ok(MIGRATIONS.iter().any(|migration| migration.version > reached))
}

/// An error when the file's history differs from the one this program knows.
pub(crate) fn verify(connection: &Connection) -> Result<(), StoreError> {
    verify_history(connection, MIGRATIONS).map(|_| ())
}

/// The version reached. Versions beyond the known ones were made by a newer program whose files
/// this one can still open.
fn verify_history(connection: &Connection, migrations: &[Migration]) -> Result<u32, StoreError> {
    let mut statement = connection.prepare("SELECT version, digest FROM migration ORDER BY version")?;
    let applied = statement.query_map([], |row| Ok((row.get::<_, u32>(0)?, row.get::<_, [u8; 32]>(1)?)))?;
    let mut reached = 0;
    for row in applied {
        let (version, digest) = row?;
        let known = migrations.iter().find(|migration| migration.version == version);
        if known.is_some_and(|known| Digest::of(known.sql.as_bytes()).as_bytes() != &digest) {
            return Err(StoreError::MigrationChanged { version });
        }
        reached = version;
    }
    Ok(reached)
}

fn migrate(connection: &Connection, path: &Path, migrations: &[Migration], program: &str) -> Result<(), StoreError> {
    let is_there = "SELECT count(*) FROM sqlite_schema WHERE name = 'migration'";
    let known: bool = connection.query_row(is_there, [], |row| row.get(0))?;
    let reached = if known { verify_history(connection, migrations)? } else { 0 };
    let missing: Vec<_> = migrations.iter().filter(|migration| migration.version > reached).collect();
    if missing.is_empty() {
        return Ok(());
    }
    if reached > 0 {
        keep_copy(connection, path, reached)?;
    }
    let steps = || -> Result<(), StoreError> {
        connection.execute_batch(LEDGER)?;
        for migration in missing {
            connection.execute_batch(migration.sql)?;
            let digest = Digest::of(migration.sql.as_bytes());
            let row = params![migration.version, digest.as_bytes(), program];
            connection.execute("INSERT INTO migration (version, digest, program) VALUES (?1, ?2, ?3)", row)?;
            connection.pragma_update(None, "user_version", migration.oldest_reader)?;
        }
        Ok(())
    };
    connection.execute_batch("BEGIN IMMEDIATE")?;
    match steps() {
        Ok(()) => Ok(connection.execute_batch("COMMIT")?),
        Err(error) => {
            connection.execute_batch("ROLLBACK")?;
            Err(error)
        }
    }
}

/// `NAME (before update 2).touchstone`, beside the project; an older copy of that name is kept.
fn keep_copy(connection: &Connection, path: &Path, reached: u32) -> Result<PathBuf, StoreError> {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let ending = path.extension().map(|ending| format!(".{}", ending.to_string_lossy())).unwrap_or_default();
    let name = |number: u32| {
        let again = if number == 1 { String::new() } else { format!(", {number}") };
        path.with_file_name(format!("{stem} (before update {}{again}){ending}", reached + 1))
    };
    let copy = (1..u32::MAX).map(name).find(|copy| !copy.exists()).unwrap_or_else(|| name(1));
    crate::copy::write_copy(connection, &copy, &mut |_, _| true)?;
    Ok(copy)
}

#[cfg(test)]
mod tests {
    use super::{Migration, migrate};
    use crate::error::StoreError;
    use rusqlite::Connection;

    const FIRST: &[Migration] = &[super::MIGRATIONS[0]];
    const SECOND: Migration =
        Migration { version: 2, sql: "ALTER TABLE project ADD COLUMN motto TEXT", oldest_reader: 1 };
    const BREAKING: Migration =
        Migration { version: 3, sql: "CREATE TABLE other (a INTEGER) STRICT", oldest_reader: 2 };

    #[test]
    fn an_old_file_is_copied_before_it_is_changed() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("old.touchstone");
        let connection = Connection::open(&path).unwrap();
        migrate(&connection, &path, FIRST, "0.1.0").unwrap();
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1, "a new file needs no copy");

        let all: Vec<Migration> = FIRST.iter().copied().chain([SECOND, BREAKING]).collect();
        migrate(&connection, &path, &all, "2.0.0").unwrap();
        migrate(&connection, &path, &all, "2.0.0").unwrap();
        assert_eq!(connection.query_row("PRAGMA user_version", [], |row| row.get::<_, u32>(0)).unwrap(), 2);
        let copy = Connection::open(folder.path().join("old (before update 2).touchstone")).unwrap();
        assert_eq!(copy.query_row("SELECT max(version) FROM migration", [], |row| row.get::<_, u32>(0)).unwrap(), 1);

        let refused = super::refuse_newer(&connection).unwrap_err();
        let sentence =
            "This project file has form 2, and this program reads forms up to 1. It was written by Touchstone 2.0.0.";
        assert_eq!(refused.to_string(), sentence);
        // A program that only lacks an additive step opens the file all the same.
        migrate(&copy, &path, &all[..2], "1.1.0").unwrap();
        migrate(&copy, &path, FIRST, "0.1.0").unwrap();
        super::refuse_newer(&copy).unwrap();
    }

    #[test]
    fn a_step_that_fails_changes_nothing_and_a_changed_step_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("p.touchstone");
        let connection = Connection::open(&path).unwrap();
        migrate(&connection, &path, FIRST, "0.1.0").unwrap();
        let broken = Migration { version: 2, sql: "CREATE TABLE half (a); CREATE TABLE half (a);", oldest_reader: 1 };
        migrate(&connection, &path, &[FIRST[0], broken], "0.1.0").unwrap_err();
        let half = "SELECT count(*) FROM sqlite_schema WHERE name = 'half'";
        assert_eq!(connection.query_row(half, [], |row| row.get::<_, u32>(0)).unwrap(), 0);

        let changed = Migration { sql: "SELECT 1", ..FIRST[0] };
        let error = migrate(&connection, &path, &[changed], "0.1.0").unwrap_err();
        assert!(matches!(error, StoreError::MigrationChanged { version: 1 }), "{error}");
    }

    #[test]
    fn right_answers_of_old_files_get_the_newest_version_that_has_their_names() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("p.touchstone");
        let connection = Connection::open(&path).unwrap();
        migrate(&connection, &path, &super::MIGRATIONS[..7], "0.1.0").unwrap();
        let schema = |labels: &str| {
            let (verdicts, severities) = (r#"[{"id":"clean"},{"id":"bad"}]"#, r#"[{"id":"minor"}]"#);
            format!(r#"{{"labels":{labels},"severities":{severities},"verdicts":{verdicts}}}"#)
        };
        let versions = [r#"[{"id":"a"}]"#, r#"[{"id":"a"},{"id":"b"}]"#, r#"[{"id":"b"}]"#];
        for (version, labels) in (1..).zip(versions) {
            let row = (version, schema(labels));
            connection.execute("INSERT INTO label_schema (version, definition) VALUES (?1, ?2)", row).unwrap();
        }
        let answers = [
            (r#"{"verdict":"bad","spans":[{"label":"a","severity":"minor"}]}"#, 2),
            (r#"{"verdict":"bad","spans":[{"label":"b"}]}"#, 3),
            (r#"{"verdict":"bad","spans":[{"label":"a"},{"label":"b"}]}"#, 2),
            (r#"{"verdict":"clean","spans":[]}"#, 3),
            (r#"{"verdict":"bad","spans":[{"label":"in no version"}]}"#, 3),
            (r#"{"verdict":"bad","spans":[{"#, 3),
        ];
        for (item, (content, _)) in (1..).zip(answers) {
            connection.execute("INSERT INTO given_gold (item, content) VALUES (?1, ?2)", (item, content)).unwrap();
        }
        migrate(&connection, &path, super::MIGRATIONS, "0.1.0").unwrap();
        let mut statement = connection.prepare("SELECT schema_version FROM given_gold ORDER BY item").unwrap();
        let found: Vec<u32> = statement.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
        assert_eq!(found, answers.map(|(_, version)| version));
    }
}
