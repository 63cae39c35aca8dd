//! Names as numbers: each different name of a table is kept once.

use hashbrown::HashTable;
use rustc_hash::FxHasher;
use std::hash::Hasher as _;

/// Different names, numbered as they came; all of them in one string.
#[derive(Debug, Clone, Default)]
pub struct Names {
    text: String,
    ends: Vec<u32>,
    numbers: HashTable<u32>,
    /// The name that was asked for last.
    last: Lately,
    /// Short names that were asked for lately, each at the one place its letters give it.
    lately: Vec<Lately>,
}

/// A name of at most eight bytes by its letters and length, and its number; of length 0 where it is
/// none or longer.
#[derive(Debug, Clone, Copy, Default)]
struct Lately {
    letters: u64,
    length: u32,
    number: u32,
}

/// Short names that are kept at hand; a power of two.
const LATELY: usize = 1 << 12;

/// The first four and the last four bytes of a name of four to eight, which with its length is all of
/// it; of a shorter one its first, middle and last. None for empty and longer ones.
fn letters(name: &[u8]) -> Option<u64> {
    let byte = |at: usize| u64::from(name[at]);
    match name.len() {
        4..=8 => {
            let (first, last) = (name.first_chunk::<4>()?, name.last_chunk::<4>()?);
            Some(u64::from(u32::from_le_bytes(*first)) | u64::from(u32::from_le_bytes(*last)) << 32)
        }
        length @ 1..=3 => Some(byte(0) | byte(length / 2) << 8 | byte(length - 1) << 16),
        _ => None,
    }
}

fn hash(name: &str) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write(name.as_bytes());
    hasher.finish()
}

impl Names {
    /// The number of `name`, which is the next free one when it is new.
    pub fn number(&mut self, name: &str) -> u32 {
        let Some(letters) = letters(name.as_bytes()) else { return self.long(name) };
        let length = u32::try_from(name.len()).unwrap_or(u32::MAX);
        // Tables mostly name the same task in one row after another.
        if self.last.length == length && self.last.letters == letters {
            return self.last.number;
        }
        if self.lately.is_empty() {
            self.lately = vec![Lately::default(); LATELY];
        }
        // Fibonacci hashing: the upper bits of the product.
        let mixed = (letters ^ u64::from(length)).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        let place = (mixed >> 52) as usize & (LATELY - 1);
        let lately = self.lately[place];
        if lately.length == length && lately.letters == letters {
            self.last = lately;
            return lately.number;
        }
        let number = self.find_or_add(name);
        self.last = Lately { letters, length, number };
        self.lately[place] = self.last;
        number
    }

    /// The number of a name that is empty or has more than eight bytes.
    fn long(&mut self, name: &str) -> u32 {
        let last = self.last.number;
        if self.last.length == 0 && !self.is_empty() && self.get(last) == name {
            return last;
        }
        let number = self.find_or_add(name);
        self.last = Lately { number, ..Lately::default() };
        number
    }

    fn find_or_add(&mut self, name: &str) -> u32 {
        let hashed = hash(name);
        let (text, ends) = (&self.text, &self.ends);
        let known = self.numbers.find(hashed, |number| get(text, ends, *number) == name).copied();
        known.unwrap_or_else(|| self.add(name, hashed))
    }

    /// The number of `name`, if it is known.
    pub fn find(&self, name: &str) -> Option<u32> {
        self.numbers.find(hash(name), |number| self.get(*number) == name).copied()
    }

    /// The number of `name`, if it is known, once the names are in order.
    pub fn find_sorted(&self, name: &str) -> Option<u32> {
        let (mut from, mut to) = (0, u32::try_from(self.len()).unwrap_or(u32::MAX));
        while from < to {
            let middle = from + (to - from) / 2;
            match self.get(middle).cmp(name) {
                std::cmp::Ordering::Less => from = middle + 1,
                std::cmp::Ordering::Equal => return Some(middle),
                std::cmp::Ordering::Greater => to = middle,
            }
        }
        None
    }

    fn add(&mut self, name: &str, hashed: u64) -> u32 {
        let number = u32::try_from(self.ends.len()).unwrap_or(u32::MAX);
        self.text.push_str(name);
        self.ends.push(u32::try_from(self.text.len()).unwrap_or(u32::MAX));
        let (text, ends) = (&self.text, &self.ends);
        self.numbers.insert_unique(hashed, number, |number| hash(get(text, ends, *number)));
        number
    }

    /// The name with this number; empty for a number that was never given.
    pub fn get(&self, number: u32) -> &str {
        get(&self.text, &self.ends, number)
    }

    /// How many.
    pub const fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there is none.
    pub const fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// Bytes of all names together; 4 GiB is the most.
    pub const fn bytes(&self) -> usize {
        self.text.len()
    }

    /// Every name, by number.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = &str> {
        (0..self.ends.len()).map(|number| self.get(u32::try_from(number).unwrap_or(u32::MAX)))
    }

    /// The numbers in the order of the names.
    pub(super) fn sorted(&self) -> Vec<u32> {
        let first = |number: u32| {
            let mut bytes = [0; 8];
            let name = self.get(number).as_bytes();
            let length = name.len().min(8);
            bytes[..length].copy_from_slice(&name[..length]);
            u64::from_be_bytes(bytes)
        };
        let count = u32::try_from(self.len()).unwrap_or(u32::MAX);
        let mut order: Vec<(u64, u32)> = (0..count).map(|number| (first(number), number)).collect();
        order.sort_unstable();
        // Names that begin alike are few.
        for alike in order.chunk_by_mut(|a, b| a.0 == b.0).filter(|alike| alike.len() > 1) {
            alike.sort_unstable_by(|a, b| self.get(a.1).cmp(self.get(b.1)));
        }
        order.into_iter().map(|(_, number)| number).collect()
    }

    /// The same names, numbered in the order `numbers`; gives the new number of each old one.
    pub(super) fn reorder(&mut self, numbers: &[u32]) -> Vec<u32> {
        let mut ordered = Self::default();
        ordered.text.reserve_exact(self.text.len());
        ordered.ends.reserve_exact(self.len());
        let mut place = vec![0; self.len()];
        for (new, old) in (0..).zip(numbers) {
            ordered.text.push_str(self.get(*old));
            ordered.ends.push(u32::try_from(ordered.text.len()).unwrap_or(u32::MAX));
            place[*old as usize] = new;
        }
        *self = ordered;
        place
    }

    /// In the order of the names; gives the new number of each old one.
    pub(super) fn sort(&mut self) -> Vec<u32> {
        let order = self.sorted();
        self.reorder(&order)
    }

    /// All names of `lists`, each of which stands in the order of its names; gives the new number of
    /// each old one, list by list.
    pub(super) fn merged(mut lists: Vec<Self>) -> (Self, Vec<Vec<u32>>) {
        if lists.len() == 1 {
            let only = lists.remove(0);
            let same = (0..u32::try_from(only.len()).unwrap_or(u32::MAX)).collect();
            return (only, vec![same]);
        }
        let mut all = Self::default();
        all.text.reserve(lists.iter().map(Self::bytes).sum());
        all.ends.reserve(lists.iter().map(Self::len).sum());
        let mut numbers: Vec<Vec<u32>> = lists.iter().map(|list| Vec::with_capacity(list.len())).collect();
        let mut rest: Vec<_> = lists.iter().map(Self::iter).collect();
        let mut heads: Vec<Option<&str>> = rest.iter_mut().map(Iterator::next).collect();
        while let Some(least) = heads.iter().flatten().min().copied() {
            let number = u32::try_from(all.ends.len()).unwrap_or(u32::MAX);
            for (list, head) in heads.iter_mut().enumerate().filter(|(_, head)| **head == Some(least)) {
                numbers[list].push(number);
                *head = rest[list].next();
            }
            all.text.push_str(least);
            all.ends.push(u32::try_from(all.text.len()).unwrap_or(u32::MAX));
        }
        (all, numbers)
    }
}

fn get<'a>(text: &'a str, ends: &[u32], number: u32) -> &'a str {
    let at = number as usize;
    let start = if at == 0 { 0 } else { ends.get(at - 1).map_or(0, |end| *end as usize) };
    ends.get(at).map_or("", |end| &text[start..*end as usize])
}
