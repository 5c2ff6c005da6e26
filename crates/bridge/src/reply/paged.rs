//! Pages that were made of pictures.

use desk::paging::{Corners, Finding, Turn};
use serde::{Deserialize, Serialize};

/// A document bound of pages.
#[derive(Serialize, Deserialize)]
pub struct Bound {
    /// How many bytes it has.
    pub bytes: usize,
    /// Its pages, in their order.
    pub pages: Vec<PageLine>,
}

/// A page, and how it was got.
#[derive(Serialize, Deserialize)]
pub struct PageLine {
    /// The file it was made of.
    pub file: String,
    /// Which page of the file, from 1.
    pub number: u32,
    /// How many bytes its layers have.
    pub bytes: usize,
    /// How many milliseconds it took, from the file to the layers.
    pub ms: u64,
    /// Width in dots.
    pub width: usize,
    /// Height in dots.
    pub height: usize,
    /// Dots an inch.
    pub dpi: f32,
    /// Dots an inch that the sheet had in the picture.
    pub taken_dpi: f32,
    /// How wide the paper is taken to be, in millimetres.
    pub width_mm: f32,
    /// How high, in millimetres.
    pub height_mm: f32,
    /// How it was turned.
    pub turn: Turn,
    /// Where the sheet lay in the picture, as shares of its width and height; absent where it fills it.
    pub corners: Option<Corners>,
    /// What may be wrong with it, each with a score (from 0.5 on it is said) and, where it is in one place, a
    /// rectangle in shares of the page.
    pub defects: Vec<Finding>,
}
