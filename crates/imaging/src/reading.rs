//! How a page is to be turned so that its lines run across and can be read.
//!
//! Lines: turned the right way, the ink of a page falls into rows with white between. Which way up: Vietnamese
//! carries its marks, capitals and long letters above the line, and little hangs below it.

use crate::geometry::Turn;
use crate::picture::Grey;
use crate::plane::{count, real};

/// How a page lies.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Reading {
    /// How far its lines run down to the right, in radians, after the turn.
    pub angle: f32,
    /// The turn after which it can be read.
    pub turn: Turn,
    /// How sure the turn is: 0 no idea, 1 certain.
    pub sure: f32,
}

/// The widest angle that is looked for, in radians, and the finest step.
const WIDEST: f32 = 0.09;
const STEPS: [f32; 3] = [0.01, 0.0025, 0.0006];
/// The lines must stand out so many times as plainly one way as the other for a sheet to be turned by a quarter.
const PLAINLY: f32 = 1.3;
/// Ink enough to say anything: dots.
const ENOUGH: usize = 400;

/// Fewer lines than this are no certainty.
const FEWEST_VOTES: usize = 12;

/// Ink at a place, counted from the middle of the page.
type Ink = (f32, f32);

/// How a page lies; it should have some 100 dots an inch.
pub fn reading(page: &Grey) -> Reading {
    let ink = ink(page);
    if ink.len() < ENOUGH {
        return Reading::default();
    }
    let reach = real(page.width().max(page.height()));
    let sideways: Vec<Ink> = ink.iter().map(|&(x, y)| (y, -x)).collect();
    let (across, down) = (straightest(&ink, reach), straightest(&sideways, reach));
    let is_sideways = down.1 > PLAINLY * across.1;
    let (ink, angle) = if is_sideways { (&sideways, down.0) } else { (&ink, across.0) };
    let up = above(ink, reach);
    let turn = match (is_sideways, up >= 0.0) {
        (false, true) => Turn::None,
        (false, false) => Turn::Half,
        (true, true) => Turn::Left,
        (true, false) => Turn::Right,
    };
    Reading { angle, turn, sure: up.abs() }
}

/// Every dot that is darker than what is around it.
fn ink(page: &Grey) -> Vec<Ink> {
    let (half_width, half_height) = (real(page.width()) / 2.0, real(page.height()) / 2.0);
    let mut ink = Vec::new();
    for (y, row) in page.rows().enumerate() {
        let mut paper = 0.0_f32;
        for (x, &shade) in row.iter().enumerate() {
            let shade = f32::from(shade);
            // What is lighter is paper at once, what is darker only if it goes on.
            paper = if shade > paper { shade } else { paper + (shade - paper) * 0.02 };
            if shade < 0.75 * paper {
                ink.push((real(x) - half_width, real(y) - half_height));
            }
        }
    }
    ink
}

/// The angle under which the ink falls into rows most plainly, and how plainly.
fn straightest(ink: &[Ink], reach: f32) -> (f32, f32) {
    let every = (ink.len() / 30_000).max(1);
    let some: Vec<Ink> = ink.iter().copied().step_by(every).collect();
    let mut best = (0.0, 0.0);
    let mut around = WIDEST;
    for step in STEPS {
        let tries = count(around / step);
        let middle = best.0;
        for n in 0..=2 * tries {
            let angle = middle + (real(n) - real(tries)) * step;
            let plain = plainness(&some, angle, reach);
            if plain > best.1 {
                best = (angle, plain);
            }
        }
        around = step;
    }
    best
}

/// How much neighbouring rows differ.
fn plainness(ink: &[Ink], angle: f32, reach: f32) -> f32 {
    let rows = rows(ink, angle, reach);
    let steps = rows.iter().zip(rows.iter().skip(1));
    steps.map(|(one, other)| (one - other) * (one - other)).sum()
}

fn rows(ink: &[Ink], angle: f32, reach: f32) -> Vec<f32> {
    let (sin, cos) = angle.sin_cos();
    let mut rows = vec![0.0; count(2.0 * reach) + 2];
    for (x, y) in ink {
        if let Some(row) = rows.get_mut(count(y * cos - x * sin + reach)) {
            *row += 1.0;
        }
    }
    rows
}

/// Whether more ink stands above the bodies of the lines (1) or below (-1), as the lines vote. The page is read in
/// strips, each with an angle of its own, because paper bends.
fn above(ink: &[Ink], reach: f32) -> f32 {
    const STRIPS: usize = 8;
    let mut strips: Vec<Vec<Ink>> = vec![Vec::new(); STRIPS];
    for &(x, y) in ink {
        let strip = count((x / reach + 0.5) * real(STRIPS) - 0.5).min(STRIPS - 1);
        if let Some(strip) = strips.get_mut(strip) {
            strip.push((x, y));
        }
    }
    let votes: Vec<f32> = strips.iter().flat_map(|strip| votes(strip, reach)).collect();
    let sum: f32 = votes.iter().sum();
    (2.0 * sum / real(votes.len().max(FEWEST_VOTES))).clamp(-1.0, 1.0)
}

/// For each line of a strip how much more ink is above its body than below: -1 to 1.
fn votes(strip: &[Ink], reach: f32) -> Vec<f32> {
    let rows = rows(strip, straightest(strip, reach).0, reach);
    let vote = |(begin, end): (usize, usize)| {
        let height = end - begin;
        let sum = |from: usize, to: usize| {
            rows.get(from..to).map_or(0.0, |rows| rows.iter().sum::<f32>())
        };
        let (up, down) = (sum(begin.saturating_sub(height), begin), sum(end, end + height));
        (up - down) / (up + down + 4.0)
    };
    bodies(&rows).into_iter().map(vote).collect()
}

/// Where the bodies of lines begin and end: rows with at least half the ink of the fullest row nearby.
fn bodies(rows: &[f32]) -> Vec<(usize, usize)> {
    const NEARBY: usize = 8;
    let is_body = |at: usize| {
        let around = rows.get(at.saturating_sub(NEARBY)..(at + NEARBY).min(rows.len()));
        let fullest = around.unwrap_or_default().iter().copied().fold(0.0, f32::max);
        fullest >= 6.0 && rows.get(at).is_some_and(|row| *row >= 0.45 * fullest)
    };
    let mut bodies = Vec::new();
    let mut begin = None;
    for at in 0..rows.len() {
        match (begin, is_body(at)) {
            (None, true) => begin = Some(at),
            (Some(from), false) => {
                if (4..=24).contains(&(at - from)) {
                    bodies.push((from, at));
                }
                begin = None;
            }
            _ => {}
        }
    }
    bodies
}
