//! Label tables: a large one gives the same rows in parts as from its beginning.

use std::fmt::Write as _;
use tempfile::TempDir;
use touchstone_formats::label_table::{LabelRow, LabelTableError, Needs, parts, read};

type Row = (String, String, String);

fn owned(row: LabelRow<'_>) -> Row {
    (row.task.to_owned(), row.worker.to_owned(), row.label.to_owned())
}

/// A table of about 4 MB, whose lines end with `end`; `odd` stands in its middle.
fn table(end: &str, odd: &str) -> String {
    let mut table = format!("\u{feff}note,worker,task,label{end}");
    for row in 0..160_000 {
        let _ = write!(table, "n{},w{},tâche {},c{}{end}", row % 13, row % 107, row / 5, row % 7);
        if row == 80_000 {
            table.push_str(odd);
        }
    }
    table
}

fn written(table: &str) -> (TempDir, std::path::PathBuf) {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("labels.csv");
    std::fs::write(&path, table).unwrap();
    (folder, path)
}

fn from_the_beginning(table: &str) -> Vec<Row> {
    let mut rows = Vec::new();
    read(table.as_bytes(), Needs::Labels, &mut |row| {
        rows.push(owned(row));
        Ok(())
    })
    .unwrap();
    rows
}

#[test]
fn parts_hold_every_row_once_and_in_order() {
    let without_an_end = table("\n", "\n\n").trim_end().to_owned();
    for table in [table("\n", ""), table("\r\n", "\r\n"), without_an_end] {
        let (_folder, path) = written(&table);
        for count in [2, 3] {
            let parts = parts(&path, Needs::Labels, count).unwrap();
            assert_eq!(parts.len(), count as usize);
            let mut rows = Vec::new();
            for part in parts {
                let before = rows.len();
                let plain = part.read(&mut |row| {
                    rows.push(owned(row));
                    Ok(())
                });
                assert!(plain.unwrap());
                assert!(rows.len() > before + 20_000, "a part has its share");
            }
            assert_eq!(rows, from_the_beginning(&table));
        }
    }
}

#[test]
fn a_cell_in_quotes_has_the_table_read_from_its_beginning() {
    let table = table("\n", "n,w,\"a task,\nin two lines\",c\n");
    let (_folder, path) = written(&table);
    let whole = parts(&path, Needs::Labels, 2).unwrap().into_iter().map(|part| part.read(&mut |_| Ok(())).unwrap());
    assert!(whole.filter(|plain| !plain).count() > 0);
    assert!(from_the_beginning(&table).iter().any(|(task, ..)| task == "a task,\nin two lines"));
}

#[test]
fn a_row_that_cannot_be_used_is_refused_in_its_part() {
    for odd in ["n,w,t\n", "n,,t,c\n", "n,w,t,c,more\n"] {
        let (_folder, path) = written(&table("\n", odd));
        let refused = parts(&path, Needs::Labels, 3).unwrap().into_iter().filter_map(|part| {
            let read = part.read(&mut |_| Ok(()));
            read.err()
        });
        assert!(matches!(refused.collect::<Vec<_>>()[..], [LabelTableError::Row { .. }]), "{odd}");
    }
}

#[test]
fn what_is_small_or_no_table_has_no_parts() {
    let (folder, small) = written("task,worker,label\na,b,c\n");
    assert!(parts(&small, Needs::Labels, 8).is_none());
    assert!(parts(folder.path(), Needs::Labels, 8).is_none());
    assert!(parts(&folder.path().join("none.csv"), Needs::Labels, 8).is_none());
    let (_folder, other) = written(&table("\n", "").replacen("worker", "who", 1));
    assert!(parts(&other, Needs::Labels, 8).is_none());
    let (_folder, large) = written(&table("\n", ""));
    assert!(parts(&large, Needs::Labels, 1).is_none());
}
