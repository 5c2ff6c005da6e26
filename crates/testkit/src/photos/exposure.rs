//! What falls on the sensor: for each dot the paper or the desk under it, in its light and shadow.

use imaging::Picture;

use super::camera::{Laid, View, middle};
use super::light::{Light, Lit};
use super::measure::{Point, at, level, real, rise, whole};
use super::sheet::Sheet;
use super::tables;
use super::{Desk, Fault, Paper, Scene};

/// How far the plastic of a laminated paper reaches beyond it, in millimetres.
const RIM_MM: f32 = 4.0;
/// How far from a paper its shadow ends, in millimetres.
const SHADOW_MM: f32 = 9.0;

/// A scene in front of an open lens.
pub(super) struct Exposure<'a> {
    view: &'a View,
    sheets: Vec<(Laid, Sheet)>,
    light: Light,
    /// `None` under a scanner's lid.
    desk: Option<Desk>,
    has_finger: bool,
    seed: u32,
}

impl<'a> Exposure<'a> {
    /// A scene in front of an open lens.
    pub(super) fn of(
        scene: &Scene,
        view: &'a View,
        sheets: Vec<(Laid, Sheet)>,
        light: Light,
    ) -> Self {
        let desk = scene.scanner_dpi.is_none().then_some(scene.desk);
        let has_finger = scene.has(Fault::Finger);
        let seed = scene.dice(5).below(1 << 20);
        Self { view, sheets, light, desk, has_finger, seed }
    }

    /// All its dots.
    pub(super) fn picture(&self) -> Picture {
        let (width, height) = (self.view.width, self.view.height);
        let mut dots = vec![[0_u8; 3]; width * height];
        for (y, row) in dots.chunks_exact_mut(width).enumerate() {
            let lights = self.light.row(y, width);
            for (x, (dot, lit)) in row.iter_mut().zip(&lights).enumerate() {
                let place = self.view.on_desk(middle(x), middle(y));
                let (colour, share) = self.colour(place);
                *dot = self.shades(colour, Lit { glare: lit.glare * share, ..*lit });
            }
        }
        Picture::of(width, height, dots).expect("a photo has dots")
    }

    fn shades(&self, colour: [f32; 3], lit: Lit) -> [u8; 3] {
        let mut tints = self.light.tint.iter();
        colour.map(|shade| {
            let tint = tints.next().copied().unwrap_or(1.0);
            level(shade * lit.gain * tint + lit.glare)
        })
    }

    /// What lies at a place of the desk, the upper paper, the finger over it, or the desk, and how much
    /// of it is paper.
    fn colour(&self, place: Point) -> ([f32; 3], f32) {
        let mut seen = None;
        for (laid, sheet) in self.sheets.iter().rev() {
            let of_paper = laid.on_paper(place);
            let share = (0.5 - laid.outside(of_paper) * self.view.dots_per_mm).clamp(0.0, 1.0);
            if share > 0.0 {
                let shine = laid.shine(of_paper);
                seen = Some((sample(sheet, of_paper).map(|shade| shade * shine), share));
                break;
            }
        }
        let (colour, share) = match seen {
            Some((paper, share)) if share >= 1.0 => (paper, share),
            Some((paper, share)) => (mixed(self.bare_desk(place), paper, share), share),
            None => (self.bare_desk(place), 0.0),
        };
        if self.has_finger { (self.under_finger(place, colour), share) } else { (colour, share) }
    }

    /// The desk with the papers' shadows, and the rims of plastic that lie on it.
    fn bare_desk(&self, place: Point) -> [f32; 3] {
        let mut colour =
            self.desk.map_or(tables::LID, |desk| tables::colour(desk, place, self.seed));
        for (laid, _) in &self.sheets {
            let outside = laid.outside(laid.on_paper(place));
            if outside > SHADOW_MM * 2.0 {
                continue;
            }
            let towards = at(place.x - self.light.cast.x, place.y - self.light.cast.y);
            let shaded = laid.outside(laid.on_paper(towards));
            let soft = 1.0 - self.light.depth * (1.0 - rise(-1.5, SHADOW_MM * 0.5, shaded));
            let touch = 1.0 - self.light.depth * 0.9 * (1.0 - rise(0.0, 0.55, outside));
            colour = colour.map(|shade| shade * soft * touch);
            if laid.paper == Paper::Laminated && self.desk.is_some() {
                colour = through_plastic(colour, outside);
            }
        }
        colour
    }

    fn under_finger(&self, place: Point, below: [f32; 3]) -> [f32; 3] {
        let Some((laid, _)) = self.sheets.first() else { return below };
        let (width, height) = laid.size;
        let of_paper = laid.on_paper(place);
        let radius = 9.0_f32.min(width * 0.09);
        let (tip, root) = (at(width * 0.66, height - radius * 2.6), at(width * 0.74, height * 1.5));
        let (away, along) = to_segment(of_paper, tip, root);
        let share = ((radius - away) * self.view.dots_per_mm + 0.5).clamp(0.0, 1.0);
        let shadow = 1.0 - 0.35 * (1.0 - rise(radius * 0.9, radius * 1.7, away));
        let round = (1.0 - (away / radius).powi(2)).max(0.0).sqrt();
        let nail =
            to_segment(of_paper, at(tip.x, tip.y - radius * 0.2), at(tip.x + 0.6, tip.y + 3.0));
        let is_nail = rise(radius * 0.62, radius * 0.56, nail.0);
        let crease = 0.06 * rise(0.93, 1.0, (along * 0.45).sin());
        let skin = [208.0, 152.0, 122.0].map(|shade| shade * (0.55 + 0.45 * round - crease));
        let skin = mixed(skin, [232.0, 190.0, 172.0], is_nail * 0.75);
        mixed(below.map(|shade| shade * shadow), skin, share)
    }
}

/// The sheet's colour at a place in millimetres, between its four nearest dots.
fn sample(sheet: &Sheet, place: Point) -> [f32; 3] {
    let x = (place.x * sheet.per_mm - 0.5).clamp(0.0, real(sheet.width - 1));
    let y = (place.y * sheet.per_mm - 0.5).clamp(0.0, real(sheet.height - 1));
    let (left, top) = (whole(x), whole(y));
    let (across, down) = (x - real(left), y - real(top));
    let right = (left + 1).min(sheet.width - 1);
    let below = (top + 1).min(sheet.height - 1);
    let dot = |x: usize, y: usize| {
        sheet.dots.get(y * sheet.width + x).copied().unwrap_or_default().map(f32::from)
    };
    let upper = mixed(dot(left, top), dot(right, top), across);
    let lower = mixed(dot(left, below), dot(right, below), across);
    mixed(upper, lower, down)
}

/// A desk under the rim of a laminated paper: paler, and bright where the plastic ends.
fn through_plastic(desk: [f32; 3], outside: f32) -> [f32; 3] {
    let paler = 0.2 * (1.0 - rise(RIM_MM - 0.1, RIM_MM + 0.1, outside));
    let edge = 0.35 * (1.0 - rise(0.1, 0.35, (outside - RIM_MM).abs()));
    mixed(desk, [235.0, 238.0, 240.0], paler + edge)
}

/// How far a place is from a segment, and how far along it.
fn to_segment(place: Point, from: Point, to: Point) -> (f32, f32) {
    let (dx, dy) = (to.x - from.x, to.y - from.y);
    let length = dx.hypot(dy).max(1e-3);
    let (x, y) = (place.x - from.x, place.y - from.y);
    let along = ((x * dx + y * dy) / length).clamp(0.0, length);
    ((x - dx / length * along).hypot(y - dy / length * along), along)
}

fn mixed(one: [f32; 3], other: [f32; 3], share: f32) -> [f32; 3] {
    let [red, green, blue] = one;
    let [other_red, other_green, other_blue] = other;
    [
        red + (other_red - red) * share,
        green + (other_green - green) * share,
        blue + (other_blue - blue) * share,
    ]
}
