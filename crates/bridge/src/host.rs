//! One data folder as a host sees it: closed, being set up, or open.

use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use desk::session::{self, Desk};
use desk::setup::Pending;
use desk::world::World;
use desk::{DeskError, Passphrase, RecoverySecret, pages};
use domain::actor::Actor;
use domain::procedure::ComponentId;
use domain::text::Line;

use crate::error::{Kind, UiError};
use crate::reply::Attached;

/// What a folder is opened with.
#[derive(Clone, Copy)]
pub enum OpenWith<'a> {
    /// A passphrase that was typed.
    Passphrase(&'a Passphrase),
    /// The keyring of whoever is logged in to the machine.
    Keyring,
    /// The secret on the recovery card.
    Recovery(&'a RecoverySecret),
}

/// A data folder, and who works with it.
pub struct Host {
    pub(crate) world: World,
    pub(crate) root: PathBuf,
    pub(crate) program: &'static str,
    state: Mutex<State>,
}

#[expect(clippy::large_enum_variant, reason = "there is one per process")]
pub(crate) enum State {
    Closed,
    SettingUp(Pending),
    Open(Desk, Option<String>),
}

impl Host {
    /// Points at a data folder; nothing is read yet. `program` is what other processes are told.
    pub fn at(world: World, root: impl Into<PathBuf>, program: &'static str) -> Self {
        Self { world, root: root.into(), program, state: Mutex::new(State::Closed) }
    }

    /// The data folder.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Opens the desk for an operator: by name, or the only one there is.
    pub fn unlock(&self, with: OpenWith<'_>, operator: Option<&str>) -> Result<(), UiError> {
        let key = match with {
            OpenWith::Passphrase(passphrase) => session::Key::Passphrase(passphrase),
            OpenWith::Keyring => session::Key::Keyring,
            OpenWith::Recovery(secret) => session::Key::Recovery(secret),
        };
        let desk = Desk::open(self.world.clone(), &self.root, self.program, key)?;
        desk.actor(operator)?;
        *self.state() = State::Open(desk, operator.map(str::to_owned));
        Ok(())
    }

    /// The words of the key slots, read without unlocking: `passphrase`, `keyring`, `recovery`.
    pub fn ways_to_unlock(&self) -> Result<Vec<String>, UiError> {
        Ok(session::ways_to_unlock(&self.world, &self.root)?)
    }

    /// Closes the desk; its keys leave the memory and its folder is free.
    pub fn lock(&self) {
        *self.state() = State::Closed;
    }

    /// Attaches the bytes of a file to a draft.
    pub fn attach(
        &self,
        dossier: &str,
        component: &str,
        name: &str,
        bytes: &[u8],
    ) -> Result<Attached, UiError> {
        let component: ComponentId =
            component.parse().map_err(|_| UiError::new(Kind::Input, "not-a-component"))?;
        // Before a sealed dossier is opened for a supplement: a bad file must leave nothing behind.
        desk::media::judge(bytes).map_err(DeskError::from)?;
        self.with_desk(|desk, actor| {
            let dossier = desk::dossiers::find(desk, dossier)?;
            desk::drafts::reopen(desk, actor, dossier)?;
            let handed = pages::Handed { component, name: Line::new(name), bytes };
            let attached = pages::attach(desk, actor, dossier, handed)?;
            Ok(Attached {
                page_id: attached.page.to_string(),
                media: attached.media.to_string(),
                size: attached.digest.size,
                sha256: attached.digest.sha256.to_string(),
            })
        })
    }

    pub(crate) fn state(&self) -> MutexGuard<'_, State> {
        // After a panic the state is still whole: it is only ever replaced.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Runs an action on the opened desk, as the person who opened it.
    pub(crate) fn with_desk<T>(
        &self,
        run: impl FnOnce(&Desk, Actor) -> Result<T, UiError>,
    ) -> Result<T, UiError> {
        match &*self.state() {
            State::Open(desk, operator) => run(desk, desk.actor(operator.as_deref())?),
            State::Closed | State::SettingUp(_) => Err(UiError::new(Kind::Locked, "desk-closed")),
        }
    }
}
