//! An afternoon without a network.

use desk::dossiers::{self, Wanted};
use desk::withdrawals::{self, Withdrawn};
use desk::{DeskError, corrections, drafts, pages, submissions};
use domain::ids::DossierId;
use domain::kinds::{CaseState, ParcelKind, ParcelState};
use serde_json::{Value, json};
use testkit::{TestDesk, a_birth_dossier, a_desk, a_form, a_paper, handed};

fn form_of(desk: &TestDesk, dossier: DossierId) -> Value {
    let draft = dossiers::show(desk, dossier).unwrap().draft.expect("there is a draft");
    serde_json::from_str(&draft.form).unwrap()
}

fn state_of(desk: &TestDesk, dossier: DossierId) -> CaseState {
    dossiers::show(desk, dossier).unwrap().case.state
}

fn a_form_for(child: &str) -> Value {
    let mut form = a_form();
    form["declaration"]["child"] = json!(child);
    form
}

#[test]
fn three_families_are_served_and_the_program_is_started_again_after_each_step() {
    let desk = a_desk().opened();
    let mut first = a_birth_dossier().of("Lò Thị Ngọc Đào").begun(&desk);
    let desk = desk.restarted();
    first.attach(&desk, 1);
    first.attach(&desk, 2);
    let desk = desk.restarted();
    first.submit(&desk);
    let desk = desk.restarted();
    let mut second = a_birth_dossier().of("Nông Văn Dền").begun(&desk);
    second.save(&desk, a_form_for("Nông Thị Én"));
    let desk = desk.restarted();
    let third = a_birth_dossier().of("Hà Thị Yên").with_pages(1).sealed(&desk);
    let desk = desk.restarted();

    let people: Vec<_> =
        dossiers::list(&desk, Wanted::All).unwrap().into_iter().map(|d| d.person).collect();
    let people: Vec<_> = people.iter().map(|name| name.as_str()).collect();
    assert_eq!(people, ["Hà Thị Yên", "Lò Thị Ngọc Đào", "Lò Thị Ngọc Đào"], "newest first");
    assert_eq!(form_of(&desk, second.dossier), a_form_for("Nông Thị Én"));
    for dossier in [&first, &second, &third] {
        assert!(dossier.reads_back(&desk), "every page is what was handed over");
    }
    let sealed = dossiers::list(&desk, Wanted::In(CaseState::Sealed)).unwrap();
    assert_eq!(sealed.len(), 2, "two are queued, one is still being typed");
    let day_numbers = [&first, &second, &third]
        .map(|dossier| dossiers::show(&desk, dossier.dossier).unwrap().dossier.day_number);
    assert_eq!(day_numbers, [1, 2, 3], "the running number of the day");
    assert!(desk::doctor::examine(&desk).unwrap().is_well());
}

#[test]
fn colleagues_typing_is_not_overwritten_when_a_stale_window_saves() {
    let desk = a_desk().opened();
    let mut dossier = a_birth_dossier().begun(&desk);
    let stale = dossier.edition;
    dossier.save(&desk, a_form_for("Nông Thị Én"));

    let mine = a_form_for("Nông Văn Ít");
    let refused = drafts::save(&desk, desk.actor(), dossier.dossier, stale, mine.clone());

    let latest = dossier.edition;
    assert!(
        matches!(refused, Err(DeskError::StaleEdition { latest: l }) if l == latest),
        "{refused:?}"
    );
    assert_eq!(form_of(&desk, dossier.dossier), a_form_for("Nông Thị Én"), "hers is there");
    drafts::save(&desk, desk.actor(), dossier.dossier, latest, mine.clone()).unwrap();
    assert_eq!(form_of(&desk, dossier.dossier), mine, "and his, once he has seen hers");
}

#[test]
fn page_is_taken_out_and_does_not_travel() {
    let desk = a_desk().opened();
    let mut dossier = a_birth_dossier().with_pages(2).begun(&desk);
    let (wrong, _) = dossier.pages.remove(0);

    pages::remove(&desk, desk.actor(), dossier.dossier, wrong).unwrap();
    let again = pages::remove(&desk, desk.actor(), dossier.dossier, wrong);
    dossier.submit(&desk);

    assert!(matches!(again, Err(DeskError::NoSuchPage)), "{again:?}");
    let whole = dossiers::show(&desk, dossier.dossier).unwrap();
    let parts: Vec<_> = whole.revisions[0].1.iter().map(|part| part.name.as_str()).collect();
    assert_eq!(parts, ["form.json", "giay-2"], "the form and the page that counts");
    assert!(matches!(pages::read(&desk, dossier.dossier, wrong), Err(DeskError::NoSuchPage)));
    assert!(dossier.reads_back(&desk));
}

#[test]
fn draft_is_thrown_away_and_taken_back() {
    let desk = a_desk().opened();
    let mut dossier = a_birth_dossier().with_pages(1).begun(&desk);

    let withdrawn = withdrawals::withdraw(&desk, desk.actor(), dossier.dossier).unwrap();
    assert_eq!(withdrawn.0, Withdrawn::Discarded);
    assert!(dossiers::list(&desk, Wanted::All).unwrap().is_empty(), "it is out of sight");
    let typed = drafts::save(&desk, desk.actor(), dossier.dossier, dossier.edition, a_form());
    assert!(matches!(typed, Err(DeskError::Discarded { .. })), "{typed:?}");
    let desk = desk.restarted();

    drafts::restore(&desk, desk.actor(), dossier.dossier).unwrap();
    drafts::restore(&desk, desk.actor(), dossier.dossier).unwrap();

    assert_eq!(dossiers::list(&desk, Wanted::All).unwrap().len(), 1);
    assert!(dossier.reads_back(&desk), "with its page");
    dossier.submit(&desk);
    assert_eq!(state_of(&desk, dossier.dossier), CaseState::Sealed);
}

#[test]
fn incomplete_dossier_stays_a_draft() {
    let desk = a_desk().opened();
    let dossier = a_birth_dossier().with_form(json!({ "result": "at_desk" })).begun(&desk);

    let refused = submissions::submit(&desk, desk.actor(), dossier.dossier);

    let Err(DeskError::Gaps(gaps)) = refused else { panic!("{refused:?}") };
    assert_eq!(gaps[0].path, "/submitter");
    assert_eq!(state_of(&desk, dossier.dossier), CaseState::Draft);
    assert_eq!(form_of(&desk, dossier.dossier), json!({ "result": "at_desk" }));
}

#[test]
fn queued_dossier_is_withdrawn_before_anybody_has_heard_of_it() {
    let desk = a_desk().opened();
    let dossier = a_birth_dossier().with_pages(1).sealed(&desk);

    let withdrawn = withdrawals::withdraw(&desk, desk.actor(), dossier.dossier).unwrap();

    assert_eq!(withdrawn.0, Withdrawn::Cancelled);
    let whole = dossiers::show(&desk, dossier.dossier).unwrap();
    assert_eq!(whole.case.state, CaseState::Withdrawn);
    let parcels: Vec<_> = whole.parcels.iter().map(|p| (p.kind, p.state)).collect();
    assert_eq!(parcels, [(ParcelKind::Submission, ParcelState::Cancelled)], "nothing is sent");
    assert_eq!(whole.revisions.len(), 1, "what was sealed stays as evidence");
    let again = withdrawals::withdraw(&desk, desk.actor(), dossier.dossier);
    assert!(matches!(again, Err(DeskError::Ended { .. })), "{again:?}");
    let reopened = corrections::reopen(&desk, desk.actor(), dossier.dossier);
    assert!(matches!(reopened, Err(DeskError::Ended { .. })), "{reopened:?}");
}

#[test]
fn dossier_is_found_by_its_code_however_it_is_typed() {
    let desk = a_desk().opened();
    let wanted = a_birth_dossier().begun(&desk);
    a_birth_dossier().begun(&desk);
    let code = wanted.code.to_string();

    let typed = [
        code.clone(),
        code.to_lowercase(),
        code.replace('-', ""),
        code.replace('-', " "),
        format!("  {}  ", code.replace('-', "–")),
        wanted.dossier.to_string(),
    ];

    for typed in typed {
        assert_eq!(dossiers::find(&desk, &typed).ok(), Some(wanted.dossier), "{typed:?}");
    }
    let misread = code.replace("LS07", "LS08");
    assert!(matches!(dossiers::find(&desk, &misread), Err(DeskError::Code(_))), "{misread}");
    let elsewhere = a_desk().opened();
    assert!(matches!(dossiers::find(&elsewhere, &code), Err(DeskError::NoSuchDossier)), "{code}");
}

#[test]
fn file_that_is_no_paper_is_refused_and_leaves_nothing() {
    let desk = a_desk().opened();
    let dossier = a_birth_dossier().begun(&desk);

    let refused =
        pages::attach(&desk, desk.actor(), dossier.dossier, handed(1, b"PK\x03\x04 docx"));

    assert!(matches!(refused, Err(DeskError::Media(_))), "{refused:?}");
    assert!(dossiers::show(&desk, dossier.dossier).unwrap().pages.is_empty());
    let good = a_paper(1);
    pages::attach(&desk, desk.actor(), dossier.dossier, handed(1, &good)).unwrap();
}
