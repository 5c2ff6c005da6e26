//! The desk's memory: one encrypted SQLite file and the sealed files beside it.
//!
//! [`Store`] opens the database and hands out transactions; each table has a module of its own with
//! the functions that read and write it. Files of ours go through [`files`], the door to the disk.
//! This crate judges nothing: what may be written, and when, is decided in `desk`.
//!
//! It must never keep plain text on the disk, never report success before a sync, and never touch
//! a file that it cannot read: a damaged or newer database is left exactly as it was found.

pub mod both_sides;
pub mod cases;
pub mod catalogues;
mod copies;
pub mod desk_key;
pub mod desk_row;
pub mod dossiers;
pub mod doubles;
pub mod drafts;
mod due;
mod error;
pub mod events;
pub mod finding;
pub mod gateway;
pub mod instances;
pub mod journal;
mod keys_of_people;
pub mod ledger;
pub mod offered_catalogue;
mod open;
pub mod operators;
pub mod pages;
pub mod parcels;
pub mod people;
pub mod preferences;
pub mod receipts;
pub mod residents;
pub mod results;
pub mod revisions;
mod row;
pub mod schema;
mod store;
#[cfg(test)]
mod testing;
pub mod traffic;
pub mod waiting;

pub use error::StoreError;
pub use store::{Store, Tx, View};
