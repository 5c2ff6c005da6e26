//! The opened database: one writer, and one reader that cannot write.

use std::marker::PhantomData;
use std::sync::{Mutex, MutexGuard, PoisonError};

use files::{Folder, reserve};
use rusqlite::Connection;

use crate::error::SqliteError;
use crate::transaction::{Room, Tx, View, act, look};

/// An opened database; `F` is what a failure becomes.
pub struct Database<F> {
    writer: Mutex<Connection>,
    reader: Mutex<Connection>,
    folder: Folder,
    failure: PhantomData<fn() -> F>,
}

impl<F: From<SqliteError>> Database<F> {
    /// Two connections to the database of a folder.
    pub fn new(writer: Connection, reader: Connection, folder: &Folder) -> Self {
        let (writer, reader) = (Mutex::new(writer), Mutex::new(reader));
        Self { writer, reader, folder: folder.clone(), failure: PhantomData }
    }

    /// Its data folder.
    pub fn folder(&self) -> &Folder {
        &self.folder
    }

    /// Runs one action in one transaction: all of it is on the disk afterwards, or nothing. When
    /// the database has no room, the reserve is freed for the next action.
    pub fn act<T, E: From<F>>(
        &self,
        action: &'static str,
        run: impl FnOnce(&Tx<'_, F>) -> Result<T, E>,
    ) -> Result<T, E> {
        let room = Room::default();
        let done = act(&mut held(&self.writer), &room, action, run);
        if room.is_out() {
            let _ = reserve::free(&self.folder);
        }
        done
    }

    /// Looks at the database as it stands, without being able to change it.
    pub fn look<T, E: From<F>>(
        &self,
        run: impl FnOnce(&View<'_, F>) -> Result<T, E>,
    ) -> Result<T, E> {
        look(&mut held(&self.reader), run)
    }

    /// The connection that reads, for what is no question about rows: checks and copies.
    pub fn reader(&self) -> MutexGuard<'_, Connection> {
        held(&self.reader)
    }
}

/// A connection stays usable after a panic: its transaction was rolled back when it was dropped.
fn held(connection: &Mutex<Connection>) -> MutexGuard<'_, Connection> {
    connection.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use files::OsDisk;
    use seal::DataKey;
    use tempfile::TempDir;

    use super::*;
    use crate::{Access, Alter, Ask, keep_rules, unlock};

    fn a_database() -> (TempDir, Database<SqliteError>) {
        let home = tempfile::tempdir().unwrap();
        let folder = Folder::at(home.path(), Arc::new(OsDisk));
        let open = |access| {
            let key = DataKey::new([7; 32]).store_key();
            let connection = unlock(&folder.path("a.db"), &key, access).unwrap();
            keep_rules(&connection, access).unwrap();
            connection
        };
        let writer = open(Access::Create);
        writer.execute_batch("CREATE TABLE people (name TEXT PRIMARY KEY) STRICT").unwrap();
        let database = Database::new(writer, open(Access::Look), &folder);
        reserve::keep(&folder).unwrap();
        (home, database)
    }

    /// Adds so many people in one action; each row fills about a tenth of a page.
    fn hire(database: &Database<SqliteError>, from: u16, people: u16) -> Result<(), SqliteError> {
        database.act("hire", |tx| {
            (from..from + people).try_for_each(|number| {
                let name = format!("{number}{}", "Hoàng Văn Páo ".repeat(25));
                tx.run("INSERT INTO people (name) VALUES (?1)", [name], "hire").map(drop)
            })
        })
    }

    fn people(database: &Database<SqliteError>) -> i64 {
        let count = "SELECT count(*) FROM people";
        database.look(|view| view.one(count, [], |row| row.get(0), "count")).unwrap().unwrap()
    }

    /// Lets the writer have so many pages more than it has now.
    fn leave_pages(database: &Database<SqliteError>, more: i64) {
        let writer = held(&database.writer);
        let pages: i64 = writer.pragma_query_value(None, "page_count", |row| row.get(0)).unwrap();
        let at_most = pages + more;
        writer
            .pragma_update_and_check(None, "max_page_count", at_most, |row| row.get::<_, i64>(0))
            .unwrap();
    }

    #[test]
    fn action_fails_whole_when_the_disk_is_full() {
        let (_home, database) = a_database();
        hire(&database, 0, 3).unwrap();
        leave_pages(&database, 2);

        let refused = hire(&database, 100, 500);

        assert!(refused.as_ref().is_err_and(SqliteError::is_full), "{refused:?}");
        assert_eq!(people(&database), 3, "all of an action or nothing");
    }

    #[test]
    fn reserve_is_freed_when_the_disk_is_full() {
        let (_home, database) = a_database();
        leave_pages(&database, 2);

        hire(&database, 0, 500).unwrap_err();

        assert!(!database.folder().has(reserve::RESERVE), "deleting has room now");
        leave_pages(&database, 100);
        hire(&database, 0, 3).unwrap();
        assert_eq!(people(&database), 3, "the connection goes on working");
    }

    #[test]
    fn reserve_stays_when_an_action_fails_for_another_reason() {
        let (_home, database) = a_database();
        hire(&database, 0, 1).unwrap();

        let refused = hire(&database, 0, 1);

        assert!(matches!(refused, Err(SqliteError::Sql { .. })), "the same twice: {refused:?}");
        assert!(database.folder().has(reserve::RESERVE));
    }
}
