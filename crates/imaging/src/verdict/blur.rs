//! Blur is how wide the edges of strokes are, tile by tile: noise does not fool it as it fools a
//! Laplacian, and a page that is sharp but for one line is found.

use super::survey::Survey;
use super::{Defect, Finding, SAID_FROM, score};
use crate::plane::quantile;

/// Edges of a good photo, in inches: 2.3 to 5 dots at 200 an inch.
const FINE_IN: f32 = 4.5 / 200.0;
/// Edges at which tesseract begins to lose digits of 12 point.
const LIMIT_IN: f32 = 7.8 / 200.0;
/// The share of the writing that may have wider edges than those judged.
const SPARED: f32 = 0.06;
/// The same for one blurred place on a sharp page, whose edges are this much wider than most.
const SPARED_IN_PLACE: f32 = 0.02;
const WIDER_IN_PLACE: f32 = 1.7;
const LIMIT_IN_PLACE_IN: f32 = 7.0 / 200.0;

/// Judges how sharp the strokes are where they are least sharp.
pub(super) fn blurred(raw: &Survey, dpi: f32) -> Finding {
    let edges = edges(raw);
    let mut widths: Vec<f32> = edges.iter().map(|edge| edge.width).collect();
    let mut at = |share: f32| quantile(&mut widths, share);
    let (most, wide, widest) = (at(0.5), at(1.0 - SPARED), at(1.0 - SPARED_IN_PLACE));
    let (fine, limit) = (FINE_IN * dpi, LIMIT_IN * dpi);
    let in_place = if widest > WIDER_IN_PLACE * most {
        score(widest, fine, LIMIT_IN_PLACE_IN * dpi)
    } else {
        0.0
    };
    let soft = if in_place >= SAID_FROM { LIMIT_IN_PLACE_IN * dpi } else { limit };
    let soft = edges.iter().filter(|edge| edge.width >= soft).map(|edge| (edge.column, edge.row));
    Finding {
        defect: Defect::Blurred,
        score: score(wide, fine, limit).max(in_place),
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
    raw.written()
        .filter_map(|(column, row, _)| {
            let mut widths: Vec<f32> =
                raw.around(column, row).filter_map(|tile| tile.edge).collect();
            // One tile alone may be a seal or a fold.
            (widths.len() >= 3).then(|| Edge { column, row, width: quantile(&mut widths, 0.5) })
        })
        .collect()
}
