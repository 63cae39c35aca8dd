//! What a filter means, against the demo project.

use touchstone_engine::listing::{Counted, ItemFilter, ItemSort};
use touchstone_engine::{Project, Work, compare, demo, filter};

fn opened() -> (tempfile::TempDir, Project) {
    let folder = tempfile::tempdir().unwrap();
    let project = demo::create(&folder.path().join("demo.touchstone")).unwrap();
    (folder, project)
}

fn count(project: &Project, text: &str) -> u64 {
    let read: ItemFilter = filter::parse(project.read(), text).unwrap_or_else(|error| panic!("{text}: {error}"));
    let Counted::Exactly(items) = project.read().items_count_filtered(&read, u64::MAX, &mut || true).unwrap() else {
        panic!("counted to the end")
    };
    assert_eq!(filter::matching(project.read(), &read, usize::MAX).unwrap().len() as u64, items, "{text}");
    items
}

#[test]
fn every_part_narrows_a_comma_widens_and_a_dash_turns_round() {
    let (_folder, project) = opened();
    let all = count(&project, "");
    assert!(all > 0);
    let (submitted, open) = (count(&project, "status:submitted"), count(&project, "status:not-started,in-progress"));
    assert_eq!(submitted + open + count(&project, "status:skipped"), all);
    assert_eq!(count(&project, "-status:submitted"), all - submitted);
    assert_eq!(count(&project, "status:submitted status:skipped"), 0);
    let labels = ["contradiction", "unsupported", "fabricated-reference", "reasoning-error", "other"];
    assert_eq!(count(&project, "label:Contradiction"), count(&project, "label:contradiction"), "by id or by name");
    let any = labels.map(|label| count(&project, &format!("label:{label}"))).into_iter().max().unwrap();
    assert!(count(&project, &format!("label:{}", labels.join(","))) >= any && any > 0);
    let both = count(&project, "label:contradiction severity:major,critical,minor");
    assert!(both > 0 && both <= count(&project, "label:contradiction"));
    let verdicts = count(&project, "verdict:clean,hallucinated,unsure");
    assert!(verdicts > 0 && verdicts <= submitted + open);
    let apart = count(&project, "disagreement:>0.5");
    assert_eq!(apart, count(&project, "disagreement:>50%"));
    assert_eq!(apart + count(&project, "disagreement:<=0.5") + count(&project, "-disagreement:>=0"), all);
    assert_eq!(count(&project, "flag:yes") + count(&project, "flag:no"), all);
    assert_eq!(count(&project, "flag:no"), count(&project, "-flag:yes"));
    let kinds = count(&project, "kind:prose,problem-set,conversation,json");
    assert_eq!(kinds, all);
    assert_eq!(count(&project, "generator:nobody-knows"), 0);
    assert_eq!(count(&project, "-generator:nobody-knows"), all);
}

#[test]
fn copied_figures_are_the_same_whether_they_were_kept_or_not() {
    let (_folder, mut project) = opened();
    let matching = |project: &Project, text: &str| {
        filter::matching(project.read(), &filter::parse(project.read(), text).unwrap(), usize::MAX).unwrap()
    };
    let filters = ["copied:>0.3", "longest:>=8", "density:<1", "-copied:>0.3 status:submitted"];
    let before = filters.map(|text| matching(&project, text));
    assert!(!before[0].is_empty());
    let shown = filter::parse(project.read(), "copied:>0.3").unwrap();
    assert_eq!(
        project.read().items_page(&shown, ItemSort::default(), 0, 10).unwrap(),
        [],
        "the window's table shows what was measured, and says so"
    );
    compare::all(&mut project, &mut Work::new(&mut |_| {}, &|| false)).unwrap();
    assert_eq!(filters.map(|text| matching(&project, text)), before);
    let page = project.read().items_page(&shown, ItemSort::default(), 0, 1000).unwrap();
    assert_eq!(page.into_iter().map(|row| row.ordinal).collect::<Vec<_>>(), before[0]);
}

#[test]
fn a_part_that_is_wrong_is_named_with_its_cure() {
    let (_folder, project) = opened();
    let wrong = |text: &str| {
        let error = filter::parse(project.read(), text).unwrap_err();
        assert_eq!(error.code(), "bad_filter");
        format!("{} {}", error, error.cure())
    };
    expect_test::expect![[r#"
        The filter has a part that is not understood, “stauts:x”: there is no field “stauts”. The fields are status:, label:, severity:, verdict:, disagreement:, reviewer:, generator:, batch:, kind:, language:, flag:, gold:, copied:, longest:, density:, sample:, source:, note:. To search for these very words, put them in quotation marks.
        The filter has a part that is not understood, “-disagreement:0.5”: disagreement is compared with a number. Write >, >=, <, <= or = and a number, for example disagreement:>0.5.
        The filter has a part that is not understood, “copied:>much”: copied is compared with a number. Write >, >=, <, <= or = and a number, for example copied:>0.5.
        The filter has a part that is not understood, “status:done”: “done” is not a value of status. Write one of not-started, in-progress, submitted, skipped.
        The filter has a part that is not understood, “severity:minor,huge”: “huge” is not a value of severity. Write one of minor, major, critical.
        The filter has a part that is not understood, “flag:maybe”: “maybe” is not a value of flag. Write one of yes, no.
        The filter has a part that is not understood, “note:”: “note:” has no value. Write, for example, note:"look again".
    "#]]
    .assert_eq(
        &["stauts:x", "a -disagreement:0.5", "copied:>much b", "status:done", "severity:minor,huge", "flag:maybe", "note:"]
            .map(|text| wrong(text) + "\n")
            .concat(),
    );
}

#[test]
fn whatever_is_typed_is_read_or_told() {
    let (_folder, project) = opened();
    for text in
        ["\"", "-", ":", "a:b:c", "-\"\"", "status:\"submitted\"", "\u{0}", "label:,", "((", "note:*", "x:\"y z"]
    {
        match filter::parse(project.read(), text) {
            Ok(read) => {
                project.read().items_page(&read, ItemSort::default(), 0, 3).unwrap();
            }
            Err(error) => assert_eq!(error.code(), "bad_filter", "{text}"),
        }
    }
}
