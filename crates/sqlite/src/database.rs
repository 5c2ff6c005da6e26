//! The opened database: one writer, and one reader that cannot write.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

use files::{Folder, reserve};
use rusqlite::Connection;

use crate::error::SqliteError;
use crate::open::Access;
use crate::transaction::{Signs, Tx, View, act, look};

/// Makes a connection to the database.
type Open<F> = Box<dyn Fn(Access) -> Result<Connection, F> + Send + Sync>;

/// An opened database; `F` is what a failure becomes. A connection that met a damaged page is replaced: who
/// asks for what lies on the page is told so, and nobody else.
pub struct Database<F> {
    writer: Mutex<Connection>,
    reader: Mutex<Connection>,
    open: Open<F>,
    folder: Folder,
    acts: AtomicU64,
}

impl<F: From<SqliteError>> Database<F> {
    /// The database of a folder, with a connection that writes; `open` makes those that come beside it and
    /// after it.
    ///
    /// # Errors
    /// What `open` says of the one that reads.
    pub fn new(
        writer: Connection,
        folder: &Folder,
        open: impl Fn(Access) -> Result<Connection, F> + Send + Sync + 'static,
    ) -> Result<Self, F> {
        let (writer, reader) = (Mutex::new(writer), Mutex::new(open(Access::Look)?));
        let (folder, acts) = (folder.clone(), AtomicU64::new(0));
        Ok(Self { writer, reader, open: Box::new(open), folder, acts })
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
        let (signs, mut writer) = (Signs::default(), held(&self.writer));
        let done = act(&mut writer, &signs, action, run);
        self.acts.fetch_add(1, Ordering::SeqCst);
        if signs.is_spoilt() {
            self.replace(&mut writer, Access::Write);
        }
        if signs.is_full() {
            let _ = reserve::free(&self.folder);
        }
        done
    }

    /// How many actions have ended: while it stays the same, what was looked at is as it was. Whoever
    /// remembers something asks before it looks.
    pub fn acts(&self) -> u64 {
        self.acts.load(Ordering::SeqCst)
    }

    /// Looks at the database as it stands, without being able to change it.
    pub fn look<T, E: From<F>>(
        &self,
        run: impl FnOnce(&View<'_, F>) -> Result<T, E>,
    ) -> Result<T, E> {
        let (signs, mut reader) = (Signs::default(), held(&self.reader));
        let seen = look(&mut reader, &signs, run);
        if signs.is_spoilt() {
            self.replace(&mut reader, Access::Look);
        }
        seen
    }

    /// Lends the connection that reads, for what is no question about rows: checks and copies. A new one
    /// comes after it, whatever it has met.
    pub fn lend<T>(&self, run: impl FnOnce(&Connection) -> T) -> T {
        let mut reader = held(&self.reader);
        let done = run(&reader);
        self.replace(&mut reader, Access::Look);
        done
    }

    /// Puts a new connection where one is good for nothing more; tried again with the next failure.
    fn replace(&self, connection: &mut Connection, access: Access) {
        if let Ok(fresh) = (self.open)(access) {
            *connection = fresh;
        }
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
        let path = folder.path("a.db");
        let open = move |access| {
            let key = DataKey::new([7; 32]).store_key();
            let connection = unlock(&path, &key, access)?;
            keep_rules(&connection, access)?;
            Ok(connection)
        };
        let writer = open(Access::Create).unwrap();
        writer.execute_batch("CREATE TABLE people (name TEXT PRIMARY KEY) STRICT").unwrap();
        let database = Database::new(writer, &folder, open).unwrap();
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
    fn whoever_remembers_what_was_there_is_told_that_it_may_have_changed() {
        let (_home, database) = a_database();
        let seen = database.acts();
        assert_eq!((people(&database), database.acts()), (0, seen), "looking changes nothing");

        hire(&database, 0, 1).unwrap();

        assert_ne!(database.acts(), seen);
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

    /// Reads what stands on every page of the table and of its index.
    const EVERYONE: &str = "
        SELECT sum(length(name)) + (SELECT sum(length(name)) FROM people INDEXED BY sqlite_autoindex_people_1)
        FROM people NOT INDEXED";

    /// A database one page of which was spoilt on the disk.
    fn a_spoilt_database() -> (TempDir, Database<SqliteError>) {
        let (home, database) = a_database();
        hire(&database, 0, 500).unwrap();
        database.act("make another table", |tx| tx.run(WELL, [], "make it").map(drop)).unwrap();
        let bytes = whole(&database);
        spoil(&database, &bytes, bytes.len() / 2);
        (home, database)
    }

    /// The database's bytes, all in one file.
    fn whole(database: &Database<SqliteError>) -> Vec<u8> {
        let checkpoint = "PRAGMA wal_checkpoint(TRUNCATE)";
        held(&database.writer).query_row(checkpoint, [], |_| Ok(())).unwrap();
        std::fs::read(database.folder().path("a.db")).unwrap()
    }

    /// Turns one bit of these bytes on the disk, with nothing of them in memory.
    #[expect(clippy::disallowed_methods, reason = "what the disk does goes through no door")]
    fn spoil(database: &Database<SqliteError>, bytes: &[u8], at: usize) {
        let mut bytes = bytes.to_vec();
        bytes[at] ^= 1;
        database.replace(&mut held(&database.writer), Access::Write);
        database.replace(&mut held(&database.reader), Access::Look);
        std::fs::write(database.folder().path("a.db"), bytes).unwrap();
    }

    const WELL: &str = "CREATE TABLE well (depth INTEGER) STRICT";

    fn depths(database: &Database<SqliteError>) -> Result<Option<i64>, SqliteError> {
        let count = "SELECT count(*) FROM well";
        database.look(|view| view.one(count, [], |row| row.get(0), "look into the well"))
    }

    #[test]
    fn damaged_page_costs_what_lies_on_it_and_nothing_else() {
        let (_home, database) = a_spoilt_database();
        let all = |view: &View<'_, SqliteError>| view.one(EVERYONE, [], |_| Ok(()), "count");
        let deepen = "INSERT INTO well (depth) VALUES (40)";

        for depth in 0..3 {
            let seen = database.look(all);
            assert!(seen.as_ref().is_err_and(SqliteError::spoils), "the page is met: {seen:?}");
            assert_eq!(depths(&database).unwrap(), Some(depth), "whoever looks");

            let acted = database.act("count", |tx| all(&tx.view()));
            assert!(acted.as_ref().is_err_and(SqliteError::spoils), "the page is met: {acted:?}");
            database.act("deepen", |tx| tx.run(deepen, [], "deepen the well")).unwrap();
        }
    }

    #[test]
    fn nobody_is_given_what_the_cipher_did_not_open() {
        const PAGE: usize = 4096;
        let (_home, database) = a_database();
        let name = "Hoàng Văn Páo ".repeat(1_000);
        let tables = "CREATE TABLE letters (name TEXT) STRICT";
        database.act("make a table", |tx| tx.run(tables, [], "make it").map(drop)).unwrap();
        let write = "INSERT INTO letters (name) VALUES (?1)";
        database.act("write", |tx| tx.run(write, [&name], "write").map(drop)).unwrap();
        let read = "SELECT name FROM letters";
        let look = |view: &View<'_, SqliteError>| view.one(read, [], |row| row.get(0), "read");
        let bytes = whole(&database);

        let mut met = 0;
        for page in 1..bytes.len() / PAGE {
            spoil(&database, &bytes, page * PAGE + PAGE / 2);
            let seen: Result<Option<String>, _> = database.look(look);
            let acted = database.act("read", |tx| look(&tx.view()));

            for known in [&seen, &acted] {
                let is_true = known.as_ref().is_ok_and(|known| known.as_ref() == Some(&name));
                assert!(is_true || known.is_err(), "page {page} is taken for what it was not");
            }
            assert_eq!(seen.is_err(), acted.is_err());
            met += usize::from(seen.is_err());
        }

        assert!(met > name.len() / PAGE, "its pages were met: {met}");
    }

    #[test]
    fn failure_that_was_passed_over_spoils_nothing_that_comes_after_it() {
        let (_home, database) = a_spoilt_database();
        let all = |view: &View<'_, SqliteError>| view.one(EVERYONE, [], |_| Ok(()), "count");

        let seen: Result<bool, SqliteError> = database.look(|view| Ok(all(view).is_err()));

        assert_eq!((seen.unwrap(), depths(&database).unwrap()), (true, Some(0)));
    }

    #[test]
    fn check_that_meets_a_damaged_page_leaves_a_connection_that_reads() {
        let (_home, database) = a_spoilt_database();

        let counted = database.lend(|reader| reader.query_row(EVERYONE, [], |_| Ok(())));

        assert!(counted.is_err());
        assert_eq!(depths(&database).unwrap(), Some(0));
    }
}
