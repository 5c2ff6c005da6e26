//! A signing key in a file of its own: `<label> <64 hex digits> <check>` on one line, so that a key
//! of another kind, or one copied by hand with a slip, is noticed.

use data_encoding::HEXLOWER;
use zeroize::Zeroizing;

use crate::hash::hash;

/// The root key of a gateway.
pub const ROOT: &str = "nopho-root-key-1";
/// The key that opens a gateway's data.
pub const GATEWAY: &str = "nopho-gateway-key-1";
/// The key that signs packages of the catalogue.
pub const CATALOGUE: &str = "nopho-catalogue-key-1";

/// The file's content for a key.
pub fn text(label: &str, seed: &[u8; 32]) -> Zeroizing<String> {
    // Long enough from the start, so that no half-written copy is left behind by growing.
    let mut text = Zeroizing::new(String::with_capacity(128));
    text.push_str(label);
    text.push(' ');
    HEXLOWER.encode_append(seed, &mut text);
    text.push(' ');
    text.push_str(&check(label, seed));
    text.push('\n');
    text
}

/// The key in a file's content; `None` when it is of another kind or mistyped.
pub fn seed(label: &str, text: &str) -> Option<Zeroizing<[u8; 32]>> {
    let mut words = text.split_whitespace();
    let (named, digits, checked) = (words.next()?, words.next()?, words.next()?);
    if words.next().is_some() {
        return None;
    }
    let bytes = Zeroizing::new(HEXLOWER.decode(digits.as_bytes()).ok()?);
    let seed = Zeroizing::new(<[u8; 32]>::try_from(bytes.as_slice()).ok()?);
    (named == label && checked == check(label, &seed)).then_some(seed)
}

/// Eight hex digits by which a mistyped key is noticed.
fn check(label: &str, seed: &[u8; 32]) -> String {
    let digest = hash(&Zeroizing::new([label.as_bytes(), seed].concat()));
    HEXLOWER.encode(digest.as_bytes().first_chunk::<4>().map_or(&[], |first| first.as_slice()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn key_reads_back_and_is_refused_when_it_is_mistyped_or_of_another_kind() {
        let text = text(ROOT, &[7; 32]);

        assert_eq!(seed(ROOT, &text).as_deref(), Some(&[7; 32]));
        assert!(seed(GATEWAY, &text).is_none(), "another kind");
        assert!(seed(ROOT, &text.replace("0707", "0708")).is_none(), "mistyped");
        assert!(seed(ROOT, "").is_none(), "empty");
    }
}
