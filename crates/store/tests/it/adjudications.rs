//! Adjudications beside reviews: projected, made again, queued by expected information.

use crate::story::{Story, item_id};
use touchstone_domain::adjudication::cause::{Cause, Reason};
use touchstone_domain::adjudication::{Act, Fact, Ruling};
use touchstone_domain::event::EventKind;
use touchstone_store::{CaseStanding, CaseState};

fn ruled() -> Fact {
    let reason = Reason { cause: Cause::Taste, words: None };
    Fact::Ruled { ruling: Ruling { act: Act::Rejected, heard: vec![], replaces: vec![], gold: vec![], reason } }
}

fn settled() -> Fact {
    Fact::Settled { verdict: "clean".into(), agreed: vec![], agreed_omissions: vec![] }
}

/// Appends one act of Ada's on an item, and projects it.
fn act(story: &mut Story, item: &str, facts: Vec<Fact>) -> touchstone_domain::id::EventId {
    let mut step = None;
    for fact in facts {
        let mut event = story.event(Some(item_id(item)), "Ada", EventKind::Adjudicated { fact });
        event.step = *step.get_or_insert(event.event_id);
        story.file.transaction(|transaction| transaction.append_event(&event)).unwrap();
    }
    let adjudication = story.file.read().adjudication(item_id(item)).unwrap();
    story.file.transaction(|transaction| transaction.project_adjudication(item_id(item), &adjudication)).unwrap();
    step.unwrap()
}

#[test]
fn an_adjudication_is_projected_made_again_and_is_no_review() {
    let mut story = Story::reviewed();
    let reviews = |story: &Story, item: &str| story.file.read().review_rows_of_item(item_id(item)).unwrap();
    let before = ["a", "b", "c", "d", "e"].map(|item| reviews(&story, item));
    let counts = story.file.read().counts().unwrap();
    let step = act(&mut story, "a", vec![ruled(), settled()]);
    act(&mut story, "e", vec![ruled()]);
    assert_eq!(story.file.read().settled_items().unwrap(), [item_id("a")]);
    assert_eq!(story.file.read().adjudicated_items().unwrap(), [item_id("a"), item_id("e")]);
    assert_eq!(story.file.read().settled_count().unwrap(), 1);
    assert_eq!(story.file.read().items_of_step(step).unwrap(), [item_id("a")]);
    assert_eq!(story.file.read().compare_projections().unwrap(), []);
    assert_eq!(["a", "b", "c", "d", "e"].map(|item| reviews(&story, item)), before);
    assert_eq!(story.file.read().counts().unwrap(), counts);

    story.file.rebuild_projections().unwrap();
    assert_eq!(story.file.read().settled_items().unwrap(), [item_id("a")]);
    assert_eq!(["a", "b", "c", "d", "e"].map(|item| reviews(&story, item)), before);

    act(&mut story, "a", vec![Fact::Undone { step }]);
    assert_eq!(story.file.read().settled_count().unwrap(), 0);
    assert_eq!(story.file.read().adjudicated_items().unwrap(), [item_id("e")]);
    assert_eq!(story.file.read().compare_projections().unwrap(), []);
    // Work on a review after an adjudication by the same person keeps both apart.
    story.submit("a", "Ada");
    assert_eq!(story.file.read().compare_projections().unwrap(), []);
    assert_eq!(story.file.read().check_events().unwrap().1, []);
}

#[test]
fn a_file_from_before_adjudication_opens_and_an_older_program_keeps_its_events() {
    let mut story = Story::reviewed();
    act(&mut story, "a", vec![settled()]);
    // What an older program makes of the event: a payload it does not know, kept to the letter.
    let events = story.file.read().events_for_item(item_id("a")).unwrap();
    let event = events.iter().find(|event| touchstone_domain::adjudication::fact(event).is_some()).unwrap();
    let written = event.canonical().replace("\"adjudicated\"", "\"of_a_later_program\"");
    let read: touchstone_domain::event::Event = serde_json::from_str(&written).unwrap();
    assert_eq!((read.kind(), read.canonical()), (None, written));
}

#[test]
fn the_queue_is_in_the_order_of_information_by_its_index() {
    let mut story = Story::reviewed();
    let put = |story: &mut Story, item: &str, state, information, open| {
        let standing = Some(CaseStanding { state, information, open });
        story.file.transaction(|transaction| transaction.set_case_standing(item_id(item), standing)).unwrap();
    };
    put(&mut story, "a", CaseState::Open, 0.5, 1);
    put(&mut story, "b", CaseState::Open, 2.0, 3);
    put(&mut story, "c", CaseState::Open, 0.5, 1);
    put(&mut story, "d", CaseState::Settled, 0.0, 0);
    let read = story.file.read();
    let items = |state| read.cases(state, 0, 10).unwrap().into_iter().map(|row| row.item).collect::<Vec<_>>();
    assert_eq!(items(CaseState::Open), [item_id("b"), item_id("a"), item_id("c")]);
    assert_eq!(items(CaseState::Settled), [item_id("d")]);
    assert_eq!(read.cases(CaseState::Open, 1, 1).unwrap()[0].item, item_id("a"));
    assert_eq!(CaseState::ALL.map(|state| read.case_count(state).unwrap()), [3, 0, 1, 0]);
    let next = |after: Option<&str>| read.next_case(after.map(item_id)).unwrap();
    assert_eq!(next(None), Some(item_id("b")));
    assert_eq!(next(Some("b")), Some(item_id("a")));
    assert_eq!(next(Some("a")), Some(item_id("c")));
    assert_eq!(next(Some("c")), None);
    assert_eq!(next(Some("d")), Some(item_id("b")));
    // Neither a page nor the next item sorts or looks through the table.
    let raw = story.raw();
    for query in
        [include_str!("../../src/table/adjudication/page.sql"), include_str!("../../src/table/adjudication/next.sql")]
    {
        let mut statement = raw.prepare(&format!("EXPLAIN QUERY PLAN {query}")).unwrap();
        let plan = statement.query_map([0, 1, 0], |row| row.get::<_, String>(3)).unwrap();
        let plan = plan.collect::<Result<Vec<_>, _>>().unwrap().join("\n");
        assert!(plan.contains("adjudication_case_by_information") && !plan.contains("TEMP B-TREE"), "{plan}");
    }
    put(&mut story, "b", CaseState::Settled, 0.0, 0);
    assert_eq!(story.file.read().next_case(Some(item_id("b"))).unwrap(), Some(item_id("a")));
    story.file.transaction(|transaction| transaction.set_case_standing(item_id("a"), None)).unwrap();
    assert_eq!(story.file.read().case_standing(item_id("a")).unwrap(), None);
}
