//! What the resident's paper says of the day and of the fee, and who said it.

use desk::catalogue;
use desk::dossiers::{self, Beginning};
use desk::pages::{self, Handed};
use desk::papers::{self, Occasion, PaperForm, Size};
use desk::submissions;
use domain::ids::DossierId;
use domain::text::Line;
use serde_json::{Value, json};
use testkit::clock::MORNING;
use testkit::{TestDesk, a_beginning, a_birth_dossier, a_desk, a_form, a_paper, a_world};
use wire::event::Event;

use crate::enrolled::{DAY_MS, does, enrolled, event};
use crate::needles::text_of_a_pdf;

/// The paper as it can be read, its lines joined.
fn paper(desk: &TestDesk, dossier: DossierId) -> String {
    let made =
        papers::make(desk, dossier, PaperForm::Receipt, Size::A5, Occasion::Printing).unwrap();
    text_of_a_pdf(&made.bytes).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A desk that knows the shipped catalogue, on the morning of Monday, 23 November 2026.
fn a_knowing_desk() -> TestDesk {
    a_desk().in_world(a_world(1).knowing(catalogue::shipped())).opened()
}

/// A dossier of a procedure, with a file for each of these papers, submitted.
fn submitted(desk: &TestDesk, procedure: &str, form: Value, papers: &[&str]) -> DossierId {
    let procedure = procedure.parse().unwrap();
    let beginning = Beginning { procedure, ..a_beginning(form) };
    let dossier = dossiers::begin(desk, desk.actor(), beginning).unwrap().dossier;
    for (number, component) in (1..).zip(papers) {
        let component = component.parse().unwrap();
        let handed = Handed { component, name: Line::new("giấy"), bytes: &a_paper(number) };
        pages::attach(desk, desk.actor(), dossier, handed).unwrap();
    }
    submissions::submit(desk, desk.actor(), dossier).unwrap();
    dossier
}

#[test]
fn paper_of_a_birth_says_that_the_result_is_expected_on_the_same_day() {
    let desk = a_knowing_desk();
    let shipped = catalogue::shipped().unwrap();
    let example = shipped.procedure(&"1.001193".parse().unwrap()).unwrap().example().unwrap();

    let birth = submitted(&desk, "1.001193", example.clone(), &["to-khai", "giay-chung-sinh"]);
    let paper = paper(&desk, birth);

    assert!(
        paper.contains("tiếp nhận sau 15 giờ thì trả trong ngày làm việc tiếp theo"),
        "{paper}"
    );
    assert!(paper.contains("17 giờ 00 phút, ngày 23 tháng 11 năm 2026"), "{paper}");
    assert!(paper.contains("Ngày trả kết quả dự kiến"), "expected, not promised: {paper}");
}

#[test]
fn paper_of_certified_copies_says_the_sum() {
    let desk = a_knowing_desk();
    let declaration = json!({ "copied_here": true, "pages": 5, "copies": 2 });
    let mut form = a_form();
    form["declaration"] = declaration;

    let copies = submitted(&desk, "2.000815", form, &[]);
    let paper = paper(&desk, copies);

    assert!(paper.contains("14.000 đ; 2.000 đ/trang"), "{paper}");
    assert!(paper.contains("Chưa tính được ngày trả kết quả dự kiến"), "no limit: {paper}");
}

#[test]
fn paper_says_whose_day_it_is_when_the_clerk_named_it_and_takes_the_agencys_once_it_is_there() {
    let (desk, gateway) = enrolled();
    let mut form = a_form();
    form["appointment"] = json!("2026-12-04");
    let dossier = a_birth_dossier().with_form(form).sealed(&desk);

    let named = paper(&desk, dossier.dossier);
    does(&desk, &gateway.receives_all(&desk));
    let taken_in = Event {
        official_code: Some("H37.16-261123-0001".to_owned().try_into().unwrap()),
        received_ms: Some(MORNING.plus(DAY_MS)),
        deadline: Some("2026-12-01".parse().unwrap()),
        ..event(&gateway, 1, &dossier, "2")
    };
    does(&desk, &[gateway.tells(vec![taken_in])]);
    let promised = paper(&desk, dossier.dossier);

    assert!(named.contains("ngày 04 tháng 12 năm 2026; ngày này do người nhận hồ sơ"), "{named}");
    assert!(named.contains("không tính từ thời hạn công bố"), "{named}");
    assert!(promised.contains("ngày 01 tháng 12 năm 2026"), "{promised}");
    assert!(!promised.contains("04 tháng 12"), "{promised}");
}
