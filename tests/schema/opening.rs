//! Who may open a database, and that nobody who may not changes a byte of it.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use rusqlite::Connection;
use seal::DataKey;
use store::schema::VERSION;
use store::{StoreError, desk_row, operators};
use testkit::{a_birth_dossier, a_desk};

use crate::database::{DataFolder, names, tables};

const PAGE: usize = 4096;

/// Tries to open a database whose file somebody has changed, and compares every file afterwards.
fn refusal(desk: &DataFolder) -> (StoreError, BTreeMap<PathBuf, Vec<u8>>) {
    let before = desk.files();
    let opened = desk.open().map(|store| store.check());
    let refused = match opened {
        Err(refused) => refused,
        Ok(check) => panic!("it must not open; what is wrong with it: {check:?}"),
    };
    let after = desk.files();
    assert!(before == after, "{refused:?} and yet {:?} differ", changed(&before, &after));
    (refused, after)
}

fn changed<'a>(
    before: &'a BTreeMap<PathBuf, Vec<u8>>,
    after: &'a BTreeMap<PathBuf, Vec<u8>>,
) -> Vec<&'a PathBuf> {
    let paths = before.keys().chain(after.keys());
    paths.filter(|path| before.get(*path) != after.get(*path)).collect()
}

fn with_bytes(change: impl FnOnce(&mut Vec<u8>)) -> DataFolder {
    let desk = DataFolder::set_up();
    let mut bytes = fs::read(desk.path("desk.db")).unwrap();
    change(&mut bytes);
    fs::write(desk.path("desk.db"), bytes).unwrap();
    desk
}

fn written_by_a_newer_program() -> DataFolder {
    let desk = DataFolder::set_up();
    desk.sql().pragma_update(None, "user_version", VERSION + 1).unwrap();
    desk
}

fn assert_damaged(desk: &DataFolder, what: &str) {
    let (refused, _) = refusal(desk);
    assert!(matches!(refused, StoreError::Damaged { .. }), "{what}: {refused:?}");
}

#[test]
fn newer_database_is_refused_untouched() {
    let (refused, _) = refusal(&written_by_a_newer_program());

    let (found, known) = (VERSION + 1, VERSION);
    assert!(
        matches!(refused, StoreError::Newer { found: f, known: k } if (f, k) == (found, known)),
        "{refused:?}"
    );
}

#[test]
fn newer_database_is_refused_untouched_when_its_program_was_killed() {
    let running = written_by_a_newer_program();
    let connection = running.sql();
    connection.pragma_update(None, "journal_mode", "WAL").unwrap();
    connection.execute_batch("CREATE TABLE later (x) STRICT").unwrap_err();
    connection.execute_batch("CREATE TABLE later (x TEXT NOT NULL) STRICT").unwrap();
    let killed = DataFolder::empty();
    for name in ["desk.db", "desk.db-wal"] {
        fs::copy(running.path(name), killed.path(name)).unwrap();
    }

    let (refused, files) = refusal(&killed);

    assert!(matches!(refused, StoreError::Newer { .. }), "{refused:?}");
    assert!(!files[&killed.path("desk.db-wal")].is_empty(), "the newer program needs it");
}

#[test]
fn newer_program_keeps_what_it_has_half_written() {
    let desk = written_by_a_newer_program();
    fs::write(desk.path("later.new"), "half").unwrap();

    refusal(&desk);
}

#[test]
fn database_is_damaged_when_its_first_page_is() {
    assert_damaged(&with_bytes(|bytes| bytes[100..PAGE].fill(0x55)), "overwritten");
    assert_damaged(&with_bytes(|bytes| bytes[PAGE - 1] ^= 1), "one bit of its seal");
    assert_damaged(&with_bytes(|bytes| bytes.fill(0)), "nothing but NULs");
    assert_damaged(&with_bytes(|bytes| *bytes = b"Chi tieu thang 11\n".repeat(400)), "a text");
}

#[test]
fn database_is_damaged_when_it_was_cut_short() {
    for keep in [0, 1, 100, PAGE - 1, PAGE, 3 * PAGE, 3 * PAGE + 1] {
        assert_damaged(&with_bytes(|bytes| bytes.truncate(keep)), &format!("{keep} bytes"));
    }
}

/// SQLite throws a log away whose database is empty; it may hold all that is left.
#[test]
fn log_is_kept_when_its_database_is_empty() {
    let desk = with_bytes(Vec::clear);
    fs::write(desk.path("desk.db-wal"), "everything that is left").unwrap();

    assert_damaged(&desk, "empty beside a log");
}

#[test]
fn database_of_another_desk_is_damaged() {
    let desk = DataFolder::set_up();
    let before = desk.files();

    let refused = desk.open_with(&DataKey::new([8; 32]).store_key()).err();

    assert!(matches!(refused, Some(StoreError::Damaged { .. })), "{refused:?}");
    assert!(before == desk.files());
}

#[test]
fn damaged_page_is_noticed_wherever_it_is() {
    let desk = DataFolder::set_up();
    let whole = fs::read(desk.path("desk.db")).unwrap();
    for page in 1..whole.len() / PAGE {
        let mut bytes = whole.clone();
        bytes[page * PAGE..(page + 1) * PAGE].fill(0x55);
        fs::write(desk.path("desk.db"), bytes).unwrap();

        match desk.open() {
            Err(refused) => assert!(matches!(refused, StoreError::Damaged { .. }), "{refused:?}"),
            Ok(store) => {
                let wrong = store.check().unwrap();
                let named = wrong.iter().any(|line| line.contains(&format!("page {}", page + 1)));
                assert!(named, "page {} is damaged, found {wrong:?}", page + 1);
            }
        }
    }
}

/// With a key of 64 digits the salt would be in these bytes alone, and everything lost with them.
#[test]
fn database_reads_when_its_first_sixteen_bytes_are_lost() {
    let desk = a_desk().opened();
    let dossier = a_birth_dossier().with_pages(1).sealed(&desk);
    let desk = desk.closed();
    let file = desk.root().join("desk.db");
    let mut bytes = fs::read(&file).unwrap();
    bytes[..16].fill(0);
    fs::write(&file, bytes).unwrap();

    let desk = desk.opened();

    assert!(dossier.reads_back(&desk), "every row can be read");
    assert!(desk::doctor::examine(&desk).unwrap().is_well(), "and all is well");
}

#[test]
fn every_row_can_be_read_when_the_first_sixteen_bytes_are_lost() {
    let desk = with_bytes(|bytes| bytes[..16].fill(0));

    let connection = desk.sql();
    for table in tables(&connection) {
        names(&connection, &format!("SELECT count(*) || '' FROM {table}"));
    }
}

#[test]
fn database_does_not_show_what_it_is() {
    let desk = DataFolder::set_up();
    let bytes = fs::read(desk.path("desk.db")).unwrap();

    assert!(!bytes.starts_with(b"SQLite format 3"), "the header is encrypted too");
    let plain = Connection::open(desk.path("desk.db")).unwrap();
    let read =
        plain.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get::<_, i64>(0));
    assert!(read.is_err(), "nothing is read without the key");
}

#[test]
fn library_is_the_one_that_was_asked_for() {
    let desk = DataFolder::set_up();

    let cipher = names(&desk.sql(), "PRAGMA cipher_version").concat();

    assert!(cipher.starts_with("4."), "SQLCipher 4, found {cipher:?}");
    assert!(rusqlite::version_number() >= 3_051_003, "found {}", rusqlite::version());
    let options = names(&desk.sql(), "PRAGMA compile_options");
    let in_memory = ["TEMP_STORE=2", "TEMP_STORE=3"].map(str::to_owned);
    let kept = in_memory.iter().any(|option| options.contains(option));
    assert!(kept, "SQLCipher does not encrypt temporary files: {options:?}");
}

#[test]
fn database_is_opened_with_a_log_beside_it() {
    let desk = DataFolder::set_up();

    let store = desk.open().unwrap();

    assert_eq!(names(&desk.sql(), "PRAGMA journal_mode"), ["wal"]);
    drop(store);
}

#[test]
fn reader_cannot_write_and_finds_no_desk_before_set_up() {
    let desk = DataFolder::set_up();
    let store = desk.open().unwrap();

    let found = store.look(desk_row::get);

    assert!(matches!(found, Err(StoreError::NotSetUp)), "a database without its first rows");
    assert!(store.look(operators::active).unwrap().is_empty());
}

#[test]
fn folder_without_a_database_is_not_set_up() {
    let refused = DataFolder::empty().open().err();

    assert!(matches!(refused, Some(StoreError::NotSetUp)), "{refused:?}");
}

#[test]
fn damage_is_called_by_its_name_wherever_it_is_met() {
    let desk = a_desk().opened();
    a_birth_dossier().with_pages(1).sealed(&desk);
    let desk = desk.closed();
    let file = desk.root().join("desk.db");
    let whole = fs::read(&file).unwrap();
    for page in 1..whole.len() / PAGE {
        let mut bytes = whole.clone();
        bytes[page * PAGE..(page + 1) * PAGE].fill(0x55);
        fs::write(&file, bytes).unwrap();

        let examined = desk.open().and_then(|desk| desk::doctor::examine(&desk));

        match examined {
            Ok(findings) => assert!(!findings.is_well(), "page {} is damaged", page + 1),
            Err(error) => assert_eq!(error.code(), "store-damaged", "page {}: {error:?}", page + 1),
        }
    }
}
