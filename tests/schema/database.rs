//! Databases of tests: in memory, or encrypted in a folder as the program has them.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use files::{Folder, Holder, Lock, OsDisk};
use rusqlite::Connection;
use seal::{DataKey, StoreKey};
use store::schema::MIGRATIONS;
use store::{Store, StoreError};
use tempfile::TempDir;

/// The key under which the databases of these tests lie.
pub fn a_key() -> StoreKey {
    DataKey::new([7; 32]).store_key()
}

/// A database in memory that has seen the first `version` migrations.
pub fn in_memory(version: usize) -> Connection {
    migrated(Connection::open_in_memory().unwrap(), version)
}

/// A database in memory made by running a text.
pub fn from_text(sql: &str) -> Connection {
    let connection = Connection::open_in_memory().unwrap();
    connection.execute_batch(sql).unwrap();
    connection
}

fn migrated(connection: Connection, version: usize) -> Connection {
    connection.pragma_update(None, "foreign_keys", "ON").unwrap();
    for (_, sql) in &MIGRATIONS[..version] {
        connection.execute_batch(sql).unwrap();
    }
    connection.pragma_update(None, "user_version", u32::try_from(version).unwrap()).unwrap();
    connection
}

/// A data folder with the lock's file in it, so that opening adds nothing.
pub struct DataFolder {
    home: TempDir,
}

impl DataFolder {
    /// Without a database.
    pub fn empty() -> Self {
        let folder = Self { home: tempfile::tempdir().unwrap() };
        drop(folder.lock());
        folder
    }

    /// With a database that the program itself has made, closed again.
    pub fn set_up() -> Self {
        let folder = Self::empty();
        let made =
            Store::create(&folder.folder(), folder.lock(), &a_key(), |_| Ok::<_, StoreError>(()));
        drop(made.unwrap());
        folder
    }

    /// With a database as the program of an earlier version left it.
    pub fn at_version(version: usize) -> Self {
        let folder = Self::empty();
        drop(migrated(folder.sql(), version));
        folder
    }

    pub fn folder(&self) -> Folder {
        Folder::at(self.home.path(), Arc::new(OsDisk))
    }

    pub fn lock(&self) -> Lock {
        let holder = Holder { program: "schema".to_owned(), pid: 1, since_ms: 0 };
        Lock::take(self.home.path(), &holder).unwrap()
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.home.path().join(name)
    }

    /// The database with the right key, past the program's own door; made if it is not there.
    pub fn sql(&self) -> Connection {
        let connection = Connection::open(self.path("desk.db")).unwrap();
        connection.pragma_update(None, "key", a_key().pragma().as_str()).unwrap();
        connection
    }

    /// Opens the store as the program does.
    pub fn open(&self) -> Result<Store, StoreError> {
        self.open_with(&a_key())
    }

    /// Opens the store with another key.
    pub fn open_with(&self, key: &StoreKey) -> Result<Store, StoreError> {
        Store::open(&self.folder(), self.lock(), key, 1)
    }

    /// Every file with its bytes.
    pub fn files(&self) -> BTreeMap<PathBuf, Vec<u8>> {
        files_below(self.home.path())
    }
}

fn files_below(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut files = BTreeMap::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(files_below(&path));
        } else {
            files.insert(path.clone(), fs::read(&path).unwrap());
        }
    }
    files
}

/// First columns of what a statement answers, as text.
pub fn lines(connection: &Connection, sql: &str) -> Vec<String> {
    let mut statement = connection.prepare(sql).unwrap();
    let columns = statement.column_count();
    let line = |row: &rusqlite::Row<'_>| {
        let values = (0..columns).map(|column| Ok(format!("{:?}", row.get_ref(column)?)));
        Ok(values.collect::<rusqlite::Result<Vec<_>>>()?.join(" "))
    };
    statement.query_map([], line).unwrap().map(Result::unwrap).collect()
}

/// First column of what a statement answers.
pub fn names(connection: &Connection, sql: &str) -> Vec<String> {
    let mut statement = connection.prepare(sql).unwrap();
    statement.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
}

/// The tables, in order of name.
pub fn tables(connection: &Connection) -> Vec<String> {
    names(connection, "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
}
