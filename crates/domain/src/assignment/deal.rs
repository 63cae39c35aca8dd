//! Deals items to reviewers: each as often as asked for, loads and pairs even, orders of chance.

use super::draw::Draw;
use super::plan::{MemberShare, PairShare, PlanSettings, Preview};
use crate::id::ReviewerId;
use std::collections::BTreeMap;

/// A reviewer at the table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    /// Who.
    pub reviewer: ReviewerId,
    /// Items (by ordinal) that stay with them, in the order in which they met them.
    pub kept: Vec<u32>,
}

/// What is there when items are dealt. Items are told by their ordinals, from 1 without gaps.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Table {
    /// How many items there are.
    pub items: u32,
    /// Who takes part.
    pub members: Vec<Member>,
    /// Finished reviews of people who took part once and do no longer: they count.
    pub counted: BTreeMap<u32, u32>,
    /// Items chosen for calibration before; they stay.
    pub calibration: Vec<u32>,
    /// The attention checks.
    pub checks: Vec<u32>,
}

/// Who got what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deal {
    /// For each member of the table, the items in the order of their work.
    pub lists: Vec<Vec<u32>>,
    /// Items that everyone reviews first.
    pub calibration: Vec<u32>,
    /// What it comes to.
    pub preview: Preview,
}

/// Who holds what while it is dealt.
struct Hands {
    holds: Vec<Vec<u64>>,
    load: Vec<u32>,
    pairs: Vec<u32>,
}

impl Hands {
    fn new(members: usize, items: usize) -> Self {
        let empty = vec![0_u64; items / 64 + 1];
        Self { holds: vec![empty; members], load: vec![0; members], pairs: vec![0; members * members] }
    }

    fn has(&self, member: usize, item: u32) -> bool {
        self.holds[member][item as usize / 64] >> (item % 64) & 1 == 1
    }

    fn holders(&self, item: u32) -> impl Iterator<Item = usize> + '_ {
        (0..self.holds.len()).filter(move |member| self.has(*member, item))
    }

    /// False when it was there already.
    fn give(&mut self, member: usize, item: u32) -> bool {
        if self.has(member, item) {
            return false;
        }
        let others: Vec<usize> = self.holders(item).collect();
        let members = self.load.len();
        for other in others {
            self.pairs[member * members + other] += 1;
            self.pairs[other * members + member] += 1;
        }
        self.holds[member][item as usize / 64] |= 1 << (item % 64);
        self.load[member] += 1;
        true
    }

    fn pair(&self, one: usize, other: usize) -> u32 {
        self.pairs[one * self.load.len() + other]
    }

    fn pair_share(&self) -> Option<PairShare> {
        let members = self.load.len();
        let pairs = (0..members).flat_map(|one| (0..one).map(move |other| (one, other)));
        let shared = pairs.map(|(one, other)| self.pair(one, other));
        Some(PairShare { least: shared.clone().min()?, most: shared.max()? })
    }
}

/// Deals. The same settings, seed and table give the same lists.
///
/// What a member keeps stays where it was; everything else is dealt again.
pub fn deal(settings: &PlanSettings, seed: &str, table: &Table) -> Deal {
    let mut hands = Hands::new(table.members.len(), table.items as usize);
    for (number, member) in table.members.iter().enumerate() {
        for item in &member.kept {
            hands.give(number, *item);
        }
    }
    let calibration = calibration(settings, seed, table);
    for item in calibration.iter().chain(&table.checks) {
        for member in 0..table.members.len() {
            hands.give(member, *item);
        }
    }
    let mut dealt = give_out(settings, seed, table, &mut hands);
    let mut lists = Vec::new();
    for (number, member) in table.members.iter().enumerate() {
        lists.push(in_order(seed, member, &calibration, &table.checks, std::mem::take(&mut dealt[number])));
    }
    let preview = preview(settings, table, &hands, &calibration);
    Deal { lists, calibration, preview }
}

/// The items that everyone begins with: those chosen before, and as many more as were asked for.
fn calibration(settings: &PlanSettings, seed: &str, table: &Table) -> Vec<u32> {
    let wanted = settings.calibration as usize;
    let mut chosen: Vec<u32> = table.calibration.iter().copied().filter(|item| !table.checks.contains(item)).collect();
    chosen.truncate(wanted);
    if chosen.len() < wanted {
        let taken: std::collections::BTreeSet<u32> = chosen.iter().chain(&table.checks).copied().collect();
        let mut others: Vec<u32> = (1..=table.items).filter(|item| !taken.contains(item)).collect();
        Draw::new(seed, "calibration").shuffle(&mut others);
        chosen.extend(others.into_iter().take(wanted - chosen.len()));
    }
    chosen
}

/// How many items each may still get: the needed places, spread as evenly as limits and what they
/// hold already allow.
fn targets(settings: &PlanSettings, table: &Table, hands: &Hands, needed: u64) -> Vec<u32> {
    let limit = |number: usize| {
        let quota = settings.quotas.get(&table.members[number].reviewer).copied().unwrap_or(u32::MAX);
        quota.min(table.items)
    };
    let room = |number: usize, level: u32| limit(number).min(level).saturating_sub(hands.load[number]);
    let filled = |level: u32| (0..table.members.len()).map(|number| u64::from(room(number, level))).sum::<u64>();
    // The highest level that does not give out more than is needed.
    let (mut low, mut high) = (0, table.items);
    while low < high {
        let middle = low + (high - low).div_ceil(2);
        if filled(middle) <= needed {
            low = middle;
        } else {
            high = middle - 1;
        }
    }
    let mut targets: Vec<u32> = (0..table.members.len()).map(|number| room(number, low)).collect();
    let mut left = needed - filled(low).min(needed);
    for (number, target) in targets.iter_mut().enumerate() {
        if left > 0 && room(number, low.saturating_add(1)) > *target {
            *target += 1;
            left -= 1;
        }
    }
    targets
}

/// Gives every item that needs more reviewers to those who are furthest behind their target; among
/// equals, to those who have shared least with whoever holds it already.
fn give_out(settings: &PlanSettings, seed: &str, table: &Table, hands: &mut Hands) -> Vec<Vec<u32>> {
    let members = u32::try_from(table.members.len()).unwrap_or(u32::MAX);
    let mut given = vec![Vec::new(); table.members.len()];
    let mut open: Vec<(u32, u32)> = Vec::new();
    for item in 1..=table.items {
        let held = u32::try_from(hands.holders(item).count()).unwrap_or(u32::MAX);
        let there = held + table.counted.get(&item).copied().unwrap_or(0);
        let missing = settings.overlap.saturating_sub(there).min(members - held);
        if missing > 0 {
            open.push((item, missing));
        }
    }
    Draw::new(seed, "deal").shuffle(&mut open);
    // What could not be placed evenly is placed anyhow, where limits leave room.
    for evenly in [true, false] {
        let needed = if evenly { open.iter().map(|(_, missing)| u64::from(*missing)).sum() } else { u64::MAX };
        let targets = targets(settings, table, hands, needed);
        let mut round = Round { left: targets.clone(), targets };
        let count = open.len();
        for (turn, (item, missing)) in open.iter_mut().enumerate() {
            let to_come = u32::try_from(count - turn).unwrap_or(u32::MAX);
            let mut holders: Vec<usize> = hands.holders(*item).collect();
            while *missing > 0
                && let Some(member) = round.choose(hands, &holders, to_come, turn)
            {
                hands.give(member, *item);
                holders.push(member);
                given[member].push(*item);
                *missing -= 1;
            }
        }
        open.retain(|(_, missing)| *missing > 0);
    }
    given
}

/// What each member is still to get.
struct Round {
    targets: Vec<u32>,
    left: Vec<u32>,
}

impl Round {
    /// Whoever must get this item or will not reach the target; else, of those at most one item less
    /// behind than the last, whoever shared least with the holders.
    fn choose(&mut self, hands: &Hands, holders: &[usize], to_come: u32, turn: usize) -> Option<usize> {
        let members = self.left.len();
        let open = || (0..members).filter(|member| self.left[*member] > 0 && !holders.contains(member));
        // As fractions of the targets, so that small and large quotas end together.
        let behind = |one: usize, of: usize| u64::from(self.left[one]) * u64::from(self.targets[of]);
        let last = open().max_by(|one, other| behind(*one, *other).cmp(&behind(*other, *one)))?;
        let forced = |member: &usize| self.left[*member] >= to_come;
        let near = |member: &usize| behind(*member, last) + u64::from(self.targets[last]) >= behind(last, *member);
        let standing = |member: &usize| {
            let shared: u32 = holders.iter().map(|other| hands.pair(*member, *other)).sum();
            (shared, std::cmp::Reverse(self.left[*member]), (*member + turn) % members)
        };
        let chosen = open().filter(forced).min_by_key(standing);
        let chosen = chosen.or_else(|| open().filter(near).min_by_key(standing))?;
        self.left[chosen] -= 1;
        Some(chosen)
    }
}

/// One reviewer's list: what stays, calibration, and the rest by chance with the checks spread in it.
fn in_order(seed: &str, member: &Member, calibration: &[u32], checks: &[u32], mut rest: Vec<u32>) -> Vec<u32> {
    let kept: std::collections::BTreeSet<u32> = member.kept.iter().copied().collect();
    let mut draw = Draw::new(seed, &format!("order of {}", member.reviewer));
    let mut of_new = |items: &[u32]| {
        let mut new: Vec<u32> = items.iter().copied().filter(|item| !kept.contains(item)).collect();
        draw.shuffle(&mut new);
        new
    };
    let mut list = member.kept.clone();
    list.extend(of_new(calibration));
    let checks = of_new(checks);
    draw.shuffle(&mut rest);
    let stretch = rest.len() / checks.len().max(1);
    let mut rest = rest.into_iter();
    for check in checks {
        let before = draw.below(stretch + 1);
        list.extend(rest.by_ref().take(before));
        list.push(check);
        list.extend(rest.by_ref().take(stretch - before));
    }
    list.extend(rest);
    list
}

fn preview(settings: &PlanSettings, table: &Table, hands: &Hands, calibration: &[u32]) -> Preview {
    let (mut full, mut partly, mut unassigned) = (0, 0, 0);
    for item in 1..=table.items {
        let there = u32::try_from(hands.holders(item).count()).unwrap_or(u32::MAX);
        match there.saturating_add(table.counted.get(&item).copied().unwrap_or(0)) {
            0 => unassigned += 1,
            count if count < settings.overlap => partly += 1,
            _ => full += 1,
        }
    }
    let share = |(number, member): (usize, &Member)| MemberShare {
        reviewer: member.reviewer,
        items: hands.load[number],
        kept: u32::try_from(member.kept.len()).unwrap_or(u32::MAX),
    };
    Preview {
        items: table.items,
        full,
        partly,
        unassigned,
        calibration: u32::try_from(calibration.len()).unwrap_or(u32::MAX),
        checks: u32::try_from(table.checks.len()).unwrap_or(u32::MAX),
        members: table.members.iter().enumerate().map(share).collect(),
        pairs: hands.pair_share(),
    }
}
