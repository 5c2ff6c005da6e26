//! A sheet is taken out of its picture and laid straight.

use crate::geometry::{Point, Straight};
use crate::picture::Picture;
use crate::plane::{parted, real};

/// The perspective is reckoned every so many dots and runs straight between.
const STRIDE: usize = 16;

/// A page of `width` x `height` dots, each taken from where `straight` (counted in dots of the page) says it lies,
/// between the four dots around that place. Beyond the picture its rim goes on.
pub(crate) fn straightened(
    picture: &Picture,
    straight: &Straight,
    width: usize,
    height: usize,
) -> Option<Picture> {
    let mut dots = Vec::with_capacity(width * height);
    for row in 0..height {
        let y = real(row) + 0.5;
        for begin in (0..width).step_by(STRIDE) {
            let length = STRIDE.min(width - begin);
            let from = straight.place(real(begin) + 0.5, y);
            let to = straight.place(real(begin + STRIDE) + 0.5, y);
            let step =
                Point { x: (to.x - from.x) / real(STRIDE), y: (to.y - from.y) / real(STRIDE) };
            dots.extend((0..length).map(|n| {
                let n = real(n);
                between(picture, from.x + n * step.x - 0.5, from.y + n * step.y - 0.5)
            }));
        }
    }
    Picture::of(width, height, dots)
}

/// The colour at a place between four dots; `x` and `y` are counted from the middle of the first dot.
fn between(picture: &Picture, x: f32, y: f32) -> [u8; 3] {
    let ((column, right), (row, down)) = (parted(x.max(0.0)), parted(y.max(0.0)));
    let (last_column, last_row) = (picture.width() - 1, picture.height() - 1);
    let (column, right) = if column < last_column { (column, right) } else { (last_column, 0.0) };
    let (row, down) = if row < last_row { (row, down) } else { (last_row, 0.0) };
    let at = row * picture.width() + column;
    let below = at + picture.width() * usize::from(row < last_row);
    let next = usize::from(column < last_column);
    let dots = picture.dots();
    let (Some(a), Some(b)) = (dots.get(at), dots.get(at + next)) else { return [0; 3] };
    let (Some(c), Some(d)) = (dots.get(below), dots.get(below + next)) else { return [0; 3] };
    // In 128ths: a product of two and a shade fits 22 bits.
    let (right, down) = (eighth_bits(right), eighth_bits(down));
    let (left, up) = (128 - right, 128 - down);
    let mix = |a: u8, b: u8, c: u8, d: u8| {
        let above = u32::from(a) * left + u32::from(b) * right;
        let below = u32::from(c) * left + u32::from(d) * right;
        ((above * up + below * down + 8192) >> 14).to_le_bytes()[0]
    };
    [mix(a[0], b[0], c[0], d[0]), mix(a[1], b[1], c[1], d[1]), mix(a[2], b[2], c[2], d[2])]
}

fn eighth_bits(share: f32) -> u32 {
    u32::from(crate::plane::shade(share * 128.0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geometry::Corners;

    fn slope(width: usize, height: usize) -> Picture {
        let dot = |at: usize| {
            let (x, y) = (u8::try_from(at % width).unwrap(), u8::try_from(at / width).unwrap());
            [2 * x, 3 * y, x + y]
        };
        Picture::of(width, height, (0..width * height).map(dot).collect()).unwrap()
    }

    #[test]
    fn whole_picture_laid_straight_is_itself() {
        let picture = slope(50, 40);
        let straight = Straight::of(&Corners::of_whole(50.0, 40.0)).in_dots(50.0, 40.0);

        assert_eq!(straightened(&picture, &straight, 50, 40).unwrap(), picture);
    }

    #[test]
    fn dots_of_a_slanted_sheet_come_from_where_they_lie() {
        let picture = slope(60, 60);
        let at = |x, y| Point { x, y };
        let corners = Corners([at(10.0, 5.0), at(50.0, 9.0), at(52.0, 55.0), at(6.0, 50.0)]);
        let straight = Straight::of(&corners).in_dots(80.0, 100.0);

        let page = straightened(&picture, &straight, 80, 100).unwrap();

        for (column, row) in [(0, 0), (79, 0), (40, 50), (13, 88), (79, 99)] {
            let place = straight.place(real(column) + 0.5, real(row) + 0.5);
            let [red, green, _] = page.dots()[row * 80 + column];
            assert!((f32::from(red) - 2.0 * (place.x - 0.5)).abs() < 1.6, "{column} {row}");
            assert!((f32::from(green) - 3.0 * (place.y - 0.5)).abs() < 2.1, "{column} {row}");
        }
    }
}
