//! What waits for the road, and what waits for the clerk.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use domain::actor::Actor;
use domain::dossier::Revision;
use domain::ids::{DossierId, ParcelId, SubmissionId};
use domain::kinds::{ParcelKind, ParcelState};
use domain::moment::Millis;
use domain::provisional_code::ProvisionalCode;
use machine::failpoint;
use serde_json::json;
use store::parcels::{self, ParcelRow, Step};
use store::waiting::{self, Load, Place, WaitingRow};
use store::{StoreError, Tx, View, dossiers, revisions};
use wire::problem::Problem;

use crate::background::Held;
use crate::delivery;
use crate::error::DeskError;
use crate::forecast::{Forecast, Reckoning};
use crate::journal::Entry;
use crate::session::Desk;

/// A parcel that has not arrived.
#[derive(Debug, Clone)]
pub struct Waiting {
    /// The parcel.
    pub parcel: ParcelId,
    /// The dossier.
    pub dossier: DossierId,
    /// The code on the resident's paper.
    pub code: ProvisionalCode,
    /// What it carries.
    pub kind: ParcelKind,
    /// Which revision it carries; `None` for a withdrawal.
    pub revision: Option<Revision>,
    /// The id of that revision; `None` for a withdrawal.
    pub submission: Option<SubmissionId>,
    /// Where it stands.
    pub state: ParcelState,
    /// Since when it waits, by the machine's clock.
    pub since: Millis,
    /// How often it was tried.
    pub attempts: u32,
    /// Civil day by which the agency wants the supplement that it carries, or that waits behind it;
    /// `None`: none was set. What has one is sent first.
    pub due: Option<NaiveDate>,
    /// Why it waits for the clerk; `None` while it waits for the road.
    pub problem: Option<Problem>,
    /// Whether an earlier parcel of its dossier was set aside: it cannot go before that one.
    pub is_held_up: bool,
}

impl Waiting {
    /// Whether it waits for the clerk and not for the road.
    pub fn waits_for_the_clerk(&self) -> bool {
        self.state == ParcelState::SetAside || self.is_held_up
    }
}

/// Everything that has not arrived, in the desk's order.
pub fn list(desk: &Desk) -> Result<Vec<Waiting>, DeskError> {
    desk.store.look(|view| {
        let open = parcels::open(view)?;
        let aside: Vec<_> = open.iter().filter(|row| row.state == ParcelState::SetAside).collect();
        open.iter().map(|row| with_names(view, row, is_behind(row, &aside))).collect()
    })
}

/// Which part of the queue is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sight {
    /// How many of those that wait for the clerk.
    pub aside: u64,
    /// From which place in the line is counted; `None`: from its head.
    pub from: Option<Place>,
    /// How many places after that one, or before it, the page begins.
    pub offset: i64,
    /// How many rows the page has at the most.
    pub limit: u64,
}

/// A part of the queue, and how much there is of all of it.
pub struct Seen {
    /// How much has not arrived.
    pub load: Load,
    /// The first of those that wait for the clerk, in the desk's order.
    pub aside: Vec<WaitingRow>,
    /// Of those that wait for the road, the page that was asked for: what is being sent comes first,
    /// then what is due first.
    pub rows: Vec<WaitingRow>,
    /// How many stand in the line before the first row.
    pub offset: u64,
    /// How many stand in the line before the place that was counted from.
    pub from: u64,
    /// Where the next page begins; `None` at the end.
    pub next: Option<Place>,
}

/// Looks at a part of the queue. Whoever goes from one `next` to the other sees each parcel once that
/// stays as it is, whatever leaves the line meanwhile.
pub fn look(desk: &Desk, sight: Sight) -> Result<Seen, DeskError> {
    let seen: Result<_, StoreError> = desk.store.look(|view| {
        let load = waiting::load(view)?;
        let from = sight.from.map_or(Ok(0), |place| waiting::before(view, place))?;
        let offset = from.saturating_add_signed(sight.offset).min(load.in_line);
        let rows = waiting::line(view, offset, sight.limit)?;
        let end = offset.saturating_add(rows.len() as u64);
        let last = rows.last().filter(|_| end < load.in_line);
        let next = last.map(|row| row.place.next());
        let aside = waiting::aside(view, sight.aside)?;
        Ok(Seen { load, aside, rows, offset, from, next })
    });
    Ok(seen?)
}

/// When what waits for the road will have arrived, if it carries so many bytes a second: all of it, and
/// each that is asked about. `held` is what the gateway is known to hold.
pub fn forecast(
    desk: &Desk,
    held: &BTreeMap<ParcelId, Held>,
    bytes_per_second: u64,
    is_asked_about: impl Fn(ParcelId) -> bool,
) -> Result<Forecast, DeskError> {
    let mut reckoning = Reckoning::new(held, is_asked_about);
    let weighed: Result<_, StoreError> =
        desk.store.look(|view| waiting::weigh(view, |one| reckoning.add(&one)));
    weighed?;
    Ok(reckoning.end(bytes_per_second))
}

/// How much has not arrived. It is asked several times a second while bytes go over, and counted anew
/// only when something was written.
pub fn load(desk: &Desk) -> Result<Load, DeskError> {
    let acts = desk.store.acts();
    if let Some((_, load)) = desk.counted().filter(|(then, _)| *then == acts) {
        return Ok(load);
    }
    let load: Result<_, StoreError> = desk.store.look(waiting::load);
    let load = load?;
    *desk.counted() = Some((acts, load));
    Ok(load)
}

/// Why something waits for the clerk, from the problem document as it is kept.
pub fn problem_in(document: &str) -> Option<Problem> {
    serde_json::from_str(document).ok()
}

/// Whether a parcel cannot go because an earlier one of its dossier, among these, was set aside.
pub fn is_held_up(row: &ParcelRow, parcels: &[ParcelRow]) -> bool {
    let aside = parcels.iter().filter(|other| other.state == ParcelState::SetAside);
    is_behind(row, &aside.collect::<Vec<_>>())
}

/// Whether it cannot go because of one of those that were set aside: usually few, among thousands.
fn is_behind(row: &ParcelRow, aside: &[&ParcelRow]) -> bool {
    let is_open = !matches!(row.state, ParcelState::Delivered | ParcelState::Cancelled);
    let is_before =
        |other: &&ParcelRow| other.dossier == row.dossier && other.stamp.seq < row.stamp.seq;
    is_open && aside.iter().any(is_before)
}

fn with_names(view: &View<'_>, row: &ParcelRow, is_held_up: bool) -> Result<Waiting, DeskError> {
    let id = row.dossier.ok_or(DeskError::NoSuchParcel)?;
    let dossier = dossiers::get(view, id)?.ok_or(DeskError::NoSuchDossier)?;
    let revision = match row.submission {
        Some(submission) => revisions::get(view, submission)?,
        None => None,
    };
    Ok(Waiting {
        parcel: row.parcel,
        dossier: id,
        code: dossier.provisional_code,
        kind: row.kind,
        revision: revision.map(|revision| revision.revision),
        submission: row.submission,
        state: row.state,
        since: row.stamp.reading.clock,
        attempts: row.attempts,
        due: row.due,
        problem: problem_of(row),
        is_held_up,
    })
}

/// Why a parcel waits for the clerk.
pub fn problem_of(row: &ParcelRow) -> Option<Problem> {
    problem_in(row.problem.as_deref()?)
}

/// Cancels a parcel that has not come to its end, and remembers when the gateway had refused it.
pub(crate) fn cancel(tx: &Tx<'_>, row: &ParcelRow, why: &str) -> Result<(), StoreError> {
    let reason = if row.was_refused() { parcels::REFUSED } else { why };
    parcels::step(tx, row.parcel, Step::Cancelled(reason))
}

/// Queues what was set aside of a dossier again; gives how many parcels that were.
///
/// # Errors
/// `NothingSetAside`.
pub fn retry(desk: &Desk, actor: Actor, dossier: DossierId) -> Result<usize, DeskError> {
    let count = desk.store.act("try again what was set aside", |tx| {
        dossiers::get(&tx.view(), dossier)?.ok_or(DeskError::NoSuchDossier)?;
        let mut aside = parcels::of(&tx.view(), dossier)?;
        aside.retain(|row| row.state == ParcelState::SetAside);
        if aside.is_empty() {
            return Err(DeskError::NothingSetAside);
        }
        aside.iter().try_for_each(|row| retry_in(desk, tx, actor, dossier, row.parcel))?;
        Ok(aside.len())
    })?;
    failpoint::pass("retry.done");
    delivery::tell(desk, dossier);
    Ok(count)
}

/// Queues one parcel again that was set aside, within an action.
pub(crate) fn retry_in(
    desk: &Desk,
    tx: &Tx<'_>,
    actor: Actor,
    dossier: DossierId,
    parcel: ParcelId,
) -> Result<(), DeskError> {
    parcels::step(tx, parcel, Step::Queued)?;
    let stamp = desk.stamp(tx, actor)?;
    let detail = json!({ "parcel": parcel });
    Ok(desk.enter(tx, &stamp, Entry { detail, ..Entry::about("parcel.retried", dossier) })?)
}
