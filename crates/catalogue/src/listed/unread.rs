//! What of an export was not understood, one by one: kept as text where it is text, left out where
//! nothing can be made of it.

use serde::Serialize;
use strum::{IntoStaticStr, VariantArray};

/// Something that could not be read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Unread {
    /// The procedure, as far as its code can be read; empty for a whole column.
    pub code: String,
    /// File and field, such as `procedures.csv deadline_text`.
    pub place: String,
    /// The row's number in its file, the heading being row 1; 0 for none.
    pub row: usize,
    /// What stands there.
    pub text: String,
    /// What is the matter.
    pub why: WhyUnread,
}

/// Why something could not be read.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, IntoStaticStr, VariantArray,
)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum WhyUnread {
    /// No code of a procedure; the row is left out.
    NotACode,
    /// Another row has this code; this one is left out.
    CodeTwice,
    /// A paper of a procedure that the list does not have; the row is left out.
    PaperOfNobody,
    /// A row's number or kind is none; the row is left out.
    NotARow,
    /// A number that has lost its unit: how long it takes is not known.
    UnitLost,
    /// How long it takes is not said.
    NoTime,
    /// How long it takes is said in words that are no single time limit.
    TimeUnclear,
    /// What it costs is not said.
    NoFee,
    /// By which channels it is handed in is not said.
    NoChannel,
    /// A channel that has another name than the three of the national list.
    UnknownChannel,
    /// A count that can be none, such as 20251 originals.
    CountImplausible,
    /// Not one paper is listed.
    NoPapers,
    /// Another number of papers than the list itself says.
    PapersDiffer,
    /// Letters that were not composed (NFC); they have been.
    NotComposed,
    /// A column that nobody reads.
    UnknownColumn,
    /// A text that nobody reads, in a file of details.
    UnknownField,
}

impl WhyUnread {
    /// The stable word for it.
    pub fn word(self) -> &'static str {
        self.into()
    }

    /// Whether something of the export is not in the list for this reason.
    pub fn is_left_out(self) -> bool {
        match self {
            Self::NotACode
            | Self::CodeTwice
            | Self::PaperOfNobody
            | Self::NotARow
            | Self::UnknownColumn
            | Self::UnknownField => true,
            Self::UnitLost
            | Self::NoTime
            | Self::TimeUnclear
            | Self::NoFee
            | Self::NoChannel
            | Self::UnknownChannel
            | Self::CountImplausible
            | Self::NoPapers
            | Self::PapersDiffer
            | Self::NotComposed => false,
        }
    }
}
