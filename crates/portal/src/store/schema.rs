//! The forward-only migrations. A released file is frozen: a test holds its hash.

use rusqlite::Connection;
use rusqlite_migration::{M, Migrations};

use crate::error::{Doing, PortalError};

/// The migrations in order, each with its name.
pub const MIGRATIONS: [(&str, &str); 1] =
    [("0001_gateway", include_str!("migrations/0001_gateway.sql"))];

/// The whole schema, commented, as a test holds it equal to what the migrations make.
pub const SCHEMA: &str = include_str!("schema.sql");

/// Newest version of the database that this program reads and writes.
#[expect(clippy::cast_possible_wrap, reason = "there will never be that many")]
pub const VERSION: i64 = MIGRATIONS.len() as i64;

/// Version of an opened database: the number of migrations that it has seen.
pub(crate) fn version(connection: &Connection) -> Result<i64, PortalError> {
    connection
        .pragma_query_value(None, "user_version", |row| row.get(0))
        .doing("read the database's version")
}

/// Brings a database to [`VERSION`].
pub(crate) fn migrate(connection: &mut Connection) -> Result<(), PortalError> {
    let steps = MIGRATIONS.iter().map(|(_, sql)| M::up(sql).foreign_key_check()).collect();
    match Migrations::new(steps).to_latest(connection) {
        Ok(()) => Ok(()),
        Err(rusqlite_migration::Error::RusqliteError { err, .. }) => {
            Err(err).doing("migrate the database")
        }
        Err(_) => Err(PortalError::Row { table: "migrations", what: "a step was refused" }),
    }
}
