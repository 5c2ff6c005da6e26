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
    /// For a page that is one picture: other encoders call it 25.
    pub const PAGE: Self = Self(200);
    /// For what lies under a mask of the text.
    pub const UNDER: Self = Self(200);
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
        let own: &[[u8; 3]] =
            if components == 1 { &[[1, 0x11, 0]] } else { &[[1, 0x22, 0], [2, 0x11, 0], [3, 0x11, 0]] };
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
