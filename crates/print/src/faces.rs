//! The three faces of the papers: which glyphs a text needs and how wide it runs.

use std::collections::BTreeMap;

use printpdf::ParsedFont;

use crate::fault::PrintFault;

const REGULAR: &[u8] = include_bytes!("../../../assets/fonts/tinos-regular.ttf");
const BOLD: &[u8] = include_bytes!("../../../assets/fonts/tinos-bold.ttf");
const ITALIC: &[u8] = include_bytes!("../../../assets/fonts/tinos-italic.ttf");

/// Letters of Ba Na, Ê Đê and Gia Rai that Unicode has no single sign for: a letter and its breve.
/// `assets/fonts/reduce` draws them, in this order, from U+E000.
const WITH_BREVE: &str = "êôơưÊÔƠƯ";
/// A space at which no line is broken; copied out of the paper, it is a space as any other.
pub(crate) const UNBROKEN_SPACE: char = '\u{a0}';
const BREVE: char = '\u{306}';
const FIRST_DRAWN: u32 = 0xE000;

/// A face of the papers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Face {
    Regular,
    Bold,
    Italic,
}

/// A glyph and the letters that it stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Glyph {
    pub(crate) id: u16,
    pub(crate) letters: String,
}

/// The faces, read.
pub(crate) struct Faces(BTreeMap<Face, ParsedFont>);

impl Faces {
    /// Reads what is shipped.
    pub(crate) fn open() -> Result<Self, PrintFault> {
        let files = [(Face::Regular, REGULAR), (Face::Bold, BOLD), (Face::Italic, ITALIC)];
        let read = |(face, bytes)| {
            let font = ParsedFont::from_bytes(bytes, 0, &mut vec![]).ok_or(PrintFault::Font)?;
            Ok((face, font))
        };
        Ok(Self(files.into_iter().map(read).collect::<Result<_, _>>()?))
    }

    /// A face as it was read.
    pub(crate) fn font(&self, face: Face) -> Option<&ParsedFont> {
        self.0.get(&face)
    }

    /// The glyphs of a text. A letter that the face lacks becomes the empty box, and stays itself in
    /// the text that is copied out of the paper.
    pub(crate) fn glyphs(&self, face: Face, text: &str) -> Vec<Glyph> {
        let Some(font) = self.font(face) else { return vec![] };
        let mut letters = text.chars().peekable();
        let mut glyphs = vec![];
        while let Some(letter) = letters.next() {
            let letter = if letter == UNBROKEN_SPACE { ' ' } else { letter };
            let drawn = drawn_with_breve(letter).filter(|_| letters.peek() == Some(&BREVE));
            let id = font.lookup_glyph_index(drawn.unwrap_or(letter.into())).unwrap_or(0);
            let mut said = String::from(letter);
            said.extend(drawn.and_then(|_| letters.next()));
            glyphs.push(Glyph { id, letters: said });
        }
        glyphs
    }

    /// How far a text runs, in points.
    pub(crate) fn width(&self, face: Face, size: f32, text: &str) -> f32 {
        let glyphs = self.glyphs(face, text);
        glyphs.iter().map(|glyph| self.advance(face, glyph)).sum::<f32>() * size / 1000.0
    }

    /// A glyph's advance in thousandths of the size, rounded down as the file says it.
    fn advance(&self, face: Face, glyph: &Glyph) -> f32 {
        let Some(font) = self.font(face) else { return 0.0 };
        let width = font.get_glyph_width(glyph.id).unwrap_or_default();
        (f32::from(width) * 1000.0 / f32::from(font.units_per_em.max(1))).floor()
    }
}

fn drawn_with_breve(letter: char) -> Option<u32> {
    let place = WITH_BREVE.chars().position(|other| other == letter)?;
    Some(FIRST_DRAWN + u32::try_from(place).ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn face_has_every_letter_of_vietnamese_and_of_the_highlands() {
        let faces = Faces::open().unwrap();
        let letters = "aàảãáạăằẳẵắặâầẩẫấậeèẻẽéẹêềểễếệiìỉĩíịoòỏõóọôồổỗốộơờởỡớợuùủũúụưừửữứựyỳỷỹýỵđ";
        let others = "ƀčĕĭñŏŭĂĔĬŎŬƀ'’–…“”№₫/()-.,:;0123456789";

        for text in [letters, &letters.to_uppercase(), others] {
            for face in [Face::Regular, Face::Bold, Face::Italic] {
                let missing: Vec<_> =
                    faces.glyphs(face, text).into_iter().filter(|glyph| glyph.id == 0).collect();
                assert_eq!(missing, [], "{face:?}");
            }
        }
    }

    #[test]
    fn breve_stands_on_its_letter_when_unicode_has_no_sign_for_both() {
        let faces = Faces::open().unwrap();

        let glyphs = faces.glyphs(Face::Bold, "Ơ\u{306}i ê\u{306}");

        let said: Vec<_> = glyphs.iter().map(|glyph| glyph.letters.as_str()).collect();
        assert_eq!(said, ["Ơ\u{306}", "i", " ", "ê\u{306}"]);
        assert!(glyphs.iter().all(|glyph| glyph.id != 0));
        let width = |text| faces.width(Face::Bold, 10.0, text);
        assert!((width("ê\u{306}") - width("ê")).abs() < 0.01, "the breve takes no room");
    }

    #[test]
    fn letter_stays_in_the_text_when_the_face_lacks_it() {
        let faces = Faces::open().unwrap();

        assert_eq!(faces.glyphs(Face::Regular, "字"), [Glyph { id: 0, letters: "字".to_owned() }]);
    }
}
