//! How many places each of those who come has: one of them cannot take every place. Addresses have
//! connections, desks have requests.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

/// Those who have places now.
pub(crate) struct Peers<K>(Arc<Mutex<BTreeMap<K, usize>>>);

/// One place of somebody, until it is dropped.
pub(crate) struct Seat<K: Ord + Copy> {
    peers: Peers<K>,
    whose: K,
}

impl<K> Default for Peers<K> {
    fn default() -> Self {
        Self(Arc::default())
    }
}

impl<K: Ord + Copy> Peers<K> {
    /// One more place for somebody who has less than `most`.
    pub(crate) fn seat(&self, whose: K, most: usize) -> Option<Seat<K>> {
        let mut counts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let count = counts.get(&whose).copied().unwrap_or(0);
        if count >= most {
            return None;
        }
        counts.insert(whose, count + 1);
        Some(Seat { peers: Self(Arc::clone(&self.0)), whose })
    }
}

impl<K: Ord + Copy> Drop for Seat<K> {
    fn drop(&mut self) {
        let mut counts = self.peers.0.lock().unwrap_or_else(PoisonError::into_inner);
        match counts.get(&self.whose).copied() {
            Some(count) if count > 1 => drop(counts.insert(self.whose, count - 1)),
            _ => drop(counts.remove(&self.whose)),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::net::IpAddr;

    use super::*;

    #[test]
    fn address_has_so_many_seats_and_gets_them_back() {
        let peers = Peers::default();
        let (here, there) = (IpAddr::from([10, 0, 0, 1]), IpAddr::from([10, 0, 0, 2]));
        let first = peers.seat(here, 2).unwrap();
        let _second = peers.seat(here, 2).unwrap();

        assert!(peers.seat(here, 2).is_none() && peers.seat(there, 2).is_some());
        drop(first);
        assert!(peers.seat(here, 2).is_some());
    }
}
