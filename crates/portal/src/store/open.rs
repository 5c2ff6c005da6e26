//! Opening a connection to the gateway's database.

use std::path::Path;
use std::time::Duration;

use rusqlite::Connection;
use seal::data_key::StoreKey;
use sqlite::{Access, Doing};

use crate::error::PortalError;

/// How long one writer waits for another: an operator's command beside the server.
const PATIENCE: Duration = Duration::from_secs(10);

/// Opens a connection and proves that the key fits.
///
/// # Errors
/// `WrongKey` when the file cannot be read with this key.
pub(crate) fn open(path: &Path, key: &StoreKey, access: Access) -> Result<Connection, PortalError> {
    let connection = sqlite::unlock(path, key, access)?;
    connection.busy_timeout(PATIENCE).doing("set how long to wait for another writer")?;
    sqlite::prove(&connection)?;
    // The file is there now, with nothing in it if it is new; the ones beside it take its rights.
    make_private(path);
    sqlite::keep_rules(&connection, access)?;
    Ok(connection)
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
