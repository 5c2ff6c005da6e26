//! BMP: what old scanning programs write.

use std::io::Cursor;

use image::codecs::bmp::BmpDecoder;
use image::{ColorType, ImageDecoder};

use super::bytes::{array, little_16, little_32};
use super::size::{Need, Size, believable};
use super::turn::Turn;
use super::{Leaf, Refusal, of_decoder, of_image};

/// The length of the oldest header's own size field's value, in bytes.
const CORE: u32 = 12;

/// Whether a header has one of the lengths there are; the two letters before it stand in many a text.
pub(super) fn is_one(bytes: &[u8]) -> bool {
    bytes.starts_with(b"BM")
        && matches!(little_32(bytes, 14), Some(CORE | 16 | 40 | 52 | 56 | 64 | 108 | 124))
}

/// The one picture of a BMP.
pub(super) fn leaf(bytes: &[u8]) -> Result<Leaf, Refusal> {
    let size = size(bytes).ok_or(Refusal::CutShort)??;
    let scale = size.scale(bytes.len(), Turn::default());
    let decoder = BmpDecoder::new(Cursor::new(bytes)).map_err(|error| of_image(&error))?;
    let (width, height) = decoder.dimensions();
    if Size::new(width, height)? != size {
        return Err(Refusal::Damaged);
    }
    let has_alpha = decoder.color_type() == ColorType::Rgba8;
    let samples = size.dots() * if has_alpha { 4 } else { 3 };
    let need = Need { file: bytes.len(), decoder: samples, is_apart: has_alpha };
    need.fits(size.on(scale))?;
    let picture = of_decoder(decoder, size, scale)?;
    Ok(Leaf::new(picture, scale, Turn::default(), density(bytes)))
}

fn size(bytes: &[u8]) -> Option<Result<Size, Refusal>> {
    if little_32(bytes, 14)? == CORE {
        let (width, height) = (little_16(bytes, 18)?, little_16(bytes, 20)?);
        return Some(Size::new(u32::from(width), u32::from(height)));
    }
    // A height below nought says that the rows come from the top.
    let side = |at| array(bytes, at).map(i32::from_le_bytes);
    Some(match (u32::try_from(side(18)?), side(22)?.unsigned_abs()) {
        (Ok(width), height) => Size::new(width, height),
        (Err(_), _) => Err(Refusal::Damaged),
    })
}

fn density(bytes: &[u8]) -> Option<f32> {
    if little_32(bytes, 14)? < 40 {
        return None;
    }
    let per_metre = |at| little_32(bytes, at).map(f64::from);
    believable(per_metre(38)? * 0.0254, per_metre(42)? * 0.0254)
}
