//! UTF-16 offsets, in which the web view counts, and scalar values, in which everything else does.

use serde::{Deserialize, Serialize};
use touchstone_domain::span::ScalarOffset;
use touchstone_domain::text::Text;
use ts_rs::TS;

/// A position in a text: the number of UTF-16 code units before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize, TS)]
#[serde(transparent)]
pub struct Utf16Offset(pub u32);

/// Turns offsets of one text from one unit into the other.
#[derive(Debug)]
pub struct Offsets<'a> {
    text: &'a Text,
    /// Scalar offset of every character that takes two UTF-16 units.
    wide: Vec<u32>,
}

impl<'a> Offsets<'a> {
    /// Looks at every character once.
    pub fn of(text: &'a Text) -> Self {
        let mut wide = Vec::new();
        if !text.as_str().is_ascii() {
            for (index, character) in (0_u32..).zip(text.as_str().chars()) {
                if character.len_utf16() == 2 {
                    wide.push(index);
                }
            }
        }
        Self { text, wide }
    }

    /// UTF-16 units before a scalar offset.
    pub fn to_utf16(&self, offset: ScalarOffset) -> Utf16Offset {
        let before = self.wide.partition_point(|wide| *wide < offset.0);
        Utf16Offset(offset.0 + u32::try_from(before).unwrap_or(u32::MAX))
    }

    /// Scalar values before a UTF-16 offset; an offset within a pair counts the pair's character as
    /// not yet passed. Beyond the end it is the end.
    pub fn to_scalar(&self, offset: Utf16Offset) -> ScalarOffset {
        // The n-th wide character (from 0) stands n units further in UTF-16 than in scalar values;
        // it lies before the offset when its second unit does.
        let passed = |number: usize, wide: u32| wide + u32::try_from(number).unwrap_or(u32::MAX) + 1 < offset.0;
        let mut count = 0;
        let (mut low, mut high) = (0, self.wide.len());
        while low < high {
            let middle = usize::midpoint(low, high);
            if passed(middle, self.wide[middle]) {
                low = middle + 1;
            } else {
                high = middle;
            }
            count = low;
        }
        let scalar = offset.0 - u32::try_from(count).unwrap_or(0);
        let within = self.wide.get(count).is_some_and(|wide| scalar == wide + 1);
        ScalarOffset(scalar - u32::from(within)).min(self.text.length())
    }
}
