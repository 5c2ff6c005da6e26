//! The papers that residents bring to the counter, each drawn as its kind looks.

mod cards;
mod certificates;
mod forms;

use super::Paper;
use super::dice::Dice;
use super::sheet::Sheet;

/// A4, upright.
const A4: (f32, f32) = (210.0, 297.0);
/// A3, lying.
const A3: (f32, f32) = (420.0, 297.0);
/// ID-1 of ISO/IEC 7810.
const CARD: (f32, f32) = (85.6, 54.0);

/// Width and height in millimetres, as one reads it.
pub(super) fn size_mm(paper: Paper) -> (f32, f32) {
    match paper {
        Paper::LandCertificateA3 => A3,
        Paper::IdCard => CARD,
        Paper::Typed
        | Paper::Handwritten
        | Paper::Pencil
        | Paper::Carbon
        | Paper::BirthCertificate
        | Paper::Laminated
        | Paper::Photocopy => A4,
    }
}

/// How round the corners are, in millimetres.
pub(super) fn corner_mm(paper: Paper) -> f32 {
    if paper == Paper::IdCard { 3.18 } else { 0.0 }
}

/// Draws a paper. `pressed` is how strongly all that is on its ground was printed and written: 1 as it
/// should be, 0 not at all.
pub(super) fn drawn(paper: Paper, seed: u64, dpi: f32, pressed: f32) -> Sheet {
    let mut sheet = Sheet::of(size_mm(paper), dpi, ground(paper));
    let dice = &mut Dice::of(seed, 1);
    match paper {
        Paper::BirthCertificate | Paper::Laminated => certificates::birth_ground(&mut sheet),
        Paper::LandCertificateA3 => certificates::land_ground(&mut sheet),
        Paper::IdCard => cards::ground(&mut sheet),
        _ => {}
    }
    sheet.pressed = pressed;
    match paper {
        Paper::Typed => forms::typed(&mut sheet, dice),
        Paper::Handwritten => forms::handwritten(&mut sheet, dice),
        Paper::Pencil => forms::pencil(&mut sheet, dice),
        Paper::Carbon => forms::carbon(&mut sheet, dice),
        Paper::BirthCertificate | Paper::Laminated => certificates::birth(&mut sheet, dice),
        Paper::LandCertificateA3 => certificates::land(&mut sheet, dice),
        Paper::IdCard => cards::front(&mut sheet, dice),
        Paper::Photocopy => cards::photocopy(&mut sheet, dice),
    }
    if pressed <= 0.0 {
        sheet.strokes.clear();
    }
    sheet
}

/// The colour of the bare paper; white paper reflects less than all.
fn ground(paper: Paper) -> [u8; 3] {
    match paper {
        Paper::Typed | Paper::Photocopy => [248, 248, 246],
        Paper::Handwritten | Paper::Pencil => [244, 243, 236],
        Paper::Carbon => [243, 236, 214],
        Paper::BirthCertificate => [248, 244, 236],
        Paper::Laminated => [243, 236, 218],
        Paper::LandCertificateA3 => [247, 228, 226],
        Paper::IdCard => [226, 238, 236],
    }
}
