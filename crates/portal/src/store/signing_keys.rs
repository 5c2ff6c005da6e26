//! The keys that sign, or have signed, receipts, events and the time.

use domain::moment::Millis;
use rusqlite::Row;
use seal::{PublicKey, SigningKey};
use zeroize::Zeroizing;

use super::row::{self, Binds};
use super::{Tx, View};
use crate::error::PortalError;

/// The public half of a key, and its name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicLine {
    /// Its name in the header of what it signs.
    pub id: String,
    /// The public half.
    pub key: PublicKey,
}

const INSERT: &str = "
    INSERT INTO signing_keys (key_id, public, seed, made_ms)
    VALUES (:key_id, :public, :seed, :made_ms)";

/// Keeps a new key.
pub fn insert(tx: &Tx<'_>, id: &str, key: &SigningKey, made: Millis) -> Result<(), PortalError> {
    let binds = Binds::new()
        .text(":key_id", id)
        .with(":public", key.public().as_bytes().to_vec())
        .with(":seed", key.seed().to_vec())
        .at(":made_ms", made);
    tx.run(INSERT, &*binds.params(), "keep a signing key").map(drop)
}

/// Forgets the secret halves of all keys but one.
pub fn retire_all_but(tx: &Tx<'_>, id: &str) -> Result<(), PortalError> {
    let binds = Binds::new().text(":key_id", id);
    let sql = "UPDATE signing_keys SET seed = NULL WHERE key_id <> :key_id";
    tx.run(sql, &*binds.params(), "retire the old signing keys").map(drop)
}

/// The public halves of all keys, in the order in which they were made.
pub fn all(view: &View<'_>) -> Result<Vec<PublicLine>, PortalError> {
    let sql = "SELECT key_id, public FROM signing_keys ORDER BY made_ms, length(key_id), key_id";
    view.all(sql, [], read, "read the signing keys")
}

fn read(row: &Row<'_>) -> rusqlite::Result<PublicLine> {
    Ok(PublicLine { id: row.get("key_id")?, key: row::public_key(row, "public")? })
}

/// The key of this name, if it still signs.
pub fn secret(view: &View<'_>, id: &str) -> Result<SigningKey, PortalError> {
    let binds = Binds::new().text(":key_id", id);
    let sql = "SELECT seed FROM signing_keys WHERE key_id = :key_id AND seed IS NOT NULL";
    let read = |row: &Row<'_>| row.get::<_, [u8; 32]>("seed").map(Zeroizing::new);
    let seed = view.one(sql, &*binds.params(), read, "read a signing key")?;
    let seed = seed.ok_or(PortalError::Row { table: "signing_keys", what: "seed" })?;
    Ok(SigningKey::from_seed(&seed))
}
