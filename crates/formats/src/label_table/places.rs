//! Separators of a table, found eight bytes at a time.

/// Where either of two bytes stands in a block. Cells are short, so a search that begins anew at each
/// (as `memchr2` does) costs more than the bytes in between, and so does a branch for each.
#[derive(Default)]
pub(super) struct Places {
    /// As many as the largest block had bytes; what stands behind those found means nothing.
    places: Vec<u32>,
}

/// A byte in every place of a word.
const EACH: u64 = 0x0101_0101_0101_0101;

/// Places that are written for each word without asking how many there are.
const MOSTLY: usize = 3;

impl Places {
    /// The places in `block` of `one` and `other`, in order. A block of 4 GiB is the most.
    pub(super) fn find(&mut self, block: &[u8], one: u8, other: u8) -> &[u32] {
        if self.places.len() < block.len() + 8 {
            self.places.resize(block.len() + 8, 0);
        }
        let (one, other) = (u64::from(one) * EACH, u64::from(other) * EACH);
        let (words, rest) = block.as_chunks::<8>();
        let mut last = [0; 8];
        last[..rest.len()].copy_from_slice(rest);
        let within = !(!0 << (8 * rest.len()));
        let words = words.iter().map(|word| (word, !0)).chain([(&last, within)]);
        let (mut count, mut at) = (0_usize, 0_u32);
        for (word, within) in words {
            let word = u64::from_le_bytes(*word);
            let mut found = (zeros(word ^ one) | zeros(word ^ other)) & within;
            // Each is one bit, so that the product has their sum in its highest byte.
            let more = ((found >> 7).wrapping_mul(EACH) >> 56) as usize;
            let places = &mut self.places[count..count + 8];
            let mut write = |place: &mut u32| {
                *place = at + found.trailing_zeros() / 8;
                found &= found.wrapping_sub(1);
            };
            let (mostly, seldom) = places.split_at_mut(MOSTLY);
            mostly.iter_mut().for_each(&mut write);
            if more > MOSTLY {
                seldom.iter_mut().for_each(&mut write);
            }
            count += more;
            at += 8;
        }
        &self.places[..count]
    }
}

/// The high bit of each byte that is zero (Warren 2012, section 6-1).
const fn zeros(word: u64) -> u64 {
    let low = word & (0x7f * EACH);
    !((low + 0x7f * EACH) | word | (0x7f * EACH))
}

#[cfg(test)]
mod tests {
    use super::Places;

    #[test]
    fn every_place_of_either_byte_is_found_wherever_it_stands() {
        let mut block = Vec::new();
        let mut places = Places::default();
        for length in 0..70_u8 {
            for step in 1..6_u8 {
                block.clear();
                block.extend((0..length).map(|at| match at % step {
                    0 => b',',
                    1 => b'\n',
                    2 => 0xac, // a comma with the high bit
                    _ => b'-', // one above
                }));
                let plainly: Vec<u32> = block
                    .iter()
                    .enumerate()
                    .filter(|(_, byte)| matches!(byte, b',' | b'\n'))
                    .map(|(at, _)| u32::try_from(at).unwrap())
                    .collect();
                assert_eq!(places.find(&block, b',', b'\n'), plainly, "{block:?}");
            }
        }
    }
}
