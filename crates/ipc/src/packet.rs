//! Packets, as the lead makes and takes them, and as a reviewer sends one back.

use crate::convert;
use crate::desk::{Shared, State};
use crate::error::WireError;
use crate::job::Job;
use crate::session::Answer;
use crate::wire::*;
use std::path::{Path, PathBuf};
use std::time::SystemTime;
use touchstone_domain::amount::counted_with;
use touchstone_domain::id::ReviewerId;
use touchstone_engine::packet::{self, PacketRefusal, TakeReport};
use touchstone_engine::{EngineError, Project};

/// A file as it was when it was taken: its length and when it was last written.
pub(crate) type Stamp = (u64, Option<SystemTime>);

impl State {
    pub(crate) fn packets(&mut self, (): ()) -> Answer<Vec<PacketSent>> {
        let project = &self.session()?.project;
        let mut told = Vec::new();
        for packet in project.read().packets()? {
            told.push(PacketSent {
                reviewer: name_of(project, packet.reviewer)?,
                items: packet.items,
                made_at: packet.made_at.0,
                taken_at: packet.taken_at.map(|at| at.0),
            });
        }
        Ok(told)
    }

    /// Saves the packet at the desk as one whole file for sending back.
    pub(crate) fn save_packet(&mut self, at: AtPath) -> Answer<()> {
        Ok(packet::save_for_return(&self.session()?.project, Path::new(&at.path))?)
    }

    /// In a packet there is one reviewer, and nothing else to be.
    pub(crate) fn must_not_be_a_packet(&mut self) -> Answer<()> {
        if self.session()?.project.packet().is_some() {
            return Err(EngineError::from(PacketRefusal::OnlyForReviewing).into());
        }
        Ok(())
    }
}

impl Shared {
    pub(crate) fn make_packets(&self, wish: MakePackets, job: &Job) -> Answer<Vec<PacketMade>> {
        let mut state = self.state();
        let project = &mut state.session()?.project;
        let mut told = Vec::new();
        for reviewer in &wish.reviewers {
            let reviewer: ReviewerId = reviewer.parse().map_err(|_| WireError::no_reviewer())?;
            let name = name_of(project, reviewer)?;
            let path = free_path(Path::new(&wish.folder), &project.facts().name, &name);
            told.push(match job.work(|work| packet::make(project, reviewer, &path, work)) {
                Ok(made) => PacketMade { reviewer: name, items: made.items, path: Some(made.path), refusal: None },
                Err(error @ EngineError::Packet(_)) => {
                    PacketMade { reviewer: name, items: 0, path: None, refusal: Some(error.to_string()) }
                }
                Err(error) => return Err(error.into()),
            });
        }
        Ok(told)
    }

    pub(crate) fn take_packets(&self, wish: TakePackets, job: &Job) -> Answer<Vec<PacketTaken>> {
        let changed_only = wish.changed_only.unwrap_or_default();
        let mut state = self.state();
        let mut told = Vec::new();
        // A folder may still be watched for the project that was open before.
        if wish
            .into
            .is_some_and(|into| Path::new(&into) != state.session().map_or(Path::new(""), |open| open.project.path()))
        {
            return Ok(told);
        }
        for path in files(&wish.paths)? {
            let stamp = stamp(&path);
            if changed_only && stamp.is_some() && state.taken.get(&path) == stamp.as_ref() {
                continue;
            }
            let project = &mut state.session()?.project;
            let result = job.work(|work| packet::take(project, &path, work));
            if matches!(result, Err(EngineError::Cancelled)) {
                return Err(EngineError::Cancelled.into());
            }
            told.push(of_result(&path, result));
            if let Some(stamp) = stamp {
                state.taken.insert(path, stamp);
            }
        }
        Ok(told)
    }
}

fn stamp(path: &Path) -> Option<Stamp> {
    let facts = std::fs::metadata(path).ok()?;
    Some((facts.len(), facts.modified().ok()))
}

/// The files named, and the packets of the folders named.
fn files(paths: &[String]) -> Answer<Vec<PathBuf>> {
    let mut files = Vec::new();
    for path in paths.iter().map(PathBuf::from) {
        if !path.is_dir() {
            files.push(path);
            continue;
        }
        let refused = |error| WireError::from(EngineError::files(&path, error));
        let mut found = Vec::new();
        for entry in std::fs::read_dir(&path).map_err(refused)? {
            let entry = entry.map_err(refused)?.path();
            if entry.extension().is_some_and(|ending| ending == packet::ENDING) {
                found.push(entry);
            }
        }
        found.sort();
        files.extend(found);
    }
    Ok(files)
}

fn name_of(project: &Project, reviewer: ReviewerId) -> Answer<String> {
    Ok(convert::reviewer_name(project.read().reviewer(reviewer)?.and_then(|reviewer| reviewer.name)))
}

/// `PROJECT - REVIEWER.touchstone-packet` in the folder, with a number where that is taken.
fn free_path(folder: &Path, project: &str, reviewer: &str) -> PathBuf {
    let allowed =
        |character: char| if character.is_control() || r#"/\:*?"<>|"#.contains(character) { '_' } else { character };
    let stem: String = format!("{project} - {reviewer}").chars().map(allowed).collect();
    let name = |number: u32| match number {
        1 => folder.join(format!("{stem}.{}", packet::ENDING)),
        _ => folder.join(format!("{stem} {number}.{}", packet::ENDING)),
    };
    (1..u32::MAX).map(name).find(|path| !path.exists()).unwrap_or_else(|| name(1))
}

fn of_result(path: &Path, result: Result<TakeReport, EngineError>) -> PacketTaken {
    let path = path.display().to_string();
    match result {
        Ok(report) => PacketTaken {
            remarks: remarks(&report),
            path,
            reviewer: report.reviewer,
            items: report.items,
            open: report.open,
            events_added: report.events_added,
            reviews_changed: report.reviews_changed,
            refusal: None,
        },
        Err(error) => {
            let error = WireError::from(error);
            PacketTaken {
                path,
                reviewer: String::new(),
                items: 0,
                open: 0,
                events_added: 0,
                reviews_changed: 0,
                remarks: Vec::new(),
                refusal: Some(format!("{} {}", error.message, error.hint)),
            }
        }
    }
}

fn remarks(report: &TakeReport) -> Vec<String> {
    let mut told: Vec<String> =
        report.conflicts.iter().map(|conflict| format!("{}: {}", conflict.item, conflict.message)).collect();
    if let Some(schema) = &report.schema {
        let missing = if schema.missing.is_empty() {
            String::new()
        } else {
            format!(" No longer there: {}.", schema.missing.join(", "))
        };
        told.push(format!(
            "Worked in under version {} of the label schema; the project has version {}.{missing}",
            schema.packet, schema.project
        ));
    }
    if report.events_restored > 0 {
        told.push(format!(
            "{} events from before the packet were missing in this copy of the project and are back.",
            report.events_restored
        ));
    }
    if report.events_not_understood > 0 {
        let kept = counted_with(report.events_not_understood, "event", ("is", "are"));
        told.push(format!("{kept} kept: a newer Touchstone made them, and this one does not count them yet."));
    }
    told
}
