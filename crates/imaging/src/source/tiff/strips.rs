//! The strips or tiles that a page is cut into.

use tiff::decoder::{ChunkType, DecodingResult};

use super::super::Refusal;
use super::super::canvas::{Canvas, Ink};
use super::super::directory::{Directory, tag};
use super::super::jpeg::Survey;
use super::super::size::Size;
use super::{MODERN_JPEG, Reader, refusal};

/// The grid of strips or tiles; strips are as wide as the page.
pub(super) struct Strips {
    pub(super) size: Size,
    /// Of one of them, in dots; those at the edges are cut.
    one: Size,
    are_tiles: bool,
    is_jpeg: bool,
    samples: usize,
}

impl Strips {
    /// Refuses a page of which a strip lies beyond the file.
    pub(super) fn of(directory: &Directory<'_>, bytes: &[u8]) -> Result<Self, Refusal> {
        let number = |tag| directory.number(tag);
        let width = number(tag::WIDTH).ok_or(Refusal::Damaged)?;
        let height = number(tag::HEIGHT).ok_or(Refusal::Damaged)?;
        let size = Size::new(width, height)?;
        let are_tiles = number(tag::TILE_OFFSETS).is_some();
        let one = if are_tiles {
            let stated = |tag| number(tag).ok_or(Refusal::Damaged);
            Size::new(stated(tag::TILE_WIDTH)?, stated(tag::TILE_HEIGHT)?)?
        } else {
            Size::new(width, number(tag::ROWS_PER_STRIP).unwrap_or(height).min(height))?
        };
        let samples = number(tag::SAMPLES).unwrap_or(1);
        if !(1..=5).contains(&samples) {
            return Err(Refusal::Unusual);
        }
        let is_jpeg = number(tag::COMPRESSION) == Some(MODERN_JPEG);
        let samples = usize::try_from(samples).map_err(|_| Refusal::Unusual)?;
        let strips = Self { size, one, are_tiles, is_jpeg, samples };
        strips.are_there(directory, bytes)?;
        Ok(strips)
    }

    /// The largest buffer that the decoder may make of one of them, in bytes: sixteen bits a sample.
    pub(super) fn largest(&self) -> usize {
        self.one.dots() * self.samples * 2
    }

    /// What decoding one of them takes, with the band of rows that tiles are put together in.
    pub(super) fn need(&self, ink: Ink, bits: u8) -> usize {
        let decoded = (self.one.dots() * self.samples * usize::from(bits)).div_ceil(8);
        let copies = if self.is_jpeg { 2 } else { 1 };
        let band =
            if self.are_tiles { self.size.width * self.one.height * ink.samples() } else { 0 };
        decoded * copies + band
    }

    /// Decodes one after the other and lays down its rows.
    pub(super) fn lay(
        &self,
        reader: &mut Reader<'_>,
        ink: Ink,
        bits: u8,
        canvas: &mut Canvas,
    ) -> Result<(), Refusal> {
        let is_tiled = reader.get_chunk_type() == ChunkType::Tile;
        if is_tiled != self.are_tiles {
            return Err(Refusal::Damaged);
        }
        for down in 0..self.down() {
            let mut band = vec![Vec::new(); if self.are_tiles { self.one.height } else { 0 }];
            for across in 0..self.across() {
                let number = down * self.across() + across;
                let number = u32::try_from(number).map_err(|_| Refusal::Damaged)?;
                let (width, _) = reader.chunk_data_dimensions(number);
                let samples = usize::try_from(width).map_err(|_| Refusal::Damaged)? * ink.samples();
                let decoded = reader.read_chunk(number).map_err(|error| refusal(&error))?;
                if self.are_tiles {
                    let mut to = band.iter_mut();
                    rows(&decoded, bits, samples, |row| {
                        if let Some(to) = to.next() {
                            to.extend_from_slice(row);
                        }
                    })?;
                } else {
                    rows(&decoded, bits, samples, |row| canvas.lay(row))?;
                }
            }
            let is_whole = |row: &&Vec<u8>| row.len() == self.size.width * ink.samples();
            band.iter().filter(is_whole).for_each(|row| canvas.lay(row));
        }
        Ok(())
    }

    fn across(&self) -> usize {
        self.size.width.div_ceil(self.one.width)
    }

    fn down(&self) -> usize {
        self.size.height.div_ceil(self.one.height)
    }

    fn are_there(&self, directory: &Directory<'_>, bytes: &[u8]) -> Result<(), Refusal> {
        let (offsets, lengths) = if self.are_tiles {
            (tag::TILE_OFFSETS, tag::TILE_BYTES)
        } else {
            (tag::STRIP_OFFSETS, tag::STRIP_BYTES)
        };
        let mut count = 0;
        for (at, length) in directory.numbers(offsets).zip(directory.numbers(lengths)) {
            let place = usize::try_from(at).ok().zip(usize::try_from(length).ok());
            let (at, length) = place.ok_or(Refusal::CutShort)?;
            let end = at.checked_add(length).ok_or(Refusal::CutShort)?;
            let coded = bytes.get(at..end).ok_or(Refusal::CutShort)?;
            if self.is_jpeg {
                self.is_no_larger(coded)?;
            }
            count += 1;
        }
        if count == self.across() * self.down() { Ok(()) } else { Err(Refusal::Damaged) }
    }

    /// A JPEG in a strip states a size of its own, by which the decoder allocates.
    fn is_no_larger(&self, coded: &[u8]) -> Result<(), Refusal> {
        let inner = Survey::of(coded)?;
        let is_wide = inner.size.width > self.one.width;
        if is_wide || inner.size.height > self.one.height {
            return Err(Refusal::Damaged);
        }
        inner.is_there()
    }
}

/// The rows of what was decoded, a byte a sample.
fn rows(
    decoded: &DecodingResult,
    bits: u8,
    samples: usize,
    mut lay: impl FnMut(&[u8]),
) -> Result<(), Refusal> {
    let mut bytes = Vec::with_capacity(samples);
    match decoded {
        DecodingResult::U8(coded) => {
            let length = (samples * usize::from(bits)).div_ceil(8).max(1);
            for row in coded.chunks_exact(length) {
                if bits == 8 {
                    lay(row);
                    continue;
                }
                bytes.clear();
                for &byte in row {
                    unpack(byte, bits, &mut bytes);
                }
                bytes.truncate(samples);
                lay(&bytes);
            }
        }
        DecodingResult::U16(coded) => {
            for row in coded.chunks_exact(samples.max(1)) {
                bytes.clear();
                bytes.extend(row.iter().map(|sample| sample.to_be_bytes()[0]));
                lay(&bytes);
            }
        }
        _ => return Err(Refusal::Unusual),
    }
    Ok(())
}

/// The samples of a byte that has several, the first in its highest bits, spread over 0 to 255.
fn unpack(byte: u8, bits: u8, samples: &mut Vec<u8>) {
    let most = u8::MAX >> (8 - bits.clamp(1, 8));
    let many = 8 / bits.clamp(1, 8);
    samples.extend((1..=many).map(|place| (byte >> (8 - place * bits) & most) * (u8::MAX / most)));
}

#[cfg(test)]
mod tests {
    use super::unpack;

    #[test]
    fn bits_become_samples_from_black_to_white() {
        let samples = |byte, bits| {
            let mut samples = Vec::new();
            unpack(byte, bits, &mut samples);
            samples
        };
        assert_eq!(samples(0b1010_0000, 1), [255, 0, 255, 0, 0, 0, 0, 0]);
        assert_eq!(samples(0b1101_1000, 2), [255, 85, 170, 0]);
        assert_eq!(samples(0xF1, 4), [255, 17]);
    }
}
