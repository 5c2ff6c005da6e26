//! The desk's own signature on each request: a JWT (RFC 7519) that it makes by itself, so that no
//! round trip is spent on asking for a token.

use domain::ids::DeskId;
use domain::moment::Millis;
use seal::{Fingerprint, PublicKey, SigningKey};
use serde::{Deserialize, Serialize};

use crate::statement::{Distrust, Statement};

/// How long a bearer is good for.
pub const LIFE_MS: i64 = 10 * 60 * 1000;
/// How far a bearer may lie ahead of the gateway's clock.
pub const LEEWAY_MS: i64 = 60 * 1000;

/// The claims, under their registered names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bearer {
    /// The desk.
    pub iss: DeskId,
    /// The gateway that it is for.
    pub aud: Fingerprint,
    /// When it was made, in seconds since 1970.
    pub iat: i64,
    /// Until when it is good, in seconds since 1970.
    pub exp: i64,
}

impl Statement for Bearer {
    const KIND: &'static str = "JWT";
}

impl Bearer {
    /// A bearer that is good from `now` on, by the gateway's time as far as the desk knows it.
    pub fn new(desk: DeskId, gateway: Fingerprint, now: Millis) -> Self {
        let second = |at: Millis| at.get().div_euclid(1000);
        Self { iss: desk, aud: gateway, iat: second(now), exp: second(now.plus(LIFE_MS)) }
    }

    /// Signs it with the desk's key.
    ///
    /// # Errors
    /// Only when serialisation itself fails, which these types give no reason for.
    pub fn sign(&self, key: &SigningKey) -> serde_json::Result<String> {
        self.stated(&self.iss.to_string(), key)
    }

    /// Reads a bearer that is for this gateway and good now; `key_of` knows the desks' keys.
    pub fn verify(
        statement: &str,
        gateway: &Fingerprint,
        now: Millis,
        key_of: impl FnOnce(DeskId) -> Option<PublicKey>,
    ) -> Result<Self, Distrust> {
        let mut named = None;
        let bearer = Self::heard(statement, |id| {
            named = id.parse().ok();
            named.and_then(key_of)
        })?;
        if named != Some(bearer.iss) || bearer.aud != *gateway {
            return Err(Distrust::Elsewhere);
        }
        if bearer.is_good_at(now) { Ok(bearer) } else { Err(Distrust::Stale) }
    }

    fn is_good_at(&self, now: Millis) -> bool {
        let second = now.get().div_euclid(1000);
        let life = self.exp.saturating_sub(self.iat);
        let not_ahead = self.iat <= second.saturating_add(LEEWAY_MS / 1000);
        not_ahead && second < self.exp && (0..=LIFE_MS / 1000).contains(&life)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::ids::Id;

    const NOON: Millis = Millis::new(1_795_200_000_000);

    fn gateway() -> Fingerprint {
        Fingerprint::from_bytes([4; 10])
    }

    fn key() -> SigningKey {
        SigningKey::from_seed(&[6; 32])
    }

    fn desk() -> DeskId {
        DeskId::from_bytes([5; 16])
    }

    #[test]
    fn bearer_is_good_for_ten_minutes_when_the_desk_signed_it() {
        let signed = Bearer::new(desk(), gateway(), NOON).sign(&key()).unwrap();
        let at = |now: Millis| {
            let known = |id| (id == desk()).then(|| key().public());
            Bearer::verify(&signed, &gateway(), now, known).map(|bearer| bearer.iss)
        };

        assert_eq!(at(NOON), Ok(desk()), "at once");
        assert_eq!(at(NOON.plus(LIFE_MS - 1)), Ok(desk()), "to the last second");
        assert_eq!(at(NOON.plus(LIFE_MS)), Err(Distrust::Stale), "but no longer");
        assert_eq!(at(NOON.plus(-LEEWAY_MS)), Ok(desk()), "a minute ahead is forgiven");
        assert_eq!(at(NOON.plus(-LEEWAY_MS - 1000)), Err(Distrust::Stale), "two are not");
    }

    #[test]
    fn bearer_is_refused_when_it_is_for_another_gateway_or_lives_too_long() {
        let signed = Bearer::new(desk(), gateway(), NOON).sign(&key()).unwrap();
        let long = Bearer { exp: i64::MAX, ..Bearer::new(desk(), gateway(), NOON) };
        let long = long.sign(&key()).unwrap();
        let other = Fingerprint::from_bytes([9; 10]);
        let known = |_| Some(key().public());

        let elsewhere = Bearer::verify(&signed, &other, NOON, known);
        assert_eq!(elsewhere, Err(Distrust::Elsewhere), "another gateway");
        let forever = Bearer::verify(&long, &gateway(), NOON, known);
        assert_eq!(forever, Err(Distrust::Stale), "a bearer for ever");
    }
}
