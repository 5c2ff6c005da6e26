//! The directories of a TIFF file, which EXIF is too: looked at where they lie, nothing is allocated.

use super::bytes::array;
use super::turn::Turn;

const SHORT: u16 = 3;
const LONG: u16 = 4;
const RATIONAL: u16 = 5;
/// A directory's entry, in bytes.
const ENTRY: usize = 12;

/// Tags that are asked for.
pub(super) mod tag {
    pub(in super::super) const SUBFILE: u16 = 254;
    pub(in super::super) const WIDTH: u16 = 256;
    pub(in super::super) const HEIGHT: u16 = 257;
    pub(in super::super) const COMPRESSION: u16 = 259;
    pub(in super::super) const STRIP_OFFSETS: u16 = 273;
    pub(in super::super) const ORIENTATION: u16 = 274;
    pub(in super::super) const SAMPLES: u16 = 277;
    pub(in super::super) const ROWS_PER_STRIP: u16 = 278;
    pub(in super::super) const STRIP_BYTES: u16 = 279;
    pub(in super::super) const ACROSS: u16 = 282;
    pub(in super::super) const DOWN: u16 = 283;
    pub(in super::super) const PLANES: u16 = 284;
    pub(in super::super) const UNIT: u16 = 296;
    pub(in super::super) const TILE_WIDTH: u16 = 322;
    pub(in super::super) const TILE_HEIGHT: u16 = 323;
    pub(in super::super) const TILE_OFFSETS: u16 = 324;
    pub(in super::super) const TILE_BYTES: u16 = 325;
    pub(in super::super) const SAMPLE_FORMAT: u16 = 339;
}

/// A TIFF file, or the part of a picture that is laid out as one.
#[derive(Clone, Copy)]
pub(super) struct Tiff<'a> {
    bytes: &'a [u8],
    is_big_endian: bool,
}

/// One directory: a page.
pub(super) struct Directory<'a> {
    tiff: Tiff<'a>,
    entries: &'a [[u8; ENTRY]],
    /// Where the next one lies; 0 after the last.
    pub(super) next: u32,
}

/// The value of a tag.
struct Value<'a> {
    kind: u16,
    bytes: &'a [u8],
}

impl<'a> Tiff<'a> {
    /// `None` without TIFF's own signature; a `BigTIFF` has another.
    pub(super) fn open(bytes: &'a [u8]) -> Option<Self> {
        let is_big_endian = match array(bytes, 0)? {
            [b'I', b'I', 42, 0] => false,
            [b'M', b'M', 0, 42] => true,
            _ => return None,
        };
        Some(Self { bytes, is_big_endian })
    }

    /// Where the first directory lies.
    pub(super) fn first(self) -> Option<u32> {
        self.long(self.bytes, 4)
    }

    /// The directory at an offset, where the whole of it is there.
    pub(super) fn directory(self, at: u32) -> Option<Directory<'a>> {
        let at = usize::try_from(at).ok()?;
        let count = usize::from(self.short(self.bytes, at)?);
        let end = at.checked_add(2)?.checked_add(count * ENTRY)?;
        let (entries, _) = self.bytes.get(at + 2..end)?.as_chunks();
        Some(Directory { tiff: self, entries, next: self.long(self.bytes, end)? })
    }

    fn short(self, bytes: &[u8], at: usize) -> Option<u16> {
        let two = array(bytes, at)?;
        Some(if self.is_big_endian { u16::from_be_bytes(two) } else { u16::from_le_bytes(two) })
    }

    fn long(self, bytes: &[u8], at: usize) -> Option<u32> {
        let four = array(bytes, at)?;
        Some(if self.is_big_endian { u32::from_be_bytes(four) } else { u32::from_le_bytes(four) })
    }
}

impl<'a> Directory<'a> {
    /// The first number of a tag.
    pub(super) fn number(&self, tag: u16) -> Option<u32> {
        self.numbers(tag).next()
    }

    /// The numbers of a tag: none where it is missing, is no number, or lies beyond the file.
    pub(super) fn numbers(&self, tag: u16) -> impl Iterator<Item = u32> {
        let tiff = self.tiff;
        let value = self.value(tag).filter(|value| matches!(value.kind, SHORT | LONG));
        let (kind, bytes) = value.map_or((SHORT, &[][..]), |value| (value.kind, value.bytes));
        let wide = if kind == SHORT { 2 } else { 4 };
        bytes.chunks_exact(wide).filter_map(move |one| {
            if kind == SHORT { tiff.short(one, 0).map(u32::from) } else { tiff.long(one, 0) }
        })
    }

    /// The fraction of a tag.
    pub(super) fn fraction(&self, tag: u16) -> Option<f64> {
        let value = self.value(tag).filter(|value| value.kind == RATIONAL)?;
        let part = |at| self.tiff.long(value.bytes, at).map(f64::from);
        Some(part(0)? / part(4)?)
    }

    /// Which way up the dots are.
    pub(super) fn turn(&self) -> Turn {
        self.number(tag::ORIENTATION).map(Turn::of).unwrap_or_default()
    }

    fn value(&self, tag: u16) -> Option<Value<'a>> {
        let is_it = |entry: &&[u8; ENTRY]| self.tiff.short(*entry, 0) == Some(tag);
        let entry = self.entries.iter().find(is_it)?;
        let kind = self.tiff.short(entry, 2)?;
        let wide = match kind {
            SHORT => 2,
            LONG => 4,
            RATIONAL => 8,
            _ => return None,
        };
        let count = usize::try_from(self.tiff.long(entry, 4)?).ok()?;
        let length = count.checked_mul(wide)?;
        if length <= 4 {
            return Some(Value { kind, bytes: entry.get(8..8 + length)? });
        }
        let at = usize::try_from(self.tiff.long(entry, 8)?).ok()?;
        Some(Value { kind, bytes: self.tiff.bytes.get(at..at.checked_add(length)?)? })
    }
}

/// Which way up a picture is, by the first directory of its EXIF.
pub(super) fn turn_of_exif(exif: &[u8]) -> Turn {
    let tiff = Tiff::open(exif);
    let first = tiff.and_then(|tiff| tiff.directory(tiff.first()?));
    first.map(|directory| directory.turn()).unwrap_or_default()
}
