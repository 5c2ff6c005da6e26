//! JPEG: what cameras, phones and most scanners write.

mod survey;

pub(super) use survey::Survey;

use zune_core::bytestream::ZCursor;
use zune_core::colorspace::ColorSpace;
use zune_core::options::DecoderOptions;
use zune_jpeg::JpegDecoder;
use zune_jpeg::errors::DecodeErrors;

use super::canvas::{Canvas, Ink, whole};
use super::size::{LONGEST_SIDE, Need, Scale};
use super::{Leaf, Refusal};
use crate::Picture;

/// The one picture of a JPEG; what follows its end is let go.
pub(super) fn leaf(bytes: &[u8]) -> Result<Leaf, Refusal> {
    let survey = Survey::of(bytes)?;
    let scale = survey.size.scale(bytes.len(), survey.turn);
    let is_grey = survey.components.len() == 1;
    let samples = survey.size.dots() * if is_grey { 1 } else { 3 };
    let decoder = samples + survey.coefficients() + survey.metadata;
    Need { file: bytes.len(), decoder, is_apart: is_grey }.fits(survey.size.on(scale))?;
    survey.is_there()?;

    let picture =
        if is_grey { grey(bytes, &survey, scale) } else { coloured(bytes, &survey, scale) };
    Ok(Leaf::new(picture?, scale, survey.turn, survey.told_dpi))
}

fn coloured(bytes: &[u8], survey: &Survey, scale: Scale) -> Result<Picture, Refusal> {
    let mut dots = vec![[0; 3]; survey.size.dots()];
    decode(bytes, survey, ColorSpace::RGB, dots.as_flattened_mut())?;
    whole(survey.size, scale, dots)
}

fn grey(bytes: &[u8], survey: &Survey, scale: Scale) -> Result<Picture, Refusal> {
    let mut samples = vec![0; survey.size.dots()];
    decode(bytes, survey, ColorSpace::Luma, &mut samples)?;
    let mut canvas = Canvas::new(survey.size, scale, Ink::Grey);
    samples.chunks_exact(survey.size.width).for_each(|row| canvas.lay(row));
    canvas.finish()
}

fn decode(bytes: &[u8], survey: &Survey, ink: ColorSpace, to: &mut [u8]) -> Result<(), Refusal> {
    // Strict: where it is lenient, it fills with grey what it cannot read.
    let options = DecoderOptions::default()
        .set_strict_mode(true)
        .set_max_width(LONGEST_SIDE)
        .set_max_height(LONGEST_SIDE)
        .jpeg_set_out_colorspace(ink);
    let mut decoder = JpegDecoder::new_with_options(ZCursor::new(bytes), options);
    decoder.decode_headers().map_err(|error| refusal(&error))?;
    let size = (survey.size.width, survey.size.height);
    if decoder.dimensions() != Some(size) || decoder.output_buffer_size() != Some(to.len()) {
        return Err(Refusal::Damaged);
    }
    decoder.decode_into(to).map_err(|error| refusal(&error))
}

/// The end of the file was seen before: what runs out of bytes now is damaged.
fn refusal(error: &DecodeErrors) -> Refusal {
    match error {
        DecodeErrors::Unsupported(_) => Refusal::Unusual,
        DecodeErrors::LargeDimensions(_) => Refusal::TooManyDots,
        _ => Refusal::Damaged,
    }
}
