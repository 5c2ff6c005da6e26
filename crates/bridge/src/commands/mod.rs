//! The commands, one function each, by noun.
#![expect(clippy::needless_pass_by_value, reason = "a command owns what it was sent")]

pub(crate) mod both;
pub(crate) mod card;
pub(crate) mod catalogue;
pub(crate) mod compare;
pub(crate) mod desk;
pub(crate) mod dossiers;
pub(crate) mod drafts;
pub(crate) mod finding;
pub(crate) mod forms;
pub(crate) mod ledger;
pub(crate) mod letterhead;
pub(crate) mod names;
pub(crate) mod opening;
pub(crate) mod packages;
pub(crate) mod papers;
pub(crate) mod people;
pub(crate) mod prefs;
pub(crate) mod queue;
pub(crate) mod road;
pub(crate) mod submissions;
pub(crate) mod today;
pub(crate) mod units;

use serde::Deserialize;

/// No arguments.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Nothing {}

/// Which dossier: its id, its provisional code or its official code.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Which {
    pub(crate) dossier: String,
}
