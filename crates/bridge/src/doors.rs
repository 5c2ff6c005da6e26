//! Commands that open and close the desk: they carry secrets, so only [`Host::call`] knows them, and
//! each secret is wrapped as soon as it is read.
#![expect(clippy::needless_pass_by_value, reason = "a door owns what it was sent")]

use std::path::PathBuf;

use desk::{Passphrase, RecoverySecret};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::Value;
use ts_rs::TS;
use zeroize::Zeroizing;

use crate::commands::Nothing;
use crate::error::{Kind, UiError};
use crate::host::{Host, OpenWith, State};
use crate::reply::one_of;
use crate::reply::{CardShown, Gateway, HostState, HostStatus};
use crate::router::{self, Spoken};
use crate::setup::{FirstKey, NewDesk};
use crate::words::Words;

const DOORS: &[(&str, Spoken)] = &[
    ("host.status", |host, words, args| run(host, words, args, status)),
    ("host.unlock", |host, words, args| run(host, words, args, unlock)),
    ("host.lock", |host, words, args| run(host, words, args, lock)),
    ("setup.begin", |host, words, args| run(host, words, args, begin_setup)),
    ("setup.write_card", |host, words, args| run(host, words, args, write_card)),
    ("setup.confirm", |host, words, args| run(host, words, args, confirm)),
    ("setup.finish", |host, words, args| run(host, words, args, finish_setup)),
    ("gateway.enroll", |host, words, args| run(host, words, args, enroll)),
    ("desk.confirm_card", |host, words, args| run(host, words, args, confirm_card)),
];

/// The door of a name.
pub(crate) fn find(command: &str) -> Option<Spoken> {
    DOORS.iter().find(|(name, _)| *name == command).map(|(_, open)| *open)
}

fn run<A: DeserializeOwned, R: Serialize>(
    host: &Host,
    words: &Words,
    args: Value,
    command: fn(&Host, &Words, A) -> Result<R, UiError>,
) -> Result<Value, UiError> {
    router::answer(&command(host, words, router::arguments(args)?)?)
}

/// The code of a recovery card, alone or with the card's whole text around it.
pub fn read_card(text: &str) -> Result<RecoverySecret, UiError> {
    // The card as it is written ends with the code.
    let last = text.lines().rfind(|line| !line.trim().is_empty()).unwrap_or_default();
    let card = RecoverySecret::parse(text).or_else(|_| RecoverySecret::parse(last));
    // A misread card is the wrong key, just as another desk's card is.
    card.map_err(|fault| UiError::new(Kind::Locked, fault.code()))
}

/// A text that leaves the memory with the command that it came with.
struct Secret(Zeroizing<String>);

impl<'de> Deserialize<'de> for Secret {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(|text| Self(Zeroizing::new(text)))
    }
}

fn status(host: &Host, _: &Words, _: Nothing) -> Result<HostStatus, UiError> {
    let state = match &*host.state() {
        State::Open(..) => HostState::Open,
        State::SettingUp(_) => HostState::SettingUp,
        State::Closed => HostState::Locked,
    };
    let version = env!("CARGO_PKG_VERSION").to_owned();
    let of = |state, ways| HostStatus { state, ways, version };
    if state == HostState::SettingUp {
        return Ok(of(state, Vec::new()));
    }
    match host.ways_to_unlock() {
        Ok(ways) => Ok(of(state, ways)),
        Err(none) if none.code == "desk-not-set-up" => Ok(of(HostState::New, Vec::new())),
        Err(failure) => Err(failure),
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum Way {
    Passphrase,
    Keyring,
    Recovery,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Unlock {
    way: Way,
    secret: Option<Secret>,
    operator: Option<String>,
}

fn unlock(host: &Host, words: &Words, args: Unlock) -> Result<HostStatus, UiError> {
    let (secret, operator) = (args.secret, args.operator.as_deref());
    let typed = secret.as_ref().map_or("", |secret| secret.0.as_str());
    match args.way {
        Way::Keyring => host.unlock(OpenWith::Keyring, operator)?,
        Way::Recovery => host.unlock(OpenWith::Recovery(&read_card(typed)?), operator)?,
        Way::Passphrase => {
            // A passphrase that is too short to be one is simply the wrong one.
            let passphrase = Passphrase::new(typed)
                .map_err(|_| UiError::new(Kind::Locked, "wrong-passphrase"))?;
            host.unlock(OpenWith::Passphrase(&passphrase), operator)?;
        }
    }
    status(host, words, Nothing {})
}

fn lock(host: &Host, words: &Words, nothing: Nothing) -> Result<HostStatus, UiError> {
    host.lock();
    status(host, words, nothing)
}

/// What a new desk is to be, as typed.
#[derive(Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(rename = "NewDesk")]
pub(crate) struct BeginSetUp {
    #[ts(as = "one_of::DeskKind")]
    kind: String,
    prefix: String,
    name: String,
    operator: String,
    /// Absent: the keyring opens the desk from day to day.
    #[ts(type = "string | null")]
    passphrase: Option<Secret>,
}

fn begin_setup(host: &Host, _: &Words, args: BeginSetUp) -> Result<CardShown, UiError> {
    let BeginSetUp { kind, prefix, name, operator, passphrase } = &args;
    let new = NewDesk { kind, prefix, name, operator };
    let prepared = match passphrase {
        None => host.begin_setup(&new, FirstKey::Keyring)?,
        Some(Secret(typed)) => {
            let passphrase =
                Passphrase::new(typed).map_err(|fault| UiError::new(Kind::Input, fault.code()))?;
            host.begin_setup(&new, FirstKey::Passphrase(&passphrase))?
        }
    };
    let recovery_text = prepared.recovery_text.to_string();
    Ok(CardShown { recovery_text, positions: prepared.positions })
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WriteCard {
    path: PathBuf,
}

fn write_card(host: &Host, words: &Words, args: WriteCard) -> Result<(), UiError> {
    host.write_card(words, &args.path)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Confirm {
    symbols: Secret,
}

fn confirm(host: &Host, _: &Words, args: Confirm) -> Result<(), UiError> {
    host.confirm_symbols(&args.symbols.0)
}

fn finish_setup(host: &Host, words: &Words, nothing: Nothing) -> Result<HostStatus, UiError> {
    host.finish_setup()?;
    status(host, words, nothing)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Enroll {
    url: String,
    code: Secret,
    /// PEM certificates to believe for the address.
    ca: Option<String>,
}

fn enroll(host: &Host, _: &Words, args: Enroll) -> Result<Gateway, UiError> {
    host.enroll(&args.url, args.ca.as_deref(), &args.code.0)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ConfirmCard {
    secret: Secret,
}

fn confirm_card(host: &Host, _: &Words, args: ConfirmCard) -> Result<(), UiError> {
    host.confirm_card(&read_card(&args.secret.0)?)
}
