//! Opening one SQLCipher connection: the key first, then the rules that every connection keeps.

use std::path::Path;
use std::sync::Once;

use rusqlite::{Connection, OpenFlags};
use seal::StoreKey;

use crate::error::{Doing, SqliteError};

/// 3.51.3 mends a corruption of WAL files that earlier versions could cause.
const OLDEST_SQLITE: i32 = 3_051_003;

/// Size of a page in SQLCipher 4.
const PAGE_BYTES: u64 = 4096;

/// SQLite says that it is ready before SQLCipher is: of two threads that open their first database at
/// once, the second would find no cipher.
static READY: Once = Once::new();

/// What a connection may do.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// Read and write an existing file, or make one.
    Create,
    /// Read and write an existing file.
    Write,
    /// Look at the live file, never write rows.
    Look,
    /// Look at a file that must not be changed by a single byte.
    Inspect,
}

/// Opens a connection and hands over the key, of which nobody knows yet whether it fits.
///
/// # Errors
/// `NoPage` when there is a file that should be a database and cannot be one.
pub fn unlock(path: &Path, key: &StoreKey, access: Access) -> Result<Connection, SqliteError> {
    if rusqlite::version_number() < OLDEST_SQLITE {
        return Err(SqliteError::Old { found: rusqlite::version() });
    }
    // SQLite takes such a file for a new database and throws away the log beside it.
    if access != Access::Create && has_no_page(path) {
        return Err(SqliteError::NoPage);
    }
    // What keeps it from opening keeps the next one from it too, and is told there.
    READY.call_once(|| drop(Connection::open_in_memory()));
    let connection = Connection::open_with_flags(path, flags(access)).doing("open the database")?;
    // Its own reports would go to standard error; ours name what was being done.
    let quiet = connection.pragma_update(None, "cipher_log_level", "NONE");
    quiet.doing("silence the cipher's log")?;
    connection.pragma_update(None, "key", key.pragma().as_str()).doing("hand over the key")?;
    Ok(connection)
}

fn flags(access: Access) -> OpenFlags {
    let common = OpenFlags::SQLITE_OPEN_NO_MUTEX;
    match access {
        Access::Create => {
            common | OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE
        }
        // A reader of a WAL database writes its shared-memory file; `query_only` holds it back.
        Access::Write | Access::Look => common | OpenFlags::SQLITE_OPEN_READ_WRITE,
        Access::Inspect => common | OpenFlags::SQLITE_OPEN_READ_ONLY,
    }
}

fn has_no_page(path: &Path) -> bool {
    std::fs::metadata(path).is_ok_and(|file| file.len() < PAGE_BYTES)
}

/// Proves that the key fits, by reading the first page.
pub fn prove(connection: &Connection) -> Result<(), SqliteError> {
    let looked = connection.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(()));
    looked.doing("read the database")
}

/// Sets the rules that every connection keeps. They are written into the file, so that one that is
/// inspected gets none.
pub fn keep_rules(connection: &Connection, access: Access) -> Result<(), SqliteError> {
    if access == Access::Inspect {
        return Ok(());
    }
    let rules: [(&str, &str); 6] = [
        ("journal_mode", "WAL"),
        // FULL, not NORMAL: a commit that was reported survives a power cut.
        ("synchronous", "FULL"),
        ("foreign_keys", "ON"),
        ("secure_delete", "ON"),
        ("trusted_schema", "OFF"),
        ("cell_size_check", "ON"),
    ];
    for (pragma, value) in rules {
        connection.pragma_update(None, pragma, value).doing("set the database's rules")?;
    }
    if access == Access::Look {
        connection.pragma_update(None, "query_only", "ON").doing("set the database's rules")?;
    }
    connection.set_prepared_statement_cache_capacity(64);
    Ok(())
}

#[cfg(test)]
mod tests {
    use seal::DataKey;

    use super::*;

    fn open(path: &Path, key: &StoreKey, access: Access) -> Connection {
        let connection = unlock(path, key, access).unwrap();
        prove(&connection).unwrap();
        keep_rules(&connection, access).unwrap();
        connection
    }

    fn opened(access: Access) -> (tempfile::TempDir, Connection) {
        let home = tempfile::tempdir().unwrap();
        let key = DataKey::new([7; 32]).store_key();
        let path = home.path().join("desk.db");
        open(&path, &key, Access::Create).execute_batch("CREATE TABLE t (x)").unwrap();
        let connection = open(&path, &key, access);
        (home, connection)
    }

    fn rule(connection: &Connection, pragma: &str) -> String {
        connection
            .pragma_query_value(None, pragma, |row| {
                row.get_ref(0).map(|value| format!("{value:?}"))
            })
            .unwrap()
    }

    #[test]
    fn connection_keeps_every_rule() {
        for access in [Access::Create, Access::Write, Access::Look] {
            let (_home, connection) = opened(access);

            assert!(rule(&connection, "journal_mode").contains("119, 97, 108"), "wal");
            assert_eq!(rule(&connection, "synchronous"), "Integer(2)", "FULL");
            assert_eq!(rule(&connection, "foreign_keys"), "Integer(1)");
            assert_eq!(rule(&connection, "secure_delete"), "Integer(1)");
            assert_eq!(rule(&connection, "trusted_schema"), "Integer(0)");
            assert_eq!(rule(&connection, "cell_size_check"), "Integer(1)");
        }
    }

    #[test]
    fn page_is_as_long_as_the_cipher_makes_it() {
        let (home, connection) = opened(Access::Write);
        drop(connection);

        let length = std::fs::metadata(home.path().join("desk.db")).unwrap().len();
        assert_eq!(length % PAGE_BYTES, 0, "whole pages");
        assert!(length / PAGE_BYTES < 4, "one for the schema, one for the table, no smaller ones");
    }

    #[test]
    fn reader_cannot_write() {
        let (_home, connection) = opened(Access::Look);

        assert!(connection.execute("INSERT INTO t VALUES (1)", []).is_err());
    }

    #[test]
    fn another_key_proves_nothing() {
        let (home, _connection) = opened(Access::Write);
        let another = DataKey::new([8; 32]).store_key();

        let unlocked = unlock(&home.path().join("desk.db"), &another, Access::Inspect).unwrap();

        let refused = prove(&unlocked).unwrap_err();
        assert_eq!(refused.refusal(), Some(rusqlite::ErrorCode::NotADatabase));
    }
}
