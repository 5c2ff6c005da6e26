//! Points, the four corners of a sheet, and the way from a straight page back to the picture it lies in.

use serde::{Deserialize, Serialize};

/// A place in a picture: x to the right, y down, in dots; the middle of the first dot is (0.5, 0.5).
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Point {
    /// From the left.
    pub x: f32,
    /// From the top.
    pub y: f32,
}

/// The corners of a sheet as it is read: top left, top right, bottom right, bottom left.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Corners(pub [Point; 4]);

/// How often a page is turned by a quarter, clockwise, until it can be read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Turn {
    /// It stands as it should.
    #[default]
    None,
    /// A quarter clockwise.
    Right,
    /// Upside down.
    Half,
    /// A quarter counterclockwise.
    Left,
}

impl Turn {
    /// Whether lines run the same way after both turns.
    pub(crate) fn lies_like(self, other: Self) -> bool {
        matches!(self, Self::Left | Self::Right) == matches!(other, Self::Left | Self::Right)
    }
}

impl Point {
    /// The place `share` of the way to another.
    pub fn towards(self, other: Self, share: f32) -> Self {
        Self { x: self.x + (other.x - self.x) * share, y: self.y + (other.y - self.y) * share }
    }

    /// How far another is, in dots.
    pub fn distance(self, other: Self) -> f32 {
        (other.x - self.x).hypot(other.y - self.y)
    }
}

impl Corners {
    /// The corners of a whole picture.
    pub fn of_whole(width: f32, height: f32) -> Self {
        let at = |x, y| Point { x, y };
        Self([at(0.0, 0.0), at(width, 0.0), at(width, height), at(0.0, height)])
    }

    /// The same place in a picture that is larger by `factor`.
    pub fn scaled(self, factor: f32) -> Self {
        Self(self.0.map(|corner| Point { x: corner.x * factor, y: corner.y * factor }))
    }

    /// The same sheet, read after it was turned.
    pub fn turned(self, turn: Turn) -> Self {
        let mut corners = self.0;
        corners.rotate_right(match turn {
            Turn::None => 0,
            Turn::Right => 1,
            Turn::Half => 2,
            Turn::Left => 3,
        });
        Self(corners)
    }

    /// The same corners, beginning with the one nearest to the picture's own.
    pub(crate) fn from_top_left(self) -> Self {
        let mut corners = self.0;
        let far = |corner: &Point| corner.x + corner.y;
        let nearest =
            |one: &(usize, &Point), other: &(usize, &Point)| far(one.1).total_cmp(&far(other.1));
        let first = corners.iter().enumerate().min_by(nearest).map_or(0, |(at, _)| at);
        corners.rotate_left(first);
        Self(corners)
    }

    /// Mean width and height in dots.
    pub fn size(&self) -> (f32, f32) {
        let [a, b, c, d] = self.0;
        (a.distance(b).midpoint(d.distance(c)), b.distance(c).midpoint(a.distance(d)))
    }

    /// Area in square dots; negative where the corners run the other way round.
    pub fn area(&self) -> f32 {
        let sides = self.sides();
        sides.map(|(from, to)| from.x * to.y - to.x * from.y).iter().sum::<f32>() / 2.0
    }

    /// Whether a place lies within.
    pub fn hold(&self, place: Point) -> bool {
        self.sides().into_iter().all(|(from, to)| {
            (to.x - from.x) * (place.y - from.y) - (to.y - from.y) * (place.x - from.x) >= 0.0
        })
    }

    /// The four sides, each from its first corner to its next, clockwise from the top.
    pub fn sides(&self) -> [(Point, Point); 4] {
        let [a, b, c, d] = self.0;
        [(a, b), (b, c), (c, d), (d, a)]
    }
}

/// The way from a place on the straight page, as shares of its width and height, to the place in the picture:
/// a perspective, row by row.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Straight([[f64; 3]; 3]);

impl Straight {
    /// The perspective under which the unit square becomes these corners (Heckbert 1989, 2.2.3).
    pub(crate) fn of(corners: &Corners) -> Self {
        let [a, b, c, d] = corners.0.map(|p| (f64::from(p.x), f64::from(p.y)));
        let sum = (a.0 - b.0 + c.0 - d.0, a.1 - b.1 + c.1 - d.1);
        let (one, two) = ((b.0 - c.0, b.1 - c.1), (d.0 - c.0, d.1 - c.1));
        let across = one.0 * two.1 - two.0 * one.1;
        let (g, h) = if across.abs() < f64::EPSILON {
            (0.0, 0.0)
        } else {
            ((sum.0 * two.1 - two.0 * sum.1) / across, (one.0 * sum.1 - sum.0 * one.1) / across)
        };
        Self([
            [b.0 - a.0 + g * b.0, d.0 - a.0 + h * d.0, a.0],
            [b.1 - a.1 + g * b.1, d.1 - a.1 + h * d.1, a.1],
            [g, h, 1.0],
        ])
    }

    /// The same for a page of `width` x `height` that lies turned by `angle` (radians, clockwise) on the sheet.
    pub(crate) fn tilted(self, angle: f32, width: f32, height: f32) -> Self {
        let (sin, cos) = f64::from(angle).sin_cos();
        let ratio = f64::from(height) / f64::from(width);
        let turned = [
            [cos, -sin * ratio, 0.5 - 0.5 * cos + 0.5 * sin * ratio],
            [sin / ratio, cos, 0.5 - 0.5 * sin / ratio - 0.5 * cos],
            [0.0, 0.0, 1.0],
        ];
        self.after(&turned)
    }

    /// The same for places counted in dots of a page of `width` x `height`.
    pub(crate) fn in_dots(self, width: f32, height: f32) -> Self {
        let (x, y) = (1.0 / f64::from(width), 1.0 / f64::from(height));
        self.after(&[[x, 0.0, 0.0], [0.0, y, 0.0], [0.0, 0.0, 1.0]])
    }

    fn after(self, first: &[[f64; 3]; 3]) -> Self {
        let [one, two, three] = first;
        Self(self.0.map(|[a, b, c]| {
            let column = |i: fn(&[f64; 3]) -> f64| a * i(one) + b * i(two) + c * i(three);
            [column(|r| r[0]), column(|r| r[1]), column(|r| r[2])]
        }))
    }

    /// Where a place of the page lies in the picture.
    pub(crate) fn place(&self, x: f32, y: f32) -> Point {
        let (x, y) = (f64::from(x), f64::from(y));
        let [across, down, depth] = self.0.map(|[a, b, c]| a * x + b * y + c);
        narrow(across / depth, down / depth)
    }
}

/// The nearest place that `f32` holds.
#[expect(
    clippy::cast_possible_truncation,
    reason = "places in a picture need no more than f32 holds"
)]
pub(crate) fn narrow(x: f64, y: f64) -> Point {
    Point { x: x as f32, y: y as f32 }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(x: f32, y: f32) -> Point {
        Point { x, y }
    }

    fn slanted() -> Corners {
        Corners([at(100.0, 90.0), at(900.0, 130.0), at(870.0, 1210.0), at(60.0, 1150.0)])
    }

    #[test]
    fn corners_of_the_page_lie_at_the_corners_of_the_sheet() {
        let straight = Straight::of(&slanted()).in_dots(800.0, 1100.0);

        let pages = [(0.0, 0.0), (800.0, 0.0), (800.0, 1100.0), (0.0, 1100.0)];
        for ((x, y), corner) in pages.into_iter().zip(slanted().0) {
            assert!(straight.place(x, y).distance(corner) < 0.01, "{x} {y}");
        }
    }

    #[test]
    fn perspective_keeps_the_crossing_of_the_diagonals() {
        let [a, b, c, d] = slanted().0;
        let middle = Straight::of(&slanted()).place(0.5, 0.5);

        for (from, to) in [(a, c), (b, d)] {
            let off = (to.x - from.x) * (middle.y - from.y) - (to.y - from.y) * (middle.x - from.x);
            assert!(off.abs() / from.distance(to) < 0.01);
        }
    }

    #[test]
    fn sheet_turned_four_times_is_itself() {
        let corners = slanted();
        assert_eq!(corners.turned(Turn::Half).turned(Turn::Half), corners);
        assert_eq!(corners.turned(Turn::Right).turned(Turn::Left), corners);
        assert_eq!(corners.turned(Turn::Right).0[0], corners.0[3], "its left side becomes its top");
        assert!(corners.area() > 0.0);
    }

    #[test]
    fn tilted_page_turns_about_its_middle_without_growing() {
        let whole = Corners::of_whole(200.0, 100.0);
        let straight = Straight::of(&whole).tilted(0.1, 200.0, 100.0).in_dots(200.0, 100.0);

        assert!(straight.place(100.0, 50.0).distance(at(100.0, 50.0)) < 0.01);
        let moved = straight.place(200.0, 50.0);
        assert!(
            moved.distance(at(100.0 + 100.0 * 0.1_f32.cos(), 50.0 + 100.0 * 0.1_f32.sin())) < 0.01
        );
    }
}
