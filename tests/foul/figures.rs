//! Counts as figures, and what stands in the middle of them.

/// A count as a figure; what is lost beyond 2^53 is not seen.
#[expect(clippy::cast_precision_loss, reason = "bytes of a run are far below 2^53")]
pub fn real(count: u64) -> f64 {
    count as f64
}

/// The middle of some figures; of an even number, the worse of the two in the middle, when they are
/// given in the order from good to bad.
pub fn median(sorted: &[f64]) -> Option<f64> {
    sorted.get(sorted.len() / 2).copied()
}
