//! The table of commands: a name, and what it takes and gives.

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::commands::{desk, dossiers, drafts, road, submissions};
use crate::error::{Kind, UiError};
use crate::host::{Host, guarded};

type Run = fn(&Host, Value) -> Result<Value, UiError>;

/// Every command, in the order of the desk's work.
pub const COMMANDS: [(&str, Run); 19] = [
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
    ("queue.sync", |host, args| run(host, args, road::sync)),
    ("queue.list", |host, args| run(host, args, road::queue)),
    ("queue.retry", |host, args| run(host, args, road::retry)),
];

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
    // What serde says of a wrong argument may quote it, and it may be somebody's number.
    let args =
        serde_json::from_value(args).map_err(|_| UiError::new(Kind::Usage, "bad-arguments"))?;
    let reply = command(host, args)?;
    serde_json::to_value(reply).map_err(|_| UiError::new(Kind::Internal, "bad-reply"))
}
