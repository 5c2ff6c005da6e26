//! How the sheet lay in the frame: whole, large enough, the right way up, and found at all.

use super::survey::{Survey, cut, tile_of};
use super::{Defect, Finding, Place, score};
use crate::Grey;
use crate::plane::{count, quantile, real};

/// How deep from the border is looked for writing, in inches.
const DEPTH_IN: f32 = 0.32;
/// Writing this near to the border was probably cut: printers and hands keep 5 mm.
const MARGIN_IN: f32 = 0.09;
/// Places at one side where writing runs into the border.
const RUNS_FINE: f32 = 0.5;
const RUNS_LIMIT: f32 = 2.5;
/// A corner this near to the frame's edge, as a share, is the frame's and not the sheet's.
const AT_EDGE: f32 = 0.008;
/// Corners of a sheet on a scanner's glass agree this well with one another.
const STRAIGHT: f32 = 0.008;
/// Dots an inch that read well, and fewer than which do not.
const DPI_FINE: f32 = 200.0;
const DPI_LIMIT: f32 = 150.0;
/// How much brighter the sheet is than the desk next to it.
const STEP: f32 = 0.15;

/// Judges whether part of the sheet is outside the picture: a corner at the frame's edge, or writing that
/// runs into the border.
pub(super) fn cut_off(
    grey: &Grey,
    raw: &Survey,
    dpi: f32,
    corners: Option<[(f32, f32); 4]>,
) -> Finding {
    let mut contrasts: Vec<f32> = raw.written().map(|(_, _, tile)| tile.contrast()).collect();
    let usual = quantile(&mut contrasts, 0.5);
    let outside = if corners.is_some_and(|corners| leaves_frame(&corners)) { 0.75 } else { 0.0 };
    let runs = Side::ALL.map(|side| (real(runs(grey, dpi, side, usual)), side));
    let (most, side) = runs.into_iter().fold((0.0, None), |worst, (count, side)| {
        if count > worst.0 { (count, Some(side)) } else { worst }
    });
    Finding {
        defect: Defect::CutOff,
        score: score(most, RUNS_FINE, RUNS_LIMIT).max(outside),
        place: side.map(Side::place),
    }
}

/// Judges whether too few dots an inch were taken; of a picture that does not know, nothing is said.
pub(super) fn few_dots(taken_dpi: Option<f32>) -> Finding {
    let known = taken_dpi.filter(|dpi| !dpi.is_nan());
    let few = known.map_or(0.0, |dpi| score(-dpi, -DPI_FINE, -DPI_LIMIT));
    Finding::everywhere(Defect::FewDots, few)
}

/// Judges whether the page lies on its head.
pub(super) fn upside_down(upright: Option<f32>) -> Finding {
    let known = upright.filter(|upright| !upright.is_nan());
    let head = known.map_or(0.0, |upright| (1.0 - upright) / 2.0);
    Finding::everywhere(Defect::UpsideDown, head.clamp(0.0, 1.0))
}

/// Judges whether a page whose sheet was not found shows the desk: at a side, darker ground ends in a step.
pub(super) fn sheet_not_found(raw: &Survey, corners: Option<[(f32, f32); 4]>) -> Finding {
    let sides = Side::ALL.into_iter().filter(|side| steps_up(raw, *side)).count();
    let score = match (corners, sides) {
        (Some(_), _) => 0.0,
        (None, 0) => 0.3,
        (None, 1) => 0.6,
        (None, _) => 1.0,
    };
    Finding::everywhere(Defect::SheetNotFound, score)
}

#[derive(Clone, Copy)]
enum Side {
    Left,
    Top,
    Right,
    Bottom,
}

impl Side {
    const ALL: [Self; 4] = [Self::Left, Self::Top, Self::Right, Self::Bottom];

    fn place(self) -> Place {
        let (left, top, right, bottom) = match self {
            Self::Left => (0.0, 0.0, 0.05, 1.0),
            Self::Top => (0.0, 0.0, 1.0, 0.05),
            Self::Right => (0.95, 0.0, 1.0, 1.0),
            Self::Bottom => (0.0, 0.95, 1.0, 1.0),
        };
        Place { left, top, right, bottom }
    }
}

/// A corner lies on the frame's edge, and the sheet was not laid straight on a scanner's glass, whose
/// corner it may well touch.
fn leaves_frame(corners: &[(f32, f32); 4]) -> bool {
    let at_edge = |at: f32| !(AT_EDGE..=1.0 - AT_EDGE).contains(&at);
    let [top_left, top_right, bottom_right, bottom_left] = *corners;
    let straight = [
        top_left.0 - bottom_left.0,
        top_right.0 - bottom_right.0,
        top_left.1 - top_right.1,
        bottom_left.1 - bottom_right.1,
    ];
    corners.iter().any(|(x, y)| at_edge(*x) || at_edge(*y))
        && straight.iter().any(|slant| slant.abs() > STRAIGHT)
}

/// At how many places of a side ink as dark as usual begins right at the border.
fn runs(grey: &Grey, dpi: f32, side: Side, usual: f32) -> usize {
    let depth = count(dpi * DEPTH_IN);
    let margin = count(dpi * MARGIN_IN);
    let along = match side {
        Side::Left | Side::Right => grey.height(),
        Side::Top | Side::Bottom => grey.width(),
    };
    (0..along / depth)
        .filter(|place| {
            let from = place * depth;
            let rows = match side {
                Side::Left => cut(grey, 0, from, depth),
                Side::Top => cut(grey, from, 0, depth),
                Side::Right => cut(grey, grey.width().saturating_sub(depth), from, depth),
                Side::Bottom => cut(grey, from, grey.height().saturating_sub(depth), depth),
            };
            let tile = tile_of(&rows);
            tile.is_written()
                && tile.contrast() > usual * 0.5
                && begins(&rows, side, f32::midpoint(tile.paper, tile.ink)) < margin
        })
        .count()
}

/// How many dots from the border the first ink lies.
fn begins(rows: &[&[u8]], side: Side, middle: f32) -> usize {
    let dark = |dot: &u8| f32::from(*dot) < middle;
    let in_row = |row: &&[u8]| row.iter().filter(|dot| dark(dot)).count() >= 2;
    let of_column =
        |column: usize| rows.iter().filter(|row| row.get(column).is_some_and(dark)).count() >= 2;
    let width = rows.first().map_or(0, |row| row.len());
    let found = match side {
        Side::Top => rows.iter().position(in_row),
        Side::Bottom => rows.iter().rev().position(in_row),
        Side::Left => (0..width).position(of_column),
        Side::Right => (0..width).rev().position(of_column),
    };
    found.unwrap_or(usize::MAX)
}

/// Whether, from this side inwards, most lines of tiles step from dark to bright.
fn steps_up(raw: &Survey, side: Side) -> bool {
    let (lines, deep) = match side {
        Side::Left | Side::Right => (raw.down, raw.across),
        Side::Top | Side::Bottom => (raw.across, raw.down),
    };
    let paper = |line: usize, depth: usize| {
        let tile = match side {
            Side::Left => raw.tile(depth, line),
            Side::Right => raw.tile(raw.across.checked_sub(depth + 1)?, line),
            Side::Top => raw.tile(line, depth),
            Side::Bottom => raw.tile(line, raw.down.checked_sub(depth + 1)?),
        };
        tile.map(|tile| tile.paper)
    };
    let steps = (0..lines).filter(|line| {
        (0..deep / 3).any(|depth| {
            let step = paper(*line, depth + 2).zip(paper(*line, depth));
            step.is_some_and(|(inner, outer)| inner - outer > STEP * inner)
        })
    });
    steps.count() * 2 > lines
}
