//! How a desk and a gateway come to know each other (`POST /v1/enrolments`).
//!
//! Both sides show, over the very bytes that they send, that they know the code's secret.

use domain::ids::{DeskId, InstanceId};
use domain::kinds::DeskKind;
use domain::moment::{ClockReading, Epoch, Millis};
use domain::provisional_code::DeskPrefix;
use domain::text::Line;
use seal::hash::hash;
use seal::{EnrolmentCode, Mac, PublicKey, Sha256};
use serde::{Deserialize, Serialize};

use crate::bytes::Bytes;
use crate::keys::KeyRing;
use crate::known::Known;
use crate::statement::Distrust;

/// Version of both forms.
pub const FORMAT: u32 = 1;

/// What a desk says of itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Claim {
    /// [`FORMAT`].
    pub format: u32,
    /// The desk.
    pub desk_id: DeskId,
    /// What kind of desk.
    pub kind: Known<DeskKind>,
    /// How its provisional codes begin.
    pub prefix: DeskPrefix,
    /// What people call it; may be empty.
    pub name: Line,
    /// The key with which it will sign its bearers.
    pub key: PublicKey,
    /// The life of its data folder.
    pub instance_id: InstanceId,
    /// That life's number.
    pub epoch: Epoch,
    /// When it asks.
    pub asked: ClockReading,
}

/// The request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EnrolmentRequest {
    /// The name of the code.
    pub code: String,
    /// The bytes of a [`Claim`].
    pub claim: Bytes,
    /// HMAC of those bytes under the code's key for claims.
    pub mac: Mac,
}

/// What the gateway says of itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Welcome {
    /// [`FORMAT`].
    pub format: u32,
    /// SHA-256 of the claim's bytes.
    pub claim_sha256: Sha256,
    /// The gateway's root key.
    pub root: PublicKey,
    /// The signed text of a [`crate::keys::KeyList`].
    pub keys: String,
    /// What people call the gateway.
    pub name: Line,
    /// Code of the agency that runs it.
    pub agency: String,
    /// What its clock showed.
    pub now_ms: Millis,
}

/// The answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EnrolmentReply {
    /// The bytes of a [`Welcome`].
    pub welcome: Bytes,
    /// HMAC of those bytes under the code's key for welcomes.
    pub mac: Mac,
}

impl EnrolmentRequest {
    /// Makes the request that shows knowledge of the code.
    ///
    /// # Errors
    /// Only when serialisation itself fails, which these types give no reason for.
    pub fn new(claim: &Claim, code: &EnrolmentCode) -> serde_json::Result<Self> {
        let claim = serde_json::to_vec(claim)?;
        let mac = code.claim_mac(&claim);
        Ok(Self { code: code.name(), claim: Bytes(claim), mac })
    }

    /// Reads the claim, if whoever made it knows the code.
    pub fn open(&self, code: &EnrolmentCode) -> Result<Claim, Distrust> {
        if code.claim_mac(&self.claim.0) != self.mac {
            return Err(Distrust::Elsewhere);
        }
        serde_json::from_slice(&self.claim.0).map_err(|_| Distrust::Unreadable)
    }
}

impl EnrolmentReply {
    /// Makes the answer that shows knowledge of the code.
    ///
    /// # Errors
    /// Only when serialisation itself fails, which these types give no reason for.
    pub fn new(welcome: &Welcome, code: &EnrolmentCode) -> serde_json::Result<Self> {
        let welcome = serde_json::to_vec(welcome)?;
        let mac = code.welcome_mac(&welcome);
        Ok(Self { welcome: Bytes(welcome), mac })
    }

    /// Reads the welcome, with the keys that its root vouches for, if it answers this request and
    /// its root is the one whose fingerprint stands in the code.
    pub fn open(
        &self,
        code: &EnrolmentCode,
        request: &EnrolmentRequest,
    ) -> Result<(Welcome, KeyRing), Distrust> {
        if code.welcome_mac(&self.welcome.0) != self.mac {
            return Err(Distrust::Elsewhere);
        }
        let welcome: Welcome =
            serde_json::from_slice(&self.welcome.0).map_err(|_| Distrust::Unreadable)?;
        let answers = welcome.claim_sha256 == hash(&request.claim.0);
        if !answers || welcome.root.fingerprint() != code.root() {
            return Err(Distrust::Elsewhere);
        }
        let keys = KeyRing::open(&welcome.keys, &welcome.root, 0)?;
        Ok((welcome, keys))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::keys::KeyList;
    use domain::ids::Id;
    use domain::moment::ClockTrust;
    use seal::SigningKey;

    fn root() -> SigningKey {
        SigningKey::from_seed(&[1; 32])
    }

    fn code(secret: u8) -> EnrolmentCode {
        EnrolmentCode::new(&root().public(), &[secret; 10])
    }

    fn a_claim(desk: u8) -> Claim {
        let trust = ClockTrust::Unchecked;
        Claim {
            format: FORMAT,
            desk_id: DeskId::from_bytes([desk; 16]),
            kind: Known::Word(DeskKind::Post),
            prefix: DeskPrefix::parse("LS07").unwrap(),
            name: Line::new("Bưu điện xã Hữu Liên"),
            key: SigningKey::from_seed(&[6; 32]).public(),
            instance_id: InstanceId::from_bytes([7; 16]),
            epoch: Epoch::FIRST,
            asked: ClockReading { clock: Millis::new(5), offset_ms: None, trust },
        }
    }

    fn a_welcome(request: &EnrolmentRequest, root: &SigningKey) -> Welcome {
        let (serial, issued_ms, keys) = (1, Millis::new(1), vec![]);
        let list = KeyList { format: 1, root: root.public(), serial, issued_ms, keys };
        Welcome {
            format: FORMAT,
            claim_sha256: hash(&request.claim.0),
            root: root.public(),
            keys: list.sign(root).unwrap(),
            name: Line::new("Cổng tỉnh Lạng Sơn"),
            agency: "H37".to_owned(),
            now_ms: Millis::new(9),
        }
    }

    #[test]
    fn both_sides_believe_each_other_when_they_know_the_code() {
        let request = EnrolmentRequest::new(&a_claim(1), &code(5)).unwrap();
        let reply = EnrolmentReply::new(&a_welcome(&request, &root()), &code(5)).unwrap();

        assert_eq!(request.open(&code(5)), Ok(a_claim(1)), "the gateway believes the desk");
        let (welcome, keys) = reply.open(&code(5), &request).unwrap();
        assert_eq!(welcome.root, root().public(), "the desk believes the gateway");
        assert_eq!(keys.gateway(), code(5).root(), "it is the one that the code names");
    }

    #[test]
    fn neither_side_believes_the_other_when_the_code_is_another() {
        let request = EnrolmentRequest::new(&a_claim(1), &code(5)).unwrap();
        let reply = EnrolmentReply::new(&a_welcome(&request, &root()), &code(6)).unwrap();

        assert_eq!(request.open(&code(6)), Err(Distrust::Elsewhere), "a desk that guesses");
        let guessed = reply.open(&code(5), &request);
        assert_eq!(guessed, Err(Distrust::Elsewhere), "a gateway that guesses");
    }

    #[test]
    fn desk_refuses_the_welcome_when_it_answers_another_claim_or_has_another_root() {
        let request = EnrolmentRequest::new(&a_claim(1), &code(5)).unwrap();
        let other = EnrolmentRequest::new(&a_claim(2), &code(5)).unwrap();
        let stranger = SigningKey::from_seed(&[8; 32]);
        let open = |welcome: &Welcome| {
            EnrolmentReply::new(welcome, &code(5)).unwrap().open(&code(5), &request)
        };

        let replayed = open(&a_welcome(&other, &root()));
        assert_eq!(replayed, Err(Distrust::Elsewhere), "the answer to another desk");
        let strange = open(&a_welcome(&request, &stranger));
        assert_eq!(strange, Err(Distrust::Elsewhere), "a root that the code does not name");
    }
}
