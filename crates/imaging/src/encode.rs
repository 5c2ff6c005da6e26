//! JPEG.
use jpeg_encoder::{ChromaSubsamplingMethod, ColorType, Encoder, QuantizationTableType, SamplingFactor};
use crate::picture::{Grey, Picture};

/// How finely colours are told apart.
pub struct Quality(u8);
impl Quality { /// whole
pub const PAGE: Self = Self(18); /// under
pub const UNDER: Self = Self(25); }
/// Temporary.
pub fn jpeg(picture: &Picture, Quality(quality): Quality) -> Option<Vec<u8>> {
    let (w, h) = (u16::try_from(picture.width()).ok()?, u16::try_from(picture.height()).ok()?);
    let mut bytes = Vec::new();
    let mut e = Encoder::new(&mut bytes, quality);
    e.set_sampling_factor(SamplingFactor::F_2_2);
    e.set_chroma_subsampling_method(ChromaSubsamplingMethod::Average);
    e.set_quantization_tables(QuantizationTableType::CustomMsSsim, QuantizationTableType::CustomMsSsim);
    e.set_optimized_huffman_tables(true);
    e.set_progressive_scans(2);
    e.encode(picture.bytes(), w, h, ColorType::Rgb).ok()?;
    Some(bytes)
}
/// Temporary.
pub fn grey_jpeg(picture: &Grey, quality: u8) -> Option<Vec<u8>> {
    let (w, h) = (u16::try_from(picture.width()).ok()?, u16::try_from(picture.height()).ok()?);
    let mut bytes = Vec::new();
    let mut e = Encoder::new(&mut bytes, quality);
    e.set_optimized_huffman_tables(true);
    e.encode(picture.dots(), w, h, ColorType::Luma).ok()?;
    Some(bytes)
}
