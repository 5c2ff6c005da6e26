//! The sides of the sheet to a fraction of a dot: found on a small copy, they are looked at again in the
//! picture itself, where the change across each is sharpest.

use super::lines::Line;
use crate::geometry::{Corners, Point};
use crate::picture::{Picture, luma};
use crate::plane::{parted, quantile, real};

/// Each side is looked at in so many places.
const PLACES: usize = 64;

/// The same corners, nearer to where the sheet's are; `reach` is how far off they may be, in dots.
pub(super) fn nearer(picture: &Picture, corners: Corners, reach: f32) -> Corners {
    let sides = corners.sides().map(|(from, to)| refined(picture, from, to, reach));
    let [top, right, bottom, left] = &sides;
    let crossings = [(left, top), (top, right), (right, bottom), (bottom, left)];
    let mut refined = corners;
    for (corner, (one, other)) in refined.0.iter_mut().zip(crossings) {
        let crossing = one.crossing(other).filter(|at| at.distance(*corner) < 2.0 * reach);
        *corner = crossing.unwrap_or(*corner);
    }
    refined
}

/// The line on which most of the side's places lie.
fn refined(picture: &Picture, from: Point, to: Point, reach: f32) -> Line {
    let rough = Line::through(from, to);
    let shares = (0..PLACES).map(|n| 0.03 + 0.94 * (real(n) + 0.5) / real(PLACES));
    let mut places: Vec<(Point, f32)> = shares
        .filter_map(|share| sharpest(picture, &rough, from.towards(to, share), reach))
        .collect();
    if places.len() < PLACES / 4 {
        return rough;
    }
    let mut line = rough;
    for _ in 0..3 {
        let Some(nearest) = Line::nearest(places.iter().copied()) else { break };
        line = nearest;
        let mut off: Vec<f32> = places.iter().map(|(at, _)| line.distance(*at).abs()).collect();
        let limit = (2.5 * quantile(&mut off, 0.5)).max(0.75);
        places.retain(|(at, _)| line.distance(*at).abs() <= limit);
    }
    line
}

/// Where the picture changes most across the line near a place, and how much it does.
fn sharpest(picture: &Picture, line: &Line, place: Point, reach: f32) -> Option<(Point, f32)> {
    let beside =
        |by: f32| Point { x: place.x + by * line.normal.x, y: place.y + by * line.normal.y };
    let steps = (0_u8..).map(f32::from).take_while(|step| *step <= 2.0 * reach + 4.0);
    let shades: Vec<f32> = steps
        .map(|step| shade(picture, line, beside(step - reach - 2.0)))
        .collect::<Option<_>>()?;
    let slopes: Vec<f32> = shades
        .windows(5)
        .map(|five| match five {
            [a, b, _, d, e] => (e + d - b - a).abs() / 2.0,
            _ => 0.0,
        })
        .collect();
    let (at, steepest) = slopes.iter().enumerate().max_by(|one, other| one.1.total_cmp(other.1))?;
    let slope = |at: Option<usize>| at.and_then(|at| slopes.get(at)).copied().unwrap_or(0.0);
    let (before, behind) = (slope(at.checked_sub(1)), slope(at.checked_add(1)));
    let bend = before + behind - 2.0 * steepest;
    let fraction =
        if bend < -0.01 { ((before - behind) / (2.0 * bend)).clamp(-0.5, 0.5) } else { 0.0 };
    (*steepest > 4.0).then(|| (beside(real(at) + fraction - reach), steepest.min(40.0)))
}

/// The mean shade of five dots along the line around a place; `None` outside.
fn shade(picture: &Picture, line: &Line, place: Point) -> Option<f32> {
    let shades = [-4.0, -2.0, 0.0, 2.0, 4.0].into_iter().filter_map(|along| {
        let (x, y) = (place.x - along * line.normal.y, place.y + along * line.normal.x);
        if x < 0.0 || y < 0.0 {
            return None;
        }
        let ((column, _), (row, _)) = (parted(x), parted(y));
        let at = row.checked_mul(picture.width())?.checked_add(column)?;
        if column >= picture.width() { None } else { picture.dots().get(at).map(luma) }
    });
    let (sum, dots) =
        shades.fold((0.0, 0.0), |(sum, dots), shade| (sum + f32::from(shade), dots + 1.0));
    (dots > 0.0).then(|| sum / dots)
}
