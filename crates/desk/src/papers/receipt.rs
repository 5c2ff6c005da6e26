//! The paper that the resident goes home with, filled in from what was sealed last.

use domain::intake::{Appointment, Intake};
use domain::kinds::DeskKind;
use domain::organisation::{Organisation, OrganisationNumber};
use domain::owner::OwnerRef;
use domain::personal_number::PersonalNumber;
use domain::procedure::ComponentId;
use print::{AsOrganisation, Filed, Party, Receipt, Registered};

use super::promise::{Known, promise};
use super::{PaperForm, printings, words};
use crate::almanac::Calendar;
use crate::catalogue::{Catalogue, Charge, Procedure, Question, Term};
use crate::catalogues;
use crate::corrections::Last;
use crate::dossiers::Whole;
use crate::error::DeskError;
use crate::letterhead;
use crate::published::{self, PublishedTime, has_lost_its_unit};
use crate::session::Desk;

/// The list of the ways in which a result goes back.
const DELIVERIES: &str = "result-delivery";

/// Fills the receipt in. `own` tells how many of the printings that were entered are this very paper.
pub(super) fn filled(
    desk: &Desk,
    whole: &Whole,
    last: &Last,
    own: usize,
) -> Result<Receipt, DeskError> {
    let (row, form) = (&whole.dossier, &last.form);
    let catalogue = catalogues::of(desk, row)?;
    let procedure = catalogue.procedure(&row.procedure);
    let party = |who: OwnerRef<'_>| party(desk, whole, who);
    let letterhead = letterhead::get(desk)?;
    let typed = form.intake.as_form();
    let components = last.parts.iter().filter_map(|part| part.component.as_ref());
    let question = Question::new(desk, row, &typed, components)?;
    let term = question.term();
    let Intake { submitter, on_behalf, request, result, .. } = &form.intake;
    Ok(Receipt {
        is_authority: is_authority(whole),
        desk: name_of_the_desk(form.desk.name.as_str(), &letterhead.agency),
        letterhead,
        clerk: form.desk.operator.to_string(),
        provisional_code: row.provisional_code.to_string(),
        official_code: whole.case.official_code.clone(),
        day_number: row.day_number,
        taken: form.taken.best().civil(),
        received: whole.case.received.map(domain::moment::Millis::civil),
        printed: desk.reading().best().civil(),
        is_reprint: printings(whole, PaperForm::Receipt).count() > own,
        submitter: party(OwnerRef::Person(submitter)),
        owner: on_behalf.as_ref().map(|on_behalf| party(on_behalf.owner.lent())),
        channel: words::channel(row.channel),
        request: request.as_str().to_owned(),
        procedure_name: procedure.map(vietnamese_name).unwrap_or_default(),
        procedure_code: row.procedure.to_string(),
        filed: filed(procedure, last),
        time: procedure.map(|known| time(known, whole, term.as_ref())).unwrap_or_default(),
        fee: procedure.map(|known| fee(known, &question.charge())).unwrap_or_default(),
        promise: promise(&known(whole, last, term, &desk.calendar())),
        result: delivery(&catalogue, result.word()),
    })
}

/// Whether the dossier was taken in at the authority's own desk.
pub(super) fn is_authority(whole: &Whole) -> bool {
    whole.dossier.desk_kind == DeskKind::Authority
}

/// What the desk is called; one without a name goes by its agency's.
fn name_of_the_desk(name: &str, agency: &str) -> String {
    if name.is_empty() { agency.to_owned() } else { name.to_owned() }
}

fn vietnamese_name(procedure: &Procedure) -> String {
    procedure.name().in_("vi").to_owned()
}

fn party(desk: &Desk, whole: &Whole, who: OwnerRef<'_>) -> Party {
    let on = whole.dossier.taken_on;
    let address = who.address().map(|address| address.one_line(&desk.units(), on));
    let (number, organisation) = match who {
        OwnerRef::Person(person) => (number(&person.number), None),
        OwnerRef::Organisation(_, organisation) => {
            (number_of(&organisation.number), Some(as_organisation(organisation)))
        }
    };
    Party {
        name: who.name().to_owned(),
        number,
        address: address.unwrap_or_default(),
        phone: who.phone().map(|phone| phone.as_str().to_owned()).unwrap_or_default(),
        organisation,
    }
}

fn as_organisation(organisation: &Organisation) -> AsOrganisation {
    AsOrganisation {
        registered: match organisation.number {
            OrganisationNumber::TaxCode(_) => Registered::TaxCode,
            OrganisationNumber::AgencyCode(_) => Registered::AgencyCode,
            OrganisationNumber::Decision(_) => Registered::Decision,
            OrganisationNumber::None(_) => Registered::Nothing,
        },
        representative: organisation.representative.as_str().to_owned(),
    }
}

fn number_of(number: &OrganisationNumber) -> String {
    match number {
        OrganisationNumber::None(why) => words::say("no-number", &[("why", why.as_str())]),
        _ => number.as_str().unwrap_or_default().to_owned(),
    }
}

fn number(number: &PersonalNumber) -> String {
    let grouped = number.citizen().map(domain::personal_number::CitizenNumber::grouped);
    grouped.or_else(|| number.as_str().map(str::to_owned)).unwrap_or_default()
}

/// The papers of the revision, grouped as the desk scanned them. What an earlier revision held and
/// this one does not is not among them.
fn filed(procedure: Option<&Procedure>, last: &Last) -> Vec<Filed> {
    let components: Vec<_> = last.parts.iter().filter_map(|part| part.component.clone()).collect();
    let name = |component: &ComponentId| {
        let known = procedure.and_then(|known| known.component_name(component));
        known.map_or_else(|| words::say("other-papers", &[]), |name| name.in_("vi").to_owned())
    };
    let mut filed: Vec<Filed> = Vec::new();
    for name in components.iter().map(name) {
        match filed.iter_mut().find(|filed| filed.name == name) {
            Some(filed) => filed.files += 1,
            None => filed.push(Filed { name, files: 1 }),
        }
    }
    filed
}

/// How long it takes, as the catalogue knows it in this case or else as published. What it says to the
/// clerk of a lost unit is not for the resident.
fn time(procedure: &Procedure, whole: &Whole, term: Option<&Term>) -> String {
    if let Some(term) = term.filter(|term| !term.said.is_empty()) {
        return term.said.in_("vi").to_owned();
    }
    let (time, channel) = (&procedure.about().time, Some(whole.dossier.channel));
    let listed = published::limit(&time.as_listed, channel);
    if has_lost_its_unit(listed.text().as_str()) {
        return words::say("time-without-unit", &[("listed", listed.text().as_str())]);
    }
    match PublishedTime::of(procedure, channel) {
        PublishedTime::Said(text) => text.in_("vi").to_owned(),
        PublishedTime::Listed(limit) => limit.text().as_str().to_owned(),
    }
}

/// What it costs: nothing and why, the sum and how, or else what is published.
fn fee(procedure: &Procedure, charge: &Charge) -> String {
    let published = || procedure.about().fee.said.in_("vi").to_owned();
    if let Some(why) = &charge.exempt {
        return words::say("fee-exempt", &[("why", why.in_("vi"))]);
    }
    let Some(fee) = &charge.fee else { return published() };
    let Some(sum) = fee.sum.as_ref().filter(|sum| sum.total.get() > 0) else { return published() };
    let name = if fee.is_of_council { "fee-published" } else { "fee-reckoned" };
    words::say(name, &[("fee", &sum.total.to_string()), ("why", fee.said.in_("vi"))])
}

fn known<'w>(
    whole: &'w Whole,
    last: &'w Last,
    term: Option<Term>,
    calendar: &'w Calendar,
) -> Known<'w> {
    Known {
        is_authority: is_authority(whole),
        state: whole.case.state,
        events: &whole.events,
        taken: last.form.taken.best().civil(),
        sealed: last.form.sealed.best().civil(),
        received: whole.case.received.map(domain::moment::Millis::civil),
        term,
        appointment: last.form.intake.appointment.map(Appointment::day),
        clerk: last.form.desk.operator.as_str(),
        calendar,
    }
}

/// How the result goes back, in the catalogue's words; the bare word where it has none.
fn delivery(catalogue: &Catalogue, word: &str) -> String {
    let choice = catalogue.list(DELIVERIES).and_then(|list| list.choice(word));
    choice.map_or_else(|| word.to_owned(), |choice| choice.label.in_("vi").to_owned())
}
