//! The key with which this desk signs its requests.

use domain::moment::Stamp;
use seal::SigningKey;
use sqlite::{Alter, Ask};

use crate::error::StoreError;
use crate::row::{Binds, Stamped, stamp_columns, stamp_values};
use crate::store::{Tx, View};

const INSERT: &str = concat!(
    "INSERT INTO desk_key (only_row, seed, ",
    stamp_columns!(),
    ") VALUES (1, :seed, ",
    stamp_values!(),
    ")"
);

/// Keeps the key, once in the life of a database.
pub fn insert(tx: &Tx<'_>, key: &SigningKey, stamp: &Stamp) -> Result<(), StoreError> {
    let binds = Binds::new().with(":seed", key.seed().to_vec()).stamp(stamp);
    tx.run(INSERT, &*binds.params(), "keep the desk's key").map(drop)
}

/// The key; `None` before the first gateway was asked.
pub fn get(view: &View<'_>) -> Result<Option<SigningKey>, StoreError> {
    let sql = "
        SELECT seed
        FROM desk_key";
    let seed = view.one(sql, [], |row| row.get::<_, [u8; 32]>("seed"), "read the desk's key")?;
    Ok(seed.map(|seed| SigningKey::from_seed(&seed)))
}
