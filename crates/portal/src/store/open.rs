//! Opening one SQLCipher connection: the key first, then the rules that every connection keeps.

use std::path::Path;
use std::time::Duration;

use rusqlite::{Connection, OpenFlags};
use seal::data_key::StoreKey;

use crate::error::{Doing, PortalError};

/// 3.51.3 mends a corruption of WAL files that earlier versions could cause.
const OLDEST_SQLITE: i32 = 3_051_003;
/// How long one writer waits for another: an operator's command beside the server.
const PATIENCE: Duration = Duration::from_secs(10);
/// Size of a page in SQLCipher 4.
const PAGE_BYTES: u64 = 4096;

/// What a connection may do.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Access {
    /// Read and write an existing file, or make one.
    Create,
    /// Read and write an existing file.
    Write,
    /// Look at the live file, never write rows.
    Look,
}

/// Opens a connection and proves that the key fits.
///
/// # Errors
/// `WrongKey` when the file cannot be read with this key.
pub(crate) fn open(path: &Path, key: &StoreKey, access: Access) -> Result<Connection, PortalError> {
    if rusqlite::version_number() < OLDEST_SQLITE {
        return Err(PortalError::OldSqlite { found: rusqlite::version() });
    }
    // SQLite takes such a file for a new database and throws away the log beside it.
    if access != Access::Create && has_no_page(path) {
        return Err(PortalError::WrongKey);
    }
    let connection = Connection::open_with_flags(path, flags(access)).doing("open the database")?;
    // Its own reports would go to standard error; ours name what was being done.
    let quiet = connection.pragma_update(None, "cipher_log_level", "NONE");
    quiet.doing("silence the cipher's log")?;
    connection.pragma_update(None, "key", key.pragma().as_str()).doing("hand over the key")?;
    connection.busy_timeout(PATIENCE).doing("set how long to wait for another writer")?;
    let looked = connection.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(()));
    looked.doing("read the database")?;
    // The file is there now, with nothing in it if it is new; the ones beside it take its rights.
    make_private(path);
    keep_rules(&connection, access)?;
    Ok(connection)
}

fn flags(access: Access) -> OpenFlags {
    let common = OpenFlags::SQLITE_OPEN_NO_MUTEX | OpenFlags::SQLITE_OPEN_READ_WRITE;
    match access {
        Access::Create => common | OpenFlags::SQLITE_OPEN_CREATE,
        // A reader of a WAL database writes its shared-memory file; `query_only` holds it back.
        Access::Write | Access::Look => common,
    }
}

/// Only its owner may read the database; one of another owner is left as it is.
#[cfg(unix)]
fn make_private(path: &Path) {
    use std::os::unix::fs::PermissionsExt;
    let _ = std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o600));
}

// A file below the user's own is private on Windows by what it inherits.
#[cfg(not(unix))]
fn make_private(_: &Path) {}

fn has_no_page(path: &Path) -> bool {
    std::fs::metadata(path).is_ok_and(|file| file.len() < PAGE_BYTES)
}

fn keep_rules(connection: &Connection, access: Access) -> Result<(), PortalError> {
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
