//! The recovery secret: what is written on a card and kept in the commune's safe.
//!
//! 160 random bits in the symbols of `card`. The secret never touches the data folder. Only the
//! public key that is derived from it does.

use std::fmt;

use subtle::ConstantTimeEq;
use zeroize::Zeroizing;

use crate::card::{self, CardFault};
use crate::derive::derive;
use crate::identity::{Identity, Recipient};
use crate::label;

/// 160 random bits from which everything can be opened again.
pub struct RecoverySecret(Zeroizing<[u8; 20]>);

/// Why a text is not a recovery secret; it never repeats what was typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum RecoveryFault {
    /// There are not 35 symbols.
    #[error("a recovery secret of {found} symbols instead of 35")]
    Length {
        /// How many there are.
        found: usize,
    },
    /// A symbol is none of the alphabet; positions count from 1, without separators.
    #[error("symbol {position} is none that a recovery secret has")]
    Symbol {
        /// Which one.
        position: usize,
    },
    /// Something was misread: the check group does not belong to the rest.
    #[error("a misread recovery secret")]
    Check,
}

impl RecoveryFault {
    /// A stable name for each fault.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Length { .. } => "recovery-length",
            Self::Symbol { .. } => "recovery-symbol",
            Self::Check => "recovery-check",
        }
    }
}

impl From<CardFault> for RecoveryFault {
    fn from(fault: CardFault) -> Self {
        match fault {
            CardFault::Length { found } => Self::Length { found },
            CardFault::Symbol { position } => Self::Symbol { position },
            CardFault::Check => Self::Check,
        }
    }
}

impl RecoverySecret {
    /// Takes 20 random bytes as a recovery secret.
    pub fn new(random: [u8; 20]) -> Self {
        Self(Zeroizing::new(random))
    }

    /// Reads what was typed: in either case, with or without spaces and hyphens, and with O for
    /// 0 and I or L for 1.
    pub fn parse(typed: &str) -> Result<Self, RecoveryFault> {
        Ok(Self(card::parse(typed, label::RECOVERY_CHECK)?))
    }

    /// The text for the card, in nine groups.
    pub fn text(&self) -> Zeroizing<String> {
        card::text(&self.0, label::RECOVERY_CHECK)
    }

    /// The symbol at a position from 1 to 32.
    pub fn symbol_at(&self, position: u8) -> Option<char> {
        let index = usize::from(position).checked_sub(1)?;
        card::values(&self.0).get(index).map(|&value| card::symbol(value))
    }

    /// Picks four different positions in ascending order, to ask back whether the card was
    /// written.
    pub fn positions(luck: [u8; 8]) -> [u8; 4] {
        let mut left: Vec<u8> = (1..=32).collect();
        let mut picked = [0; 4];
        for (place, pair) in picked.iter_mut().zip(luck.as_chunks::<2>().0) {
            let index = usize::from(u16::from_le_bytes(*pair)) % left.len();
            *place = left.remove(index);
        }
        picked.sort_unstable();
        picked
    }

    /// Tells, in constant time, whether the answer names the symbols at these positions; as
    /// forgiving as [`RecoverySecret::parse`].
    pub fn confirms(&self, positions: &[u8; 4], answer: &str) -> bool {
        let own = card::values(&self.0);
        let asked: Option<Zeroizing<Vec<u8>>> = positions
            .iter()
            .map(|&position| own.get(usize::from(position).checked_sub(1)?).copied())
            .collect::<Option<Vec<u8>>>()
            .map(Zeroizing::new);
        match (asked, card::typed_values(answer)) {
            (Some(asked), Ok(answer)) => asked.as_slice().ct_eq(answer.as_slice()).into(),
            _ => false,
        }
    }

    /// The identity that opens what was sealed to the recovery recipient.
    pub fn identity(&self) -> Identity {
        Identity::from_bytes(*derive(&*self.0, None, label::RECOVERY_IDENTITY))
    }

    /// The public key to which the data key and every dossier's identity are sealed.
    pub fn recipient(&self) -> Recipient {
        self.identity().recipient()
    }
}

impl fmt::Debug for RecoverySecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("RecoverySecret(secret)")
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;

    fn secret() -> RecoverySecret {
        RecoverySecret::new(std::array::from_fn(|i| u8::try_from(i * 13).unwrap()))
    }

    #[test]
    fn recovery_stays_the_same_from_version_to_version() {
        assert_eq!(
            *secret().text(),
            "006H-M9SM-8575-PT3N-GA7S-SADP-RF8D-VTQQ-P15",
            "frozen: cards lie in safes"
        );
        let recipient = secret().recipient().to_string();
        assert_eq!(
            recipient, "age1fly573d06xncp8ay4dzrp3r8649evzl38we4xtkqsap8k4pn8g9sgcf3j8",
            "frozen: folders are sealed to it"
        );
    }

    #[test]
    fn secret_is_understood_however_it_was_typed() {
        let card = secret().text();
        let spellings = [
            card.to_lowercase(),
            card.replace('-', " "),
            card.replace('-', ""),
            card.replace('-', "\u{2013}"),
            card.replace('0', "O"),
            card.replace('0', "o").replace('1', "l"),
            card.replace('1', "I"),
            format!("  {}\n", *card),
        ];

        for typed in spellings {
            let read = RecoverySecret::parse(&typed).unwrap();

            assert_eq!(*read.0, *secret().0, "it is the same secret: {typed:?}");
        }
    }

    #[test]
    fn secret_is_refused_with_its_reason_when_it_was_mistyped() {
        let card = secret().text();
        let cut = card.strip_suffix(|_: char| true).unwrap();
        let fault = |typed: &str| RecoverySecret::parse(typed).unwrap_err();

        assert_eq!(fault(cut), RecoveryFault::Length { found: 34 }, "a symbol is missing");
        assert_eq!(fault(&format!("{}0", *card)), RecoveryFault::Length { found: 36 }, "one more");
        assert_eq!(fault(""), RecoveryFault::Length { found: 0 }, "nothing was typed");
        let unknown = card.replacen('M', "U", 1);
        assert_eq!(fault(&unknown), RecoveryFault::Symbol { position: 5 }, "U is no symbol");
    }

    #[test]
    fn secret_is_refused_when_any_one_symbol_was_misread() {
        let card = secret().text();

        for at in (0..card.len()).filter(|&at| card.as_bytes()[at] != b'-') {
            let mut misread = card.as_bytes().to_vec();
            misread[at] = if misread[at] == b'7' { b'Z' } else { b'7' };

            let fault = RecoverySecret::parse(&String::from_utf8(misread).unwrap()).unwrap_err();

            assert_eq!(fault, RecoveryFault::Check, "the check group tells, at {at}");
        }
    }

    #[test]
    fn symbol_is_the_one_on_the_card_when_its_position_is_asked() {
        let card: Vec<char> = secret().text().chars().filter(|&symbol| symbol != '-').collect();

        for position in 1..=32 {
            let expected = card[usize::from(position) - 1];
            assert_eq!(secret().symbol_at(position), Some(expected), "counting from 1");
        }
        assert_eq!(secret().symbol_at(0), None, "there is no position 0");
        assert_eq!(secret().symbol_at(33), None, "the check group is not asked");
    }

    #[test]
    fn answer_is_confirmed_only_when_it_names_the_four_symbols() {
        let positions = [1, 9, 17, 32];
        let [a, b, c, d] = positions.map(|position| secret().symbol_at(position).unwrap());
        let another = if a == '7' { '8' } else { '7' };
        let confirms = |answer: String| secret().confirms(&positions, &answer);

        assert!(confirms(format!("{a}{b}{c}{d}")), "the right answer");
        assert!(confirms(format!("{a}{b}{c}{d}").to_lowercase()), "in lower case too");
        assert!(confirms(format!(" {a} {b}-{c} {d}\n")), "and apart");
        assert!(!confirms(format!("{another}{b}{c}{d}")), "one symbol is wrong");
        assert!(!confirms(format!("{a}{b}{c}")), "one is missing");
        assert!(!confirms(format!("{a}{b}{c}{d}{d}")), "one is too many");
        assert!(!confirms(String::new()), "nothing is no answer");
        let outside = secret().confirms(&[0, 9, 17, 33], &format!("{a}{b}{c}{d}"));
        assert!(!outside, "positions that do not exist");
    }

    #[test]
    fn secret_hides_itself_when_debugged() {
        assert_eq!(format!("{:?}", secret()), "RecoverySecret(secret)", "no symbol is shown");
    }

    proptest! {
        #[test]
        fn secret_reads_back_from_its_card_whatever_the_bytes(random: [u8; 20]) {
            let secret = RecoverySecret::new(random);

            let text = secret.text();
            let read = RecoverySecret::parse(&text).unwrap();

            prop_assert_eq!(*read.0, random, "all 160 bits");
            prop_assert_eq!(text.len(), 43, "eight groups of four, one of three, eight hyphens");
        }

        #[test]
        fn positions_are_four_different_ones_in_order_whatever_the_luck(luck: [u8; 8]) {
            let positions = RecoverySecret::positions(luck);

            let distinct: BTreeSet<u8> = positions.into_iter().collect();
            prop_assert_eq!(distinct.len(), 4, "four different ones");
            prop_assert!(positions.is_sorted(), "as they are read from the card");
            prop_assert!(positions.iter().all(|position| (1..=32).contains(position)), "on it");
        }
    }
}
