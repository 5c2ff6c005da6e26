//! What the agency does comes back: its word, its questions, its results, and what it takes.

use courier::Wanted;
use desk::{DeskError, corrections, dossiers, pages, results, submissions};
use domain::ids::{DossierId, Id, SubmissionId};
use domain::kinds::{CaseState, ParcelKind, ParcelState};
use domain::text::{Line, Prose};
use link::ports::{Kept, Parcels};
use seal::hash::hash;
use testkit::clock::MORNING;
use testkit::{a_birth_dossier, a_jpeg, a_pdf, handed};
use wire::event::{Event, ResultLine};

use crate::enrolled::{DAY_MS, delivered, does, enrolled, event, is_well, waiting, whole};

#[test]
fn supplement_is_asked_for_answered_and_taken_up() {
    let (desk, gateway) = enrolled();
    let mut dossier = delivered(&desk, &gateway);
    let first = dossier.submission;
    let received = Event {
        official_code: Some("H37.16-261123-0001".to_owned().try_into().unwrap()),
        received_ms: Some(MORNING.plus(DAY_MS)),
        ..event(&gateway, 3, &dossier, "2")
    };
    let asked = Event {
        reason: Some(Prose::new("Thiếu bản sao giấy chứng sinh")),
        deadline: Some("2026-12-01".parse().unwrap()),
        ..event(&gateway, 7, &dossier, "5")
    };

    does(&desk, &[gateway.tells(vec![received, asked])]);
    let desk = desk.restarted();
    let told = whole(&desk, &dossier);
    dossier.edition = corrections::reopen(&desk, desk.actor(), dossier.dossier).unwrap();
    dossier.attach(&desk, 2);
    dossier.submit(&desk);
    does(&desk, &gateway.receives_all(&desk));
    let answered = whole(&desk, &dossier);
    does(&desk, &[gateway.tells(vec![event(&gateway, 9, &dossier, "4")])]);

    assert_eq!(told.case.state, CaseState::SupplementAsked);
    assert_eq!(told.case.official_code.as_deref(), Some("H37.16-261123-0001"));
    assert_eq!(told.case.received, Some(MORNING.plus(DAY_MS)), "not when it was announced");
    let last = told.events.last().unwrap();
    assert_eq!(last.reason.as_ref().unwrap().as_str(), "Thiếu bản sao giấy chứng sinh");
    assert_eq!(last.deadline.unwrap().to_string(), "2026-12-01");
    assert_eq!(answered.case.state, CaseState::SupplementAsked, "until the agency says otherwise");
    let second = &answered.revisions[1].0;
    assert_eq!((second.revision.get(), second.parent), (2, first));
    let supplement = answered.parcels.last().unwrap();
    assert_eq!(
        (supplement.kind, supplement.state),
        (ParcelKind::Supplement, ParcelState::Delivered)
    );
    assert_eq!(answered.receipts.len(), 2, "each revision has its own");
    let processing = whole(&desk, &dossier).case;
    assert_eq!(processing.state, CaseState::Processing);
    assert!(processing.official_code.is_some(), "a code that was given stays");
    assert_eq!(dossiers::find(&desk, "h37.16-261123-0001").unwrap(), dossier.dossier);
    assert!(is_well(&desk));
}

#[test]
fn status_that_nobody_knows_is_kept_as_it_came() {
    let (desk, gateway) = enrolled();
    let dossier = delivered(&desk, &gateway);

    does(&desk, &[gateway.tells(vec![event(&gateway, 1, &dossier, "4")])]);
    does(&desk, &[gateway.tells(vec![event(&gateway, 2, &dossier, "4.7-lien-thong")])]);

    let case = whole(&desk, &dossier).case;
    assert_eq!(case.state, CaseState::Processing, "where it was");
    assert_eq!(case.raw_status.as_deref(), Some("4.7-lien-thong"));
}

#[test]
fn event_counts_once_however_often_it_comes() {
    let (desk, gateway) = enrolled();
    let dossier = delivered(&desk, &gateway);
    let (first, second) = (event(&gateway, 1, &dossier, "2"), event(&gateway, 2, &dossier, "4"));
    does(&desk, &[gateway.tells(vec![first.clone(), second.clone()])]);

    does(&desk, &[gateway.holds(&[(dossier.dossier, dossier.submission.unwrap())])]);
    does(&desk, &[gateway.tells(vec![first])]);

    let whole = whole(&desk, &dossier);
    assert_eq!(whole.events.len(), 2, "the feed began anew and told nothing new");
    assert_eq!(whole.case.state, CaseState::Processing, "an old event does not turn a case back");
    let memory = desk.delivery().memory().unwrap().gateway;
    assert_eq!((memory.last_event, memory.must_compare), (1, false));
}

#[test]
fn event_about_a_dossier_of_which_the_desk_knows_nothing_stops_nothing() {
    let (desk, gateway) = enrolled();
    let dossier = delivered(&desk, &gateway);
    let stranger = DossierId::from_bytes([77; 16]);
    let unknown = gateway.event(1, stranger, SubmissionId::from_bytes([78; 16]), "2");

    does(&desk, &[gateway.tells(vec![unknown, event(&gateway, 2, &dossier, "2")])]);

    assert_eq!(whole(&desk, &dossier).case.state, CaseState::Received);
}

#[test]
fn one_official_code_on_two_dossiers_is_told_and_neither_is_taken_for_the_other() {
    let (desk, gateway) = enrolled();
    let (one, other) = (delivered(&desk, &gateway), delivered(&desk, &gateway));
    let code = |event: Event| Event {
        official_code: Some("H37.16-261123-0001".to_owned().try_into().unwrap()),
        ..event
    };

    let events = [(1, &one), (2, &other)].map(|(n, d)| code(event(&gateway, n, d, "2")));
    does(&desk, &[gateway.tells(events.to_vec())]);

    let found = dossiers::find(&desk, "H37.16-261123-0001");
    assert!(matches!(found, Err(DeskError::AmbiguousCode)), "{found:?}");
    assert_eq!(dossiers::find(&desk, &other.code.to_string()).unwrap(), other.dossier);
}

#[test]
fn what_a_restored_gateway_lacks_is_queued_again_and_nothing_else() {
    let (desk, mut gateway) = enrolled();
    let (kept, lost) = (delivered(&desk, &gateway), delivered(&desk, &gateway));
    does(&desk, &[gateway.holds(&[&kept, &lost].map(|d| (d.dossier, d.submission.unwrap())))]);
    gateway.era = 2;

    let queued = does(&desk, &[gateway.holds(&[(kept.dossier, kept.submission.unwrap())])]);

    assert_eq!(queued.len(), 1, "the courier is told");
    assert_eq!(queued[0].dossier, lost.dossier);
    assert_eq!(waiting(&desk), queued, "and the store says the same");
    gateway.now = MORNING.plus(DAY_MS);
    does(&desk, &gateway.receives_all(&desk));
    let whole = whole(&desk, &lost);
    assert_eq!(whole.receipts.len(), 2, "both words are kept");
    assert!(is_well(&desk));
}

fn a_result(bytes: &[u8]) -> ResultLine {
    ResultLine {
        name: Line::new("Giấy khai sinh.pdf"),
        media: "application/pdf".to_owned(),
        size: bytes.len() as u64,
        sha256: hash(bytes),
    }
}

#[test]
fn result_is_kept_sealed_and_given_back_byte_for_byte() {
    let (desk, gateway) = enrolled();
    let dossier = delivered(&desk, &gateway);
    let bytes = a_pdf(2);
    let line = a_result(&bytes);
    let done = Event { result: Some(line.clone()), ..event(&gateway, 1, &dossier, "9") };
    does(&desk, &[gateway.tells(vec![done])]);
    let wanted = Wanted { dossier: dossier.dossier, line };
    assert_eq!(desk.delivery().memory().unwrap().wanted, std::slice::from_ref(&wanted));
    let early = results::read(&desk, dossier.dossier, None);
    assert!(matches!(early, Err(DeskError::ResultNotFetched)), "{early:?}");

    let keep = |bytes: &[u8]| desk.delivery().keep_result(&wanted, 0, &mut &*bytes).unwrap();
    assert_eq!([keep(&a_pdf(3)), keep(&bytes[..9])], [Kept::Nothing; 2], "they were not promised");
    assert_eq!([keep(&bytes), keep(&bytes)], [Kept::Whole; 2], "twice is once");
    let desk = desk.restarted();

    let (row, read) = results::read(&desk, dossier.dossier, None).unwrap();
    assert_eq!(read, bytes);
    assert_eq!(row.name.as_str(), "Giấy khai sinh.pdf");
    assert_eq!(desk.delivery().memory().unwrap().wanted, [], "nothing is left to be fetched");
    let none = results::read(&desk, dossier.dossier, Some(2));
    assert!(matches!(none, Err(DeskError::NoResult)), "{none:?}");
    let examined = desk::doctor::examine(&desk).unwrap();
    assert!(examined.is_well());
    assert_eq!(examined.files_right, 4, "form, manifest, page and result, each once");
    let inside = desk.root().join("ket-qua.pdf");
    assert!(results::write_outside(&desk, &inside, &read).is_err(), "not into the data folder");
}

#[test]
fn paper_that_the_gateway_would_refuse_is_refused_while_the_resident_is_there() {
    let (desk, gateway) = enrolled();
    let mut dossier = a_birth_dossier().with_pages(1).begun(&desk);
    does(&desk, &[gateway.takes(1000, 2)]);
    let attach = |bytes: &[u8]| {
        let attached = pages::attach(&desk, desk.actor(), dossier.dossier, handed(9, bytes));
        attached.map_err(|refusal| refusal.code()).err()
    };

    assert_eq!(attach(&a_jpeg(9)), Some("over-media"));
    assert_eq!(attach(&[a_pdf(9), vec![b' '; 900]].concat()), Some("over-bytes"));
    assert_eq!(attach(&a_pdf(9)), Some("over-parts"), "the form and the JPEG are two");
    let gaps = submissions::gaps(&desk, dossier.dossier).unwrap();
    let codes: Vec<_> = gaps.iter().map(|gap| gap.code.as_str()).collect();
    assert_eq!(codes, ["over-media"], "the JPEG was there before anybody knew");
    let submitted = submissions::submit(&desk, desk.actor(), dossier.dossier);
    assert!(matches!(submitted, Err(DeskError::Gaps(_))), "{submitted:?}");
    let (page, _) = dossier.pages.remove(0);
    pages::remove(&desk, desk.actor(), dossier.dossier, page).unwrap();
    assert_eq!(attach(&a_pdf(9)), None);
    dossier.submit(&desk);
}
