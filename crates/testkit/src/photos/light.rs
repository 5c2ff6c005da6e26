//! The light over a scene: what it multiplies and what it adds, kept for every sixteenth dot, because it
//! changes slowly.

use super::camera::{Laid, View, middle, spot};
use super::dice::{Dice, mottle};
use super::measure::{Point, at, real, rise};
use super::sheet::Sheet;
use super::{Desk, Fault, Paper, Scene};

const STEP: usize = 16;

/// Light at one place.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Lit {
    /// What each shade is multiplied with.
    pub(super) gain: f32,
    /// What reflections on paper add to it.
    pub(super) glare: f32,
}

/// Light over a whole photo.
#[derive(Debug, Clone)]
pub(super) struct Light {
    columns: usize,
    places: Vec<Lit>,
    /// The lamp's colour.
    pub(super) tint: [f32; 3],
    /// Where a paper's shadow falls, in millimetres of desk, and how much light it takes.
    pub(super) cast: Point,
    pub(super) depth: f32,
}

/// What the light of a scene is made of.
struct Lamps {
    level: f32,
    /// How much darker the photo is where the lens ends.
    falloff: f32,
    gradient: Point,
    shadow: Option<Shadow>,
    glare: Option<(Point, f32)>,
    streaks: Option<f32>,
}

/// Somebody's hand between lamp and paper.
struct Shadow {
    middle: Point,
    radii: Point,
    depth: f32,
}

impl Light {
    /// The light of a scene as it falls on its first paper.
    pub(super) fn of(scene: &Scene, view: &View, sheets: &[(Laid, Sheet)]) -> Self {
        let dice = &mut scene.dice(4);
        let is_scan = scene.scanner_dpi.is_some();
        let angle = dice.between(0.0, std::f32::consts::TAU);
        let first = sheets.first().map(|(laid, _)| *laid);
        let lamps = Lamps::of(scene, first.as_ref(), angle, dice);
        let tint = if is_scan {
            [1.0; 3]
        } else {
            [1.0, dice.between(0.965, 0.99), dice.between(0.9, 0.98)]
        };
        let far = if scene.desk == Desk::Lap { 5.0 } else { 1.8 };
        let cast = at(far * angle.cos(), far * angle.sin());
        let depth = match scene.desk {
            _ if is_scan => 0.08,
            Desk::White => 0.17,
            _ => 0.3,
        };
        let (columns, rows) = (view.width / STEP + 2, view.height / STEP + 2);
        let places = (0..rows)
            .flat_map(|row| (0..columns).map(move |column| (column * STEP, row * STEP)))
            .map(|(x, y)| lamps.at(view, first.as_ref(), x, y))
            .collect();
        Self { columns, places, tint, cast, depth }
    }

    /// The light of one row of dots.
    pub(super) fn row(&self, y: usize, width: usize) -> Vec<Lit> {
        let (above, way) = (y / STEP, real(y % STEP) / real(STEP));
        let place = |column: usize| {
            let lit = |row: usize| self.places.get(row * self.columns + column).copied();
            between(lit(above).unwrap_or_default(), lit(above + 1).unwrap_or_default(), way)
        };
        let knots: Vec<Lit> = (0..self.columns).map(place).collect();
        let mut row = Vec::with_capacity(width + STEP);
        for (one, other) in knots.iter().zip(knots.iter().skip(1)) {
            row.extend((0..STEP).map(|step| between(*one, *other, real(step) / real(STEP))));
        }
        row.truncate(width);
        row
    }
}

impl Lamps {
    fn of(scene: &Scene, first: Option<&Laid>, angle: f32, dice: &mut Dice) -> Self {
        let is_scan = scene.scanner_dpi.is_some();
        let slope = if is_scan { 0.0 } else { scene.gradient };
        let mut lamps = Self {
            level: if is_scan { 1.02 } else { dice.between(0.86, 0.94) },
            falloff: if is_scan { 0.0 } else { 0.07 },
            gradient: at(-slope * angle.cos(), -slope * angle.sin()),
            shadow: (!is_scan).then(|| Shadow::of(dice, scene.gradient * 0.9)),
            glare: None,
            streaks: first.filter(|laid| laid.paper == Paper::Laminated).map(|_| dice.share()),
        };
        for fault in &scene.faults {
            match fault {
                Fault::Dark(left) => lamps.level *= left,
                Fault::Bright(times) => lamps.level *= times,
                Fault::Shadowed(depth) => lamps.shadow = Some(Shadow::of(dice, *depth)),
                Fault::Glare(radius) => {
                    let place = first
                        .map(|laid| spot(laid, dice.between(0.3, 0.7), dice.between(0.3, 0.65)));
                    let width = first.map_or(1.0, |laid| laid.size.0);
                    lamps.glare = place.map(|place| (place, radius * width));
                }
                _ => {}
            }
        }
        lamps
    }

    fn at(&self, view: &View, first: Option<&Laid>, x: usize, y: usize) -> Lit {
        let long = real(view.width.max(view.height));
        let across = (middle(x) - real(view.width) / 2.0) / long * 2.0;
        let down = (middle(y) - real(view.height) / 2.0) / long * 2.0;
        let slope = 1.0 + self.gradient.x * across + self.gradient.y * down;
        let shadow = self.shadow.as_ref().map_or(1.0, |shadow| shadow.at(across, down));
        let corner = 1.0 - self.falloff * (across * across + down * down);
        let gain = self.level * slope * shadow * corner;
        let desk = view.on_desk(middle(x), middle(y));
        let of_paper = first.map_or(desk, |laid| laid.on_paper(desk));
        Lit { gain, glare: self.glare_at(of_paper) }
    }

    fn glare_at(&self, place: Point) -> f32 {
        let lamp = self.glare.map_or(0.0, |(middle, radius)| {
            let away = (place.x - middle.x).hypot(place.y - middle.y) / radius;
            330.0 * (1.0 - rise(0.7, 1.3, away)) + 26.0 * (1.0 - rise(0.9, 2.4, away))
        });
        let streaks = self.streaks.map_or(0.0, |turn| {
            let along =
                place.x * 0.8 + place.y * 0.6 + 14.0 * mottle(place.x / 50.0, place.y / 70.0, 9);
            let wave = (along / 27.0 + turn * 6.0).sin();
            95.0 * rise(0.94, 1.0, wave) * mottle(place.x / 60.0, place.y / 60.0, 10)
        });
        lamp + streaks
    }
}

impl Shadow {
    /// A shadow that reaches in from one of the lower edges.
    fn of(dice: &mut Dice, depth: f32) -> Self {
        let side = if dice.share() < 0.5 { -1.0 } else { 1.0 };
        Self {
            middle: at(side * dice.between(0.55, 0.85), dice.between(0.5, 1.0)),
            radii: at(dice.between(0.5, 0.7), dice.between(0.6, 0.9)),
            depth,
        }
    }

    fn at(&self, across: f32, down: f32) -> f32 {
        let x = (across - self.middle.x) / self.radii.x;
        let y = (down - self.middle.y) / self.radii.y;
        1.0 - self.depth * (1.0 - rise(0.75, 1.15, x.hypot(y)))
    }
}

fn between(one: Lit, other: Lit, way: f32) -> Lit {
    Lit {
        gain: one.gain + (other.gain - one.gain) * way,
        glare: one.glare + (other.glare - one.glare) * way,
    }
}
