//! Which field of a card is which.

use super::cut::{BAR, FIELDS, Scan};
use super::{Card, Doubt, NotACard, Order, Words, garbled, typed};
use crate::kinds::Sex;
use crate::name::PersonName;
use crate::partial_date::{PartialDate, Precision};
use crate::personal_number::{CitizenNumber, OldNine};
use crate::text::{Line, fold};

/// What may be made of a field.
struct Sight<'a> {
    scan: &'a Scan,
    order: Order,
}

/// Places the fields of a scan.
pub(super) fn card(scan: &Scan) -> Result<Card, NotACard> {
    let first = scan.fields.first().map(String::as_str).unwrap_or_default();
    let number = CitizenNumber::parse(first).map_err(NotACard::Number)?;
    let raw = Line::new(&scan.fields.join("|"));
    let card = if is_in_order(scan) { in_order(scan, number) } else { by_shape(scan, number) };
    Ok(Card { raw, ..card })
}

/// Whether the first seven fields look like those of the card of 2021.
fn is_in_order(scan: &Scan) -> bool {
    let at = |place: usize| scan.fields.get(place).map(String::as_str).unwrap_or_default();
    let has_old_number = at(1).is_empty() || old_number(at(1)).is_some();
    let has_name = !at(2).is_empty() && date(at(2)).is_none() && sex(at(2)).is_none();
    let has_issue = at(6).is_empty() || date(at(6)).is_some();
    has_old_number && has_name && date(at(3)).is_some() && sex(at(4)).is_some() && has_issue
}

fn in_order(scan: &Scan, number: CitizenNumber) -> Card {
    let at = |place: usize| scan.fields.get(place).map(String::as_str).unwrap_or_default();
    let extras: Vec<_> = scan.fields.iter().skip(FIELDS).filter_map(|field| line(field)).collect();
    let order = if extras.is_empty() { Order::Known } else { Order::ByShape };
    let sight = Sight { scan, order };
    Card {
        order,
        number,
        old_number: old_number(at(1)),
        name: sight.name(at(2)),
        birth: date(at(3)),
        sex: sex(at(4)),
        residence: sight.residence(at(5)),
        issued: date(at(6)),
        extras,
        raw: Line::default(),
    }
}

/// Takes only what can be one thing; the rest stays as it is.
fn by_shape(scan: &Scan, number: CitizenNumber) -> Card {
    let sight = Sight { scan, order: Order::ByShape };
    let fields: Vec<&str> = scan.fields.iter().skip(1).map(String::as_str).collect();
    let the_only = |is: &dyn Fn(&str) -> bool| {
        let mut fitting = (0..fields.len()).filter(|at| fields.get(*at).is_some_and(|f| is(f)));
        fitting.next().filter(|_| fitting.next().is_none())
    };
    let (birth, issued) = dates(&fields, &number);
    let old = the_only(&|field| old_number(field).is_some());
    let its_sex = the_only(&|field| sex(field).is_some());
    let name = the_only(&|field| is_like_a_name(field));
    let residence = the_only(&is_like_a_place);
    let taken = [birth, issued, old, its_sex, name, residence];
    let at = |place: Option<usize>| place.and_then(|place| fields.get(place).copied());
    let left = fields.iter().enumerate().filter(|(place, _)| !taken.contains(&Some(*place)));
    Card {
        order: Order::ByShape,
        old_number: at(old).and_then(old_number),
        name: at(name).and_then(|field| sight.name(field)),
        birth: at(birth).and_then(date),
        sex: at(its_sex).and_then(sex),
        residence: at(residence).and_then(|field| sight.residence(field)),
        issued: at(issued).and_then(date),
        extras: left.filter_map(|(_, field)| line(field)).collect(),
        number,
        raw: Line::default(),
    }
}

/// Places of the days of birth and of issue: birth is the only day in the year that the number
/// tells, issue the only other one, and a later one.
fn dates(fields: &[&str], number: &CitizenNumber) -> (Option<usize>, Option<usize>) {
    let days = fields.iter().enumerate().filter_map(|(at, field)| Some((at, date(field)?)));
    let (births, others): (Vec<_>, Vec<_>) =
        days.partition(|(_, day)| day.year() == number.birth_year());
    let [(birth, born)] = births.as_slice() else { return (None, None) };
    match others.as_slice() {
        [(issued, day)] if day.certainly_after(born) => (Some(*birth), Some(*issued)),
        _ => (Some(*birth), None),
    }
}

impl Sight<'_> {
    fn name(&self, field: &str) -> Option<Words> {
        let raw = line(field)?;
        let mut doubts = self.doubts(&raw);
        let shaped = recased(raw.as_str());
        let meant = meant_by(&shaped, &mut doubts);
        let name = meant.as_ref().and_then(|meant| PersonName::parse(meant.as_str()).ok());
        if meant.is_some() && name.is_none() {
            doubts.push(Doubt::NotAName);
        }
        let meant = name.map(|name| Line::new(name.mended().as_str()));
        doubts.sort_unstable();
        Some(Words { raw, meant, doubts })
    }

    fn residence(&self, field: &str) -> Option<Words> {
        let raw = line(field)?;
        let mut doubts = self.doubts(&raw);
        let shaped = recased(raw.as_str());
        let meant = meant_by(&shaped, &mut doubts);
        doubts.sort_unstable();
        Some(Words { raw, meant, doubts })
    }

    fn doubts(&self, raw: &Line) -> Vec<Doubt> {
        let mut doubts = Vec::new();
        if self.scan.separator != BAR && self.scan.separator != '\t' {
            doubts.push(Doubt::Keyboard);
        }
        if self.order == Order::ByShape {
            doubts.push(Doubt::Place);
        }
        if raw.as_str().is_ascii() && raw.as_str().contains(' ') {
            doubts.push(Doubt::NoMarks);
        }
        doubts
    }
}

/// What a text means, with what is doubtful about it.
fn meant_by(text: &str, doubts: &mut Vec<Doubt>) -> Option<Line> {
    if garbled::is_garbled(text) {
        doubts.push(Doubt::Garbled);
        return None;
    }
    if let Some(undone) = typed::undone(text) {
        doubts.push(Doubt::InputMethod);
        return Some(Line::new(&undone));
    }
    if typed::is_overdone(text) {
        doubts.push(Doubt::InputMethod);
    }
    Some(Line::new(text))
}

/// Caps lock turns `Nguyễn` into `nGUYỄN`; nobody writes so.
fn recased(text: &str) -> String {
    let is_turned = |word: &str| {
        let mut letters = word.chars().filter(|c| c.is_alphabetic());
        let begins_small = letters.next().is_some_and(char::is_lowercase);
        begins_small && letters.any(char::is_uppercase)
    };
    if !text.split(' ').any(is_turned) {
        return text.to_owned();
    }
    crate::name::in_title_case(text)
}

fn line(field: &str) -> Option<Line> {
    Some(Line::new(field)).filter(|line| !line.is_empty())
}

/// A whole day as cards write it, `ddMMyyyy`.
fn date(field: &str) -> Option<PartialDate> {
    let is_written_so = field.len() == 8 && field.bytes().all(|b| b.is_ascii_digit());
    let date = PartialDate::parse(field).ok()?;
    (is_written_so && date.precision() == Precision::Full).then_some(date)
}

fn old_number(field: &str) -> Option<OldNine> {
    let is_written_so = field.bytes().all(|b| b.is_ascii_digit());
    OldNine::parse(field).ok().filter(|_| is_written_so)
}

/// `Nữ` may have lost its marks, or still wear its keys.
fn sex(field: &str) -> Option<Sex> {
    let undone = typed::undone(field);
    match fold(undone.as_deref().unwrap_or(field)).as_str() {
        "nam" => Some(Sex::Male),
        "nu" => Some(Sex::Female),
        _ => None,
    }
}

fn is_like_a_name(field: &str) -> bool {
    let has_words = field.split_whitespace().count() > 1;
    has_words && PersonName::parse(field).is_ok()
}

fn is_like_a_place(field: &str) -> bool {
    field.contains(',') && field.chars().any(char::is_alphabetic)
}
