//! Packages of the catalogue: the one in use, those that dossiers were taken in under, and others
//! that were brought here.

use domain::ids::DossierId;
use domain::moment::{Millis, Stamp};
use rusqlite::Row;
use seal::hash::Sha256;
use sqlite::{Alter, Ask};
use strum::{EnumString, IntoStaticStr};

use crate::error::StoreError;
use crate::row::{self, Binds, Stamped, stamp_columns, stamp_values};
use crate::store::{Tx, View};

/// Why a package is believed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, EnumString, IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
pub enum Trust {
    /// It came with a program.
    Shipped,
    /// A key signed it that the gateway's root vouches for.
    Signed,
    /// Nobody vouches for it but the desk's lead, who brought it.
    Unsigned,
}

/// A package that this desk has, without its bytes.
#[derive(Debug, Clone)]
pub struct CatalogueRow {
    /// The hash of its contents.
    pub hash: Sha256,
    /// Its version.
    pub version: String,
    /// What it is called, in Vietnamese.
    pub name: String,
    /// Why it is believed.
    pub trust: Trust,
    /// The name of the key that signed it.
    pub key_id: Option<String>,
    /// When it was made.
    pub made: Millis,
    /// Whether new dossiers are taken in under it.
    pub is_in_use: bool,
    /// Who brought it, when.
    pub stamp: Stamp,
}

const INSERT: &str = concat!(
    "INSERT INTO catalogues (hash, version, name, trust, key_id, made_ms, package, is_in_use, ",
    stamp_columns!(),
    ") VALUES (:hash, :version, :name, :trust, :key_id, :made_ms, :package, 0, ",
    stamp_values!(),
    ") ON CONFLICT (hash) DO UPDATE
    SET package = excluded.package,
        trust = CASE trust WHEN 'unsigned' THEN excluded.trust ELSE trust END,
        key_id = CASE trust WHEN 'unsigned' THEN excluded.key_id ELSE key_id END"
);

const ALL: &str = concat!(
    "SELECT hash, version, name, trust, key_id, made_ms, is_in_use, ",
    stamp_columns!(),
    " FROM catalogues
    ORDER BY seq DESC"
);

/// Keeps a package. Of one that is here already the bytes are written again, which mends them, and a
/// signature that it lacked is taken.
pub fn keep(tx: &Tx<'_>, row: &CatalogueRow, package: &[u8]) -> Result<(), StoreError> {
    let binds = Binds::new()
        .hash(":hash", &row.hash)
        .text(":version", &row.version)
        .text(":name", &row.name)
        .word(":trust", row.trust)
        .with(":key_id", row.key_id.clone())
        .at(":made_ms", row.made)
        .with(":package", package.to_vec())
        .stamp(&row.stamp);
    tx.run(INSERT, &*binds.params(), "keep a catalogue").map(drop)
}

/// Takes a kept package into use; `None`: the one that comes with the program.
pub fn take_into_use(tx: &Tx<'_>, hash: Option<&Sha256>) -> Result<(), StoreError> {
    let none = "
        UPDATE catalogues
        SET is_in_use = 0
        WHERE is_in_use = 1";
    tx.run(none, [], "put a catalogue out of use")?;
    let Some(hash) = hash else { return Ok(()) };
    let binds = Binds::new().hash(":hash", hash);
    let one = "
        UPDATE catalogues
        SET is_in_use = 1
        WHERE hash = :hash";
    tx.run(one, &*binds.params(), "take a catalogue into use").map(drop)
}

/// Forgets the packages that are not in use and under which no dossier was taken in, but for the
/// newest `spared` of them and for `outgoing`. Gives how many are gone.
pub fn forget(tx: &Tx<'_>, spared: u32, outgoing: Option<&Sha256>) -> Result<usize, StoreError> {
    let outgoing = outgoing.map(|hash| hash.as_bytes().to_vec());
    let binds = Binds::new().with(":spared", spared).with(":outgoing", outgoing);
    let sql = "
        WITH unneeded AS (
            SELECT hash
            FROM catalogues
            WHERE is_in_use = 0
                AND hash IS NOT :outgoing
                AND NOT EXISTS (
                    SELECT 1
                    FROM dossiers
                    WHERE dossiers.catalogue_hash = catalogues.hash
                )
            ORDER BY seq DESC
            LIMIT -1 OFFSET :spared
        )
        DELETE FROM catalogues
        WHERE hash IN (SELECT hash FROM unneeded)";
    tx.run(sql, &*binds.params(), "forget old catalogues")
}

/// The packages of this desk, the one that was brought last first.
pub fn all(view: &View<'_>) -> Result<Vec<CatalogueRow>, StoreError> {
    view.all(ALL, [], read, "list the catalogues")
}

/// Whether a package is here.
pub fn has(view: &View<'_>, hash: &Sha256) -> Result<bool, StoreError> {
    let binds = Binds::new().hash(":hash", hash);
    let sql = "
        SELECT 1
        FROM catalogues
        WHERE hash = :hash";
    let found = view.one(sql, &*binds.params(), |_| Ok(()), "look for a catalogue")?;
    Ok(found.is_some())
}

/// The bytes of a package; `None` when it is not here.
pub fn package(view: &View<'_>, hash: &Sha256) -> Result<Option<Vec<u8>>, StoreError> {
    let binds = Binds::new().hash(":hash", hash);
    let sql = "
        SELECT package
        FROM catalogues
        WHERE hash = :hash";
    view.one(sql, &*binds.params(), |row| row.get("package"), "read a catalogue")
}

/// How many dossiers were taken in under a package.
pub fn dossiers(view: &View<'_>, hash: &Sha256) -> Result<u64, StoreError> {
    let binds = Binds::new().hash(":hash", hash);
    let sql = "
        SELECT count(*) AS dossiers
        FROM dossiers
        WHERE catalogue_hash = :hash";
    let count = |row: &Row<'_>| row::count(row, "dossiers");
    Ok(view.one(sql, &*binds.params(), count, "count a catalogue's dossiers")?.unwrap_or_default())
}

/// Lets a dossier go on under another package.
pub fn pin(tx: &Tx<'_>, dossier: DossierId, pin: &Pin) -> Result<(), StoreError> {
    let binds = Pin::bound(Some(pin), Binds::new().id(":dossier_id", &dossier));
    let sql = "
        UPDATE dossiers
        SET catalogue_version = :catalogue_version, catalogue_hash = :catalogue_hash,
            procedure_hash = :procedure_hash, form_hash = :form_hash
        WHERE dossier_id = :dossier_id";
    tx.run(sql, &*binds.params(), "pin a dossier to a catalogue").map(drop)
}

/// Under which catalogue a dossier was taken in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pin {
    /// The package's version.
    pub version: String,
    /// The hash of its contents.
    pub hash: Sha256,
    /// The hash of the procedure's record in it.
    pub procedure: Sha256,
    /// The hash of what describes the procedure's form; `None` where it has none.
    pub form: Option<Sha256>,
}

impl Pin {
    /// Fills the four columns, with nothing where there is no pin.
    pub(crate) fn bound(pin: Option<&Self>, binds: Binds) -> Binds {
        let bytes = |hash: &Sha256| hash.as_bytes().to_vec();
        binds
            .with(":catalogue_version", pin.map(|pin| pin.version.clone()))
            .with(":catalogue_hash", pin.map(|pin| bytes(&pin.hash)))
            .with(":procedure_hash", pin.map(|pin| bytes(&pin.procedure)))
            .with(":form_hash", pin.and_then(|pin| pin.form.as_ref().map(bytes)))
    }

    pub(crate) fn read(row: &Row<'_>) -> rusqlite::Result<Option<Self>> {
        let pinned = row.get::<_, Option<[u8; 32]>>("catalogue_hash")?;
        let version: Option<String> = row.get("catalogue_version")?;
        let Some((hash, version)) = pinned.zip(version) else { return Ok(None) };
        let form = row.get::<_, Option<[u8; 32]>>("form_hash")?;
        Ok(Some(Self {
            version,
            hash: Sha256::from_bytes(hash),
            procedure: row::hash(row, "procedure_hash")?,
            form: form.map(Sha256::from_bytes),
        }))
    }
}

fn read(row: &Row<'_>) -> rusqlite::Result<CatalogueRow> {
    Ok(CatalogueRow {
        hash: row::hash(row, "hash")?,
        version: row.get("version")?,
        name: row.get("name")?,
        trust: row::text(row, "trust")?,
        key_id: row.get("key_id")?,
        made: row::millis(row, "made_ms")?,
        is_in_use: row.get("is_in_use")?,
        stamp: row::stamp(row)?,
    })
}
