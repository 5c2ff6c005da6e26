//! How the desk is opened: recovery card or passphrase from a file, else the keyring, else a
//! question. Never from an argument: other people see those.

use std::fs;
use std::path::Path;

use bridge::{Host, Kind, OpenWith, Passphrase, RecoverySecret, UiError};
use zeroize::Zeroizing;

use crate::args::Args;
use crate::screen::{Screen, has_person};

/// Opens the desk.
pub(crate) fn unlock(host: &Host, screen: &Screen, args: &Args) -> Result<(), UiError> {
    let operator = args.operator.as_deref();
    if let Some(file) = &args.recovery_file {
        let secret = read_recovery(file)?;
        return host.unlock(OpenWith::Recovery(&secret), operator);
    }
    if args.passphrase_file.is_none() && host.ways_to_unlock()?.iter().any(|way| way == "keyring") {
        return host.unlock(OpenWith::Keyring, operator);
    }
    // Asked before the passphrase is, so that a missing desk is said first.
    host.ways_to_unlock()?;
    let typed = passphrase_text(screen, args, "ask-passphrase")?;
    // A passphrase that is too short to be one is simply the wrong one.
    let passphrase =
        Passphrase::new(&typed).map_err(|_| UiError::new(Kind::Locked, "wrong-passphrase"))?;
    host.unlock(OpenWith::Passphrase(&passphrase), operator)
}

/// The passphrase as its file holds it, or as somebody types it.
pub(crate) fn passphrase_text(
    screen: &Screen,
    args: &Args,
    question: &str,
) -> Result<Zeroizing<String>, UiError> {
    if let Some(file) = &args.passphrase_file {
        return read_secret(file);
    }
    if !has_person() {
        return Err(UiError::new(Kind::Locked, "passphrase-missing"));
    }
    let question = format!("{} ", screen.words().say(question, &[]));
    let typed = rpassword::prompt_password(question);
    typed.map(Zeroizing::new).map_err(|_| UiError::new(Kind::Locked, "passphrase-missing"))
}

fn read_recovery(file: &Path) -> Result<RecoverySecret, UiError> {
    parse_recovery(&read_secret(file)?)
}

/// Reads the code of a recovery card as somebody typed it.
pub(crate) fn parse_recovery(typed: &str) -> Result<RecoverySecret, UiError> {
    RecoverySecret::parse(typed).map_err(|fault| UiError::new(Kind::Input, fault.code()))
}

pub(crate) fn read_secret(file: &Path) -> Result<Zeroizing<String>, UiError> {
    let text = fs::read_to_string(file).map(Zeroizing::new);
    text.map_err(|_| UiError::new(Kind::Usage, "passphrase-file").with("file", &file.display()))
}
