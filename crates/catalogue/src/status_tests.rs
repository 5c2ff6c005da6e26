//! Giấy xác nhận tình trạng hôn nhân (1.004873): its fields, rules and papers.

use domain::kinds::Channel;
use serde_json::{Value, json};

use crate::testing::{Dossier, STATUS, a_dossier};

const NOTHING: Vec<String> = vec![];

fn typing(pointer: &str, value: impl Into<Value>) -> Dossier {
    a_dossier(STATUS).typing(pointer, value)
}

#[test]
fn declaration_names_what_is_missing() {
    let fields = [
        "relation",
        "person/name",
        "person/birth",
        "person/sex",
        "person/nationality",
        "person/residence/commune",
        "person/number",
        "period/place",
        "period/from",
        "period/until",
        "status",
        "purpose_kind",
        "purpose",
        "copies",
    ];
    for field in fields {
        let path = format!("/declaration/{field}");
        assert_eq!(typing(&path, Value::Null).faults(), [format!("{path} missing")], "{path}");
    }
    assert_eq!(
        typing("/declaration/period", Value::Null).faults(),
        NOTHING,
        "all of it or nothing"
    );
}

#[test]
fn each_status_asks_for_its_own_details() {
    let rows: [(&str, &[&str]); 4] = [
        ("never_married", &[]),
        ("married", &["spouse/name"]),
        ("divorced", &["divorce/kind", "divorce/number", "divorce/date", "divorce/agency"]),
        ("widowed", &["widowhood/number", "widowhood/date", "widowhood/agency"]),
    ];
    for (status, details) in rows {
        let faults = typing("/declaration/status", status).faults();
        let expected: Vec<_> =
            details.iter().map(|detail| format!("/declaration/{detail} missing")).collect();
        assert_eq!(faults, expected, "{status}");
    }
}

#[test]
fn details_of_another_status_are_named_and_not_dropped() {
    let dossier = typing("/declaration/spouse", json!({ "name": "Vi Văn Thắng" }));

    assert_eq!(dossier.faults(), ["/declaration/spouse/name not-asked"]);
}

#[test]
fn number_or_one_paper_is_enough() {
    let paper = json!({ "kind": "passport", "number": "C1234567", "issued": "01/02/2020" });
    let by_paper = typing("/declaration/person/number", Value::Null)
        .typing("/declaration/person/paper", paper);
    assert_eq!(by_paper.faults(), NOTHING);

    let half = typing("/declaration/person/paper", json!({ "kind": "passport" }));
    let expected =
        ["/declaration/person/paper/number missing", "/declaration/person/paper/issued missing"];
    assert_eq!(half.faults(), expected);
}

#[test]
fn rule_fires_when_something_cannot_be() {
    let rows: [(&str, Value, &str); 4] = [
        ("/declaration/person/birth", json!("2027"), "born-in-the-future"),
        ("/declaration/period/until", json!("2018"), "period-turned-round"),
        ("/declaration/period/from", json!("2027"), "period-in-the-future"),
        ("/declaration/copies", json!(0), "/declaration/copies too-small"),
    ];
    for (path, value, rule) in rows {
        let faults = typing(path, value).faults();
        assert!(faults.contains(&rule.to_owned()), "{rule}: {faults:?}");
    }
    let divorce = json!({ "kind": "judgment", "number": "1", "date": "2027", "agency": "Tòa án" });
    let divorced =
        typing("/declaration/status", "divorced").typing("/declaration/divorce", divorce);
    assert_eq!(divorced.faults(), ["divorce-in-the-future"]);
    let death = json!({ "number": "1", "date": "2027", "agency": "UBND xã" });
    let widowed = typing("/declaration/status", "widowed").typing("/declaration/widowhood", death);
    assert_eq!(widowed.faults(), ["widowhood-in-the-future"]);
}

#[test]
fn one_paper_only_is_given_for_a_marriage() {
    let marriage = |copies: i64| {
        typing("/declaration/purpose_kind", "marriage").typing("/declaration/copies", copies)
    };

    assert_eq!(marriage(1).faults(), NOTHING);
    assert_eq!(marriage(2).faults(), ["one-paper-for-a-marriage"]);
    assert_eq!(typing("/declaration/copies", 3).faults(), NOTHING, "other purposes may have more");
}

#[test]
fn purpose_is_kept_whole() {
    let purpose = "Làm thủ tục vay vốn.\nKhông có giá trị đăng ký kết hôn.";
    assert_eq!(typing("/declaration/purpose", purpose).faults(), NOTHING);

    let too_long = typing("/declaration/purpose", "a".repeat(2001));
    assert_eq!(too_long.faults(), ["/declaration/purpose too-long"], "named, never cut");
}

#[test]
fn warning_is_given_and_nothing_hindered_when_the_office_will_refuse() {
    let marriage = || typing("/declaration/purpose_kind", "marriage");
    let rows = [
        (
            marriage().typing("/declaration/partner", json!({ "sex": "female" })),
            "same-sex-marriage",
        ),
        (
            marriage().typing("/declaration/partner", json!({ "at_foreign_mission": true })),
            "foreign-mission-marriage",
        ),
        (typing("/declaration/relation", "close_family"), "for-somebody-else-without-owner"),
        (a_dossier(STATUS).on_behalf(), "self-with-owner"),
    ];
    for (dossier, warning) in rows {
        assert_eq!(dossier.warned(), [warning]);
        assert_eq!(dossier.faults(), NOTHING, "{warning} is said and hinders nothing");
    }
    let fine = marriage().typing("/declaration/partner", json!({ "sex": "male" }));
    assert_eq!(fine.warned(), NOTHING);
}

#[test]
fn papers_follow_the_case() {
    let rows: [(Dossier, &[&str]); 6] = [
        (a_dossier(STATUS), &["to-khai"]),
        (a_dossier(STATUS).by(Channel::Online), &[]),
        (typing("/declaration/reissue", true), &["to-khai", "giay-xac-nhan-cu"]),
        (typing("/declaration/reissue", false), &["to-khai"]),
        (typing("/declaration/relation", "close_family"), &["to-khai", "van-ban-uy-quyen"]),
        (a_dossier(STATUS).on_behalf(), &["to-khai", "van-ban-uy-quyen"]),
    ];
    for (place, (dossier, papers)) in rows.into_iter().enumerate() {
        assert_eq!(dossier.missing_papers(), papers, "row {place}");
    }
}

#[test]
fn submitter_is_offered_when_they_ask_for_themselves() {
    let empty = typing("/declaration/person", json!({}));
    let fields = empty.view().blocks.into_iter().flat_map(|block| block.groups);
    let fields: Vec<_> = fields.flat_map(|group| group.fields).collect();
    let offered = |path: &str| {
        let field = fields.iter().find(|field| field.path == path).unwrap();
        field.offered.clone().map(|offer| offer.value)
    };

    assert_eq!(offered("/declaration/person/name").as_deref(), Some("Hoàng Thị Mỷ"));
    assert_eq!(offered("/declaration/person/birth").as_deref(), Some("22/08/2001"));
    assert_eq!(offered("/declaration/person/sex").as_deref(), Some("female"));
    assert_eq!(offered("/declaration/person/number").as_deref(), Some("020301000789"));
}
