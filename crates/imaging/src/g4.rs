//! CCITT Group 4 (ITU-T T.6): lossless, no dictionary of shapes, so no digit can become another.

use fax::encoder::Encoder;
use fax::{Color, VecWriter};

use crate::mask::Mask;

/// The widest mask that can be written, in dots.
pub(crate) const WIDEST: usize = 32_000;

/// Writes `mask` as Group 4; `None` where it is wider than [`WIDEST`].
pub(crate) fn written(mask: &Mask) -> Option<Vec<u8>> {
    let width = u16::try_from(mask.width()).ok().filter(|_| mask.width() <= WIDEST)?;
    let mut encoder = Encoder::new(VecWriter::new());
    for row in mask.rows() {
        let dots = row.iter().map(|ink| if *ink { Color::Black } else { Color::White });
        let Ok(()) = encoder.encode_line(dots, width);
    }
    let Ok(writer) = encoder.finish();
    Some(writer.finish())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn read_back(bytes: &[u8], width: usize, height: usize) -> Mask {
        let mut dots = Vec::new();
        let side = |dots| u16::try_from(dots).unwrap();
        fax::decoder::decode_g4(bytes.iter().copied(), side(width), Some(side(height)), |line| {
            let row = fax::decoder::pels(line, side(width));
            dots.extend(row.map(|colour| colour == Color::Black));
        });
        Mask::of(width, height, dots).expect("as many dots as were written")
    }

    proptest! {
        #[test]
        fn mask_comes_back_dot_for_dot_when_read_again(
            (width, runs) in (1_usize..300, prop::collection::vec((any::<bool>(), 1_usize..90), 1..200))
        ) {
            let mut dots: Vec<bool> =
                runs.iter().flat_map(|(ink, length)| vec![*ink; *length]).collect();
            let height = dots.len().div_ceil(width);
            dots.resize(width * height, true);
            let mask = Mask::of(width, height, dots).unwrap();

            let bytes = written(&mask).unwrap();

            prop_assert_eq!(read_back(&bytes, width, height), mask);
        }
    }

    #[test]
    fn mask_comes_back_when_its_runs_are_longer_than_any_code() {
        let rows = [
            vec![true; 9_000],
            vec![false; 9_000],
            [vec![true; 6_000], vec![false; 3_000]].concat(),
        ];
        let mask = Mask::of(9_000, 3, rows.concat()).unwrap();

        let bytes = written(&mask).unwrap();

        assert_eq!(read_back(&bytes, 9_000, 3), mask);
    }

    #[test]
    fn blank_mask_takes_a_bit_a_row() {
        let mask = Mask::of(1_654, 800, vec![false; 1_654 * 800]).unwrap();

        let bytes = written(&mask).unwrap();

        assert!(bytes.len() <= 100 + 4, "{} bytes", bytes.len());
    }

    #[test]
    fn mask_is_refused_when_it_is_too_wide() {
        let mask = Mask::of(WIDEST + 1, 1, vec![true; WIDEST + 1]).unwrap();
        assert!(written(&mask).is_none());
    }
}
