//! How large a paper is, told from its shape and, in a scan, from what the scanner said.

use serde::{Deserialize, Serialize};

/// Width and height in millimetres.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Size {
    /// From left to right.
    pub width: f32,
    /// From top to bottom.
    pub height: f32,
}

/// Short and long side in millimetres: A5, A4, A3 (ISO 216), identity cards (ISO/IEC 7810 ID-1).
const KNOWN: [(f32, f32); 4] = [(148.0, 210.0), (210.0, 297.0), (297.0, 420.0), (53.98, 85.6)];
const A4: (f32, f32) = (210.0, 297.0);
const CARD: (f32, f32) = (53.98, 85.6);
/// How far a photo's shape, a scan's side may be from a known one, as a share.
const LIKE_A4: f32 = 0.08;
const LIKE_CARD: f32 = 0.04;
const LIKE_SIDE: f32 = 0.04;
/// The largest and the smallest that a scan is believed to be: a little over A3, a little under a card.
const BELIEVED: std::ops::Range<f32> = 40.0..450.0;
/// No scanner takes fewer dots an inch than this; cameras say 72 of anything.
const FEWEST_TOLD: f32 = 90.0;

/// Millimetres in an inch.
pub(crate) const INCH: f32 = 25.4;

/// The size of a sheet of `width` x `height` dots. `told_dpi` is what the file said, where the sheet lies in it
/// undistorted. A photo does not tell A4 from A3 or A5, so it is taken for A4.
pub(crate) fn size_of(width: f32, height: f32, told_dpi: Option<f32>) -> Size {
    let (short, long) = (width.min(height), width.max(height));
    let (short, long) = told_dpi
        .filter(|dpi| *dpi >= FEWEST_TOLD)
        .map(|dpi| (short / dpi * INCH, long / dpi * INCH))
        .filter(|(short, long)| BELIEVED.contains(short) && BELIEVED.contains(long))
        .map_or_else(|| by_shape(long / short), by_sides);
    if width <= height {
        Size { width: short, height: long }
    } else {
        Size { width: long, height: short }
    }
}

/// The known size whose sides are alike, or the sides themselves.
fn by_sides((short, long): (f32, f32)) -> (f32, f32) {
    let is_like = |known: &&(f32, f32)| {
        (short / known.0 - 1.0).abs() < LIKE_SIDE && (long / known.1 - 1.0).abs() < LIKE_SIDE
    };
    KNOWN.iter().find(is_like).copied().unwrap_or((short, long))
}

fn by_shape(shape: f32) -> (f32, f32) {
    let off = |known: (f32, f32)| (shape / (known.1 / known.0) - 1.0).abs();
    if off(CARD) < LIKE_CARD {
        CARD
    } else if off(A4) < LIKE_A4 {
        A4
    } else {
        // Cut off, folded, a strip: no longer and no wider than A4.
        let long = A4.1.min(A4.0 * shape);
        (long / shape, long)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn photo_is_a4_or_a_card_by_its_shape() {
        assert_eq!(size_of(2700.0, 3700.0, None), Size { width: 210.0, height: 297.0 });
        assert_eq!(size_of(3700.0, 2700.0, Some(72.0)), Size { width: 297.0, height: 210.0 });
        assert_eq!(size_of(1600.0, 1010.0, None), Size { width: 85.6, height: 53.98 });
    }

    #[test]
    fn scan_is_as_large_as_the_scanner_says() {
        assert_eq!(size_of(3508.0, 4961.0, Some(300.0)), Size { width: 297.0, height: 420.0 });
        assert_eq!(size_of(1748.0, 2480.0, Some(300.0)), Size { width: 148.0, height: 210.0 });
        let bill = size_of(1000.0, 2000.0, Some(200.0));
        assert!((bill.width - 127.0).abs() < 0.1 && (bill.height - 254.0).abs() < 0.1);
    }

    #[test]
    fn half_a_sheet_is_no_larger_than_a_whole_one() {
        let half = size_of(2700.0, 1500.0, None);
        assert!(half.width <= 297.0 && half.height <= 210.0, "{half:?}");
        let strip = size_of(500.0, 4000.0, None);
        assert!(strip.width < 40.0 && strip.height <= 297.0, "{strip:?}");
    }
}
