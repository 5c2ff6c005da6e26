//! How the desk is opened: recovery card or passphrase from a file, else the keyring, else a
//! question. Never from an argument: other people see those.

use std::path::Path;

use bridge::{Host, Kind, OpenWith, Passphrase, RecoverySecret, UiError};
use zeroize::Zeroizing;

use crate::args::Args;
use crate::screen::Screen;
use crate::{ask, input};

/// Opens the desk; gives the recovery card if that is what opened it.
pub(crate) fn unlock(
    host: &Host,
    screen: &Screen,
    args: &Args,
) -> Result<Option<RecoverySecret>, UiError> {
    let operator = args.operator.as_deref();
    // Before any secret is asked for, so that a missing desk is said first.
    let ways = host.ways_to_unlock()?;
    if let Some(file) = &args.recovery_file {
        let card = recovery_card(screen, Some(file))?;
        host.unlock(OpenWith::Recovery(&card), operator)?;
        return Ok(Some(card));
    }
    let file = args.passphrase_file();
    if file.is_none() && ways.iter().any(|way| way == "keyring") {
        host.unlock(OpenWith::Keyring, operator)?;
        return Ok(None);
    }
    let typed = passphrase_text(screen, file.as_deref(), "ask-passphrase")?;
    // A passphrase that is too short to be one is simply the wrong one.
    let passphrase =
        Passphrase::new(&typed).map_err(|_| UiError::new(Kind::Locked, "wrong-passphrase"))?;
    host.unlock(OpenWith::Passphrase(&passphrase), operator)?;
    Ok(None)
}

/// The first passphrase of a desk. Typed blindly it is typed twice: a slip of the finger would
/// lock everybody out.
pub(crate) fn new_passphrase(screen: &Screen, args: &Args) -> Result<Passphrase, UiError> {
    let file = args.passphrase_file();
    let typed = passphrase_text(screen, file.as_deref(), "ask-new-passphrase")?;
    let passphrase =
        Passphrase::new(&typed).map_err(|fault| UiError::new(Kind::Input, fault.code()))?;
    if file.is_none() && *ask::secret(screen, "ask-new-passphrase-again")? != *typed {
        return Err(UiError::new(Kind::Input, "passphrases-differ"));
    }
    Ok(passphrase)
}

/// The passphrase as its file holds it, or as somebody types it.
fn passphrase_text(
    screen: &Screen,
    file: Option<&Path>,
    question: &str,
) -> Result<Zeroizing<String>, UiError> {
    match file {
        Some(file) => input::read_secret(file, "passphrase-file"),
        None if ask::has_person() => ask::secret(screen, question),
        None => Err(UiError::new(Kind::Locked, "passphrase-missing")),
    }
}

/// The code on the recovery card, from a file, or asked for when there is none or it is `-`.
pub(crate) fn recovery_card(
    screen: &Screen,
    file: Option<&Path>,
) -> Result<RecoverySecret, UiError> {
    let typed = match file.filter(|file| *file != Path::new("-")) {
        Some(file) => input::read_secret(file, "card-file")?,
        None => ask::secret(screen, "ask-card")?,
    };
    bridge::read_card(&typed)
}
