//! The demo project in the real window, the same job without a screen, and the small tasks.

use std::fs;
use std::path::{Path, PathBuf};

use crate::setup;
use crate::step::{Done, Failure, Steps, watch};

const PROJECT: &str = "target/demo/demo.touchstone";
/// Two items of the example file, imported when there is no screen.
const EXAMPLE: &str = "fixtures/example.jsonl";

/// Builds everything and opens the demo project.
pub(crate) fn run(steps: &mut Steps, keep: bool, headless: bool) -> Done {
    let screen = !cfg!(target_os = "linux")
        || ["DISPLAY", "WAYLAND_DISPLAY"]
            .iter()
            .any(|name| std::env::var_os(name).is_some_and(|value| !value.is_empty()));
    if headless || !screen {
        return without_a_screen(steps, keep, headless);
    }
    setup::for_building(steps)?;
    build_window(steps)?;
    build_programs(steps)?;
    make_demo(steps, keep)?;
    steps.begin("The window");
    println!("   Close the window to end. `cargo xtask run --keep` opens the same project again.");
    let outcome = watch(&mut program(steps, "touchstone-desktop", &[PROJECT]))?;
    if outcome.ok { Ok(()) } else { Err(Failure("the window ended with an error; it is printed above".to_owned())) }
}

/// Demo, import, status, consensus and export with the command line.
fn without_a_screen(steps: &mut Steps, keep: bool, wanted: bool) -> Done {
    if !wanted {
        println!("There is no screen here (neither DISPLAY nor WAYLAND_DISPLAY is set), so no window can open.");
        println!("The same job is done with the command line instead; no package for the window is needed for it.");
    }
    let mut build = steps.cargo(&["build", "--package", "touchstone-cli"]);
    steps.run("Building the command line", &mut build)?;
    make_demo(steps, keep)?;
    if steps.root().join(EXAMPLE).is_file() {
        command_line(steps, "Importing a file", &["import", PROJECT, EXAMPLE])?;
    }
    command_line(steps, "What is in the project", &["status", PROJECT])?;
    command_line(steps, "Consensus of the reviewers", &["consensus", PROJECT])?;
    let out = "target/demo/demo.jsonl";
    command_line(
        steps,
        "Exporting the labels",
        &["export", PROJECT, "--format", "jsonl", "--what", "consensus", "--out", out, "--force"],
    )?;
    let text = fs::read_to_string(steps.root().join(out))?;
    println!("\nThe project is {PROJECT}, the labels are {out}: {} lines, {} bytes.", text.lines().count(), text.len());
    println!("Start `cargo xtask run` where there is a screen to review in the window.");
    Ok(())
}

/// The window with live reload: edits under ui/ show at once, edits of Rust restart it.
pub(crate) fn dev(steps: &mut Steps) -> Done {
    setup::for_building(steps)?;
    if !steps.root().join("ui/dist/index.html").is_file() {
        build_window(steps)?;
    }
    let tauri = tauri(steps);
    let mut develop = steps.program(&tauri, &["dev"]);
    steps.run("Live reload (end with Ctrl+C)", &mut develop)
}

/// Writes the types of the window anew from the types of `crates/ipc`.
pub(crate) fn contract(steps: &mut Steps) -> Done {
    let mut write = steps.cargo(&["test", "--quiet", "--package", "touchstone-ipc", "contract"]);
    write.env("UPDATE_CONTRACT", "1");
    steps.run("Writing ui/src/ipc/contract.ts", &mut write)
}

/// The rules of the tree, alone.
pub(crate) fn tidy(steps: &mut Steps) -> Done {
    let mut check = steps.cargo(&["test", "--quiet", "--package", "xtask", "--test", "tidy"]);
    steps.run("The rules of the tree", &mut check)
}

/// Builds the page of the window, which the desktop program embeds.
pub(crate) fn build_window(steps: &mut Steps) -> Done {
    let mut build = steps.npm(&["run", "build"]);
    steps.run("Building the page of the window", &mut build)
}

/// Builds the desktop program and the command line for development.
pub(crate) fn build_programs(steps: &mut Steps) -> Done {
    let mut build = steps.cargo(&["build", "--package", "touchstone-desktop", "--package", "touchstone-cli"]);
    steps.run("Building the programs", &mut build)
}

/// The Tauri command line of the packages of the window.
pub(crate) fn tauri(steps: &Steps) -> String {
    steps.root().join("ui/node_modules/.bin/tauri").to_string_lossy().into_owned()
}

fn make_demo(steps: &mut Steps, keep: bool) -> Done {
    let project = steps.root().join(PROJECT);
    if keep && project.is_file() {
        return Ok(());
    }
    let folder = project.parent().map(Path::to_path_buf).unwrap_or_default();
    if folder.is_dir() {
        fs::remove_dir_all(&folder)?;
    }
    fs::create_dir_all(&folder)?;
    command_line(steps, "The demo project", &["demo", PROJECT])
}

fn command_line(steps: &mut Steps, title: &str, arguments: &[&str]) -> Done {
    let mut command = program(steps, "touchstone", arguments);
    steps.run(title, &mut command)
}

fn program(steps: &Steps, name: &str, arguments: &[&str]) -> std::process::Command {
    steps.program(&built(steps.root(), "debug", name).to_string_lossy(), arguments)
}

/// Where Cargo puts a program of this workspace.
pub(crate) fn built(root: &Path, profile: &str, name: &str) -> PathBuf {
    target(root).join(profile).join(format!("{name}{}", std::env::consts::EXE_SUFFIX))
}

/// The target folder, which the environment may move.
pub(crate) fn target(root: &Path) -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), |moved| root.join(moved))
}
