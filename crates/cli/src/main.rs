//! `nopho`: the desk from a shell, for scripts, tests and people who like it.
//!
//! A thin host over `bridge`: it reads arguments and files, asks for secrets, prints sentences or
//! JSON, and ends with one of these codes.
//!
//! | code | meaning |
//! |---|---|
//! | 0 | done |
//! | 1 | wrong use |
//! | 2 | bad input; the gaps are listed |
//! | 3 | something was set aside |
//! | 4 | network; something still waits |
//! | 5 | locked, or the wrong key |
//! | 6 | the folder is held by another process, which is named |
//! | 7 | something inside failed, or the answer could not be written |

mod args;
mod ask;
mod both;
mod catalogue;
mod compare;
mod dossiers;
mod drafts;
mod examine;
mod folder;
mod input;
mod ledger;
mod list;
mod page;
mod papers;
mod procedures;
mod road;
mod screen;
mod serve;
mod setup;
mod show;
mod unlock;

use std::io::ErrorKind;
use std::path::PathBuf;
use std::process::ExitCode;

use args::{Args, Command, Manner};
use bridge::{Host, Kind, UiError, Words, World};
use clap::Parser;
use screen::Screen;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

/// What other processes are told about this one.
const PROGRAM: &str = "nopho";
/// The same of one that goes on until it is told to end.
const SERVING: &str = "nopho serve";

fn main() -> ExitCode {
    if let Some(ended) = bridge::read_pictures() {
        return ended;
    }
    let raw: Vec<_> = std::env::args_os().collect();
    let args = match Args::try_parse_from(&raw) {
        Ok(args) => args,
        Err(refusal) => return refuse(&refusal, &Manner::of(&raw)),
    };
    let screen = Screen::new(Words::of(args.language()), args.json);
    let code = run(&args, &screen).unwrap_or_else(|failure| {
        screen.problem(&failure);
        exit_code(&failure)
    });
    // An answer that nobody could read is no success, whatever was done.
    if screen.output_is_lost() && code == ExitCode::SUCCESS { ExitCode::from(7) } else { code }
}

fn refuse(refusal: &clap::Error, manner: &Manner) -> ExitCode {
    // Help and version are answers, not failures.
    if !refusal.use_stderr() {
        let printed = refusal.print();
        let is_lost = printed.is_err_and(|why| why.kind() != ErrorKind::BrokenPipe);
        return if is_lost { ExitCode::from(7) } else { ExitCode::SUCCESS };
    }
    let failure = UiError::new(Kind::Usage, "wrong-use");
    Screen::new(Words::of(manner.language), manner.json).problem(&failure);
    let _ = refusal.print();
    exit_code(&failure)
}

fn run(args: &Args, screen: &Screen) -> Result<ExitCode, UiError> {
    if let Some(answered) = without_a_desk(args, screen) {
        return answered;
    }
    let program = if let Command::Serve { .. } = &args.command { SERVING } else { PROGRAM };
    let host = Host::at(World::real(), args.data_folder()?, program);
    if let Command::Init(init) = &args.command {
        return setup::init(&host, screen, args, init);
    }
    if let Command::Serve { listen } = &args.command {
        return serve::serve(host, screen, args, listen);
    }
    let card = unlock::unlock(&host, screen, args)?;
    match &args.command {
        Command::Init(_) | Command::Serve { .. } => Ok(ExitCode::SUCCESS),
        Command::Page(args) => page::page(&host, screen, args),
        Command::Procedures { query, limit, .. } => {
            procedures::find(&host, screen, &query.join(" "), *limit)
        }
        Command::Procedure { code, .. } => procedures::show(&host, screen, code),
        Command::Catalogue { command } => catalogue::at_a_desk(&host, screen, command),
        Command::ConfirmCard => setup::confirm_card(&host, screen, card),
        Command::New(new) => dossiers::new(&host, screen, new),
        Command::Edit { dossier, form } => drafts::edit(&host, screen, dossier, form),
        Command::Attach { dossier, files } => drafts::attach(&host, screen, dossier, files),
        Command::Detach { dossier, page } => drafts::detach(&host, screen, dossier, page),
        Command::Gaps { dossier } => drafts::gaps(&host, screen, dossier),
        Command::Discard { dossier } => drafts::discard(&host, screen, dossier),
        Command::Restore { dossier } => drafts::restore(&host, screen, dossier),
        Command::Submit { dossier } => dossiers::submit(&host, screen, dossier),
        Command::Withdraw { dossier } => dossiers::withdraw(&host, screen, dossier),
        Command::List { state, discarded } => {
            list::list(&host, screen, state.as_deref(), *discarded)
        }
        Command::Enroll(enroll) => road::enroll(&host, screen, enroll),
        Command::Gateway => road::gateway(&host, screen),
        Command::Sync { until_empty, timeout } => road::sync(&host, screen, *until_empty, *timeout),
        Command::Queue => road::queue(&host, screen),
        Command::Compare => compare::compare(&host, screen),
        Command::Receipts(receipts) => ledger::receipts(&host, screen, receipts),
        Command::Retry { dossier } => road::retry(&host, screen, dossier),
        Command::Both(args) => both::both(&host, screen, args),
        Command::Result { dossier, out, number } => {
            road::result(&host, screen, dossier, out, *number)
        }
        Command::Paper(paper) => papers::paper(&host, screen, paper),
        Command::CodeGiven { dossier } => papers::code_given(&host, screen, dossier),
        Command::Letterhead(typed) => papers::letterhead(&host, screen, typed),
        Command::Show { dossier } => show::show(&host, screen, dossier),
        Command::Doctor => examine::doctor(&host, screen),
    }
}

/// Answers what needs no desk; no data folder is looked at for it.
fn without_a_desk(args: &Args, screen: &Screen) -> Option<Result<ExitCode, UiError>> {
    let host = || Host::at(World::real(), PathBuf::new(), PROGRAM);
    match &args.command {
        Command::Procedures { query, limit, of_desk: false } => {
            Some(procedures::find(&host(), screen, &query.join(" "), *limit))
        }
        Command::Procedure { code, of_desk: false } => {
            Some(procedures::show(&host(), screen, code))
        }
        Command::Page(args) => Some(page::page(&host(), screen, args)),
        Command::Catalogue { command } => catalogue::without_a_desk(&host(), screen, command),
        _ => None,
    }
}

/// Asks the desk, and reads the answer as what the command gives.
fn ask_desk<R: DeserializeOwned>(host: &Host, command: &str, args: Value) -> Result<R, UiError> {
    let answer = host.dispatch(command, args)?;
    serde_json::from_value(answer).map_err(|_| UiError::new(Kind::Internal, "bad-reply"))
}

/// Names a dossier to the desk.
fn which(dossier: &str) -> Value {
    json!({ "dossier": dossier })
}

fn exit_code(failure: &UiError) -> ExitCode {
    code_of(failure.kind)
}

fn code_of(kind: Kind) -> ExitCode {
    ExitCode::from(match kind {
        Kind::Usage => 1,
        Kind::Input => 2,
        Kind::SetAside => 3,
        Kind::Network => 4,
        Kind::Locked => 5,
        Kind::Held => 6,
        Kind::Internal => 7,
    })
}
