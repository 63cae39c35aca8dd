//! Commands beside a program that has the project open: reading goes on, writing is told who holds it.

use crate::interrupted::OpenImport;
use crate::program::{Folder, three_items};

#[test]
fn reading_goes_on_beside_an_open_writer_and_writing_names_the_holder() {
    let folder = Folder::with_items(&three_items());
    let writer = OpenImport::begin(&folder, 50);
    assert_eq!(folder.json(&["status", "p.touchstone"])["items"], 3, "what is not committed is not seen");
    assert_eq!(folder.json(&["verify", "p.touchstone"])["ok"], true);
    folder.run(&["export", "p.touchstone", "--format", "jsonl", "--out", "out.jsonl"]).expect_done();
    for arguments in [&["import", "p.touchstone", "items.jsonl"][..], &["consensus", "p.touchstone"]] {
        let refused = folder.run(&[arguments, &["--json"]].concat()).expect(4);
        let error = refused.error_json();
        assert_eq!(error["code"], "locked");
        assert!(error["message"].as_str().unwrap().starts_with("The project is open in "), "{error}");
        assert!(error["message"].as_str().unwrap().contains(&writer.pid().to_string()), "{error}");
    }
    let report = writer.finish();
    assert_eq!(report.code, 0, "{}", report.stderr);
    assert_eq!(folder.json(&["status", "p.touchstone"])["items"], 53);
    folder.run(&["consensus", "p.touchstone"]).expect_done();
    assert_eq!(folder.json(&["verify", "p.touchstone"])["ok"], true);
}
