//! Damages what a desk keeps, past the program's own door.

use rusqlite::Connection;
use testkit::desks::ClosedDesk;
use vault::{Keys, Unlock};

/// Runs SQL on a desk's database.
pub fn spoil(desk: &ClosedDesk, sql: &str) -> usize {
    let keys = std::fs::read(desk.root().join("keys")).unwrap();
    let keys = Keys::pick(Some(&keys), None).unwrap().keys;
    let data_key = keys.unlock(Unlock::Recovery(&desk.recovery())).unwrap();
    let connection = Connection::open(desk.root().join("desk.db")).unwrap();
    let store_key = data_key.store_key();
    connection.pragma_update(None, "key", store_key.pragma().as_str()).unwrap();
    connection.execute(sql, []).unwrap()
}
