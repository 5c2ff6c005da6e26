//! Names of things that never change once given.
//!
//! Every id is a `UUIDv7` made from handed-in time and luck. Its time part is a convenience for
//! file listings: order is always by [`crate::moment::Seq`], never by id.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::moment::Millis;

/// What all ids have in common: 16 bytes to keep, and a way to be made.
pub trait Id: Copy {
    /// Makes a new id from the time and ten random bytes.
    fn new(at: Millis, luck: &IdLuck) -> Self;
    /// The 16 bytes under which the store keeps it.
    fn as_bytes(&self) -> &[u8; 16];
    /// Reads the id back from its 16 bytes.
    fn from_bytes(bytes: [u8; 16]) -> Self;
}

/// Ten random bytes, the part of a `UUIDv7` that time does not give.
pub type IdLuck = [u8; 10];

fn uuid_v7(at: Millis, luck: &IdLuck) -> Uuid {
    // A clock before 1970 is a broken clock, not a reason to fail: the random part keeps ids apart.
    let millis = u64::try_from(at.get()).unwrap_or(0);
    uuid::Builder::from_unix_timestamp_millis(millis, luck).into_uuid()
}

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(Uuid);

        impl Id for $name {
            fn new(at: Millis, luck: &IdLuck) -> Self {
                Self(uuid_v7(at, luck))
            }

            fn as_bytes(&self) -> &[u8; 16] {
                self.0.as_bytes()
            }

            fn from_bytes(bytes: [u8; 16]) -> Self {
                Self(Uuid::from_bytes(bytes))
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.hyphenated().fmt(f)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!(stringify!($name), "({})"), self.0.hyphenated())
            }
        }

        impl FromStr for $name {
            type Err = NotAnId;
            fn from_str(text: &str) -> Result<Self, NotAnId> {
                Uuid::try_parse(text.trim()).map(Self).map_err(|_| NotAnId)
            }
        }
    };
}

id! {
    /// One dossier, for life, on every machine and road.
    DossierId
}
id! {
    /// One sealed revision of a dossier; the idempotency key of its delivery.
    SubmissionId
}
id! {
    /// One thing on its way to the gateway.
    ParcelId
}
id! {
    /// One paper or file attached to a dossier.
    PageId
}
id! {
    /// One desk, as the gateway will know it.
    DeskId
}
id! {
    /// One person who works at a desk.
    OperatorId
}
id! {
    /// One life of a data folder: a restore from a backup begins another.
    InstanceId
}

/// The text is not a UUID.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not an id")]
pub struct NotAnId;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn id_carries_its_time_and_version_when_new() {
        let id = DossierId::new(Millis::new(1_795_000_000_000), &[7; 10]);

        assert_eq!(id.0.get_version_num(), 7, "the house's ids are UUIDv7");
        assert_eq!(id.to_string().parse(), Ok(id), "an id reads back from what it prints");
    }

    #[test]
    fn id_is_made_when_the_clock_stands_before_1970() {
        let id = PageId::new(Millis::new(-5), &[1; 10]);

        assert_eq!(PageId::from_bytes(*id.as_bytes()), id, "bytes read back");
    }
}
