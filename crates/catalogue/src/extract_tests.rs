//! Cấp bản sao trích lục hộ tịch: who asks, for what, and how little may be known of it.

use domain::kinds::Channel;
use serde_json::{Value, json};

use crate::sheet_tests::lines;
use crate::testing::{Dossier, EXTRACT, a_dossier};

const NOTHING: [&str; 0] = [];

fn typing(pointer: &str, value: impl Into<Value>) -> Dossier {
    a_dossier(EXTRACT).typing(pointer, value)
}

/// A state body that asks by letter.
fn a_state_body() -> Dossier {
    typing("/submitter/kind", "state_body")
        .typing("/declaration/relation", Value::Null)
        .typing("/declaration/letter", json!({ "reason": "Xác minh nhân thân" }))
}

#[test]
fn number_volume_and_day_may_be_unknown_but_not_the_office() {
    let registered = json!({ "office": "Ủy ban nhân dân xã Ia Mơ", "date": "1997" });
    let person = json!({ "name": "Rơ Châm Y Khôi", "birth": "1996", "sex": "male",
                         "nationality": "VN" });
    let known = |registered: &Value| {
        typing("/declaration/registered", registered.clone())
            .typing("/declaration/person", person.clone())
    };

    assert_eq!(known(&registered).faults(), NOTHING);
    assert_eq!(known(&registered).warned(), NOTHING);
    let nowhere = known(&json!({ "date": "1997" }));
    assert_eq!(nowhere.faults(), ["/declaration/registered/office missing"]);
    let never = known(&json!({ "office": "Ủy ban nhân dân xã Ia Mơ" }));
    assert_eq!((never.faults(), never.warned()), (vec![], vec!["hard-to-find".to_owned()]));
}

#[test]
fn organisation_files_a_letter_with_its_reason_and_no_declaration() {
    assert_eq!(a_state_body().faults(), NOTHING);
    assert_eq!(a_state_body().missing_papers(), ["van-ban-yeu-cau"]);
    assert_eq!(a_state_body().by(Channel::Post).missing_papers(), ["van-ban-yeu-cau"]);

    let without = a_state_body().typing("/declaration/letter", Value::Null);
    assert_eq!(without.faults(), ["/declaration/letter/reason missing"]);
    let with_relation = a_state_body().typing("/declaration/relation", "parent");
    assert_eq!(with_relation.faults(), ["/declaration/relation not-asked"]);
}

#[test]
fn authorisation_is_filed_only_where_the_owner_has_authorised() {
    let on_behalf = |authorised: bool| {
        a_dossier(EXTRACT).on_behalf().typing("/declaration/authorised", authorised)
    };

    assert_eq!(on_behalf(true).missing_papers(), ["to-khai", "van-ban-uy-quyen"]);
    assert_eq!(on_behalf(false).missing_papers(), ["to-khai"]);
    let unsaid = a_dossier(EXTRACT).on_behalf();
    assert_eq!(unsaid.faults(), ["/declaration/authorised missing"]);
}

#[test]
fn copies_are_counted_and_never_none() {
    assert_eq!(typing("/declaration/copies", 0).faults(), ["/declaration/copies too-small"]);
    let open = typing("/declaration/copies", Value::Null);
    assert_eq!(open.faults(), ["/declaration/copies missing"]);
}

#[test]
fn extract_sheet_says_what_the_example_says() {
    let sheet = lines(&a_dossier(EXTRACT));

    let expected = [
        "# Người yêu cầu",
        "*Họ, chữ đệm, tên: Ksor H'Bia",
        "Nơi cư trú: Làng Pơ Nuk, xã Ia Mơ, tỉnh Gia Lai",
        "Giấy tờ tùy thân: Số định danh cá nhân 064 190 000 123",
        "Quan hệ với người được cấp bản sao: Cha, mẹ",
        "Đề nghị cấp bản sao trích lục về việc: Khai sinh",
        "cho người có tên dưới đây:",
        "# Người được cấp bản sao",
        "*Họ, chữ đệm, tên: Rơ Châm Y Khôi",
        "Ngày, tháng, năm sinh: 21/02/2015 | Giới tính: Nam",
        "Dân tộc: Gia-rai | Quốc tịch: Việt Nam",
        "Nơi cư trú: Làng Pơ Nuk, xã Ia Mơ, tỉnh Gia Lai | Loại cư trú: Thường trú",
        "Số định danh cá nhân: 064 215 000 321",
        "Đã đăng ký tại: Ủy ban nhân dân xã Ia Mơ, huyện Chư Prông, tỉnh Gia Lai",
        "Ngày đăng ký: 03/2015 | Số: 47/2015 | Quyển số: 01/2015",
        "Số lượng bản sao đề nghị cấp: 3",
    ];
    assert_eq!(sheet[..expected.len()], expected);
}

#[test]
fn other_person_of_the_entry_is_asked_and_printed_only_where_there_is_one() {
    let married = typing("/declaration/event", "marriage")
        .typing("/declaration/other_person", "Rơ Châm Y Thắng");
    assert_eq!(married.faults(), NOTHING);
    let said = "Người cùng được ghi trong việc hộ tịch: Rơ Châm Y Thắng";
    assert!(lines(&married).contains(&said.to_owned()));

    let born = typing("/declaration/other_person", "Rơ Châm Y Thắng");
    assert_eq!(born.faults(), ["/declaration/other_person not-asked"]);
    assert!(!lines(&born).iter().any(|line| line.contains("Người cùng được ghi")));
}
