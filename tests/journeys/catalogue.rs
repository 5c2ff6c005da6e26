//! Dossiers under the catalogue that is shipped: what is asked in which case, and what hinders.

use std::borrow::Cow;
use std::sync::Arc;

use desk::catalogue::{self, BlockId, BlockState, Catalogue};
use desk::dossiers::Beginning;
use desk::pages::Handed;
use desk::{DeskError, corrections, dossiers, drafts, forms, pages, submissions};
use domain::gap::Gap;
use domain::ids::DossierId;
use domain::kinds::{Assistance, Channel};
use domain::text::Line;
use serde_json::{Value, json};
use testkit::{TestDesk, a_desk, a_paper, a_world};

const BIRTH: &str = "1.001193";
/// A procedure whose papers nobody has checked.
const UNCHECKED: &str = "2.002226";

fn a_desk_with(catalogue: catalogue::Read) -> TestDesk {
    a_desk().in_world(a_world(1).knowing(catalogue)).opened()
}

fn a_shipped_desk() -> TestDesk {
    a_desk_with(catalogue::shipped())
}

/// The catalogue's own example of a birth registration.
fn a_birth() -> Value {
    let shipped = catalogue::shipped().unwrap();
    shipped.procedure(&BIRTH.parse().unwrap()).unwrap().example().unwrap().clone()
}

fn begin(desk: &TestDesk, procedure: &str, channel: Channel, form: Value) -> DossierId {
    try_to_begin(desk, procedure, channel, form).unwrap()
}

fn try_to_begin(
    desk: &TestDesk,
    procedure: &str,
    channel: Channel,
    form: Value,
) -> Result<DossierId, DeskError> {
    let (procedure, assistance) = (procedure.parse().unwrap(), Assistance::DoneFor);
    let beginning = Beginning { procedure, channel, assistance, form };
    dossiers::begin(desk, desk.actor(), beginning).map(|begun| begun.dossier)
}

fn attach(desk: &TestDesk, dossier: DossierId, component: &str) {
    let component = component.parse().unwrap();
    let handed = Handed { component, name: Line::new("giấy.pdf"), bytes: &a_paper(1) };
    pages::attach(desk, desk.actor(), dossier, handed).unwrap();
}

fn type_in(desk: &TestDesk, dossier: DossierId, form: Value) {
    drafts::replace(desk, desk.actor(), dossier, form).unwrap();
}

fn missing(desk: &TestDesk, dossier: DossierId) -> Vec<(String, String)> {
    let gaps = submissions::gaps(desk, dossier).unwrap();
    gaps.into_iter().map(|gap| (gap.path, gap.code)).collect()
}

fn a_missing_page(component: &str) -> (String, String) {
    (format!("/pages/{component}"), "missing-page".to_owned())
}

#[test]
fn complete_birth_is_submitted_with_its_papers_and_nothing_else() {
    let desk = a_shipped_desk();
    let dossier = begin(&desk, BIRTH, Channel::Direct, a_birth());
    let wanted = missing(&desk, dossier);

    attach(&desk, dossier, "to-khai");
    attach(&desk, dossier, "giay-chung-sinh");

    assert_eq!(wanted, [a_missing_page("to-khai"), a_missing_page("giay-chung-sinh")]);
    assert_eq!(missing(&desk, dossier), []);
    submissions::submit(&desk, desk.actor(), dossier).unwrap();
}

#[test]
fn paper_declaration_is_not_asked_for_when_it_is_handed_in_online() {
    let desk = a_shipped_desk();

    let dossier = begin(&desk, BIRTH, Channel::Online, a_birth());

    assert_eq!(missing(&desk, dossier), [a_missing_page("giay-chung-sinh")]);
}

#[test]
fn record_of_a_foundling_is_asked_for_only_when_the_child_is_one() {
    let desk = a_shipped_desk();
    let dossier = begin(&desk, BIRTH, Channel::Online, a_birth());
    let mut form = a_birth();
    form["declaration"]["child"]["abandoned"] = json!(true);

    let of_a_mother = missing(&desk, dossier);
    type_in(&desk, dossier, form);
    let of_a_foundling = missing(&desk, dossier);

    let record = a_missing_page("bien-ban-tre-bo-roi");
    assert!(!of_a_mother.contains(&record), "{of_a_mother:?}");
    assert!(of_a_foundling.contains(&record), "{of_a_foundling:?}");
    let certificate = a_missing_page("giay-chung-sinh");
    assert!(!of_a_foundling.contains(&certificate), "nobody saw the birth: {of_a_foundling:?}");
}

#[test]
fn paper_that_stands_for_another_satisfies() {
    let desk = a_shipped_desk();
    let dossier = begin(&desk, BIRTH, Channel::Online, a_birth());

    attach(&desk, dossier, "van-ban-nguoi-lam-chung");

    assert_eq!(missing(&desk, dossier), [], "a witness's statement stands for the certificate");
    submissions::submit(&desk, desk.actor(), dossier).unwrap();
}

#[test]
fn missing_paper_is_said_as_at_the_counter_with_what_may_stand_for_it() {
    let desk = a_shipped_desk();
    let dossier = begin(&desk, BIRTH, Channel::Online, a_birth());

    let gaps = submissions::gaps(&desk, dossier).unwrap();

    let [Gap { args, .. }] = gaps.as_slice() else { panic!("{gaps:?}") };
    let said = &args["said-vi"];
    assert!(said.contains("Giấy chứng sinh") && said.contains("người làm chứng"), "{said}");
}

#[test]
fn field_that_is_filled_and_not_asked_for_is_named_and_not_sent_in_silence() {
    let desk = a_shipped_desk();
    let mut form = a_birth();
    form["declaration"]["birthplace"]["other"] = json!("Trên tàu SE1");

    let dossier = begin(&desk, BIRTH, Channel::Online, form);
    attach(&desk, dossier, "giay-chung-sinh");

    let other = ("/declaration/birthplace/other".to_owned(), "not-asked".to_owned());
    assert_eq!(missing(&desk, dossier), [other], "it was born at home in the country");
    let refused = submissions::submit(&desk, desk.actor(), dossier);
    assert!(matches!(refused, Err(DeskError::Gaps(_))), "{:?}", refused.err());
}

#[test]
fn correction_of_a_queued_dossier_is_held_against_the_catalogue_again() {
    let desk = a_shipped_desk();
    let dossier = begin(&desk, BIRTH, Channel::Online, a_birth());
    attach(&desk, dossier, "giay-chung-sinh");
    submissions::submit(&desk, desk.actor(), dossier).unwrap();

    corrections::reopen(&desk, desk.actor(), dossier).unwrap();
    let certificate = dossiers::show(&desk, dossier).unwrap().pages[0].page;
    pages::remove(&desk, desk.actor(), dossier, certificate).unwrap();
    let refused = submissions::submit(&desk, desk.actor(), dossier);

    assert!(matches!(refused, Err(DeskError::Gaps(_))), "{:?}", refused.err());
    assert_eq!(missing(&desk, dossier), [a_missing_page("giay-chung-sinh")]);
    attach(&desk, dossier, "giay-cam-doan-viec-sinh");
    submissions::submit(&desk, desk.actor(), dossier).unwrap();
}

#[test]
fn procedure_that_nobody_has_checked_may_be_submitted_and_is_never_called_complete() {
    let desk = a_shipped_desk();
    let mut form = a_birth();
    form["declaration"] = json!({});

    let dossier = begin(&desk, UNCHECKED, Channel::Direct, form);

    let (_, view, _) = forms::check(&desk, dossier).unwrap();
    assert_eq!(view.missing, [], "only the common blocks are known");
    assert!(!view.is_checked);
    let state = |id| view.blocks.iter().find(|block| block.id == id).unwrap().state;
    for block in [BlockId::Papers, BlockId::Review] {
        assert_ne!(state(block), BlockState::Done, "{block}");
    }
    submissions::submit(&desk, desk.actor(), dossier).unwrap();
}

#[test]
fn warning_never_hinders() {
    let desk = a_shipped_desk();
    let mut form = a_birth();
    form["submitter"]["birth"] = json!("12/03/1990");

    let dossier = begin(&desk, BIRTH, Channel::Online, form);
    attach(&desk, dossier, "giay-chung-sinh");

    let (_, view, _) = forms::check(&desk, dossier).unwrap();
    assert!(!view.warnings.is_empty(), "the number says another year");
    submissions::submit(&desk, desk.actor(), dossier).unwrap();
}

#[test]
fn dossier_is_not_begun_when_the_catalogue_does_not_know_the_procedure() {
    let desk = a_shipped_desk();

    let refused = try_to_begin(&desk, "1.999999", Channel::Direct, a_birth());

    assert!(matches!(refused, Err(DeskError::UnknownProcedure { .. })), "{refused:?}");
    assert!(dossiers::list(&desk, dossiers::Wanted::All).unwrap().is_empty(), "nothing was begun");
}

/// The shipped catalogue, but the birth registration holds until this day.
fn until(last: &str) -> catalogue::Read {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../assets/catalogue");
    let file = |path: &str| {
        let mut bytes = std::fs::read(folder.join(path)).ok()?;
        if path == "procedures/1.001193.json" {
            let mut record: Value = serde_json::from_slice(&bytes).unwrap();
            record["about"]["effective_to"] = json!(last);
            bytes = record.to_string().into_bytes();
        }
        Some(Cow::Owned(bytes))
    };
    Catalogue::read(&file).map(Arc::new)
}

/// The tests' morning is the 23rd of November 2026.
#[test]
fn dossier_is_begun_on_the_last_day_of_a_procedure_and_not_the_day_after() {
    let (last_day, day_after) =
        (a_desk_with(until("2026-11-23")), a_desk_with(until("2026-11-22")));

    let begun = try_to_begin(&last_day, BIRTH, Channel::Direct, a_birth());
    let refused = try_to_begin(&day_after, BIRTH, Channel::Direct, a_birth());

    assert!(begun.is_ok(), "{begun:?}");
    assert!(matches!(refused, Err(DeskError::ProcedureEnded { .. })), "{refused:?}");
}

#[test]
fn dossier_that_was_begun_in_time_goes_on_when_the_procedure_has_ended() {
    let desk = a_desk_with(until("2026-11-23"));
    let dossier = begin(&desk, BIRTH, Channel::Online, a_birth());
    let closed = desk.closed();
    closed.world.clock.advance(3 * 24 * 3600 * 1000);
    let desk = closed.opened();

    attach(&desk, dossier, "giay-chung-sinh");

    submissions::submit(&desk, desk.actor(), dossier).unwrap();
}

#[test]
fn desk_does_not_open_with_a_catalogue_that_cannot_be_read() {
    let desk = a_desk().opened();
    let broken = Catalogue::read(&|_: &str| None).map(Arc::new);
    let mut closed = desk.closed();
    closed.world = closed.world.knowing(broken);

    let refused = closed.open();

    assert_eq!(refused.err().map(|failure| failure.code()), Some("catalogue-unreadable"));
}
