//! The forward-only migrations. A released file is frozen: `tests/schema` holds its hash.

use rusqlite::Connection;
use rusqlite_migration::{M, Migrations};

use crate::error::{Doing, StoreError};

/// The migrations in order, each with its name.
pub const MIGRATIONS: [(&str, &str); 3] = [
    ("0001_desk", include_str!("migrations/0001_desk.sql")),
    ("0002_road", include_str!("migrations/0002_road.sql")),
    ("0003_window", include_str!("migrations/0003_window.sql")),
];

/// Newest version of the database that this program reads and writes.
#[expect(clippy::cast_possible_wrap, reason = "there will never be that many")]
pub const VERSION: i64 = MIGRATIONS.len() as i64;

/// Version of an opened database: the number of migrations that it has seen.
pub(crate) fn version(connection: &Connection) -> Result<i64, StoreError> {
    connection
        .pragma_query_value(None, "user_version", |row| row.get(0))
        .doing("read the database's version")
}

/// Brings a database to [`VERSION`].
pub(crate) fn migrate(connection: &mut Connection) -> Result<(), StoreError> {
    let steps = MIGRATIONS.iter().map(|(_, sql)| M::up(sql).foreign_key_check()).collect();
    match Migrations::new(steps).to_latest(connection) {
        Ok(()) => Ok(()),
        Err(rusqlite_migration::Error::RusqliteError { err, .. }) => {
            Err(err).doing("migrate the database")
        }
        Err(_) => Err(StoreError::Row { table: "migrations", what: "a step was refused" }),
    }
}
