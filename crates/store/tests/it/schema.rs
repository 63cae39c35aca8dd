//! The form of the file, as SQLite has it: a change must be meant.

use crate::story::Story;
use expect_test::expect_file;

#[test]
fn the_form_of_the_file_is_the_one_that_was_agreed() {
    let story = Story::new();
    let raw = story.raw();
    let mut dump = String::new();
    for pragma in ["application_id", "user_version", "page_size", "journal_mode", "encoding"] {
        let value: String = raw
            .query_row(&format!("SELECT CAST({pragma} AS TEXT) FROM pragma_{pragma}"), [], |row| row.get(0))
            .unwrap();
        dump += &format!("{pragma} {value}\n");
    }
    let mut statement = raw
        .prepare("SELECT type, name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%' ORDER BY type, name")
        .unwrap();
    let rows = statement.query_map([], |row| {
        Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?, row.get::<_, Option<String>>(2)?))
    });
    for row in rows.unwrap() {
        let (kind, name, sql) = row.unwrap();
        dump += &format!("\n{kind} {name}\n{}\n", sql.unwrap_or_default());
    }
    expect_file!["schema.txt"].assert_eq(&dump);
}
