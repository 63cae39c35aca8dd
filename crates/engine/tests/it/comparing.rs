//! What the machine reads is kept, is made again alike, and a wrong one is found.

use touchstone_domain::span::{ScalarOffset, Span};
use touchstone_engine::compare::{self, Aligned};
use touchstone_engine::{Project, Work, demo, verify};

fn opened() -> (tempfile::TempDir, Project) {
    let folder = tempfile::tempdir().unwrap();
    let project = demo::create(&folder.path().join("demo.touchstone")).unwrap();
    (folder, project)
}

#[test]
fn every_item_is_read_once_and_the_project_stays_sound() {
    let (_folder, mut project) = opened();
    let items = project.read().item_count().unwrap();
    let mut silent = |_| {};
    assert_eq!(compare::all(&mut project, &mut Work::new(&mut silent, &|| false)).unwrap(), items);
    assert_eq!(compare::all(&mut project, &mut Work::new(&mut silent, &|| false)).unwrap(), 0);
    let found = verify::run(project.read()).unwrap();
    assert!(found.ok, "{:?}", found.findings);
}

#[test]
fn a_kept_comparison_that_the_texts_do_not_give_is_found() {
    let (_folder, mut project) = opened();
    let item = project.read().items_without_comparison(compare::METHOD, 0, 1).unwrap()[0];
    let mut read = compare::of_item(&mut project, item).unwrap();
    assert_eq!(compare::kept(project.read(), item).unwrap().as_ref(), Some(&read), "what is kept is what was read");
    let span = Span::new(ScalarOffset(0), ScalarOffset(1)).unwrap();
    read.sentences.push(Aligned { span, passages: Vec::new() });
    compare::keep(&mut project, item, &read).unwrap();
    let codes = |project: &Project| {
        let found = verify::run(project.read()).unwrap().findings.into_iter();
        found.map(|found| found.code).collect::<Vec<_>>()
    };
    assert_eq!(codes(&project), ["comparison_differs"]);
    let mut silent = |_| {};
    let mut work = Work::new(&mut silent, &|| false);
    assert_eq!(verify::rebuild(&mut project, &mut work).unwrap(), 1);
    assert_eq!(verify::rebuild(&mut project, &mut work).unwrap(), 0);
    assert_eq!(codes(&project), [""; 0]);
    assert_eq!(project.read().comparison_count(compare::METHOD).unwrap(), 1, "nothing is kept that was not kept");
}

#[test]
fn limits_of_copied_runs_are_settings_and_measure_nothing_again() {
    let (_folder, mut project) = opened();
    let limits = |shown, long_words, long_characters| compare::Limits { shown, long_words, long_characters };
    assert_eq!(compare::copied_limits(project.read()).unwrap(), limits(8, 25, 150));
    compare::set_copied_limits(&mut project, limits(12, 40, 300)).unwrap();
    assert_eq!(compare::copied_limits(project.read()).unwrap(), limits(12, 40, 300));
    compare::set_copied_limits(&mut project, limits(0, 3, 0)).unwrap();
    assert_eq!(compare::copied_limits(project.read()).unwrap(), limits(5, 5, 1), "moved to what can be");
}

#[test]
fn reading_stops_when_asked_and_keeps_what_was_done() {
    let (_folder, mut project) = opened();
    let mut silent = |_| {};
    assert!(compare::all(&mut project, &mut Work::new(&mut silent, &|| true)).is_err());
    assert!(verify::run(project.read()).unwrap().ok);
}
