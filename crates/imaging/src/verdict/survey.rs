//! A sheet is surveyed once, tile by tile: how bright its paper, how dark its ink, how wide the edges of
//! its strokes. Every judgement reads this.

use super::Place;
use crate::Grey;
use crate::plane::{count, real, shade};

/// Side of a tile in inches: a line of text and its gap fit in.
const SIDE_IN: f32 = 0.32;
/// Crossings in each direction under which something is a speck or a ruled line, not writing.
const FEWEST_CROSSINGS: u32 = 40;
/// Strokes are wider than this, in dots; grains are not.
const WIDTH_LEAST: f32 = 1.5;
/// The share of a tile that writing blackens.
const SHARES: std::ops::Range<f32> = 0.004..0.45;

/// What a tile holds; levels from 0 (black) to 255.
#[derive(Clone, Copy, Debug)]
pub(super) struct Tile {
    /// Level of its paper.
    pub paper: f32,
    /// Level of its darkest hundredth.
    pub ink: f32,
    /// Standard deviation of its paper.
    pub noise: f32,
    /// Dots over which its paper turns into ink, in the direction where these are more; `None` where
    /// nothing is written.
    pub edge: Option<f32>,
}

impl Tile {
    /// How much darker its ink is than its paper.
    pub(super) fn contrast(&self) -> f32 {
        self.paper - self.ink
    }

    /// Something is written in it: neither a ruled line alone, nor grains, nor a dark ground.
    pub(super) fn is_written(&self) -> bool {
        self.edge.is_some()
    }
}

/// All tiles of a sheet, row by row.
pub(super) struct Survey {
    /// Tiles in a row.
    pub across: usize,
    /// Rows of tiles.
    pub down: usize,
    /// Side of a tile in dots.
    pub side: usize,
    /// The tiles.
    pub tiles: Vec<Tile>,
    width: usize,
    height: usize,
}

impl Survey {
    /// Surveys a sheet of `dpi` dots an inch; what is left at the right and at the bottom makes smaller tiles.
    pub(super) fn of(grey: &Grey, dpi: f32) -> Self {
        let side = count(dpi * SIDE_IN);
        let across = grey.width().div_ceil(side);
        let down = grey.height().div_ceil(side);
        let corners = (0..down).flat_map(|row| (0..across).map(move |column| (column, row)));
        let tiles = corners
            .map(|(column, row)| tile_of(&cut(grey, column * side, row * side, side)))
            .collect();
        Self { across, down, side, tiles, width: grey.width(), height: grey.height() }
    }

    /// The tiles in which something is written, with their column and row.
    pub(super) fn written(&self) -> impl Iterator<Item = (usize, usize, &Tile)> {
        let across = self.across;
        let tiles = self.tiles.iter().enumerate().filter(|(_, tile)| tile.is_written());
        tiles.map(move |(at, tile)| (at % across, at / across, tile))
    }

    /// The tile in a column and a row; `None` outside the sheet.
    pub(super) fn tile(&self, column: usize, row: usize) -> Option<&Tile> {
        (column < self.across).then(|| self.tiles.get(row * self.across + column)).flatten()
    }

    /// A tile and those that touch it.
    pub(super) fn around(&self, column: usize, row: usize) -> impl Iterator<Item = &Tile> {
        let columns = column.saturating_sub(1)..=column + 1;
        (row.saturating_sub(1)..=row + 1)
            .flat_map(move |row| columns.clone().map(move |column| (column, row)))
            .filter_map(|(column, row)| self.tile(column, row))
    }

    /// Tiles across and down, with what the last ones lack.
    pub(super) fn extent(&self) -> (f32, f32) {
        let side = real(self.side);
        (real(self.width) / side, real(self.height) / side)
    }

    /// The smallest place with all these tiles, given by column and row; `None` of none.
    pub(super) fn place(&self, tiles: impl Iterator<Item = (usize, usize)>) -> Option<Place> {
        let share = |tile: usize, dots: usize| (real(tile * self.side) / real(dots)).min(1.0);
        tiles
            .map(|(column, row)| Place {
                left: share(column, self.width),
                top: share(row, self.height),
                right: share(column + 1, self.width),
                bottom: share(row + 1, self.height),
            })
            .reduce(|all, one| Place {
                left: all.left.min(one.left),
                top: all.top.min(one.top),
                right: all.right.max(one.right),
                bottom: all.bottom.max(one.bottom),
            })
    }
}

/// The square of `side` dots whose upper left dot is given, as far as it lies on the sheet.
pub(super) fn cut(grey: &Grey, left: usize, top: usize, side: usize) -> Vec<&[u8]> {
    let right = (left + side).min(grey.width());
    grey.rows().skip(top).take(side).filter_map(|row| row.get(left..right)).collect()
}

/// What some rows of dots hold.
pub(super) fn tile_of(rows: &[&[u8]]) -> Tile {
    let levels = Levels::of(rows);
    let paper = levels.at(0.65);
    let ink = levels.at(0.01);
    let noise = ((levels.at(0.97) - paper) / 1.5).max(0.5);
    let contrast = paper - ink;
    let stands_out = contrast > 6.0 + 4.0 * noise;
    let crossings = stands_out.then(|| Crossings::of(rows, shade(f32::midpoint(paper, ink))));
    // Grains make the darkest hundredth darker than the ink is.
    let edge = crossings.and_then(|crossings| crossings.edge(contrast - 1.5 * noise));
    Tile { paper, ink, noise, edge }
}

/// How often each level occurs.
struct Levels {
    counts: [u32; 256],
    dots: u32,
}

impl Levels {
    fn of(rows: &[&[u8]]) -> Self {
        // Two tables, so that dots of one level next to each other do not wait for one another.
        let (mut even, mut odd) = ([0_u32; 256], [0_u32; 256]);
        for row in rows {
            for pair in row.chunks(2) {
                if let Some(count) = pair.first().and_then(|dot| even.get_mut(usize::from(*dot))) {
                    *count += 1;
                }
                if let Some(count) = pair.get(1).and_then(|dot| odd.get_mut(usize::from(*dot))) {
                    *count += 1;
                }
            }
        }
        for (sum, more) in even.iter_mut().zip(odd) {
            *sum += more;
        }
        Self { dots: even.iter().sum(), counts: even }
    }

    /// The level that this share of the dots stays at or under.
    fn at(&self, share: f32) -> f32 {
        let wanted = sum(self.dots) * share;
        let mut seen = 0;
        for (level, count) in (0_u8..=255).zip(self.counts) {
            seen += count;
            if sum(seen) >= wanted {
                return f32::from(level);
            }
        }
        255.0
    }
}

/// Neighbours on either side of the middle between ink and paper.
#[derive(Clone, Copy, Default)]
struct Crossed {
    count: u32,
    /// The sum of the levels between them.
    steps: u32,
}

/// All such neighbours of a tile.
#[derive(Default)]
struct Crossings {
    across: Crossed,
    down: Crossed,
    ink: u32,
    dots: u32,
}

impl Crossings {
    fn of(rows: &[&[u8]], middle: u8) -> Self {
        let mut all = Self::default();
        for row in rows {
            all.across.add(row, row.get(1..).unwrap_or_default(), middle);
            all.ink += row.iter().map(|dot| u32::from(*dot < middle)).sum::<u32>();
            all.dots += u32::try_from(row.len()).unwrap_or(u32::MAX);
        }
        for (row, next) in rows.iter().zip(rows.iter().skip(1)) {
            all.down.add(row, next, middle);
        }
        all
    }

    /// The width of the wider edges; `None` where this is no writing.
    fn edge(&self, contrast: f32) -> Option<f32> {
        // Crofton: a curve's length is pi/4 of how often a grid of unit step crosses it.
        let length = std::f32::consts::FRAC_PI_4 * sum(self.across.count + self.down.count);
        let is_writing = self.across.count.min(self.down.count) >= FEWEST_CROSSINGS
            && 2.0 * sum(self.ink) / length > WIDTH_LEAST
            && SHARES.contains(&(sum(self.ink) / sum(self.dots)));
        is_writing.then(|| self.across.edge(contrast).max(self.down.edge(contrast)))
    }
}

impl Crossed {
    fn add(&mut self, dots: &[u8], next: &[u8], middle: u8) {
        for (this, that) in dots.iter().zip(next) {
            let crosses = u8::from((*this < middle) != (*that < middle));
            self.count += u32::from(crosses);
            self.steps += u32::from(crosses * this.abs_diff(*that));
        }
    }

    fn edge(self, contrast: f32) -> f32 {
        contrast * sum(self.count) / sum(self.steps.max(1))
    }
}

/// A sum over dots as a measure.
#[expect(clippy::cast_precision_loss, reason = "a rounded mean is as good")]
pub(super) fn sum(sum: u32) -> f32 {
    sum as f32
}
