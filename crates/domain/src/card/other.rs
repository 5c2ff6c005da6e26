//! What a code is that is not an identity card's.

use super::NotACard;
use crate::provisional_code::{OfficialCode, ProvisionalCode};

/// Fewest digits that are taken for a number.
const FEWEST_DIGITS: usize = 6;

/// Says what a text is, as far as its beginning tells.
pub(super) fn kind(text: &str) -> NotACard {
    // EMVCo: every code begins with its version, tag 00, two symbols long, `01`.
    if text.starts_with("000201") {
        return NotACard::Payment;
    }
    let small = text.to_lowercase();
    let begins = |with: &[&str]| with.iter().any(|with| small.starts_with(with));
    if begins(&["http:", "https:", "www."]) {
        return NotACard::Link;
    }
    if begins(&["begin:vcard", "mecard:", "bizcard:"]) {
        return NotACard::Contact;
    }
    if begins(&["wifi:"]) {
        return NotACard::Network;
    }
    if is_machine_lines(text) {
        return NotACard::MachineLines;
    }
    if ProvisionalCode::parse(text).is_ok() || OfficialCode::parse(text).is_ok() {
        return NotACard::Dossier;
    }
    let bare: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let is_number = bare.len() >= FEWEST_DIGITS && bare.bytes().all(|b| b.is_ascii_digit());
    if is_number { NotACard::OnlyANumber } else { NotACard::Unknown }
}

/// ICAO 9303: cards begin with I, passports with P, and what is empty is filled with `<`.
fn is_machine_lines(text: &str) -> bool {
    let is_begun = ["IDVNM", "I<VNM", "P<"].iter().any(|with| text.starts_with(with));
    is_begun && text.contains("<<")
}
