//! What is another thing in the places and days of one catalogue than in those of another.

use chrono::NaiveDate;
use domain::address::{UnitName, Units};
use domain::calendar::{Calendar, Day};

use crate::almanac::Almanac;
use crate::catalogue::Catalogue;

/// One place or day that is not the same in two catalogues.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListChange {
    /// The code of a unit, a day, a year, or the word for a list: `units`, `calendar`.
    pub code: String,
    /// What it is called in the later catalogue, or in the earlier one if it is gone.
    pub name: String,
    /// In what it differs.
    pub kind: ListChangeKind,
    /// From which day on, where one is named.
    pub from: Option<NaiveDate>,
    /// What was in its place.
    pub before: String,
    /// What is.
    pub after: String,
}

/// In what a place or a day differs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, strum::IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum ListChangeKind {
    /// The list of units is of another day, or is not in both.
    Units,
    /// A unit is new.
    UnitAdded,
    /// A unit is gone.
    UnitRemoved,
    /// A unit has another name from a day on.
    UnitRenamed,
    /// What has become of communes of before July 2025.
    UnitsBefore,
    /// The calendar is of another day, or is not in both.
    Calendar,
    /// A year is covered that was not.
    YearAdded,
    /// A year is covered no longer.
    YearRemoved,
    /// The notice of a year was seen.
    YearAnnounced,
    /// A day is listed that was not.
    DayAdded,
    /// A day is listed no longer.
    DayRemoved,
    /// A listed day is of another kind or name, or is as sure as it was not.
    DayChanged,
    /// The hours of offices.
    Hours,
}

impl ListChangeKind {
    /// The stable word for it.
    pub fn word(self) -> &'static str {
        self.into()
    }
}

/// What is another thing in the places and days of `later` than in those of `earlier`: units by code,
/// then days in their order.
pub fn list_changes(earlier: &Catalogue, later: &Catalogue) -> Vec<ListChange> {
    let (before, after) = (earlier.almanac(), later.almanac());
    let mut changes = editions(before, after);
    if let Some((before, after)) = before.units.as_ref().zip(after.units.as_ref()) {
        changes.extend(provinces(before, after));
        changes.extend(communes(before, after));
        changes.extend(old_communes(before, after));
    }
    if let Some((before, after)) = before.calendar.as_ref().zip(after.calendar.as_ref()) {
        changes.extend(years(before, after));
        changes.extend(days(before, after));
    }
    changes
}

fn change(code: &impl ToString, kind: ListChangeKind) -> ListChange {
    let (name, before, after) = (String::new(), String::new(), String::new());
    ListChange { code: code.to_string(), name, kind, from: None, before, after }
}

fn editions(before: &Almanac, after: &Almanac) -> Vec<ListChange> {
    let units = |one: &Almanac| one.units.as_ref().map(|units| units.edition());
    let days = |one: &Almanac| one.calendar.as_ref().map(|calendar| calendar.edition());
    let said = |day: Option<NaiveDate>| day.map(|day| day.to_string()).unwrap_or_default();
    let lists = [
        ("units", ListChangeKind::Units, units(before), units(after)),
        ("calendar", ListChangeKind::Calendar, days(before), days(after)),
    ];
    let other = lists.into_iter().filter(|(.., before, after)| before != after);
    other
        .map(|(code, kind, before, after)| ListChange {
            before: said(before),
            after: said(after),
            ..change(&code, kind)
        })
        .collect()
}

fn provinces(before: &Units, after: &Units) -> Vec<ListChange> {
    let named = |units: &Units| -> Vec<_> {
        let named = units.provinces().map(|one| (one.code, one.names().cloned().collect()));
        named.collect()
    };
    let place = |_, name: &UnitName| name.full();
    units_changed(&named(before), &named(after), place, place)
}

fn communes(before: &Units, after: &Units) -> Vec<ListChange> {
    let named = |units: &Units| -> Vec<_> {
        let named = units.communes().map(|one| (one.code, one.names().cloned().collect()));
        named.collect()
    };
    let place = |units: &Units, code, name: &UnitName| {
        let province = units.commune(code).and_then(|one| units.province(one.province));
        let its = province.map(|its| its.name_on(name.since).full()).unwrap_or_default();
        format!("{}, {its}", name.full())
    };
    units_changed(
        &named(before),
        &named(after),
        |code, name| place(before, code, name),
        |code, name| place(after, code, name),
    )
}

/// Units with their names, by code in both.
fn units_changed<C: Copy + Ord + ToString>(
    before: &[(C, Vec<UnitName>)],
    after: &[(C, Vec<UnitName>)],
    place_before: impl Fn(C, &UnitName) -> String,
    place_after: impl Fn(C, &UnitName) -> String,
) -> Vec<ListChange> {
    let names_in = |list: &[(C, Vec<UnitName>)], code: C| -> Vec<UnitName> {
        let at = list.binary_search_by_key(&code, |(code, _)| *code);
        at.ok().and_then(|at| list.get(at)).map(|(_, names)| names.clone()).unwrap_or_default()
    };
    let mut changes = Vec::new();
    for (code, names) in after {
        let known = names_in(before, *code);
        let is_new = |name: &&UnitName| !known.iter().any(|one| is_one(one, name));
        for name in names.iter().filter(is_new) {
            let kind = if known.is_empty() {
                ListChangeKind::UnitAdded
            } else {
                ListChangeKind::UnitRenamed
            };
            let earlier = known.iter().rfind(|one| one.since <= name.since).or(known.last());
            changes.push(ListChange {
                name: place_after(*code, name),
                from: Some(name.since),
                before: earlier.map(|one| place_before(*code, one)).unwrap_or_default(),
                ..change(code, kind)
            });
        }
    }
    for (code, names) in before {
        if let Some(name) = names.last().filter(|_| names_in(after, *code).is_empty()) {
            let name = place_before(*code, name);
            changes.push(ListChange { name, ..change(code, ListChangeKind::UnitRemoved) });
        }
    }
    changes
}

/// Where a name was seen is no other name.
fn is_one(a: &UnitName, b: &UnitName) -> bool {
    (a.since, a.kind, &a.name) == (b.since, b.kind, &b.name)
}

fn old_communes(before: &Units, after: &Units) -> Option<ListChange> {
    let (was, is) = (before.old_communes(), after.old_communes());
    let places = was.len().max(is.len());
    let other = (0..places).filter(|place| was.get(*place) != is.get(*place)).count();
    let after = other.to_string();
    (other > 0).then(|| ListChange { after, ..change(&"units", ListChangeKind::UnitsBefore) })
}

fn years(before: &Calendar, after: &Calendar) -> Vec<ListChange> {
    let in_both = |calendar: &Calendar, year| {
        calendar.years().find(|(one, _)| *one == year).map(|(_, announced)| announced)
    };
    let of_after = after.years().filter_map(|(year, announced)| {
        let kind = match in_both(before, year) {
            None => ListChangeKind::YearAdded,
            Some(false) if announced => ListChangeKind::YearAnnounced,
            Some(_) => return None,
        };
        Some(change(&year, kind))
    });
    let gone = before.years().filter(|(year, _)| in_both(after, *year).is_none());
    let gone = gone.map(|(year, _)| change(&year, ListChangeKind::YearRemoved));
    let hours = (!before.has_hours_of(after)).then(|| change(&"calendar", ListChangeKind::Hours));
    of_after.chain(gone).chain(hours).collect()
}

fn days(before: &Calendar, after: &Calendar) -> Vec<ListChange> {
    let listed = |calendar, date| -> Option<Day<'_>> {
        let calendar: &Calendar = calendar;
        // Only a listed day has a name.
        Some(calendar.day(date)).filter(|day| day.name.is_some())
    };
    let told = |date: NaiveDate, day: Day<'_>, kind| ListChange {
        name: day.name.unwrap_or_default().to_owned(),
        ..change(&date, kind)
    };
    let of_after = after.listed_days().filter_map(|(date, day)| match listed(before, date) {
        None => Some(told(date, day, ListChangeKind::DayAdded)),
        Some(was) if is_another(&was, &day) => Some(ListChange {
            before: was.name.unwrap_or_default().to_owned(),
            ..told(date, day, ListChangeKind::DayChanged)
        }),
        Some(_) => None,
    });
    let gone = before.listed_days().filter(|(date, _)| listed(after, *date).is_none());
    let gone = gone.map(|(date, day)| told(date, day, ListChangeKind::DayRemoved));
    of_after.chain(gone).collect()
}

fn is_another(a: &Day<'_>, b: &Day<'_>) -> bool {
    (a.kind, a.certain, a.name) != (b.kind, b.certain, b.name)
}
