//! The checksum of one slice (tus 1.0, extension checksum).

use data_encoding::BASE64;
use seal::hash::Hasher;
use sha1::Digest as _;

/// The algorithms, as a client is told.
pub const ALGORITHMS: &str = "sha1,sha256";

/// A checksum that a slice must have, and what has come of the slice.
pub struct Checksum {
    wanted: Vec<u8>,
    so_far: SoFar,
}

enum SoFar {
    Sha1(sha1::Sha1),
    Sha256(Box<Hasher>),
}

/// Why a checksum cannot be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChecksumFault {
    /// Not `<algorithm> <base64>`.
    Malformed,
    /// An algorithm that nobody here knows.
    Unknown,
}

impl Checksum {
    /// Reads the header `Upload-Checksum`.
    pub fn parse(header: &str) -> Result<Self, ChecksumFault> {
        let (algorithm, value) = header.split_once(' ').ok_or(ChecksumFault::Malformed)?;
        let wanted =
            BASE64.decode(value.trim().as_bytes()).map_err(|_| ChecksumFault::Malformed)?;
        let so_far = match algorithm {
            "sha1" => SoFar::Sha1(sha1::Sha1::new()),
            "sha256" => SoFar::Sha256(Box::default()),
            _ => return Err(ChecksumFault::Unknown),
        };
        Ok(Self { wanted, so_far })
    }

    /// Takes the next bytes of the slice in.
    pub fn update(&mut self, bytes: &[u8]) {
        match &mut self.so_far {
            SoFar::Sha1(hasher) => hasher.update(bytes),
            SoFar::Sha256(hasher) => hasher.update(bytes),
        }
    }

    /// Whether the slice is what it should be.
    pub fn is_right(&self) -> bool {
        match &self.so_far {
            SoFar::Sha1(hasher) => hasher.clone().finalize().as_slice() == self.wanted,
            SoFar::Sha256(hasher) => {
                let digest = hasher.as_ref().clone().finish();
                digest.sha256.as_bytes().as_slice() == self.wanted
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn checksum_tells_a_whole_slice_from_a_damaged_one() {
        // FIPS 180-4: "abc".
        for header in [
            "sha1 qZk+NkcGgWq6PiVxeFDCbJzQ2J0=",
            "sha256 ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=",
        ] {
            let mut checksum = Checksum::parse(header).ok().unwrap();
            checksum.update(b"a");
            assert!(!checksum.is_right(), "{header}, cut short");
            checksum.update(b"bc");
            assert!(checksum.is_right(), "{header}");
        }
    }

    #[test]
    fn checksum_is_refused_when_it_cannot_be_computed() {
        let fault = |header| Checksum::parse(header).err();

        assert_eq!(fault("crc32 AAAA"), Some(ChecksumFault::Unknown));
        assert_eq!(fault("sha1"), Some(ChecksumFault::Malformed));
        assert_eq!(fault("sha1 ???"), Some(ChecksumFault::Malformed));
    }
}
