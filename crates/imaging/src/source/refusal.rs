//! Why a file is not taken as a picture.

use serde::{Deserialize, Serialize};

/// Why a file, or a page of it, is not taken as a picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "kebab-case")]
pub enum Refusal {
    /// No bytes at all.
    #[error("the file is empty")]
    Empty,
    /// None of the kinds that are read.
    #[error("the file is no picture of a kind that is read")]
    Unknown,
    /// More bytes than `MOST_BYTES`.
    #[error("the file has too many bytes")]
    TooBig,
    /// More dots than `MOST_DOTS`, a side longer than `LONGEST_SIDE`, or a variety that would take more
    /// memory to read than there is room for.
    #[error("the picture has too many dots")]
    TooManyDots,
    /// More pages than `MOST_PAGES`.
    #[error("the file has too many pages")]
    TooManyPages,
    /// The file ends before the picture does.
    #[error("the file ends before the picture does")]
    CutShort,
    /// The file contradicts itself or its format, or has no such page.
    #[error("the picture is damaged")]
    Damaged,
    /// A valid variety that nobody scans or photographs in.
    #[error("the picture is of a variety that is not read")]
    Unusual,
    /// An animation: no paper moves.
    #[error("the picture moves")]
    Moving,
    /// A PDF, which is read elsewhere.
    #[error("the file is a PDF")]
    IsPdf,
}

impl Refusal {
    /// All there are.
    pub const ALL: [Self; 10] = [
        Self::Empty,
        Self::Unknown,
        Self::TooBig,
        Self::TooManyDots,
        Self::TooManyPages,
        Self::CutShort,
        Self::Damaged,
        Self::Unusual,
        Self::Moving,
        Self::IsPdf,
    ];

    /// The stable word for it, by which the window finds its sentence.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Empty => "picture-empty",
            Self::Unknown => "picture-unknown",
            Self::TooBig => "picture-too-big",
            Self::TooManyDots => "picture-too-many-dots",
            Self::TooManyPages => "picture-too-many-pages",
            Self::CutShort => "picture-cut-short",
            Self::Damaged => "picture-damaged",
            Self::Unusual => "picture-unusual",
            Self::Moving => "picture-moving",
            Self::IsPdf => "picture-is-pdf",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Refusal;

    #[test]
    fn refusal_has_a_code_of_its_own_and_travels_as_it_is() {
        let codes: std::collections::BTreeSet<_> = Refusal::ALL.map(Refusal::code).into();
        assert_eq!(codes.len(), Refusal::ALL.len());

        for refusal in Refusal::ALL {
            let told = serde_json::to_string(&refusal).unwrap();
            assert_eq!(serde_json::from_str::<Refusal>(&told).unwrap(), refusal);
        }
    }
}
