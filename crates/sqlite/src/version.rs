//! The forward-only migrations, of which each program has its own.

use rusqlite::Connection;
use rusqlite_migration::{M, Migrations};

use crate::error::{Doing, SqliteError};

/// Version of an opened database: the number of migrations that it has seen, at most `known`.
///
/// # Errors
/// `Newer` when it has seen more.
pub fn known_version(connection: &Connection, known: i64) -> Result<i64, SqliteError> {
    let found = connection
        .pragma_query_value(None, "user_version", |row| row.get(0))
        .doing("read the database's version")?;
    if found > known { Err(SqliteError::Newer { found, known }) } else { Ok(found) }
}

/// Runs those migrations that a database has not seen, each given with its name.
pub fn migrate(connection: &mut Connection, all: &[(&str, &str)]) -> Result<(), SqliteError> {
    let steps = all.iter().map(|(_, sql)| M::up(sql).foreign_key_check()).collect();
    match Migrations::new(steps).to_latest(connection) {
        Ok(()) => Ok(()),
        Err(rusqlite_migration::Error::RusqliteError { err, .. }) => {
            Err(err).doing("migrate the database")
        }
        Err(_) => Err(SqliteError::Row { table: "migrations", what: "a step was refused" }),
    }
}
