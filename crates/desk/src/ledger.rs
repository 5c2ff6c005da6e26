//! The ledger of receipts: each revision and each of its parts, when the gateway took it, under which
//! hash, signed by which key.

use chrono::{Days, NaiveDate, NaiveTime};
use domain::dossier::Revision;
use domain::ids::{DossierId, Id, SubmissionId};
use domain::kinds::ParcelKind;
use domain::moment::Millis;
use domain::procedure::{ComponentId, ProcedureCode};
use domain::provisional_code::ProvisionalCode;
use domain::text::Line;
use seal::{Fingerprint, Sha256, jws};
use store::ledger::{self, LedgerRow};
use store::revisions::{self, PartRow};
use store::{StoreError, View, gateway};
use wire::receipt::Receipt;

use crate::error::DeskError;
use crate::finding;
use crate::session::Desk;

/// Which receipts are looked for.
#[derive(Debug, Clone, Default)]
pub struct Sought {
    /// The first legal date.
    pub from: Option<NaiveDate>,
    /// The last legal date.
    pub until: Option<NaiveDate>,
    /// Whatever people read of a code, a name or a number; may be empty.
    pub query: String,
    /// How many are passed over.
    pub offset: u32,
    /// How many are given.
    pub limit: u32,
}

/// A page of the ledger.
pub struct Found {
    /// How many there are on all pages.
    pub total: u64,
    /// Those of this page, the newest first.
    pub entries: Vec<Entry>,
}

/// What the gateway has signed for.
pub struct Entry {
    /// What was delivered: the id of a revision or of the parcel of a withdrawal.
    pub key: [u8; 16],
    /// The dossier.
    pub dossier: DossierId,
    /// The code on the resident's paper; `None` when the dossier was erased.
    pub code: Option<ProvisionalCode>,
    /// The procedure; `None` when the dossier was erased.
    pub procedure: Option<ProcedureCode>,
    /// The owner's name, else the submitter's; may be empty.
    pub person: Line,
    /// What was delivered; `None` when the dossier was erased.
    pub kind: Option<ParcelKind>,
    /// Number of the revision; `None` for a withdrawal.
    pub revision: Option<Revision>,
    /// When the gateway held every byte, by its signed time.
    pub delivered: Millis,
    /// Fingerprint of the gateway's root key.
    pub gateway: Fingerprint,
    /// What people call the gateway; `None` when the desk is enrolled at another one now.
    pub gateway_name: Option<Line>,
    /// The key that signed.
    pub key_id: String,
    /// SHA-256 of the list of parts, or of the withdrawal.
    pub sha256: Option<Sha256>,
    /// Its parts.
    pub parts: Vec<EntryPart>,
}

/// A part that the gateway has signed for.
pub struct EntryPart {
    /// Place in the manifest, from 0.
    pub number: u32,
    /// Which component it is; `None` for the form.
    pub component: Option<ComponentId>,
    /// Its size; `None` when the dossier was erased.
    pub size: Option<u64>,
    /// SHA-256 of its bytes, as the gateway signed it.
    pub sha256: Sha256,
}

/// Looks receipts up, a page at a time.
pub fn look(desk: &Desk, sought: &Sought) -> Result<Found, DeskError> {
    let wanted = ledger::Sought {
        from_ms: sought.from.map(begins),
        until_ms: sought.until.map(|day| begins(next(day))),
        terms: finding::terms(&sought.query),
        offset: sought.offset,
        limit: sought.limit,
    };
    let found: Result<_, StoreError> = desk.store.look(|view| {
        let here = gateway::get(view)?.map(|row| row.enrolment);
        let here = here.map(|enrolment| (enrolment.root.fingerprint(), enrolment.name));
        let rows = ledger::page(view, &wanted)?;
        let entries = rows.into_iter().map(|row| entry(view, row, here.as_ref()));
        let entries = entries.collect::<Result<Vec<_>, _>>()?;
        Ok(Found { total: ledger::count(view, &wanted)?, entries })
    });
    Ok(found?)
}

fn entry(
    view: &View<'_>,
    row: LedgerRow,
    here: Option<&(Fingerprint, Line)>,
) -> Result<Entry, StoreError> {
    let kept = row.receipt;
    let signed = Receipt::as_kept(&kept.statement);
    let known = match row.revision {
        Some(_) => revisions::parts(view, SubmissionId::from_bytes(kept.key))?,
        None => Vec::new(),
    };
    let hashes = signed.as_ref().map_or(&[][..], |signed| &signed.parts);
    let parts = (0..).zip(hashes).map(|(number, sha256)| part(number, *sha256, &known));
    let here = here.filter(|(fingerprint, _)| *fingerprint == kept.gateway);
    Ok(Entry {
        key: kept.key,
        dossier: kept.dossier,
        code: row.code,
        procedure: row.procedure,
        person: row.person,
        kind: row.kind,
        revision: row.revision.map(Revision::new),
        delivered: kept.delivered,
        gateway: kept.gateway,
        gateway_name: here.map(|(_, name)| name.clone()),
        key_id: jws::key_id(&kept.statement).unwrap_or_default(),
        parts: parts.collect(),
        sha256: signed.map(|signed| signed.sha256),
    })
}

fn part(number: u32, sha256: Sha256, known: &[PartRow]) -> EntryPart {
    let is_it = |row: &&PartRow| row.number == number && row.digest.sha256 == sha256;
    let row = known.iter().find(is_it);
    let component = row.and_then(|row| row.component.clone());
    EntryPart { number, component, size: row.map(|row| row.digest.size), sha256 }
}

fn begins(day: NaiveDate) -> i64 {
    Millis::from_civil(day.and_time(NaiveTime::MIN)).get()
}

fn next(day: NaiveDate) -> NaiveDate {
    day.checked_add_days(Days::new(1)).unwrap_or(day)
}
