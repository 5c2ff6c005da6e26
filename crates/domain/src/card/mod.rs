//! What stands in the QR of an identity card, however it reached the desk: typed by a reader,
//! pasted, or decoded from a picture.
//!
//! The card of 2021 has seven fields in a known order. That of 2024 has the same and more, in an
//! order that was never published: its fields are told by their shape, nothing is dropped, and
//! whatever could be one thing or another stays what it is, for a person to read.

mod cut;
mod garbled;
pub mod home;
mod other;
mod shape;
mod typed;

use std::fmt;

use chrono::NaiveDate;

use crate::kinds::Sex;
use crate::partial_date::PartialDate;
use crate::personal_number::{CitizenNumber, Disagreement, NumberFault, NumberWarning, OldNine};
use crate::text::Line;

/// Most bytes that are read: a QR holds at most 2,953, and a reader may send one twice.
pub const LONGEST: usize = 8 * 1024;

/// What was read from a card.
#[derive(Clone, PartialEq, Eq)]
pub struct Card {
    /// How the fields were told apart.
    pub order: Order,
    /// Số định danh cá nhân.
    pub number: CitizenNumber,
    /// Số CMND.
    pub old_number: Option<OldNine>,
    /// Họ, chữ đệm, tên.
    pub name: Option<Words>,
    /// Ngày sinh.
    pub birth: Option<PartialDate>,
    /// Giới tính.
    pub sex: Option<Sex>,
    /// Nơi thường trú, nơi cư trú: as the card writes it, perhaps in units of before July 2025.
    pub residence: Option<Words>,
    /// Ngày cấp.
    pub issued: Option<PartialDate>,
    /// What could not be placed, in the order of the card: such as the names of a child's parents.
    pub extras: Vec<Line>,
    /// All that was read, as one line.
    pub raw: Line,
}

/// How the fields of a card were told apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// The seven fields of the card of 2021.
    Known,
    /// By what each looks like.
    ByShape,
}

/// A name or a place as it came, and what it is likely to mean.
#[derive(Clone, PartialEq, Eq)]
pub struct Words {
    /// As it came.
    pub raw: Line,
    /// What may be written into a form; `None` where nobody can tell.
    pub meant: Option<Line>,
    /// Why a person has to look; empty when it is as sure as the card itself.
    pub doubts: Vec<Doubt>,
}

/// Why words of a card have to be looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Doubt {
    /// Not one mark: the reader may have lost them.
    NoMarks,
    /// Telex or VNI has changed what the reader typed, or should have and did not.
    InputMethod,
    /// Another layout of the keyboard: letters may have changed places.
    Keyboard,
    /// Letters of another encoding.
    Garbled,
    /// No name looks like this.
    NotAName,
    /// Which field this is was told by its shape alone.
    Place,
}

impl Doubt {
    /// The stable word for this doubt.
    pub fn code(self) -> &'static str {
        match self {
            Self::NoMarks => "card-no-marks",
            Self::InputMethod => "card-input-method",
            Self::Keyboard => "card-keyboard",
            Self::Garbled => "card-garbled",
            Self::NotAName => "card-not-a-name",
            Self::Place => "card-place",
        }
    }
}

impl Words {
    /// Whether they may be taken as they are.
    pub fn are_sure(&self) -> bool {
        self.doubts.is_empty()
    }
}

/// Why a text is not what an identity card says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotACard {
    /// Nothing was read.
    #[error("nothing was read")]
    Empty,
    /// More than any code holds.
    #[error("more was read than a code can hold")]
    TooLong,
    /// A code to be paid with.
    #[error("a code to be paid with")]
    Payment,
    /// The address of a page.
    #[error("the address of a page")]
    Link,
    /// Somebody's visiting card.
    #[error("a visiting card")]
    Contact,
    /// The name and key of a wireless network.
    #[error("a wireless network")]
    Network,
    /// The code of a dossier, ours or an agency's.
    #[error("the code of a dossier")]
    Dossier,
    /// The lines for machines on the back of a card or in a passport.
    #[error("the lines for machines")]
    MachineLines,
    /// A number and nothing else.
    #[error("a number and nothing else")]
    OnlyANumber,
    /// It begins like a card and lacks fields.
    #[error("fields are missing at its end")]
    CutShort,
    /// Two different cards, one after the other.
    #[error("two different cards")]
    TwoCards,
    /// It begins with a number that no card has.
    #[error("it begins with a number that no card has")]
    Number(#[source] NumberFault),
    /// Something else.
    #[error("no card is written like this")]
    Unknown,
}

impl NotACard {
    /// The stable word for this reason.
    pub fn code(self) -> &'static str {
        match self {
            Self::Empty => "card-empty",
            Self::TooLong => "card-too-long",
            Self::Payment => "card-is-payment",
            Self::Link => "card-is-link",
            Self::Contact => "card-is-contact",
            Self::Network => "card-is-network",
            Self::Dossier => "card-is-dossier",
            Self::MachineLines => "card-is-machine-lines",
            Self::OnlyANumber => "card-is-number",
            Self::CutShort => "card-cut-short",
            Self::TwoCards => "card-two",
            Self::Number(_) => "card-number",
            Self::Unknown => "card-unknown",
        }
    }
}

impl Card {
    /// Reads what a code said, as a reader typed it or somebody pasted it.
    ///
    /// # Errors
    /// What it is instead, as far as that can be told.
    pub fn read(text: &str) -> Result<Self, NotACard> {
        if text.len() > LONGEST {
            return Err(NotACard::TooLong);
        }
        let mut cards = cut::scans(text)?.into_iter().map(|scan| shape::card(&scan));
        let first = cards.next().ok_or(NotACard::Empty)??;
        for other in cards {
            if other?.number != first.number {
                return Err(NotACard::TwoCards);
            }
        }
        Ok(first)
    }

    /// Reads the bytes of a code. What is not UTF-8 is kept as a sign that letters are lost.
    ///
    /// # Errors
    /// As for [`read`](Self::read).
    pub fn read_bytes(bytes: &[u8]) -> Result<Self, NotACard> {
        if bytes.len() > LONGEST {
            return Err(NotACard::TooLong);
        }
        Self::read(&String::from_utf8_lossy(bytes))
    }

    /// In what the number contradicts the rest of the card: cards have errors, so this only warns.
    #[must_use]
    pub fn disagreements(&self) -> Vec<Disagreement> {
        self.number.agrees_with(self.birth.as_ref(), self.sex)
    }

    /// What is strange about the number by itself, seen on `today`.
    #[must_use]
    pub fn warnings(&self, today: NaiveDate) -> Vec<NumberWarning> {
        self.number.warnings(today)
    }

    /// Whether all of it may be taken as it is.
    pub fn is_sure(&self) -> bool {
        let sure = |words: &Option<Words>| words.as_ref().is_some_and(Words::are_sure);
        self.order == Order::Known && sure(&self.name) && sure(&self.residence)
    }
}

impl fmt::Debug for Card {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Card({:?}, …)", self.order)
    }
}

impl fmt::Debug for Words {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Words({:?}, …)", self.doubts)
    }
}

#[cfg(test)]
mod tests;
