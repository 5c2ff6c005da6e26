//! Which papers carry a digital signature of their own: such a file must go as it is.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use seal::hash::Sha256;
use store::dossiers::DossierRow;
use store::pages::{Media, PageRow};

use crate::dossiers::identity_of;
use crate::sealed_files;
use crate::session::Desk;

/// What was found out since the desk was opened, by the hash of the bytes: reading a scan again
/// each time that somebody types would be felt.
#[derive(Default)]
pub(crate) struct Signatures(Mutex<BTreeMap<Sha256, bool>>);

impl Signatures {
    fn known(&self, hash: Sha256) -> Option<bool> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).get(&hash).copied()
    }

    fn note(&self, hash: Sha256, is_signed: bool) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(hash, is_signed);
    }
}

/// Whether a page of a dossier is a PDF with a digital signature. One that cannot be read is not
/// said to be.
pub(crate) fn is_signed_pdf(desk: &Desk, dossier: &DossierRow, page: &PageRow) -> bool {
    let hash = page.digest.sha256;
    if page.media != Media::Pdf {
        return false;
    }
    if let Some(known) = desk.signatures.known(hash) {
        return known;
    }
    let Ok(identity) = identity_of(dossier) else { return false };
    let read = sealed_files::read(desk.folder(), &page.file, identity, &page.digest);
    let Ok(bytes) = read else { return false };
    let is_signed = has_signature(&bytes);
    desk.signatures.note(hash, is_signed);
    is_signed
}

/// A signature says which bytes it covers, in clear: its own place in the file is cut out of them
/// (ISO 32000-1, 12.8.1).
fn has_signature(pdf: &[u8]) -> bool {
    let has = |name: &[u8]| pdf.split(|byte| *byte == b'/').any(|word| word.starts_with(name));
    has(b"ByteRange") && has(b"SubFilter")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signature_is_seen_by_the_bytes_that_it_covers() {
        let signed = b"%PDF-1.7\n<</Type/Sig/SubFilter/ETSI.CAdES.detached/ByteRange[0 1 2 3]>>";

        assert!(has_signature(signed));
        assert!(!has_signature(b"%PDF-1.7\n<</Filter/FlateDecode>>"), "an ordinary scan");
    }
}
