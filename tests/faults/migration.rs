//! A database of an earlier version is brought up to date, and the power goes.

use std::path::Path;
use std::sync::Arc;

use files::{Folder, Holder, SyncPoint};
use rusqlite::Connection;
use seal::{DataKey, StoreKey};
use store::Store;
use store::schema::VERSION;
use testkit::{ForgetfulDisk, Picture, Remains, a_home};

use crate::power::CUTS;

const COPY: &str = "data/copies/desk-v0-1.db";

fn a_key() -> StoreKey {
    DataKey::new([7; 32]).store_key()
}

fn sql(path: &Path) -> Connection {
    let connection = Connection::open(path).unwrap();
    connection.pragma_update(None, "key", a_key().pragma().as_str()).unwrap();
    connection
}

fn version(path: &Path) -> Option<i64> {
    sql(path).pragma_query_value(None, "user_version", |row| row.get(0)).ok()
}

fn open(disk: &ForgetfulDisk, root: &Path) -> Result<Store, store::StoreError> {
    let folder = Folder::at(root, Arc::new(disk.clone()));
    let holder = Holder { program: "faults".to_owned(), pid: 1, since_ms: 0 };
    let lock = Store::lock(&folder, &holder)?;
    Store::open(&folder, lock, &a_key(), 1)
}

/// Opens a database of version 0 on a disk that forgets: every moment of it.
fn migrate(deaf_to: Option<SyncPoint>) -> (Vec<Picture>, Vec<SyncPoint>) {
    let home = a_home();
    let root = home.path().join("data");
    std::fs::create_dir(&root).unwrap();
    sql(&root.join("desk.db")).pragma_update(None, "user_version", 0).unwrap();
    let disk = ForgetfulDisk::at(home.path()).watched();
    let disk = match deaf_to {
        Some(point) => disk.deaf_to(point),
        None => disk,
    };

    let store = open(&disk, &root).unwrap();

    let mut moments = disk.pictures();
    moments.push(disk.picture("the first action"));
    drop(store);
    (moments, disk.heard())
}

pub fn heard() -> Vec<SyncPoint> {
    migrate(None).1
}

/// The first moment at which the old database is gone and its copy is not there.
pub fn broken_promise(deaf_to: Option<SyncPoint>) -> Option<String> {
    let (moments, _) = migrate(deaf_to);
    moments.iter().find_map(|picture| {
        CUTS.iter().find_map(|cut| {
            let broken = check(&picture.remains(*cut)).err()?;
            Some(format!("{cut:?} before `{}`: {broken}", picture.before))
        })
    })
}

fn check(remains: &Remains) -> Result<(), String> {
    let home = a_home();
    let disk = remains.laid_in(home.path());
    let root = home.path().join("data");
    if version(&root.join("desk.db")) == Some(VERSION) {
        let copy = remains.file(COPY).ok_or("it was migrated and there is no copy")?;
        if copy.is_empty() || version(&home.path().join(COPY)) != Some(0) {
            return Err("it was migrated and the copy cannot be read".to_owned());
        }
    }
    open(&disk, &root).map(drop).map_err(|error| format!("it does not open: {error:?}"))
}

#[test]
fn old_database_is_never_without_its_copy() {
    assert_eq!(broken_promise(None), None);
}
