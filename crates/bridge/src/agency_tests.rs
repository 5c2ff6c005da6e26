//! What a window shows of a dossier while the agency acts on it.

use chrono::NaiveDate;
use desk::corrections;
use desk::delivery::apply;
use domain::provisional_code::OfficialCode;
use domain::text::Prose;
use serde_json::{Value, json};
use testkit::{FakeGateway, TestDesk, TestDossier, a_birth_dossier, a_desk, a_gateway};

use crate::{Host, Language, OpenWith};

/// A desk whose one dossier has arrived.
fn delivered() -> (TestDesk, FakeGateway, TestDossier) {
    let (desk, gateway) = (a_desk().opened(), a_gateway());
    let dossier = a_birth_dossier().with_pages(1).sealed(&desk);
    gateway.enrol(&desk, desk.actor()).unwrap();
    apply(&desk, desk.actor(), &gateway.receives_all(&desk)).unwrap();
    (desk, gateway, dossier)
}

/// The agency says something of a dossier as the gateway holds it.
fn tells(desk: &TestDesk, gateway: &FakeGateway, of: &TestDossier, number: u64, status: &str) {
    let mut event = gateway.event(number, of.dossier, of.submission.unwrap(), status);
    if status == "5" {
        event.reason = Some(Prose::new("Giấy chứng sinh bị mờ"));
        event.deadline = NaiveDate::from_ymd_opt(2026, 12, 1);
    }
    if status == "2" {
        event.official_code = OfficialCode::try_from("000.00.16.H37-261123-0001".to_owned()).ok();
        event.received_ms = Some(gateway.now);
    }
    apply(desk, desk.actor(), &[gateway.tells(vec![event])]).unwrap();
}

/// Answers it, and the gateway takes the answer.
fn answers(desk: &TestDesk, gateway: &FakeGateway, dossier: &mut TestDossier) {
    corrections::reopen(desk, desk.actor(), dossier.dossier).unwrap();
    dossier.attach(desk, 2);
    dossier.submit(desk);
    apply(desk, desk.actor(), &gateway.receives_all(desk)).unwrap();
}

/// Looks at the desk through a window.
fn looked_at(desk: TestDesk, dossier: &TestDossier) -> (Value, Value) {
    let closed = desk.closed();
    let host = Host::at(closed.world.world(), closed.root(), "test");
    host.unlock(OpenWith::Keyring, None).unwrap();
    let call = |command, args| host.call(command, args, Language::Vietnamese).unwrap();
    let page = call("dossiers.open", json!({ "dossier": dossier.dossier.to_string() }));
    (call("today.show", json!({})), page)
}

fn kinds(today: &Value) -> Vec<&str> {
    let tasks = today["tasks"].as_array().unwrap().iter();
    tasks.map(|task| task["kind"].as_str().unwrap()).collect()
}

#[test]
fn dossier_that_was_taken_in_is_shown_with_its_code_and_counted() {
    let (desk, gateway, dossier) = delivered();
    tells(&desk, &gateway, &dossier, 1, "1");
    tells(&desk, &gateway, &dossier, 2, "2");

    let (today, page) = looked_at(desk, &dossier);

    assert_eq!(page["standing"]["said"], "đã tiếp nhận, mã 000.00.16.H37-261123-0001");
    assert_eq!(page["standing"]["tone"], "good");
    assert_eq!((&today["received"], &today["waiting"]), (&json!(1), &json!(0)));
    assert!(page["papers"][0]["receipt_at"].is_string(), "{page}");
    let moments = page["moments"].as_array().unwrap();
    let said: Vec<_> = moments.iter().map(|moment| moment["said"].as_str().unwrap()).collect();
    let of_the_road = [
        "Hệ thống tỉnh đã nhận đủ tệp và ký biên nhận",
        "Hệ thống tỉnh đã ghi nhận hồ sơ, chờ cơ quan tiếp nhận",
        "Cơ quan: đã tiếp nhận · 000.00.16.H37-261123-0001",
    ];
    assert!(said.ends_with(&of_the_road), "{said:?}");
}

#[test]
fn what_the_agency_asks_for_is_work_with_its_day() {
    let (desk, gateway, dossier) = delivered();
    tells(&desk, &gateway, &dossier, 1, "2");
    tells(&desk, &gateway, &dossier, 2, "5");

    let (today, page) = looked_at(desk, &dossier);

    assert_eq!(kinds(&today), ["supplement"]);
    let task = &today["tasks"][0];
    assert_eq!(task["said"], "1 hồ sơ được yêu cầu bổ sung · hạn gần nhất 01/12/2026");
    assert_eq!(task["deadline"], "2026-12-01");
    assert_eq!(
        page["asked"],
        json!({ "reason": "Giấy chứng sinh bị mờ", "deadline": "2026-12-01" })
    );
    assert_eq!(page["standing"]["tone"], "ask");
    assert_eq!(page["can"], json!(["edit", "withdraw", "show_code"]));
}

#[test]
fn what_was_answered_is_no_work_any_more_until_the_agency_asks_again() {
    let (desk, gateway, mut dossier) = delivered();
    tells(&desk, &gateway, &dossier, 1, "5");
    answers(&desk, &gateway, &mut dossier);
    // The gateway repeats how the case stands when it has got the answer.
    tells(&desk, &gateway, &dossier, 2, "5");

    let desk = desk.restarted();
    let (today, page) = looked_at(desk, &dossier);

    assert_eq!(kinds(&today), Vec::<&str>::new());
    assert_eq!((&page["standing"]["word"], &page["asked"]), (&json!("delivered"), &Value::Null));
    let note = page["standing"]["note"].as_str().unwrap();
    assert!(note.starts_with("đã gửi bản bổ sung, chờ cơ quan xem"), "{note}");
}

#[test]
fn result_that_was_not_handed_over_is_work() {
    let (desk, gateway, dossier) = delivered();
    tells(&desk, &gateway, &dossier, 1, "2");
    tells(&desk, &gateway, &dossier, 2, "9");

    let (today, page) = looked_at(desk, &dossier);

    assert_eq!(kinds(&today), ["result"]);
    assert_eq!(page["standing"]["said"], "có kết quả");
    assert_eq!(page["can"], json!(["show_code"]), "nothing is left to be done with it here");
}
