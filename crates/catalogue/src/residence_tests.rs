//! The declaration of a change of residence (CT01), which nine procedures share.

use serde_json::{Value, json};

use crate::sheet_tests::{an_empty_dossier, line_of, lines};
use crate::testing::{Dossier, a_dossier};

const STAY: &str = "1.004194";
const LONGER: &str = "1.002755";
const APART: &str = "1.010038";

/// Somebody who stays here, born on this day.
fn born_on(day: &str) -> Dossier {
    let declarant =
        json!({ "name": "Lò Thị Ín", "birth": day, "sex": "female", "unnumbered": true });
    a_dossier(STAY).typing("/declaration/declarant", declarant)
}

#[test]
fn minor_needs_the_consent_of_the_parents_until_the_day_they_are_grown_up() {
    let consent = "/declaration/consents/parent/way missing";

    assert_eq!(born_on("22/11/2008").faults(), [consent], "eighteen tomorrow");
    assert!(born_on("21/11/2008").faults().is_empty(), "eighteen today");
    assert!(born_on("2008").faults().is_empty(), "nobody guesses in the year of the birthday");
    let represented = born_on("21/11/1970").typing("/declaration/consents/represented", true);
    assert_eq!(represented.faults(), [consent], "somebody else speaks for them");
}

#[test]
fn written_consent_is_a_paper_when_the_clerk_says_there_is_one() {
    let by_paper = |code, who: &str| {
        let place = format!("/declaration/consents/{who}");
        a_dossier(code).typing(&place, json!({ "way": "paper" })).missing_papers()
    };

    assert_eq!(by_paper(LONGER, "owner"), ["to-khai", "dong-y-chu-so-huu"]);
    assert_eq!(by_paper(LONGER, "parent"), ["to-khai", "dong-y-cha-me-giam-ho"]);
    assert_eq!(by_paper(APART, "householder"), ["to-khai", "dong-y-tach-ho"]);
    assert_eq!(by_paper(APART, "owner"), ["to-khai", "dong-y-tach-ho"]);
    assert_eq!(by_paper(STAY, "owner"), ["to-khai", "dong-y-rieng"], "the clerk says there is one");
    assert_eq!(by_paper(STAY, "householder"), ["to-khai", "dong-y-rieng"]);
}

#[test]
fn who_signs_as_declarant_signs_no_opinion_as_well() {
    let child = a_dossier(STAY).typing("/declaration/declarant/birth", "22/11/2010");
    let signed = child.typing("/declaration/consents/parent", json!({ "way": "signs_below" }));

    let lines = lines(&signed);
    let opinion: Vec<_> = lines
        .iter()
        .skip_while(|line| *line != "# Ý kiến của cha hoặc mẹ hoặc người giám hộ")
        .skip(1)
        .collect();

    assert_eq!(opinion, ["Hình thức: Là người ký ở mục Người kê khai"], "nothing left to the hand");
}

#[test]
fn papers_follow_the_questions_of_each_procedure_that_shares_the_form() {
    let unit = a_dossier(STAY).typing("/declaration/case", "army");
    assert_eq!(unit.missing_papers(), ["to-khai", "gioi-thieu-quan-doi"]);

    let unit = a_dossier(LONGER).typing("/declaration/case", "police");
    assert_eq!(unit.missing_papers(), ["to-khai", "gioi-thieu-cong-an"]);

    let elsewhere = a_dossier(LONGER).typing("/declaration/person", "naturalised");
    assert_eq!(elsewhere.faults(), ["/declaration/person unknown-field"], "not asked here");
}

#[test]
fn head_of_the_household_is_the_declarant_on_paper_too() {
    let head = a_dossier(STAY);

    let name = line_of(&head, "7. Họ, chữ đệm và tên chủ hộ").unwrap();
    let number = line_of(&head, "8. Mối quan hệ với chủ hộ").unwrap();
    assert_eq!(name, "7. Họ, chữ đệm và tên chủ hộ: Lò Văn Ún");
    assert!(number.ends_with("9. Số định danh cá nhân của chủ hộ: 020 088 000 653"), "{number}");

    let named_too = head.typing("/declaration/householder/name", "Lò Văn Pâng");
    assert_eq!(named_too.faults(), ["/declaration/householder/name not-asked"]);
}

#[test]
fn opinion_is_left_to_the_hand_unless_it_was_given_otherwise() {
    let by = |way: Value| a_dossier(STAY).typing("/declaration/consents/owner", way);
    let of_owner = |dossier: &Dossier| {
        let lines = lines(dossier).into_iter();
        let lines = lines.skip_while(|line| line != "# Ý kiến của chủ sở hữu chỗ ở hợp pháp");
        lines.skip(1).take_while(|line| !line.starts_with("# ")).collect::<Vec<_>>()
    };

    let by_hand = ["Nội dung đồng ý: ……", "Ký, ghi rõ họ tên: …… | Ngày, tháng, năm: ……"];
    assert_eq!(of_owner(&an_empty_dossier(STAY)), by_hand);
    assert_eq!(of_owner(&by(json!({ "way": "on_form" }))), by_hand);
    assert_eq!(of_owner(&by(json!({ "way": "paper" }))), ["Hình thức: Có văn bản riêng kèm theo"]);
    let online = json!({ "way": "app", "name": "Nông Văn Kiềm", "number": "020071000266" });
    assert_eq!(
        of_owner(&by(online)),
        [
            "Hình thức: Xác nhận qua ứng dụng VNeID hoặc dịch vụ công trực tuyến",
            "Họ và tên: Nông Văn Kiềm | Số định danh cá nhân: 020 071 000 266",
        ]
    );
}

#[test]
fn declarant_is_offered_from_whoever_owns_the_dossier() {
    let offered = |dossier: &Dossier, path: &str| {
        let groups = dossier.view().blocks.into_iter().flat_map(|block| block.groups);
        let field = groups.flat_map(|group| group.fields).find(|field| field.path == path);
        field.unwrap().offered.map(|choice| choice.value)
    };
    let untyped = |code| a_dossier(code).typing("/declaration/declarant", json!({}));

    let (mother, son) = (untyped(STAY), untyped(LONGER));

    let (name, number) = ("/declaration/declarant/name", "/declaration/declarant/number");
    assert_eq!(offered(&mother, name).as_deref(), Some("Lò Văn Ún"), "who hands in for themselves");
    assert_eq!(offered(&son, name).as_deref(), Some("Giàng A Tủa"), "not the mother, who hands in");
    assert_eq!(offered(&son, number).as_deref(), Some("020210000926"));
}
