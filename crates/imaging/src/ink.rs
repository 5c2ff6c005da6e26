//! Which dots of a sheet are ink. Expects paper about white and evenly lit; pencil is paler than print, and
//! red or blue ink must keep its hue.

use crate::mask::Mask;
use crate::picture::{Grey, Picture};
use crate::squares::{Squares, mean};

/// Side of the squares over which the paper's light is averaged, in dots.
const LIGHT_SIDE: usize = 8;
/// How many squares around count as near: at 200 dpi the neighbourhood is 7 mm wide.
const NEAR: usize = 3;
/// How much darker than its neighbourhood ink is; pencil is so by 25 at least.
const CONTRAST: u8 = 14;
/// Darker than this is ink wherever it is, so that a broad bar does not become hollow.
const BLACK: u8 = 64;
/// Side of the squares over which colour is averaged, in dots: grains of colour cancel out.
const TINT_SIDE: usize = 4;
/// How far apart the channels of a coloured square lie.
const COLOURED: u8 = 36;
/// Print under a seal: a dot as dark as this whose channels lie less than [`COLOURED`] apart.
const PRINT: u8 = 110;

/// Finds all ink of a sheet, whatever its colour.
pub fn ink(picture: &Picture) -> Mask {
    let grey = softened(&picture.grey());
    let value = |[sum]: [u32; 1], count| u8::try_from(sum / count).unwrap_or(u8::MAX);
    let dots = grey.dots().as_chunks::<1>().0;
    let light = Squares::of(dots, grey.width(), LIGHT_SIDE, value);
    let darkest = light.blended(1, |near| near.iter().copied().min().unwrap_or_default());
    let light = light.blended(NEAR, mean);
    let mut dots = Vec::with_capacity(grey.dots().len());
    for (number, row) in grey.rows().enumerate() {
        let limits = light.row(number).iter().zip(darkest.row(number)).map(limit);
        for (part, limit) in row.chunks(LIGHT_SIDE).zip(limits) {
            dots.extend(part.iter().map(|light| *light < limit));
        }
    }
    Mask::over(&grey, dots)
}

/// The light under which a dot is ink. A square's mean is half a stroke's darkness, so half the way to the darkest
/// square is where a stroke's edge lies; between print, pencil is left to the layer below.
fn limit((near, darkest): (&u8, &u8)) -> u8 {
    let contrast = near.saturating_sub(*darkest) / 2;
    near.saturating_sub(contrast.max(CONTRAST)).max(BLACK)
}

/// Finds the ink of a sheet that has no colour of its own: print, pencil, carbon, lines.
pub fn plain_ink(picture: &Picture) -> Mask {
    plain_ink_among(picture, &tints(picture))
}

/// The same where the squares that have colour are known.
pub(crate) fn plain_ink_among(picture: &Picture, tints: &Squares<bool>) -> Mask {
    let mut mask = ink(picture);
    let rows = mask.rows_mut().zip(picture.rows()).enumerate();
    for (number, (inked, dots)) in rows {
        let parts = inked.chunks_mut(TINT_SIDE).zip(dots.chunks(TINT_SIDE)).zip(tints.row(number));
        for ((inked, dots), _) in parts.filter(|(_, coloured)| **coloured) {
            inked.iter_mut().zip(dots).for_each(|(ink, dot)| *ink &= is_print(dot));
        }
    }
    mask
}

/// The squares of a sheet that have colour, and their neighbours.
pub(crate) fn tints(picture: &Picture) -> Squares<bool> {
    let value = |[red, green, blue]: [u32; 3], count| {
        let (low, high) = (red.min(green).min(blue), red.max(green).max(blue));
        high - low > u32::from(COLOURED) * count
    };
    let squares = Squares::of(picture.dots(), picture.width(), TINT_SIDE, value);
    squares.blended(1, |near| near.contains(&true))
}

fn is_print(dot: &[u8; 3]) -> bool {
    let [red, green, blue] = *dot;
    let (low, high) = (red.min(green).min(blue), red.max(green).max(blue));
    high < PRINT && high - low < COLOURED
}

/// The picture with each dot mixed with its eight neighbours, itself weighing a quarter: a grain of noise
/// does not make a dot of ink.
fn softened(grey: &Grey) -> Grey {
    let rows: Vec<&[u8]> = grey.rows().collect();
    let mut dots = Vec::with_capacity(grey.dots().len());
    let mut column = Vec::with_capacity(grey.width() + 2);
    for (number, row) in rows.iter().enumerate() {
        let before = number.checked_sub(1).and_then(|n| rows.get(n)).unwrap_or(row);
        let after = rows.get(number + 1).unwrap_or(row);
        column.clear();
        column.push(0);
        column.extend(
            row.iter()
                .zip(*before)
                .zip(*after)
                .map(|((dot, up), down)| u16::from(*up) + 2 * u16::from(*dot) + u16::from(*down)),
        );
        column.push(column.last().copied().unwrap_or_default());
        let second = column.get(1).copied().unwrap_or_default();
        if let Some(first) = column.first_mut() {
            *first = second;
        }
        let neighbours = column.iter().zip(column.iter().skip(1)).zip(column.iter().skip(2));
        dots.extend(neighbours.map(|((left, dot), right)| shade((left + 2 * dot + right) >> 4)));
    }
    Grey::of(grey.width(), grey.height(), dots).unwrap_or_else(|| grey.clone())
}

#[expect(clippy::cast_possible_truncation, reason = "sixteen shades over sixteen are a shade")]
fn shade(value: u16) -> u8 {
    value as u8
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAPER: [u8; 3] = [250, 250, 250];

    fn sheet(stroke: [u8; 3], x: std::ops::Range<usize>) -> Picture {
        let dot = |at: usize| {
            let inside = x.contains(&(at % 120)) && (30..90).contains(&(at / 120));
            if inside { stroke } else { PAPER }
        };
        Picture::of(120, 120, (0..120 * 120).map(dot).collect()).unwrap()
    }

    fn count(mask: &Mask) -> usize {
        mask.dots().iter().filter(|ink| **ink).count()
    }

    #[test]
    fn ink_is_found_where_a_pencil_drew_a_faint_stroke() {
        let found = ink(&sheet([215; 3], 50..53));

        assert!(found.dots()[60 * 120 + 51], "the stroke's middle");
        assert!((150..=350).contains(&count(&found)), "{} dots", count(&found));
    }

    #[test]
    fn ink_is_not_hollow_when_a_bar_is_broader_than_its_neighbourhood() {
        let found = ink(&sheet([20; 3], 10..110));

        assert!(found.dots()[60 * 120 + 60]);
    }

    #[test]
    fn paper_is_not_ink_when_its_grain_is_fine() {
        let grain = |at: usize| if (at * 7919) % 13 == 0 { [228; 3] } else { PAPER };
        let paper = Picture::of(120, 120, (0..120 * 120).map(grain).collect()).unwrap();

        assert!(ink(&paper).is_blank());
    }

    #[test]
    fn coloured_ink_is_ink_but_not_plain_ink() {
        for stroke in [[200, 60, 60], [50, 60, 160]] {
            let sheet = sheet(stroke, 50..56);
            assert!(count(&ink(&sheet)) >= 6 * 58);
            assert!(plain_ink(&sheet).is_blank(), "{stroke:?}");
        }
    }

    #[test]
    fn print_stays_plain_ink_when_a_seal_lies_over_it() {
        let mut sheet = sheet([220, 90, 90], 20..100);
        for dot in sheet.dots_mut().iter_mut().skip(60 * 120 + 30).take(60) {
            *dot = [50, 30, 30];
        }

        let plain = plain_ink(&sheet);

        assert!(plain.dots()[60 * 120 + 60], "the print");
        assert!(!plain.dots()[70 * 120 + 60], "the seal");
    }
}
