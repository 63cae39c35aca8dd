//! Identities and digests: opaque bytes, written as lower-case hexadecimal.

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};
use sha2::{Digest as _, Sha256};
use std::{fmt, str::FromStr};

/// The text is not the hexadecimal form of an identity or digest.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{text:?} is not {expected} hexadecimal digits")]
pub struct NotHexadecimal {
    text: String,
    expected: usize,
}

fn write_hex(bytes: &[u8], f: &mut fmt::Formatter<'_>) -> fmt::Result {
    bytes.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
}

fn read_hex<const N: usize>(text: &str) -> Result<[u8; N], NotHexadecimal> {
    let refused = || NotHexadecimal { text: text.chars().take(80).collect(), expected: N * 2 };
    if text.len() != N * 2 || !text.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return Err(refused());
    }
    let mut bytes = [0; N];
    for (i, byte) in bytes.iter_mut().enumerate() {
        *byte = u8::from_str_radix(&text[i * 2..i * 2 + 2], 16).map_err(|_| refused())?;
    }
    Ok(bytes)
}

/// SHA-256 over the parts, each preceded by its length so that no two lists share a hash.
fn hash(parts: &[&[u8]]) -> [u8; 32] {
    let mut hasher = Sha256::new();
    for part in parts {
        hasher.update((part.len() as u64).to_le_bytes());
        hasher.update(part);
    }
    hasher.finalize().into()
}

macro_rules! identity {
    ($($(#[$doc:meta])* $name:ident, $bytes:literal;)*) => { $(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name([u8; $bytes]);

        impl $name {
            /// From its bytes, as stored in a project file or drawn from entropy.
            pub const fn from_bytes(bytes: [u8; $bytes]) -> Self { Self(bytes) }
            /// Its bytes.
            pub const fn as_bytes(&self) -> &[u8; $bytes] { &self.0 }
            /// The identity that a list of external keys always has (imports are repeatable).
            pub fn from_parts(parts: &[&str]) -> Self {
                let parts: Vec<&[u8]> = parts.iter().map(|part| part.as_bytes()).collect();
                let mut bytes = [0; $bytes];
                bytes.copy_from_slice(&hash(&parts)[..$bytes]);
                Self(bytes)
            }
        }
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { write_hex(&self.0, f) }
        }
        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { write_hex(&self.0, f) }
        }
        impl FromStr for $name {
            type Err = NotHexadecimal;
            fn from_str(text: &str) -> Result<Self, NotHexadecimal> { read_hex(text).map(Self) }
        }
        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> { s.collect_str(self) }
        }
        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
                let text = std::borrow::Cow::<'de, str>::deserialize(d)?;
                text.parse().map_err(D::Error::custom)
            }
        }
    )* };
}

identity! {
    /// A project: one `.touchstone` file and all its copies.
    ProjectId, 16;
    /// An item, opaque and random: it betrays neither file nor generator.
    ItemId, 16;
    /// A reviewer: random when created here, a hash of the file's identity when imported.
    ReviewerId, 16;
    /// A machine (or an import) that writes events of a reviewer in sequence.
    DeviceId, 16;
    /// A review event.
    EventId, 16;
    /// An annotation or an omission.
    AnnotationId, 16;
    /// A packet: items given to one reviewer as a file.
    PacketId, 16;
    /// A stored consensus run.
    RunId, 16;
    /// SHA-256 of the UTF-8 bytes of a text.
    TextDigest, 32;
    /// SHA-256 of something else: an event, the input of a run, a file.
    Digest, 32;
}

impl TextDigest {
    /// The digest of `text`.
    pub fn of(text: &str) -> Self {
        Self(Sha256::digest(text.as_bytes()).into())
    }
}

impl Digest {
    /// The digest of `bytes`, as `sha256sum` prints it.
    pub fn of(bytes: &[u8]) -> Self {
        Self(Sha256::digest(bytes).into())
    }
}
