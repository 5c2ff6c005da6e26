//! Sending in the background, for hosts with a window: one thread beside the commands, from the
//! unlocking of the desk to its locking.

use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use desk::background::{self, Follower, Progress};
use desk::{Desk, DeskError};
use domain::actor::Actor;

use crate::changed::{Topic, Watchers};
use crate::host::{Host, State, guarded};

/// How long it rests when it could not even begin: the desk is not enrolled, or another delivery
/// runs. Whoever rings ends the rest.
const REST: Duration = Duration::from_mins(1);

/// The one thread that may run, and whether one is wanted at all.
#[derive(Default)]
pub(crate) struct Delivering {
    is_wanted: bool,
    running: Option<Running>,
}

struct Running {
    desk: Arc<Desk>,
    told: Arc<Told>,
    thread: JoinHandle<()>,
}

impl Running {
    fn end(self) {
        self.told.stop();
        self.desk.stop_delivery();
        // A thread that panicked has ended too.
        drop(self.thread.join());
    }
}

impl Host {
    /// Sends in the background from now on, whenever the desk is open and enrolled: at once when
    /// something is queued or rung, otherwise every few minutes, and after trouble as the gateway
    /// and the road allow. It ends when the desk is locked, or with the host.
    pub fn deliver_in_background(&self) {
        self.delivering().is_wanted = true;
        self.begin_delivery();
    }

    /// Begins, if somebody wants it and the desk is open.
    pub(crate) fn begin_delivery(&self) {
        let mut delivering = self.delivering();
        if !delivering.is_wanted || delivering.running.is_some() {
            return;
        }
        if let State::Open(desk, actor) = &*self.state() {
            delivering.running = begun(Arc::clone(desk), *actor, &self.watchers);
        }
    }

    /// Ends it, and waits until it has let go of the folder.
    pub(crate) fn end_delivery(&self) {
        let running = self.delivering().running.take();
        if let Some(running) = running {
            running.end();
        }
    }

    /// Asks for a round with the gateway at once.
    pub(crate) fn ring(&self) {
        if let Some(running) = &self.delivering().running {
            running.told.ring();
            running.desk.ring();
        }
    }

    /// How the delivery goes; `None` while none runs.
    pub(crate) fn progress(&self) -> Option<Progress> {
        self.delivering().running.as_ref().map(|running| running.told.progress())
    }

    fn delivering(&self) -> MutexGuard<'_, Delivering> {
        self.delivering.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A machine that gives no thread sends nothing; whoever looks sees that it waits.
fn begun(desk: Arc<Desk>, actor: Actor, watchers: &Arc<Watchers>) -> Option<Running> {
    let told = Arc::new(Told::new(Arc::clone(watchers)));
    let (inner, outer) = (Arc::clone(&told), Arc::clone(&desk));
    let run = move || deliver(&desk, actor, &inner);
    let thread = thread::Builder::new().name("delivery".to_owned()).spawn(run).ok()?;
    Some(Running { desk: outer, told, thread })
}

fn deliver(desk: &Arc<Desk>, actor: Actor, told: &Arc<Told>) {
    let follower: Arc<dyn Follower> = told.clone();
    while told.is_wanted() {
        let ended = guarded(|| Ok(background::run(desk, actor, &follower)?));
        told.rested(ended.err().map(|failure| failure.code));
        told.rest();
    }
}

/// What the thread is told, and what it tells.
struct Told {
    asked: Mutex<Asked>,
    changed: Condvar,
    progress: Mutex<Progress>,
    watchers: Arc<Watchers>,
}

#[derive(Default)]
struct Asked {
    to_stop: bool,
    to_go: bool,
}

impl Told {
    fn new(watchers: Arc<Watchers>) -> Self {
        let (asked, changed, progress) = (Mutex::default(), Condvar::new(), Mutex::default());
        Self { asked, changed, progress, watchers }
    }

    fn stop(&self) {
        self.asked().to_stop = true;
        self.changed.notify_all();
    }

    fn ring(&self) {
        self.asked().to_go = true;
        self.changed.notify_all();
    }

    fn rest(&self) {
        let asleep = |asked: &mut Asked| !asked.to_stop && !asked.to_go;
        let woken = self.changed.wait_timeout_while(self.asked(), REST, asleep);
        woken.unwrap_or_else(PoisonError::into_inner).0.to_go = false;
    }

    /// Takes note that nothing is under way, and why.
    fn rested(&self, trouble: Option<String>) {
        let before = self.progress();
        // Not to be enrolled is no trouble of the road.
        let trouble = trouble.filter(|code| code != DeskError::NotEnrolled.code());
        let (is_under_way, again, held) = (false, None, Arc::default());
        let now = Progress { is_under_way, trouble, again, held, ..before.clone() };
        if now != before {
            self.moved(now);
        }
    }

    fn progress(&self) -> Progress {
        self.progress.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn asked(&self) -> MutexGuard<'_, Asked> {
        self.asked.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Follower for Told {
    fn is_wanted(&self) -> bool {
        !self.asked().to_stop
    }

    fn moved(&self, progress: Progress) {
        let mut known = self.progress.lock().unwrap_or_else(PoisonError::into_inner);
        // Why a result cannot be had stands on the page of its dossier.
        let has_moved = known.moves != progress.moves || known.unfetched != progress.unfetched;
        let brings = progress.catalogue.is_some() && known.catalogue != progress.catalogue;
        *known = progress;
        drop(known);
        // Nobody is told of a delivery that ends with the desk: whoever asked for it knows.
        if !self.is_wanted() {
            return;
        }
        self.watchers.tell(&Topic::Road.into());
        self.watchers.tell(&Topic::Queue.into());
        if has_moved {
            self.watchers.tell(&Topic::Dossiers.into());
        }
        if brings {
            self.watchers.tell(&Topic::Desk.into());
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use desk::background::Unfetched;
    use domain::ids::{DossierId, Id};

    use super::*;

    /// What is told of while this is done.
    fn told(done: impl FnOnce(&Told)) -> Vec<Topic> {
        let (watchers, heard) = (Arc::new(Watchers::default()), Arc::new(Mutex::new(vec![])));
        let ear = Arc::clone(&heard);
        watchers.add(Arc::new(move |changed| ear.lock().unwrap().push(changed.topic)));
        done(&Told::new(watchers));
        let heard = heard.lock().unwrap();
        heard.clone()
    }

    fn a_result_is_gone() -> Progress {
        let of = (DossierId::from_bytes([1; 16]), "0".repeat(64).parse().unwrap());
        let unfetched = Arc::new(BTreeMap::from([(of, Unfetched::Gone)]));
        Progress { unfetched, ..Progress::default() }
    }

    #[test]
    fn page_of_a_dossier_hears_why_its_result_cannot_be_had_and_hears_it_once() {
        let heard = told(|told| (0..2).for_each(|_| told.moved(a_result_is_gone())));

        let of_dossiers = heard.iter().filter(|topic| **topic == Topic::Dossiers);
        assert_eq!(of_dossiers.count(), 1, "{heard:?}");
    }

    #[test]
    fn why_a_result_cannot_be_had_is_still_known_when_a_delivery_has_ended() {
        told(|told| {
            told.moved(Progress { is_under_way: true, ..a_result_is_gone() });

            told.rested(Some("already-syncing".to_owned()));

            let now = told.progress();
            assert_eq!(now.unfetched, a_result_is_gone().unfetched);
            assert!(!now.is_under_way && now.trouble.is_some());
        });
    }
}
