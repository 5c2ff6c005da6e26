//! Between SQL values and the gateway's words: ids as 16 bytes, words as text, hashes as 32 bytes.

use std::str::FromStr;

use domain::ids::Id;
use domain::moment::Millis;
use rusqlite::types::{FromSqlError, Value};
use rusqlite::{Row, ToSql};
use seal::{PublicKey, Sha256};

use crate::error::PortalError;

/// Values for the named parameters of one statement.
#[derive(Default)]
pub(crate) struct Binds(Vec<(&'static str, Value)>);

impl Binds {
    pub(crate) fn new() -> Self {
        Self::default()
    }

    pub(crate) fn with(mut self, name: &'static str, value: impl Into<Value>) -> Self {
        self.0.push((name, value.into()));
        self
    }

    pub(crate) fn id(self, name: &'static str, id: &impl Id) -> Self {
        self.with(name, id.as_bytes().to_vec())
    }

    pub(crate) fn maybe_id(self, name: &'static str, id: Option<&impl Id>) -> Self {
        self.with(name, id.map(|id| id.as_bytes().to_vec()))
    }

    pub(crate) fn text(self, name: &'static str, text: &str) -> Self {
        self.with(name, text.to_owned())
    }

    pub(crate) fn hash(self, name: &'static str, hash: &Sha256) -> Self {
        self.with(name, hash.as_bytes().to_vec())
    }

    pub(crate) fn at(self, name: &'static str, at: Millis) -> Self {
        self.with(name, at.get())
    }

    pub(crate) fn maybe_at(self, name: &'static str, at: Option<Millis>) -> Self {
        self.with(name, at.map(Millis::get))
    }

    pub(crate) fn size(self, name: &'static str, size: u64) -> Result<Self, PortalError> {
        let size = i64::try_from(size);
        Ok(self.with(name, size.map_err(|_| PortalError::Row { table: "sizes", what: "size" })?))
    }

    pub(crate) fn params(&self) -> Vec<(&str, &dyn ToSql)> {
        self.0.iter().map(|(name, value)| (*name, value as &dyn ToSql)).collect()
    }
}

pub(crate) fn id<T: Id>(row: &Row<'_>, column: &str) -> rusqlite::Result<T> {
    row.get::<_, [u8; 16]>(column).map(T::from_bytes)
}

pub(crate) fn maybe_id<T: Id>(row: &Row<'_>, column: &str) -> rusqlite::Result<Option<T>> {
    Ok(row.get::<_, Option<[u8; 16]>>(column)?.map(T::from_bytes))
}

pub(crate) fn hash(row: &Row<'_>, column: &str) -> rusqlite::Result<Sha256> {
    row.get(column).map(Sha256::from_bytes)
}

pub(crate) fn millis(row: &Row<'_>, column: &str) -> rusqlite::Result<Millis> {
    row.get(column).map(Millis::new)
}

pub(crate) fn maybe_millis(row: &Row<'_>, column: &str) -> rusqlite::Result<Option<Millis>> {
    Ok(row.get::<_, Option<i64>>(column)?.map(Millis::new))
}

pub(crate) fn size(row: &Row<'_>, column: &str) -> rusqlite::Result<u64> {
    u64::try_from(row.get::<_, i64>(column)?).map_err(|_| FromSqlError::InvalidType.into())
}

pub(crate) fn maybe_size(row: &Row<'_>, column: &str) -> rusqlite::Result<Option<u64>> {
    let size = row.get::<_, Option<i64>>(column)?;
    size.map(|size| u64::try_from(size).map_err(|_| FromSqlError::InvalidType.into())).transpose()
}

/// Reads a value that is kept as the text it prints.
pub(crate) fn parsed<T: FromStr>(row: &Row<'_>, column: &str) -> rusqlite::Result<T> {
    row.get::<_, String>(column)?.parse().map_err(|_| FromSqlError::InvalidType.into())
}

/// Reads a value that is kept as the text it prints, or is not there.
pub(crate) fn maybe_parsed<T: FromStr>(row: &Row<'_>, column: &str) -> rusqlite::Result<Option<T>> {
    let text = row.get::<_, Option<String>>(column)?;
    text.map(|text| text.parse().map_err(|_| FromSqlError::InvalidType.into())).transpose()
}

/// Reads a value through the door at which people type it.
pub(crate) fn code<T: TryFrom<String>>(row: &Row<'_>, column: &str) -> rusqlite::Result<T> {
    T::try_from(row.get(column)?).map_err(|_| FromSqlError::InvalidType.into())
}

/// Reads a value through the door at which people type it, or nothing.
pub(crate) fn maybe_code<T: TryFrom<String>>(
    row: &Row<'_>,
    column: &str,
) -> rusqlite::Result<Option<T>> {
    let text = row.get::<_, Option<String>>(column)?;
    text.map(|text| T::try_from(text).map_err(|_| FromSqlError::InvalidType.into())).transpose()
}

pub(crate) fn public_key(row: &Row<'_>, column: &str) -> rusqlite::Result<PublicKey> {
    let bytes = row.get::<_, [u8; 32]>(column)?;
    PublicKey::from_bytes(&bytes).map_err(|_| FromSqlError::InvalidType.into())
}
