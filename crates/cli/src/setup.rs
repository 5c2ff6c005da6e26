//! `nopho init` and `nopho confirm-card`.

use std::path::PathBuf;
use std::process::ExitCode;

use bridge::reply::Status;
use bridge::{CardAnswer, FirstKey, Host, Kind, NewDesk, Passphrase, Prepared, UiError};
use serde::Serialize;
use serde_json::json;
use zeroize::Zeroizing;

use crate::args::{Args, Init};
use crate::screen::{Screen, has_person};
use crate::{ask, unlock};

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
    let nobody = screen.words().say("operator-default", &[]);
    let operator = args.operator.as_deref().unwrap_or(&nobody);
    let (kind, prefix, name) = (init.kind.as_str(), init.prefix.as_str(), init.name.as_str());
    let new = NewDesk { kind, prefix, name, operator };
    let prepared = prepare(host, screen, args, init, &new)?;
    write_card(host, screen, init, &prepared)?;
    let answer = ask_back(host, screen, prepared.positions);
    let check = answer.as_deref().map_or(CardAnswer::Later, CardAnswer::Typed);
    host.finish_setup(check)?;

    let desk: Status = ask(host, "desk.status", json!({}))?;
    let set_up = SetUp { desk, recovery_card: init.recovery_out.clone() };
    screen.answer(&set_up, |screen| {
        screen.say("setup-done", &[("prefix", &set_up.desk.prefix), ("operator", operator)]);
    });
    if answer.is_none() {
        screen.note("setup-card-later", &[]);
    }
    Ok(ExitCode::SUCCESS)
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
    let typed = unlock::passphrase_text(screen, args, "ask-new-passphrase")?;
    let passphrase =
        Passphrase::new(&typed).map_err(|fault| UiError::new(Kind::Input, fault.code()))?;
    host.begin_setup(new, FirstKey::Passphrase(&passphrase))
}

fn write_card(
    host: &Host,
    screen: &Screen,
    init: &Init,
    prepared: &Prepared,
) -> Result<(), UiError> {
    let words = screen.words();
    let card = Zeroizing::new(format!(
        "{}\n\n{}\n\n{}\n{}\n\n    {}\n",
        words.say("card-title", &[]),
        words.say("card-text", &[]),
        words.say("card-prefix", &[("prefix", &init.prefix.to_uppercase())]),
        words.say("card-code", &[]),
        *prepared.recovery_text,
    ));
    let file = init.recovery_out.display();
    host.write_card(&init.recovery_out, &card).map_err(|failure| {
        let kept = UiError::new(Kind::Input, "card-not-written").with("file", &file);
        UiError { trace: failure.trace, ..kept }
    })?;
    screen.note("setup-card-written", &[("file", &file.to_string())]);
    Ok(())
}

/// Asks four symbols of the card back; `None` when there is nobody to ask.
fn ask_back(host: &Host, screen: &Screen, positions: [u8; 4]) -> Option<String> {
    if !has_person() {
        return None;
    }
    let [a, b, c, d] = positions.map(|place| place.to_string());
    let places = [("a", a.as_str()), ("b", &b), ("c", &c), ("d", &d)];
    let mut answer = screen.ask("setup-card-ask", &places);
    for _ in 1..TRIES {
        if host.card_is_confirmed(&answer) {
            break;
        }
        screen.note("setup-card-again", &[]);
        answer = screen.ask("setup-card-ask", &places);
    }
    Some(answer)
}

/// Confirms the card by its whole code, from `--recovery-file` or typed.
pub(crate) fn confirm_card(host: &Host, screen: &Screen, args: &Args) -> Result<ExitCode, UiError> {
    // A card that opened the desk a moment ago has shown itself.
    let typed = match &args.recovery_file {
        Some(file) => unlock::read_secret(file)?,
        None => Zeroizing::new(screen.ask("ask-card", &[])),
    };
    host.confirm_card(&unlock::parse_recovery(&typed)?)?;
    screen.answer(&json!({ "recovery_confirmed": true }), |screen| {
        screen.say("card-confirmed", &[]);
    });
    Ok(ExitCode::SUCCESS)
}
