//! What this desk has queued for a gateway, as it is held against the gateway's own list.

use domain::dossier::Revision;
use domain::ids::{DossierId, SubmissionId};
use domain::kinds::ParcelState;
use domain::procedure::ProcedureCode;
use domain::provisional_code::ProvisionalCode;
use domain::text::Line;
use rusqlite::Row;
use seal::{Fingerprint, Sha256};
use sqlite::Ask;

use crate::error::StoreError;
use crate::row::{self, Binds};
use crate::store::View;

/// A revision that was queued here.
#[derive(Debug, Clone)]
pub struct HereRow {
    /// The revision.
    pub submission: SubmissionId,
    /// Its number.
    pub revision: Revision,
    /// SHA-256 of the list of its parts.
    pub manifest: Sha256,
    /// Where its parcel stands.
    pub state: ParcelState,
    /// Whether this gateway has signed for it.
    pub has_receipt: bool,
    /// Its dossier.
    pub dossier: DossierId,
    /// The code on the resident's paper.
    pub code: ProvisionalCode,
    /// The procedure.
    pub procedure: ProcedureCode,
    /// The owner's name, else the submitter's; may be empty.
    pub person: Line,
    /// The agency's status code of the dossier, as it came; `None` before one came.
    pub status: Option<String>,
}

const ALL: &str = "
    SELECT
        parcels.submission_id, revisions.revision, manifest_sha256, parcels.state,
        EXISTS (
            SELECT 1
            FROM receipts
            WHERE delivery_key = parcels.submission_id AND gateway = :gateway
        ) AS has_receipt,
        parcels.dossier_id, provisional_code, procedure_code,
        coalesce(nullif(owner.name, ''), submitter.name, '') AS person, raw_status
    FROM parcels
    JOIN revisions ON revisions.submission_id = parcels.submission_id
    JOIN dossiers ON dossiers.dossier_id = parcels.dossier_id
    JOIN cases ON cases.dossier_id = parcels.dossier_id
    LEFT JOIN people AS owner
        ON owner.dossier_id = parcels.dossier_id AND owner.part = 'owner'
    LEFT JOIN people AS submitter
        ON submitter.dossier_id = parcels.dossier_id AND submitter.part = 'submitter'
    ORDER BY parcels.seq";

/// Every revision that was queued here, in the desk's order.
pub fn all(view: &View<'_>, gateway: &Fingerprint) -> Result<Vec<HereRow>, StoreError> {
    let binds = Binds::new().with(":gateway", gateway.as_bytes().to_vec());
    view.all(ALL, &*binds.params(), read, "read what was queued")
}

fn read(row: &Row<'_>) -> rusqlite::Result<HereRow> {
    Ok(HereRow {
        submission: row::id(row, "submission_id")?,
        revision: Revision::new(row.get("revision")?),
        manifest: row::hash(row, "manifest_sha256")?,
        state: row::text(row, "state")?,
        has_receipt: row.get("has_receipt")?,
        dossier: row::id(row, "dossier_id")?,
        code: row::code(row, "provisional_code")?,
        procedure: row::text(row, "procedure_code")?,
        person: Line::new(&row.get::<_, String>("person")?),
        status: row.get("raw_status")?,
    })
}
