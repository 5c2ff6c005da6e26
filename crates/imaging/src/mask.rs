//! A mask: for each dot of a sheet, whether it is ink.

use crate::picture::Grey;

/// Dots that are ink (`true`) or paper, rows from the top, each from the left.
#[derive(Clone, PartialEq, Eq)]
pub struct Mask {
    width: usize,
    height: usize,
    dots: Vec<bool>,
}

impl Mask {
    /// Takes `width` x `height` dots; `None` where their number is another, or there are none.
    pub fn of(width: usize, height: usize, dots: Vec<bool>) -> Option<Self> {
        let fits = !dots.is_empty() && width.checked_mul(height) == Some(dots.len());
        fits.then_some(Self { width, height, dots })
    }

    /// The mask of a picture's `dots`; what is missing at the end is paper.
    pub(crate) fn over(picture: &Grey, mut dots: Vec<bool>) -> Self {
        dots.resize(picture.dots().len(), false);
        Self { width: picture.width(), height: picture.height(), dots }
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
    pub fn dots(&self) -> &[bool] {
        &self.dots
    }

    /// The rows from the top.
    pub fn rows(&self) -> std::slice::ChunksExact<'_, bool> {
        self.dots.chunks_exact(self.width)
    }

    /// The rows from the top, to be changed.
    pub(crate) fn rows_mut(&mut self) -> std::slice::ChunksExactMut<'_, bool> {
        self.dots.chunks_exact_mut(self.width)
    }

    /// Tells whether no dot is ink.
    pub fn is_blank(&self) -> bool {
        !self.dots.contains(&true)
    }

    /// The mask with every dot inked that has ink among its eight neighbours or is ink itself.
    #[must_use]
    pub(crate) fn grown(&self) -> Self {
        let mut wide = self.clone();
        for (grown, row) in wide.rows_mut().zip(self.rows()) {
            ink_where(grown.iter_mut().skip(1), row);
            ink_where(grown.iter_mut(), row.get(1..).unwrap_or_default());
        }
        let mut grown = wide.clone();
        ink_where(grown.dots.iter_mut().skip(self.width), &wide.dots);
        ink_where(grown.dots.iter_mut(), wide.dots.get(self.width..).unwrap_or_default());
        grown
    }
}

fn ink_where<'a>(dots: impl Iterator<Item = &'a mut bool>, inked: &[bool]) {
    dots.zip(inked).for_each(|(dot, ink)| *dot |= ink);
}

impl std::fmt::Debug for Mask {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Mask({} x {})", self.width, self.height)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mask_is_refused_when_its_dots_do_not_fill_it() {
        assert!(Mask::of(2, 3, vec![true; 6]).is_some());
        assert!(Mask::of(2, 3, vec![true; 5]).is_none());
        assert!(Mask::of(0, 0, Vec::new()).is_none());
    }

    #[test]
    fn mask_grows_by_one_dot_all_around_and_not_over_the_edge() {
        let mut dots = vec![false; 20];
        dots[0] = true;
        dots[13] = true;

        let grown = Mask::of(5, 4, dots).unwrap().grown();

        let rows: Vec<String> = grown
            .rows()
            .map(|row| row.iter().map(|ink| if *ink { '#' } else { '.' }).collect())
            .collect();
        assert_eq!(rows, ["##...", "#####", "..###", "..###"]);
    }
}
