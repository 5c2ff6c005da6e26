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
//! | 7 | something inside failed |
//!
//! 3 and 4 belong to delivery.

mod args;
mod dossiers;
mod examine;
mod input;
mod screen;
mod setup;
mod show;
mod unlock;

use std::process::ExitCode;

use args::{Args, Command};
use bridge::{Host, Kind, UiError, Words, World};
use clap::Parser;
use screen::Screen;
use serde::de::DeserializeOwned;
use serde_json::Value;

/// What other processes are told about this one.
const PROGRAM: &str = "nopho";

fn main() -> ExitCode {
    let args = match Args::try_parse() {
        Ok(args) => args,
        Err(refusal) => {
            // Help and version are answers, not failures.
            let code = u8::from(refusal.use_stderr());
            let _ = refusal.print();
            return ExitCode::from(code);
        }
    };
    let screen = Screen::new(Words::of(args.lang.language()), args.json);
    match run(&args, &screen) {
        Ok(code) => code,
        Err(failure) => {
            screen.problem(&failure);
            exit_code(&failure)
        }
    }
}

fn run(args: &Args, screen: &Screen) -> Result<ExitCode, UiError> {
    let host = Host::at(World::real(), args.data_folder()?, PROGRAM);
    if let Command::Init(init) = &args.command {
        return setup::init(&host, screen, args, init);
    }
    unlock::unlock(&host, screen, args)?;
    match &args.command {
        Command::Init(_) => Ok(ExitCode::SUCCESS),
        Command::ConfirmCard => setup::confirm_card(&host, screen, args),
        Command::New(new) => dossiers::new(&host, screen, new),
        Command::Edit { dossier, form } => dossiers::edit(&host, screen, dossier, form),
        Command::Attach { dossier, files } => dossiers::attach(&host, screen, dossier, files),
        Command::Detach { dossier, page } => dossiers::detach(&host, screen, dossier, page),
        Command::Gaps { dossier } => dossiers::gaps(&host, screen, dossier),
        Command::Submit { dossier } => dossiers::submit(&host, screen, dossier),
        Command::Withdraw { dossier } => dossiers::withdraw(&host, screen, dossier),
        Command::Restore { dossier } => dossiers::restore(&host, screen, dossier),
        Command::List { state } => dossiers::list(&host, screen, state.as_deref()),
        Command::Show { dossier } => dossiers::show(&host, screen, dossier),
        Command::Doctor => examine::doctor(&host, screen),
    }
}

/// Asks the desk, and reads the answer as what the command gives.
fn ask<R: DeserializeOwned>(host: &Host, command: &str, args: Value) -> Result<R, UiError> {
    let answer = host.dispatch(command, args)?;
    serde_json::from_value(answer).map_err(|_| UiError::new(Kind::Internal, "bad-reply"))
}

fn exit_code(failure: &UiError) -> ExitCode {
    ExitCode::from(match failure.kind {
        Kind::Usage => 1,
        Kind::Input => 2,
        Kind::Locked => 5,
        Kind::Held => 6,
        Kind::Internal => 7,
    })
}
