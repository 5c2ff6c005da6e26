//! From dots to levels: colour apart from light, blocks of 8 x 8 dots as frequencies, frequencies in steps.

use crate::picture::{Grey, Picture};

/// Dots on a block's side.
const SIDE: usize = 8;

/// N. Robidoux's steps for quality 50, row by row: even over the frequencies that letters have.
#[rustfmt::skip]
const ROBIDOUX: [u16; 64] = [
    16,  16,  16,  18,  25,  37,  56,  85,
    16,  17,  20,  27,  34,  40,  53,  75,
    16,  20,  24,  31,  43,  62,  91, 135,
    18,  27,  31,  40,  53,  74, 106, 156,
    25,  34,  43,  53,  69,  94, 131, 189,
    37,  40,  62,  74,  94, 124, 169, 238,
    56,  53,  91, 106, 131, 169, 226, 311,
    85,  75, 135, 156, 189, 238, 311, 418,
];

/// Where in a block, row by row, the frequencies lie from the lowest to the highest.
#[rustfmt::skip]
const ZIGZAG: [u8; 64] = [
     0,  1,  8, 16,  9,  2,  3, 10, 17, 24, 32, 25, 18, 11,  4,  5,
    12, 19, 26, 33, 40, 48, 41, 34, 27, 20, 13,  6,  7, 14, 21, 28,
    35, 42, 49, 56, 57, 50, 43, 36, 29, 22, 15, 23, 30, 37, 44, 51,
    58, 59, 52, 45, 38, 31, 39, 46, 53, 60, 61, 54, 47, 55, 62, 63,
];

/// By how much Arai, Agui and Nakajima's transform is too large along a row or column.
const SCALE: [f32; SIDE] =
    [1.0, 1.387_039_8, 1.306_563, 1.175_875_6, 1.0, 0.785_694_96, 0.541_196_1, 0.275_899_38];

/// What a bit is worth in squares of a step: a level is rounded to zero where that saves more than it spoils.
const WORTH: f32 = 0.04;

/// The levels of a component's blocks, row by row, each from the lowest frequency to the highest.
pub(super) type Blocks = Vec<[i16; 64]>;

/// The steps of all components, from the lowest frequency to the highest.
pub(super) struct Steps {
    steps: [u8; 64],
    /// A level for each unit that the transform gives.
    levels: [f32; 64],
}

impl Steps {
    /// Robidoux's, at so many percent.
    pub(super) fn of(percent: u16) -> Self {
        let natural = ROBIDOUX.map(|step| {
            let step = (u32::from(step) * u32::from(percent) + 50) / 100;
            u8::try_from(step.max(1)).unwrap_or(u8::MAX)
        });
        let steps = in_zigzag(&natural);
        let scales: Vec<f32> =
            SCALE.iter().flat_map(|down| SCALE.map(|across| down * across * 8.0)).collect();
        let mut levels = [0.0; 64];
        for ((level, place), step) in levels.iter_mut().zip(ZIGZAG).zip(steps) {
            let scale = scales.get(usize::from(place)).copied().unwrap_or(1.0);
            *level = 1.0 / (scale * f32::from(step));
        }
        Self { steps, levels }
    }

    /// The steps from the lowest frequency to the highest.
    pub(super) fn zigzag(&self) -> &[u8; 64] {
        &self.steps
    }
}

/// One component of a picture, its sides filled up to whole blocks.
pub(super) struct Plane {
    width: usize,
    dots: Vec<u8>,
}

impl Plane {
    /// A picture's light.
    pub(super) fn light(grey: &Grey) -> Self {
        Self::filled(grey.dots(), grey.width())
    }

    /// A picture's blue and red, each the mean of two by two dots.
    pub(super) fn tints(picture: &Picture) -> [Self; 2] {
        let width = picture.width();
        let room = picture.dots().len() / 4 + picture.height() + width;
        let (mut blue, mut red) = (Vec::with_capacity(room), Vec::with_capacity(room));
        for pair in picture.dots().chunks(width * 2) {
            let (above, below) = pair.split_at(width);
            let below = if below.is_empty() { above } else { below };
            let ((above, above_last), (below, below_last)) =
                (above.as_chunks::<2>(), below.as_chunks::<2>());
            let whole = above.iter().zip(below).map(|([a, b], [c, d])| [*a, *b, *c, *d]);
            let last = above_last.iter().zip(below_last).map(|(a, c)| [*a, *a, *c, *c]);
            for [b, r] in whole.chain(last).map(tint) {
                blue.push(b);
                red.push(r);
            }
        }
        [blue, red].map(|dots| Self::filled(&dots, width.div_ceil(2)))
    }

    /// Repeats the last dot of each row and the last row until blocks are whole.
    fn filled(dots: &[u8], width: usize) -> Self {
        let full = width.next_multiple_of(SIDE);
        let mut filled = Vec::with_capacity(full * (dots.len() / width).next_multiple_of(SIDE));
        for row in dots.chunks_exact(width) {
            filled.extend_from_slice(row);
            filled.resize(filled.len() + full - width, row.last().copied().unwrap_or_default());
        }
        let last = filled.len().saturating_sub(full);
        while !filled.len().is_multiple_of(full * SIDE) {
            filled.extend_from_within(last..last + full);
        }
        Self { width: full, dots: filled }
    }

    /// The plane's blocks in steps.
    pub(super) fn blocks(&self, steps: &Steps) -> Blocks {
        let mut blocks = Vec::with_capacity(self.dots.len() / 64);
        for band in self.dots.chunks_exact(self.width * SIDE) {
            let mut rows = band.chunks_exact(self.width);
            let mut rows: [_; SIDE] = std::array::from_fn(|_| {
                rows.next().unwrap_or_default().as_chunks::<SIDE>().0.iter()
            });
            for _ in 0..self.width / SIDE {
                let block = rows.each_mut().map(|row| row.next().copied().unwrap_or_default());
                blocks.push(levels(&block, steps));
            }
        }
        blocks
    }
}

/// Blue and red (BT.601's) of four dots.
fn tint(dots: [[u8; 3]; 4]) -> [u8; 2] {
    let [mut red, mut green, mut blue] = [0; 3];
    for [r, g, b] in dots.map(|dot| dot.map(i32::from)) {
        (red, green, blue) = (red + r, green + g, blue + b);
    }
    let channel = |red_share, green_share, blue_share| {
        let sum: i32 = red * red_share + green * green_share + blue * blue_share;
        u8::try_from((sum + (128 << 18) + (1 << 17)) >> 18).unwrap_or(u8::MAX)
    };
    [channel(-11_059, -21_709, 32_768), channel(32_768, -27_439, -5_329)]
}

/// A block in steps.
fn levels(block: &[[u8; SIDE]; SIDE], steps: &Steps) -> [i16; 64] {
    let mut levels = [0; 64];
    let [[first, ..], ..] = block;
    if block.iter().all(|row| *row == [*first; SIDE]) {
        let sum = (f32::from(*first) - 128.0) * 64.0;
        let ([mean, ..], [unit, ..]) = (&mut levels, &steps.levels);
        *mean = whole(sum * unit);
        return levels;
    }
    let frequencies = frequencies(block);
    let mut zeroes = 0.0;
    let places = levels.iter_mut().zip(ZIGZAG).zip(&steps.levels);
    for (number, ((level, place), unit)) in places.enumerate() {
        let exact =
            frequencies.as_flattened().get(usize::from(place)).copied().unwrap_or_default() * unit;
        let size = exact.abs();
        // A one costs about as many bits as there are zeroes before it, and three more.
        if number > 0 && size < 1.5 && size < 0.5 + WORTH * (3.0_f32 + zeroes).min(12.0) {
            zeroes += 1.0;
            continue;
        }
        *level = whole(exact);
        zeroes = 0.0;
    }
    levels
}

/// The nearest whole level.
#[expect(
    clippy::cast_possible_truncation,
    reason = "a level has 12 bits, and `as` keeps to the range"
)]
fn whole(level: f32) -> i16 {
    (level + 0.5_f32.copysign(level)) as i16
}

/// The frequencies of a block, row by row, scaled: see [`SCALE`].
fn frequencies(block: &[[u8; SIDE]; SIDE]) -> [[f32; SIDE]; SIDE] {
    let dots = block.map(|row| row.map(|dot| f32::from(dot) - 128.0));
    turned(&transformed(&turned(&transformed(&dots))))
}

fn turned(block: &[[f32; SIDE]; SIDE]) -> [[f32; SIDE]; SIDE] {
    std::array::from_fn(|at| block.map(|row| row.get(at).copied().unwrap_or_default()))
}

/// Arai, Agui and Nakajima's transform down all eight columns at once.
fn transformed(rows: &[[f32; SIDE]; SIDE]) -> [[f32; SIDE]; SIDE] {
    let [a, b, c, d, e, f, g, h] = rows;
    let (even_0, odd_0) = (sum(a, h), difference(a, h));
    let (even_1, odd_1) = (sum(b, g), difference(b, g));
    let (even_2, odd_2) = (sum(c, f), difference(c, f));
    let (even_3, odd_3) = (sum(d, e), difference(d, e));

    let (outer, outer_odd) = (sum(&even_0, &even_3), difference(&even_0, &even_3));
    let (inner, inner_odd) = (sum(&even_1, &even_2), difference(&even_1, &even_2));
    let turn = times(&sum(&inner_odd, &outer_odd), std::f32::consts::FRAC_1_SQRT_2);

    let (low, middle, high) = (sum(&odd_3, &odd_2), sum(&odd_2, &odd_1), sum(&odd_1, &odd_0));
    let common = times(&difference(&low, &high), 0.382_683_43);
    let low = sum(&times(&low, 0.541_196_1), &common);
    let high = sum(&times(&high, 1.306_563), &common);
    let middle = times(&middle, std::f32::consts::FRAC_1_SQRT_2);
    let (plus, minus) = (sum(&odd_0, &middle), difference(&odd_0, &middle));

    [
        sum(&outer, &inner),
        sum(&plus, &high),
        sum(&outer_odd, &turn),
        difference(&minus, &low),
        difference(&outer, &inner),
        sum(&minus, &low),
        difference(&outer_odd, &turn),
        difference(&plus, &high),
    ]
}

fn sum(one: &[f32; SIDE], other: &[f32; SIDE]) -> [f32; SIDE] {
    let mut sum = *one;
    sum.iter_mut().zip(other).for_each(|(sum, other)| *sum += other);
    sum
}

fn difference(one: &[f32; SIDE], other: &[f32; SIDE]) -> [f32; SIDE] {
    let mut difference = *one;
    difference.iter_mut().zip(other).for_each(|(difference, other)| *difference -= other);
    difference
}

fn times(one: &[f32; SIDE], factor: f32) -> [f32; SIDE] {
    one.map(|value| value * factor)
}

fn in_zigzag(natural: &[u8; 64]) -> [u8; 64] {
    ZIGZAG.map(|place| natural.get(usize::from(place)).copied().unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The cosine transform as ITU-T T.81 defines it (A.3.3).
    fn defined(block: &[[u8; 8]; 8], down: usize, across: usize) -> f64 {
        let wave = |at: usize, frequency: usize| {
            ((2 * at + 1) as f64 * frequency as f64 * std::f64::consts::PI / 16.0).cos()
        };
        let part = |frequency| if frequency == 0 { 0.5_f64.sqrt() } else { 1.0 };
        let mut sum = 0.0;
        for (y, row) in block.iter().enumerate() {
            for (x, dot) in row.iter().enumerate() {
                sum += (f64::from(*dot) - 128.0) * wave(x, across) * wave(y, down);
            }
        }
        sum * part(down) * part(across) / 4.0
    }

    #[test]
    fn transform_is_the_one_defined() {
        let block: [[u8; 8]; 8] = std::array::from_fn(|y| {
            std::array::from_fn(|x| u8::try_from((x * 37 + y * y * 11 + x * y * 5) % 256).unwrap())
        });

        let frequencies = frequencies(&block);

        for (down, row) in frequencies.iter().enumerate() {
            for (across, value) in row.iter().enumerate() {
                let scaled = f64::from(value / (SCALE[down] * SCALE[across] * 8.0));
                let difference = (scaled - defined(&block, down, across)).abs();
                assert!(difference < 0.01, "at {down}, {across} it is off by {difference}");
            }
        }
    }

    #[test]
    fn zigzag_visits_every_frequency_once() {
        let mut visited = ZIGZAG;
        visited.sort_unstable();
        assert!(visited.iter().zip(0..).all(|(place, number)| *place == number));
    }

    #[test]
    fn lone_small_level_is_left_out_and_a_large_one_is_not() {
        let steps = Steps::of(100);
        let waves = |height: f64| -> [[u8; 8]; 8] {
            let dot = |x: usize| {
                128.0 + height * ((2 * x + 1) as f64 * 5.0 * std::f64::consts::PI / 16.0).cos()
            };
            [std::array::from_fn(|x| dot(x) as u8); 8]
        };

        // The step there is 37, and a wave of height h has the level 4 h / (0.98 * 37).
        assert!(levels(&waves(6.0), &steps).iter().skip(1).all(|level| *level == 0));
        assert!(levels(&waves(60.0), &steps).iter().skip(1).any(|level| *level != 0));
    }
}
