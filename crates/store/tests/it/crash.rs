//! What was committed is there after the process or the power is gone; what was not is not.

use crate::story::{Story, item, item_id, person};
use std::fs;
use touchstone_domain::event::EventKind;
use touchstone_store::{ProjectFile, StoreError};

#[test]
fn the_files_as_they_lie_on_disk_in_the_middle_of_a_transaction_open_as_before_it() {
    let mut story = Story::with_items(&["a", "b"]);
    story.reviewer("Ada");
    story.submit("a", "Ada");
    let elsewhere = tempfile::tempdir().unwrap();
    let copy = elsewhere.path().join("trial.touchstone");
    let path = story.path.clone();
    let event = story.event(Some(item_id("b")), "Ada", EventKind::Submitted { elapsed_ms: None });
    let copied = story.file.transaction(|transaction| {
        transaction.append_event(&event)?;
        // Enough to spill uncommitted pages into the log.
        for number in 0..3000 {
            transaction.insert_item(&item(&format!("n{number}"), &"long text ".repeat(500 + number % 7), &[]), None)?;
        }
        for ending in ["", "-wal"] {
            let name = format!("trial.touchstone{ending}");
            fs::copy(path.with_file_name(&name), elsewhere.path().join(&name)).unwrap();
        }
        Err::<(), _>(StoreError::Interrupted)
    });
    assert!(matches!(copied, Err(StoreError::Interrupted)));
    let log = fs::metadata(elsewhere.path().join("trial.touchstone-wal")).unwrap();
    assert!(log.len() > 0, "the log holds the committed event");

    let opened = ProjectFile::open(&copy).unwrap();
    assert_eq!(opened.read().item_count().unwrap(), 2);
    assert_eq!(opened.read().event_count().unwrap(), 1, "the confirmed event, and only it");
    assert_eq!(opened.read().progress(person("Ada")).unwrap().submitted, 1);
    assert_eq!(opened.read().compare_projections().unwrap(), []);
    opened.close().unwrap();
    assert_eq!(story.file.read().item_count().unwrap(), 2);
}

#[test]
fn every_commit_is_in_the_log_before_it_is_confirmed() {
    let mut story = Story::with_items(&["a"]);
    story.reviewer("Ada");
    for number in 1..=20 {
        story.act("a", "Ada", EventKind::RemarkChanged { from: None, to: Some(number.to_string()) });
        // A copy now is what a power cut would leave.
        let elsewhere = tempfile::tempdir().unwrap();
        for ending in ["", "-wal"] {
            let name = format!("trial.touchstone{ending}");
            fs::copy(story.path.with_file_name(&name), elsewhere.path().join(&name)).unwrap();
        }
        let opened = ProjectFile::open(&elsewhere.path().join("trial.touchstone")).unwrap();
        assert_eq!(opened.read().event_count().unwrap(), number);
    }
}

#[test]
fn a_panic_within_a_transaction_takes_it_back() {
    let mut story = Story::with_items(&["a"]);
    let panicked = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        story.file.transaction(|transaction| -> Result<(), StoreError> {
            transaction.put_setting("k", "v")?;
            panic!("in the middle");
        })
    }));
    assert!(panicked.is_err());
    assert_eq!(story.file.read().setting("k").unwrap(), None);
    story.file.transaction(|transaction| transaction.put_setting("k", "w")).unwrap();
    assert_eq!(story.file.read().setting("k").unwrap().as_deref(), Some("w"));
}
