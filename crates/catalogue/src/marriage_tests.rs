//! Đăng ký kết hôn: who may marry, and which papers go along.

use domain::kinds::Channel;
use serde_json::{Value, json};

use crate::form::{Duty, PaperState};
use crate::sheet_tests::{line_of, lines, sheet_of};
use crate::testing::{Dossier, MARRIAGE, a_dossier};

const NOTHING: [&str; 0] = [];

fn typing(pointer: &str, value: impl Into<Value>) -> Dossier {
    a_dossier(MARRIAGE).typing(pointer, value)
}

#[test]
fn marriage_is_hindered_only_when_somebody_is_certainly_too_young() {
    // The day at the desk is 21/11/2026.
    let rows: [(&str, &str, &[&str]); 8] = [
        ("groom", "21/11/2006", &[]),
        ("groom", "22/11/2006", &["groom-too-young"]),
        ("groom", "2006", &[]),
        ("groom", "2007", &["groom-too-young"]),
        ("bride", "21/11/2008", &[]),
        ("bride", "22/11/2008", &["bride-too-young"]),
        ("bride", "11/2008", &[]),
        ("bride", "12/2008", &["bride-too-young"]),
    ];
    for (who, birth, rules) in rows {
        let faults = typing(&format!("/declaration/{who}/birth"), birth).faults();
        assert_eq!(faults, rules, "{who} {birth}");
    }
}

#[test]
fn each_status_asks_for_its_own_details_of_that_party_alone() {
    let rows: [(&str, &[&str]); 4] = [
        ("never_married", &[]),
        ("divorced", &["divorce/number", "divorce/date", "divorce/agency"]),
        ("widowed", &["widowhood/number", "widowhood/date", "widowhood/agency"]),
        ("other", &["status_other"]),
    ];
    for (status, details) in rows {
        let told = typing("/declaration/groom/status", status)
            .typing("/declaration/groom/status_lookup", false);
        let faults = told.faults();
        let expected: Vec<_> =
            details.iter().map(|detail| format!("/declaration/groom/{detail} missing")).collect();
        assert_eq!(faults, expected, "{status}");
    }
}

#[test]
fn earlier_marriage_needs_no_numbers_when_the_office_looks_it_up() {
    for status in ["divorced", "widowed"] {
        let looked_up = typing("/declaration/groom/status", status)
            .typing("/declaration/groom/status_lookup", true);

        assert_eq!(looked_up.faults(), NOTHING, "{status}");
    }
}

#[test]
fn number_that_says_another_sex_is_warned_of_in_either_party() {
    let dossier = typing("/declaration/groom/number", "020199000456");
    assert_eq!(dossier.warned(), ["/declaration/groom/number number-other-sex"]);
    assert_eq!(dossier.faults(), NOTHING);
}

#[test]
fn papers_of_a_marriage_follow_channel_and_numbers() {
    let passport = json!({ "kind": "passport", "number": "C7654321", "issued": "2020" });
    let card = json!({ "kind": "army_officer", "number": "01234567", "issued": "2020" });
    let by_paper = |paper: &Value| {
        typing("/declaration/groom/number", Value::Null)
            .typing("/declaration/groom/paper", paper.clone())
    };
    let rows: [(Dossier, &[&str]); 6] = [
        (a_dossier(MARRIAGE), &["to-khai"]),
        (a_dossier(MARRIAGE).by(Channel::Post), &["to-khai"]),
        (a_dossier(MARRIAGE).by(Channel::Online), &[]),
        (by_paper(&passport).by(Channel::Online), &[]),
        (by_paper(&card).by(Channel::Online), &["giay-to-tuy-than"]),
        (by_paper(&card), &["to-khai"]),
    ];
    for (place, (dossier, papers)) in rows.into_iter().enumerate() {
        assert_eq!(dossier.missing_papers(), papers, "row {place}");
    }
}

#[test]
fn marriage_status_is_looked_up_and_no_paper_of_it_asked_for() {
    let papers = a_dossier(MARRIAGE).view().papers;
    let status = papers.iter().find(|one| one.id.as_str() == "tinh-trang-hon-nhan").unwrap();

    assert_eq!((status.duty, status.state), (Duty::LookedUp, PaperState::Optional));
    let present = a_dossier(MARRIAGE).view().present;
    assert_eq!(present.in_("vi"), "Hai bên nam, nữ phải cùng có mặt để ký.");
}

#[test]
fn party_that_hands_in_is_offered_its_own_details() {
    let offered = |sex: &str| {
        let dossier = typing("/submitter/sex", sex)
            .typing("/declaration/bride", json!({}))
            .typing("/declaration/groom", json!({}));
        let groups = dossier.view().blocks.into_iter().flat_map(|block| block.groups);
        let fields = groups.flat_map(|group| group.fields);
        let named = fields.filter(|field| field.path.ends_with("/name") && field.offered.is_some());
        named.map(|field| field.path).collect::<Vec<_>>()
    };

    assert_eq!(offered("female"), ["/declaration/bride/name"]);
    assert_eq!(offered("male"), ["/declaration/groom/name"]);
}

#[test]
fn marriage_sheet_says_what_the_example_says() {
    let sheet = lines(&a_dossier(MARRIAGE));

    let expected = [
        "# Bên nữ",
        "*Họ, chữ đệm, tên: Hoàng Thị Mỷ | Ngày, tháng, năm sinh: 22/08/2001",
        "Dân tộc: H'Mông | Quốc tịch: Việt Nam",
        "Nơi cư trú: Thôn Pò Cại, xã Thống Nhất, tỉnh Lạng Sơn | Loại cư trú: Thường trú",
        "Số định danh cá nhân: 020 301 000 789",
        "Kết hôn lần thứ mấy: 1",
        "Tình trạng hôn nhân: Hiện tại chưa đăng ký kết hôn với ai",
        "Đề nghị cơ quan tra cứu, xác minh tình trạng hôn nhân: Có",
        "# Bên nam",
        "*Họ, chữ đệm, tên: Vi Văn Quân | Ngày, tháng, năm sinh: 05/11/1999",
    ];
    assert_eq!(sheet[..expected.len()], expected);
}

#[test]
fn both_parties_sign_their_sheet() {
    let signers = sheet_of(&a_dossier(MARRIAGE)).signers;
    let signed: Vec<_> = signers.iter().map(|one| (&*one.title, one.name.as_deref())).collect();

    assert_eq!(signed, [("BÊN NỮ", Some("Hoàng Thị Mỷ")), ("BÊN NAM", Some("Vi Văn Quân"))]);
}

#[test]
fn divorce_is_one_sentence_with_room_for_what_is_missing() {
    let dossier = typing("/declaration/bride/status", "divorced")
        .typing("/declaration/bride/divorce", json!({ "number": "12/2024/QĐST-HNGĐ" }));

    let said = line_of(&dossier, "Tình trạng hôn nhân").unwrap();
    assert!(
        said.contains("Đã ly hôn theo Bản án/Quyết định số 12/2024/QĐST-HNGĐ ngày ...."),
        "{said}"
    );
}
