//! What was typed, as a paper says it: labels for choices, names for communes, days as people write
//! them.

use domain::address::CommuneCode;
use domain::mending;
use domain::text::{Line, Prose};

use crate::case::Case;
use crate::catalogue::Catalogue;
use crate::check::is_asked;
use crate::form::Widget;
use crate::laid::Laid;
use crate::layout::{FieldPlan, GroupPlan, Layout};
use crate::view::text;

/// The papers' language.
const VIETNAMESE: &str = "vi";

/// Spells the values of one case.
pub(crate) struct Spelling<'a> {
    catalogue: &'a Catalogue,
    laid: [Laid<'a>; 2],
    case: &'a Case<'a>,
}

impl<'a> Spelling<'a> {
    pub(crate) fn new(catalogue: &'a Catalogue, own: &'a Layout, case: &'a Case<'a>) -> Self {
        let laid = [own, &catalogue.common].map(|layout| Laid::of(layout, case));
        Self { catalogue, laid, case }
    }

    /// What these places say, one after the other; a commune that comes first begins the line.
    pub(crate) fn joined(&self, places: &[String]) -> Option<String> {
        let mut said = places.iter().filter_map(|place| Some((place, self.at(place)?)));
        let (place, first) = said.next()?;
        let is_commune =
            self.field(place).is_some_and(|(_, field)| field.widget == Widget::Commune);
        let first = if is_commune { capitalised(&first) } else { first };
        let rest = said.map(|(_, said)| said);
        Some([first].into_iter().chain(rest).collect::<Vec<_>>().join(", "))
    }

    /// What a place says. Nothing where it is not asked for in this case, and nothing for a code
    /// that has no name: a sheet is signed, so it says only what people can read.
    pub(crate) fn at(&self, place: &str) -> Option<String> {
        let (group, field) = self.field(place)?;
        if !is_asked(group, field, self.case) {
            return None;
        }
        let said = match field.widget {
            Widget::Computed => text(&field.value.as_ref()?.value(self.case))?,
            Widget::Toggle => return None,
            Widget::YesNo => self.yes_or_no(field)?,
            Widget::Count => self.case.typed(place)?.as_i64().map(grouped)?,
            Widget::Prose => Prose::new(self.case.typed_text(place)?).as_str().trim().to_owned(),
            _ => self.line(field)?,
        };
        (!said.is_empty()).then_some(said)
    }

    fn field(&self, place: &str) -> Option<(&GroupPlan, &FieldPlan)> {
        self.laid.iter().find_map(|laid| laid.field_named(place))
    }

    fn yes_or_no(&self, field: &FieldPlan) -> Option<String> {
        let word =
            if self.case.typed(&field.path)?.as_bool()? { "answer-yes" } else { "answer-no" };
        Some(self.catalogue.word(word).in_(VIETNAMESE).to_owned())
    }

    fn line(&self, field: &FieldPlan) -> Option<String> {
        let line = Line::new(self.case.typed_text(&field.path)?);
        let typed = line.as_str();
        match field.widget {
            Widget::Choice | Widget::List => self.label(field, typed),
            Widget::Commune => self.commune(typed),
            Widget::Date => Some(mending::date(typed)),
            Widget::Digits => Some(mending::number(typed)),
            Widget::Phone => Some(mending::phone(typed)),
            _ => Some(typed.to_owned()),
        }
    }

    fn label(&self, field: &FieldPlan, typed: &str) -> Option<String> {
        let list = field.list.as_deref().and_then(|name| self.catalogue.list(name));
        let option = field.options.iter().find(|choice| choice.value == typed);
        let known = option.or_else(|| list.and_then(|list| list.choice(typed)))?;
        Some(known.label.in_(VIETNAMESE).to_owned())
    }

    fn commune(&self, typed: &str) -> Option<String> {
        let commune = self.case.units.commune(CommuneCode::parse(typed).ok()?)?;
        Some(self.case.units.place_of(commune, self.case.today))
    }
}

/// A whole number with its digits in threes, as Vietnamese papers write it: 80.000.000.
fn grouped(number: i64) -> String {
    let digits = number.unsigned_abs().to_string();
    let mut said = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            said.push('.');
        }
        said.push(digit);
    }
    if number < 0 { format!("-{said}") } else { said }
}

fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(char::to_uppercase).into_iter().flatten();
    first.chain(letters).collect()
}

#[cfg(test)]
mod tests {
    use super::grouped;

    #[test]
    fn number_is_written_in_threes_when_it_is_long() {
        let said = [0, 7, 999, 1_000, 150_000, 80_000_000, -4_500].map(grouped);

        assert_eq!(said, ["0", "7", "999", "1.000", "150.000", "80.000.000", "-4.500"]);
    }
}
