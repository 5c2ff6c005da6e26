//! What a connection holds while it lasts: its seat among its peers, its room in the house, and an
//! ear for the word to end.

use std::net::IpAddr;

use tokio::sync::{OwnedSemaphorePermit, watch};

use crate::peers::Seat;

/// One connection's place, until it is dropped.
pub(crate) struct Place {
    stopped: watch::Receiver<()>,
    _seat: Seat<IpAddr>,
    _permit: OwnedSemaphorePermit,
}

/// Tells when the server is about to end, and keeps it until it is dropped.
pub(crate) struct Stop(watch::Receiver<()>);

impl Place {
    pub(crate) fn new(
        stopped: watch::Receiver<()>,
        seat: Seat<IpAddr>,
        permit: OwnedSemaphorePermit,
    ) -> Self {
        Self { stopped, _seat: seat, _permit: permit }
    }

    pub(crate) fn stop(&self) -> Stop {
        Stop(self.stopped.clone())
    }
}

impl Stop {
    /// Returns when the server is about to end, also when it was told so before.
    pub(crate) async fn told(&mut self) {
        // A server that is gone has ended too.
        let _ = self.0.changed().await;
    }
}
