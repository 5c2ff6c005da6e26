//! Whoever stands in a form: people, and organisations as owners.

use super::block::Block;
use crate::address::{Address, Units};
use crate::gap::Gap;
use crate::kinds::PersonKind;
use crate::organisation::{Organisation, OrganisationKind, OrganisationNumber};
use crate::owner::Owner;
use crate::person::Person;
use crate::personal_number::PersonalNumber;

/// What is asked of a human being, and not beside an organisation.
const OF_A_PERSON: [&str; 6] = ["name", "number", "birth", "sex", "address", "phone"];

/// An organisation, where there is a group for one; else a human being.
pub(super) fn owner(mut block: Block<'_>, units: &Units, gaps: &mut Vec<Gap>) -> Option<Owner> {
    if !block.has("organisation") {
        return person(block, units, gaps).map(Owner::Person);
    }
    let kind = if block.is_citizen() {
        block.refuse("kind", "not-an-organisation", gaps)
    } else {
        block.required::<OrganisationKind>("kind", gaps)
    };
    let organisation = block.block("organisation", gaps).map(|one| organisation(one, units, gaps));
    for field in OF_A_PERSON {
        if block.has(field) {
            block.refuse::<Owner>(field, "not-asked", gaps);
        }
    }
    block.finish(gaps);
    Some(Owner::Organisation { kind: kind?, organisation: organisation?? })
}

fn organisation(mut block: Block<'_>, units: &Units, gaps: &mut Vec<Gap>) -> Option<Organisation> {
    let name = block.required("name", gaps);
    let number = match block.block("number", gaps) {
        Some(number) => organisation_number(number, gaps),
        None => block.miss("number", gaps),
    };
    let address = block.block("address", gaps).map(|place| address(place, units, gaps));
    let phone = block.optional("phone", gaps);
    let representative = block.optional("representative", gaps).unwrap_or_default();
    block.finish(gaps);
    Some(Organisation { name: name?, number: number?, address, phone, representative })
}

fn organisation_number(mut block: Block<'_>, gaps: &mut Vec<Gap>) -> Option<OrganisationNumber> {
    let number = block.itself::<OrganisationNumber>(&["kind", "value", "reason"], gaps);
    let idle = match number {
        Some(OrganisationNumber::None(_)) => Some("value"),
        Some(_) => Some("reason"),
        None => None,
    };
    if let Some(idle) = idle.filter(|idle| block.has(idle)) {
        gaps.push(Gap::new(block.path_of(idle), "not-asked"));
    }
    block.finish(gaps);
    number
}

pub(super) fn person(mut block: Block<'_>, units: &Units, gaps: &mut Vec<Gap>) -> Option<Person> {
    let kind = block.optional("kind", gaps).unwrap_or(PersonKind::Citizen);
    let name = block.required("name", gaps);
    let number = match block.block("number", gaps) {
        Some(number) => personal_number(number, gaps),
        None => block.miss("number", gaps),
    };
    let birth = block.optional("birth", gaps);
    let sex = block.optional("sex", gaps);
    let address = block.block("address", gaps).map(|place| address(place, units, gaps));
    let phone = block.optional("phone", gaps);
    block.finish(gaps);
    Some(Person { kind, name: name?, number: number?, birth, sex, address, phone })
}

fn personal_number(mut block: Block<'_>, gaps: &mut Vec<Gap>) -> Option<PersonalNumber> {
    let number = block.itself::<PersonalNumber>(&["kind", "value", "reason"], gaps);
    if matches!(number, Some(PersonalNumber::None(_))) && block.has("value") {
        gaps.push(Gap::new(block.path_of("value"), "not-asked"));
    }
    block.finish(gaps);
    number
}

fn address(mut block: Block<'_>, units: &Units, gaps: &mut Vec<Gap>) -> Address {
    let commune = block.optional("commune", gaps);
    if commune.is_some_and(|code| units.commune(code).is_none()) {
        gaps.push(Gap::new(block.path_of("commune"), "commune-not-in-list"));
    }
    let detail = block.optional("detail", gaps).unwrap_or_default();
    let abroad = block.optional("abroad", gaps);
    block.finish(gaps);
    Address { commune, detail, abroad }
}
