//! One page is judged while the resident still stands at the counter: what is wrong with it, how surely,
//! and where.
//!
//! A false "fine" costs the resident a second journey, a false alarm costs the clerk a glance; the limits
//! lean towards the glance. A judgement that cannot be made says so with a low score, never with none.

mod blur;
mod fingerprint;
mod frame;
mod glare;
mod ink;
mod light;
mod survey;

use serde::{Deserialize, Serialize};

use crate::Picture;
use survey::Survey;

pub use fingerprint::{Fingerprint, fingerprint, likeness};

/// From this score on a finding is said to the clerk.
pub const SAID_FROM: f32 = 0.5;

/// Dots an inch that a page can have.
const LEAST_DPI: f32 = 50.0;
const MOST_DPI: f32 = 1200.0;

/// What is judged.
pub struct Seen<'a> {
    /// The sheet, straightened at `dpi`, light as it was taken.
    pub raw: &'a Picture,
    /// The same after its light was evened: what will be sent.
    pub page: &'a Picture,
    /// Dots an inch of both.
    pub dpi: f32,
    /// Dots an inch that the sheet had in the photo or scan.
    pub taken_dpi: Option<f32>,
    /// How the sheet lay in the frame: its corners as shares of width and height (0..1) from the top left
    /// clockwise, or `None` where none was found.
    pub corners: Option<[(f32, f32); 4]>,
    /// Which way up the text says it is, with how sure (-1..1: below 0 upside down), where it can say.
    pub upright: Option<f32>,
}

/// What may be wrong with a page; its code is what locales have sentences for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Defect {
    /// Strokes run into one another, everywhere or in places.
    Blurred,
    /// Too little light fell on it.
    TooDark,
    /// So much light that ink is washed out.
    TooBright,
    /// A lamp or a window shines back, and what was written there is gone.
    Glare,
    /// Part of the sheet is outside the picture.
    CutOff,
    /// Too few dots an inch were taken.
    FewDots,
    /// Nothing is on it.
    Blank,
    /// Ink is hardly darker than its paper.
    Faint,
    /// It lies on its head.
    UpsideDown,
    /// What is sent shows the desk as well: no sheet was found to cut out.
    SheetNotFound,
    /// The same page was taken twice; only who has both can say it, with [`likeness`].
    SamePage,
}

/// A rectangle of a page, in shares of its width and height.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Place {
    /// Left edge.
    pub left: f32,
    /// Upper edge.
    pub top: f32,
    /// Right edge.
    pub right: f32,
    /// Lower edge.
    pub bottom: f32,
}

/// One judgement about a page.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Finding {
    /// What is wrong.
    pub defect: Defect,
    /// How surely, 0 to 1.
    pub score: f32,
    /// Where, when it is in one place.
    pub place: Option<Place>,
}

impl Defect {
    /// The stable word for it, by which the window finds its sentence.
    pub fn code(self) -> &'static str {
        match self {
            Self::Blurred => "defect-blurred",
            Self::TooDark => "defect-too-dark",
            Self::TooBright => "defect-too-bright",
            Self::Glare => "defect-glare",
            Self::CutOff => "defect-cut-off",
            Self::FewDots => "defect-few-dots",
            Self::Blank => "defect-blank",
            Self::Faint => "defect-faint",
            Self::UpsideDown => "defect-upside-down",
            Self::SheetNotFound => "defect-sheet-not-found",
            Self::SamePage => "defect-same-page",
        }
    }
}

impl Finding {
    /// The clerk is to hear of it.
    pub fn is_said(&self) -> bool {
        self.score >= SAID_FROM
    }

    fn everywhere(defect: Defect, score: f32) -> Self {
        Self { defect, score, place: None }
    }
}

/// Judges a page: every defect once, those too that it does not have, in the order of [`Defect`].
#[must_use]
pub fn findings(seen: &Seen<'_>) -> Vec<Finding> {
    // Whatever a file says of its dots, `max` makes a number of it.
    let dpi = seen.dpi.clamp(LEAST_DPI, MOST_DPI).max(LEAST_DPI);
    let grey = seen.raw.grey();
    let raw = Survey::of(&grey, dpi);
    let page = Survey::of(&seen.page.grey(), dpi);
    vec![
        blur::blurred(&raw, dpi),
        light::too_dark(&raw),
        light::too_bright(&raw),
        glare::glare(&grey, &raw, dpi),
        frame::cut_off(&grey, &raw, dpi, seen.corners),
        frame::few_dots(seen.taken_dpi),
        ink::blank(&page),
        ink::faint(&page),
        frame::upside_down(seen.upright),
        frame::sheet_not_found(&raw, seen.corners),
    ]
}

/// A score for a measure: 0 where it is `fine`, one half at the `limit`, 1 as far again behind it.
fn score(measure: f32, fine: f32, limit: f32) -> f32 {
    ((measure - fine) / (limit - fine) / 2.0).clamp(0.0, 1.0)
}

#[cfg(test)]
mod tests;
