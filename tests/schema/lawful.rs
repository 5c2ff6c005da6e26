//! One row in each table that every rule allows.

use rusqlite::Connection;
use store::schema::MIGRATIONS;

use crate::database::{in_memory, names, tables};

/// The seven columns of a stamp at a place in the order.
macro_rules! stamp {
    ($seq:literal) => {
        concat!("zeroblob(16), zeroblob(16), 1, ", $seq, ", 1795395600000, NULL, 'unchecked'")
    };
}

const ROWS: &[&str] = &[
    "INSERT INTO desk VALUES
        (1, zeroblob(16), 'LS07', 'authority', 'Một cửa', NULL, 0, 0, 1, zeroblob(32))",
    "INSERT INTO instances VALUES (zeroblob(16), 1, 'init', 0)",
    "INSERT INTO operators VALUES (zeroblob(16), 'Páo', 'lead', 1)",
    concat!(
        "INSERT INTO dossiers VALUES
        (zeroblob(16), 'LS07-261123-K7M2QX-4', '2026-11-23', 1, '1.001193', NULL, NULL, NULL, NULL,
         NULL, 'authority', 'direct', 'done_for', 'a folder', 'an identity', NULL, 0, ",
        stamp!(1),
        ", NULL)"
    ),
    concat!(
        "INSERT INTO catalogues VALUES
        (zeroblob(32), '2026.11.22', 'Danh mục', 'signed', 'c-1', 3, x'00', 1, ",
        stamp!(12),
        ")"
    ),
    "INSERT INTO cases VALUES (zeroblob(16), 'draft', NULL, NULL, NULL, NULL)",
    concat!("INSERT INTO drafts VALUES (zeroblob(16), 1, '{}', NULL, NULL, NULL, ", stamp!(2), ")"),
    "INSERT INTO people VALUES
        (zeroblob(16), 'submitter', 0, 'Đào', 'dao', 'citizen', '020190000123', NULL, NULL, NULL)",
    "INSERT INTO people_keys VALUES ('given', 'dao', 'đào', 1, zeroblob(16), 'submitter')",
    concat!(
        "INSERT INTO pages VALUES
        (zeroblob(16), zeroblob(16), 'giay-chung-sinh', 'giấy', 'image/jpeg', 9, zeroblob(32),
         'a file', NULL, ",
        stamp!(3),
        ")"
    ),
    concat!(
        "INSERT INTO revisions VALUES
        (zeroblob(16), zeroblob(16), zeroblob(16), 1, NULL, x'7b7d', zeroblob(32), 'a manifest', ",
        stamp!(4),
        ")"
    ),
    "INSERT INTO parts VALUES
        (zeroblob(16), 0, NULL, 'form.json', 'application/json', 9, zeroblob(32), 'a form')",
    concat!(
        "INSERT INTO parcels VALUES
        (zeroblob(16), 'submission', zeroblob(16), zeroblob(16), NULL, 'queued', NULL, NULL, NULL,
         NULL, NULL, 0, ",
        stamp!(5),
        ")"
    ),
    "INSERT INTO traffic VALUES ('2026-11', 1, 1)",
    "INSERT INTO speed VALUES (1, 8000, 1795395600000)",
    concat!("INSERT INTO desk_key VALUES (1, zeroblob(32), ", stamp!(7), ")"),
    concat!(
        "INSERT INTO gateway VALUES
        (1, 'https://nopho.example.vn', NULL, zeroblob(32), 'keys', 1, 'Cổng', 'H37', NULL, NULL, 0,
         NULL, NULL, NULL, NULL, NULL, NULL, ",
        stamp!(8),
        ")"
    ),
    concat!(
        "INSERT INTO receipts VALUES
        (zeroblob(16), 2, 1, zeroblob(16), zeroblob(10), 'signed', ",
        stamp!(9),
        ")"
    ),
    concat!(
        "INSERT INTO events VALUES
        (zeroblob(10), 1, 1, zeroblob(16), zeroblob(16), 3, '2', 'H37.16-261123-0001', 3, NULL,
         NULL, NULL, ",
        stamp!(10),
        ")"
    ),
    concat!(
        "INSERT INTO results VALUES
        (zeroblob(16), zeroblob(32), 'ket-qua.pdf', 'application/pdf', 9, NULL, ",
        stamp!(11),
        ")"
    ),
    "INSERT INTO preferences VALUES ('theme', 'contrast')",
    "INSERT INTO refused_catalogue VALUES
        (1, zeroblob(32), '2026.11.22', 'package-altered', NULL, 1, '0.1.0', 0)",
    "INSERT INTO latest_catalogue VALUES (1, '2026.11.22')",
    concat!(
        "INSERT INTO journal VALUES (1, 'desk.begun', NULL, NULL, NULL, '{}', ",
        stamp!(6),
        ", zeroblob(32))"
    ),
];

/// A database in which each table has its row.
pub fn desk() -> Connection {
    let connection = in_memory(MIGRATIONS.len());
    for row in ROWS {
        connection.execute(row, []).expect(row);
    }
    connection
}

#[test]
fn every_table_has_its_lawful_row() {
    let desk = desk();

    for table in tables(&desk) {
        let rows = names(&desk, &format!("SELECT count(*) || '' FROM {table}"));
        assert_eq!(rows, ["1"], "{table}");
    }
}
