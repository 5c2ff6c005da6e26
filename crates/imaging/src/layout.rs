//! What a page is made of when it is sent, and how much each way of making it costs.

use serde::{Deserialize, Serialize};

use crate::encode::{Quality, jpeg};
use crate::mask::Mask;
use crate::mixed::{self, Parted};
use crate::picture::Picture;
use crate::{g4, ink};

/// How a page is to be made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Layout {
    /// One picture with all colour at all dots: what the standard asks for.
    Colour,
    /// Plain ink as a mask at all dots, over a picture of the rest at half the dots each way.
    Mixed,
    /// All ink as a black mask, whatever its colour; nothing else.
    Bilevel,
}

/// A page as it is sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "layout")]
pub enum Layers {
    /// See [`Layout::Colour`].
    Colour {
        /// The picture.
        jpeg: Part,
    },
    /// See [`Layout::Mixed`].
    Mixed {
        /// Where plain ink is, in Group 4.
        mask: Part,
        /// What colour that ink has, in sRGB.
        ink: [u8; 3],
        /// Everything else, as JPEG.
        under: Part,
    },
    /// See [`Layout::Bilevel`].
    Bilevel {
        /// Where ink is, in Group 4.
        mask: Part,
    },
}

/// A picture or mask in its file form. Its bytes stay out of serde's forms: they travel as
/// [`Layers::bytes`] and come back by [`Layers::filled`].
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// Width in dots.
    pub width: usize,
    /// Height in dots.
    pub height: usize,
    /// How many bytes it has.
    length: usize,
    #[serde(skip)]
    bytes: Vec<u8>,
}

/// The picture has more dots on a side than its file form can say.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a page of {width} x {height} dots cannot be written")]
pub struct TooLarge {
    /// Width in dots.
    pub width: usize,
    /// Height in dots.
    pub height: usize,
}

/// Makes the layers of a page that is straight and evenly lit.
pub fn lay(picture: &Picture, layout: Layout) -> Result<Layers, TooLarge> {
    let too_large = TooLarge { width: picture.width(), height: picture.height() };
    laid(picture, layout).ok_or(too_large)
}

fn laid(picture: &Picture, layout: Layout) -> Option<Layers> {
    Some(match layout {
        Layout::Colour => Layers::Colour { jpeg: Part::pictured(picture, Quality::PAGE)? },
        Layout::Bilevel => Layers::Bilevel { mask: Part::masked(&ink::ink(picture))? },
        Layout::Mixed => {
            let Parted { text, ink, under } = mixed::parted(picture);
            Layers::Mixed {
                mask: Part::masked(&text)?,
                ink,
                under: Part::pictured(&under, Quality::UNDER)?,
            }
        }
    })
}

impl Layers {
    /// How many bytes its parts have together; a PDF adds about 700 to each page.
    pub fn size(&self) -> usize {
        self.parts().iter().map(|part| part.length).sum()
    }

    /// The bytes of its parts, one after another.
    pub fn bytes(&self) -> Vec<u8> {
        self.parts().iter().flat_map(|part| part.bytes()).copied().collect()
    }

    /// The same with the bytes that serde left out; `None` where they are not as many as there were.
    #[must_use]
    pub fn filled(mut self, bytes: &[u8]) -> Option<Self> {
        let mut rest = bytes;
        for part in self.parts_mut() {
            let (own, others) = rest.split_at_checked(part.length)?;
            part.bytes = own.to_vec();
            rest = others;
        }
        rest.is_empty().then_some(self)
    }

    /// Its parts from the bottom.
    pub(crate) fn parts(&self) -> Vec<&Part> {
        match self {
            Self::Colour { jpeg } => vec![jpeg],
            Self::Mixed { mask, under, .. } => vec![under, mask],
            Self::Bilevel { mask } => vec![mask],
        }
    }

    fn parts_mut(&mut self) -> Vec<&mut Part> {
        match self {
            Self::Colour { jpeg } => vec![jpeg],
            Self::Mixed { mask, under, .. } => vec![under, mask],
            Self::Bilevel { mask } => vec![mask],
        }
    }
}

impl Part {
    /// Its file form: a JPEG, or Group 4 without a header.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    fn pictured(picture: &Picture, quality: Quality) -> Option<Self> {
        Some(Self::of(picture.width(), picture.height(), jpeg(picture, quality)?))
    }

    fn masked(mask: &Mask) -> Option<Self> {
        Some(Self::of(mask.width(), mask.height(), g4::written(mask)?))
    }

    fn of(width: usize, height: usize, bytes: Vec<u8>) -> Self {
        Self { width, height, length: bytes.len(), bytes }
    }
}

impl std::fmt::Debug for Part {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Part({} x {}, {} bytes)", self.width, self.height, self.length)
    }
}

#[cfg(test)]
mod tests {
    use zune_core::bytestream::ZCursor;

    use super::*;

    /// White paper with a black line and a red one.
    fn sheet() -> Picture {
        let dot = |at: usize| match at % 160 {
            40..44 => [20; 3],
            100..112 => [210, 40, 40],
            _ => [252; 3],
        };
        Picture::of(160, 120, (0..160 * 120).map(dot).collect()).unwrap()
    }

    #[test]
    fn layers_come_back_when_their_bytes_travelled_apart() {
        for layout in [Layout::Colour, Layout::Mixed, Layout::Bilevel] {
            let layers = lay(&sheet(), layout).unwrap();

            let told = serde_json::to_string(&layers).unwrap();
            let back: Layers = serde_json::from_str(&told).unwrap();

            assert!(told.len() < 300, "{told}");
            assert_eq!(back.filled(&layers.bytes()), Some(layers));
        }
    }

    #[test]
    fn layers_are_refused_when_their_bytes_are_not_as_many() {
        let layers = lay(&sheet(), Layout::Mixed).unwrap();
        let bytes = layers.bytes();

        assert_eq!(layers.clone().filled(&bytes[1..]), None);
        assert_eq!(layers.clone().filled(&[&bytes[..], &[0]].concat()), None);
        assert_eq!(layers.size(), bytes.len());
    }

    #[test]
    fn mixed_page_has_black_lines_in_the_mask_and_red_ones_under_it() {
        let Layers::Mixed { mask, ink, under } = lay(&sheet(), Layout::Mixed).unwrap() else {
            panic!("a mixed page is asked for");
        };

        assert_eq!((mask.width, mask.height), (160, 120));
        assert_eq!((under.width, under.height), (80, 60));
        assert_eq!(ink, [20; 3]);
        let bytes = zune_jpeg::JpegDecoder::new(ZCursor::new(under.bytes())).decode().unwrap();
        let row = &bytes.as_chunks::<3>().0[80 * 30..];
        let [red, green, _] = row[53];
        assert!(red > 180 && green < 80, "the red line is {red}, {green}");
        assert!(row[21][0] > 235, "nothing is left of the black line: {:?}", row[21]);
    }
}
