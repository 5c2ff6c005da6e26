//! TIFF: what scanners write, also bilevel and of several pages.

mod strips;

use std::io::{Cursor, ErrorKind};

use tiff::decoder::{Decoder, Limits};
use tiff::{ColorType, TiffError};

use super::canvas::{Canvas, Ink};
use super::directory::{Tiff, tag};
use super::size::{MOST_PAGES, Need, believable};
use super::{Leaf, Refusal};
use strips::Strips;

/// What the decoder may hold of tables and of a strip as it was coded, in bytes.
const ASIDE: usize = 8_000_000;
const MODERN_JPEG: u32 = 7;

/// A page: its place in the chain of directories, and where its directory lies.
#[derive(Debug)]
pub(super) struct Page {
    index: usize,
    at: u32,
}

type Reader<'a> = Decoder<Cursor<&'a [u8]>>;

/// Follows the chain of directories; small pictures of pages that are there as well are no pages.
pub(super) fn pages(bytes: &[u8]) -> Result<Vec<Page>, Refusal> {
    let file = Tiff::open(bytes).ok_or(Refusal::Damaged)?;
    let mut at = file.first().ok_or(Refusal::CutShort)?;
    let (mut pages, mut seen) = (Vec::new(), Vec::new());
    while at != 0 {
        if seen.contains(&at) {
            return Err(Refusal::Damaged);
        }
        if seen.len() >= MOST_PAGES {
            return Err(Refusal::TooManyPages);
        }
        let directory = file.directory(at).ok_or(Refusal::CutShort)?;
        if directory.number(tag::SUBFILE).is_none_or(|kind| kind & 1 == 0) {
            pages.push(Page { index: seen.len(), at });
        }
        seen.push(at);
        at = directory.next;
    }
    if pages.is_empty() { Err(Refusal::Damaged) } else { Ok(pages) }
}

/// Reads a page.
pub(super) fn leaf(bytes: &[u8], page: &Page) -> Result<Leaf, Refusal> {
    let file = Tiff::open(bytes).ok_or(Refusal::Damaged)?;
    let directory = file.directory(page.at).ok_or(Refusal::CutShort)?;
    if directory.number(tag::PLANES).unwrap_or(1) != 1
        || directory.numbers(tag::SAMPLE_FORMAT).any(|format| format != 1)
    {
        return Err(Refusal::Unusual);
    }
    let strips = Strips::of(&directory, bytes)?;
    let scale = strips.size.scale(bytes.len(), directory.turn());

    let mut limits = Limits::default();
    limits.decoding_buffer_size = strips.largest().max(ASIDE);
    limits.intermediate_buffer_size = bytes.len();
    limits.ifd_value_size = ASIDE;
    let mut reader =
        Decoder::new(Cursor::new(bytes)).map_err(|error| refusal(&error))?.with_limits(limits);
    reader.seek_to_image(page.index).map_err(|error| refusal(&error))?;
    let (ink, bits) = ink(&mut reader, directory.number(tag::COMPRESSION) == Some(MODERN_JPEG))?;
    Need { file: bytes.len(), decoder: strips.need(ink, bits) + ASIDE, is_apart: true }
        .fits(strips.size.on(scale))?;

    let mut canvas = Canvas::new(strips.size, scale, ink);
    strips.lay(&mut reader, ink, bits, &mut canvas)?;
    let unit = if directory.number(tag::UNIT) == Some(3) { 2.54 } else { 1.0 };
    let (across, down) = (directory.fraction(tag::ACROSS), directory.fraction(tag::DOWN));
    let told = across.zip(down).and_then(|(across, down)| believable(across * unit, down * unit));
    Ok(Leaf::new(canvas.finish()?, scale, directory.turn(), told))
}

/// The ink, and how many bits a sample has.
fn ink(reader: &mut Reader<'_>, is_jpeg: bool) -> Result<(Ink, u8), Refusal> {
    match reader.colortype().map_err(|error| refusal(&error))? {
        ColorType::Gray(bits @ (1 | 2 | 4 | 8 | 16)) => Ok((Ink::Grey, bits)),
        ColorType::RGB(bits @ (8 | 16)) => Ok((Ink::Rgb, bits)),
        ColorType::RGBA(bits @ (8 | 16)) => Ok((Ink::RgbAlpha, bits)),
        ColorType::CMYK(bits @ (8 | 16)) => Ok((Ink::Cmyk, bits)),
        // Outside of JPEG its samples are fewer than its dots, which the decoder does not know.
        ColorType::YCbCr(8) if is_jpeg => Ok((Ink::YCbCr, 8)),
        _ => Err(Refusal::Unusual),
    }
}

fn refusal(error: &TiffError) -> Refusal {
    match error {
        TiffError::IoError(error) if error.kind() == ErrorKind::UnexpectedEof => Refusal::CutShort,
        TiffError::UnsupportedError(_) => Refusal::Unusual,
        TiffError::LimitsExceeded => Refusal::TooManyDots,
        _ => Refusal::Damaged,
    }
}
