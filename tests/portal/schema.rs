//! The schema that is read is the schema that is run, and what it forbids.

use std::collections::BTreeMap;

use portal::PortalError;
use portal::store::schema::{MIGRATIONS, SCHEMA, VERSION};
use rusqlite::Connection;
use seal::hash::hash;

use crate::desk::{a_desk, a_dossier};
use crate::province::a_province;

/// The released migrations never change: databases in the field have seen them as they were. Once a
/// version is out, an entry here is put back, not edited.
const FROZEN: [(&str, &str); 4] = [
    ("0001_gateway", include_str!("frozen.txt")),
    ("0002_catalogue", include_str!("frozen-2.txt")),
    ("0003_quotas", include_str!("frozen-3.txt")),
    ("0004_catalogue_bases", include_str!("frozen-4.txt")),
];

fn made(sql: &str) -> Connection {
    let connection = Connection::open_in_memory().unwrap();
    connection.execute_batch(sql).unwrap();
    connection
}

fn migrated() -> Connection {
    made(&MIGRATIONS.map(|(_, sql)| sql).join("\n"))
}

/// Every object of a schema with its text, without comments.
fn shape(connection: &Connection) -> BTreeMap<String, String> {
    let sql = "SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL";
    let mut statement = connection.prepare(sql).unwrap();
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get::<_, String>(1)?))).unwrap();
    rows.map(|row| {
        let (name, sql) = row.unwrap();
        let code = sql.lines().filter_map(|line| line.split("--").next());
        (name, code.flat_map(str::split_whitespace).collect::<Vec<_>>().join(" "))
    })
    .collect()
}

fn columns(connection: &Connection) -> Vec<(String, String, bool)> {
    let sql = "SELECT t.name, c.name, c.\"notnull\" FROM pragma_table_list t
        JOIN pragma_table_xinfo(t.name) c WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite%'";
    let mut statement = connection.prepare(sql).unwrap();
    let read = |row: &rusqlite::Row<'_>| Ok((row.get(0)?, row.get(1)?, row.get(2)?));
    statement.query_map([], read).unwrap().map(Result::unwrap).collect()
}

/// The comment above a column in the text that is read.
fn comment(table: &str, column: &str) -> String {
    let start = SCHEMA.find(&format!("CREATE TABLE {table} (")).expect("the table is described");
    let body = SCHEMA[start..].split("STRICT").next().unwrap();
    let mut said = vec![];
    for line in body.lines().skip(1).map(str::trim) {
        if let Some(text) = line.strip_prefix("--") {
            said.push(text.trim());
        } else if line.split_whitespace().next() == Some(column) {
            return said.join(" ");
        } else {
            said.clear();
        }
    }
    String::new()
}

#[test]
fn schema_is_what_the_migrations_make() {
    assert_eq!(shape(&made(SCHEMA)), shape(&migrated()), "left: schema.sql");
    assert_eq!(usize::try_from(VERSION), Ok(MIGRATIONS.len()));
}

#[test]
fn uploads_from_before_the_quotas_count_against_the_desk_that_announced_them() {
    let connection = made(&MIGRATIONS[..2].iter().map(|(_, sql)| *sql).collect::<String>());
    connection
        .execute_batch(
            "PRAGMA foreign_keys = OFF;
            INSERT INTO revisions (submission_id, dossier_id, revision, desk_id, instance_id,
                epoch, manifest, manifest_sha256, form, announcements, announced_ms)
            VALUES (zeroblob(16), zeroblob(16), 1, x'00112233445566778899aabbccddeeff',
                zeroblob(16), 1, x'00', zeroblob(32), x'00', 1, 1);
            INSERT INTO uploads VALUES (zeroblob(16), zeroblob(16), 1, 'open', 5, 'f', 9, 1);",
        )
        .unwrap();

    connection.execute_batch(MIGRATIONS[2].1).unwrap();

    let sql = "SELECT lower(hex(desk_id)) FROM uploads";
    let desk: String = connection.query_row(sql, [], |row| row.get(0)).unwrap();
    assert_eq!(desk, "00112233445566778899aabbccddeeff");
}

#[test]
fn package_that_was_offered_before_others_were_kept_is_offered_still() {
    let connection = made(&MIGRATIONS[..3].iter().map(|(_, sql)| *sql).collect::<String>());
    connection
        .execute_batch(
            "INSERT INTO catalogue_keys VALUES ('c', zeroblob(32), 1, NULL);
            INSERT INTO catalogues VALUES
                (1, zeroblob(32), 1, '2027.01.02', zeroblob(32), 'c', 1, 1, NULL),
                (2, zeroblob(32), 1, '2027.01.03', zeroblob(32), 'c', 1, 1, x'00');",
        )
        .unwrap();

    connection.execute_batch(MIGRATIONS[3].1).unwrap();

    let sql = "SELECT group_concat(number) FROM catalogues WHERE is_offered = 1";
    let offered: String = connection.query_row(sql, [], |row| row.get(0)).unwrap();
    assert_eq!(offered, "2");
    let two = "UPDATE catalogues SET is_offered = 1, package = x'00' WHERE number = 1";
    assert!(connection.execute(two, []).is_err(), "no two are offered");
    let nothing = "UPDATE catalogues SET package = NULL WHERE number = 2";
    assert!(connection.execute(nothing, []).is_err(), "what is offered is here");
}

#[test]
fn migration_is_as_it_was_frozen() {
    for ((name, sql), (frozen_name, frozen)) in MIGRATIONS.iter().zip(FROZEN) {
        assert_eq!(*name, frozen_name);
        assert_eq!(hash(sql.as_bytes()).to_string(), frozen.trim(), "{name} has changed");
    }
}

#[test]
fn every_column_says_what_it_is_and_what_null_means() {
    let connection = made(SCHEMA);
    for (table, column, is_needed) in columns(&connection) {
        let said = comment(&table, &column);
        assert!(said.len() > 5, "{table}.{column} has no comment");
        assert!(is_needed || said.contains("NULL: "), "{table}.{column} may be NULL");
    }
    let sql = "SELECT count(*) FROM pragma_table_list
        WHERE type = 'table' AND strict = 0 AND name NOT LIKE 'sqlite%'";
    let loose: i64 = connection.query_row(sql, [], |row| row.get(0)).unwrap();
    assert_eq!(loose, 0, "every table is STRICT");
}

#[tokio::test]
async fn what_a_desk_was_told_is_neither_changed_nor_deleted() {
    let province = a_province();
    let desk = a_desk(&province, 1).await;
    desk.deliver(&province, &a_dossier(&desk, 1, &[])).await;
    desk.announce(&province, &a_dossier(&desk, 2, &[5])).await;
    let key = std::fs::read_to_string(province.keys().join("gateway.key")).unwrap();
    let digits = key.split(' ').nth(1).unwrap();
    let seed = data_encoding::HEXLOWER.decode(digits.as_bytes()).unwrap().try_into().unwrap();
    let store_key = seal::GatewayKey::new(seed).store_key();
    let connection = Connection::open(province.data().join("gateway.db")).unwrap();
    connection.pragma_update(None, "key", store_key.pragma().as_str()).unwrap();

    for sql in [
        "DELETE FROM revisions",
        "UPDATE revisions SET receipt = 'x' WHERE receipt IS NOT NULL",
        "UPDATE revisions SET manifest = x'00'",
        "UPDATE revisions SET receipt = 'x', delivered_ms = 1 WHERE receipt IS NULL",
        "DELETE FROM events",
        "UPDATE events SET status = '2'",
    ] {
        assert!(connection.execute(sql, []).is_err(), "{sql}");
    }
}

#[test]
fn newer_database_is_left_alone() {
    let province = a_province();
    let (data, keys) = (province.data(), province.keys());
    province.gateway.store().act("look", |_| Ok::<_, PortalError>(())).unwrap();
    drop(province.gateway);
    let key = std::fs::read_to_string(keys.join("gateway.key")).unwrap();
    let digits = key.split(' ').nth(1).unwrap();
    let seed = data_encoding::HEXLOWER.decode(digits.as_bytes()).unwrap().try_into().unwrap();
    let connection = Connection::open(data.join("gateway.db")).unwrap();
    let store_key = seal::GatewayKey::new(seed).store_key();
    connection.pragma_update(None, "key", store_key.pragma().as_str()).unwrap();
    connection.pragma_update(None, "user_version", 99).unwrap();

    let refused = portal::Gateway::open(portal::World::real(), &data, &keys).err().unwrap();

    assert_eq!(refused.code(), "gateway-newer");
}
