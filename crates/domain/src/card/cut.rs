//! From what a reader sent to the fields of each scan.

use super::{NotACard, garbled, other};
use crate::text::nfc;

/// The character between fields on the card itself.
pub(super) const BAR: char = '|';

/// Digits of a personal number.
const NUMBER: usize = 12;

/// Fields of the card of 2021, the fewest that any card has.
pub(super) const FIELDS: usize = 7;

/// The fields of one scan, the first of which is twelve digits.
pub(super) struct Scan {
    pub(super) fields: Vec<String>,
    /// What stood between the fields.
    pub(super) separator: char,
}

/// Cuts a text into scans: usually one, more when somebody scanned twice.
pub(super) fn scans(text: &str) -> Result<Vec<Scan>, NotACard> {
    let repaired = garbled::repaired(text);
    let text = nfc(repaired.as_deref().unwrap_or(text));
    let is_outer = |c: char| c.is_control() || c.is_whitespace() || c == '\u{feff}';
    let text = without_reader_mark(text.trim_matches(is_outer));
    if text.is_empty() {
        return Err(NotACard::Empty);
    }
    let lines: Vec<_> = text.split(['\r', '\n']).map(str::trim).filter(|l| !l.is_empty()).collect();
    if lines.len() > 1 && lines.iter().all(|line| begins_like_a_card(line)) {
        let each = lines.into_iter().map(one_line).collect::<Result<Vec<_>, _>>()?;
        return Ok(each.into_iter().flatten().collect());
    }
    one_line(&lines.join(" "))
}

/// Readers may be set to name the kind of code first: `]Q3` (ISO/IEC 15424). Telex makes `ư` of `]`.
fn without_reader_mark(text: &str) -> &str {
    let after = ["]Q", "ưQ", "ƯQ", "]q", "ưq"].into_iter().find_map(|mark| text.strip_prefix(mark));
    let rest = after.and_then(|rest| rest.strip_prefix(|c: char| c.is_ascii_digit()));
    rest.filter(|rest| begins_like_a_card(rest)).unwrap_or(text)
}

fn begins_like_a_card(line: &str) -> bool {
    separator_of(line).is_some()
}

/// What follows the twelve digits, if it can part fields.
fn separator_of(line: &str) -> Option<char> {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let next = line.get(digits..)?.chars().next()?;
    (digits == NUMBER && may_part_fields(next)).then_some(next)
}

/// Each layout of a keyboard has its own sign where others have `|`; those within names, dates and
/// addresses part nothing.
fn may_part_fields(c: char) -> bool {
    match c {
        // The French layout's.
        '\t' | 'µ' => true,
        _ => {
            let is_blank = c.is_whitespace() || c.is_control();
            !c.is_alphanumeric() && !is_blank && !".,-/()+:_".contains(c)
        }
    }
}

fn one_line(line: &str) -> Result<Vec<Scan>, NotACard> {
    let Some(separator) = separator_of(line) else { return Err(other::kind(line)) };
    let fields: Vec<String> = line.split(separator).map(|field| field.trim().to_owned()).collect();
    if fields.len() < FIELDS {
        let is_begun = separator == BAR || fields.len() > 2;
        return Err(if is_begun { NotACard::CutShort } else { NotACard::Unknown });
    }
    Ok(apart(fields).into_iter().map(|fields| Scan { fields, separator }).collect())
}

/// Parts scans that ran together: the last field of one ends with the number of the next.
fn apart(mut fields: Vec<String>) -> Vec<Vec<String>> {
    let mut scans = Vec::new();
    while let Some((at, number)) = seam(&fields) {
        let rest = fields.split_off(at);
        let mut rest = rest.into_iter();
        let last = rest.next().unwrap_or_default();
        fields.push(last.strip_suffix(&number).unwrap_or(&last).trim().to_owned());
        scans.push(std::mem::take(&mut fields));
        fields = std::iter::once(number).chain(rest).collect();
    }
    scans.push(fields);
    scans
}

/// Where a second scan begins, and with which number.
fn seam(fields: &[String]) -> Option<(usize, String)> {
    let first = fields.first()?;
    (FIELDS - 1..fields.len()).find_map(|at| {
        let field = fields.get(at)?;
        let number = field.get(field.len().checked_sub(NUMBER)?..)?;
        let is_number = number.bytes().all(|b| b.is_ascii_digit());
        let is_longer = field.len() > NUMBER;
        let is_whole = fields.len() - at >= FIELDS;
        // A number alone may be one that was cancelled; only the same one again begins anew.
        let begins = is_longer || number == first;
        (is_number && begins && is_whole).then(|| (at, number.to_owned()))
    })
}
