//! Too little light, or so much that ink drowns in it.

use super::survey::Survey;
use super::{Defect, Finding, score};
use crate::plane::quantile;

/// Paper of this level is bright enough in any light.
const PAPER_FINE: f32 = 68.0;
/// Darker paper leaves too few levels for ink.
const PAPER_LIMIT: f32 = 42.0;
/// Noise as a share of contrast.
const NOISE_FINE: f32 = 0.1;
const NOISE_LIMIT: f32 = 0.2;
/// From here on the sensor could count no further.
const FULL: f32 = 251.0;
/// Contrast of ink on paper that is full, as a share of it.
const WASHED_FINE: f32 = 0.62;
const WASHED_LIMIT: f32 = 0.46;
/// Judged is the darkest, or the palest, tenth of the writing.
const SPARED: f32 = 0.1;

/// Judges whether the paper is so dark that its ink can hardly differ from it.
pub(super) fn too_dark(raw: &Survey) -> Finding {
    let (mut papers, mut noises): (Vec<f32>, Vec<f32>) =
        raw.written().map(|(_, _, tile)| (tile.paper, tile.noise / tile.contrast())).unzip();
    if papers.is_empty() {
        papers = raw.tiles.iter().map(|tile| tile.paper).collect();
    }
    let paper = score(quantile(&mut papers, SPARED), PAPER_FINE, PAPER_LIMIT);
    let noise = score(quantile(&mut noises, 0.5), NOISE_FINE, NOISE_LIMIT);
    Finding::everywhere(Defect::TooDark, paper.max(noise))
}

/// Judges whether ink is washed out on paper that is brighter than the sensor could count.
pub(super) fn too_bright(raw: &Survey) -> Finding {
    let full = raw.written().filter(|(_, _, tile)| tile.paper >= FULL);
    let mut contrasts: Vec<f32> = full.map(|(_, _, tile)| tile.contrast() / tile.paper).collect();
    if contrasts.is_empty() || contrasts.len() * 2 < raw.written().count() {
        return Finding::everywhere(Defect::TooBright, 0.0);
    }
    let washed = score(quantile(&mut contrasts, SPARED), WASHED_FINE, WASHED_LIMIT);
    Finding::everywhere(Defect::TooBright, washed)
}
