//! A picture as a small JPEG: progressive (ITU-T T.81), half the colour each way, Huffman codes made for the picture,
//! and steps that know text on paper: what costs more bits than the eye gets from it is left out.

mod coding;
mod transform;

use coding::{Code, Scan};
use transform::{Blocks, Plane, Steps, Tints};

use crate::picture::Picture;

/// How much of a picture a JPEG keeps. Steps are in percent of N. Robidoux's tables; those of tints are finer than
/// those of light, or a red seal's thin ring turns pink.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Quality {
    light: u16,
    tint: u16,
    tints: Tints,
}

impl Quality {
    /// For a page that is one picture: its light is kept about as mozjpeg keeps it at 25.
    pub(crate) const PAGE: Self = Self { light: 225, tint: 100, tints: Tints::Half };
    /// For what lies under a mask of the text, which has half the dots already.
    pub(crate) const UNDER: Self = Self { light: 110, tint: 100, tints: Tints::All };
}

/// Writes `picture` as a JPEG; `None` where a side has more than 65,535 dots.
pub(crate) fn jpeg(picture: &Picture, quality: Quality) -> Option<Vec<u8>> {
    let (light, tint) = (Steps::of(quality.light), Steps::of(quality.tint));
    let [blue, red] = Plane::tints(picture, quality.tints);
    let components =
        [Plane::light(&picture.grey()).blocks(&light), blue.blocks(&tint), red.blocks(&tint)];
    let mut file = File::begun();
    file.steps(0, &light);
    file.steps(1, &tint);
    let sampling = if quality.tints == Tints::Half { 0x22 } else { 0x11 };
    let frame = [[1, sampling, 0], [2, 0x11, 1], [3, 0x11, 1]];
    file.frame(picture.width(), picture.height(), &frame)?;
    Some(file.ended(&components))
}

/// A JPEG while it is written.
struct File {
    bytes: Vec<u8>,
}

impl File {
    fn begun() -> Self {
        let mut file = Self { bytes: vec![0xFF, 0xD8] };
        // JFIF 1.1 without a density: the sheet's size stands in the PDF.
        file.segment(0xE0, b"JFIF\0\x01\x01\0\0\x01\0\x01\0\0");
        file
    }

    /// A marker with what belongs to it.
    fn segment(&mut self, marker: u8, content: &[u8]) {
        let length = u16::try_from(content.len() + 2).unwrap_or(u16::MAX);
        self.bytes.extend([0xFF, marker]);
        self.bytes.extend(length.to_be_bytes());
        self.bytes.extend(content);
    }

    fn steps(&mut self, table: u8, steps: &Steps) {
        self.segment(0xDB, &[&[table], steps.zigzag().as_slice()].concat());
    }

    /// The frame's head; of each component its number, its sampling and its table of steps.
    fn frame(&mut self, width: usize, height: usize, components: &[[u8; 3]]) -> Option<()> {
        let [w1, w2] = u16::try_from(width).ok()?.to_be_bytes();
        let [h1, h2] = u16::try_from(height).ok()?.to_be_bytes();
        let head = [8, h1, h2, w1, w2, u8::try_from(components.len()).ok()?];
        self.segment(0xC2, &[head.as_slice(), components.as_flattened()].concat());
        Some(())
    }

    /// A scan of one component over a band of frequencies, with the code made for it.
    fn scan(&mut self, component: u8, band: std::ops::RangeInclusive<u8>, scan: &Scan) {
        let code = Code::of(&scan.frequencies());
        let class = if *band.start() == 0 { 0x00 } else { 0x10 };
        self.segment(0xC4, &[&[class], code.table().as_slice()].concat());
        self.segment(0xDA, &[1, component, 0, *band.start(), *band.end(), 0]);
        self.bytes.extend(scan.coded(&code));
    }

    /// The means of all components first, then the rest: the page shows early.
    fn ended(mut self, components: &[Blocks]) -> Vec<u8> {
        for (number, blocks) in (1..).zip(components) {
            self.scan(number, 0..=0, &Scan::of_means(blocks));
        }
        for (number, blocks) in (1..).zip(components) {
            self.scan(number, 1..=63, &Scan::of_rest(blocks));
        }
        self.bytes.extend([0xFF, 0xD9]);
        self.bytes
    }
}

#[cfg(test)]
mod tests {
    use zune_core::bytestream::ZCursor;
    use zune_core::colorspace::ColorSpace;
    use zune_jpeg::JpegDecoder;

    use super::*;

    /// A sheet with strokes, a red square, a slope of grey, and sides that no block divides.
    fn sheet(width: usize, height: usize) -> Picture {
        let dot = |at: usize| {
            let (x, y) = (at % width, at / width);
            match (x / 40 % 4, y % 24 < 14 && x % 9 < 3) {
                (0 | 2, true) => [30, 30, 34],
                (1, _) => [210, 50, 60],
                (3, _) => [u8::try_from(100 + y % 100).unwrap(); 3],
                _ => [255; 3],
            }
        };
        Picture::of(width, height, (0..width * height).map(dot).collect()).unwrap()
    }

    fn finely(percent: u16) -> Quality {
        Quality { light: percent, tint: percent, tints: Tints::Half }
    }

    fn read(bytes: &[u8]) -> (usize, usize, Option<ColorSpace>, Vec<u8>) {
        let mut decoder = JpegDecoder::new(ZCursor::new(bytes));
        let dots = decoder.decode().expect("a whole JPEG");
        let (width, height) = decoder.dimensions().unwrap();
        (width, height, decoder.input_colorspace(), dots)
    }

    fn mean_difference(one: &[u8], other: &[u8]) -> u64 {
        assert_eq!(one.len(), other.len());
        let sum: u64 = one.iter().zip(other).map(|(a, b)| u64::from(a.abs_diff(*b))).sum();
        sum / one.len() as u64
    }

    #[test]
    fn picture_comes_back_nearly_the_same_whatever_its_sides_are() {
        for (width, height) in [(320, 240), (333, 211), (16, 16), (17, 9), (8, 1), (1, 1), (2, 65)]
        {
            let sheet = sheet(width, height);

            let (w, h, colours, dots) = read(&jpeg(&sheet, finely(40)).unwrap());

            assert_eq!((w, h, colours), (width, height, Some(ColorSpace::YCbCr)));
            let difference = mean_difference(&dots, sheet.bytes());
            assert!(difference <= 8, "{width} x {height} differs by {difference}");
        }
    }

    #[test]
    fn thin_red_line_stays_redder_when_all_dots_keep_their_tint() {
        let dots = (0..64 * 64).map(|at| if at % 64 == 21 { [210, 40, 40] } else { [255; 3] });
        let sheet = Picture::of(64, 64, dots.collect()).unwrap();
        let redness = |tints| {
            let quality = Quality { light: 40, tint: 40, tints };
            let (.., dots) = read(&jpeg(&sheet, quality).unwrap());
            let [red, green, _] = dots.as_chunks::<3>().0[64 * 30 + 21];
            i16::from(red) - i16::from(green)
        };

        let (all, half) = (redness(Tints::All), redness(Tints::Half));

        assert!(all > 120 && all > half + 20, "{all} of all, {half} of half");
    }

    #[test]
    fn flat_colours_come_back_as_they_were() {
        for colour in [[255; 3], [0; 3], [200, 30, 40], [20, 40, 160], [128; 3]] {
            let flat = Picture::of(40, 40, vec![colour; 1_600]).unwrap();

            let (.., dots) = read(&jpeg(&flat, Quality::PAGE).unwrap());

            let most = dots.iter().zip(flat.bytes()).map(|(a, b)| a.abs_diff(*b)).max();
            assert!(most <= Some(6), "{colour:?} is off by {most:?}");
        }
    }

    #[test]
    fn blank_page_takes_next_to_nothing() {
        let blank = Picture::of(1_654, 2_339, vec![[255; 3]; 1_654 * 2_339]).unwrap();

        let bytes = jpeg(&blank, Quality::PAGE).unwrap();

        assert!(bytes.len() < 12_000, "{} bytes", bytes.len());
        let (.., dots) = read(&bytes);
        assert!(dots.iter().all(|dot| *dot == 255));
    }

    #[test]
    fn coarser_steps_make_fewer_bytes() {
        let sheet = sheet(640, 480);
        let length = |percent| jpeg(&sheet, finely(percent)).unwrap().len();

        assert!(length(300) < length(150) && length(150) < length(50));
    }

    #[test]
    fn nothing_but_the_picture_is_in_a_file() {
        let bytes = jpeg(&sheet(64, 64), finely(20)).unwrap();

        let markers: Vec<u8> = bytes
            .windows(2)
            .filter(|pair| pair[0] == 0xFF && pair[1] != 0)
            .map(|pair| pair[1])
            .collect();

        let [start, rest @ .., end] = markers.as_slice() else { panic!("a file has markers") };
        assert_eq!((*start, *end), (0xD8, 0xD9));
        assert!(rest.iter().all(|marker| [0xE0, 0xDB, 0xC2, 0xC4, 0xDA].contains(marker)));
    }

    #[test]
    fn picture_is_refused_when_a_side_is_longer_than_a_file_can_say() {
        let strip = Picture::of(65_536, 1, vec![[255; 3]; 65_536]).unwrap();
        assert_eq!(jpeg(&strip, Quality::PAGE), None);
    }
}
