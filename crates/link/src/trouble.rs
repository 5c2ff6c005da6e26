//! What a failure of the network means: judged by the types of its causes, never by their texts.

use std::error::Error;
use std::io;

use courier::{Failure, Trouble};

use tokio::time::error::Elapsed;

use crate::tls::{self, TlsFault};

/// A failure that may be over later.
pub(crate) fn passing(trouble: Trouble) -> Failure {
    Failure::Transient { trouble, retry_after_ms: None }
}

/// What it means that a request brought no answer, or not the whole of it.
pub(crate) fn of(error: &reqwest::Error) -> Failure {
    if let Some(failure) = of_whoever_answers(error) {
        return failure;
    }
    if error.is_timeout() && !error.is_connect() {
        return passing(Trouble::Stalled);
    }
    if error.is_connect() && !error.is_timeout() {
        return passing(unconnected(error));
    }
    passing(Trouble::Unreachable)
}

/// The same of a connection to the gateway itself.
pub(crate) fn of_direct(error: &(dyn Error + 'static)) -> Failure {
    let is_refused = |error: &io::Error| error.kind() == io::ErrorKind::ConnectionRefused;
    let is_late = |error: &io::Error| error.kind() == io::ErrorKind::TimedOut;
    match of_whoever_answers(error) {
        Some(failure) => failure,
        None if cause(error).is_some_and(is_refused) => passing(Trouble::Down),
        None if cause(error).is_some_and(is_late) || error.is::<Elapsed>() => {
            passing(Trouble::Stalled)
        }
        None => passing(Trouble::Unreachable),
    }
}

/// What it means, if it tells something of whoever is at the other end.
fn of_whoever_answers(error: &(dyn Error + 'static)) -> Option<Failure> {
    if let Some(fault) = cause::<rustls::Error>(error).map(tls::fault) {
        return Some(match fault {
            TlsFault::Dates => Failure::CertificateTime,
            TlsFault::Untrusted => passing(Trouble::Untrusted),
            TlsFault::UnknownAuthority => passing(Trouble::Intercepted),
            TlsFault::Stranger => passing(Trouble::NotTheGateway),
            TlsFault::Broken => passing(Trouble::Unreachable),
        });
    }
    let is_gibberish = cause::<hyper::Error>(error).is_some_and(hyper::Error::is_parse);
    is_gibberish.then(|| passing(Trouble::NotTheGateway))
}

/// Why there is no connection, when it was not for want of time. Whatever the system itself says is
/// an error of input and output; what a proxy answers to a `CONNECT` is none.
fn unconnected(error: &reqwest::Error) -> Trouble {
    match cause::<io::Error>(error).map(io::Error::kind) {
        Some(io::ErrorKind::ConnectionRefused) => Trouble::Down,
        Some(_) => Trouble::Unreachable,
        None => Trouble::ProxyRefuses,
    }
}

/// What it means that an upgraded connection broke.
pub(crate) fn of_io(error: &io::Error) -> Failure {
    match cause::<rustls::Error>(error).map(tls::fault) {
        Some(TlsFault::Stranger) => passing(Trouble::NotTheGateway),
        _ if error.kind() == io::ErrorKind::TimedOut => passing(Trouble::Stalled),
        _ => passing(Trouble::Unreachable),
    }
}

/// The first cause of this type. An error of input and output hides what it was made from.
fn cause<'a, E: Error + 'static>(error: &'a (dyn Error + 'static)) -> Option<&'a E> {
    let mut next = Some(error);
    while let Some(error) = next {
        if let Some(found) = error.downcast_ref() {
            return Some(found);
        }
        let inner = error.downcast_ref::<io::Error>().and_then(io::Error::get_ref);
        if let Some(found) = inner.and_then(|inner| cause(inner)) {
            return Some(found);
        }
        next = error.source();
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, thiserror::Error)]
    #[error("wrapped")]
    struct Wrapped(#[source] io::Error);

    #[test]
    fn cause_is_found_however_deep_it_lies() {
        let tls = rustls::Error::General("x".to_owned());
        let hidden = io::Error::other(io::Error::other(tls.clone()));
        let deep = Wrapped(hidden);

        assert_eq!(cause::<rustls::Error>(&deep), Some(&tls), "inside two errors of I/O");
        assert!(cause::<hyper::Error>(&deep).is_none(), "and nothing else is");
    }
}
