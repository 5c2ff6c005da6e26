//! What papers lie on: the colour of each place of a desk, in millimetres.

use super::Desk;
use super::dice::{mottle, speck};
use super::measure::{Point, rise};

/// A scanner's lid.
pub(super) const LID: [f32; 3] = [240.0, 241.0, 241.0];

/// The colour of a place of a desk under full light.
pub(super) fn colour(desk: Desk, place: Point, seed: u32) -> [f32; 3] {
    match desk {
        Desk::Brown => wood(place, seed),
        Desk::White => plain([237.0, 237.0, 234.0], place, seed, 3.0),
        Desk::Grey => speckled([158.0, 160.0, 163.0], place, seed),
        Desk::Checked => checked(place, seed),
        Desk::Lap => lap(place, seed),
        Desk::Dark => plain([44.0, 42.0, 42.0], place, seed, 9.0),
    }
}

fn plain(colour: [f32; 3], Point { x, y }: Point, seed: u32, clouds: f32) -> [f32; 3] {
    let cloud = clouds * (mottle(x / 60.0, y / 60.0, seed) - 0.5);
    colour.map(|shade| shade + cloud)
}

fn speckled(colour: [f32; 3], Point { x, y }: Point, seed: u32) -> [f32; 3] {
    let fine = 22.0 * (mottle(x / 0.5, y / 0.5, seed) - 0.5);
    let cloud = 10.0 * (mottle(x / 70.0, y / 70.0, seed) - 0.5);
    colour.map(|shade| shade + fine + cloud)
}

/// Boards with a grain along them.
fn wood(Point { x, y }: Point, seed: u32) -> [f32; 3] {
    const BOARD_MM: f32 = 135.0;
    let board = (y / BOARD_MM + 0.31).floor();
    let within = (y / BOARD_MM + 0.31 - board) * BOARD_MM;
    let shifted = x + board * 377.0;
    let bend = 9.0 * mottle(shifted / 160.0, y / 55.0, seed);
    let rings = ((y + bend * 2.0) * 0.55).sin();
    let grain = mottle(shifted / 14.0, (y + bend) / 0.9, seed) - 0.5;
    let joint = 1.0 - 0.55 * (1.0 - rise(0.2, 0.9, within));
    let light = (1.0 + 0.05 * rings + 0.16 * grain) * joint;
    [152.0, 108.0, 70.0].map(|shade| shade * light)
}

/// Broad stripes both ways, a thin line in each, and the weave.
fn checked(Point { x, y }: Point, seed: u32) -> [f32; 3] {
    const PERIOD_MM: f32 = 46.0;
    let (across, down) = (x.rem_euclid(PERIOD_MM), y.rem_euclid(PERIOD_MM));
    let stripe = |at: f32| at < PERIOD_MM / 2.0;
    let thread = |at: f32| (at - 11.5).abs() < 0.9 || (at - 34.5).abs() < 0.7;
    let weave = 1.0
        + 0.05 * ((x * 5.0).sin() * (y * 5.0).sin())
        + 0.05 * (mottle(x / 40.0, y / 40.0, seed) - 0.5);
    let mut colour = [234.0, 229.0, 218.0];
    let dyes = [
        (stripe(across), [0.86, 0.55, 0.55]),
        (stripe(down), [0.68, 0.74, 0.9]),
        (thread(across), [0.45, 0.5, 0.7]),
        (thread(down), [0.75, 0.45, 0.45]),
    ];
    for (_, dye) in dyes.into_iter().filter(|(is_dyed, _)| *is_dyed) {
        for (shade, left) in colour.iter_mut().zip(dye) {
            *shade *= left;
        }
    }
    colour.map(|shade| shade * weave)
}

/// A dark cloth and a light one with a wavy border, both in folds.
fn lap(Point { x, y }: Point, seed: u32) -> [f32; 3] {
    let border = 30.0 * (mottle(y / 80.0, 0.5, seed) - 0.5) + 12.0 * (y / 50.0).sin();
    let is_dark = x < border;
    let bend = 40.0 * mottle(x / 120.0, y / 120.0, seed + 1);
    let fold = ((x * 0.6 + y * 0.25 + bend) / 15.0).sin();
    let crease = rise(0.55, 1.0, fold);
    let weave = 0.08 * (speck(cell(x), cell(y), seed) - 0.5);
    let light = 1.0 + 0.2 * fold - 0.22 * crease + weave;
    let cloth = if is_dark { [52.0, 62.0, 88.0] } else { [176.0, 164.0, 140.0] };
    cloth.map(|shade| shade * light)
}

/// A cell of the weave: a third of a millimetre.
#[expect(clippy::cast_possible_truncation, reason = "some thousand cells")]
fn cell(mm: f32) -> i32 {
    (mm * 3.0).floor() as i32
}
