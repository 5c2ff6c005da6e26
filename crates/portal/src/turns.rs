//! One writer at a time for each upload, and the newest first.
//!
//! A desk whose line broke comes back on a new connection while the old one still waits for bytes
//! that will never arrive. Whoever comes later therefore asks whoever is there to end, which it does
//! as soon as its bytes stop coming, or at once where the newcomer knows that the old line is dead:
//! what has arrived is kept, and the newcomer goes on from it.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError, Weak};

use tokio::sync::{Mutex as TurnLock, OwnedMutexGuard, watch};

use crate::store::uploads::UploadId;

/// Who has a turn at which upload.
#[derive(Default)]
pub(crate) struct Turns(Mutex<BTreeMap<UploadId, Weak<Queue>>>);

struct Queue {
    lock: Arc<TurnLock<()>>,
    calls: watch::Sender<Calls>,
}

/// The newest tickets.
#[derive(Default)]
struct Calls {
    newest: u64,
    newest_at_once: u64,
}

/// How soon the owner of a turn is asked to end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Haste {
    /// When its bytes stop coming.
    Patient,
    /// Now: it is kept as far as it has come.
    AtOnce,
}

/// The right to write to one upload, until it is dropped.
pub(crate) struct Turn {
    queue: Arc<Queue>,
    ticket: u64,
    _held: OwnedMutexGuard<()>,
}

/// Tells when somebody newer waits.
pub(crate) struct Hurry {
    calls: watch::Receiver<Calls>,
    ticket: u64,
}

impl Turns {
    /// Waits for a turn, and asks whoever has it to end.
    pub(crate) async fn take(&self, upload: UploadId, haste: Haste) -> Turn {
        let (queue, ticket) = self.ticket(upload, haste);
        let held = Arc::clone(&queue.lock).lock_owned().await;
        Turn { queue, ticket, _held: held }
    }

    /// The same on a thread that may wait.
    pub(crate) fn take_blocking(&self, upload: UploadId) -> Turn {
        let (queue, ticket) = self.ticket(upload, Haste::Patient);
        // A free turn is taken at once, so that a start may mend wherever it is called.
        let free = Arc::clone(&queue.lock).try_lock_owned();
        let held = free.unwrap_or_else(|_| Arc::clone(&queue.lock).blocking_lock_owned());
        Turn { queue, ticket, _held: held }
    }

    fn ticket(&self, upload: UploadId, haste: Haste) -> (Arc<Queue>, u64) {
        let mut queues = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        queues.retain(|_, queue| queue.strong_count() > 0);
        let queue = queues.get(&upload).and_then(Weak::upgrade).unwrap_or_else(|| {
            let queue = Arc::new(Queue {
                lock: Arc::new(TurnLock::new(())),
                calls: watch::Sender::default(),
            });
            queues.insert(upload, Arc::downgrade(&queue));
            queue
        });
        let mut ticket = 0;
        queue.calls.send_modify(|calls| {
            calls.newest += 1;
            ticket = calls.newest;
            if haste == Haste::AtOnce {
                calls.newest_at_once = ticket;
            }
        });
        (queue, ticket)
    }
}

impl Turn {
    /// What tells the owner of the turn to end.
    pub(crate) fn hurry(&self) -> Hurry {
        Hurry { calls: self.queue.calls.subscribe(), ticket: self.ticket }
    }
}

impl Hurry {
    /// Returns when somebody newer waits for the turn, in at least this haste.
    pub(crate) async fn asked(&mut self, least: Haste) -> Haste {
        let ticket = self.ticket;
        let is_asked = |calls: &Calls| match least {
            Haste::Patient => calls.newest > ticket,
            Haste::AtOnce => calls.newest_at_once > ticket,
        };
        let asked = self.calls.wait_for(is_asked).await.map(|calls| calls.newest_at_once > ticket);
        match asked {
            Ok(true) => Haste::AtOnce,
            Ok(false) => Haste::Patient,
            Err(_) => std::future::pending().await,
        }
    }

    /// Whether somebody newer has come for the turn by the time that it is over.
    pub(crate) async fn asked_before_the_end(mut self) -> bool {
        let ticket = self.ticket;
        self.calls.wait_for(|calls| calls.newest > ticket).await.is_ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn newcomer_hurries_the_owner_and_then_has_the_turn() {
        let (turns, upload) = (Turns::default(), UploadId::from_bytes([1; 16]));
        let first = turns.take(upload, Haste::Patient).await;
        let mut hurry = first.hurry();

        let owner = async {
            assert_eq!(hurry.asked(Haste::Patient).await, Haste::Patient);
            drop(first);
        };
        let (second, ()) = tokio::join!(turns.take(upload, Haste::Patient), owner);

        let mut hurry = second.hurry();
        let quiet = tokio::select! {
            _ = hurry.asked(Haste::Patient) => false,
            () = std::future::ready(()) => true,
        };
        assert!(quiet, "nobody newer waits for the second");
        assert!(turns.0.lock().unwrap().len() == 1, "one queue");
    }

    #[tokio::test]
    async fn newcomer_in_haste_is_told_from_a_patient_one() {
        let (turns, upload) = (Turns::default(), UploadId::from_bytes([1; 16]));
        let first = turns.take(upload, Haste::Patient).await;
        let mut hurry = first.hurry();

        let owner = async {
            let heard = (hurry.asked(Haste::Patient).await, hurry.asked(Haste::AtOnce).await);
            drop(first);
            heard
        };
        let (second, third) =
            (turns.take(upload, Haste::Patient), turns.take(upload, Haste::AtOnce));
        let patient = async { drop(second.await) };
        let (heard, (), _third) = tokio::join!(owner, patient, third);

        assert_eq!(heard.1, Haste::AtOnce);
    }

    #[tokio::test]
    async fn hurry_is_over_with_its_turn() {
        let (turns, upload) = (Turns::default(), UploadId::from_bytes([1; 16]));
        let turn = turns.take(upload, Haste::Patient).await;
        let hurry = turn.hurry();

        drop(turn);

        assert!(!hurry.asked_before_the_end().await, "nobody came");
    }
}
