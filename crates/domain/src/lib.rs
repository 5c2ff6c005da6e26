//! Words and rules of the one-stop desk: people, papers, places, dates, codes, dossiers.
//!
//! Everything here is a value or a judgement. This crate never reads a clock, a file, a network or
//! a source of randomness; whoever needs one of those hands in what it read.

pub mod actor;
pub mod address;
pub mod calendar;
pub mod card;
pub mod deadline;
pub mod dossier;
pub mod gap;
pub mod ids;
pub mod intake;
pub mod kinds;
pub mod likeness;
pub mod lookup;
pub mod mending;
pub mod moment;
pub mod money;
pub mod name;
pub mod organisation;
pub mod owner;
pub mod partial_date;
pub mod person;
pub mod personal_number;
pub mod procedure;
pub mod provisional_code;
pub mod text;
