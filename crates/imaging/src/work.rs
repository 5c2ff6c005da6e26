//! What the child is asked about a file, and what it answers: the whole way from a stranger's bytes to the layers
//! of a page.

use std::io;

use serde::{Deserialize, Serialize};

use crate::child;
use crate::format::Size;
use crate::geometry::{Corners, Turn};
use crate::layout::{Layers, Layout, lay};
use crate::page::{self, Page, Wish};
use crate::source::{Leaf, Refusal, Source};
use crate::verdict::{Finding, findings};

/// Asks for one page of the file that comes with it.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Question {
    /// Which page of the file, from 0.
    pub leaf: u32,
    /// How it is to be made.
    pub layout: Layout,
    /// What the clerk has said of it.
    pub wish: Wish,
}

/// A page, its layers' bytes apart; or why there is none.
pub type Answer = Result<Made, Refusal>;

/// A page that was made.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Made {
    /// How many pages the file has.
    pub leaves: u32,
    /// What it is made of; [`Layers::filled`] with the bytes that came along.
    pub layers: Layers,
    /// Width in dots.
    pub width: usize,
    /// Height in dots.
    pub height: usize,
    /// Dots an inch.
    pub dpi: f32,
    /// Dots an inch that the sheet had in the picture.
    pub taken_dpi: f32,
    /// How large the paper is taken to be.
    pub size: Size,
    /// Where the sheet lay, as shares of the picture; `None` where it fills it.
    pub corners: Option<Corners>,
    /// How it was turned.
    pub turn: Turn,
    /// What may be wrong with it, and how surely.
    pub findings: Vec<Finding>,
}

/// Lives as the child: see [`child::run`].
pub fn live() -> io::Result<()> {
    child::run(|question: Question, file| match made(&question, &file) {
        Ok((made, layers)) => (Answer::Ok(made), layers),
        Err(refusal) => (Answer::Err(refusal), Vec::new()),
    })
}

/// Makes one page of a file; the bytes are those of its layers.
fn made(question: &Question, file: &[u8]) -> Result<(Made, Vec<u8>), Refusal> {
    let source = Source::open(file)?;
    let Leaf { picture, told_dpi } = source.leaf(question.leaf)?;
    let page = page::page(&picture, told_dpi, question.layout, &question.wish);
    // The dots of the picture are of no more use, and make room.
    drop(picture);
    let page = page.ok_or(Refusal::Unusual)?;
    let findings = findings(&page.seen());
    let Page { page, dpi, taken_dpi, size, corners, turn, .. } = page;
    let layers = lay(&page, question.layout).map_err(|_| Refusal::TooManyDots)?;
    let bytes = layers.bytes();
    let (width, height) = (page.width(), page.height());
    let leaves = source.leaves();
    let made =
        Made { leaves, layers, width, height, dpi, taken_dpi, size, corners, turn, findings };
    Ok((made, bytes))
}
