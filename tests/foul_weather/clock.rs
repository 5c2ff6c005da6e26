//! The desk's clocks, for a desk that has no time to lose.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use courier::{Now, Tick};
use desk::delivery::Delivery;
use domain::moment::Millis;
use link::ports::{Clock, Waiting};
use tokio::time::Instant;

/// Nobody waits longer than this: when nothing has happened until then, the moment that was waited for
/// has come. On a busy machine that may be too early, which costs a run a connection and no more.
const PATIENCE: Duration = Duration::from_millis(250);

/// Goes as the machine's clock does, and leaps over what would only be waited out, such as a minute of
/// silence or the pause after it.
#[derive(Clone)]
pub struct LeapingClock {
    delivery: Delivery,
    began: Instant,
    leapt_ms: Arc<AtomicU64>,
}

impl LeapingClock {
    pub fn new(delivery: Delivery) -> Self {
        Self { delivery, began: Instant::now(), leapt_ms: Arc::default() }
    }

    /// Milliseconds since it began, with all that it has leapt over.
    pub fn tick(&self) -> u64 {
        let passed = u64::try_from(self.began.elapsed().as_millis()).unwrap();
        passed + self.leapt_ms.load(Ordering::SeqCst)
    }
}

impl Clock for LeapingClock {
    fn now(&self) -> Now {
        Now { clock: self.delivery.now().clock, tick: Tick(self.tick()) }
    }

    fn gateway_now(&self) -> Millis {
        self.delivery.gateway_now()
    }

    fn nonce(&self) -> [u8; 16] {
        self.delivery.nonce()
    }

    fn wait(&self, until: Tick) -> Waiting {
        let (clock, left) = (self.clone(), until.0.saturating_sub(self.tick()));
        Box::pin(async move {
            // The limit of a whole run is nothing to leap to.
            if until == crate::desk::LIMIT {
                return std::future::pending().await;
            }
            tokio::time::sleep(Duration::from_millis(left).min(PATIENCE)).await;
            let short = until.0.saturating_sub(clock.tick());
            clock.leapt_ms.fetch_add(short, Ordering::SeqCst);
        })
    }
}
