//! Every class of error, in words and in JSON, with its exit code.

use crate::program::{Folder, item, three_items};
use serde_json::{Value, json};

/// The error of a command, which must say the same in words and in JSON.
#[track_caller]
fn error(folder: &Folder, arguments: &[&str], code: i32) -> Value {
    let in_json = folder.run(&[arguments, &["--json"]].concat()).expect(code).error_json();
    let in_words = folder.run(arguments).expect(code);
    assert_eq!(in_words.stdout, "");
    let mut lines = in_words.stderr.lines();
    assert_eq!(lines.next().unwrap(), format!("error: {}", in_json["message"].as_str().unwrap()));
    assert_eq!(lines.next().unwrap(), format!("  where: {}", in_json["where"].as_str().unwrap()));
    assert_eq!(lines.next().unwrap(), format!("  cure: {}", in_json["cure"].as_str().unwrap()));
    assert_eq!(lines.next(), None);
    in_json
}

#[test]
fn a_project_that_cannot_be_opened_is_4() {
    let folder = Folder::new();
    folder.write("notes.txt", "not a project");
    folder.write("empty.touchstone", "");
    folder.jsonl("items.jsonl", &[item("a")]);
    let mut sqlite = b"SQLite format 3\0".to_vec();
    sqlite.resize(4096, 7);
    folder.write("damaged.touchstone", sqlite);
    for (project, codes) in [
        ("nowhere.touchstone", &["not_found"][..]),
        ("notes.txt", &["not_a_project"]),
        ("empty.touchstone", &["not_a_project"]),
        ("damaged.touchstone", &["not_a_project", "damaged"]),
    ] {
        for arguments in [
            &["status", project][..],
            &["verify", project],
            &["consensus", project],
            &["import", project, "items.jsonl"],
            &["export", project, "--format", "jsonl", "--out", "out.jsonl"],
        ] {
            let error = error(&folder, arguments, 4);
            assert!(codes.contains(&error["code"].as_str().unwrap()), "{arguments:?}: {error}");
        }
    }
    assert!(!folder.path("out.jsonl").exists());
    assert!(!folder.path("nowhere.touchstone").exists(), "nothing is created by looking");
    assert_eq!(folder.read("notes.txt"), "not a project");
    assert_eq!(folder.read("empty.touchstone"), "");
}

#[test]
fn a_newer_project_says_which_form_it_has() {
    let folder = Folder::with_project();
    let mut bytes = folder.read_bytes("p.touchstone");
    // The header of an SQLite file has its user version there.
    bytes[60..64].copy_from_slice(&999_u32.to_be_bytes());
    folder.write("newer.touchstone", bytes);
    let error = error(&folder, &["status", "newer.touchstone"], 4);
    assert_eq!(error["code"], "too_new");
    let message = error["message"].as_str().unwrap();
    assert!(message.starts_with("This project file has form 999, and this program reads forms up to "), "{message}");
}

#[test]
fn a_damaged_project_is_not_sent_in_a_circle() {
    let folder = Folder::with_items(&three_items());
    let bytes = folder.read_bytes("p.touchstone");
    folder.write("cut.touchstone", &bytes[..bytes.len() / 2]);
    for command in ["status", "verify"] {
        let error = error(&folder, &[command, "cut.touchstone"], 4);
        assert_eq!(error["code"], "damaged");
        assert!(!error["cure"].as_str().unwrap().contains("verify"), "{error}");
    }
}

#[test]
fn bad_input_is_3_and_writes_nothing() {
    let folder = Folder::with_project();
    folder.write("noise.bin", [0_u8, 159, 146, 150, 1, 2, 3]);
    folder.write("bad.jsonl", "{\"id\": 1\nnot json\n");
    folder.write("empty.jsonl", "");
    std::fs::create_dir(folder.path("no pairs")).unwrap();
    let import = |file: &str| error(&folder, &["import", "p.touchstone", file], 3);
    let missing = import("nowhere.jsonl");
    assert_eq!((&missing["code"], &missing["message"]), (&json!("files"), &json!("“nowhere.jsonl” is not there.")));
    assert!(!missing["cure"].as_str().unwrap().contains("write"), "{missing}");
    assert_eq!(import("noise.bin")["code"], "not_importable");
    assert_eq!(import("no pairs")["code"], "unreadable");
    let empty = import("empty.jsonl");
    assert_eq!(empty["message"], "“empty.jsonl” is empty.");
    assert!(!empty["cure"].as_str().unwrap().contains("--format"), "{empty}");
    let noise = error(&folder, &["votes", "noise.bin"], 3);
    assert!(noise["message"].as_str().unwrap().contains("not a text"), "{noise}");
    assert_eq!(error(&folder, &["votes", "empty.jsonl"], 3)["message"], "The file is empty.");
    let packet = error(&folder, &["packet", "take", "p.touchstone", "nowhere.touchstone-packet"], 3);
    assert!(!packet["cure"].as_str().unwrap().contains("create"), "{packet}");
    assert_eq!(error(&folder, &["new", "no/such/q.touchstone"], 4)["code"], "no_folder");
    assert_eq!(folder.json(&["status", "p.touchstone"])["items"], 0);
}

#[test]
fn a_missing_file_among_others_stops_before_anything_is_written() {
    let folder = Folder::with_project();
    folder.jsonl("items.jsonl", &[item("a")]);
    for format in [&[][..], &["--format", "jsonl"]] {
        let arguments = [&["import", "p.touchstone", "items.jsonl", "nowhere.jsonl"], format].concat();
        assert!(error(&folder, &arguments, 3)["where"].as_str().unwrap().contains("nowhere.jsonl"));
    }
    assert_eq!(folder.json(&["status", "p.touchstone"])["items"], 0);
}

#[test]
fn an_empty_export_is_3_and_leaves_no_file() {
    let folder = Folder::with_project();
    let export = ["export", "p.touchstone", "--format", "jsonl", "--out", "out.jsonl"];
    assert_eq!(error(&folder, &export, 3)["code"], "nothing_to_export");
    folder.jsonl("items.jsonl", &[item("a")]);
    folder.run(&["import", "p.touchstone", "items.jsonl"]).expect_done();
    let nothing = error(&folder, &export, 3);
    assert!(nothing["message"].as_str().unwrap().contains("none of them has a submitted review"), "{nothing}");
    error(&folder, &[&export[..], &["--what", "annotations"]].concat(), 3);
    error(&folder, &[&export[..], &["--what", "items", "--filter", "zeppelin"]].concat(), 3);
    assert_eq!(folder.names(), ["items.jsonl", "p.touchstone"]);
}

#[test]
fn wrong_usage_of_export_is_2() {
    let folder = Folder::with_items(&three_items());
    let export = ["export", "p.touchstone", "--format", "jsonl", "--out", "out.jsonl"];
    for filter in ["colour:red", "status:finished", "reviewer:Zoe", "disagreement:>much"] {
        let error = error(&folder, &[&export[..], &["--filter", filter]].concat(), 2);
        assert_eq!((error["code"].as_str(), error["where"].as_str()), (Some("bad_filter"), Some(filter)));
    }
    folder.write("out.jsonl", "mine");
    assert_eq!(error(&folder, &export, 2)["code"], "output_exists");
    assert_eq!(folder.read("out.jsonl"), "mine");
}

#[test]
fn wrong_usage_of_import_is_2() {
    let folder = Folder::with_project();
    folder.write("table.csv", "a,b\n1,2\n");
    for map in ["sample", "colour=b"] {
        let error = error(&folder, &["import", "p.touchstone", "table.csv", "--map", map], 2);
        assert_eq!(error["code"], "bad_mapping");
    }
    let twice = ["import", "p.touchstone", "table.csv", "--map", "sample=a", "--map", "sample=b"];
    assert_eq!(error(&folder, &twice, 2)["message"], "The field “sample” is mapped twice.");
    folder.write("twice.csv", "id,sample,sample\n1,a,b\n");
    let message = error(&folder, &["import", "p.touchstone", "twice.csv"], 3)["message"].clone();
    assert!(message.as_str().unwrap().contains("two columns are called “sample”"), "{message}");
}

#[test]
fn nothing_that_steers_a_terminal_is_printed() {
    let folder = Folder::with_project();
    folder.write("table.csv", "key,tit\u{1b}[31mle\n1,2\n");
    let told = folder.run(&["import", "p.touchstone", "table.csv"]).expect(3).stderr;
    assert!(told.contains("No column of this table") && told.contains("tit\u{fffd}[31mle"), "{told}");
    assert!(!told.contains('\u{1b}'));
}

#[test]
fn wrong_usage_names_what_can_be_written() {
    let folder = Folder::new();
    let usage = |arguments: &[&str]| error(&folder, arguments, 2);
    let formats = usage(&["export", "p.touchstone", "--format", "nosuch", "--out", "x"]);
    assert!(formats["cure"].as_str().unwrap().contains("jsonl, csv, tsv, faithbench"), "{formats}");
    let number = usage(&["plan", "p.touchstone", "--overlap", "x"]);
    assert!(number["message"].as_str().unwrap().contains("it is not a whole number"), "{number}");
    let files = folder.run(&["import", "p.touchstone"]).expect(2).stderr;
    assert!(files.contains("<PROJECT> <FILES>. Add"), "{files}");
}

#[test]
fn an_output_folder_that_is_not_there_is_told() {
    let folder = Folder::with_items(&three_items());
    let arguments = ["export", "p.touchstone", "--format", "jsonl", "--out", "no/such/out.jsonl"];
    let error = error(&folder, &arguments, 3);
    assert_eq!(error["where"], "no/such/out.jsonl");
}

#[test]
fn every_error_says_where() {
    let folder = Folder::with_items(&three_items());
    folder.jsonl("bad.jsonl", &[item("x"), json!({})]);
    folder.write("labels.csv", "task,worker,label\na,w,yes\n");
    for (arguments, code, place) in [
        (
            &["export", "p.touchstone", "--format", "jsonl", "--out", "o", "--filter", "generator:no"][..],
            3,
            "p.touchstone",
        ),
        (&["packet", "make", "p.touchstone", "--reviewer", "Zoe", "--out", "o"], 2, "p.touchstone"),
        (&["import", "p.touchstone", "items.jsonl", "--map", "samples"], 2, "--map"),
        (&["import", "p.touchstone", "bad.jsonl", "--strict"], 1, "bad.jsonl, line 2"),
        (&["new", "q.touchstone", "--schema", "nothing"], 2, "--schema"),
        (&["export", "p.touchstone", "--format", "text-pairs", "--out", "o"], 2, "--format"),
        (&["consensus", "p.touchstone", "--compare", "aaaa", "bbbb"], 2, "p.touchstone"),
        (&["votes", "labels.csv", "--ordinal", "--classes", "yes,yes"], 2, "--classes"),
    ] {
        let answer = folder.run(&[arguments, &["--json"]].concat());
        let error = &answer.json()["error"];
        assert_eq!((answer.code, error["where"].as_str()), (code, Some(place)), "{arguments:?}: {error}");
    }
}
