//! Dots in memory: rows from the top, each from the left, nothing between them.

/// A picture in sRGB, three bytes a dot.
#[derive(Clone, PartialEq, Eq)]
pub struct Picture {
    width: usize,
    height: usize,
    dots: Vec<[u8; 3]>,
}

/// A picture in shades of grey, one byte a dot: 0 is black.
#[derive(Clone, PartialEq, Eq)]
pub struct Grey {
    width: usize,
    height: usize,
    dots: Vec<u8>,
}

impl Picture {
    /// Takes `width` x `height` dots; `None` where their number is another, or there are none.
    pub fn of(width: usize, height: usize, dots: Vec<[u8; 3]>) -> Option<Self> {
        fits(width, height, dots.len()).then_some(Self { width, height, dots })
    }

    /// Width in dots.
    pub fn width(&self) -> usize {
        self.width
    }

    /// Height in dots.
    pub fn height(&self) -> usize {
        self.height
    }

    /// All dots, row by row.
    pub fn dots(&self) -> &[[u8; 3]] {
        &self.dots
    }

    /// All dots, row by row, to be changed.
    pub fn dots_mut(&mut self) -> &mut [[u8; 3]] {
        &mut self.dots
    }

    /// The rows from the top.
    pub fn rows(&self) -> std::slice::ChunksExact<'_, [u8; 3]> {
        self.dots.chunks_exact(self.width)
    }

    /// All bytes, three a dot.
    pub fn bytes(&self) -> &[u8] {
        self.dots.as_flattened()
    }

    /// The same in shades of grey: BT.601's luma, as JPEG has it.
    pub fn grey(&self) -> Grey {
        Grey {
            width: self.width,
            height: self.height,
            dots: self.dots.iter().copied().map(luma).collect(),
        }
    }
}

impl Grey {
    /// Takes `width` x `height` dots; `None` where their number is another, or there are none.
    pub fn of(width: usize, height: usize, dots: Vec<u8>) -> Option<Self> {
        fits(width, height, dots.len()).then_some(Self { width, height, dots })
    }

    /// Width in dots.
    pub fn width(&self) -> usize {
        self.width
    }

    /// Height in dots.
    pub fn height(&self) -> usize {
        self.height
    }

    /// All dots, row by row.
    pub fn dots(&self) -> &[u8] {
        &self.dots
    }

    /// All dots, row by row, to be changed.
    pub fn dots_mut(&mut self) -> &mut [u8] {
        &mut self.dots
    }

    /// The rows from the top.
    pub fn rows(&self) -> std::slice::ChunksExact<'_, u8> {
        self.dots.chunks_exact(self.width)
    }
}

/// BT.601's luma of a dot.
pub(crate) fn luma([red, green, blue]: [u8; 3]) -> u8 {
    let sum = 77 * u32::from(red) + 150 * u32::from(green) + 29 * u32::from(blue);
    u8::try_from((sum + 128) >> 8).unwrap_or(u8::MAX)
}

fn fits(width: usize, height: usize, dots: usize) -> bool {
    dots > 0 && width.checked_mul(height) == Some(dots)
}

impl std::fmt::Debug for Picture {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Picture({} x {})", self.width, self.height)
    }
}

impl std::fmt::Debug for Grey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Grey({} x {})", self.width, self.height)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn picture_is_refused_when_its_dots_do_not_fill_it() {
        assert!(Picture::of(2, 2, vec![[0; 3]; 4]).is_some());
        assert!(Picture::of(2, 2, vec![[0; 3]; 3]).is_none());
        assert!(Picture::of(0, 0, Vec::new()).is_none());
        assert!(Grey::of(usize::MAX, 2, vec![0; 4]).is_none());
    }

    #[test]
    fn grey_keeps_black_and_white_and_weighs_the_colours() {
        let dots = vec![[0; 3], [255; 3], [255, 0, 0], [0, 255, 0]];
        let grey = Picture::of(4, 1, dots).unwrap().grey();
        assert_eq!(grey.dots(), [0, 255, 77, 149]);
    }
}
