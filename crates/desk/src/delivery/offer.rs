//! A package of the catalogue that came by the road: judged, and taken into use or refused for good.
//! Whenever it ends, either the old package is in use or the new one.

use courier::Change;
use domain::actor::Actor;
use seal::hash::hash;
use serde_json::json;
use store::StoreError;
use store::offered_catalogue as rows;
use wire::capabilities::CatalogueLine;
use wire::keys::KeyRing;

use super::apply;
use crate::catalogues::{self, Candidate};
use crate::error::DeskError;
use crate::gateway;
use crate::journal::Entry;
use crate::offers::{Shelf, Standing, Unfit};
use crate::session::Desk;

/// Whether a package is to be fetched.
pub(super) fn is_wanted(desk: &Desk, offered: &CatalogueLine) -> Result<bool, DeskError> {
    let shelf = Shelf::of(desk)?;
    note_latest(desk, &shelf)?;
    Ok(shelf.standing(offered) == Standing::Coming)
}

/// Judges a package by the newest list of keys; gives its version when it is in use by now. One that is
/// refused is remembered with the reason.
///
/// # Errors
/// When the list is not to be believed, or nothing could be kept.
pub(super) fn take(
    desk: &Desk,
    actor: Actor,
    offered: &CatalogueLine,
    keys: &str,
    bytes: &[u8],
) -> Result<Option<String>, DeskError> {
    take_keys(desk, actor, keys)?;
    let shelf = Shelf::of(desk)?;
    // Somebody may have brought one by hand while this one was on its way.
    if shelf.standing(offered) != Standing::Coming {
        return Ok(None);
    }
    let candidate = match judged(desk, offered, bytes)? {
        Ok(candidate) => candidate,
        Err(unfit) => {
            refuse(desk, actor, &shelf, offered, &unfit)?;
            return Ok(None);
        }
    };
    import(desk, actor, candidate)
}

/// Takes what was judged into use; gives its version, unless it or a later one is by now.
pub(super) fn import(
    desk: &Desk,
    actor: Actor,
    candidate: Candidate,
) -> Result<Option<String>, DeskError> {
    match catalogues::import(desk, actor, candidate) {
        Ok(in_use) => {
            note_latest(desk, &Shelf::of(desk)?)?;
            Ok(Some(in_use.catalogue.version().to_owned()))
        }
        Err(DeskError::SameCatalogue | DeskError::OlderCatalogue { .. }) => Ok(None),
        Err(failure) => Err(failure),
    }
}

pub(super) fn take_keys(desk: &Desk, actor: Actor, keys: &str) -> Result<(), DeskError> {
    let known = desk.store.look(gateway::enrolled)?.enrolment;
    let serial = KeyRing::open(keys, &known.root, known.keys_serial)?.serial();
    if serial > known.keys_serial {
        apply(desk, actor, &[Change::Keys { statement: keys.to_owned(), serial }])?;
    }
    Ok(())
}

fn judged(
    desk: &Desk,
    offered: &CatalogueLine,
    bytes: &[u8],
) -> Result<Result<Candidate, Unfit>, DeskError> {
    if hash(bytes) != offered.hash {
        return Ok(Err(Unfit::OtherBytes));
    }
    match catalogues::open(desk, bytes) {
        Ok(candidate) => {
            let version = candidate.package().contents().version.to_string();
            let is_it = version == offered.version;
            Ok(if is_it { Ok(candidate) } else { Err(Unfit::OtherVersion) })
        }
        Err(DeskError::Package(fault)) => Ok(Err(fault.into())),
        Err(failure) => Err(failure),
    }
}

fn refuse(
    desk: &Desk,
    actor: Actor,
    shelf: &Shelf,
    offered: &CatalogueLine,
    unfit: &Unfit,
) -> Result<(), DeskError> {
    let row = shelf.refusal(offered, unfit);
    desk.store.act("remember that a catalogue was refused", |tx| {
        rows::refuse(tx, &row)?;
        let stamp = desk.stamp(tx, actor)?;
        let detail = json!({
            "version": row.version, "sha256": row.sha256, "reason": row.reason,
        });
        let entry = Entry { detail, ..Entry::of("catalogue.refused") };
        Ok::<_, DeskError>(desk.enter(tx, &stamp, entry)?)
    })
}

/// The packages themselves are forgotten one day; that one was in use is not.
fn note_latest(desk: &Desk, shelf: &Shelf) -> Result<(), DeskError> {
    let Some(latest) = shelf.latest.map(|latest| latest.to_string()) else { return Ok(()) };
    if desk.store.look(rows::latest)?.as_ref() == Some(&latest) {
        return Ok(());
    }
    let noted: Result<(), StoreError> =
        desk.store.act("remember the latest catalogue", |tx| rows::set_latest(tx, &latest));
    Ok(noted?)
}
