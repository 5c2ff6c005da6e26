//! SQLite's and the cipher's own checks.

use rusqlite::Connection;

use crate::error::{Doing, SqliteError};

/// Whether every page of a database is as it was written.
pub fn is_whole(connection: &Connection) -> Result<bool, SqliteError> {
    // One bad page poisons a SQLCipher connection: after it the second check could only fail.
    Ok(lines_of(connection, "PRAGMA cipher_integrity_check")?.is_empty()
        && lines_of(connection, "PRAGMA integrity_check(1)")? == ["ok"])
}

/// First column of what a check answers.
pub fn lines_of(connection: &Connection, sql: &str) -> Result<Vec<String>, SqliteError> {
    let mut statement = connection.prepare(sql).doing("check the database")?;
    let rows = statement.query_map([], |row| row.get(0)).doing("check the database")?;
    rows.collect::<rusqlite::Result<_>>().doing("check the database")
}
