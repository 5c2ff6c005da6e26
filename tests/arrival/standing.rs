//! Where every parcel stands, on both sides, read past the programs while they run or lie dead.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::Connection;
use rusqlite::config::DbConfig;

use crate::before::RawKeys;
use crate::{clerk, province};

/// Where a parcel stands between the two.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// It waits, and the gateway has never heard of it, or of nothing but its beginning.
    Queued,
    /// The desk is announcing it, and the gateway has not heard.
    Announcing,
    /// The gateway has heard, and the desk does not know.
    Announced,
    /// Both know that papers are missing.
    Sending,
    /// The gateway holds everything, and the desk does not know.
    Arrived,
    /// The desk has the receipt.
    Known,
}

impl Stage {
    pub const ALL: [Self; 6] = [
        Self::Queued,
        Self::Announcing,
        Self::Announced,
        Self::Sending,
        Self::Arrived,
        Self::Known,
    ];

    pub fn words(self) -> &'static str {
        match self {
            Self::Queued => "queued",
            Self::Announcing => "announcing",
            Self::Announced => "announced, the desk does not know",
            Self::Sending => "sending",
            Self::Arrived => "arrived, the desk does not know",
            Self::Known => "arrived, and the desk knows",
        }
    }

    /// How the desk's word and the gateway's make one; the gateway's is whether it holds everything,
    /// where it has heard of it.
    fn of(desk: &str, gateway: Option<bool>) -> Self {
        match (desk, gateway) {
            ("delivered", _) => Self::Known,
            (_, Some(true)) => Self::Arrived,
            ("announcing", Some(false)) => Self::Announced,
            ("announcing", None) => Self::Announcing,
            ("sending", _) => Self::Sending,
            _ => Self::Queued,
        }
    }

    fn is_under_way(self) -> bool {
        match self {
            Self::Announcing | Self::Announced | Self::Sending | Self::Arrived => true,
            Self::Queued | Self::Known => false,
        }
    }
}

/// Looks into both databases.
#[derive(Clone)]
pub struct Eyes {
    desk: PathBuf,
    gateway: PathBuf,
    keys: RawKeys,
}

impl Eyes {
    pub fn on(home: &Path, keys: RawKeys) -> Self {
        let desk = clerk::data(home).join("desk.db");
        Self { desk, gateway: province::data(home).join("gateway.db"), keys }
    }

    /// Where the parcel stands that is under way: the first of them in the desk's order, else the
    /// first that waits. So each moment has one stage.
    pub fn stage(&self) -> Stage {
        let stages = self.stages().expect("both databases can be read");
        let first = |wanted: fn(Stage) -> bool| stages.iter().copied().find(|s| wanted(*s));
        let waiting = || first(|stage| stage == Stage::Queued);
        first(Stage::is_under_way).or_else(waiting).unwrap_or(Stage::Known)
    }

    fn stages(&self) -> rusqlite::Result<Vec<Stage>> {
        let heard = self.heard()?;
        let database = look(&self.desk, &self.keys.desk)?;
        let mut parcels = database.prepare(
            "SELECT coalesce(submission_id, parcel_id), state FROM parcels ORDER BY seq",
        )?;
        let stage = |row: &rusqlite::Row<'_>| {
            let (key, state): (Vec<u8>, String) = (row.get(0)?, row.get(1)?);
            Ok(Stage::of(&state, heard.get(&key).copied()))
        };
        parcels.query_map([], stage)?.collect()
    }

    /// What the gateway has heard of, and whether it holds all of it.
    fn heard(&self) -> rusqlite::Result<BTreeMap<Vec<u8>, bool>> {
        let database = look(&self.gateway, &self.keys.gateway)?;
        let mut announced = database.prepare(
            "SELECT submission_id, receipt IS NOT NULL FROM revisions
            UNION ALL SELECT withdrawal_id, TRUE FROM withdrawals",
        )?;
        announced.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect()
    }
}

/// Opens a database as it lies, and leaves it so: whoever was killed recovers it himself.
fn look(path: &Path, key: &str) -> rusqlite::Result<Connection> {
    let database = Connection::open(path)?;
    database.pragma_update(None, "key", key)?;
    database.busy_timeout(Duration::from_secs(20))?;
    database.pragma_update(None, "query_only", "ON")?;
    database.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
    Ok(database)
}
