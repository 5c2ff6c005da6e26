//! A sheet in two layers: plain ink as a mask of all its dots, and under it everything that has colour or
//! shade at half the dots each way, with the ink taken out so that it costs little.

use crate::ink::tints;
use crate::mask::Mask;
use crate::picture::{Picture, luma};
use crate::squares::Squares;

/// Side of the squares whose paper fills the holes that ink leaves, in dots of the lower layer.
const PATCH: usize = 16;
/// Paper as light as this in every channel becomes white: its grain costs bytes and says nothing.
const WHITE: u8 = 236;

/// The layer under `text`: half as many dots each way, without the ink of `text` and its blurred edge.
pub(crate) fn under(picture: &Picture, text: &Mask) -> Picture {
    let width = picture.width();
    let holes = holes(picture, text);
    let pairs = picture.dots().chunks(width * 2).zip(holes.dots().chunks(width * 2));
    let kept: Vec<Option<[u8; 3]>> =
        pairs.flat_map(|(dots, holes)| halved(dots, holes, width)).collect();
    let half = width.div_ceil(2);
    let paper = Squares::of(&kept, half, PATCH, add_kept, Sum::mean).blended(2, mean);
    let mut dots = Vec::with_capacity(kept.len());
    for (number, row) in kept.chunks_exact(half).enumerate() {
        for (part, paper) in row.chunks(PATCH).zip(paper.row(number)) {
            let paper = paper.unwrap_or([u8::MAX; 3]);
            dots.extend(part.iter().map(|dot| whitened(dot.unwrap_or(paper))));
        }
    }
    Picture::of(half, picture.height().div_ceil(2), dots).unwrap_or_else(|| picture.clone())
}

/// The colour that the ink under `text` has at its darker half: its edges are half paper.
pub(crate) fn colour(picture: &Picture, text: &Mask) -> [u8; 3] {
    let inked = || picture.dots().iter().zip(text.dots()).filter(|(_, ink)| **ink).map(|(dot, _)| dot);
    let mut lights = [0_usize; 256];
    for dot in inked() {
        if let Some(count) = lights.get_mut(usize::from(luma(dot))) {
            *count += 1;
        }
    }
    let all: usize = lights.iter().sum();
    let mut passed = 0;
    let reached = lights.iter().position(|count| {
        passed += count;
        passed * 2 >= all
    });
    let median = reached.and_then(|light| u8::try_from(light).ok()).unwrap_or_default();
    let mut sum = Sum::default();
    inked().filter(|dot| luma(dot) <= median).for_each(|dot| sum.add(*dot, 1));
    sum.mean().unwrap_or_default()
}

/// The ink to take out, with its edge; beside a coloured stroke without, which is not to be bitten off.
fn holes(picture: &Picture, text: &Mask) -> Mask {
    let mut holes = text.grown().grown();
    let tints = tints(picture);
    for (number, (row, text)) in holes.rows_mut().zip(text.rows()).enumerate() {
        let side = tints.side();
        let parts = row.chunks_mut(side).zip(text.chunks(side)).zip(tints.row(number));
        for ((row, text), _) in parts.filter(|(_, coloured)| **coloured) {
            row.copy_from_slice(text);
        }
    }
    holes
}

/// Two rows of dots as one of half the width; `None` where ink leaves nothing of a dot.
fn halved(dots: &[[u8; 3]], holes: &[bool], width: usize) -> Vec<Option<[u8; 3]>> {
    let (above, below) = dots.split_at(width.min(dots.len()));
    let (holes_above, holes_below) = holes.split_at(width.min(holes.len()));
    let mut sums = vec![Sum::default(); width.div_ceil(2)];
    for (row, holes) in [(above, holes_above), (below, holes_below)] {
        for ((pair, holes), sum) in row.chunks(2).zip(holes.chunks(2)).zip(&mut sums) {
            pair.iter().zip(holes).for_each(|(dot, hole)| sum.add(*dot, u32::from(!hole)));
        }
    }
    sums.iter().map(Sum::mean).collect()
}

fn whitened(dot: [u8; 3]) -> [u8; 3] {
    if dot.iter().all(|channel| *channel >= WHITE) { [u8::MAX; 3] } else { dot }
}

fn add_kept(sum: &mut Sum, part: &[Option<[u8; 3]>]) {
    part.iter().flatten().for_each(|dot| sum.add(*dot, 1));
}

fn mean(colours: &[Option<[u8; 3]>]) -> Option<[u8; 3]> {
    let mut sum = Sum::default();
    add_kept(&mut sum, colours);
    sum.mean()
}

/// Colours added up, and how many.
#[derive(Clone, Copy, Default)]
struct Sum {
    red: u32,
    green: u32,
    blue: u32,
    count: u32,
}

impl Sum {
    fn add(&mut self, dot: [u8; 3], times: u32) {
        let [red, green, blue] = dot.map(u32::from);
        self.red += red * times;
        self.green += green * times;
        self.blue += blue * times;
        self.count += times;
    }

    fn mean(&self) -> Option<[u8; 3]> {
        let share = |sum: u32| sum.checked_div(self.count).and_then(|mean| u8::try_from(mean).ok());
        Some([share(self.red)?, share(self.green)?, share(self.blue)?])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SIDE: usize = 64;

    fn sheet(paper: [u8; 3], stroke: [u8; 3]) -> (Picture, Mask) {
        let inked = |at: usize| (30..34).contains(&(at % SIDE));
        let dots = (0..SIDE * SIDE).map(|at| if inked(at) { stroke } else { paper }).collect();
        let mask = (0..SIDE * SIDE).map(inked).collect();
        (Picture::of(SIDE, SIDE, dots).unwrap(), Mask::of(SIDE, SIDE, mask).unwrap())
    }

    #[test]
    fn layer_under_text_is_bare_paper_of_its_own_tint() {
        let (picture, text) = sheet([225, 232, 220], [20; 3]);

        let under = under(&picture, &text);

        assert_eq!((under.width(), under.height()), (SIDE / 2, SIDE / 2));
        assert!(under.dots().iter().all(|dot| *dot == [225, 232, 220]));
    }

    #[test]
    fn layer_under_text_is_white_when_paper_is_nearly() {
        let (picture, text) = sheet([240, 241, 238], [20; 3]);
        assert!(under(&picture, &text).dots().iter().all(|dot| *dot == [255; 3]));
    }

    #[test]
    fn layer_under_text_keeps_a_stroke_that_is_not_text() {
        let (picture, _) = sheet([250; 3], [200, 40, 40]);
        let nothing = Mask::of(SIDE, SIDE, vec![false; SIDE * SIDE]).unwrap();

        let under = under(&picture, &nothing);

        assert_eq!(under.dots()[SIDE / 2 * 10 + 15], [200, 40, 40]);
    }

    #[test]
    fn colour_of_text_is_that_of_its_strokes_and_not_of_their_edges() {
        let (mut picture, text) = sheet([250; 3], [30, 32, 40]);
        for row in picture.dots_mut().chunks_exact_mut(SIDE) {
            row[30] = [150; 3];
        }

        assert_eq!(colour(&picture, &text), [30, 32, 40]);
    }

    #[test]
    fn layer_keeps_its_odd_last_dots() {
        let picture = Picture::of(5, 3, vec![[10, 200, 90]; 15]).unwrap();
        let nothing = Mask::of(5, 3, vec![false; 15]).unwrap();

        let under = under(&picture, &nothing);

        assert_eq!((under.width(), under.height()), (3, 2));
        assert!(under.dots().iter().all(|dot| *dot == [10, 200, 90]));
    }
}
