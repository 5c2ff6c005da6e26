//! The enrolment code: how a desk and a gateway come to trust each other without trusting the road.
//!
//! 160 bits in the symbols of `card`: the first 80 are the fingerprint of the gateway's root key,
//! the last 80 a secret. The secret is never sent. Each side derives keys from it and shows with
//! them that it knows it, over everything that it says; so even an intercepting proxy can neither
//! enrol a key of its own nor pass for the gateway.

use std::fmt;

use data_encoding::HEXLOWER;
use subtle::ConstantTimeEq;
use zeroize::Zeroizing;

use crate::card::{self, CardFault};
use crate::derive::{derive, mac};
use crate::label;
use crate::signature::{Fingerprint, PublicKey};
use crate::text::hex_as_text;

/// The code that the province reads out to a desk, once.
pub struct EnrolmentCode(Zeroizing<[u8; 20]>);

/// Why a text is not an enrolment code; it never repeats what was typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CodeFault {
    /// There are not 35 symbols.
    #[error("an enrolment code of {found} symbols instead of 35")]
    Length {
        /// How many there are.
        found: usize,
    },
    /// A symbol is none of the alphabet; positions count from 1, without separators.
    #[error("symbol {position} is none that an enrolment code has")]
    Symbol {
        /// Which one.
        position: usize,
    },
    /// Something was misread: the check group does not belong to the rest.
    #[error("a misread enrolment code")]
    Check,
}

impl CodeFault {
    /// A stable name for each fault.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Length { .. } => "enrolment-length",
            Self::Symbol { .. } => "enrolment-symbol",
            Self::Check => "enrolment-check",
        }
    }
}

impl From<CardFault> for CodeFault {
    fn from(fault: CardFault) -> Self {
        match fault {
            CardFault::Length { found } => Self::Length { found },
            CardFault::Symbol { position } => Self::Symbol { position },
            CardFault::Check => Self::Check,
        }
    }
}

impl EnrolmentCode {
    /// Makes a code for the gateway of this root key from ten random bytes.
    pub fn new(root: &PublicKey, random: &[u8; 10]) -> Self {
        let mut bits = Zeroizing::new([0; 20]);
        let (fingerprint, secret) = bits.split_at_mut(10);
        fingerprint.copy_from_slice(root.fingerprint().as_bytes());
        secret.copy_from_slice(random);
        Self(bits)
    }

    /// Takes a code from where its 20 bytes are kept.
    pub fn from_bytes(bytes: [u8; 20]) -> Self {
        Self(Zeroizing::new(bytes))
    }

    /// The 20 bytes under which it is kept.
    pub fn as_bytes(&self) -> &[u8; 20] {
        &self.0
    }

    /// Reads what was typed; as forgiving as a recovery card.
    pub fn parse(typed: &str) -> Result<Self, CodeFault> {
        Ok(Self(card::parse(typed, label::ENROLMENT_CHECK)?))
    }

    /// The text to be read out, in nine groups.
    pub fn text(&self) -> Zeroizing<String> {
        card::text(&self.0, label::ENROLMENT_CHECK)
    }

    /// The name under which the gateway finds the code again: 16 hex digits that tell nothing
    /// about the secret to whoever cannot try 80 bits.
    pub fn name(&self) -> String {
        HEXLOWER.encode(&*self.derived::<8>(label::ENROLMENT_NAME))
    }

    /// The root key's fingerprint: all that the desk knows of its gateway before it asks.
    pub fn root(&self) -> Fingerprint {
        Fingerprint::from_bytes(self.0.first_chunk().copied().unwrap_or_default())
    }

    /// What the desk adds to its claim, to show that it knows the secret.
    pub fn claim_mac(&self, claim: &[u8]) -> Mac {
        Mac(mac(&self.derived(label::ENROLMENT_CLAIM), &[claim]))
    }

    /// What the gateway adds to its welcome, to show that it knows the secret.
    pub fn welcome_mac(&self, welcome: &[u8]) -> Mac {
        Mac(mac(&self.derived(label::ENROLMENT_WELCOME), &[welcome]))
    }

    fn derived<const N: usize>(&self, label: &str) -> Zeroizing<[u8; N]> {
        let (fingerprint, secret) = self.0.split_at(10);
        derive(secret, Some(fingerprint), label)
    }
}

impl fmt::Debug for EnrolmentCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("EnrolmentCode(secret)")
    }
}

/// HMAC-SHA256 of a message, compared in constant time; printed and read as 64 hex digits.
#[derive(Clone, Copy, Eq)]
pub struct Mac([u8; 32]);

/// The text is not 64 lower-case hex digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a message authentication code")]
pub struct NotAMac;

impl PartialEq for Mac {
    fn eq(&self, other: &Self) -> bool {
        self.0.ct_eq(&other.0).into()
    }
}

hex_as_text!(Mac, NotAMac);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::signature::SigningKey;

    fn code() -> EnrolmentCode {
        EnrolmentCode::new(&SigningKey::from_seed(&[7; 32]).public(), &[0x5a; 10])
    }

    #[test]
    fn code_stays_the_same_from_version_to_version() {
        assert_eq!(
            *code().text(),
            "ZT0J-R4QK-ND6E-DB2X-B9D5-MPJT-B9D5-MPJT-VP2",
            "frozen: it is read out over the telephone"
        );
        assert_eq!(code().name(), "64464d3138f64554", "frozen: gateways look for it");
        assert_eq!(
            code().claim_mac(b"claim").to_string(),
            "afea9481f789a772d2999f15eb4e92792f481c334e451b35f79eaa6efd536ccc",
            "frozen"
        );
        assert_eq!(
            code().welcome_mac(b"claim").to_string(),
            "dade330f4d7e17f7c8722598e2558b64fd607d754e9539643f85e9d689d94373",
            "frozen"
        );
    }

    #[test]
    fn code_reads_back_and_names_its_root_when_typed() {
        let typed = code().text().to_lowercase().replace('-', " ");

        let read = EnrolmentCode::parse(&typed).unwrap();

        assert_eq!(read.as_bytes(), code().as_bytes(), "all 160 bits");
        assert_eq!(read.root(), SigningKey::from_seed(&[7; 32]).public().fingerprint(), "its root");
    }

    #[test]
    fn code_is_refused_when_it_is_a_recovery_card_or_misread() {
        let card = crate::RecoverySecret::new(*code().as_bytes()).text();

        assert_eq!(EnrolmentCode::parse(&card).unwrap_err(), CodeFault::Check, "another card");
        let short = EnrolmentCode::parse("0123").unwrap_err();
        assert_eq!(short, CodeFault::Length { found: 4 }, "a piece of one");
    }
}
