//! The files of the workspace, or a few made up by a test.

use std::collections::BTreeMap;
use std::fmt;
use std::fs;
use std::path::Path;

/// Folders that hold what is made, not written.
const MADE: &[&str] = &[".git", "target", "gen", "artefacts", "node_modules", "dist"];

/// Files by their path from the workspace folder, with `/` between the parts.
#[derive(Default)]
pub(crate) struct Tree(BTreeMap<String, Vec<u8>>);

/// One place that breaks a rule.
#[derive(Debug, PartialEq)]
pub(crate) struct Finding {
    path: String,
    line: Option<usize>,
    says: String,
}

impl Finding {
    /// A finding in a line, counted from 1.
    pub(crate) fn at(path: &str, line: usize, says: impl Into<String>) -> Self {
        Self { path: path.to_owned(), line: Some(line), says: says.into() }
    }

    /// A finding about a file as a whole.
    pub(crate) fn in_file(path: &str, says: impl Into<String>) -> Self {
        Self { path: path.to_owned(), line: None, says: says.into() }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            Some(line) => write!(f, "{}:{line}: {}", self.path, self.says),
            None => write!(f, "{}: {}", self.path, self.says),
        }
    }
}

impl Tree {
    /// The workspace this package stands in.
    pub(crate) fn read() -> Self {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the package stands in the workspace");
        let mut tree = Self::default();
        tree.read_folder(root, "");
        tree
    }

    /// A tree of a test: paths and their texts.
    pub(crate) fn of(files: &[(&str, &str)]) -> Self {
        Self(files.iter().map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_vec())).collect())
    }

    fn read_folder(&mut self, folder: &Path, name: &str) {
        for entry in fs::read_dir(folder).expect("a folder of the tree").flatten() {
            let file = entry.file_name().into_string().expect("file names are UTF-8");
            let path = if name.is_empty() { file.clone() } else { format!("{name}/{file}") };
            let Ok(kind) = entry.file_type() else { continue };
            if kind.is_dir() && !MADE.contains(&file.as_str()) {
                self.read_folder(&entry.path(), &path);
            } else if kind.is_file() && Path::new(&file).extension().is_none_or(|end| end != "pending-snap") {
                // A file of somebody's editor can vanish between the listing and here.
                if let Ok(bytes) = fs::read(entry.path()) {
                    self.0.insert(path, bytes);
                }
            }
        }
    }

    /// All files with their bytes.
    pub(crate) fn files(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.0.iter().map(|(path, bytes)| (path.as_str(), bytes.as_slice()))
    }

    /// The text files whose names end so (`.rs`, `Cargo.toml`).
    pub(crate) fn texts<'a>(&'a self, endings: &'a [&str]) -> impl Iterator<Item = (&'a str, &'a str)> {
        self.files()
            .filter(|(path, _)| endings.iter().any(|ending| path.ends_with(ending)))
            .filter_map(|(path, bytes)| Some((path, std::str::from_utf8(bytes).ok()?)))
    }

    /// One file's text.
    pub(crate) fn text(&self, path: &str) -> Option<&str> {
        std::str::from_utf8(self.0.get(path)?).ok()
    }
}

/// The lines of a text with their numbers, counted from 1.
pub(crate) fn numbered(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.lines().enumerate().map(|(index, line)| (index + 1, line))
}

#[test]
fn what_is_made_is_not_read() {
    let tree = Tree::read();
    assert!(tree.text("Cargo.toml").is_some());
    assert!(tree.files().all(|(path, _)| !path.starts_with("target/") && !path.contains("node_modules/")));
}
