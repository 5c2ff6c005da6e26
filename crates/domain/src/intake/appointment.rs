//! Ngày hẹn trả, as a clerk names it.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::partial_date::PartialDate;

/// The day that a clerk names for the result: a whole one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "PartialDate", into = "PartialDate")]
pub struct Appointment(PartialDate);

/// Only the month or the year is known, which is no appointment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("an appointment is a whole day")]
pub struct DayNotWhole;

impl Appointment {
    /// The day itself.
    pub fn day(self) -> NaiveDate {
        self.0.earliest()
    }
}

impl TryFrom<PartialDate> for Appointment {
    type Error = DayNotWhole;

    fn try_from(date: PartialDate) -> Result<Self, DayNotWhole> {
        date.as_full().map(|_| Self(date)).ok_or(DayNotWhole)
    }
}

impl From<Appointment> for PartialDate {
    fn from(Appointment(date): Appointment) -> Self {
        date
    }
}
