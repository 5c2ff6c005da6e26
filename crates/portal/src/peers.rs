//! How many connections each address has: one of them cannot take every place.

use std::collections::BTreeMap;
use std::net::IpAddr;
use std::sync::{Arc, Mutex, PoisonError};

/// The addresses that are connected now.
#[derive(Clone)]
pub(crate) struct Peers {
    most: usize,
    counts: Arc<Mutex<BTreeMap<IpAddr, usize>>>,
}

/// One connection of an address, until it is dropped.
pub(crate) struct Seat {
    peers: Peers,
    address: IpAddr,
}

impl Peers {
    pub(crate) fn new(most: usize) -> Self {
        Self { most, counts: Arc::default() }
    }

    /// A place for one more connection of this address, if it has not too many.
    pub(crate) fn seat(&self, address: IpAddr) -> Option<Seat> {
        let mut counts = self.counts.lock().unwrap_or_else(PoisonError::into_inner);
        let count = counts.get(&address).copied().unwrap_or(0);
        if count >= self.most {
            return None;
        }
        counts.insert(address, count + 1);
        Some(Seat { peers: self.clone(), address })
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        let mut counts = self.peers.counts.lock().unwrap_or_else(PoisonError::into_inner);
        match counts.get(&self.address).copied() {
            Some(count) if count > 1 => drop(counts.insert(self.address, count - 1)),
            _ => drop(counts.remove(&self.address)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn address_has_so_many_seats_and_gets_them_back() {
        let peers = Peers::new(2);
        let (here, there) = (IpAddr::from([10, 0, 0, 1]), IpAddr::from([10, 0, 0, 2]));
        let first = peers.seat(here).unwrap();
        let _second = peers.seat(here).unwrap();

        assert!(peers.seat(here).is_none() && peers.seat(there).is_some());
        drop(first);
        assert!(peers.seat(here).is_some());
    }
}
