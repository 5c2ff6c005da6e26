//! What a desk fetches of the package that desks are offered: the whole, or only what makes it of a package
//! that the desk has. A delta is made when the first desk asks for it, and kept for those who ask next. Whatever
//! goes wrong with one, the whole package is right for everybody; whom it would keep waiting among too many is
//! told to come later, because the package is what would cost.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};

use catalogue::package::Package;
use catalogue::shipped;
use domain::moment::Millis;
use seal::Sha256;
use seal::hash::hash;
use tokio::sync::{Mutex as TurnLock, OnceCell};
use tokio::task::spawn_blocking;
use wire::problem::Reason;

use crate::error::PortalError;
use crate::gateway::Gateway;
use crate::peers::Peers;
use crate::refusal::Refusal;
use crate::store::catalogues;
use crate::trace;

/// What a desk fetches.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fetched {
    /// SHA-256 of the bytes.
    pub sha256: Sha256,
    /// The bytes, held once for all who fetch them at the same time.
    pub bytes: Arc<[u8]>,
}

/// The deltas that were made last.
#[derive(Default)]
pub(crate) struct Deltas {
    /// Held only to find one, or a place for it.
    made: Mutex<VecDeque<(Ends, Made)>>,
    /// Those who wait for one: no thread is theirs, but a request is.
    waiting: Peers<()>,
    /// Held while one is made, which takes the memory of several packages.
    making: Arc<TurnLock<()>>,
    /// By which the contents are known that come with the program.
    own: OnceCell<Option<Sha256>>,
}

/// Between which packages a delta lies.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Ends {
    /// The contents of the one.
    base: Sha256,
    /// The file of the other.
    offered: Sha256,
}

/// Empty until it is made.
type Made = Arc<OnceCell<Outcome>>;

/// What came of making one.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Outcome {
    Delta(Fetched),
    /// The whole is as short.
    NoShorter,
    /// It failed, which no other desk's request is to do as well for some minutes.
    Failed {
        at: Millis,
    },
}

/// After so many milliseconds one that failed is tried again.
const AGAIN_MS: i64 = 5 * 60 * 1000;

impl Outcome {
    fn file(&self) -> Option<Fetched> {
        match self {
            Self::Delta(file) => Some(file.clone()),
            Self::NoShorter | Self::Failed { .. } => None,
        }
    }

    fn is_over(&self, now: Millis) -> bool {
        matches!(self, Self::Failed { at } if now.since(*at) >= AGAIN_MS)
    }
}

/// What makes the offered package of the one with the contents `base`; or the whole, where nothing shorter
/// makes it.
///
/// # Errors
/// `Busy` when too many wait already for what is being made.
pub async fn since(
    gateway: &Arc<Gateway>,
    base: Sha256,
    whole: Fetched,
) -> Result<Fetched, Refusal> {
    let (deltas, ends) = (&gateway.deltas, Ends { base, offered: whole.sha256 });
    let now = gateway.now();
    let made = match deltas.find(ends, now) {
        Some(made) => made,
        // Nobody's invention takes the place of what desks need.
        None if !is_known(gateway, base).await => return Ok(whole),
        None => deltas.place(ends, places(gateway)),
    };
    if let Some(made) = made.get() {
        return Ok(made.file().unwrap_or(whole));
    }
    let most = (gateway.policy.max_concurrent / 2).max(1);
    let busy = || Refusal::new(Reason::Busy, "too many wait for the package at this time");
    let _seat = deltas.waiting.seat((), most).ok_or_else(busy)?;
    let (own, bytes) = (Arc::clone(gateway), Arc::clone(&whole.bytes));
    let run = move || Ok(base_package(&own, &base)?.and_then(|base| between(&base, &bytes)));
    Ok(deltas.filled(made, now, run).await.unwrap_or(whole))
}

/// As many as there are packages to build on: those that are kept, the offered one and the program's.
fn places(gateway: &Gateway) -> usize {
    usize::try_from(gateway.policy.catalogues_kept.saturating_add(2)).unwrap_or(usize::MAX)
}

impl Deltas {
    fn find(&self, ends: Ends, now: Millis) -> Option<Made> {
        let mut made = self.made.lock().unwrap_or_else(PoisonError::into_inner);
        made.retain(|(_, made)| !made.get().is_some_and(|outcome| outcome.is_over(now)));
        made.iter().find(|(known, _)| *known == ends).map(|(_, made)| Arc::clone(made))
    }

    /// The one that is there, or an empty one.
    fn place(&self, ends: Ends, most: usize) -> Made {
        let mut made = self.made.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, known)) = made.iter().find(|(known, _)| *known == ends) {
            return Arc::clone(known);
        }
        while made.len() >= most.max(1) {
            made.pop_front();
        }
        let empty = Made::default();
        made.push_back((ends, Arc::clone(&empty)));
        empty
    }

    /// What is made, by whoever asked for it first.
    async fn filled(
        &self,
        made: Made,
        now: Millis,
        run: impl FnOnce() -> Result<Option<Fetched>, PortalError> + Send + 'static,
    ) -> Option<Fetched> {
        let making = Arc::clone(&self.making);
        let fill = async move {
            let _alone = making.lock_owned().await;
            match tried(run).await {
                Some(Some(file)) => Outcome::Delta(file),
                Some(None) => Outcome::NoShorter,
                None => Outcome::Failed { at: now },
            }
        };
        // On a task of its own: a desk that goes away does not have it made once more.
        let filled = tokio::spawn(async move { made.get_or_init(|| fill).await.file() });
        filled.await.ok().flatten()
    }
}

/// Runs, on a thread that may wait, what nobody depends on: of its failure there is a trace.
async fn tried<T: Send + 'static>(
    run: impl FnOnce() -> Result<T, PortalError> + Send + 'static,
) -> Option<T> {
    let tried = spawn_blocking(run).await.unwrap_or(Err(PortalError::Panic));
    tried.inspect_err(trace::leave).ok()
}

/// Whether a package with these contents was published and is kept, or comes with the program.
async fn is_known(gateway: &Arc<Gateway>, contents: Sha256) -> bool {
    let own = Arc::clone(gateway);
    let is_kept = move || own.store.look(|view| catalogues::has_contents(view, &contents));
    if tried(is_kept).await == Some(true) {
        return true;
    }
    let own = || tried(|| Ok(shipped::catalogue().ok().and_then(|own| own.hash())));
    let own = gateway.deltas.own.get_or_init(|| async { own().await.flatten() }).await;
    *own == Some(contents)
}

fn base_package(gateway: &Gateway, contents: &Sha256) -> Result<Option<Package>, PortalError> {
    let bytes = gateway.store.look(|view| catalogues::with_contents(view, contents))?;
    if let Some(bytes) = bytes {
        return Ok(Package::open_trusted(&bytes).ok());
    }
    let own = shipped::catalogue().ok().filter(|own| own.hash() == Some(*contents));
    Ok(own.and_then(|own| shipped::package(&own).ok()))
}

/// What makes one package of the other, if it is any shorter.
fn between(base: &Package, whole: &[u8]) -> Option<Fetched> {
    let offered = Package::open_trusted(whole).ok()?;
    let bytes = offered.since(base).ok()??;
    let is_shorter = bytes.len() < whole.len();
    is_shorter.then(|| Fetched { sha256: hash(&bytes), bytes: bytes.into() })
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::sync::mpsc;

    use tokio::runtime::{Builder, Runtime};

    use super::*;

    fn ends(base: &str) -> Ends {
        Ends { base: hash(base.as_bytes()), offered: hash(b"offered") }
    }

    const NOW: Millis = Millis::new(1_800_000_000_000);

    fn a_file() -> Fetched {
        Fetched { sha256: hash(b"delta"), bytes: Arc::from(*b"delta") }
    }

    /// Where two things may wait on threads at one time.
    fn two_threads() -> Runtime {
        Builder::new_current_thread().max_blocking_threads(2).build().unwrap()
    }

    #[test]
    fn delta_is_made_once_and_whoever_waits_for_it_is_in_nobodys_way() {
        two_threads().block_on(async {
            let (deltas, times) = (Arc::new(Deltas::default()), Arc::new(AtomicUsize::new(0)));
            let old = deltas.place(ends("old"), 7);
            old.set(Outcome::Delta(a_file())).unwrap();
            let ((signal, underway), (go, wait)) = (mpsc::channel(), mpsc::channel::<()>());
            let slow = move || {
                signal.send(()).unwrap();
                wait.recv().unwrap();
                Ok(Some(a_file()))
            };
            let asks = |base: &str| (Arc::clone(&deltas), deltas.place(ends(base), 7));
            let (own, made) = asks("new");
            let first = tokio::spawn(async move { own.filled(made, NOW, slow).await });
            assert_eq!(tried(move || Ok(underway.recv())).await, Some(Ok(())));

            let mut waiting = vec![];
            for _ in 0..20 {
                let ((own, made), times) = (asks("new"), Arc::clone(&times));
                let again = move || {
                    times.fetch_add(1, Ordering::SeqCst);
                    Ok(None)
                };
                waiting.push(tokio::spawn(async move { own.filled(made, NOW, again).await }));
            }
            for _ in 0..20 {
                tokio::task::yield_now().await;
            }
            let cached = deltas.find(ends("old"), NOW).and_then(|made| made.get().cloned());

            assert_eq!(cached, Some(Outcome::Delta(a_file())), "what is made is there for all");
            assert_eq!(tried(|| Ok("done")).await, Some("done"), "a thread is free");
            go.send(()).unwrap();
            assert_eq!(first.await.unwrap(), Some(a_file()));
            for one in waiting {
                assert_eq!(one.await.unwrap(), Some(a_file()));
            }
            assert_eq!(times.load(Ordering::SeqCst), 0, "it was made once");
        });
    }

    #[tokio::test]
    async fn delta_is_made_to_its_end_though_the_desk_that_asked_for_it_has_gone() {
        let deltas = Arc::new(Deltas::default());
        let made = deltas.place(ends("old"), 7);
        let (go, wait) = mpsc::channel::<()>();
        let slow = move || Ok(wait.recv().ok().map(|()| a_file()));

        tokio::select! {
            biased;
            _ = deltas.filled(Arc::clone(&made), NOW, slow) => panic!("it waits"),
            () = tokio::task::yield_now() => (),
        }
        go.send(()).unwrap();

        assert_eq!(deltas.filled(made, NOW, || Ok(None)).await, Some(a_file()));
    }

    #[tokio::test]
    async fn delta_that_cannot_be_made_is_not_tried_for_every_desk() {
        let deltas = Deltas::default();
        let made = |base: &str| deltas.place(ends(base), 7);

        let failed = deltas.filled(made("bad"), NOW, || Err(PortalError::WrongKey)).await;
        let panicked = deltas.filled(made("worse"), NOW, || panic!("on purpose")).await;

        assert_eq!((failed, panicked), (None, None));
        for base in ["bad", "worse"] {
            let failed = Some(&Outcome::Failed { at: NOW });
            assert_eq!(made(base).get(), failed, "{base}: that is remembered");
            assert!(deltas.find(ends(base), NOW).is_some(), "{base}");
        }
        let later = Millis::new(NOW.get() + AGAIN_MS);
        let known = ["bad", "worse"].map(|base| deltas.find(ends(base), later).is_some());
        assert_eq!(known, [false, false], "it is tried again");
    }

    #[test]
    fn no_more_are_kept_than_there_are_places() {
        let deltas = Deltas::default();

        for base in ["1", "2", "3", "3"] {
            deltas.place(ends(base), 2);
        }

        let kept = ["1", "2", "3"].map(|base| deltas.find(ends(base), NOW).is_some());
        assert_eq!(kept, [false, true, true]);
    }
}
