//! Databases of earlier versions, from the first on: each is copied, then brought up to date.

use std::fs;

use domain::ids::{DossierId, Id};
use rusqlite::Connection;
use store::StoreError;
use store::people::{self, Part};
use store::schema::{MIGRATIONS, VERSION};
use testkit::a_desk;

use crate::database::{DataFolder, a_key, in_memory, lines, names};

const SHAPE: &str = "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY name";

fn version(connection: &Connection) -> i64 {
    connection.pragma_query_value(None, "user_version", |row| row.get(0)).unwrap()
}

#[test]
fn older_database_has_the_newest_shape_when_it_was_opened() {
    for from in 0..MIGRATIONS.len() {
        let desk = DataFolder::at_version(from);

        drop(desk.open().unwrap());

        let (found, wanted) = (desk.sql(), in_memory(MIGRATIONS.len()));
        assert_eq!(version(&found), VERSION, "from version {from}");
        assert_eq!(names(&found, SHAPE), names(&wanted, SHAPE), "from version {from}");
    }
}

#[test]
fn older_database_is_copied_before_it_is_changed() {
    for from in 0..MIGRATIONS.len() {
        let desk = DataFolder::at_version(from);
        let before = names(&desk.sql(), SHAPE);

        drop(desk.open().unwrap());

        let copy = Connection::open(desk.path(&format!("copies/desk-v{from}-1.db"))).unwrap();
        copy.pragma_update(None, "key", a_key().pragma().as_str()).unwrap();
        assert_eq!(version(&copy), i64::try_from(from).unwrap(), "it opens, as old as it was");
        assert_eq!(names(&copy, SHAPE), before, "with all that it had");
    }
}

/// Rows of a desk of the first version: one dossier is queued, one was cancelled.
const OF_THE_FIRST_VERSION: &str = "
    INSERT INTO desk VALUES
        (1, zeroblob(16), 'LS07', 'authority', 'Một cửa', NULL, 9, 0, 1, zeroblob(32));
    INSERT INTO instances VALUES (zeroblob(16), 1, 'init', 0);
    INSERT INTO operators VALUES (zeroblob(16), 'Páo', 'lead', 1);
    INSERT INTO dossiers
    SELECT column1, column2, '2026-11-23', column3, '1.001193', NULL, NULL, NULL, NULL, NULL,
        'authority', 'direct', 'done_for', column2, 'an identity', NULL, 0, zeroblob(16),
        zeroblob(16), 1, column3, 0, NULL, 'unchecked'
    FROM (VALUES (x'01010101010101010101010101010101', 'A', 1),
                 (x'02020202020202020202020202020202', 'B', 2));
    INSERT INTO cases
    SELECT dossier_id, iif(seq = 1, 'sealed', 'withdrawn'), NULL, NULL, NULL, NULL FROM dossiers;
    INSERT INTO revisions
    SELECT dossier_id, dossier_id, zeroblob(16), 1, NULL, x'7b7d', zeroblob(32), folder,
        zeroblob(16), zeroblob(16), 1, seq + 2, 0, NULL, 'unchecked'
    FROM dossiers;
    INSERT INTO parcels
    SELECT dossier_id, 'submission', dossier_id, dossier_id, iif(seq = 1, 'queued', 'cancelled'),
        iif(seq = 1, NULL, 'withdrawn'), NULL, NULL, 0, zeroblob(16), zeroblob(16), 1, seq + 2, 0,
        NULL, 'unchecked'
    FROM dossiers;
    INSERT INTO parts
    SELECT dossier_id, 0, NULL, 'form.json', 'application/json', 2, zeroblob(32), folder
    FROM dossiers;
    INSERT INTO drafts
    SELECT dossier_id, 7, '{}', dossier_id, 1, NULL, zeroblob(16), zeroblob(16), 1, seq + 6, 0, NULL,
        'unchecked'
    FROM dossiers;";

#[test]
fn rows_of_the_first_version_are_all_there_after_the_upgrade() {
    let desk = DataFolder::at_version(1);
    let old = desk.sql();
    old.pragma_update(None, "foreign_keys", "ON").unwrap();
    old.execute_batch(OF_THE_FIRST_VERSION).unwrap();
    const CASES: &str = "SELECT hex(dossier_id) || state FROM cases ORDER BY dossier_id";
    const PARCELS: &str = "SELECT hex(parcel_id) || kind || hex(submission_id) || state
        || coalesce(reason, '-') || attempts || seq || clock_trust FROM parcels ORDER BY seq";
    const REVISIONS: &str = "SELECT hex(submission_id) || revision || manifest_file || seq
        || (SELECT group_concat(number || file) FROM parts
            WHERE parts.submission_id = revisions.submission_id)
        FROM revisions ORDER BY seq";
    const DRAFTS: &str = "SELECT hex(dossier_id) || edition || hex(head_submission_id) || seq FROM drafts ORDER BY seq";
    const ALL: [&str; 4] = [CASES, PARCELS, REVISIONS, DRAFTS];
    let before = ALL.map(|sql| names(&old, sql));
    drop(old);

    drop(desk.open().unwrap());

    let new = desk.sql();
    assert_eq!(ALL.map(|sql| names(&new, sql)), before, "row for row");
    assert_eq!(before.map(|rows| rows.len()), [2; 4], "and there were some");
    assert_eq!(names(&new, "PRAGMA integrity_check"), ["ok"]);
    assert!(lines(&new, "PRAGMA foreign_key_check").is_empty());
}

#[test]
fn people_of_an_older_database_are_looked_up_like_those_of_today() {
    let desk = DataFolder::at_version(1);
    let old = desk.sql();
    old.execute_batch(OF_THE_FIRST_VERSION).unwrap();
    old.execute_batch(
        "INSERT INTO people
        SELECT dossier_id, 'submitter', 'Lò Thị Đào', 'lo thi dao', 'citizen', '020190000123', NULL,
            '0912' FROM dossiers;
        UPDATE cases SET state = 'draft' WHERE state = 'withdrawn';
        UPDATE drafts SET discarded_ms = 1 WHERE seq = 8;",
    )
    .unwrap();
    drop(old);

    drop(desk.open().unwrap());

    let keys = "SELECT kind || ' ' || key || ' ' || marked || ' ' || seq FROM people_keys";
    assert_eq!(
        names(&desk.sql(), keys),
        [
            "given dao đaò 1",
            "name lo thi dao lò thị đaò 1",
            "name thi dao thị đaò 1",
            "number 020190000123  1",
            "phone 0912  1",
            "phone_end 2190  1",
        ],
        "but nobody of a draft that was thrown away"
    );
}

#[test]
fn people_of_an_older_database_are_the_same_however_they_were_typed_then() {
    let desk = DataFolder::at_version(1);
    let old = desk.sql();
    old.execute_batch(OF_THE_FIRST_VERSION).unwrap();
    old.execute_batch(
        "INSERT INTO people
        SELECT dossier_id, 'submitter', 'Anna Schmidt', 'anna schmidt', 'passport',
            iif(seq = 1, 'c01x00t47', 'C01X00T47'), iif(seq = 1, '15/01/1990', '1990-01-15'), NULL
        FROM dossiers;",
    )
    .unwrap();
    drop(old);

    let store = desk.open().unwrap();

    let person = |n| {
        let dossier = DossierId::from_bytes([n; 16]);
        store.look(|view| people::get(view, dossier, Part::Submitter)).unwrap().unwrap()
    };
    assert!(person(1) == person(2), "one holder of one passport, born on one day");
    assert_eq!(person(1).birth.as_deref(), Some("1990-01-15"));
    let keys = "SELECT key || ' ' || seq FROM people_keys WHERE kind = 'number'";
    assert_eq!(names(&desk.sql(), keys), ["C01X00T47 1", "C01X00T47 2"]);
}

/// Parcels of the first version in every state that its rules allow, of three kinds.
const IN_EVERY_STATE: &str = "
    DELETE FROM drafts;
    DELETE FROM parcels;
    INSERT INTO parcels
    SELECT randomblob(16), kinds.column1, iif(kinds.column1 = 'journal_head', NULL, dossier_id),
        iif(kinds.column1 = 'submission', dossier_id, NULL), states.column1,
        iif(states.column1 IN ('set_aside', 'cancelled'), 'because', NULL),
        iif(states.column1 IN ('announcing', 'sending'), 7, NULL), NULL, 3, zeroblob(16),
        zeroblob(16), 1, 20 + row_number() OVER (), 0, NULL, 'unchecked'
    FROM (VALUES ('submission'), ('withdrawal'), ('journal_head')) AS kinds,
        (VALUES (:state)) AS states, (SELECT dossier_id FROM dossiers WHERE seq = 1);";

#[test]
fn parcel_of_the_first_version_is_brought_along_in_whatever_state_it_was() {
    let waits =
        ["submission queued -", "withdrawal cancelled without-body", "journal_head queued -"];
    let cancelled =
        "submission cancelled because|withdrawal cancelled because|journal_head cancelled because";
    let delivered = "submission delivered -|withdrawal delivered -|journal_head delivered -";
    let waits = waits.join("|");
    let cases = [
        ("queued", waits.as_str()),
        ("announcing", &waits),
        ("sending", &waits),
        ("set_aside", &waits),
        ("delivered", delivered),
        ("cancelled", cancelled),
    ];
    for (state, wanted) in cases {
        let desk = DataFolder::at_version(1);
        let old = desk.sql();
        old.execute_batch(OF_THE_FIRST_VERSION).unwrap();
        old.execute_batch(&IN_EVERY_STATE.replace(":state", &format!("'{state}'"))).unwrap();
        drop(old);

        let opened = desk.open().map(drop);

        assert!(opened.is_ok(), "{state}: {opened:?}");
        let sql =
            "SELECT kind || ' ' || state || ' ' || coalesce(reason, '-') FROM parcels ORDER BY seq";
        assert_eq!(names(&desk.sql(), sql).join("|"), wanted, "{state}");
        let tried = names(&desk.sql(), "SELECT DISTINCT CAST(attempts AS TEXT) FROM parcels");
        assert_eq!(tried, ["3"], "how often it was tried is kept");
    }
}

#[test]
fn older_database_is_not_changed_when_its_copy_cannot_be_read() {
    let desk = DataFolder::at_version(0);
    let rows =
        "CREATE TABLE old (x BLOB NOT NULL) STRICT; INSERT INTO old VALUES (zeroblob(20000))";
    desk.sql().execute_batch(rows).unwrap();
    let mut bytes = fs::read(desk.path("desk.db")).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle..][..100].fill(0x55);
    fs::write(desk.path("desk.db"), bytes).unwrap();

    let refused = desk.open().err();

    assert!(matches!(refused, Some(StoreError::DamagedFile { .. })), "{refused:?}");
    assert_eq!(version(&desk.sql()), 0, "not a step was taken");
}

#[test]
fn database_of_today_is_not_copied() {
    let desk = DataFolder::set_up();

    drop(desk.open().unwrap());

    assert!(!desk.path("copies").exists());
}

#[test]
fn left_over_of_a_copy_is_swept_when_the_next_one_is_made() {
    let desk = DataFolder::at_version(0);
    fs::create_dir(desk.path("copies")).unwrap();
    fs::write(desk.path("copies/desk-v0-0.db.new"), "half a copy").unwrap();

    drop(desk.open().unwrap());

    assert!(!desk.path("copies/desk-v0-0.db.new").exists(), "the disk would fill up otherwise");
}

#[test]
fn desk_of_today_opens_twice_without_a_migration() {
    let desk = a_desk().opened();

    let desk = desk.restarted().restarted();

    assert!(!desk.root().join("copies").exists());
}
