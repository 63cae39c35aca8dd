//! The rules of the tree: what no compiler checks. Each rule is a function from the files to its
//! findings, and each is shown to fail on a tiny tree of its own.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a failed unwrap is a failed test"
)]
#![allow(clippy::pedantic, missing_docs, reason = "tests and benchmarks tell their story in names")]

mod layering;
mod manifests;
mod packages;
mod texts;
mod tree;
mod window;
mod workflow;

use tree::{Finding, Tree};

/// From the files to the places that break a rule.
type Rule = fn(&Tree) -> Vec<Finding>;

/// Every rule with the sentence that it holds up.
const RULES: &[(&str, Rule)] = &[
    ("packages import only what stands below them", layering::own_packages),
    ("one package for each outside world", layering::outside_worlds),
    ("SQL stands only in the store", layering::sql),
    ("each dependency has a reason", manifests::reasons),
    ("packages come from the public registries", packages::origins),
    ("the installers are described alike everywhere", packages::installers),
    ("a file has 400 lines at most", texts::length),
    ("a module says what it is for", texts::module_docs),
    ("nothing is left undone", texts::unfinished),
    ("no path of somebody's machine", texts::machine_paths),
    ("no file over 2 MB", texts::size),
    ("only ui/src/ipc knows Tauri", window::tauri_imports),
    ("colours come from the tokens", window::colours),
    ("the release workflow can run", workflow::release),
];

#[test]
fn the_tree_is_tidy() {
    let tree = Tree::read();
    assert!(tree.files().count() > 50, "the tree was not found");
    let mut findings = Vec::new();
    for (rule, check) in RULES {
        findings.extend(check(&tree).into_iter().map(|finding| format!("{finding}\n      rule: {rule}")));
    }
    assert!(findings.is_empty(), "{} findings:\n  {}", findings.len(), findings.join("\n  "));
}
