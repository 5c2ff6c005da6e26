//! The desk's clocks, in the hands of a test.

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Condvar, Mutex};

use courier::{Now, Tick};
use domain::moment::Millis;
use link::ports::{Clock, Waiting};
use tokio::sync::watch;

/// What the true time is, in all these tests: 20 November 2026, at a time when the certificates of
/// the tests are good.
pub const TRUE_NOW: Millis = Millis::new(1_795_200_000_000);

pub const DAY_MS: i64 = 24 * 60 * 60 * 1000;

/// A clock that stands still until it is moved.
pub struct TestClock {
    /// What the machine's clock shows.
    machine: Millis,
    /// What is to be added to it, as the store has it.
    offset_ms: Mutex<Option<i64>>,
    tick: watch::Sender<u64>,
    /// The latest moment for which anybody waits.
    awaited: Mutex<u64>,
    is_awaited: Condvar,
    nonces: AtomicU64,
    is_leaping: AtomicBool,
}

impl TestClock {
    /// A machine whose clock is this far off.
    pub fn off_by(error_ms: i64) -> Self {
        Self {
            machine: TRUE_NOW.plus(error_ms),
            offset_ms: Mutex::new(None),
            tick: watch::Sender::new(0),
            awaited: Mutex::new(0),
            is_awaited: Condvar::new(),
            nonces: AtomicU64::new(0),
            is_leaping: AtomicBool::new(false),
        }
    }

    pub fn set_offset(&self, offset_ms: i64) {
        *self.offset_ms.lock().unwrap() = Some(offset_ms);
    }

    pub fn offset(&self) -> Option<i64> {
        *self.offset_ms.lock().unwrap()
    }

    /// Lets time pass.
    pub fn pass(&self, ms: u64) {
        self.tick.send_modify(|tick| *tick += ms);
    }

    /// Lets time pass up to a moment.
    pub fn pass_to(&self, moment: Tick) {
        self.tick.send_modify(|tick| *tick = moment.0.max(*tick));
    }

    /// From now on every moment for which somebody waits comes at once.
    pub fn leaps(&self) {
        self.is_leaping.store(true, Ordering::SeqCst);
        self.pass_to(Tick(*self.awaited.lock().unwrap()));
    }

    pub fn leaps_no_more(&self) {
        self.is_leaping.store(false, Ordering::SeqCst);
    }

    /// Returns once somebody waits for this moment, or a later one.
    pub fn until_somebody_waits_for(&self, moment: u64) {
        let awaited = self.awaited.lock().unwrap();
        drop(self.is_awaited.wait_while(awaited, |awaited| *awaited < moment).unwrap());
    }
}

impl Clock for TestClock {
    fn now(&self) -> Now {
        let tick = *self.tick.borrow();
        Now { clock: self.machine.plus(i64::try_from(tick).unwrap()), tick: Tick(tick) }
    }

    fn gateway_now(&self) -> Millis {
        self.now().clock.plus(self.offset().unwrap_or(0))
    }

    fn nonce(&self) -> [u8; 16] {
        u128::from(self.nonces.fetch_add(1, Ordering::SeqCst)).to_be_bytes()
    }

    fn wait(&self, until: Tick) -> Waiting {
        let mut awaited = self.awaited.lock().unwrap();
        // The limit of a whole run is not what a test waits for.
        if until.0 < LIMIT_MS {
            *awaited = until.0.max(*awaited);
            self.is_awaited.notify_all();
        }
        drop(awaited);
        if until.0 < LIMIT_MS && self.is_leaping.load(Ordering::SeqCst) {
            self.pass_to(until);
        }
        let mut tick = self.tick.subscribe();
        Box::pin(async move {
            let _ = tick.wait_for(|tick| *tick >= until.0).await;
        })
    }
}

/// Longer than any test lets pass.
pub const LIMIT_MS: u64 = 1_000_000_000;
