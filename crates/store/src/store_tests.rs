use std::sync::Arc;

use domain::ids::{Id, OperatorId};
use domain::kinds::Role;
use domain::moment::Millis;
use domain::text::Line;
use seal::DataKey;
use tempfile::TempDir;

use super::*;
use crate::operators::{self, OperatorRow};
use files::OsDisk;

fn a_folder() -> (TempDir, Folder) {
    let home = tempfile::tempdir().unwrap();
    let folder = Folder::at(home.path(), Arc::new(OsDisk));
    (home, folder)
}

fn a_lock(folder: &Folder) -> Lock {
    let holder = Holder { program: "store".to_owned(), pid: 1, since_ms: 0 };
    Store::lock(folder, &holder).unwrap()
}

fn a_key() -> StoreKey {
    DataKey::new([7; 32]).store_key()
}

fn create(folder: &Folder) -> Store {
    Store::create(folder, a_lock(folder), &a_key(), |_| Ok::<_, StoreError>(())).unwrap()
}

fn reopen(folder: &Folder, store: Store) -> Store {
    drop(store);
    Store::open(folder, a_lock(folder), &a_key(), 1).unwrap()
}

/// Adds so many people in one action; each row fills about a tenth of a page.
fn hire(store: &Store, from: u16, people: u16) -> Result<(), StoreError> {
    store.act("hire", |tx| {
        (from..from + people).try_for_each(|number| {
            let [high, low] = number.to_be_bytes();
            let luck = [high, low, 0, 0, 0, 0, 0, 0, 0, 0];
            let row = OperatorRow {
                operator: OperatorId::new(Millis::new(1), &luck),
                name: Line::new(&"Hoàng Văn Páo ".repeat(25)),
                role: Role::Official,
            };
            operators::insert(tx, &row)
        })
    })
}

fn people(store: &Store) -> usize {
    store.look(operators::active).unwrap().len()
}

/// Lets the writer have so many pages more than it has now.
fn leave_pages(store: &Store, more: i64) {
    let writer = held(&store.writer);
    let pages: i64 = writer.pragma_query_value(None, "page_count", |row| row.get(0)).unwrap();
    writer
        .pragma_update_and_check(None, "max_page_count", pages + more, |row| row.get::<_, i64>(0))
        .unwrap();
}

#[test]
fn action_fails_whole_when_the_disk_is_full() {
    let (_home, folder) = a_folder();
    let store = create(&folder);
    hire(&store, 0, 3).unwrap();
    leave_pages(&store, 2);

    let refused = hire(&store, 100, 500);

    assert!(matches!(&refused, Err(full) if full.code() == "disk-full"), "{refused:?}");
    assert_eq!(people(&store), 3, "all of an action or nothing");
}

#[test]
fn reserve_is_freed_when_the_disk_is_full() {
    let (_home, folder) = a_folder();
    let store = create(&folder);
    assert!(folder.has(reserve::RESERVE), "room is kept from the first day");
    leave_pages(&store, 2);

    hire(&store, 0, 500).unwrap_err();

    assert!(!folder.has(reserve::RESERVE), "deleting has room now");
    leave_pages(&store, 100);
    hire(&store, 0, 3).unwrap();
    assert_eq!(people(&store), 3, "the connection goes on working");
}

#[test]
fn reserve_is_kept_again_when_the_desk_is_opened() {
    let (_home, folder) = a_folder();
    let store = create(&folder);
    reserve::free(&folder).unwrap();

    let store = reopen(&folder, store);

    assert!(folder.has(reserve::RESERVE));
    reserve::free(&folder).unwrap();
    store.hold_reserve().unwrap();
    assert!(folder.has(reserve::RESERVE), "or before something large is kept");
}

#[test]
fn reserve_stays_when_an_action_fails_for_another_reason() {
    let (_home, folder) = a_folder();
    let store = create(&folder);
    hire(&store, 0, 1).unwrap();

    let refused = hire(&store, 0, 1);

    assert!(matches!(refused, Err(StoreError::Sql { .. })), "the same person twice: {refused:?}");
    assert!(folder.has(reserve::RESERVE));
}
