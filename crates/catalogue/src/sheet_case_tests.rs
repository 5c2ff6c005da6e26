//! What a printed declaration says in one case and not in another, and how values are written.

use serde_json::{Value, json};

use crate::sheet_tests::{an_empty_dossier, line_of, lines, sheet_of};
use crate::testing::{BIRTH, DEATH, STATUS, a_dossier};

#[test]
fn parent_of_whom_nothing_is_declared_is_left_out() {
    let unknown_father = a_dossier(BIRTH).typing("/declaration/father", Value::Null);
    let sheet = lines(&unknown_father);
    assert!(sheet.contains(&"# Người mẹ".to_owned()), "{sheet:?}");
    assert!(!sheet.iter().any(|line| line.contains("cha") || line.contains("Thắng")), "{sheet:?}");

    let foundling = an_empty_dossier(BIRTH).typing("/declaration/child/abandoned", true);
    let sheet = lines(&foundling);
    assert!(sheet.contains(&"Trẻ bị bỏ rơi: Có".to_owned()), "{sheet:?}");
    assert!(!sheet.iter().any(|line| line.starts_with("# Người mẹ")), "{sheet:?}");
}

#[test]
fn death_and_residence_abroad_are_said_as_they_were_typed() {
    let place = json!({ "kind": "other", "other": "Bệnh viện Mahosot, Viêng Chăn, Lào" });
    let residence = json!({ "abroad": "Viêng Chăn, Lào" });

    let dossier = a_dossier(DEATH)
        .typing("/declaration/place", place)
        .typing("/declaration/residence", residence);

    let said = |label| line_of(&dossier, label);
    assert_eq!(said("Nơi chết").unwrap(), "Nơi chết: Bệnh viện Mahosot, Viêng Chăn, Lào");
    assert_eq!(said("Nơi cư trú cuối cùng").unwrap(), "Nơi cư trú cuối cùng: Viêng Chăn, Lào");
}

#[test]
fn last_residence_is_said_to_be_unknown_when_nobody_knows_it() {
    let dossier = a_dossier(DEATH).typing("/declaration/residence_unknown", true);

    let said = line_of(&dossier, "Nơi cư trú cuối cùng").unwrap();
    assert_eq!(said, "Nơi cư trú cuối cùng: Không xác định được", "nothing of what was typed");
}

#[test]
fn each_marital_status_is_one_sentence_with_room_for_what_is_missing() {
    let decision = |kind: &str| {
        json!({ "kind": kind, "number": "15/2024/QĐST-HNGĐ", "date": "20-3-2024",
                "agency": "Tòa án nhân dân khu vực 3" })
    };
    let death = json!({ "number": "7", "date": "02/2023", "agency": "UBND xã Thống Nhất" });
    let rows = [
        (
            "married",
            "spouse",
            json!({ "name": "Vi Văn Thắng" }),
            "đang có vợ/chồng là Vi Văn Thắng",
        ),
        ("married", "spouse", json!({}), "đang có vợ/chồng là ...................."),
        (
            "divorced",
            "divorce",
            decision("judgment"),
            "đã ly hôn theo Bản án/Quyết định số 15/2024/QĐST-HNGĐ ngày 20/03/2024 của Tòa án nhân \
             dân khu vực 3",
        ),
        (
            "divorced",
            "divorce",
            decision("foreign_note"),
            "đã ly hôn theo Trích lục ghi chú ly hôn số 15/2024/QĐST-HNGĐ ngày 20/03/2024 của Tòa \
             án nhân dân khu vực 3",
        ),
        (
            "divorced",
            "divorce",
            json!({}),
            "đã ly hôn theo .................... số .................... ngày \
             .................... của ....................",
        ),
        (
            "widowed",
            "widowhood",
            death,
            "vợ/chồng đã chết theo Giấy chứng tử/Trích lục khai tử số 7 ngày 02/2023 của UBND xã \
             Thống Nhất",
        ),
    ];
    for (status, group, details, said) in rows {
        let dossier = a_dossier(STATUS)
            .typing("/declaration/status", status)
            .typing(&format!("/declaration/{group}"), details);
        let line = line_of(&dossier, "Tình trạng hôn nhân").unwrap();
        assert_eq!(line, format!("Tình trạng hôn nhân: Hiện nay {said}"));
    }
}

#[test]
fn requesters_paper_is_said_by_its_kind() {
    let rows = [
        (json!({ "kind": "old_nine", "value": "080123456" }), "Chứng minh nhân dân số 080 123 456"),
        (json!({ "kind": "passport", "value": "C1234567" }), "Hộ chiếu số C1234567"),
        (json!({ "kind": "citizen" }), "Số định danh cá nhân ...................."),
        (json!({ "value": "020301000789" }), "020 301 000 789"),
        (
            json!({ "kind": "none", "reason": "not_yet_issued", "value": "12" }),
            "Chưa có số (lý do: Chưa được cấp)",
        ),
    ];
    for (number, said) in rows {
        let dossier = a_dossier(STATUS).typing("/submitter/number", number);
        let line = line_of(&dossier, "Giấy tờ tùy thân").unwrap();
        assert_eq!(line, format!("Giấy tờ tùy thân: {said}"));
    }
}

#[test]
fn what_stands_in_no_list_is_written_out_and_a_code_never_printed() {
    let other = a_dossier(BIRTH)
        .typing("/declaration/child/ethnicity", "other")
        .typing("/declaration/child/ethnicity_other", "Thu Lao")
        .typing("/declaration/child/nationality", "other")
        .typing("/declaration/relation", "other")
        .typing("/declaration/relation_other", "Bà đỡ");
    let sheet = lines(&other);
    assert!(sheet.contains(&"Giới tính: Nam | Dân tộc: Thu Lao | Quốc tịch: ……".to_owned()));
    assert!(sheet.contains(&"Quan hệ với người được khai sinh: Bà đỡ".to_owned()), "{sheet:?}");

    let unknown = a_dossier(STATUS)
        .typing("/declaration/person/ethnicity", "99")
        .typing("/declaration/status", "engaged")
        .typing("/declaration/person/residence", json!({ "commune": "99999" }));
    let sheet = lines(&unknown);
    assert!(sheet.contains(&"Giới tính: Nữ | Dân tộc: …… | Quốc tịch: Việt Nam".to_owned()));
    assert!(sheet.contains(&"Tình trạng hôn nhân: ……".to_owned()), "{sheet:?}");
    assert!(!sheet.iter().any(|line| line.contains("99999")), "{sheet:?}");
}

#[test]
fn nothing_of_a_field_that_is_not_asked_for_is_printed() {
    let birth = a_dossier(BIRTH)
        .typing("/declaration/relation_other", "STRAY")
        .typing("/declaration/birthplace/other", "STRAY")
        .typing("/declaration/child/ethnicity_other", "STRAY")
        .typing("/declaration/mother/residence/abroad", "STRAY")
        .typing("/declaration/child/nationality_other", "STRAY");
    let death = a_dossier(DEATH)
        .typing("/declaration/deceased/paper", json!({ "number": "STRAY", "issued_by": "STRAY" }))
        .typing("/declaration/place/other", "STRAY");
    let status = a_dossier(STATUS)
        .typing("/declaration/spouse", json!({ "name": "STRAY" }))
        .typing("/declaration/divorce", json!({ "kind": "judgment", "number": "STRAY" }))
        .typing("/declaration/widowhood", json!({ "agency": "STRAY" }));
    for dossier in [birth, death, status] {
        let sheet = lines(&dossier);
        assert!(!sheet.iter().any(|line| line.contains("STRAY")), "{sheet:?}");
    }
}

#[test]
fn values_are_composed_and_cleaned_however_they_were_typed() {
    let nfd = "  Vi\u{a0}  Minh\tKho\u{302}i\u{200b} ";
    let dossier = a_dossier(BIRTH)
        .typing("/declaration/child/name", nfd)
        .typing("/declaration/child/birth", " 2026-11-05 ")
        .typing("/declaration/child/hometown", " \u{200b} ")
        .typing("/declaration/mother/number", "020.196-000321")
        .typing("/declaration/father/birth", "khoảng 1994")
        .typing("/declaration/mother/residence", json!({ "commune": "06577" }));

    let sheet = lines(&dossier);

    assert!(sheet.contains(&"*Họ, chữ đệm, tên: Vi Minh Khôi".to_owned()), "{sheet:?}");
    assert!(sheet.iter().any(|line| line.starts_with("Ngày, tháng, năm sinh: 05/11/2026 | ")));
    assert!(sheet.contains(&"Quê quán: ……".to_owned()), "nothing is left once it is cleaned");
    assert!(sheet.contains(&"Số định danh cá nhân: 020 196 000 321".to_owned()), "{sheet:?}");
    assert!(
        sheet.iter().any(|line| line.ends_with("Ngày, tháng, năm sinh: khoảng 1994")),
        "as typed"
    );
    assert!(sheet.contains(&"Nơi cư trú: Xã Thống Nhất, tỉnh Lạng Sơn".to_owned()), "a capital");
}

#[test]
fn purpose_is_printed_whole_with_its_lines() {
    let purpose = "Làm thủ tục vay vốn.\r\nKho\u{302}ng có giá trị đăng ký kết hôn.\n";
    let reissued = a_dossier(STATUS)
        .typing("/declaration/purpose", purpose)
        .typing("/declaration/reissue", false);

    let label = "Mục đích sử dụng Giấy xác nhận tình trạng hôn nhân";
    let said = "Làm thủ tục vay vốn.\nKhông có giá trị đăng ký kết hôn.";
    assert_eq!(line_of(&reissued, label).unwrap(), format!("{label}: {said}"));
    let again = "Đã được cấp trước đây, nay xin cấp lại";
    assert_eq!(line_of(&reissued, again).unwrap(), format!("{again}: Không"));
}

#[test]
fn form_of_any_shape_makes_a_sheet() {
    for form in [json!(null), json!([]), json!("x"), json!({ "declaration": [1], "submitter": 5 })]
    {
        let mut dossier = a_dossier(DEATH);
        dossier.form = form;
        assert!(line_of(&dossier, "Nguyên nhân chết").unwrap().ends_with("……"), "{}", dossier.form);
    }
    let numbers = a_dossier(BIRTH)
        .typing("/declaration/copies", "2")
        .typing("/declaration/child/name", 5)
        .typing("/declaration/child/abandoned", "có");
    assert_eq!(
        line_of(&numbers, "Số lượng bản sao đề nghị cấp").unwrap(),
        "Số lượng bản sao đề nghị cấp: ……"
    );
}

#[test]
fn debug_says_nothing_of_the_people_on_a_sheet() {
    let shown = format!("{:?}", sheet_of(&a_dossier(BIRTH)).blocks);

    assert!(shown.contains("Quê quán"), "what is asked is no secret: {shown}");
    assert!(!shown.contains("Lộc") && !shown.contains("020"), "{shown}");
}
