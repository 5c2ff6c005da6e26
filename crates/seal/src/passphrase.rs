//! Passphrases, and what is stretched from them.

use std::fmt;

use argon2::{Algorithm, Argon2, Params, Version};
use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;
use zeroize::Zeroizing;

use crate::slot::Kek;

/// The fewest characters that a passphrase may have.
pub const SHORTEST: usize = 8;

/// What somebody types to unlock a data folder.
///
/// It is normalised to NFC, because Vietnamese keyboards write the same visible letters as
/// different code points: a passphrase that was set with one must open with another.
pub struct Passphrase(Zeroizing<String>);

/// Why a text cannot be a passphrase.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PassphraseFault {
    /// It has fewer than [`SHORTEST`] characters.
    #[error("a passphrase of fewer than 8 characters")]
    TooShort,
}

impl PassphraseFault {
    /// A stable name for each fault.
    pub fn code(&self) -> &'static str {
        match self {
            Self::TooShort => "passphrase-too-short",
        }
    }
}

impl Passphrase {
    /// Takes what was typed, without the end of its line; spaces count.
    pub fn new(typed: &str) -> Result<Self, PassphraseFault> {
        // NFC makes a text at most three times as long (Unicode UAX 15), so it never grows and
        // leaves no copy behind.
        let mut text = Zeroizing::new(String::with_capacity(typed.len().saturating_mul(3)));
        text.extend(without_line_end(typed).nfc());
        if text.chars().count() < SHORTEST {
            return Err(PassphraseFault::TooShort);
        }
        Ok(Self(text))
    }
}

impl fmt::Debug for Passphrase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Passphrase(secret)")
    }
}

/// How hard a passphrase is to try: memory in KiB, passes and lanes of Argon2id (RFC 9106).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Written", into = "Written")]
pub struct Stretch {
    m_kib: u32,
    t: u32,
    p: u32,
}

/// The numbers are below what protects, or above what a desk's machine can bear.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a stretch outside of what is allowed")]
pub struct StretchOutOfBounds;

/// A passphrase could not be stretched.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum StretchError {
    /// The machine has not enough free memory.
    #[error("not enough memory to try a passphrase")]
    NoMemory,
}

impl Stretch {
    /// What the program uses: the second recommended option of RFC 9106, 4, with its 64 MiB and
    /// three passes, in one lane because the lanes would run one after the other.
    pub const HOUSE: Self = Self { m_kib: 64 * 1024, t: 3, p: 1 };

    /// The least that is read from a keys file: OWASP's minimum for Argon2id.
    pub const FLOOR: Self = Self { m_kib: 19 * 1024, t: 2, p: 1 };

    /// The most that is read: a hostile keys file must neither eat the memory nor last for ever.
    const CEILING: Self = Self { m_kib: 1024 * 1024, t: 20, p: 16 };

    /// Takes the numbers if they lie between the floor and the ceiling.
    pub fn new(m_kib: u32, t: u32, p: u32) -> Result<Self, StretchOutOfBounds> {
        let (floor, ceiling) = (Self::FLOOR, Self::CEILING);
        let bearable = (floor.m_kib..=ceiling.m_kib).contains(&m_kib)
            && (floor.t..=ceiling.t).contains(&t)
            && (floor.p..=ceiling.p).contains(&p);
        if bearable { Ok(Self { m_kib, t, p }) } else { Err(StretchOutOfBounds) }
    }

    /// Memory in KiB.
    pub fn m_kib(self) -> u32 {
        self.m_kib
    }

    /// Passes over the memory.
    pub fn t(self) -> u32 {
        self.t
    }

    /// Lanes.
    pub fn p(self) -> u32 {
        self.p
    }
}

/// The numbers as they stand in a file, not yet checked.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    m_kib: u32,
    t: u32,
    p: u32,
}

impl TryFrom<Written> for Stretch {
    type Error = StretchOutOfBounds;

    fn try_from(written: Written) -> Result<Self, StretchOutOfBounds> {
        Self::new(written.m_kib, written.t, written.p)
    }
}

impl From<Stretch> for Written {
    fn from(stretch: Stretch) -> Self {
        Self { m_kib: stretch.m_kib, t: stretch.t, p: stretch.p }
    }
}

/// Stretches a passphrase with Argon2id, version 0x13 (RFC 9106) to the key of a slot.
///
/// With [`Stretch::HOUSE`] it takes about a tenth to half of a second and 64 MiB.
pub fn stretch(
    passphrase: &Passphrase,
    salt: &[u8; 16],
    stretch: Stretch,
) -> Result<Kek, StretchError> {
    let params = Params::new(stretch.m_kib, stretch.t, stretch.p, Some(32))
        .map_err(|_| StretchError::NoMemory)?;
    let argon = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
    let mut key = Zeroizing::new([0; 32]);
    // The numbers were checked when the stretch was made, which leaves only the memory.
    argon
        .hash_password_into(passphrase.0.as_bytes(), salt, &mut *key)
        .map_err(|_| StretchError::NoMemory)?;
    Ok(Kek::from_bytes(*key))
}

fn without_line_end(typed: &str) -> &str {
    let line = typed.strip_suffix('\n').unwrap_or(typed);
    line.strip_suffix('\r').unwrap_or(line)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data_key::DataKey;
    use crate::slot::{unwrap, wrap};

    const SALT: [u8; 16] = [5; 16];

    fn passphrase(text: &str) -> Passphrase {
        Passphrase::new(text).unwrap()
    }

    #[test]
    fn passphrase_has_the_same_bytes_when_it_looks_the_same() {
        let composed = passphrase("Một cửa xã Bình Minh");
        let decomposed =
            passphrase("Mo\u{302}\u{323}t cu\u{31b}\u{309}a xa\u{303} Bi\u{300}nh Minh");
        let other_order = passphrase("Mo\u{323}\u{302}t cửa xã Bình Minh");

        assert_eq!(*decomposed.0, *composed.0, "marks typed apart are the same letters");
        assert_eq!(*other_order.0, *composed.0, "in whatever order they were typed");
        assert_ne!(*passphrase("Mot cua xa Binh Minh").0, *composed.0, "marks do count");
    }

    #[test]
    fn passphrase_loses_only_the_end_of_its_line() {
        for typed in ["mật khẩu ", "mật khẩu \n", "mật khẩu \r\n"] {
            assert_eq!(*passphrase(typed).0, "mật khẩu ", "spaces were meant: {typed:?}");
        }
        assert_eq!(*passphrase("mật khẩu\n\n").0, "mật khẩu\n", "one line end is the Enter key");
    }

    #[test]
    fn passphrase_is_refused_when_fewer_than_eight_characters_are_seen() {
        // Seven letters, which are ten code points as typed.
        let short = "mâ\u{323}t kha\u{309}\n";

        let fault = Passphrase::new(short).unwrap_err();

        assert_eq!(fault, PassphraseFault::TooShort, "what is counted is what is seen");
        assert!(Passphrase::new("mật khẩu").is_ok(), "eight are enough");
    }

    #[test]
    fn passphrase_hides_itself_when_debugged() {
        let shown = format!("{:?}", passphrase("mật khẩu bí mật"));

        assert_eq!(shown, "Passphrase(secret)", "no letter of it is shown");
    }

    #[test]
    fn stretch_is_refused_when_it_protects_nothing_or_eats_the_machine() {
        let mib = 1024;
        let cases = [
            (19 * mib - 1, 2, 1, "less memory than the floor"),
            (19 * mib, 1, 1, "fewer passes than the floor"),
            (19 * mib, 2, 0, "no lane at all"),
            (1024 * mib + 1, 2, 1, "more than a gibibyte"),
            (19 * mib, 21, 1, "more than twenty passes"),
            (19 * mib, 2, 17, "more than sixteen lanes"),
            (u32::MAX, u32::MAX, u32::MAX, "a hostile file"),
        ];

        for (m_kib, t, p, reason) in cases {
            let json = format!(r#"{{"m_kib":{m_kib},"t":{t},"p":{p}}}"#);
            assert_eq!(Stretch::new(m_kib, t, p), Err(StretchOutOfBounds), "{reason}");
            assert!(serde_json::from_str::<Stretch>(&json).is_err(), "{reason}, from a file");
        }
        assert_eq!(Stretch::new(64 * mib, 3, 1), Ok(Stretch::HOUSE), "the house's own is allowed");
        assert_eq!(Stretch::new(19 * mib, 2, 1), Ok(Stretch::FLOOR), "so is the floor");
    }

    #[test]
    fn stretch_reads_back_from_a_file() {
        let json = serde_json::to_string(&Stretch::HOUSE).unwrap();

        assert_eq!(json, r#"{"m_kib":65536,"t":3,"p":1}"#, "readable, with its unit");
        assert_eq!(serde_json::from_str::<Stretch>(&json).unwrap(), Stretch::HOUSE, "and back");
    }

    #[test]
    fn stretched_key_opens_only_with_the_same_passphrase_salt_and_numbers() {
        let key = stretch(&passphrase("mật khẩu của xã"), &SALT, Stretch::FLOOR).unwrap();
        let wrapped = wrap(&key, &DataKey::new([1; 32]), [2; 24], b"");
        let opens = |text: &str, salt: [u8; 16], numbers: Stretch| {
            let key = stretch(&passphrase(text), &salt, numbers).unwrap();
            unwrap(&key, &wrapped, b"").is_ok()
        };

        assert!(opens("mật khẩu của xã\n", SALT, Stretch::FLOOR), "the same opens");
        assert!(!opens("mật khẩu của xa", SALT, Stretch::FLOOR), "another passphrase does not");
        assert!(!opens("mật khẩu của xã", [6; 16], Stretch::FLOOR), "nor another salt");
        let more = Stretch::new(19 * 1024, 3, 1).unwrap();
        assert!(!opens("mật khẩu của xã", SALT, more), "nor other numbers");
    }

    #[test]
    fn stretched_key_stays_the_same_from_version_to_version() {
        let text = "mật khẩu của xã";

        let floor = stretch(&passphrase(text), &SALT, Stretch::FLOOR).unwrap();
        let house = stretch(&passphrase(text), &SALT, Stretch::HOUSE).unwrap();

        assert_eq!(
            floor.hex(),
            "c98a1108b63a5a9acbc0383c9156e9ac1e3cfbed428331283d920081dbe02fdd",
            "frozen: keys files depend on it"
        );
        assert_eq!(
            house.hex(),
            "deb6926b9a2aab1f939b08a8c7d6c7107e09134da32cebb03552c32f1f53d87e",
            "frozen: keys files depend on it"
        );
    }
}
