//! A keys file as bytes.

use data_encoding::HEXLOWER;
use seal::{DataKey, hash};
use serde::Deserialize;

use super::body::Body;
use super::{Keys, KeysError};

pub(super) const FORMAT: &str = "nop-ho/keys";
pub(super) const VERSION: u32 = 1;

/// More than 32 slots with long labels; a longer file is not read into memory twice.
const LONGEST_FILE: usize = 256 * 1024;

/// What every version of the file has.
#[derive(Deserialize)]
struct Header {
    format: String,
    version: u32,
}

impl Keys {
    /// Reads one copy: whole and of a known version, but authenticated only by an unlock.
    pub fn parse(bytes: &[u8]) -> Result<Self, KeysError> {
        let (rest, checksum) = last_line(bytes, "sha256 ").ok_or(KeysError::Damaged)?;
        if *hash::hash(rest.as_bytes()).as_bytes() != checksum {
            return Err(KeysError::Damaged);
        }
        check_version(rest)?;
        let (text, mac) = last_line(rest.as_bytes(), "mac ").ok_or(KeysError::Damaged)?;
        let body: Body = serde_json::from_str(text).map_err(|_| KeysError::Damaged)?;
        if !body.is_sound() {
            return Err(KeysError::Damaged);
        }
        Ok(Self { body, text: text.to_owned(), mac })
    }

    /// The bytes of either copy.
    pub fn to_bytes(&self) -> Vec<u8> {
        let rest = format!("{}mac {}\n", self.text, HEXLOWER.encode(&self.mac));
        let checksum = hash::hash(rest.as_bytes());
        format!("{rest}sha256 {checksum}\n").into_bytes()
    }

    /// Writes the body down and authenticates it.
    pub(super) fn written(body: Body, data_key: &DataKey) -> Self {
        let mut text = pretty(&body);
        text.push('\n');
        let mac = data_key.keys_mac_key().tag(text.as_bytes());
        Self { body, text, mac }
    }
}

#[expect(clippy::expect_used, reason = "only maps with odd keys and failing types cannot be JSON")]
fn pretty(body: &Body) -> String {
    serde_json::to_string_pretty(body).expect("a body holds only texts, numbers and lists")
}

/// Splits the last line off and reads the 32 bytes that follow its keyword.
fn last_line<'a>(bytes: &'a [u8], keyword: &str) -> Option<(&'a str, [u8; 32])> {
    if bytes.len() > LONGEST_FILE {
        return None;
    }
    let text = str::from_utf8(bytes).ok()?;
    let start = text.strip_suffix('\n')?.rfind('\n')? + 1;
    let (rest, line) = text.split_at_checked(start)?;
    let digits = line.strip_suffix('\n')?.strip_prefix(keyword)?;
    let value = HEXLOWER.decode(digits.as_bytes()).ok()?;
    Some((rest, value.try_into().ok()?))
}

/// Looks only at what every version has, wherever a newer one may end its JSON.
fn check_version(text: &str) -> Result<(), KeysError> {
    let mut values = serde_json::Deserializer::from_str(text).into_iter::<Header>();
    let header = values.next().and_then(Result::ok).ok_or(KeysError::Damaged)?;
    if header.format != FORMAT || header.version == 0 {
        return Err(KeysError::Damaged);
    }
    if header.version > VERSION {
        return Err(KeysError::Newer { version: header.version });
    }
    Ok(())
}
