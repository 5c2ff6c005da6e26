//! The desk's clocks, in a hurry.

use std::time::Duration;

use courier::{Now, Tick};
use desk::delivery::Delivery;
use domain::moment::Millis;
use link::ports::{Clock, Waiting};
use tokio::time::Instant;

use crate::HASTE;

/// The desk's own clock stands still; what anybody waits for passes in haste.
pub struct HastyClock {
    delivery: Delivery,
    began: Instant,
}

impl HastyClock {
    pub fn new(delivery: Delivery) -> Self {
        Self { delivery, began: Instant::now() }
    }

    /// Milliseconds since it began, as they seem to whoever goes by it.
    pub fn tick(&self) -> u64 {
        let micros = self.began.elapsed().as_micros() * u128::from(HASTE);
        u64::try_from(micros / 1000).unwrap()
    }
}

impl Clock for HastyClock {
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
        let left = until.0.saturating_sub(self.tick());
        Box::pin(tokio::time::sleep(Duration::from_millis(left) / HASTE))
    }
}
