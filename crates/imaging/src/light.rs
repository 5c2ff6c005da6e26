//! Uneven light is taken away: the paper becomes white everywhere, ink keeps how dark and what colour it is.

use crate::picture::{Picture, luma};
use crate::plane::{parted, quantile, real, shade};

/// The paper's light is measured in squares of so many dots; what surrounds one, in patches of so many squares.
const SQUARE: usize = 16;
const PATCH: usize = 4;
/// What is darker than this share of its surroundings is no shadow but a picture, a stripe or the desk.
const PRINTED: f32 = 0.6;
/// What reflects less than this share of the paper's light is black.
const BLACK: f32 = 0.1;
/// How far above the middle of its grain the paper's brightness is measured, in standard deviations: at 80 of 100.
const ABOVE: f32 = 0.84;

/// How the light lies on a page.
pub(crate) struct Light {
    /// How bright the paper is in each square.
    paper: Squares,
    /// How bright each colour of the paper is for each shade of grey.
    cast: [f32; 3],
    /// The paper's grain, a standard deviation as a share of its brightness.
    pub(crate) grain: f32,
}

/// A value for each square of a page, row by row.
#[derive(Clone)]
struct Squares {
    across: usize,
    down: usize,
    values: Vec<f32>,
}

/// What is measured in one square: the paper's brightness, its colour for each shade of grey, its grain.
struct Measure {
    paper: f32,
    colour: [f32; 3],
    grain: f32,
}

impl Light {
    /// Measures the light on a page of some 200 dots an inch.
    pub(crate) fn on(page: &Picture) -> Self {
        let (across, down) = (page.width().div_ceil(SQUARE), page.height().div_ceil(SQUARE));
        let squares = (0..across * down).map(|at| (at % across * SQUARE, at / across * SQUARE));
        let measures: Vec<Measure> = squares.map(|(x, y)| measure(page, x, y)).collect();
        let values = measures.iter().map(|measure| measure.paper).collect();
        let measured = Squares { across, down, values };
        let is_paper = measured.alike_around();
        let papers = || measures.iter().zip(&is_paper).filter(|(_, is)| **is).map(|(one, _)| one);
        let middle = |of: &dyn Fn(&Measure) -> f32| {
            quantile(&mut papers().map(of).collect::<Vec<f32>>(), 0.5)
        };
        let cast =
            [0, 1, 2].map(|n| middle(&|one| one.colour.get(n).copied().unwrap_or(1.0)).max(0.1));
        let grain = middle(&|one| one.grain / one.paper.max(1.0));
        Self { paper: measured.filled(&is_paper).smoothed().smoothed(), cast, grain }
    }

    /// The same page under even, white light.
    pub(crate) fn evened(&self, page: &Picture) -> Picture {
        let white = (1.0 - (ABOVE + 1.4) * self.grain).clamp(0.8, 0.95);
        // Four steps for each shade; what lies beyond the table is white.
        let shades: Vec<u8> = (0_u16..1024)
            .map(|n| shade(255.0 * (f32::from(n) / 1020.0 - BLACK) / (white - BLACK)))
            .collect();
        let mut page = page.clone();
        let width = page.width();
        for (y, row) in page.dots_mut().chunks_exact_mut(width).enumerate() {
            let paper = self.paper.row(real(y));
            let pairs = paper.iter().zip(paper.iter().skip(1));
            let mut dots = row.iter_mut();
            for (begin, end) in pairs {
                let bright = |share: f32| (begin + (end - begin) * share).max(1.0);
                for (n, dot) in dots.by_ref().take(SQUARE).enumerate() {
                    let bright = bright((real(n) + 0.5) / real(SQUARE));
                    for (value, cast) in dot.iter_mut().zip(self.cast) {
                        let (step, _) = parted(f32::from(*value) * 1020.0 / (bright * cast));
                        *value = shades.get(step).copied().unwrap_or(255);
                    }
                }
            }
        }
        page
    }
}

/// Looks at every second dot of a square.
fn measure(page: &Picture, x: usize, y: usize) -> Measure {
    let rows = page.rows().skip(y).step_by(2).take(SQUARE / 2);
    let dots: Vec<[u8; 3]> =
        rows.flat_map(|row| row.iter().skip(x).step_by(2).take(SQUARE / 2).copied()).collect();
    let mut shades: Vec<u8> = dots.iter().map(luma).collect();
    let mut rough: Vec<f32> = shades
        .windows(3)
        .filter_map(|three| match three {
            [a, b, c] => Some((f32::from(*a) + f32::from(*c) - 2.0 * f32::from(*b)).abs()),
            _ => None,
        })
        .collect();
    // A normal second difference: its median is 0.6745 deviations, and it has six times the variance.
    let grain = quantile(&mut rough, 0.5) / 0.6745 / 6.0_f32.sqrt();
    let eighty = shades.len() * 4 / 5;
    let paper = if eighty < shades.len() { *shades.select_nth_unstable(eighty).1 } else { 255 };
    let mut sums = [0.0; 4];
    for dot in dots.iter().filter(|dot| luma(dot) >= paper.saturating_sub(4)) {
        let [red, green, blue] = dot.map(f32::from);
        sums.iter_mut()
            .zip([red, green, blue, f32::from(luma(dot))])
            .for_each(|(sum, one)| *sum += one);
    }
    let [red, green, blue, grey] = sums;
    let colour = [red, green, blue].map(|sum| sum / grey.max(1.0));
    Measure { paper: f32::from(paper), colour, grain }
}

impl Squares {
    fn at(&self, across: usize, down: usize) -> Option<f32> {
        let within = across < self.across && down < self.down;
        within.then(|| self.values.get(down * self.across + across).copied()).flatten()
    }

    /// Which squares are about as bright as what is around them.
    fn alike_around(&self) -> Vec<bool> {
        let (across, down) = (self.across.div_ceil(PATCH), self.down.div_ceil(PATCH));
        let brightest = |x: usize, y: usize| {
            let inner = (0..PATCH * PATCH)
                .filter_map(|n| self.at(x * PATCH + n % PATCH, y * PATCH + n / PATCH));
            inner.fold(0.0, f32::max)
        };
        let values = (0..across * down).map(|at| brightest(at % across, at / across)).collect();
        let patches = Self { across, down, values };
        let around = |at: usize| {
            let (x, y) = (at % across, at / across);
            let mut near: Vec<f32> = (y.saturating_sub(3)..y + 4)
                .flat_map(|y| (x.saturating_sub(3)..x + 4).map(move |x| (x, y)))
                .filter_map(|(x, y)| patches.at(x, y))
                .collect();
            quantile(&mut near, 0.6)
        };
        let around: Vec<f32> = (0..across * down).map(around).collect();
        let is_alike = |(at, value): (usize, &f32)| {
            let patch = at / self.across / PATCH * across + at % self.across / PATCH;
            around.get(patch).is_none_or(|around| *value > PRINTED * around)
        };
        self.values.iter().enumerate().map(is_alike).collect()
    }

    /// Squares that are no paper take the mean of those around them that are, from their rim inwards.
    fn filled(&self, is_paper: &[bool]) -> Self {
        let known = self.values.iter().zip(is_paper).map(|(value, is)| is.then_some(*value));
        let mut known: Vec<Option<f32>> = known.collect();
        if known.iter().all(Option::is_none) {
            return self.clone();
        }
        while known.contains(&None) {
            let now = known.clone();
            for (at, value) in known.iter_mut().enumerate().filter(|(_, value)| value.is_none()) {
                let around = self.around(at).filter_map(|other| now.get(other).copied().flatten());
                let (sum, squares) = around.fold((0.0, 0.0), |(sum, n), one| (sum + one, n + 1.0));
                *value = (squares > 0.0).then(|| sum / squares);
            }
        }
        Self { values: known.into_iter().flatten().collect(), ..*self }
    }

    /// Each square the mean of itself and those around it.
    fn smoothed(&self) -> Self {
        let mean = |at: usize| {
            let own = self.values.get(at).copied().unwrap_or(0.0);
            let around = self.around(at).filter_map(|other| self.values.get(other));
            let (sum, squares) = around.fold((own, 1.0), |(sum, n), one| (sum + one, n + 1.0));
            sum / squares
        };
        Self { values: (0..self.values.len()).map(mean).collect(), ..*self }
    }

    /// The squares around one.
    fn around(&self, at: usize) -> impl Iterator<Item = usize> + '_ {
        let (x, y) = (at % self.across, at / self.across);
        let rows = y.saturating_sub(1)..(y + 2).min(self.down);
        let columns = x.saturating_sub(1)..(x + 2).min(self.across);
        rows.flat_map(move |y| columns.clone().map(move |x| y * self.across + x))
            .filter(move |other| *other != at)
    }

    /// The values at the left edge of each square of a row of dots, and at the right edge of the last.
    fn row(&self, y: f32) -> Vec<f32> {
        let place = (y + 0.5) / real(SQUARE) - 0.5;
        let (above, share) = parted(place.max(0.0));
        let value = |x: usize| {
            let above = self.at(x, above.min(self.down - 1)).unwrap_or(255.0);
            above
        };
        let below = |x: usize| self.at(x, (above + 1).min(self.down - 1)).unwrap_or(255.0);
        let middle = |x: usize| value(x) + (below(x) - value(x)) * share;
        let last = self.across - 1;
        (0..=self.across)
            .map(|x| f32::midpoint(middle(x.saturating_sub(1)), middle(x.min(last))))
            .collect()
    }
}
