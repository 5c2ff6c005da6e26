//! Which version of the desk asks, and whether it is still understood.

use axum::http::HeaderMap;
use wire::capabilities::CLIENT;
use wire::problem::{Problem, Reason};

use crate::refusal::Refusal;

/// A version of three numbers, such as 0.1.0; later ones are greater.
pub type Version = [u32; 3];

/// Reads a version; what follows a `-` or `+` does not count.
pub fn version(text: &str) -> Option<Version> {
    let core = text.split(['-', '+']).next()?;
    let mut numbers = core.split('.').map(|number| number.parse().ok());
    let version = [numbers.next()??, numbers.next()??, numbers.next()??];
    numbers.next().is_none().then_some(version)
}

/// Refuses a desk that says that it is older than the oldest one that is understood. Other clients
/// say nothing about versions, and are taken at their word.
pub(super) fn check(headers: &HeaderMap, min_client: &str) -> Result<(), Refusal> {
    let Some(said) = headers.get(CLIENT) else { return Ok(()) };
    let said = said.to_str().ok().and_then(version);
    if said.is_some() && said >= version(min_client) {
        return Ok(());
    }
    let problem = Problem::new(Reason::ClientTooOld, "this version of the desk is too old");
    Err(Problem { min_client: Some(min_client.to_owned()), ..problem }.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn version_is_compared_by_its_numbers() {
        assert!(version("0.10.0") > version("0.9.9"), "not as text");
        assert_eq!(version("1.2.3-rc.1"), Some([1, 2, 3]));
        for text in ["", "1", "1.2", "1.2.3.4", "a.b.c", "1.2.-3"] {
            assert_eq!(version(text), None, "{text:?}");
        }
    }
}
