//! Places in millimetres or dots, and the way from a real number to a whole one.

/// A place: right of and below an origin.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Point {
    pub(super) x: f32,
    pub(super) y: f32,
}

/// A place, said shortly.
pub(super) const fn at(x: f32, y: f32) -> Point {
    Point { x, y }
}

/// The nearest shade of one byte.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "`as` saturates")]
pub(super) fn level(shade: f32) -> u8 {
    (shade + 0.5) as u8
}

/// The whole number at or below; 0 for what is negative.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "`as` saturates")]
pub(super) fn whole(number: f32) -> usize {
    number as u32 as usize
}

/// A number of dots as a real number; exact up to 16 million.
#[expect(clippy::cast_precision_loss, reason = "a side has some thousand dots")]
pub(super) fn real(number: usize) -> f32 {
    number as f32
}

/// A number of dots that may stand left of or above the origin.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap,
    reason = "some thousand dots"
)]
pub(super) fn signed(number: usize) -> i32 {
    number as i32
}

/// 0 up to `low`, 1 from `high` on, smooth between.
pub(super) fn rise(low: f32, high: f32, number: f32) -> f32 {
    let way = ((number - low) / (high - low)).clamp(0.0, 1.0);
    way * way * (3.0 - 2.0 * way)
}
