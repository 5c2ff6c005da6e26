//! HKDF-SHA256 (RFC 5869) and HMAC-SHA256 (RFC 2104), as the rest of the crate uses them.

use hkdf::Hkdf;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use zeroize::Zeroizing;

use crate::sure::sure;

/// The longest output of HKDF-SHA256: 255 blocks of 32 bytes (RFC 5869, 2.3).
const LONGEST_OUTPUT: usize = 255 * 32;

/// Derives `N` bytes from a secret for the purpose that the label names.
///
/// Without a salt RFC 5869 takes 32 zero bytes, which is right where the secret is itself a
/// uniformly random key (RFC 5869, 3.1).
pub(crate) fn derive<const N: usize>(
    secret: &[u8],
    salt: Option<&[u8]>,
    label: &str,
) -> Zeroizing<[u8; N]> {
    const { assert!(N <= LONGEST_OUTPUT, "HKDF-SHA256 gives no more") }
    let mut derived = Zeroizing::new([0; N]);
    let expanded = Hkdf::<Sha256>::new(salt, secret).expand(label.as_bytes(), &mut *derived);
    sure(expanded, "the length is checked when this is compiled");
    derived
}

/// Computes HMAC-SHA256 over the parts as if they were one message.
pub(crate) fn mac(key: &[u8; 32], parts: &[&[u8]]) -> [u8; 32] {
    let mut mac = sure(Hmac::<Sha256>::new_from_slice(key), "HMAC takes keys of any length");
    for part in parts {
        mac.update(part);
    }
    mac.finalize().into_bytes().into()
}

#[cfg(test)]
mod tests {
    use data_encoding::HEXLOWER;

    use super::*;

    #[test]
    fn derive_gives_the_rfcs_bytes_when_salt_and_label_are_empty() {
        // RFC 5869, test case 3.
        let secret = [0x0b; 22];

        let derived = derive::<42>(&secret, Some(&[]), "");

        assert_eq!(
            HEXLOWER.encode(&*derived),
            "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d\
             9d201395faa4b61a96c8",
            "HKDF-SHA256 as published"
        );
        assert_eq!(derive::<42>(&secret, None, ""), derived, "no salt is the empty salt");
    }

    #[test]
    fn mac_gives_the_rfcs_bytes_when_the_message_comes_in_parts() {
        // RFC 4231, test case 1, whose 20-byte key HMAC fills up with zeros.
        let mut key = [0; 32];
        key[..20].fill(0x0b);

        let tag = mac(&key, &[b"Hi ", b"There"]);

        assert_eq!(
            HEXLOWER.encode(&tag),
            "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7",
            "HMAC-SHA256 as published"
        );
    }
}
