//! Terms of records, and that they say no more than what is published.

use chrono::NaiveTime;
use domain::deadline::{LimitUnit, TimeLimit};
use domain::kinds::Channel;
use domain::text::{Line, nfc};
use serde::Deserialize;

use super::{Read, Spot};
use crate::expression::Kind;
use crate::fault::CatalogueFault;
use crate::procedure::About;
use crate::terms::{CaseScope, Starts, Term, TermPlan};
use crate::text::Text;

/// The longest limit, in days or hours: beyond it somebody has mistyped.
const LONGEST: u32 = 10_000;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TermRecord {
    #[serde(default)]
    when: Option<String>,
    #[serde(default)]
    channels: Vec<Channel>,
    value: u32,
    unit: LimitUnit,
    #[serde(default)]
    cut_off: Option<String>,
    #[serde(default)]
    calendar: Option<String>,
    #[serde(default)]
    starts: Starts,
    as_listed: String,
    said: Text,
    source: String,
}

/// Reads the terms of one record.
pub(super) fn terms(
    spot: &Spot<'_>,
    about: &About,
    records: Vec<TermRecord>,
) -> Read<Vec<TermPlan>> {
    let records = records.into_iter().enumerate();
    records.map(|(place, record)| term(spot, about, &format!("/terms/{place}"), record)).collect()
}

fn term(spot: &Spot<'_>, about: &About, at: &str, record: TermRecord) -> Read<TermPlan> {
    let refuse = |why: &str| Err(CatalogueFault::new(spot.file, at, &why));
    is_told(spot, at, &record.said, &record.source)?;
    is_published(spot, at, &about.time.as_listed, &record.as_listed)?;
    if record.value > LONGEST {
        return refuse("the limit is too long");
    }
    if record.value == 0 && record.unit != LimitUnit::WorkingDays {
        return refuse("only a result of the same working day takes no time");
    }
    let listed = TimeLimit::read(&record.as_listed);
    if let TimeLimit::Known { value, unit, .. } = listed
        && (value, unit) != (record.value, record.unit)
    {
        return refuse("what is listed says otherwise");
    }
    if record.calendar.as_ref().is_some_and(|office| office.trim().is_empty()) {
        return refuse("the calendar has no name");
    }
    let (value, unit) = (record.value, record.unit);
    Ok(TermPlan {
        scope: scope(spot, about, at, record.channels, record.when.as_ref())?,
        term: Term {
            limit: TimeLimit::Known { value, unit, text: Line::new(&record.as_listed) },
            cut_off: record.cut_off.map(|hour| time(spot, at, &hour)).transpose()?,
            office: record.calendar,
            starts: record.starts,
            said: record.said,
        },
    })
}

/// For which case something holds; its channels must be the procedure's.
pub(super) fn scope(
    spot: &Spot<'_>,
    about: &About,
    at: &str,
    channels: Vec<Channel>,
    when: Option<&String>,
) -> Read<CaseScope> {
    if let Some(strange) = channels.iter().find(|channel| !about.channels.contains(channel)) {
        let why = format!("it is not handed in by {strange}");
        return Err(CatalogueFault::new(spot.file, at, &why));
    }
    Ok(CaseScope { channels, when: spot.read_if_any(at, when, Kind::Truth)? })
}

/// A reason in words and a source are there.
pub(super) fn is_told(spot: &Spot<'_>, at: &str, said: &Text, source: &str) -> Read<()> {
    if said.is_empty() {
        return Err(CatalogueFault::new(spot.file, at, &"no reason is said"));
    }
    if source.trim().is_empty() {
        return Err(CatalogueFault::new(spot.file, at, &"no source is named"));
    }
    Ok(())
}

/// What is said to be listed stands in what the record publishes.
pub(super) fn is_published(
    spot: &Spot<'_>,
    at: &str,
    published: &str,
    as_listed: &str,
) -> Read<()> {
    let as_listed = nfc(as_listed);
    if !as_listed.trim().is_empty() && stands_in(&nfc(published), &as_listed) {
        return Ok(());
    }
    Err(CatalogueFault::new(spot.file, at, &"what it is listed as is not what is published"))
}

/// Whether a text stands in another without cutting a number: `5 Ngày` is not in `15 Ngày`, nor
/// `5` in `5.000`.
fn stands_in(published: &str, listed: &str) -> bool {
    let is_digit = |c: char| c.is_ascii_digit();
    published.match_indices(listed).any(|(at, found)| {
        let before = published.get(..at).unwrap_or_default();
        let after = published.get(at.saturating_add(found.len())..).unwrap_or_default();
        let is_begun = before.strip_suffix(['.', ',']).unwrap_or(before).ends_with(is_digit);
        let goes_on = after.strip_prefix(['.', ',']).unwrap_or(after).starts_with(is_digit);
        !(is_begun && found.starts_with(is_digit) || goes_on && found.ends_with(is_digit))
    })
}

fn time(spot: &Spot<'_>, at: &str, text: &str) -> Read<NaiveTime> {
    let time = NaiveTime::parse_from_str(text, "%H:%M");
    time.map_err(|_| CatalogueFault::new(spot.file, at, &format!("{text:?} is no time of day")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn number_stands_in_a_text_only_as_a_whole() {
        let rows = [
            ("Trực tiếp: 15 Ngày", "15 Ngày", true),
            ("Trực tiếp: 15 Ngày", "5 Ngày", false),
            ("Trực tiếp: 15 Ngày; Trực tuyến: 5 Ngày", "5 Ngày", true),
            ("Phí: 25.000 đồng", "5.000 đồng", false),
            ("Phí: 25,000 đồng", "000 đồng", false),
            ("Phí: 25.000 đồng", "25", false),
            ("Trong 1,5 Ngày", "5 Ngày", false),
            ("Từ 8 giờ đến 17", "17", true),
            ("Khoản 5. Ngày", "5", true),
            ("Trong ngày làm việc.5 Ngày", "5 Ngày", true),
        ];

        for (published, listed, expected) in rows {
            assert_eq!(stands_in(published, listed), expected, "{listed:?} in {published:?}");
        }
    }
}
