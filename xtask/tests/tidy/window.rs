//! Rules for the window that `ESLint` does not see.

use crate::tree::{Finding, Tree, numbered};

/// `@tauri-apps` is imported only under `ui/src/ipc`; the rest of the window could run in a browser.
pub(crate) fn tauri_imports(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (path, text) in tree.texts(&[".ts", ".svelte", ".js", ".mjs"]) {
        if !path.starts_with("ui/src/") || path.starts_with("ui/src/ipc/") {
            continue;
        }
        for (line, text) in numbered(text) {
            if text.contains("@tauri-apps") || text.contains("__TAURI") {
                findings.push(Finding::at(path, line, "only ui/src/ipc may know Tauri"));
            }
        }
    }
    findings
}

/// Colours are written in `tokens.css` only. Tests may name colours, as data.
pub(crate) fn colours(tree: &Tree) -> Vec<Finding> {
    const FUNCTIONS: &[&str] = &["rgb(", "rgba(", "hsl(", "hsla(", "oklch(", "oklab(", "lch("];
    let mut findings = Vec::new();
    for (path, text) in tree.texts(&[".css", ".svelte", ".ts"]) {
        if !path.starts_with("ui/src/") || path == "ui/src/styles/tokens.css" || path.ends_with(".test.ts") {
            continue;
        }
        for (line, text) in numbered(text) {
            if FUNCTIONS.iter().any(|function| text.contains(function))
                || text.match_indices('#').any(|(at, _)| is_hex_colour(text, at))
            {
                findings.push(Finding::at(path, line, "a colour outside ui/src/styles/tokens.css"));
            }
        }
    }
    findings
}

/// Whether `#` at this place begins 3, 4, 6 or 8 hexadecimal digits and nothing else.
fn is_hex_colour(text: &str, at: usize) -> bool {
    // `{#each` opens a block, `&#39;` is a character.
    if text[..at].ends_with(['{', '&']) {
        return false;
    }
    let rest = &text[at + 1..];
    let digits = rest.find(|c: char| !c.is_ascii_hexdigit()).unwrap_or(rest.len());
    let ends = !rest[digits..].starts_with(|c: char| c.is_alphanumeric() || c == '-' || c == '_');
    ends && [3, 4, 6, 8].contains(&digits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tauri_outside_its_folder_is_found() {
        let import = "import { invoke } from \"@tauri-apps/api/core\";\n";
        let tree = Tree::of(&[
            ("ui/src/ipc/bridge.ts", import),
            ("ui/src/screens/start/Start.svelte", import),
            ("ui/e2e/run.mjs", import),
        ]);
        assert_eq!(tauri_imports(&tree).len(), 1);
    }

    #[test]
    fn a_colour_outside_the_tokens_is_found() {
        let tree = Tree::of(&[
            ("ui/src/styles/tokens.css", "--ink: #1f2328;"),
            ("ui/src/a.svelte", "{#each things as thing}\n<p style=\"color: #abc\">&#39;</p>\n"),
            ("ui/src/b.css", "p { color: rgb(0 0 0); }\n#face-list { color: var(--ink); }\n"),
            ("ui/src/c.test.ts", "const colour = \"#ffffff\";"),
        ]);
        assert_eq!(colours(&tree).len(), 2);
    }
}
