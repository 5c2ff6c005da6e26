//! JSON Web Signatures in their compact form (RFC 7515) with Ed25519 (RFC 8037), and nothing else.
//!
//! The general libraries bring every algorithm that a forger may ask for, and read a clock of
//! their own. Here the header names one algorithm, what the statement is (`typ`, so that a
//! receipt never passes for a bearer) and the key; whoever verifies says which of each it expects.

use data_encoding::BASE64URL_NOPAD;
use serde::{Deserialize, Serialize};

use crate::signature::{PublicKey, SigningKey};
use crate::sure::sure;

/// The one algorithm.
const ALGORITHM: &str = "EdDSA";

/// Why a statement is not believed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum JwsFault {
    /// It has not the form of a signed statement.
    #[error("not a signed statement")]
    Malformed,
    /// It states something of another kind.
    #[error("a signed statement of another kind")]
    Kind,
    /// It is signed by a key that nobody vouches for.
    #[error("signed by an unknown key")]
    UnknownKey,
    /// The signature does not belong to it.
    #[error("a wrong signature")]
    Signature,
}

impl JwsFault {
    /// A stable name for each fault.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Malformed => "statement-malformed",
            Self::Kind => "statement-kind",
            Self::UnknownKey => "statement-unknown-key",
            Self::Signature => "statement-signature",
        }
    }
}

#[derive(Serialize, Deserialize)]
struct Header {
    alg: String,
    typ: String,
    kid: String,
    /// Extensions that must be understood (RFC 7515, 4.1.11): this reader understands none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    crit: Option<serde_json::Value>,
}

/// Signs a statement: `header.payload.signature`, each in unpadded base64url.
pub fn sign(kind: &str, key_id: &str, key: &SigningKey, payload: &[u8]) -> String {
    let header = serde_json::to_vec(&Header {
        alg: ALGORITHM.to_owned(),
        typ: kind.to_owned(),
        kid: key_id.to_owned(),
        crit: None,
    });
    let mut statement = BASE64URL_NOPAD.encode(&sure(header, "a header is three texts"));
    statement.push('.');
    BASE64URL_NOPAD.encode_append(payload, &mut statement);
    let signature = key.sign(statement.as_bytes());
    statement.push('.');
    BASE64URL_NOPAD.encode_append(&signature, &mut statement);
    statement
}

/// Opens a statement of this kind: gives its payload if the key that it names, looked up by
/// `key_of`, signed it.
pub fn open(
    statement: &str,
    kind: &str,
    key_of: impl FnOnce(&str) -> Option<PublicKey>,
) -> Result<Vec<u8>, JwsFault> {
    let (signed, signature) = statement.rsplit_once('.').ok_or(JwsFault::Malformed)?;
    let (header, payload) = signed.split_once('.').ok_or(JwsFault::Malformed)?;
    let header = read_header(header)?;
    if header.typ != kind {
        return Err(JwsFault::Kind);
    }
    let key = key_of(&header.kid).ok_or(JwsFault::UnknownKey)?;
    let signature: [u8; 64] = bytes(signature)?.try_into().map_err(|_| JwsFault::Malformed)?;
    if !key.verifies(signed.as_bytes(), &signature) {
        return Err(JwsFault::Signature);
    }
    bytes(payload)
}

/// The name of the key that a statement says it is signed with; believed by nobody yet.
pub fn key_id(statement: &str) -> Option<String> {
    let (header, _) = statement.split_once('.')?;
    read_header(header).ok().map(|header| header.kid)
}

/// What a statement says; believed by nobody, unless it was opened before it was kept.
pub fn payload(statement: &str) -> Option<Vec<u8>> {
    bytes(statement.split('.').nth(1)?).ok()
}

fn read_header(text: &str) -> Result<Header, JwsFault> {
    let header: Header = serde_json::from_slice(&bytes(text)?).map_err(|_| JwsFault::Malformed)?;
    if header.alg == ALGORITHM && header.crit.is_none() {
        Ok(header)
    } else {
        Err(JwsFault::Malformed)
    }
}

fn bytes(text: &str) -> Result<Vec<u8>, JwsFault> {
    BASE64URL_NOPAD.decode(text.as_bytes()).map_err(|_| JwsFault::Malformed)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key() -> SigningKey {
        SigningKey::from_seed(&[9; 32])
    }

    fn known(id: &str) -> Option<PublicKey> {
        (id == "k1").then(|| key().public())
    }

    #[test]
    fn statement_opens_when_everything_about_it_is_right() {
        let statement = sign("receipt", "k1", &key(), b"{\"a\":1}");

        assert_eq!(open(&statement, "receipt", known), Ok(b"{\"a\":1}".to_vec()), "its payload");
        assert_eq!(key_id(&statement).as_deref(), Some("k1"), "and who it says signed it");
        assert_eq!(payload(&statement).as_deref(), Some(&b"{\"a\":1}"[..]), "unopened");
        let header = statement.split('.').next().unwrap();
        let header = BASE64URL_NOPAD.decode(header.as_bytes()).unwrap();
        let golden = br#"{"alg":"EdDSA","typ":"receipt","kid":"k1"}"#;
        assert_eq!(header, golden, "the header as RFC 8037 writes it");
    }

    #[test]
    fn statement_is_refused_when_anything_about_it_is_wrong() {
        let statement = sign("receipt", "k1", &key(), b"payload");
        let stranger = sign("receipt", "k1", &SigningKey::from_seed(&[8; 32]), b"payload");
        let elsewhere = sign("receipt", "k2", &key(), b"payload");
        let (signed, signature) = statement.rsplit_once('.').unwrap();
        let (header, _) = signed.split_once('.').unwrap();
        let other = format!("{header}.{}.{signature}", BASE64URL_NOPAD.encode(b"other"));

        let fault = |statement: &str, kind| open(statement, kind, known).unwrap_err();
        assert_eq!(fault(&statement, "bearer"), JwsFault::Kind, "it says something else");
        assert_eq!(fault(&stranger, "receipt"), JwsFault::Signature, "somebody else signed it");
        assert_eq!(fault(&elsewhere, "receipt"), JwsFault::UnknownKey, "nobody knows the key");
        assert_eq!(fault(&other, "receipt"), JwsFault::Signature, "its payload was exchanged");
        for broken in ["", "a.b", "<html>", signed, &format!("{statement}=")] {
            assert_eq!(fault(broken, "receipt"), JwsFault::Malformed, "{broken} is none");
        }
    }

    #[test]
    fn statement_is_refused_when_its_header_asks_for_another_algorithm_or_more() {
        for header in [
            r#"{"alg":"none","typ":"receipt","kid":"k1"}"#,
            r#"{"alg":"HS256","typ":"receipt","kid":"k1"}"#,
            r#"{"alg":"EdDSA","typ":"receipt","kid":"k1","crit":["exp"]}"#,
        ] {
            let signed = format!(
                "{}.{}",
                BASE64URL_NOPAD.encode(header.as_bytes()),
                BASE64URL_NOPAD.encode(b"payload")
            );
            let signature = BASE64URL_NOPAD.encode(&key().sign(signed.as_bytes()));

            let opened = open(&format!("{signed}.{signature}"), "receipt", known);

            assert_eq!(opened, Err(JwsFault::Malformed), "{header}");
        }
    }
}
