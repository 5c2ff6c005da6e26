//! Which four lines are the sides of the sheet. A side is where something changes all along it and nowhere
//! beyond the corners, with even paper on its inner side; a cloth's stripes go on beyond the corners, a line of
//! writing has gaps, and a printed frame has more paper around it.

use super::ground::{Ground, Rim};
use super::lines::Line;
use crate::geometry::{Corners, Point};
use crate::picture::luma;
use crate::plane::{count, real};

/// A line is looked at every so many dots.
const STEP: f32 = 2.0;
/// How far beside a line its two sides are looked at, in dots; near, and farther inside.
const NEAR: f32 = 3.5;
const FAR: f32 = 8.0;
/// Where on a line its edge may be, in dots across.
const ON: [f32; 5] = [-2.0, -1.0, 0.0, 1.0, 2.0];
/// A change of so many shades is noise; one of so many more is as plain as any.
const NOISE: f32 = 1.0;
const PLAIN: f32 = 4.0;
/// So many lines are tried for each side.
const TRIED: usize = 16;
/// How much the rim of the picture counts as a side, for a sheet that is cut off there.
const RIM: f32 = 0.4;
/// What a sheet loses that leaves all writing outside.
const LOST: f32 = 0.6;
/// Where even paper is looked for around writing.
const AROUND: [(f32, f32); 4] = [(-14.0, -5.0), (14.0, -5.0), (-5.0, 14.0), (5.0, 14.0)];
/// So many of the best are held against their paper.
const LOOKED_AT: usize = 1000;

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
    /// The longest stretch that is seen, in steps, less what is seen of the line elsewhere.
    promise: f32,
    sums: Vec<f32>,
}

/// What the lines are held against.
pub(super) struct Scene<'a> {
    /// The picture as it is, without writing, and where both have edges.
    pub(super) ground: &'a Ground,
    pub(super) closed: &'a Ground,
    pub(super) rims: [Rim; 2],
}

/// The best sheet that four of these lines enclose.
pub(super) fn best(scene: &Scene<'_>, lines: &[Line]) -> Option<Found> {
    let inward = [(0.0, 1.0), (-1.0, 0.0), (0.0, -1.0), (1.0, 0.0)];
    let sides = inward.map(|(x, y)| candidates(scene, lines, Point { x, y }));
    let mut found = enclosed(scene.ground, &sides);
    found.sort_by(|one, other| other.score.total_cmp(&one.score));
    found.truncate(LOOKED_AT);
    let writing = writing(scene);
    let judged = found.into_iter().map(|found| {
        let outside = writing.iter().filter(|place| !found.corners.hold(**place)).count();
        let lost = real(outside) / real(writing.len().max(1));
        let score = found.score * evenness(scene.closed, &found.corners) - LOST * lost;
        Found { score, ..found }
    });
    judged.max_by(|one, other| one.score.total_cmp(&other.score))
}

/// Where there is something like writing: thin and dark on something light.
fn writing(scene: &Scene<'_>) -> Vec<Point> {
    let across = (1..).map(|n| 4.0 * real(n) - 1.5).take_while(|x| *x < scene.ground.width());
    let places = across.flat_map(|x| {
        let down = (1..).map(|n| 4.0 * real(n) - 1.5).take_while(|y| *y < scene.ground.height());
        down.map(move |y| Point { x, y })
    });
    let is_writing = |place: &Point| {
        let (Some(paper), Some(ink)) = (scene.closed.dot(*place), scene.ground.dot(*place)) else {
            return false;
        };
        let around =
            AROUND.map(|(x, y)| scene.closed.dot(Point { x: place.x + x, y: place.y + y }));
        luma(&paper).saturating_sub(luma(&ink)) > 16
            && around.into_iter().flatten().all(|other| is_alike(paper, other))
    };
    places.filter(is_writing).collect()
}

/// The lines that could be the side whose inner side lies that way, and the rim of the picture.
fn candidates(scene: &Scene<'_>, lines: &[Line], inward: Point) -> Vec<Side> {
    let facing = lines.iter().filter_map(|line| {
        let along = line.normal.x * inward.x + line.normal.y * inward.y;
        let (x, y, offset) = (line.normal.x, line.normal.y, line.offset);
        match along {
            0.6.. => Some(*line),
            ..=-0.6 => Some(Line { normal: Point { x: -x, y: -y }, offset: -offset }),
            _ => None,
        }
    });
    let mut sides: Vec<Side> = facing.map(|line| Side::of(line, scene)).collect();
    sides.sort_by(|one, other| other.promise.total_cmp(&one.promise));
    sides.truncate(TRIED);
    sides.push(Side::rim(scene.ground, inward));
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

/// How alike neighbouring places on the sheet are, writing apart: 0.2 to 1.
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
    0.2 + 0.8 * real(alike) / real(pairs.max(1))
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
    fn of(line: Line, scene: &Scene<'_>) -> Self {
        let ground = scene.ground;
        let reach = ground.width().hypot(ground.height());
        let along = line.along(Point { x: ground.width() / 2.0, y: ground.height() / 2.0 });
        let begin = along - reach / 2.0;
        let steps = count(reach / STEP);
        let looks: Vec<Look> =
            (0..steps).map(|n| Look::at(&line, begin + STEP * real(n), scene)).collect();
        let evidence: Vec<f32> = (0..steps)
            .map(|n| {
                let around = looks.get(n.saturating_sub(4)..(n + 5).min(steps)).unwrap_or_default();
                let crease = around.iter().map(|look| look.crease).fold(f32::MAX, f32::min);
                looks.get(n).map_or(0.0, |look| look.evidence(crease))
            })
            .collect();
        let mut sums = vec![0.0];
        sums.extend(evidence.iter().scan(0.0, |sum, one| {
            *sum += one;
            Some(*sum)
        }));
        Self { line, begin, promise: promise(&evidence), sums }
    }

    /// The rim of the picture that has the picture on this side.
    fn rim(ground: &Ground, inward: Point) -> Self {
        let (width, height) = (ground.width(), ground.height());
        let offset = (inward.x * width).min(0.0) + (inward.y * height).min(0.0);
        let steps = count(4.0 * width.max(height) / STEP);
        let sums = (0..=steps).map(|n| RIM * real(n)).collect();
        let line = Line { normal: inward, offset };
        Self { line, begin: -2.0 * width.max(height), promise: 0.0, sums }
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

/// How long the best stretch of a line is, less what of the line is seen elsewhere.
fn promise(evidence: &[f32]) -> f32 {
    let (mut best, mut here) = (0.0_f32, 0.0_f32);
    for one in evidence {
        here = (here + one - 0.35).max(0.0);
        best = best.max(here);
    }
    let elsewhere = (evidence.iter().sum::<f32>() - 1.6 * best).max(0.0);
    best - 0.5 * elsewhere
}

/// What is seen at one place of a line.
struct Look {
    /// From one side to the other, in shades; a dark crease between both, which may be a shadow.
    step: f32,
    crease: f32,
    /// How even it is farther inside: 0 to 1.
    even: f32,
    /// Whether the step, the crease, run along the line.
    runs: [bool; 2],
}

impl Look {
    fn at(line: &Line, along: f32, scene: &Scene<'_>) -> Self {
        let place = line.place(along);
        let Point { x, y } = line.normal;
        let beside = |by: f32| Point { x: place.x + by * x, y: place.y + by * y };
        let dot = |by: f32| scene.closed.dot(beside(by));
        let (Some(inside), Some(outside)) = (dot(NEAR), dot(-NEAR)) else {
            return Self { step: 0.0, crease: 0.0, even: 0.0, runs: [false; 2] };
        };
        let on = ON.into_iter().filter_map(|by| scene.ground.dot(beside(by)));
        let darkest = on.map(|dot| luma(&dot)).min().map_or(255.0, f32::from);
        let farther = dot(FAR).unwrap_or(inside);
        let angle = y.atan2(x);
        let runs = |rim: &Rim| ON.into_iter().any(|by| rim.runs(beside(by), angle));
        let [open, closed] = &scene.rims;
        Self {
            step: difference(inside, outside),
            crease: f32::from(luma(&inside).min(luma(&outside))) - darkest,
            even: 1.0 - ((difference(inside, farther) - 6.0) / 20.0).clamp(0.0, 1.0),
            runs: [runs(closed), runs(open)],
        }
    }

    /// What speaks for a side here, where the crease around is at least so deep.
    fn evidence(&self, crease: f32) -> f32 {
        let [step_runs, crease_runs] = self.runs;
        let step = if step_runs { self.step } else { 0.0 };
        let crease = if crease_runs { crease } else { 0.0 };
        ((step.max(crease) - NOISE) / PLAIN).clamp(0.0, 1.0) * self.even
    }
}
