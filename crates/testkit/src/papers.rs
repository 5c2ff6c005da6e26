//! Small files that are what they say, each different.

use std::fmt::Write;

/// A grey pixel, in the order in which a decoder wants it (ITU-T T.81, Annex B): quantisation,
/// frame, one Huffman table each for DC and AC with a single code, scan, end.
const PIXEL: &[&[u8]] = &[
    &[0xff, 0xdb, 0x00, 0x43, 0x00],
    &[1; 64],
    &[0xff, 0xc0, 0x00, 0x0b, 8, 0, 1, 0, 1, 1, 1, 0x11, 0],
    &[0xff, 0xc4, 0x00, 0x14, 0x00, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
    &[0xff, 0xc4, 0x00, 0x14, 0x10, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
    &[0xff, 0xda, 0x00, 0x08, 1, 1, 0, 0, 0x3f, 0x00, 0x3f],
    &[0xff, 0xd9],
];

/// The `n`-th JPEG: one grey pixel, told from the others by its comment.
pub fn a_jpeg(n: u32) -> Vec<u8> {
    let comment = format!("anh so {n} cua bo phan mot cua");
    let length = u16::try_from(comment.len() + 2).expect("a comment of a few letters");
    let mut jpeg = vec![0xff, 0xd8, 0xff, 0xfe];
    jpeg.extend(length.to_be_bytes());
    jpeg.extend(comment.into_bytes());
    jpeg.extend(PIXEL.concat());
    jpeg
}

/// The `n`-th PDF: one empty page, told from the others by its title.
pub fn a_pdf(n: u32) -> Vec<u8> {
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>".to_owned(),
        format!("<< /Title (giay so {n} cua bo phan mot cua) >>"),
    ];
    let mut pdf = "%PDF-1.4\n".to_owned();
    let mut offsets = String::new();
    for (number, object) in (1..).zip(&objects) {
        writeln!(offsets, "{:010} 00000 n ", pdf.len()).expect("memory takes it");
        writeln!(pdf, "{number} 0 obj\n{object}\nendobj").expect("memory takes it");
    }
    let at = pdf.len();
    let trailer = "trailer\n<< /Size 5 /Root 1 0 R /Info 4 0 R >>";
    let table = format!("xref\n0 5\n0000000000 65535 f \n{offsets}{trailer}");
    format!("{pdf}{table}\nstartxref\n{at}\n%%EOF\n").into_bytes()
}

/// The `n`-th paper: by turns a JPEG and a PDF.
pub fn a_paper(n: u32) -> Vec<u8> {
    if n.is_multiple_of(2) { a_pdf(n) } else { a_jpeg(n) }
}

#[cfg(test)]
mod tests {
    use desk::media;
    use store::pages::Media;

    use super::*;

    #[test]
    fn papers_are_what_they_say_and_differ() {
        assert_eq!(media::judge(&a_jpeg(1)), Ok(Media::Jpeg));
        assert_eq!(media::judge(&a_pdf(2)), Ok(Media::Pdf));
        assert_ne!(a_paper(1), a_paper(3), "each has its own hash");
    }

    #[test]
    fn pdf_names_where_its_objects_stand() {
        let pdf = String::from_utf8(a_pdf(12)).unwrap();
        let stands_at = |offset: &str, text: &str| {
            let offset: usize = offset.parse().unwrap();
            pdf.as_bytes()[offset..].starts_with(text.as_bytes())
        };

        let table = pdf.split("f \n").nth(1).unwrap();
        for (number, line) in (1..=4).zip(table.lines()) {
            let offset = line.split(' ').next().unwrap();
            assert!(stands_at(offset, &format!("{number} 0 obj")), "object {number}");
        }
        let at = pdf.lines().rev().nth(1).unwrap();
        assert!(stands_at(at, "xref"), "the table is where the end says");
    }
}
