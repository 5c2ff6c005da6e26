//! How soon something must have arrived.

use chrono::NaiveDate;

/// The least goes first: what is due by a day, the earlier the better, before what is due by none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Due {
    By(NaiveDate),
    AtNoDay,
}

impl From<Option<NaiveDate>> for Due {
    fn from(day: Option<NaiveDate>) -> Self {
        day.map_or(Self::AtNoDay, Self::By)
    }
}
