//! For calls that say `Result` where their arguments leave nothing to fail.

use std::fmt::Debug;

/// Takes the value of a call that cannot fail; `why` is the proof, in words.
///
/// Going on with a made-up key would be worse than stopping, so a broken proof stops.
pub(crate) fn sure<T, E: Debug>(outcome: Result<T, E>, why: &'static str) -> T {
    #[expect(clippy::expect_used, reason = "each caller says why its call cannot fail")]
    outcome.expect(why)
}
