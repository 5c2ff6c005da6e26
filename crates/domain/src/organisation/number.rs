//! The number by which an organisation is registered, or the reason why there is none.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::text::Line;

/// Fewest and most characters of an agency's code.
const AGENCY_LENGTH: std::ops::RangeInclusive<usize> = 3..=35;
/// Most characters of a decision's number and of a reason.
const LONGEST_DECISION: usize = 200;
const LONGEST_REASON: usize = 300;

/// How an organisation is identified by number.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "Kept", into = "Kept")]
pub enum OrganisationNumber {
    /// Mã số doanh nghiệp or mã số hợp tác xã, which is its mã số thuế.
    TaxCode(TaxCode),
    /// Mã định danh điện tử of an agency.
    AgencyCode(AgencyCode),
    /// Số quyết định thành lập, số giấy phép. Two bodies may bear the same.
    Decision(Decision),
    /// No number, and why, in the clerk's words.
    None(NoNumberYet),
}

impl OrganisationNumber {
    /// The number as it is written; nothing when there is none.
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Self::TaxCode(code) => Some(code.as_str()),
            Self::AgencyCode(code) => Some(code.as_str()),
            Self::Decision(decision) => Some(decision.as_str()),
            Self::None(_) => None,
        }
    }
}

impl fmt::Debug for OrganisationNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::TaxCode(_) => "OrganisationNumber::TaxCode(…)",
            Self::AgencyCode(_) => "OrganisationNumber::AgencyCode(…)",
            Self::Decision(_) => "OrganisationNumber::Decision(…)",
            Self::None(_) => "OrganisationNumber::None(…)",
        })
    }
}

macro_rules! kept_number {
    ($name:ident) => {
        impl $name {
            /// The text as kept.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(concat!(stringify!($name), "(…)"))
            }
        }
    };
}

kept_number!(TaxCode);
kept_number!(AgencyCode);
kept_number!(Decision);
kept_number!(NoNumberYet);

/// Ten digits, and three more for a branch: `0100233488`, `0314409058-002`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TaxCode(String);

impl TaxCode {
    /// How many digits the enterprise has, and how many a branch adds.
    const ENTERPRISE: usize = 10;
    const BRANCH: usize = 3;

    /// With what the first nine digits are multiplied for the tenth. No legal text was seen; the
    /// rule is that of python-stdnum (`stdnum.vn.mst`), so that it may warn and never refuse.
    const WEIGHTS: [u32; 9] = [31, 29, 23, 19, 17, 13, 7, 5, 3];

    /// Reads ten or thirteen digits, in groups or not.
    ///
    /// # Errors
    /// Nothing is written, another symbol, or another count of digits.
    pub fn parse(text: &str) -> Result<Self, OrganisationNumberFault> {
        let digits = bare(text);
        if digits.is_empty() {
            return Err(OrganisationNumberFault::Empty);
        }
        if !digits.bytes().all(|b| b.is_ascii_digit()) {
            return Err(OrganisationNumberFault::TaxCodeSymbol);
        }
        let branch = digits.get(Self::ENTERPRISE..).unwrap_or_default();
        match (digits.get(..Self::ENTERPRISE), branch.len()) {
            (Some(_), 0) => Ok(Self(digits)),
            (Some(enterprise), Self::BRANCH) => Ok(Self(format!("{enterprise}-{branch}"))),
            _ => Err(OrganisationNumberFault::TaxCodeLength),
        }
    }

    /// Whether the tenth digit is the one to which the other nine lead.
    pub fn has_its_check_digit(&self) -> bool {
        let mut digits = self.0.chars().filter_map(|c| c.to_digit(10));
        let sum: u32 = Self::WEIGHTS.iter().zip(&mut digits).map(|(weight, d)| weight * d).sum();
        digits.next() == Some(10 - sum % 11)
    }
}

/// Mã định danh điện tử: `H37`, `H37.1.2`, `000.00.13.H37`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AgencyCode(String);

impl AgencyCode {
    /// Reads 3 to 35 letters and digits, some of each, in groups between dots; small letters become
    /// capitals.
    ///
    /// # Errors
    /// Nothing is written, or another shape.
    pub fn parse(text: &str) -> Result<Self, OrganisationNumberFault> {
        let code: String = text.chars().filter(|c| !c.is_whitespace()).collect();
        let code = code.to_ascii_uppercase();
        if code.is_empty() {
            return Err(OrganisationNumberFault::Empty);
        }
        let is_group =
            |group: &str| !group.is_empty() && group.bytes().all(|b| b.is_ascii_alphanumeric());
        let has = |wanted: fn(&u8) -> bool| code.as_bytes().iter().any(wanted);
        let is_whole = AGENCY_LENGTH.contains(&code.len()) && code.split('.').all(is_group);
        if is_whole && has(u8::is_ascii_digit) && has(u8::is_ascii_alphabetic) {
            return Ok(Self(code));
        }
        Err(OrganisationNumberFault::AgencyCodeShape)
    }
}

/// The number of the decision or licence by which an organisation exists: `12/QĐ-UBND`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Decision(String);

impl Decision {
    /// Reads one line with a digit.
    ///
    /// # Errors
    /// Nothing is written, no digit, or more than 200 characters.
    pub fn parse(text: &str) -> Result<Self, OrganisationNumberFault> {
        let line = Line::new(text);
        if line.is_empty() {
            return Err(OrganisationNumberFault::Empty);
        }
        if !line.as_str().chars().any(|c| c.is_ascii_digit()) {
            return Err(OrganisationNumberFault::DecisionWithoutDigit);
        }
        if line.as_str().chars().count() > LONGEST_DECISION {
            return Err(OrganisationNumberFault::DecisionTooLong);
        }
        Ok(Self(line.as_str().to_owned()))
    }
}

/// Why an organisation has no number, in the clerk's words.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NoNumberYet(String);

impl NoNumberYet {
    /// Reads one line.
    ///
    /// # Errors
    /// Nothing is written, or more than 300 characters.
    pub fn parse(text: &str) -> Result<Self, OrganisationNumberFault> {
        let line = Line::new(text);
        if line.is_empty() {
            return Err(OrganisationNumberFault::NoReason);
        }
        if line.as_str().chars().count() > LONGEST_REASON {
            return Err(OrganisationNumberFault::ReasonTooLong);
        }
        Ok(Self(line.as_str().to_owned()))
    }
}

/// Why a text is not the number that it should be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum OrganisationNumberFault {
    /// Nothing is written.
    #[error("the number is empty")]
    Empty,
    /// Something else than digits is in a tax code.
    #[error("the tax code has other symbols than digits")]
    TaxCodeSymbol,
    /// A tax code has neither 10 nor 13 digits.
    #[error("the tax code has neither 10 nor 13 digits")]
    TaxCodeLength,
    /// An agency's code has another shape.
    #[error("not the code of an agency")]
    AgencyCodeShape,
    /// A decision's number without a digit.
    #[error("the decision has no number")]
    DecisionWithoutDigit,
    /// A decision's number has more than 200 characters.
    #[error("the decision is longer than {LONGEST_DECISION} characters")]
    DecisionTooLong,
    /// It is said that there is no number, but not why.
    #[error("no reason is given for the missing number")]
    NoReason,
    /// The reason has more than 300 characters.
    #[error("the reason is longer than {LONGEST_REASON} characters")]
    ReasonTooLong,
}

impl OrganisationNumberFault {
    /// The stable word for this fault.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Empty => "number-empty",
            Self::TaxCodeSymbol => "number-has-symbols",
            Self::TaxCodeLength => "tax-code-length",
            Self::AgencyCodeShape => "agency-code-shape",
            Self::DecisionWithoutDigit => "decision-without-number",
            Self::DecisionTooLong => "decision-too-long",
            Self::NoReason => "organisation-number-without-reason",
            Self::ReasonTooLong => "organisation-reason-too-long",
        }
    }
}

/// The word that tells the kinds of number apart in JSON.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum KeptKind {
    TaxCode,
    AgencyCode,
    Decision,
    None,
}

/// A number as JSON has it, not judged yet.
#[derive(Serialize, Deserialize)]
pub(crate) struct Kept {
    kind: KeptKind,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    value: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    reason: Option<String>,
}

impl TryFrom<Kept> for OrganisationNumber {
    type Error = OrganisationNumberFault;
    fn try_from(kept: Kept) -> Result<Self, OrganisationNumberFault> {
        let value = kept.value.unwrap_or_default();
        match kept.kind {
            KeptKind::TaxCode => TaxCode::parse(&value).map(Self::TaxCode),
            KeptKind::AgencyCode => AgencyCode::parse(&value).map(Self::AgencyCode),
            KeptKind::Decision => Decision::parse(&value).map(Self::Decision),
            KeptKind::None => NoNumberYet::parse(&kept.reason.unwrap_or_default()).map(Self::None),
        }
    }
}

impl From<OrganisationNumber> for Kept {
    fn from(number: OrganisationNumber) -> Self {
        let (kind, reason) = match &number {
            OrganisationNumber::TaxCode(_) => (KeptKind::TaxCode, None),
            OrganisationNumber::AgencyCode(_) => (KeptKind::AgencyCode, None),
            OrganisationNumber::Decision(_) => (KeptKind::Decision, None),
            OrganisationNumber::None(why) => (KeptKind::None, Some(why.as_str().to_owned())),
        };
        Self { kind, value: number.as_str().map(str::to_owned), reason }
    }
}

fn bare(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && !matches!(c, '.' | '-')).collect()
}
