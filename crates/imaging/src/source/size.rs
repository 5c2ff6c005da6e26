//! The limits, all of them asked before anything is allocated.

use super::Refusal;
use super::turn::Turn;

/// The most bytes of a file.
pub const MOST_BYTES: usize = 50_000_000;
/// The most dots of a picture.
pub const MOST_DOTS: usize = 50_000_000;
/// The longest side of a picture, in dots.
pub const LONGEST_SIDE: usize = 30_000;
/// The most pages of a file.
pub const MOST_PAGES: usize = 500;
/// The most dots of a picture that is handed on; one with more is halved.
pub const MOST_DOTS_KEPT: usize = 18_000_000;

/// What reading may take at its peak, in bytes, with the file itself and the picture that comes of it:
/// what the capped child has, less what a process needs to live.
const ROOM: usize = 120_000_000;

/// Width and height in dots, within the limits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Size {
    pub(super) width: usize,
    pub(super) height: usize,
}

/// Whether a picture is kept as it is or each two by two dots become one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Scale {
    Whole,
    Half,
}

/// What reading a picture takes, in bytes.
#[derive(Debug, Clone, Copy)]
pub(super) struct Need {
    /// The file.
    pub(super) file: usize,
    /// All that a decoder holds at once, the dots that it writes included.
    pub(super) decoder: usize,
    /// Whether the picture is made beside what the decoder holds, or in it.
    pub(super) is_apart: bool,
}

impl Size {
    /// Refuses no dots at all, and too many.
    pub(super) fn new(width: u32, height: u32) -> Result<Self, Refusal> {
        let dots = |side| usize::try_from(side).map_err(|_| Refusal::TooManyDots);
        let size = Self { width: dots(width)?, height: dots(height)? };
        if size.width == 0 || size.height == 0 {
            return Err(Refusal::Damaged);
        }
        let is_long = size.width > LONGEST_SIDE || size.height > LONGEST_SIDE;
        if is_long || size.dots() > MOST_DOTS { Err(Refusal::TooManyDots) } else { Ok(size) }
    }

    /// The number of dots, which two sides within the limits cannot overflow.
    pub(super) fn dots(self) -> usize {
        self.width.saturating_mul(self.height)
    }

    /// What is left of it on a scale: an odd last row or column goes.
    pub(super) fn on(self, scale: Scale) -> Self {
        match scale {
            Scale::Whole => self,
            Scale::Half => Self { width: self.width / 2, height: self.height / 2 },
        }
    }

    /// The scale on which it is kept, so that it can be turned upright beside its file.
    pub(super) fn scale(self, file: usize, turn: Turn) -> Scale {
        let bytes = self.dots().saturating_mul(if turn.is_apart() { 6 } else { 3 });
        let fits = self.dots() <= MOST_DOTS_KEPT && file.saturating_add(bytes) <= ROOM;
        let is_thin = self.width < 2 || self.height < 2;
        if fits || is_thin { Scale::Whole } else { Scale::Half }
    }
}

impl Need {
    /// Refuses what would not fit into the room there is.
    pub(super) fn fits(self, kept: Size) -> Result<(), Refusal> {
        let apart = if self.is_apart { kept.dots().saturating_mul(3) } else { 0 };
        let peak = self.file.saturating_add(self.decoder).saturating_add(apart);
        if peak > ROOM { Err(Refusal::TooManyDots) } else { Ok(()) }
    }
}

/// Dots per inch as a file states them, where that is believable.
#[expect(clippy::cast_possible_truncation, reason = "a number of 50 to 1,200 fits")]
pub(super) fn believable(across: f64, down: f64) -> Option<f32> {
    let are_one = (across - down).abs() <= across * 0.02;
    (are_one && (50.0..=1200.0).contains(&across)).then_some(across as f32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn size_is_refused_when_it_is_nothing_or_too_much() {
        assert_eq!(Size::new(0, 5), Err(Refusal::Damaged));
        assert_eq!(Size::new(30_001, 1), Err(Refusal::TooManyDots));
        assert_eq!(Size::new(10_000, 5_001), Err(Refusal::TooManyDots));
        assert!(Size::new(10_000, 5_000).is_ok());
    }

    #[test]
    fn picture_is_halved_when_it_is_large_or_its_file_leaves_no_room_to_turn_it() {
        let large = Size { width: 4_501, height: 4_001 };
        assert_eq!(large.scale(0, Turn::default()), Scale::Half);
        assert_eq!(large.on(Scale::Half), Size { width: 2_250, height: 2_000 });

        let photo = Size { width: 4_000, height: 3_000 };
        assert_eq!(photo.scale(49_000_000, Turn::of(3)), Scale::Whole);
        assert_eq!(photo.scale(10_000_000, Turn::of(6)), Scale::Whole);
        assert_eq!(photo.scale(49_000_000, Turn::of(6)), Scale::Half);
    }

    #[test]
    fn need_counts_the_file_the_decoder_and_the_picture() {
        let kept = Size { width: 10_000, height: 1_000 };
        let need = Need { file: 40_000_000, decoder: 50_000_000, is_apart: true };
        assert_eq!(need.fits(kept), Ok(()));
        let more = Need { decoder: 50_000_001, ..need };
        assert_eq!(more.fits(kept), Err(Refusal::TooManyDots));
        assert_eq!(Need { is_apart: false, ..more }.fits(kept), Ok(()));
    }

    #[test]
    fn dots_per_inch_are_believed_when_a_scanner_could_mean_them() {
        assert_eq!(believable(300.0, 300.0), Some(300.0));
        assert_eq!(believable(1.0, 1.0), None);
        assert_eq!(believable(4_800.0, 4_800.0), None);
        assert_eq!(believable(300.0, 150.0), None);
        assert_eq!(believable(f64::NAN, f64::NAN), None);
    }
}
