//! What the database itself refuses, whatever the program above it has in mind.

use rusqlite::{Connection, ErrorCode};

use crate::database::{names, tables};
use crate::lawful;

/// Tries a statement on lawful rows and leaves no trace; what was refused by which rule.
fn refusal(desk: &Connection, sql: &str) -> Option<(ErrorCode, String)> {
    desk.execute_batch("SAVEPOINT try").unwrap();
    let refused = desk.execute(sql, []).err();
    desk.execute_batch("ROLLBACK TO try; RELEASE try").unwrap();
    refused.map(|error| (error.sqlite_error_code().expect("SQLite refused"), error.to_string()))
}

fn assert_refused(desk: &Connection, sql: &str) {
    let code = refusal(desk, sql).map(|(code, _)| code);
    assert_eq!(code, Some(ErrorCode::ConstraintViolation), "must be refused: {sql}");
}

/// A value of the right type for each column, which no rule of the table allows.
const WRONG: &[(&str, &str, &[&str])] = &[
    ("desk", "only_row", &["2"]),
    ("desk", "desk_id", &["zeroblob(15)"]),
    ("desk", "kind", &["'shop'"]),
    ("desk", "last_seq", &["-1"]),
    ("desk", "journal_genesis", &["zeroblob(31)"]),
    ("instances", "instance_id", &["zeroblob(17)"]),
    ("instances", "epoch", &["0"]),
    ("instances", "cause", &["'clone'"]),
    ("operators", "operator_id", &["zeroblob(0)"]),
    ("operators", "name", &["''"]),
    ("operators", "role", &["'guest'"]),
    ("operators", "is_active", &["2"]),
    ("dossiers", "dossier_id", &["zeroblob(15)"]),
    ("dossiers", "taken_on", &["'23/11/2026'"]),
    ("dossiers", "day_number", &["0"]),
    ("dossiers", "procedure_hash", &["zeroblob(31)"]),
    ("dossiers", "form_hash", &["zeroblob(31)"]),
    ("dossiers", "catalogue_hash", &["zeroblob(31)"]),
    ("catalogues", "hash", &["zeroblob(31)"]),
    ("catalogues", "version", &["''"]),
    ("catalogues", "trust", &["'rumour'", "'shipped'"]),
    ("catalogues", "key_id", &["NULL"]),
    ("catalogues", "is_in_use", &["2"]),
    ("dossiers", "desk_kind", &["'shop'"]),
    ("dossiers", "channel", &["'pigeon'"]),
    ("dossiers", "assistance", &["'none'"]),
    ("dossiers", "erase_after", &["'soon'"]),
    ("dossiers", "legal_hold", &["2"]),
    ("cases", "state", &["'lost'", "NULL"]),
    ("cases", "raw_status", &["'1'"]),
    ("cases", "official_code", &["'H03.45-261123-0001'"]),
    ("desk_key", "only_row", &["2"]),
    ("desk_key", "seed", &["zeroblob(31)"]),
    ("gateway", "only_row", &["2"]),
    ("gateway", "url", &["''"]),
    ("gateway", "root", &["zeroblob(31)"]),
    ("gateway", "keys", &["''"]),
    ("gateway", "keys_serial", &["-1"]),
    ("gateway", "era", &["-1"]),
    ("gateway", "last_event", &["-1"]),
    ("gateway", "gateway_offset_ms", &["1"]),
    ("gateway", "heard_ms", &["1"]),
    ("gateway", "compared_in", &["randomblob(16)"]),
    ("gateway", "capabilities", &["'{'"]),
    ("gateway", "trouble", &["''", "'busy'"]),
    ("events", "gateway", &["zeroblob(9)"]),
    ("events", "era", &["-1"]),
    ("events", "number", &["0"]),
    ("events", "dossier_id", &["randomblob(16)"]),
    ("events", "submission_id", &["zeroblob(15)"]),
    ("events", "deadline", &["'soon'"]),
    ("events", "result_sha256", &["zeroblob(31)"]),
    ("results", "dossier_id", &["randomblob(16)"]),
    ("results", "sha256", &["zeroblob(31)"]),
    ("results", "size", &["-1"]),
    ("preferences", "name", &["''"]),
    ("refused_catalogue", "only_row", &["2"]),
    ("refused_catalogue", "sha256", &["zeroblob(31)"]),
    ("refused_catalogue", "reason", &["''"]),
    ("latest_catalogue", "only_row", &["2"]),
    ("latest_catalogue", "version", &["''"]),
    ("drafts", "edition", &["0"]),
    ("drafts", "form", &["'{'"]),
    ("drafts", "head_revision", &["0", "1"]),
    ("drafts", "head_submission_id", &["zeroblob(16)", "randomblob(16)"]),
    ("people", "part", &["'neighbour'"]),
    ("people", "is_organisation", &["1", "2"]),
    ("people", "number_kind", &["'none'", "'tax'", "'tax_code'"]),
    ("people", "number", &["NULL"]),
    ("pages", "page_id", &["zeroblob(15)"]),
    ("pages", "media", &["'image/heic'"]),
    ("pages", "size", &["0"]),
    ("pages", "sha256", &["zeroblob(31)"]),
    ("traffic", "month", &["'11/2026'"]),
    ("traffic", "up", &["-1"]),
    ("traffic", "down", &["-1"]),
    ("speed", "only_row", &["2"]),
    ("speed", "bytes_per_second", &["0"]),
    ("parts", "number", &["-1"]),
    ("parcels", "parcel_id", &["zeroblob(15)"]),
    ("parcels", "kind", &["'withdrawal'", "'journal_head'", "'letter'"]),
    ("parcels", "dossier_id", &["NULL"]),
    ("parcels", "submission_id", &["NULL"]),
    ("parcels", "state", &["'lost'", "'set_aside'", "'cancelled'", "'announcing'", "'sending'"]),
    ("parcels", "reason", &["'why'"]),
    ("parcels", "body", &["x'7b7d'"]),
    ("parcels", "problem", &["'{}'", "'{'"]),
    ("parcels", "lease_until_ms", &["1"]),
    ("parcels", "lease_holder", &["zeroblob(8)", "zeroblob(7)"]),
    ("parcels", "attempts", &["-1"]),
];

/// Tables whose rows are acts.
const ACTS: [&str; 12] = [
    "dossiers",
    "catalogues",
    "drafts",
    "pages",
    "revisions",
    "parcels",
    "journal",
    "desk_key",
    "gateway",
    "receipts",
    "events",
    "results",
];
/// Tables whose rows nobody may change: a wrong row is tried there as a new one.
const FROZEN: [&str; 4] = ["revisions", "parts", "journal", "receipts"];

#[test]
fn value_is_refused_when_no_rule_allows_it() {
    let desk = lawful::desk();
    for (table, column, values) in WRONG.iter().filter(|(table, ..)| !FROZEN.contains(table)) {
        for value in *values {
            assert_refused(&desk, &format!("UPDATE {table} SET {column} = {value}"));
        }
    }
}

#[test]
fn act_is_refused_when_its_stamp_is_wrong() {
    let desk = lawful::desk();
    let wrong = [("epoch", "0"), ("seq", "0"), ("clock_trust", "'blind'"), ("clock_ms", "NULL")];
    for table in ACTS.iter().filter(|table| !FROZEN.contains(table)) {
        for (column, value) in wrong {
            assert_refused(&desk, &format!("UPDATE {table} SET {column} = {value}"));
        }
        for column in ["operator_id", "instance_id"] {
            assert_refused(&desk, &format!("UPDATE {table} SET {column} = randomblob(16)"));
        }
    }
}

/// A column and the expression that it gets.
type Change<'c> = (&'c str, &'c str);

/// A copy of the lawful row of a table, with some columns changed.
fn another(desk: &Connection, table: &str, changes: &[Change<'_>]) -> String {
    let columns = names(desk, &format!("SELECT name FROM pragma_table_xinfo('{table}')"));
    let value = |column: &String| {
        let changed = changes.iter().find(|(name, _)| name == column);
        changed.map_or(column.clone(), |(_, value)| (*value).to_owned())
    };
    let values: Vec<_> = columns.iter().map(value).collect();
    format!("INSERT INTO {table} SELECT {} FROM {table}", values.join(", "))
}

const A_REVISION: [Change; 5] = [
    ("submission_id", "randomblob(16)"),
    ("revision", "2"),
    ("parent_submission_id", "submission_id"),
    ("manifest_file", "'another'"),
    ("seq", "99"),
];
const A_PART: [Change; 2] = [("number", "1"), ("component", "'giay-chung-sinh'")];
const AN_ENTRY: [Change; 2] = [("entry", "2"), ("seq", "99")];
const A_RECEIPT: [Change; 2] = [("delivered_ms", "9"), ("seq", "99")];

#[test]
fn new_row_is_refused_when_no_rule_allows_it() {
    let desk = lawful::desk();
    let cases: [(&str, &[Change], &[Change]); 4] = [
        (
            "receipts",
            &A_RECEIPT,
            &[
                ("delivery_key", "zeroblob(15)"),
                ("delivered_ms", "delivered_ms"),
                ("dossier_id", "zeroblob(15)"),
                ("gateway", "zeroblob(9)"),
                ("statement", "''"),
                ("operator_id", "randomblob(16)"),
                ("epoch", "0"),
                ("seq", "seq"),
                ("seq", "0"),
                ("clock_trust", "'blind'"),
            ],
        ),
        (
            "revisions",
            &A_REVISION,
            &[
                ("submission_id", "zeroblob(15)"),
                ("dossier_id", "randomblob(16)"),
                ("desk_id", "zeroblob(15)"),
                ("revision", "0"),
                ("revision", "1"),
                ("parent_submission_id", "NULL"),
                ("parent_submission_id", "zeroblob(15)"),
                ("manifest_sha256", "zeroblob(31)"),
                ("manifest_file", "manifest_file"),
                ("epoch", "0"),
                ("seq", "seq"),
                ("seq", "0"),
                ("clock_trust", "'blind'"),
            ],
        ),
        (
            "parts",
            &A_PART,
            &[
                ("submission_id", "randomblob(16)"),
                ("number", "0"),
                ("number", "-1"),
                ("component", "NULL"),
                ("size", "0"),
                ("sha256", "zeroblob(31)"),
            ],
        ),
        (
            "journal",
            &AN_ENTRY,
            &[
                ("entry", "0"),
                ("entry", "1"),
                ("act", "''"),
                ("dossier_id", "zeroblob(15)"),
                ("before_mac", "zeroblob(31)"),
                ("after_mac", "zeroblob(31)"),
                ("detail", "'{'"),
                ("operator_id", "zeroblob(15)"),
                ("instance_id", "zeroblob(15)"),
                ("epoch", "0"),
                ("seq", "seq"),
                ("seq", "0"),
                ("clock_trust", "'blind'"),
                ("link", "zeroblob(31)"),
            ],
        ),
    ];
    for (table, right, wrong) in cases {
        let lawful = another(&desk, table, right);
        assert_eq!(refusal(&desk, &lawful), None, "the row itself is right: {lawful}");
        for change in wrong {
            let kept = right.iter().filter(|(column, _)| *column != change.0).copied();
            let changes: Vec<_> = kept.chain([*change]).collect();
            assert_refused(&desk, &another(&desk, table, &changes));
        }
    }
}

#[test]
fn same_thing_is_refused_twice() {
    let desk = lawful::desk();
    let again: [(&str, &[Change]); 8] = [
        ("desk", &[]),
        ("instances", &[("instance_id", "randomblob(16)")]),
        (
            "dossiers",
            &[
                ("dossier_id", "randomblob(16)"),
                ("seq", "99"),
                ("folder", "'other'"),
                ("day_number", "2"),
            ],
        ),
        (
            "dossiers",
            &[
                ("dossier_id", "randomblob(16)"),
                ("seq", "99"),
                ("folder", "'other'"),
                ("provisional_code", "'B'"),
            ],
        ),
        (
            "dossiers",
            &[
                ("dossier_id", "randomblob(16)"),
                ("seq", "99"),
                ("provisional_code", "'B'"),
                ("day_number", "2"),
            ],
        ),
        ("pages", &[("page_id", "randomblob(16)"), ("seq", "99")]),
        ("parcels", &[("parcel_id", "randomblob(16)"), ("seq", "99")]),
        ("people", &[]),
    ];
    for (table, changes) in again {
        assert_refused(&desk, &another(&desk, table, changes));
    }
}

#[test]
fn evidence_never_changes() {
    let desk = lawful::desk();
    let says = |sql: &str, words: &str| {
        let (code, said) = refusal(&desk, sql).expect(sql);
        assert_eq!(code, ErrorCode::ConstraintViolation, "{sql}");
        assert!(said.contains(words), "{sql}: {said}");
    };

    says("UPDATE journal SET act = 'another'", "the journal never changes");
    says("DELETE FROM journal", "the journal never shrinks");
    says("UPDATE revisions SET manifest = x'00'", "a sealed revision never changes");
    says("UPDATE parts SET file = 'another'", "a sealed part never changes");
    says("REPLACE INTO journal SELECT * FROM journal", "the journal grows at its end");
    says("REPLACE INTO revisions SELECT * FROM revisions", "a sealed revision is never replaced");
    says("REPLACE INTO parts SELECT * FROM parts", "a sealed part is never replaced");
    says("UPDATE receipts SET statement = 'another'", "a receipt never changes");
    says("DELETE FROM receipts", "a receipt is kept for good");
    says("REPLACE INTO receipts SELECT * FROM receipts", "a receipt is never replaced");
}

#[test]
fn every_column_that_is_never_null_refuses_null() {
    let desk = lawful::desk();
    for table in tables(&desk) {
        let sql = format!("SELECT name FROM pragma_table_xinfo('{table}') WHERE \"notnull\"");
        for column in names(&desk, &sql) {
            assert_refused(&desk, &another(&desk, &table, &[(&column, "NULL")]));
        }
    }
}

#[test]
fn value_of_another_type_is_refused() {
    let desk = lawful::desk();
    for (table, column) in [("operators", "is_active"), ("cases", "announced_ms")] {
        assert_refused(&desk, &format!("UPDATE {table} SET {column} = 'yes'"));
    }
}

#[test]
fn lawful_changes_are_accepted() {
    let desk = lawful::desk();
    for sql in [
        "UPDATE cases SET state = 'received', raw_status = '2', official_code = 'X', received_ms = 1",
        "UPDATE drafts SET head_submission_id = zeroblob(16), head_revision = 1",
        "UPDATE people SET number = NULL, number_kind = 'none'",
        "INSERT INTO people VALUES
            (zeroblob(16), 'owner', 1, 'Xã', 'xa', 'agency_code', 'H37', NULL, NULL, NULL)",
        "UPDATE cases SET state = 'delivered', raw_status = '1', official_code = 'X'",
        "UPDATE parcels SET state = 'sending', lease_until_ms = 1, lease_holder = zeroblob(8)",
        "UPDATE parcels SET state = 'set_aside', problem = '{}'",
        "UPDATE parcels SET kind = 'withdrawal', submission_id = NULL, body = x'7b7d'",
        "UPDATE gateway SET gateway_offset_ms = 1, heard_ms = 2, compared_in = zeroblob(16)",
        "UPDATE gateway SET tried_ms = 1, trouble = 'busy', capabilities = '{}', era = 0",
        "UPDATE results SET file = 'a sealed file'",
        "UPDATE parcels SET state = 'cancelled', reason = 'withdrawn'",
        "UPDATE dossiers SET identity = NULL, erase_after = '2036-11-23'",
    ] {
        assert_eq!(refusal(&desk, sql), None, "{sql}");
    }
}
