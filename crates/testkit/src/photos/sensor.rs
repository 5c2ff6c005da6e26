//! What the lens and the sensor add: softness, motion, noise in light and in colour.

use imaging::Picture;

use super::Fault;
use super::dice::Dice;
use super::measure::{level, real, whole};

/// Softness of a lens with its sensor's colour filter: standard deviation in dots of the photo.
const LENS: f32 = 0.6;
/// Side of the tile of noise in dots.
const TILE: usize = 512;

/// Softens a picture as its lens and the faults of focus and hand do; `per_dot` is how many dots of the
/// photo one of the paper at 200 dpi is.
pub(super) fn blur(picture: &mut Picture, faults: &[Fault], per_dot: f32) {
    soften(picture, LENS, 1);
    for fault in faults {
        match fault {
            Fault::Blurred(sigma) => soften(picture, sigma * per_dot, 3),
            Fault::Shaken(length) => across(picture, (length * per_dot - 1.0) / 2.0),
            _ => {}
        }
    }
}

/// Adds noise of a standard deviation in shades: grain in the light, blotches in the colour.
pub(super) fn grain(picture: &mut Picture, shades: f32, seed: u64) {
    let dice = &mut Dice::of(seed, 6);
    let (light, [red, blue]) =
        (field(dice, shades, 0.45), [0, 1].map(|_| field(dice, shades * 0.6, 1.8)));
    let tile: Vec<[i16; 3]> = light
        .iter()
        .zip(red.iter().zip(&blue))
        .map(|(light, (red, blue))| {
            [light + red, light - 0.5 * red - 0.2 * blue, light + blue].map(rounded)
        })
        .collect();
    let width = picture.width();
    for (y, row) in picture.dots_mut().chunks_exact_mut(width).enumerate() {
        let from = (y % TILE) * TILE;
        let noise = tile.iter().skip(from).take(TILE).cycle();
        for (dot, noise) in row.iter_mut().zip(noise) {
            for (shade, noise) in dot.iter_mut().zip(noise) {
                let sum = (i16::from(*shade) + noise).clamp(0, 255);
                *shade = u8::try_from(sum).unwrap_or(0);
            }
        }
    }
}

/// A tile of smooth noise of a standard deviation.
fn field(dice: &mut Dice, deviation: f32, softness: f32) -> Vec<f32> {
    let mut tile: Vec<f32> = (0..TILE * TILE).map(|_| bell(dice.bits())).collect();
    let radius = radius_of(softness, 1);
    for _ in 0..2 {
        let mut turned = vec![0.0; TILE * TILE];
        for (y, row) in tile.chunks_exact(TILE).enumerate() {
            let smooth = averages(row, radius);
            for (place, shade) in turned.iter_mut().skip(y).step_by(TILE).zip(smooth) {
                *place = shade;
            }
        }
        tile = turned;
    }
    let power = tile.iter().map(|shade| shade * shade).sum::<f32>() / real(TILE * TILE);
    let gain = deviation / power.sqrt().max(1e-6);
    tile.iter().map(|shade| shade * gain).collect()
}

/// The sum of eight bytes, about its middle: close to a bell curve.
fn bell(bits: u64) -> f32 {
    bits.to_be_bytes().iter().map(|byte| f32::from(*byte)).sum::<f32>() - 8.0 * 127.5
}

/// Averages over windows that run round the ends.
fn averages(row: &[f32], radius: f32) -> Vec<f32> {
    let (reach, edge) = (whole(radius), radius.fract());
    let length = row.len().max(1);
    let at = |place: usize| row.get(place % length).copied().unwrap_or(0.0);
    (0..length)
        .map(|x| {
            let inner: f32 = (0..=2 * reach).map(|step| at(x + length + step - reach)).sum();
            let ends = at(x + length - reach - 1) + at(x + reach + 1);
            (inner + edge * ends) / (2.0 * radius + 1.0)
        })
        .collect()
}

fn soften(picture: &mut Picture, sigma: f32, times: u8) {
    let radius = radius_of(sigma, times);
    for _ in 0..times {
        across(picture, radius);
        down(picture, radius);
    }
}

/// The radius of a window that, applied so many times, blurs by a standard deviation.
fn radius_of(sigma: f32, times: u8) -> f32 {
    ((12.0 * sigma * sigma / f32::from(times) + 1.0).sqrt() - 1.0) / 2.0
}

/// Averages each row over windows of a radius, whose ends may count in part.
fn across(picture: &mut Picture, radius: f32) {
    let radius = radius.max(0.0);
    let (reach, edge) = (whole(radius), radius.fract());
    let weight = 1.0 / (2.0 * radius + 1.0);
    let width = picture.width();
    let mut wide: Vec<[f32; 3]> = Vec::with_capacity(width + 2 * reach + 2);
    for row in picture.dots_mut().chunks_exact_mut(width) {
        let (Some(first), Some(last)) = (row.first().copied(), row.last().copied()) else {
            continue;
        };
        wide.clear();
        wide.extend(std::iter::repeat_n(first.map(f32::from), reach + 1));
        wide.extend(row.iter().map(|dot| dot.map(f32::from)));
        wide.extend(std::iter::repeat_n(last.map(f32::from), reach + 1));
        let mut sum = [0.0; 3];
        wide.iter().skip(1).take(2 * reach).for_each(|dot| add(&mut sum, dot, 1.0));
        let leaving = wide.iter().skip(1);
        let entering = wide.iter().skip(2 * reach + 1);
        let ends = wide.iter().zip(wide.iter().skip(2 * reach + 2));
        for (dot, ((before, after), (left, right))) in
            row.iter_mut().zip(ends.zip(leaving.zip(entering)))
        {
            add(&mut sum, right, 1.0);
            let mut mean = sum;
            add(&mut mean, before, edge);
            add(&mut mean, after, edge);
            *dot = mean.map(|shade| level(shade * weight));
            add(&mut sum, left, -1.0);
        }
    }
}

/// Averages each column likewise.
fn down(picture: &mut Picture, radius: f32) {
    let (reach, edge) = (whole(radius), radius.fract());
    let weight = 1.0 / (2.0 * radius + 1.0);
    let (width, height) = (picture.width(), picture.height());
    let source = picture.dots().to_vec();
    // Rows are counted from `reach + 1` above the picture, where the first row goes on for ever.
    let row = |shifted: usize| {
        let y = shifted.saturating_sub(reach + 1).min(height - 1);
        source.get(y * width..(y + 1) * width).unwrap_or_default()
    };
    let mut sums = vec![[0.0; 3]; width];
    let add_row = |sums: &mut [[f32; 3]], shifted: usize, times: f32| {
        sums.iter_mut()
            .zip(row(shifted))
            .for_each(|(sum, dot)| add(sum, &dot.map(f32::from), times));
    };
    for shifted in 1..=2 * reach {
        add_row(&mut sums, shifted, 1.0);
    }
    for (y, means) in picture.dots_mut().chunks_exact_mut(width).enumerate() {
        add_row(&mut sums, y + 2 * reach + 1, 1.0);
        let ends = row(y).iter().zip(row(y + 2 * reach + 2));
        for (dot, (sum, (above, below))) in means.iter_mut().zip(sums.iter().zip(ends)) {
            let mut mean = *sum;
            add(&mut mean, &above.map(f32::from), edge);
            add(&mut mean, &below.map(f32::from), edge);
            *dot = mean.map(|shade| level(shade * weight));
        }
        add_row(&mut sums, y + 1, -1.0);
    }
}

fn add(sum: &mut [f32; 3], dot: &[f32; 3], times: f32) {
    for (sum, shade) in sum.iter_mut().zip(dot) {
        *sum += shade * times;
    }
}

fn rounded(shade: f32) -> i16 {
    i16::from(level(shade + 128.0)) - 128
}
