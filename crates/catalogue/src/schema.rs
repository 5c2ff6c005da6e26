//! The shapes of a declaration: JSON Schema, and the formats that `domain` judges.

use domain::address::CommuneCode;
use domain::gap::Gap;
use domain::name::PersonName;
use domain::partial_date::PartialDate;
use domain::person::Phone;
use domain::personal_number::PersonalNumber;
use jsonschema::error::ValidationErrorKind;
use jsonschema::{Draft, PatternOptions, ValidationError, Validator};
use serde_json::Value;

/// Where a declaration stands in the form.
const DECLARATION: &str = "/declaration";

/// Says what is wrong with a text, by its stable word.
type Judge = fn(&str) -> Result<(), &'static str>;

/// The formats that a schema may name beside those of the standard.
const FORMATS: [(&str, Judge); 5] = [
    ("person-name", person_name),
    ("partial-date", partial_date),
    ("personal-number", personal_number),
    ("phone", phone),
    ("commune", commune),
];

/// A schema that was built once.
#[derive(Debug)]
pub(crate) struct Schema {
    validator: Validator,
}

impl Schema {
    /// Builds a schema of draft 2020-12; it may not point outside itself.
    pub(crate) fn read(schema: &Value) -> Result<Self, String> {
        let mut options = jsonschema::options()
            .with_draft(Draft::Draft202012)
            .with_pattern_options(PatternOptions::regex())
            .should_validate_formats(true)
            .should_ignore_unknown_formats(false);
        for (name, judge) in FORMATS {
            options = options.with_format(name, move |text: &str| judge(text).is_ok());
        }
        let validator = options.build(schema).map_err(|fault| fault.to_string())?;
        Ok(Self { validator })
    }

    /// Every value of the wrong shape. A group that is missing is nobody's business here.
    pub(crate) fn gaps(&self, declaration: &Value) -> Vec<Gap> {
        self.validator.iter_errors(declaration).flat_map(|error| of_error(&error)).collect()
    }
}

fn of_error(error: &ValidationError<'_>) -> Vec<Gap> {
    use ValidationErrorKind as Fault;

    let at = format!("{DECLARATION}{}", error.instance_path());
    let one = |code: &str| vec![Gap::new(at.clone(), code)];
    match error.kind() {
        Fault::AdditionalProperties { unexpected }
        | Fault::UnevaluatedProperties { unexpected } => {
            let paths = unexpected.iter().map(|name| format!("{at}/{}", escaped(name)));
            paths.map(|path| Gap::new(path, "unknown-field")).collect()
        }
        Fault::Format { format } => one(format_fault(format, error.instance())),
        Fault::Enum { .. } | Fault::Constant { .. } => one("not-in-list"),
        Fault::Pattern { .. } => one("not-in-pattern"),
        Fault::MaxLength { limit } => vec![Gap::new(at, "too-long").with("most", limit)],
        Fault::MaxItems { limit } => vec![Gap::new(at, "too-many").with("most", limit)],
        Fault::Minimum { limit } => vec![Gap::new(at, "too-small").with("least", limit)],
        Fault::Maximum { limit } => vec![Gap::new(at, "too-large").with("most", limit)],
        _ => one("wrong-shape"),
    }
}

/// The stable word for what is wrong with a text of one of our formats.
fn format_fault(format: &str, instance: &Value) -> &'static str {
    let judge = FORMATS.iter().find(|(name, _)| *name == format).map(|(_, judge)| judge);
    match (judge, instance.as_str()) {
        (Some(judge), Some(text)) => judge(text).err().unwrap_or("wrong-shape"),
        _ => "wrong-shape",
    }
}

/// RFC 6901, 3.
fn escaped(name: &str) -> String {
    name.replace('~', "~0").replace('/', "~1")
}

fn person_name(text: &str) -> Result<(), &'static str> {
    PersonName::parse(text).map(drop).map_err(|fault| fault.code())
}

fn partial_date(text: &str) -> Result<(), &'static str> {
    PartialDate::parse(text).map(drop).map_err(|fault| fault.code())
}

/// Twelve digits of a citizen, or nine of an old card.
fn personal_number(text: &str) -> Result<(), &'static str> {
    match PersonalNumber::parse(text) {
        Ok(PersonalNumber::Passport(_)) => Err("number-has-symbols"),
        Ok(_) => Ok(()),
        Err(_) if text.chars().any(char::is_alphabetic) => Err("number-has-symbols"),
        Err(fault) => Err(fault.code()),
    }
}

fn phone(text: &str) -> Result<(), &'static str> {
    text.parse::<Phone>().map(drop).map_err(|_| "not-a-phone")
}

fn commune(text: &str) -> Result<(), &'static str> {
    CommuneCode::parse(text).map(drop).map_err(|_| "commune-not-in-list")
}
