//! What this crate itself says on a paper. Papers are always in Vietnamese.

use std::sync::LazyLock;

use chrono::{NaiveDate, NaiveDateTime};
use domain::deadline::Certainty;
use domain::kinds::Channel;
use serde_json::Value;

use crate::calendar::doubts;

static WORDS: LazyLock<Value> = LazyLock::new(|| {
    // A test reads the file; without it a paper would have holes, and no more.
    let words = include_bytes!("../../../../assets/print/said.json");
    serde_json::from_slice(words).unwrap_or_default()
});

/// The words under a name, with what is known filled in.
pub(super) fn say(name: &str, known: &[(&str, &str)]) -> String {
    let words = WORDS.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
    known.iter().fold(words, |said, (name, value)| said.replace(&format!("{{{name}}}"), value))
}

/// By which channel.
pub(super) fn channel(channel: Channel) -> String {
    say(
        match channel {
            Channel::Direct => "channel-direct",
            Channel::Online => "channel-online",
            Channel::Post => "channel-post",
        },
        &[],
    )
}

/// `16 giờ 30 phút, ngày 25 tháng 11 năm 2026`.
pub(super) fn moment(at: NaiveDateTime) -> String {
    let known = ["%H", "%M", "%d", "%m", "%Y"].map(|part| at.format(part).to_string());
    let [hour, minute, day, month, year] = known.each_ref().map(String::as_str);
    let known =
        [("hour", hour), ("minute", minute), ("day", day), ("month", month), ("year", year)];
    say("moment", &known)
}

/// `ngày 25 tháng 11 năm 2026`.
pub(super) fn day(day: NaiveDate) -> String {
    let known = ["%d", "%m", "%Y"].map(|part| day.format(part).to_string());
    let [day, month, year] = known.each_ref().map(String::as_str);
    say("day", &[("day", day), ("month", month), ("year", year)])
}

fn civil(day: NaiveDate) -> String {
    day.format("%d/%m/%Y").to_string()
}

/// Why a date may be another one.
pub(super) fn uncertain(certainty: &Certainty) -> String {
    let (days, years) = doubts(certainty);
    let years = years.iter().map(|year| say("uncertain-year", &[("year", &year.to_string())]));
    let days = days.iter().map(|(first, last)| {
        let (first, last) = (civil(*first), civil(*last));
        if first == last {
            say("uncertain-day", &[("day", &first)])
        } else {
            say("uncertain-days", &[("first", &first), ("last", &last)])
        }
    });
    say("uncertain", &[("because", &years.chain(days).collect::<Vec<_>>().join("; "))])
}

#[cfg(test)]
mod tests {
    use domain::calendar::Doubt;

    use super::*;

    #[test]
    fn every_word_that_a_paper_asks_for_is_there_and_none_is_left_over() {
        let sources =
            [include_str!("words.rs"), include_str!("promise.rs"), include_str!("receipt.rs")];
        let program = sources.map(|source| source.split("#[cfg(test)]").next().unwrap());

        let words = WORDS.as_object().unwrap();

        assert!(words.len() > 10);
        for name in words.keys() {
            let quoted = format!("\"{name}\"");
            assert!(
                program.iter().any(|source| source.contains(&quoted)),
                "{name} is not asked for"
            );
        }
        let asked = program.iter().flat_map(|source| source.split("say(\"").skip(1));
        for name in asked.filter_map(|rest| rest.split('"').next()) {
            assert!(words.contains_key(name), "{name} is not there");
        }
    }

    #[test]
    fn moment_is_written_as_people_write_it() {
        let at = NaiveDate::from_ymd_opt(2026, 11, 5).unwrap().and_hms_opt(8, 5, 59).unwrap();

        assert_eq!(moment(at), "08 giờ 05 phút, ngày 05 tháng 11 năm 2026");
        assert_eq!(day(at.date()), "ngày 05 tháng 11 năm 2026");
    }

    #[test]
    fn doubt_names_the_day_and_the_year() {
        let day = NaiveDate::from_ymd_opt(2027, 2, 5).unwrap();

        let because = vec![
            Doubt::YearNotAnnounced(2027),
            Doubt::Day(day - chrono::Days::new(9)),
            Doubt::Day(day),
            Doubt::Day(day + chrono::Days::new(1)),
        ];
        let said = uncertain(&Certainty::Provisional { because });

        assert!(said.contains("ngày nghỉ 27/01/2027") && said.contains("năm 2027"), "{said}");
        assert!(said.contains("từ 05/02/2027 đến 06/02/2027"), "{said}");
        assert!(!said.contains('{'), "{said}");
    }
}
