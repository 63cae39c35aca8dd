//! Cargo manifests, read as far as the rules need it: one dependency a line.

use crate::tree::{Finding, Tree, numbered};

/// A line of a manifest that names a dependency.
#[derive(Debug, PartialEq)]
pub(crate) struct Dependency<'a> {
    /// Line, counted from 1.
    pub(crate) line: usize,
    /// The section's name: `dependencies`, `dev-dependencies`, `workspace.dependencies` …
    pub(crate) section: &'a str,
    /// The package's name.
    pub(crate) name: &'a str,
    /// All that stands after the name.
    pub(crate) rest: &'a str,
}

/// The dependencies of a manifest, in its order.
pub(crate) fn dependencies(manifest: &str) -> Vec<Dependency<'_>> {
    let mut section = "";
    let mut found = Vec::new();
    for (line, text) in numbered(manifest) {
        let text = text.trim();
        if let Some(header) = text.strip_prefix('[') {
            section = header.split(']').next().unwrap_or_default();
        } else if section.ends_with("dependencies") && !text.is_empty() && !text.starts_with('#') {
            let end = text.find(['.', ' ', '=']).unwrap_or(text.len());
            found.push(Dependency { line, section, name: &text[..end], rest: &text[end..] });
        }
    }
    found
}

/// Each dependency says why it is there, once: in the workspace, or where it alone is used.
pub(crate) fn reasons(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (path, manifest) in tree.texts(&["Cargo.toml"]) {
        for dependency in dependencies(manifest) {
            let ours_or_shared = dependency.rest.contains("workspace = true") || dependency.rest.contains("path = ");
            let reason = dependency.rest.split_once(" # ").map_or("", |(_, reason)| reason);
            if !ours_or_shared && reason.len() < 8 {
                findings.push(Finding::at(
                    path,
                    dependency.line,
                    format!("{} has no reason behind a #", dependency.name),
                ));
            }
        }
        for (line, text) in numbered(manifest) {
            let table = text.trim().strip_prefix('[').and_then(|header| header.split_once("dependencies."));
            if table.is_some() {
                findings.push(Finding::at(
                    path,
                    line,
                    "write a dependency on one line, so that its reason stands beside it",
                ));
            }
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dependencies_are_found_in_every_section() {
        let found = dependencies(
            "[package]\nname = \"x\"\n[dependencies]\na.workspace = true\n# no\nb = \"1\" # why not\n[target.'cfg(windows)'.dependencies]\nc = { version = \"2\" }\n[lints]\nworkspace = true\n",
        );
        let named: Vec<_> = found.iter().map(|dependency| (dependency.section, dependency.name)).collect();
        assert_eq!(named, [("dependencies", "a"), ("dependencies", "b"), ("target.'cfg(windows)'.dependencies", "c")]);
    }

    #[test]
    fn a_dependency_without_a_reason_is_found() {
        let tree = Tree::of(&[(
            "Cargo.toml",
            "[workspace.dependencies]\na = \"1\"\nb = \"1\" # reads bees\nc = { path = \"c\" }\n[dependencies.d]\nversion = \"1\"\n",
        )]);
        assert_eq!(reasons(&tree).len(), 2);
    }
}
