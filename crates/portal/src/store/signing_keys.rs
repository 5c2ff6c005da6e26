//! The keys that sign, or have signed, receipts, events and the time.

use domain::moment::Millis;
use rusqlite::Row;
use seal::{PublicKey, SigningKey};
use sqlite::{Alter, Ask, Binds, row};
use zeroize::Zeroizing;

use super::{Tx, View};
use crate::error::PortalError;

/// The public half of a key, and its name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicLine {
    /// Its name in the header of what it signs.
    pub id: String,
    /// The public half.
    pub key: PublicKey,
    /// Until when what it signed is believed; `None` for the key that signs now.
    pub until: Option<Millis>,
}

const INSERT: &str = "
    INSERT INTO signing_keys (key_id, public, seed, made_ms, until_ms)
    VALUES (:key_id, :public, :seed, :made_ms, NULL)";

const RETIRE: &str = "
    UPDATE signing_keys
    SET seed = NULL, until_ms = :until_ms
    WHERE key_id <> :key_id AND seed IS NOT NULL";

// Every receipt of a revision is signed together with an event.
const LAST_SIGNED: &str = "
    SELECT max(
        coalesce((SELECT max(at_ms) FROM events), 0),
        coalesce((SELECT max(announced_ms) FROM withdrawals), 0)
    ) AS last_ms";

/// The name of a key, which no other key has.
pub fn name_of(key: &PublicKey) -> String {
    format!("r-{}", key.fingerprint())
}

/// Keeps a new key.
pub fn insert(tx: &Tx<'_>, id: &str, key: &SigningKey, made: Millis) -> Result<(), PortalError> {
    let binds = Binds::new()
        .text(":key_id", id)
        .with(":public", key.public().as_bytes().to_vec())
        .with(":seed", key.seed().to_vec())
        .at(":made_ms", made);
    tx.run(INSERT, &*binds.params(), "keep a signing key").map(drop)
}

/// Forgets the secret halves of all keys but one; what they signed until now stays believed.
pub fn retire_all_but(tx: &Tx<'_>, id: &str, at: Millis) -> Result<(), PortalError> {
    let read = |row: &Row<'_>| row::millis(row, "last_ms");
    let last = tx.view().one(LAST_SIGNED, [], read, "read what was signed last")?;
    // A clock that was set back must not take back what was signed before.
    let until = last.map_or(at, |last| last.max(at));
    let binds = Binds::new().text(":key_id", id).at(":until_ms", until);
    tx.run(RETIRE, &*binds.params(), "retire the old signing keys").map(drop)
}

/// The public halves of all keys, in the order in which they were made.
pub fn all(view: &View<'_>) -> Result<Vec<PublicLine>, PortalError> {
    let sql = "SELECT key_id, public, until_ms FROM signing_keys ORDER BY made_ms, rowid";
    view.all(sql, [], read, "read the signing keys")
}

fn read(row: &Row<'_>) -> rusqlite::Result<PublicLine> {
    Ok(PublicLine {
        id: row.get("key_id")?,
        key: row::public_key(row, "public")?,
        until: row::maybe_millis(row, "until_ms")?,
    })
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
