//! A QR code, drawn in patches that no printer blurs.

use qrcode::{Color, EcLevel, QrCode};

use crate::fault::PrintFault;
use crate::flow::Block;
use crate::ink::Ink;

/// Modules of white around the code.
const QUIET: u16 = 3;

/// The code of a text as a block of the given side, its white border included.
pub(crate) fn square(text: &str, side: f32) -> Result<Block, PrintFault> {
    let code =
        QrCode::with_error_correction_level(text, EcLevel::M).map_err(|_| PrintFault::Code)?;
    let count = u16::try_from(code.width()).map_err(|_| PrintFault::Code)?;
    let module = side / f32::from(count + 2 * QUIET);
    let colours = code.to_colors();
    let rows = (0u16..).zip(colours.chunks(usize::from(count)));
    let ink = rows.flat_map(|(row, modules)| {
        dark_stretches(modules).into_iter().map(move |(from, length)| Ink::Patch {
            x: f32::from(QUIET + from) * module,
            y: f32::from(QUIET + row) * module,
            width: f32::from(length) * module,
            height: module,
            grey: 0.0,
        })
    });
    Ok(Block { height: side, ink: ink.collect(), ..Block::default() })
}

/// Where the dark modules of a row begin, and how many follow each other.
fn dark_stretches(modules: &[Color]) -> Vec<(u16, u16)> {
    let mut stretches: Vec<(u16, u16)> = vec![];
    for (place, module) in (0u16..).zip(modules) {
        match stretches.last_mut() {
            _ if *module == Color::Light => {}
            Some((from, length)) if *from + *length == place => *length += 1,
            _ => stretches.push((place, 1)),
        }
    }
    stretches
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dark_modules_that_touch_are_drawn_as_one() {
        use Color::{Dark, Light};

        assert_eq!(dark_stretches(&[Dark, Dark, Light, Dark, Light]), [(0, 2), (3, 1)]);
        assert_eq!(dark_stretches(&[Light, Light]), []);
    }

    #[test]
    fn text_is_refused_when_no_code_holds_it() {
        assert_eq!(square(&"x".repeat(4_000), 70.0).err(), Some(PrintFault::Code));
    }
}
