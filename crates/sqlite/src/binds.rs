//! Values for the named parameters of one statement.

use domain::ids::Id;
use domain::moment::Millis;
use rusqlite::ToSql;
use rusqlite::types::Value;
use seal::Sha256;

use crate::error::SqliteError;

/// Values for the named parameters of one statement.
#[derive(Default)]
pub struct Binds(Vec<(&'static str, Value)>);

impl Binds {
    /// None yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// A value as SQLite knows it.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<Value>) -> Self {
        self.0.push((name, value.into()));
        self
    }

    /// An id as its 16 bytes.
    #[must_use]
    pub fn id(self, name: &'static str, id: &impl Id) -> Self {
        self.with(name, id.as_bytes().to_vec())
    }

    /// An id, or NULL.
    #[must_use]
    pub fn maybe_id(self, name: &'static str, id: Option<&impl Id>) -> Self {
        self.with(name, id.map(|id| id.as_bytes().to_vec()))
    }

    /// A text.
    #[must_use]
    pub fn text(self, name: &'static str, text: &str) -> Self {
        self.with(name, text.to_owned())
    }

    /// A word of a short list.
    #[must_use]
    pub fn word(self, name: &'static str, word: impl Into<&'static str>) -> Self {
        self.with(name, word.into().to_owned())
    }

    /// A SHA-256 as its 32 bytes.
    #[must_use]
    pub fn hash(self, name: &'static str, hash: &Sha256) -> Self {
        self.with(name, hash.as_bytes().to_vec())
    }

    /// A moment in milliseconds.
    #[must_use]
    pub fn at(self, name: &'static str, at: Millis) -> Self {
        self.with(name, at.get())
    }

    /// A moment, or NULL.
    #[must_use]
    pub fn maybe_at(self, name: &'static str, at: Option<Millis>) -> Self {
        self.with(name, at.map(Millis::get))
    }

    /// A count, which SQLite keeps with a sign.
    ///
    /// # Errors
    /// `Row` when it is greater than SQLite can keep.
    pub fn count(
        self,
        name: &'static str,
        count: u64,
        table: &'static str,
    ) -> Result<Self, SqliteError> {
        let what = name.trim_start_matches(':');
        let count = i64::try_from(count).map_err(|_| SqliteError::Row { table, what })?;
        Ok(self.with(name, count))
    }

    /// What a statement takes.
    pub fn params(&self) -> Vec<(&str, &dyn ToSql)> {
        self.0.iter().map(|(name, value)| (*name, value as &dyn ToSql)).collect()
    }
}
