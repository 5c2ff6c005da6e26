//! Transactions: one that writes, and a consistent state to read from.

use std::cell::Cell;
use std::marker::PhantomData;

use rusqlite::{Connection, Params, Row, Transaction, TransactionBehavior};

use crate::error::{Doing, SqliteError};

/// A transaction that writes. It ends with the action that it is named for; `F` is what a failure
/// becomes.
pub struct Tx<'c, F> {
    transaction: Transaction<'c>,
    signs: &'c Signs,
    failure: PhantomData<fn() -> F>,
}

impl<F> Tx<'_, F> {
    /// The same state, to read from.
    pub fn view(&self) -> View<'_, F> {
        View { connection: &self.transaction, signs: self.signs, failure: PhantomData }
    }
}

/// A consistent state of the database, to read from; `F` is what a failure becomes.
pub struct View<'c, F> {
    connection: &'c Connection,
    signs: &'c Signs,
    failure: PhantomData<fn() -> F>,
}

/// What was seen of the database beside what was asked, whoever passed over the failure.
#[derive(Default)]
pub(crate) struct Signs {
    is_full: Cell<bool>,
    is_spoilt: Cell<bool>,
}

impl Signs {
    pub(crate) fn noted<T>(&self, done: Result<T, SqliteError>) -> Result<T, SqliteError> {
        if let Err(failure) = &done {
            self.is_full.set(self.is_full.get() || failure.is_full());
            self.is_spoilt.set(self.is_spoilt.get() || failure.spoils());
        }
        done
    }

    /// Whether no room is left.
    pub(crate) fn is_full(&self) -> bool {
        self.is_full.get()
    }

    /// Whether the connection may be good for nothing more.
    pub(crate) fn is_spoilt(&self) -> bool {
        self.is_spoilt.get()
    }
}

/// Changes rows.
pub trait Alter {
    /// What a failure becomes.
    type Failure;

    /// Runs one statement; gives the number of rows that it changed.
    fn run(
        &self,
        sql: &str,
        params: impl Params,
        doing: &'static str,
    ) -> Result<usize, Self::Failure>;
}

impl<F: From<SqliteError>> Alter for Tx<'_, F> {
    type Failure = F;

    fn run(&self, sql: &str, params: impl Params, doing: &'static str) -> Result<usize, F> {
        let done = self.transaction.prepare_cached(sql).and_then(|mut s| s.execute(params));
        Ok(self.signs.noted(done.doing(doing))?)
    }
}

/// Reads rows.
pub trait Ask {
    /// What a failure becomes.
    type Failure;

    /// The first row, if there is one.
    fn one<T>(
        &self,
        sql: &str,
        params: impl Params,
        read: impl FnOnce(&Row<'_>) -> rusqlite::Result<T>,
        doing: &'static str,
    ) -> Result<Option<T>, Self::Failure>;

    /// Every row.
    fn all<T>(
        &self,
        sql: &str,
        params: impl Params,
        read: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
        doing: &'static str,
    ) -> Result<Vec<T>, Self::Failure>;
}

impl<F: From<SqliteError>> Ask for View<'_, F> {
    type Failure = F;

    fn one<T>(
        &self,
        sql: &str,
        params: impl Params,
        read: impl FnOnce(&Row<'_>) -> rusqlite::Result<T>,
        doing: &'static str,
    ) -> Result<Option<T>, F> {
        let found = self.connection.prepare_cached(sql).and_then(|mut s| s.query_row(params, read));
        match found {
            Err(rusqlite::Error::QueryReturnedNoRows) => Ok(None),
            found => Ok(self.signs.noted(found.map(Some).doing(doing))?),
        }
    }

    fn all<T>(
        &self,
        sql: &str,
        params: impl Params,
        read: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
        doing: &'static str,
    ) -> Result<Vec<T>, F> {
        let found = self.connection.prepare_cached(sql).and_then(|mut statement| {
            let rows = statement.query_map(params, read)?;
            rows.collect::<rusqlite::Result<_>>()
        });
        Ok(self.signs.noted(found.doing(doing))?)
    }
}

/// Runs one action on a connection that nobody else has: all of it is on the disk afterwards, or
/// nothing.
pub fn act_once<T, F: From<SqliteError>, E: From<F>>(
    connection: &mut Connection,
    action: &'static str,
    run: impl FnOnce(&Tx<'_, F>) -> Result<T, E>,
) -> Result<T, E> {
    act(connection, &Signs::default(), action, run)
}

pub(crate) fn act<T, F: From<SqliteError>, E: From<F>>(
    connection: &mut Connection,
    signs: &Signs,
    action: &'static str,
    run: impl FnOnce(&Tx<'_, F>) -> Result<T, E>,
) -> Result<T, E> {
    let begun = connection.transaction_with_behavior(TransactionBehavior::Immediate);
    let transaction = signs.noted(begun.doing(action)).map_err(F::from)?;
    let tx = Tx { transaction, signs, failure: PhantomData };
    let done = run(&tx);
    signs.noted(was_read(&tx.transaction, signs)).map_err(F::from)?;
    let done = done?;
    signs.noted(tx.transaction.commit().doing(action)).map_err(F::from)?;
    Ok(done)
}

/// Looks at a database on a connection that nobody else has.
pub fn look_once<T, F: From<SqliteError>, E: From<F>>(
    connection: &mut Connection,
    run: impl FnOnce(&View<'_, F>) -> Result<T, E>,
) -> Result<T, E> {
    look(connection, &Signs::default(), run)
}

pub(crate) fn look<T, F: From<SqliteError>, E: From<F>>(
    connection: &mut Connection,
    signs: &Signs,
    run: impl FnOnce(&View<'_, F>) -> Result<T, E>,
) -> Result<T, E> {
    let begun = connection.transaction_with_behavior(TransactionBehavior::Deferred);
    let snapshot = signs.noted(begun.doing("look at the database")).map_err(F::from)?;
    let seen = run(&View { connection: &snapshot, signs, failure: PhantomData });
    signs.noted(was_read(&snapshot, signs)).map_err(F::from)?;
    seen
}

/// Whether whoever has asked knows of every page that the cipher did not open. For such a page SQLCipher
/// hands out zeros: SQLite notices that it is no page of a tree, but not that it is no end of a long row.
/// Only what is asked next in the same transaction fails.
fn was_read(connection: &Connection, signs: &Signs) -> Result<(), SqliteError> {
    if signs.is_spoilt() {
        return Ok(());
    }
    let anything = connection.prepare_cached("SELECT EXISTS (SELECT 1 FROM sqlite_schema)");
    let asked = anything.and_then(|mut anything| anything.query_row([], |_| Ok(())));
    asked.map_err(|_| SqliteError::Spoilt)
}
