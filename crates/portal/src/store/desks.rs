//! The desks that may send.

use domain::ids::{DeskId, InstanceId};
use domain::moment::{Epoch, Millis};
use domain::text::Line;
use rusqlite::Row;
use seal::PublicKey;
use serde::Serialize;
use sqlite::{Alter, Ask, Binds, row};

use super::{Tx, View};
use crate::error::PortalError;

/// A desk that enrolled.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DeskRow {
    /// Its id, for life.
    #[serde(rename = "desk_id")]
    pub desk: DeskId,
    /// What kind of desk it says it is.
    pub kind: String,
    /// How its provisional codes begin.
    pub prefix: String,
    /// What people call it; may be empty.
    pub name: Line,
    /// The key with which it signs its requests.
    #[serde(skip)]
    pub key: PublicKey,
    /// The life of its data folder in which it enrolled last.
    #[serde(skip)]
    pub instance: InstanceId,
    /// That life's number.
    #[serde(skip)]
    pub epoch: Epoch,
    /// When it enrolled last.
    #[serde(rename = "enrolled_ms")]
    pub enrolled: Millis,
    /// When its right to send was withdrawn.
    #[serde(rename = "revoked_ms")]
    pub revoked: Option<Millis>,
}

const KEEP: &str = "
    INSERT INTO desks
        (desk_id, kind, prefix, name, key, instance_id, epoch, enrolled_ms, revoked_ms)
    VALUES
        (:desk_id, :kind, :prefix, :name, :key, :instance_id, :epoch, :enrolled_ms, :revoked_ms)
    ON CONFLICT (desk_id) DO UPDATE
    SET kind = excluded.kind, prefix = excluded.prefix, name = excluded.name,
        instance_id = excluded.instance_id, epoch = excluded.epoch,
        enrolled_ms = excluded.enrolled_ms, revoked_ms = excluded.revoked_ms";

const SELECT: &str = "
    SELECT desk_id, kind, prefix, name, key, instance_id, epoch, enrolled_ms, revoked_ms
    FROM desks";

/// Keeps a desk, or what it newly says of itself; its key never changes.
pub fn keep(tx: &Tx<'_>, desk: &DeskRow) -> Result<(), PortalError> {
    let binds = Binds::new()
        .id(":desk_id", &desk.desk)
        .text(":kind", &desk.kind)
        .text(":prefix", &desk.prefix)
        .text(":name", desk.name.as_str())
        .with(":key", desk.key.as_bytes().to_vec())
        .id(":instance_id", &desk.instance)
        .with(":epoch", desk.epoch.get())
        .at(":enrolled_ms", desk.enrolled)
        .maybe_at(":revoked_ms", desk.revoked);
    tx.run(KEEP, &*binds.params(), "keep a desk").map(drop)
}

/// The desk of this id.
pub fn get(view: &View<'_>, desk: DeskId) -> Result<Option<DeskRow>, PortalError> {
    let binds = Binds::new().id(":desk_id", &desk);
    let sql = format!("{SELECT} WHERE desk_id = :desk_id");
    view.one(&sql, &*binds.params(), read, "read a desk")
}

/// Every desk, by prefix and name.
pub fn all(view: &View<'_>) -> Result<Vec<DeskRow>, PortalError> {
    let sql = format!("{SELECT} ORDER BY prefix, name, desk_id");
    view.all(&sql, [], read, "read the desks")
}

/// Withdraws a desk's right to send.
pub fn revoke(tx: &Tx<'_>, desk: DeskId, at: Millis) -> Result<(), PortalError> {
    let binds = Binds::new().id(":desk_id", &desk).at(":revoked_ms", at);
    let sql = "UPDATE desks SET revoked_ms = :revoked_ms WHERE desk_id = :desk_id";
    tx.run(sql, &*binds.params(), "withdraw a desk's right to send").map(drop)
}

fn read(row: &Row<'_>) -> rusqlite::Result<DeskRow> {
    Ok(DeskRow {
        desk: row::id(row, "desk_id")?,
        kind: row.get("kind")?,
        prefix: row.get("prefix")?,
        name: Line::new(&row.get::<_, String>("name")?),
        key: row::public_key(row, "key")?,
        instance: row::id(row, "instance_id")?,
        epoch: Epoch::new(row.get("epoch")?),
        enrolled: row::millis(row, "enrolled_ms")?,
        revoked: row::maybe_millis(row, "revoked_ms")?,
    })
}
