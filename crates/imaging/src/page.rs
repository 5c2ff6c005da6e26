//! A picture becomes a page: the sheet found, laid straight, turned the right way up, evenly lit.

use serde::{Deserialize, Serialize};

use crate::format::{INCH, Size, size_of};
use crate::geometry::{Corners, Point, Straight, Turn};
use crate::layout::Layout;
use crate::light::Light;
use crate::picture::Picture;
use crate::plane::{count, real};
use crate::reading::{Reading, reading};
use crate::sheet::sheet;
use crate::verdict::Seen;
use crate::warp::straightened;

/// What the clerk has said of a picture; whatever is left open is found out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Wish {
    /// Where the sheet lies, as shares of the picture's width and height, the way the picture is seen.
    pub corners: Option<Corners>,
    /// How the sheet is to be turned.
    pub turn: Option<Turn>,
}

/// A page, and how it was got.
#[derive(Debug)]
pub struct Page {
    /// Straight, upright, evenly lit: what is sent.
    pub page: Picture,
    /// The same with the light that it was taken under.
    pub raw: Picture,
    /// Dots an inch of both.
    pub dpi: f32,
    /// Dots an inch that the sheet had in the picture.
    pub taken_dpi: f32,
    /// Where the sheet lay, as shares of the picture's width and height; `None` where it fills the picture.
    pub corners: Option<Corners>,
    /// How it was turned.
    pub turn: Turn,
    /// What its text says of that: 1 it stands upright, -1 on its head; `None` where it says nothing.
    pub upright: Option<f32>,
    /// How large the sheet is taken to be.
    pub size: Size,
}

/// Dots an inch of a page: the least for a paper made digital (Nghị định 30/2020/NĐ-CP, Phụ lục I), for small
/// papers more, so that small print stays readable.
const DPI: f32 = 200.0;
const SMALL_DPI: f32 = 300.0;
/// Where ink is a mask, finer dots cost little, and it has no shades to be smooth by.
const MIXED_DPI: f32 = 240.0;
/// A paper is small whose longer side is shorter than this, in millimetres.
const SMALL: f32 = 150.0;
/// Dots an inch of the copy on which a page is read.
const SKETCH_DPI: f32 = 100.0;

/// Makes a page of a picture; `told_dpi` is what its file said. `None` where a page of it would have no dots.
pub fn page(picture: &Picture, told_dpi: Option<f32>, layout: Layout, wish: &Wish) -> Option<Page> {
    let (width, height) = (real(picture.width()), real(picture.height()));
    let found = match wish.corners {
        Some(corners) => Some(shares_of(&corners, width, height, |share, side| share * side)),
        None => sheet(picture),
    };
    let lying = found.unwrap_or_else(|| Corners::of_whole(width, height));
    let (across, down) = lying.size();
    let size = size_of(across, down, told_dpi);
    let read = read(picture, &lying, size)?;
    let turn = wish.turn.unwrap_or(read.turn);
    // A sheet that was found lies as its sides do. What was read of a page lying across says nothing of one that
    // the clerk turned upright.
    let angle = if found.is_none() && turn.lies_like(read.turn) { read.angle } else { 0.0 };
    let lying = lying.turned(turn);
    let size = if matches!(turn, Turn::Left | Turn::Right) { size.turned() } else { size };
    let dpi = dpi_for(size, layout);
    let (columns, rows) = size.dots(dpi);
    let (page_width, page_height) = (real(columns), real(rows));
    let straight = Straight::of(&lying)
        .tilted(angle, page_width, page_height)
        .in_dots(page_width, page_height);
    let raw = straightened(picture, &straight, columns, rows)?;
    let page = Light::on(&raw).evened(&raw);
    let corners = found.map(|corners| shares_of(&corners, width, height, |dots, side| dots / side));
    let taken_dpi = lying.size().1 / size.height * INCH;
    Some(Page { page, raw, dpi, taken_dpi, corners, turn, upright: upright(&read, turn), size })
}

/// What was read of the text, for a page that was turned like this.
fn upright(read: &Reading, turn: Turn) -> Option<f32> {
    let sure = if turn == read.turn { read.sure } else { -read.sure };
    (read.sure > 0.0 && turn.lies_like(read.turn)).then_some(sure)
}

fn dpi_for(size: Size, layout: Layout) -> f32 {
    match layout {
        _ if size.width.max(size.height) < SMALL => SMALL_DPI,
        Layout::Mixed => MIXED_DPI,
        Layout::Colour | Layout::Bilevel => DPI,
    }
}

fn shares_of(corners: &Corners, width: f32, height: f32, way: fn(f32, f32) -> f32) -> Corners {
    Corners(corners.0.map(|Point { x, y }| Point { x: way(x, width), y: way(y, height) }))
}

/// Reads a small copy of the sheet.
fn read(picture: &Picture, lying: &Corners, size: Size) -> Option<Reading> {
    let (columns, rows) = size.dots(SKETCH_DPI);
    let straight = Straight::of(lying).in_dots(real(columns), real(rows));
    Some(reading(&straightened(picture, &straight, columns, rows)?.grey()))
}

impl Page {
    /// What there is to judge it by.
    pub fn seen(&self) -> Seen<'_> {
        Seen {
            raw: &self.raw,
            page: &self.page,
            dpi: self.dpi,
            taken_dpi: Some(self.taken_dpi),
            corners: self.corners.map(|corners| corners.0.map(|Point { x, y }| (x, y))),
            upright: self.upright,
        }
    }
}

impl Size {
    fn turned(self) -> Self {
        Self { width: self.height, height: self.width }
    }

    /// How many dots are as wide and as high, at least one.
    fn dots(self, dpi: f32) -> (usize, usize) {
        let dots = |side: f32| count(side / INCH * dpi).max(1);
        (dots(self.width), dots(self.height))
    }
}
