//! Named points at which a test may end the process, as a power cut would.

/// Ends the process here when `NOPHO_STOP_AT` names this point and the build allows it.
#[inline]
pub(crate) fn pass(point: &str) {
    #[cfg(feature = "failpoints")]
    if std::env::var("NOPHO_STOP_AT").is_ok_and(|named| named == point) {
        std::process::abort();
    }
    #[cfg(not(feature = "failpoints"))]
    let _ = point;
}
