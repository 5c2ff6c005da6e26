//! What was typed, as it is set: composed letters, no control characters, single spaces.

use domain::text::nfc;

use crate::faces::UNBROKEN_SPACE;
use crate::paper::{AsOrganisation, Filed, Letterhead, Party, Promise, Receipt, Registered};

/// One text.
pub(crate) fn clean(text: &str) -> String {
    let text = nfc(text);
    let spaced = text.split(|c: char| c.is_whitespace() || c.is_control());
    spaced.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// A number in groups, which no line breaks.
fn number(text: &str) -> String {
    clean(text).replace(' ', &UNBROKEN_SPACE.to_string())
}

/// A letterhead.
pub(crate) fn clean_letterhead(from: &Letterhead) -> Letterhead {
    Letterhead {
        superior: clean(&from.superior),
        agency: clean(&from.agency),
        place: clean(&from.place),
        address: clean(&from.address),
        phone: number(&from.phone),
        lookup: clean(&from.lookup),
        addressed: clean(&from.addressed),
    }
}

/// A receipt.
pub(crate) fn clean_receipt(from: &Receipt) -> Receipt {
    Receipt {
        letterhead: clean_letterhead(&from.letterhead),
        desk: clean(&from.desk),
        clerk: clean(&from.clerk),
        provisional_code: clean(&from.provisional_code),
        official_code: from.official_code.as_deref().map(clean),
        submitter: clean_party(&from.submitter),
        owner: from.owner.as_ref().map(clean_party),
        channel: clean(&from.channel),
        request: clean(&from.request),
        procedure_name: clean(&from.procedure_name),
        procedure_code: clean(&from.procedure_code),
        filed: from
            .filed
            .iter()
            .map(|filed| Filed { name: clean(&filed.name), ..*filed })
            .collect(),
        time: clean(&from.time),
        fee: clean(&from.fee),
        promise: clean_promise(&from.promise),
        result: clean(&from.result),
        ..*from
    }
}

fn clean_party(from: &Party) -> Party {
    let cleaned = |of: &AsOrganisation| AsOrganisation {
        registered: of.registered,
        representative: clean(&of.representative),
    };
    // A decision's number and a reason are sentences, which may break.
    let is_short = from
        .organisation
        .as_ref()
        .is_none_or(|of| matches!(of.registered, Registered::TaxCode | Registered::AgencyCode));
    Party {
        name: clean(&from.name),
        number: if is_short { number(&from.number) } else { clean(&from.number) },
        address: clean(&from.address),
        phone: number(&from.phone),
        organisation: from.organisation.as_ref().map(cleaned),
    }
}

fn clean_promise(from: &Promise) -> Promise {
    match from {
        Promise::Expected { by, why_uncertain } => {
            Promise::Expected { by: clean(by), why_uncertain: why_uncertain.as_deref().map(clean) }
        }
        Promise::Named { day, said } => Promise::Named { day: clean(day), said: clean(said) },
        Promise::By { day } => Promise::By { day: clean(day) },
        Promise::Unknown { said } => Promise::Unknown { said: clean(said) },
    }
}
