//! Chance that falls the same way each time, and noise that is a place's own: `SplitMix64` over a seed.
//! Millions of draws a picture, which is why it is not `SeededLuck`.

/// Dice that show the same numbers for the same seed.
#[derive(Debug, Clone)]
pub(super) struct Dice(u64);

impl Dice {
    /// Dice for one purpose, so that one more throw in one place moves nothing in another.
    pub(super) fn of(seed: u64, purpose: u64) -> Self {
        Self(mixed(seed ^ purpose.wrapping_mul(0xd6e8_feb8_6659_fd93)))
    }

    /// The next 64 bits.
    pub(super) fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        mixed(self.0)
    }

    /// A share, from 0 up to but not 1.
    pub(super) fn share(&mut self) -> f32 {
        share_of(self.bits())
    }

    /// A number between two others.
    pub(super) fn between(&mut self, low: f32, high: f32) -> f32 {
        low + (high - low) * self.share()
    }

    /// Plus or minus as much as `most`.
    pub(super) fn either_way(&mut self, most: f32) -> f32 {
        self.between(-most, most)
    }

    /// A whole number below `end`, which must not be 0.
    pub(super) fn below(&mut self, end: u32) -> u32 {
        u32::try_from(self.bits() % u64::from(end)).unwrap_or(0)
    }

    /// One of several words; empty where there are none.
    pub(super) fn word<'a>(&mut self, words: &[&'a str]) -> &'a str {
        let end = u32::try_from(words.len().max(1)).unwrap_or(1);
        let chosen = usize::try_from(self.below(end)).unwrap_or(0);
        words.get(chosen).copied().unwrap_or_default()
    }
}

/// What a place shows, 0 to 1, unlike its neighbours.
pub(super) fn speck(x: i32, y: i32, seed: u32) -> f32 {
    let mut bits = x.cast_unsigned().wrapping_mul(0x9e37_79b1)
        ^ y.cast_unsigned().wrapping_mul(0x85eb_ca77)
        ^ seed.wrapping_mul(0xc2b2_ae3d);
    bits = (bits ^ (bits >> 15)).wrapping_mul(0x2c1b_3c6d);
    bits = (bits ^ (bits >> 12)).wrapping_mul(0x297a_2d39);
    f32::from(u16::try_from(bits >> 16).unwrap_or(0)) / 65_536.0
}

/// What a place shows, 0 to 1, changing smoothly over a length of 1.
pub(super) fn mottle(x: f32, y: f32, seed: u32) -> f32 {
    let ((left, across), (top, down)) = (cell(x), cell(y));
    let upper = mixed_by(speck(left, top, seed), speck(left + 1, top, seed), across);
    let lower = mixed_by(speck(left, top + 1, seed), speck(left + 1, top + 1, seed), across);
    mixed_by(upper, lower, down)
}

/// The whole number below and the way to the next, eased at both ends.
#[expect(clippy::cast_possible_truncation, reason = "a place is some thousand millimetres at most")]
fn cell(at: f32) -> (i32, f32) {
    let below = at.floor();
    let way = at - below;
    (below as i32, way * way * (3.0 - 2.0 * way))
}

fn mixed_by(one: f32, other: f32, share: f32) -> f32 {
    one + (other - one) * share
}

fn share_of(bits: u64) -> f32 {
    f32::from(u16::try_from(bits >> 48).unwrap_or(0)) / 65_536.0
}

fn mixed(bits: u64) -> u64 {
    let bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    bits ^ (bits >> 31)
}
