//! The gateway's keys: a list that changes, signed by a root key that does not.
//!
//! The root key is kept offline. A desk pins it at enrolment and believes every other key of the
//! gateway only because the newest list that the root signed names it.

use domain::moment::Millis;
use seal::{Fingerprint, PublicKey, SigningKey};
use serde::{Deserialize, Serialize};
use strum::{EnumString, IntoStaticStr};

use crate::known::Known;
use crate::statement::{Distrust, Statement};

/// Version of the list's form.
pub const FORMAT: u32 = 1;

/// What a key of the gateway may be used for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, EnumString, IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
pub enum Purpose {
    /// Signs receipts, events of a case, and the time.
    Receipts,
    /// Is what bundles that travel by hand are sealed to: an age recipient.
    Bundles,
    /// Signs packages of the catalogue.
    Catalogue,
}

/// The list, as the root signs it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeyList {
    /// [`FORMAT`].
    pub format: u32,
    /// The root key that signs it.
    pub root: PublicKey,
    /// Grows with each list; an older list is refused.
    pub serial: u32,
    /// When it was signed, by the gateway's clock.
    pub issued_ms: Millis,
    /// The keys.
    pub keys: Vec<KeyLine>,
}

/// One key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeyLine {
    /// Its name in the header of what it signs.
    pub id: String,
    /// What for.
    pub purpose: Known<Purpose>,
    /// Its public half: 43 symbols of base64url for Ed25519, `age1…` for a recipient.
    pub key: String,
    /// Until when what it signed is believed, for a key whose place another one has taken; absent
    /// for a key that is in use.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until_ms: Option<Millis>,
}

impl Statement for KeyList {
    const KIND: &'static str = "nopho-keys";
}

impl KeyList {
    /// Signs the list with the root key.
    ///
    /// # Errors
    /// Only when serialisation itself fails, which these types give no reason for.
    pub fn sign(&self, root: &SigningKey) -> serde_json::Result<String> {
        self.stated(&root.public().fingerprint().to_string(), root)
    }
}

/// The name of a key that signs packages of the catalogue.
pub fn catalogue_key_id(key: &PublicKey) -> String {
    format!("c-{}", key.fingerprint())
}

/// The keys that a pinned root vouches for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyRing {
    list: KeyList,
}

impl KeyRing {
    /// Reads a list that the root signed and that is not older than `newest`.
    pub fn open(statement: &str, root: &PublicKey, newest: u32) -> Result<Self, Distrust> {
        let fingerprint = root.fingerprint().to_string();
        let list = KeyList::heard(statement, |id| (id == fingerprint).then_some(*root))?;
        if list.root != *root {
            return Err(Distrust::Elsewhere);
        }
        if list.serial < newest {
            return Err(Distrust::Stale);
        }
        Ok(Self { list })
    }

    /// Which list it is.
    pub fn serial(&self) -> u32 {
        self.list.serial
    }

    /// Who the gateway is: the fingerprint of its root.
    pub fn gateway(&self) -> Fingerprint {
        self.list.root.fingerprint()
    }

    /// The key of this name that signs receipts, events and the time now.
    pub fn receipts_key(&self, id: &str) -> Option<PublicKey> {
        let line = self.line(id, Purpose::Receipts)?;
        if line.until_ms.is_none() { line.key.parse().ok() } else { None }
    }

    /// The key of this name that signs packages of the catalogue now: one that was replaced signs none
    /// that a desk has not got already.
    pub fn catalogue_key(&self, id: &str) -> Option<PublicKey> {
        let line = self.line(id, Purpose::Catalogue)?;
        if line.until_ms.is_none() { line.key.parse().ok() } else { None }
    }

    /// Reads what a key for receipts signed at the time that the statement itself names: the one
    /// that is in use, or one whose place was taken only afterwards.
    ///
    /// # Errors
    /// `Stale` when the key was retired before that time.
    pub(crate) fn heard_at<S: Statement>(
        &self,
        statement: &str,
        signed_at: impl FnOnce(&S) -> Millis,
    ) -> Result<S, Distrust> {
        let mut until = None;
        let said = S::heard(statement, |id| {
            let line = self.line(id, Purpose::Receipts)?;
            until = line.until_ms;
            line.key.parse().ok()
        })?;
        if until.is_some_and(|until| signed_at(&said) > until) {
            return Err(Distrust::Stale);
        }
        Ok(said)
    }

    fn line(&self, id: &str, purpose: Purpose) -> Option<&KeyLine> {
        self.list.keys.iter().find(|line| line.id == id && line.purpose == Known::Word(purpose))
    }
}

#[cfg(test)]
mod tests {
    use domain::ids::{DossierId, Id, SubmissionId};

    use super::*;
    use crate::event::Event;
    use crate::time::GatewayTime;

    fn root() -> SigningKey {
        SigningKey::from_seed(&[1; 32])
    }

    fn a_list(serial: u32) -> KeyList {
        let line = |id: &str, purpose: &str, key: String| KeyLine {
            id: id.to_owned(),
            purpose: purpose.to_owned().into(),
            key,
            until_ms: None,
        };
        KeyList {
            format: FORMAT,
            root: root().public(),
            serial,
            issued_ms: Millis::new(5),
            keys: vec![
                line("r1", "receipts", SigningKey::from_seed(&[2; 32]).public().to_string()),
                line("c1", "catalogue", SigningKey::from_seed(&[3; 32]).public().to_string()),
                line("x1", "something_newer", "?".to_owned()),
            ],
        }
    }

    #[test]
    fn ring_names_a_key_only_for_its_purpose() {
        let statement = a_list(3).sign(&root()).unwrap();

        let ring = KeyRing::open(&statement, &root().public(), 3).unwrap();

        let receipts = SigningKey::from_seed(&[2; 32]).public();
        assert_eq!(ring.receipts_key("r1"), Some(receipts), "the key for receipts");
        assert_eq!(ring.receipts_key("c1"), None, "the catalogue's key signs no receipt");
        assert_eq!(ring.receipts_key("x1"), None, "nor does one that is not understood");
        assert_eq!(ring.gateway(), root().public().fingerprint(), "whose keys they are");
    }

    #[test]
    fn retired_key_signs_nothing_new_and_what_it_signed_before_is_believed() {
        let mut list = a_list(3);
        list.keys[0].until_ms = Some(Millis::new(100));
        let ring = KeyRing::open(&list.sign(&root()).unwrap(), &root().public(), 3).unwrap();
        let old = SigningKey::from_seed(&[2; 32]);
        let event = |at: i64| Event {
            format: 1,
            era: 1,
            number: 1,
            at_ms: Millis::new(at),
            dossier_id: DossierId::from_bytes([1; 16]),
            submission_id: SubmissionId::from_bytes([2; 16]),
            status: "1".to_owned(),
            official_code: None,
            received_ms: None,
            reason: None,
            deadline: None,
            result: None,
        };
        let heard = |at| Event::verify(&event(at).sign("r1", &old).unwrap(), &ring).map(drop);
        let time = GatewayTime { now_ms: Millis::new(50), nonce: String::new() };

        assert_eq!(ring.receipts_key("r1"), None, "it is not the key of today");
        assert_eq!(heard(100), Ok(()), "what it signed while it was");
        assert_eq!(heard(101), Err(Distrust::Stale), "whoever has found it afterwards");
        let told = GatewayTime::verify(&time.sign("r1", &old).unwrap(), &ring, "");
        assert!(told.is_err_and(|why| why.wants_keys()), "the time is of now: {told:?}");
    }

    #[test]
    fn ring_is_refused_when_the_root_is_another_or_the_list_is_old() {
        let statement = a_list(3).sign(&root()).unwrap();
        let stranger = SigningKey::from_seed(&[9; 32]);
        let forged = a_list(3).sign(&stranger).unwrap();

        let open = |statement: &str, newest| KeyRing::open(statement, &root().public(), newest);
        assert_eq!(open(&statement, 4), Err(Distrust::Stale), "an older list");
        assert!(open(&forged, 3).is_err(), "a list that another key signed");
        let theirs = KeyRing::open(&forged, &stranger.public(), 0);
        assert_eq!(theirs, Err(Distrust::Elsewhere), "a list about another root");
    }
}
