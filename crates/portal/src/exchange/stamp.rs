//! Dates as `DongBoHoSoMC` writes them: `yyyyMMddHHmmss` on a Vietnamese wall clock.

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
use domain::moment::Millis;

const FORM: &str = "%Y%m%d%H%M%S";

/// A moment, to the second.
pub(crate) fn of(at: Millis) -> String {
    at.civil().format(FORM).to_string()
}

/// A legal date, as its last second: what is promised for a day is not late while the day lasts.
pub(crate) fn of_date(date: NaiveDate) -> String {
    let end = NaiveTime::from_hms_opt(23, 59, 59).unwrap_or_default();
    date.and_time(end).format(FORM).to_string()
}

/// Reads a moment; 8 digits are a day's beginning.
pub(crate) fn moment(text: &str) -> Option<Millis> {
    read(text).map(Millis::from_civil)
}

/// Reads a legal date, whatever its hour.
pub(crate) fn date(text: &str) -> Option<NaiveDate> {
    read(text).map(|civil| civil.date())
}

fn read(text: &str) -> Option<NaiveDateTime> {
    let digits = text.trim();
    if !digits.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    match digits.len() {
        8 => Some(NaiveDate::parse_from_str(digits, "%Y%m%d").ok()?.and_time(NaiveTime::MIN)),
        14 => NaiveDateTime::parse_from_str(digits, FORM).ok(),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moment_reads_back_to_the_second() {
        let half_past_midnight = Millis::new(1_795_195_800_999);

        assert_eq!(of(half_past_midnight), "20261121003000");
        assert_eq!(moment("20261121003000"), Some(Millis::new(1_795_195_800_000)));
        assert_eq!(of_date(half_past_midnight.civil_date()), "20261121235959");
        assert_eq!(date("20261121235959"), Some(half_past_midnight.civil_date()));
    }

    #[test]
    fn date_is_refused_when_it_is_written_otherwise() {
        for text in ["", "2026-11-21", "20261321", "2026112100", "20261121250000", "hôm nay"] {
            assert_eq!(moment(text), None, "{text:?}");
        }
    }
}
