//! How often each desk may ask: so many requests a minute, of which some may come at once. Whoever asks
//! faster is told when to come again, and nobody else notices.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use domain::ids::DeskId;

const MINUTE_US: u64 = 60_000_000;
/// With so many desks in mind those that have been quiet are forgotten.
const MANY: usize = 1024;

/// The rates of all desks, in memory.
#[derive(Default)]
pub(crate) struct Rates(Mutex<BTreeMap<DeskId, u64>>);

/// What one desk may ask.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Rate {
    /// Requests a minute, in the long run.
    pub(crate) per_minute: u32,
    /// Requests that may come at once.
    pub(crate) burst: u32,
}

impl Rates {
    /// Counts a request at `tick_ms`, or tells in how many seconds there will be room for it.
    pub(crate) fn take(&self, desk: DeskId, rate: Rate, tick_ms: u64) -> Result<(), u32> {
        let now = tick_ms.saturating_mul(1000);
        let each = MINUTE_US / u64::from(rate.per_minute.max(1));
        let slack = each.saturating_mul(u64::from(rate.burst.max(1)).saturating_sub(1));
        let mut paid_until = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if paid_until.len() >= MANY {
            paid_until.retain(|_, until| *until > now);
        }
        let until = paid_until.entry(desk).or_insert(now);
        // Generic cell rate: a request is paid for by the time until it would come in a steady pace.
        let paid = (*until).max(now);
        let too_early = paid.saturating_sub(now.saturating_add(slack));
        if too_early > 0 {
            return Err(u32::try_from(too_early.div_ceil(1_000_000)).unwrap_or(u32::MAX));
        }
        *until = paid.saturating_add(each);
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
        assert_eq!(take(5000), Err(1), "in a second there is room for one");
        assert_eq!(take(5999), Err(1), "until then there is none, however often it asks");
        assert_eq!((take(6000), take(6000)), (Ok(()), Err(1)));
        assert_eq!(
            [take(60_000), take(60_000), take(60_000)],
            [Ok(()); 3],
            "and never more at once"
        );
        assert_eq!(take(60_000), Err(1));
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
