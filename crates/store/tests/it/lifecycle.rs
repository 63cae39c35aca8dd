//! Creating, opening, locking, closing, copying; files that are something else.

use crate::story::{Story, item_id, new_project};
use std::fs;
use touchstone_store::{ProjectFile, Snapshot, StoreError};

#[test]
fn what_was_created_is_there_after_opening() {
    let story = Story::with_items(&["a", "b"]);
    let path = story.path.clone();
    assert_eq!(
        story.names_beside(),
        ["trial.touchstone", "trial.touchstone-lock", "trial.touchstone-shm", "trial.touchstone-wal"]
    );
    let Story { file, folder, .. } = story;
    file.close().unwrap();
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "nothing is left beside the file");

    let file = ProjectFile::open(&path).unwrap();
    let facts = file.read().project_facts().unwrap();
    let created = new_project();
    assert_eq!((facts.id, facts.name, facts.blind), (created.id, created.name, true));
    assert_eq!(
        (facts.order, facts.order_seed, facts.guidelines),
        (created.order, created.order_seed, created.guidelines)
    );
    assert_eq!(file.read().schema().unwrap(), created.schema);
    assert_eq!(file.read().item_count().unwrap(), 2);
}

#[test]
fn nothing_is_overwritten() {
    let story = Story::new();
    let again = ProjectFile::create(&story.path, &new_project()).unwrap_err();
    assert!(matches!(again, StoreError::AlreadyExists { .. }), "{again}");
    let nowhere = ProjectFile::create(&story.folder.path().join("no/such.touchstone"), &new_project()).unwrap_err();
    assert!(matches!(nowhere, StoreError::NoFolder { .. }), "{nowhere}");
}

#[test]
fn a_second_writer_is_told_who_has_it_open_and_readers_are_welcome() {
    let story = Story::with_items(&["a"]);
    let refused = ProjectFile::open(&story.path).unwrap_err();
    let process = std::process::id();
    assert!(matches!(refused, StoreError::Locked { .. }));
    let sentence = refused.to_string();
    assert!(sentence.starts_with("The project is open in Touchstone (it-"), "{sentence}");
    assert!(sentence.ends_with(&format!(", process {process}).")), "{sentence}");

    let snapshot = Snapshot::open(&story.path).unwrap();
    assert!(snapshot.item(item_id("a")).unwrap().is_some());
}

#[test]
fn a_lock_file_that_was_left_behind_locks_nothing() {
    let story = Story::new();
    let Story { file, path, folder, .. } = story;
    file.close().unwrap();
    fs::write(folder.path().join("trial.touchstone-lock"), "window\n1\n").unwrap();
    ProjectFile::open(&path).unwrap().close().unwrap();
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
}

#[test]
fn a_snapshot_stays_as_it_was_and_cleans_up_when_it_is_the_last() {
    let mut story = Story::with_items(&["a"]);
    let before = story.file.snapshot().unwrap();
    story.insert(&[crate::story::item("b", "Later", &[])]);
    assert_eq!(before.item_count().unwrap(), 1);
    assert_eq!(story.file.snapshot().unwrap().item_count().unwrap(), 2);
    let Story { file, folder, .. } = story;
    file.close().unwrap();
    drop(before);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
}

#[test]
fn a_snapshot_cannot_write() {
    let story = Story::new();
    let snapshot = story.file.snapshot().unwrap();
    snapshot.compare_projections().unwrap();
    assert_eq!(snapshot.item_count().unwrap(), 0);
}

#[test]
fn other_files_are_refused_by_name() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("other.touchstone");
    let open = || (ProjectFile::open(&path).unwrap_err(), Snapshot::open(&path).unwrap_err());
    let is_not_a_project = |story: &str| {
        let (writer, reader) = open();
        assert!(matches!(writer, StoreError::NotAProject { .. }), "{story}: {writer}");
        assert!(matches!(reader, StoreError::NotAProject { .. }), "{story}: {reader}");
    };
    let (missing, _) = open();
    assert!(matches!(missing, StoreError::NotFound { .. }), "{missing}");

    fs::write(&path, "").unwrap();
    is_not_a_project("an empty file");
    fs::write(&path, "id,sample,source\n".repeat(1000)).unwrap();
    is_not_a_project("a table");
    fs::remove_file(&path).unwrap();
    let other = rusqlite::Connection::open(&path).unwrap();
    other.execute_batch("CREATE TABLE mine (a)").unwrap();
    drop(other);
    is_not_a_project("another program's database");
    fs::remove_file(&path).unwrap();
    fs::create_dir(&path).unwrap();
    is_not_a_project("a folder");
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "nothing is put beside what is not ours");
}

#[test]
fn a_newer_file_is_refused_with_the_version_that_wrote_it() {
    let story = Story::new();
    let raw = story.raw();
    raw.execute_batch("PRAGMA user_version = 90; INSERT INTO migration VALUES (90, x'00', '3.1.4')").unwrap();
    drop(raw);
    let Story { file, path, folder, .. } = story;
    file.close().unwrap();
    for refused in [ProjectFile::open(&path).unwrap_err(), Snapshot::open(&path).unwrap_err()] {
        let sentence = refused.to_string();
        assert!(
            sentence.starts_with("This project file has form 90, and this program reads forms up to "),
            "{sentence}"
        );
        assert!(sentence.ends_with("It was written by Touchstone 3.1.4."), "{sentence}");
    }
    drop(folder);
}

#[test]
fn a_changed_history_is_refused() {
    let story = Story::new();
    story.raw().execute_batch("UPDATE migration SET digest = zeroblob(32) WHERE version = 1").unwrap();
    let Story { file, path, folder, .. } = story;
    file.close().unwrap();
    let refused = ProjectFile::open(&path).unwrap_err();
    assert!(matches!(refused, StoreError::MigrationChanged { version: 1 }), "{refused}");
    drop(folder);
}

#[test]
fn a_file_cut_short_is_damaged_not_something_else() {
    let names: Vec<String> = (0..200).map(|number| format!("item {number}")).collect();
    let story = Story::with_items(&names.iter().map(String::as_str).collect::<Vec<_>>());
    let Story { file, path, folder, .. } = story;
    file.close().unwrap();
    let whole = fs::read(&path).unwrap();
    fs::write(&path, &whole[..whole.len() / 2]).unwrap();
    match ProjectFile::open(&path) {
        Err(StoreError::Damaged { path: damaged, .. }) => assert_eq!(damaged, path),
        Err(other) => panic!("{other}"),
        // SQLite may notice only when it reads: then the check does.
        Ok(file) => assert!(!file.read().integrity_check().unwrap().is_empty()),
    }
    drop(folder);
}

#[test]
fn damaged_pages_are_found_by_the_check() {
    let names: Vec<String> = (0..300).map(|number| format!("item {number}")).collect();
    let story = Story::with_items(&names.iter().map(String::as_str).collect::<Vec<_>>());
    let Story { file, path, folder, .. } = story;
    file.close().unwrap();
    let mut bytes = fs::read(&path).unwrap();
    // Stale copies of a row may lie in the unused part of a page: all of them are changed.
    let places: Vec<usize> =
        (0..bytes.len() - 21).filter(|at| bytes[*at..].starts_with(b"sample of item 77 has")).collect();
    for at in places {
        bytes[at..at + 6].copy_from_slice(b"SAMPLE");
    }
    fs::write(&path, bytes).unwrap();
    let file = ProjectFile::open(&path).unwrap();
    assert_eq!(file.read().integrity_check().unwrap(), []);
    let (texts, findings) = file.read().check_texts().unwrap();
    assert_eq!(texts, 301);
    assert_eq!(findings.iter().map(|finding| finding.code).collect::<Vec<_>>(), ["text_changed"]);
    drop((file, folder));
}

#[test]
fn a_copy_is_whole_and_can_be_stopped() {
    let story = Story::reviewed();
    let copy = story.folder.path().join("copy.touchstone");
    let mut told = Vec::new();
    story
        .file
        .save_copy(&copy, |done, pages| {
            told.push((done, pages));
            true
        })
        .unwrap();
    assert_eq!(told.last().map(|(done, pages)| done == pages), Some(true));
    let copied = ProjectFile::open(&copy).unwrap();
    assert_eq!(copied.read().event_count().unwrap(), story.file.read().event_count().unwrap());
    assert_eq!(copied.read().integrity_check().unwrap(), []);
    copied.close().unwrap();

    let again = story.file.save_copy(&copy, |_, _| true).unwrap_err();
    assert!(matches!(again, StoreError::AlreadyExists { .. }), "{again}");
    let before = story.names_beside();
    assert!(before.contains(&"copy.touchstone".to_owned()));
    assert!(!before.iter().any(|name| name.ends_with("-part")));
}

#[test]
fn a_transaction_that_fails_changes_nothing() {
    let mut story = Story::with_items(&["a"]);
    let failed = story.file.transaction(|transaction| {
        transaction.insert_item(&crate::story::item("b", "Second", &["New source"]), Some("late"))?;
        transaction.put_setting("k", "v")?;
        transaction.insert_item(&crate::story::item("a", "Another text", &[]), None).map(|_| ())
    });
    assert!(matches!(failed, Err(StoreError::DuplicateItem { ref external_id }) if external_id == "a"));
    let read = story.file.read();
    assert_eq!((read.item_count().unwrap(), read.setting("k").unwrap()), (1, None));
    assert_eq!(read.counts().unwrap().sources, 1);
    assert_eq!(read.compare_projections().unwrap(), []);
}
