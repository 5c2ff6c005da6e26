//! Files that want memory, time or belief, and what each must be refused with.

use imaging::Refusal::{
    self, CutShort, Damaged, Empty, IsPdf, Moving, TooBig, TooManyDots, TooManyPages, Unknown,
    Unusual,
};

use crate::made::{
    bmp, chunk, frame, grey_page, ihdr, jpeg, noughts, png, tiff, vp8x, webp, with_segment,
    with_sides,
};

/// A name, the word that refuses it, and how it is made.
pub(crate) type Bomb = (&'static str, Refusal, fn() -> Vec<u8>);

pub(crate) const BOMBS: &[Bomb] = &[
    ("nothing", Empty, Vec::new),
    ("a letter", Unknown, || b"BM, thank you for your letter of yesterday.".to_vec()),
    ("a GIF", Unknown, || b"GIF89a\x10\0\x10\0\0\0\0".to_vec()),
    ("a PDF", IsPdf, || b"\n%PDF-1.7\n".to_vec()),
    ("a file of 50 MB and a byte", TooBig, || {
        let mut bytes = small_jpeg();
        bytes.resize(50_000_001, 0);
        bytes
    }),
    ("PNG: 50,000 x 50,000 noughts", TooManyDots, || {
        png(&[(b"IHDR", &ihdr(50_000, 50_000, 8, 0, 0)), (b"IDAT", &noughts(400_000_000))])
    }),
    ("PNG: 200 megapixels", TooManyDots, || {
        png(&[(b"IHDR", &ihdr(20_000, 10_000, 1, 0, 0)), (b"IDAT", &noughts(25_010_000))])
    }),
    ("PNG: interlaced, 48 megapixels, 16 bits", TooManyDots, || {
        png(&[(b"IHDR", &ihdr(8_000, 6_000, 16, 6, 1)), (b"IDAT", &noughts(1_000_000))])
    }),
    ("PNG: fewer rows than stated", Damaged, || {
        png(&[(b"IHDR", &ihdr(4_000, 3_000, 8, 2, 0)), (b"IDAT", &noughts(12_001 * 10))])
    }),
    ("PNG: animated", Moving, || {
        let control = [0, 0, 0, 2, 0, 0, 0, 0];
        let dots = noughts(4 * 13);
        png(&[(b"IHDR", &ihdr(4, 4, 8, 2, 0)), (b"acTL", &control), (b"IDAT", &dots)])
    }),
    ("PNG: cut in two", CutShort, || half(small_png())),
    ("PNG: a chunk of 2 GB", CutShort, || {
        let mut bytes = small_png();
        bytes[33..37].copy_from_slice(&0x7FFF_FFFF_u32.to_be_bytes());
        bytes
    }),
    ("PNG: a bit turned", Damaged, || {
        let mut bytes = small_png();
        bytes[45] ^= 1;
        bytes
    }),
    ("PNG: EXIF of 40 MB", Unusual, || {
        let exif = vec![0; 40_000_000];
        let dots = noughts(4 * 13);
        png(&[(b"IHDR", &ihdr(4, 4, 8, 2, 0)), (b"eXIf", &exif), (b"IDAT", &dots)])
    }),
    ("PNG: nought wide", Damaged, || png(&[(b"IHDR", &ihdr(0, 9, 8, 2, 0))])),
    ("WebP: animated", Moving, || webp(&[(b"VP8X", &vp8x(2, 40, 24)), (b"ANIM", &[0; 6])])),
    ("WebP: 16,384 x 16,384", TooManyDots, || {
        webp(&[(b"VP8X", &vp8x(0, 16_384, 16_384)), (b"VP8L", &vp8l(16_384, 16_384))])
    }),
    ("WebP: larger inside than out", Damaged, || {
        webp(&[(b"VP8X", &vp8x(0, 40, 24)), (b"VP8L", &vp8l(7_000, 7_000))])
    }),
    ("WebP: 49 megapixels without a loss", TooManyDots, || webp(&[(b"VP8L", &vp8l(7_000, 7_000))])),
    ("WebP: cut in two", CutShort, || half(lossy_webp())),
    ("WebP: a lossy frame of 16,383 squared", TooManyDots, || {
        let mut frame = chunk(&lossy_webp(), *b"VP8 ").to_vec();
        frame[6..10].copy_from_slice(&[0xFF, 0x3F, 0xFF, 0x3F]);
        webp(&[(b"VP8 ", &frame)])
    }),
    ("WebP: nothing after its header", CutShort, || {
        webp(&[(b"VP8 ", &chunk(&lossy_webp(), *b"VP8 ")[..10])])
    }),
    ("BMP: 30,000 x 30,000", TooManyDots, || bmp(30_000, 30_000, 24, 0, &[0; 64])),
    ("BMP: the lowest height there is", TooManyDots, || bmp(1, i32::MIN, 24, 0, &[0; 64])),
    ("BMP: a width below nought", Damaged, || bmp(-5, 5, 24, 0, &[0; 64])),
    ("BMP: cut short", CutShort, || bmp(4_000, 3_000, 24, 0, &[0; 64])),
    ("BMP: 49 megapixels in two bytes", TooManyDots, || bmp(7_000, 7_000, 8, 1, &[0, 1])),
    ("BMP: with a PNG in it", Unusual, || bmp(4, 4, 24, 5, &small_png())),
    ("TIFF: pages in a circle", Damaged, || {
        let mut bytes = tiff(&[&grey_page(2, 2)], &[0; 4]);
        let next = bytes.len() - 4;
        bytes[next..].copy_from_slice(&12_u32.to_le_bytes());
        bytes
    }),
    ("TIFF: 600 pages", TooManyPages, || {
        let page = grey_page(2, 2);
        tiff(&[page.as_slice(); 600], &[0; 4])
    }),
    ("TIFF: 200 megapixels", TooManyDots, || tiff(&[&grey_page(20_000, 10_000)], &[0; 64])),
    ("TIFF: four thousand million wide", TooManyDots, || tiff(&[&grey_page(u32::MAX, 1)], &[])),
    ("TIFF: a strip beyond the file", CutShort, || tiff(&[&grey_page(4_000, 3_000)], &[0; 64])),
    ("TIFF: a page beyond the file", CutShort, || half(tiff(&[&grey_page(2, 2)], &[0; 4]))),
    ("TIFF: 268 million strips", Damaged, || {
        let mut page = grey_page(2, 2);
        page[5] = (273, 4, 1 << 28, 8);
        tiff(&[&page], &[0; 4])
    }),
    ("TIFF: deflated, and less than stated", CutShort, || {
        let coded = noughts(100_000);
        let mut page = grey_page(4_000, 3_000);
        page[3] = (259, 3, 1, 8);
        page[8] = (279, 4, 1, u32::try_from(coded.len()).unwrap());
        tiff(&[&page], &coded)
    }),
    ("TIFF: a JPEG of 29,000 squared in a strip", TooManyDots, || {
        nested(&with_sides(small_jpeg(), 29_000, 29_000))
    }),
    ("TIFF: a JPEG larger than its strip", Damaged, || {
        nested(&with_sides(small_jpeg(), 5_000, 5_000))
    }),
    ("TIFF: its planes apart", Unusual, || {
        let mut page = grey_page(2, 2);
        page.push((284, 3, 1, 2));
        tiff(&[&page], &[0; 4])
    }),
    ("TIFF: a big one", Unusual, || b"II+\0\x08\0\0\0\x10\0\0\0\0\0\0\0".to_vec()),
    ("TIFF: tiles of a thousand million dots", TooManyDots, || {
        let mut page = grey_page(2, 2);
        page.retain(|&(tag, ..)| ![273, 278, 279].contains(&tag));
        page.extend([(322, 4, 1, 32_000), (323, 4, 1, 32_000), (324, 4, 1, 8), (325, 4, 1, 4)]);
        tiff(&[&page], &[0; 4])
    }),
    ("JPEG: 65,500 x 65,500", TooManyDots, || with_sides(small_jpeg(), 65_500, 65_500)),
    ("JPEG: 200 megapixels", TooManyDots, || with_sides(small_jpeg(), 20_000, 10_000)),
    ("JPEG: progressive, 48 megapixels", TooManyDots, || {
        with_sides(jpeg(64, 64, |encoder| encoder.set_progressive(true)), 8_000, 6_000)
    }),
    ("JPEG: 400 scans", Unusual, || {
        let bytes = jpeg(64, 64, |encoder| encoder.set_progressive(true));
        let last = bytes.windows(2).rposition(|two| two == [0xFF, 0xDA]).unwrap();
        let scan = bytes[last..bytes.len() - 2].repeat(400);
        [&bytes[..last], &scan, &[0xFF, 0xD9]].concat()
    }),
    ("JPEG: 30 megapixels in a kilobyte", CutShort, || with_sides(small_jpeg(), 6_000, 5_000)),
    ("JPEG: cut in two", CutShort, || half(jpeg(800, 600, |_| {}))),
    ("JPEG: without its last two bytes", CutShort, || {
        let mut bytes = jpeg(800, 600, |_| {});
        bytes.truncate(bytes.len() - 2);
        bytes
    }),
    ("JPEG: progressive, cut in two", CutShort, || {
        half(jpeg(800, 600, |encoder| encoder.set_progressive(true)))
    }),
    ("JPEG: nothing but its header", Damaged, || {
        let bytes = small_jpeg();
        [&bytes[..frame(&bytes)], &[0xFF, 0xD9]].concat()
    }),
    ("JPEG: a segment shorter than its length", Damaged, || {
        let bytes = small_jpeg();
        [&bytes[..2], &[0xFF, 0xE5, 0, 1], &bytes[2..]].concat()
    }),
    ("JPEG: arithmetic", Unusual, || with_frame(0xC9)),
    ("JPEG: without a loss", Unusual, || with_frame(0xC3)),
    ("JPEG: profiles of 45 MB beside 30 megapixels", TooManyDots, || {
        let mut bytes = with_sides(small_jpeg(), 6_000, 5_000);
        let profile = [b"ICC_PROFILE\0\x01\x01".as_slice(), &vec![0; 65_000]].concat();
        let segment = with_segment(&[0xFF, 0xD8], 0xE2, &profile);
        bytes.splice(2..2, segment[2..].repeat(690));
        bytes
    }),
];

fn small_jpeg() -> Vec<u8> {
    jpeg(64, 64, |_| {})
}

fn small_png() -> Vec<u8> {
    png(&[(b"IHDR", &ihdr(40, 24, 8, 2, 0)), (b"IDAT", &noughts(121 * 24))])
}

fn lossy_webp() -> Vec<u8> {
    include_bytes!("files/lossy.webp").to_vec()
}

fn half(mut bytes: Vec<u8>) -> Vec<u8> {
    bytes.truncate(bytes.len() / 2);
    bytes
}

fn vp8l(width: u32, height: u32) -> Vec<u8> {
    let bits = (width - 1) | (height - 1) << 14;
    [&[0x2F], bits.to_le_bytes().as_slice(), &[0; 64]].concat()
}

fn with_frame(marker: u8) -> Vec<u8> {
    let mut bytes = small_jpeg();
    let at = frame(&bytes) + 1;
    bytes[at] = marker;
    bytes
}

/// A page of 64 x 64 whose only strip is a JPEG.
fn nested(jpeg: &[u8]) -> Vec<u8> {
    let mut page = grey_page(64, 64);
    page[3] = (259, 3, 1, 7);
    page[8] = (279, 4, 1, u32::try_from(jpeg.len()).unwrap());
    tiff(&[&page], jpeg)
}
