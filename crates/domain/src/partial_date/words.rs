//! Numbers of a date as they are spoken and as civil-status forms want them written.

use chrono::{Datelike, NaiveDate};

use super::Precision;

const DIGITS: [&str; 10] = ["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"];

/// Writes a date out, beginning with a capital.
///
/// Days are `ngày một` to `ngày ba mươi mốt` (not `mùng một`), January is `tháng một` (not
/// `tháng giêng`), April is `tháng tư`.
pub(super) fn date(first: NaiveDate, precision: Precision) -> String {
    let day = below_hundred(first.day());
    let month = month(first.month());
    let year = year(first.year().unsigned_abs());
    match precision {
        Precision::Full => format!("Ngày {day} tháng {month} năm {year}"),
        Precision::YearMonth => format!("Tháng {month} năm {year}"),
        Precision::Year => format!("Năm {year}"),
    }
}

fn month(month: u32) -> String {
    if month == 4 { "tư".to_owned() } else { below_hundred(month) }
}

fn year(year: u32) -> String {
    let thousands = format!("{} nghìn", digit(year / 1000));
    let rest = year % 1000;
    if rest == 0 { thousands } else { format!("{thousands} {}", below_thousand(rest)) }
}

/// The hundreds are always spoken after thousands, even when there are none: `không trăm`.
fn below_thousand(number: u32) -> String {
    let hundreds = format!("{} trăm", digit(number / 100));
    match number % 100 {
        0 => hundreds,
        rest @ 1..=9 => format!("{hundreds} linh {}", digit(rest)),
        rest => format!("{hundreds} {}", below_hundred(rest)),
    }
}

fn below_hundred(number: u32) -> String {
    let (tens, ones) = (number / 10, number % 10);
    let tens_spoken = match tens {
        0 => return digit(ones).to_owned(),
        1 => "mười".to_owned(),
        _ => format!("{} mươi", digit(tens)),
    };
    match ones {
        0 => tens_spoken,
        _ => format!("{tens_spoken} {}", one_after_ten(tens, ones)),
    }
}

/// After a ten, five is `lăm`; from twenty on, one is `mốt` and four is `tư`.
fn one_after_ten(tens: u32, ones: u32) -> &'static str {
    match (tens, ones) {
        (_, 5) => "lăm",
        (2.., 1) => "mốt",
        (2.., 4) => "tư",
        _ => digit(ones),
    }
}

fn digit(digit: u32) -> &'static str {
    usize::try_from(digit).ok().and_then(|at| DIGITS.get(at)).copied().unwrap_or_default()
}
