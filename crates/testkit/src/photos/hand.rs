//! Handwriting: an alphabet of pen strokes, never the same twice.

use unicode_normalization::UnicodeNormalization;

use super::Mark;
use super::dice::Dice;
use super::measure::{Point, at};
use super::sheet::{Ink, Sheet};

/// The pen's way through a letter: baseline 0, height of an x 4, of an h 8, tail of a g -4.
type Way = &'static [(i8, i8)];

/// A writer: pen, size and temper.
#[derive(Debug, Clone)]
pub(super) struct Writer {
    pub(super) dice: Dice,
    pub(super) ink: Ink,
    /// Width of the stroke in millimetres.
    pub(super) pen_mm: f32,
    /// Height of an x in millimetres.
    pub(super) size_mm: f32,
    pub(super) mark: Mark,
}

impl Writer {
    /// A line whose baseline begins at a place; gives its width in millimetres.
    pub(super) fn write(&mut self, sheet: &mut Sheet, from: Point, text: &str) -> f32 {
        let unit = self.size_mm / 4.0;
        let (mut x, drift) = (from.x, self.dice.either_way(0.012));
        for letter in text.chars() {
            let baseline = from.y + (x - from.x) * drift + self.dice.either_way(unit * 0.4);
            let width = self.letter(sheet, at(x, baseline), letter, unit);
            x += (width + 1.3) * unit * self.dice.between(0.9, 1.1);
        }
        let (top, foot) = (from.y - self.size_mm * 2.4, from.y + self.size_mm * 1.1);
        sheet.note(self.mark, text, at(from.x, top), at(x, foot));
        x - from.x
    }

    /// Writes a letter with its marks; gives its width in units.
    fn letter(&mut self, sheet: &mut Sheet, begin: Point, letter: char, unit: f32) -> f32 {
        let (mut width, mut top) = (2.0, 4.0);
        for part in letter.nfd() {
            if let Some((way, is_above)) = mark(part) {
                let lift = if is_above { top } else { 0.0 };
                self.stroke(sheet, begin, way, (width / 2.0, lift), unit);
                top += if is_above { 2.0 } else { 0.0 };
                continue;
            }
            // A capital without a shape of its own is its small letter, drawn large.
            let own = capital_ways(part);
            let (ways, grown) = match part.to_lowercase().next() {
                _ if !own.is_empty() => (own, 1.0),
                Some(small) if small != part => (ways(small), 1.65),
                _ => (ways(part), 1.0),
            };
            let reach = ways.iter().flat_map(|way| way.iter()).map(|(x, _)| f32::from(*x));
            width = reach.fold(2.0, f32::max) * grown;
            top = if part.is_uppercase() { 7.0 } else { 4.0 };
            for way in ways {
                self.stroke(sheet, begin, way, (0.0, 0.0), unit * grown);
            }
        }
        width
    }

    fn stroke(
        &mut self,
        sheet: &mut Sheet,
        begin: Point,
        way: Way,
        (shift, lift): (f32, f32),
        unit: f32,
    ) {
        const SLANT: f32 = 0.22;
        let points: Vec<Point> = way
            .iter()
            .map(|(x, y)| {
                let up = f32::from(*y) + lift + self.dice.either_way(0.3);
                let right = f32::from(*x) + shift + self.dice.either_way(0.3) + SLANT * up;
                at(begin.x + right * unit, begin.y - up * unit)
            })
            .collect();
        let pen = self.pen_mm * self.dice.between(0.8, 1.15);
        sheet.line(&smooth(&points), pen, self.ink);
    }
}

/// A Catmull-Rom curve through places, five steps from each to the next.
pub(super) fn smooth(points: &[Point]) -> Vec<Point> {
    let point = |index: usize| points.get(index.min(points.len().saturating_sub(1))).copied();
    let mut curve = Vec::new();
    for index in 0..points.len().saturating_sub(1) {
        let before = point(index.saturating_sub(1));
        let (Some(a), Some(b), Some(c), Some(d)) =
            (before, point(index), point(index + 1), point(index + 2))
        else {
            break;
        };
        for way in [0.0, 0.2, 0.4, 0.6, 0.8] {
            curve.push(at(bend([a.x, b.x, c.x, d.x], way), bend([a.y, b.y, c.y, d.y], way)));
        }
    }
    curve.extend(points.last());
    curve
}

fn bend([a, b, c, d]: [f32; 4], way: f32) -> f32 {
    let (straight, round) = (c - a, 2.0 * a - 5.0 * b + 4.0 * c - d);
    b + 0.5 * way * (straight + way * (round + way * (3.0 * (b - c) + d - a)))
}

/// A combining mark's way from the middle of its letter, and whether it stands above it.
fn mark(sign: char) -> Option<(Way, bool)> {
    let way: Way = match sign {
        '\u{300}' => &[(-1, 3), (1, 1)],
        '\u{301}' => &[(-1, 1), (1, 3)],
        '\u{302}' => &[(-2, 1), (0, 2), (2, 1)],
        '\u{303}' => &[(-2, 1), (-1, 2), (1, 1), (2, 2)],
        '\u{306}' => &[(-2, 2), (0, 1), (2, 2)],
        '\u{309}' => &[(-1, 2), (0, 3), (1, 2), (0, 1)],
        '\u{31b}' => &[(2, 3), (3, 4), (3, 5)],
        '\u{323}' => &[(0, -2), (0, -2)],
        _ => return None,
    };
    Some((way, !matches!(sign, '\u{31b}' | '\u{323}')))
}

/// The pen's ways through a small letter, a digit or a sign; none for a space.
fn ways(letter: char) -> &'static [Way] {
    match letter {
        'a' => &[&[(4, 3), (2, 4), (0, 2), (1, 0), (3, 1), (4, 4), (4, 1), (5, 0)]],
        'b' => &[&[(0, 8), (0, 0), (0, 2), (2, 4), (4, 2), (2, 0), (0, 0)]],
        'c' => &[&[(4, 3), (2, 4), (0, 2), (2, 0), (4, 1)]],
        'd' => &[&[(4, 3), (2, 4), (0, 2), (2, 0), (4, 2), (4, 8)], &[(4, 8), (4, 1), (5, 0)]],
        'đ' => &[
            &[(4, 3), (2, 4), (0, 2), (2, 0), (4, 2), (4, 8)],
            &[(4, 8), (4, 1), (5, 0)],
            &[(2, 6), (6, 6)],
        ],
        'e' => &[&[(0, 2), (4, 2), (3, 4), (1, 4), (0, 2), (1, 0), (4, 1)]],
        'g' => &[
            &[(4, 3), (2, 4), (0, 2), (2, 0), (4, 2), (4, 4)],
            &[(4, 4), (4, -3), (2, -4), (0, -3)],
        ],
        'h' => &[&[(0, 8), (0, 0)], &[(0, 2), (2, 4), (4, 3), (4, 0)]],
        'i' => &[&[(1, 4), (1, 1), (2, 0)], &[(1, 6), (1, 6)]],
        'k' => &[&[(0, 8), (0, 0)], &[(4, 4), (0, 2), (4, 0)]],
        'l' => &[&[(1, 8), (1, 1), (2, 0)]],
        'm' => &[
            &[(0, 4), (0, 0)],
            &[(0, 2), (2, 4), (3, 3), (3, 0)],
            &[(3, 2), (5, 4), (6, 3), (6, 0)],
        ],
        'n' => &[&[(0, 4), (0, 0)], &[(0, 2), (2, 4), (4, 3), (4, 0)]],
        'o' => &[&[(2, 4), (0, 2), (2, 0), (4, 2), (2, 4)]],
        'p' => &[&[(0, 4), (0, -4)], &[(0, 3), (2, 4), (4, 2), (2, 0), (0, 1)]],
        'q' => &[&[(4, 3), (2, 4), (0, 2), (2, 0), (4, 2)], &[(4, 4), (4, -4)]],
        'r' => &[&[(0, 4), (0, 0)], &[(0, 2), (1, 4), (3, 4)]],
        's' => &[&[(4, 3), (2, 4), (0, 3), (3, 1), (2, 0), (0, 1)]],
        't' => &[&[(1, 7), (1, 1), (3, 0)], &[(-1, 4), (3, 4)]],
        'u' => &[&[(0, 4), (0, 1), (2, 0), (4, 2), (4, 4)], &[(4, 4), (4, 0)]],
        'v' => &[&[(0, 4), (2, 0), (4, 4)]],
        'x' => &[&[(0, 4), (4, 0)], &[(4, 4), (0, 0)]],
        'y' => &[&[(0, 4), (0, 2), (2, 1), (4, 2), (4, 4)], &[(4, 4), (4, -3), (2, -4), (0, -3)]],
        _ => sign_ways(letter),
    }
}

/// The pen's ways through a capital; none for one that is its small letter, drawn large.
fn capital_ways(letter: char) -> &'static [Way] {
    match letter {
        'A' => &[&[(0, 0), (2, 7)], &[(2, 7), (5, 0)], &[(1, 3), (4, 3)]],
        'B' => &[
            &[(0, 7), (0, 0)],
            &[(0, 7), (3, 7), (3, 4), (0, 4)],
            &[(0, 4), (4, 3), (4, 0), (0, 0)],
        ],
        'D' => &[&[(0, 7), (0, 0)], &[(0, 7), (4, 6), (5, 3), (3, 0), (0, 0)]],
        'Đ' => &[&[(0, 7), (0, 0)], &[(0, 7), (4, 6), (5, 3), (3, 0), (0, 0)], &[(-1, 4), (2, 4)]],
        'E' => &[&[(4, 6), (2, 7), (1, 5), (2, 4), (0, 2), (2, 0), (4, 1)]],
        'G' => &[&[(4, 6), (2, 7), (0, 4), (2, 0), (4, 2)], &[(2, 3), (4, 3), (4, -2)]],
        'H' => &[&[(0, 7), (0, 0)], &[(4, 7), (4, 0)], &[(0, 4), (4, 4)]],
        'K' => &[&[(0, 7), (0, 0)], &[(4, 7), (0, 3)], &[(1, 4), (4, 0)]],
        'L' => &[&[(1, 7), (0, 0)], &[(0, 0), (4, 0)]],
        'N' => &[&[(0, 0), (0, 7)], &[(0, 7), (4, 0)], &[(4, 0), (4, 7)]],
        'P' => &[&[(0, 7), (0, 0)], &[(0, 7), (4, 6), (3, 3), (0, 3)]],
        'Q' => &[&[(2, 7), (0, 4), (2, 0), (5, 4), (2, 7)], &[(3, 2), (5, -1)]],
        'T' => &[&[(0, 7), (5, 7)], &[(2, 7), (2, 0)]],
        _ => &[],
    }
}

fn sign_ways(sign: char) -> &'static [Way] {
    match sign {
        '0' => &[&[(2, 7), (0, 4), (2, 0), (4, 4), (2, 7)]],
        '1' => &[&[(0, 5), (2, 7), (2, 0)]],
        '2' => &[&[(0, 5), (2, 7), (4, 5), (0, 0)], &[(0, 0), (4, 0)]],
        '3' => &[&[(0, 6), (2, 7), (4, 5), (2, 4), (4, 2), (2, 0), (0, 1)]],
        '4' => &[&[(2, 7), (0, 2)], &[(0, 2), (4, 2)], &[(3, 4), (3, 0)]],
        '5' => &[&[(4, 7), (1, 7)], &[(1, 7), (0, 4), (3, 4), (4, 2), (2, 0), (0, 1)]],
        '6' => &[&[(4, 7), (1, 4), (0, 2), (2, 0), (4, 2), (2, 4), (0, 2)]],
        '7' => &[&[(0, 7), (4, 7)], &[(4, 7), (1, 0)]],
        '8' => &[&[(2, 4), (0, 6), (2, 7), (4, 6), (2, 4), (0, 2), (2, 0), (4, 2), (2, 4)]],
        '9' => &[&[(4, 5), (2, 7), (0, 5), (2, 3), (4, 5), (3, 0)]],
        '/' => &[&[(0, -1), (4, 8)]],
        '-' => &[&[(0, 3), (3, 3)]],
        ',' => &[&[(1, 0), (0, -2)]],
        '.' => &[&[(0, 0), (0, 0)]],
        ':' => &[&[(0, 0), (0, 0)], &[(0, 3), (0, 3)]],
        _ => &[],
    }
}
