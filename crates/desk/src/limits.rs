//! What the gateway takes, looked at before the resident leaves.

use domain::gap::Gap;
use seal::hash::Digest;
use store::pages::{Media, PageRow};
use store::{StoreError, gateway as row};
use wire::capabilities::Capabilities;

use crate::error::DeskError;
use crate::gateway;
use crate::session::Desk;

/// Why the gateway would refuse a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Over {
    /// It takes no files of this kind.
    #[error("the gateway takes no files of this kind")]
    Media,
    /// It takes no file of so many bytes.
    #[error("the gateway takes no file of more than {most} bytes")]
    Bytes {
        /// Most bytes of one file.
        most: u64,
    },
    /// It takes no dossier of so many files.
    #[error("the gateway takes no more than {most} files")]
    Parts {
        /// Most files of one dossier, the form included.
        most: u32,
    },
}

impl Over {
    /// Stable name of the reason.
    pub fn code(self) -> &'static str {
        match self {
            Self::Media => "over-media",
            Self::Bytes { .. } => "over-bytes",
            Self::Parts { .. } => "over-parts",
        }
    }

    /// The limit, as people read it.
    pub fn most(self) -> Option<String> {
        match self {
            Self::Media => None,
            Self::Bytes { most } => Some(readable(most)),
            Self::Parts { most } => Some(most.to_string()),
        }
    }
}

fn readable(bytes: u64) -> String {
    const KB: u64 = 1024;
    if bytes < KB * KB { format!("{} KB", bytes / KB) } else { format!("{} MB", bytes / KB / KB) }
}

/// What the gateway takes; `None` while that is not known.
pub(crate) fn limits(desk: &Desk) -> Result<Option<Capabilities>, DeskError> {
    let gateway: Result<_, StoreError> = desk.store.look(row::get);
    Ok(gateway?.as_ref().and_then(gateway::capabilities_of))
}

/// Judges a file that is about to be attached beside so many others.
pub(crate) fn judge(
    limits: &Capabilities,
    media: Media,
    digest_size: u64,
    others: usize,
) -> Result<(), Over> {
    if let Some(over) = over_by_itself(limits, media, digest_size) {
        return Err(over);
    }
    // The form is a part, too.
    let parts = u64::try_from(others).unwrap_or(u64::MAX).saturating_add(2);
    let most = limits.max_parts;
    if parts > u64::from(most) { Err(Over::Parts { most }) } else { Ok(()) }
}

fn over_by_itself(limits: &Capabilities, media: Media, size: u64) -> Option<Over> {
    let word: &str = media.into();
    if !limits.media.iter().any(|taken| taken == word) {
        return Some(Over::Media);
    }
    let most = limits.max_part_bytes;
    (size > most).then_some(Over::Bytes { most })
}

/// What the gateway would refuse of a draft with these pages: they may be older than what is known
/// of the gateway.
pub(crate) fn gaps(limits: &Capabilities, pages: &[PageRow]) -> Vec<Gap> {
    let gap_of = |page: &PageRow| {
        let Digest { size, .. } = page.digest;
        Some(gap(&page.component.to_string(), over_by_itself(limits, page.media, size)?))
    };
    let mut gaps: Vec<_> = pages.iter().filter_map(gap_of).collect();
    let parts = u64::try_from(pages.len()).unwrap_or(u64::MAX).saturating_add(1);
    if parts > u64::from(limits.max_parts) {
        gaps.push(Gap::new("/pages", "over-parts").with("most", &limits.max_parts));
    }
    gaps
}

fn gap(component: &str, over: Over) -> Gap {
    let gap = Gap::new(format!("/pages/{component}"), over.code());
    match over.most() {
        Some(most) => gap.with("most", &most),
        None => gap,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn limits() -> Capabilities {
        Capabilities {
            gateway: seal::Fingerprint::from_bytes([1; 10]),
            name: domain::text::Line::new("Cổng"),
            agency: "H37".to_owned(),
            era: 1,
            min_client: "0.1.0".to_owned(),
            media: vec!["application/pdf".to_owned()],
            max_part_bytes: 20 * 1024 * 1024,
            max_parts: 3,
            max_announcements: 10,
            max_request_bytes: 1 << 20,
            max_slice_bytes: 1 << 20,
            unfinished_kept_ms: 1,
            keys_serial: None,
            streams: vec![],
            catalogue: None,
            mark: None,
        }
    }

    #[test]
    fn file_is_refused_when_the_gateway_would_refuse_it() {
        let most = limits().max_part_bytes;

        assert_eq!(judge(&limits(), Media::Pdf, most, 1), Ok(()), "the last that fits");
        assert_eq!(judge(&limits(), Media::Jpeg, 1, 0), Err(Over::Media));
        assert_eq!(judge(&limits(), Media::Pdf, most + 1, 0), Err(Over::Bytes { most }));
        assert_eq!(judge(&limits(), Media::Pdf, 1, 2), Err(Over::Parts { most: 3 }));
    }

    #[test]
    fn limit_is_said_as_people_read_it() {
        assert_eq!(Over::Bytes { most: 20 * 1024 * 1024 }.most().as_deref(), Some("20 MB"));
        assert_eq!(Over::Bytes { most: 2048 }.most().as_deref(), Some("2 KB"));
        assert_eq!(Over::Media.most(), None);
    }
}
