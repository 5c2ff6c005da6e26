//! What stands on papers beside their text: seals, signatures, likenesses, codes, grounds of fine lines.

use std::f32::consts::TAU;

use super::Mark;
use super::dice::{Dice, mottle, speck};
use super::hand::smooth;
use super::letters::{Face, Type, line_cover};
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
    /// A round red seal of 36 mm: two rings, words round it, a star; stamped unevenly.
    pub(super) fn seal(&mut self, middle: Point, words: &str, dice: &mut Dice) {
        let look = Type::of(Face::Bold, 9.0, RED);
        let ring = line_cover(words, look, self.per_mm);
        let (begin, lean) = (dice.either_way(0.2), dice.between(0.72, 0.92));
        let reach = whole((OUTER_MM + 1.0) * self.per_mm);
        let centre = (signed(whole(middle.x * self.per_mm)), signed(whole(middle.y * self.per_mm)));
        for y in -signed(reach)..=signed(reach) {
            for x in -signed(reach)..=signed(reach) {
                let (across, down) = (small(x) / self.per_mm, small(y) / self.per_mm);
                let radius = across.hypot(down);
                let angle = (down.atan2(across) / TAU + 0.75 + begin).rem_euclid(1.0);
                let along = angle * TAU * LETTERS_MM * self.per_mm * 1.02;
                let up = whole((radius - LETTERS_MM).max(0.0) * self.per_mm);
                let row = usize::try_from(-ring.top).unwrap_or(0).checked_sub(up);
                let word = row
                    .filter(|_| radius >= LETTERS_MM && whole(along) < ring.width)
                    .and_then(|row| ring.shares.get(row * ring.width + whole(along)));
                let share = word.copied().unwrap_or(0.0).max(rings(radius, across, down));
                let uneven = lean * (0.6 + 0.4 * mottle(across * 0.35, down * 0.35, 5));
                if share > 0.0 {
                    let ink = RED.thinned(uneven).grainy(0.25);
                    self.dot(centre.0 + x, centre.1 + y, share, ink);
                }
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
            let beat = 0.11 + 0.004 * real(row % 7);
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
        for step in 0_u8..9 {
            let turn = f32::from(step) * 0.09;
            self.round(middle, radius_mm * 0.75, 180, ink, |angle| {
                0.75 + 0.25 * (angle * 12.0).sin() * (angle * 3.0 + turn * 8.0).cos() + turn * 0.3
            });
        }
    }

    /// A red disc with a yellow star, as the national emblem looks from afar.
    pub(super) fn emblem(&mut self, middle: Point, radius_mm: f32) {
        self.disc(middle, at(radius_mm, radius_mm), Ink::of(214, 168, 40));
        self.disc(middle, at(radius_mm * 0.8, radius_mm * 0.8), Ink::of(225, 70, 60));
        self.round(middle, radius_mm * 0.35, 60, Ink::of(90, 60, 20), |angle| {
            1.0 + 0.4 * (angle * 5.0).sin()
        });
    }

    /// Somebody from the breast up before a pale wall.
    pub(super) fn likeness(&mut self, from: Point, to: Point, dice: &mut Dice) {
        let (middle, width, height) = ((from.x + to.x) / 2.0, to.x - from.x, to.y - from.y);
        self.bar(from, to, Ink::of(196, 214, 232));
        let skin = Ink::of(222, 180, 150);
        let [hair, shirt] = [Ink::of(45, 38, 36), Ink::of(70, 80, 110)];
        let head = at(middle, from.y + height * dice.between(0.38, 0.42));
        self.disc(at(middle, head.y - height * 0.05), at(width * 0.23, height * 0.24), hair);
        self.bar(at(middle - width * 0.08, head.y), at(middle + width * 0.08, to.y - height * 0.2), skin);
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
            Ink::of(170, 90, 90),
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

/// The rings and the star of a seal: how much of a place they cover.
fn rings(radius: f32, across: f32, down: f32) -> f32 {
    let near = |ring: f32, half: f32| (1.0 - ((radius - ring).abs() - half) / 0.06).clamp(0.0, 1.0);
    let turn = (across.atan2(-down) / TAU * 5.0).rem_euclid(1.0);
    let away = (turn - 0.5).abs() * 2.0;
    let star = ((1.4 + 4.4 * away.powf(1.6) - radius) / 0.1).clamp(0.0, 1.0);
    near(OUTER_MM, 0.45).max(near(INNER_MM, 0.2)).max(star)
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
