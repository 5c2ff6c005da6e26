//! The check symbol: ISO 7064's MOD 37-2 over the whole code.
//!
//! Each place weighs twice the place to its right and 37 is prime, so one wrong symbol, or two
//! different neighbours exchanged, always changes the remainder. That holds up to 36 symbols,
//! because the powers of two repeat only then; a code has at most 19.

/// All symbols in the order of their values; the 37th value is written `*`.
const VALUES: &[u8; 37] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ*";

const MODULUS: u32 = 37;

/// The check symbol of a text of 0-9 and A-Z; `None` for any other symbol.
pub(super) fn symbol(text: &str) -> Option<char> {
    let sum = text.bytes().try_fold(0, |sum, symbol| Some((sum + value(symbol)?) * 2 % MODULUS))?;
    let check = usize::try_from((MODULUS + 1 - sum) % MODULUS).ok()?;
    VALUES.get(check).copied().map(char::from)
}

fn value(symbol: u8) -> Option<u32> {
    let at = VALUES.iter().position(|known| *known == symbol)?;
    u32::try_from(at).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn symbol_is_the_standards_own_when_its_example_is_checked() {
        // ISBT 128 and ISO 7064 print this donation number with its MOD 37-2 check.
        assert_eq!(symbol("G123498654321"), Some('H'), "the published example");
    }

    #[test]
    fn symbol_is_none_when_the_text_has_another_character() {
        assert_eq!(symbol("LS07-26"), None, "hyphens are taken out before");
    }
}
