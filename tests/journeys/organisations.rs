//! An organisation as owner: found again, warned of, listed and sealed, and told to no log.

use desk::people::{self, Part, Resident};
use desk::{catalogue, dossiers, finding, forms};
use serde_json::{Value, json};
use testkit::{TestDesk, TestDossier, a_birth_dossier, a_desk, a_form, a_world};

const COMPANY: &str = "Công ty TNHH 1 thành viên “Hoa Hồi” 68";

/// A form that an employee hands in with a letter of introduction.
fn of(name: &str, number: Value) -> Value {
    let mut form = a_form();
    form["owner"] = json!({ "kind": "enterprise", "organisation": {
        "name": name,
        "number": number,
        "address": { "commune": "06577", "detail": "Số 1, đường 19/5" },
        "phone": "0205 3812 345",
        "representative": "Vi Văn Páo"
    } });
    form["behalf"] = json!({ "relation": "nhân viên", "authority": "Giấy giới thiệu số 12/GGT" });
    form
}

fn tax_code(digits: &str) -> Value {
    json!({ "kind": "tax_code", "value": digits })
}

fn decision(number: &str) -> Value {
    json!({ "kind": "decision", "value": number })
}

fn begun(desk: &TestDesk, form: Value) -> TestDossier {
    a_birth_dossier().with_pages(1).with_form(form).begun(desk)
}

fn found(desk: &TestDesk, typed: &str) -> Vec<Resident> {
    let Some(sought) = people::sought(typed, None) else { return Vec::new() };
    people::find(desk, &sought, 8).unwrap()
}

fn warned(desk: &TestDesk, dossier: &TestDossier) -> Vec<(String, String)> {
    let gaps = forms::open(desk, desk.actor(), dossier.dossier).unwrap().view.warnings;
    let gaps = gaps.into_iter().filter(|gap| gap.code.starts_with("same-"));
    gaps.filter(|gap| !gap.code.contains("file"))
        .map(|gap| (gap.code, gap.args["code"].clone()))
        .collect()
}

#[test]
fn organisation_is_found_by_its_name_with_digits_and_by_the_beginning_of_its_number() {
    let desk = a_desk().opened();
    let dossier = begun(&desk, of(COMPANY, tax_code("0314409058-002")));
    begun(&desk, of("Trường Mầm non 19/5", decision("12/QĐ-UBND")));

    for typed in ["hoa hồi 68", "Hoa Hoi", "cong ty tnhh", "031 440", "0314409058002", "3812345"]
    {
        let found = found(&desk, typed);
        assert!(found.iter().any(|one| one.code == dossier.code), "{typed}");
        assert!(found.iter().all(|one| one.person.is_organisation), "{typed}");
    }
    assert_eq!(found(&desk, "19/5")[0].person.name.as_str(), "Trường Mầm non 19/5");
}

#[test]
fn organisation_is_taken_over_with_its_number_as_it_is_written() {
    let desk = a_desk().in_world(a_world(1).knowing(catalogue::shipped())).opened();
    let known = begun(&desk, of(COMPANY, tax_code("0314409058-002")));

    let taken = people::take(&desk, desk.actor(), known.dossier, Part::Owner, None).unwrap().person;

    assert_eq!(taken.name, COMPANY);
    assert_eq!((taken.number_kind, taken.number.as_str()), (Some("tax_code"), "0314409058-002"));
    assert_eq!((taken.commune.as_str(), taken.detail.as_str()), ("06577", "Số 1, đường 19/5"));
    assert_eq!(taken.phone, "0205 3812 345");
    assert_eq!(taken.representative, "Vi Văn Páo");
    assert_eq!((taken.birth.as_str(), taken.sex.as_str()), ("", ""));
}

#[test]
fn second_dossier_of_an_organisation_is_pointed_out_by_its_number() {
    let desk = a_desk().opened();
    let first = begun(&desk, of(COMPANY, tax_code("0314409058-002")));

    let renamed = begun(&desk, of("Công ty Hoa Hồi", tax_code("0314409058002")));
    let other = begun(&desk, of(COMPANY, tax_code("0314409058")));
    let school = begun(&desk, of("Trường Mầm non 19/5", decision("12/QĐ-UBND")));
    let namesake = begun(&desk, of("Trường Mầm non Hoa Sen", decision("12/QĐ-UBND")));

    let expected = [("same-organisation".to_owned(), first.code.to_string())];
    assert_eq!(warned(&desk, &renamed), expected);
    assert_eq!(warned(&desk, &other), [], "another branch");
    assert_eq!(warned(&desk, &school), []);
    assert_eq!(warned(&desk, &namesake), [], "a decision of another body has the same number");
}

#[test]
fn list_has_the_organisation_as_owner_and_the_journal_has_no_name() {
    let desk = a_desk().opened();
    let mut dossier = begun(&desk, of(COMPANY, tax_code("0314409058-002")));
    dossier.submit(&desk);

    let line = finding::look(&desk, dossier.dossier).unwrap().summary;
    let shown = dossiers::show(&desk, dossier.dossier).unwrap();

    assert_eq!(line.person.as_str(), COMPANY);
    for done in &shown.done {
        assert!(!done.detail.contains("Hoa H") && !done.detail.contains("0314"), "{}", done.detail);
    }
}

#[test]
fn draft_goes_from_a_person_to_an_organisation_and_back() {
    let desk = a_desk().opened();
    let mut form = a_form();
    form["owner"] =
        json!({ "name": "Vi Văn Páo", "number": { "kind": "passport", "value": "C1234567" } });
    let mut dossier = begun(&desk, form.clone());

    dossier.save(&desk, of(COMPANY, tax_code("0314409058-002")));
    assert!(found(&desk, "páo").is_empty(), "no longer the owner");
    dossier.save(&desk, form);

    assert!(found(&desk, "hoa hoi").is_empty());
    assert!(!found(&desk, "páo")[0].person.is_organisation);
}
