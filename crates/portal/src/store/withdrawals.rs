//! Requests to take a dossier back.

use domain::ids::{DeskId, DossierId, ParcelId, SubmissionId};
use domain::moment::Millis;
use rusqlite::Row;
use seal::Sha256;
use sqlite::{Alter, Ask, Binds, row};

use super::{Tx, View};
use crate::error::PortalError;

/// A request to take a dossier back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WithdrawalRow {
    /// The idempotency key.
    pub withdrawal: ParcelId,
    /// The dossier.
    pub dossier: DossierId,
    /// The newest revision that the desk had sent.
    pub submission: SubmissionId,
    /// The desk that asks.
    pub desk: DeskId,
    /// SHA-256 of the request.
    pub request_sha256: Sha256,
    /// How often it was announced.
    pub announcements: u32,
    /// When it was announced first.
    pub announced: Millis,
    /// The signed receipt.
    pub receipt: String,
}

const INSERT: &str = "
    INSERT INTO withdrawals
        (withdrawal_id, dossier_id, submission_id, desk_id, request, request_sha256,
         announcements, announced_ms, receipt)
    VALUES
        (:withdrawal_id, :dossier_id, :submission_id, :desk_id, :request, :request_sha256, 1,
         :announced_ms, :receipt)";

const SELECT: &str = "
    SELECT withdrawal_id, dossier_id, submission_id, desk_id, request_sha256, announcements,
           announced_ms, receipt
    FROM withdrawals";

/// Keeps a request with its receipt.
pub fn insert(tx: &Tx<'_>, row: &WithdrawalRow, request: &[u8]) -> Result<(), PortalError> {
    let binds = Binds::new()
        .id(":withdrawal_id", &row.withdrawal)
        .id(":dossier_id", &row.dossier)
        .id(":submission_id", &row.submission)
        .id(":desk_id", &row.desk)
        .with(":request", request.to_vec())
        .hash(":request_sha256", &row.request_sha256)
        .at(":announced_ms", row.announced)
        .text(":receipt", &row.receipt);
    tx.run(INSERT, &*binds.params(), "keep a withdrawal").map(drop)
}

/// The request of this id.
pub fn get(view: &View<'_>, id: ParcelId) -> Result<Option<WithdrawalRow>, PortalError> {
    let binds = Binds::new().id(":withdrawal_id", &id);
    let sql = format!("{SELECT} WHERE withdrawal_id = :withdrawal_id");
    view.one(&sql, &*binds.params(), read, "read a withdrawal")
}

/// The requests about a dossier, oldest first.
pub fn of(view: &View<'_>, dossier: DossierId) -> Result<Vec<WithdrawalRow>, PortalError> {
    let binds = Binds::new().id(":dossier_id", &dossier);
    let sql = format!("{SELECT} WHERE dossier_id = :dossier_id ORDER BY rowid");
    view.all(&sql, &*binds.params(), read, "read the withdrawals of a dossier")
}

/// The frozen bytes of a request.
pub fn request(view: &View<'_>, id: ParcelId) -> Result<Option<Vec<u8>>, PortalError> {
    let binds = Binds::new().id(":withdrawal_id", &id);
    let sql = "SELECT request FROM withdrawals WHERE withdrawal_id = :withdrawal_id";
    view.one(sql, &*binds.params(), |row| row.get("request"), "read a withdrawal's bytes")
}

/// Counts one more announcement of a request.
pub fn count_again(tx: &Tx<'_>, id: ParcelId) -> Result<(), PortalError> {
    let binds = Binds::new().id(":withdrawal_id", &id);
    let sql = "
        UPDATE withdrawals
        SET announcements = announcements + 1
        WHERE withdrawal_id = :withdrawal_id";
    tx.run(sql, &*binds.params(), "count an announcement").map(drop)
}

fn read(row: &Row<'_>) -> rusqlite::Result<WithdrawalRow> {
    Ok(WithdrawalRow {
        withdrawal: row::id(row, "withdrawal_id")?,
        dossier: row::id(row, "dossier_id")?,
        submission: row::id(row, "submission_id")?,
        desk: row::id(row, "desk_id")?,
        request_sha256: row::hash(row, "request_sha256")?,
        announcements: row.get("announcements")?,
        announced: row::millis(row, "announced_ms")?,
        receipt: row.get("receipt")?,
    })
}
