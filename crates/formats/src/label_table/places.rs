//! Separators of a table, found eight bytes at a time.

/// Where either of two bytes stands, eight bytes at a time: cells are short, so that a search that
/// begins anew at each (as `memchr2` does) costs more than the bytes in between.
pub(super) struct Places<'a> {
    block: &'a [u8],
    wanted: [u64; 2],
    /// First byte of the word that is looked at.
    at: usize,
    /// The high bit of each of its bytes that is wanted and not yet given.
    found: u64,
}

/// A byte in every place of a word.
const EACH: u64 = 0x0101_0101_0101_0101;

impl<'a> Places<'a> {
    pub(super) fn new(block: &'a [u8], one: u8, other: u8) -> Self {
        let mut places = Self { block, wanted: [u64::from(one) * EACH, u64::from(other) * EACH], at: 0, found: 0 };
        places.found = places.look();
        places
    }

    /// The word at `at`, whose bytes behind the end are none that is wanted.
    #[inline]
    fn look(&self) -> u64 {
        let rest = self.block.get(self.at..).unwrap_or_default();
        let (word, within) = if let Some(word) = rest.first_chunk::<8>() {
            (*word, !0)
        } else {
            let mut word = [0; 8];
            word[..rest.len()].copy_from_slice(rest);
            (word, (1_u64 << (8 * rest.len())) - 1)
        };
        let word = u64::from_le_bytes(word);
        let [one, other] = self.wanted.map(|wanted| zeros(word ^ wanted));
        (one | other) & within
    }
}

/// The high bit of each byte that is zero (Warren 2012, section 6-1).
const fn zeros(word: u64) -> u64 {
    let low = word & (0x7f * EACH);
    !((low + 0x7f * EACH) | word | (0x7f * EACH))
}

impl Iterator for Places<'_> {
    type Item = usize;

    #[inline]
    fn next(&mut self) -> Option<usize> {
        while self.found == 0 {
            self.at += 8;
            if self.at >= self.block.len() {
                return None;
            }
            self.found = self.look();
        }
        let place = self.at + self.found.trailing_zeros() as usize / 8;
        self.found &= self.found - 1;
        Some(place)
    }
}

#[cfg(test)]
mod tests {
    use super::Places;

    #[test]
    fn every_place_of_either_byte_is_found_wherever_it_stands() {
        let mut block = Vec::new();
        for length in 0..70_u8 {
            for step in 1..6_u8 {
                block.clear();
                block.extend((0..length).map(|at| match at % step {
                    0 => b',',
                    1 => b'\n',
                    2 => 0xac, // a comma with the high bit
                    _ => b'-', // one above
                }));
                let plainly: Vec<usize> = block
                    .iter()
                    .enumerate()
                    .filter(|(_, byte)| matches!(byte, b',' | b'\n'))
                    .map(|(at, _)| at)
                    .collect();
                assert_eq!(Places::new(&block, b',', b'\n').collect::<Vec<_>>(), plainly, "{block:?}");
            }
        }
    }
}
