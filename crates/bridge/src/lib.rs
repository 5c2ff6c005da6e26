//! The one door between a host (window, shell, browser) and the desk.
//!
//! - [`Host::dispatch`] takes a command's name and JSON, and gives JSON or a [`UiError`]. The table
//!   of commands is in [`mod@router`].
//! - What carries secrets or file contents does not travel as JSON: [`Host::unlock`],
//!   [`Host::begin_setup`], [`Host::attach`] are functions.
//! - [`Words`] turns codes into sentences, from the same files for every host.
//!
//! A panic ends the command that caused it, never the host.

mod commands;
mod error;
mod host;
pub mod reply;
pub mod router;
mod setup;
mod words;

pub use error::{Kind, UiError};
pub use host::{Host, OpenWith, Paper, names_a_component};
pub use setup::{FirstKey, NewDesk, Prepared};
pub use words::{Language, Words};

pub use desk::drafts::LARGEST_FORM;
pub use desk::media::LARGEST as LARGEST_PAPER;
pub use desk::world::World;
pub use desk::{Passphrase, RecoverySecret};
pub use domain::gap::Gap;
