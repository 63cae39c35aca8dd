//! `import --strict`: all or nothing.

use crate::program::{Folder, item};
use expect_test::expect;

#[test]
fn any_issue_means_that_nothing_is_written() {
    let folder = Folder::with_project();
    folder.jsonl("good.jsonl", &[item("a")]);
    folder.write("bad.jsonl", format!("{}\n{{}}\n", item("b")));
    let arguments = ["import", "p.touchstone", "good.jsonl", "bad.jsonl", "--strict", "--issues", "issues.jsonl"];
    let refused = folder.run(&[&arguments[..], &["--json"]].concat()).expect(1);
    let report = refused.json();
    assert_eq!((report["items_added"].as_u64(), report["error"]["code"].as_str()), (Some(0), Some("strict_issues")));
    assert_eq!(report["issues"][0]["line"], 2);
    assert_eq!(report["issues"][0]["file"], "bad.jsonl");
    assert_eq!(folder.read("issues.jsonl").lines().count(), 1);
    assert_eq!(folder.json(&["status", "p.touchstone"])["items"], 0);

    let words = folder.run(&arguments).expect(1);
    expect![[r#"
        bad.jsonl, line 2: The row has no “id” and was left out. docs/formats/jsonl.md shows the form.
        error: Strict import writes nothing where there are issues, and there are some (1).
          where: bad.jsonl, line 2
          cure: Mend the rows listed, or import without --strict to take the good rows.
    "#]]
    .assert_eq(&words.stderr);
}

#[test]
fn a_file_of_which_nothing_can_be_read_is_3_strict_or_not() {
    let folder = Folder::with_project();
    folder.write("bad.jsonl", "{}\n{}\n");
    for strict in [&[][..], &["--strict"]] {
        let arguments = [&["import", "p.touchstone", "bad.jsonl", "--format", "jsonl", "--json"], strict].concat();
        let report = folder.run(&arguments).expect(3).json();
        assert_eq!(report["error"]["code"], "unreadable");
        assert_eq!(report["issues"].as_array().unwrap().len(), 2, "the rows are told all the same");
    }
}

#[test]
fn a_sound_file_goes_in() {
    let folder = Folder::with_project();
    folder.jsonl("good.jsonl", &[item("a"), item("b")]);
    assert_eq!(folder.json(&["import", "p.touchstone", "good.jsonl", "--strict"])["items_added"], 2);
    assert_eq!(folder.json(&["import", "p.touchstone", "good.jsonl", "--strict"])["items_unchanged"], 2);
}
