//! Who may import whom, and who alone touches which outside world (ARCHITECTURE.md, the table).

use crate::manifests::dependencies;
use crate::tree::{Finding, Tree, numbered};

/// Each package of ours, and which of ours it may import.
const MAY_IMPORT: &[(&str, &[&str])] = &[
    ("Cargo.toml", &["touchstone-ipc"]),
    ("crates/domain/Cargo.toml", &[]),
    ("crates/analysis/Cargo.toml", &["touchstone-domain"]),
    ("crates/store/Cargo.toml", &["touchstone-domain"]),
    ("crates/formats/Cargo.toml", &["touchstone-domain"]),
    (
        "crates/engine/Cargo.toml",
        &["touchstone-domain", "touchstone-analysis", "touchstone-store", "touchstone-formats"],
    ),
    ("crates/ipc/Cargo.toml", &["touchstone-domain", "touchstone-engine"]),
    ("crates/cli/Cargo.toml", &["touchstone-domain", "touchstone-engine"]),
    ("xtask/Cargo.toml", &[]),
];

/// Outside packages (`tauri*`: and all that begin so), and the one manifest that may name them.
const ALONE: &[(&str, &str)] = &[
    ("tauri*", "Cargo.toml"),
    ("rfd", "Cargo.toml"),
    ("rusqlite", "crates/store/Cargo.toml"),
    ("tokio*", "crates/ipc/Cargo.toml"),
    ("ts-rs", "crates/ipc/Cargo.toml"),
    ("clap*", "crates/cli/Cargo.toml"),
    ("indicatif", "crates/cli/Cargo.toml"),
    ("parquet", "crates/formats/Cargo.toml"),
    ("csv", "crates/formats/Cargo.toml"),
    ("getrandom", "crates/engine/Cargo.toml"),
    ("similar", "crates/analysis/Cargo.toml"),
];

/// Packages import only what stands below them; an unknown package has no place yet.
pub(crate) fn own_packages(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (path, manifest) in tree.texts(&["Cargo.toml"]) {
        let Some((_, allowed)) = MAY_IMPORT.iter().find(|(package, _)| *package == path) else {
            findings.push(Finding::in_file(path, "this package has no line in MAY_IMPORT; decide where it stands"));
            continue;
        };
        for dependency in dependencies(manifest) {
            let ours = dependency.name.starts_with("touchstone-") && dependency.section != "workspace.dependencies";
            if ours && !allowed.contains(&dependency.name) {
                findings.push(Finding::at(
                    path,
                    dependency.line,
                    format!("{} does not stand below this package", dependency.name),
                ));
            }
        }
    }
    findings
}

/// One package for each outside world. Tests may look at what the package itself may not use.
pub(crate) fn outside_worlds(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (path, manifest) in tree.texts(&["Cargo.toml"]) {
        for dependency in dependencies(manifest) {
            let named = |pattern: &str| {
                pattern.strip_suffix('*').map_or(dependency.name == pattern, |begin| dependency.name.starts_with(begin))
            };
            let free = ["workspace.dependencies", "dev-dependencies"].contains(&dependency.section);
            if let Some((_, owner)) = ALONE.iter().find(|(pattern, owner)| named(pattern) && *owner != path && !free) {
                findings.push(Finding::at(path, dependency.line, format!("only {owner} may use {}", dependency.name)));
            }
        }
    }
    findings
}

/// SQL stands only in the store: its files, and the words that begin its statements.
pub(crate) fn sql(tree: &Tree) -> Vec<Finding> {
    const BEGINNINGS: &[&str] = &[
        "\"SELECT ",
        "\"INSERT ",
        "\"UPDATE ",
        "\"DELETE FROM ",
        "\"CREATE TABLE",
        "\"CREATE INDEX",
        "\"DROP ",
        "\"ALTER TABLE",
        "\"PRAGMA ",
        "rusqlite::",
    ];
    let mut findings = Vec::new();
    for (path, text) in tree.texts(&[".sql", ".rs", ".ts", ".svelte"]) {
        if path.starts_with("crates/store/") || path.starts_with("xtask/tests/tidy/") {
            continue;
        }
        if std::path::Path::new(path).extension().is_some_and(|end| end == "sql") {
            findings.push(Finding::in_file(path, "SQL files stand under crates/store"));
            continue;
        }
        for (line, text) in numbered(text) {
            if BEGINNINGS.iter().any(|beginning| text.contains(beginning)) {
                findings.push(Finding::at(path, line, "SQL outside the store"));
            }
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_arrow_that_points_up_is_found() {
        let tree = Tree::of(&[
            (
                "crates/store/Cargo.toml",
                "[dependencies]\ntouchstone-domain.workspace = true\ntouchstone-engine.workspace = true\n",
            ),
            ("crates/cli/Cargo.toml", "[dev-dependencies]\ntouchstone-store.workspace = true\n"),
            ("crates/odd/Cargo.toml", "[package]\n"),
        ]);
        let findings: Vec<String> = own_packages(&tree).iter().map(ToString::to_string).collect();
        assert_eq!(
            findings,
            [
                "crates/cli/Cargo.toml:2: touchstone-store does not stand below this package",
                "crates/odd/Cargo.toml: this package has no line in MAY_IMPORT; decide where it stands",
                "crates/store/Cargo.toml:3: touchstone-engine does not stand below this package",
            ]
        );
    }

    #[test]
    fn a_second_package_in_an_outside_world_is_found() {
        let tree = Tree::of(&[
            ("Cargo.toml", "[workspace.dependencies]\nrusqlite = \"1\"\n[dependencies]\ntauri = \"2\"\n"),
            (
                "crates/engine/Cargo.toml",
                "[dependencies]\ntokio.workspace = true\n[build-dependencies]\ntauri-build = \"2\"\n[dev-dependencies]\nrusqlite.workspace = true\n",
            ),
        ]);
        assert_eq!(outside_worlds(&tree).len(), 2);
    }

    #[test]
    fn sql_outside_the_store_is_found() {
        let tree = Tree::of(&[
            ("crates/engine/src/queue.rs", "let q = \"SELECT id FROM item\";\n// \"Update Touchstone\"\n"),
            ("crates/engine/src/queue.sql", "SELECT 1"),
            ("crates/store/src/item.sql", "SELECT 1"),
        ]);
        assert_eq!(sql(&tree).len(), 2);
    }
}
