//! A sheet in small squares: what each holds in the mean.

/// A value for each square of a sheet, rows from the top.
pub(crate) struct Squares<T> {
    side: usize,
    columns: usize,
    values: Vec<T>,
}

impl<T: Copy + Default> Squares<T> {
    /// Cuts rows of `width` dots into squares of `side` dots and takes `value` of each square's sums, channel by
    /// channel, and of how many dots it has.
    pub(crate) fn of<const CHANNELS: usize>(
        dots: &[[u8; CHANNELS]],
        width: usize,
        side: usize,
        value: impl Fn([u32; CHANNELS], u32) -> T,
    ) -> Self {
        let columns = width.div_ceil(side);
        let mut values = Vec::with_capacity(columns * (dots.len() / width).div_ceil(side));
        let mut down = vec![[0_u16; CHANNELS]; width];
        for band in dots.chunks(width * side) {
            down.fill([0; CHANNELS]);
            for row in band.chunks_exact(width) {
                let sums = down.as_flattened_mut().iter_mut();
                sums.zip(row.as_flattened()).for_each(|(sum, dot)| *sum += u16::from(*dot));
            }
            let rows = band.len() / width;
            values.extend(down.chunks(side).map(|columns| {
                let count = u32::try_from(columns.len() * rows).unwrap_or(u32::MAX);
                value(across(columns), count)
            }));
        }
        Self { side, columns, values }
    }

    /// The side of a square in dots.
    pub(crate) fn side(&self) -> usize {
        self.side
    }

    /// The squares that a row of dots runs through, from the left.
    pub(crate) fn row(&self, row_of_dots: usize) -> &[T] {
        let start = row_of_dots / self.side * self.columns;
        self.values.get(start..start + self.columns).unwrap_or_default()
    }

    /// The same with each value made from those of up to `radius` squares around it, sideways, then up and down.
    #[must_use]
    pub(crate) fn blended(&self, radius: usize, blend: impl Fn(&[T]) -> T) -> Self {
        self.blended_across(radius, &blend).turned().blended_across(radius, &blend).turned()
    }

    fn blended_across(&self, radius: usize, blend: impl Fn(&[T]) -> T) -> Self {
        let rows = self.values.chunks_exact(self.columns);
        let values = rows.flat_map(|row| {
            let around =
                |at: usize| row.get(at.saturating_sub(radius)..(at + radius + 1).min(row.len()));
            (0..row.len()).map(|at| blend(around(at).unwrap_or_default())).collect::<Vec<T>>()
        });
        Self { values: values.collect(), ..*self }
    }

    fn turned(&self) -> Self {
        let column = |at| self.values.iter().skip(at).step_by(self.columns).copied();
        let values: Vec<T> = (0..self.columns).flat_map(column).collect();
        Self { side: self.side, columns: self.values.len() / self.columns.max(1), values }
    }
}

fn across<const CHANNELS: usize>(columns: &[[u16; CHANNELS]]) -> [u32; CHANNELS] {
    let mut sums = [0; CHANNELS];
    for column in columns {
        sums.iter_mut().zip(column).for_each(|(sum, part)| *sum += u32::from(*part));
    }
    sums
}

/// The mean of some shades, rounded down; black of none.
pub(crate) fn mean(shades: &[u8]) -> u8 {
    let sum: u32 = shades.iter().copied().map(u32::from).sum();
    u32::try_from(shades.len())
        .ok()
        .and_then(|count| sum.checked_div(count))
        .and_then(|mean| u8::try_from(mean).ok())
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sums(dots: &[u8], width: usize, side: usize) -> Squares<u32> {
        Squares::of(dots.as_chunks::<1>().0, width, side, |[sum], _| sum)
    }

    #[test]
    fn squares_sum_up_their_own_dots_when_the_last_ones_are_cut_off() {
        let squares = sums(&[1, 2, 3, 4, 5, 6, 7, 8, 9], 3, 2);

        assert_eq!(squares.row(0), [1 + 2 + 4 + 5, 3 + 6]);
        assert_eq!(squares.row(1), squares.row(0));
        assert_eq!(squares.row(2), [7 + 8, 9]);
    }

    #[test]
    fn squares_know_how_many_dots_they_have() {
        let counts = Squares::of(&[[7]; 9], 3, 2, |_, count| count);

        assert_eq!((counts.row(0), counts.row(2)), ([4, 2].as_slice(), [2, 1].as_slice()));
    }

    #[test]
    fn squares_blend_with_their_neighbours_both_ways() {
        let squares = sums(&[0, 0, 0, 0, 0, 9, 0, 0, 0, 0, 0, 0], 4, 1);

        let most = squares.blended(1, |near| near.iter().copied().max().unwrap_or_default());

        assert_eq!(most.row(0), [9, 9, 9, 0]);
        assert_eq!(most.row(1), [9, 9, 9, 0]);
        assert_eq!(most.row(2), [9, 9, 9, 0]);
    }

    #[test]
    fn mean_of_no_shades_is_black() {
        assert_eq!(mean(&[10, 20, 31]), 20);
        assert_eq!(mean(&[]), 0);
    }
}
