//! What whoever types a dossier has to know of the catalogue under which it stands.

use ::catalogue::{Catalogue, Text};
use chrono::{Days, NaiveDate};
use store::catalogues::Trust;
use store::dossiers::DossierRow;

use crate::catalogue::{last_day, today};
use crate::catalogues;
use crate::error::DeskError;
use crate::session::Desk;

/// How many days before a new law takes effect it is told.
const AHEAD: Days = Days::new(90);

/// Something about the catalogue that is to be known while typing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Remark {
    /// Nobody vouches for the catalogue but the desk's lead.
    Unsigned {
        /// Its version.
        version: String,
    },
    /// Another version is in use since the dossier was begun.
    OtherVersion {
        /// The version of the dossier.
        version: String,
        /// The version in use.
        in_use: String,
        /// Whether the dossier may go on under that one: nothing of it was sealed.
        may_move_on: bool,
    },
    /// The version under which it was begun is not here any more.
    VersionGone {
        /// That version.
        version: String,
        /// The version that it is held against instead.
        in_use: String,
    },
    /// The papers were checked under another decision than the one that the province lists.
    Superseded {
        /// The decision of the list.
        decision: String,
    },
    /// What the catalogue says holds no longer.
    Ended {
        /// The last day on which it did.
        last: NaiveDate,
    },
    /// Another law takes effect, or has.
    Amended {
        /// Its first day.
        on: NaiveDate,
        /// The law.
        by: Text,
        /// What becomes of dossiers that were taken in before.
        said: Text,
        /// Whether that day has come.
        has_come: bool,
        /// Whether the catalogue was made since: it says what it knows of the new law.
        is_regarded: bool,
    },
}

/// What is to be known of the catalogue under which a dossier stands.
pub(crate) fn of(
    desk: &Desk,
    row: &DossierRow,
    catalogue: &Catalogue,
    was_sealed: bool,
) -> Result<Vec<Remark>, DeskError> {
    let mut remarks = Vec::new();
    if catalogues::with_trust(desk, row)?.1 == Trust::Unsigned {
        remarks.push(Remark::Unsigned { version: catalogue.version().to_owned() });
    }
    remarks.extend(of_version(desk, row, catalogue, was_sealed));
    remarks.extend(of_procedure(desk, row, catalogue));
    Ok(remarks)
}

fn of_version(
    desk: &Desk,
    row: &DossierRow,
    catalogue: &Catalogue,
    was_sealed: bool,
) -> Option<Remark> {
    let (pin, now) = (row.pin.as_ref()?, desk.catalogue());
    let (version, in_use) = (pin.version.clone(), now.version().to_owned());
    if catalogue.hash() != Some(pin.hash) {
        return Some(Remark::VersionGone { version, in_use });
    }
    if now.hash() == Some(pin.hash) {
        return None;
    }
    let knows_it = now.procedure(&row.procedure).is_some();
    Some(Remark::OtherVersion { version, in_use, may_move_on: knows_it && !was_sealed })
}

fn of_procedure(desk: &Desk, row: &DossierRow, catalogue: &Catalogue) -> Vec<Remark> {
    let Some(procedure) = catalogue.procedure(&row.procedure) else { return Vec::new() };
    let today = today(desk);
    let superseded = procedure.superseded_by();
    let superseded = superseded.map(|one| Remark::Superseded { decision: one.to_owned() });
    let ended = last_day(procedure.about()).filter(|last| *last < today);
    let amendment = catalogue.amendment(procedure).filter(|one| {
        let from = one.on.checked_sub_days(AHEAD).unwrap_or(one.on);
        from <= today
    });
    let amended = amendment.map(|one| Remark::Amended {
        on: one.on,
        by: one.by.clone(),
        said: one.said.clone(),
        has_come: one.on <= today,
        is_regarded: catalogue.made_on().is_some_and(|day| day >= one.on),
    });
    superseded.into_iter().chain(ended.map(|last| Remark::Ended { last })).chain(amended).collect()
}
