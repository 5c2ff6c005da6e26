//! Chủ hồ sơ: to whom a dossier belongs, a human being or an organisation.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::address::Address;
use crate::kinds::PersonKind;
use crate::organisation::{Organisation, OrganisationKind};
use crate::person::{Person, Phone};

/// The owner where that is not the person who hands in.
///
/// A person is written as ever: `{ "kind": "citizen", "name": "…", … }`. An organisation is written
/// as `{ "kind": "enterprise", "organisation": { "name": "…", … } }`. In forms of before, which knew
/// no organisations, its kind stands beside the name of a human being: such an owner is that person.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Owner {
    /// An organisation.
    Organisation {
        /// What kind.
        kind: OrganisationKind,
        /// Which one.
        organisation: Organisation,
    },
    /// A human being.
    Person(Person),
}

impl Owner {
    /// The same, lent.
    pub fn lent(&self) -> OwnerRef<'_> {
        match self {
            Self::Organisation { kind, organisation } => {
                OwnerRef::Organisation(*kind, organisation)
            }
            Self::Person(person) => OwnerRef::Person(person),
        }
    }

    /// The organisation, if it is one.
    pub fn organisation(&self) -> Option<&Organisation> {
        match self {
            Self::Organisation { organisation, .. } => Some(organisation),
            Self::Person(_) => None,
        }
    }
}

impl fmt::Debug for Owner {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.lent().fmt(f)
    }
}

/// Whoever owns a dossier, the person who hands in included.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum OwnerRef<'a> {
    /// A human being.
    Person(&'a Person),
    /// An organisation of a kind.
    Organisation(OrganisationKind, &'a Organisation),
}

impl<'a> OwnerRef<'a> {
    /// What kind of owner it is.
    pub fn kind(self) -> PersonKind {
        match self {
            Self::Person(person) => person.kind,
            Self::Organisation(kind, _) => kind.into(),
        }
    }

    /// Its name.
    pub fn name(self) -> &'a str {
        match self {
            Self::Person(person) => person.name.as_str(),
            Self::Organisation(_, organisation) => organisation.name.as_str(),
        }
    }

    /// Its number as it is written; nothing when there is none.
    pub fn number(self) -> Option<&'a str> {
        match self {
            Self::Person(person) => person.number.as_str(),
            Self::Organisation(_, organisation) => organisation.number.as_str(),
        }
    }

    /// Where it lives, or has its seat.
    pub fn address(self) -> Option<&'a Address> {
        match self {
            Self::Person(person) => person.address.as_ref(),
            Self::Organisation(_, organisation) => organisation.address.as_ref(),
        }
    }

    /// Where it can be called.
    pub fn phone(self) -> Option<&'a Phone> {
        match self {
            Self::Person(person) => person.phone.as_ref(),
            Self::Organisation(_, organisation) => organisation.phone.as_ref(),
        }
    }
}

impl fmt::Debug for OwnerRef<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Owner({}, …)", self.kind())
    }
}
