//! Tables: columns known by name, mapped by hand, quoted as spreadsheets do.

use crate::program::Folder;

#[test]
fn known_columns_need_no_mapping() {
    let folder = Folder::with_project();
    folder.write(
        "t.csv",
        "\u{feff}id,sample,source\r\n1,\"It said \"\"no\"\",\nthen left.\",The source\r\n2,Two,The source\r\n",
    );
    let report = folder.json(&["import", "p.touchstone", "t.csv"]);
    assert_eq!((report["items_added"].as_u64(), report["sources_added"].as_u64()), (Some(2), Some(1)));
    folder.run(&["export", "p.touchstone", "--format", "jsonl", "--what", "items", "--out", "o.jsonl"]).expect_done();
    assert!(folder.read("o.jsonl").contains(r#"It said \"no\",\nthen left."#), "{}", folder.read("o.jsonl"));
}

#[test]
fn other_columns_are_mapped() {
    let folder = Folder::with_project();
    folder.write("t.csv", "nr;summary;article;system\n7;A summary;An article;gpt\n");
    let maps = ["--map", "id=nr", "--map", "sample=summary", "--map", "source=article", "--map", "model=system"];
    let report = folder.json(&[&["import", "p.touchstone", "t.csv"], &maps[..]].concat());
    assert_eq!(report["items_added"], 1, "{report}");
    folder
        .run(&[
            "export",
            "p.touchstone",
            "--format",
            "jsonl",
            "--what",
            "items",
            "--out",
            "o.jsonl",
            "--filter",
            "generator:gpt",
        ])
        .expect_done();
    assert!(folder.read("o.jsonl").contains("A summary"));
}

#[test]
fn tabs_and_bad_rows() {
    let folder = Folder::with_project();
    folder.write("t.tsv", "id\tsample\tsource\n1\tOne\tS\n2\t\tS\n3\tThree\tS\n");
    let report = folder.json(&["import", "p.touchstone", "t.tsv"]);
    assert_eq!(report["items_added"], 2);
    assert_eq!(report["issues"][0]["line"], 3);
}

#[test]
fn a_table_whose_columns_say_nothing_is_bad_input() {
    let folder = Folder::with_project();
    folder.write("t.csv", "a,b\n1,2\n");
    let refused = folder.run(&["import", "p.touchstone", "t.csv", "--json"]).expect(3);
    let message = refused.json()["error"].clone();
    assert!(message.to_string().contains("--map") || message.to_string().contains("column"), "{message}");
    assert_eq!(folder.json(&["status", "p.touchstone"])["items"], 0);
}
