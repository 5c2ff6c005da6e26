//! Blur is how wide the edges of strokes are, tile by tile: noise does not fool it as it fools a
//! Laplacian, and a page that is sharp but for one line is found.

use super::survey::Survey;
use super::{Defect, Finding, quantile, score};

/// Edges of a good photo, in inches: 2.3 to 5 dots at 200 an inch.
const FINE_IN: f32 = 4.5 / 200.0;
/// Edges at which tesseract begins to lose digits of 12 point.
const LIMIT_IN: f32 = 7.0 / 200.0;
/// The share of the writing that may be worse than what is judged.
const SPARED: f32 = 0.06;

/// Judges how sharp the strokes are where they are least sharp.
pub(super) fn blurred(raw: &Survey, dpi: f32) -> Finding {
    let edges = edges(raw);
    let mut widths: Vec<f32> = edges.iter().map(|edge| edge.width).collect();
    let Some(worst) = quantile(&mut widths, 1.0 - SPARED) else {
        return Finding::everywhere(Defect::Blurred, 0.0);
    };
    let limit = LIMIT_IN * dpi;
    let soft = edges.iter().filter(|edge| edge.width >= limit).map(|edge| (edge.column, edge.row));
    Finding {
        defect: Defect::Blurred,
        score: score(worst, FINE_IN * dpi, limit),
        place: raw.place(soft),
    }
}

/// How wide the edges are around a tile.
struct Edge {
    column: usize,
    row: usize,
    width: f32,
}

fn edges(raw: &Survey) -> Vec<Edge> {
    raw.placed()
        .filter(|(_, _, tile)| tile.writing().is_some())
        .filter_map(|(column, row, _)| {
            // A hand that shakes widens the edges of one direction only.
            let mut widths: Vec<f32> = raw
                .around(column, row)
                .filter_map(|tile| tile.writing())
                .map(|strokes| strokes.across.max(strokes.down))
                .collect();
            // One tile alone may be a seal or a fold.
            let width = (widths.len() >= 3).then(|| quantile(&mut widths, 0.5)).flatten()?;
            Some(Edge { column, row, width })
        })
        .collect()
}
