//! Places that nothing is written to: projects, files that are read, folders with files of others.

use crate::program::{Folder, item, marking, reviewed};

fn project() -> Folder {
    let folder = Folder::with_items(&[reviewed("a", &[marking("a", "Ada", "1932", "contradiction")]), item("b")]);
    folder.run(&["verify", "p.touchstone"]).expect_done();
    folder
}

fn refused(folder: &Folder, command: &str, class: &str) {
    let before = (folder.names(), folder.read_bytes("p.touchstone"));
    let arguments: Vec<&str> = command.split(' ').chain(["--json"]).collect();
    let answer = folder.run(&arguments).expect(2);
    let error = &answer.json()["error"];
    assert_eq!(error["code"], class, "{command}");
    assert!(error["where"].is_string() && error["cure"].as_str().unwrap().starts_with("Choose"), "{error}");
    assert_eq!((folder.names(), folder.read_bytes("p.touchstone")), before, "{command} left everything as it was");
}

#[test]
fn a_project_is_never_replaced() {
    let folder = project();
    folder.run(&["new", "other.touchstone"]).expect_done();
    let other = folder.read_bytes("other.touchstone");
    for place in ["p.touchstone", "other.touchstone"] {
        for command in [
            "agreement p.touchstone --layer found --table",
            "export p.touchstone --what annotations --format jsonl --force --out",
            "export p.touchstone --what annotations --format parquet --force --out",
            "import p.touchstone items.jsonl --issues",
            "votes labels.csv --out",
        ] {
            folder.write("labels.csv", "task,worker,label\na,x,yes\n");
            refused(&folder, &format!("{command} {place}"), "output_is_database");
        }
    }
    assert_eq!(folder.read_bytes("other.touchstone"), other);
}

#[test]
fn what_is_read_is_not_written() {
    let folder = project();
    let (labels, gold) = ("task,worker,label\na,x,yes\n", "task,label\na,yes\n");
    folder.write("labels.csv", labels);
    folder.write("gold.csv", gold);
    refused(&folder, "votes labels.csv --out labels.csv", "output_is_input");
    refused(&folder, "votes labels.csv --gold gold.csv --out ./gold.csv", "output_is_input");
    refused(&folder, "import p.touchstone items.jsonl --issues ./items.jsonl", "output_is_input");
    assert_eq!((folder.read("labels.csv"), folder.read("gold.csv")), (labels.to_owned(), gold.to_owned()));
}

#[test]
fn a_folder_is_replaced_only_where_an_export_wrote_all_of_it() {
    let folder = project();
    for format in ["parquet", "faithbench"] {
        let export = format!("export p.touchstone --what annotations --format {format} --force --out");
        let run = |out: &str| folder.run(&export.split(' ').chain([out]).collect::<Vec<_>>());
        run(format).expect_done();
        let first = folder.names();
        run(format).expect_done();
        // A name that leads through the folder itself, as completion in a shell may leave it.
        run(&format!("{format}/../{format}")).expect_done();
        assert_eq!(folder.names(), first, "nothing is left beside it");
        folder.write(&format!("{format}/thesis.txt"), "years of work");
        refused(&folder, &format!("{export} {format}"), "output_folder_in_use");
        refused(&folder, &format!("{export} ."), "output_folder_in_use");
        assert_eq!(folder.read(&format!("{format}/thesis.txt")), "years of work");
    }
}

#[test]
fn a_packet_that_exists_is_not_replaced_and_no_flag_is_named() {
    let folder = project();
    folder.run(&["reviewers", "p.touchstone", "--add", "Bo"]).expect_done();
    folder.write("bo.touchstone-packet", "mine");
    let error = folder
        .run(&["packet", "make", "p.touchstone", "--reviewer", "Bo", "--out", "bo.touchstone-packet", "--json"])
        .expect(2)
        .json()["error"]
        .clone();
    assert_eq!((&error["code"], &error["cure"]), (&"output_exists".into(), &"Choose another name.".into()));
    assert_eq!(folder.read("bo.touchstone-packet"), "mine");
}
