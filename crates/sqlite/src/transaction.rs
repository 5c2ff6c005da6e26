//! Transactions: one that writes, and a consistent state to read from.

use std::cell::Cell;
use std::marker::PhantomData;

use rusqlite::{Connection, Params, Row, Transaction, TransactionBehavior};

use crate::error::{Doing, SqliteError};

/// A transaction that writes. It ends with the action that it is named for; `F` is what a failure
/// becomes.
pub struct Tx<'c, F> {
    transaction: Transaction<'c>,
    room: &'c Room,
    failure: PhantomData<fn() -> F>,
}

impl<F> Tx<'_, F> {
    /// The same state, to read from.
    pub fn view(&self) -> View<'_, F> {
        View::of(&self.transaction)
    }
}

/// A consistent state of the database, to read from; `F` is what a failure becomes.
pub struct View<'c, F>(&'c Connection, PhantomData<fn() -> F>);

impl<'c, F> View<'c, F> {
    /// What a connection sees.
    pub fn of(connection: &'c Connection) -> Self {
        Self(connection, PhantomData)
    }
}

/// Whether the database ran out of room in an action.
#[derive(Default)]
pub(crate) struct Room(Cell<bool>);

impl Room {
    fn noted<T>(&self, done: Result<T, SqliteError>) -> Result<T, SqliteError> {
        if done.as_ref().is_err_and(SqliteError::is_full) {
            self.0.set(true);
        }
        done
    }

    pub(crate) fn is_out(&self) -> bool {
        self.0.get()
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
        Ok(self.room.noted(done.doing(doing))?)
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
        let found = self.0.prepare_cached(sql).and_then(|mut s| s.query_row(params, read));
        match found {
            Err(rusqlite::Error::QueryReturnedNoRows) => Ok(None),
            found => Ok(found.map(Some).doing(doing)?),
        }
    }

    fn all<T>(
        &self,
        sql: &str,
        params: impl Params,
        read: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
        doing: &'static str,
    ) -> Result<Vec<T>, F> {
        let mut statement = self.0.prepare_cached(sql).doing(doing)?;
        let rows = statement.query_map(params, read).doing(doing)?;
        Ok(rows.collect::<rusqlite::Result<_>>().doing(doing)?)
    }
}

/// Runs one action on a connection that nobody else has: all of it is on the disk afterwards, or
/// nothing.
pub fn act_once<T, F: From<SqliteError>, E: From<F>>(
    connection: &mut Connection,
    action: &'static str,
    run: impl FnOnce(&Tx<'_, F>) -> Result<T, E>,
) -> Result<T, E> {
    act(connection, &Room::default(), action, run)
}

pub(crate) fn act<T, F: From<SqliteError>, E: From<F>>(
    connection: &mut Connection,
    room: &Room,
    action: &'static str,
    run: impl FnOnce(&Tx<'_, F>) -> Result<T, E>,
) -> Result<T, E> {
    let begun = connection.transaction_with_behavior(TransactionBehavior::Immediate);
    let transaction = room.noted(begun.doing(action)).map_err(F::from)?;
    let tx = Tx { transaction, room, failure: PhantomData };
    let done = run(&tx)?;
    room.noted(tx.transaction.commit().doing(action)).map_err(F::from)?;
    Ok(done)
}

pub(crate) fn look<T, F: From<SqliteError>, E: From<F>>(
    connection: &mut Connection,
    run: impl FnOnce(&View<'_, F>) -> Result<T, E>,
) -> Result<T, E> {
    let begun = connection.transaction_with_behavior(TransactionBehavior::Deferred);
    let snapshot = begun.doing("look at the database").map_err(F::from)?;
    run(&View::of(&snapshot))
}
