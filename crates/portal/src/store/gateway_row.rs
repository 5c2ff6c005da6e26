//! The one row that says which gateway this is.

use domain::moment::Millis;
use domain::text::Line;
use rusqlite::Row;
use seal::{Fingerprint, PublicKey};
use sqlite::{Alter, Ask, Binds, row};

use super::{Tx, View};
use crate::error::PortalError;
use crate::numbers;

/// Which gateway this is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GatewayRow {
    /// The public root key.
    pub root: PublicKey,
    /// Code of the agency that runs it.
    pub agency: String,
    /// What people call it.
    pub name: Line,
    /// Which life of the records it is.
    pub era: u32,
    /// The oldest version of the desk that it talks to.
    pub min_client: String,
    /// The key that signs now.
    pub receipts_key: String,
    /// When it was set up.
    pub made: Millis,
}

impl GatewayRow {
    /// The name by which desks know the gateway.
    pub fn fingerprint(&self) -> Fingerprint {
        self.root.fingerprint()
    }
}

const INSERT: &str = "
    INSERT INTO gateway (only_row, root, agency, name, era, min_client, receipts_key, made_ms)
    VALUES (1, :root, :agency, :name, :era, :min_client, :receipts_key, :made_ms)";

const SELECT: &str = "
    SELECT root, agency, name, era, min_client, receipts_key, made_ms
    FROM gateway";

/// Writes the row, once in the life of a database.
pub fn insert(tx: &Tx<'_>, row: &GatewayRow) -> Result<(), PortalError> {
    let binds = Binds::new()
        .with(":root", row.root.as_bytes().to_vec())
        .text(":agency", &row.agency)
        .text(":name", row.name.as_str())
        .with(":era", row.era)
        .text(":min_client", &row.min_client)
        .text(":receipts_key", &row.receipts_key)
        .at(":made_ms", row.made);
    tx.run(INSERT, &*binds.params(), "write which gateway this is").map(drop)
}

/// Reads the row.
pub fn get(view: &View<'_>) -> Result<GatewayRow, PortalError> {
    view.one(SELECT, [], read, "read which gateway this is")?.ok_or(PortalError::NotSetUp)
}

fn read(row: &Row<'_>) -> rusqlite::Result<GatewayRow> {
    Ok(GatewayRow {
        root: row::public_key(row, "root")?,
        agency: row.get("agency")?,
        name: Line::new(&row.get::<_, String>("name")?),
        era: row.get("era")?,
        min_client: row.get("min_client")?,
        receipts_key: row.get("receipts_key")?,
        made: row::millis(row, "made_ms")?,
    })
}

/// Lets another key sign from now on.
pub fn sign_with(tx: &Tx<'_>, key_id: &str) -> Result<(), PortalError> {
    let binds = Binds::new().text(":receipts_key", key_id);
    let sql = "UPDATE gateway SET receipts_key = :receipts_key";
    tx.run(sql, &*binds.params(), "change the key that signs").map(drop)
}

/// Begins the next life of the records, as a restored backup must; gives its number, which no
/// earlier life had, whatever became of it.
pub fn begin_era(tx: &Tx<'_>, at: Millis) -> Result<u32, PortalError> {
    let era = numbers::next(get(&tx.view())?.era, at);
    let binds = Binds::new().with(":era", era);
    tx.run("UPDATE gateway SET era = :era", &*binds.params(), "begin the next era")?;
    Ok(era)
}
