//! Due dates that were counted by hand on the calendar before this was run.
//!
//! The office works Monday to Friday, 07:00 to 11:30 and 13:30 to 17:00: eight hours. What is handed
//! in during the day counts until the same hour; what is handed in while the office is closed counts
//! whole days from its next opening, until it closes.

use super::tests::{at, three_o_clock};
use super::*;
use crate::calendar::tests::{moment, shipped};

/// Received, the limit's words, due, whether every day on the way was announced, and the way.
type Row = (&'static str, &'static str, &'static str, Known, &'static str);

/// Whether a due date rests on announced days only.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Known {
    Certain,
    Provisional,
}
use Known::{Certain as Sure, Provisional as Maybe};

/// Limits in working and plain days and hours, at an ordinary desk.
#[rustfmt::skip]
const COUNTED: [Row; 25] = [
    // Tết Bính Ngọ: Monday 16 to Friday 20 February 2026, between two weekends.
    ("12/02/2026 09:00", "3 Ngày làm việc", "24/02/2026 09:00", Sure,
        "Thu; Fri 13 is one, Mon 23 two, Tue 24 three"),
    ("13/02/2026 16:00", "1 Ngày làm việc", "23/02/2026 16:00", Sure,
        "Fri; the next working day is Mon 23"),
    ("14/02/2026 09:00", "2 Ngày làm việc", "24/02/2026 17:00", Sure,
        "Sat, closed; whole days from Mon 23: 23 and 24"),
    ("18/02/2026 10:00", "1 Ngày làm việc", "23/02/2026 17:00", Sure,
        "the Wednesday of Tết, closed; Mon 23 whole"),
    ("10/02/2026 10:00", "10 Ngày", "23/02/2026 17:00", Sure,
        "10 + 10 = Fri 20, Tết; 21 and 22 weekend; Mon 23"),
    ("13/02/2026 16:30", "2 giờ làm việc", "23/02/2026 08:30", Sure,
        "half an hour until 17:00, an hour and a half from Mon 23, 07:00"),
    // 2 January is swapped for Saturday the 10th.
    ("01/01/2026 08:00", "1 Ngày làm việc", "05/01/2026 17:00", Sure,
        "holiday; Fri 2 swapped off, weekend; Mon 5 whole"),
    ("02/01/2026 08:00", "1 Ngày", "06/01/2026 17:00", Sure,
        "swapped off; received on Mon 5, so until Tue 6"),
    ("08/01/2026 14:00", "2 Ngày làm việc", "10/01/2026 14:00", Sure,
        "Thu; Fri 9 is one, Sat 10 is worked and two"),
    ("09/01/2026 07:00", "2 Ngày làm việc", "10/01/2026 17:00", Sure,
        "at the opening of Fri 9, which is one; Sat 10 two, whole"),
    ("10/01/2026 10:00", "1 Ngày làm việc", "12/01/2026 10:00", Sure,
        "Sat, worked; Sun 11 off; Mon 12"),
    ("31/12/2026 07:00", "1 Ngày làm việc", "31/12/2026 17:00", Sure,
        "at the opening; that very day, nothing of 2027 is needed"),
    // Giỗ Tổ is Sunday 26 April, made up on Monday 27; Thursday 30 April and Friday 1 May.
    ("23/04/2026 10:00", "3 Ngày làm việc", "29/04/2026 10:00", Sure,
        "Thu; Fri 24 one, Tue 28 two, Wed 29 three"),
    ("28/04/2026 15:30", "3 Ngày làm việc", "05/05/2026 15:30", Sure,
        "Tue; Wed 29 one, Mon 4 May two, Tue 5 three"),
    ("16/04/2026 09:00", "10 Ngày", "28/04/2026 17:00", Sure,
        "16 + 10 = Sun 26, Giỗ Tổ; Mon 27 made up; Tue 28"),
    // Tuesday 24 November 2026, Ngày Văn hóa Việt Nam.
    ("20/11/2026 08:00", "7 Ngày làm việc", "02/12/2026 08:00", Sure,
        "Fri; 23, 25, 26, 27 are four, Mon 30 five, 1 and 2 December"),
    ("09/11/2026 10:00", "15 Ngày", "25/11/2026 17:00", Sure,
        "9 + 15 = Tue 24, holiday; Wed 25"),
    ("25/11/2026 11:00", "1 giờ làm việc", "25/11/2026 14:00", Sure,
        "half an hour until lunch, half an hour from 13:30"),
    ("25/11/2026 11:45", "2 giờ làm việc", "25/11/2026 15:30", Sure,
        "lunch; two hours from 13:30"),
    ("25/11/2026 16:00", "8 giờ làm việc", "26/11/2026 16:00", Sure,
        "1 h; 26: 4.5 h until 11:30, 2.5 h from 13:30"),
    // Saturday 22 August and Monday 31 August are only reported, not announced.
    ("20/08/2026 10:00", "2 Ngày làm việc", "24/08/2026 10:00", Maybe,
        "Thu; Fri 21 one; Sat 22 is not counted on; Mon 24 two"),
    ("27/08/2026 09:00", "3 Ngày làm việc", "04/09/2026 09:00", Maybe,
        "Thu; Fri 28 one; 29 and 30 weekend, 31 kept free, 1 and 2/9; Thu 3 two, Fri 4 three"),
    ("28/08/2026 14:00", "3 Ngày", "03/09/2026 17:00", Maybe,
        "28 + 3 = Mon 31, kept free; 1 and 2/9; Thu 3"),
    // Tết Đinh Mùi, Friday 5 to Tuesday 9 February 2027, is computed; so is all of 2027.
    ("03/02/2027 10:00", "3 Ngày làm việc", "11/02/2027 10:00", Maybe,
        "Wed; Thu 4 one, Wed 10 two, Thu 11 three"),
    ("30/12/2026 08:00", "3 Ngày làm việc", "05/01/2027 08:00", Maybe,
        "Wed; Thu 31 one; Fri 1 January, weekend; Mon 4 two, Tue 5 three"),
];

/// Results of the same day, with the hour after which they are of the next working day.
#[rustfmt::skip]
const SAME_DAY: [Row; 8] = [
    ("23/11/2026 15:00", "Trong ngày", "23/11/2026 17:00", Sure, "three is not after three"),
    ("23/11/2026 15:01", "Trong ngày", "25/11/2026 17:00", Sure, "after three; Tue 24 is a holiday"),
    ("24/11/2026 09:00", "Trong ngày", "25/11/2026 17:00", Sure, "holiday; received on Wed 25, before three"),
    ("23/11/2026 17:30", "Trong ngày", "25/11/2026 17:00", Sure, "closed; received on Wed 25, before three"),
    ("13/02/2026 15:00", "Trong ngày", "13/02/2026 17:00", Sure, "the last Friday before Tết"),
    ("13/02/2026 15:01", "Trong ngày", "23/02/2026 17:00", Sure, "after three; Tết and two weekends"),
    ("09/01/2026 16:00", "Trong ngày", "10/01/2026 17:00", Sure, "after three; Sat 10 is worked"),
    ("04/02/2027 15:01", "Trong ngày", "10/02/2027 17:00", Maybe, "after three; Tết Đinh Mùi is computed"),
];

/// An office of residence, which takes filings on Saturday mornings and does not work then.
#[rustfmt::skip]
const RESIDENCE: [Row; 4] = [
    ("21/11/2026 09:00", "3 Ngày làm việc", "26/11/2026 17:00", Sure,
        "Sat, filed; whole days from Mon 23: 23, 25, 26"),
    ("14/11/2026 08:00", "7 Ngày làm việc", "25/11/2026 17:00", Sure,
        "Sat, filed; 16 to 20 are five, 23 six, 25 seven"),
    ("21/11/2026 14:00", "1 Ngày làm việc", "23/11/2026 17:00", Sure,
        "Saturday afternoon, closed; Mon 23 whole"),
    ("20/11/2026 10:00", "3 Ngày làm việc", "26/11/2026 10:00", Sure,
        "Fri; Mon 23 one, Wed 25 two, Thu 26 three: Saturday is no working day"),
];

fn is_as_counted(rows: &[Row], office: Option<&str>, cut_off: Option<chrono::NaiveTime>) {
    let calendar = office.map_or_else(shipped, |office| shipped().for_office(office));
    for (received, limit, expected, known, way) in rows {
        let limit = TimeLimit::read(limit);

        let due = due(moment(received), &limit, &calendar, cut_off);

        assert_eq!(at(&due), moment(expected), "{} from {received}: {way}", limit.text());
        let is_sure = matches!(due, Due::At { certainty: Certainty::Certain, .. });
        assert_eq!(is_sure, *known == Sure, "{} from {received}: {way}", limit.text());
    }
}

#[test]
fn due_date_is_the_one_counted_by_hand() {
    is_as_counted(&COUNTED, None, None);
}

#[test]
fn result_of_the_same_day_is_due_as_counted_by_hand() {
    is_as_counted(&SAME_DAY, None, three_o_clock());
}

#[test]
fn filing_of_a_saturday_morning_is_due_as_counted_by_hand() {
    is_as_counted(&RESIDENCE, Some("residence"), None);
}

#[test]
fn pause_moves_the_due_date_as_counted_by_hand() {
    let rows = [
        // Two days used by Friday, three left: 3 h on Wed 25, 8 h, 8 h, 5 h on Mon 30.
        ("18/11/2026 10:00", "20/11/2026 10:00", "25/11/2026 14:00", "30/11/2026 14:00"),
        // Two days used before Tết, three left from Tue 24: Wed 25, Thu 26, Fri 27.
        ("10/02/2026 09:00", "12/02/2026 09:00", "24/02/2026 09:00", "27/02/2026 09:00"),
        // Asked on Friday after closing, answered in Tết: nothing runs from 16:00 to Mon 23, 07:00.
        ("13/02/2026 16:00", "13/02/2026 17:30", "18/02/2026 10:00", "27/02/2026 16:00"),
    ];

    for (received, paused, resumed, expected) in rows {
        let (calendar, limit) = (shipped(), TimeLimit::read("5 Ngày làm việc"));
        let left = remaining(moment(received), &limit, &calendar, None, moment(paused)).unwrap();
        let due = due_after_pause(&left, moment(resumed), &calendar);
        assert_eq!(at(&due), moment(expected), "received {received}, resumed {resumed}");
    }
}
