//! A store with dossiers in it, as the tests of this crate want them.

use std::sync::Arc;

use chrono::NaiveDate;
use domain::ids::{DossierId, Id};
use domain::provisional_code::{DeskPrefix, ProvisionalCode};
use domain::text::Line;
use files::{Folder, Holder, OsDisk};
use seal::DataKey;
use sqlite::Alter;
use tempfile::TempDir;

use crate::people::{self, Part, PersonRow};
use crate::row::Binds;
use crate::{Store, StoreError, Tx};

/// A store in a folder that goes with it.
pub(crate) struct Filled {
    pub(crate) store: Store,
    _home: TempDir,
}

/// A store of one desk, without dossiers.
pub(crate) fn a_store() -> Filled {
    let home = tempfile::tempdir().unwrap();
    let folder = Folder::at(home.path(), Arc::new(OsDisk));
    let holder = Holder { program: "store".to_owned(), pid: 1, since_ms: 0 };
    let lock = Store::lock(&folder, &holder).unwrap();
    let key = DataKey::new([7; 32]).store_key();
    let store = Store::create(&folder, lock, &key, |tx| {
        let operator = "INSERT INTO operators VALUES (zeroblob(16), 'Páo', 'lead', 1)";
        tx.run(operator, [], "add an operator")?;
        let instance = "INSERT INTO instances VALUES (zeroblob(16), 1, 'init', 0)";
        tx.run(instance, [], "begin an epoch").map(drop)
    });
    Filled { store: store.unwrap(), _home: home }
}

/// Somebody by their name and their number, if they have one.
pub(crate) fn a_person(name: &str, number: Option<&str>) -> PersonRow {
    let number = number.map(|number| ("citizen", number.to_owned()));
    PersonRow { name: Line::new(name), number, ..PersonRow::default() }
}

/// Changes the store as a test wants it.
pub(crate) fn change(filled: &Filled, run: impl FnOnce(&Tx<'_>) -> Result<(), StoreError>) {
    filled.store.act("change the store", run).unwrap();
}

/// Begins the `n`-th dossier of a desk, handed in by somebody.
pub(crate) fn begin(tx: &Tx<'_>, n: u32, person: &PersonRow) -> Result<DossierId, StoreError> {
    let dossier = DossierId::from_bytes(u128::from(n).to_be_bytes());
    let day = NaiveDate::from_ymd_opt(2026, 11, 23).unwrap();
    // Neighbouring draws may make one code.
    let code =
        ProvisionalCode::new(&DeskPrefix::parse("LS07").unwrap(), day, (n << 7).to_be_bytes());
    let binds = Binds::new().id(":id", &dossier).text(":code", code.as_str()).with(":n", n);
    let begun = "
        INSERT INTO dossiers
            (dossier_id, provisional_code, taken_on, day_number, procedure_code, desk_kind, channel,
             assistance, folder, identity, legal_hold, operator_id, instance_id, epoch, seq, clock_ms,
             clock_trust)
        VALUES
            (:id, :code, '2026-11-23', :n, '1.001193', 'authority', 'direct', 'done_for', :code,
             'an identity', 0, zeroblob(16), zeroblob(16), 1, :n, 0, 'unchecked')";
    tx.run(begun, &*binds.params(), "begin a dossier")?;
    crate::cases::open(tx, dossier)?;
    people::put(tx, dossier, Part::Submitter, person)?;
    Ok(dossier)
}

/// Attaches a paper with this content to a dossier, as the `n`-th of the desk.
pub(crate) fn attach(
    tx: &Tx<'_>,
    n: u32,
    dossier: DossierId,
    content: u8,
) -> Result<(), StoreError> {
    let binds = Binds::new()
        .with(":page", u128::from(n).to_be_bytes().to_vec())
        .id(":id", &dossier)
        .with(":sha256", vec![content; 32])
        .with(":n", n);
    let attached = "
        INSERT INTO pages
            (page_id, dossier_id, component, name, media, size, sha256, file, operator_id,
             instance_id, epoch, seq, clock_ms, clock_trust)
        VALUES
            (:page, :id, 'to-khai', 'tờ khai', 'application/pdf', 1, :sha256, 'page ' || :n,
             zeroblob(16), zeroblob(16), 1, :n, 0, 'unchecked')";
    tx.run(attached, &*binds.params(), "attach a page").map(drop)
}

/// Erases the `n`-th dossier: its row stays, and nothing opens its files any more.
pub(crate) fn erase(tx: &Tx<'_>, n: u32) -> Result<(), StoreError> {
    let binds = Binds::new().with(":n", n);
    let erased = "UPDATE dossiers SET identity = NULL WHERE seq = :n";
    tx.run(erased, &*binds.params(), "erase a dossier").map(drop)
}
