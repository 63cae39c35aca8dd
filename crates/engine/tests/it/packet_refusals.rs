//! What is not taken, and why.

use crate::team::Team;
use touchstone_domain::intent::Intent;
use touchstone_engine::EngineError;

/// The error of taking `file`, after which the project is as it was.
fn refused(team: &mut Team, file: &str) -> EngineError {
    let before = team.told();
    let error = team.try_take(file).unwrap_err();
    assert_eq!(team.told(), before);
    assert!(!error.cure().is_empty());
    error
}

fn replace(team: &Team, file: &str, from: &[u8], to: &[u8]) -> usize {
    assert_eq!(from.len(), to.len());
    let mut bytes = std::fs::read(team.path(file)).unwrap();
    let mut count = 0;
    let mut at = 0;
    while let Some(found) = bytes[at..].windows(from.len()).position(|window| window == from) {
        at += found;
        bytes[at..at + to.len()].copy_from_slice(to);
        count += 1;
    }
    std::fs::write(team.path(file), bytes).unwrap();
    count
}

#[test]
fn a_packet_altered_outside_is_refused_with_the_reason() {
    let mut team = Team::new(4);
    team.make("Ada", "a");
    team.work_in("a", |worker| {
        let item = worker.next().unwrap();
        worker.act(item, Intent::Remark(Some("my honest opinion".into())));
        worker.finish(item, "clean");
    });
    team.send("a", "b");
    assert!(replace(&team, "b", b"\"to\":\"my honest opinion", b"\"to\":\"my bought opinion") > 0);
    let error = refused(&mut team, "b");
    assert_eq!(error.code(), "packet_altered");
    assert!(error.to_string().contains("was changed after it was written"), "{error}");
    team.send("a", "c");
    assert!(replace(&team, "c", b"The sample number", b"The simple number") > 0);
    let error = refused(&mut team, "c");
    assert_eq!(error.code(), "packet_altered");
    assert!(error.to_string().contains("text"), "{error}");
    assert_eq!(team.take("a").events_added, 3, "the packet itself is sound");
}

#[test]
fn a_packet_cut_short_or_torn_is_refused() {
    let mut team = Team::new(40);
    team.make("Ada", "a");
    team.work_in("a", |worker| worker.finish_next(10, "clean"));
    let whole = std::fs::read(team.path("a")).unwrap();
    for kept in [0, 50, 100, 5_000, whole.len() / 2, whole.len() - 8192, whole.len() - 1] {
        std::fs::write(team.path("cut"), &whole[..kept]).unwrap();
        let error = refused(&mut team, "cut");
        assert!(["packet_damaged", "not_a_packet"].contains(&error.code()), "{kept}: {error}");
        assert!(error.to_string().contains("part of one"), "{kept}: {error}");
    }
    std::fs::write(team.path("text"), "Dear lead, here is my packet.").unwrap();
    assert_eq!(refused(&mut team, "text").code(), "not_a_packet");
    assert_eq!(refused(&mut team, "nowhere").code(), "files");
    assert_eq!(refused(&mut team, "lead.touchstone").code(), "not_a_packet");
}

#[test]
fn a_packet_of_another_project_is_refused() {
    let mut one = Team::new(4);
    let mut other = Team::new(4);
    other.make("Ada", "a");
    other.work_in("a", |worker| worker.finish_next(1, "clean"));
    std::fs::copy(other.path("a"), one.path("a")).unwrap();
    assert_eq!(refused(&mut one, "a").code(), "packet_of_another_project");
    assert_eq!(other.take("a").events_added, 2);
}

#[test]
fn a_packet_of_a_newer_program_is_refused_and_says_so() {
    let mut team = Team::new(4);
    team.make("Ada", "a");
    // `user_version` stands at byte 60 of the file's header.
    let mut bytes = std::fs::read(team.path("a")).unwrap();
    bytes[60..64].copy_from_slice(&99_u32.to_be_bytes());
    std::fs::write(team.path("a"), bytes).unwrap();
    let error = refused(&mut team, "a");
    assert_eq!(error.code(), "too_new");
    assert!(error.cure().contains("Update"));
}
