//! Rules for every written file: its length, its first line, its words.

use crate::tree::{Finding, Tree, numbered};

/// The longest a file of code may be.
const LINES: usize = 400;

/// Files that are longer, each for a reason.
const LONGER: &[(&str, &str)] =
    &[("ui/src/ipc/contract.ts", "generated from crates/ipc; nobody reads it from top to bottom")];

const CODE: &[&str] = &[".rs", ".ts", ".svelte", ".js", ".mjs", ".css", ".sql"];
const WRITTEN: &[&str] =
    &[".rs", ".ts", ".svelte", ".js", ".mjs", ".css", ".sql", ".toml", ".json", ".yml", ".md", ".html", ".sh", "/run"];

/// A file of code has 400 lines at most.
pub(crate) fn length(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (path, text) in tree.texts(CODE) {
        let lines = text.lines().count();
        let excused = LONGER.iter().any(|(longer, _)| *longer == path);
        if lines > LINES && !excused {
            findings.push(Finding::in_file(
                path,
                format!("{lines} lines; split it at a seam, or give it a reason in LONGER"),
            ));
        }
    }
    findings
}

/// Each Rust file begins by saying what it is for (after attributes of the whole crate).
pub(crate) fn module_docs(tree: &Tree) -> Vec<Finding> {
    let without = |text: &str| {
        text.lines()
            .map(str::trim)
            .find(|line| !line.is_empty() && !line.starts_with("#!"))
            .is_none_or(|line| !line.starts_with("//!"))
    };
    tree.texts(&[".rs"])
        .filter(|(_, text)| without(text))
        .map(|(path, _)| Finding::in_file(path, "begins without //! and what it is for"))
        .collect()
}

/// No mark of work left undone, in code and in settings.
pub(crate) fn unfinished(tree: &Tree) -> Vec<Finding> {
    // Put together here, so that this file does not find itself.
    let marks = [
        concat!("TO", "DO"),
        concat!("FIX", "ME"),
        concat!("X", "XX"),
        concat!("to", "do!("),
        concat!("unimple", "mented!("),
    ];
    let mut findings = Vec::new();
    for (path, text) in tree.texts(WRITTEN) {
        if path.starts_with("fixtures/") || path.ends_with("-lock.json") || path.contains("/golden/") {
            continue;
        }
        for (line, text) in numbered(text) {
            if let Some(mark) = marks.iter().find(|mark| holds_word(text, mark)) {
                findings.push(Finding::at(path, line, format!("{mark}: finish it or make it an issue")));
            }
        }
    }
    findings
}

/// No path that exists on one machine only. Examples and tests use the home of Ada.
pub(crate) fn machine_paths(tree: &Tree) -> Vec<Finding> {
    const ROOTS: &[&str] = &["/work/", "/root/", "/home/", "/Users/", r"C:\Users\"];
    let begins_here = |text: &str, at: usize| {
        let before = text[..at].chars().next_back();
        before.is_none_or(|before| before.is_whitespace() || "\"'`(=:".contains(before))
    };
    // Somebody's name follows; a pattern or the made-up Ada is nobody's.
    let named = |rest: &str| rest.starts_with(|c: char| c.is_ascii_alphanumeric()) && !rest.starts_with("ada");
    let found = |text: &str, root: &str| {
        text.match_indices(root).any(|(at, _)| begins_here(text, at) && named(&text[at + root.len()..]))
    };
    let mut findings = Vec::new();
    for (path, text) in tree.texts(WRITTEN) {
        if path.starts_with("xtask/tests/tidy/") {
            continue;
        }
        for (line, text) in numbered(text) {
            if ROOTS.iter().any(|root| found(text, root)) {
                findings.push(Finding::at(path, line, "a path of somebody's machine (examples use /home/ada)"));
            }
        }
    }
    findings
}

/// No file over 2 MB: fixtures are small, data is not kept here.
pub(crate) fn size(tree: &Tree) -> Vec<Finding> {
    tree.files()
        .filter(|(_, bytes)| bytes.len() > 2_000_000)
        .map(|(path, bytes)| Finding::in_file(path, format!("{} bytes", bytes.len())))
        .collect()
}

fn holds_word(text: &str, word: &str) -> bool {
    let letter = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '_');
    text.match_indices(word)
        .any(|(at, _)| !letter(text[..at].chars().next_back()) && !letter(text[at + word.len()..].chars().next()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_file_is_found() {
        let long = "x\n".repeat(LINES + 1);
        let tree = Tree::of(&[("a.rs", &long), ("a.md", &long), ("ui/src/ipc/contract.ts", &long), ("b.rs", "x\n")]);
        assert_eq!(length(&tree).len(), 1);
    }

    #[test]
    fn a_file_that_does_not_say_what_it_is_for_is_found() {
        let tree = Tree::of(&[
            ("a.rs", "use b;\n"),
            ("b.rs", "//! For b.\n"),
            ("c.rs", "#![allow(x)]\n\n//! For c.\n"),
            ("d.rs", ""),
        ]);
        assert_eq!(module_docs(&tree).len(), 2);
    }

    #[test]
    fn undone_work_is_found() {
        let mark = concat!("TO", "DO");
        let tree = Tree::of(&[
            ("a.rs", &format!("// {mark}: later\n")),
            ("b.rs", &format!("let {mark}S = 1;\n")),
            ("c.rs", concat!("unimple", "mented!()")),
        ]);
        assert_eq!(unfinished(&tree).len(), 2);
    }

    #[test]
    fn a_path_of_a_machine_is_found() {
        let tree = Tree::of(&[
            ("a.rs", "let p = \"/home/bob/x\"; // not /home/ada/x"),
            ("b.md", "see /work/main"),
            ("c.md", "homework/ and a/work/b, https://example.org/home/"),
        ]);
        assert_eq!(machine_paths(&tree).len(), 2);
    }

    #[test]
    fn a_big_file_is_found() {
        let tree = Tree::of(&[("big.bin", &"x".repeat(2_000_001)), ("small.bin", "x")]);
        assert_eq!(size(&tree).len(), 1);
    }
}
