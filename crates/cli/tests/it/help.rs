//! Help, version, wrong usage, man pages and completions.

use crate::program::{Folder, command};
use expect_test::expect;

const COMMANDS: [&str; 11] =
    ["new", "demo", "import", "status", "agreement", "consensus", "votes", "export", "plan", "labels", "verify"];

#[test]
fn every_command_has_help_with_an_example() {
    let folder = Folder::new();
    let all = folder.run(&["--help"]).expect_done();
    for command in COMMANDS {
        assert!(all.stdout.contains(&format!("\n  {command} ")), "{command} is listed");
        for flag in ["--help", "-h"] {
            let help = folder.run(&[command, flag]).expect_done();
            assert!(help.stdout.contains(&format!("Example:\n  touchstone {command} ")), "{}", help.stdout);
            assert!(help.stdout.contains("--json"));
            assert_eq!(help.stderr, "");
        }
        let usage = folder.run(&[command, "-h"]).stdout;
        let first = usage.lines().find(|line| line.starts_with("Usage: ")).unwrap();
        let input = if command == "votes" { "<LABELS>" } else { "<PROJECT>" };
        assert!(first.contains(input), "{first}");
    }
    for later in ["quality", "audit", "generate"] {
        assert!(!all.stdout.contains(&format!("\n  {later} ")), "{later} is not listed");
    }
}

#[test]
fn the_options_stay() {
    let folder = Folder::new();
    let mut told = String::new();
    for command in COMMANDS {
        let help = folder.run(&[command, "-h"]).stdout;
        let options: Vec<&str> = help
            .lines()
            .filter_map(|line| line.trim_start().strip_prefix("--"))
            .map(|option| option.split_whitespace().next().unwrap())
            .collect();
        told += &format!("{command}: {}\n", options.join(" "));
    }
    expect![[r#"
        new: name schema json
        demo: json
        import: format reviewed id-prefix map sources only strict issues json
        status: json
        agreement: layer pairs parts reviewers gamma alpha-u-1995 seed table json
        consensus: method span-threshold seed runs compare json
        votes: gold classes ordinal method iterations bootstrap seed out json
        export: format out what filter reviewers no-notes force json
        plan: overlap calibration checks reviewer quota set remove json
        labels: as keep reason by take-back json
        verify: rebuild json
    "#]]
    .assert_eq(&told);
}

#[test]
fn the_version_is_one_line() {
    let folder = Folder::new();
    let version = folder.run(&["--version"]).expect_done();
    assert_eq!(version.stdout, format!("touchstone {}\n", env!("CARGO_PKG_VERSION")));
    assert_eq!(version.stderr, "");
}

#[test]
fn wrong_usage_has_the_form_of_every_error() {
    let folder = Folder::new();
    let wrong = folder.run(&["status", "p.touchstone", "--jsn"]).expect(2);
    expect![[r#"
        error: Unexpected argument '--jsn' found.
          where: command line
          cure: A similar argument exists: '--json'. Write: touchstone status --json <PROJECT>. Add --help for an example.
    "#]].assert_eq(&wrong.stderr);
    assert_eq!(wrong.stdout, "");
    let wrong = folder.run(&["status", "--json"]).expect(2);
    let error = wrong.error_json();
    assert_eq!((error["code"].as_str(), error["where"].as_str()), (Some("usage"), Some("command line")));
    for arguments in [
        &["nonsense"][..],
        &["import", "p.touchstone"],
        &["export", "p.touchstone", "--format", "jsonl"],
        &["export", "p.touchstone", "--out", "x"],
        &["consensus", "p.touchstone", "--method", "guess"],
        &["consensus", "p.touchstone", "--span-threshold", "most"],
        &["consensus", "p.touchstone", "--seed", "-1"],
        &["import", "p.touchstone", "x", "--format", "nonsense"],
        &["import", "p.touchstone", "x", "--format", "ragtruth"],
        &["import", "p.touchstone", "x", "--reviewed", "all"],
        &["import", "p.touchstone", "x", "--only", "sources"],
        &["export", "p.touchstone", "--format", "jsonl", "--out", "x", "--what", "all"],
        &["export", "p.touchstone", "--format", "jsonl", "--out", "x", "--reviewers", "all"],
    ] {
        let wrong = folder.run(arguments).expect(2);
        assert!(wrong.stderr.starts_with("error: "), "{}", wrong.stderr);
        assert!(wrong.stderr.contains("\n  where: command line\n  cure: "), "{}", wrong.stderr);
        folder.run(&[arguments, &["--json"]].concat()).expect(2).error_json();
    }
    assert_eq!(folder.names(), [""; 0], "nothing was made");
}

#[test]
fn no_command_shows_the_help_and_is_wrong_usage() {
    let nothing = Folder::new().run(&[]).expect(2);
    assert!(nothing.stderr.contains("Usage: touchstone <COMMAND>"));
    assert_eq!(nothing.stdout, "");
}

#[test]
fn man_pages_and_completions_are_generated() {
    let folder = Folder::new();
    folder.run(&["generate", "man", "--out", "made/man"]).expect_done();
    folder.run(&["generate", "completions", "--out", "made/completions"]).expect_done();
    let mut pages: Vec<String> = COMMANDS.iter().map(|command| format!("touchstone-{command}.1")).collect();
    pages.push("touchstone.1".to_owned());
    for page in pages {
        assert!(folder.read(&format!("made/man/{page}")).contains(".TH "), "{page}");
    }
    assert!(folder.read("made/man/touchstone-import.1").contains("\\-\\-strict"));
    for (file, word) in
        [("touchstone.bash", "complete -F"), ("_touchstone", "#compdef"), ("touchstone.fish", "complete -c")]
    {
        assert!(folder.read(&format!("made/completions/{file}")).contains(word), "{file}");
    }
}

#[test]
fn an_answer_that_nobody_reads_to_the_end_is_no_error() {
    let folder = Folder::new();
    folder.run(&["demo", "d.touchstone"]).expect_done();
    let mut child = command()
        .current_dir(folder.root())
        .args(["consensus", "d.touchstone", "--json"])
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(String::from_utf8(output.stderr).unwrap(), "");
}
