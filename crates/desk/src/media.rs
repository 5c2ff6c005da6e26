//! What kind of file was handed over, judged from its bytes; its name proves nothing.
//!
//! This is the first look, at the moment of attaching. It finds files that are something else,
//! empty, cut short or locked with a password; it does not decode a picture.

use store::pages::Media;

/// Largest file that a desk takes before it knows its gateway's limits, in bytes.
pub const LARGEST: usize = 50 * 1024 * 1024;

/// Why a file cannot be attached.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum MediaFault {
    /// No bytes at all.
    #[error("the file is empty")]
    Empty,
    /// More bytes than [`LARGEST`].
    #[error("the file is too large")]
    TooLarge,
    /// Neither PDF nor JPEG nor PNG.
    #[error("the file is neither PDF nor JPEG nor PNG")]
    Unknown,
    /// It begins right and has no end.
    #[error("the file has been cut short")]
    CutShort,
    /// A PDF that needs a password.
    #[error("the PDF is locked with a password")]
    Encrypted,
}

impl MediaFault {
    /// Stable name of the fault.
    pub fn code(self) -> &'static str {
        match self {
            Self::Empty => "file-empty",
            Self::TooLarge => "file-too-large",
            Self::Unknown => "file-unknown",
            Self::CutShort => "file-cut-short",
            Self::Encrypted => "file-encrypted",
        }
    }
}

/// Says what kind of file these bytes are.
///
/// # Errors
/// Why a dossier cannot hold them.
pub fn judge(bytes: &[u8]) -> Result<Media, MediaFault> {
    if bytes.is_empty() {
        return Err(MediaFault::Empty);
    }
    if bytes.len() > LARGEST {
        return Err(MediaFault::TooLarge);
    }
    if bytes.starts_with(b"\xff\xd8\xff") {
        return whole(Media::Jpeg, jpeg_has_an_end(bytes));
    }
    if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
        return whole(Media::Png, holds(bytes, b"IEND\xae\x42\x60\x82"));
    }
    // ISO 32000-1, Annex H: readers accept the header anywhere in the first 1,024 bytes, and want
    // the end mark within the last 1,024.
    if holds(bytes.get(..1024).unwrap_or(bytes), b"%PDF-") {
        whole(
            Media::Pdf,
            holds(bytes.get(bytes.len().saturating_sub(1024)..).unwrap_or(bytes), b"%%EOF"),
        )?;
        return if is_encrypted(bytes) { Err(MediaFault::Encrypted) } else { Ok(Media::Pdf) };
    }
    Err(MediaFault::Unknown)
}

fn whole(media: Media, has_end: bool) -> Result<Media, MediaFault> {
    if has_end { Ok(media) } else { Err(MediaFault::CutShort) }
}

/// Whether the picture itself comes to its end (ITU T.81, B.1.1): the end mark counts only after
/// the scan has begun, because a camera's preview inside the file has one of its own.
fn jpeg_has_an_end(jpeg: &[u8]) -> bool {
    let mut rest = jpeg.get(2..).unwrap_or_default();
    while let [0xff, kind, high, low, ..] = *rest {
        if kind == 0xda {
            return holds(rest, b"\xff\xd9");
        }
        let length = usize::from(u16::from_be_bytes([high, low]));
        // A segment without a length, or filling between two of them.
        let step = if matches!(kind, 0x01 | 0xd0..=0xd7) { 2 } else { 2 + length };
        rest = rest.get(if kind == 0xff { 1 } else { step }..).unwrap_or_default();
    }
    false
}

fn holds(bytes: &[u8], wanted: &[u8]) -> bool {
    bytes.windows(wanted.len()).any(|window| window == wanted)
}

/// Whether the trailer names an encryption dictionary (ISO 32000-1, 7.6.1): the key `/Encrypt`
/// stands in clear text in every encrypted file, followed by a reference or a dictionary.
fn is_encrypted(pdf: &[u8]) -> bool {
    const KEY: &[u8] = b"/Encrypt";
    let value_of = |at: usize| pdf.get(at + KEY.len()..).unwrap_or_default().trim_ascii_start();
    let names_dictionary = |value: &[u8]| value.starts_with(b"<<") || is_reference(value);
    pdf.windows(KEY.len())
        .enumerate()
        .any(|(at, window)| window == KEY && names_dictionary(value_of(at)))
}

/// Whether the text begins with an indirect reference, `12 0 R`.
fn is_reference(text: &[u8]) -> bool {
    let mut words = text.split(u8::is_ascii_whitespace).filter(|word| !word.is_empty());
    let mut number = || words.next().is_some_and(|word| word.iter().all(u8::is_ascii_digit));
    number() && number() && words.next().is_some_and(|word| word.starts_with(b"R"))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A header, a preview with an end of its own, and a scan.
    const A_JPEG: &[u8] = b"\xff\xd8\xff\xe0\x00\x04JF\xff\xe1\x00\x06..\xff\xd9\
        \xff\xda\x00\x02scan\xff\xd9";

    #[test]
    fn photo_is_refused_when_only_its_preview_is_whole() {
        let cut = A_JPEG.strip_suffix(b"\xff\xd9").unwrap();

        assert_eq!(judge(cut), Err(MediaFault::CutShort), "the scan has no end");
    }

    #[test]
    fn pdf_is_refused_when_only_its_beginning_is_whole() {
        let linearised = [b"%PDF-1.7\n%%EOF\n".as_slice(), &[b'x'; 5000]].concat();

        assert_eq!(judge(&linearised), Err(MediaFault::CutShort), "the last page is missing");
    }

    #[test]
    fn file_is_known_by_its_bytes() {
        assert_eq!(judge(b"%PDF-1.4\n...\n%%EOF\n"), Ok(Media::Pdf));
        assert_eq!(judge(A_JPEG), Ok(Media::Jpeg));
        assert_eq!(judge(b"\x89PNG\r\n\x1a\n....IEND\xae\x42\x60\x82"), Ok(Media::Png));
    }

    #[test]
    fn file_is_refused_when_it_is_something_else() {
        assert_eq!(judge(b""), Err(MediaFault::Empty));
        assert_eq!(judge(b"PK\x03\x04 a Word document"), Err(MediaFault::Unknown));
        assert_eq!(judge(&vec![0; LARGEST + 1]), Err(MediaFault::TooLarge));
    }

    #[test]
    fn file_is_refused_when_it_was_cut_short() {
        for beginning in [&b"%PDF-1.7\nhalf"[..], b"\xff\xd8\xff\xe0half", b"\x89PNG\r\n\x1a\nhalf"]
        {
            assert_eq!(judge(beginning), Err(MediaFault::CutShort), "{beginning:?}");
        }
    }

    #[test]
    fn pdf_is_refused_when_its_trailer_names_an_encryption() {
        let locked = b"%PDF-1.6\ntrailer << /Root 1 0 R /Encrypt 9 0 R >>\n%%EOF";
        let inline = b"%PDF-1.6\ntrailer << /Encrypt<</Filter/Standard>> >>\n%%EOF";

        assert_eq!(judge(locked), Err(MediaFault::Encrypted));
        assert_eq!(judge(inline), Err(MediaFault::Encrypted));
    }

    #[test]
    fn pdf_is_taken_when_it_only_speaks_of_encryption() {
        let text = b"%PDF-1.4\n(The key /Encrypt is explained here) Tj\n/EncryptMetadata\n%%EOF";

        assert_eq!(judge(text), Ok(Media::Pdf));
    }
}
