//! A trace of the gateway's own failures for whoever looks after the machine: one line on standard
//! error, which says what was being done and why it failed, and never about whom.

use std::collections::BTreeMap;
use std::error::Error;
use std::io::Write;
use std::sync::{Mutex, PoisonError};

use crate::error::PortalError;

/// How many different lines are counted before the counting begins anew.
const MOST: usize = 256;

static SEEN: Mutex<BTreeMap<String, u64>> = Mutex::new(BTreeMap::new());

/// Writes the line of a failure, unless it was written too often already.
pub(crate) fn leave(failure: &PortalError) {
    let mut seen = SEEN.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(line) = line(&mut seen, failure) {
        // When even that fails, nobody can be told.
        let _ = writeln!(std::io::stderr(), "{line}");
    }
}

/// The 1st, 2nd, 4th, 8th … time of the same failure, so that a day of it fills no disk.
fn line(seen: &mut BTreeMap<String, u64>, failure: &PortalError) -> Option<String> {
    if seen.len() >= MOST {
        seen.clear();
    }
    let text = format!("nopho-portal: {}: {}", failure.code(), levels(failure).join(": "));
    let times = seen.entry(text.clone()).or_default();
    *times = times.saturating_add(1);
    match *times {
        1 => Some(text),
        times if times.is_power_of_two() => Some(format!("{text} ({times} times)")),
        _ => None,
    }
}

/// What a failure says, and each of its causes.
pub(crate) fn levels(failure: &PortalError) -> Vec<String> {
    let outermost: &(dyn Error + 'static) = failure;
    let levels = std::iter::successors(Some(outermost), |&level| level.source());
    levels.map(ToString::to_string).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn failure_leaves_its_code_and_its_causes_and_does_not_fill_the_disk() {
        let source = std::io::Error::other("the cable is out");
        let failure = PortalError::Server(source);
        let mut seen = BTreeMap::new();

        let lines: Vec<_> = (0..100).filter_map(|_| line(&mut seen, &failure)).collect();

        assert_eq!(
            lines[0], "nopho-portal: gateway-server: the server failed: the cable is out",
            "what was being done, and why it failed"
        );
        assert_eq!(lines.len(), 7, "1, 2, 4, 8, 16, 32, 64: {lines:?}");
        assert!(lines[6].ends_with("(64 times)"), "{lines:?}");
    }
}
