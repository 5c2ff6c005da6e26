//! One data folder as a host sees it: closed, being set up, or open.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use desk::session::{self, Desk};
use desk::setup::Pending;
use desk::world::World;
use desk::{DeskError, Passphrase, RecoverySecret, corrections, dossiers, media, pages};
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

/// A file that is handed over for a component.
#[derive(Clone, Copy)]
pub struct Paper<'a> {
    /// Which component it is.
    pub component: &'a str,
    /// Name of the file.
    pub name: &'a str,
    /// Its bytes.
    pub bytes: &'a [u8],
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
    Open(Arc<Desk>, Actor),
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
        guarded(|| {
            let mut state = self.state();
            if let State::Open(..) = *state {
                return Err(UiError::new(Kind::Usage, "already-open"));
            }
            // A set-up that was begun holds the folder's lock.
            *state = State::Closed;
            let desk = Desk::open(self.world.clone(), &self.root, self.program, key)?;
            let actor = desk.actor(operator)?;
            *state = State::Open(Arc::new(desk), actor);
            Ok(())
        })
    }

    /// The words of the key slots, read without unlocking: `passphrase`, `keyring`, `recovery`.
    pub fn ways_to_unlock(&self) -> Result<Vec<String>, UiError> {
        guarded(|| Ok(session::ways_to_unlock(&self.world, &self.root)?))
    }

    /// Closes the desk; its keys leave the memory and its folder is free once running commands end.
    pub fn lock(&self) {
        *self.state() = State::Closed;
    }

    /// Attaches files to a dossier; a sealed one is opened for a correction. All of them are judged
    /// before any is attached.
    pub fn attach(&self, dossier: &str, papers: &[Paper<'_>]) -> Result<Vec<Attached>, UiError> {
        let judged = papers.iter().map(judge).collect::<Result<Vec<_>, _>>()?;
        self.with_desk(|desk, actor| {
            let dossier = dossiers::find(desk, dossier)?;
            corrections::reopen(desk, actor, dossier)?;
            let attach = |handed| pages::attach(desk, actor, dossier, handed);
            judged.into_iter().map(|handed| Ok(attach(handed)?.into())).collect()
        })
    }

    pub(crate) fn state(&self) -> MutexGuard<'_, State> {
        // After a panic the state is still whole: it is only ever replaced.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Runs an action on the opened desk, as the person who opened it. The host stays free for
    /// other threads meanwhile.
    pub(crate) fn with_desk<T>(
        &self,
        run: impl FnOnce(&Desk, Actor) -> Result<T, UiError>,
    ) -> Result<T, UiError> {
        let (desk, actor) = match &*self.state() {
            State::Open(desk, actor) => (Arc::clone(desk), *actor),
            State::Closed | State::SettingUp(_) => {
                return Err(UiError::new(Kind::Locked, "desk-closed"));
            }
        };
        guarded(|| run(&desk, actor))
    }
}

/// Whether a text can name a component at all.
pub fn names_a_component(text: &str) -> bool {
    text.parse::<ComponentId>().is_ok()
}

/// Names the file when it cannot be attached.
fn judge<'a>(paper: &Paper<'a>) -> Result<pages::Handed<'a>, UiError> {
    let component: ComponentId =
        paper.component.parse().map_err(|_| UiError::new(Kind::Input, "not-a-component"))?;
    let name = Line::new(paper.name);
    if let Err(fault) = media::judge(paper.bytes) {
        let refused = UiError::from(DeskError::from(fault));
        return Err(refused.with("file", &name).with("component", &component));
    }
    Ok(pages::Handed { component, name, bytes: paper.bytes })
}

/// A panic ends the command that caused it, never the host: the desk's transactions roll back when
/// they are dropped, and its state is only ever replaced whole.
pub(crate) fn guarded<T>(run: impl FnOnce() -> Result<T, UiError>) -> Result<T, UiError> {
    catch_unwind(AssertUnwindSafe(run))
        .unwrap_or_else(|_| Err(UiError::new(Kind::Internal, "panic")))
}
