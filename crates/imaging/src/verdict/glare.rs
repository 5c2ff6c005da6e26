//! Glare is a blown spot with nothing inside, among writing that pales towards it. A bright margin is
//! none, nor is paper that is blown everywhere.

use super::survey::{Survey, sum};
use super::{Defect, Finding, Place, score};
use crate::Grey;
use crate::plane::{count, quantile, real};

/// Side of a cell in inches.
const CELL_IN: f32 = 0.08;
/// From here on the sensor could count no further.
const FULL: u8 = 250;
/// Width of a blown spot, in cells, that can hide nothing, and that hides a digit.
const WIDTH_FINE: f32 = 1.5;
const WIDTH_LIMIT: f32 = 3.0;
/// How far from a spot writing counts as near, in tiles.
const NEAR: f32 = 2.5;
/// What is left of the contrast of ink beside a spot.
const PALE: f32 = 0.65;

/// Judges whether a light shines back from the sheet where something was written.
pub(super) fn glare(grey: &Grey, raw: &Survey, dpi: f32) -> Finding {
    let none = Finding::everywhere(Defect::Glare, 0.0);
    let mut contrasts: Vec<f32> = raw.written().map(|(_, _, tile)| tile.contrast()).collect();
    let usual = quantile(&mut contrasts, 0.6);
    let blown = raw.written().filter(|(_, _, tile)| tile.paper >= f32::from(FULL)).count();
    if blown * 5 > contrasts.len() * 2 {
        return none;
    }
    spots(grey, count(dpi * CELL_IN))
        .into_iter()
        .map(|spot| spot.finding(raw, usual))
        .fold(none, |worst, next| if next.score > worst.score { next } else { worst })
}

/// Blown cells that hang together.
struct Spot {
    place: Place,
    /// Side of a square of the same area, in cells.
    width: f32,
}

impl Spot {
    fn finding(&self, raw: &Survey, usual: f32) -> Finding {
        let beside: Vec<(f32, f32, f32)> = raw
            .written()
            .map(|(column, row, tile)| {
                let (x, y) = self.distance(raw, column, row);
                (x, y, tile.contrast())
            })
            .filter(|(x, y, _)| x.abs() <= NEAR && y.abs() <= NEAR)
            .collect();
        let pale = beside.iter().any(|(_, _, contrast)| *contrast < PALE * usual);
        let sides = [
            beside.iter().any(|(x, _, _)| *x < 0.0),
            beside.iter().any(|(x, _, _)| *x > 0.0),
            beside.iter().any(|(_, y, _)| *y < 0.0),
            beside.iter().any(|(_, y, _)| *y > 0.0),
        ];
        let among = sides.iter().filter(|side| **side).count() >= 2;
        let size = score(self.width, WIDTH_FINE, WIDTH_LIMIT);
        let score = if pale && among { size } else { size * 0.4 };
        Finding { defect: Defect::Glare, score, place: Some(self.place) }
    }

    /// How many tiles a tile lies left (negative) or right of the spot, and above or below it.
    fn distance(&self, raw: &Survey, column: usize, row: usize) -> (f32, f32) {
        let beyond = |at: f32, from: f32, to: f32| (at - to).max(0.0) + (at - from).min(0.0);
        let (across, down) = raw.extent();
        (
            beyond(real(column) + 0.5, self.place.left * across, self.place.right * across),
            beyond(real(row) + 0.5, self.place.top * down, self.place.bottom * down),
        )
    }
}

/// Blown spots that are at least three cells wide and high.
fn spots(grey: &Grey, side: usize) -> Vec<Spot> {
    let across = grey.width() / side;
    let down = grey.height() / side;
    let full = full_cells(grey, side);
    let mut core = cores(&full, across);
    let mut spots = Vec::new();
    while let Some(first) = core.iter().position(|core| *core) {
        let cells = flood(&mut core, first, across);
        let columns = || cells.iter().map(|cell| cell % across);
        let rows = || cells.iter().map(|cell| cell / across);
        let edge = |cell: Option<usize>, of: usize| real(cell.unwrap_or(0)) / real(of);
        let place = Place {
            left: edge(columns().min().map(|it| it.saturating_sub(1)), across),
            top: edge(rows().min().map(|it| it.saturating_sub(1)), down),
            right: edge(columns().max().map(|it| it + 2), across),
            bottom: edge(rows().max().map(|it| it + 2), down),
        };
        spots.push(Spot { place, width: real(cells.len()).sqrt() + 2.0 });
    }
    spots
}

/// Which cells are blown: all but a few grains.
fn full_cells(grey: &Grey, side: usize) -> Vec<bool> {
    let across = grey.width() / side;
    let enough = real(side * side) * 0.95;
    let mut cells = Vec::with_capacity(across * (grey.height() / side));
    for band in grey.dots().chunks_exact(grey.width() * side) {
        let mut counts = vec![0_u32; across];
        for row in band.chunks_exact(grey.width()) {
            for (count, dots) in counts.iter_mut().zip(row.chunks_exact(side)) {
                *count += dots.iter().map(|dot| u32::from(*dot >= FULL)).sum::<u32>();
            }
        }
        cells.extend(counts.into_iter().map(|count| sum(count) >= enough));
    }
    cells
}

/// Which cells are blown with all eight around them.
fn cores(full: &[bool], across: usize) -> Vec<bool> {
    let is_full = |at: usize| full.get(at).copied().unwrap_or(false);
    (0..full.len())
        .map(|at| {
            let inside = at >= across && at % across > 0 && at % across + 1 < across;
            inside
                && [at - across, at, at + across]
                    .iter()
                    .all(|row| is_full(row - 1) && is_full(*row) && is_full(row + 1))
        })
        .collect()
}

/// Takes out the cells that hang together with `first`.
fn flood(core: &mut [bool], first: usize, across: usize) -> Vec<usize> {
    let mut found = Vec::new();
    let mut open = vec![first];
    while let Some(at) = open.pop() {
        let Some(cell) = core.get_mut(at).filter(|core| **core) else { continue };
        *cell = false;
        found.push(at);
        // Cores never touch the border, so no step leaves the row.
        open.extend([at.wrapping_sub(across), at.wrapping_sub(1), at + 1, at + across]);
    }
    found
}
