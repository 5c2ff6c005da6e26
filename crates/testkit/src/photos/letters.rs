//! Printed letters: lines of text in the papers' own three faces.

use ab_glyph::{Font, FontRef, Glyph, ScaleFont, point};

use super::Mark;
use super::measure::{Point, at, real, whole};
use super::sheet::{Cover, Ink, Sheet};

const REGULAR: &[u8] = include_bytes!("../../../../assets/fonts/tinos-regular.ttf");
const BOLD: &[u8] = include_bytes!("../../../../assets/fonts/tinos-bold.ttf");
const ITALIC: &[u8] = include_bytes!("../../../../assets/fonts/tinos-italic.ttf");

/// A face.
#[derive(Debug, Clone, Copy)]
pub(super) enum Face {
    Regular,
    Bold,
    Italic,
}

/// How a line of text looks.
#[derive(Debug, Clone, Copy)]
pub(super) struct Type {
    pub(super) face: Face,
    /// Size in points.
    pub(super) size: f32,
    pub(super) ink: Ink,
    /// Width of every letter, as a typewriter has it, in millimetres.
    pub(super) pitch_mm: Option<f32>,
}

impl Type {
    /// A face in a size and an ink.
    pub(super) const fn of(face: Face, size: f32, ink: Ink) -> Self {
        Self { face, size, ink, pitch_mm: None }
    }
}

impl Sheet {
    /// Writes a line whose baseline begins at a place; gives its width in millimetres.
    pub(super) fn write(&mut self, at: Point, text: &str, look: Type) -> f32 {
        let width = self.letter(at, text, look);
        let rise = look.size * 25.4 / 72.0;
        let (from, to) = (
            Point { y: at.y - rise * 0.9, ..at },
            Point { x: at.x + width, y: at.y + rise * 0.25 },
        );
        if !text.trim().is_empty() {
            self.note(Mark::Text, text, from, to);
        }
        width
    }

    /// Writes a line in the middle of a place.
    pub(super) fn write_centred(&mut self, middle: Point, text: &str, look: Type) {
        let width = width_mm(text, look);
        self.write(at(middle.x - width / 2.0, middle.y), text, look);
    }

    /// Writes without noting it; gives the width in millimetres.
    pub(super) fn letter(&mut self, at: Point, text: &str, look: Type) -> f32 {
        let mut cover = line_cover(text, look, self.per_mm);
        let (x, y) = (at.x * self.per_mm, at.y * self.per_mm);
        cover.left += whole_signed(x);
        cover.top += whole_signed(y);
        self.lay(&cover, look.ink);
        width_mm(text, look)
    }

    /// Writes paragraphs from a place, broken at a width; gives the baseline under the last line.
    pub(super) fn write_block(&mut self, from: Point, width: f32, text: &str, look: Type) -> f32 {
        let lead = look.size * 25.4 / 72.0 * 1.35;
        let mut baseline = from.y;
        for line in broken(text, width, look) {
            self.write(at(from.x, baseline), &line, look);
            baseline += lead;
        }
        baseline
    }
}

/// How wide a line runs, in millimetres.
pub(super) fn width_mm(text: &str, look: Type) -> f32 {
    const FINE: f32 = 40.0;
    let font = font(look.face);
    places(&font, text, look, FINE).1 / FINE
}

/// What the letters of a line cover, from the beginning of its baseline.
pub(super) fn line_cover(text: &str, look: Type, per_mm: f32) -> Cover {
    let font = font(look.face);
    let (glyphs, width) = places(&font, text, look, per_mm);
    let rise = whole(look.size * 25.4 / 72.0 * per_mm * 1.1) + 1;
    let (width, height) = (whole(width) + rise, rise + rise / 2);
    let mut shares = vec![0.0_f32; width * height];
    for glyph in glyphs {
        let Some(outline) = font.outline_glyph(glyph) else { continue };
        let bounds = outline.px_bounds();
        let top = bounds.min.y + real(rise);
        outline.draw(|x, y, share| {
            let (x, y) = (whole(bounds.min.x.max(0.0)) + index(x), whole(top) + index(y));
            if let Some(covered) = shares.get_mut(y * width + x).filter(|_| x < width) {
                *covered = covered.max(share.min(1.0));
            }
        });
    }
    Cover { left: 0, top: -whole_signed(real(rise)), width, shares }
}

fn places(font: &FontRef<'static>, text: &str, look: Type, per_mm: f32) -> (Vec<Glyph>, f32) {
    let em = look.size * 25.4 / 72.0 * per_mm;
    let units = font.units_per_em().unwrap_or(1000.0);
    let scaled = font.as_scaled(em * font.height_unscaled() / units);
    let (mut glyphs, mut x) = (Vec::new(), 0.0);
    for letter in text.chars() {
        let id = font.glyph_id(letter);
        let own = scaled.h_advance(id);
        let advance = look.pitch_mm.map_or(own, |pitch| pitch * per_mm);
        let begin = x + (advance - own) / 2.0;
        glyphs.push(id.with_scale_and_position(scaled.scale(), point(begin, 0.0)));
        x += advance;
    }
    (glyphs, x)
}

fn broken(text: &str, width: f32, look: Type) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in text.split(' ') {
        let Some(line) = lines.last_mut() else { break };
        let longer = if line.is_empty() { word.to_owned() } else { format!("{line} {word}") };
        if line.is_empty() || width_mm(&longer, look) <= width {
            *line = longer;
        } else {
            lines.push(word.to_owned());
        }
    }
    lines
}

fn font(face: Face) -> FontRef<'static> {
    let bytes = match face {
        Face::Regular => REGULAR,
        Face::Bold => BOLD,
        Face::Italic => ITALIC,
    };
    FontRef::try_from_slice(bytes).expect("the papers' faces are fonts")
}

fn index(dot: u32) -> usize {
    usize::try_from(dot).unwrap_or(usize::MAX)
}

#[expect(clippy::cast_possible_truncation, reason = "a side has some thousand dots")]
fn whole_signed(number: f32) -> i32 {
    number.round() as i32
}
