//! `nopho-portal`, for the people who run the gateway. A thin host over the rest of this crate: it
//! reads arguments, prints sentences or JSON, and ends with one of these codes.
//!
//! | code | meaning |
//! |---|---|
//! | 0 | done |
//! | 1 | wrong use |
//! | 2 | bad input |
//! | 5 | a key is missing, or the wrong one |
//! | 6 | another process serves, which is named |
//! | 7 | something inside failed, or the answer could not be written |

mod args;
mod catalogue;
mod desks;
mod dossiers;
mod failure;
mod init;
mod operator;
mod operator_args;
mod screen;
mod serve;
mod words;

use std::ffi::OsString;
use std::io::Write;

use clap::Parser;

use crate::error::{FileError, PortalError};
use crate::gateway::Gateway;
use crate::world::World;
use args::{Args, Command, Manner};
use failure::Failure;
use screen::Screen;
pub use words::{Language, Words};

/// What other processes are told about this one.
const PROGRAM: &str = "nopho-portal";

/// Runs the program with these arguments, the first of which is its own name; gives the exit code.
pub fn run(raw: Vec<OsString>, world: &World, out: &mut dyn Write, err: &mut dyn Write) -> u8 {
    let manner = Manner::of(&raw);
    let screen = Screen::new(Words::of(manner.language), manner.json, out, err);
    let args = match Args::try_parse_from(raw) {
        Ok(args) => args,
        Err(refusal) => return refuse(&refusal, &screen),
    };
    let done = match &args.command {
        Command::Operator(command) => operator::obey(&args, command, world, &screen),
        _ => obey(&args, world, &screen).map_err(Failure::Portal),
    };
    let code = match done {
        Ok(()) => 0,
        Err(Failure::Portal(failure)) => {
            screen.problem(&failure);
            exit_code(&failure)
        }
        Err(Failure::Asked(asked)) => {
            screen.refusal(&asked);
            asked.exit
        }
    };
    // An answer that nobody could read is no success, whatever was done.
    if screen.output_is_lost() && code == 0 { 7 } else { code }
}

fn refuse(refusal: &clap::Error, screen: &Screen<'_>) -> u8 {
    // Help and version are answers, not failures.
    if !refusal.use_stderr() {
        screen.line(refusal.to_string().trim_end());
        return 0;
    }
    screen.wrong_use(&refusal.to_string());
    1
}

fn obey(args: &Args, world: &World, screen: &Screen<'_>) -> Result<(), PortalError> {
    let (data, keys) = (&args.data, args.keys());
    if let Command::Init(init) = &args.command {
        return init::init(world, screen, data, &keys, init);
    }
    let gateway = Gateway::open(world.clone(), data, &keys)?;
    match &args.command {
        Command::Init(_) | Command::Operator(_) => Ok(()),
        Command::Serve(serve) => serve::serve(gateway, screen, &keys, serve),
        Command::EnrollCode { desk } => desks::enroll_code(&gateway, screen, desk),
        Command::Desks => desks::desks(&gateway, screen),
        Command::Revoke { desk } => desks::revoke(&gateway, screen, desk),
        Command::RotateKeys { root } => desks::rotate_keys(&gateway, screen, root),
    }
}

fn exit_code(failure: &PortalError) -> u8 {
    match failure {
        PortalError::NotSetUp
        | PortalError::AlreadySetUp
        | PortalError::FolderNotEmpty
        | PortalError::KeysInside
        | PortalError::KeyInside
        | PortalError::PlainHttp
        | PortalError::Files(FileError::UnsafePlace { .. }) => 1,
        PortalError::BadValue { .. }
        | PortalError::KeyExists { .. }
        | PortalError::NoSuchDesk
        | PortalError::DeskAmbiguous
        | PortalError::Certificate
        | PortalError::Listen(_) => 2,
        PortalError::KeyMissing { .. }
        | PortalError::KeyUnreadable { .. }
        | PortalError::WrongKey
        | PortalError::WrongRoot => 5,
        PortalError::Files(FileError::Held { .. }) => 6,
        PortalError::Files(_)
        | PortalError::Sql { .. }
        | PortalError::Newer { .. }
        | PortalError::DamagedFile { .. }
        | PortalError::Row { .. }
        | PortalError::OldSqlite { .. }
        | PortalError::Seal(_)
        | PortalError::Open(_)
        | PortalError::NoLuck(_)
        | PortalError::Json(_)
        | PortalError::Server(_)
        | PortalError::Panic => 7,
    }
}
