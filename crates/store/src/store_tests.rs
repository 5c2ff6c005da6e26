use std::sync::Arc;

use seal::DataKey;
use tempfile::TempDir;

use super::*;
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
