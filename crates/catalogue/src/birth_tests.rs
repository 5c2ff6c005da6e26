//! Khai sinh (1.001193): its fields, rules and papers.

use domain::kinds::Channel;
use serde_json::{Value, json};

use crate::testing::{BIRTH, Dossier, a_dossier};

fn typing(pointer: &str, value: impl Into<Value>) -> Dossier {
    a_dossier(BIRTH).typing(pointer, value)
}

#[test]
fn declaration_names_what_is_missing() {
    let fields = [
        "relation",
        "child/name",
        "child/birth",
        "child/sex",
        "child/ethnicity",
        "child/nationality",
        "child/hometown",
        "birthplace/kind",
        "birthplace/detail",
        "mother/name",
        "mother/birth",
        "mother/ethnicity",
        "mother/nationality",
        "mother/residence/commune",
        "father/name",
    ];
    for field in fields {
        let path = format!("/declaration/{field}");
        for blank in [Value::Null, json!("  ")] {
            let faults = typing(&path, blank).faults();
            assert!(faults.contains(&format!("{path} missing")), "{path}: {faults:?}");
        }
    }
}

#[test]
fn detail_is_asked_for_only_when_its_case_is_chosen() {
    let rows = [
        ("/declaration/relation", "other", "/declaration/relation_other"),
        ("/declaration/child/ethnicity", "other", "/declaration/child/ethnicity_other"),
        ("/declaration/father/nationality", "other", "/declaration/father/nationality_other"),
        ("/declaration/birthplace/kind", "other", "/declaration/birthplace/other"),
    ];
    for (path, chosen, detail) in rows {
        let missing = format!("{detail} missing");
        assert!(typing(path, chosen).faults().contains(&missing), "{path} {chosen}");
        assert!(!a_dossier(BIRTH).faults().contains(&missing), "{detail} belongs to {chosen}");

        let hidden = typing(detail, "ở đâu đó").faults();
        assert_eq!(hidden, [format!("{detail} not-asked")], "nothing typed is dropped in silence");
    }
}

#[test]
fn value_of_the_wrong_shape_is_named_where_it_stands() {
    let rows: [(&str, Value, &str); 12] = [
        ("child/name", json!("Vi Minh 2"), "name-has-digits"),
        ("child/birth", json!("31/11/2026"), "date-no-such-day"),
        ("child/birth", json!("hôm kia"), "date-unreadable"),
        ("child/sex", json!("nam"), "not-in-list"),
        ("child/ethnicity", json!("99"), "not-in-list"),
        ("child/abandoned", json!("không"), "wrong-shape"),
        ("child/name", json!({ "first": "Khôi" }), "wrong-shape"),
        ("birthplace/commune", json!("00000"), "commune-not-in-list"),
        ("birthplace/commune", json!("Thống Nhất"), "commune-not-in-list"),
        ("birthplace/detail", json!("x".repeat(201)), "too-long"),
        ("mother/number", json!("12345"), "number-length"),
        ("copies", json!(-1), "too-small"),
    ];
    for (field, value, code) in rows {
        let path = format!("/declaration/{field}");
        assert_eq!(typing(&path, value).faults(), [format!("{path} {code}")], "{path}");
    }
}

#[test]
fn field_that_nobody_knows_is_named() {
    let faults = typing("/declaration/child/nickname", "Cu Tí").faults();

    assert_eq!(faults, ["/declaration/child/nickname unknown-field"]);
}

#[test]
fn rule_fires_when_dates_contradict_one_another_for_certain() {
    let rows = [
        ("child/birth", "22/11/2026", "child-born-in-the-future"),
        ("mother/birth", "05/11/2026", "mother-born-after-child"),
        ("father/birth", "2027", "father-born-after-child"),
    ];
    for (field, value, rule) in rows {
        let path = format!("/declaration/{field}");
        let faults =
            typing(&path, value).typing("/declaration/mother/number", Value::Null).faults();
        assert!(faults.contains(&rule.to_owned()), "{rule}: {faults:?}");
    }
    assert_eq!(
        typing("/declaration/child/birth", "11/2026").faults(),
        Vec::<String>::new(),
        "some day of this month is not in the future for certain"
    );
}

#[test]
fn warning_is_given_and_nothing_hindered_when_a_case_is_strange() {
    let rows: [(&str, Value, &str); 9] = [
        ("birth_certificate/issued", json!("04/11/2026"), "certificate-before-birth"),
        ("mother", Value::Null, "mother-not-stated"),
        ("child/ethnicity", json!("01"), "ethnicity-of-neither-parent"),
        ("relation", json!("father"), "requester-of-other-sex"),
        ("relation", json!("authorised"), "authorised-without-owner"),
        ("child/name", json!("Vi Minh Khooij"), "/declaration/child/name name-unfinished-telex"),
        ("mother/birth", json!("1997"), "/declaration/mother/number number-other-birth-year"),
        ("mother/number", json!("020096000321"), "/declaration/mother/number number-other-sex"),
        (
            "father/number",
            json!("020294000321"),
            "/declaration/father/number number-other-birth-year",
        ),
    ];
    for (field, value, warning) in rows {
        let dossier = typing(&format!("/declaration/{field}"), value);
        assert!(
            dossier.warned().contains(&warning.to_owned()),
            "{warning}: {:?}",
            dossier.warned()
        );
        assert_eq!(dossier.faults(), Vec::<String>::new(), "{warning} hinders nothing");
    }
    let young = typing("/declaration/mother/birth", "2014")
        .typing("/declaration/mother/number", Value::Null);
    assert_eq!(young.warned(), ["mother-very-young"]);
}

#[test]
fn warning_of_the_common_blocks_is_given_too() {
    let dossier = typing("/submitter/birth", "1997").typing("/submitter/sex", "male");

    let expected = [
        "/submitter/number/value number-other-birth-year",
        "/submitter/number/value number-other-sex",
        "requester-of-other-sex",
    ];
    assert_eq!(dossier.warned(), expected);
}

#[test]
fn ethnicity_of_a_parent_is_offered_and_never_forced() {
    let of = |dossier: Dossier| {
        let dossier = dossier.typing("/declaration/child/ethnicity", Value::Null);
        let fields = dossier.view().blocks.into_iter().flat_map(|block| block.groups);
        let field = fields.flat_map(|group| group.fields);
        let mut field = field.filter(|field| field.path == "/declaration/child/ethnicity");
        field.next().unwrap().offered.map(|offer| offer.label.in_("vi").to_owned())
    };

    assert_eq!(of(a_dossier(BIRTH)), None, "Nùng and Tày: the parents decide");
    assert_eq!(of(typing("/declaration/father", Value::Null)).as_deref(), Some("Nùng"));
    assert_eq!(of(typing("/declaration/father/ethnicity", "07")).as_deref(), Some("Nùng"));
    assert_eq!(of(typing("/declaration/mother", Value::Null)).as_deref(), Some("Tày"));
}

#[test]
fn papers_follow_the_case() {
    let base = ["to-khai", "giay-chung-sinh"];
    let rows: [(Dossier, &[&str]); 9] = [
        (a_dossier(BIRTH), &base),
        (a_dossier(BIRTH).by(Channel::Online), &["giay-chung-sinh"]),
        (a_dossier(BIRTH).by(Channel::Post), &base),
        (
            typing("/submitter/number", json!({ "kind": "old_nine", "value": "080000123" }))
                .by(Channel::Post),
            &["to-khai", "giay-chung-sinh", "giay-to-tuy-than"],
        ),
        (typing("/declaration/child/abandoned", true), &["to-khai", "bien-ban-tre-bo-roi"]),
        (typing("/declaration/child/abandoned", false), &base),
        (
            typing("/declaration/child/surrogacy", true),
            &["to-khai", "giay-chung-sinh", "xac-nhan-mang-thai-ho"],
        ),
        (typing("/declaration/birth_certificate/fetched", true), &["to-khai"]),
        (
            typing("/declaration/relation", "authorised"),
            &["to-khai", "giay-chung-sinh", "van-ban-uy-quyen"],
        ),
    ];
    for (place, (dossier, papers)) in rows.into_iter().enumerate() {
        assert_eq!(dossier.missing_papers(), papers, "row {place}");
    }
}

#[test]
fn authorisation_is_asked_of_nobody_in_the_childs_family() {
    for relation in ["mother", "father", "grandparent", "relative"] {
        let dossier = typing("/declaration/relation", relation).on_behalf();
        let papers = dossier.missing_papers();
        assert!(!papers.contains(&"van-ban-uy-quyen".to_owned()), "{relation}");
    }
    let stranger = typing("/declaration/relation", "other").on_behalf();
    assert!(stranger.missing_papers().contains(&"van-ban-uy-quyen".to_owned()));
}

#[test]
fn certificate_of_birth_is_given_when_any_of_its_substitutes_is() {
    for page in ["giay-chung-sinh", "van-ban-nguoi-lam-chung", "giay-cam-doan-viec-sinh"] {
        assert_eq!(a_dossier(BIRTH).with_pages(&[page]).missing_papers(), ["to-khai"], "{page}");
    }
}

#[test]
fn missing_paper_is_said_as_at_the_counter() {
    let gaps = a_dossier(BIRTH).gaps();
    let gap = gaps.iter().find(|gap| gap.path == "/pages/giay-chung-sinh").unwrap();

    assert_eq!(gap.code, "missing-page");
    assert_eq!(
        gap.args["said-vi"],
        "Thiếu Giấy chứng sinh. Không có thì văn bản của người làm chứng xác nhận về việc sinh; \
         không có người làm chứng thì giấy cam đoan về việc sinh."
    );
    assert!(gap.args["said-en"].starts_with("The certificate of birth is missing."));
    assert_eq!(gap.args["label-vi"], "Giấy chứng sinh");
}

#[test]
fn address_of_the_requester_is_asked_for_beyond_the_common_blocks() {
    let faults = typing("/submitter/address", Value::Null).faults();
    assert_eq!(faults, ["/submitter/address/commune missing"], "the declaration prints it");

    let abroad = typing("/submitter/address", json!({ "abroad": "Đông Hưng, Trung Quốc" }));
    assert_eq!(abroad.faults(), Vec::<String>::new());
}

#[test]
fn gap_names_its_field_in_both_languages_and_never_what_was_typed() {
    let gaps = typing("/declaration/mother/name", "Lộc Thị 5").gaps();
    let gap = gaps.iter().find(|gap| gap.path == "/declaration/mother/name").unwrap();

    assert_eq!(gap.args["label-vi"], "Người mẹ – Họ, chữ đệm, tên");
    assert_eq!(gap.args["label-en"], "Mother – Name");
    assert!(!format!("{gaps:?}").contains("Lộc"), "what was typed stays in the form");
}

#[test]
fn reason_beside_a_number_is_named_and_not_dropped() {
    let faults = typing("/submitter/number/reason", "unknown").faults();

    assert_eq!(faults, ["/submitter/number/reason not-asked"]);
}
