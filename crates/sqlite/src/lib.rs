//! One encrypted SQLite file, as desk and gateway keep it: how it is opened, migrated, written,
//! looked at and closed, and how the program's words stand in its columns.
//!
//! - [`unlock`], [`prove`] and [`keep_rules`] open a connection, in this order;
//! - [`Home`] is the file's place in a data folder, from a first day that may be cut off;
//! - [`Database`] hands out transactions, each of which ends whole or not at all;
//! - [`Binds`] and [`mod@row`] stand between SQL values and words.
//!
//! No table is known here: they live in `store` and `portal`, whose own failures a [`SqliteError`]
//! becomes. Who does not import this crate cannot speak SQL: what does stands in [`Ask`] and [`Alter`].
//!
//! It must never say that an action is done before it is on the disk, and never write to a file that
//! its key does not open.

mod binds;
mod checks;
mod database;
mod error;
mod home;
mod open;
pub mod row;
mod transaction;
mod version;

pub use binds::Binds;
pub use checks::{is_whole, lines_of};
pub use database::Database;
pub use error::{Doing, SqliteError};
pub use home::{Home, close_whole};
pub use open::{Access, keep_rules, prove, unlock};
pub use transaction::{Alter, Ask, Tx, View, act_once, look_once};
pub use version::{known_version, migrate};
