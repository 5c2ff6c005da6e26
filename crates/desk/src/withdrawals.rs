//! Taking a dossier back.

use domain::actor::Actor;
use domain::ids::{DossierId, ParcelId, SubmissionId};
use domain::kinds::{CaseState, ParcelKind, ParcelState};
use domain::moment::Stamp;
use domain::provisional_code::ProvisionalCode;
use machine::failpoint;
use store::parcels::{self, Cargo, NewParcel, ParcelRow};
use store::{Tx, View, cases, dossiers, revisions};
use wire::announcement::{WITHDRAWAL_FORMAT, Withdrawal};

use crate::delivery;
use crate::dossiers::case;
use crate::drafts;
use crate::error::DeskError;
use crate::journal::Entry;
use crate::queue;
use crate::session::Desk;

/// How a dossier was taken back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Withdrawn {
    /// It was a draft and was thrown away.
    Discarded,
    /// It was queued and never left this desk.
    Cancelled,
    /// It has left; the agency is asked.
    Asked,
}

/// What taking back means for a dossier as it stands.
enum Way {
    Discard,
    Cancel(Vec<ParcelRow>),
    Ask(Vec<ParcelRow>),
}

/// Takes a dossier back: a draft is discarded, a queued one cancelled; once it has left, the
/// agency is asked. An unsent correction goes with it.
///
/// # Errors
/// `Ended` when the dossier has come to its end, `Discarded` when the draft was thrown away.
pub fn withdraw(
    desk: &Desk,
    actor: Actor,
    dossier: DossierId,
) -> Result<(Withdrawn, ProvisionalCode), DeskError> {
    let parcel = desk.world.id()?;
    let done = desk.store.act("withdraw a dossier", |tx| {
        let view = tx.view();
        let row = dossiers::get(&view, dossier)?.ok_or(DeskError::NoSuchDossier)?;
        let done = match way(&view, dossier)? {
            Way::Discard => {
                drafts::discard_in(desk, tx, actor, dossier)?;
                Withdrawn::Discarded
            }
            Way::Cancel(parcels) => cancel(desk, tx, actor, dossier, &parcels)?,
            Way::Ask(parcels) => ask(desk, tx, actor, dossier, &parcels, parcel)?,
        };
        Ok::<_, DeskError>((done, row.provisional_code))
    })?;
    failpoint::pass("withdraw.done");
    delivery::tell(desk, dossier);
    Ok(done)
}

fn way(view: &View<'_>, dossier: DossierId) -> Result<Way, DeskError> {
    let state = case(view, dossier)?.state;
    let parcels = parcels::of(view, dossier)?;
    match state {
        CaseState::Draft => Ok(Way::Discard),
        CaseState::Sealed if !parcels.iter().any(|row| is_paper(row) && row.may_have_left()) => {
            Ok(Way::Cancel(parcels))
        }
        state if state.is_final() => Err(DeskError::Ended { state }),
        _ => Ok(Way::Ask(parcels)),
    }
}

fn is_paper(row: &ParcelRow) -> bool {
    row.kind != ParcelKind::Withdrawal
}

fn cancel(
    desk: &Desk,
    tx: &Tx<'_>,
    actor: Actor,
    dossier: DossierId,
    parcels: &[ParcelRow],
) -> Result<Withdrawn, DeskError> {
    let stamp = desk.stamp(tx, actor)?;
    for parcel in parcels {
        call_back(tx, parcel)?;
    }
    drafts::throw_away(desk, tx, dossier, &stamp)?;
    cases::set_state(tx, dossier, CaseState::Withdrawn)?;
    desk.enter(tx, &stamp, Entry::about("dossier.cancelled", dossier))?;
    Ok(Withdrawn::Cancelled)
}

/// Asks the agency, once at a time. Papers that have not left yet do not follow, and those that
/// wait for the clerk do not keep the request waiting.
fn ask(
    desk: &Desk,
    tx: &Tx<'_>,
    actor: Actor,
    dossier: DossierId,
    parcels: &[ParcelRow],
    parcel: ParcelId,
) -> Result<Withdrawn, DeskError> {
    let stamp = desk.stamp(tx, actor)?;
    let (papers, requests): (Vec<_>, Vec<_>) = parcels.iter().partition(|row| is_paper(row));
    let stays = |row: &ParcelRow| row.state == ParcelState::SetAside || !row.may_have_left();
    for paper in papers.into_iter().filter(|row| stays(row)) {
        call_back(tx, paper)?;
    }
    drafts::throw_away(desk, tx, dossier, &stamp)?;
    match requests.into_iter().find(|row| !is_at_its_end(row)) {
        Some(asked) if asked.state == ParcelState::SetAside => {
            queue::retry_in(desk, tx, actor, dossier, asked.parcel)?;
        }
        Some(_) => {}
        None => {
            let newest = newest(desk, &tx.view(), dossier, parcels)?;
            let body = request(desk, &stamp, parcel, dossier, newest)?;
            let cargo = Cargo::Withdrawal { dossier, body };
            parcels::queue(tx, &NewParcel { parcel, cargo, stamp })?;
        }
    }
    desk.enter(tx, &stamp, Entry::about("withdrawal.asked", dossier))?;
    Ok(Withdrawn::Asked)
}

fn is_at_its_end(row: &ParcelRow) -> bool {
    matches!(row.state, ParcelState::Delivered | ParcelState::Cancelled)
}

/// Cancels a parcel that has not come to its end.
fn call_back(tx: &Tx<'_>, row: &ParcelRow) -> Result<(), DeskError> {
    if !is_at_its_end(row) {
        queue::cancel(tx, row, "withdrawn")?;
    }
    Ok(())
}

/// The newest revision that may have left; where a restored backup knows of none, the newest.
fn newest(
    desk: &Desk,
    view: &View<'_>,
    dossier: DossierId,
    parcels: &[ParcelRow],
) -> Result<SubmissionId, DeskError> {
    let mut left = parcels.iter().rev().filter(|parcel| parcel.may_have_left());
    let head = revisions::head(view, dossier, desk.row().desk)?.map(|head| head.submission);
    left.find_map(|parcel| parcel.submission).or(head).ok_or(DeskError::NoSuchParcel)
}

/// The bytes of the request, frozen as it is made.
fn request(
    desk: &Desk,
    stamp: &Stamp,
    withdrawal_id: ParcelId,
    dossier_id: DossierId,
    submission_id: SubmissionId,
) -> Result<Vec<u8>, DeskError> {
    let request = Withdrawal {
        format: WITHDRAWAL_FORMAT,
        withdrawal_id,
        dossier_id,
        submission_id,
        desk_id: desk.row().desk,
        asked: stamp.reading,
    };
    serde_json::to_vec(&request).map_err(|_| DeskError::BadForm)
}
