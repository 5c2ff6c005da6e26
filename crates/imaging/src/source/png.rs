//! PNG, row by row.

use std::io::{Cursor, ErrorKind};

use png::{BitDepth, ColorType, DecodingError, Limits, Transformations};

use super::canvas::{Canvas, Ink};
use super::directory::turn_of_exif;
use super::size::{Need, Size, believable};
use super::{Leaf, Refusal};

/// What the decoder may hold beside rows and the picture, in bytes.
const ASIDE: usize = 8_000_000;

type Reader<'a> = png::Reader<Cursor<&'a [u8]>>;

/// The one picture of a PNG; one that moves is refused.
pub(super) fn leaf(bytes: &[u8]) -> Result<Leaf, Refusal> {
    let mut decoder = png::Decoder::new_with_limits(Cursor::new(bytes), Limits { bytes: ASIDE });
    decoder.set_ignore_text_chunk(true);
    decoder.set_ignore_iccp_chunk(true);
    decoder.set_transformations(Transformations::normalize_to_color8());
    let header = decoder.read_header_info().map_err(|error| refusal(&error))?;
    let size = Size::new(header.width, header.height)?;
    let mut reader = decoder.read_info().map_err(|error| refusal(&error))?;
    if reader.info().animation_control.is_some() {
        return Err(Refusal::Moving);
    }
    // An EXIF behind the dots comes too late to find room for turning them.
    let turn = reader.info().exif_metadata.as_deref().map(turn_of_exif).unwrap_or_default();
    let scale = size.scale(bytes.len(), turn);
    let mut canvas = Canvas::new(size, scale, ink(&reader)?);
    lay(&mut reader, size.on(scale), bytes.len(), &mut canvas)?;
    reader.finish().map_err(|error| refusal(&error))?;

    Ok(Leaf::new(canvas.finish()?, scale, turn, density(reader.info())))
}

fn ink(reader: &Reader<'_>) -> Result<Ink, Refusal> {
    match reader.output_color_type() {
        (ColorType::Grayscale, BitDepth::Eight) => Ok(Ink::Grey),
        (ColorType::GrayscaleAlpha, BitDepth::Eight) => Ok(Ink::GreyAlpha),
        (ColorType::Rgb, BitDepth::Eight) => Ok(Ink::Rgb),
        (ColorType::Rgba, BitDepth::Eight) => Ok(Ink::RgbAlpha),
        _ => Err(Refusal::Unusual),
    }
}

fn lay(
    reader: &mut Reader<'_>,
    kept: Size,
    file: usize,
    canvas: &mut Canvas,
) -> Result<(), Refusal> {
    if !reader.info().interlaced {
        while let Some(row) = reader.next_row().map_err(|error| refusal(&error))? {
            canvas.lay(row.data());
        }
        return Ok(());
    }
    // Seven passes over the whole: all of it must be there before its first row is.
    let whole = reader.output_buffer_size().ok_or(Refusal::TooManyDots)?;
    Need { file, decoder: whole + ASIDE, is_apart: true }.fits(kept)?;
    let mut samples = vec![0; whole];
    let frame = reader.next_frame(&mut samples).map_err(|error| refusal(&error))?;
    samples.chunks_exact(frame.line_size).for_each(|row| canvas.lay(row));
    Ok(())
}

fn density(info: &png::Info<'_>) -> Option<f32> {
    let told = info.pixel_dims.filter(|told| told.unit == png::Unit::Meter)?;
    believable(f64::from(told.xppu) * 0.0254, f64::from(told.yppu) * 0.0254)
}

fn refusal(error: &DecodingError) -> Refusal {
    match error {
        DecodingError::IoError(error) if error.kind() == ErrorKind::UnexpectedEof => {
            Refusal::CutShort
        }
        DecodingError::LimitsExceeded => Refusal::Unusual,
        _ => Refusal::Damaged,
    }
}
