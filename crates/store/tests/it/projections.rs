//! Everything derived can be dropped and made again.

use crate::story::{Story, item_id, person};
use touchstone_domain::event::EventKind;
use touchstone_store::{FacetKind, ItemFilter, ItemStatus, ItemTest, ReviewStage, StoreError};

#[test]
fn what_was_projected_step_by_step_equals_what_is_made_again() {
    let mut story = Story::reviewed();
    assert_eq!(story.file.read().compare_projections().unwrap(), []);
    let before = story.file.read().counts().unwrap();
    story.file.rebuild_projections().unwrap();
    assert_eq!(story.file.read().counts().unwrap(), before);
    assert_eq!(story.file.read().compare_projections().unwrap(), []);
}

#[test]
fn every_table_that_is_derived_is_compared() {
    for (table, spoil) in [
        ("facet", "UPDATE facet SET uses = uses + 1 WHERE kind = 'label'"),
        ("item_state", "UPDATE item_state SET status = 3 WHERE item = 1"),
        ("item_state", "UPDATE item_state SET disagreement = NULL"),
        ("reviewer_merge", "INSERT INTO reviewer_merge VALUES (x'00', x'01')"),
        ("item_block", "DELETE FROM item_block WHERE item_order = 1"),
        ("review_block", "UPDATE review_block SET closed = closed + 1"),
        ("review", "UPDATE review SET verdict = 'unsure' WHERE item = 1"),
        ("annotation", "DELETE FROM annotation WHERE position = 1"),
        ("annotation_label", "DELETE FROM annotation_label WHERE position = 1"),
        ("omission", "INSERT INTO omission VALUES (1, 0, x'00', '{}')"),
        ("adjudication", "INSERT INTO adjudication VALUES (1, 1, 1, 1, NULL)"),
        ("tally", "UPDATE tally SET value = value + 1 WHERE name = 'annotations'"),
        ("item_search", "INSERT INTO item_search (rowid, sample) VALUES (1, 'planted')"),
        ("note_search", "DELETE FROM note_search WHERE rowid = 1"),
    ] {
        let mut story = Story::reviewed();
        story.raw().execute_batch(spoil).unwrap();
        let findings = story.file.read().compare_projections().unwrap();
        let places: Vec<&str> = findings.iter().map(|finding| finding.place.as_str()).collect();
        assert!(!places.is_empty() && places.iter().all(|place| *place == table), "{spoil}: {places:?}");
        story.file.rebuild_projections().unwrap();
        assert_eq!(story.file.read().compare_projections().unwrap(), [], "{spoil}");
    }
}

#[test]
fn every_derived_table_of_the_schema_is_in_the_test_above() {
    // What stands below the line in the migration is derived; this list is the one above.
    let derived = [
        include_str!("../../migrations/0001_initial.sql").split("what is rebuilt from them").nth(1),
        include_str!("../../migrations/0003_adjudication.sql").split("what is rebuilt from events").nth(1),
    ];
    let mut names: Vec<&str> = derived
        .into_iter()
        .flat_map(|sql| sql.unwrap().lines())
        .filter_map(|line| line.strip_prefix("CREATE TABLE ").or_else(|| line.strip_prefix("CREATE VIRTUAL TABLE ")))
        .filter_map(|line| line.split(' ').next())
        .collect();
    names.sort_unstable();
    assert_eq!(
        names,
        [
            "adjudication",
            "annotation",
            "annotation_label",
            "facet",
            "item_block",
            "item_search",
            "item_state",
            "note_search",
            "omission",
            "review",
            "review_block",
            "reviewer_merge",
            "tally"
        ]
    );
}

#[test]
fn sums_follow_the_reviews() {
    let story = Story::reviewed();
    let counts = story.file.read().counts().unwrap();
    assert_eq!((counts.items, counts.samples, counts.sources, counts.reviewers), (5, 5, 1, 3));
    assert_eq!((counts.reviews_submitted, counts.reviews_in_progress), (2, 2));
    assert_eq!((counts.reviews_skipped, counts.reviews_withdrawn), (1, 1));
    assert_eq!(counts.reviews_counted, 3, "a reopened review counts as it was submitted");
    assert_eq!(counts.annotations, 3, "of what counts only");
    assert_eq!((counts.disagreement, counts.items_compared), (Some(0.75), 1));
    let by_status: Vec<(ItemStatus, u64)> = counts.items_by_status.into_iter().collect();
    assert_eq!(
        by_status,
        [
            (ItemStatus::NotStarted, 1),
            (ItemStatus::InProgress, 2),
            (ItemStatus::Submitted, 1),
            (ItemStatus::Skipped, 1)
        ]
    );
    let ada = story.file.read().progress(person("Ada")).unwrap();
    assert_eq!((ada.submitted, ada.in_progress, ada.skipped, ada.flagged), (1, 1, 1, 1));
    assert_eq!((ada.annotations, ada.elapsed_ms), (2, 1000));
    let labels = story.file.read().facets(FacetKind::Label).unwrap();
    let labels: Vec<(&str, u64)> = labels.iter().map(|facet| (facet.value.as_str(), facet.uses)).collect();
    assert_eq!(labels, [("contradiction", 2), ("unsupported.claim", 1)]);
}

#[test]
fn merged_reviewers_become_one_and_later_events_follow() {
    let mut story = Story::reviewed();
    let event = story.event(None, "Ada", EventKind::ReviewersMerged { from: person("Cy"), into: person("Bo") });
    story.file.transaction(|transaction| transaction.append_event(&event)).unwrap();
    let read = story.file.read();
    assert_eq!(read.merged_reviewer(person("Cy")).unwrap(), person("Bo"));
    assert_eq!(read.progress(person("Cy")).unwrap().withdrawn, 0);
    assert_eq!(read.progress(person("Bo")).unwrap().withdrawn, 1);
    assert_eq!(read.compare_projections().unwrap(), []);

    story.submit("e", "Cy");
    let row = story.file.read().review_row(item_id("e"), person("Bo")).unwrap().unwrap();
    assert_eq!((row.reviewer, ReviewStage::of(&row.state)), (person("Bo"), ReviewStage::Submitted));
    assert_eq!(story.file.read().compare_projections().unwrap(), []);

    let event = story.event(None, "Ada", EventKind::ReviewersMerged { from: person("Bo"), into: person("Dee") });
    story.file.transaction(|transaction| transaction.append_event(&event)).unwrap();
    assert_eq!(story.file.read().merged_reviewer(person("Cy")).unwrap(), person("Dee"));
    let filter = ItemFilter::from(ItemTest::Reviewer(vec![person("Cy")], None));
    let found = story.file.read().items_page(&filter, Default::default(), 0, 10).unwrap();
    assert_eq!(found.iter().map(|row| row.external_id.as_str()).collect::<Vec<_>>(), ["a", "d", "e"]);
    assert_eq!(story.file.read().compare_projections().unwrap(), []);
}

#[test]
fn events_that_come_before_their_item_wait_for_it() {
    let mut story = Story::with_items(&["a"]);
    let mut event = story.event(Some(item_id("a")), "Ada", EventKind::Submitted { elapsed_ms: None });
    event.item_id = Some(item_id("later"));
    story.file.transaction(|transaction| transaction.append_event(&event)).unwrap();
    assert_eq!(story.file.read().compare_projections().unwrap(), []);
    let refused = story
        .file
        .transaction(|transaction| transaction.project_review(item_id("later"), person("Ada"), &Default::default()));
    assert!(matches!(refused, Err(StoreError::Unknown { what: "item", .. })));
}
