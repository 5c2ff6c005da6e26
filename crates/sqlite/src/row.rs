//! Reads what [`Binds`](crate::Binds) has written: ids from 16 bytes, words from text, hashes from 32
//! bytes.

use std::str::FromStr;

use domain::ids::Id;
use domain::moment::Millis;
use rusqlite::Row;
use rusqlite::types::FromSqlError;
use seal::{PublicKey, Sha256};

/// An id.
pub fn id<T: Id>(row: &Row<'_>, column: &str) -> rusqlite::Result<T> {
    row.get(column).map(T::from_bytes)
}

/// An id, or nothing.
pub fn maybe_id<T: Id>(row: &Row<'_>, column: &str) -> rusqlite::Result<Option<T>> {
    Ok(row.get::<_, Option<[u8; 16]>>(column)?.map(T::from_bytes))
}

/// A SHA-256.
pub fn hash(row: &Row<'_>, column: &str) -> rusqlite::Result<Sha256> {
    row.get(column).map(Sha256::from_bytes)
}

/// A public key.
pub fn public_key(row: &Row<'_>, column: &str) -> rusqlite::Result<PublicKey> {
    let bytes = row.get::<_, [u8; 32]>(column)?;
    PublicKey::from_bytes(&bytes).map_err(|_| FromSqlError::InvalidType.into())
}

/// A moment.
pub fn millis(row: &Row<'_>, column: &str) -> rusqlite::Result<Millis> {
    row.get(column).map(Millis::new)
}

/// A moment, or nothing.
pub fn maybe_millis(row: &Row<'_>, column: &str) -> rusqlite::Result<Option<Millis>> {
    Ok(row.get::<_, Option<i64>>(column)?.map(Millis::new))
}

/// A count, which is never negative.
pub fn count(row: &Row<'_>, column: &str) -> rusqlite::Result<u64> {
    unsigned(row.get(column)?)
}

/// A count, or nothing.
pub fn maybe_count(row: &Row<'_>, column: &str) -> rusqlite::Result<Option<u64>> {
    row.get::<_, Option<i64>>(column)?.map(unsigned).transpose()
}

fn unsigned(count: i64) -> rusqlite::Result<u64> {
    u64::try_from(count).map_err(|_| FromSqlError::InvalidType.into())
}

/// A value that is kept as the text it prints: a word of a short list, a code, a date.
pub fn text<T: FromStr>(row: &Row<'_>, column: &str) -> rusqlite::Result<T> {
    parsed(&row.get::<_, String>(column)?)
}

/// A value that is kept as the text it prints, or nothing.
pub fn maybe_text<T: FromStr>(row: &Row<'_>, column: &str) -> rusqlite::Result<Option<T>> {
    row.get::<_, Option<String>>(column)?.as_deref().map(parsed).transpose()
}

fn parsed<T: FromStr>(text: &str) -> rusqlite::Result<T> {
    text.parse().map_err(|_| FromSqlError::InvalidType.into())
}

/// A value that is kept as the text it prints, through the door at which people type it.
pub fn code<T: TryFrom<String>>(row: &Row<'_>, column: &str) -> rusqlite::Result<T> {
    typed(row.get(column)?)
}

/// A value through the door at which people type it, or nothing.
pub fn maybe_code<T: TryFrom<String>>(row: &Row<'_>, column: &str) -> rusqlite::Result<Option<T>> {
    row.get::<_, Option<String>>(column)?.map(typed).transpose()
}

fn typed<T: TryFrom<String>>(text: String) -> rusqlite::Result<T> {
    T::try_from(text).map_err(|_| FromSqlError::InvalidType.into())
}
