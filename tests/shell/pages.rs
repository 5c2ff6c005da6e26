//! Photos and scans become pages, from a shell and without a desk.

use std::path::Path;

use serde_json::Value;
use testkit::photos::{Desk, Fault, Paper, Scene};

use crate::table::{Shell, code, failure, said};

/// A photo as a BMP: what takes no library to write.
fn photo(scene: &Scene) -> Vec<u8> {
    let picture = scene.taken().picture;
    let (width, height) = (picture.width(), picture.height());
    let padding = (4 - width * 3 % 4) % 4;
    let row = width * 3 + padding;
    let mut file = b"BM".to_vec();
    for word in [54 + row * height, 0, 54, 40, width, height] {
        file.extend(u32::try_from(word).unwrap().to_le_bytes());
    }
    file.extend([1, 0, 24, 0]);
    file.extend([0; 24]);
    for dots in picture.rows().rev() {
        file.extend(dots.iter().flat_map(|[red, green, blue]| [blue, green, red]));
        file.extend(std::iter::repeat_n(0, padding));
    }
    file
}

fn defects(page: &Value) -> Vec<&str> {
    let all = page["defects"].as_array().unwrap().iter();
    all.filter(|one| one["score"].as_f64().unwrap() >= 0.5)
        .map(|one| one["defect"].as_str().unwrap())
        .collect()
}

#[test]
fn photo_taken_upside_down_becomes_an_upright_page_of_a4() {
    let shell = Shell::new();
    let scene = Scene::of(Paper::Typed).on(Desk::Brown).turned(2).megapixels(8.0).seeded(4);
    let (photo, out) = (shell.write("ảnh.bmp", &photo(&scene)), shell.path("trang.pdf"));

    let (done, bound) = shell.ask(&["page", &photo, "-o", &out]);

    assert_eq!(done, 0, "{bound}");
    let page = &bound["pages"][0];
    assert_eq!((&page["width"], &page["height"]), (&1654.into(), &2339.into()), "{page}");
    assert_eq!((&page["dpi"], &page["turn"]), (&200.0.into(), &"half".into()), "{page}");
    assert!(page["bytes"].as_u64().unwrap() < 200_000, "{page}");
    assert_eq!(defects(page), [""; 0], "{page}");
    let document = std::fs::read(&out).unwrap();
    assert!(document.starts_with(b"%PDF-1.4"));
    assert_eq!(bound["bytes"], document.len());
    assert!(!shell.data().exists(), "no desk was looked for");
}

#[test]
fn blurred_page_is_made_and_what_is_wrong_is_said() {
    let shell = Shell::new();
    let scene = Scene::of(Paper::Typed).with(Fault::Blurred(5.0)).megapixels(8.0).seeded(5);
    let photo = shell.write("nhoe.bmp", &photo(&scene));

    let (done, bound) = shell.ask(&["page", &photo, "-o", &shell.path("one.pdf")]);
    let spoken = shell.run(&["page", &photo, "-o", &shell.path("two.pdf"), "--mode", "mixed"]);

    assert_eq!(done, 0, "a bad page is a page: {bound}");
    assert!(defects(&bound["pages"][0]).contains(&"blurred"), "{bound}");
    let spoken = String::from_utf8(spoken.stdout).unwrap();
    assert!(spoken.contains("nhoe.bmp, trang 1") && spoken.contains("Bị nhòe"), "{spoken}");
}

#[test]
fn file_that_is_no_picture_is_named_and_nothing_is_written() {
    let shell = Shell::new();
    let scene = Scene::of(Paper::IdCard).megapixels(2.0);
    let (whole, out) = (photo(&scene), shell.path("trang.pdf"));
    let good = shell.write("good.bmp", &whole);
    let half = &whole[..whole.len() / 2];
    let cases: [(&[u8], &str); 5] = [
        (b"", "picture-empty"),
        (b"MZ\x90 a program", "picture-unknown"),
        (b"%PDF-1.4\n%%EOF\n", "picture-is-pdf"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "picture-cut-short"),
        (half, "picture-cut-short"),
    ];

    for (bytes, reason) in cases {
        let bad = shell.write("Giấy chứng sinh.jpg", bytes);
        let (ended, answer) = shell.ask(&["page", &good, &bad, "-o", &out]);

        assert_eq!((ended, failure(&answer)), (2, reason), "{answer}");
        let message = answer["message"].as_str().unwrap();
        assert!(message.contains("Giấy chứng sinh.jpg"), "{message}");
        assert!(!Path::new(&out).exists(), "no half document is left behind");
    }
}

#[test]
fn document_that_is_there_is_never_written_over() {
    let shell = Shell::new();
    let photo = shell.write("the.bmp", &photo(&Scene::of(Paper::IdCard).megapixels(2.0)));
    let there = shell.write("trang.pdf", b"somebody's");

    let ended = shell.run(&["page", &photo, "-o", &there]);

    assert_eq!(code(&ended), 2, "{}", said(&ended));
    assert!(said(&ended).contains("tệp đã có ở đó"), "{}", said(&ended));
    assert_eq!(std::fs::read(&there).unwrap(), b"somebody's");
}
