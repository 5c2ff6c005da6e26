//! Between counted and measured: the few conversions that a compiler cannot know to be harmless.

/// A count as a measure. Exact below 16.7 million, far above any side.
#[expect(clippy::cast_precision_loss, reason = "sides and counts of a picture are far below 2^24")]
pub(crate) fn real(count: usize) -> f32 {
    count as f32
}

/// The nearest count to a measure; what is below nothing, or no number, is nothing.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "saturates, and NaN is 0"
)]
pub(crate) fn count(measure: f32) -> usize {
    measure.round() as usize
}

/// The nearest shade to a measure, held within 0 to 255.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "saturates, and NaN is 0"
)]
pub(crate) fn shade(measure: f32) -> u8 {
    measure.round() as u8
}

/// The whole part of a measure and what is left of it, for reading between dots.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "saturates, and NaN is 0"
)]
pub(crate) fn parted(measure: f32) -> (usize, f32) {
    let floor = measure.floor();
    (floor as usize, measure - floor)
}

/// The value below which `share` of all lie; 0 of none. Reorders them.
pub(crate) fn quantile(values: &mut [f32], share: f32) -> f32 {
    let Some(last) = values.len().checked_sub(1) else { return 0.0 };
    let at = count(share.clamp(0.0, 1.0) * real(last)).min(last);
    *values.select_nth_unstable_by(at, f32::total_cmp).1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn measures_saturate_where_no_count_fits() {
        assert_eq!((count(-3.0), count(f32::NAN), count(2.5)), (0, 0, 3));
        assert_eq!((shade(-1.0), shade(254.6), shade(300.0)), (0, 255, 255));
        assert_eq!(parted(3.25), (3, 0.25));
    }

    #[test]
    fn quantile_is_the_middle_of_an_odd_number() {
        assert!((quantile(&mut [5.0, 1.0, 3.0], 0.5) - 3.0).abs() < f32::EPSILON);
        assert!(quantile(&mut [], 0.5).abs() < f32::EPSILON);
    }
}
