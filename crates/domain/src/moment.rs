//! When something happened, by whose clock, and how far that clock can be believed.

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveDateTime};
use serde::{Deserialize, Serialize};
use strum::{EnumString, IntoStaticStr};

use crate::ids::{InstanceId, OperatorId};

/// Seconds that Vietnam's civil time is ahead of UTC (+07:00, no daylight saving).
const CIVIL_OFFSET_SECONDS: i32 = 7 * 3600;

/// Milliseconds since 1970-01-01T00:00:00 UTC.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Millis(i64);

impl Millis {
    /// Takes a count of milliseconds since the epoch.
    pub const fn new(millis: i64) -> Self {
        Self(millis)
    }

    /// The count of milliseconds since the epoch.
    pub const fn get(self) -> i64 {
        self.0
    }

    /// The moment `millis` later; the far ends of time stand still.
    #[must_use]
    pub const fn plus(self, millis: i64) -> Self {
        Self(self.0.saturating_add(millis))
    }

    /// Milliseconds from `earlier` to this moment; negative when it lies ahead.
    pub const fn since(self, earlier: Self) -> i64 {
        self.0.saturating_sub(earlier.0)
    }

    /// Date and time on the wall of a Vietnamese office (+07:00).
    pub fn civil(self) -> NaiveDateTime {
        let utc = DateTime::from_timestamp_millis(self.0).unwrap_or(if self.0 < 0 {
            DateTime::<chrono::Utc>::MIN_UTC
        } else {
            DateTime::<chrono::Utc>::MAX_UTC
        });
        let here = FixedOffset::east_opt(CIVIL_OFFSET_SECONDS);
        here.map_or(utc.naive_utc(), |zone| {
            utc.naive_utc().checked_add_offset(zone).unwrap_or(utc.naive_utc())
        })
    }

    /// The legal date of this moment (+07:00).
    pub fn civil_date(self) -> NaiveDate {
        self.civil().date()
    }

    /// The moment at which a Vietnamese wall clock shows `civil`.
    pub fn from_civil(civil: NaiveDateTime) -> Self {
        Self(civil.and_utc().timestamp_millis()).plus(-i64::from(CIVIL_OFFSET_SECONDS) * 1000)
    }
}

/// Place of an act in the order of one desk; clocks and ids never order anything.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Seq(i64);

impl Seq {
    /// Takes a place in the order.
    pub const fn new(seq: i64) -> Self {
        Self(seq)
    }

    /// The place as a number.
    pub const fn get(self) -> i64 {
        self.0
    }

    /// The next place.
    #[must_use]
    pub const fn next(self) -> Self {
        Self(self.0 + 1)
    }
}

/// Which life of the desk's data an act belongs to; a restored backup begins the next one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Epoch(u32);

impl Epoch {
    /// The first life of a desk.
    pub const FIRST: Self = Self(1);

    /// Takes an epoch's number.
    pub const fn new(epoch: u32) -> Self {
        Self(epoch)
    }

    /// The epoch's number, from 1.
    pub const fn get(self) -> u32 {
        self.0
    }
}

/// How far the machine's clock can be believed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, EnumString, IntoStaticStr)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum ClockTrust {
    /// No signed time has been seen yet: only the machine's word.
    Unchecked,
    /// The offset to the gateway's signed time is known.
    Checked,
    /// The clock went backwards, or stands before a time that this desk has already seen.
    Suspect,
}

/// What the clocks said at one moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClockReading {
    /// The machine's own clock.
    #[serde(rename = "clock_ms")]
    pub clock: Millis,
    /// Milliseconds to add to reach the gateway's time; `None` while no signed time was seen.
    pub offset_ms: Option<i64>,
    /// How far `clock` can be believed.
    pub trust: ClockTrust,
}

impl ClockReading {
    /// The best estimate of the true time.
    pub fn best(&self) -> Millis {
        self.clock.plus(self.offset_ms.unwrap_or(0))
    }
}

/// Who acted, in which life of the desk, in which order, and by which clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stamp {
    /// The person who acted.
    pub operator: OperatorId,
    /// The life of the data folder in which it was done.
    pub instance: InstanceId,
    /// The desk's epoch.
    pub epoch: Epoch,
    /// Place in the desk's order.
    pub seq: Seq,
    /// What the clocks said.
    pub reading: ClockReading,
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn civil_date_is_the_vietnamese_one_when_utc_is_still_yesterday() {
        let half_past_midnight_in_hanoi = Millis::new(1_795_195_800_000);

        let civil = half_past_midnight_in_hanoi.civil();

        assert_eq!(civil.to_string(), "2026-11-21 00:30:00", "legal dates are at +07:00");
    }

    proptest! {
        #[test]
        fn civil_time_reads_back(ms in 0i64..4_102_444_800_000) {
            prop_assert_eq!(Millis::from_civil(Millis::new(ms).civil()), Millis::new(ms));
        }

        #[test]
        fn civil_time_never_panics(ms: i64) {
            let _ = Millis::new(ms).civil_date();
        }
    }
}
