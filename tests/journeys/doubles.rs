//! Work that was begun twice and files in the wrong dossier are pointed out, and hinder nothing.

use desk::dossiers::{self, Beginning};
use desk::pages::{self, Handed};
use desk::{catalogue, drafts, forms, submissions};
use domain::gap::Gap;
use domain::ids::DossierId;
use domain::text::Line;
use serde_json::{Value, json};
use testkit::{
    TestDesk, TestDossier, a_beginning, a_birth_dossier, a_desk, a_form, a_paper, a_world,
};

use crate::enrolled::DAY_MS;

/// What is warned about doubles while a draft is open.
fn warned(desk: &TestDesk, dossier: DossierId) -> Vec<Gap> {
    let mut gaps = forms::open(desk, desk.actor(), dossier).unwrap().view.warnings;
    gaps.retain(|gap| gap.code.starts_with("same-"));
    gaps
}

fn codes(gaps: &[Gap]) -> Vec<&str> {
    gaps.iter().map(|gap| gap.args["code"].as_str()).collect()
}

/// A form that somebody hands in for themselves.
fn of(name: &str, number: Option<&str>, birth: &str) -> Value {
    let mut form = a_form();
    form["submitter"]["name"] = json!(name);
    form["submitter"]["birth"] = json!(birth);
    form["submitter"]["number"] = match number {
        Some(number) => json!({ "kind": "citizen", "value": number }),
        None => json!({ "kind": "none", "reason": "not_yet_issued" }),
    };
    form
}

/// The same, handed in for an owner.
fn for_owner(owner: &str, number: &str) -> Value {
    let mut form = a_form();
    form["owner"] = json!({
        "name": owner,
        "number": { "kind": "citizen", "value": number },
        "birth": "1950",
    });
    form["behalf"] = json!({ "relation": "con", "authority": "ủy quyền" });
    form
}

fn begun(desk: &TestDesk, form: Value) -> TestDossier {
    a_birth_dossier().with_form(form).begun(desk)
}

fn attach(desk: &TestDesk, dossier: DossierId, component: &str, name: &str, bytes: &[u8]) {
    let handed = Handed { component: component.parse().unwrap(), name: Line::new(name), bytes };
    pages::attach(desk, desk.actor(), dossier, handed).unwrap();
}

#[test]
fn second_dossier_of_a_person_names_the_first_and_can_be_submitted_all_the_same() {
    let desk = a_desk().opened();
    let first = a_birth_dossier().with_pages(1).sealed(&desk);

    let mut second = a_birth_dossier().with_pages(1).begun(&desk);
    let warned = warned(&desk, second.dossier);

    let person: Vec<_> = warned.iter().filter(|gap| gap.code == "same-person").collect();
    assert_eq!(person.len(), 1, "{warned:?}");
    assert_eq!(person[0].path, "/submitter");
    assert_eq!(person[0].args["other"], first.dossier.to_string());
    assert_eq!(person[0].args["code"], first.code.to_string());
    assert_eq!(person[0].args["day"], "23/11/2026");
    assert_eq!(person[0].args["state"], "sealed");
    assert!(!warned.iter().any(|gap| gap.code == "same-file-elsewhere"), "her own paper");
    second.submit(&desk);
}

#[test]
fn person_is_known_by_the_number_and_without_one_by_name_and_birth() {
    let desk = a_desk().opened();
    let first = begun(&desk, of("Lò Thị Đào", Some("020190000123"), "15/01/1990"));

    let rows = [
        (of("Lò Thị Ngọc Đào", Some("020190000123"), "1991"), true),
        (of("LÒ THỊ ĐÀO", None, "1990-01-15"), true),
        (of("Lò Thị Đào", Some("020190000999"), "15/01/1990"), false),
        (of("Lò Thị Đào", None, "16/01/1990"), false),
    ];
    for (form, is_same) in rows {
        let name = form["submitter"].to_string();
        let next = begun(&desk, form);
        let warned = warned(&desk, next.dossier);
        let is_warned = codes(&warned).contains(&first.code.as_str());
        assert_eq!(is_warned, is_same, "{name}: {warned:?}");
        drafts::discard(&desk, desk.actor(), next.dossier).unwrap();
    }
}

#[test]
fn holder_of_a_passport_is_the_same_person_in_whatever_letters_it_was_typed() {
    let desk = a_desk().opened();
    let with = |number: &str| {
        let mut form = of("Anna Schmidt", None, "1990");
        form["submitter"]["number"] = json!({ "kind": "passport", "value": number });
        form
    };
    let mut first = begun(&desk, with("c01x00t47"));
    first.attach(&desk, 1);

    let mut again = begun(&desk, with("C01X 00T47"));
    again.attach(&desk, 1);

    let warned = warned(&desk, again.dossier);
    assert_eq!(codes(&warned), [first.code.as_str()], "{warned:?}");
    assert_eq!(warned[0].code, "same-person", "and not as if it were a stranger's paper");
}

#[test]
fn owner_counts_and_not_who_hands_in_for_them() {
    let desk = a_desk().opened();
    let grandfather = begun(&desk, for_owner("Vi Văn Páo", "020050000111"));

    let grandmother = begun(&desk, for_owner("Hà Thị Mỷ", "020150000222"));
    let herself = begun(&desk, a_form());
    let again = begun(&desk, for_owner("Vi Văn Páo", "020050000111"));

    assert!(warned(&desk, grandmother.dossier).is_empty(), "another owner, one submitter");
    assert!(warned(&desk, herself.dossier).is_empty(), "she was only handing in");
    let warned = warned(&desk, again.dossier);
    assert_eq!(codes(&warned), [grandfather.code.as_str()]);
    assert_eq!(warned[0].path, "/owner");
}

#[test]
fn what_was_thrown_away_what_is_old_and_what_asks_for_something_else_is_no_double() {
    let desk = a_desk().opened();
    let old = begun(&desk, a_form());
    desk.world.clock.advance(31 * DAY_MS);
    let gone = begun(&desk, a_form());
    drafts::discard(&desk, desk.actor(), gone.dossier).unwrap();
    let procedure = "1.000656".parse().unwrap();
    let death = Beginning { procedure, ..a_beginning(a_form()) };
    dossiers::begin(&desk, desk.actor(), death).unwrap();

    let now = begun(&desk, a_form());
    assert!(warned(&desk, now.dossier).is_empty(), "{old:?}");

    drafts::restore(&desk, desk.actor(), gone.dossier).unwrap();
    assert_eq!(codes(&warned(&desk, now.dossier)), [gone.code.as_str()], "taken back, it counts");
}

#[test]
fn person_with_many_dossiers_is_told_of_the_three_newest() {
    let desk = a_desk().opened();
    let all: Vec<_> = (0..5).map(|_| begun(&desk, a_form()).code).collect();

    let now = begun(&desk, a_form());

    let newest: Vec<_> = all.iter().rev().take(3).map(|code| code.as_str()).collect();
    assert_eq!(codes(&warned(&desk, now.dossier)), newest);
}

#[test]
fn file_that_was_attached_twice_is_pointed_out_where_it_came_second() {
    let desk = a_desk().in_world(a_world(1).knowing(catalogue::shipped())).opened();
    let dossier = begun(&desk, a_form()).dossier;
    attach(&desk, dossier, "giay-chung-sinh", "chứng sinh", &a_paper(1));
    attach(&desk, dossier, "giay-chung-sinh", "chứng sinh lần nữa", &a_paper(1));
    attach(&desk, dossier, "to-khai", "tờ khai", &a_paper(1));
    attach(&desk, dossier, "to-khai", "tờ khai ký", &a_paper(2));

    let open = forms::open(&desk, desk.actor(), dossier).unwrap();
    let twice: Vec<_> = open.view.warnings.iter().filter(|gap| gap.code == "same-file").collect();

    let paths: Vec<_> = twice.iter().map(|gap| gap.path.as_str()).collect();
    assert_eq!(paths, ["/pages/giay-chung-sinh", "/pages/to-khai"]);
    let first = open.pages[0].0.page.to_string();
    assert!(twice.iter().all(|gap| gap.args["twin"] == first), "{twice:?}");
    assert!(!twice[0].args.contains_key("paper-vi"), "in one place: {twice:?}");
    assert_eq!(twice[1].args["paper-vi"], "Giấy chứng sinh");

    let page = open.pages[1].0.page;
    pages::remove(&desk, desk.actor(), dossier, page).unwrap();
    let left = warned(&desk, dossier);
    assert_eq!(left.len(), 1, "what was taken out is warned of no more: {left:?}");
}

#[test]
fn file_of_somebody_elses_dossier_is_pointed_out_with_that_dossiers_code() {
    let desk = a_desk().opened();
    let hers = a_birth_dossier().with_pages(1).sealed(&desk);
    let mut his = begun(&desk, of("Vi Văn Páo", Some("020090000111"), "1985"));
    his.attach(&desk, 1);

    let warned = warned(&desk, his.dossier);

    assert_eq!(codes(&warned), [hers.code.as_str()]);
    assert_eq!(warned[0].code, "same-file-elsewhere");
    assert_eq!(warned[0].path, "/pages/giay-chung-sinh");
    assert_eq!(warned[0].args["other"], hers.dossier.to_string());
    submissions::submit(&desk, desk.actor(), his.dossier).expect("a warning hinders nothing");
}
