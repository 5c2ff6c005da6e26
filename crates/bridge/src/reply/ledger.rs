//! The ledger of receipts.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A page of the ledger.
#[derive(Serialize, TS)]
pub struct Ledger {
    /// How many receipts there are on all pages.
    pub total: u64,
    /// Those of this page, the newest first.
    pub rows: Vec<LedgerLine>,
}

/// What the gateway has signed for.
#[derive(Serialize, TS)]
pub struct LedgerLine {
    /// The id of the revision, or of the request to take a dossier back.
    pub key: String,
    /// The dossier; absent when it was erased.
    pub dossier_id: Option<String>,
    /// The code on the resident's paper; empty when the dossier was erased.
    pub provisional_code: String,
    /// What people call the procedure; empty when the dossier was erased.
    pub procedure_name: String,
    /// The owner's name, else the submitter's; may be empty.
    pub person: String,
    /// What was delivered, in words.
    pub cargo_said: String,
    /// When the gateway held every byte, by its signed time.
    pub delivered_at: String,
    /// What people call the gateway, or the fingerprint of its root key.
    pub gateway: String,
    /// The key that signed.
    pub key_id: String,
    /// SHA-256 of the list of parts, or of the request; empty where the receipt cannot be read.
    pub sha256: String,
    /// Bytes of all parts; absent when the dossier was erased.
    pub bytes: Option<u64>,
    /// The parts.
    pub parts: Vec<LedgerPart>,
}

/// A part that the gateway has signed for.
#[derive(Serialize, TS)]
pub struct LedgerPart {
    /// What people call it: the form, or a component.
    pub name: String,
    /// Its size; absent when the dossier was erased.
    pub bytes: Option<u64>,
    /// SHA-256 of its bytes.
    pub sha256: String,
}

/// A ledger that was written to a file.
#[derive(Serialize, Deserialize, TS)]
pub struct LedgerWritten {
    /// Where it lies.
    pub file: String,
    /// How many receipts are in it.
    pub receipts: u64,
}
