//! Databases of earlier versions, from the first on: each is copied, then brought up to date.

use std::fs;

use rusqlite::Connection;
use store::StoreError;
use store::schema::{MIGRATIONS, VERSION};
use testkit::a_desk;

use crate::database::{DataFolder, a_key, in_memory, names};

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
