//! Every check, the cheap ones first, and one summary at the end.

use std::process::{Command, ExitCode};
use std::time::Duration;

use crate::run::target;
use crate::setup;
use crate::step::{Failure, Steps, is_installed, seconds, watch};
use crate::summary::{self, Count};

/// How one check ended.
struct Row {
    title: &'static str,
    result: &'static str,
    took: Duration,
    lines: Vec<String>,
}

/// All checks of one run.
struct Report {
    rows: Vec<Row>,
    count: Count,
    keep_going: bool,
    stopped: bool,
}

impl Report {
    /// Runs a check unless an earlier one stopped the run. True when it passed.
    fn check(&mut self, steps: &mut Steps, title: &'static str, command: &mut Command) -> bool {
        if self.stopped {
            return self.skip(title);
        }
        steps.begin(title);
        let outcome = watch(command).unwrap_or_else(|failure| crate::step::Outcome {
            ok: false,
            output: failure.to_string(),
            took: Duration::ZERO,
        });
        let (lines, mut count) = summary::read(&outcome.output);
        if !outcome.ok && count.failed == 0 {
            // A check without tests of its own, or one that did not get as far: it counts as one.
            count.failed = 1;
        }
        self.count += count;
        let result = if outcome.ok { "passed" } else { "FAILED" };
        println!("   {result} in {}", seconds(outcome.took));
        self.rows.push(Row { title, result, took: outcome.took, lines });
        self.stopped = !outcome.ok && !self.keep_going;
        outcome.ok
    }

    fn skip(&mut self, title: &'static str) -> bool {
        self.rows.push(Row { title, result: "not run", took: Duration::ZERO, lines: Vec::new() });
        false
    }

    /// The tests' own summaries, the table, and the sum as the last line.
    fn print(&self) {
        println!("\n== What the tests said");
        for row in &self.rows {
            for line in &row.lines {
                println!("   {:<24} {line}", row.title);
            }
        }
        println!("\n== Checks");
        for row in &self.rows {
            println!("   {:<24} {:<8} {:>12}", row.title, row.result, seconds(row.took));
        }
        println!("\n{} passed, {} failed", self.count.passed, self.count.failed);
    }
}

/// Sets up and runs every check; the exit code is 0 only when each of them passed.
pub(crate) fn test(steps: &mut Steps, keep_going: bool, e2e: bool) -> ExitCode {
    let prepared = if e2e { setup::for_testing(steps) } else { setup::for_building(steps) };
    if let Err(Failure(reason)) = prepared {
        eprintln!("\nerror: {reason}");
        return ExitCode::FAILURE;
    }
    let mut report = Report { rows: Vec::new(), count: Count::default(), keep_going, stopped: false };
    cheap_checks(steps, &mut report);
    if window_checks(steps, &mut report) {
        rust_checks(steps, &mut report);
        if e2e {
            end_to_end(steps, &mut report);
        }
    }
    report.print();
    if report.rows.iter().all(|row| row.result == "passed") { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn cheap_checks(steps: &mut Steps, report: &mut Report) {
    let mut format = steps.cargo(&["fmt", "--all", "--check"]);
    report.check(steps, "Rust format", &mut format);
    if is_installed("desktop-file-validate") {
        let mut entry = steps.program("desktop-file-validate", &["packaging/touchstone.desktop"]);
        report.check(steps, "Desktop entry", &mut entry);
    }
}

/// The window alone. False when its page could not be built, without which no Rust check compiles.
fn window_checks(steps: &mut Steps, report: &mut Report) -> bool {
    for (title, script) in [("Window types", "check"), ("Window lint", "lint"), ("Window tests", "test")] {
        let mut command = steps.npm(&["run", "--silent", script]);
        report.check(steps, title, command.env("NO_COLOR", "1"));
    }
    let mut build = steps.npm(&["run", "--silent", "build"]);
    report.check(steps, "Window build", &mut build)
}

fn rust_checks(steps: &mut Steps, report: &mut Report) {
    let mut lint = steps.cargo(&["clippy", "--workspace", "--all-targets", "--", "--deny", "warnings"]);
    report.check(steps, "Rust lint", &mut lint);
    if is_installed("cargo-nextest") {
        let mut tests = steps.cargo(&["nextest", "run", "--workspace", "--no-fail-fast"]);
        report.check(steps, "Rust tests", &mut tests);
        let mut examples = steps.cargo(&["test", "--workspace", "--doc"]);
        report.check(steps, "Rust examples", &mut examples);
    } else {
        let mut tests = steps.cargo(&["test", "--workspace", "--no-fail-fast"]);
        report.check(steps, "Rust tests", &mut tests);
    }
}

/// The real window, driven by `WebDriver` on a screen of its own.
fn end_to_end(steps: &mut Steps, report: &mut Report) {
    if !cfg!(target_os = "linux") {
        println!("\nThe tests that drive the real window need WebKitWebDriver; they run on Linux.");
        return;
    }
    let mut build = steps.cargo(&["build", "--package", "touchstone-desktop", "--package", "touchstone-cli"]);
    if !report.check(steps, "Programs", &mut build) {
        report.skip("Real window");
        return;
    }
    // `ui/e2e/run.mjs` gives them a screen and a message bus of their own.
    let mut drive = steps.npm(&["run", "--silent", "e2e"]);
    drive.env("NO_COLOR", "1").env("TOUCHSTONE_BUILT", target(steps.root()).join("debug"));
    report.check(steps, "Real window", &mut drive);
}
