//! The gateway's word that it holds every byte: the only success there is.

use domain::ids::{DeskId, DossierId, Id};
use domain::moment::Millis;
use seal::hash::Hasher;
use seal::{Sha256, SigningKey, jws};
use serde::{Deserialize, Serialize};

use crate::announcement::Key;
use crate::keys::KeyRing;
use crate::statement::{Distrust, Statement};

/// Version of the receipt's form.
pub const FORMAT: u32 = 1;

/// What the gateway signs once it holds a revision or a withdrawal, and repeats word for word ever
/// after.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receipt {
    /// [`FORMAT`].
    pub format: u32,
    /// What was delivered: a `submission_id`, or a `withdrawal_id`.
    pub key: Key,
    /// The dossier.
    pub dossier_id: DossierId,
    /// The desk that sealed it.
    pub desk_id: DeskId,
    /// SHA-256 of the manifest, or of the withdrawal, as its bytes arrived.
    pub sha256: Sha256,
    /// SHA-256 of every part, in the manifest's order; a withdrawal has none.
    pub parts: Vec<Sha256>,
    /// When the gateway first heard of it, by the gateway's clock.
    pub announced_ms: Millis,
    /// When it held every byte, by the gateway's clock.
    pub delivered_ms: Millis,
}

/// What the desk sent, as far as a receipt must name it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Expected {
    /// What was delivered.
    pub key: Key,
    /// The dossier.
    pub dossier_id: DossierId,
    /// SHA-256 of the manifest or the withdrawal.
    pub sha256: Sha256,
    /// SHA-256 of every part, in the manifest's order.
    pub parts: Vec<Sha256>,
}

/// All that a receipt must name in one hash, for whoever waits for thousands of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Promise(Sha256);

/// A receipt that names exactly what was sent, signed by a key that the pinned root vouches for.
/// There is no other way to get one than [`Receipt::verify`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verified {
    receipt: Receipt,
    statement: String,
}

impl Statement for Receipt {
    const KIND: &'static str = "nopho-receipt";
}

impl Receipt {
    /// Signs the receipt.
    ///
    /// # Errors
    /// Only when serialisation itself fails, which these types give no reason for.
    pub fn sign(&self, key_id: &str, key: &SigningKey) -> serde_json::Result<String> {
        self.stated(key_id, key)
    }

    /// Reads a receipt, if it is the gateway's and about exactly what was sent.
    pub fn verify(
        statement: &str,
        keys: &KeyRing,
        expected: &Expected,
    ) -> Result<Verified, Distrust> {
        Self::keeps(statement, keys, expected.promise())
    }

    /// The same, for whoever kept only the hash of what was sent.
    pub fn keeps(statement: &str, keys: &KeyRing, promise: Promise) -> Result<Verified, Distrust> {
        let receipt = keys.heard_at(statement, |receipt: &Self| receipt.delivered_ms)?;
        let about = Expected {
            key: receipt.key,
            dossier_id: receipt.dossier_id,
            sha256: receipt.sha256,
            parts: receipt.parts.clone(),
        };
        if about.promise() != promise {
            return Err(Distrust::Elsewhere);
        }
        Ok(Verified { receipt, statement: statement.to_owned() })
    }
}

impl Expected {
    /// All of it in one hash. Every field has a fixed length, so two things that were sent never give
    /// the same bytes.
    pub fn promise(&self) -> Promise {
        let Self { key, dossier_id, sha256, parts } = self;
        let mut hasher = Hasher::new();
        hasher.update(key.as_bytes());
        hasher.update(dossier_id.as_bytes());
        hasher.update(sha256.as_bytes());
        for part in parts {
            hasher.update(part.as_bytes());
        }
        Promise(hasher.finish().sha256)
    }
}

impl Receipt {
    /// Reads a receipt that was verified before it was kept; `None` when it is none. The key that it
    /// names may have been replaced since, so its signature is not asked again.
    pub fn as_kept(statement: &str) -> Option<Self> {
        serde_json::from_slice(&jws::payload(statement)?).ok()
    }
}

impl Verified {
    /// What the gateway said.
    pub fn receipt(&self) -> &Receipt {
        &self.receipt
    }

    /// The signed text, to be kept as evidence.
    pub fn statement(&self) -> &str {
        &self.statement
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing;
    use domain::ids::SubmissionId;
    use seal::hash::hash;

    fn expected() -> Expected {
        Expected {
            key: Key::from(SubmissionId::from_bytes([1; 16])),
            dossier_id: DossierId::from_bytes([2; 16]),
            sha256: hash(b"manifest"),
            parts: vec![hash(b"form"), hash(b"page")],
        }
    }

    fn a_receipt() -> Receipt {
        Receipt {
            format: FORMAT,
            key: expected().key,
            dossier_id: expected().dossier_id,
            desk_id: DeskId::from_bytes([3; 16]),
            sha256: expected().sha256,
            parts: expected().parts,
            announced_ms: Millis::new(10),
            delivered_ms: Millis::new(20),
        }
    }

    #[test]
    fn receipt_is_believed_when_it_names_exactly_what_was_sent() {
        let statement = a_receipt().sign("r1", &testing::receipts()).unwrap();

        let verified = Receipt::verify(&statement, &testing::ring(), &expected()).unwrap();

        assert_eq!(verified.receipt(), &a_receipt(), "what the gateway said");
        assert_eq!(verified.statement(), statement, "as it said it");
        assert_eq!(Receipt::as_kept(&statement), Some(a_receipt()), "as it is read years later");
        assert_eq!(Receipt::as_kept("no receipt"), None);
    }

    #[test]
    fn receipt_is_refused_when_it_names_anything_else() {
        let statement = a_receipt().sign("r1", &testing::receipts()).unwrap();
        let other = |change: fn(&mut Expected)| {
            let mut expected = expected();
            change(&mut expected);
            Receipt::verify(&statement, &testing::ring(), &expected)
        };

        let elsewhere = Err(Distrust::Elsewhere);
        let id = |e: &mut Expected| e.key = Key::from(SubmissionId::from_bytes([9; 16]));
        assert_eq!(other(id), elsewhere, "another submission");
        assert_eq!(other(|e| e.dossier_id = DossierId::from_bytes([9; 16])), elsewhere, "dossier");
        assert_eq!(other(|e| e.sha256 = hash(b"other")), elsewhere, "another manifest");
        assert_eq!(other(|e| e.parts.reverse()), elsewhere, "parts in another place");
        assert_eq!(other(|e| e.parts.truncate(1)), elsewhere, "a part too many");
    }
}
