//! An organisation as one dossier knows it: a snapshot, kept with the dossier and gone with it.

mod name;
mod number;

use std::fmt;

use serde::{Deserialize, Serialize};
use strum::{Display, EnumString, IntoStaticStr, VariantArray};

pub use self::name::{OrganisationName, OrganisationNameFault};
pub(crate) use self::number::Kept;
pub use self::number::{
    AgencyCode, Decision, NoNumberYet, OrganisationNumber, OrganisationNumberFault, TaxCode,
};
use crate::address::Address;
use crate::kinds::{PersonKind, words};
use crate::person::Phone;
use crate::text::Line;

words! {
    /// What kind of organisation a dossier belongs to: the kinds of [`PersonKind`] that are no human
    /// being, by the same words.
    OrganisationKind {
        /// Doanh nghiệp.
        Enterprise,
        /// Cơ quan nhà nước.
        StateBody,
        /// Tổ chức khác.
        Other,
    }
}

impl From<OrganisationKind> for PersonKind {
    fn from(kind: OrganisationKind) -> Self {
        match kind {
            OrganisationKind::Enterprise => Self::Enterprise,
            OrganisationKind::StateBody => Self::StateBody,
            OrganisationKind::Other => Self::Other,
        }
    }
}

/// An organisation named in a dossier, with what the dossier needs to know of it.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Organisation {
    /// Tên tổ chức, as on its papers.
    pub name: OrganisationName,
    /// The number by which it is registered, or why there is none.
    pub number: OrganisationNumber,
    /// Trụ sở.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<Address>,
    /// Where it can be called.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<Phone>,
    /// Người đại diện theo pháp luật, as the clerk writes them; may be empty.
    #[serde(default, skip_serializing_if = "Line::is_empty")]
    pub representative: Line,
}

impl fmt::Debug for Organisation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Organisation({:?}, …)", self.number)
    }
}

#[cfg(test)]
mod tests;
