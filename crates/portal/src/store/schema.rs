//! The forward-only migrations. A released file is frozen: a test holds its hash.

/// The migrations in order, each with its name.
pub const MIGRATIONS: [(&str, &str); 4] = [
    ("0001_gateway", include_str!("migrations/0001_gateway.sql")),
    ("0002_catalogue", include_str!("migrations/0002_catalogue.sql")),
    ("0003_quotas", include_str!("migrations/0003_quotas.sql")),
    ("0004_catalogue_bases", include_str!("migrations/0004_catalogue_bases.sql")),
];

/// The whole schema, commented, as a test holds it equal to what the migrations make.
pub const SCHEMA: &str = include_str!("schema.sql");

/// Newest version of the database that this program reads and writes.
#[expect(clippy::cast_possible_wrap, reason = "there will never be that many")]
pub const VERSION: i64 = MIGRATIONS.len() as i64;
