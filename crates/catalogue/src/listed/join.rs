//! What a list adds to the records of a package.

use std::collections::BTreeMap;

use domain::kinds::Channel;
use domain::procedure::ProcedureCode;
use domain::text::fold;

use super::record::{Listed, ListedRecord};
use crate::fault::CatalogueFault;
use crate::procedure::{About, Procedure, Published};
use crate::text::Text;

/// Puts each procedure of the list beside its record. One without a record, or known by name alone,
/// is from then on what the list says of it, for reading.
///
/// # Errors
/// A code that stands in the list twice.
pub(crate) fn join(
    file: &str,
    list: ListedRecord,
    known: &mut BTreeMap<ProcedureCode, Procedure>,
) -> Result<(), CatalogueFault> {
    for (place, listed) in list.procedures.into_iter().enumerate() {
        let procedure = known.entry(listed.code.clone()).or_insert_with(|| by_list_alone(&listed));
        if procedure.listed.is_some() {
            let place = format!("/procedures/{place}");
            return Err(CatalogueFault::new(file, &place, &"another procedure has this code"));
        }
        take(procedure, listed);
    }
    Ok(())
}

fn take(procedure: &mut Procedure, listed: Listed) {
    if !procedure.has_own_content() {
        let days = (procedure.about.effective_from.take(), procedure.about.effective_to.take());
        procedure.about = About { effective_from: days.0, effective_to: days.1, ..about(&listed) };
    }
    let is_another =
        !listed.decision.is_empty() && fold(&listed.decision) != fold(&procedure.about.decision);
    if procedure.about.is_checked && is_another {
        procedure.about.is_checked = false;
        procedure.superseded_by = Some(listed.decision.clone());
    }
    procedure.listed = Some(Box::new(listed));
}

fn by_list_alone(listed: &Listed) -> Procedure {
    Procedure::of(about(listed))
}

fn about(listed: &Listed) -> About {
    About {
        code: listed.code.clone(),
        name: Text::vietnamese(&listed.name),
        field: listed.field.clone(),
        agency: listed.agency.clone(),
        decision: listed.decision.clone(),
        legal_basis: listed.legal_basis.clone(),
        results: listed.results.clone(),
        channels: listed.channels.iter().filter_map(|one| channel(&one.name)).collect(),
        time: as_listed(&listed.time),
        fee: as_listed(&listed.fee),
        source: format!("{} {}", listed.source, listed.url).trim().to_owned(),
        effective_from: None,
        effective_to: None,
        is_checked: false,
        form: None,
    }
}

fn as_listed(text: &str) -> Published {
    Published { as_listed: text.to_owned(), said: Text::vietnamese(text) }
}

/// The channel that a list means.
pub(super) fn channel(name: &str) -> Option<Channel> {
    match fold(name).as_str() {
        "truc tiep" => Some(Channel::Direct),
        "truc tuyen" => Some(Channel::Online),
        "dich vu buu chinh" => Some(Channel::Post),
        _ => None,
    }
}
