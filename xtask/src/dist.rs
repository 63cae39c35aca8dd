//! The installers of this system, in `target/dist`, looked into before they are called done.

use std::fs;
use std::path::{Path, PathBuf};

use crate::run::{built, target, tauri};
use crate::setup;
use crate::step::{Done, Failure, Steps, watch};

/// What the .deb must hold beside the desktop program's own icons.
const IN_THE_PACKAGE: &[&str] = &[
    "usr/bin/touchstone",
    "usr/bin/touchstone-desktop",
    "usr/share/applications/Touchstone.desktop",
    "usr/share/bash-completion/completions/touchstone",
    "usr/share/doc/touchstone/copyright",
    "usr/share/fish/vendor_completions.d/touchstone.fish",
    "usr/share/icons/hicolor/128x128/apps/touchstone-desktop.png",
    "usr/share/icons/hicolor/scalable/apps/touchstone-desktop.svg",
    "usr/share/icons/hicolor/scalable/mimetypes/application-x-touchstone.svg",
    "usr/share/man/man1/touchstone.1.gz",
    "usr/share/mime/packages/touchstone.xml",
    "usr/share/zsh/vendor-completions/_touchstone",
];

/// Builds the release and its installers, checks them and prints sizes and digests.
pub(crate) fn dist(steps: &mut Steps) -> Done {
    setup::for_building(steps)?;
    let mut command_line = steps.cargo(&["build", "--release", "--package", "touchstone-cli"]);
    steps.run("Building the command line for release", &mut command_line)?;
    stage(steps)?;

    // Old installers must not be taken for new ones: the bundler can end well and make nothing.
    let bundles = target(steps.root()).join("release/bundle");
    if bundles.is_dir() {
        fs::remove_dir_all(&bundles)?;
    }
    let kinds = if cfg!(windows) {
        "nsis"
    } else if cfg!(target_os = "macos") {
        "dmg"
    } else {
        "deb,rpm"
    };
    let program = tauri(steps);
    let mut build = steps.program(&program, &["build", "--ci", "--bundles", kinds]);
    steps.run("Building the desktop program and its installers", &mut build)?;

    steps.begin("Collecting the installers");
    let dist = steps.root().join("target/dist");
    let mut made = collect(&bundles, &dist, kinds)?;
    if !cfg!(target_os = "linux") {
        // Here the installer carries the window only; the command line stands beside it.
        let name =
            format!("touchstone-{}-{}{}", std::env::consts::OS, std::env::consts::ARCH, std::env::consts::EXE_SUFFIX);
        fs::copy(built(steps.root(), "release", "touchstone"), dist.join(&name))?;
        made.push(dist.join(name));
    }
    if let Some(package) = made.iter().find(|file| file.extension().is_some_and(|end| end == "deb")) {
        look_into(steps, package)?;
    }
    digests(steps, &made)
}

/// The command line with the man page and completions it makes of itself, where `tauri.conf.json` looks for them.
fn stage(steps: &mut Steps) -> Done {
    let stage = steps.root().join("target/dist/stage");
    if stage.is_dir() {
        fs::remove_dir_all(&stage)?;
    }
    fs::create_dir_all(&stage)?;
    let name = format!("touchstone{}", std::env::consts::EXE_SUFFIX);
    fs::copy(built(steps.root(), "release", "touchstone"), stage.join(&name))?;
    let program = stage.join(name).to_string_lossy().into_owned();
    for kind in ["man", "completions"] {
        let out = stage.join(kind);
        fs::create_dir_all(&out)?;
        let mut generate = steps.program(&program, &["generate", kind, "--out", &out.to_string_lossy()]);
        steps.run(&format!("Generating {kind}"), &mut generate)?;
    }
    if cfg!(target_os = "linux") {
        for page in fs::read_dir(stage.join("man"))? {
            let page = page?.path();
            // -n: no name and no time inside, so that the same page gives the same bytes.
            let mut compress = steps.program("gzip", &["--best", "--no-name", "--force", &page.to_string_lossy()]);
            if !watch(&mut compress)?.ok {
                return Err(Failure(format!("{} could not be compressed", page.display())));
            }
        }
    }
    Ok(())
}

/// Copies the installers into `dist`; one missing kind is a failure.
fn collect(bundles: &Path, dist: &Path, kinds: &str) -> Result<Vec<PathBuf>, Failure> {
    fs::create_dir_all(dist)?;
    let mut made = Vec::new();
    for kind in kinds.split(',') {
        let ending = if kind == "nsis" { "exe" } else { kind };
        let found = fs::read_dir(bundles.join(kind))
            .ok()
            .and_then(|mut files| {
                files.find_map(|file| {
                    file.ok().map(|file| file.path()).filter(|path| path.extension().is_some_and(|end| end == ending))
                })
            })
            .ok_or_else(|| {
                Failure(format!("the bundler ended without an error but made no .{ending} under {}", bundles.display()))
            })?;
        let copy = dist.join(found.file_name().unwrap_or_default());
        fs::copy(&found, &copy)?;
        made.push(copy);
    }
    Ok(made)
}

fn look_into(steps: &mut Steps, package: &Path) -> Done {
    let mut list = steps.program("dpkg-deb", &["--contents", &package.to_string_lossy()]);
    let contents = watch(&mut list)?;
    let missing = missing_from(&contents.output, IN_THE_PACKAGE);
    if contents.ok && missing.is_empty() {
        println!("   the .deb holds the {} files it should", IN_THE_PACKAGE.len());
        Ok(())
    } else {
        Err(Failure(format!("the .deb lacks: {}", missing.join(", "))))
    }
}

/// The wanted paths that no line of `dpkg-deb --contents` ends with.
fn missing_from<'a>(contents: &str, wanted: &[&'a str]) -> Vec<&'a str> {
    let held: Vec<&str> = contents
        .lines()
        .filter_map(|line| line.rsplit(' ').next())
        .map(|path| path.trim_start_matches("./").trim_start_matches('/'))
        .collect();
    wanted.iter().copied().filter(|path| !held.contains(path)).collect()
}

fn digests(steps: &mut Steps, made: &[PathBuf]) -> Done {
    println!("\n== Installers");
    for file in made {
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        println!("   {:>12} bytes  {name}", fs::metadata(file)?.len());
    }
    let paths: Vec<String> = made.iter().map(|file| file.to_string_lossy().into_owned()).collect();
    let mut words: Vec<&str> = if cfg!(target_os = "linux") {
        vec!["sha256sum"]
    } else if cfg!(windows) {
        vec!["certutil", "-hashfile"]
    } else {
        vec!["shasum", "-a", "256"]
    };
    let program = words.remove(0);
    for path in &paths {
        let mut arguments = words.clone();
        arguments.push(path);
        if cfg!(windows) {
            arguments.push("SHA256");
        }
        if !watch(&mut steps.program(program, &arguments))?.ok {
            return Err(Failure(format!("the digest of {path} could not be computed")));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_is_not_in_the_package_is_named() {
        let contents = "-rwxr-xr-x 0/0 123 2026-01-01 00:00 ./usr/bin/touchstone\n-rw-r--r-- 0/0 9 2026-01-01 00:00 usr/share/man/man1/touchstone.1.gz\n";
        assert_eq!(
            missing_from(contents, &["usr/bin/touchstone", "usr/share/man/man1/touchstone.1.gz"]),
            Vec::<&str>::new()
        );
        assert_eq!(missing_from(contents, &["usr/bin/touch", "usr/bin/touchstone"]), ["usr/bin/touch"]);
    }

    #[test]
    fn an_installer_that_was_not_made_is_a_failure() {
        let nowhere = std::env::temp_dir().join("touchstone-no-bundles");
        assert!(collect(&nowhere, &nowhere, "deb").is_err());
        let _ = fs::remove_dir(nowhere);
    }
}
