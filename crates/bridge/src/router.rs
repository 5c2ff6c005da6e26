//! The table of commands: a name, and what it takes and gives.

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::commands::{
    both, card, catalogue, compare, desk, dossiers, drafts, finding, forms, ledger, letterhead,
    opening, packages, papers, people, prefs, queue, road, submissions, today, units,
};
use crate::error::{Kind, UiError};
use crate::host::{Host, guarded};
use crate::words::Words;

type Run = fn(&Host, Value) -> Result<Value, UiError>;

/// A command that composes sentences.
pub(crate) type Spoken = fn(&Host, &Words, Value) -> Result<Value, UiError>;

/// Every command that gives things and codes, in the order of the desk's work.
pub const COMMANDS: &[(&str, Run)] = &[
    ("desk.status", |host, args| run(host, args, desk::status)),
    ("desk.examine", |host, args| run(host, args, desk::examine)),
    ("dossiers.begin", |host, args| run(host, args, dossiers::begin)),
    ("dossiers.list", |host, args| run(host, args, dossiers::list)),
    ("dossiers.show", |host, args| run(host, args, dossiers::show)),
    ("drafts.reopen", |host, args| run(host, args, drafts::reopen)),
    ("drafts.replace", |host, args| run(host, args, drafts::replace)),
    ("drafts.save", |host, args| run(host, args, drafts::save)),
    ("drafts.discard", |host, args| run(host, args, drafts::discard)),
    ("drafts.restore", |host, args| run(host, args, drafts::restore)),
    ("drafts.gaps", |host, args| run(host, args, drafts::gaps)),
    ("pages.remove", |host, args| run(host, args, drafts::remove_page)),
    ("submissions.submit", |host, args| run(host, args, submissions::submit)),
    ("submissions.withdraw", |host, args| run(host, args, submissions::withdraw)),
    ("gateway.status", |host, args| run(host, args, road::status)),
    ("gateway.probe", |host, args| run(host, args, road::probe)),
    ("gateway.compare", |host, args| run(host, args, compare::compare)),
    ("queue.sync", |host, args| run(host, args, road::sync)),
    ("queue.list", |host, args| run(host, args, road::queue)),
    ("queue.retry", |host, args| run(host, args, road::retry)),
    ("both.send_after", |host, args| run(host, args, both::send_after)),
    ("both.keep_theirs", |host, args| run(host, args, both::keep_theirs)),
    ("people.find", |host, args| run(host, args, people::find)),
    ("people.take", |host, args| run(host, args, people::take)),
    ("units.show", |host, args| run(host, args, units::show)),
    ("fields.mend", |host, args| run(host, args, |_, args| Ok(catalogue::mend(args)))),
    ("results.write", |host, args| run(host, args, road::write_result)),
    ("papers.write", |host, args| run(host, args, papers::write)),
    ("papers.code_given", |host, args| run(host, args, papers::code_given)),
    ("receipts.write", |host, args| run(host, args, ledger::write)),
    ("letterhead.get", |host, args| run(host, args, letterhead::get)),
    ("letterhead.set", |host, args| run(host, args, letterhead::set)),
];

/// Every command that composes sentences: what a window shows as it comes.
const SPOKEN: &[(&str, Spoken)] = &[
    ("today.show", |host, words, args| run_spoken(host, words, args, today::show)),
    ("dossiers.find", |host, words, args| run_spoken(host, words, args, finding::find)),
    ("dossiers.open", |host, words, args| run_spoken(host, words, args, opening::open)),
    ("queue.look", |host, words, args| run_spoken(host, words, args, queue::look)),
    ("queue.compare", |host, words, args| run_spoken(host, words, args, compare::look)),
    ("both.look", |host, words, args| run_spoken(host, words, args, both::look)),
    ("receipts.find", |host, words, args| run_spoken(host, words, args, ledger::find)),
    ("road.show", |host, words, args| run_spoken(host, words, args, queue::road)),
    ("road.send", |host, words, args| run_spoken(host, words, args, queue::send)),
    ("procedures.find", |host, words, args| run_spoken(host, words, args, catalogue::find)),
    ("procedures.show", |host, words, args| run_spoken(host, words, args, catalogue::show)),
    ("units.find", |host, words, args| run_spoken(host, words, args, units::find)),
    ("lists.show", |host, words, args| run_spoken(host, words, args, catalogue::list)),
    ("catalogue.packages", |host, words, args| run_spoken(host, words, args, packages::list)),
    ("catalogue.choose", |host, words, args| run_spoken(host, words, args, packages::choose)),
    ("catalogue.move_on", |host, words, args| run_spoken(host, words, args, packages::move_on)),
    ("drafts.open", |host, words, args| run_spoken(host, words, args, forms::open)),
    ("drafts.type", |host, words, args| run_spoken(host, words, args, forms::save)),
    ("papers.print", |host, words, args| run_spoken(host, words, args, papers::print)),
    ("card.read", |host, words, args| run_spoken(host, words, args, card::read)),
    ("prefs.get", |host, words, args| run_spoken(host, words, args, prefs::get)),
    ("prefs.set", |host, words, args| run_spoken(host, words, args, prefs::set)),
];

/// The command of a name, if it composes sentences.
pub(crate) fn spoken(command: &str) -> Option<Spoken> {
    SPOKEN.iter().find(|(name, _)| *name == command).map(|(_, run)| *run)
}

impl Host {
    /// Carries out a command.
    ///
    /// # Errors
    /// `Usage` for an unknown command or arguments of another shape; otherwise what the command
    /// itself says.
    pub fn dispatch(&self, command: &str, args: Value) -> Result<Value, UiError> {
        let known = COMMANDS.iter().find(|(name, _)| *name == command);
        let Some((_, run)) = known else {
            return Err(UiError::new(Kind::Usage, "no-such-command").with("command", &command));
        };
        guarded(|| run(self, args))
    }
}

fn run<A: DeserializeOwned, R: Serialize>(
    host: &Host,
    args: Value,
    command: fn(&Host, A) -> Result<R, UiError>,
) -> Result<Value, UiError> {
    answer(&command(host, arguments(args)?)?)
}

fn run_spoken<A: DeserializeOwned, R: Serialize>(
    host: &Host,
    words: &Words,
    args: Value,
    command: fn(&Host, &Words, A) -> Result<R, UiError>,
) -> Result<Value, UiError> {
    answer(&command(host, words, arguments(args)?)?)
}

/// Reads what a command was sent.
pub(crate) fn arguments<A: DeserializeOwned>(args: Value) -> Result<A, UiError> {
    // What serde says of a wrong argument may quote it, and it may be somebody's number.
    serde_json::from_value(args).map_err(|_| UiError::new(Kind::Usage, "bad-arguments"))
}

/// Writes what a command answers.
pub(crate) fn answer<R: Serialize>(reply: &R) -> Result<Value, UiError> {
    serde_json::to_value(reply).map_err(|_| UiError::new(Kind::Internal, "bad-reply"))
}
