//! Where packages come from, and what the installers say of themselves.

use serde_json::Value;

use crate::tree::{Finding, Tree, numbered};

/// Locked packages come from the public registries and nowhere else; the window's are pinned.
pub(crate) fn origins(tree: &Tree) -> Vec<Finding> {
    const CRATES: &str = "source = \"registry+https://github.com/rust-lang/crates.io-index\"";
    let mut findings = Vec::new();
    for (line, text) in numbered(tree.text("Cargo.lock").unwrap_or_default()) {
        if text.starts_with("source = ") && text != CRATES {
            findings.push(Finding::at("Cargo.lock", line, "a package from elsewhere than crates.io"));
        }
    }
    for (line, text) in numbered(tree.text("ui/package-lock.json").unwrap_or_default()) {
        let resolved = text.trim().strip_prefix("\"resolved\": \"");
        if resolved.is_some_and(|url| !url.starts_with("https://registry.npmjs.org/")) {
            findings.push(Finding::at(
                "ui/package-lock.json",
                line,
                "a package from elsewhere than registry.npmjs.org",
            ));
        }
    }
    let manifest: Value = serde_json::from_str(tree.text("ui/package.json").unwrap_or("{}")).unwrap_or_default();
    for section in ["dependencies", "devDependencies"] {
        for (name, version) in manifest[section].as_object().into_iter().flatten() {
            if !version.as_str().is_some_and(|version| version.starts_with(|c: char| c.is_ascii_digit())) {
                findings.push(Finding::in_file("ui/package.json", format!("{name} is not pinned to one version")));
            }
        }
    }
    findings
}

/// File types are named alike in the settings, the desktop entry and the MIME description, and
/// every file that the installers carry exists or is made by `cargo xtask dist`.
pub(crate) fn installers(tree: &Tree) -> Vec<Finding> {
    const SETTINGS: &str = "tauri.conf.json";
    let Some(text) = tree.text(SETTINGS) else { return Vec::new() };
    let Ok(settings) = serde_json::from_str::<Value>(text) else {
        return vec![Finding::in_file(SETTINGS, "is not JSON")];
    };
    let mut findings = Vec::new();
    let bundle = &settings["bundle"];
    for association in bundle["fileAssociations"].as_array().into_iter().flatten() {
        let mime = association["mimeType"].as_str().unwrap_or_default();
        for described in ["packaging/touchstone.desktop", "packaging/touchstone.xml"] {
            if !tree
                .text(described)
                .is_some_and(|text| text.contains(&format!("{mime};")) || text.contains(&format!("type=\"{mime}\"")))
            {
                findings.push(Finding::in_file(described, format!("does not name {mime}")));
            }
        }
        for ending in association["ext"].as_array().into_iter().flatten().filter_map(Value::as_str) {
            if !tree.text("packaging/touchstone.xml").is_some_and(|text| text.contains(&format!("\"*.{ending}\""))) {
                findings.push(Finding::in_file("packaging/touchstone.xml", format!("does not know *.{ending}")));
            }
        }
    }
    let carried =
        ["deb", "rpm"].into_iter().flat_map(|kind| bundle["linux"][kind]["files"].as_object().into_iter().flatten());
    let named = carried
        .filter_map(|(_, from)| from.as_str())
        .chain(bundle["icon"].as_array().into_iter().flatten().filter_map(Value::as_str));
    for file in named {
        if !file.starts_with("target/dist/stage/") && tree.files().all(|(path, _)| path != file) {
            findings.push(Finding::in_file(SETTINGS, format!("{file} does not exist")));
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_package_from_elsewhere_is_found() {
        let tree = Tree::of(&[
            (
                "Cargo.lock",
                "source = \"registry+https://github.com/rust-lang/crates.io-index\"\nsource = \"git+https://example.org/x\"\n",
            ),
            (
                "ui/package-lock.json",
                "  \"resolved\": \"https://mirror.example/x.tgz\",\n  \"resolved\": \"https://registry.npmjs.org/y.tgz\",\n",
            ),
            ("ui/package.json", "{\"dependencies\": {\"a\": \"1.2.3\", \"b\": \"^1.2.3\"}}"),
        ]);
        assert_eq!(origins(&tree).len(), 3);
    }

    #[test]
    fn a_file_type_that_one_place_forgot_is_found() {
        let settings = r#"{"bundle": {"icon": ["icons/a.png"], "fileAssociations": [{"ext": ["touchstone"], "mimeType": "application/x-touchstone"}],
            "linux": {"deb": {"files": {"/usr/bin/touchstone": "target/dist/stage/touchstone", "/usr/share/x": "packaging/x"}}}}}"#;
        let tree = Tree::of(&[
            ("tauri.conf.json", settings),
            ("packaging/touchstone.desktop", "MimeType=application/x-touchstone-packet;"),
            ("packaging/touchstone.xml", "<mime-type type=\"application/x-touchstone\"><glob pattern=\"*.stone\"/>"),
        ]);
        let findings: Vec<String> = installers(&tree).iter().map(ToString::to_string).collect();
        assert_eq!(
            findings,
            [
                "packaging/touchstone.desktop: does not name application/x-touchstone",
                "packaging/touchstone.xml: does not know *.touchstone",
                "tauri.conf.json: packaging/x does not exist",
                "tauri.conf.json: icons/a.png does not exist",
            ]
        );
    }
}
