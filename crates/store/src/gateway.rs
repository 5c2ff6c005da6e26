//! The one row that says at which gateway this desk is enrolled, and how far both have come.

use domain::ids::InstanceId;
use domain::moment::{Millis, Stamp};
use domain::text::Line;
use rusqlite::Row;
use seal::PublicKey;
use sqlite::{Alter, Ask};

use crate::error::StoreError;
use crate::row::{self, Binds, Stamped, stamp_columns, stamp_values};
use crate::store::{Tx, View};

/// A gateway as its enrolment told it.
#[derive(Debug, Clone)]
pub struct Enrolment {
    /// Where it is.
    pub url: String,
    /// PEM certificates to believe for its address; `None`: those that the machine has.
    pub ca: Option<String>,
    /// Its root key.
    pub root: PublicKey,
    /// The newest list of keys, as the root signed it.
    pub keys: String,
    /// Serial of that list.
    pub keys_serial: u32,
    /// What people call it.
    pub name: Line,
    /// Code of the agency that runs it.
    pub agency: String,
    /// Who enrolled the desk, when.
    pub stamp: Stamp,
}

/// The gateway, and how far both have come.
#[derive(Debug, Clone)]
pub struct GatewayRow {
    /// What its enrolment told.
    pub enrolment: Enrolment,
    /// Which life of its records the desk has seen.
    pub era: Option<u32>,
    /// Where the feed goes on; `None`: from the beginning.
    pub cursor: Option<String>,
    /// Number of the newest event that was applied, 0 for none.
    pub last_event: u64,
    /// What is known of its clock.
    pub time: Option<GatewayClock>,
    /// The life of the data folder in which both sides were last compared.
    pub compared_in: Option<InstanceId>,
    /// What it takes, as JSON.
    pub capabilities: Option<String>,
    /// How the last round ended.
    pub tried: Option<Tried>,
}

/// A gateway's clock against the machine's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GatewayClock {
    /// Milliseconds to add to the machine's clock.
    pub offset_ms: i64,
    /// Its newest signed time.
    pub heard: Millis,
}

/// How a round with the gateway ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tried {
    /// When, by the machine's clock.
    pub at: Millis,
    /// What kept it from its end, as a word.
    pub trouble: Option<String>,
}

const INSERT: &str = concat!(
    "INSERT OR REPLACE INTO gateway
        (only_row, url, ca, root, keys, keys_serial, name, agency, last_event, ",
    stamp_columns!(),
    ") VALUES (1, :url, :ca, :root, :keys, :keys_serial, :name, :agency, 0, ",
    stamp_values!(),
    ")"
);

const SELECT: &str = concat!(
    "SELECT url, ca, root, keys, keys_serial, name, agency, era, cursor, last_event,
            gateway_offset_ms, heard_ms, compared_in, capabilities, tried_ms, trouble, ",
    stamp_columns!(),
    " FROM gateway"
);

/// Enrols the desk; whatever was known of a gateway before is known no more.
pub fn put(tx: &Tx<'_>, row: &Enrolment) -> Result<(), StoreError> {
    let binds = Binds::new()
        .text(":url", &row.url)
        .with(":ca", row.ca.clone())
        .with(":root", row.root.as_bytes().to_vec())
        .text(":keys", &row.keys)
        .with(":keys_serial", row.keys_serial)
        .text(":name", row.name.as_str())
        .text(":agency", &row.agency)
        .stamp(&row.stamp);
    tx.run(INSERT, &*binds.params(), "enrol the desk").map(drop)
}

/// The gateway; `None` while the desk is not enrolled.
pub fn get(view: &View<'_>) -> Result<Option<GatewayRow>, StoreError> {
    view.one(SELECT, [], read, "read which gateway it is")
}

fn read(row: &Row<'_>) -> rusqlite::Result<GatewayRow> {
    let heard = row::maybe_millis(row, "heard_ms")?;
    let offset: Option<i64> = row.get("gateway_offset_ms")?;
    let trouble: Option<String> = row.get("trouble")?;
    Ok(GatewayRow {
        enrolment: Enrolment {
            url: row.get("url")?,
            ca: row.get("ca")?,
            root: row::public_key(row, "root")?,
            keys: row.get("keys")?,
            keys_serial: row.get("keys_serial")?,
            name: Line::new(&row.get::<_, String>("name")?),
            agency: row.get("agency")?,
            stamp: row::stamp(row)?,
        },
        era: row.get("era")?,
        cursor: row.get("cursor")?,
        last_event: row::count(row, "last_event")?,
        time: offset.zip(heard).map(|(offset_ms, heard)| GatewayClock { offset_ms, heard }),
        compared_in: row::maybe_id(row, "compared_in")?,
        capabilities: row.get("capabilities")?,
        tried: row::maybe_millis(row, "tried_ms")?.map(|at| Tried { at, trouble }),
    })
}

/// Remembers the gateway's clock.
pub fn set_clock(tx: &Tx<'_>, clock: GatewayClock) -> Result<(), StoreError> {
    let binds =
        Binds::new().with(":offset_ms", clock.offset_ms).with(":heard_ms", clock.heard.get());
    let sql = "
        UPDATE gateway
        SET gateway_offset_ms = :offset_ms, heard_ms = :heard_ms";
    tx.run(sql, &*binds.params(), "remember the gateway's clock").map(drop)
}

/// Keeps a newer list of keys.
pub fn set_keys(tx: &Tx<'_>, keys: &str, serial: u32) -> Result<(), StoreError> {
    let binds = Binds::new().text(":keys", keys).with(":serial", serial);
    let sql = "
        UPDATE gateway
        SET keys = :keys, keys_serial = :serial";
    tx.run(sql, &*binds.params(), "keep the gateway's keys").map(drop)
}

/// Keeps what the gateway takes, as JSON.
pub fn set_capabilities(tx: &Tx<'_>, capabilities: &str) -> Result<(), StoreError> {
    let binds = Binds::new().text(":capabilities", capabilities);
    let sql = "
        UPDATE gateway
        SET capabilities = :capabilities";
    tx.run(sql, &*binds.params(), "keep what the gateway takes").map(drop)
}

/// Remembers how far the feed was applied.
pub fn set_feed(
    tx: &Tx<'_>,
    era: u32,
    cursor: Option<&str>,
    last_event: u64,
) -> Result<(), StoreError> {
    let binds = Binds::new().with(":era", era).with(":cursor", cursor.map(str::to_owned)).count(
        ":last_event",
        last_event,
        "gateway",
    )?;
    let sql = "
        UPDATE gateway
        SET era = :era, cursor = :cursor, last_event = :last_event";
    tx.run(sql, &*binds.params(), "remember where the feed goes on").map(drop)
}

/// Remembers in which life of the data folder both sides were compared.
pub fn set_compared(tx: &Tx<'_>, instance: InstanceId) -> Result<(), StoreError> {
    let binds = Binds::new().id(":instance_id", &instance);
    let sql = "
        UPDATE gateway
        SET compared_in = :instance_id";
    tx.run(sql, &*binds.params(), "remember a comparison").map(drop)
}

/// Remembers how a round ended.
pub fn set_tried(tx: &Tx<'_>, tried: &Tried) -> Result<(), StoreError> {
    let binds =
        Binds::new().with(":tried_ms", tried.at.get()).with(":trouble", tried.trouble.clone());
    let sql = "
        UPDATE gateway
        SET tried_ms = :tried_ms, trouble = :trouble";
    tx.run(sql, &*binds.params(), "remember how a round ended").map(drop)
}
