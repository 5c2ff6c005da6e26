//! How a camera was held: EXIF's orientation, applied to the dots.

use crate::Picture;

/// How dots must be turned so that the picture stands upright.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Turn {
    /// Rows become columns first.
    is_transposed: bool,
    /// Then left and right change places.
    is_mirrored: bool,
    /// Then top and bottom do.
    is_flipped: bool,
}

impl Turn {
    /// Of EXIF's tag 274; what is none of its eight values leaves the dots alone.
    pub(super) fn of(orientation: u32) -> Self {
        let (is_transposed, is_mirrored, is_flipped) = match orientation {
            2 => (false, true, false),
            3 => (false, true, true),
            4 => (false, false, true),
            5 => (true, false, false),
            6 => (true, true, false),
            7 => (true, true, true),
            8 => (true, false, true),
            _ => (false, false, false),
        };
        Self { is_transposed, is_mirrored, is_flipped }
    }

    /// Whether turning takes the room of a second picture.
    pub(super) fn is_apart(self) -> bool {
        self.is_transposed
    }

    /// The picture as it stands upright.
    pub(super) fn apply(self, picture: Picture) -> Picture {
        if self.is_transposed {
            return self.transposed(&picture).unwrap_or(picture);
        }
        let mut picture = picture;
        let width = picture.width();
        if self.is_flipped {
            picture.dots_mut().reverse();
        }
        // Reversing all dots has mirrored every row already.
        if self.is_flipped != self.is_mirrored {
            picture.dots_mut().chunks_exact_mut(width).for_each(<[_]>::reverse);
        }
        picture
    }

    fn transposed(self, picture: &Picture) -> Option<Picture> {
        let mut rows: Vec<_> = picture.rows().collect();
        if self.is_mirrored {
            rows.reverse();
        }
        let mut dots = Vec::with_capacity(picture.dots().len());
        for number in 0..picture.width() {
            let column = if self.is_flipped { picture.width() - 1 - number } else { number };
            dots.extend(rows.iter().filter_map(|row| row.get(column)));
        }
        Picture::of(picture.height(), picture.width(), dots)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The letter F of EXIF's own explanation, as every orientation stores it; 1 is upright.
    const STORED: [&str; 8] = [
        "##/#./#.", "##/.#/.#", ".#/.#/##", "#./#./##", "###/#..", "#../###", "..#/###", "###/..#",
    ];

    fn picture(rows: &str) -> Picture {
        let width = rows.split('/').next().unwrap().len();
        let dots: Vec<_> = rows.bytes().filter(|&b| b != b'/').map(|b| [b; 3]).collect();
        Picture::of(width, dots.len() / width, dots).unwrap()
    }

    #[test]
    fn picture_stands_upright_whichever_way_it_was_stored() {
        // An L upside down has no symmetry but its own.
        let upright = picture("##/#./#.");
        for (stored, orientation) in STORED.iter().zip(1..) {
            let turned = Turn::of(orientation).apply(picture(stored));
            assert!(turned == upright, "orientation {orientation}");
        }
        assert!(Turn::of(0).apply(picture("#./..")) == picture("#./.."));
    }
}
