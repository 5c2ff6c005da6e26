//! Values as a form holds them, each read by its own rules.

use serde::Deserialize;
use serde_json::Value;

use super::Appointment;
use crate::address::CommuneCode;
use crate::kinds::{PersonKind, ResultDelivery, Sex};
use crate::name::PersonName;
use crate::organisation::{self, OrganisationKind, OrganisationName, OrganisationNumber};
use crate::partial_date::PartialDate;
use crate::person::Phone;
use crate::personal_number::{Kept, PersonalNumber};
use crate::text::{Line, Prose};

/// What is said of something of another shape, such as a list for a name.
const WRONG_SHAPE: &str = "wrong-shape";

/// A value of a form; the error is the stable word for its fault.
pub(super) trait Field: Sized {
    fn read(value: &Value) -> Result<Self, &'static str>;

    /// Whether nothing is left of what was written, once it is cleaned.
    fn is_empty(&self) -> bool {
        false
    }
}

impl Field for PersonName {
    fn read(value: &Value) -> Result<Self, &'static str> {
        Self::parse(text(value)?).map_err(|fault| fault.code())
    }
}

impl Field for PartialDate {
    fn read(value: &Value) -> Result<Self, &'static str> {
        Self::parse(text(value)?).map_err(|fault| fault.code())
    }
}

impl Field for Appointment {
    fn read(value: &Value) -> Result<Self, &'static str> {
        Self::try_from(PartialDate::read(value)?).map_err(|_| "day-not-whole")
    }
}

impl Field for PersonalNumber {
    fn read(value: &Value) -> Result<Self, &'static str> {
        let kept = Kept::deserialize(value).map_err(|_| WRONG_SHAPE)?;
        Self::try_from(kept).map_err(|fault| fault.code())
    }
}

impl Field for OrganisationName {
    fn read(value: &Value) -> Result<Self, &'static str> {
        Self::parse(text(value)?).map_err(|fault| fault.code())
    }
}

impl Field for OrganisationNumber {
    fn read(value: &Value) -> Result<Self, &'static str> {
        let kept = organisation::Kept::deserialize(value).map_err(|_| WRONG_SHAPE)?;
        Self::try_from(kept).map_err(|fault| fault.code())
    }
}

impl Field for Phone {
    fn read(value: &Value) -> Result<Self, &'static str> {
        text(value)?.parse().map_err(|_| "not-a-phone")
    }
}

impl Field for CommuneCode {
    fn read(value: &Value) -> Result<Self, &'static str> {
        Self::parse(text(value)?).map_err(|_| "commune-not-in-list")
    }
}

impl Field for Line {
    fn read(value: &Value) -> Result<Self, &'static str> {
        text(value).map(Self::new)
    }

    fn is_empty(&self) -> bool {
        self.is_empty()
    }
}

impl Field for Prose {
    fn read(value: &Value) -> Result<Self, &'static str> {
        text(value).map(Self::new)
    }

    fn is_empty(&self) -> bool {
        self.is_empty()
    }
}

fn text(value: &Value) -> Result<&str, &'static str> {
    value.as_str().ok_or(WRONG_SHAPE)
}

macro_rules! words_of_a_list {
    ($($type:ty),+) => {
        $(impl Field for $type {
            fn read(value: &Value) -> Result<Self, &'static str> {
                text(value)?.parse().map_err(|_| WRONG_SHAPE)
            }
        })+
    };
}
words_of_a_list!(OrganisationKind, PersonKind, ResultDelivery, Sex);
