//! `nopho init` and `nopho confirm-card`.

use std::path::PathBuf;
use std::process::ExitCode;

use bridge::reply::Status;
use bridge::{FirstKey, Host, NewDesk, Prepared, RecoverySecret, UiError};
use serde::Serialize;
use serde_json::json;
use zeroize::Zeroizing;

use crate::args::{Args, Init};
use crate::screen::Screen;
use crate::{ask, ask_desk, exit_code, unlock};

/// How often the four symbols may be typed back before set-up is given up.
const TRIES: usize = 3;

/// What `nopho init` tells programs.
#[derive(Serialize)]
struct SetUp {
    #[serde(flatten)]
    desk: Status,
    recovery_card: PathBuf,
}

/// Sets a desk up: the card is written and typed back before anything else is kept.
pub(crate) fn init(
    host: &Host,
    screen: &Screen,
    args: &Args,
    init: &Init,
) -> Result<ExitCode, UiError> {
    let operator = operator(screen, args, init);
    let (kind, prefix, name) = (init.kind.as_str(), init.prefix.as_str(), init.name.as_str());
    let new = NewDesk { kind, prefix, name, operator: &operator };
    let prepared = prepare(host, screen, args, init, &new)?;
    let card = &init.recovery_out;
    host.write_card(screen.words(), card)?;
    screen.note("setup-card-written", &[("file", &card.display().to_string())]);
    let is_asked = ask::has_person();
    let confirmed = if is_asked { ask_back(host, screen, prepared.positions) } else { Ok(()) };
    if let Err(failure) = confirmed.and_then(|()| host.finish_setup()) {
        screen.problem(&failure);
        screen.note("setup-card-void", &[("file", &init.recovery_out.display().to_string())]);
        return Ok(exit_code(&failure));
    }

    let desk: Status = ask_desk(host, "desk.status", json!({}))?;
    let set_up = SetUp { desk, recovery_card: init.recovery_out.clone() };
    screen.answer(&set_up, |screen| {
        screen.say("setup-done", &[("prefix", &set_up.desk.prefix), ("operator", &operator)]);
    });
    if !is_asked {
        screen.note("setup-card-later", &[]);
    }
    Ok(ExitCode::SUCCESS)
}

/// Who leads the desk. The name stands on papers for ever, so where nobody gives one it is the
/// desk's own and no invented person's.
fn operator(screen: &Screen, args: &Args, init: &Init) -> String {
    if let Some(given) = &args.operator {
        return given.clone();
    }
    if ask::has_person() {
        return ask::line(screen, "ask-operator", &[]);
    }
    if init.name.trim().is_empty() {
        screen.words().say("operator-default", &[("prefix", &init.prefix.to_uppercase())])
    } else {
        init.name.clone()
    }
}

fn prepare(
    host: &Host,
    screen: &Screen,
    args: &Args,
    init: &Init,
    new: &NewDesk<'_>,
) -> Result<Prepared, UiError> {
    if init.keyring {
        return host.begin_setup(new, FirstKey::Keyring);
    }
    let passphrase = unlock::new_passphrase(screen, args)?;
    host.begin_setup(new, FirstKey::Passphrase(&passphrase))
}

/// Asks four symbols of the card back.
fn ask_back(host: &Host, screen: &Screen, positions: [u8; 4]) -> Result<(), UiError> {
    let [a, b, c, d] = positions.map(|place| place.to_string());
    let places = [("a", a.as_str()), ("b", &b), ("c", &c), ("d", &d)];
    let answer = || Zeroizing::new(ask::line(screen, "setup-card-ask", &places));
    for _ in 1..TRIES {
        if host.confirm_symbols(&answer()).is_ok() {
            return Ok(());
        }
        screen.note("setup-card-again", &[]);
    }
    host.confirm_symbols(&answer())
}

/// Confirms the card by its whole code. A card that opened the desk a moment ago has shown itself.
pub(crate) fn confirm_card(
    host: &Host,
    screen: &Screen,
    opened_with: Option<RecoverySecret>,
) -> Result<ExitCode, UiError> {
    let card = match opened_with {
        Some(card) => card,
        None => unlock::recovery_card(screen, None)?,
    };
    host.confirm_card(&card)?;
    screen.answer(&json!({ "recovery_confirmed": true }), |screen| {
        screen.say("card-confirmed", &[]);
    });
    Ok(ExitCode::SUCCESS)
}
