//! One data folder as a host sees it: closed, being set up, or open.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use desk::enrolment::{self, Door};
use desk::session::{self, Desk};
use desk::setup::Pending;
use desk::world::World;
use desk::{
    DeskError, EnrolmentCode, Passphrase, RecoverySecret, corrections, dossiers, gateway, handout,
    media, pages, papers, results,
};
use domain::actor::Actor;
use domain::procedure::ComponentId;
use domain::text::Line;

use crate::changed::Watchers;
use crate::commands::papers::made;
use crate::delivery::Delivering;
use crate::error::{Kind, UiError};
use crate::reply::{Attached, Gateway, Kept, PaperForm, PaperSize, Written};

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
    pub(crate) watchers: Arc<Watchers>,
    pub(crate) delivering: Mutex<Delivering>,
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
        let (watchers, delivering) = (Arc::default(), Mutex::default());
        let state = Mutex::new(State::Closed);
        Self { world, root: root.into(), program, watchers, delivering, state }
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
        })?;
        self.begin_delivery();
        Ok(())
    }

    /// The words of the key slots, read without unlocking: `passphrase`, `keyring`, `recovery`.
    pub fn ways_to_unlock(&self) -> Result<Vec<String>, UiError> {
        guarded(|| {
            self.clear_away();
            Ok(session::ways_to_unlock(&self.world, &self.root)?)
        })
    }

    /// Removes the papers that a killed process left where other programs can read them; whoever
    /// looks at a closed desk does it, without any key.
    fn clear_away(&self) {
        let state = self.state();
        if let State::Closed = *state {
            // What cannot be done now is done at the next look, or by whoever unlocks.
            let _ = handout::wipe_closed(&self.world, &self.root);
        }
    }

    /// Closes the desk; its keys leave the memory and its folder is free once running commands end.
    /// A delivery in the background has ended then.
    pub fn lock(&self) {
        *self.state() = State::Closed;
        self.end_delivery();
    }

    /// Attaches files to a dossier; a sealed one is opened for a correction. All of them are judged
    /// before any is attached.
    pub fn attach(&self, dossier: &str, papers: &[Paper<'_>]) -> Result<Vec<Attached>, UiError> {
        let judged = papers.iter().map(judge).collect::<Result<Vec<_>, _>>()?;
        self.with_desk(|desk, actor| {
            let dossier = dossiers::find(desk, dossier)?;
            for (before, handed) in judged.iter().enumerate() {
                let checked = pages::check(desk, dossier, handed, before);
                checked.map_err(|refusal| named(refusal.into(), handed))?;
            }
            corrections::reopen(desk, actor, dossier)?;
            let attach = |handed| pages::attach(desk, actor, dossier, handed);
            judged.into_iter().map(|handed| Ok(attach(handed)?.into())).collect()
        })
    }

    /// Enrols the desk at the gateway behind an address, with the code that the province read out.
    /// `ca` holds PEM certificates to believe for it.
    pub fn enroll(&self, url: &str, ca: Option<&str>, code: &str) -> Result<Gateway, UiError> {
        let code = EnrolmentCode::parse(code).map_err(DeskError::from)?;
        let door = Door { url: url.to_owned(), ca: ca.map(str::to_owned) };
        // It would hold the place of the one that talks to a gateway, and still mean the old one.
        self.end_delivery();
        let enrolled = self.with_desk(|desk, actor| {
            enrolment::enrol(desk, actor, &door, &code)?;
            let known = gateway::known(desk)?.ok_or(DeskError::NotEnrolled)?;
            Ok(Gateway::new(desk, known))
        });
        self.begin_delivery();
        enrolled
    }

    /// Writes a result file of a dossier to a new file outside the data folder: the `number`-th,
    /// from 1, or the newest.
    pub fn write_result(
        &self,
        dossier: &str,
        number: Option<usize>,
        path: &Path,
    ) -> Result<Written, UiError> {
        self.with_desk(|desk, _| {
            let dossier = dossiers::find(desk, dossier)?;
            let (row, bytes) = results::read(desk, dossier, number)?;
            results::write_outside(desk, path, &bytes).map_err(|failure| {
                not_written(UiError::new(Kind::Input, "result-not-written"), failure, path)
            })?;
            Ok(Written::new(&row, path))
        })
    }

    /// Makes a paper of a dossier and writes it to a new file outside the data folder.
    pub fn write_paper(
        &self,
        dossier: &str,
        form: PaperForm,
        size: Option<PaperSize>,
        path: &Path,
    ) -> Result<Kept, UiError> {
        self.with_desk(|desk, actor| {
            let dossier = dossiers::find(desk, dossier)?;
            let (size, made) = made(desk, dossier, form, size)?;
            results::write_outside(desk, path, &made.bytes).map_err(|failure| {
                not_written(UiError::new(Kind::Input, "paper-not-written"), failure, path)
            })?;
            papers::printed(desk, actor, dossier, form.into(), size, &made)?;
            Ok(Kept { file: path.display().to_string(), pages: made.pages })
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
        run: impl FnOnce(&Arc<Desk>, Actor) -> Result<T, UiError>,
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

impl Drop for Host {
    fn drop(&mut self) {
        self.lock();
    }
}

/// Whether a text can name a component at all.
pub fn names_a_component(text: &str) -> bool {
    text.parse::<ComponentId>().is_ok()
}

/// Says where a file could not be written, and what was being done.
pub(crate) fn not_written(refused: UiError, failure: DeskError, path: &Path) -> UiError {
    let trace = UiError::from(failure).trace;
    UiError { trace, ..refused }.with("file", &path.display())
}

/// Names the file when it cannot be attached.
fn judge<'a>(paper: &Paper<'a>) -> Result<pages::Handed<'a>, UiError> {
    let component: ComponentId =
        paper.component.parse().map_err(|_| UiError::new(Kind::Input, "not-a-component"))?;
    let handed = pages::Handed { component, name: Line::new(paper.name), bytes: paper.bytes };
    match media::judge(paper.bytes) {
        Ok(_) => Ok(handed),
        Err(fault) => Err(named(DeskError::from(fault).into(), &handed)),
    }
}

/// Adds to a refusal which file it is about.
fn named(refusal: UiError, handed: &pages::Handed<'_>) -> UiError {
    refusal.with("file", &handed.name).with("component", &handed.component)
}

/// A panic ends the command that caused it, never the host: the desk's transactions roll back when
/// they are dropped, and its state is only ever replaced whole.
pub(crate) fn guarded<T>(run: impl FnOnce() -> Result<T, UiError>) -> Result<T, UiError> {
    catch_unwind(AssertUnwindSafe(run))
        .unwrap_or_else(|_| Err(UiError::new(Kind::Internal, "panic")))
}

#[cfg(test)]
#[path = "host_tests.rs"]
mod tests;
