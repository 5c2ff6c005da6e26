//! What waits for the road, and what waits for the clerk.

use domain::actor::Actor;
use domain::dossier::Revision;
use domain::ids::{DossierId, ParcelId};
use domain::kinds::{ParcelKind, ParcelState};
use domain::moment::Millis;
use domain::provisional_code::ProvisionalCode;
use serde_json::json;
use store::parcels::{self, ParcelRow, Step};
use store::{View, dossiers, revisions};
use wire::problem::Problem;

use crate::delivery;
use crate::error::DeskError;
use crate::failpoint;
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
    /// Where it stands.
    pub state: ParcelState,
    /// Since when it waits, by the machine's clock.
    pub since: Millis,
    /// How often it was tried.
    pub attempts: u32,
    /// Why it waits for the clerk; `None` while it waits for the road.
    pub problem: Option<Problem>,
}

impl Waiting {
    /// Whether it waits for the clerk and not for the road.
    pub fn waits_for_the_clerk(&self) -> bool {
        self.state == ParcelState::SetAside
    }
}

/// Everything that has not arrived, in the desk's order.
pub fn list(desk: &Desk) -> Result<Vec<Waiting>, DeskError> {
    desk.store.look(|view| {
        let open = parcels::open(view)?;
        open.iter().map(|row| waiting(view, row)).collect()
    })
}

fn waiting(view: &View<'_>, row: &ParcelRow) -> Result<Waiting, DeskError> {
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
        state: row.state,
        since: row.stamp.reading.clock,
        attempts: row.attempts,
        problem: problem_of(row),
    })
}

/// Why a parcel waits for the clerk.
pub fn problem_of(row: &ParcelRow) -> Option<Problem> {
    serde_json::from_str(row.problem.as_deref()?).ok()
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
        for row in &aside {
            parcels::step(tx, row.parcel, Step::Queued)?;
            let stamp = desk.stamp(tx, actor)?;
            let detail = json!({ "parcel": row.parcel });
            desk.enter(tx, &stamp, Entry { detail, ..Entry::about("parcel.retried", dossier) })?;
        }
        Ok(aside.len())
    })?;
    failpoint::pass("retry.done");
    delivery::tell(desk, dossier);
    Ok(count)
}
