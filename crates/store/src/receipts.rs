//! The gateway's signed word that it holds something, kept for good: triggers in the database hold
//! that.

use domain::ids::DossierId;
use domain::moment::{Millis, Stamp};
use rusqlite::Row;
use seal::Fingerprint;
use sqlite::{Alter, Ask};

use crate::error::StoreError;
use crate::row::{self, Binds, Stamped, stamp_columns, stamp_values};
use crate::store::{Tx, View};

/// One receipt.
#[derive(Debug, Clone)]
pub struct ReceiptRow {
    /// What was delivered: the id of a revision, or of the parcel of a withdrawal.
    pub key: [u8; 16],
    /// The dossier.
    pub dossier: DossierId,
    /// The gateway.
    pub gateway: Fingerprint,
    /// The signed text.
    pub statement: String,
    /// When the gateway first heard of it, by its clock.
    pub announced: Millis,
    /// When the gateway held every byte, by its clock.
    pub delivered: Millis,
    /// At whose session it came, when.
    pub stamp: Stamp,
}

const INSERT: &str = concat!(
    "INSERT INTO receipts
        (delivery_key, dossier_id, gateway, statement, announced_ms, delivered_ms, ",
    stamp_columns!(),
    ") VALUES
        (:delivery_key, :dossier_id, :gateway, :statement, :announced_ms, :delivered_ms, ",
    stamp_values!(),
    ")"
);

const OF: &str = concat!(
    "SELECT delivery_key, dossier_id, gateway, statement, announced_ms, delivered_ms, ",
    stamp_columns!(),
    " FROM receipts
    WHERE dossier_id = :dossier_id
    ORDER BY seq"
);

/// Keeps a receipt.
pub fn insert(tx: &Tx<'_>, receipt: &ReceiptRow) -> Result<(), StoreError> {
    let binds = Binds::new()
        .with(":delivery_key", receipt.key.to_vec())
        .id(":dossier_id", &receipt.dossier)
        .with(":gateway", receipt.gateway.as_bytes().to_vec())
        .text(":statement", &receipt.statement)
        .with(":announced_ms", receipt.announced.get())
        .with(":delivered_ms", receipt.delivered.get())
        .stamp(&receipt.stamp);
    tx.run(INSERT, &*binds.params(), "keep a receipt").map(drop)
}

/// The receipts of a dossier, in the order in which they came.
pub fn of(view: &View<'_>, dossier: DossierId) -> Result<Vec<ReceiptRow>, StoreError> {
    let binds = Binds::new().id(":dossier_id", &dossier);
    view.all(OF, &*binds.params(), read, "read the receipts of a dossier")
}

pub(crate) fn read(row: &Row<'_>) -> rusqlite::Result<ReceiptRow> {
    Ok(ReceiptRow {
        key: row.get("delivery_key")?,
        dossier: row::id(row, "dossier_id")?,
        gateway: Fingerprint::from_bytes(row.get("gateway")?),
        statement: row.get("statement")?,
        announced: row::millis(row, "announced_ms")?,
        delivered: row::millis(row, "delivered_ms")?,
        stamp: row::stamp(row)?,
    })
}
