//! Pictures made smaller, each dot the mean of those that it stands for.

use fast_image_resize::images::{Image, ImageRef};
use fast_image_resize::{FilterType, PixelType, ResizeAlg, ResizeOptions, Resizer};

use crate::picture::Picture;
use crate::plane::{count, real};

/// The same picture with a longest side of at most `longest` dots, and how much smaller it became (1 or less).
pub(crate) fn shrunk(picture: &Picture, longest: usize) -> (Picture, f32) {
    let (width, height) = (picture.width(), picture.height());
    let factor = real(longest) / real(width.max(height));
    if factor >= 1.0 {
        return (picture.clone(), 1.0);
    }
    let side = |dots: usize| count(real(dots) * factor).max(1);
    let small = averaged(picture, side(width), side(height));
    small.map_or_else(|| (picture.clone(), 1.0), |small| (small, factor))
}

fn averaged(picture: &Picture, width: usize, height: usize) -> Option<Picture> {
    let side = |dots: usize| u32::try_from(dots).ok();
    let (from_width, from_height) = (side(picture.width())?, side(picture.height())?);
    let from = ImageRef::new(from_width, from_height, picture.bytes(), PixelType::U8x3).ok()?;
    let mut to = Image::new(side(width)?, side(height)?, PixelType::U8x3);
    let options = ResizeOptions::new().resize_alg(ResizeAlg::Convolution(FilterType::Box));
    Resizer::new().resize(&from, &mut to, &options).ok()?;
    let (dots, _) = to.buffer().as_chunks::<3>();
    Picture::of(width, height, dots.to_vec())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dot_is_the_mean_of_those_that_it_stands_for() {
        let dots = (0..64).map(|n| if n % 2 == 0 { [0; 3] } else { [200, 100, 50] }).collect();
        let (small, factor) = shrunk(&Picture::of(8, 8, dots).unwrap(), 2);

        assert_eq!((small.width(), small.height()), (2, 2));
        assert!((factor - 0.25).abs() < 1e-6);
        assert!(small.dots().iter().all(|&dot| dot == [100, 50, 25]), "{:?}", small.dots());
    }

    #[test]
    fn picture_that_is_small_enough_stays_as_it_is() {
        let picture = Picture::of(2, 1, vec![[1, 2, 3], [4, 5, 6]]).unwrap();
        assert_eq!(shrunk(&picture, 2), (picture, 1.0));
    }
}
