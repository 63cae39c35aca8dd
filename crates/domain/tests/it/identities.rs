//! Identities and digests: written as hexadecimal, made of parts that cannot be confused.

use touchstone_domain::id::{Digest, EventId, ItemId, TextDigest};

#[test]
fn an_identity_is_written_as_lower_case_hexadecimal() {
    let id = ItemId::from_bytes([0xAB; 16]);
    assert_eq!(id.to_string(), "ab".repeat(16));
    assert_eq!(format!("{id:?}"), id.to_string());
    assert_eq!(serde_json::to_string(&id).unwrap(), format!("\"{id}\""));
    assert_eq!(serde_json::from_str::<ItemId>(&format!("\"{id}\"")).unwrap(), id);
    assert_eq!(id.to_string().parse::<ItemId>().unwrap(), id);
    assert_eq!("AB".repeat(16).parse::<ItemId>().unwrap(), id, "upper case is read");
}

#[test]
fn what_is_no_identity_is_refused() {
    for text in ["", "abc", "zz", &"g".repeat(32), &"a".repeat(31), &"a".repeat(33), &"é".repeat(16), &"+a".repeat(16)]
    {
        assert!(text.parse::<ItemId>().is_err(), "{text:?} is no identity");
    }
    assert!("a".repeat(32).parse::<TextDigest>().is_err(), "a digest is longer");
}

#[test]
fn parts_are_not_confused() {
    assert_eq!(EventId::from_parts(&["a", "b"]), EventId::from_parts(&["a", "b"]));
    for other in [&["ab"][..], &["a", "b", ""], &["", "ab"], &["b", "a"], &["a\0b"]] {
        assert_ne!(EventId::from_parts(&["a", "b"]), EventId::from_parts(other));
    }
}

#[test]
fn a_digest_is_what_sha256sum_prints() {
    let expected = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
    assert_eq!(Digest::of(b"").to_string(), expected);
    assert_eq!(TextDigest::of("").to_string(), expected);
}
