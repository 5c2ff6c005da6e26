//! Pages bound into one PDF 1.4, as ISO 32000-1 has it: each sheet at its true size, its layers as they are, and no
//! word about when, where or with what it was taken. The same pages make the same bytes.

use crate::layout::{Layers, Part};

/// Points an inch, PDF's unit of length.
const POINTS: f64 = 72.0;
/// The longest side of a page that every reader shows, in points (ISO 32000-1, annex C).
const LONGEST: f64 = 14_400.0;

/// A page to be bound.
#[derive(Clone, Debug, PartialEq)]
pub struct Sheet {
    /// What it shows.
    pub layers: Layers,
    /// Width in dots.
    pub width: usize,
    /// Height in dots.
    pub height: usize,
    /// Dots an inch.
    pub dpi: f32,
}

/// Why pages cannot be bound.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BindError {
    /// There is no page.
    #[error("a document without pages cannot be bound")]
    NoPages,
    /// A page, counted from 0, has no size or one that no reader shows.
    #[error("page {0} has no true size")]
    NoSize(usize),
}

/// Binds `pages` in their order into a PDF.
pub fn bind(pages: &[Sheet]) -> Result<Vec<u8>, BindError> {
    if pages.is_empty() {
        return Err(BindError::NoPages);
    }
    let sizes =
        pages.iter().enumerate().map(|(number, page)| size(page).ok_or(BindError::NoSize(number)));
    let sizes: Vec<(String, String)> = sizes.collect::<Result<_, _>>()?;
    let mut binding = Binding::begun(pages);
    for (page, (width, height)) in pages.iter().zip(&sizes) {
        binding.page(&page.layers, width, height);
    }
    Ok(binding.ended())
}

/// Width and height in points, as PDF writes numbers.
fn size(page: &Sheet) -> Option<(String, String)> {
    let points = |dots: usize| {
        let dots = f64::from(u32::try_from(dots).ok()?);
        let points = dots * POINTS / f64::from(page.dpi);
        (points > 0.0 && points <= LONGEST).then(|| format!("{points:.2}"))
    };
    Some((points(page.width)?, points(page.height)?))
}

/// A document while it is written. Objects are numbered in the order in which they are begun.
struct Binding {
    bytes: Vec<u8>,
    /// Where each object begins.
    starts: Vec<usize>,
}

impl Binding {
    const CATALOGUE: usize = 1;
    const PAGES: usize = 2;
    const INFO: usize = 3;

    fn begun(pages: &[Sheet]) -> Self {
        // The comment of bytes above 127 tells whoever carries the file that it is not text.
        let mut binding =
            Self { bytes: b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n".to_vec(), starts: Vec::new() };
        let firsts = pages.iter().scan(Self::INFO + 1, |next, page| {
            let first = *next;
            *next += 2 + page.layers.parts().len();
            Some(format!("{first} 0 R "))
        });
        let kids: String = firsts.collect();
        let count = pages.len();
        binding.object(&format!("<< /Type /Catalog /Pages {} 0 R >>", Self::PAGES));
        binding.object(&format!("<< /Type /Pages /Count {count} /Kids [ {kids}] >>"));
        binding.object("<< /Producer (Nop Ho) >>");
        binding
    }

    /// Writes a page, what is drawn on it and its layers: objects that follow each other.
    fn page(&mut self, layers: &Layers, width: &str, height: &str) {
        let content = self.starts.len() + 2;
        let (first, second) = (content + 1, content + 2);
        let (names, drawn) = match layers {
            Layers::Colour { .. } => (format!("/Under {first} 0 R"), "/Under Do".to_owned()),
            Layers::Bilevel { .. } => (format!("/Ink {first} 0 R"), "0 g /Ink Do".to_owned()),
            Layers::Mixed { ink, .. } => (
                format!("/Under {first} 0 R /Ink {second} 0 R"),
                format!("/Under Do {} rg /Ink Do", colour(*ink)),
            ),
        };
        self.object(&format!(
            "<< /Type /Page /Parent {} 0 R /MediaBox [0 0 {width} {height}] /Contents {content} 0 R \
             /Resources << /ProcSet [/PDF /ImageB /ImageC] /XObject << {names} >> >> >>",
            Self::PAGES
        ));
        self.stream("", format!("q {width} 0 0 {height} 0 0 cm {drawn} Q").as_bytes());
        match layers {
            Layers::Colour { jpeg } => self.picture(jpeg),
            Layers::Bilevel { mask } => self.stencil(mask),
            Layers::Mixed { mask, under, .. } => {
                self.picture(under);
                self.stencil(mask);
            }
        }
    }

    fn picture(&mut self, part: &Part) {
        let Part { width, height, .. } = part;
        let entries = format!(
            "/Type /XObject /Subtype /Image /Width {width} /Height {height} /ColorSpace /DeviceRGB \
             /BitsPerComponent 8 /Filter /DCTDecode "
        );
        self.stream(&entries, part.bytes());
    }

    /// A mask through which ink is painted.
    fn stencil(&mut self, part: &Part) {
        let Part { width, height, .. } = part;
        let entries = format!(
            "/Type /XObject /Subtype /Image /Width {width} /Height {height} /ImageMask true \
             /BitsPerComponent 1 /Filter /CCITTFaxDecode \
             /DecodeParms << /K -1 /Columns {width} /Rows {height} >> "
        );
        self.stream(&entries, part.bytes());
    }

    fn object(&mut self, body: &str) {
        self.begin();
        self.text(&format!("{body}\nendobj\n"));
    }

    fn stream(&mut self, entries: &str, bytes: &[u8]) {
        self.begin();
        self.text(&format!("<< {entries}/Length {} >>\nstream\n", bytes.len()));
        self.bytes.extend_from_slice(bytes);
        self.text("\nendstream\nendobj\n");
    }

    fn begin(&mut self) {
        self.starts.push(self.bytes.len());
        self.text(&format!("{} 0 obj\n", self.starts.len()));
    }

    fn ended(mut self) -> Vec<u8> {
        let table = self.bytes.len();
        let objects = self.starts.len() + 1;
        let starts: String =
            self.starts.iter().map(|start| format!("{start:010} 00000 n \n")).collect();
        self.text(&format!(
            "xref\n0 {objects}\n0000000000 65535 f \n{starts}trailer\n\
             << /Size {objects} /Root {} 0 R /Info {} 0 R >>\nstartxref\n{table}\n%%EOF\n",
            Self::CATALOGUE,
            Self::INFO
        ));
        self.bytes
    }

    fn text(&mut self, text: &str) {
        self.bytes.extend_from_slice(text.as_bytes());
    }
}

/// A colour as PDF has it: each channel from 0 to 1.
fn colour(ink: [u8; 3]) -> String {
    ink.map(|channel| format!("{:.3}", f64::from(channel) / 255.0)).join(" ")
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;
    use std::process::{Command, Stdio};

    use lopdf::{Document, Object};

    use super::*;
    use crate::layout::{Layout, lay};
    use crate::picture::Picture;

    const WIDTH: usize = 827;
    const HEIGHT: usize = 1_169;
    const DPI: f32 = 100.0;

    /// A4 at 100 dpi: lines of black strokes, a red frame, and a corner that tells which way is up.
    fn paper() -> Picture {
        let dot = |at: usize| {
            let (x, y) = (at % WIDTH, at / WIDTH);
            let stroke = y % 40 < 20 && x % 12 < 4 && (100..500).contains(&x);
            let frame = (600..700).contains(&x) && (800..900).contains(&y);
            let corner = x < 60 && y < 60;
            match (stroke || corner, frame) {
                (true, _) => [24; 3],
                (false, true) => [205, 40, 50],
                (false, false) => [255; 3],
            }
        };
        Picture::of(WIDTH, HEIGHT, (0..WIDTH * HEIGHT).map(dot).collect()).unwrap()
    }

    fn sheet(layout: Layout) -> Sheet {
        let layers = lay(&paper(), layout).unwrap();
        Sheet { layers, width: WIDTH, height: HEIGHT, dpi: DPI }
    }

    /// The first page drawn by poppler; `None` where it is not installed.
    fn rendered(pdf: &[u8]) -> Option<Picture> {
        let mut poppler = Command::new("pdftoppm")
            .args(["-r", "100", "-f", "1", "-l", "1", "-"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .ok()?;
        poppler.stdin.take().unwrap().write_all(pdf).unwrap();
        let output = poppler.wait_with_output().unwrap();
        let mut head = output.stdout.splitn(4, |byte| byte.is_ascii_whitespace());
        assert_eq!(head.next(), Some(b"P6".as_slice()));
        let mut side =
            || String::from_utf8(head.next().unwrap().to_vec()).unwrap().parse::<usize>().unwrap();
        let (width, height) = (side(), side());
        let dots = head.next().unwrap().split_at(4).1.as_chunks::<3>().0.to_vec();
        Some(Picture::of(width, height, dots).expect("a whole picture"))
    }

    fn difference(one: &Picture, other: &Picture) -> f64 {
        assert_eq!((one.width(), one.height()), (other.width(), other.height()));
        let all = one.bytes().iter().zip(other.bytes());
        let sum: u64 = all.map(|(a, b)| u64::from(a.abs_diff(*b))).sum();
        #[expect(clippy::cast_precision_loss, reason = "a mean is told to a tenth")]
        let mean = sum as f64 / one.bytes().len() as f64;
        mean
    }

    #[test]
    fn document_has_its_pages_in_order_each_at_its_true_size() {
        let pages = [sheet(Layout::Colour), sheet(Layout::Mixed), sheet(Layout::Bilevel)];

        let document = Document::load_mem(&bind(&pages).unwrap()).unwrap();

        assert_eq!(document.version, "1.4");
        let images: Vec<usize> = document
            .page_iter()
            .map(|page| document.get_page_images(page).unwrap().len())
            .collect();
        assert_eq!(images, [1, 2, 1]);
        for page in document.page_iter() {
            let page = document.get_dictionary(page).unwrap();
            let [_, _, width, height] =
                page.get(b"MediaBox").unwrap().as_array().unwrap().as_slice()
            else {
                panic!("a box has four sides");
            };
            let (width, height) = (width.as_float().unwrap(), height.as_float().unwrap());
            assert!(
                (width - 595.44).abs() < 0.01 && (height - 841.68).abs() < 0.01,
                "{width} x {height}"
            );
        }
    }

    #[test]
    fn document_says_who_made_it_and_nothing_else() {
        let document = Document::load_mem(&bind(&[sheet(Layout::Mixed)]).unwrap()).unwrap();

        let info = document.trailer.get(b"Info").and_then(Object::as_reference).unwrap();
        let said: Vec<_> = document.get_dictionary(info).unwrap().iter().collect();
        assert_eq!(said, [(&b"Producer".to_vec(), &Object::string_literal("Nop Ho"))]);
        assert!(!document.trailer.has(b"ID"));
    }

    #[test]
    fn document_is_the_same_when_its_pages_are() {
        let pages = || [sheet(Layout::Colour), sheet(Layout::Mixed)];
        assert_eq!(bind(&pages()), bind(&pages()));
    }

    #[test]
    fn document_shows_what_was_bound_when_another_program_draws_it() {
        for (layout, bound) in [(Layout::Colour, 4.5), (Layout::Mixed, 2.5), (Layout::Bilevel, 4.0)]
        {
            let pdf = bind(&[sheet(layout)]).unwrap();

            let Some(shown) = rendered(&pdf) else { return };

            let difference = difference(&shown, &paper());
            assert!(difference < bound, "{layout:?} differs by {difference:.2}");
        }
    }

    #[test]
    fn document_keeps_the_bytes_of_its_layers() {
        let page = sheet(Layout::Colour);
        let Layers::Colour { jpeg } = &page.layers else { panic!("a coloured page is asked for") };
        let pdf = bind(std::slice::from_ref(&page)).unwrap();

        let whole = pdf.windows(jpeg.bytes().len()).any(|window| window == jpeg.bytes());

        assert!(whole);
        assert!(
            pdf.len() < page.layers.size() + 1_000,
            "{} bytes around",
            pdf.len() - page.layers.size()
        );
    }

    #[test]
    fn pages_are_refused_when_there_are_none_or_one_has_no_true_size() {
        assert_eq!(bind(&[]), Err(BindError::NoPages));
        for dpi in [0.0, -1.0, f32::NAN, f32::INFINITY, 1.0] {
            let wrong = Sheet { dpi, ..sheet(Layout::Bilevel) };
            let pages = [sheet(Layout::Bilevel), wrong];
            assert_eq!(bind(&pages), Err(BindError::NoSize(1)), "{dpi} dots an inch");
        }
    }
}
