//! An organisation as owner, as the common blocks ask for it.

use domain::gap::Gap;
use serde_json::{Value, json};

use crate::form::{Field, Form};
use crate::sheet_tests::lines;
use crate::testing::{BIRTH, Dossier, EXTRACT, a_dossier};

const NOTHING: [&str; 0] = [];

fn of_an_organisation() -> Dossier {
    a_dossier(BIRTH).of_an_organisation("enterprise")
}

fn field<'f>(form: &'f Form, path: &str) -> Option<&'f Field> {
    let groups = form.blocks.iter().flat_map(|block| &block.groups);
    groups.flat_map(|group| &group.fields).find(|field| field.path == path)
}

fn codes(gaps: &[Gap]) -> Vec<(&str, &str)> {
    let owners = gaps.iter().filter(|gap| gap.path.starts_with("/owner"));
    owners.map(|gap| (gap.path.as_str(), gap.code.as_str())).collect()
}

#[test]
fn owner_is_a_person_until_somebody_says_otherwise() {
    let view = a_dossier(BIRTH).typing("/owner", json!({})).view();

    let kind = field(&view, "/owner/kind").unwrap();
    assert_eq!(kind.sets, ["/owner/organisation"]);
    assert_eq!(kind.options[0].value, "citizen", "the first is the usual one");
    assert!(field(&view, "/owner/name").unwrap().is_required);
    assert!(field(&view, "/owner/organisation/name").is_none());
}

#[test]
fn organisation_is_asked_for_its_own_fields_and_for_none_of_a_person() {
    let view = of_an_organisation().view();

    assert!(field(&view, "/owner/organisation/name").unwrap().is_required);
    assert!(field(&view, "/owner/organisation/address/commune").is_some());
    for path in ["/owner/name", "/owner/number/value", "/owner/birth", "/owner/sex"] {
        assert!(field(&view, path).is_none(), "{path}");
    }
    assert_eq!(codes(&view.missing), [], "{:?}", view.missing);
    let people = view.blocks.iter().flat_map(|block| &block.groups);
    let people: Vec<_> = people.filter_map(|group| group.person.as_ref()).collect();
    let organisation = people.iter().find(|paths| paths.is_organisation).unwrap();
    assert_eq!(organisation.name, "/owner/organisation/name");
    assert!(!people.iter().any(|paths| paths.name == "/owner/name"), "nobody is looked up there");
}

#[test]
fn gaps_of_an_organisation_have_the_names_of_their_fields() {
    let view = a_dossier(BIRTH)
        .typing("/owner", json!({ "organisation": {} }))
        .typing("/behalf", json!({ "relation": "nhân viên" }))
        .view();

    let labels: Vec<_> = view
        .missing
        .iter()
        .filter(|gap| gap.path.starts_with("/owner"))
        .map(|gap| (gap.code.as_str(), gap.args["label-vi"].as_str()))
        .collect();
    let expected = [
        ("missing", "Chủ hồ sơ là"),
        ("missing", "Tổ chức là chủ hồ sơ – Tên tổ chức"),
        ("missing", "Tổ chức là chủ hồ sơ – Mã số"),
    ];
    assert_eq!(labels, expected);
}

#[test]
fn what_is_typed_of_a_person_beside_an_organisation_is_shown_and_said_once() {
    let view = of_an_organisation().typing("/owner/name", "Lò Thị Đào").view();

    assert!(!field(&view, "/owner/name").unwrap().is_needed);
    assert_eq!(codes(&view.missing), [("/owner/name", "not-asked")]);
}

#[test]
fn slip_in_a_tax_code_is_warned_of_and_hinders_nothing() {
    let slip = of_an_organisation().typing("/owner/organisation/number/value", "0314409085-002");

    assert_eq!(codes(&of_an_organisation().view().warnings), []);
    let view = slip.view();
    let at = "/owner/organisation/number/value";
    assert_eq!(codes(&view.warnings), [(at, "tax-code-check-digit")]);
    assert_eq!(field(&view, at).unwrap().wrong.as_ref().unwrap().code, "tax-code-check-digit");
    assert_eq!(codes(&view.missing), []);
}

#[test]
fn conditions_look_at_what_kind_of_owner_it_is() {
    let asking = |kind: &str| {
        a_dossier(EXTRACT)
            .of_an_organisation(kind)
            .typing("/declaration/relation", Value::Null)
            .typing("/declaration/letter", json!({ "reason": "Xác minh nhân thân" }))
            .typing("/declaration/authorised", false)
    };

    for kind in ["enterprise", "state_body", "other"] {
        assert_eq!(asking(kind).faults(), NOTHING, "{kind}");
        assert_eq!(asking(kind).missing_papers(), ["van-ban-yeu-cau"], "{kind}");
    }
    let lines = lines(&asking("state_body"));
    let organisation = "Cơ quan, tổ chức yêu cầu: Công ty TNHH 1 thành viên Hoa Hồi 68";
    assert!(lines.iter().any(|line| line.contains(organisation)), "{lines:?}");
}
