//! 160 bits as a person reads and types them.
//!
//! 32 symbols of Crockford's base 32 (no I, L, O, U; crockford.com/base32), in eight groups of
//! four, and a check group of three:
//!
//! ```text
//! 0123-4567-89AB-CDEF-GHJK-MNPQ-RSTV-WXYZ-7KQ
//! └──────────── the 160 bits ───────────┘ check
//! ```
//!
//! The check group is derived under a label of its own for each kind of card, so that one kind is
//! not taken for another.

use subtle::ConstantTimeEq;
use zeroize::Zeroizing;

use crate::derive::derive;

/// How many symbols the bits have.
pub(crate) const SYMBOLS: usize = 32;
const ALPHABET: [u8; 32] = *b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const CHECK: usize = 3;
const GROUP: usize = 4;

/// Why a text is not a card; it never repeats what was typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum CardFault {
    /// There are not 35 symbols.
    Length {
        /// How many there are.
        found: usize,
    },
    /// A symbol is none of the alphabet; positions count from 1, without separators.
    Symbol {
        /// Which one.
        position: usize,
    },
    /// The check group does not belong to the rest.
    Check,
}

/// Reads what was typed: in either case, with or without spaces and hyphens, and with O for 0 and
/// I or L for 1.
pub(crate) fn parse(typed: &str, label: &str) -> Result<Zeroizing<[u8; 20]>, CardFault> {
    let values = typed_values(typed)?;
    let parts = values.split_first_chunk::<SYMBOLS>();
    let Some((secret, check)) = parts.filter(|(_, check)| check.len() == CHECK) else {
        return Err(CardFault::Length { found: values.len() });
    };
    let bits = from_values(secret);
    let same: bool = check_values(&bits, label).as_slice().ct_eq(check).into();
    if same { Ok(bits) } else { Err(CardFault::Check) }
}

/// The text for the card, in nine groups.
pub(crate) fn text(bits: &[u8; 20], label: &str) -> Zeroizing<String> {
    let groups = SYMBOLS / GROUP;
    let mut text = Zeroizing::new(String::with_capacity(SYMBOLS + groups + CHECK));
    for group in values(bits).chunks(GROUP) {
        text.extend(group.iter().map(|&value| symbol(value)));
        text.push('-');
    }
    text.extend(check_values(bits, label).iter().map(|&value| symbol(value)));
    text
}

/// Five bytes are eight values of five bits each, the highest first.
pub(crate) fn values(bits: &[u8; 20]) -> Zeroizing<[u8; SYMBOLS]> {
    let mut values = Zeroizing::new([0; SYMBOLS]);
    for (eight, five) in values.chunks_mut(8).zip(bits.chunks(5)) {
        let bits = five.iter().fold(0_u64, |bits, &byte| bits << 8 | u64::from(byte));
        for (value, shift) in eight.iter_mut().zip((0..40).step_by(5).rev()) {
            *value = low_byte(bits >> shift) & 0x1f;
        }
    }
    values
}

/// The symbol of a value from 0 to 31.
pub(crate) fn symbol(value: u8) -> char {
    ALPHABET.get(usize::from(value)).copied().map_or('?', char::from)
}

/// The value of each symbol that was typed, from 0 to 31.
pub(crate) fn typed_values(typed: &str) -> Result<Zeroizing<Vec<u8>>, CardFault> {
    let mut values = Zeroizing::new(Vec::with_capacity(typed.len()));
    for (index, typed) in typed.chars().filter(|&typed| !is_separator(typed)).enumerate() {
        let value = value(typed).ok_or(CardFault::Symbol { position: index + 1 })?;
        values.push(value);
    }
    Ok(values)
}

fn from_values(values: &[u8; SYMBOLS]) -> Zeroizing<[u8; 20]> {
    let mut bits = Zeroizing::new([0; 20]);
    for (five, eight) in bits.chunks_mut(5).zip(values.chunks(8)) {
        let bits = eight.iter().fold(0_u64, |bits, &value| bits << 5 | u64::from(value));
        for (byte, shift) in five.iter_mut().zip((0..40).step_by(8).rev()) {
            *byte = low_byte(bits >> shift);
        }
    }
    bits
}

/// The 15 bits of the check group: one misreading in 32,768 goes unnoticed here, and is then
/// noticed because it opens nothing.
fn check_values(bits: &[u8; 20], label: &str) -> [u8; CHECK] {
    derive::<CHECK>(bits, None, label).map(|byte| byte & 0x1f)
}

fn low_byte(bits: u64) -> u8 {
    let [low, ..] = bits.to_le_bytes();
    low
}

fn value(typed: char) -> Option<u8> {
    let meant = match typed.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        other => other,
    };
    let index = ALPHABET.iter().position(|&symbol| char::from(symbol) == meant)?;
    u8::try_from(index).ok()
}

/// Word processors and phones make other hyphens and spaces of what was typed.
fn is_separator(typed: char) -> bool {
    typed.is_whitespace() || matches!(typed, '-' | '_' | '.' | '\u{2010}'..='\u{2015}' | '\u{2212}')
}
