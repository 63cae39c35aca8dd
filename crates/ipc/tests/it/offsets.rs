//! UTF-16 and scalar offsets, in every script.

use proptest::prelude::*;
use touchstone_domain::span::ScalarOffset;
use touchstone_domain::text::Text;
use touchstone_ipc::offset::{Offsets, Utf16Offset};

fn texts() -> impl Strategy<Value = String> {
    let pieces = prop_oneof![
        Just("a"),
        Just("é"),
        Just("e\u{301}"),
        Just("👩‍👩‍👧‍👦"),
        Just("🇩🇪"),
        Just("👍🏽"),
        Just("مرحبا"),
        Just("漢"),
        Just("𠮷"),
        Just("\n"),
        Just("नमस्ते"),
    ];
    prop::collection::vec(pieces, 0..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn every_boundary_goes_there_and_back(string in texts()) {
        let text = Text::new(string.clone()).unwrap();
        let offsets = Offsets::of(&text);
        let mut units = 0;
        for (index, character) in (0_u32..).zip(string.chars()) {
            prop_assert_eq!(offsets.to_utf16(ScalarOffset(index)), Utf16Offset(units));
            prop_assert_eq!(offsets.to_scalar(Utf16Offset(units)), ScalarOffset(index));
            if character.len_utf16() == 2 {
                // Within a pair: the character is not yet passed.
                prop_assert_eq!(offsets.to_scalar(Utf16Offset(units + 1)), ScalarOffset(index));
            }
            units += u32::try_from(character.len_utf16()).unwrap();
        }
        prop_assert_eq!(offsets.to_utf16(text.length()), Utf16Offset(units));
        prop_assert_eq!(offsets.to_scalar(Utf16Offset(units)), text.length());
        prop_assert_eq!(offsets.to_scalar(Utf16Offset(units + 7)), text.length());
    }
}
