//! The lives of a data folder: set-up begins the first, each restored backup the next.

use domain::ids::InstanceId;
use domain::moment::{Epoch, Millis};
use rusqlite::Row;
use sqlite::{Alter, Ask};
use strum::{EnumString, IntoStaticStr};

use crate::error::StoreError;
use crate::row::{Binds, id, millis, text};
use crate::store::{Tx, View};

/// Why a life began.
#[derive(Debug, Clone, Copy, PartialEq, Eq, EnumString, IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
pub enum Cause {
    /// The desk was set up.
    Init,
    /// A backup was restored.
    Restore,
}

/// One life of the data folder.
#[derive(Debug, Clone, Copy)]
pub struct InstanceRow {
    /// Its id.
    pub instance: InstanceId,
    /// Its number, from 1.
    pub epoch: Epoch,
    /// Why it began.
    pub cause: Cause,
    /// When it began, by the machine's clock.
    pub began: Millis,
}

/// Begins a life.
pub fn insert(tx: &Tx<'_>, row: &InstanceRow) -> Result<(), StoreError> {
    let binds = Binds::new()
        .id(":instance_id", &row.instance)
        .with(":epoch", row.epoch.get())
        .word(":cause", row.cause)
        .with(":began_ms", row.began.get());
    let sql = "
        INSERT INTO instances (instance_id, epoch, cause, began_ms)
        VALUES (:instance_id, :epoch, :cause, :began_ms)";
    tx.run(sql, &*binds.params(), "begin an epoch").map(drop)
}

/// The life that goes on now.
pub fn current(view: &View<'_>) -> Result<InstanceRow, StoreError> {
    let sql = "
        SELECT instance_id, epoch, cause, began_ms
        FROM instances
        ORDER BY epoch DESC
        LIMIT 1";
    view.one(sql, [], read, "read the epoch")?.ok_or(StoreError::NotSetUp)
}

fn read(row: &Row<'_>) -> rusqlite::Result<InstanceRow> {
    Ok(InstanceRow {
        instance: id(row, "instance_id")?,
        epoch: Epoch::new(row.get("epoch")?),
        cause: text(row, "cause")?,
        began: millis(row, "began_ms")?,
    })
}
