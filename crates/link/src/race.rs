//! One try after the other, and the first that gets through.

use std::collections::BTreeSet;
use std::future::Future;
use std::io;
use std::net::SocketAddr;
use std::pin::pin;
use std::time::Duration;

use futures_util::StreamExt;
use futures_util::future::{Either, select};
use futures_util::stream::FuturesUnordered;
use tokio::time::{Instant, sleep_until, timeout};

/// So long after the first try at one address the first at the next begins, as RFC 8305 advises.
const NEXT_ADDRESS: Duration = Duration::from_millis(300);
/// A try is over when so many others have begun after it: whoever has not answered by then was asked in vain.
const OTHERS: u32 = 8;

/// Tries all addresses in turn, with a new try each time that `each` has passed, and gives what the first
/// of them brings. Waits for ever where nobody answers.
///
/// # Errors
/// What the last one said, when each address was refused.
pub(crate) async fn race<T, F>(
    addresses: &[SocketAddr],
    each: Duration,
    connect: impl Fn(SocketAddr) -> F,
) -> io::Result<T>
where
    F: Future<Output = io::Result<T>>,
{
    let mut turns = addresses.iter().cycle().enumerate();
    let (mut tries, mut refused) = (FuturesUnordered::new(), BTreeSet::new());
    let mut next = Instant::now();
    loop {
        tokio::select! {
            () = sleep_until(next) => {
                let Some((turn, address)) = turns.next() else {
                    return Err(io::ErrorKind::AddrNotAvailable.into());
                };
                let one = timeout(each.saturating_mul(OTHERS), connect(*address));
                tries.push(async move { (address, one.await) });
                let is_first_round = turn.saturating_add(1) < addresses.len();
                next = Instant::now() + if is_first_round { NEXT_ADDRESS.min(each) } else { each };
            }
            Some((address, outcome)) = tries.next(), if !tries.is_empty() => match outcome {
                Ok(Ok(connection)) => return Ok(connection),
                Ok(Err(error)) => {
                    // One that leads nowhere says so at each of its turns, while another's answer is far.
                    refused.insert(address);
                    if addresses.iter().all(|one| refused.contains(one)) {
                        return Err(error);
                    }
                    next = Instant::now();
                }
                // It took too long; others are on their way.
                Err(_) => {}
            },
        }
    }
}

/// Tries the addresses that are `known` at once, and those that the name is `found` to have when that is
/// heard: on a line that just came back the answer to a question about a name may be long in coming.
///
/// # Errors
/// As [`race`], once nothing of either is left.
pub(crate) async fn race_from<T, F>(
    known: &[SocketAddr],
    found: impl Future<Output = io::Result<Vec<SocketAddr>>>,
    each: Duration,
    connect: impl Fn(SocketAddr) -> F,
) -> io::Result<T>
where
    F: Future<Output = io::Result<T>>,
{
    if known.is_empty() {
        return race(&found.await?, each, connect).await;
    }
    let elsewhere = async {
        let found = found.await?;
        if found.iter().all(|address| known.contains(address)) {
            return Err(io::ErrorKind::AddrNotAvailable.into());
        }
        race(&found, each, &connect).await
    };
    match select(pin!(race(known, each, &connect)), pin!(elsewhere)).await {
        Either::Left((Ok(first), _)) | Either::Right((Ok(first), _)) => Ok(first),
        Either::Left((Err(refused), elsewhere)) => elsewhere.await.map_err(|_| refused),
        Either::Right((Err(_), known)) => known.await,
    }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;
    use std::future::pending;

    use super::*;

    const EACH: Duration = Duration::from_millis(5);

    fn addresses() -> Vec<SocketAddr> {
        vec!["[2001:db8::1]:443".parse().unwrap(), "192.0.2.1:443".parse().unwrap()]
    }

    #[tokio::test]
    async fn address_that_never_answers_does_not_keep_another_from_it() {
        let addresses = addresses();
        let found = race(&addresses, EACH, |address| async move {
            if address.is_ipv6() { pending().await } else { Ok(address) }
        });

        assert!(found.await.unwrap().is_ipv4());
    }

    #[tokio::test]
    async fn address_that_leads_nowhere_does_not_end_it_while_anothers_answer_is_far() {
        let asked = Cell::new(0);
        let addresses = addresses();
        let found = race(&addresses, EACH, |address| {
            asked.set(asked.get() + 1);
            async move {
                if address.is_ipv6() {
                    return Err(io::ErrorKind::NetworkUnreachable.into());
                }
                tokio::time::sleep(EACH * 5).await;
                Ok(address)
            }
        });

        assert!(found.await.unwrap().is_ipv4());
        assert!(asked.get() > 3, "the one that leads nowhere was asked again");
    }

    #[tokio::test]
    async fn line_that_comes_back_is_found_by_a_later_try_while_earlier_ones_grow_old() {
        let begun = Cell::new(0);
        let addresses = addresses();
        let found = race(&addresses, EACH, |_| {
            begun.set(begun.get() + 1);
            let number = begun.get();
            // The twentieth takes a while, as long as those before it go on expiring.
            async move {
                if number < 20 {
                    return pending().await;
                }
                tokio::time::sleep(EACH * 4).await;
                Ok(number)
            }
        });

        assert_eq!(found.await.unwrap(), 20);
        assert!(begun.get() < 40, "it was noticed when it was there");
    }

    #[tokio::test]
    async fn who_refuses_at_every_address_is_told_at_once_and_each_was_asked_once() {
        let asked = Cell::new(0);
        let found: io::Result<()> = race(&addresses(), Duration::from_mins(1), |_| {
            asked.set(asked.get() + 1);
            async { Err(io::ErrorKind::ConnectionRefused.into()) }
        })
        .await;

        assert_eq!(found.unwrap_err().kind(), io::ErrorKind::ConnectionRefused);
        assert_eq!(asked.get(), 2);
    }

    #[tokio::test]
    async fn known_address_is_reached_while_the_name_is_still_asked_about() {
        let [_, four] = addresses().try_into().unwrap();

        let known = [four];
        let found = race_from(&known, pending(), EACH, |address| async move { Ok(address) });

        assert_eq!(found.await.unwrap(), four);
    }

    #[tokio::test]
    async fn name_that_leads_elsewhere_by_now_is_followed_there() {
        let [six, four] = addresses().try_into().unwrap();
        let known = [six];
        for is_silent in [true, false] {
            let found = race_from(&known, async { Ok(vec![four]) }, EACH, |address| async move {
                match address.is_ipv4() {
                    true => Ok(address),
                    false if is_silent => pending().await,
                    false => Err(io::ErrorKind::ConnectionRefused.into()),
                }
            });

            assert_eq!(found.await.unwrap(), four);
        }
    }

    #[tokio::test]
    async fn known_address_is_waited_for_when_nobody_knows_the_name_any_more() {
        let known = addresses();
        let nobody = async { Err(io::ErrorKind::NotFound.into()) };

        let found = race_from(&known, nobody, EACH, |address| async move {
            tokio::time::sleep(EACH * 5).await;
            Ok(address)
        });

        assert!(found.await.is_ok());
    }

    #[tokio::test]
    async fn refusal_counts_when_the_name_leads_nowhere_else() {
        let known = addresses();
        let later = async {
            tokio::time::sleep(EACH).await;
            Ok(addresses())
        };
        let found: io::Result<()> = race_from(&known, later, Duration::from_mins(1), |_| async {
            Err(io::ErrorKind::ConnectionRefused.into())
        })
        .await;

        assert_eq!(
            found.unwrap_err().kind(),
            io::ErrorKind::ConnectionRefused,
            "somebody is there"
        );
    }

    #[tokio::test]
    async fn name_without_an_address_is_an_error() {
        let found: io::Result<()> = race(&[], EACH, |_| pending()).await;

        assert_eq!(found.unwrap_err().kind(), io::ErrorKind::AddrNotAvailable);
    }
}
