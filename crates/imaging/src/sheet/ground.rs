//! What the sheet is looked for on: a small copy of the picture, its noise smoothed away, once as it is and
//! once with everything thin and dark on something light, such as writing, filled in.

use crate::geometry::Point;
use crate::picture::Picture;
use crate::plane::{parted, real};

/// A small picture to look things up in: rows of bytes, three a dot.
#[derive(Clone)]
pub(super) struct Ground {
    width: usize,
    height: usize,
    bytes: Vec<u8>,
}

/// An edge: where it is, which way its normal points (radians, 0 to pi) and how much it counts (0 to 1).
#[derive(Clone, Copy)]
pub(super) struct Edge {
    pub(super) at: Point,
    pub(super) normal: f32,
    pub(super) weight: f32,
}

/// Which way the edges of a picture run, to be asked at any place.
pub(super) struct Rim {
    width: usize,
    /// The normal's angle for each dot; not a number where there is no edge.
    normals: Vec<f32>,
}

/// What changes more slowly than this, in shades a dot, is no edge.
const STEEP: f32 = 0.9;

impl Ground {
    /// The picture with its noise smoothed away.
    pub(super) fn of(picture: &Picture) -> Self {
        let (width, height) = (picture.width(), picture.height());
        let across: Vec<u8> =
            picture.bytes().chunks_exact(3 * width).flat_map(|row| smoothed(row, 3)).collect();
        let bytes = smoothed(&across, 3 * width).collect();
        Self { width, height, bytes }
    }

    /// The same without what is dark and narrower than a line of writing.
    pub(super) fn closed(&self) -> Self {
        let mut bytes = self.bytes.clone();
        spread(&mut bytes, 3 * self.width, |one, other| one.max(other), Way::Before);
        spread(&mut bytes, 3 * self.width, |one, other| one.min(other), Way::Behind);
        Self { bytes, ..*self }
    }

    /// Width in dots.
    pub(super) fn width(&self) -> f32 {
        real(self.width)
    }

    /// Height in dots.
    pub(super) fn height(&self) -> f32 {
        real(self.height)
    }

    /// The dot at a place; `None` outside.
    pub(super) fn dot(&self, place: Point) -> Option<[u8; 3]> {
        if !self.holds(place) {
            return None;
        }
        let ((x, _), (y, _)) = (parted(place.x), parted(place.y));
        let at = 3 * (y * self.width + x);
        self.bytes.get(at..).and_then(|rest| rest.first_chunk().copied())
    }

    /// Whether a place lies in the picture.
    pub(super) fn holds(&self, place: Point) -> bool {
        place.x >= 0.0 && place.y >= 0.0 && place.x < self.width() && place.y < self.height()
    }

    /// Every edge: where the picture changes faster than on both sides of it.
    pub(super) fn edges(&self) -> Vec<Edge> {
        let slopes = self.slopes();
        let size = |at: Option<usize>| {
            at.and_then(|at| slopes.get(at)).map_or(0.0, |&(across, down)| across.hypot(down))
        };
        let mut edges = Vec::new();
        for (at, &(across, down)) in slopes.iter().enumerate() {
            let here = across.hypot(down);
            if here < STEEP {
                continue;
            }
            let step = if across.abs() > 2.4 * down.abs() {
                1
            } else if down.abs() > 2.4 * across.abs() {
                self.width
            } else if (across > 0.0) == (down > 0.0) {
                self.width + 1
            } else {
                self.width - 1
            };
            if here > size(at.checked_sub(step)) && here >= size(at.checked_add(step)) {
                let place =
                    Point { x: real(at % self.width) + 0.5, y: real(at / self.width) + 0.5 };
                let normal = down.atan2(across).rem_euclid(std::f32::consts::PI);
                edges.push(Edge { at: place, normal, weight: here / (here + 3.0) });
            }
        }
        edges
    }

    /// How fast the colour that changes most does so, to the right and down, for each dot; not at the rim.
    fn slopes(&self) -> Vec<(f32, f32)> {
        let mut slopes = vec![(0.0, 0.0); self.width * self.height];
        let (dots, _) = self.bytes.as_chunks::<3>();
        let windows = dots.windows(2 * self.width + 1);
        let places = slopes.iter_mut().enumerate().skip(self.width);
        for ((at, slope), window) in places.zip(windows) {
            let at_rim = at % self.width == 0 || at % self.width + 1 == self.width;
            if let [up, .., down] = window
                && let Some([left, _, right]) = window.get(self.width - 1..self.width + 2)
                && !at_rim
            {
                *slope = steepest([left, right, up, down]);
            }
        }
        slopes
    }
}

impl Rim {
    /// All of these edges; of two at one place the last.
    pub(super) fn of(ground: &Ground, edges: &[Edge]) -> Self {
        let mut normals = vec![f32::NAN; ground.width * ground.height];
        for edge in edges {
            let ((x, _), (y, _)) = (parted(edge.at.x), parted(edge.at.y));
            if let Some(normal) = normals.get_mut(y * ground.width + x) {
                *normal = edge.normal;
            }
        }
        Self { width: ground.width, normals }
    }

    /// Whether an edge at this place runs across `normal` (radians), within some ten degrees.
    pub(super) fn runs(&self, place: Point, normal: f32) -> bool {
        let ((x, _), (y, _)) = (parted(place.x), parted(place.y));
        let own = if x < self.width { self.normals.get(y * self.width + x) } else { None };
        own.is_some_and(|own| {
            let off = (own - normal).rem_euclid(std::f32::consts::PI);
            off.min(std::f32::consts::PI - off) < 0.2
        })
    }
}

fn steepest([left, right, up, down]: [&[u8; 3]; 4]) -> (f32, f32) {
    let mut best = (0.0_f32, 0.0_f32);
    for ((left, right), (up, down)) in left.iter().zip(right).zip(up.iter().zip(down)) {
        let half = |from: u8, to: u8| (f32::from(to) - f32::from(from)) / 2.0;
        let slope = (half(*left, *right), half(*up, *down));
        if slope.0.hypot(slope.1) > best.0.hypot(best.1) {
            best = slope;
        }
    }
    best
}

/// Each byte with a quarter of those that stand `step` before and behind it; at both ends with itself.
fn smoothed(bytes: &[u8], step: usize) -> impl Iterator<Item = u8> + '_ {
    let step = step.min(bytes.len());
    let (first, later) = bytes.split_at(step);
    let (earlier, last) = bytes.split_at(bytes.len() - step);
    let before = first.iter().chain(earlier);
    let behind = later.iter().chain(last);
    before.zip(bytes).zip(behind).map(|((&a, &b), &c)| {
        u8::try_from((u16::from(a) + 2 * u16::from(b) + u16::from(c) + 2) / 4).unwrap_or(u8::MAX)
    })
}

/// Which neighbours a byte is held against.
#[derive(Clone, Copy)]
enum Way {
    Before,
    Behind,
}

/// Makes each dot the outermost of eleven by eleven dots on one side of it; `row` is counted in bytes.
fn spread(bytes: &mut [u8], row: usize, outermost: impl Fn(u8, u8) -> u8 + Copy, way: Way) {
    // Two, four, eight, eleven.
    for step in [1, 2, 4, 3] {
        for row in bytes.chunks_exact_mut(row) {
            meet(row, 3 * step, outermost, way);
        }
    }
    for step in [1, 2, 4, 3] {
        meet(bytes, row * step, outermost, way);
    }
}

fn meet(bytes: &mut [u8], step: usize, outermost: impl Fn(u8, u8) -> u8, way: Way) {
    let Some(length) = bytes.len().checked_sub(step) else { return };
    let others = bytes.to_vec();
    let (into, from) = match way {
        Way::Before => (bytes.get_mut(..length), others.get(step..)),
        Way::Behind => (bytes.get_mut(step..), others.get(..length)),
    };
    for (byte, other) in into.into_iter().flatten().zip(from.into_iter().flatten()) {
        *byte = outermost(*byte, *other);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn painted(width: usize, height: usize, dot: impl Fn(usize, usize) -> u8) -> Ground {
        let dots = (0..width * height).map(|at| [dot(at % width, at / width); 3]).collect();
        Ground::of(&Picture::of(width, height, dots).unwrap())
    }

    #[test]
    fn edge_is_found_where_dark_meets_light_and_points_across() {
        let ground = painted(40, 30, |x, _| if x < 20 { 40 } else { 200 });

        let edges = ground.edges();

        assert!(!edges.is_empty());
        for edge in edges {
            assert!((edge.at.x - 20.0).abs() <= 1.5, "{:?}", edge.at);
            assert!(edge.normal < 0.01 || edge.normal > 3.13);
        }
    }

    #[test]
    fn writing_is_filled_in_and_the_desk_stays() {
        let ground = painted(60, 60, |x, y| match (x, y) {
            (..20, _) => 30,
            (_, 30..35) => 90,
            _ => 220,
        });

        let closed = ground.closed();

        let at = |x, y| closed.dot(Point { x, y }).unwrap()[0];
        assert!(at(40.0, 32.0) > 200, "the line of writing is gone");
        assert!(at(5.0, 32.0) < 40, "the desk is where it was");
        assert!(at(17.0, 10.0) < 60 && at(22.0, 10.0) > 180, "and so is its edge");
    }

    #[test]
    fn place_outside_has_no_dot() {
        let ground = painted(4, 4, |_, _| 9);
        assert_eq!(ground.dot(Point { x: 3.9, y: 3.9 }), Some([9; 3]));
        assert!(ground.dot(Point { x: 4.0, y: 1.0 }).is_none());
        assert!(ground.dot(Point { x: -0.1, y: 1.0 }).is_none());
    }
}
