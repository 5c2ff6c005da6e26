//! One writer at a time for each upload, and the newest first.
//!
//! A desk whose line broke comes back on a new connection while the old one still waits for bytes
//! that will never arrive. Whoever comes later therefore asks whoever is there to end, which it does
//! as soon as its bytes stop coming: what has arrived is kept, and the newcomer goes on from it.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError, Weak};

use tokio::sync::{Mutex as TurnLock, OwnedMutexGuard, watch};

use crate::store::uploads::UploadId;

/// Who has a turn at which upload.
#[derive(Default)]
pub(crate) struct Turns(Mutex<BTreeMap<UploadId, Weak<Queue>>>);

struct Queue {
    lock: Arc<TurnLock<()>>,
    newest: watch::Sender<u64>,
}

/// The right to write to one upload, until it is dropped.
pub(crate) struct Turn {
    queue: Arc<Queue>,
    ticket: u64,
    _held: OwnedMutexGuard<()>,
}

/// Tells when somebody newer waits.
pub(crate) struct Hurry {
    newest: watch::Receiver<u64>,
    ticket: u64,
}

impl Turns {
    /// Waits for a turn, and asks whoever has it to end.
    pub(crate) async fn take(&self, upload: UploadId) -> Turn {
        let (queue, ticket) = self.ticket(upload);
        let held = Arc::clone(&queue.lock).lock_owned().await;
        Turn { queue, ticket, _held: held }
    }

    /// The same on a thread that may wait.
    pub(crate) fn take_blocking(&self, upload: UploadId) -> Turn {
        let (queue, ticket) = self.ticket(upload);
        // A free turn is taken at once, so that a start may mend wherever it is called.
        let free = Arc::clone(&queue.lock).try_lock_owned();
        let held = free.unwrap_or_else(|_| Arc::clone(&queue.lock).blocking_lock_owned());
        Turn { queue, ticket, _held: held }
    }

    fn ticket(&self, upload: UploadId) -> (Arc<Queue>, u64) {
        let mut queues = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        queues.retain(|_, queue| queue.strong_count() > 0);
        let queue = queues.get(&upload).and_then(Weak::upgrade).unwrap_or_else(|| {
            let queue = Arc::new(Queue {
                lock: Arc::new(TurnLock::new(())),
                newest: watch::Sender::new(0),
            });
            queues.insert(upload, Arc::downgrade(&queue));
            queue
        });
        let mut ticket = 0;
        queue.newest.send_modify(|newest| {
            *newest += 1;
            ticket = *newest;
        });
        (queue, ticket)
    }
}

impl Turn {
    /// What tells the owner of the turn to end.
    pub(crate) fn hurry(&self) -> Hurry {
        Hurry { newest: self.queue.newest.subscribe(), ticket: self.ticket }
    }
}

impl Hurry {
    /// Returns when somebody newer waits for the turn.
    pub(crate) async fn asked(&mut self) {
        let ticket = self.ticket;
        let newer = self.newest.wait_for(|newest| *newest > ticket).await.is_ok();
        if !newer {
            std::future::pending::<()>().await;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn newcomer_hurries_the_owner_and_then_has_the_turn() {
        let (turns, upload) = (Turns::default(), UploadId::from_bytes([1; 16]));
        let first = turns.take(upload).await;
        let mut hurry = first.hurry();

        let owner = async {
            hurry.asked().await;
            drop(first);
        };
        let (second, ()) = tokio::join!(turns.take(upload), owner);

        let mut hurry = second.hurry();
        let quiet =
            tokio::select! { () = hurry.asked() => false, () = std::future::ready(()) => true };
        assert!(quiet, "nobody newer waits for the second");
        assert!(turns.0.lock().unwrap().len() == 1, "one queue");
    }
}
