//! A result file that the agency gives back, judged from its bytes before anybody keeps it.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use domain::text::Line;
use seal::Sha256;
use seal::hash::hash;

/// Most bytes of a result file: what a desk may be asked to fetch over a poor line.
pub const LARGEST: u64 = 64 * 1024 * 1024;
const LARGEST_IN_MIB: u64 = LARGEST / (1024 * 1024);

/// A result file that may be kept.
#[derive(Clone)]
pub struct Paper {
    /// File name.
    pub name: Line,
    /// Media type.
    pub media: &'static str,
    /// The bytes.
    pub bytes: Vec<u8>,
    /// SHA-256 of the bytes.
    pub sha256: Sha256,
}

impl std::fmt::Debug for Paper {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Paper({}, {} bytes)", self.media, self.bytes.len())
    }
}

/// Why a result file is not taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PaperFault {
    /// It cannot be read.
    #[error("the result file cannot be read")]
    Unreadable,
    /// No bytes at all.
    #[error("the result file is empty")]
    Empty,
    /// More bytes than [`LARGEST`].
    #[error("the result file is too large")]
    TooLarge,
    /// Neither PDF nor JPEG nor PNG.
    #[error("the result file is neither PDF nor JPEG nor PNG")]
    Unknown,
    /// It begins right and has no end.
    #[error("the result file has been cut short")]
    CutShort,
}

impl PaperFault {
    /// Stable name of the fault.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Unreadable => "result-unreadable",
            Self::Empty => "result-empty",
            Self::TooLarge => "result-too-large",
            Self::Unknown => "result-unknown",
            Self::CutShort => "result-cut-short",
        }
    }

    /// What the sentence for the code names.
    pub fn args(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::TooLarge => vec![("mib", LARGEST_IN_MIB.to_string())],
            Self::Unreadable | Self::Empty | Self::Unknown | Self::CutShort => Vec::new(),
        }
    }
}

/// Reads a result file under its own name.
pub fn read(path: &Path) -> Result<Paper, PaperFault> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    judge(Line::new(&name), bytes_of(path)?)
}

fn bytes_of(path: &Path) -> Result<Vec<u8>, PaperFault> {
    let file = File::open(path).map_err(|_| PaperFault::Unreadable)?;
    let is_file = file.metadata().is_ok_and(|known| known.is_file());
    if !is_file {
        return Err(PaperFault::Unreadable);
    }
    let mut bytes = Vec::new();
    let read = file.take(LARGEST + 1).read_to_end(&mut bytes);
    read.map_err(|_| PaperFault::Unreadable)?;
    Ok(bytes)
}

/// Says what kind of file these bytes are; the name proves nothing.
pub fn judge(name: Line, bytes: Vec<u8>) -> Result<Paper, PaperFault> {
    if bytes.is_empty() {
        return Err(PaperFault::Empty);
    }
    if u64::try_from(bytes.len()).unwrap_or(u64::MAX) > LARGEST {
        return Err(PaperFault::TooLarge);
    }
    let (media, has_end) = kind_of(&bytes).ok_or(PaperFault::Unknown)?;
    if !has_end {
        return Err(PaperFault::CutShort);
    }
    let sha256 = hash(&bytes);
    Ok(Paper { name, media, bytes, sha256 })
}

/// Media type, and whether the file comes to its end.
fn kind_of(bytes: &[u8]) -> Option<(&'static str, bool)> {
    let last = bytes.get(bytes.len().saturating_sub(1024)..).unwrap_or(bytes);
    if bytes.starts_with(b"\xff\xd8\xff") {
        return Some(("image/jpeg", holds(bytes, b"\xff\xd9")));
    }
    if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
        return Some(("image/png", holds(bytes, b"IEND\xae\x42\x60\x82")));
    }
    // ISO 32000-1, Annex H: the header within the first 1,024 bytes, the end mark within the last.
    let first = bytes.get(..1024).unwrap_or(bytes);
    holds(first, b"%PDF-").then(|| ("application/pdf", holds(last, b"%%EOF")))
}

fn holds(bytes: &[u8], wanted: &[u8]) -> bool {
    bytes.windows(wanted.len()).any(|window| window == wanted)
}

/// How the name of a file of this media type ends.
pub(crate) fn ending(media: &str) -> &'static str {
    match media {
        "application/pdf" => "pdf",
        "image/jpeg" => "jpg",
        "image/png" => "png",
        "application/json" => "json",
        _ => "bin",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn judged(bytes: &[u8]) -> Result<&'static str, PaperFault> {
        judge(Line::new("ket-qua.pdf"), bytes.to_vec()).map(|paper| paper.media)
    }

    #[test]
    fn result_is_known_by_its_bytes_and_not_by_its_name() {
        assert_eq!(judged(b"%PDF-1.4\n...\n%%EOF\n"), Ok("application/pdf"));
        assert_eq!(judged(b"\xff\xd8\xff\xe0..\xff\xd9"), Ok("image/jpeg"));
        assert_eq!(judged(b"\x89PNG\r\n\x1a\n..IEND\xae\x42\x60\x82"), Ok("image/png"));
    }

    #[test]
    fn result_is_refused_when_it_is_empty_cut_short_or_something_else() {
        assert_eq!(judged(b""), Err(PaperFault::Empty));
        assert_eq!(judged(b"MZ a program"), Err(PaperFault::Unknown));
        assert_eq!(judged(b"%PDF-1.7\nhalf"), Err(PaperFault::CutShort));
        let large = vec![0; usize::try_from(LARGEST).unwrap() + 1];
        assert_eq!(judged(&large), Err(PaperFault::TooLarge));
    }
}
