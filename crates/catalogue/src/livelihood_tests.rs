//! A household business, a birth that is joined with residence and insurance, and social aid.

use serde_json::{Value, json};

use crate::sheet_tests::{an_empty_dossier, line_of, lines, sheet_of};
use crate::testing::a_dossier;

const BUSINESS: &str = "1.001612";
const JOINED_BIRTH: &str = "2.000986";
const SOCIAL_AID: &str = "1.001776";

#[test]
fn members_are_asked_for_only_when_a_family_founds_the_business() {
    let alone = a_dossier(BUSINESS).typing("/declaration/founded_by", "one-person");
    assert_eq!(alone.faults(), ["/declaration/members not-asked"]);

    let nobody = a_dossier(BUSINESS).typing("/declaration/members", json!([]));
    assert_eq!(nobody.faults(), ["family-without-members"]);
}

#[test]
fn who_may_hand_in_for_the_business_decides_on_the_papers() {
    let by = |delegate: &str| {
        let dossier = a_dossier(BUSINESS).on_behalf();
        dossier.typing("/declaration/delegate", delegate).missing_papers().split_off(2)
    };

    assert_eq!(by("person"), ["van-ban-uy-quyen"]);
    assert_eq!(by("organisation"), ["hop-dong-dich-vu", "giay-gioi-thieu"]);
    assert_eq!(by("public-post"), ["phieu-gui-ho-so"]);
    let undecided = a_dossier(BUSINESS).on_behalf();
    assert_eq!(undecided.faults(), ["/declaration/delegate missing"]);
}

#[test]
fn capital_is_written_in_threes_and_the_tax_address_where_it_differs() {
    let same = a_dossier(BUSINESS);
    let address = "5.1. Địa chỉ nhận thông báo thuế";
    let elsewhere = json!({ "elsewhere": true, "commune": "06577", "detail": "Thôn Khòn Tẩu" });
    let other = a_dossier(BUSINESS).typing("/declaration/tax", elsewhere);

    let capital = line_of(&same, "Tổng số (bằng số)").unwrap();
    assert_eq!(
        capital,
        "Tổng số (bằng số): 80.000.000 đồng | Tổng số (bằng chữ): Tám mươi triệu đồng"
    );
    assert_eq!(line_of(&same, address).unwrap(), format!("{address}: Như địa chỉ trụ sở"));
    let said = line_of(&other, address).unwrap();
    assert!(said.starts_with(&format!("{address}: Thôn Khòn Tẩu, xã")), "{said}");
    let unsaid = line_of(&an_empty_dossier(BUSINESS), address).unwrap();
    assert_eq!(unsaid, format!("{address}: ……"), "nobody has said so yet");
}

#[test]
fn owner_signs_the_request_whoever_hands_it_in() {
    let sheet = sheet_of(&a_dossier(BUSINESS).on_behalf());

    let [owner] = sheet.signers.as_slice() else { panic!("{:?}", sheet.signers) };
    assert_eq!(owner.title, "CHỦ HỘ KINH DOANH");
    assert_eq!(owner.name.as_deref(), Some("Nông Thị Bưởi"));
    assert_eq!(sheet.addressed.as_deref(), Some("Cơ quan đăng ký kinh doanh cấp xã"));
}

#[test]
fn allowance_that_ends_at_an_age_can_be_stopped_at_that_age() {
    let grown = |request| {
        let child = json!({ "name": "Vi Minh Khôi", "birth": "05/11/2020", "sex": "male",
            "ethnicity": "08", "number": "020220000456" });
        a_dossier(SOCIAL_AID)
            .typing("/declaration/kind", "small-child")
            .typing("/declaration/school", Value::Null)
            .typing("/declaration/subject", child)
            .typing("/declaration/benefits_any", false)
            .typing("/declaration/benefits", Value::Null)
            .typing("/declaration/disability", Value::Null)
            .typing("/declaration/request_kind", request)
    };

    assert_eq!(grown("grant").faults(), ["no-small-child"]);
    assert!(grown("stop").faults().is_empty(), "{:?}", grown("stop").faults());
}

#[test]
fn parent_who_heads_the_household_is_named_from_what_was_declared() {
    let head = json!({ "who": "father" });
    let dossier = a_dossier(JOINED_BIRTH).typing("/declaration/residence/householder", head);

    let said = line_of(&dossier, "Chủ hộ").unwrap();

    assert_eq!(said, "Chủ hộ: Vi Văn Thắng | Quan hệ của trẻ với chủ hộ: Cháu nội");
}

#[test]
fn child_in_another_household_needs_the_opinions_of_parents_and_householder() {
    let usual = a_dossier(JOINED_BIRTH).missing_papers();
    let there = a_dossier(JOINED_BIRTH).typing("/declaration/residence/household", "householder");

    let more: Vec<_> =
        there.missing_papers().into_iter().filter(|id| !usual.contains(id)).collect();

    assert_eq!(more, ["y-kien-cha-me", "dong-y-cua-chu-ho"]);
}

#[test]
fn form_that_was_not_seen_stays_a_paper_when_care_is_what_is_paid_for() {
    let care = |by: &str| {
        let dossier = a_dossier(SOCIAL_AID).typing("/declaration/kind", "care");
        dossier.typing("/declaration/care", by)
    };

    assert_eq!(care("family").missing_papers(), ["to-khai-ho-gia-dinh", "xac-nhan-khuyet-tat"]);
    let alone = care("other").typing("/declaration/care_alone", true);
    assert_eq!(alone.missing_papers(), ["to-khai-nhan-cham-soc", "to-khai-duoc-cham-soc"]);
}

#[test]
fn sheet_claims_nothing_of_benefits_and_disability_that_nobody_declared() {
    let empty = lines(&an_empty_dossier(SOCIAL_AID));

    let claims = ["Có", "Không", "không"];
    let claimed: Vec<_> = empty
        .iter()
        .filter(|line| claims.iter().any(|claim| line.ends_with(&format!(": {claim}"))))
        .collect();
    assert!(claimed.is_empty(), "{claimed:?}");
    assert!(empty.contains(&"Đang hưởng chế độ hàng tháng: ……".to_owned()), "{empty:?}");
}
