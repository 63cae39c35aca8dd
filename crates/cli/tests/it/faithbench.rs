//! A trial on the `FaithBench` batches, where they lie beside the repository: they cannot be committed.

use crate::program::Folder;
use serde_json::Value;
use std::path::{Path, PathBuf};

fn batches() -> Option<Vec<PathBuf>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/faithbench");
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder).ok()?.map(|entry| entry.unwrap().path()).collect();
    files.sort();
    Some(files)
}

/// Every annotation as the file has it: where, what, whose, and its passage of the source.
fn annotations(path: &Path) -> Vec<String> {
    let value: Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    let samples = value.as_array().cloned().unwrap_or_else(|| value["samples"].as_array().unwrap().clone());
    let mut told = Vec::new();
    for sample in samples {
        for annotation in sample["annotations"].as_array().unwrap() {
            let field = |name: &str| annotation.get(name).map_or_else(|| "null".to_owned(), Value::to_string);
            let fields =
                ["summary_start", "summary_end", "summary_span", "label", "source_start", "source_end", "source_span"]
                    .map(field);
            told.push(format!("{} {}", sample["sample_id"], fields.join(" ")));
        }
    }
    told.sort();
    told
}

#[test]
fn seven_batches_go_in_without_an_issue_and_come_out_equal() {
    let Some(files) = batches() else {
        eprintln!("skipped: no shared data beside the repository");
        return;
    };
    let folder = Folder::new();
    folder.run(&["new", "p.touchstone", "--schema", "faithbench"]).expect_done();
    let paths: Vec<String> = files.iter().map(|path| path.display().to_string()).collect();
    let paths: Vec<&str> = paths.iter().map(String::as_str).collect();
    let report = folder.json(&[&["import", "p.touchstone"], &paths[..]].concat());
    assert_eq!(report["issues"].as_array().unwrap().len(), 0, "{}", report["issues"]);
    assert_eq!((report["items_added"].as_u64(), report["annotations_added"].as_u64()), (Some(350), Some(898)));
    let again = folder.json(&[&["import", "p.touchstone"], &paths[..]].concat());
    for name in ["items_added", "reviews_added", "annotations_added", "reviews_changed"] {
        assert_eq!(again[name], 0, "{name}");
    }
    assert_eq!(again["issues"].as_array().unwrap().len(), 0, "{}", again["issues"]);
    let sound = folder.json(&["verify", "p.touchstone"]);
    assert_eq!((sound["ok"].as_bool(), sound["checked"]["items"].as_u64()), (Some(true), Some(350)));
    assert_eq!(folder.json(&["consensus", "p.touchstone"])["items"].as_array().unwrap().len(), 350);

    let out = ["export", "p.touchstone", "--format", "faithbench", "--out", "out", "--reviewers", "names"];
    let written = folder.json(&out);
    assert_eq!(written["records"], 350);
    let mut compared = 0;
    for file in &files {
        let theirs = annotations(file);
        let ours = annotations(&folder.path("out").join(file.file_name().unwrap()));
        assert_eq!(ours, theirs, "{}", file.display());
        compared += ours.len();
    }
    assert_eq!(compared, 898);
}

#[test]
fn sources_are_counted_by_their_text() {
    let Some(files) = batches() else {
        eprintln!("skipped: no shared data beside the repository");
        return;
    };
    let folder = Folder::with_project();
    let report = folder.json(&["import", "p.touchstone", &files[0].display().to_string()]);
    assert_eq!(report["sources_added"], 5);
}

#[test]
fn the_report_says_whose_reviews_stay_in_progress_and_why() {
    let folder = Folder::new();
    folder.run(&["new", "p.touchstone", "--schema", "faithbench"]).expect_done();
    let mark = |who: &str| serde_json::json!({ "annot_id": 1, "annotator_id": who, "annotator_name": who, "label": ["Unwanted"], "summary_span": "mill", "summary_start": 4, "summary_end": 8 });
    let sample = |number: usize| {
        let mut annotations = vec![mark("Ada"), mark("Bo")];
        annotations.extend((number == 0).then(|| mark("Cy")));
        serde_json::json!({ "sample_id": number, "source": "A mill.", "summary": format!("The mill {number}."), "annotations": annotations, "metadata": {} })
    };
    let batch = serde_json::json!({ "samples": (0..10).map(sample).collect::<Vec<_>>() });
    std::fs::write(folder.path("batch_1.json"), batch.to_string()).unwrap();
    let report = folder.json(&["import", "p.touchstone", "batch_1.json"]);
    let expected = "batch_1.json: 2 annotators count as having reviewed every item (who marked at least 2 of 10 does). Not \
                    among them: Cy (marked 1 item). The file does not say who looked at what, so nobody knows whether that \
                    annotator found the rest clean or never saw it; that review stays in progress: it is kept, shown and \
                    exported, and it counts in no figure of agreement and in no consensus.";
    assert_eq!(report["remarks"], serde_json::json!([expected]));
    let status = folder.json(&["status", "p.touchstone"]);
    assert_eq!(status["reviews"], serde_json::json!({ "submitted": 20, "in_progress": 1, "skipped": 0 }));
}
