//! What a JPEG claims to be, and whether it is there to its end, before anything is decoded.

use super::super::Refusal;
use super::super::bytes::{array, big_16};
use super::super::directory::turn_of_exif;
use super::super::size::{Size, believable};
use super::super::turn::Turn;

/// More scans than this make the decoder walk over all coefficients again and again for nothing;
/// libjpeg's own script has ten.
const MOST_SCANS: usize = 64;

/// What a JPEG claims to be.
pub(in super::super) struct Survey {
    pub(in super::super) size: Size,
    /// Each component's sampling, across and down.
    pub(super) components: Vec<(usize, usize)>,
    is_progressive: bool,
    scans: usize,
    /// Bytes of all scans.
    coded: usize,
    pub(super) turn: Turn,
    pub(super) told_dpi: Option<f32>,
    /// Bytes of what the decoder copies beside the picture: profiles, EXIF and the like.
    pub(super) metadata: usize,
}

/// A marker, and what is in its segment.
struct Segment<'a> {
    marker: u8,
    body: &'a [u8],
}

impl Survey {
    /// Walks over all segments and scans to the end of the picture.
    pub(in super::super) fn of(bytes: &[u8]) -> Result<Self, Refusal> {
        let mut found: Option<Self> = None;
        let (mut turn, mut told_dpi, mut metadata) = (None, None, 0);
        let mut rest = bytes.strip_prefix(&[0xFF, 0xD8]).ok_or(Refusal::Damaged)?;
        loop {
            let segment = next(&mut rest)?;
            match (segment.marker, &mut found) {
                (0xD9, Some(_)) => break,
                (0xD9 | 0xDA, None) | (0xC0..=0xC2, Some(_)) => return Err(Refusal::Damaged),
                (0xC0..=0xC2, None) => found = Some(Self::frame(&segment)?),
                // The other frames are arithmetic, lossless or hierarchical; a DNL tells a height late.
                (0xC3 | 0xC5..=0xC7 | 0xC9..=0xCF | 0xDC, _) => return Err(Refusal::Unusual),
                (0xDA, Some(survey)) => survey.begin_scan(&mut rest)?,
                (0xE0, _) => told_dpi = told_dpi.or_else(|| density(segment.body)),
                (0xE1, _) => {
                    turn =
                        turn.or_else(|| segment.body.strip_prefix(b"Exif\0\0").map(turn_of_exif));
                }
                _ => {}
            }
            if matches!(segment.marker, 0xE1..=0xEF) {
                metadata += segment.body.len();
            }
        }
        let survey = found.ok_or(Refusal::Damaged)?;
        Ok(Self { turn: turn.unwrap_or_default(), told_dpi, metadata, ..survey })
    }

    /// What the decoder holds of coefficients, in bytes: all of a picture that comes in several scans.
    pub(super) fn coefficients(&self) -> usize {
        if !self.is_progressive && self.scans == 1 {
            return 0;
        }
        let most = |side: fn(&(usize, usize)) -> usize| {
            self.components.iter().map(side).max().unwrap_or(1)
        };
        let (across, down) = (most(|one| one.0), most(|one| one.1));
        let units = self.size.width.div_ceil(8 * across) * self.size.height.div_ceil(8 * down);
        let blocks: usize = self.components.iter().map(|(across, down)| across * down).sum();
        units * blocks * 64 * 2
    }

    /// Refuses what is too short for its size: a block of eight by eight dots has two codes at least, one in
    /// a progressive picture. The decoder would make up whatever is missing before the end.
    pub(in super::super) fn is_there(&self) -> Result<(), Refusal> {
        let blocks = self.size.width.div_ceil(8) * self.size.height.div_ceil(8);
        let codes = if self.is_progressive { blocks } else { 2 * blocks };
        if self.coded * 8 < codes { Err(Refusal::CutShort) } else { Ok(()) }
    }

    fn frame(segment: &Segment<'_>) -> Result<Self, Refusal> {
        let [depth, h1, h0, w1, w0, count] = array(segment.body, 0).ok_or(Refusal::Damaged)?;
        let (height, width) = (u16::from_be_bytes([h1, h0]), u16::from_be_bytes([w1, w0]));
        // Nought means that the height follows in a DNL.
        if depth != 8 || height == 0 || !matches!(count, 1 | 3 | 4) {
            return Err(Refusal::Unusual);
        }
        let (threes, _) = segment.body.get(6..).unwrap_or_default().as_chunks::<3>();
        let samplings = threes.iter().take(usize::from(count));
        let components: Vec<_> = samplings
            .map(|[_, both, _]| (usize::from(both >> 4), usize::from(both & 15)))
            .collect();
        let is_right =
            |&(across, down): &(usize, usize)| (1..=4).contains(&across) && (1..=4).contains(&down);
        if components.len() != usize::from(count) || !components.iter().all(is_right) {
            return Err(Refusal::Damaged);
        }
        Ok(Self {
            size: Size::new(u32::from(width), u32::from(height))?,
            components,
            is_progressive: segment.marker == 0xC2,
            scans: 0,
            coded: 0,
            turn: Turn::default(),
            told_dpi: None,
            metadata: 0,
        })
    }

    /// Counts a scan and steps over its coded dots.
    fn begin_scan(&mut self, rest: &mut &[u8]) -> Result<(), Refusal> {
        self.scans += 1;
        if self.scans > MOST_SCANS {
            return Err(Refusal::Unusual);
        }
        loop {
            let at = rest.iter().position(|&byte| byte == 0xFF).ok_or(Refusal::CutShort)?;
            let after = *rest.get(at + 1).ok_or(Refusal::CutShort)?;
            self.coded += at;
            if !matches!(after, 0 | 0xD0..=0xD7) {
                *rest = rest.get(at..).ok_or(Refusal::CutShort)?;
                return Ok(());
            }
            *rest = rest.get(at + 2..).ok_or(Refusal::CutShort)?;
        }
    }
}

/// The next segment; bytes between segments are stepped over.
fn next<'a>(rest: &mut &'a [u8]) -> Result<Segment<'a>, Refusal> {
    loop {
        let at = rest.iter().position(|&byte| byte == 0xFF).ok_or(Refusal::CutShort)?;
        let marker = *rest.get(at + 1).ok_or(Refusal::CutShort)?;
        let after = rest.get(at + 2..).ok_or(Refusal::CutShort)?;
        match marker {
            // A fill byte may be followed by the true marker.
            0xFF => *rest = rest.get(at + 1..).ok_or(Refusal::CutShort)?,
            0x00 | 0x01 | 0xD0..=0xD8 => *rest = after,
            0xD9 => {
                *rest = after;
                return Ok(Segment { marker, body: &[] });
            }
            _ => {
                let length = usize::from(big_16(after, 0).ok_or(Refusal::CutShort)?);
                if length < 2 {
                    return Err(Refusal::Damaged);
                }
                let body = after.get(2..length).ok_or(Refusal::CutShort)?;
                *rest = after.get(length..).ok_or(Refusal::CutShort)?;
                return Ok(Segment { marker, body });
            }
        }
    }
}

/// JFIF's density. EXIF's is not asked: cameras write 72 there whatever the paper was.
fn density(body: &[u8]) -> Option<f32> {
    let fields = body.strip_prefix(b"JFIF\0")?;
    let unit = *fields.get(2)?;
    let (across, down) = (f64::from(big_16(fields, 3)?), f64::from(big_16(fields, 5)?));
    match unit {
        1 => believable(across, down),
        2 => believable(across * 2.54, down * 2.54),
        _ => None,
    }
}
