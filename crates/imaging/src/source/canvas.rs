//! Rows of any ink become rows of sRGB, halved on the way where there are too many.

use super::Refusal;
use super::size::{Scale, Size};
use crate::Picture;

/// What the samples of a row mean, each of them one byte.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ink {
    Grey,
    GreyAlpha,
    Rgb,
    RgbAlpha,
    Cmyk,
    YCbCr,
}

/// A picture that is being laid down row by row from the top.
pub(super) struct Canvas {
    ink: Ink,
    scale: Scale,
    kept: Size,
    /// The upper row of a pair whose lower one is still to come.
    above: Option<Vec<[u8; 3]>>,
    dots: Vec<[u8; 3]>,
}

impl Ink {
    /// Samples a dot.
    pub(super) fn samples(self) -> usize {
        match self {
            Self::Grey => 1,
            Self::GreyAlpha => 2,
            Self::Rgb | Self::YCbCr => 3,
            Self::RgbAlpha | Self::Cmyk => 4,
        }
    }

    fn spread(self, row: &[u8], dots: &mut Vec<[u8; 3]>) {
        match self {
            Self::Grey => dots.extend(row.iter().map(|&grey| [grey; 3])),
            Self::GreyAlpha => {
                let (pairs, _) = row.as_chunks();
                dots.extend(pairs.iter().map(|&[grey, alpha]| [over_white(grey, alpha); 3]));
            }
            Self::Rgb => dots.extend_from_slice(row.as_chunks().0),
            Self::RgbAlpha => {
                let (fours, _) = row.as_chunks();
                let lay = |&[red, green, blue, alpha]: &[u8; 4]| {
                    [red, green, blue].map(|one| over_white(one, alpha))
                };
                dots.extend(fours.iter().map(lay));
            }
            Self::Cmyk => {
                let (fours, _) = row.as_chunks();
                let print = |&[cyan, magenta, yellow, key]: &[u8; 4]| {
                    [cyan, magenta, yellow].map(|one| share(255 - one, 255 - key))
                };
                dots.extend(fours.iter().map(print));
            }
            Self::YCbCr => dots.extend(row.as_chunks().0.iter().copied().map(from_ycbcr)),
        }
    }
}

impl Canvas {
    /// An empty one for a picture of this size; what it keeps is on `scale`.
    pub(super) fn new(size: Size, scale: Scale, ink: Ink) -> Self {
        let kept = size.on(scale);
        Self { ink, scale, kept, above: None, dots: Vec::with_capacity(kept.dots()) }
    }

    /// Lays down the next row; one too many is let go.
    pub(super) fn lay(&mut self, row: &[u8]) {
        if self.dots.len() >= self.kept.dots() {
            return;
        }
        if self.scale == Scale::Whole {
            self.ink.spread(row, &mut self.dots);
            return;
        }
        let mut below = Vec::with_capacity(row.len() / self.ink.samples());
        self.ink.spread(row, &mut below);
        match self.above.take() {
            None => self.above = Some(below),
            Some(above) => halve(&above, &below, &mut self.dots),
        }
    }

    /// The picture, where as many rows were laid as it has.
    pub(super) fn finish(self) -> Result<Picture, Refusal> {
        Picture::of(self.kept.width, self.kept.height, self.dots).ok_or(Refusal::CutShort)
    }
}

/// The picture of dots that are all there, halved in the memory that they lie in.
pub(super) fn whole(size: Size, scale: Scale, mut dots: Vec<[u8; 3]>) -> Result<Picture, Refusal> {
    let kept = size.on(scale);
    if scale == Scale::Half {
        let mut row = Vec::with_capacity(kept.width);
        for number in 0..kept.height {
            let start = number * 2 * size.width;
            let pair = dots.get(start..start + 2 * size.width).ok_or(Refusal::Damaged)?;
            let (above, below) = pair.split_at_checked(size.width).ok_or(Refusal::Damaged)?;
            row.clear();
            halve(above, below, &mut row);
            let to = number * kept.width..(number + 1) * kept.width;
            dots.get_mut(to).ok_or(Refusal::Damaged)?.copy_from_slice(&row);
        }
        dots.truncate(kept.dots());
        dots.shrink_to_fit();
    }
    Picture::of(kept.width, kept.height, dots).ok_or(Refusal::Damaged)
}

/// Each two by two dots become their mean.
fn halve(above: &[[u8; 3]], below: &[[u8; 3]], dots: &mut Vec<[u8; 3]>) {
    let (above, _) = above.as_chunks();
    let (below, _) = below.as_chunks();
    let pairs = above.iter().zip(below);
    dots.extend(pairs.map(|(&[a, b], &[c, d])| {
        std::array::from_fn(|ink| {
            let sum: u16 =
                [a, b, c, d].iter().filter_map(|dot| dot.get(ink)).map(|&one| u16::from(one)).sum();
            u8::try_from((sum + 2) / 4).unwrap_or(u8::MAX)
        })
    }));
}

/// A sample that lets white paper through.
fn over_white(sample: u8, alpha: u8) -> u8 {
    share(sample, alpha).saturating_add(255 - alpha)
}

/// `part` of 255, taken of `sample`.
fn share(sample: u8, part: u8) -> u8 {
    u8::try_from((u16::from(sample) * u16::from(part) + 127) / 255).unwrap_or(u8::MAX)
}

/// BT.601 with its full range, as JPEG has it, in steps of 1/65536.
fn from_ycbcr([luma, blue, red]: [u8; 3]) -> [u8; 3] {
    let luma = (i32::from(luma) << 16) + (1 << 15);
    let (blue, red) = (i32::from(blue) - 128, i32::from(red) - 128);
    let sums = [luma + 91_881 * red, luma - 22_554 * blue - 46_802 * red, luma + 116_130 * blue];
    sums.map(|sum| u8::try_from((sum >> 16).clamp(0, 255)).unwrap_or(u8::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(ink: Ink, row: &[u8]) -> [u8; 3] {
        let mut canvas = Canvas::new(Size { width: 1, height: 1 }, Scale::Whole, ink);
        canvas.lay(row);
        canvas.finish().unwrap().dots()[0]
    }

    #[test]
    fn dot_becomes_srgb_whatever_its_ink() {
        assert_eq!(one(Ink::Grey, &[7]), [7; 3]);
        assert_eq!(one(Ink::GreyAlpha, &[0, 0]), [255; 3]);
        assert_eq!(one(Ink::GreyAlpha, &[9, 255]), [9; 3]);
        assert_eq!(one(Ink::RgbAlpha, &[255, 0, 0, 128]), [255, 127, 127]);
        assert_eq!(one(Ink::Cmyk, &[0, 255, 255, 0]), [255, 0, 0]);
        assert_eq!(one(Ink::Cmyk, &[0, 0, 0, 255]), [0; 3]);
        assert_eq!(one(Ink::YCbCr, &[76, 85, 255]), [254, 0, 0]);
        assert_eq!(one(Ink::YCbCr, &[255, 128, 128]), [255; 3]);
    }

    #[test]
    fn canvas_and_whole_halve_alike() {
        let size = Size { width: 5, height: 5 };
        let dots: Vec<[u8; 3]> = (0..25).map(|n| [n * 10, n, 255 - n]).collect();
        let mut canvas = Canvas::new(size, Scale::Half, Ink::Rgb);
        for row in dots.chunks_exact(5) {
            canvas.lay(row.as_flattened());
        }

        let laid = canvas.finish().unwrap();
        let halved = whole(size, Scale::Half, dots).unwrap();

        assert_eq!((laid.width(), laid.height()), (2, 2));
        assert_eq!(laid.dots(), halved.dots());
        assert_eq!(laid.dots()[0], [30, 3, 252], "the mean of 0, 1, 5 and 6");
    }

    #[test]
    fn canvas_is_cut_short_when_rows_are_missing() {
        let mut canvas = Canvas::new(Size { width: 2, height: 2 }, Scale::Whole, Ink::Grey);
        canvas.lay(&[1, 2]);
        assert_eq!(canvas.finish(), Err(Refusal::CutShort));
    }
}
