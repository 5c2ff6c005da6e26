//! Between SQL values and the desk's words: ids as 16 bytes, words as text, hashes as 32 bytes.

use std::str::FromStr;

use domain::ids::Id;
use domain::moment::{ClockReading, Epoch, Millis, Seq, Stamp};
use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ToSqlOutput, Value, ValueRef};
use rusqlite::{Row, ToSql};
use seal::PublicKey;
use seal::hash::{Digest, Sha256};

use crate::error::StoreError;

/// The seven columns that every row of an act has, for `INSERT` and `SELECT`.
macro_rules! stamp_columns {
    () => {
        "operator_id, instance_id, epoch, seq, clock_ms, offset_ms, clock_trust"
    };
}
pub(crate) use stamp_columns;

/// The parameters that [`Binds::stamp`] fills, in the order of [`stamp_columns!`].
macro_rules! stamp_values {
    () => {
        ":operator_id, :instance_id, :epoch, :seq, :clock_ms, :offset_ms, :clock_trust"
    };
}
pub(crate) use stamp_values;

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

    pub(crate) fn word(self, name: &'static str, word: impl Into<&'static str>) -> Self {
        self.with(name, word.into().to_owned())
    }

    pub(crate) fn hash(self, name: &'static str, hash: &Sha256) -> Self {
        self.with(name, hash.as_bytes().to_vec())
    }

    /// Fills [`stamp_values!`].
    pub(crate) fn stamp(self, stamp: &Stamp) -> Self {
        self.id(":operator_id", &stamp.operator)
            .id(":instance_id", &stamp.instance)
            .with(":epoch", stamp.epoch.get())
            .with(":seq", stamp.seq.get())
            .with(":clock_ms", stamp.reading.clock.get())
            .with(":offset_ms", stamp.reading.offset_ms)
            .word(":clock_trust", stamp.reading.trust)
    }

    pub(crate) fn params(&self) -> Vec<(&str, &dyn ToSql)> {
        self.0.iter().map(|(name, value)| (*name, value as &dyn ToSql)).collect()
    }
}

/// A domain id in a column of 16 bytes.
pub(crate) struct InId<T>(pub(crate) T);

impl<T: Id> FromSql for InId<T> {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        <[u8; 16]>::column_result(value).map(|bytes| Self(T::from_bytes(bytes)))
    }
}

impl<T: Id> ToSql for InId<T> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::from(self.0.as_bytes().as_slice()))
    }
}

/// A value that is kept as its text: a word of a short list, a code, a date.
pub(crate) struct InText<T>(pub(crate) T);

impl<T: FromStr> FromSql for InText<T> {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        value.as_str()?.parse().map(Self).map_err(|_| FromSqlError::InvalidType)
    }
}

/// A SHA-256 in a column of 32 bytes.
pub(crate) struct InHash(pub(crate) Sha256);

impl FromSql for InHash {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        <[u8; 32]>::column_result(value).map(|bytes| Self(Sha256::from_bytes(bytes)))
    }
}

pub(crate) fn id<T: Id>(row: &Row<'_>, column: &str) -> rusqlite::Result<T> {
    row.get::<_, InId<T>>(column).map(|value| value.0)
}

pub(crate) fn maybe_id<T: Id>(row: &Row<'_>, column: &str) -> rusqlite::Result<Option<T>> {
    row.get::<_, Option<InId<T>>>(column).map(|value| value.map(|value| value.0))
}

pub(crate) fn text<T: FromStr>(row: &Row<'_>, column: &str) -> rusqlite::Result<T> {
    row.get::<_, InText<T>>(column).map(|value| value.0)
}

/// Reads a value that is kept as the text it prints, through the door at which people type it.
pub(crate) fn code<T: TryFrom<String>>(row: &Row<'_>, column: &str) -> rusqlite::Result<T> {
    T::try_from(row.get(column)?).map_err(|_| FromSqlError::InvalidType.into())
}

pub(crate) fn maybe_text<T: FromStr>(row: &Row<'_>, column: &str) -> rusqlite::Result<Option<T>> {
    row.get::<_, Option<InText<T>>>(column).map(|value| value.map(|value| value.0))
}

pub(crate) fn hash(row: &Row<'_>, column: &str) -> rusqlite::Result<Sha256> {
    row.get::<_, InHash>(column).map(|value| value.0)
}

pub(crate) fn millis(row: &Row<'_>, column: &str) -> rusqlite::Result<Millis> {
    row.get(column).map(Millis::new)
}

pub(crate) fn maybe_millis(row: &Row<'_>, column: &str) -> rusqlite::Result<Option<Millis>> {
    row.get::<_, Option<i64>>(column).map(|ms| ms.map(Millis::new))
}

/// Reads the seven columns of an act.
pub(crate) fn stamp(row: &Row<'_>) -> rusqlite::Result<Stamp> {
    Ok(Stamp {
        operator: id(row, "operator_id")?,
        instance: id(row, "instance_id")?,
        epoch: Epoch::new(row.get("epoch")?),
        seq: Seq::new(row.get("seq")?),
        reading: ClockReading {
            clock: millis(row, "clock_ms")?,
            offset_ms: row.get("offset_ms")?,
            trust: text(row, "clock_trust")?,
        },
    })
}

/// The columns `sha256` and `size` of some bytes.
pub(crate) fn digest(row: &Row<'_>) -> rusqlite::Result<Digest> {
    Ok(Digest { sha256: hash(row, "sha256")?, size: count(row, "size")? })
}

/// A count as SQLite keeps it.
pub(crate) fn whole(
    count: u64,
    table: &'static str,
    what: &'static str,
) -> Result<i64, StoreError> {
    i64::try_from(count).map_err(|_| StoreError::Row { table, what })
}

/// Reads a count that is never negative.
pub(crate) fn count(row: &Row<'_>, column: &str) -> rusqlite::Result<u64> {
    row.get::<_, i64>(column).map(|count| u64::try_from(count).unwrap_or(0))
}

/// A public key in a column of 32 bytes.
pub(crate) fn public_key(row: &Row<'_>, column: &str) -> rusqlite::Result<PublicKey> {
    let bytes: [u8; 32] = row.get(column)?;
    PublicKey::from_bytes(&bytes).map_err(|_| FromSqlError::InvalidType.into())
}
