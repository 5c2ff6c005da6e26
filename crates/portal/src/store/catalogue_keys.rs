//! The public halves of the keys that sign packages of the catalogue.

use domain::moment::Millis;
use rusqlite::Row;
use seal::PublicKey;
use sqlite::{Alter, Ask, Binds, row};

use super::signing_keys::PublicLine;
use super::{Tx, View};
use crate::error::PortalError;

const INSERT: &str = "
    INSERT INTO catalogue_keys (key_id, public, made_ms, until_ms)
    VALUES (:key_id, :public, :made_ms, NULL)";

const RETIRE: &str = "
    UPDATE catalogue_keys
    SET until_ms = :until_ms
    WHERE key_id <> :key_id AND until_ms IS NULL";

const ALL: &str = "
    SELECT key_id, public, until_ms
    FROM catalogue_keys
    ORDER BY made_ms, rowid";

/// Keeps the public half of a new key.
pub fn insert(tx: &Tx<'_>, id: &str, key: &PublicKey, made: Millis) -> Result<(), PortalError> {
    let binds = Binds::new()
        .text(":key_id", id)
        .with(":public", key.as_bytes().to_vec())
        .at(":made_ms", made);
    tx.run(INSERT, &*binds.params(), "keep a key of the catalogue").map(drop)
}

/// Lets all keys but one end now: what they sign from here on is not believed.
pub fn retire_all_but(tx: &Tx<'_>, id: &str, at: Millis) -> Result<(), PortalError> {
    let binds = Binds::new().text(":key_id", id).at(":until_ms", at);
    tx.run(RETIRE, &*binds.params(), "retire the old keys of the catalogue").map(drop)
}

/// All keys, in the order in which they were made.
pub fn all(view: &View<'_>) -> Result<Vec<PublicLine>, PortalError> {
    view.all(ALL, [], read, "read the keys of the catalogue")
}

fn read(row: &Row<'_>) -> rusqlite::Result<PublicLine> {
    Ok(PublicLine {
        id: row.get("key_id")?,
        key: row::public_key(row, "public")?,
        until: row::maybe_millis(row, "until_ms")?,
    })
}
