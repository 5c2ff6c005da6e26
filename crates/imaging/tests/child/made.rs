//! Files made by hand, so that they can lie.

use std::io::Write;

use flate2::Compression;
use flate2::write::ZlibEncoder;
use jpeg_encoder::{ColorType, Encoder};

/// A PNG of the chunks that are given between its signature and its end.
pub(crate) fn png(chunks: &[(&[u8; 4], &[u8])]) -> Vec<u8> {
    let mut bytes = b"\x89PNG\r\n\x1a\n".to_vec();
    for (name, body) in chunks.iter().chain(&[(b"IEND", &[][..])]) {
        bytes.extend(u32::try_from(body.len()).unwrap().to_be_bytes());
        bytes.extend_from_slice(*name);
        bytes.extend_from_slice(body);
        let told = [name.as_slice(), body].concat();
        bytes.extend(crc(&told).to_be_bytes());
    }
    bytes
}

/// The header of a PNG in RGB.
pub(crate) fn ihdr(width: u32, height: u32, depth: u8, colour: u8, interlaced: u8) -> Vec<u8> {
    let sides = [width.to_be_bytes(), height.to_be_bytes()];
    [sides.as_flattened(), &[depth, colour, 0, 0, interlaced]].concat()
}

/// That many noughts, deflated.
pub(crate) fn noughts(count: usize) -> Vec<u8> {
    let mut zlib = ZlibEncoder::new(Vec::new(), Compression::best());
    let block = vec![0; 1 << 16];
    for start in (0..count).step_by(block.len()) {
        zlib.write_all(&block[..block.len().min(count - start)]).unwrap();
    }
    zlib.finish().unwrap()
}

/// A JPEG of a gradient; `change` sets what the encoder shall do.
pub(crate) fn jpeg(
    width: u16,
    height: u16,
    change: impl FnOnce(&mut Encoder<&mut Vec<u8>>),
) -> Vec<u8> {
    let dots = gradient(width.into(), height.into());
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, 90);
    change(&mut encoder);
    encoder.encode(dots.as_flattened(), width, height, ColorType::Rgb).unwrap();
    bytes
}

/// Red grows to the right, green downwards.
pub(crate) fn gradient(width: usize, height: usize) -> Vec<[u8; 3]> {
    let part = |at: usize, of: usize| u8::try_from(at * 255 / of.max(1)).unwrap();
    let dot = |at: usize| [part(at % width, width), part(at / width, height), 60];
    (0..width * height).map(dot).collect()
}

/// A JPEG with other sides in its frame.
pub(crate) fn with_sides(mut jpeg: Vec<u8>, width: u16, height: u16) -> Vec<u8> {
    let at = frame(&jpeg) + 5;
    jpeg[at..at + 2].copy_from_slice(&height.to_be_bytes());
    jpeg[at + 2..at + 4].copy_from_slice(&width.to_be_bytes());
    jpeg
}

/// Where the frame of a JPEG begins, with its marker.
pub(crate) fn frame(jpeg: &[u8]) -> usize {
    jpeg.windows(2).position(|two| matches!(two, [0xFF, 0xC0..=0xC2])).unwrap()
}

/// A JPEG with a segment after its first marker.
pub(crate) fn with_segment(jpeg: &[u8], marker: u8, body: &[u8]) -> Vec<u8> {
    let length = u16::try_from(body.len() + 2).unwrap().to_be_bytes();
    [&jpeg[..2], &[0xFF, marker], &length, body, &jpeg[2..]].concat()
}

/// A TIFF of pages, each with its tags as `(tag, type, count, value)`; what follows is `tail`, at 8.
pub(crate) fn tiff(pages: &[&[(u16, u16, u32, u32)]], tail: &[u8]) -> Vec<u8> {
    let mut at = 8 + u32::try_from(tail.len()).unwrap();
    let mut bytes = [b"II*\0".as_slice(), &at.to_le_bytes(), tail].concat();
    for (number, tags) in pages.iter().enumerate() {
        bytes.extend(u16::try_from(tags.len()).unwrap().to_le_bytes());
        for &(tag, kind, count, value) in *tags {
            bytes.extend([tag.to_le_bytes(), kind.to_le_bytes()].as_flattened());
            bytes.extend([count.to_le_bytes(), value.to_le_bytes()].as_flattened());
        }
        at += 6 + 12 * u32::try_from(tags.len()).unwrap();
        let next = if number + 1 == pages.len() { 0 } else { at };
        bytes.extend(next.to_le_bytes());
    }
    bytes
}

/// The tags of a grey page without compression, whose dots lie at 8.
pub(crate) fn grey_page(width: u32, height: u32) -> Vec<(u16, u16, u32, u32)> {
    let dots = width.saturating_mul(height);
    vec![
        (256, 4, 1, width),
        (257, 4, 1, height),
        (258, 3, 1, 8),
        (259, 3, 1, 1),
        (262, 3, 1, 1),
        (273, 4, 1, 8),
        (277, 3, 1, 1),
        (278, 4, 1, height),
        (279, 4, 1, dots),
    ]
}

/// A WebP of chunks.
pub(crate) fn webp(chunks: &[(&[u8; 4], &[u8])]) -> Vec<u8> {
    let mut body = b"WEBP".to_vec();
    for (name, inner) in chunks {
        body.extend_from_slice(*name);
        body.extend(u32::try_from(inner.len()).unwrap().to_le_bytes());
        body.extend_from_slice(inner);
        body.resize(body.len() + inner.len() % 2, 0);
    }
    let length = u32::try_from(body.len()).unwrap().to_le_bytes();
    [b"RIFF".as_slice(), &length, &body].concat()
}

/// The header of an extended WebP.
pub(crate) fn vp8x(flags: u8, width: u32, height: u32) -> Vec<u8> {
    let [w0, w1, w2, _] = (width - 1).to_le_bytes();
    let [h0, h1, h2, _] = (height - 1).to_le_bytes();
    vec![flags, 0, 0, 0, w0, w1, w2, h0, h1, h2]
}

/// The first chunk of a WebP, by name.
pub(crate) fn chunk(webp: &[u8], name: [u8; 4]) -> &[u8] {
    let at = webp.windows(4).position(|four| four == name).unwrap() + 4;
    let length = u32::from_le_bytes(webp[at..at + 4].try_into().unwrap());
    &webp[at + 4..at + 4 + usize::try_from(length).unwrap()]
}

/// A BMP with a header of 40 bytes; negative heights are rows from the top.
pub(crate) fn bmp(width: i32, height: i32, bits: u16, compression: u32, dots: &[u8]) -> Vec<u8> {
    let palette: usize = if bits <= 8 { 4 << bits } else { 0 };
    let start = u32::try_from(54 + palette).unwrap();
    let mut bytes = b"BM".to_vec();
    bytes.extend((start + u32::try_from(dots.len()).unwrap()).to_le_bytes());
    bytes.extend([0; 4]);
    bytes.extend(start.to_le_bytes());
    bytes.extend(40_u32.to_le_bytes());
    bytes.extend([width.to_le_bytes(), height.to_le_bytes()].as_flattened());
    bytes.extend([1_u16.to_le_bytes(), bits.to_le_bytes()].as_flattened());
    bytes.extend(compression.to_le_bytes());
    bytes.extend([0; 4]);
    // 300 dots an inch.
    bytes.extend([11_811_u32.to_le_bytes(); 2].as_flattened());
    bytes.extend([0; 8]);
    bytes.extend(vec![0; palette]);
    bytes.extend(dots);
    bytes
}

fn crc(bytes: &[u8]) -> u32 {
    let mut crc = flate2::Crc::new();
    crc.update(bytes);
    crc.sum()
}
