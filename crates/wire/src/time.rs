//! The gateway's signed time, in every answer to a request that could be read, refusals included.
//!
//! A desk sends a nonce in [`NONCE`] and finds [`TIME`] in the answer. Signed and with the nonce in
//! it, neither a cache nor a proxy can hand out an old time.

use domain::moment::Millis;
use seal::SigningKey;
use serde::{Deserialize, Serialize};

use crate::keys::KeyRing;
use crate::statement::{Distrust, Statement};

/// The request header that carries the nonce: 1 to 64 visible ASCII characters.
pub const NONCE: &str = "nopho-nonce";
/// The answer's header that carries the signed time.
pub const TIME: &str = "nopho-time";

/// What the gateway's clock showed when it answered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GatewayTime {
    /// The time.
    pub now_ms: Millis,
    /// The nonce of the request; empty when it had none.
    pub nonce: String,
}

impl Statement for GatewayTime {
    const KIND: &'static str = "nopho-time";
}

impl GatewayTime {
    /// Signs the time with a key for receipts.
    ///
    /// # Errors
    /// Only when serialisation itself fails, which these types give no reason for.
    pub fn sign(&self, key_id: &str, key: &SigningKey) -> serde_json::Result<String> {
        self.stated(key_id, key)
    }

    /// Reads the time, if it answers the request with this nonce.
    pub fn verify(statement: &str, keys: &KeyRing, nonce: &str) -> Result<Millis, Distrust> {
        let time = Self::heard(statement, |id| keys.receipts_key(id))?;
        if time.nonce == nonce { Ok(time.now_ms) } else { Err(Distrust::Stale) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing;

    #[test]
    fn time_is_believed_only_as_the_answer_to_the_request() {
        let time = GatewayTime { now_ms: Millis::new(7), nonce: "n1".to_owned() };
        let statement = time.sign("r1", &testing::receipts()).unwrap();
        let forged = time.sign("r1", &SigningKey::from_seed(&[9; 32])).unwrap();

        let heard =
            |statement: &str, nonce| GatewayTime::verify(statement, &testing::ring(), nonce);
        assert_eq!(heard(&statement, "n1"), Ok(Millis::new(7)));
        assert_eq!(heard(&statement, "n2"), Err(Distrust::Stale), "somebody kept it");
        assert!(matches!(heard(&forged, "n1"), Err(Distrust::Statement(_))), "somebody else's");
    }
}
