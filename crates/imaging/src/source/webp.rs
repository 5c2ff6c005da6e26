//! WebP.

use std::io::Cursor;

use image::codecs::webp::WebPDecoder;
use image::{ColorType, ImageDecoder};

use super::bytes::{array, little_16, little_32};
use super::directory::turn_of_exif;
use super::size::{Need, Size};
use super::turn::Turn;
use super::{Leaf, Refusal, of_decoder, of_image};

/// What a WebP claims to be.
struct Survey {
    size: Size,
    is_lossless: bool,
    has_alpha: bool,
    turn: Turn,
}

/// The one picture of a WebP; one that moves is refused.
pub(super) fn leaf(bytes: &[u8]) -> Result<Leaf, Refusal> {
    let survey = Survey::of(bytes)?;
    let size = survey.size;
    let scale = size.scale(bytes.len(), survey.turn);
    // Bytes a dot: planes of 1.5 for the lossy kind, four samples for the lossless one and for a
    // separate alpha, with what is written besides.
    let a_dot = match (survey.is_lossless, survey.has_alpha) {
        (false, false) => 5,
        (false, true) => 11,
        (true, false) => 7,
        (true, true) => 4,
    };
    let need = Need { file: bytes.len(), decoder: size.dots() * a_dot, is_apart: survey.has_alpha };
    need.fits(size.on(scale))?;

    let decoder = WebPDecoder::new(Cursor::new(bytes)).map_err(|error| of_image(&error))?;
    if decoder.has_animation() {
        return Err(Refusal::Moving);
    }
    let (width, height) = decoder.dimensions();
    if Size::new(width, height)? != size {
        return Err(Refusal::Damaged);
    }
    let is_promised = survey.has_alpha == (decoder.color_type() == ColorType::Rgba8);
    if !is_promised {
        return Err(Refusal::Damaged);
    }
    Ok(Leaf::new(of_decoder(decoder, size, scale)?, scale, survey.turn, None))
}

impl Survey {
    /// Walks over the chunks; their sizes must agree, for the decoder allocates by the inner one.
    fn of(bytes: &[u8]) -> Result<Self, Refusal> {
        let length = usize::try_from(little_32(bytes, 4).ok_or(Refusal::CutShort)?);
        let end = length.ok().and_then(|length| length.checked_add(8)).ok_or(Refusal::CutShort)?;
        let file = bytes.get(..end).ok_or(Refusal::CutShort)?;
        let mut rest = file.get(12..).ok_or(Refusal::Damaged)?;
        let (mut canvas, mut found, mut turn) = (None, None, Turn::default());
        let mut has_alpha = false;
        while let Some((name, body)) = next(&mut rest)? {
            match &name {
                b"ANIM" | b"ANMF" => return Err(Refusal::Moving),
                b"VP8X" => {
                    let flags = *body.first().ok_or(Refusal::Damaged)?;
                    if flags & 0b10 != 0 {
                        return Err(Refusal::Moving);
                    }
                    has_alpha |= flags & 0b1_0000 != 0;
                    canvas = Some(extended(body).ok_or(Refusal::Damaged)??);
                }
                b"VP8 " | b"VP8L" if found.is_some() => return Err(Refusal::Damaged),
                b"VP8 " => found = Some((lossy(body).ok_or(Refusal::Damaged)??, false)),
                b"VP8L" => {
                    let (size, alpha) = lossless(body).ok_or(Refusal::Damaged)?;
                    has_alpha |= alpha && canvas.is_none();
                    found = Some((size?, true));
                }
                b"EXIF" => turn = turn_of_exif(body.strip_prefix(b"Exif\0\0").unwrap_or(body)),
                _ => {}
            }
        }
        let (size, is_lossless) = found.ok_or(Refusal::Damaged)?;
        if canvas.is_some_and(|canvas| canvas != size) {
            return Err(Refusal::Damaged);
        }
        Ok(Self { size, is_lossless, has_alpha, turn })
    }
}

/// A chunk's name and what is in it.
type Chunk<'a> = ([u8; 4], &'a [u8]);

/// The next chunk; its odd byte is stepped over.
fn next<'a>(rest: &mut &'a [u8]) -> Result<Option<Chunk<'a>>, Refusal> {
    if rest.is_empty() {
        return Ok(None);
    }
    let name = array(rest, 0).ok_or(Refusal::Damaged)?;
    let length = little_32(rest, 4).ok_or(Refusal::Damaged)?;
    let length = usize::try_from(length).map_err(|_| Refusal::Damaged)?;
    let after = rest.get(8..).ok_or(Refusal::Damaged)?;
    let body = after.get(..length).ok_or(Refusal::Damaged)?;
    *rest = after.get(length + length % 2..).unwrap_or_default();
    Ok(Some((name, body)))
}

fn extended(body: &[u8]) -> Option<Result<Size, Refusal>> {
    let [w0, w1, w2, h0, h1, h2] = array(body, 4)?;
    let side = |low, middle, high| u32::from_le_bytes([low, middle, high, 0]) + 1;
    Some(Size::new(side(w0, w1, w2), side(h0, h1, h2)))
}

fn lossy(body: &[u8]) -> Option<Result<Size, Refusal>> {
    let side = |at| Some(u32::from(little_16(body, at)? & 0x3FFF));
    Some(Size::new(side(6)?, side(8)?))
}

fn lossless(body: &[u8]) -> Option<(Result<Size, Refusal>, bool)> {
    let bits = little_32(body, 1)?;
    let size = Size::new((bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1);
    Some((size, bits >> 28 & 1 == 1))
}
