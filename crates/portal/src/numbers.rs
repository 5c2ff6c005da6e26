//! Numbers that grow over every life of the records, also those of which a backup knows nothing.

use domain::moment::Millis;

/// 1 January 2020, 00:00 UTC: before the first gateway.
const BEGINNING_MS: i64 = 1_577_836_800_000;

/// The next number after `last`. A backup knows only the numbers that were given before it, so the
/// clock helps: seconds since 2020, which reach until 2156.
pub(crate) fn next(last: u32, at: Millis) -> u32 {
    let seconds = at.get().saturating_sub(BEGINNING_MS) / 1000;
    let by_clock = u32::try_from(seconds.max(0)).unwrap_or(u32::MAX);
    by_clock.max(last.saturating_add(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn number_grows_with_the_clock_and_without_it() {
        let at = |seconds: i64| Millis::new(BEGINNING_MS + seconds * 1000);

        assert_eq!(next(1, at(500)), 500, "also after numbers that nobody here knows");
        assert_eq!(next(500, at(500)), 501, "twice in a second");
        assert_eq!(next(500, at(-5)), 501, "a clock that has lost its time");
        assert_eq!(next(1, Millis::new(i64::MAX)), u32::MAX);
    }
}
