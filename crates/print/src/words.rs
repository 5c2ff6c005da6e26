//! What stands on the papers beside what was taken down: `assets/print/words.json`.

use chrono::{Datelike, NaiveDate, NaiveDateTime, Timelike};
use serde::Deserialize;

use crate::fault::PrintFault;

const WORDS: &str = include_str!("../../../assets/print/words.json");

/// The words of all papers.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Words {
    pub(crate) state: State,
    dated: String,
    moment: String,
    by_hand: String,
    pub(crate) foot: Foot,
    pub(crate) code: Code,
    pub(crate) receipt: OfReceipt,
    pub(crate) note: OfNote,
    pub(crate) declaration: OfDeclaration,
}

/// Quốc hiệu and tiêu ngữ.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct State {
    pub(crate) name: String,
    pub(crate) motto: String,
}

/// The foot of a page.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Foot {
    pub(crate) code: String,
    pub(crate) printed: String,
    pub(crate) reprinted: String,
    at: String,
    pub(crate) page: String,
}

/// What stands beside a code.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Code {
    pub(crate) official: String,
    pub(crate) provisional: String,
    pub(crate) day_number: String,
    pub(crate) replaces: String,
}

/// Giấy tiếp nhận hồ sơ và hẹn trả kết quả.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct OfReceipt {
    pub(crate) title: String,
    pub(crate) desk: String,
    pub(crate) submitter: String,
    pub(crate) channel: String,
    pub(crate) address: String,
    pub(crate) phone: String,
    pub(crate) email: String,
    pub(crate) number: String,
    pub(crate) request: String,
    pub(crate) procedure: String,
    pub(crate) coded: String,
    pub(crate) owner: String,
    pub(crate) owner_is_submitter: String,
    pub(crate) owner_address: String,
    pub(crate) organisation: String,
    pub(crate) tax_code: String,
    pub(crate) agency_code: String,
    pub(crate) decision: String,
    pub(crate) organisation_number: String,
    pub(crate) seat: String,
    pub(crate) representative: String,
    pub(crate) filed: String,
    pub(crate) number_column: String,
    pub(crate) name_column: String,
    pub(crate) quantity: String,
    pub(crate) columns: Vec<String>,
    pub(crate) scanned: String,
    pub(crate) not_scanned: String,
    pub(crate) quantity_note: String,
    pub(crate) sets: String,
    pub(crate) one_set: String,
    pub(crate) time: String,
    pub(crate) unknown: String,
    pub(crate) fee: String,
    pub(crate) taken: String,
    pub(crate) received: String,
    pub(crate) expected: String,
    pub(crate) expected_note: String,
    pub(crate) promised: String,
    pub(crate) no_day: String,
    pub(crate) lookup: String,
    pub(crate) lookup_phone: String,
    pub(crate) result: String,
    pub(crate) not_received: String,
    pub(crate) what_now: String,
    pub(crate) gives: String,
    pub(crate) takes: String,
    pub(crate) sign: String,
}

/// Phiếu nhận nộp hộ hồ sơ.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct OfNote {
    pub(crate) title: String,
    pub(crate) desk: String,
    pub(crate) clerk: String,
    pub(crate) submitter: String,
    #[serde(rename = "for")]
    pub(crate) for_whom: String,
    pub(crate) agency: String,
    pub(crate) filed: String,
    pub(crate) name_column: String,
    pub(crate) scanned_column: String,
    pub(crate) kept_column: String,
    pub(crate) files: String,
    pub(crate) no_files: String,
    pub(crate) kept_note: String,
    pub(crate) time: String,
    pub(crate) taken: String,
    pub(crate) result: String,
    pub(crate) not_received: String,
    pub(crate) what_now: String,
    pub(crate) accepted: String,
    pub(crate) no_promise: String,
    pub(crate) gives: String,
    pub(crate) takes: String,
    pub(crate) sign: String,
}

/// Tờ khai.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct OfDeclaration {
    pub(crate) addressed: String,
    pub(crate) signer: String,
    pub(crate) sign: String,
    pub(crate) form: String,
}

impl Words {
    /// Reads what is shipped.
    pub(crate) fn open() -> Result<Self, PrintFault> {
        serde_json::from_str(WORDS).map_err(|_| PrintFault::Words)
    }

    /// Place and day, as they stand above a title or a signature; an unknown place is left to the
    /// pen.
    pub(crate) fn dated(&self, place: &str, day: NaiveDate) -> String {
        let place = if place.is_empty() { self.by_hand.as_str() } else { place };
        filled(&in_figures(&self.dated, day), &[("place", place)])
    }

    /// A moment, said in full.
    pub(crate) fn moment(&self, at: NaiveDateTime) -> String {
        let minute = format!("{:02}", at.minute());
        let hour = format!("{:02}", at.hour());
        filled(&in_figures(&self.moment, at.date()), &[("hour", &hour), ("minute", &minute)])
    }

    /// A moment, said briefly.
    pub(crate) fn brief(&self, at: NaiveDateTime) -> String {
        let two = |number| format!("{number:02}");
        let parts = [
            ("hour", two(at.hour())),
            ("minute", two(at.minute())),
            ("day", two(at.day())),
            ("month", two(at.month())),
            ("year", at.year().to_string()),
        ];
        let parts = parts.each_ref().map(|(name, part)| (*name, part.as_str()));
        filled(&self.foot.at, &parts)
    }
}

/// A text with each `{name}` replaced.
pub(crate) fn filled(text: &str, with: &[(&str, &str)]) -> String {
    with.iter()
        .fold(text.to_owned(), |text, (name, value)| text.replace(&format!("{{{name}}}"), value))
}

/// A day in a sentence. Small days and the first two months carry a nought, so that nothing can be
/// written before them.
fn in_figures(text: &str, day: NaiveDate) -> String {
    let month = if day.month() < 3 { format!("0{}", day.month()) } else { day.month().to_string() };
    let (of_month, year) = (format!("{:02}", day.day()), day.year().to_string());
    filled(text, &[("day", &of_month), ("month", &month), ("year", &year)])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).unwrap()
    }

    #[test]
    fn words_are_read() {
        assert_eq!(Words::open().unwrap().receipt.columns.len(), 3);
    }

    #[test]
    fn day_carries_noughts_where_something_could_be_written_before_it() {
        let words = Words::open().unwrap();

        assert_eq!(words.dated("Lộc Bình", day(2026, 2, 5)), "Lộc Bình, ngày 05 tháng 02 năm 2026");
        assert_eq!(words.dated("Lộc Bình", day(2026, 9, 25)), "Lộc Bình, ngày 25 tháng 9 năm 2026");
    }

    #[test]
    fn moment_is_said_in_full_and_briefly() {
        let words = Words::open().unwrap();
        let at = day(2026, 11, 21).and_hms_opt(8, 5, 0).unwrap();

        assert_eq!(words.moment(at), "08 giờ 05 phút, ngày 21 tháng 11 năm 2026");
        assert_eq!(words.brief(at), "08:05 ngày 21/11/2026");
    }

    #[test]
    fn place_is_left_to_the_pen_when_it_is_not_known() {
        let dated = Words::open().unwrap().dated("", day(2026, 11, 21));

        assert!(
            dated.starts_with('…') && dated.ends_with(", ngày 21 tháng 11 năm 2026"),
            "{dated}"
        );
    }
}
