//! `schema.sql` says what the migrations make, column by column.

use std::collections::BTreeMap;

use rusqlite::Connection;
use store::schema::MIGRATIONS;

use crate::database::{DataFolder, from_text, in_memory, lines, names, tables};

const SCHEMA: &str = include_str!("../../crates/store/src/schema.sql");

/// Everything about a database's shape: columns, indexes, references, and the text of each part
/// without its comments.
fn shape(connection: &Connection) -> BTreeMap<String, Vec<String>> {
    let mut shape = BTreeMap::new();
    for table in tables(connection) {
        for pragma in ["table_list", "table_xinfo", "index_list", "foreign_key_list"] {
            let sql = format!("PRAGMA {pragma}({table})");
            shape.insert(format!("{table}: {pragma}"), lines(connection, &sql));
        }
    }
    let parts = "SELECT name FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY name";
    for part in names(connection, parts) {
        let sql = format!("SELECT sql FROM sqlite_schema WHERE name = '{part}'");
        let text = names(connection, &sql).concat();
        shape.insert(part.clone(), vec![without_comments(&text)]);
        let sql = format!("SELECT * FROM pragma_index_xinfo('{part}')");
        shape.insert(format!("{part}: index_xinfo"), lines(connection, &sql));
    }
    shape
}

fn without_comments(sql: &str) -> String {
    let code = sql.lines().filter_map(|line| line.split("--").next());
    code.flat_map(str::split_whitespace).collect::<Vec<_>>().join(" ")
}

/// Each column of a table with the comment that stands above it.
fn comments(table: &str, columns: &[String]) -> BTreeMap<String, String> {
    let start = SCHEMA.find(&format!("CREATE TABLE {table} (")).expect("the table is described");
    let body = SCHEMA[start..].split("STRICT").next().unwrap().lines().skip(1);
    let (mut found, mut comment) = (BTreeMap::new(), Vec::new());
    for line in body.map(str::trim) {
        let word = line.split_whitespace().next().unwrap_or_default();
        if let Some(text) = line.strip_prefix("--") {
            comment.push(text.trim());
        } else if columns.iter().any(|column| column == word) {
            found.insert(word.to_owned(), comment.join(" "));
            comment.clear();
        }
    }
    found
}

#[test]
fn schema_is_what_the_migrations_make() {
    let described = shape(&from_text(SCHEMA));
    let migrated = shape(&in_memory(MIGRATIONS.len()));

    for (part, wanted) in &migrated {
        let found = described.get(part);
        assert_eq!(found, Some(wanted), "schema.sql (left) and the migrations differ in {part}");
    }
    assert_eq!(described.len(), migrated.len(), "schema.sql has something of its own");
}

#[test]
fn schema_is_what_the_program_makes_on_the_disk() {
    let desk = DataFolder::set_up();

    assert!(shape(&from_text(SCHEMA)) == shape(&desk.sql()), "set-up runs the same migrations");
}

#[test]
fn difference_is_noticed_when_there_is_one() {
    let changed = |from, to| {
        assert!(SCHEMA.contains(from), "{from}");
        shape(&from_text(&SCHEMA.replacen(from, to, 1))) == shape(&from_text(SCHEMA))
    };

    assert!(!changed("CHECK (size > 0)", "CHECK (size > 1)"), "a rule");
    assert!(!changed("    phone TEXT,", "    phone TEXT NOT NULL,"), "what may be NULL");
    assert!(!changed("cases (state);", "cases (state, dossier_id);"), "an index");
    assert!(!changed("never shrinks'", "never grows'"), "a trigger");
    assert!(!changed(" ON DELETE CASCADE", ""), "a reference");
    assert!(changed("-- Always 1", "-- Always one"), "but not a comment");
}

#[test]
fn every_column_says_what_it_is() {
    let connection = from_text(SCHEMA);
    for table in tables(&connection) {
        let columns =
            names(&connection, &format!("SELECT name FROM pragma_table_xinfo('{table}')"));
        let comments = comments(&table, &columns);
        for column in &columns {
            let comment = comments.get(column).map_or("", String::as_str);
            assert!(comment.len() > 5, "{table}.{column} has no comment in schema.sql");
        }
    }
}

#[test]
fn every_column_that_may_be_null_says_what_null_means() {
    let connection = from_text(SCHEMA);
    for table in tables(&connection) {
        let nullable =
            format!("SELECT name FROM pragma_table_xinfo('{table}') WHERE \"notnull\" = 0");
        let nullable = names(&connection, &nullable);
        let comments = comments(&table, &nullable);
        for column in &nullable {
            let meaning = comments.get(column).and_then(|comment| comment.split_once("NULL: "));
            assert!(
                meaning.is_some_and(|(_, meaning)| !meaning.is_empty()),
                "{table}.{column} may be NULL; schema.sql does not say `NULL: …`"
            );
        }
    }
}

#[test]
fn every_table_is_strict() {
    let connection = from_text(SCHEMA);
    let strict =
        names(&connection, "SELECT name FROM pragma_table_list WHERE strict ORDER BY name");

    assert_eq!(tables(&connection), strict, "left: all tables, right: the strict ones");
    assert!(!strict.is_empty(), "there are tables");
}

#[test]
fn every_table_is_introduced() {
    for (at, _) in SCHEMA.match_indices("CREATE TABLE ") {
        let above = SCHEMA[..at].trim_end().lines().last().unwrap_or_default();
        let table = SCHEMA[at..].lines().next().unwrap_or_default();
        assert!(above.starts_with("-- "), "{table} has no comment above it");
    }
}
