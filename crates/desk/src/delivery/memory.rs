//! The rows of the store as the courier reads them.

use courier::{Gateway, Lease, Memory, Parcel, Run, Stage, Wanted};
use domain::ids::{DossierId, ParcelId, SubmissionId};
use domain::kinds::ParcelState;
use seal::hash::hash;
use seal::{Digest, Sha256};
use store::parcels::{self, ParcelRow};
use store::results::{self, ResultRow};
use store::{View, revisions};
use wire::announcement::Key;
use wire::event::ResultLine;
use wire::feed::Cursor;
use wire::receipt::Expected;

use crate::error::DeskError;
use crate::gateway;
use crate::session::Desk;

pub(super) fn memory(desk: &Desk, run: Run) -> Result<Memory, DeskError> {
    desk.store.look(|view| {
        let row = gateway::enrolled(view)?;
        let gateway = Gateway {
            root: row.enrolment.root,
            keys: gateway::keys_of(&row)?,
            era: row.era,
            cursor: row.cursor.as_deref().map(Cursor::new),
            last_event: row.last_event,
            // What is void by now is asked for anew, even if it turns out to be the same.
            offset_ms: desk.reading().offset_ms,
            must_compare: gateway::must_compare(desk, &row),
        };
        // One row after the other: of thousands, only what the courier keeps is ever in memory.
        let open = parcels::standings(view)?.into_iter().map(|open| read(view, open.parcel));
        let parcels = open.collect::<Result<_, _>>()?;
        let wanted = results::to_fetch(view)?.iter().map(wanted).collect();
        let capabilities = gateway::capabilities_of(&row).map(Box::new);
        Ok(Memory { run, gateway, parcels, wanted, capabilities })
    })
}

fn wanted(row: &ResultRow) -> Wanted {
    let (name, media) = (row.name.clone(), row.media.clone());
    let line = ResultLine { name, media, size: row.digest.size, sha256: row.digest.sha256 };
    Wanted { dossier: row.dossier, line }
}

fn read(view: &View<'_>, id: ParcelId) -> Result<Parcel, DeskError> {
    parcel(view, &parcels::get(view, id)?.ok_or(DeskError::NoSuchParcel)?)
}

/// A parcel as the courier knows it.
pub(super) fn parcel(view: &View<'_>, row: &ParcelRow) -> Result<Parcel, DeskError> {
    let dossier = row.dossier.ok_or(DeskError::NoSuchParcel)?;
    let (sha256, parts) = match (row.submission, &row.body) {
        (Some(submission), _) => contents(view, submission)?,
        (None, Some(body)) => (hash(body), Vec::new()),
        (None, None) => return Err(DeskError::NoSuchParcel),
    };
    Ok(Parcel {
        id: row.parcel,
        dossier,
        seq: row.stamp.seq,
        due: row.due,
        key: Key::from_bytes(row.key()),
        promise: expected(row, dossier, sha256, &parts).promise(),
        sizes: parts.iter().map(|part| part.size).collect(),
        stage: stage(row)?,
        attempts: row.attempts,
    })
}

fn contents(view: &View<'_>, submission: SubmissionId) -> Result<(Sha256, Vec<Digest>), DeskError> {
    let manifest = revisions::manifest_hash(view, submission)?.ok_or(DeskError::NoSuchParcel)?;
    Ok((manifest, revisions::digests(view, submission)?))
}

fn expected(row: &ParcelRow, dossier_id: DossierId, sha256: Sha256, parts: &[Digest]) -> Expected {
    let parts = parts.iter().map(|part| part.sha256).collect();
    Expected { key: Key::from_bytes(row.key()), dossier_id, sha256, parts }
}

fn stage(row: &ParcelRow) -> Result<Stage, DeskError> {
    let lease = row.lease.map(|lease| Lease { until: lease.until, holder: Run(lease.holder) });
    match (row.state, lease) {
        (ParcelState::Announcing, Some(lease)) => Ok(Stage::Announcing(lease)),
        (ParcelState::Sending, Some(lease)) => Ok(Stage::Sending(lease)),
        (ParcelState::Queued, _) => Ok(Stage::Queued),
        (ParcelState::SetAside, _) => Ok(Stage::SetAside),
        (
            ParcelState::Announcing
            | ParcelState::Sending
            | ParcelState::Delivered
            | ParcelState::Cancelled,
            _,
        ) => Err(DeskError::ParcelClosed),
    }
}
