//! What stands on papers beside their text: seals, signatures, likenesses, codes, grounds of fine lines.

use std::f32::consts::TAU;

use super::Mark;
use super::dice::{Dice, mottle, speck};
use super::hand::smooth;
use super::letters::{Face, Type, line_cover, width_mm};
use super::measure::{Point, at, real, signed, whole};
use super::sheet::{Ink, Sheet};

/// The red of a round seal.
pub(super) const RED: Ink = Ink::of(205, 30, 40);
/// The blue of a ball pen.
pub(super) const BLUE: Ink = Ink::of(25, 45, 150);
/// A printer's black.
pub(super) const BLACK: Ink = Ink::of(28, 27, 30);

/// Rounds that text or a line of a seal keeps to, in millimetres from its middle.
const OUTER_MM: f32 = 17.5;
const INNER_MM: f32 = 12.2;
const LETTERS_MM: f32 = 13.2;

impl Sheet {
    /// A round red seal of 36 mm: two rings, words along them, a star; stamped unevenly.
    pub(super) fn seal(&mut self, middle: Point, words: &str, dice: &mut Dice) {
        let round = TAU * LETTERS_MM;
        let look = Type::of(Face::Bold, 9.0, RED);
        let look = Type { size: 9.0 * (0.94 * round / width_mm(words, look)).min(1.0), ..look };
        let line = line_cover(words, look, self.per_mm);
        let turn = 0.5 - width_mm(words, look) / round / 2.0 - dice.either_way(0.04);
        let (lean, reach) =
            (dice.between(0.85, 1.0), signed(whole((OUTER_MM + 1.0) * self.per_mm)));
        let centre = (signed(whole(middle.x * self.per_mm)), signed(whole(middle.y * self.per_mm)));
        for (x, y) in (-reach..=reach).flat_map(|y| (-reach..=reach).map(move |x| (x, y))) {
            let place = at(small(x) / self.per_mm, small(y) / self.per_mm);
            let far = place.x.hypot(place.y);
            // Half a turn from the foot, clockwise, stands the middle of the words.
            let along = (place.x.atan2(-place.y) / TAU + 0.5 - turn) * round;
            let word = line.share(along * self.per_mm, (LETTERS_MM - far) * self.per_mm);
            let near = |ring: f32, half: f32| (1.0 - ((far - ring).abs() - half) / 0.06).min(1.0);
            let rings = near(OUTER_MM, 0.45).max(near(INNER_MM, 0.2));
            let share = word.max(rings).max(star(place, 5.6) / 0.06);
            if share > 0.0 {
                let uneven = lean * (0.7 + 0.3 * mottle(place.x * 0.35, place.y * 0.35, 5));
                let ink = RED.thinned(uneven).grainy(0.25);
                self.dot(centre.0 + x, centre.1 + y, share.min(1.0), ink);
            }
        }
        let corner = at(OUTER_MM, OUTER_MM);
        self.note(Mark::Seal, words, less(middle, corner), more(middle, corner));
    }

    /// A signature: a sweep of loops in blue.
    pub(super) fn sign(&mut self, from: Point, width_mm: f32, dice: &mut Dice) {
        let turns = 5 + dice.below(4);
        let mut points = vec![from];
        let mut x = from.x;
        for turn in 0..turns {
            let tall = dice.between(4.0, 11.0);
            let up = if turn % 2 == 0 { -tall } else { tall * 0.45 };
            x += width_mm / real(usize::try_from(turns).unwrap_or(1)) * dice.between(0.4, 1.3);
            points.push(at(x - 2.0, from.y + up));
            points.push(at(x + dice.between(0.5, 3.0), from.y + up * 0.4));
        }
        points.push(at(from.x + width_mm, from.y - 5.0));
        points.push(at(from.x + width_mm * 0.1, from.y + 5.0));
        self.line(&smooth(&points), 0.55, BLUE.thinned(0.9).grainy(0.2));
        let to = at(from.x + width_mm, from.y + 6.0);
        self.note(Mark::Signature, "", at(from.x, from.y - 11.0), to);
    }

    /// Fine waves across the whole sheet.
    pub(super) fn waves(&mut self, step_mm: f32, height_mm: f32, ink: Ink) {
        let (width, height) = (self.width_mm(), self.height_mm());
        for row in 0..=whole((height + 2.0 * height_mm) / step_mm) {
            let middle = real(row) * step_mm - height_mm;
            let beat = 0.11 + 0.0015 * real(row % 7);
            let points: Vec<Point> = (0..=whole(width / 1.5) + 1)
                .map(|column| {
                    let x = real(column) * 1.5;
                    at(x, middle + height_mm * (x * beat).sin() * (x * 0.023).cos())
                })
                .collect();
            self.line(&points, 0.14, ink);
        }
    }

    /// The drum of Đông Sơn, as certificates have it: rings, and a star of fourteen rays.
    pub(super) fn drum(&mut self, middle: Point, radius_mm: f32, ink: Ink) {
        for share in [1.0, 0.97, 0.86, 0.7, 0.67, 0.52, 0.38, 0.35] {
            self.round(middle, radius_mm * share, 90, ink, |_| 1.0);
        }
        self.round(middle, radius_mm * 0.19, 168, ink, |angle| 1.0 + 0.65 * (angle * 14.0).sin());
        for spoke in 0_u8..56 {
            let (sin, cos) = (f32::from(spoke) * TAU / 56.0).sin_cos();
            let ends = [0.7, 0.84, 0.54].map(|share| radius_mm * share);
            let [from, to, short] = ends.map(|far| at(middle.x + far * cos, middle.y + far * sin));
            self.line(&[from, if spoke % 2 == 0 { to } else { short }], 0.2, ink);
        }
    }

    /// A rosette of fine lines.
    pub(super) fn rosette(&mut self, middle: Point, radius_mm: f32, ink: Ink) {
        let steps = if radius_mm < 5.0 { 72 } else { 180 };
        for step in 0_u8..9 {
            let turn = f32::from(step) * 0.09;
            self.round(middle, radius_mm * 0.75, steps, ink, |angle| {
                0.75 + 0.25 * (angle * 12.0).sin() * (angle * 3.0 + turn * 8.0).cos() + turn * 0.3
            });
        }
    }

    /// A red disc with a yellow star, as the national emblem looks from afar.
    pub(super) fn emblem(&mut self, middle: Point, radius_mm: f32) {
        self.disc(middle, at(radius_mm, radius_mm), Ink::paint(206, 158, 40));
        self.disc(middle, at(radius_mm * 0.84, radius_mm * 0.84), Ink::paint(205, 40, 36));
        let reach = signed(whole(radius_mm * self.per_mm));
        let centre = (signed(whole(middle.x * self.per_mm)), signed(whole(middle.y * self.per_mm)));
        for (x, y) in (-reach..=reach).flat_map(|y| (-reach..=reach).map(move |x| (x, y))) {
            let inside = star(at(small(x), small(y)), 0.62 * radius_mm * self.per_mm);
            let share = (inside + 0.5).clamp(0.0, 1.0);
            self.dot(centre.0 + x, centre.1 + y, share, Ink::paint(250, 216, 60));
        }
    }

    /// Somebody from the breast up before a pale wall.
    pub(super) fn likeness(&mut self, from: Point, to: Point, dice: &mut Dice) {
        let (middle, width, height) = (f32::midpoint(from.x, to.x), to.x - from.x, to.y - from.y);
        self.bar(from, to, Ink::paint(176, 198, 222));
        let skin = Ink::paint(212, 168, 138);
        let [hair, shirt] = [Ink::paint(45, 38, 36), Ink::paint(70, 80, 110)];
        let head = at(middle, from.y + height * dice.between(0.38, 0.42));
        self.disc(at(middle, head.y - height * 0.05), at(width * 0.23, height * 0.24), hair);
        self.bar(
            at(middle - width * 0.08, head.y),
            at(middle + width * 0.08, to.y - height * 0.2),
            skin,
        );
        self.disc(at(middle, head.y + height * 0.03), at(width * 0.18, height * 0.19), skin);
        for row in 0..whole(height * 0.26 * self.per_mm) {
            let y = to.y - real(row) / self.per_mm;
            let half = width * (0.46 - 0.5 * (real(row) / (height * self.per_mm)).powi(2) * 8.0);
            let up = 1.0 / self.per_mm;
            self.bar(at(middle - half, y - up), at(middle + half, y), shirt);
        }
        for side in [-1.0, 1.0] {
            let eye = at(middle + side * width * 0.07, head.y);
            self.disc(eye, at(width * 0.022, width * 0.014), hair);
        }
        self.bar(
            at(middle - width * 0.05, head.y + height * 0.11),
            at(middle + width * 0.05, head.y + height * 0.12),
            Ink::paint(170, 90, 90),
        );
        self.note(Mark::Likeness, "", from, to);
    }

    /// A square of modules with three finders: looks like a QR code, says nothing.
    pub(super) fn code(&mut self, from: Point, side_mm: f32, seed: u32) {
        const MODULES: i32 = 29;
        let module = side_mm / small(MODULES);
        for y in 0..MODULES {
            for x in 0..MODULES {
                let corner = |at: i32| at.min(MODULES - 1 - at);
                let in_finder = corner(x) < 8 && corner(y) < 8 && !(x > 20 && y > 20);
                let ring = (corner(x) - 3).abs().max((corner(y) - 3).abs());
                let dark =
                    if in_finder { matches!(ring, 0 | 1 | 3) } else { speck(x, y, seed) < 0.5 };
                if dark {
                    let place = more(from, at(small(x) * module, small(y) * module));
                    self.bar(place, more(place, at(module, module)), BLACK);
                }
            }
        }
        self.note(Mark::Code, "", from, more(from, at(side_mm, side_mm)));
    }

    fn round(
        &mut self,
        middle: Point,
        radius: f32,
        steps: u16,
        ink: Ink,
        way: impl Fn(f32) -> f32,
    ) {
        let points: Vec<Point> = (0..=steps)
            .map(|step| {
                let angle = f32::from(step) / f32::from(steps) * TAU;
                let far = radius * way(angle);
                at(middle.x + far * angle.cos(), middle.y + far * angle.sin())
            })
            .collect();
        self.line(&points, 0.16, ink);
    }
}

/// How far inside of a star with five points a place is, in millimetres; negative outside. The star
/// stands in the origin, a point up, and reaches so far.
fn star(place: Point, reach: f32) -> f32 {
    const WEDGE: f32 = TAU / 10.0;
    let far = place.x.hypot(place.y);
    let turn = place.x.atan2(-place.y).rem_euclid(2.0 * WEDGE);
    let (sin, cos) = turn.min(2.0 * WEDGE - turn).sin_cos();
    let notch = at(0.382 * reach * WEDGE.cos(), 0.382 * reach * WEDGE.sin());
    let edge = at(notch.x - reach, notch.y);
    let across = edge.x * far * sin - edge.y * (far * cos - reach);
    across / edge.x.hypot(edge.y)
}

fn less(one: Point, other: Point) -> Point {
    at(one.x - other.x, one.y - other.y)
}

fn more(one: Point, other: Point) -> Point {
    at(one.x + other.x, one.y + other.y)
}

#[expect(clippy::cast_precision_loss, reason = "a seal has some hundred dots")]
fn small(number: i32) -> f32 {
    number as f32
}
