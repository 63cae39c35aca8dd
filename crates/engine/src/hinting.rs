//! When hints are shown in a project, and when they were: a measure of their influence needs to know
//! under which policy a review was begun.

use crate::compare;
use crate::entropy::now;
use crate::error::EngineError;
use crate::project::Project;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use touchstone_analysis::hint::Hints;
use touchstone_domain::hinting::HintPolicy;
use touchstone_domain::id::{DeviceId, Digest, ItemId, PacketId};
use touchstone_store::{Reader, Transaction};

/// Where the policy is kept.
const POLICY: &str = "hints/policy";

/// Where a packet keeps the seed that chance is drawn with; every other project derives it.
const SEED: &str = "hints/seed";

/// Where it is kept which policy held since when.
const HISTORY: &str = "hints/history";

/// Where it is kept which policy each packet carries, and on which devices it was worked in.
const PACKETS: &str = "hints/packets";

/// A policy and since when it holds, in milliseconds since 1970.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
struct Since {
    at: i64,
    #[serde(flatten)]
    policy: HintPolicy,
}

/// What a packet carries, and where it was worked in.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct OfPacket {
    #[serde(flatten)]
    policy: HintPolicy,
    /// Each opening of a packet is a device of its own, and no other file's.
    #[serde(default)]
    devices: BTreeSet<DeviceId>,
}

/// Which policy reviews were begun under: here by when, in a packet by what it carried.
#[derive(Debug, Clone, PartialEq)]
pub struct Policies {
    here: Vec<Since>,
    in_packets: BTreeMap<DeviceId, HintPolicy>,
}

impl Policies {
    /// Whether hints were ever shown by chance, here or in a packet.
    pub fn ever_randomised(&self) -> bool {
        let here = self.here.iter().map(|since| since.policy);
        here.chain(self.in_packets.values().copied()).any(is_randomised)
    }

    /// The policy that held on a device at a moment. What is chosen here reaches no packet that is out, whatever
    /// the clocks say.
    pub fn of(&self, device: DeviceId, at: Option<i64>) -> Option<HintPolicy> {
        if let Some(carried) = self.in_packets.get(&device) {
            return Some(*carried);
        }
        let at = at?;
        self.here.iter().rev().find(|since| since.at <= at).map(|since| since.policy)
    }
}

/// Whether a policy shows hints by chance.
pub const fn is_randomised(policy: HintPolicy) -> bool {
    matches!(policy, HintPolicy::Randomised { .. })
}

fn standing(reader: &Reader) -> Result<HintPolicy, EngineError> {
    let chosen = reader.setting(POLICY)?.and_then(|text| serde_json::from_str(&text).ok());
    Ok(chosen.unwrap_or(HintPolicy::default_of(reader.project_facts()?.blind)))
}

/// When hints are shown in this project.
pub fn policy(project: &Project) -> Result<HintPolicy, EngineError> {
    standing(project.read())
}

/// The seed that chance draws with. It is made of the project's own and tells nothing of it, so that it may
/// go out with a packet: there the same items have hints as at home.
pub(crate) fn seed(reader: &Reader) -> Result<String, EngineError> {
    if let Some(given) = reader.setting(SEED)? {
        return Ok(given);
    }
    Ok(Digest::of(format!("hints of\0{}", reader.project_facts()?.order_seed).as_bytes()).to_string())
}

/// What a packet needs so that its window follows the policy of the project.
pub(crate) fn for_a_packet(reader: &Reader) -> Result<[(&'static str, String); 2], EngineError> {
    let policy = serde_json::to_string(&standing(reader)?).unwrap_or_default();
    Ok([(POLICY, policy), (SEED, seed(reader)?)])
}

/// Remembers what a packet carries that is made here.
pub(crate) fn goes_out(transaction: &mut Transaction<'_>, packet: PacketId) -> Result<(), EngineError> {
    let policy = standing(transaction)?;
    let mut packets = packets(transaction)?;
    packets.insert(packet, OfPacket { policy, devices: BTreeSet::new() });
    keep(transaction, &packets)
}

/// Remembers that a packet was worked in on these devices. What it carries is known from when it was made here, else (it
/// was made by an earlier program, or in a copy since lost) from the packet. One that says nothing showed no hints.
pub(crate) fn comes_home(
    transaction: &mut Transaction<'_>,
    packet: &Reader,
    id: PacketId,
    worked_on: BTreeSet<DeviceId>,
) -> Result<(), EngineError> {
    let mut packets = packets(transaction)?;
    let told = packet.setting(POLICY)?.and_then(|text| serde_json::from_str(&text).ok());
    let unknown = OfPacket { policy: told.unwrap_or(HintPolicy::Off), devices: BTreeSet::new() };
    let known = packets.entry(id).or_insert(unknown);
    let before = known.devices.len();
    known.devices.extend(worked_on);
    if known.devices.len() > before { keep(transaction, &packets) } else { Ok(()) }
}

fn packets(reader: &Reader) -> Result<BTreeMap<PacketId, OfPacket>, EngineError> {
    Ok(reader.setting(PACKETS)?.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default())
}

fn keep(transaction: &mut Transaction<'_>, packets: &BTreeMap<PacketId, OfPacket>) -> Result<(), EngineError> {
    Ok(transaction.put_setting(PACKETS, &serde_json::to_string(packets).unwrap_or_default())?)
}

/// Which policy reviews were begun under.
pub fn policies(reader: &Reader) -> Result<Policies, EngineError> {
    let of = |packet: OfPacket| packet.devices.into_iter().map(move |device| (device, packet.policy));
    let in_packets = packets(reader)?.into_values().flat_map(of).collect();
    Ok(Policies { here: history(reader)?, in_packets })
}

/// Which policy held when, here. Where it was never written down, today's held always.
fn history(reader: &Reader) -> Result<Vec<Since>, EngineError> {
    let told: Option<Vec<Since>> = reader.setting(HISTORY)?.and_then(|text| serde_json::from_str(&text).ok());
    match told {
        Some(told) => Ok(told),
        None => Ok(vec![Since { at: i64::MIN, policy: standing(reader)? }]),
    }
}

/// Chooses when hints are shown. A part outside 0 to 1 is moved to the nearer end.
pub fn set_policy(project: &mut Project, policy: HintPolicy) -> Result<(), EngineError> {
    let policy = match policy {
        HintPolicy::Randomised { probability } if !probability.is_finite() => HintPolicy::Off,
        HintPolicy::Randomised { probability } => HintPolicy::Randomised { probability: probability.clamp(0.0, 1.0) },
        HintPolicy::Off | HintPolicy::AfterSubmit | HintPolicy::Always => policy,
    };
    let mut history = history(project.read())?;
    if standing(project.read())? != policy {
        history.push(Since { at: now().0, policy });
    }
    project.put_setting(HISTORY, &serde_json::to_string(&history).unwrap_or_default())?;
    project.put_setting(POLICY, &serde_json::to_string(&policy).unwrap_or_default())
}

/// The hints of an item: those that are kept, else found now.
pub fn hints_of(reader: &Reader, item: ItemId) -> Result<Hints, EngineError> {
    if let Some(kept) = compare::kept(reader, item)? {
        return Ok(kept.hints);
    }
    Ok(reader.item(item)?.map_or(Hints::NoSource, |item| compare::hints_in(&item)))
}
