//! `labels`: old names are listed, decided and given back, and what the window refuses is refused.

use crate::program::{Folder, marking, reviewed};
use serde_json::Value;
use touchstone_engine::Project;

/// Three reviews say `other`, which the labels do not have any more; `minor` is called otherwise.
fn changed() -> Folder {
    let marks = |id: &str| reviewed(id, &["Ada", "Bo"].map(|who| marking(id, who, "1932", "other")));
    let folder = Folder::with_items(&[marks("a"), reviewed("b", &[marking("b", "Ada", "1932", "other")])]);
    let mut project = Project::open(&folder.path("p.touchstone")).unwrap();
    let mut schema = project.schema().clone();
    schema.labels.retain(|label| label.id.as_str() != "other");
    project.save_schema(schema).unwrap();
    project.close().unwrap();
    folder
}

fn listed(folder: &Folder) -> Value {
    folder.json(&["labels", "p.touchstone"])
}

#[test]
fn old_names_are_listed_decided_and_given_back() {
    let folder = changed();
    let before = listed(&folder);
    assert_eq!((&before["reviews"], &before["decisions"]), (&Value::from(3), &Value::Array(Vec::new())));
    let name = &before["names"][0];
    assert_eq!((&name["what"], &name["name"], &name["reviews"]), (&"label".into(), &"other".into(), &3.into()));
    let words = folder.run(&["labels", "p.touchstone"]).expect_done().stdout;
    assert!(words.starts_with("label other is gone from the labels: 3 reviews of version 1\n"), "{words}");
    assert_eq!(listed(&folder), before, "listing changes nothing");

    let decide = ["labels", "p.touchstone", "--as", "other=unsupported", "--reason", "merged", "--by", "ada"];
    let after = folder.json(&decide);
    assert_eq!((&after["reviews"], &after["names"]), (&Value::from(0), &Value::Array(Vec::new())));
    let decision = &after["decisions"][0];
    assert_eq!((&decision["by"], &decision["reason"]), (&"Ada".into(), &"merged".into()));
    assert_eq!(decision["rules"][0]["to"], "unsupported");
    assert_eq!(folder.json(&["verify", "p.touchstone"])["ok"], true);
    folder
        .run(&["export", "p.touchstone", "--format", "jsonl", "--what", "annotations", "--out", "o.jsonl"])
        .expect_done();
    assert!(folder.read("o.jsonl").contains("unsupported") && !folder.read("o.jsonl").contains("\"other\""));

    let id = &decision["id"].as_str().unwrap()[..8];
    let words = folder.run(&["labels", "p.touchstone"]).expect_done().stdout;
    assert!(words.contains(&format!("decided {id} by Ada: label other is read as unsupported (merged)")), "{words}");
    let back = folder.json(&["labels", "p.touchstone", "--take-back", id]);
    assert_eq!(back, before);
    let kept = folder.json(&["labels", "p.touchstone", "--keep", "label:other", "--reason", "still fits"]);
    assert_eq!((&kept["reviews"], &kept["decisions"][0]["by"]), (&Value::from(0), &Value::Null));
}

#[test]
fn what_the_window_refuses_is_refused_and_nothing_is_changed() {
    let folder = changed();
    let before = listed(&folder);
    let cases: [(&[&str], i32, &str); 7] = [
        (&["--as", "other=unsupported"], 3, "Say why"),
        (&["--as", "other=unsupported", "--reason", "  "], 3, "Say why"),
        (&["--as", "other=nothing", "--reason", "x"], 3, "The schema has no label “nothing”"),
        (&["--as", "contradiction=unsupported", "--reason", "x"], 3, "No review waits"),
        (&["--as", "verdict:other=clean", "--reason", "x"], 3, "No review waits"),
        (&["--keep", "other", "--reason", "x", "--by", "Nobody"], 3, "Nobody"),
        (&["--take-back", "1234"], 3, "begins with “1234”"),
    ];
    for (flags, code, told) in cases {
        let refused = folder.run(&[&["labels", "p.touchstone"], flags].concat());
        assert!(refused.stderr.contains(told) && refused.stderr.contains("cure: "), "{flags:?}: {}", refused.stderr);
        assert!(refused.code == code || refused.code == 2, "{flags:?}: {}", refused.code);
    }
    for flags in [&["--as", "other"][..], &["--as", "=x"], &["--take-back", "1", "--keep", "other"]] {
        assert_eq!(folder.run(&[&["labels", "p.touchstone"], flags].concat()).code, 2, "{flags:?}");
    }
    assert_eq!(listed(&folder), before);
}
