//! People who were served before are found again, and only while their dossiers are kept.

use desk::dossiers::Beginning;
use desk::finding::{self, Filter, Order, Search};
use desk::people::{self, Part, Resident};
use desk::{DeskError, catalogue, corrections, drafts, withdrawals};
use domain::ids::DossierId;
use serde_json::{Value, json};
use testkit::{TestDesk, TestDossier, a_beginning, a_birth_dossier, a_desk, a_form, a_world};

fn of(name: &str, number: &str, phone: &str) -> Value {
    let mut form = a_form();
    form["submitter"]["name"] = json!(name);
    form["submitter"]["number"] = match number {
        "" => json!({ "kind": "none", "reason": "unknown" }),
        number => json!({ "kind": "citizen", "value": number }),
    };
    form["submitter"]["phone"] = json!(phone);
    form
}

fn begun(desk: &TestDesk, name: &str, number: &str, phone: &str) -> TestDossier {
    a_birth_dossier().with_form(of(name, number, phone)).begun(desk)
}

fn found(desk: &TestDesk, typed: &str) -> Vec<Resident> {
    found_but(desk, typed, None)
}

fn found_but(desk: &TestDesk, typed: &str, except: Option<DossierId>) -> Vec<Resident> {
    let Some(sought) = people::sought(typed, except) else { return Vec::new() };
    people::find(desk, &sought, 8).unwrap()
}

fn names(found: &[Resident]) -> Vec<&str> {
    found.iter().map(|one| one.person.name.as_str()).collect()
}

#[test]
fn last_word_of_a_name_counts_most_and_marks_come_before_that() {
    let desk = a_desk().opened();
    begun(&desk, "Nguyễn Thị Lan", "020190000101", "");
    begun(&desk, "Lan Văn Hùng", "020090000102", "");
    begun(&desk, "Trần Văn Lân", "020090000103", "");
    begun(&desk, "Lò Thị Lanh", "020190000104", "");

    let bare = found(&desk, "lan");
    assert_eq!(
        names(&bare),
        ["Nguyễn Thị Lan", "Lò Thị Lanh", "Lan Văn Hùng", "Trần Văn Lân"],
        "as typed, by the last word, whole before cut"
    );
    assert_eq!(names(&found(&desk, "LÂN"))[0], "Trần Văn Lân", "who types marks means them");
    assert_eq!(names(&found(&desk, "nguyen thi l")), ["Nguyễn Thị Lan"]);
    assert_eq!(names(&found(&desk, "lan nguyen")), ["Nguyễn Thị Lan"], "in any order");
    assert_eq!(names(&found(&desk, "hung van")), ["Lan Văn Hùng"]);
    assert!(found(&desk, "nguyen hung").is_empty(), "all the words are one person's");
}

#[test]
fn digits_find_by_the_beginning_of_a_number_and_either_end_of_a_telephone() {
    let desk = a_desk().opened();
    begun(&desk, "Lò Thị Đào", "020190000123", "0912 345 678");
    begun(&desk, "Vi Văn Páo", "", "0987 654 321");

    for typed in ["020 190", "020190000123", "0912", "678", "345678", "+84 912"] {
        assert_eq!(names(&found(&desk, typed)), ["Lò Thị Đào"], "{typed}");
    }
    assert_eq!(names(&found(&desk, "4321")), ["Vi Văn Páo"]);
    assert!(found(&desk, "12").is_empty(), "too little to go by");
    assert!(found(&desk, "190").is_empty(), "a number is known by its beginning");
}

#[test]
fn number_from_abroad_is_found_as_it_is_dialled_here_and_there_and_taken_over_whole() {
    let desk = a_desk().opened();
    let hers = begun(&desk, "Lò Thị Đào", "020190000123", "+84 912 345 678");
    let his = begun(&desk, "Vi Văn Páo", "020090000111", "+856 20 5551 2345");

    for typed in ["0912345678", "+84 912", "0912", "5678"] {
        assert_eq!(names(&found(&desk, typed)), ["Lò Thị Đào"], "{typed}");
        let search = Search {
            filter: Filter::All,
            terms: finding::terms(typed),
            order: Order::NewestFirst,
            offset: 0,
            limit: 10,
        };
        let listed = finding::find(&desk, &search).unwrap();
        assert_eq!(listed.rows.len(), 1, "{typed}: nor do the lists lose her");
    }
    assert_eq!(names(&found(&desk, "+856 20")), ["Vi Văn Páo"]);
    let phone = |dossier: &TestDossier| {
        let taken = people::take(&desk, desk.actor(), dossier.dossier, Part::Submitter, None);
        taken.unwrap().person.phone
    };
    assert_eq!(phone(&hers), "+84 912 345 678");
    assert_eq!(phone(&his), "+856 20 5551 2345", "as it was typed");
}

#[test]
fn passport_is_one_number_in_whatever_letters_it_was_typed() {
    let desk = a_desk().opened();
    let of_passport = |number: &str, birth: &str| {
        let mut form = of("Anna Schmidt", "", "");
        form["submitter"]["number"] = json!({ "kind": "passport", "value": number });
        form["submitter"]["birth"] = json!(birth);
        a_birth_dossier().with_form(form).begun(&desk)
    };
    of_passport("c01x00t47", "15/01/1990");
    of_passport("C01X00T47", "1990-01-15");

    for typed in ["c01x", "C01X00T47", "schmidt"] {
        let found = found(&desk, typed);
        assert_eq!((found.len(), found[0].dossiers), (1, 2), "{typed}");
        let (_, number) = found[0].person.number.as_ref().unwrap();
        assert_eq!(number, "C01X00T47", "as it is sealed");
    }
}

#[test]
fn person_without_a_number_is_one_line_however_the_birth_was_written() {
    let desk = a_desk().opened();
    for birth in ["15/01/1990", "1990-01-15", "15011990"] {
        let mut form = of("Vi Văn Páo", "", "0987654321");
        form["submitter"]["birth"] = json!(birth);
        a_birth_dossier().with_form(form).begun(&desk);
    }

    let found = found(&desk, "pao");

    assert_eq!((found.len(), found[0].dossiers), (1, 3));
}

#[test]
fn resident_with_many_dossiers_is_one_line_with_the_newest() {
    let desk = a_desk().opened();
    begun(&desk, "Lò Thị Đào", "020190000123", "");
    begun(&desk, "Lò Thị Đào", "", "0912345678");
    let newest = begun(&desk, "Lò Thị Ngọc Đào", "020190000123", "0912345678");

    let found = found(&desk, "dao");

    assert_eq!(names(&found), ["Lò Thị Ngọc Đào", "Lò Thị Đào"]);
    assert_eq!(found[0].code, newest.code, "as the newest dossier knows them");
    assert_eq!((found[0].dossiers, found[1].dossiers), (2, 1), "nobody is one by a name alone");
}

#[test]
fn nobody_is_offered_what_they_are_typing_themselves() {
    let desk = a_desk().opened();
    let mine = begun(&desk, "Lò Thị Đào", "020190000123", "");

    assert_eq!(found(&desk, "dao").len(), 1);
    assert!(found_but(&desk, "dao", Some(mine.dossier)).is_empty());
}

#[test]
fn person_of_a_discarded_draft_is_found_no_more_until_it_is_taken_back() {
    let desk = a_desk().opened();
    let gone = begun(&desk, "Lò Thị Đào", "020190000123", "0912345678");

    drafts::discard(&desk, desk.actor(), gone.dossier).unwrap();
    for typed in ["dao", "lo thi", "020190", "0912", "5678"] {
        assert!(found(&desk, typed).is_empty(), "{typed}");
    }
    drafts::restore(&desk, desk.actor(), gone.dossier).unwrap();

    assert_eq!(found(&desk, "dao").len(), 1);
}

#[test]
fn person_is_found_by_what_was_saved_last_and_by_nothing_before() {
    let desk = a_desk().opened();
    let mut dossier = begun(&desk, "Lò Thị Đào", "020190000123", "0912345678");

    dossier.save(&desk, of("Lò Thị Mận", "020190000999", ""));

    assert_eq!(names(&found(&desk, "man")), ["Lò Thị Mận"]);
    for typed in ["dao", "020190000123", "0912", "5678"] {
        assert!(found(&desk, typed).is_empty(), "{typed}");
    }
}

/// A correction in which somebody else was typed over the one who was sealed.
fn corrected_to_somebody_else(desk: &TestDesk) -> TestDossier {
    let sealed = of("Lò Thị Đào", "020190000123", "0912345678");
    let mut dossier = a_birth_dossier().with_form(sealed).with_pages(1).sealed(desk);
    dossier.edition = corrections::reopen(desk, desk.actor(), dossier.dossier).unwrap();
    dossier.save(desk, of("Vi Văn Páo", "020090000999", "0987654321"));
    dossier
}

fn is_known_as_sealed(desk: &TestDesk, dossier: &TestDossier) {
    for typed in ["pao", "020090", "0987", "4321"] {
        assert!(found(desk, typed).is_empty(), "{typed}: nobody handed that in");
    }
    for typed in ["dao", "020190", "0912", "5678"] {
        assert_eq!(names(&found(desk, typed)), ["Lò Thị Đào"], "{typed}");
    }
    let taken = people::take(desk, desk.actor(), dossier.dossier, Part::Submitter, None).unwrap();
    assert_eq!(taken.person.name, "Lò Thị Đào");
    assert_eq!(taken.person.number, "020 190 000 123");
    let line = desk::finding::look(desk, dossier.dossier).unwrap().summary;
    assert_eq!(line.person.as_str(), "Lò Thị Đào");
}

#[test]
fn person_of_a_sealed_dossier_stays_known_when_a_correction_was_thrown_away() {
    let desk = a_desk().opened();
    let dossier = corrected_to_somebody_else(&desk);

    drafts::discard(&desk, desk.actor(), dossier.dossier).unwrap();

    is_known_as_sealed(&desk, &dossier);
}

#[test]
fn person_of_a_sealed_dossier_stays_known_when_it_was_withdrawn_during_a_correction() {
    let desk = a_desk().opened();
    let dossier = corrected_to_somebody_else(&desk);

    withdrawals::withdraw(&desk, desk.actor(), dossier.dossier).unwrap();

    is_known_as_sealed(&desk, &dossier);
}

#[test]
fn person_of_a_correction_is_found_again_when_it_was_taken_back() {
    let desk = a_desk().opened();
    let dossier = corrected_to_somebody_else(&desk);
    drafts::discard(&desk, desk.actor(), dossier.dossier).unwrap();

    drafts::restore(&desk, desk.actor(), dossier.dossier).unwrap();

    assert_eq!(names(&found(&desk, "020090")), ["Vi Văn Páo"]);
    assert!(found(&desk, "dao").is_empty(), "she is written over");
}

#[test]
fn person_is_taken_over_with_all_that_their_dossier_says_of_them() {
    let desk = a_desk().in_world(a_world(1).knowing(catalogue::shipped())).opened();
    let shipped = catalogue::shipped().unwrap();
    let example = shipped.procedure(&"1.001193".parse().unwrap()).unwrap().example().unwrap();
    let mut form = example.clone();
    form["submitter"]["number"] =
        json!({ "kind": "citizen", "value": form["declaration"]["mother"]["number"] });
    let old = a_birth_dossier().with_form(form).begun(&desk);
    let new = begun(&desk, "Lò Thị Đào", "020190000123", "");

    let taken =
        people::take(&desk, desk.actor(), old.dossier, Part::Submitter, Some(new.dossier)).unwrap();

    assert_eq!(taken.code, old.code);
    assert_eq!(taken.person.number, "020 196 000 321");
    assert_eq!(taken.person.number_kind, Some("citizen"));
    assert_eq!(taken.person.ethnicity, "07", "as the mother she is in that form");
    assert_eq!(taken.person.nationality, "VN");
    assert_eq!(taken.person.commune, "06577");
    let shown = desk::dossiers::show(&desk, old.dossier).unwrap();
    let entry = shown.done.iter().find(|done| done.act == "person.taken").unwrap();
    assert!(entry.detail.contains(&new.dossier.to_string()), "and it is known into which");
    assert!(!entry.detail.contains("020196"), "the journal keeps nothing of the person");
}

#[test]
fn person_is_taken_over_with_what_only_the_row_of_a_list_says_of_them() {
    let desk = a_desk().in_world(a_world(1).knowing(catalogue::shipped())).opened();
    let mut form = of("Vi Văn Páo", "020090000111", "");
    form["submitter"]["sex"] = Value::Null;
    form["declaration"] = json!({ "members": [
        { "name": "Lò Thị Đào", "number": "020190000123", "sex": "female" },
        { "name": "Vi Văn Páo", "number": "020 090 000 111", "sex": "male" },
    ] });
    let procedure = "1.004222".parse().unwrap();
    let beginning = Beginning { procedure, ..a_beginning(form) };
    let begun = desk::dossiers::begin(&desk, desk.actor(), beginning).unwrap();

    let taken = people::take(&desk, desk.actor(), begun.dossier, Part::Submitter, None).unwrap();

    assert_eq!(taken.person.sex, "male", "as the second member he is in that form");
}

/// A list is a moment old, or somebody passes the code of what a colleague has thrown away.
#[test]
fn nobody_is_taken_over_from_a_draft_that_was_thrown_away() {
    let desk = a_desk().opened();
    let gone = begun(&desk, "Lò Thị Đào", "020190000123", "0912345678");
    drafts::discard(&desk, desk.actor(), gone.dossier).unwrap();

    let taken = people::take(&desk, desk.actor(), gone.dossier, Part::Submitter, None);

    assert!(matches!(taken, Err(DeskError::NoSuchDossier)));
    let shown = desk::dossiers::show(&desk, gone.dossier).unwrap();
    assert!(shown.done.iter().all(|done| done.act != "person.taken"), "nor is it said so");
}

#[test]
fn person_is_taken_from_what_was_sealed() {
    let desk = a_desk().opened();
    let sealed = a_birth_dossier().with_pages(1).sealed(&desk);

    let taken = people::take(&desk, desk.actor(), sealed.dossier, Part::Submitter, None).unwrap();

    assert_eq!(taken.person.sex, "female");
    assert_eq!(taken.person.birth, "15/01/1990");
    assert_eq!(taken.person.phone, "0912 345 678");
    let owner = people::take(&desk, desk.actor(), sealed.dossier, Part::Owner, None);
    assert!(owner.is_err(), "nobody stands there");
}
