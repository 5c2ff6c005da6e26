//! The forward-only migrations. A released file is frozen: `tests/schema` holds its hash.

/// The migrations in order, each with its name.
pub const MIGRATIONS: [(&str, &str); 9] = [
    ("0001_desk", include_str!("migrations/0001_desk.sql")),
    ("0002_road", include_str!("migrations/0002_road.sql")),
    ("0003_window", include_str!("migrations/0003_window.sql")),
    ("0004_catalogue", include_str!("migrations/0004_catalogue.sql")),
    ("0005_offered_catalogue", include_str!("migrations/0005_offered_catalogue.sql")),
    ("0006_people", include_str!("migrations/0006_people.sql")),
    ("0007_doubles", include_str!("migrations/0007_doubles.sql")),
    ("0008_organisations", include_str!("migrations/0008_organisations.sql")),
    ("0009_traffic", include_str!("migrations/0009_traffic.sql")),
];

/// Newest version of the database that this program reads and writes.
#[expect(clippy::cast_possible_wrap, reason = "there will never be that many")]
pub const VERSION: i64 = MIGRATIONS.len() as i64;
