//! What a day at the desk asks for, and what it brought.

use chrono::{Days, NaiveDate, NaiveTime};
use domain::kinds::CaseState;
use domain::moment::Millis;
use store::finding::{self, Day, Filter, Order, Search};
use store::{StoreError, View, gateway};

use crate::error::DeskError;
use crate::finding::{FoundRow, line};
use crate::session::Desk;

/// How many dossiers of a kind are named.
const NAMED: usize = 5;

/// Dossiers that ask for the same.
#[derive(Default)]
pub struct Group {
    /// How many.
    pub count: u64,
    /// The most pressing ones first, at most five.
    pub rows: Vec<FoundRow>,
}

/// A day at the desk.
pub struct Today {
    /// The legal date.
    pub date: NaiveDate,
    /// What it brought.
    pub day: Day,
    /// Agencies ask for more papers, and nothing was sent since.
    pub supplements: Group,
    /// Agencies ask for a payment.
    pub fees: Group,
    /// The gateway did not take something.
    pub set_aside: Group,
    /// Something was typed and not submitted.
    pub drafts: Group,
    /// Results are there and not handed over.
    pub results: Group,
    /// Whether the desk is enrolled at a gateway.
    pub is_enrolled: bool,
}

/// Looks at the day as of now.
pub fn look(desk: &Desk) -> Result<Today, DeskError> {
    let date = desk.reading().best().civil_date();
    let today: Result<_, StoreError> = desk.store.look(|view| {
        let (supplements, fees) = asked(view)?;
        Ok(Today {
            date,
            day: day(view, date)?,
            supplements,
            fees,
            set_aside: oldest(view, Filter::SetAside)?,
            drafts: oldest(view, Filter::Draft)?,
            results: oldest(view, Filter::ToHandOver)?,
            is_enrolled: gateway::get(view)?.is_some(),
        })
    });
    Ok(today?)
}

fn day(view: &View<'_>, date: NaiveDate) -> Result<Day, StoreError> {
    let begins = |date: NaiveDate| Millis::from_civil(date.and_time(NaiveTime::MIN)).get();
    let next = date.checked_add_days(Days::new(1)).unwrap_or(date);
    finding::day(view, date, begins(date), begins(next))
}

/// What agencies ask for and wait for: by the nearest date, then by who waits longest.
fn asked(view: &View<'_>) -> Result<(Group, Group), StoreError> {
    let mut rows = Vec::new();
    for dossier in finding::ids(view, Filter::Supplement)? {
        rows.extend(line(view, dossier)?.filter(waits_for_the_clerk));
    }
    // What has no date comes behind what has one; the sort keeps the order of those alike.
    let date = |row: &FoundRow| row.asked.as_ref().and_then(|asked| asked.deadline);
    rows.sort_by_key(|row| (date(row).is_none(), date(row)));
    let is_fee = |row: &FoundRow| row.summary.state == CaseState::FeeAsked;
    let (fees, supplements) = rows.into_iter().partition(is_fee);
    Ok((group(supplements), group(fees)))
}

/// Whether neither an answer nor a request to stop is on its way or there.
fn waits_for_the_clerk(row: &FoundRow) -> bool {
    use domain::kinds::{ParcelKind, ParcelState};
    let is_answered = row.asked.as_ref().is_some_and(|asked| asked.is_answered);
    let is_on_its_way = match row.summary.newest_parcel {
        None | Some((_, ParcelState::SetAside)) => false,
        Some((ParcelKind::Withdrawal, _)) => true,
        Some((_, state)) => state != ParcelState::Delivered,
    };
    !is_answered && !is_on_its_way
}

fn group(mut rows: Vec<FoundRow>) -> Group {
    let count = rows.len() as u64;
    rows.truncate(NAMED);
    Group { count, rows }
}

fn oldest(view: &View<'_>, filter: Filter) -> Result<Group, StoreError> {
    let limit = u32::try_from(NAMED).unwrap_or(u32::MAX);
    let search = Search { filter, terms: None, order: Order::OldestFirst, offset: 0, limit };
    let mut rows = Vec::new();
    for summary in finding::page(view, &search)? {
        rows.extend(line(view, summary.dossier)?);
    }
    Ok(Group { count: finding::count(view, &search)?, rows })
}
