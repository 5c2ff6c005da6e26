//! The ledger of receipts: what the gateway has signed for, newest first, a page at a time.

use domain::kinds::ParcelKind;
use domain::procedure::ProcedureCode;
use domain::provisional_code::ProvisionalCode;
use domain::text::Line;
use rusqlite::Row;
use sqlite::Ask;

use crate::error::StoreError;
use crate::finding::{Terms, has_terms, terms};
use crate::receipts::{self, ReceiptRow};
use crate::row::{self, Binds, stamp_columns};
use crate::store::View;

/// Which receipts are looked for.
#[derive(Debug, Clone, Default)]
pub struct Sought {
    /// Signed at this moment or later, in milliseconds.
    pub from_ms: Option<i64>,
    /// Signed before this moment.
    pub until_ms: Option<i64>,
    /// Of dossiers that have these.
    pub terms: Option<Terms>,
    /// How many are passed over.
    pub offset: u32,
    /// How many are given.
    pub limit: u32,
}

/// A receipt with what people call its dossier.
pub struct LedgerRow {
    /// The receipt.
    pub receipt: ReceiptRow,
    /// The code on the resident's paper; `None` when the dossier was erased.
    pub code: Option<ProvisionalCode>,
    /// The procedure; `None` when the dossier was erased.
    pub procedure: Option<ProcedureCode>,
    /// The owner's name, else the submitter's; may be empty.
    pub person: Line,
    /// What was delivered; `None` when the dossier was erased.
    pub kind: Option<ParcelKind>,
    /// Number of the revision; `None` for a withdrawal.
    pub revision: Option<u32>,
}

const MATCHING: &str = "
    FROM receipts
    WHERE (:from_ms IS NULL OR receipts.delivered_ms >= :from_ms)
        AND (:until_ms IS NULL OR receipts.delivered_ms < :until_ms)";

/// Passes receipts of dossiers without the terms.
fn matching(sought: &Sought) -> String {
    let Some(wanted) = &sought.terms else { return MATCHING.to_owned() };
    let has_terms = has_terms(Some(wanted));
    format!(
        "{MATCHING}
        AND receipts.dossier_id IN (
            SELECT dossiers.dossier_id
            FROM dossiers
            JOIN cases ON cases.dossier_id = dossiers.dossier_id
            WHERE TRUE {has_terms}
        )"
    )
}

fn binds(sought: &Sought) -> Binds {
    terms(sought.terms.as_ref()).with(":from_ms", sought.from_ms).with(":until_ms", sought.until_ms)
}

/// How many there are, on all pages.
pub fn count(view: &View<'_>, sought: &Sought) -> Result<u64, StoreError> {
    let sql = format!("SELECT count(*) AS found {}", matching(sought));
    let read = |row: &Row<'_>| row::count(row, "found");
    let counted = view.one(&sql, &*binds(sought).params(), read, "count receipts")?;
    Ok(counted.unwrap_or_default())
}

/// One page of them, the newest first.
pub fn page(view: &View<'_>, sought: &Sought) -> Result<Vec<LedgerRow>, StoreError> {
    // The page is cut before anything else of its rows is read.
    let sql = format!(
        "SELECT page.delivery_key, page.dossier_id, page.gateway, page.statement, page.announced_ms,
            page.delivered_ms,
            page.operator_id, page.instance_id, page.epoch, page.seq, page.clock_ms,
            page.offset_ms, page.clock_trust, provisional_code, procedure_code,
            coalesce(nullif(owner.name, ''), submitter.name, '') AS person,
            parcels.kind AS kind, revisions.revision AS revision
        FROM (
            SELECT delivery_key, dossier_id, gateway, statement, announced_ms, delivered_ms, {}
            {}
            ORDER BY receipts.delivered_ms DESC, receipts.seq DESC
            LIMIT :limit OFFSET :offset
        ) AS page
        LEFT JOIN dossiers ON dossiers.dossier_id = page.dossier_id
        LEFT JOIN revisions ON revisions.submission_id = page.delivery_key
        LEFT JOIN parcels ON parcels.dossier_id = page.dossier_id
            AND page.delivery_key IN (parcels.parcel_id, parcels.submission_id)
        LEFT JOIN people AS owner
            ON owner.dossier_id = page.dossier_id AND owner.part = 'owner'
        LEFT JOIN people AS submitter
            ON submitter.dossier_id = page.dossier_id AND submitter.part = 'submitter'
        GROUP BY page.seq
        ORDER BY page.delivered_ms DESC, page.seq DESC",
        stamp_columns!(),
        matching(sought)
    );
    let binds = binds(sought).with(":limit", sought.limit).with(":offset", sought.offset);
    view.all(&sql, &*binds.params(), read, "read the ledger of receipts")
}

fn read(row: &Row<'_>) -> rusqlite::Result<LedgerRow> {
    Ok(LedgerRow {
        receipt: receipts::read(row)?,
        code: sqlite::row::maybe_code(row, "provisional_code")?,
        procedure: row::maybe_text(row, "procedure_code")?,
        person: Line::new(&row.get::<_, String>("person")?),
        kind: row::maybe_text(row, "kind")?,
        revision: row.get("revision")?,
    })
}
