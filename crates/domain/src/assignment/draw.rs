//! Draws that are the same on every machine and in every version, and that nobody without the seed
//! can foretell: SHA-256 over the seed, a purpose and a counter.

use sha2::{Digest as _, Sha256};

/// A stream of draws for one purpose.
pub(super) struct Draw {
    key: [u8; 32],
    counter: u64,
    block: [u8; 32],
    used: usize,
}

impl Draw {
    pub(super) fn new(seed: &str, purpose: &str) -> Self {
        let key = Sha256::digest(format!("assignment\0{seed}\0{purpose}").as_bytes()).into();
        Self { key, counter: 0, block: [0; 32], used: 32 }
    }

    fn next(&mut self) -> u64 {
        if self.used == self.block.len() {
            let mut hasher = Sha256::new();
            hasher.update(self.key);
            hasher.update(self.counter.to_le_bytes());
            self.block = hasher.finalize().into();
            self.counter += 1;
            self.used = 0;
        }
        let mut bytes = [0; 8];
        bytes.copy_from_slice(&self.block[self.used..self.used + 8]);
        self.used += 8;
        u64::from_le_bytes(bytes)
    }

    /// A number below `end`; 0 where `end` is 0.
    pub(super) fn below(&mut self, end: usize) -> usize {
        let scaled = (u128::from(self.next()) * end as u128) >> 64;
        usize::try_from(scaled).unwrap_or(0)
    }

    /// Puts the list into an order of chance (Fisher and Yates).
    pub(super) fn shuffle<T>(&mut self, list: &mut [T]) {
        for last in (1..list.len()).rev() {
            let other = self.below(last + 1);
            list.swap(last, other);
        }
    }
}
