//! Whether anything is on the page that will be sent, and whether one can see it.

use super::survey::Survey;
use super::{Defect, Finding, score};
use crate::plane::{quantile, real};

/// Tiles of writing with which a page is surely not blank: a signature has as many.
const WRITTEN_FINE: f32 = 8.0;
const WRITTEN_LIMIT: f32 = 4.0;
/// Contrast of ink, in levels of the evened page.
const CONTRAST_FINE: f32 = 72.0;
const CONTRAST_LIMIT: f32 = 34.0;
/// The share of the writing that may be fainter than what is judged.
const SPARED: f32 = 0.25;

/// Judges whether nothing is written on a page; specks and folds are not writing.
pub(super) fn blank(page: &Survey) -> Finding {
    let has_neighbour =
        |column, row| page.around(column, row).filter(|it| it.is_written()).count() > 1;
    let written = page.written().filter(|(column, row, _)| has_neighbour(*column, *row)).count();
    Finding::everywhere(Defect::Blank, score(real(written), WRITTEN_FINE, WRITTEN_LIMIT))
}

/// Judges whether ink stands out from its paper in what will be sent.
pub(super) fn faint(page: &Survey) -> Finding {
    let mut contrasts: Vec<f32> = page.written().map(|(_, _, tile)| tile.contrast()).collect();
    if contrasts.is_empty() {
        return Finding::everywhere(Defect::Faint, 0.0);
    }
    let contrast = quantile(&mut contrasts, SPARED);
    Finding::everywhere(Defect::Faint, score(contrast, CONTRAST_FINE, CONTRAST_LIMIT))
}
