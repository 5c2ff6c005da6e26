//! Which four lines are the sides of the sheet. A side is where something changes all along it and nowhere
//! beyond the corners, with even paper on its inner side; a cloth's stripes go on beyond the corners, a line of
//! writing has gaps, and a printed frame has more paper around it.

use super::ground::Ground;
use super::lines::Line;
use crate::geometry::{Corners, Point};
use crate::picture::luma;
use crate::plane::{count, real};

/// A line is looked at every so many dots.
const STEP: f32 = 2.0;
/// How far beside a line its two sides are looked at, in dots; near, and farther inside.
const NEAR: f32 = 3.5;
const FAR: f32 = 8.0;
/// A change of so many shades is noise; one of so many more is as plain as any.
const NOISE: f32 = 2.0;
const PLAIN: f32 = 8.0;
/// So many lines are tried for each side.
const TRIED: usize = 18;
/// How much the rim of the picture counts as a side, for a sheet that is cut off there.
const RIM: f32 = 0.4;
/// So many of the best are held against their paper.
const LOOKED_AT: usize = 60;

/// Where the sheet lies, and how sure that is: 0 to about 1.
#[derive(Clone, Copy, Debug)]
pub(super) struct Found {
    pub(super) corners: Corners,
    pub(super) score: f32,
}

/// A line as one side of a sheet, with what speaks for it: for each of its steps the sum of all before.
struct Side {
    line: Line,
    /// How far along the line the first step is.
    begin: f32,
    sums: Vec<f32>,
}

/// The best sheet that four of these lines enclose.
pub(super) fn best(ground: &Ground, lines: &[Line]) -> Option<Found> {
    let closed = ground.closed();
    let inward = [(0.0, 1.0), (-1.0, 0.0), (0.0, -1.0), (1.0, 0.0)];
    let sides = inward.map(|(x, y)| candidates(ground, &closed, lines, Point { x, y }));
    let mut found = enclosed(ground, &sides);
    found.sort_by(|one, other| other.score.total_cmp(&one.score));
    found.truncate(LOOKED_AT);
    let judged = found
        .into_iter()
        .map(|found| Found { score: found.score * evenness(&closed, &found.corners), ..found });
    judged.max_by(|one, other| one.score.total_cmp(&other.score))
}

/// The lines that could be the side whose inner side lies that way, and the rim of the picture.
fn candidates(ground: &Ground, closed: &Ground, lines: &[Line], inward: Point) -> Vec<Side> {
    let facing = lines.iter().filter_map(|line| {
        let along = line.normal.x * inward.x + line.normal.y * inward.y;
        let (x, y, offset) = (line.normal.x, line.normal.y, line.offset);
        match along {
            0.6.. => Some(*line),
            ..=-0.6 => Some(Line { normal: Point { x: -x, y: -y }, offset: -offset }),
            _ => None,
        }
    });
    let mut sides: Vec<Side> = facing.map(|line| Side::of(line, ground, closed)).collect();
    sides.sort_by(|one, other| other.total().total_cmp(&one.total()));
    sides.truncate(TRIED);
    sides.push(Side::rim(ground, inward));
    sides
}

/// Every sheet that one of each of the four kinds of sides enclose, top, right, bottom and left.
fn enclosed(ground: &Ground, [tops, rights, bottoms, lefts]: &[Vec<Side>; 4]) -> Vec<Found> {
    let mut found = Vec::new();
    for (top, bottom) in tops.iter().flat_map(|top| bottoms.iter().map(move |other| (top, other))) {
        for left in lefts {
            let corner = |side: &Side, other: &Side| side.line.crossing(&other.line);
            let (Some(a), Some(d)) = (corner(top, left), corner(bottom, left)) else { continue };
            for right in rights {
                let (Some(b), Some(c)) = (corner(top, right), corner(bottom, right)) else {
                    continue;
                };
                let corners = Corners([a, b, c, d]);
                if is_sheet(ground, &corners) {
                    found.push(Found {
                        corners,
                        score: support(ground, [top, right, bottom, left], &corners),
                    });
                }
            }
        }
    }
    found
}

/// Whether a sheet could look like this from above: no corner far outside, no wild angle, not tiny.
fn is_sheet(ground: &Ground, corners: &Corners) -> bool {
    let (width, height) = (ground.width(), ground.height());
    let within = |p: Point| {
        (-0.02 * width..1.02 * width).contains(&p.x)
            && (-0.02 * height..1.02 * height).contains(&p.y)
    };
    let area = corners.area() / (width * height);
    if area < 0.05 || !corners.0.into_iter().all(within) {
        return false;
    }
    let sides = corners.sides();
    let turns = sides.into_iter().zip(sides.into_iter().cycle().skip(1)).all(|(one, two)| {
        let ((x, y), (z, w)) = (between(one), between(two));
        let lengths = x.hypot(y) * z.hypot(w);
        x * w - y * z > 0.75 * lengths
    });
    let [top, right, bottom, left] = sides.map(|(from, to)| from.distance(to));
    let alike = |one: f32, other: f32| one.min(other) > 0.6 * one.max(other);
    turns && alike(top, bottom) && alike(left, right) && top.min(left) > 0.2 * top.max(left)
}

fn between((from, to): (Point, Point)) -> (f32, f32) {
    (to.x - from.x, to.y - from.y)
}

/// What the four sides say: how much of each is seen, less what goes on beyond its corners.
fn support(ground: &Ground, sides: [&Side; 4], corners: &Corners) -> f32 {
    let mut seen = [0.0; 4];
    let mut beyond = 0.0;
    for ((side, (from, to)), seen) in sides.into_iter().zip(corners.sides()).zip(&mut seen) {
        let (one, other) = (side.line.along(from), side.line.along(to));
        let (begin, end) = (one.min(other), one.max(other));
        let inset = 0.03 * (end - begin);
        *seen = side.evidence(begin + inset, end - inset);
        let past = (0.1 * (end - begin)).max(12.0);
        beyond += side.evidence(begin - past, begin - 3.0) + side.evidence(end + 3.0, end + past);
    }
    let area = corners.area() / (ground.width() * ground.height());
    let least = seen.into_iter().fold(1.0, f32::min);
    let mean = seen.into_iter().sum::<f32>() / 4.0;
    0.45 * mean + 0.45 * least - 0.3 * beyond / 8.0 + 0.2 * area.max(0.0).sqrt()
}

/// How alike neighbouring places on the sheet are, writing apart: 0.5 to 1.
fn evenness(closed: &Ground, corners: &Corners) -> f32 {
    const ACROSS: usize = 12;
    let [a, b, c, d] = corners.0;
    let (mut alike, mut pairs) = (0_usize, 0_usize);
    let mut above: Vec<Option<[u8; 3]>> = vec![None; ACROSS];
    for row in 0..ACROSS {
        let share = |n: usize| 0.04 + 0.92 * real(n) / real(ACROSS - 1);
        let (left, right) = (a.towards(d, share(row)), b.towards(c, share(row)));
        let mut before = None;
        for (column, above) in above.iter_mut().enumerate() {
            let dot = closed.dot(left.towards(right, share(column)));
            for other in [before, *above] {
                if let (Some(dot), Some(other)) = (dot, other) {
                    pairs += 1;
                    alike += usize::from(is_alike(dot, other));
                }
            }
            before = dot;
            *above = dot;
        }
    }
    0.5 + 0.5 * real(alike) / real(pairs.max(1))
}

fn is_alike(one: [u8; 3], other: [u8; 3]) -> bool {
    let bright = luma(&one).max(luma(&other));
    difference(one, other) < 0.1 * f32::from(bright) + 3.0
}

/// How much the colour that changes most does so.
fn difference(one: [u8; 3], other: [u8; 3]) -> f32 {
    f32::from(one.into_iter().zip(other).map(|(one, other)| one.abs_diff(other)).max().unwrap_or(0))
}

impl Side {
    fn of(line: Line, ground: &Ground, closed: &Ground) -> Self {
        let reach = ground.width().hypot(ground.height());
        let along = line.along(Point { x: ground.width() / 2.0, y: ground.height() / 2.0 });
        let begin = along - reach / 2.0;
        let steps = count(reach / STEP);
        let looks: Vec<(f32, f32, f32)> =
            (0..steps).map(|n| looks(&line, begin + STEP * real(n), ground, closed)).collect();
        let mut sums = vec![0.0];
        let mut sum = 0.0;
        for (n, (step, _, even)) in looks.iter().enumerate() {
            let around = looks.get(n.saturating_sub(4)..(n + 5).min(steps)).unwrap_or_default();
            let ridge = around.iter().map(|(_, ridge, _)| *ridge).fold(f32::MAX, f32::min);
            sum += ((step.max(ridge) - NOISE) / PLAIN).clamp(0.0, 1.0) * even;
            sums.push(sum);
        }
        Self { line, begin, sums }
    }

    /// The rim of the picture that has the picture on this side.
    fn rim(ground: &Ground, inward: Point) -> Self {
        let (width, height) = (ground.width(), ground.height());
        let offset = (inward.x * width).min(0.0) + (inward.y * height).min(0.0);
        let steps = count(4.0 * width.max(height) / STEP);
        let sums = (0..=steps).map(|n| RIM * real(n)).collect();
        Self { line: Line { normal: inward, offset }, begin: -2.0 * width.max(height), sums }
    }

    fn total(&self) -> f32 {
        self.sums.last().copied().unwrap_or(0.0)
    }

    /// Mean evidence between two places of the line.
    fn evidence(&self, begin: f32, end: f32) -> f32 {
        let at =
            |along: f32| count(((along - self.begin) / STEP).max(0.0)).min(self.sums.len() - 1);
        let (begin, end) = (at(begin), at(end));
        let sum = |at: usize| self.sums.get(at).copied().unwrap_or(0.0);
        if end <= begin { 0.0 } else { (sum(end) - sum(begin)) / real(end - begin) }
    }
}

/// What is seen at a place of a line: a step from one side to the other, a dark crease between both, and how
/// even it is farther inside (0 to 1).
fn looks(line: &Line, along: f32, ground: &Ground, closed: &Ground) -> (f32, f32, f32) {
    let place = line.place(along);
    let beside = |ground: &Ground, by: f32| {
        ground.dot(Point { x: place.x + by * line.normal.x, y: place.y + by * line.normal.y })
    };
    let (Some(inside), Some(outside)) = (beside(closed, NEAR), beside(closed, -NEAR)) else {
        return (0.0, 0.0, 0.0);
    };
    let on = [-1.0, 0.0, 1.0].into_iter().filter_map(|by| beside(ground, by));
    let darkest = on.map(|dot| luma(&dot)).min().map_or(255.0, f32::from);
    let crease = f32::from(luma(&inside).min(luma(&outside))) - darkest;
    let farther = beside(closed, FAR).unwrap_or(inside);
    let even = 1.0 - ((difference(inside, farther) - 6.0) / 20.0).clamp(0.0, 1.0);
    (difference(inside, outside), crease, even)
}
