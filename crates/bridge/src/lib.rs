//! The one door between a host (window, shell, browser) and the desk.
//!
//! - [`Host::dispatch`] takes a command's name and JSON, and gives JSON or a [`UiError`]. The table
//!   of commands is in [`mod@router`].
//! - What carries secrets or file contents does not travel through it: [`Host::unlock`],
//!   [`Host::begin_setup`], [`Host::attach`] are functions.
//! - [`Host::call`] is the same for whoever only shows: it answers in sentences, and knows the doors
//!   that a window needs for secrets as well. [`Host::hand_in`] and [`Host::asset`] carry bytes,
//!   [`Host::watch`] says when to ask again.
//! - [`Words`] turns codes into sentences, from the same files for every host.
//!
//! A panic ends the command that caused it, never the host.

mod asset;
mod call;
mod changed;
mod commands;
mod delivery;
mod doors;
mod doubles;
#[cfg(test)]
mod doubles_tests;
mod error;
#[cfg(test)]
mod forms_tests;
mod host;
mod ledger;
mod listed;
mod measured;
mod missing;
mod moments;
mod packages;
mod paging;
#[cfg(test)]
mod people_tests;
mod place;
mod procedures;
mod reckoned;
pub mod reply;
pub mod router;
mod said;
mod setup;
mod shaped;
mod spoken;
mod standing;
#[cfg(test)]
mod types;
mod words;

pub use asset::Asset;
pub use changed::{Changed, Topic};
pub use doors::read_card;
pub use error::{Kind, UiError};
pub use host::{Host, OpenWith, Paper, names_a_component};
pub use packages::{ListFiles, PackageFiles, is_a_package_path};
pub use paging::{PictureFile, read_pictures};
pub use place::usual_folder;
pub use setup::{FirstKey, NewDesk, Prepared};
pub use spoken::{OtherDossier, Spoken, SpokenGap};
pub use standing::{Facts, Note, Stands};
pub use words::{Language, NotALanguage, Words};

pub use desk::drafts::LARGEST_FORM;
pub use desk::media::LARGEST as LARGEST_PAPER;
pub use desk::paging::Layout;
pub use desk::world::World;
pub use desk::{Passphrase, RecoverySecret};
pub use domain::gap::Gap;
