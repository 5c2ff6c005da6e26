//! Whether a page was taken twice. The same sheet in other light and at another tilt is alike everywhere
//! but for a small shift; another copy of the same form differs where it was filled in. So what counts is
//! how alike the places are that are least alike.

use super::score;
use super::survey::sum;
use crate::Picture;
use crate::plane::{quantile, real};

/// Cells across any page.
const ACROSS: usize = 276;
/// Sides of a block in cells: some words of one line.
const WIDE: usize = 18;
const HIGH: usize = 10;
/// How far a block may have moved, in cells.
const REACH: usize = 6;
/// The share of the blocks that decides.
const DECIDING: f32 = 0.01;
/// A cell darker than this holds ink; of 255.
const INK: u8 = 24;
/// How well the deciding blocks are found when the pages are one, and under which they are two.
const ALIKE: f32 = 0.9;
const LIMIT: f32 = 0.8;

/// How dark a page is, cell by cell.
#[derive(Clone, PartialEq, Eq)]
pub struct Fingerprint {
    down: usize,
    cells: Vec<u8>,
}

impl std::fmt::Debug for Fingerprint {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Fingerprint({ACROSS} x {})", self.down)
    }
}

/// Takes the fingerprint of an evened page.
#[must_use]
pub fn fingerprint(page: &Picture) -> Fingerprint {
    let down = (ACROSS * page.height() / page.width()).clamp(1, 4 * ACROSS);
    let mut sums = vec![(0_u32, 0_u32); ACROSS * down];
    for (y, row) in page.grey().rows().enumerate() {
        let line = sums.iter_mut().skip(y * down / page.height() * ACROSS);
        for (column, (sum, count)) in line.take(ACROSS).enumerate() {
            let from = column * page.width() / ACROSS;
            let to = (column + 1) * page.width() / ACROSS;
            for dot in row.get(from..to).unwrap_or_default() {
                *sum += u32::from(255 - dot);
                *count += 1;
            }
        }
    }
    let mean = |(sum, count): (u32, u32)| u8::try_from(sum / count.max(1)).unwrap_or(u8::MAX);
    let cells: Vec<u8> = sums.into_iter().map(mean).collect();
    let smoothed = [1, ACROSS, 1, ACROSS].iter().fold(cells, |cells, step| smooth(&cells, *step));
    Fingerprint { down, cells: smoothed }
}

/// Lets every cell run into those `step` before and behind it, so that half a cell's shift hardly shows.
fn smooth(cells: &[u8], step: usize) -> Vec<u8> {
    let at = |at: usize| cells.get(at).copied().map_or(0, u16::from);
    (0..cells.len())
        .map(|here| at(here.wrapping_sub(step)) + 2 * at(here) + at(here + step))
        .map(|sum| u8::try_from(sum / 4).unwrap_or(u8::MAX))
        .collect()
}

/// How alike two pages are, 0 to 1: from one half on they are one page taken twice.
#[must_use]
pub fn likeness(one: &Fingerprint, other: &Fingerprint) -> f32 {
    if one.down.abs_diff(other.down) * 20 > one.down {
        return 0.0;
    }
    let (there, back) = (one.found_in(other), other.found_in(one));
    there.zip(back).map_or(0.0, |(there, back)| 1.0 - score(-there.min(back), -ALIKE, -LIMIT))
}

impl Fingerprint {
    /// How well its blocks are found in another, of those that are found worst; `None` of a blank page.
    fn found_in(&self, other: &Self) -> Option<f32> {
        let rows = (0..self.down.saturating_sub(HIGH)).step_by(HIGH);
        let corners = rows.flat_map(|y| (0..ACROSS - WIDE).step_by(WIDE).map(move |x| (x, y)));
        let mut found: Vec<f32> = corners
            .filter_map(|(x, y)| self.block(x, y))
            .filter(Block::has_ink)
            .map(|block| other.best(&block))
            .collect();
        (!found.is_empty()).then(|| quantile(&mut found, DECIDING))
    }

    /// The best match of a block within reach of its own place.
    fn best(&self, block: &Block<'_>) -> f32 {
        let coarse = self.best_near(block, Match { x: block.x, y: block.y, score: 0.0 }, REACH, 2);
        self.best_near(block, coarse, 1, 1).score
    }

    fn best_near(&self, block: &Block<'_>, near: Match, reach: usize, step: usize) -> Match {
        let around = |at: usize| (at.saturating_sub(reach)..=at + reach).step_by(step);
        around(near.y)
            .flat_map(|y| around(near.x).map(move |x| (x, y)))
            .filter_map(|(x, y)| self.block(x, y))
            .map(|there| Match { x: there.x, y: there.y, score: block.correlation(&there) })
            .fold(near, |best, next| if next.score > best.score { next } else { best })
    }

    fn block(&self, x: usize, y: usize) -> Option<Block<'_>> {
        let inside = x + WIDE <= ACROSS && y + HIGH <= self.down;
        inside.then(|| Block { x, y, cells: self.cells.get(y * ACROSS + x..).unwrap_or_default() })
    }
}

/// Where a block was found, and how well.
#[derive(Clone, Copy)]
struct Match {
    x: usize,
    y: usize,
    score: f32,
}

/// Some cells of a fingerprint, that begin at its upper left one.
struct Block<'a> {
    x: usize,
    y: usize,
    cells: &'a [u8],
}

impl Block<'_> {
    fn lines(&self) -> impl Iterator<Item = &[u8]> {
        self.cells.chunks(ACROSS).take(HIGH).filter_map(|line| line.get(..WIDE))
    }

    fn has_ink(&self) -> bool {
        let inked = |line: &[u8]| line.iter().filter(|cell| **cell > INK).count();
        self.lines().map(inked).sum::<usize>() * 10 > WIDE * HIGH
    }

    /// Pearson's, 0 where either is even.
    fn correlation(&self, other: &Self) -> f32 {
        let (mut a, mut b, mut aa, mut bb, mut ab) = (0_u32, 0_u32, 0_u32, 0_u32, 0_u32);
        for (these, those) in self.lines().zip(other.lines()) {
            for (this, that) in these.iter().zip(those) {
                let (this, that) = (u32::from(*this), u32::from(*that));
                a += this;
                b += that;
                aa += this * this;
                bb += that * that;
                ab += this * that;
            }
        }
        let count = real(WIDE * HIGH);
        let (a, b) = (sum(a), sum(b));
        let spread = (count * sum(aa) - a * a) * (count * sum(bb) - b * b);
        if spread > 0.0 { (count * sum(ab) - a * b) / spread.sqrt() } else { 0.0 }
    }
}
