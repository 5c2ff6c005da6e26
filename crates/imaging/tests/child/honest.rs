//! Files as desks have them: each kind comes through with the right dots.

use image::codecs::bmp::BmpEncoder;
use image::codecs::webp::WebPEncoder;
use image::{ExtendedColorType, ImageEncoder};
use jpeg_encoder::{PixelDensity, SamplingFactor};
use tiff::encoder::{Compression, TiffEncoder, colortype};

use crate::made::{bmp, gradient, grey_page, ihdr, jpeg, noughts, png, tiff, with_segment};
use crate::{Read, read_in_a_child};

/// Reads the first page of a file that must be read.
fn read(name: &str, file: &[u8]) -> (Read, Vec<[u8; 3]>) {
    page(name, file, 0)
}

fn page(name: &str, file: &[u8], leaf: u32) -> (Read, Vec<[u8; 3]>) {
    let seen = read_in_a_child(name, file, leaf);
    let (read, body) = seen.unwrap_or_else(|refusal| panic!("{name}: {refusal}"));
    let dots = body.as_chunks().0.to_vec();
    assert_eq!(dots.len(), read.width * read.height, "{name}");
    (read, dots)
}

fn is_near(one: &[[u8; 3]], other: &[[u8; 3]], most: u8) -> bool {
    let mut samples = one.as_flattened().iter().zip(other.as_flattened());
    one.len() == other.len() && samples.all(|(a, b)| a.abs_diff(*b) <= most)
}

fn exif(orientation: u32) -> Vec<u8> {
    tiff(&[&[(274, 3, 1, orientation)]], &[])
}

pub(crate) fn jpeg_comes_through() {
    let dots = gradient(40, 24);

    let file = jpeg(40, 24, |encoder| {
        encoder.set_sampling_factor(SamplingFactor::F_1_1);
        encoder.set_density(PixelDensity::dpi(200));
    });
    let (seen, got) = read("JPEG", &[&file[..], b"and some rubbish"].concat());
    assert!(is_near(&got, &dots, 8) && seen.told_dpi == Some(200.0) && seen.leaves == 1);

    let file = jpeg(40, 24, |encoder| encoder.set_progressive(true));
    let (_, got) = read("JPEG, progressive", &file);
    assert!(is_near(&got, &dots, 24));

    let mut file = Vec::new();
    let encoder = jpeg_encoder::Encoder::new(&mut file, 95);
    let grey: Vec<u8> = dots.iter().map(|dot| dot[0]).collect();
    encoder.encode(&grey, 40, 24, jpeg_encoder::ColorType::Luma).unwrap();
    let (_, got) = read("JPEG, grey", &file);
    let spread: Vec<_> = grey.iter().map(|&one| [one; 3]).collect();
    assert!(is_near(&got, &spread, 8));

    let mut file = Vec::new();
    let encoder = jpeg_encoder::Encoder::new(&mut file, 95);
    let red = [0, 255, 255, 0].repeat(40 * 24);
    encoder.encode(&red, 40, 24, jpeg_encoder::ColorType::Cmyk).unwrap();
    let (_, got) = read("JPEG, CMYK", &file);
    assert!(is_near(&got, &[[255, 0, 0]; 40 * 24], 8), "{:?}", got[0]);
}

pub(crate) fn other_kinds_come_through() {
    let dots = gradient(40, 24);
    let flat = dots.as_flattened();

    let mut file = Vec::new();
    let mut encoder = png::Encoder::new(&mut file, 40, 24);
    encoder.set_color(png::ColorType::Rgb);
    encoder.write_header().unwrap().write_image_data(flat).unwrap();
    let (_, got) = read("PNG", &file);
    assert_eq!(got, dots);

    let mut file = Vec::new();
    let encoder = WebPEncoder::new_lossless(&mut file);
    encoder.write_image(flat, 40, 24, ExtendedColorType::Rgb8).unwrap();
    let (_, got) = read("WebP, lossless", &file);
    assert_eq!(got, dots);

    let (_, got) = read("WebP, lossy", include_bytes!("files/lossy.webp"));
    assert!(got[0][0] > 200 && got[0][2] < 60 && got[959][2] > 200, "{:?}", (got[0], got[959]));

    let mut file = Vec::new();
    BmpEncoder::new(&mut file).write_image(flat, 40, 24, ExtendedColorType::Rgb8).unwrap();
    let (_, got) = read("BMP", &file);
    assert_eq!(got, dots);
    let (seen, got) = read("BMP, from the top", &bmp(2, -1, 24, 0, &[1, 2, 3, 4, 5, 6, 0, 0]));
    assert_eq!(got, [[3, 2, 1], [6, 5, 4]]);
    assert!(seen.told_dpi.is_some_and(|dpi| (dpi - 300.0).abs() < 0.1));
}

pub(crate) fn pages_of_a_tiff_come_one_by_one() {
    let dots = gradient(40, 24);
    let wide: Vec<u16> = dots.as_flattened().iter().map(|&one| u16::from(one) << 8 | 7).collect();
    let mut file = std::io::Cursor::new(Vec::new());
    let mut encoder = TiffEncoder::new(&mut file).unwrap();
    encoder.write_image::<colortype::RGB8>(40, 24, dots.as_flattened()).unwrap();
    encoder.write_image::<colortype::RGB16>(40, 24, &wide).unwrap();
    encoder.write_image::<colortype::Gray8>(2, 1, &[9, 200]).unwrap();
    let file = file.into_inner();

    let (seen, first) = page("TIFF, page 1", &file, 0);
    let (_, second) = page("TIFF, page 2, 16 bits", &file, 1);
    let (_, third) = page("TIFF, page 3, grey", &file, 2);

    assert_eq!((seen.leaves, &first, &second), (3, &dots, &dots));
    assert_eq!(third, [[9; 3], [200; 3]]);
    assert!(read_in_a_child("TIFF, page 4", &file, 3).is_err());

    let (seen, got) = read("TIFF, Group 4", include_bytes!("files/g4.tif"));
    assert_eq!((seen.width, seen.height, seen.told_dpi), (40, 24, Some(300.0)));
    assert_eq!((got[0], got[6 * 40 + 6]), ([255; 3], [0; 3]), "black on white");

    let (_, got) = read("TIFF, JPEG", include_bytes!("files/jpeg.tif"));
    assert!(got[0][0] > 200 && got[0][2] < 60 && got[959][2] > 200, "{:?}", (got[0], got[959]));

    let mut tiled = grey_page(3, 2);
    tiled.retain(|&(tag, ..)| ![273, 278, 279].contains(&tag));
    tiled.extend([(322, 3, 1, 2), (323, 3, 1, 2), (324, 4, 2, 16), (325, 4, 2, 24)]);
    let places: Vec<u8> = [8_u32, 12].iter().chain(&[4, 4]).flat_map(|n| n.to_le_bytes()).collect();
    let tail = [&[1, 2, 4, 5, 3, 0, 6, 0], places.as_slice()].concat();
    let (_, got) = read("TIFF, tiles", &tiff(&[&tiled], &tail));
    assert_eq!(got, [1, 2, 3, 4, 5, 6].map(|grey| [grey; 3]));
}

pub(crate) fn picture_stands_upright_on_white() {
    let dots = [[10; 3], [20; 3]];
    let mut turned = grey_page(2, 1);
    turned.push((274, 3, 1, 6));
    let (seen, got) = read("TIFF, turned", &tiff(&[&turned], &[10, 20]));
    assert_eq!((seen.width, seen.height, got), (1, 2, dots.to_vec()));

    let file = jpeg(40, 24, |_| {});
    let app1 = [b"Exif\0\0".as_slice(), &exif(8)].concat();
    let (seen, _) = read("JPEG, turned", &with_segment(&file, 0xE1, &app1));
    assert_eq!((seen.width, seen.height), (24, 40));

    let mut file = Vec::new();
    let mut encoder = png::Encoder::new(&mut file, 2, 1);
    encoder.set_color(png::ColorType::Rgba);
    encoder.set_depth(png::BitDepth::Eight);
    let mut writer = encoder.write_header().unwrap();
    writer.write_chunk(png::chunk::eXIf, &exif(3)).unwrap();
    writer.write_image_data(&[0, 0, 0, 0, 10, 10, 10, 255]).unwrap();
    writer.finish().unwrap();
    let (_, got) = read("PNG, upside down, with alpha", &file);
    assert_eq!(got, [[10; 3], [255; 3]]);

    let mut file = Vec::new();
    let mut encoder = WebPEncoder::new_lossless(&mut file);
    encoder.set_exif_metadata(exif(2)).unwrap();
    encoder.write_image(&[0, 0, 0, 0, 10, 10, 10, 255], 2, 1, ExtendedColorType::Rgba8).unwrap();
    let (_, got) = read("WebP, mirrored, with alpha", &file);
    assert_eq!(got, [[10; 3], [255; 3]]);
}

/// What is told beside the dots costs nothing and is not asked.
pub(crate) fn ballast_is_let_go() {
    let dots = noughts(4 * 13);
    let header = ihdr(4, 4, 8, 2, 0);
    let bomb = [b"a\0\0".as_slice(), &noughts(300_000_000)].concat();
    for name in [b"iCCP", b"zTXt"] {
        read(
            "PNG with 300 MB deflated",
            &png(&[(b"IHDR", &header), (name, &bomb), (b"IDAT", &dots)]),
        );
    }
    let more = noughts(100_000_000);
    read("PNG with more rows than stated", &png(&[(b"IHDR", &header), (b"IDAT", &more)]));
    let endless = [b"Exif\0\0".as_slice(), b"II*\0\x08\0\0\0\xFF\xFF\x12\x01\x03\0"].concat();
    read("JPEG with endless EXIF", &with_segment(&jpeg(40, 24, |_| {}), 0xE1, &endless));
}

/// The largest there are; the child's peak is the point.
pub(crate) fn large_pictures_fit_into_the_child() {
    let photo = jpeg(4_000, 3_000, |_| {});
    let (seen, got) = read("JPEG, 12 megapixels", &photo);
    assert_eq!((seen.width, seen.height), (4_000, 3_000));
    assert!(is_near(&got, &gradient(4_000, 3_000), 24));

    let turn = [b"Exif\0\0".as_slice(), &exif(6)].concat();
    let (seen, _) = read("JPEG, 12 megapixels, turned", &with_segment(&photo, 0xE1, &turn));
    assert_eq!((seen.width, seen.height), (3_000, 4_000));

    let file = jpeg(4_000, 3_000, |encoder| {
        encoder.set_progressive(true);
        encoder.set_sampling_factor(SamplingFactor::F_1_1);
    });
    read("JPEG, 12 megapixels, progressive, 4:4:4", &file);

    let file = jpeg(4_960, 7_016, |encoder| encoder.set_density(PixelDensity::dpi(600)));
    let (seen, got) = read("JPEG, A4 at 600 dpi", &file);
    assert_eq!((seen.width, seen.height, seen.told_dpi), (2_480, 3_508, Some(300.0)));
    let halved: Vec<_> = gradient(2_480, 3_508);
    assert!(is_near(&got, &halved, 24));

    let rows = noughts(7_000 * (7_000 * 3 + 1));
    let file = png(&[(b"IHDR", &ihdr(7_000, 7_000, 8, 2, 0)), (b"IDAT", &rows)]);
    let (seen, _) = read("PNG, 49 megapixels", &file);
    assert_eq!((seen.width, seen.height), (3_500, 3_500));

    let dots = gradient(4_200, 4_200);
    let mut file = Vec::new();
    let encoder = WebPEncoder::new_lossless(&mut file);
    encoder
        .write_image(dots[..4_000 * 3_500].as_flattened(), 4_000, 3_500, ExtendedColorType::Rgb8)
        .unwrap();
    read("WebP, 14 megapixels, lossless", &file);
    let mut file = std::io::Cursor::new(Vec::new());
    let encoder = TiffEncoder::new(&mut file).unwrap();
    encoder
        .with_compression(Compression::Uncompressed)
        .write_image::<colortype::RGB8>(4_000, 4_000, dots[..16_000_000].as_flattened())
        .unwrap();
    read("TIFF, 16 megapixels, not compressed", &file.into_inner());
}
