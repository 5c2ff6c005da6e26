//! Straight lines among the edges: each votes for the lines that it may lie on (Hough), the line with most
//! votes is taken and its edges vote no more, so that a cloth's stripes do not drown the paper's sides.

use std::f32::consts::PI;

use super::ground::{Edge, Ground};
use crate::geometry::Point;
use crate::plane::{count, real};

/// A straight line: all places whose distance along `normal` is `offset`.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line {
    /// A unit vector across the line.
    pub(super) normal: Point,
    /// How far the line is from the picture's corner, along the normal.
    pub(super) offset: f32,
}

const ANGLES: usize = 180;
/// How far an edge may lie beside its line, in dots, and how far its normal may be off, in radians.
const BESIDE: f32 = 1.6;
const ASKEW: f32 = 0.07;
/// A line has as many votes as an edge as long as this share of the shorter side.
const SHORTEST: f32 = 0.12;

impl Line {
    /// The line through two places.
    pub(super) fn through(one: Point, other: Point) -> Self {
        let length = one.distance(other).max(f32::MIN_POSITIVE);
        let normal = Point { x: (one.y - other.y) / length, y: (other.x - one.x) / length };
        Self { normal, offset: normal.x * one.x + normal.y * one.y }
    }

    /// How far a place is from the line; positive on the normal's side.
    pub(super) fn distance(&self, place: Point) -> f32 {
        self.normal.x * place.x + self.normal.y * place.y - self.offset
    }

    /// The place on the line that lies `along` dots from the foot of its normal.
    pub(super) fn place(&self, along: f32) -> Point {
        let Point { x, y } = self.normal;
        Point { x: x * self.offset - y * along, y: y * self.offset + x * along }
    }

    /// How far along the line a place is.
    pub(super) fn along(&self, place: Point) -> f32 {
        self.normal.x * place.y - self.normal.y * place.x
    }

    /// Where another line crosses; `None` where both run nearly the same way.
    pub(super) fn crossing(&self, other: &Self) -> Option<Point> {
        let (one, two) = (self.normal, other.normal);
        let across = one.x * two.y - one.y * two.x;
        (across.abs() > 0.2).then(|| Point {
            x: (self.offset * two.y - other.offset * one.y) / across,
            y: (one.x * other.offset - two.x * self.offset) / across,
        })
    }

    /// Whether another is the same line, as far as a picture goes.
    pub(super) fn is_like(&self, other: &Self, ground: &Ground) -> bool {
        let reach = ground.width().max(ground.height()) / 2.0;
        let middle = self.along(Point { x: ground.width() / 2.0, y: ground.height() / 2.0 });
        [middle - reach, middle + reach]
            .into_iter()
            .all(|along| other.distance(self.place(along)).abs() < 2.0)
    }

    /// The line that lies nearest to weighted places; `None` of fewer than two.
    pub(super) fn nearest(places: impl Iterator<Item = (Point, f32)> + Clone) -> Option<Self> {
        let mut sums = [0.0_f64; 6];
        for (Point { x, y }, weight) in places {
            let (x, y, weight) = (f64::from(x), f64::from(y), f64::from(weight));
            let terms = [1.0, x, y, x * x, x * y, y * y].map(|term| weight * term);
            sums.iter_mut().zip(terms).for_each(|(sum, term)| *sum += term);
        }
        let [weight, x, y, xx, xy, yy] = sums;
        if weight <= 0.0 {
            return None;
        }
        let (x, y) = (x / weight, y / weight);
        let (xx, xy, yy) = (xx / weight - x * x, xy / weight - x * y, yy / weight - y * y);
        if xx + yy < 0.5 {
            return None;
        }
        let along = 0.5 * (2.0 * xy).atan2(xx - yy);
        let (cos, sin) = (-along.sin(), along.cos());
        let narrow = crate::geometry::narrow;
        Some(Self { normal: narrow(cos, sin), offset: narrow(cos * x + sin * y, 0.0).x })
    }
}

/// Up to `most` lines among the edges, those with most votes first.
pub(super) fn lines(ground: &Ground, edges: &[Edge], most: usize) -> Vec<Line> {
    let mut votes = Votes::of(ground);
    edges.iter().for_each(|edge| votes.count(edge, edge.weight));
    let fewest = SHORTEST * ground.width().min(ground.height());
    let mut free = edges.to_vec();
    let mut lines = Vec::new();
    while lines.len() < most {
        let Some(winner) = votes.winner(fewest) else { break };
        let line = refitted(winner, &free);
        let before = free.len();
        let (on, off): (Vec<_>, Vec<_>) = free.into_iter().partition(|edge| is_on(&line, edge));
        on.iter().for_each(|edge| votes.count(edge, -edge.weight));
        free = off;
        if free.len() == before {
            votes.forget(winner);
        } else {
            lines.push(line);
        }
    }
    lines
}

fn refitted(winner: Line, edges: &[Edge]) -> Line {
    let mut line = winner;
    for _ in 0..2 {
        let on = edges.iter().filter(|edge| is_on(&line, edge)).map(|edge| (edge.at, edge.weight));
        line = Line::nearest(on).unwrap_or(line);
    }
    line
}

fn is_on(line: &Line, edge: &Edge) -> bool {
    if line.distance(edge.at).abs() > BESIDE {
        return false;
    }
    let angle = line.normal.y.atan2(line.normal.x);
    let off = (angle - edge.normal).rem_euclid(PI);
    off.min(PI - off) <= ASKEW * 1.5
}

/// Votes by angle of the normal (a degree each) and offset (a dot each).
struct Votes {
    offsets: usize,
    counts: Vec<f32>,
    normals: Vec<Point>,
}

impl Votes {
    fn of(ground: &Ground) -> Self {
        let reach = count(ground.width().hypot(ground.height())) + 2;
        let offsets = 2 * reach;
        let normals = (0..ANGLES).map(|n| angle_of(n).sin_cos()).map(|(y, x)| Point { x, y });
        Self { offsets, counts: vec![0.0; ANGLES * offsets], normals: normals.collect() }
    }

    /// Adds an edge's votes: for its own angle and those beside it.
    fn count(&mut self, edge: &Edge, weight: f32) {
        let own = count(edge.normal / PI * real(ANGLES));
        for beside in
            [ANGLES - 3, ANGLES - 2, ANGLES - 1, ANGLES, ANGLES + 1, ANGLES + 2, ANGLES + 3]
        {
            let angle = (own + beside) % ANGLES;
            let Some(normal) = self.normals.get(angle) else { continue };
            let offset = normal.x * edge.at.x + normal.y * edge.at.y + real(self.offsets / 2);
            if let Some(votes) = self.counts.get_mut(angle * self.offsets + count(offset)) {
                *votes += weight;
            }
        }
    }

    /// The line with most votes, those of the two offsets beside it included.
    fn winner(&self, fewest: f32) -> Option<Line> {
        let mut best = (fewest, None);
        for (at, three) in self.counts.windows(3).enumerate() {
            let sum: f32 = three.iter().sum();
            if sum > best.0 {
                best = (sum, Some(at + 1));
            }
        }
        let at = best.1?;
        let normal = self.normals.get(at / self.offsets).copied()?;
        Some(Line { normal, offset: real(at % self.offsets) - real(self.offsets / 2) })
    }

    fn forget(&mut self, line: Line) {
        let angle =
            count(line.normal.y.atan2(line.normal.x).rem_euclid(PI) / PI * real(ANGLES)) % ANGLES;
        let at = angle * self.offsets + count(line.offset + real(self.offsets / 2));
        let around = self.counts.get_mut(at.saturating_sub(1)..at + 2).into_iter().flatten();
        around.for_each(|votes| *votes = 0.0);
    }
}

fn angle_of(number: usize) -> f32 {
    real(number) / real(ANGLES) * PI
}
