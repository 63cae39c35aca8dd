//! `votes`: every option, every way a table can be bad, and the reference where it is there.

use crate::program::Folder;
use expect_test::expect;
use serde_json::Value;
use std::path::{Path, PathBuf};

const TABLE: &str =
    "task,worker,label\nt1,ann,yes\nt1,bob,yes\nt1,cid,no\nt2,ann,no\nt2,bob,no\nt2,cid,no\nt3,ann,yes\nt3,bob,no\n";

fn with(table: &str) -> Folder {
    let folder = Folder::new();
    folder.write("labels.csv", table);
    folder
}

#[test]
fn the_answer_has_every_figure() {
    let folder = with(TABLE);
    folder.write("gold.csv", "task,label\nt1,yes\nt2,yes\nt3,no\nt9,no\n");
    let answer = folder.json(&["votes", "labels.csv", "--gold", "gold.csv"]);
    let numbers = ["n_items", "n_items_shared", "n_reviewers", "n_labels"].map(|name| answer[name].as_u64().unwrap());
    assert_eq!(numbers, [3, 3, 3, 8]);
    assert_eq!(answer["prevalence"].to_string(), r#"{"no":5,"yes":3}"#);
    let agreement = &answer["agreement"];
    // Pairs that agree: 1 of 3, 3 of 3, 0 of 1.
    assert!((agreement["raw"].as_f64().unwrap() - 4.0 / 9.0).abs() < 1e-12);
    for name in ["fleiss_kappa", "fleiss_generalised", "gwet_ac1"] {
        assert!(agreement[name].is_f64(), "{name}");
    }
    assert!(agreement["krippendorff_alpha"]["nominal"].is_f64());
    assert!(agreement["krippendorff_alpha"].get("ordinal").is_none());
    assert_eq!(agreement["cohen_kappa_mean"], Value::Null);
    assert_eq!(agreement["cohen_kappa_mean_reason"], "No pair of reviewers shares 10 items.");
    let consensus = &answer["consensus"];
    assert_eq!((&consensus["method"], &consensus["unresolved"]), (&Value::from("majority"), &Value::from(1)));
    // t1 right, t2 wrong, t3 a tie that goes to the first class for this figure alone; t9 has no labels.
    assert!((consensus["accuracy"].as_f64().unwrap() - 2.0 / 3.0).abs() < 1e-12);
    assert_eq!(consensus["accuracy_items"], 3);
    let ids: Vec<&str> =
        consensus["reviewers"].as_array().unwrap().iter().map(|one| one["id"].as_str().unwrap()).collect();
    assert_eq!(ids, ["ann", "bob", "cid"]);
}

#[test]
fn every_method_answers_and_the_seed_decides() {
    let folder = with(TABLE);
    for method in ["majority", "weighted", "dawid-skene", "one-coin", "mace"] {
        let arguments = ["votes", "labels.csv", "--method", method, "--seed", "3"];
        let answer = folder.json(&arguments);
        assert_eq!(answer["consensus"]["method"], method);
        assert_eq!(answer, folder.json(&arguments));
    }
    let answer = folder.json(&["votes", "labels.csv", "--method", "dawid-skene", "--iterations", "3"]);
    assert_eq!(answer["consensus"]["iterations"], 3);
    assert!(answer["advice"].as_str().unwrap().contains("With 3 reviewers"));
}

#[test]
fn rows_and_columns_may_stand_in_any_order() {
    let folder = with(TABLE);
    let mut rows: Vec<&str> = TABLE.lines().skip(1).collect();
    rows.reverse();
    folder.write("turned.csv", format!("task,worker,label\n{}\n", rows.join("\n")));
    let columns: Vec<String> = TABLE.lines().map(|row| row.split(',').rev().collect::<Vec<_>>().join(";")).collect();
    folder.write("columns.csv", columns.join("\r\n"));
    let quoted: Vec<String> = TABLE
        .lines()
        .map(|row| row.split(',').map(|cell| format!("\"{cell}\"")).collect::<Vec<_>>().join("\t"))
        .collect();
    folder.write("quoted.tsv", format!("\u{feff}{}\n\n", quoted.join("\n")));
    for method in ["majority", "weighted", "dawid-skene", "one-coin", "mace"] {
        let of = |file: &str| {
            folder
                .run(&["votes", file, "--method", method, "--bootstrap", "50", "--out", "p.csv", "--json"])
                .expect_done()
                .stdout
                + &folder.read("p.csv")
        };
        let expected = of("labels.csv");
        for file in ["turned.csv", "columns.csv", "quoted.tsv"] {
            assert_eq!(of(file), expected, "{method} {file}");
        }
    }
}

#[test]
fn probabilities_have_a_column_for_each_class_in_sorted_order() {
    let folder = with("task,worker,label\nb,x,2\nb,y,10\na,x,10\na,y,10\n");
    folder.run(&["votes", "labels.csv", "--classes", "10,2,3", "--out", "p.csv"]).expect_done();
    assert_eq!(folder.read("p.csv"), "task,2,3,10\na,0,0,1\nb,0.5,0,0.5\n");
}

#[test]
fn names_may_hold_anything_that_a_table_may() {
    let folder = Folder::new();
    let names = ["ja; \"sehr\", genau", "日本,語", "no"].map(|name| format!("\"{}\"", name.replace('"', "\"\"")));
    let [yes, japanese, no] = &names;
    folder.write(
        "labels.csv",
        format!(
            "\u{feff}worker;label;task;note\r\nx;{yes};ä1;n\r\ny;{japanese};ä1;n\r\ny;{japanese};e\u{301};n\r\nz;{no};é;n\r\n"
        ),
    );
    let arguments = ["votes", "labels.csv", "--out", "p.csv"];
    assert_eq!(folder.json(&arguments)["prevalence"]["日本,語"], 2);
    // Names are compared as they are written: a combining accent is another name.
    let table = folder.read("p.csv");
    assert_eq!(
        table,
        format!("task,{yes},no,{japanese}\ne\u{301},0,0,1\nä1,0.5,0,0.5\né,0,1,0\n").replace("\"no\"", "no")
    );
    let classes = format!("{yes},never,{japanese},{no}");
    let declared = folder.json(&["votes", "labels.csv", "--classes", &classes]);
    assert_eq!(declared["prevalence"]["never"], 0);
    assert_eq!(declared["consensus"]["classes"][2], "日本,語");
}

#[test]
fn one_label_for_each_task_teaches_nothing_and_ends_at_once() {
    let folder = with("task,worker,label\na,x,1\nb,y,2\nc,z,10\n");
    let found = folder.json(&["votes", "labels.csv", "--method", "dawid-skene"])["consensus"].clone();
    assert_eq!((&found["converged"], &found["iterations"]), (&Value::from(true), &Value::from(2)));
    let alone = with("task,worker,label\na,x,yes\nb,x,no\nc,x,yes\n");
    for method in ["majority", "weighted", "one-coin", "mace"] {
        let answer = alone.json(&["votes", "labels.csv", "--method", method]);
        assert_eq!(answer["consensus"]["unresolved"], 0, "{method}");
        assert_eq!(answer["agreement"]["raw_reason"], "No item was answered by two reviewers.");
    }
}

#[test]
fn gold_without_labels_gives_no_accuracy_and_says_so() {
    let folder = with(TABLE);
    folder.write("gold.csv", "label,task\nyes,t9\n");
    let found = folder.json(&["votes", "labels.csv", "--gold", "gold.csv"])["consensus"].clone();
    assert_eq!((&found["accuracy"], &found["accuracy_items"]), (&Value::Null, &Value::from(0)));
    assert_eq!(found["accuracy_reason"], "No task of the gold table has labels.");
    assert!(folder.json(&["votes", "labels.csv"])["consensus"].get("accuracy").is_none());
}

#[test]
fn order_of_classes_is_by_number_or_as_told() {
    let numbers = with("task,worker,label\na,x,2\na,y,10\nb,x,10\nb,y,10\nc,x,1\nc,y,2\n");
    let alpha = &numbers.json(&["votes", "labels.csv", "--ordinal"])["agreement"]["krippendorff_alpha"];
    assert!(alpha["ordinal"].is_f64() && alpha["interval"].is_f64());
    let words = with("task,worker,label\na,x,low\na,y,high\nb,x,high\nb,y,high\nc,x,middle\nc,y,low\n");
    let told = &words.json(&["votes", "labels.csv", "--ordinal", "--classes", "low,middle,high"])["agreement"];
    assert!(told["krippendorff_alpha"]["ordinal"].is_f64());
    let refused = words.run(&["votes", "labels.csv", "--ordinal"]);
    assert_eq!(refused.code, 2);
    expect![[r#"
        error: The classes are words, and their order is not known.
          where: --classes
          cure: Name every class once, from the lowest to the highest, as in --classes low,middle,high.
    "#]]
    .assert_eq(&refused.stderr);
}

#[test]
fn classes_may_be_numbers_below_nought() {
    let folder = with("task,worker,label\na,x,-3\na,y,2\n");
    assert_eq!(
        folder.json(&["votes", "labels.csv", "--classes", "-3,2,5"])["prevalence"].to_string(),
        r#"{"-3":1,"2":1,"5":0}"#
    );
}

#[test]
fn intervals_come_with_bootstrap_only() {
    let folder = with(TABLE);
    assert!(folder.json(&["votes", "labels.csv"])["agreement"].get("raw_interval").is_none());
    let answer = folder.json(&["votes", "labels.csv", "--bootstrap", "200"]);
    let interval = answer["agreement"]["raw_interval"].as_array().unwrap();
    assert!(interval[0].as_f64().unwrap() <= interval[1].as_f64().unwrap());
}

#[test]
fn one_class_only_says_why_there_is_no_alpha() {
    let folder = with("task,worker,label\na,x,yes\na,y,yes\n");
    let agreement = folder.json(&["votes", "labels.csv", "--classes", "no,yes"])["agreement"].clone();
    assert_eq!(agreement["krippendorff_alpha"]["nominal"], Value::Null);
    assert!(agreement["krippendorff_alpha"]["nominal_reason"].as_str().unwrap().contains("same class"));
    assert_eq!((&agreement["raw"], &agreement["gwet_ac1"]), (&Value::from(1.0), &Value::from(1.0)));
}

#[test]
fn bad_rows_are_named_with_their_line() {
    let cases: [(&[u8], &str); 10] = [
        (b"task,worker,label\na,x,yes\na,y\n", "line 3"),
        (b"task,worker,label\na,x,yes\na,,no\n", "line 3, column worker"),
        (b"task,worker,label\n\n\na,x,\n", "line 4, column label"),
        (b"task,worker,label\na,x,\"yes\"\nb,\"x\n\",yes\nc,x,yes,more\n", "line 5"),
        (b"task,worker,label\na,x,yes\nb,x,\xff\n", "line 3"),
        (b"task,worker,label\na,x,yes\nb,x,no\na,x,no\n", "line 4"),
        (b"task,worker,label\na,x,maybe\n", "line 2, column label"),
        (b"task,who,label\na,x,yes\n", "line 1"),
        (b"task,worker,label\na,x,yes\nb,x,\"no\nc,x,yes\nd,x,no\n", "line 3"),
        (b"task,worker,label\n", "labels.csv"),
    ];
    for (table, place) in cases {
        let folder = Folder::new();
        folder.write("labels.csv", table);
        let refused = folder.run(&["votes", "labels.csv", "--classes", "yes,no", "--json"]);
        assert_eq!(refused.code, 3, "{place}");
        let error = &refused.json()["error"];
        assert!(error["where"].as_str().unwrap().ends_with(place), "{error}");
        assert!(error["cure"].as_str().is_some_and(|cure| cure.ends_with('.')), "{error}");
    }
    let folder = Folder::new();
    let missing = folder.run(&["votes", "none.csv"]);
    assert_eq!(missing.code, 3);
    assert!(missing.stderr.contains("where: none.csv"), "{}", missing.stderr);
}

/// More than 2 MB, which are read on several threads; `odd` stands near the end.
fn large(odd: &str) -> String {
    let rows: String = (0..140_000).map(|row| format!("task {:06},w{},c{}\n", row / 4, row % 37, row % 3)).collect();
    format!("task,worker,label\n{rows}{odd}task 000001,last,c1\n")
}

#[test]
fn a_large_table_is_refused_as_a_small_one_is() {
    let cases = [
        ("a,b\n", "line 140002", "The row has 2 cells, and the header has 3."),
        ("a,x,\n", "line 140002, column label", "The row has no label."),
        ("task 000000,w0,c0\n", "line 140002", "“w0” labels “task 000000” for the second time; the first is line 2."),
        ("\"in\nquotes\",x,c0\na,x,\n", "line 140004, column label", "The row has no label."),
    ];
    for (odd, place, message) in cases {
        let error = &with(&large(odd)).run(&["votes", "labels.csv", "--json"]).json()["error"];
        assert!(error["where"].as_str().unwrap().ends_with(place), "{error}");
        assert_eq!(error["message"].as_str().unwrap(), message);
    }
}

#[test]
fn a_large_table_counts_every_row_once() {
    for (odd, labels) in [("", 140_001), ("\"in\nquotes\",x,c0\n", 140_002), ("\n\n", 140_001)] {
        let answer = with(&large(odd)).json(&["votes", "labels.csv"]);
        assert_eq!(answer["n_labels"], labels);
        assert_eq!(answer["n_reviewers"], if labels == 140_002 { 39 } else { 38 });
    }
    // The same rows from last to first give the same bytes.
    let there = with(&large(""));
    let table = large("");
    let mut rows: Vec<&str> = table.lines().collect();
    rows[1..].reverse();
    let back = with(&rows.join("\n"));
    let command = ["votes", "labels.csv", "--out", "p.csv"];
    assert_eq!(there.json(&command), back.json(&command));
    assert_eq!(there.read("p.csv"), back.read("p.csv"));
}

/// The label sets and their reference lie beside the repository, or nowhere.
fn shared() -> Option<PathBuf> {
    let shared = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared");
    shared.join("reference/reference.json").is_file().then_some(shared)
}

#[test]
fn the_program_meets_the_reference() {
    let Some(shared) = shared() else { return };
    let reference: Value =
        serde_json::from_str(&std::fs::read_to_string(shared.join("reference/reference.json")).unwrap()).unwrap();
    let folder = Folder::new();
    for set in ["bluebird", "rte", "xsum_factuality", "qags_xsum"] {
        let labels = shared.join("data/labels").join(set).join("labels.csv");
        let (labels, expected) = (labels.to_str().unwrap(), &reference["labels"][set]["agreement"]);
        let rounds = reference["dawid_skene"][set]["crowdkit_iters"].to_string();
        let answer =
            folder.json(&["votes", labels, "--method", "dawid-skene", "--iterations", &rounds, "--out", "p.csv"]);
        let close = |name: &str, found: &Value, expected: &Value| {
            let (found, expected) = (found.as_f64().unwrap(), expected.as_f64().unwrap());
            assert!((found - expected).abs() < 1e-6, "{set} {name}: {found} against {expected}");
        };
        let agreement = &answer["agreement"];
        close("raw", &agreement["raw"], &expected["raw_agreement_item_mean"]);
        close("alpha", &agreement["krippendorff_alpha"]["nominal"], &expected["krippendorff_alpha"]["nominal"]);
        close("fleiss", &agreement["fleiss_kappa"], &expected["fleiss_kappa"]["value"]);
        close("generalised", &agreement["fleiss_generalised"], &expected["fleiss_generalised"]);
        close("ac1", &agreement["gwet_ac1"], &expected["gwet_ac1"]);
        close(
            "cohen",
            &agreement["cohen_kappa_mean"],
            &expected["cohen_kappa_pairwise"]["mean_unweighted_overlap_ge10"],
        );
        let ours = folder.read("p.csv");
        let theirs = std::fs::read_to_string(shared.join("data/labels").join(set).join("ref_ds_probas.csv")).unwrap();
        let rows = |text: &str| {
            let mut rows: Vec<Vec<String>> =
                text.lines().skip(1).map(|row| row.split(',').map(str::to_owned).collect()).collect();
            rows.sort();
            rows
        };
        assert_eq!(ours.lines().next(), theirs.lines().next());
        for (ours, theirs) in rows(&ours).iter().zip(rows(&theirs)) {
            assert_eq!(ours[0], theirs[0]);
            for (ours, theirs) in ours[1..].iter().zip(&theirs[1..]) {
                assert!((ours.parse::<f64>().unwrap() - theirs.parse::<f64>().unwrap()).abs() < 1e-6, "{set}");
            }
        }
    }
}
