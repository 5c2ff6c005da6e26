//! The measures of a page, in points.

use crate::paper::Size;

const MM: f32 = 72.0 / 25.4;

/// Measures that belong together on one size of paper.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Measures {
    /// Of the sheet.
    pub(crate) width: f32,
    pub(crate) height: f32,
    /// Margins. The left one is wide enough to be filed.
    pub(crate) left: f32,
    pub(crate) right: f32,
    pub(crate) top: f32,
    pub(crate) bottom: f32,
    /// Sizes of letters.
    pub(crate) body: f32,
    pub(crate) small: f32,
    pub(crate) head: f32,
    pub(crate) title: f32,
    pub(crate) code: f32,
    /// The room between two things.
    pub(crate) gap: f32,
    /// The room between two rows of fields.
    pub(crate) row: f32,
    /// The room for a signature.
    pub(crate) hand: f32,
    /// The side of the QR code.
    pub(crate) qr: f32,
}

/// From one base line to the next, in sizes of the letters: two marks above a capital fit between.
const LEADING: f32 = 1.2;
/// Where in a line its base line runs.
const BASE: f32 = 0.77;

impl Measures {
    /// The measures of a size.
    pub(crate) fn of(size: Size) -> Self {
        match size {
            Size::A4 => Self {
                width: 210.0 * MM,
                height: 297.0 * MM,
                left: 28.0 * MM,
                right: 17.0 * MM,
                top: 15.0 * MM,
                bottom: 13.0 * MM,
                body: 12.0,
                small: 10.5,
                head: 11.5,
                title: 15.0,
                code: 19.0,
                gap: 7.0,
                hand: 46.0,
                row: 2.0,
                qr: 25.0 * MM,
            },
            Size::A5 => Self {
                width: 148.0 * MM,
                height: 210.0 * MM,
                left: 14.0 * MM,
                right: 10.0 * MM,
                top: 8.5 * MM,
                bottom: 8.5 * MM,
                body: 9.3,
                small: 8.2,
                head: 8.8,
                title: 11.5,
                code: 14.5,
                gap: 3.6,
                hand: 29.0,
                row: 0.6,
                qr: 18.5 * MM,
            },
        }
    }

    /// The width of what is written on.
    pub(crate) fn column(&self) -> f32 {
        self.width - self.left - self.right
    }

    /// The height of what is written on, above the foot.
    pub(crate) fn room(&self) -> f32 {
        self.height - self.top - self.bottom - leading(self.small)
    }
}

/// From one base line to the next.
pub(crate) fn leading(size: f32) -> f32 {
    size * LEADING
}

/// From the top of a line to its base line.
pub(crate) fn base(size: f32) -> f32 {
    leading(size) * BASE
}
