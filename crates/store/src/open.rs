//! Opening a connection to the desk's database.

use std::path::Path;

use rusqlite::Connection;
use seal::data_key::StoreKey;
use sqlite::Access;

use crate::error::StoreError;

/// Opens a connection and proves that the key fits.
///
/// # Errors
/// `Damaged` when the file cannot be read with this key. The caller has already checked the key
/// against its key-check value, so a refusal here speaks of the file.
pub(crate) fn open(path: &Path, key: &StoreKey, access: Access) -> Result<Connection, StoreError> {
    let opened = sqlite::unlock(path, key, access).and_then(|connection| {
        sqlite::prove(&connection)?;
        sqlite::keep_rules(&connection, access)?;
        Ok(connection)
    });
    opened.map_err(|failure| match failure.into() {
        StoreError::Damaged { .. } => StoreError::Damaged { file: path.into() },
        other => other,
    })
}
