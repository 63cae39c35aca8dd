//! A packet's bytes hold nothing that a reviewer must not know. All of the file is searched, free
//! pages and indexes included.

use crate::team::Team;
use touchstone_domain::intent::Intent;

/// Planted in the project, and never in a packet.
const FORBIDDEN: [&str; 17] = [
    "gold-of-hydra",
    "model-vega",
    "prompt-orion",
    "0.7315",
    "batch-lyra",
    "score-cygnus",
    "0.918273",
    "extid-",
    "srcid-",
    "field-draco",
    "value-draco",
    "file-of-pegasus",
    "name-of-project",
    "Quentin",
    "note-of-quentin",
    "remark-of-bo",
    "Cy",
];

fn holds(bytes: &[u8], word: &str) -> bool {
    let lower: Vec<u8> = bytes.to_ascii_lowercase();
    let word = word.to_ascii_lowercase();
    lower.windows(word.len()).any(|window| window == word.as_bytes())
}

/// A project in which Bo worked, with a plan, a packet that came home and one that did not.
fn team() -> Team {
    let mut team = Team::new(9);
    team.plan();
    team.make("Bo", "bo");
    team.work_in("bo", |worker| {
        let item = worker.next().unwrap();
        worker.act(item, Intent::Remark(Some("remark-of-bo".into())));
        worker.finish_next(4, "unsure");
    });
    team.take("bo");
    team
}

#[test]
fn no_byte_of_a_packet_tells_what_is_hidden() {
    let mut team = team();
    team.make("Ada", "ada");
    let packet = std::fs::read(team.path("ada")).unwrap();
    let name = "Cy";
    assert!(!holds(&packet, &format!("\"{name}\"")));
    for word in FORBIDDEN.iter().filter(|word| **word != name) {
        assert!(!holds(&packet, word), "{word} is in the packet");
    }
    // Identities of others and of the file would tell as much as names.
    let identity = |bytes: &[u8]| packet.windows(bytes.len()).any(|window| window == bytes);
    for who in ["Bo", "Cy", "Quentin"] {
        assert!(!identity(team.person(who).as_bytes()), "the id of {who} is in the packet");
    }
    let seed = &team.project.facts().order_seed;
    assert!(!holds(&packet, seed));
    for other in team.project.read().packets().unwrap().iter().filter(|other| other.reviewer != team.person("Ada")) {
        assert!(!identity(other.id.as_bytes()), "another packet is named");
    }
    for number in 1..=9 {
        let external = touchstone_domain::id::Digest::of(format!("extid-{number}").as_bytes());
        assert!(!identity(&external.as_bytes()[..16]));
        assert!(!holds(&packet, &external.to_string()[..32]));
    }
    // What belongs in it is there, so that the search can find something.
    for word in
        ["The sample number 1 speaks.", "The source number 9 knows.", "Read *both* sides.", "contradiction", "Ada"]
    {
        assert!(holds(&packet, word), "{word} is missing");
    }
    // And the words are planted: the project holds all of them.
    drop(std::mem::replace(&mut team.project, Team::new(1).project));
    let project = std::fs::read(team.path("lead.touchstone")).unwrap();
    for word in FORBIDDEN {
        assert!(holds(&project, word), "{word} is not planted");
    }
}

#[test]
fn working_in_it_and_what_it_says_add_nothing() {
    let mut team = team();
    team.make("Ada", "ada");
    team.work_in("ada", |worker| worker.finish_next(9, "clean"));
    let packet = std::fs::read(team.path("ada")).unwrap();
    for word in FORBIDDEN.iter().filter(|word| **word != "Cy") {
        assert!(!holds(&packet, word), "{word} is in the packet");
    }
    team.work_in("ada", |worker| {
        let unknown = touchstone_domain::id::ItemId::from_bytes([7; 16]);
        let error = touchstone_engine::review::open(&worker.project, worker.who, unknown).unwrap_err();
        let said = format!("{error} {} {:?} {error:?}", error.cure(), error.place());
        for word in FORBIDDEN.iter().filter(|word| **word != "Cy") {
            assert!(!said.contains(word), "{word} is in {said}");
        }
    });
}

#[test]
fn the_counts_of_others_cannot_be_read_from_the_numbers_of_events() {
    let mut team = team();
    team.make("Ada", "ada");
    team.work_in("ada", |worker| {
        worker.finish_next(1, "clean");
        let mut lamports = Vec::new();
        worker
            .project
            .read()
            .for_each_event(|event| {
                lamports.push(event.lamport);
                Ok::<_, touchstone_engine::EngineError>(())
            })
            .unwrap();
        assert_eq!(lamports, [1, 2], "Bo's events are not counted");
    });
}
