//! Named points at which a test may end the process, as a kill or a power cut would.

/// Ends the process here when the build allows it and `NOPHO_STOP_AT` names this point:
/// `attach.done`, or `attach.done#3` for the third time that it is passed.
#[inline]
pub fn pass(point: &str) {
    #[cfg(feature = "failpoints")]
    if is_the_end(point) {
        std::process::abort();
    }
    #[cfg(not(feature = "failpoints"))]
    let _ = point;
}

#[cfg(feature = "failpoints")]
fn is_the_end(point: &str) -> bool {
    use std::sync::atomic::{AtomicUsize, Ordering};
    // Only passes of the one point that is named are counted.
    static PASSED: AtomicUsize = AtomicUsize::new(0);

    let Ok(named) = std::env::var("NOPHO_STOP_AT") else { return false };
    let (name, turn) = named.split_once('#').unwrap_or((&named, "1"));
    name == point && (PASSED.fetch_add(1, Ordering::SeqCst) + 1).to_string() == turn
}
