//! How the window looks to whoever works at this desk.

use sqlite::{Alter, Ask};
use std::collections::BTreeMap;

use crate::error::StoreError;
use crate::row::Binds;
use crate::store::{Tx, View};

/// Everything that was chosen, by name.
pub fn all(view: &View<'_>) -> Result<BTreeMap<String, String>, StoreError> {
    let sql = "
        SELECT name, value
        FROM preferences
        ORDER BY name";
    let read = |row: &rusqlite::Row<'_>| Ok((row.get("name")?, row.get("value")?));
    Ok(view.all(sql, [], read, "read the preferences")?.into_iter().collect())
}

/// Keeps what was chosen, over what was chosen before.
pub fn put(tx: &Tx<'_>, name: &str, value: &str) -> Result<(), StoreError> {
    let binds = Binds::new().text(":name", name).text(":value", value);
    let sql = "
        INSERT INTO preferences (name, value)
        VALUES (:name, :value)
        ON CONFLICT (name) DO UPDATE
        SET value = excluded.value";
    tx.run(sql, &*binds.params(), "keep a preference").map(drop)
}
