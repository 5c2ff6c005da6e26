//! How many bytes of bodies are held at one time: one budget for all requests, of which no desk has more
//! than its part.
//!
//! Nobody waits for bytes. Whoever finds none left is refused, and what he held is free at once: so of bodies
//! that are half here one can always go on, and none holds another up for ever. The first bytes of each body
//! cost nothing; there are no more of those than there are places for requests.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use domain::ids::DeskId;

/// What is held now.
#[derive(Clone, Default)]
pub(crate) struct Budget(Arc<Mutex<Spent>>);

#[derive(Default)]
struct Spent {
    all: u64,
    of: BTreeMap<DeskId, u64>,
}

/// How much may be held, in bytes.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Limits {
    /// Of each body for nothing.
    pub(crate) free: u64,
    /// Beyond that, of all bodies of one desk.
    pub(crate) of_one: u64,
    /// Beyond that, of all bodies.
    pub(crate) of_all: u64,
}

/// Who has too much for one body to grow.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum NoRoom {
    /// The desk whose body it is.
    OfThisDesk,
    /// All of them together.
    OfTheHouse,
}

/// What one request holds, until it is dropped.
pub(crate) struct Share {
    budget: Budget,
    limits: Limits,
    whose: Option<DeskId>,
    held: u64,
}

impl Budget {
    /// Room for a request's bytes, of which none is here yet. Who has shown nothing has no part of his own.
    pub(crate) fn share(&self, whose: Option<DeskId>, limits: Limits) -> Share {
        Share { budget: self.clone(), limits, whose, held: 0 }
    }
}

impl Share {
    /// So many bytes cost nothing.
    pub(crate) fn free(&self) -> usize {
        usize::try_from(self.limits.free).unwrap_or(usize::MAX)
    }

    /// Holds so many bytes from now on, more or fewer than before; as many as before where there is no room.
    pub(crate) fn hold(&mut self, bytes: u64) -> Result<(), NoRoom> {
        let (before, after) = (self.charge(self.held), self.charge(bytes));
        let mut spent = self.budget.0.lock().unwrap_or_else(PoisonError::into_inner);
        let all = spent.all.saturating_sub(before).saturating_add(after);
        let of_one = self.whose.and_then(|desk| spent.of.get(&desk)).copied().unwrap_or(0);
        let of_one = of_one.saturating_sub(before).saturating_add(after);
        let is_more = after > before;
        if is_more && self.whose.is_some() && of_one > self.limits.of_one {
            return Err(NoRoom::OfThisDesk);
        }
        if is_more && all > self.limits.of_all {
            return Err(NoRoom::OfTheHouse);
        }
        spent.all = all;
        match self.whose {
            Some(desk) if of_one > 0 => drop(spent.of.insert(desk, of_one)),
            Some(desk) => drop(spent.of.remove(&desk)),
            None => {}
        }
        self.held = bytes;
        Ok(())
    }

    fn charge(&self, bytes: u64) -> u64 {
        bytes.saturating_sub(self.limits.free)
    }
}

impl Drop for Share {
    fn drop(&mut self) {
        // To hold less is never refused.
        let _ = self.hold(0);
    }
}

#[cfg(test)]
mod tests {
    use domain::ids::Id;

    use super::*;

    const LIMITS: Limits = Limits { free: 10, of_one: 60, of_all: 100 };

    fn share(budget: &Budget, number: u8) -> Share {
        budget.share(Some(DeskId::from_bytes([number; 16])), LIMITS)
    }

    #[test]
    fn first_bytes_of_each_body_cost_nothing() {
        let budget = Budget::default();
        let mut first = share(&budget, 1);
        let mut second = share(&budget, 2);
        assert_eq!((first.hold(70), second.hold(50)), (Ok(()), Ok(())));

        let mut third = share(&budget, 3);

        assert_eq!(third.hold(10), Ok(()), "whatever others hold");
        assert_eq!(third.hold(11), Err(NoRoom::OfTheHouse));
    }

    #[test]
    fn desk_has_its_part_over_all_its_bodies_and_a_stranger_has_none_of_his_own() {
        let budget = Budget::default();
        let [mut one, mut other] = [share(&budget, 1), share(&budget, 1)];
        assert_eq!((one.hold(50), other.hold(30)), (Ok(()), Ok(())));

        assert_eq!(other.hold(31), Err(NoRoom::OfThisDesk));
        assert_eq!(share(&budget, 2).hold(50), Ok(()));
        assert_eq!(budget.share(None, LIMITS).hold(50), Ok(()));
        assert_eq!(budget.share(None, LIMITS).hold(51), Err(NoRoom::OfTheHouse));
    }

    #[test]
    fn what_was_refused_leaves_everything_as_it_was_and_what_is_dropped_is_free() {
        let budget = Budget::default();
        let mut first = share(&budget, 1);
        let mut second = share(&budget, 2);
        assert_eq!((first.hold(60), second.hold(60)), (Ok(()), Ok(())));
        assert_eq!(first.hold(61), Err(NoRoom::OfTheHouse), "both are half here");

        drop(first);

        assert_eq!(second.hold(70), Ok(()), "and one of them goes on");
        second.hold(20).unwrap();
        drop(second);
        let spent = budget.0.lock().unwrap();
        assert_eq!((spent.all, spent.of.len()), (0, 0), "nothing is left over");
    }
}
