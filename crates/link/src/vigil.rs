//! Notices that the machine slept, or that it is in another network. Both end what is under way
//! without a word, and make every pause too long.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, UdpSocket};

use courier::Now;

/// How often somebody should look.
pub const LOOK_MS: u64 = 1_000;
/// Every which look the addresses are looked at, and only while the road is in trouble.
const ADDRESSES_EVERY: u32 = 5;
/// A clock that leapt this far did so while the machine slept, or because somebody set it. What is
/// shorter a connection outlives.
const LEAP_MS: u64 = 30_000;
/// Addresses kept for documentation (RFC 5737, RFC 3849): nobody has them, and the way to them is
/// the way to everywhere.
const ANYWHERE: [SocketAddr; 2] = [
    SocketAddr::new(IpAddr::V4(Ipv4Addr::new(192, 0, 2, 1)), 9),
    SocketAddr::new(IpAddr::V6(Ipv6Addr::new(0x2001, 0xdb8, 0, 0, 0, 0, 0, 1)), 9),
];

/// The addresses under which a machine goes out, IPv4 and IPv6, as far as it has a way.
pub type Addresses = [Option<IpAddr>; 2];

/// Under which addresses this machine would go out. Not a byte is sent.
pub fn addresses() -> Addresses {
    ANYWHERE.map(|to| {
        let any: SocketAddr = match to {
            SocketAddr::V4(_) => (Ipv4Addr::UNSPECIFIED, 0).into(),
            SocketAddr::V6(_) => (Ipv6Addr::UNSPECIFIED, 0).into(),
        };
        let socket = UdpSocket::bind(any).ok()?;
        // For a datagram to connect is only to ask which way it would go.
        socket.connect(to).ok()?;
        Some(socket.local_addr().ok()?.ip())
    })
}

/// Remembers what it saw when it last looked.
#[derive(Debug, Default)]
pub struct Vigil {
    seen: Option<Now>,
    looks: u32,
    addresses: Option<Addresses>,
}

impl Vigil {
    /// Looks: whether the machine slept since it last looked, or has a way out that it had not. The
    /// addresses are asked for only while nothing gets through.
    pub fn looks(
        &mut self,
        now: Now,
        is_in_trouble: bool,
        addresses: impl FnOnce() -> Addresses,
    ) -> bool {
        let slept = self.seen.replace(now).is_some_and(|before| leapt(before, now));
        slept | self.has_moved(is_in_trouble, addresses)
    }

    fn has_moved(&mut self, is_in_trouble: bool, addresses: impl FnOnce() -> Addresses) -> bool {
        if !is_in_trouble {
            (self.looks, self.addresses) = (0, None);
            return false;
        }
        let is_due = self.looks.is_multiple_of(ADDRESSES_EVERY);
        self.looks = self.looks.wrapping_add(1);
        if !is_due {
            return false;
        }
        let found = addresses();
        let known = self.addresses.replace(found);
        let is_new =
            |(now, before): (&Option<IpAddr>, &Option<IpAddr>)| now.is_some() && now != before;
        known.is_some_and(|known| found.iter().zip(&known).any(is_new))
    }
}

/// On some systems the steady clock stands still while the machine sleeps, on others it goes on.
fn leapt(before: Now, now: Now) -> bool {
    let ticked = now.tick.0.saturating_sub(before.tick.0);
    let clocked = now.clock.since(before.clock);
    let apart = clocked.saturating_sub(i64::try_from(ticked).unwrap_or(i64::MAX));
    ticked >= LEAP_MS || apart.unsigned_abs() >= LEAP_MS
}

#[cfg(test)]
mod tests {
    use courier::Tick;
    use domain::moment::Millis;

    use super::*;

    const NIGHT_MS: u64 = 8 * 60 * 60 * 1000;

    fn at(clock: u64, tick: u64) -> Now {
        Now { clock: Millis::new(i64::try_from(clock).unwrap()), tick: Tick(tick) }
    }

    fn address(last: u8) -> Addresses {
        [Some(Ipv4Addr::new(192, 168, 1, last).into()), None]
    }

    fn asked_in_vain() -> Addresses {
        panic!("nobody asks for addresses while all is well")
    }

    #[test]
    fn night_is_noticed_at_the_first_look_whether_or_not_the_steady_clock_slept_too() {
        for ticked in [LOOK_MS, NIGHT_MS] {
            let mut vigil = Vigil::default();
            assert!(!vigil.looks(at(0, 0), false, asked_in_vain), "the first look knows nothing");
            assert!(!vigil.looks(at(1_000, 1_000), false, asked_in_vain));

            let woken = vigil.looks(at(NIGHT_MS + 1_000, 1_000 + ticked), false, asked_in_vain);

            assert!(woken, "{ticked}");
            let next = at(NIGHT_MS + 2_000, 2_000 + ticked);
            assert!(!vigil.looks(next, false, asked_in_vain), "{ticked}: once");
        }
    }

    #[test]
    fn slow_machine_and_a_clock_that_is_put_right_by_seconds_are_no_sleep() {
        let mut vigil = Vigil::default();
        vigil.looks(at(100_000, 0), false, asked_in_vain);

        assert!(!vigil.looks(at(120_000, 20_000), false, asked_in_vain), "slow");
        assert!(!vigil.looks(at(116_000, 21_000), false, asked_in_vain), "put right");
    }

    #[test]
    fn other_network_is_noticed_within_five_looks_while_nothing_gets_through() {
        let mut vigil = Vigil::default();
        let mut looks =
            |second: u64, found| vigil.looks(at(second * 1_000, second * 1_000), true, || found);

        assert!((0..5).all(|second| !looks(second, address(7))), "the same network");
        let noticed = (5..10).filter(|second| looks(*second, address(8))).count();
        assert_eq!(noticed, 1, "another one, once");
        assert!((10..15).all(|second| !looks(second, [None; 2])), "no network is nothing to try");
        assert_eq!((15..20).filter(|second| looks(*second, address(8))).count(), 1, "it is back");
    }

    #[test]
    fn addresses_are_forgotten_while_all_is_well() {
        let mut vigil = Vigil::default();
        vigil.looks(at(0, 0), true, || address(7));
        vigil.looks(at(1_000, 1_000), false, asked_in_vain);

        let is_roused = vigil.looks(at(2_000, 2_000), true, || address(8));

        assert!(!is_roused, "the trouble began in this network");
    }
}
