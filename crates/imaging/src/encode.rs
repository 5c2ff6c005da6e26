//! A picture as a small JPEG: progressive (ITU-T T.81), half the colour each way, Huffman codes made for the picture,
//! and steps that know text on paper: what costs more bits than the eye gets from it is left out.

mod coding;
mod transform;

use coding::{Code, Scan};
use transform::{Blocks, Plane, Steps};

use crate::picture::{Grey, Picture};

/// How coarse a JPEG's steps are, in percent of N. Robidoux's tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quality(u16);

impl Quality {
    /// For a page that is one picture: about what mozjpeg makes of quality 25.
    pub const PAGE: Self = Self(225);
    /// For what lies under a mask of the text.
    pub const UNDER: Self = Self(110);
}

/// Writes `picture` as a JPEG; `None` where a side has more than 65,535 dots.
pub fn jpeg(picture: &Picture, quality: Quality) -> Option<Vec<u8>> {
    let steps = Steps::of(quality.0);
    let [blue, red] = Plane::tints(picture);
    let planes = [Plane::light(&picture.grey()), blue, red];
    let components = planes.map(|plane| plane.blocks(&steps));
    written(picture.width(), picture.height(), &components, &steps)
}

/// Writes `picture` as a JPEG in shades of grey; `None` where a side has more than 65,535 dots.
pub fn grey_jpeg(picture: &Grey, quality: Quality) -> Option<Vec<u8>> {
    let steps = Steps::of(quality.0);
    let light = Plane::light(picture).blocks(&steps);
    written(picture.width(), picture.height(), &[light], &steps)
}

fn written(width: usize, height: usize, components: &[Blocks], steps: &Steps) -> Option<Vec<u8>> {
    let (width, height) = (u16::try_from(width).ok()?, u16::try_from(height).ok()?);
    let mut file = File::begun();
    file.segment(0xDB, &[&[0], steps.zigzag().as_slice()].concat());
    file.frame(width, height, components.len());
    for (number, blocks) in (1..).zip(components) {
        file.scan(number, 0..=0, &Scan::of_means(blocks));
    }
    for (number, blocks) in (1..).zip(components) {
        file.scan(number, 1..=63, &Scan::of_rest(blocks));
    }
    Some(file.ended())
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

    /// The frame's head: the first component has all dots, the others half of them each way.
    fn frame(&mut self, width: u16, height: u16, components: usize) {
        let ([h1, h2], [w1, w2]) = (height.to_be_bytes(), width.to_be_bytes());
        let own: &[[u8; 3]] = if components == 1 {
            &[[1, 0x11, 0]]
        } else {
            &[[1, 0x22, 0], [2, 0x11, 0], [3, 0x11, 0]]
        };
        let count = if components == 1 { 1 } else { 3 };
        let head = [8, h1, h2, w1, w2, count];
        self.segment(0xC2, &[head.as_slice(), own.as_flattened()].concat());
    }

    /// A scan of one component over a band of frequencies, with the code made for it.
    fn scan(&mut self, component: u8, band: std::ops::RangeInclusive<u8>, scan: &Scan) {
        let code = Code::of(&scan.frequencies());
        let class = if *band.start() == 0 { 0x00 } else { 0x10 };
        self.segment(0xC4, &[&[class], code.table().as_slice()].concat());
        self.segment(0xDA, &[1, component, 0, *band.start(), *band.end(), 0]);
        self.bytes.extend(scan.coded(&code));
    }

    fn ended(mut self) -> Vec<u8> {
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

            let (w, h, colours, dots) = read(&jpeg(&sheet, Quality(40)).unwrap());

            assert_eq!((w, h, colours), (width, height, Some(ColorSpace::YCbCr)));
            let difference = mean_difference(&dots, sheet.bytes());
            assert!(difference <= 8, "{width} x {height} differs by {difference}");
        }
    }

    #[test]
    fn grey_picture_comes_back_grey() {
        let sheet = sheet(333, 211).grey();

        let bytes = grey_jpeg(&sheet, Quality(40)).unwrap();

        let mut decoder = JpegDecoder::new(ZCursor::new(&bytes));
        decoder.decode_headers().unwrap();
        assert_eq!(decoder.input_colorspace(), Some(ColorSpace::Luma));
        let (.., dots) = read(&bytes);
        let channels = dots.len() / sheet.dots().len();
        let light: Vec<u8> = dots.iter().step_by(channels).copied().collect();
        assert!(mean_difference(&light, sheet.dots()) <= 5);
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
        let length = |percent| jpeg(&sheet, Quality(percent)).unwrap().len();

        assert!(length(300) < length(150) && length(150) < length(50));
    }

    #[test]
    fn nothing_but_the_picture_is_in_a_file() {
        let bytes = jpeg(&sheet(64, 64), Quality(20)).unwrap();

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
