//! The form as it is to be shown.

use serde_json::{Value, json};

use crate::form::{Block, BlockId, BlockState, Duty, Field, Form, PaperState, Widget};
use crate::testing::{BIRTH, DEATH, Dossier, STATUS, a_dossier};
use crate::{Catalogue, view};

fn block(form: &Form, id: BlockId) -> &Block {
    form.blocks.iter().find(|block| block.id == id).unwrap()
}

fn field(form: &Form, path: &str) -> Option<Field> {
    let groups = form.blocks.iter().flat_map(|block| &block.groups);
    groups.flat_map(|group| &group.fields).find(|field| field.path == path).cloned()
}

fn emptied(code: &'static str) -> Dossier {
    let mut dossier = a_dossier(code);
    dossier.form = json!({});
    dossier
}

#[test]
fn blocks_stand_in_their_order_and_count_what_is_missing() {
    let form = emptied(BIRTH).view();

    let order: Vec<_> = form.blocks.iter().map(|block| block.id.word()).collect();
    assert_eq!(order, ["submitter", "behalf", "declaration", "papers", "review"]);
    let states: Vec<_> = form.blocks.iter().map(|block| block.state.word()).collect();
    assert_eq!(states, ["empty", "done", "empty", "empty", "empty"]);
    let missing: usize = form.blocks.iter().map(|block| block.missing).sum();
    assert_eq!(missing, form.missing.len(), "each gap stands in one block");
    assert_eq!(block(&form, BlockId::Papers).missing, 2);
    assert_eq!(block(&form, BlockId::Submitter).title.in_("vi"), "Người nộp");
    assert!(block(&form, BlockId::Papers).groups.is_empty());
}

#[test]
fn block_is_open_when_something_is_typed_and_something_missing() {
    let dossier = a_dossier(BIRTH).typing("/submitter/name", Value::Null).with_pages(&["to-khai"]);
    let form = dossier.view();

    assert_eq!(block(&form, BlockId::Submitter).state, BlockState::Open);
    assert_eq!(block(&form, BlockId::Declaration).state, BlockState::Done);
    assert_eq!(block(&form, BlockId::Papers).state, BlockState::Open);
    assert_eq!(block(&form, BlockId::Review).state, BlockState::Open);
}

#[test]
fn gap_of_the_common_blocks_carries_its_label_too() {
    let dossier = a_dossier(BIRTH).typing("/submitter/number/value", "02019600032");
    let form = dossier.view();

    let gap = form.missing.iter().find(|gap| gap.path == "/submitter/number").unwrap();
    assert_eq!(gap.code, "number-length");
    assert_eq!(gap.args["label-vi"], "Số giấy tờ tùy thân");
    let shown = field(&form, "/submitter/number/value").unwrap();
    assert_eq!(shown.wrong.unwrap().code, "number-length", "said where the number is typed");
}

#[test]
fn computed_date_is_written_out() {
    let form = a_dossier(BIRTH).view();
    let words = field(&form, "/declaration/child/birth_in_words").unwrap();

    assert_eq!(words.widget, Widget::Computed);
    let expected = "Ngày năm tháng mười một năm hai nghìn không trăm hai mươi sáu";
    assert_eq!(words.value.as_deref(), Some(expected));
    let unread = a_dossier(BIRTH).typing("/declaration/child/birth", "chưa rõ").view();
    assert_eq!(field(&unread, "/declaration/child/birth_in_words").unwrap().value, None);
}

#[test]
fn field_of_another_case_is_shown_only_while_something_stands_in_it() {
    let other = "/declaration/relation_other";
    assert!(field(&a_dossier(BIRTH).view(), other).is_none(), "not asked and empty");

    let form = a_dossier(BIRTH).typing(other, "bạn").view();
    let shown = field(&form, other).unwrap();
    assert!(!shown.is_needed && !shown.is_required);
    let codes: Vec<_> =
        form.missing.iter().map(|gap| (gap.path.as_str(), gap.code.as_str())).collect();
    assert!(codes.contains(&(other, "not-asked")), "{codes:?}");

    let asked = a_dossier(BIRTH).typing("/declaration/relation", "other").view();
    assert!(field(&asked, other).unwrap().is_required);
}

#[test]
fn toggle_opens_its_groups() {
    let toggle = field(&emptied(BIRTH).view(), "/owner").unwrap();
    assert_eq!(
        (toggle.widget, toggle.sets),
        (Widget::Toggle, vec!["/owner".to_owned(), "/behalf".to_owned()])
    );
    assert!(field(&emptied(BIRTH).view(), "/owner/name").is_none());

    let mut opened = emptied(BIRTH);
    opened.form = json!({ "owner": {}, "behalf": {} });
    assert!(field(&opened.view(), "/owner/name").unwrap().is_required);
    let behalf = opened.view();
    assert!(block(&behalf, BlockId::Behalf).missing > 0, "an owner without a name");
}

#[test]
fn choices_stand_in_the_field_and_long_lists_by_name() {
    let form = a_dossier(BIRTH).view();

    let sex = field(&form, "/declaration/child/sex").unwrap();
    let values: Vec<_> = sex.options.iter().map(|choice| choice.value.as_str()).collect();
    assert_eq!((values, sex.list), (vec!["male", "female"], None));
    let group = field(&form, "/declaration/child/ethnicity").unwrap();
    assert_eq!((group.options, group.list.as_deref()), (vec![], Some("ethnic-groups")));
    let list = a_dossier(BIRTH).catalogue;
    let list = list.list("ethnic-groups").unwrap();
    assert_eq!(list.choices.len(), 57, "the portal's 56 and a free one");
    assert_eq!(list.choice("07").unwrap().label.in_("vi"), "Nùng");
    assert!(list.source.contains("gso.gov.vn"), "the other order is warned of");
}

#[test]
fn hint_says_what_a_number_and_a_commune_mean() {
    let form = a_dossier(BIRTH).view();

    let number = field(&form, "/submitter/number/value").unwrap().hint.unwrap();
    assert_eq!(number.in_("vi"), "Số này của nữ, sinh năm 1996, đăng ký khai sinh tại Lạng Sơn");
    let commune = field(&form, "/submitter/address/commune").unwrap().hint.unwrap();
    assert!(commune.in_("vi").contains("Thống Nhất"), "{commune:?}");
    assert!(field(&form, "/submitter/name").unwrap().hint.is_none());
}

#[test]
fn zero_is_offered_where_copies_must_be_counted() {
    let form = a_dossier(DEATH).typing("/declaration/copies", Value::Null).view();

    let copies = field(&form, "/declaration/copies").unwrap();
    assert!(copies.is_required);
    assert_eq!(copies.offered.unwrap().value, "0");
}

#[test]
fn address_is_marked_as_required_where_the_procedure_asks_for_it() {
    assert!(field(&a_dossier(BIRTH).view(), "/submitter/address/commune").unwrap().is_required);

    let dossier = a_dossier(BIRTH);
    let bare = view(dossier.catalogue, None, &dossier.case());
    assert!(!field(&bare, "/submitter/address/commune").unwrap().is_required);
    assert!(field(&bare, "/declaration/child/name").is_none(), "only the common blocks");
    assert!(!bare.is_checked, "nobody checked what is not known");
}

#[test]
fn papers_say_what_is_to_be_done_with_them() {
    let form =
        a_dossier(BIRTH).with_pages(&["to-khai", "anh-the", "giay-cam-doan-viec-sinh"]).view();

    let seen: Vec<_> =
        form.papers.iter().map(|one| (one.id.as_str(), one.duty, one.state)).collect();
    let expected = [
        ("to-khai", Duty::File, PaperState::Given),
        ("giay-chung-sinh", Duty::File, PaperState::Given),
        ("giay-to-tuy-than", Duty::Show, PaperState::Optional),
        ("giay-to-cu-tru", Duty::LookedUp, PaperState::Optional),
        ("khac", Duty::File, PaperState::Optional),
    ];
    assert_eq!(seen, expected);
    let pages =
        |place: usize| form.papers[place].pages.iter().map(ToString::to_string).collect::<Vec<_>>();
    assert_eq!(pages(1), ["giay-cam-doan-viec-sinh"], "under the paper that it stands for");
    assert_eq!(pages(4), ["anh-the"], "nothing attached is out of sight");
    let instead: Vec<_> = form.papers[1].instead.iter().map(|one| one.id.as_str()).collect();
    assert_eq!(instead, ["van-ban-nguoi-lam-chung", "giay-cam-doan-viec-sinh"], "in this order");
}

#[test]
fn paper_of_another_case_is_shown_when_it_is_here() {
    let form = a_dossier(STATUS).with_pages(&["giay-xac-nhan-cu"]).view();

    let paper = form.papers.iter().find(|one| one.id.as_str() == "giay-xac-nhan-cu").unwrap();
    assert_eq!(paper.state, PaperState::NotNeeded);
    assert_eq!(paper.said, None);
}

#[test]
fn unchecked_procedure_has_nothing_missing_of_its_own_and_is_never_done() {
    let dossier = a_dossier(BIRTH);
    let catalogue = Catalogue::unchecked(&[BIRTH]);
    let procedure = catalogue.procedure(&BIRTH.parse().unwrap()).unwrap();

    let form = view(&catalogue, Some(procedure), &dossier.case());
    assert_eq!(form.missing, []);
    assert!(!form.is_checked);
    assert_eq!(block(&form, BlockId::Papers).state, BlockState::Empty, "never said to be complete");
    assert_eq!(block(&form, BlockId::Review).state, BlockState::Open);
    assert_eq!(crate::check(&catalogue, procedure, &dossier.case()), []);
}

#[test]
fn form_of_any_shape_is_shown_and_judged() {
    for form in [json!(null), json!([]), json!("x"), json!({ "declaration": [1], "submitter": 5 })]
    {
        let mut dossier = emptied(BIRTH);
        dossier.form = form;
        assert!(!dossier.view().missing.is_empty(), "{}", dossier.form);
        dossier.warned();
    }
}

#[test]
fn group_says_where_its_person_stands() {
    let form = a_dossier(BIRTH).view();
    let groups = form.blocks.iter().flat_map(|block| &block.groups);
    let people: Vec<_> = groups.filter_map(|group| group.person.as_ref()).collect();
    let names: Vec<_> = people.iter().map(|person| person.name.as_str()).collect();

    assert_eq!(
        names,
        ["/submitter/name", "/declaration/mother/name", "/declaration/father/name"],
        "an owner is not asked for"
    );
    assert_eq!(people[1].residence.as_deref(), Some("/declaration/mother/residence"));
    assert_eq!(people[0].number_kind.as_deref(), Some("/submitter/number/kind"));
}
