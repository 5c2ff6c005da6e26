//! Blur is how wide the edges of strokes are, tile by tile: noise does not fool it as it fools a
//! Laplacian, and a page that is sharp but for one line is found.

use super::survey::Survey;
use super::{Defect, Finding, quantile, score};

/// How wide edges are: the share of the writing whose edges may be wider, the width of a good photo's and
/// the width at which tesseract begins to lose digits of 12 point, both in inches. The second line finds
/// one blurred place on a sharp page.
const LIMITS: [(f32, f32, f32); 2] =
    [(0.06, 4.5 / 200.0, 7.2 / 200.0), (0.02, 5.0 / 200.0, 8.0 / 200.0)];

/// Judges how sharp the strokes are where they are least sharp.
pub(super) fn blurred(raw: &Survey, dpi: f32) -> Finding {
    let edges = edges(raw);
    let mut widths: Vec<f32> = edges.iter().map(|edge| edge.width).collect();
    let worst = LIMITS.into_iter().filter_map(|(spared, fine, limit)| {
        let width = quantile(&mut widths, 1.0 - spared)?;
        Some((score(width, fine * dpi, limit * dpi), limit * dpi))
    });
    let none = Finding::everywhere(Defect::Blurred, 0.0);
    let Some((score, limit)) = worst.reduce(|a, b| if a.0 >= b.0 { a } else { b }) else {
        return none;
    };
    let soft = edges.iter().filter(|edge| edge.width >= limit).map(|edge| (edge.column, edge.row));
    Finding { defect: Defect::Blurred, score, place: raw.place(soft) }
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
            let width = (widths.len() >= 3).then(|| quantile(&mut widths, 0.5)).flatten()?;
            Some(Edge { column, row, width })
        })
        .collect()
}
