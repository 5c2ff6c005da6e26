//! How often each desk may ask: so many requests a minute, of which some may come at once. Whoever asks
//! faster is told when to come again, and nobody else notices.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use domain::ids::DeskId;

const MINUTE_US: u64 = 60_000_000;
/// With so many desks in mind those that have been quiet are forgotten.
const MANY: usize = 1024;
/// Whoever has used up his requests is heard again when there is room for so many: a round of a desk
/// takes a few, and one that is let in for its first alone would never come to its second.
const WORTH_COMING: u64 = 10;

/// The rates of all desks, in memory.
#[derive(Default)]
pub(crate) struct Rates(Mutex<BTreeMap<DeskId, Account>>);

/// What one desk may ask.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Rate {
    /// Requests a minute, in the long run.
    pub(crate) per_minute: u32,
    /// Requests that may come at once.
    pub(crate) burst: u32,
}

/// What a desk has asked: its requests are paid for by time, in microseconds.
#[derive(Clone, Copy)]
struct Account {
    paid_until: u64,
    is_used_up: bool,
}

impl Rates {
    /// Counts a request at `tick_ms`, or tells in how many seconds there will be room.
    pub(crate) fn take(&self, desk: DeskId, rate: Rate, tick_ms: u64) -> Result<(), u32> {
        let now = tick_ms.saturating_mul(1000);
        let each = MINUTE_US / u64::from(rate.per_minute.max(1));
        let burst = u64::from(rate.burst.max(1));
        let mut accounts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if accounts.len() >= MANY {
            accounts.retain(|_, account| account.paid_until > now);
        }
        let new = Account { paid_until: now, is_used_up: false };
        let account = accounts.entry(desk).or_insert(new);
        let paid = account.paid_until.max(now);
        // Generic cell rate: so far ahead of a steady pace may the last of those come that have room now.
        let ahead = |room: u64| each.saturating_mul(burst.saturating_sub(room));
        let worth = burst.min(WORTH_COMING);
        let room = if account.is_used_up { worth } else { 1 };
        if paid > now.saturating_add(ahead(room)) {
            account.is_used_up = true;
            let wait = paid.saturating_sub(now.saturating_add(ahead(worth)));
            return Err(u32::try_from(wait.div_ceil(1_000_000)).unwrap_or(u32::MAX));
        }
        *account = Account { paid_until: paid.saturating_add(each), is_used_up: false };
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use domain::ids::Id;

    use super::*;

    const RATE: Rate = Rate { per_minute: 60, burst: 3 };

    fn desk(number: u8) -> DeskId {
        DeskId::from_bytes([number; 16])
    }

    #[test]
    fn desk_may_ask_so_often_at_once_and_then_in_a_steady_pace() {
        let rates = Rates::default();
        let take = |tick| rates.take(desk(1), RATE, tick);

        assert_eq!([take(5000), take(5000), take(5000)], [Ok(()); 3]);
        assert_eq!(take(6000), Ok(()), "a second later there is room for one");
        assert_eq!(take(6000), Err(3), "and then for none, until it is worth coming");
        assert_eq!(take(8999), Err(1), "however often it asks");
        assert_eq!([take(9000), take(9000), take(9000)], [Ok(()); 3]);
        assert_eq!(take(9000), Err(3));
        assert_eq!(
            [take(60_000), take(60_000), take(60_000)],
            [Ok(()); 3],
            "and never more at once"
        );
        assert_eq!(take(60_000), Err(3));
    }

    #[test]
    fn desk_that_asks_too_often_costs_no_other_a_request() {
        let rates = Rates::default();
        while rates.take(desk(1), RATE, 0).is_ok() {}

        assert_eq!(rates.take(desk(2), RATE, 0), Ok(()));
    }

    #[test]
    fn wait_is_told_in_seconds_that_are_enough() {
        let (rates, rate) = (Rates::default(), Rate { per_minute: 7, burst: 1 });
        assert_eq!(rates.take(desk(1), rate, 0), Ok(()));

        let wait = rates.take(desk(1), rate, 0).unwrap_err();

        assert_eq!(wait, 9, "60 seconds by seven, rounded up");
        assert_eq!(rates.take(desk(1), rate, u64::from(wait) * 1000), Ok(()));
    }

    #[test]
    fn desks_that_are_quiet_are_forgotten() {
        let rates = Rates::default();
        for number in 0..5000_u32 {
            let id = DeskId::from_bytes(u128::from(number).to_be_bytes());
            rates.take(id, RATE, u64::from(number) * 1000).unwrap();
        }

        assert!(rates.0.lock().unwrap().len() <= MANY);
    }
}
