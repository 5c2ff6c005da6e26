//! What is strange in a form and hinders nothing.

use domain::gap::Gap;
use domain::name::PersonName;
use domain::organisation::TaxCode;
use domain::personal_number::{CitizenNumber, Disagreement, NumberWarning, PersonalNumber};

use crate::case::Case;
use crate::catalogue::Catalogue;
use crate::check::{is_asked, labelled, rules_that_warn};
use crate::expression::Value;
use crate::form::Widget;
use crate::laid::Laid;
use crate::layout::{FieldPlan, Fits};
use crate::procedure::Procedure;
use crate::standing::Standing;

/// Every warning, common blocks first.
pub fn warnings(catalogue: &Catalogue, procedure: Option<&Procedure>, case: &Case<'_>) -> Vec<Gap> {
    warnings_standing(&Standing::of(catalogue, procedure, case), catalogue, procedure, case)
}

/// The same of a form that was laid out already.
pub(crate) fn warnings_standing(
    standing: &Standing<'_>,
    catalogue: &Catalogue,
    procedure: Option<&Procedure>,
    case: &Case<'_>,
) -> Vec<Gap> {
    let found = standing.laid().flat_map(|laid| of_layout(laid, case));
    found.chain(slip_in_a_tax_code(case)).map(|gap| labelled(catalogue, procedure, gap)).collect()
}

/// The number of an organisation, and what it is.
const ORGANISATION_NUMBER: &str = "/owner/organisation/number/value";
const ORGANISATION_NUMBER_KIND: &str = "/owner/organisation/number/kind";

fn slip_in_a_tax_code(case: &Case<'_>) -> Option<Gap> {
    let is_one = case.typed_text(ORGANISATION_NUMBER_KIND) == Some("tax_code");
    let typed = case.typed_text(ORGANISATION_NUMBER).filter(|_| is_one)?;
    let code = TaxCode::parse(typed).ok()?;
    (!code.has_its_check_digit()).then(|| Gap::new(ORGANISATION_NUMBER, "tax-code-check-digit"))
}

fn of_layout(laid: &Laid<'_>, case: &Case<'_>) -> Vec<Gap> {
    let asked = laid.fields().filter(|(group, field)| is_asked(group, field, case));
    let fields = asked.flat_map(|(_, field)| of_field(field, case));
    fields.chain(rules_that_warn(laid, case)).collect()
}

fn of_field(field: &FieldPlan, case: &Case<'_>) -> Vec<Gap> {
    let Some(typed) = case.typed_text(&field.path) else { return Vec::new() };
    let codes = match (&field.widget, &field.fits) {
        (Widget::Name, _) => telex(typed),
        (_, Some(fits)) => disagreements(typed, fits, case),
        _ => Vec::new(),
    };
    codes.into_iter().map(|code| Gap::new(field.path.clone(), code)).collect()
}

fn telex(typed: &str) -> Vec<&'static str> {
    let name = PersonName::parse(typed).ok();
    let is_unfinished = name.is_some_and(|name| name.looks_like_unfinished_telex());
    if is_unfinished { vec!["name-unfinished-telex"] } else { Vec::new() }
}

fn disagreements(typed: &str, fits: &Fits, case: &Case<'_>) -> Vec<&'static str> {
    let Some(number) = citizen(typed) else { return Vec::new() };
    let birth = match fits.birth.as_ref().map(|birth| birth.value(case)) {
        Some(Value::Date(birth)) => Some(birth),
        _ => None,
    };
    let sex = match fits.sex.as_ref().map(|sex| sex.value(case)) {
        Some(Value::Text(sex)) => sex.parse().ok(),
        _ => None,
    };
    let strange = number.warnings(case.today).into_iter().map(|warning| match warning {
        NumberWarning::BornInTheFuture { .. } => "number-born-in-the-future",
        NumberWarning::PlaceNotInList { .. } => "number-place-not-in-list",
    });
    let disagreements = number.agrees_with(birth.as_ref(), sex).into_iter().map(|one| match one {
        Disagreement::BirthYear { .. } => "number-other-birth-year",
        Disagreement::Sex { .. } => "number-other-sex",
    });
    strange.chain(disagreements).collect()
}

/// The number of a citizen, if it is one.
pub(crate) fn citizen(typed: &str) -> Option<CitizenNumber> {
    PersonalNumber::parse(typed).ok()?.citizen().cloned()
}
