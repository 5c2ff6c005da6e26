//! Pages of marks to the bytes of a file. Only the glyphs that a paper uses go into it.

use std::collections::{BTreeMap, BTreeSet};

use printpdf::{
    Codepoint, Color, FontId, Greyscale, Line, LineCapStyle, LineDashPattern, LinePoint, Op,
    PaintMode, ParsedFont, PdfDocument, PdfFont, PdfFontHandle, PdfPage, PdfSaveOptions, Point, Pt,
    Rect, TextItem,
};
use subsetter::GlyphRemapper;

use crate::faces::{Face, Faces};
use crate::fault::PrintFault;
use crate::ink::Ink;
use crate::measures::Measures;
use crate::paper::Pdf;

const DOT: f32 = 0.7;
const BETWEEN_DOTS: f32 = 2.6;
/// What printpdf writes beside the title: made-up times, and a standard that the file does not claim.
const NOT_SAID: [&[u8]; 3] = [b"CreationDate", b"ModDate", b"GTS_PDFXVersion"];

/// Writes the pages; `title` is what a viewer shows above them.
pub(crate) fn written(
    faces: &Faces,
    measures: &Measures,
    title: &str,
    pages: &[Vec<Ink>],
) -> Result<Pdf, PrintFault> {
    let used = used_faces(pages);
    let mut document = PdfDocument::new(title);
    let mut cut = BTreeMap::new();
    for (face, texts) in used {
        let small = cut_down(faces, face, &texts)?;
        let font = PdfFont::new(small.font.clone());
        document.resources.fonts.map.insert(font_id(face), font);
        cut.insert(face, small);
    }
    let (width, height) = (Pt(measures.width).into(), Pt(measures.height).into());
    let drawn = |ink: &Vec<Ink>| {
        let pen = Pen { faces, cut: &cut, height: measures.height };
        PdfPage::new(width, height, ink.iter().flat_map(|ink| pen.draw(ink)).collect())
    };
    document.with_pages(pages.iter().map(drawn).collect());
    Ok(Pdf { bytes: saved(&document)?, pages: pages.len() })
}

/// Saves without what printpdf makes up on each call: the same paper gives the same bytes.
fn saved(document: &PdfDocument) -> Result<Vec<u8>, PrintFault> {
    let mut file = document.to_lopdf_document(&PdfSaveOptions::default(), &mut vec![]);
    file.trailer.remove(b"ID");
    let about = match file.trailer.get(b"Info") {
        Ok(about) => about.as_reference().ok(),
        Err(_) => None,
    };
    if let Some(id) = about
        && let Ok(about) = file.get_object_mut(id)
        && let Ok(about) = about.as_dict_mut()
    {
        for key in NOT_SAID {
            about.remove(key);
        }
    }
    file.compress();
    let mut bytes = vec![];
    file.save_to(&mut bytes).map_err(|_| PrintFault::File)?;
    Ok(bytes)
}

/// A face with the glyphs of one paper, renumbered.
struct CutDown {
    font: ParsedFont,
    numbers: GlyphRemapper,
}

fn used_faces(pages: &[Vec<Ink>]) -> BTreeMap<Face, BTreeSet<&str>> {
    let mut used: BTreeMap<_, BTreeSet<_>> = BTreeMap::new();
    for ink in pages.iter().flatten() {
        if let Ink::Text { face, text, .. } = ink {
            used.entry(*face).or_default().insert(text.as_str());
        }
    }
    used
}

fn cut_down(faces: &Faces, face: Face, texts: &BTreeSet<&str>) -> Result<CutDown, PrintFault> {
    let whole = faces.font(face).ok_or(PrintFault::Font)?;
    let mut numbers = GlyphRemapper::new();
    let mut font = whole.clone();
    font.glyph_widths.clear();
    font.codepoint_to_glyph.clear();
    for glyph in texts.iter().flat_map(|text| faces.glyphs(face, text)) {
        let width = whole.get_glyph_width(glyph.id).unwrap_or_default();
        font.set_glyph_width(numbers.remap(glyph.id), width);
    }
    font.original_bytes =
        subsetter::subset(&whole.original_bytes, 0, &numbers).map_err(|_| PrintFault::Font)?;
    font.font_name = Some(font_id(face).0);
    Ok(CutDown { font, numbers })
}

/// The face's name in the file, with the mark of a font that is not whole.
fn font_id(face: Face) -> FontId {
    let name = match face {
        Face::Regular => "NOPHOA+Tinos",
        Face::Bold => "NOPHOB+Tinos-Bold",
        Face::Italic => "NOPHOC+Tinos-Italic",
    };
    FontId(name.to_owned())
}

/// Draws marks as the operations of a page, whose origin is at the lower left.
struct Pen<'a> {
    faces: &'a Faces,
    cut: &'a BTreeMap<Face, CutDown>,
    height: f32,
}

impl Pen<'_> {
    fn draw(&self, ink: &Ink) -> Vec<Op> {
        match ink {
            Ink::Text { x, y, face, size, text } => self.text(self.at(*x, *y), *face, *size, text),
            Ink::Rule { x, y, to_x, to_y, weight } => vec![
                Op::SetOutlineThickness { pt: Pt(*weight) },
                line(self.at(*x, *y), self.at(*to_x, *to_y)),
            ],
            Ink::Dots { x, y, to_x } => {
                let dash = LineDashPattern::new(0.0, &[0.0, BETWEEN_DOTS]);
                vec![
                    Op::SaveGraphicsState,
                    Op::SetOutlineThickness { pt: Pt(DOT) },
                    Op::SetLineCapStyle { cap: LineCapStyle::Round },
                    Op::SetLineDashPattern { dash },
                    line(self.at(*x, *y), self.at(*to_x, *y)),
                    Op::RestoreGraphicsState,
                ]
            }
            Ink::Patch { x, y, width, height, grey } => {
                let low = self.at(*x, y + height);
                let mut rectangle = Rect::from_xywh(low.x, low.y, Pt(*width), Pt(*height));
                rectangle.mode = Some(PaintMode::Fill);
                vec![filled(*grey), Op::DrawRectangle { rectangle }, filled(0.0)]
            }
        }
    }

    fn text(&self, pos: Point, face: Face, size: f32, text: &str) -> Vec<Op> {
        let Some(cut) = self.cut.get(&face) else { return vec![] };
        let glyphs = self.faces.glyphs(face, text).into_iter().map(|glyph| {
            let id = cut.numbers.get(glyph.id).unwrap_or(0);
            Codepoint::with_cid(id, 0.0, glyph.letters)
        });
        vec![
            Op::StartTextSection,
            Op::SetFont { font: PdfFontHandle::External(font_id(face)), size: Pt(size) },
            Op::SetTextCursor { pos },
            Op::ShowText { items: vec![TextItem::GlyphIds(glyphs.collect())] },
            Op::EndTextSection,
        ]
    }

    fn at(&self, x: f32, y: f32) -> Point {
        Point { x: Pt(x), y: Pt(self.height - y) }
    }
}

fn line(from: Point, to: Point) -> Op {
    let points = [from, to].map(|p| LinePoint { p, bezier: false }).to_vec();
    Op::DrawLine { line: Line { points, is_closed: false } }
}

fn filled(grey: f32) -> Op {
    Op::SetFillColor { col: Color::Greyscale(Greyscale::new(grey, None)) }
}
