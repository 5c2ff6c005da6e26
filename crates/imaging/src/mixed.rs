//! A sheet in two layers: plain ink as a mask of all its dots, and under it everything that has colour or
//! shade at half the dots each way, with the ink taken out so that it costs little.

use crate::ink::{plain_ink_among, tints};
use crate::mask::Mask;
use crate::picture::{Picture, luma};
use crate::squares::Squares;

/// Side of the squares whose paper fills the holes that ink leaves, in dots of the lower layer.
const PATCH: usize = 16;
/// Paper as light as this in every channel becomes white: its grain costs bytes and says nothing.
const WHITE: u8 = 236;

/// A sheet's ink that has no colour of its own, that ink's colour, and what lies under it.
pub(crate) struct Parted {
    /// Where plain ink is.
    pub(crate) text: Mask,
    /// Its colour.
    pub(crate) ink: [u8; 3],
    /// Everything else, with half as many dots each way.
    pub(crate) under: Picture,
}

/// Parts a sheet's plain ink from the rest.
pub(crate) fn parted(picture: &Picture) -> Parted {
    let tints = tints(picture);
    let text = plain_ink_among(picture, &tints);
    let under = under(picture, &holes(&text, &tints));
    Parted { ink: colour(picture, &text), text, under }
}

/// The ink to take out, with its blurred edge; beside a coloured stroke without, which is not to be bitten off.
fn holes(text: &Mask, tints: &Squares<bool>) -> Mask {
    let mut holes = text.grown().grown();
    let side = tints.side();
    for (number, (row, text)) in holes.rows_mut().zip(text.rows()).enumerate() {
        let parts = row.chunks_mut(side).zip(text.chunks(side)).zip(tints.row(number));
        for ((row, text), _) in parts.filter(|(_, coloured)| **coloured) {
            row.copy_from_slice(text);
        }
    }
    holes
}

/// The picture at half as many dots each way, `holes` filled with the paper around them.
fn under(picture: &Picture, holes: &Mask) -> Picture {
    let width = picture.width();
    let half = width.div_ceil(2);
    let mut kept = Vec::with_capacity(picture.dots().len() / 4 + half + picture.height());
    for (dots, holes) in picture.dots().chunks(width * 2).zip(holes.dots().chunks(width * 2)) {
        halve(dots, holes, width, &mut kept);
    }
    let papers = Squares::of(&kept, half, PATCH, |sums, _| mean(sums)).blended(2, blend);
    let mut dots = Vec::with_capacity(kept.len());
    for (number, row) in kept.chunks_exact(half).enumerate() {
        for (part, [red, green, blue, has_paper]) in row.chunks(PATCH).zip(papers.row(number)) {
            let paper = if *has_paper > 0 { [*red, *green, *blue] } else { [u8::MAX; 3] };
            dots.extend(part.iter().map(|[red, green, blue, is_kept]| {
                whitened(if *is_kept > 0 { [*red, *green, *blue] } else { paper })
            }));
        }
    }
    Picture::of(half, picture.height().div_ceil(2), dots).unwrap_or_else(|| picture.clone())
}

/// Two rows of dots as one of half the width. A fourth channel is 1 where something but holes is left of a dot.
fn halve(dots: &[[u8; 3]], holes: &[bool], width: usize, half: &mut Vec<[u8; 4]>) {
    let (above, below) = dots.split_at(width.min(dots.len()));
    let (holes_above, holes_below) = holes.split_at(width.min(holes.len()));
    let below = if below.is_empty() { above } else { below };
    let holes_below = if holes_below.is_empty() { holes_above } else { holes_below };
    let above = above.chunks(2).zip(holes_above.chunks(2));
    let below = below.chunks(2).zip(holes_below.chunks(2));
    half.extend(above.zip(below).map(|((above, holes_above), (below, holes_below))| {
        let mut sums = [0; 4];
        let dots = above.iter().chain(below).zip(holes_above.iter().chain(holes_below));
        for ([red, green, blue], _) in dots.filter(|(_, hole)| !**hole) {
            add(&mut sums, [*red, *green, *blue, 1]);
        }
        mean(sums)
    }));
}

/// The mean of colours that are added up, their number in the fourth channel.
fn mean([red, green, blue, count]: [u32; 4]) -> [u8; 4] {
    let share =
        |sum: u32| u8::try_from(sum.checked_div(count).unwrap_or_default()).unwrap_or(u8::MAX);
    [share(red), share(green), share(blue), u8::from(count > 0)]
}

fn blend(colours: &[[u8; 4]]) -> [u8; 4] {
    let mut sums = [0; 4];
    colours.iter().for_each(|colour| add(&mut sums, *colour));
    mean(sums)
}

fn add(sums: &mut [u32; 4], colour: [u8; 4]) {
    sums.iter_mut().zip(colour).for_each(|(sum, channel)| *sum += u32::from(channel));
}

/// The colour of the ink under `text` where it is darkest: its edges are half paper.
fn colour(picture: &Picture, text: &Mask) -> [u8; 3] {
    let mut shades = [[0; 4]; 256];
    let dots = picture.dots().iter().zip(text.dots()).filter(|(_, ink)| **ink);
    for (dot @ [red, green, blue], _) in dots {
        if let Some(sums) = shades.get_mut(usize::from(luma(dot))) {
            add(sums, [*red, *green, *blue, 1]);
        }
    }
    let all: u32 = shades.iter().map(|[.., count]| count).sum();
    let mut sums = [0_u32; 4];
    for shade in shades {
        sums.iter_mut().zip(shade).for_each(|(sum, part)| *sum += part);
        let [.., count] = sums;
        if count * 2 >= all {
            break;
        }
    }
    let [red, green, blue, _] = mean(sums);
    [red, green, blue]
}

fn whitened(dot: [u8; 3]) -> [u8; 3] {
    if dot.iter().all(|channel| *channel >= WHITE) { [u8::MAX; 3] } else { dot }
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

        let under = under(&picture, &text.grown());

        assert_eq!((under.width(), under.height()), (SIDE / 2, SIDE / 2));
        assert!(under.dots().iter().all(|dot| *dot == [225, 232, 220]));
    }

    #[test]
    fn layer_under_text_is_white_when_paper_is_nearly() {
        let (picture, text) = sheet([240, 241, 238], [20; 3]);
        assert!(under(&picture, &text.grown()).dots().iter().all(|dot| *dot == [255; 3]));
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
