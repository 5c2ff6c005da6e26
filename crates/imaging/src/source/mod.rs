//! A stranger's bytes become pictures, within limits that are asked before anything is allocated.
//!
//! Each kind is surveyed first, by code of ours that allocates nothing: what it claims to be, what
//! reading it would take, and whether it is there to its end. Only then a decoder sees it. Nothing of a
//! file comes out but dots, and the dots per inch that it states.

mod bmp;
mod bytes;
mod canvas;
mod directory;
mod jpeg;
mod png;
mod refusal;
mod size;
mod tiff;
mod turn;
mod webp;

pub use refusal::Refusal;
pub use size::{LONGEST_SIDE, MOST_BYTES, MOST_DOTS, MOST_DOTS_KEPT, MOST_PAGES};

use canvas::{Canvas, Ink};
use image::{ColorType, ImageDecoder, ImageError};
use size::{Scale, Size};
use turn::Turn;

use crate::Picture;

/// The kinds of pictures that are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// What cameras and most scanners write.
    Jpeg,
    /// What screens are copied into.
    Png,
    /// What scanners write, also several pages.
    Tiff,
    /// What chat programs make of photos.
    WebP,
    /// What old scanning programs write.
    Bmp,
}

/// A file that may be a picture, or several.
#[derive(Debug)]
pub struct Source<'a> {
    bytes: &'a [u8],
    kind: Kind,
    /// The pages of a TIFF; every other kind has one.
    pages: Vec<tiff::Page>,
}

/// One page, upright, over white.
#[derive(Debug, Clone, PartialEq)]
pub struct Leaf {
    /// Its dots: no more than [`MOST_DOTS_KEPT`].
    pub picture: Picture,
    /// Dots per inch that the file states, where believable: 50 to 1,200, before a large one is halved.
    pub told_dpi: Option<f32>,
}

impl Kind {
    /// By what the bytes begin with, never by a name.
    fn of(bytes: &[u8]) -> Result<Self, Refusal> {
        match bytes {
            [] => Err(Refusal::Empty),
            [0xFF, 0xD8, 0xFF, ..] => Ok(Self::Jpeg),
            [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1A, b'\n', ..] => Ok(Self::Png),
            [b'I', b'I', 42, 0, ..] | [b'M', b'M', 0, 42, ..] => Ok(Self::Tiff),
            // A `BigTIFF` is for files that are too big anyway.
            [b'I', b'I', 43, 0, ..] | [b'M', b'M', 0, 43, ..] => Err(Refusal::Unusual),
            [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Ok(Self::WebP),
            _ if bmp::is_one(bytes) => Ok(Self::Bmp),
            // A PDF may have up to a kilobyte of anything before it.
            _ if bytes.windows(5).take(1024).any(|five| five == b"%PDF-") => Err(Refusal::IsPdf),
            _ => Err(Refusal::Unknown),
        }
    }
}

impl<'a> Source<'a> {
    /// Recognises a file and counts its pages.
    pub fn open(bytes: &'a [u8]) -> Result<Self, Refusal> {
        if bytes.len() > MOST_BYTES {
            return Err(Refusal::TooBig);
        }
        let kind = Kind::of(bytes)?;
        let pages = if kind == Kind::Tiff { tiff::pages(bytes)? } else { Vec::new() };
        Ok(Self { bytes, kind, pages })
    }

    /// What kind of file it is.
    pub fn kind(&self) -> Kind {
        self.kind
    }

    /// How many pages it has.
    pub fn leaves(&self) -> u32 {
        if self.kind == Kind::Tiff {
            u32::try_from(self.pages.len()).unwrap_or(u32::MAX)
        } else {
            1
        }
    }

    /// Reads a page, from 0; one that the file does not have is [`Refusal::Damaged`].
    pub fn leaf(&self, number: u32) -> Result<Leaf, Refusal> {
        if number >= self.leaves() {
            return Err(Refusal::Damaged);
        }
        match self.kind {
            Kind::Jpeg => jpeg::leaf(self.bytes),
            Kind::Png => png::leaf(self.bytes),
            Kind::WebP => webp::leaf(self.bytes),
            Kind::Bmp => bmp::leaf(self.bytes),
            Kind::Tiff => {
                let number = usize::try_from(number).map_err(|_| Refusal::Damaged)?;
                tiff::leaf(self.bytes, self.pages.get(number).ok_or(Refusal::Damaged)?)
            }
        }
    }
}

impl Leaf {
    fn new(picture: Picture, scale: Scale, turn: Turn, told_dpi: Option<f32>) -> Self {
        let told_dpi = match scale {
            Scale::Whole => told_dpi,
            Scale::Half => told_dpi.map(|dpi| dpi / 2.0),
        };
        Self { picture: turn.apply(picture), told_dpi }
    }
}

/// What one of `image`'s decoders reads, which the caller has found room for.
fn of_decoder(decoder: impl ImageDecoder, size: Size, scale: Scale) -> Result<Picture, Refusal> {
    match decoder.color_type() {
        ColorType::Rgb8 => {
            let mut dots = vec![[0; 3]; size.dots()];
            decoder.read_image(dots.as_flattened_mut()).map_err(|error| of_image(&error))?;
            canvas::whole(size, scale, dots)
        }
        ColorType::Rgba8 => {
            let mut dots = vec![[0; 4]; size.dots()];
            decoder.read_image(dots.as_flattened_mut()).map_err(|error| of_image(&error))?;
            let mut canvas = Canvas::new(size, scale, Ink::RgbAlpha);
            dots.chunks_exact(size.width).for_each(|row| canvas.lay(row.as_flattened()));
            canvas.finish()
        }
        _ => Err(Refusal::Unusual),
    }
}

/// What `image`'s decoders refuse, in our words.
fn of_image(error: &ImageError) -> Refusal {
    match error {
        ImageError::IoError(error) if error.kind() == std::io::ErrorKind::UnexpectedEof => {
            Refusal::CutShort
        }
        ImageError::Unsupported(_) => Refusal::Unusual,
        ImageError::Limits(_) => Refusal::TooManyDots,
        _ => Refusal::Damaged,
    }
}
