//! Setting up a desk, from the host's side.

use std::path::Path;
use std::sync::Arc;

use desk::setup;
use desk::{Passphrase, Stretch};
use domain::kinds::DeskKind;
use domain::provisional_code::DeskPrefix;
use domain::text::Line;
use zeroize::Zeroizing;

use crate::error::{Kind, UiError};
use crate::host::{Host, State, guarded};
use crate::words::Words;

impl Words {
    /// The text of a recovery card; its last line is the code.
    fn card(&self, prefix: &DeskPrefix, recovery: &str) -> Zeroizing<String> {
        let prefix = self.say("card-prefix", &[("prefix", prefix.as_str())]);
        let (title, text) = (self.say("card-title", &[]), self.say("card-text", &[]));
        let code = self.say("card-code", &[]);
        Zeroizing::new(format!("{title}\n\n{text}\n\n{prefix}\n{code}\n\n    {recovery}\n"))
    }
}

/// What a new desk is to be, as typed.
pub struct NewDesk<'a> {
    /// `authority`, `volunteer` or `post`.
    pub kind: &'a str,
    /// First part of its codes, such as `LS07`.
    pub prefix: &'a str,
    /// What people call the desk; may be empty.
    pub name: &'a str,
    /// The first operator.
    pub operator: &'a str,
}

/// What will open the desk from day to day.
#[derive(Clone, Copy)]
pub enum FirstKey<'a> {
    /// A passphrase.
    Passphrase(&'a Passphrase),
    /// The keyring of whoever is logged in to the machine.
    Keyring,
}

/// What the host must show or write before the desk can be finished.
pub struct Prepared {
    /// The recovery secret, in groups.
    pub recovery_text: Zeroizing<String>,
    /// The places, from 1, of the four symbols to ask back.
    pub positions: [u8; 4],
}

impl Host {
    /// Prepares a desk in memory.
    pub fn begin_setup(&self, new: &NewDesk<'_>, key: FirstKey<'_>) -> Result<Prepared, UiError> {
        let new = read_new_desk(new)?;
        let key = match key {
            FirstKey::Passphrase(passphrase) => {
                setup::FirstKey::Passphrase(passphrase, Stretch::HOUSE)
            }
            FirstKey::Keyring => setup::FirstKey::Keyring,
        };
        guarded(|| {
            let mut state = self.state();
            if let State::Open(..) = *state {
                return Err(UiError::new(Kind::Usage, "already-open"));
            }
            // Somebody went back and begins again: the first try lets go of the folder.
            *state = State::Closed;
            let world = self.world.clone();
            let pending = setup::begin(world, &self.root, self.program, new, &key)?;
            let (recovery_text, positions) = (pending.recovery_text(), pending.positions());
            *state = State::SettingUp(pending);
            Ok(Prepared { recovery_text, positions })
        })
    }

    /// Writes the recovery card to a new file outside the data folder, in sentences.
    ///
    /// # Errors
    /// `card-not-written` with the file's name.
    pub fn write_card(&self, words: &Words, path: &Path) -> Result<(), UiError> {
        let State::SettingUp(pending) = &*self.state() else { return Err(not_setting_up()) };
        let text = words.card(pending.prefix(), &pending.recovery_text());
        pending.write_card(path, &text).map_err(|failure| {
            let failure = UiError::from(failure);
            let kept = UiError::new(Kind::Input, "card-not-written").with("file", &path.display());
            UiError { trace: failure.trace, ..kept }
        })
    }

    /// Notes that these are the symbols that were asked back.
    ///
    /// # Errors
    /// `card-not-confirmed` when they are not; they may be asked again.
    pub fn confirm_symbols(&self, answer: &str) -> Result<(), UiError> {
        match &mut *self.state() {
            State::SettingUp(pending) => Ok(pending.confirm(answer)?),
            State::Closed | State::Open(..) => Err(not_setting_up()),
        }
    }

    /// Writes the desk to the disk and opens it. After a failure the card is void.
    pub fn finish_setup(&self) -> Result<(), UiError> {
        self.finish()?;
        self.begin_delivery();
        Ok(())
    }

    fn finish(&self) -> Result<(), UiError> {
        guarded(|| {
            let mut state = self.state();
            match std::mem::replace(&mut *state, State::Closed) {
                State::SettingUp(pending) => {
                    let desk = pending.finish()?;
                    let actor = desk.actor(None)?;
                    *state = State::Open(Arc::new(desk), actor);
                    Ok(())
                }
                other => {
                    *state = other;
                    Err(not_setting_up())
                }
            }
        })
    }

    /// Notes that somebody has the recovery card, shown by typing its whole secret.
    pub fn confirm_card(&self, secret: &desk::RecoverySecret) -> Result<(), UiError> {
        self.with_desk(|desk, _| Ok(setup::confirm_card(desk, secret)?))
    }
}

fn not_setting_up() -> UiError {
    UiError::new(Kind::Usage, "not-setting-up")
}

fn read_new_desk(new: &NewDesk<'_>) -> Result<setup::NewDesk, UiError> {
    let kind: DeskKind =
        new.kind.parse().map_err(|_| UiError::new(Kind::Usage, "not-a-desk-kind"))?;
    let prefix =
        DeskPrefix::parse(new.prefix).map_err(|fault| UiError::new(Kind::Input, fault.code()))?;
    let operator = Line::new(new.operator);
    if operator.is_empty() {
        return Err(UiError::new(Kind::Input, "operator-without-name"));
    }
    Ok(setup::NewDesk { kind, prefix, name: Line::new(new.name), operator })
}
